"""Compiled kernels are kept between processes, and never stale: whatever a rule reaches is part of its name."""

import os
import subprocess
import sys
import time

import pytest

from govsim.engines import kernels

INSTRUMENT = """
from cache_help import doubled
from govsim.language import Instrument, setting

cached = Instrument("cached", zh="缓存", settings=dict(
    size=setting(1.0, low=0.0, high=9.0, unit="1", zh="大小", source="assumed: test"),
))

OFFSET = 0.25


@cached.effect("management_attention")
def act(enterprise, p, now):
    return doubled(p.size) + OFFSET
"""
HELP = """
from govsim.language import helper


@helper
def doubled(x):
    return 2.0 * x
"""
# Plays one week of nothing but the instrument, on rows that are made to live: as little to compile as there can be.
PLAY = """
import importlib.util
import sys

import numpy as np

from govsim.engines import core, kernels
from govsim.engines.compose import kernels_of
from govsim.language import HELPERS, INSTRUMENTS, run_key
from govsim.scenario import Adoption, Population, Scenario

made = Scenario("cache", Population(enterprises=8), 2, 0, (0, 2), (Adoption("cached", {"size": 1.0}, 0),))


def value():
    for name in ("cache_help", "cache_plugin"):
        spec = importlib.util.spec_from_file_location(name, f"{name}.py")
        sys.modules[name] = module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    core.plan_for.cache_clear()
    compiled = kernels_of(core.plan_for(("cached",)), ((), ()))
    founding = compiled[0]
    founding.lines, founding.functions = [], {}
    play, arguments = kernels.load([founding, *(k for k in compiled if k.name == "instrument_cached")])
    run = core.Run(made, 1, ("cached",))
    run.world.tables["enterprise"]["alive"] = True
    play(0, 1, run.keys, np.uint64(run_key(1)), *(run.array(name) for name in arguments))
    INSTRUMENTS.pop("cached")
    return run.world.tables["enterprise"]["management_attention"].tolist()


def show():
    values = value()
    assert len(set(values)) == 1, values
    print(values[0])
"""
ONCE = PLAY + "\nshow()\n"
EDITED = (
    PLAY
    + """
show()
for file, before, after in (
    ("cache_plugin.py", "OFFSET = 0.25", "OFFSET = 0.75"),
    ("cache_help.py", "2.0 * x", "3.0 * x"),
    ("cache_plugin.py", "doubled(p.size)", "-doubled(p.size)"),
):
    with open(file, encoding="utf-8") as open_file:
        text = open_file.read()
    assert before in text
    with open(file, "w", encoding="utf-8") as open_file:
        open_file.write(text.replace(before, after))
    show()
"""
)


@pytest.fixture
def play(tmp_path):
    """Start a process that plays the instrument of this folder; returns it, to be waited for."""
    (tmp_path / "cache_plugin.py").write_text(INSTRUMENT, encoding="utf-8")
    (tmp_path / "cache_help.py").write_text(HELP, encoding="utf-8")

    def start(script=ONCE, cache=None):
        environment = {**os.environ, "GOVSIM_CACHE": str(cache or tmp_path / "cache"), "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.Popen(
            [sys.executable, "-W", "always:::", "-c", script],
            cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    return start


def finished(process):
    """What a process printed, and what it complained of."""
    out, complaints = process.communicate(timeout=300)
    assert process.returncode == 0, complaints
    return [float(line) for line in out.split()], complaints


def files_of(cache):
    """What the cache holds, and when each file was written."""
    return {path.relative_to(cache).as_posix(): path.stat().st_mtime_ns for path in cache.rglob("*") if path.is_file()}


def test_an_edit_of_rule_helper_or_constant_counts_at_once_and_in_the_next_process(play, tmp_path):
    values, _ = finished(play(EDITED))
    assert values == [2.25, 2.75, 3.75, -2.25]
    before = files_of(tmp_path / "cache")
    assert finished(play())[0] == [-2.25]
    assert files_of(tmp_path / "cache") == before, "the second process compiled what was there"


LATER = """
import time

clock = time.time
time.time = lambda: clock() + 10 * 86400
"""


def test_kernels_in_use_are_kept_fresh_and_not_compiled_anew(play, tmp_path):
    """After some days of use all files of a kernel are young again; a new compilation would replace them."""
    finished(play())
    before = {path: path.stat() for path in (tmp_path / "cache").rglob("*") if path.is_file()}
    assert finished(play(LATER + ONCE))[0] == [2.25]
    for path, old in before.items():
        assert path.stat().st_ino == old.st_ino, f"{path.name} was made anew"
        assert path.stat().st_mtime_ns > old.st_mtime_ns, f"{path.name} would be pruned while in use"


def test_two_processes_that_fill_an_empty_cache_at_once_both_succeed(play, tmp_path):
    both = [play(), play()]
    assert [finished(process)[0] for process in both] == [[2.25], [2.25]]
    kept = files_of(tmp_path / "cache")
    assert kept and not [name for name in kept if name.endswith(".tmp")], "a half-written module was left"


def test_a_folder_that_cannot_be_written_is_replaced_with_one_warning(play, tmp_path):
    (tmp_path / "taken").write_text("a file, not a folder", encoding="utf-8")
    values, complaints = finished(play(cache=tmp_path / "taken"))
    assert values == [2.25]
    assert complaints.count("cannot be written, so compiled rules are not kept") == 1


def test_what_nobody_used_for_a_month_goes_and_the_rest_stays(tmp_path):
    day = 86400
    ages = {"old.py": 40, "new.py": 2, "__pycache__/old.nbi": 40, "__pycache__/new.nbc": 2, "notes.txt": 400}
    for name, days in ages.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("", encoding="utf-8")
        os.utime(path, (time.time() - days * day,) * 2)
    kernels._prune(tmp_path)
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {"new.py", "__pycache__/new.nbc", "notes.txt"}
