"""Paired runs of arms of one county, and what they differ in: the harness of the slow tests of instruments.

An arm is written as on the command line: `one+two(setting=value,setting=value)`, and nothing for the county as it is.
"""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from govsim.engines.core import run_many, weekly_names
from govsim.language import Model
from govsim.scenario import Adoption, Population, Scenario
from govsim.study.runs.statistics import Estimate, estimate
from govsim.year import USUAL_START, USUAL_WEEKS, USUAL_WINDOW

NEVER = 10_000_000
ARMS_KEPT = 24  # an arm of thirty seeds and ten years is some 25 MB


@dataclass(frozen=True, eq=False)
class County:
    """A county whose arms are run under the same seeds.

    Attributes:
        model: what it is made of.
        seeds: shared by all arms.
        weeks, start, window: of a run, of its instruments, and over which outcomes are taken.
        parts: beyond the core.
        industry: values of industries that are changed.
    """

    model: Model
    seeds: range
    weeks: int = USUAL_WEEKS
    start: int = USUAL_START
    window: tuple[int, int] = USUAL_WINDOW
    parts: tuple[str, ...] = ()
    industry: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def scenario(self, arm: str, end: int = NEVER, parameters: tuple[tuple[str, float], ...] = ()) -> Scenario:
        """An arm with all that it has in common with the others."""
        adoptions = tuple(self._adoption(word, end) for word in _words(arm))
        return Scenario(
            arm or "status quo", Population(), self.weeks, self.start, self.window, adoptions,
            parameters=dict(parameters), industry=self.industry, parts=self.parts,
        )  # fmt: skip

    def _adoption(self, word: str, end: int) -> Adoption:
        name, _, given = word.rstrip(")").partition("(")
        chosen = dict(pair.split("=") for pair in given.split(",") if pair)
        known = self.model.instruments[name].settings
        assert set(chosen) <= set(known), f"{name} has no {sorted(set(chosen) - set(known))}"
        settings = {key: float(chosen.get(key, about.default)) for key, about in known.items()}
        return Adoption(name, settings, self.start, 1, end)

    def value(self, outcome: str, arm: str = "", weeks=None, *, by: str = "", model: Model | None = None, **how):
        """An outcome by seed, the mean week of some, or a ratio of sums over them; `by` another outcome."""
        rows = np.arange(*(weeks or self.window)) if weeks is None or isinstance(weeks, tuple) else weeks
        return value_of(self.model, weekly(self, model or self.model, arm, **how)[:, rows], outcome, by)

    def effect(self, outcome: str, arm: str, weeks=None, base: str = "", *, end: int = NEVER, **how):
        """How much more of an outcome an arm has than the county without it, or than another arm, by seed."""
        return self.value(outcome, arm, weeks, end=end, **how) - self.value(outcome, base, weeks, **how)


def _words(arm: str) -> list[str]:
    return [word for word in arm.split("+") if word]


@lru_cache(ARMS_KEPT)
def weekly(county: County, model: Model, arm: str, end: int = NEVER, parameters=()) -> np.ndarray:
    """Weekly outcomes of an arm by seed, week and outcome."""
    return runs_of(model, county.scenario(arm, end, parameters), county.seeds)


def runs_of(model: Model, scenario: Scenario, seeds) -> np.ndarray:
    """Weekly outcomes of a scenario by seed, week and outcome."""
    results = run_many(model, [(scenario, seed) for seed in seeds])
    assert {one.error for one in results} == {None}
    return np.array([one.weekly for one in results])


def value_of(model: Model, table: np.ndarray, outcome: str, by: str = "") -> np.ndarray:
    """An outcome by seed, the mean week, or a ratio of sums; `by` another outcome."""
    names, made = weekly_names(model), model.outcomes[outcome]

    def total(name):
        return table[:, :, names.index(name)].sum(1)

    if made.is_ratio:
        return made.scale * total(made.over) / np.maximum(total(made.by), 1e-12)
    return total(outcome) / (np.maximum(total(by), 1e-12) if by else table.shape[1])


def said(values: np.ndarray) -> Estimate:
    """The mean of values by seed with its 95 % interval."""
    return estimate(values, "")


def sign(values: np.ndarray) -> int:
    """-1 or 1 where the interval of the mean leaves out zero, else 0."""
    found = said(values)
    return int(found.is_above) - int(found.is_below)


def is_below(values: np.ndarray, line: float = 0.0) -> bool:
    """Whether the mean is below a line, beyond chance."""
    return sign(np.asarray(values) - line) < 0


def is_above(values: np.ndarray, line: float = 0.0) -> bool:
    """Whether the mean is above a line, beyond chance."""
    return sign(np.asarray(values) - line) > 0


def half_width(values: np.ndarray) -> float:
    """Half the interval of the mean."""
    found = said(values)
    return (found.high - found.low) / 2.0


def as_expected(model: Model, name: str, values: np.ndarray) -> bool:
    """Whether the own outcome of an instrument goes where it says, beyond chance."""
    return sign(values) == {"up": 1, "down": -1}[model.instruments[name].direction]


# --- Taking out what carries an effect --------------------------------------------------------------------------


def without_rules(model: Model, rules) -> Model:
    """The model without some rules, and without the entries of the ledger that they alone write."""
    gone = [model.rules[rule] for rule in rules]
    kept = {(one.table, column) for one in model.rules.values() if one not in gone for column in one.writes}
    entries = [f"{one.table}.{column}" for one in gone for column in one.writes if (one.table, column) not in kept]
    return Model([part.without("rule", rules).without("ledger", entries) for part in model.parts])


def without_effects(model: Model, name: str, gone) -> Model:
    """The model in which an instrument has not some of its effects, nor steers where it is a planner.

    Args:
        model: whose instrument it is.
        name: of the instrument.
        gone: says of a channel and the function of it (None where a setting is its value) whether it is taken out.
    """
    made = copy(model.instruments[name])
    made.effects = [(channel, function) for channel, function in made.effects if not gone(channel, function)]
    made.steering = [function for function in made.steering if not gone("", function)]
    if not made.steering and made.update and "under" in made.update.__code__.co_varnames:
        made.update = None  # nobody is told what is under one that steers nothing
    made.settings = {
        key: replace(one, moves="") if one.moves and gone(one.moves, None) else one
        for key, one in made.settings.items()
    }
    parts = []
    for part in model.parts:
        entries = tuple(
            replace(one, value=made) if (one.kind, one.name) == ("instrument", name) else one for one in part.entries
        )
        left = " ".join(f"{channel}.{getattr(function, '__name__', '')}" for channel, function in made.effects)
        changed = entries != part.entries
        parts.append(replace(part, entries=entries, digest=f"{part.digest} {name} with {left}") if changed else part)
    return Model(parts)
