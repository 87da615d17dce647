"""Streams that are closed, full or unread, folders that are gone or have no text for a name: one line, nothing lost."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

RUN = ["run", "scenario=baseline", "population=small", "weeks=20", "seeds=10", "figures=false", "out=here"]
WHOLE = {"provenance.json", "section.json", "runs.parquet", "scenario.yaml", "weekly.parquet"}


def shell(words, streams="", folder=None, before=""):
    """A command in a process of its own, its streams put where a shell puts them."""
    line = f'{before} exec "$@" {streams}'
    command = ["bash", "-c", line, "bash", sys.executable, "-m", "govsim", *words]
    paths = os.pathsep.join(path for path in sys.path if path)
    return subprocess.run(
        command, cwd=folder, env=os.environ | {"PYTHONPATH": paths}, capture_output=True, text=True, timeout=300
    )


@pytest.mark.parametrize(
    ("streams", "status", "said"),
    [
        (">&-", 1, "closed"),
        ("<&-", 0, None),
        ("2>&-", 0, None),
        (">&- 2>&- <&-", 1, None),
        ("> /dev/full", 1, "No space left"),
        ("2> /dev/full", 0, None),
        ("> >(true)", 0, None),
        ("> >(true) 2>&1", 0, None),
    ],
)
def test_a_list_says_in_one_line_where_it_could_not_be_printed(streams, status, said):
    done = shell(["list", "instruments"], streams)
    assert done.returncode == status
    assert done.stderr.count("\n") == (1 if said else 0) and (said or "") in done.stderr


def test_a_table_that_was_printed_before_the_command_failed_reaches_a_pipe():
    script = """
        import atexit, sys
        sys.orig_argv = ["python", "-m", "govsim"]
        import govsim.__main__ as command
        from govsim.study.speak.errors import RunError

        def fail(words):
            print("a table")
            raise RunError("a run failed")

        atexit.register(lambda: print("left nothing behind"))
        command._dispatch = fail
        command.main()
    """
    paths = os.pathsep.join(path for path in sys.path if path)
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        env=os.environ | {"PYTHONPATH": paths}, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 1 and done.stderr == "govsim: a run failed\n"
    assert done.stdout == "a table\nleft nothing behind\n"


@pytest.mark.slow
@pytest.mark.parametrize("streams", [">&-", "2>&-", ">&- 2>&- <&-", "> /dev/full", "2> /dev/full", "> >(true) 2>&1"])
def test_whatever_becomes_of_the_streams_runs_are_kept(tmp_path, streams):
    done = shell(RUN, streams, tmp_path)
    assert done.returncode == (1 if streams == "> /dev/full" or streams.startswith(">&-") else 0)
    assert {file.name for file in (tmp_path / "here").iterdir() if file.is_file()} == WHOLE
    assert "Traceback" not in done.stderr and "unexpected" not in done.stderr


@pytest.mark.slow
def test_a_working_folder_that_is_gone_is_said_in_one_line_and_a_full_path_still_works(tmp_path):
    (tmp_path / "gone").mkdir()
    done = shell(RUN, folder=tmp_path / "gone", before="rmdir ../gone;")
    assert done.returncode == 2 and "working folder" in done.stderr.splitlines()[-1]
    (tmp_path / "gone").mkdir()
    done = shell([*RUN[:-1], f"out={tmp_path}/there"], folder=tmp_path / "gone", before="rmdir ../gone;")
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "there" / "provenance.json").read_bytes())["directory"] is None


@pytest.mark.slow
def test_a_working_folder_whose_name_is_no_text_is_as_good_as_any(tmp_path):
    folder = os.fsencode(tmp_path) + b"/caf\xe9"
    os.mkdir(folder)
    done = shell(RUN, folder=folder)
    assert done.returncode == 0, done.stderr
    about = json.loads(Path(os.fsdecode(folder), "here", "provenance.json").read_text(encoding="utf-8"))
    assert os.fsencode(about["directory"]) == folder
    assert shell(["reproduce", "here"], folder=folder).returncode == 0
    assert "finished" in shell(["results", "list", "here"], folder=folder).stdout


# --- Interrupted ----------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("cache", ["usual", "empty"])
def test_whenever_it_is_interrupted_one_line_says_what_is_kept_and_it_goes_on(tmp_path, cache):
    """From the first imports through compiling and runs to figures."""
    words = [sys.executable, "-m", "govsim", "run", "population=small", "weeks=60", "seeds=40", "out=here"]
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = os.environ | {"PYTHONPATH": paths} | ({"GOVSIM_CACHE": "cache"} if cache == "empty" else {})
    delay, kept, ends = 0.4, 0, []
    while delay < 40:
        process = subprocess.Popen(words, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        time.sleep(0.05)
        process.send_signal(signal.SIGINT)  # an impatient user
        _, err = process.communicate(timeout=200)
        ends.append(process.returncode)
        if process.returncode == 0:
            break
        assert process.returncode == 130, err
        assert b"Traceback" not in err and b"KeyboardInterrupt" not in err, err
        assert err.splitlines()[-1].startswith(b"govsim: interrupted; "), err
        found = (
            err.partition(b" of 40 runs are kept")[0].rpartition(b" ")[2] if b" of 40 runs are kept" in err else b"0"
        )
        assert int(found) >= kept, "what was kept is lost"
        kept = int(found)
        delay *= 1.7
    assert 130 in ends
    done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert {file.name for file in (tmp_path / "here").iterdir()} >= WHOLE
