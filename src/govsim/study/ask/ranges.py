"""What a design varies: a setting with the range of its values and how they are spread over it, or with a few values.

`low..high` is a range, `low..high:log` one on a logarithmic scale, `low..mode..high` a triangular one; an end that is
not given is the declared bound. A share between 0 and 1 stands for each value: that is all that a design knows.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from govsim.language import Model
from govsim.scenario import MOST_STRENGTH
from govsim.study.ask.declarations import industries_of
from govsim.study.ask.population import POPULATION_NUMBERS
from govsim.study.speak.errors import InputError, out_of_bounds, short
from govsim.study.speak.words import tell
from govsim.year import MOST_WEEKS

SHAPES = ("uniform", "log", "triangular")
NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?"
RANGE = re.compile(rf"(?P<low>{NUMBER})?\.\.(?:(?P<mode>{NUMBER})\.\.)?(?P<high>{NUMBER})?(?::(?P<shape>\w+))?", re.I)
DIGITS = 12  # of a value drawn from a range: what a table shows of it is what was run
_HAIR = 1e-9  # of a share, so that a share of 2/3 is in the last of three thirds however it was rounded
_WEEKS = ("start", "end", "phase_in", "weeks", "settle")


@dataclass(frozen=True)
class Factor:
    """A setting that a design varies.

    Attributes:
        key: of the setting.
        low, high: ends of its range.
        shape: uniform, log or triangular.
        mode: the likeliest value of a triangular range.
        is_whole: whether only whole numbers count.
        choices: the values, where it takes a few only; it has no range then.
        unit: of its values.
    """

    key: str
    low: float = 0.0
    high: float = 1.0
    shape: str = "uniform"
    mode: float = math.nan
    is_whole: bool = False
    choices: tuple[Any, ...] = ()
    unit: str = ""

    @property
    def is_ordered(self) -> bool:
        """Whether its values are numbers on a scale, and not names or yes and no."""
        return not self.choices

    @property
    def levels(self) -> int:
        """How many values it has, where they are few and apart; 0 for a scale."""
        return len(self.choices)

    def at(self, share: float) -> Any:
        """The value below which this share of its spread lies."""
        share = min(max(share, 0.0), 1.0)
        if self.choices:
            return self.choices[min(int(share * len(self.choices) + _HAIR), len(self.choices) - 1)]
        if self.is_whole:
            low, high = math.floor(self.low), math.floor(self.high)
            spread = self._between(share, low - 0.5, high + 0.5) if self.shape != "log" else self._log(share)
            return min(max(round(spread), low), high)
        value = float(f"{self._between(share, self.low, self.high):.{DIGITS}g}")
        return min(max(value, self.low), self.high)

    def _between(self, share: float, low: float, high: float) -> float:
        if self.shape == "log":
            return self._log(share)
        if self.shape == "triangular" and high > low:
            peak = (self.mode - low) / (high - low)
            if share < peak:
                return low + math.sqrt(share * peak) * (high - low)
            return high - math.sqrt((1.0 - share) * (1.0 - peak)) * (high - low)
        return low + share * (high - low)

    def _log(self, share: float) -> float:
        return math.exp(math.log(self.low) + share * (math.log(self.high) - math.log(self.low)))

    @property
    def said(self) -> str:
        """Its range or values, as they are typed."""
        if self.choices:
            return ",".join(map(_spelt, self.choices))
        middle = f"{self.mode:g}.." if self.shape == "triangular" else ""
        return f"{self.low:g}..{middle}{self.high:g}" + (f":{self.shape}" if self.shape == "log" else "")


def _spelt(value: Any) -> str:
    return value if isinstance(value, str) else short(value)


def is_range(value: Any) -> bool:
    """Whether a value, as it was typed, is a range."""
    return isinstance(value, str) and RANGE.fullmatch(value.strip()) is not None


@dataclass(frozen=True)
class Bounds:
    """What is declared of a setting that is a number: ends that nobody gave are nan."""

    low: float = math.nan
    high: float = math.nan
    usual: float = math.nan
    unit: str = ""
    is_whole: bool = False
    is_flag: bool = False


def bounds_of(model: Model, key: str) -> Bounds:
    """What is declared of a key; nothing for one without a range."""
    top, _, rest = key.partition(".")
    owner, _, name = rest.partition(".")
    if top == "parameter" and rest in model.parameters:
        one = model.parameters[rest]
        return Bounds(one.low, one.high, one.default, one.unit)
    if top == "industry" and name in industries_of(model).get(owner, {}):
        cell = industries_of(model)[owner][name]
        return Bounds(cell.low, cell.high, cell.value, cell.unit)
    if top == "instrument" and owner in model.instruments:
        declared = model.instruments[owner].settings.get(name)
        if declared is not None:
            flag = isinstance(declared.default, bool)
            whole = isinstance(declared.default, int) and not flag
            low, high, usual = (float(each) for each in (declared.low, declared.high, declared.default))
            return Bounds(low, high, usual, declared.unit, whole, flag)
        if name == "strength":
            return Bounds(0.0, 1.0 if model.instruments[owner].is_planner else MOST_STRENGTH, 1.0, "multiple")
        if name == "scope.share":
            return Bounds(0.0, 1.0, 1.0, "share of units")
    if top == "population" and rest in POPULATION_NUMBERS:
        low, high, unit = POPULATION_NUMBERS[rest]
        return Bounds(float(low), float(high), math.nan, unit, is_whole=True)
    if key.rpartition(".")[2] in _WEEKS:
        return Bounds(0.0, float(MOST_WEEKS), math.nan, "weeks", is_whole=True)
    return Bounds()


def factor_of(model: Model, key: str, text: str) -> Factor:
    """A range as it was typed, with the ends that are declared where none were given.

    Raises:
        InputError: it is no range, has no end, its ends are the wrong way round or out of bounds.
    """
    found, about = RANGE.fullmatch(text.strip()), bounds_of(model, key)
    if found is None:
        raise InputError(tell("error.range", key=key, value=text))
    if about.is_flag:
        return Factor(key, choices=(False, True))
    low, high = (float(found[end]) if found[end] else getattr(about, end) for end in ("low", "high"))
    if not (math.isfinite(low) and math.isfinite(high)):
        raise InputError(tell("error.range_end", key=key, value=text))
    shape = _shape(key, text, found)
    mode = float(found["mode"]) if found["mode"] else about.usual if shape == "triangular" else math.nan
    for value in (low, high):
        if not (value >= about.low or math.isnan(about.low)) or not (value <= about.high or math.isnan(about.high)):
            raise out_of_bounds(key, value, about.low, about.high, about.unit)
    if low >= high or (shape == "log" and low <= 0.0) or (shape == "triangular" and not low <= mode <= high):
        raise InputError(tell(f"error.range_{shape}" if low < high else "error.range_order", key=key, value=text))
    typed = [found[end] for end in ("low", "mode", "high") if found[end]]
    is_unknown = math.isnan(about.low)
    whole = about.is_whole or (is_unknown and all(re.fullmatch(r"[-+]?\d+", one) for one in typed))
    return Factor(key, low, high, shape, mode, whole, (), about.unit)


def _shape(key: str, text: str, found: re.Match[str]) -> str:
    shape = found["shape"] or ("triangular" if found["mode"] else "uniform")
    if shape not in SHAPES or (found["mode"] and shape != "triangular"):
        raise InputError(tell("error.range_shape", key=key, value=text, shapes=", ".join(SHAPES)))
    return shape


def factors_of(model: Model, ranges: Mapping[str, str], lists: Mapping[str, Sequence[Any]]) -> list[Factor]:
    """What is varied, in the order of the keys: ranges, and lists of which each value counts alike."""
    made = [factor_of(model, key, text) for key, text in ranges.items()]
    return [
        *made,
        *(Factor(key, choices=tuple(values), unit=bounds_of(model, key).unit) for key, values in lists.items()),
    ]
