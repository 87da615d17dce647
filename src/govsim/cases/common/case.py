"""What a case says of itself: its counties, what is tried there, what is measured, and what must show.

A case is one file of `govsim.cases` with one `CASE`. Everything is said in English and Chinese; a text may name numbers
in braces, which are filled in with their intervals: `{standard}` is "-36 % [-37, -35]". Where what is to be said hangs
on the numbers, as which of several comes first, a text names a sentence instead, which is made from them. What is run
and measured, with nothing that must show, is a `Trial`: a case is one, and so is a question of `govsim.questions`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from govsim.cases.common.found import Found
    from govsim.study.runs.statistics import Estimate

Words = tuple[str, str]  # English and Chinese
LANGUAGE = {"en": 0, "zh": 1}
Sentence = Callable[[Mapping[str, "Estimate"]], Words]  # what is said of some numbers


@dataclass(frozen=True)
class Arm:
    """One way to go on: what is set beside the county's own settings, as on the command line."""

    name: str
    title: Words
    settings: tuple[str, ...] = ()


@dataclass(frozen=True)
class County:
    """A county and its arms; the first arm is what the others are compared with.

    Attributes:
        name: of the county; the scenario file that it starts from, where `scenario` is not given.
        title: what the page calls it.
        arms: what is tried.
        settings: what all arms share, as on the command line.
        scenario: a file of scenarios.
        yearly: whether a row for each enterprise and year is kept.
        register: a file of `govsim/cases/registers`, of who is there instead of the default county.
        by: groupings for whose groups outcomes are kept, over the window.
        group_weeks: whether these are kept week by week too.
        budget: resource cost beyond the first arm's, CNY over the window, that every other arm is brought to by one
            factor on the strengths of its instruments; 0 where arms cost what they cost.
    """

    name: str
    title: Words
    arms: tuple[Arm, ...]
    settings: tuple[str, ...] = ()
    scenario: str = "baseline"
    yearly: bool = False
    register: str = ""
    by: tuple[str, ...] = ()
    group_weeks: bool = False
    budget: float = 0.0


@dataclass(frozen=True)
class Number:
    """Something measured: its words, and a function of what the runs left."""

    title: Words
    measure: Callable[[Found], Estimate]


@dataclass(frozen=True)
class Check:
    """Something that the case must show, and whether these numbers show it.

    Attributes:
        title: what must show.
        holds: whether it does.
        why_not: where it is known not to show, why; the page says so beside the verdict, which nothing of this changes.
    """

    title: Words
    holds: Callable[[Mapping[str, Estimate]], bool]
    why_not: Words | None = None


@dataclass(frozen=True)
class Curve:
    """A figure: an outcome a year in some arms of a county, or a table of its own.

    Attributes:
        name: of the file.
        county: whose runs are drawn.
        outcome: summed over each year.
        title: of the figure.
        label: what is measured, with its unit.
        arms: which lines are drawn; all where none are named.
        by: an outcome that the first is divided by, and `times` which multiple of that is drawn.
        group: of enterprises, where the county keeps them week by week.
        is_change: whether the change in per cent against the county's first arm is drawn, paired by seed.
        rows: what is drawn instead: year, mean, low, high, series; `axis` and `series` say what its columns mean,
            `how` what its lines are.
    """

    name: str
    county: str
    outcome: str
    title: Words
    label: Words
    arms: tuple[str, ...] = ()
    by: str = ""
    times: float = 1.0
    group: str = ""
    is_change: bool = False
    rows: Callable[[Found], pd.DataFrame] | None = None
    axis: Words | None = None
    how: Words | None = None
    series: Mapping[str, Words] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What is run, measured and drawn.

    Attributes:
        name: as it is typed, or of its folder.
        counties: what is run.
        numbers: what is measured, by name.
        curves: what is drawn.
        seeds: runs of each arm.
        fewest: runs of each arm with which what must show already comes out as with many.
    """

    name: str
    counties: tuple[County, ...]
    numbers: Mapping[str, Number]
    curves: tuple[Curve, ...] = ()
    seeds: int = 20
    fewest: int = 8


@dataclass(frozen=True, kw_only=True)
class Case(Trial):
    """A case: a trial with a story, and with checks of what it must show.

    Attributes:
        order: its place in the list.
        title: in both languages.
        set_up: what is wrong in the county, and what is tried.
        story: what happened and why, with the numbers in it.
        doubts: what nobody should lean on.
        checks: what must show.
        sections: of the programme that describe it.
        sentences: by name, what is said where it hangs on the numbers; they may name numbers themselves.
    """

    order: int
    title: Words
    set_up: Words
    story: Words
    doubts: Words
    checks: tuple[Check, ...]
    sections: tuple[str, ...] = field(default=())
    sentences: Mapping[str, Sentence] = field(default_factory=dict)
