"""Numbers of mechanisms, the channels between them and instruments, and phases that a part adds to the week.

Every declaration carries its unit, its meaning in English and its label in Chinese, and where a number comes
from: an evidence id, or "assumed: why".
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from govsim.language.book import enter
from govsim.language.limits import check_name, check_number, enter_named
from govsim.language.messages import DeclarationError, message, nearest, place_of_call

COMBINATIONS = ("add", "product", "max", "min", "any")


@dataclass(frozen=True)
class Phase:
    """A phase of the week that a part adds, before another."""

    name: str
    before: str
    en: str
    zh: str


def phase(name: str, *, before: str, en: str, zh: str) -> None:
    """Declare a phase of the week, played before another phase."""
    check_name("language.the_phase", name)
    enter("phase", name, Phase(name, before, en, zh))


@dataclass(frozen=True)
class Parameter:
    """A number of a mechanism, with its unit, range and source."""

    name: str
    default: float
    low: float
    high: float
    unit: str
    zh: str
    meaning: str
    source: str
    calibrated: bool = False
    module: str = ""

    @property
    def assumed(self) -> bool:
        """Whether no published figure stands behind the default."""
        return "assumed" in self.source.lower()


def parameter(
    name: str,
    default: float,
    *,
    low: float,
    high: float,
    unit: str,
    zh: str,
    meaning: str,
    source: str,
    calibrated: bool = False,
) -> Parameter:
    """Declare a parameter of a mechanism.

    With `calibrated`, the default is where the fit starts; the fitted value of `calibrated.csv` wins.

    Raises:
        DeclarationError: when the default lies outside its bounds or the name is taken.
    """
    value = fitted_values().get(("parameter", name), default) if calibrated else default
    check_number(message("language.the_parameter", name=name), value, low, high)
    made = Parameter(name, float(value), float(low), float(high), unit, zh, meaning, source, calibrated)
    enter_named("parameter", name, made)
    return made


_FITTED: dict[tuple[str, str], float] = {}


def fitted_values() -> Mapping[tuple[str, str], float]:
    """Values that the committed fit of the baseline wrote, by (table or "parameter", name)."""
    if not _FITTED:
        file = resources.files("govsim") / "calibrated.csv"
        if file.is_file():
            for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines()):
                _FITTED[row["owner"], row["name"]] = float(row["value"])
        _FITTED["", ""] = 0.0  # read once, even when there is nothing
    return _FITTED


@dataclass(frozen=True)
class Channel:
    """A quantity that instruments move and mechanisms read; neutral means the status quo."""

    name: str
    level: str
    unit: str
    neutral: float | str
    combine: str
    low: float
    high: float
    zh: str
    meaning: str


def channel(
    name: str,
    *,
    level: str,
    unit: str,
    neutral: float | str,
    combine: str,
    zh: str,
    meaning: str,
    low: float = float("-inf"),
    high: float = float("inf"),
) -> Channel:
    """Declare a channel on the table `level`; a neutral value may be the name of a column of that table.

    Raises:
        DeclarationError: when the neutral value lies outside the bounds, which hold only what something moves.
    """
    if combine not in COMBINATIONS:
        known, hint = list(COMBINATIONS), nearest(combine, COMBINATIONS)
        raise DeclarationError("language.combine", place_of_call(), name=name, combine=combine, known=known, hint=hint)
    if not isinstance(neutral, str):
        check_number(message("language.the_channel", name=f"{name}"), neutral, low, high)
        neutral = float(neutral)
    made = Channel(name, level, unit, neutral, combine, low, high, zh, meaning)
    enter_named("channel", name, made)
    return made


def title(en: str, *, zh: str) -> None:
    """Say what a file of mechanisms is called on pages."""
    enter("title", "", {"en": en, "zh": zh})
