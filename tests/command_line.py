"""A quick stand-in for the engines, and a way to call the command line."""

from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest

import govsim.study.runs.simulate as simulate_module
from govsim.__main__ import main
from govsim.commands.common import keeping
from govsim.commands.common.listing import lists
from govsim.study.speak import words

YEARS = [
    ("id", "i8"), ("generation", "i8"), ("industry", "i8"), ("weeks", "i8"), ("headcount", "i8"),
    ("worker_weeks", "f8"),
    ("injuries_expected", "f8"), ("injuries_true", "i8"), ("injuries_recorded", "i8"), ("climate", "f8"),
]  # fmt: skip


def fake_run_many(model, jobs, yearly=False, threads=None, on_done=None, failing=(), divisions=None):
    """Poisson counts that share luck by seed; each instrument takes a tenth off after its start."""
    results = []
    for scenario, seed in jobs:
        width = len(model.weekly_outcomes)
        weekly = np.random.default_rng(seed).poisson(50, (scenario.weeks, width)).astype(float)
        for adoption in scenario.adoptions:
            weekly[adoption.start :] *= 0.9
        years = np.zeros((2, 1, 3), YEARS)
        years["weeks"][0], years["worker_weeks"][0], years["injuries_expected"][0] = 52, 520, 1.5
        there = simulate_module.size_of(scenario.population)[0]
        years["id"], years["headcount"] = [1 % there, 2 % there, 3 % there], 10
        division = (divisions or {}).get(scenario.name)
        groups = None if division is None else np.ones((1, len(division.rows), width))
        result = SimpleNamespace(
            scenario=scenario, seed=seed, weekly=weekly, yearly=years if yearly else None, error=None,
            division=division, groups=groups,
        )  # fmt: skip
        if seed in failing:
            result.error, result.weekly = "ZeroDivisionError: no workers", np.zeros((0, width))
        results.append(result)
        if on_done:
            on_done(result)
    return results


@pytest.fixture
def engine(monkeypatch):
    """The stand-in engine for both names; returns a place to put another."""
    holder = SimpleNamespace(run_many=fake_run_many)
    real = simulate_module.engine_named

    def named(name):
        real_error = name not in ("core", "mesa")
        return real(name) if real_error else holder.run_many

    monkeypatch.setattr(simulate_module, "engine_named", named)
    holder.figures = SimpleNamespace(draw_results=lambda *_, **__: ([], []), draw_population=lambda *_, **__: [])
    monkeypatch.setattr(keeping, "figures", lambda: holder.figures)
    return holder


@pytest.fixture
def cli(monkeypatch, tmp_path, capsys):
    """Call the command line in an empty folder: exit status, standard output, standard error."""
    monkeypatch.chdir(tmp_path)

    def call(*words):
        capsys.readouterr()
        status = main(list(words))
        out, err = capsys.readouterr()
        return SimpleNamespace(status=status, out=out, err=err, folder=tmp_path)

    return call


@pytest.fixture
def made_once():
    """The rows of lists are made once for all that a test shows of them in one language: else they count twice over."""
    rows = {one: one.rows for one in lists().values()}
    for one, made in rows.items():
        object.__setattr__(one, "rows", cache(made))
    yield
    for one, made in rows.items():
        object.__setattr__(one, "rows", made)


TOLD = pytest.StashKey[set]()


@pytest.fixture
def told(monkeypatch, request):
    """The keys of all messages told in tests with this fixture so far."""
    seen = request.config.stash.setdefault(TOLD, set())
    text = words.text

    def noting(key, lang="en", /, **values):
        seen.add(key)
        return text(key, lang, **values)

    monkeypatch.setattr(words, "text", noting)
    return seen


PLUGIN = """
from govsim.language import Instrument, setting

buddy = Instrument(
    "{name}", zh="结对", en="buddy visits", meaning="Neighbours visit.",
    settings=dict(reach=setting(0.5, low=0.0, high=1.0, neutral=0.0, unit="share", source="assumed: an example")),
)


@buddy.effect("forced_visit")
def visit(enterprise, p, now):
    return 0.01 * p.reach
"""


@pytest.fixture
def plugin(tmp_path, request):
    """A file with an instrument of a user's own."""
    name = f"buddy_{abs(hash(request.node.nodeid)) % 10**8}"
    path = tmp_path / f"{name}_file.py"
    path.write_text(PLUGIN.format(name=name), encoding="utf-8")
    return SimpleNamespace(name=name, path=path)
