"""Kernels compiled by several processes and threads at once: who compiles what, and that none gets another's."""

import dataclasses
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from govsim.engines import core, helpers, kernels
from govsim.engines.compiling import Work
from govsim.engines.helpers import share_out, start
from govsim.engines.pieces import pieces_of
from govsim.engines.week import Play, week_of
from govsim.model import model_of
from tests.equivalence.kernel_play import PLAY, finished

SHARED = (
    PLAY
    + """
import sys

from govsim.engines import compiling
from govsim.engines.vectors import modules

menu = ("hazard_hotline", "information_disclosure", "safety_training", "safety_points", "cached")
model = model_of(plugins=["cache_plugin.py"])
stages = [stage for stage in week_of(model, menu).stages if stage.kind == "instrument"]
here, by_numba, by_vectors = [], compiling.keep, modules.keep
compiling.keep = lambda path, *about: here.append(path) or by_numba(path, *about)
modules.keep = lambda path, *about: here.append(path) or by_vectors(path, *about)
sys.executable = EXECUTABLE
kernels.compile_all(model, stages, 2)
print(len(here))
for stage in stages:
    kernels.load(model, stage)
kernels.driver()
print(len(here))
"""
)


@pytest.mark.parametrize(("executable", "mine"), [(sys.executable, range(2, 5)), ("/nowhere/python", range(6, 7))])
def test_another_process_compiles_its_share_and_what_it_leaves_is_compiled_here(play, tmp_path, executable, mine):
    (before, after), _ = finished(play(SHARED.replace("EXECUTABLE", repr(executable))))
    assert after in mine, "the driver is compiled here, and a share of the others"
    assert (before < after) == (executable != sys.executable)
    assert len(list((tmp_path / "cache").rglob("*.kernel"))) == 6


def _plays(piece, rule):
    return any(isinstance(one, Play) and one.step.name == rule for one in piece.steps)


@pytest.mark.parametrize(
    ("file", "before", "after", "written"),
    [
        ("mechanisms/turnover.py", "drift = p.pool_fading", "drift = p.pool_fading", True),
        ("mechanisms/turnover.py", "drift = p.pool_fading", "drift = 2.0 * p.pool_fading", False),
        ("instruments/society/hazard_hotline.py", "p.reward if", "2.0 * p.reward if", True),
    ],
    ids=["row by row", "row by row, edited", "on eight rows, which asks for no source"],
)
def test_a_process_whose_functions_are_others_writes_nothing(tmp_path, monkeypatch, file, before, after, written):
    """A source that is edited after this process has read it is not to come under the name of what it was."""
    package = tmp_path / "other" / "govsim"
    shutil.copytree(Path(kernels.__file__).parents[1], package)
    source = (package / file).read_text(encoding="utf-8")
    assert before in source
    (package / file).write_text(source.replace(before, after, 1), encoding="utf-8")
    model = model_of()
    pieces = [one for stage in week_of(model, ["hazard_hotline"]).stages for one in pieces_of(model, stage)]
    wanted = next(
        one for one in pieces if "hazard_hotline" in file and one.kind == "instrument" or _plays(one, "update_pool")
    )
    work = kernels._work(kernels.text_of(model, wanted))
    path = tmp_path / work.path.name
    monkeypatch.setattr(sys, "path", [str(package.parent), *sys.path])
    helper = start([dataclasses.replace(work, path=path)])
    assert helper.wait(120) == 0
    assert path.exists() is written and path.with_suffix(".py").exists() is written


def test_other_threads_load_kernels_while_one_waits_for_processes(monkeypatch):
    driver = kernels._driver_text()
    waited = []

    class Process:
        def wait(self):
            with ThreadPoolExecutor(1) as pool:
                waited.append(pool.submit(kernels._address_of, driver).result(60))

        def kill(self):
            pass

    monkeypatch.setattr(kernels, "_missing", list)
    monkeypatch.setattr(helpers, "share_out", lambda works, processors: [[], works])
    monkeypatch.setattr(helpers, "start", lambda works: Process())
    model = model_of()
    stages = week_of(model, ["hazard_hotline", "safety_points"]).stages
    kernels.compile_all(model, [stage for stage in stages if stage.kind == "instrument"], 2)
    assert waited and set(waited) == {kernels._address_of(driver)}


@pytest.mark.parametrize(("threads", "most"), [(64, 3), (2, 2), (None, 3)])
def test_no_more_processes_compile_than_there_are_threads_and_processors(monkeypatch, threads, most):
    asked = []
    monkeypatch.setattr(core, "processors", lambda: 3)
    monkeypatch.setattr(core, "compile_all", lambda model, stages, processors: asked.append(processors))
    assert core.run_many(model_of(), [], threads=threads) == [] and asked == [most]


@pytest.mark.parametrize("processors", [1, 2, 3])
def test_work_is_shared_out_once_and_evenly(processors):
    works = [Work(Path(f"{n}"), "x" * n, "x", {}, {}) for n in range(1, 41)]
    shares = share_out(works, processors)
    assert sorted(len(work.text) for share in shares for work in share) == list(range(1, 41))
    loads = [sum(len(work.text) for work in share) for share in shares]
    assert len(shares) == processors and max(loads) - min(loads) <= 40
    assert len(share_out(works[:3], processors)) == 1, "too little to start a process for"
