"""Whatever is called leaves the process as it was: settings of other libraries, generators, folders, handlers."""

import copy
import decimal
import gc
import locale
import logging
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import warnings
from pathlib import Path

import matplotlib
import numpy as np
import pandas as pd
import pytest
from hydra.core.config_store import ConfigStore
from hydra.core.global_hydra import GlobalHydra
from hydra.core.hydra_config import HydraConfig
from hydra.version import VersionBase
from omegaconf import OmegaConf
from omegaconf.basecontainer import BaseContainer

import govsim
from govsim.__main__ import main
from govsim.study.analysis.reproduce import reproduce

TOWN = ["population=small", "weeks=8"]


def standing():
    """All that a process shares, as it is now."""
    loggers = {name: one for name, one in logging.root.manager.loggerDict.items() if isinstance(one, logging.Logger)}
    options = pd._config.config._registered_options
    return {
        "hydra": (GlobalHydra.instance().hydra, HydraConfig.instance().cfg, VersionBase.instance().version_base),
        "store": copy.deepcopy({name: sorted(one) for name, one in ConfigStore.instance().repo.items()
                                if isinstance(one, dict)}) | {"names": sorted(ConfigStore.instance().repo)},
        "resolvers": dict(BaseContainer._resolvers),
        "rcParams": {k: str(v) for k, v in dict.items(matplotlib.rcParams)},
        "figures": sys.modules["matplotlib.pyplot"].get_fignums() if "matplotlib.pyplot" in sys.modules else None,
        "filters": list(warnings.filters),
        "warnings": (warnings.showwarning, warnings.formatwarning, warnings._showwarnmsg_impl),
        "locale": locale.setlocale(locale.LC_ALL),
        "random": random.getstate(),
        "numpy": (str(np.random.get_state()), np.geterr(), np.get_printoptions()),
        "decimal": str(decimal.getcontext()),
        "cwd": (os.getcwd(), sorted(os.listdir())),
        "umask": _umask(),
        "signals": {one: signal.getsignal(one) for one in signal.valid_signals()},
        "environ": {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"},
        "logging": (logging.root.level, list(logging.root.handlers), logging.root.manager.disable),
        "loggers": {name: (one.level, list(one.handlers), one.disabled) for name, one in loggers.items()},
        "hooks": (sys.excepthook, sys.displayhook, sys.unraisablehook, threading.excepthook, sys.gettrace()),
        "sys": (list(sys.argv), list(sys.path), sys.stdin, sys.getrecursionlimit(), sys.getswitchinterval()),
        "streams": [(one, getattr(one, "errors", None)) for one in (sys.stdout, sys.stderr)],
        "pandas": {name: str(pd.get_option(name)) for name in options},
        "threads": set(threading.enumerate()),
        "processes": (multiprocessing.get_start_method(allow_none=True), multiprocessing.active_children()),
        "temporary": (tempfile.tempdir, set(Path(tempfile.gettempdir()).glob("govsim-*"))),
        "collector": (gc.isenabled(), gc.get_threshold()),
        "files": len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").is_dir() else 0,
    }  # fmt: skip


def _umask():
    before = os.umask(0o22)
    os.umask(before)
    return before


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Finished results, of a register that lies beside them; and a process in which everything was used once."""
    folder = tmp_path_factory.mktemp("kept")
    (folder / "firms.csv").write_text("id,industry,employees\n3,construction,20\n2,mining,30\n1,construction,40\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        words = ["population=register", "population.path=firms.csv", "weeks=8", "seeds=2", "out=here"]
        assert main(["compare", "scenarios=[baseline,credit]", *words]) == 0
        few = ["weeks=8,9", "seeds=1", "figures=false"]
        assert main(["run", "--multirun", *words[:2], *few, "out=several"]) == 0  # Hydra finds its plugins once
    found = govsim.compare(["baseline", "credit"], seeds=2, overrides=TOWN)
    found.figure(tmp_path_factory.mktemp("figures"))
    govsim.GovernanceModel(govsim.load_scenario("credit", TOWN), seed=1).step()
    return folder / "here"


@pytest.fixture
def as_found(kept, tmp_path, monkeypatch):
    """A user's own settings, unlike those of any library; they are there afterwards."""
    monkeypatch.chdir(tmp_path)
    OmegaConf.register_new_resolver("mine", lambda: 3, replace=True)
    monkeypatch.setitem(os.environ, "MINE", "1")
    random.seed(5)
    np.random.seed(5)
    own = {"font.size": 31, "axes.facecolor": "black"}
    with (
        matplotlib.rc_context(own), pd.option_context("display.width", 33), warnings.catch_warnings(),
        np.errstate(under="raise"), np.printoptions(precision=2),
    ):  # fmt: skip
        warnings.simplefilter("ignore", ImportWarning)
        warnings.showwarning = lambda *_, **__: None
        before = standing()
        yield
        after = standing()
    assert {name for name in before if str(before[name]) != str(after[name])} == set()
    OmegaConf.clear_resolver("mine")


def compared():
    return govsim.compare(["baseline", "credit"], seeds=2, overrides=TOWN)


CALLS = {
    "load_scenario": lambda kept, folder: govsim.load_scenario("credit", TOWN),
    "simulate": lambda kept, folder: govsim.simulate("credit", seeds=3, overrides=TOWN, threads=2, yearly=True),
    "simulate openly": lambda kept, folder: govsim.simulate("credit", seeds=1, overrides=TOWN, engine="mesa"),
    "compare": lambda kept, folder: compared(),
    "sweep": lambda kept, folder: govsim.sweep("credit", {"weeks": [8, 9]}, seeds=2, overrides=["population=small"]),
    "figures": lambda kept, folder: compared().figure(folder),
    "a model": lambda kept, folder: govsim.GovernanceModel(govsim.load_scenario("credit", TOWN), seed=2).step(),
    "read_results": lambda kept, folder: govsim.read_results(kept),
    "reproduce": lambda kept, folder: reproduce(kept),
    "a mistake": lambda kept, folder: pytest.raises(govsim.InputError, govsim.load_scenario, "credt"),
}


@pytest.mark.parametrize("name", CALLS)
def test_a_call_leaves_everything_as_it_was(kept, as_found, name, tmp_path_factory):
    made = CALLS[name](kept, tmp_path_factory.mktemp("figures"))
    if name == "reproduce":
        assert made[1]


COMMANDS = {
    "run": "run scenario=credit population=small weeks=8 seeds=2 out={out}",
    "compare in Chinese": "compare scenarios=[baseline,credit] population=small weeks=8 seeds=2 out={out} lang=zh",
    "several jobs": "run --multirun scenario=credit population=small weeks=8,9 seeds=1 out={out} figures=false",
    "settings": "run --cfg job scenario=credit",
    "a list": "list instruments",
    "help": "--help",
    "an explanation": "explain enterprise=3 week=4 population=small weeks=8",
    "a mistake": "run scenario=credt",
    "results": "results show {kept}",
    "reproduce": "reproduce {kept}",
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_in_a_process_of_its_user_leaves_everything_as_it_was(kept, as_found, name, tmp_path_factory):
    words = COMMANDS[name].format(out=tmp_path_factory.mktemp("out") / "here", kept=kept)
    assert main(words.split()) == (2 if name == "a mistake" else 0)


INSIDE = """
import os, runpy, signal, sys, threading, time
handlers = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)}
sys.argv = ["govsim", *sys.argv[1:]]
def stop_it():  # while it plays: while it loads a library, that may swallow it
    while not os.path.isdir("here"):
        time.sleep(0.1)
    time.sleep(1.0)
    os.kill(os.getpid(), signal.SIGINT)
threading.Thread(target=stop_it, daemon=True).start()
try:
    runpy.run_module("govsim", run_name="__main__", alter_sys=True)
except SystemExit as end:
    print("status", end.code)
print("alive", handlers == {one: signal.getsignal(one) for one in handlers})
"""


@pytest.mark.slow
def test_a_command_stopped_in_a_notebook_ends_no_notebook(tmp_path):
    """As `%run` does it: in the process of the notebook, with words of its own."""
    words = ["run", "scenario=combined", "seeds=5000", "threads=1", "out=here", "figures=false"]
    script = tmp_path / "notebook.py"
    script.write_text(INSIDE)
    done = subprocess.run([sys.executable, str(script), *words], cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout.splitlines()[-2:] == ["status 130", "alive True"] and "interrupted" in done.stderr
