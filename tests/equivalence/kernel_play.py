"""An instrument of its own, played by a process of its own that has a cache of its own."""

import os
import subprocess
import sys

import pytest

INSTRUMENT = """
from govsim.language import Instrument, helper, setting

cached = Instrument("cached", zh="缓存", settings=dict(
    size=setting(1.0, low=0.0, high=9.0, unit="1", zh="大小", source="assumed: test"),
))

OFFSET = 0.25


@helper
def doubled(x):
    return 2.0 * x


@cached.effect("management_attention")
def act(enterprise, p, now):
    return doubled(p.size) + OFFSET
"""
# Plays one week of nothing but the instrument, on rows that are made to live: as little to compile as there can be.
PLAY = """
from govsim.engines import core, kernels
from govsim.engines.week import week_of
from govsim.model import model_of
from govsim.scenario import Adoption, Population, Scenario

made = Scenario("cache", Population(enterprises=8), 2, 0, (0, 2), (Adoption("cached", {"size": 1.0}, 0),))


def value(file="cache_plugin.py"):
    model = model_of(plugins=[file])
    run = core.Run(model, made, 1)
    run.world.tables["enterprise"]["alive"] = True
    run.week = 0
    stages = [stage for stage in week_of(model, ["cached"]).stages if stage.kind == "instrument"]
    run.play(1, kernels.Program(tuple(kernels.load(model, stage) for stage in stages)))
    return run.world.tables["enterprise"]["management_attention"].tolist()


def show():
    values = value()
    assert len(set(values)) == 1, values
    print(values[0])
"""
ONCE = PLAY + "\nshow()\n"


@pytest.fixture
def play(tmp_path):
    """Start a process that plays the instrument of this folder; returns it, to be waited for."""
    (tmp_path / "cache_plugin.py").write_text(INSTRUMENT, encoding="utf-8")

    def start(script=ONCE, cache=None):
        environment = {**os.environ, "GOVSIM_CACHE": str(cache or tmp_path / "cache"), "PYTHONDONTWRITEBYTECODE": "1"}
        environment["PYTHONPATH"] = os.pathsep.join(sys.path)
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
