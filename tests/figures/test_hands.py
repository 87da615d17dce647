"""Jobs are shared out in a process of their own: what runs the tests may have threads."""

import subprocess
import sys
import textwrap

import pytest

from govsim.figures import hands

START = """
import os, signal, threading, time, warnings
from govsim.figures import hands
warnings.simplefilter("error")  # from here on: what libraries say while they are imported is theirs
from govsim.figures.hands import shared_out
hands.is_ours = lambda: True
"""
linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux only")


def answer(code):
    """What a script prints that shares out jobs."""
    script = START + textwrap.dedent(code)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0 and not done.stderr, done.stderr
    return done.stdout.split()


@linux
def test_jobs_are_done_by_several_processes_each_once_and_results_keep_their_order(tmp_path):
    told = answer(f"""
        def job(number):
            with open(r"{tmp_path}/done", "a") as file:
                file.write(f"{{number}}\\n")
            time.sleep(0.3)
            return number, os.getpid()
        results = shared_out([lambda n=n: job(n) for n in range(4)], 2)
        print(*[number for number, _ in results], len({{process for _, process in results}}))
    """)
    assert told == ["0", "1", "2", "3", "2"]
    assert sorted((tmp_path / "done").read_text().split()) == ["0", "1", "2", "3"]


@linux
def test_what_comes_first_is_done_here_while_others_work():
    told = answer("""
        here = os.getpid()
        def first():
            time.sleep(1.0)
            print("first", os.getpid() == here)
        results = shared_out([os.getpid, os.getpid], 2, first)
        print(here in results)
    """)
    assert told == ["first", "True", "False"]


@linux
def test_a_job_that_hangs_in_a_copy_is_done_again_here():
    told = answer("""
        here, hands.LONGEST = os.getpid(), 1
        def hangs():
            while os.getpid() != here:
                time.sleep(0.1)
            return "done"
        print(*shared_out([hangs], 2, lambda: time.sleep(0.5)))
    """)
    assert told == ["done"]


@linux
def test_a_job_whose_process_ends_or_fails_is_done_again_here():
    told = answer("""
        here = os.getpid()
        def dies():
            if os.getpid() != here:
                os.kill(os.getpid(), signal.SIGKILL)
            return "again"
        def fails():
            if os.getpid() != here:
                raise ValueError("there")
            return "again"
        def waits():
            time.sleep(1.0)
        print(*shared_out([dies, lambda: "here"], 2, waits))
        print(*shared_out([fails, lambda: "well"], 2, waits))
    """)
    assert told == ["again", "here", "again", "well"]


@linux
def test_the_error_of_a_job_is_raised_and_no_process_is_left():
    told = answer("""
        here = os.getpid()
        def job():
            if os.getpid() == here:
                raise KeyboardInterrupt
            time.sleep(60)
        begun = time.monotonic()
        try:
            shared_out([job, job], 2)
        except KeyboardInterrupt:
            print("stopped", time.monotonic() - begun < 30)
        try:
            os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            print("alone")
    """)
    assert told == ["stopped", "True", "alone"]


@linux
def test_a_process_with_a_further_thread_is_not_copied():
    told = answer("""
        over = threading.Event()
        threading.Thread(target=over.wait).start()
        print(len(set(shared_out([os.getpid] * 3, 3, lambda: time.sleep(0.3)))))
        over.set()
    """)
    assert told == ["1"]


@linux
def test_a_process_that_is_not_a_commands_own_is_not_copied():
    told = answer("""
        from govsim.study.speak import process
        hands.is_ours = process.is_ours
        print(len(set(shared_out([os.getpid] * 3, 3, lambda: time.sleep(0.3)))))
    """)
    assert told == ["1"]


def test_one_process_does_all_in_order(monkeypatch):
    def no_copy(*_):
        raise AssertionError("copied")

    monkeypatch.setattr(hands, "_copy", no_copy)
    done = []
    results = hands.shared_out([lambda n=n: done.append(n) or n for n in range(3)], 1, lambda: done.append("first"))
    assert results == [0, 1, 2] and done == ["first", 0, 1, 2]
    assert hands.shared_out([], 4) == []


@linux
@pytest.mark.slow
def test_a_command_draws_the_same_with_one_processor_as_with_two(tmp_path):
    def files(threads):
        place = tmp_path / str(threads)
        words = ["run", "scenario=credit", "population.enterprises=20", "weeks=60", "settle=2",
                 "start=20", "seeds=2", "engine=mesa", f"out={place}"]  # fmt: skip
        script = f"""
            import sys
            sys.orig_argv, sys.argv = ["python", "-m", "govsim"], ["govsim", *{words}, "threads={threads}"]
            sys.addaudithook(lambda event, _: event == "os.fork" and print("copied", file=sys.stderr))
            from govsim.__main__ import main
            main()
        """
        done = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, timeout=300
        )
        assert done.returncode == 0, done.stderr
        assert ("copied" in done.stderr) == (threads > 1)
        found = {file.relative_to(place): file.read_bytes() for file in place.rglob("*.*") if file.suffix != ".json"}
        return found

    alone, together = files(1), files(2)
    assert {name.name for name in alone} >= {"weekly_paths.png", "enterprises.svg", "runs.parquet", "weekly.parquet"}
    assert alone == together
    (tmp_path / "2" / "figures" / "weekly_paths.svg").unlink()
    assert files(2) == together  # drawn again, from the tables in the folder
