"""Which numbers a calibration moves, over which prior, and the settings that a point of it is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from govsim.language import Model, fitted_values
from govsim.locale import LANGUAGES
from govsim.scenario import Scenario
from govsim.study.analysis.designs.design import Design
from govsim.study.ask.declarations import IndustryValue, industries_of
from govsim.study.ask.keys import check_key
from govsim.study.ask.ranges import RANGE, Factor, bounds_of, factor_of
from govsim.study.ask.swept import settings_of
from govsim.study.speak.errors import InputError, Mistakes, unknown
from govsim.study.speak.words import speaking, tell

LEVELS = ("injury_base", "fatal_share")  # of all industries by one multiple: which industry is which stays as it is
USUAL = (
    "injury_base", "fatal_share", "parameter.record_base", "parameter.hazard_birth", "parameter.detect_ordinary",
    "parameter.major_inflow_scale", "parameter.detect_major", "parameter.penalty_ordinary", "parameter.fine",
    "parameter.tip_rate", "parameter.exit_base", "parameter.effort_home", "parameter.days_per_inspector",
)  # fmt: skip
WIDE = 4.0  # ends so far apart, as a ratio, are spread evenly on a logarithmic scale; assumed: beyond, size is unknown
LEAST_LEVEL = 0.01  # multiples that may be asked for, and its inverse
FINEST = 6  # digits of a share that is kept, so that points come again from their file


@dataclass(frozen=True)
class Numbers:
    """What is moved.

    Attributes:
        factors: a number each, with its prior: uniform, or uniform on a logarithmic scale.
        cells: of a level, its value and bounds in each industry, by the level's name.
        usual: the value of each in the scenario as it is.
        titles: what each is called, by language.
    """

    factors: tuple[Factor, ...]
    cells: Mapping[str, Mapping[str, IndustryValue]]
    usual: Mapping[str, float]
    titles: Mapping[str, Mapping[str, str]]

    @property
    def names(self) -> list[str]:
        """The numbers, in order."""
        return [one.key for one in self.factors]

    def values(self, shares: np.ndarray) -> np.ndarray:
        """Shares of priors as values, a row a point, a column a number."""
        columns = zip(self.factors, np.atleast_2d(shares).T, strict=True)
        return np.array([[one.at(float(share)) for share in column] for one, column in columns]).T

    def share_of(self, name: str, value: float) -> float:
        """The share of a number's prior that lies below a value."""
        one = next(each for each in self.factors if each.key == name)
        if one.shape == "log":
            return (math.log(value) - math.log(one.low)) / (math.log(one.high) - math.log(one.low))
        return (value - one.low) / (one.high - one.low)

    def design(self, shares: np.ndarray, name: str) -> Design:
        """The settings of points; a level is a value for each industry, held to that value's own bounds."""
        points = []
        for row in self.values(shares):
            point: dict[str, float] = {}
            for key, value in zip(self.names, row.tolist(), strict=True):
                cells = self.cells.get(key)
                if cells is None:
                    point[key] = value
                    continue
                for industry, cell in cells.items():
                    moved = min(max(cell.value * value, cell.low), cell.high)
                    point[f"industry.{industry}.{key}"] = float(f"{moved:.9g}")
            points.append(point)
        return Design(name, tuple(points))


def numbers_of(model: Model, scenario: Scenario, vary: Mapping[str, str]) -> Numbers:
    """What is moved, with priors from declared bounds where none are given.

    Args:
        model: that declares them.
        scenario: what holds besides; its own value of a level's cells is what a multiple multiplies.
        vary: numbers with ranges as typed, or "" or ".." for the declared bounds; empty for the usual numbers.

    Raises:
        InputError: a line for each number that is not there, is none, or whose range cannot be.
    """
    given, mistakes = dict(vary) or dict.fromkeys(USUAL, ""), Mistakes()
    factors, cells, usual = [], {}, {}
    for name, text in given.items():
        key = name if name in LEVELS or "." in name else f"parameter.{name}"
        with mistakes.noted():
            if key in LEVELS:
                cells[key] = _cells(model, scenario, key)
                factors.append(_level(key, text, cells[key]))
                usual[key] = 1.0
                continue
            factors.append(_factor(model, key, name, text))
            usual[key] = usual_of(model, scenario, key)
    mistakes.refuse()
    return Numbers(tuple(factors), cells, usual, _titles(model, [one.key for one in factors]))


def _level(key: str, text: str, cells: Mapping[str, IndustryValue]) -> Factor:
    """The prior of a multiple: as far as the declared bounds of any industry reach, where none is given."""
    wanted, found = text.strip(), RANGE.fullmatch(text.strip())
    ends = (float(found["low"] or 0), float(found["high"] or 0)) if found else (0.0, 0.0)
    if wanted in ("", ".."):
        ends = (min(one.low / one.value for one in cells.values()), max(one.high / one.value for one in cells.values()))
    if not LEAST_LEVEL <= ends[0] < ends[1] <= 1.0 / LEAST_LEVEL:
        raise InputError(tell("error.calibrate_level", key=key, value=text))
    low, high = (float(f"{end:.4g}") for end in ends)
    return Factor(key, low, high, shape="log", unit="multiple")


def _factor(model: Model, key: str, name: str, text: str) -> Factor:
    if key.startswith("parameter.") and key.partition(".")[2] not in model.parameters:
        raise unknown("parameter", name, [*LEVELS, *model.parameters], "vary")
    check_key(model, key)
    made = factor_of(model, key, text if text.strip() else "..")
    if made.choices or made.is_whole or key.startswith(("population.", "instrument.")):
        raise InputError(tell("error.calibrate_kind", key=key))
    has_shape = text.rpartition(":")[2] in ("log", "uniform") or made.shape == "triangular"
    if made.shape == "triangular":
        raise InputError(tell("error.calibrate_triangular", key=key))
    shape = "log" if not has_shape and made.low > 0 and made.high / made.low >= WIDE else made.shape
    return Factor(key, made.low, made.high, shape, unit=made.unit)


def _cells(model: Model, scenario: Scenario, column: str) -> dict[str, IndustryValue]:
    """A column of each industry, with the scenario's own value."""
    table = industries_of(model)
    return {name: replace(one[column], value=_cell(scenario, name, column, one[column].value))
            for name, one in table.items() if column in one}  # fmt: skip


def _cell(scenario: Scenario, industry: str, column: str, declared: float) -> float:
    """What holds in a scenario: its own value, the fitted one, or the declared one."""
    return float(scenario.industry.get(industry, {}).get(column, fitted_values().get((industry, column), declared)))


def usual_of(model: Model, scenario: Scenario, key: str) -> float:
    """What a parameter or a value of an industry is in a scenario."""
    top, _, rest = key.partition(".")
    if top == "parameter":
        return float(scenario.parameters.get(rest, model.parameters[rest].default))
    owner, _, name = rest.partition(".")
    return _cell(scenario, owner, name, bounds_of(model, key).usual)


def _titles(model: Model, keys: Sequence[str]) -> dict[str, dict[str, str]]:
    made: dict[str, dict[str, str]] = {}
    for key in keys:
        if key in LEVELS:
            made[key] = {}
            for lang in LANGUAGES:
                with speaking(lang):
                    made[key][lang] = str(tell(f"calibrate.{key}"))
        else:
            made[key] = dict(settings_of(model, {key: 0.0})[0].title)
    return made
