"""Wherever runs are played, whoever dies, leaves or comes late: the same tables, byte for byte."""

import os
import pickle
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import govsim
from govsim.locale import catalogue
from govsim.study.ask.cluster import TASK
from govsim.study.runs import chunk, dask_workers, keep
from govsim.study.speak.extras import extra as real_extra

COMPARE = ("compare", "scenarios=[baseline,credit]", "seeds=8", "weeks=60", "by=[industry,scope]")
ON_DASK = ("cluster=dask", "workers=2")


def bytes_of(folder):
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name != "provenance.json"
    }


@pytest.fixture(autouse=True)
def small_parts(monkeypatch):
    """Three runs a part."""
    monkeypatch.setattr(keep, "PART_RUNS", 3)


class Fake:
    """A stand-in for Dask in this process: chunks and what comes of them are pickled as on the way to a machine.

    `happen` is called before each chunk is played with its worker, and may return True for a worker that dies with it.
    """

    class KilledWorker(Exception):
        allowed_failures = 2

    def __init__(self):
        self.workers, self.here, self.played, self.most = {"tcp://one": 1, "tcp://two": 1}, "", 0, 0
        self.happen = lambda worker: False
        self.waiting = {}

    # what is used of the library
    def Client(self, where="", **_):  # noqa: N802
        if where == "tcp://nobody:1":
            raise OSError("time-out")
        return self

    LocalCluster = Client

    def get_worker(self):
        return SimpleNamespace(address=self.here)

    def as_current(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def nthreads(self):
        return dict(self.workers)

    def run(self, function, *given, on_error):
        assert on_error == "return"
        return {worker: self._at(worker, function, *given) for worker in self.workers}

    def submit(self, function, *given, pure, workers=None, allow_other_workers=False):
        future = SimpleNamespace(function=function, given=pickle.dumps(given), workers=workers)
        self.waiting[id(future)] = future
        self.most = max(self.most, len(self.waiting))
        future.result = lambda: self._result(future)
        return _Hashable(future)

    def wait(self, futures, timeout, return_when):
        if not self.workers:
            self.workers["tcp://late"] = 2
            raise TimeoutError
        return SimpleNamespace(done=set(futures[-1:]))  # the last first

    def _result(self, future):
        self.waiting.pop(id(future))
        while True:
            worker = next(one for one in [*self.workers][::-1] if future.workers is None or one in future.workers)
            if not self.happen(worker):
                self.played += 1
                return pickle.loads(pickle.dumps(self._at(worker, future.function, *pickle.loads(future.given))))

    def _at(self, worker, function, *given):
        self.here = worker
        return function(*given)


class _Hashable:
    def __init__(self, future):
        self.result = future.result


@pytest.fixture
def dask(engine, monkeypatch):
    made = Fake()
    monkeypatch.setattr(dask_workers, "extra", lambda name, part: made)
    return made


def alike(cli, *words):
    """What this machine and workers leave of a command, which must be the same."""
    here, there = cli(*words, "out=here"), cli(*words, *ON_DASK, "out=there")
    assert (here.status, there.status) == (0, 0), there.err
    assert "2 workers of Dask: this machine" in there.err
    found = bytes_of(here.folder / "here")
    assert bytes_of(here.folder / "there") == found
    assert here.out.replace("here", "there") == there.out
    return found


def test_workers_leave_the_bytes_of_one_machine(cli, dask):
    assert "groups.parquet" in alike(cli, *COMPARE, "tables=[yearly,groups]")
    assert dask.played >= 6 and dask.most <= 2 * dask_workers.AHEAD


@pytest.mark.parametrize(
    "words",
    [
        ("run", "scenario=credit", "seeds=7", "weeks=60", "populations=3"),
        ("sweep", "scenario=credit", "instrument.credit_penalties.loan_spread=0,0.02", "seeds=4", "weeks=60"),
        ("sensitivity", "scenarios=[baseline,credit]", "inputs=[credit_penalties]", "size=2", "seeds=2", "weeks=60",
         "method=tornado"),
    ],
    ids=lambda words: words[0],
)  # fmt: skip
def test_so_they_do_for_every_command_that_keeps_runs(cli, dask, words):
    alike(cli, *words)


def test_an_instrument_of_a_users_own_goes_with_them(cli, dask, plugin):
    with_it = f"scenarios=[baseline,mine=baseline+{plugin.name}]"
    alike(cli, "compare", with_it, "seeds=4", "weeks=60", f"plugins=[{plugin.path}]")


def test_who_dies_costs_its_chunk_and_who_comes_late_gets_a_share(cli, dask):
    deaths = ["tcp://two", "tcp://one"]

    def happen(worker):
        if dask.played >= 1 and deaths and worker == deaths[0]:
            del dask.workers[deaths.pop(0)]
            if not dask.workers:
                dask.workers["tcp://three"] = 1
            return True
        return False

    dask.happen = happen
    alike(cli, *COMPARE)
    assert [*dask.workers] == ["tcp://three"]


def test_where_nobody_is_there_yet_workers_are_waited_for(cli, dask):
    dask.workers.clear()
    done = cli(*COMPARE, "cluster=dask", "address=tcp://here:1", "out=there")
    assert done.status == 0 and "Waiting for workers of Dask (tcp://here:1)" in done.err


def test_ctrl_c_keeps_what_came_and_this_machine_goes_on(cli, dask):
    whole = cli(*COMPARE, "out=whole")

    def stop(_):
        if dask.played == 2:
            raise KeyboardInterrupt

    dask.happen = stop
    done = cli(*COMPARE, *ON_DASK, "out=there")
    assert done.status == 130 and re.search(r"[56] of 16 runs are kept in there", done.err), done.err
    assert cli(*COMPARE, "out=there").status == 0
    assert bytes_of(done.folder / "there") == bytes_of(whole.folder / "whole")


def other_versions(monkeypatch, dask, worker):
    """One worker has another numpy."""
    real = chunk.versions_here
    monkeypatch.setattr(
        chunk, "versions_here", lambda: real() | ({"numpy": "0.1"} if dask.here == worker else {})
    )  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_worker_with_other_versions_is_refused_before_anything_is_written(cli, dask, monkeypatch, lang):
    other_versions(monkeypatch, dask, "tcp://two")
    done = cli(*COMPARE, *ON_DASK, "out=there", f"lang={lang}")
    assert done.status == 2 and not (done.folder / "there").exists()
    assert "tcp://two" in done.err and "numpy" in done.err and "0.1" in done.err
    assert len([line for line in done.err.splitlines() if line.startswith("govsim:")]) == 1


def test_one_that_joins_late_gets_no_runs_and_the_others_go_on(cli, dask, monkeypatch):
    other_versions(monkeypatch, dask, "tcp://late")

    def join(_):
        dask.workers["tcp://late"] = 1

    dask.happen = join
    done = cli(*COMPARE, *ON_DASK, "out=there")
    assert done.status == 0 and done.err.count("The worker tcp://late gets no runs: numpy 0.1") == 1
    dask.happen = lambda worker: dask.workers.pop("tcp://one", None) is dask.workers.pop("tcp://two", None)
    cli("results", "delete", "there", "--yes")
    dask.workers.update({"tcp://one": 1, "tcp://two": 1})
    dask.workers.pop("tcp://late")


def test_a_file_that_a_worker_has_not_is_named(cli, dask, plugin, monkeypatch):
    real = chunk.ready

    def ready(scenarios, engine):
        if dask.here == "tcp://two" and any(one.plugins for one in scenarios):
            raise govsim.InputError(f"{scenarios[0].plugins[0]}: no such file")
        return real(scenarios, engine)

    monkeypatch.setattr(chunk, "ready", ready)
    done = cli("run", f"instrument=[{plugin.name}]", f"plugins=[{plugin.path}]", "seeds=4", *ON_DASK, "out=there")
    assert done.status == 2 and "tcp://two" in done.err and str(plugin.path) in done.err
    assert not (done.folder / "there").exists()


def test_what_goes_wrong_with_dask_is_one_line(cli, dask, monkeypatch):
    def killed(_):
        raise Fake.KilledWorker

    dask.happen = killed
    done = cli(*COMPARE, *ON_DASK, "out=there")
    assert done.status == 1 and "ended 3 workers" in done.err and not (done.folder / "there").exists()
    dask.happen = lambda _: pickle.loads(b"nothing")
    assert "could not be made to play: UnpicklingError" in cli(*COMPARE, *ON_DASK, "out=there").err

    def gone(_):
        raise OSError("closed")

    dask.happen = gone
    done = cli(*COMPARE, *ON_DASK, "out=there")
    assert done.status == 1 and "no longer answers (this machine)" in done.err
    done = cli(*COMPARE, "cluster=dask", "address=tcp://nobody:1", "out=there")
    assert done.status == 2 and "no scheduler of Dask answers" in done.err

    def missing(name):
        raise ModuleNotFoundError(f"No module named '{name}'", name="distributed")

    monkeypatch.setattr(dask_workers, "extra", real_extra)
    monkeypatch.setattr("importlib.import_module", missing)
    with pytest.raises(govsim.InputError, match=r"pip install 'govsim\[cluster\]'"):
        dask_workers.play_on_workers([], None, 1, None)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("cluster=dusk",), "Did you mean dask"),
        (("address=tcp://a:1",), "address belongs to cluster=dask"),
        (("workers=2",), "workers belongs to cluster=dask, cluster=slurm"),
        (("cluster=dask", "address=a"), "must be the address of a running scheduler"),
        (("cluster=dask", "address=tcp://a:1", "workers=2"), "leave it out where address"),
        (("cluster=dask", "address=tcp://a:1", "threads=2"), "threads is a matter of the workers"),
        (("cluster=dask", "workers=0"), "workers = 0"),
        (("cluster=slurm",), "needs workers"),
        (("cluster=slurm", "workers=2"), "SLURM_ARRAY_TASK_ID is not set"),
    ],
)
def test_bad_input_is_one_line(cli, engine, words, said):
    for lang in ("en", "zh"):
        done = cli("run", "seeds=2", "weeks=60", *words, "out=there", f"lang={lang}")
        lines = [line for line in done.err.splitlines() if line.startswith("govsim:")]
        assert done.status == 2 and len(lines) == 1 and not (done.folder / "there").exists()
        assert said in lines[0] or lang == "zh"


@pytest.mark.parametrize("words", [("budget=1e6",), ("parameters=assumed:3",), ("seeds=auto",)])
def test_what_has_several_parts_is_no_matter_of_tasks(cli, engine, words):
    seeds = () if "seeds=auto" in words else ("seeds=40",)
    done = cli("compare", "scenarios=[baseline,credit]", *seeds, *words, "cluster=slurm", "workers=2", "out=there")
    assert done.status == 2 and "cannot be shared out among tasks" in done.err


def test_functions_of_python_say_where_it_is_taken(engine):
    with pytest.raises(govsim.InputError, match="command line takes it"):
        govsim.simulate("baseline", overrides=["cluster=dask"])


# --- Slurm --------------------------------------------------------------------------------------------------------

SBATCH = """#!/bin/bash
array=; for one in "$@"; do case "$one" in --array=*) array=${one#--array=};; esac; done
script="${@: -1}"
if [ -n "$array" ]; then
  for task in $(seq ${array%-*} ${array#*-}); do SLURM_JOB_ID=7 SLURM_ARRAY_TASK_ID=$task bash "$script"; done >&2
else SLURM_JOB_ID=8 bash "$script" >&2; fi
echo 7
"""
PYTHON = """#!/bin/bash
echo "$SLURM_ARRAY_TASK_ID|$@" >> LOG
"""


@pytest.fixture
def slurm(tmp_path, monkeypatch):
    """A stand-in for Slurm that submits at once, and for Python, which notes what it is called with."""
    for name, text in (("sbatch", SBATCH), ("python", PYTHON.replace("LOG", str(tmp_path / "log")))):
        file = tmp_path / "bin" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
        file.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bin" / "python"))

    def submitted(script="govsim-slurm.sh"):
        done = subprocess.run(["bash", script], cwd=tmp_path, capture_output=True, text=True, check=True)
        lines = (tmp_path / "log").read_text().splitlines()
        (tmp_path / "log").unlink()
        return done.stdout, [(task, words.split()[2:]) for task, words in (line.split("|") for line in lines)]

    return submitted


def test_the_script_shares_runs_out_and_puts_the_tables_together(cli, engine, slurm, monkeypatch):
    whole = cli(*COMPARE, "out=whole")
    done = cli("slurm", *COMPARE, "out=there", "workers=3", "cpus=2")
    assert done.status == 0 and "16 runs in 6 parts for 3 tasks" in " ".join(done.out.split())
    assert not (done.folder / "there").exists()
    said, calls = slurm()
    assert "Submitted 7 (tasks 0 to 2)" in said and [task for task, _ in calls] == ["0", "1", "2", ""]
    for task, words in reversed(calls[:-1]):
        monkeypatch.setenv(TASK, task)
        done = cli(*words)
        assert done.status == 0 and "are kept in there" in done.err and "threads=2" in words
    monkeypatch.delenv(TASK)
    engine.run_many = None  # nothing is left to be played
    assert cli(*calls[-1][1]).status == 0
    assert bytes_of(done.folder / "there") == bytes_of(whole.folder / "whole")
    assert "are there already" in cli("slurm", *COMPARE, "out=there", "workers=3").err


def test_a_task_that_never_came_costs_its_share_and_any_may_come_twice(cli, engine, monkeypatch):
    whole = cli(*COMPARE, "out=whole")
    for task in ("2", "0", "0"):
        monkeypatch.setenv(TASK, task)
        done = cli(*COMPARE, "out=there", "cluster=slurm", "workers=3")
        assert done.status == 0, done.err
    monkeypatch.setenv(TASK, "3")
    assert "0 to 2" in cli(*COMPARE, "out=there", "cluster=slurm", "workers=3").err
    monkeypatch.delenv(TASK)
    done = cli(*COMPARE, "out=there")
    assert done.status == 0 and re.search(r"(10|11) of 16 runs", done.err), done.err
    assert bytes_of(done.folder / "there") == bytes_of(whole.folder / "whole")


def test_tasks_of_other_versions_do_not_mix(cli, engine, monkeypatch):
    monkeypatch.setenv(TASK, "0")
    assert cli(*COMPARE, "out=there", "cluster=slurm", "workers=2").status == 0
    real = chunk.versions_here
    monkeypatch.setattr(keep, "versions_here", lambda: real() | {"numba": "0.1"})
    monkeypatch.setenv(TASK, "1")
    done = cli(*COMPARE, "out=there", "cluster=slurm", "workers=2")
    assert done.status == 2 and "numba" in done.err and "this process has 0.1" in done.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("compere",), "compare"),
        (("run", "seeds=2"), "needs workers"),
        (("run", "workers=2", "cpus=0"), "cpus = 0"),
        (("run", "workers=2", "address=tcp://a:1"), "belongs to cluster=dask"),
        (("run", "workers=2", "--multirun", "seeds=2,3"), "cannot be shared out"),
        (("run", "workers=2", "weeks=none"), "weeks"),
        (("run", "workers=2", "weeks=60", "seeds=2", "script="), "script"),
        (("run", "workers=2", "weeks=60", "seeds=2", "script=mine"), "nothing was overwritten"),
    ],
)
def test_a_mistake_in_what_slurm_shall_run_is_said_before_a_script_is_written(cli, engine, tmp_path, words, said):
    (tmp_path / "mine").write_text("my own")
    done = cli("slurm", *words)
    assert done.status == 2 and said in done.err and not Path("govsim-slurm.sh").exists()
    assert (tmp_path / "mine").read_text() == "my own"


def test_more_tasks_than_parts_are_warned_of_and_usage_is_told(cli, engine):
    done = cli("slurm", "run", "weeks=60", "seeds=2", "workers=9", "script=a.sh")
    assert done.status == 0 and "nothing to do" in done.err and os.access("a.sh", os.X_OK)
    assert cli("slurm").status == 2 and "COMMAND KEY=VALUE" in " ".join(cli("slurm", "--help").out.split())


def test_words_are_there_in_both_languages():
    said = catalogue()
    assert all(said[key]["zh"] != said[key]["en"] for key in said if "cluster" in key or "slurm" in key)
