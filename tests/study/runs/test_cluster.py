"""Wherever runs are played, whoever dies, leaves or comes late: the same tables, byte for byte."""

import os
import pickle
import re
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest
from benchmarks import studies

import govsim
from govsim.errors import ShareDone
from govsim.study.ask.cluster import TASK, Cluster, read_cluster
from govsim.study.runs import chunk, dask_workers, keep
from govsim.study.speak.extras import extra as real_extra
from govsim.study.speak.words import speaking

SETTINGS = ["weeks=20", "population=small"]
RUN = ("run", "scenario=credit", "seeds=7", *SETTINGS, "figures=false")
ON_DASK = ("cluster=dask", "workers=2")
HERE = Cluster("dask", None, 2)


@pytest.fixture(scope="module")
def scenarios():
    return {name: govsim.load_scenario(name, SETTINGS) for name in ("baseline", "credit")}


@pytest.fixture
def attempt(scenarios, engine, tmp_path, monkeypatch, capsys):
    """An attempt at a comparison of sixteen runs: the folder, what was said, and what it ended with."""
    monkeypatch.chdir(tmp_path)

    def attempted(out, cluster=HERE, lang="en", **about):
        plan = keep.Plan("compare", scenarios, tuple(range(8)), {}, "baseline", **about)
        capsys.readouterr()
        error = None
        with speaking(lang):
            try:
                keep.keep(plan, Path(out), keep.How(cluster=cluster, lang=lang))
            except govsim.GovsimError as raised:
                error = raised
        return SimpleNamespace(folder=tmp_path / out, error=error, said=capsys.readouterr().err)

    return attempted


def kept(attempt, **about):
    """What this machine leaves by itself."""
    done = attempt("whole", Cluster(), **about)
    assert done.error is None
    return bytes_of(done.folder)


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

    class KilledWorker(Exception):  # noqa: N818 - the library's name
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

    def set(self, settings):
        return nullcontext()

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
    here, there = cli(*words, "out=local"), cli(*words, *ON_DASK, "out=spread")
    assert (here.status, there.status) == (0, 0), there.err
    assert "2 workers of Dask: this machine" in there.err
    found = bytes_of(here.folder / "local")
    assert bytes_of(here.folder / "spread") == found
    assert here.out.partition("Tables: ")[0] == there.out.partition("Tables: ")[0]
    return found


def test_workers_leave_the_bytes_of_one_machine(attempt, dask):
    about = {"by": ("industry", "scope"), "yearly": True, "populations": 2}
    expected = kept(attempt, **about)
    done = attempt("spread", **about)
    assert done.error is None and "2 workers of Dask: this machine" in done.said
    assert "groups.parquet" in expected and bytes_of(done.folder) == expected
    assert dask.played >= 6 and dask.most <= 2 * dask_workers.AHEAD


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ("run", "scenario=credit", "seeds=7", "weeks=60", "populations=3"),
        ("compare", "scenarios=[baseline,credit]", "seeds=8", "weeks=60", "by=[industry,scope]"),
        ("sweep", "scenario=credit", "instrument.credit_penalties.loan_spread=0,0.02", "seeds=4", "weeks=60"),
        ("sensitivity", "scenarios=[baseline,credit]", "inputs=[credit_penalties]", "size=2", "seeds=2", "weeks=60",
         "method=tornado"),
    ],
    ids=lambda words: words[0],
)  # fmt: skip
def test_so_they_do_for_every_command_that_keeps_runs(cli, dask, words):
    alike(cli, *words)


@pytest.mark.slow
def test_an_instrument_of_a_users_own_goes_with_them(cli, dask, plugin):
    with_it = f"scenarios=[baseline,mine=baseline+{plugin.name}]"
    alike(cli, "compare", with_it, "seeds=4", "weeks=60", f"plugins=[{plugin.path}]")


def test_who_dies_costs_its_chunk_and_who_comes_late_gets_a_share(attempt, dask):
    deaths = ["tcp://two", "tcp://one"]

    def happen(worker):
        if dask.played >= 1 and deaths and worker == deaths[0]:
            del dask.workers[deaths.pop(0)]
            if not dask.workers:
                dask.workers["tcp://three"] = 1
            return True
        return False

    dask.happen = happen
    assert bytes_of(attempt("spread").folder) == kept(attempt)
    assert [*dask.workers] == ["tcp://three"]


def test_where_nobody_is_there_yet_workers_are_waited_for(attempt, dask):
    dask.workers.clear()
    done = attempt("spread", Cluster("dask", "tcp://here:1"))
    assert done.error is None and "Waiting for workers of Dask (tcp://here:1)" in done.said


def test_ctrl_c_keeps_what_came_and_this_machine_goes_on(attempt, dask):
    def stop(_):
        if dask.played == 2:
            raise KeyboardInterrupt

    dask.happen = stop
    done = attempt("spread")
    assert isinstance(done.error, keep.Interrupted) and re.search(r"[56] of 16 runs are kept", str(done.error))
    done = attempt("spread", Cluster())
    assert re.search(r"[56] of 16 runs", done.said)
    assert bytes_of(done.folder) == kept(attempt)


def other_versions(monkeypatch, dask, worker):
    """One worker has another numpy."""
    real = chunk.versions_here
    monkeypatch.setattr(chunk, "versions_here", lambda: real() | ({"numpy": "0.1"} if dask.here == worker else {}))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_worker_with_other_versions_is_refused_before_anything_is_written(attempt, dask, monkeypatch, lang):
    other_versions(monkeypatch, dask, "tcp://two")
    done = attempt("spread", lang=lang)
    assert isinstance(done.error, govsim.InputError) and not done.folder.exists()
    assert "tcp://two" in str(done.error) and "numpy 0.1" in str(done.error).replace(" 为", "")
    assert "\n" not in str(done.error)


def test_another_source_is_refused_too(attempt, dask, monkeypatch):
    monkeypatch.setattr(chunk, "source_hash", lambda *_: dask.here)
    assert "another source of govsim" in str(attempt("spread").error)


@pytest.mark.slow
def test_one_that_joins_late_with_other_versions_gets_no_runs_and_the_others_go_on(attempt, dask, monkeypatch):
    other_versions(monkeypatch, dask, "tcp://late")
    dask.happen = lambda _: dask.workers.update({"tcp://late": 1})
    done = attempt("spread")
    assert done.error is None and done.said.count("The worker tcp://late gets no runs: numpy 0.1") == 1
    assert bytes_of(done.folder) == kept(attempt)


def test_where_only_such_are_left_it_ends_with_what_is_kept(attempt, dask, monkeypatch):
    other_versions(monkeypatch, dask, "tcp://late")

    def happen(worker):
        if dask.played == 2 and worker != "tcp://late":
            dask.workers.clear()
            dask.workers["tcp://late"] = 1
            return True
        return False

    dask.happen = happen
    done = attempt("spread")
    assert isinstance(done.error, govsim.RunError) and "tcp://late cannot play" in str(done.error)
    assert (done.folder / "parts" / "plan.json").exists()


def test_a_file_that_a_worker_has_not_is_named(attempt, dask, monkeypatch):
    real = chunk.ready

    def ready(scenarios, engine):
        if dask.here == "tcp://two":
            raise govsim.InputError("mine.py: no such file")
        return real(scenarios, engine)

    monkeypatch.setattr(chunk, "ready", ready)
    done = attempt("spread")
    assert isinstance(done.error, govsim.InputError) and "tcp://two" in str(done.error)
    assert "mine.py: no such file" in str(done.error) and not done.folder.exists()


def test_what_goes_wrong_with_dask_is_one_line(attempt, dask, monkeypatch):
    def happen(error):
        def raised(_):
            raise error

        return raised

    for error, said in (
        (Fake.KilledWorker(), "ended 3 workers"),
        (ValueError("no"), "could not be made to play: ValueError: no"),
        (OSError("closed"), "no longer answers (this machine)"),
    ):
        dask.happen = happen(error)
        done = attempt("spread")
        assert isinstance(done.error, govsim.RunError) and said in str(done.error) and not done.folder.exists()
    done = attempt("spread", Cluster("dask", "tcp://nobody:1"))
    assert isinstance(done.error, govsim.InputError) and "no scheduler of Dask answers" in str(done.error)
    monkeypatch.setattr(dask_workers, "extra", real_extra)
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert "pip install 'govsim[cluster]'" in str(attempt("spread").error) and not done.folder.exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"cluster": "dusk"}, "Did you mean dask"),
        ({"address": "tcp://a:1"}, "address belongs to cluster=dask"),
        ({"workers": 2}, "workers belongs to cluster=dask, cluster=slurm"),
        ({"cluster": "dask", "address": "a"}, "must be the address of a running scheduler"),
        ({"cluster": "dask", "address": "tcp://a:1", "workers": 2}, "leave it out where address"),
        ({"cluster": "dask", "address": "tcp://a:1", "threads": 2}, "threads is a matter of the workers"),
        ({"cluster": "dask", "workers": 0}, "workers = 0"),
        ({"cluster": "slurm"}, "needs workers"),
    ],
)
def test_bad_input_is_one_line(given, said):
    with pytest.raises(govsim.InputError) as error:
        read_cluster(given)
    assert said in str(error.value) and "\n" not in str(error.value)
    assert re.search(r"[\u4e00-\u9fff]", error.value.in_language("zh"))


def test_a_command_says_so_too_and_writes_nothing(cli, engine):
    done = cli(*RUN, "cluster=slurm", "workers=2", "out=there")
    assert done.status == 2 and "SLURM_ARRAY_TASK_ID is not set" in done.err and not (done.folder / "there").exists()


@pytest.mark.slow
def test_several_jobs_are_no_matter_of_tasks(cli, engine):
    done = cli(*RUN, "--multirun", "cluster=slurm", "workers=2", "out=there")
    assert done.status == 2 and "--multirun cannot be shared out among tasks" in done.err


@pytest.mark.slow
@pytest.mark.parametrize("words", [("budget=1e6",), ("parameters=assumed:3",), ("seeds=auto",)])
def test_what_has_several_parts_is_no_matter_of_tasks(cli, engine, words):
    seeds = () if "seeds=auto" in words else ("seeds=40",)
    done = cli("compare", "scenarios=[baseline,credit]", *seeds, *words, "cluster=slurm", "workers=2", "out=there")
    assert done.status == 2 and "cannot be shared out among tasks" in done.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("trial", "treatment=safety_training", "cluster=slurm", "workers=2"), "govsim trial has no use for 'cluster'"),
        (("calibrate", "cluster=slurm", "workers=2"), "govsim calibrate cannot be shared out"),
        (("search", "measures=all", "cluster=dask"), "govsim search has no use for 'cluster'"),
    ],
)
def test_a_study_of_several_plans_never_passes_a_cluster_over(cli, engine, words, said):
    done = cli(*words, "out=there")
    assert done.status == 2 and said in done.err and not (done.folder / "there").exists()


def test_functions_of_python_say_where_it_is_taken():
    with pytest.raises(govsim.InputError, match="command line takes it"):
        govsim.simulate("baseline", overrides=["cluster=dask"])


# --- Real workers -------------------------------------------------------------------------------------------------

POISON = """
import multiprocessing, os

if multiprocessing.parent_process() is not None:  # in a worker
    os._exit(9)
"""


@pytest.mark.slow
def test_real_workers_of_which_one_is_killed_leave_the_bytes_of_threads(tmp_path):
    command = studies.words(16)
    studies.play(command, tmp_path / "whole")
    there = [one for one in command if not one.startswith("threads=")]
    studies.play([*there, *ON_DASK], tmp_path / "spread", studies.kill_worker, 352)
    assert studies.bytes_of(tmp_path / "spread") == studies.bytes_of(tmp_path / "whole")


@pytest.mark.slow
def test_a_chunk_that_ends_its_workers_ends_the_command_and_not_the_machine(tmp_path, plugin):
    plugin.path.write_text(plugin.path.read_text() + POISON)
    words = ["run", f"instrument=[{plugin.name}]", f"plugins=[{plugin.path}]", "seeds=2", *SETTINGS, *ON_DASK]
    done = subprocess.run(
        [sys.executable, "-m", "govsim", *words, "out=there"], cwd=tmp_path, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 1 and "ended 3 workers" in done.stderr, done.stderr
    assert "Traceback" not in done.stderr and not (tmp_path / "there").exists()


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
    whole = cli(*RUN, "out=whole")
    done = cli("slurm", *RUN, "out=there", "workers=2", "cpus=2")
    assert done.status == 0 and "7 runs in 3 parts for 2 tasks" in " ".join(done.out.split())
    assert not (done.folder / "there").exists()
    said, calls = slurm()
    assert "Submitted 7 (tasks 0 to 1)" in said and [task for task, _ in calls] == ["0", "1", ""]
    for task, words in reversed(calls[:-1]):
        monkeypatch.setenv(TASK, task)
        done = cli(*words)
        assert done.status == 0 and "are kept in there" in done.err and "threads=2" in words
    monkeypatch.delenv(TASK)
    engine.run_many = None  # nothing is left to be played
    assert cli(*calls[-1][1]).status == 0
    assert bytes_of(done.folder / "there") == bytes_of(whole.folder / "whole")
    assert "are there already" in cli("slurm", *RUN, "out=there", "workers=3").err


def test_a_task_that_never_came_costs_its_share_and_any_may_come_twice(attempt, monkeypatch):
    array = Cluster("slurm", None, 3)
    for task in ("2", "0", "0"):
        monkeypatch.setenv(TASK, task)
        assert isinstance(attempt("there", array).error, ShareDone)
    monkeypatch.setenv(TASK, "3")
    assert "tasks of this array are 0 to 2" in str(attempt("there", array).error)
    monkeypatch.delenv(TASK)
    done = attempt("there", Cluster())
    assert done.error is None and re.search(r"(10|11) of 16 runs", done.said), done.said
    assert bytes_of(done.folder) == kept(attempt)


def test_tasks_of_other_versions_do_not_mix(attempt, monkeypatch):
    monkeypatch.setenv(TASK, "0")
    assert isinstance(attempt("there", Cluster("slurm", None, 2)).error, ShareDone)
    real = chunk.versions_here
    monkeypatch.setattr(keep, "versions_here", lambda: real() | {"numba": "0.1"})
    monkeypatch.setenv(TASK, "1")
    for cluster in (Cluster("slurm", None, 2), Cluster()):
        error = attempt("there", cluster).error
        assert isinstance(error, govsim.InputError) and "this process has 0.1" in str(error)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("compere",), "compare"),
        (("run", "seeds=2"), "needs workers"),
        (("run", "workers=2", "cpus=0"), "cpus = 0"),
        (("run", "workers=2", "address=tcp://a:1"), "belongs to cluster=dask"),
        (("run", "workers=2", "--multirun", "seeds=2,3"), "cannot be shared out"),
        (("run", "workers=2", "weeks=none"), "weeks"),
        (("run", "workers=2", "script="), "script"),
        ((*RUN, "workers=2", "script=mine"), "nothing was overwritten"),
    ],
)
def test_a_mistake_in_what_slurm_shall_run_is_said_before_a_script_is_written(cli, engine, tmp_path, words, said):
    (tmp_path / "mine").write_text("my own")
    done = cli("slurm", *words)
    assert done.status == 2 and said in done.err and not Path("govsim-slurm.sh").exists()
    assert (tmp_path / "mine").read_text() == "my own"


def test_more_tasks_than_parts_are_warned_of_and_usage_is_told(cli, engine):
    done = cli("slurm", *RUN, "workers=9", "script=a.sh")
    assert done.status == 0 and "nothing to do" in done.err and os.access("a.sh", os.X_OK)
    assert cli("slurm").status == 2 and "COMMAND KEY=VALUE" in " ".join(cli("slurm", "--help").out.split())
