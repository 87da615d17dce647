"""What a trial asks, checked before anything is run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from govsim.populations.industry_values import industry_names
from govsim.scenario import ANY_HEADCOUNT
from govsim.study.analysis.trials.assignment import ASSIGNMENTS
from govsim.study.analysis.trials.designs.catalogue import DESIGNS, Design
from govsim.study.analysis.trials.outcomes import BOOKS, COUNTS, TRUE
from govsim.study.ask.checks import listed, named_in, number, one_of, whole
from govsim.study.ask.scopes import headcounts
from govsim.study.speak.errors import InputError, Mistakes
from govsim.study.speak.words import tell
from govsim.year import MOST_WEEKS, WEEKS_A_YEAR

RECORD, HEADCOUNT = "record", "headcount"
RUNNING = (RECORD, HEADCOUNT)
MOST_YEARS = 30  # before, and after; assumed: no study waits longer
FEWEST_UNITS = 4  # two on either side, of which there is a spread at all


@dataclass(frozen=True)
class Question:
    """What is asked.

    Attributes:
        design: by which the effect is found out.
        units: who is treated: enterprise, region or county.
        outcome: cases that are counted: injuries, lost_time, deaths or accidents.
        books: true, recorded or both: what the study counts.
        assignments: who is treated; several are held beside each other.
        share: of units that are treated.
        before, horizon: years on record before the treatment, and years watched from its start on.
        adoption_years: of an event study, years over which units adopt.
        lasting: weeks that the treatment lasts; None for all that are watched.
        industries, headcount: who may take part; no industries are all.
        running, cutoff: of a discontinuity, what decides, and from which value on; no cutoff leaves it to the share.
        sizes, years: of a study of power, how many units, and how many years are watched.
    """

    design: str
    units: str = ""
    outcome: str = "injuries"
    books: tuple[str, ...] = ("recorded",)
    assignments: tuple[str, ...] = ()
    share: float = 0.5
    before: int = 3
    horizon: int = 3
    adoption_years: int = 2
    lasting: int | None = None
    industries: tuple[str, ...] = ()
    headcount: tuple[int, int] = ANY_HEADCOUNT
    running: str = RECORD
    cutoff: float | None = None
    sizes: tuple[int, ...] = ()
    years: tuple[int, ...] = ()

    @property
    def by(self) -> Design:
        """The design."""
        return DESIGNS[self.design]

    @property
    def start(self) -> int:
        """The first week of the treatment."""
        return self.before * WEEKS_A_YEAR

    @property
    def weeks(self) -> int:
        """Of a run."""
        return (self.before + self.horizon) * WEEKS_A_YEAR


def question_of(given: dict[str, Any]) -> Question:
    """A question from values as they were given; those left out, or None, are the usual ones of the design.

    Raises:
        InputError: a line for each mistake.
    """
    design = one_of("design", given.get("design"), "trial_design", DESIGNS)
    by, mistakes = DESIGNS[design], Mistakes()
    made: dict[str, Any] = {"design": design}
    usual: dict[str, Any] = {
        "units": by.units[0], "assignment": [by.assignment], "before": by.before, "book": ["recorded"],
        "outcome": "injuries", "share": 0.5, "horizon": 3, "adoption_years": 2, "running": RECORD, "headcount": None,
    }  # fmt: skip
    values: dict[str, Any] = {key: usual.get(key) if given.get(key) is None else given[key] for key in {*usual, *given}}
    made["units"] = mistakes.of(one_of, "units", values["units"], "trial_units", by.units)
    made["outcome"] = mistakes.of(one_of, "outcome", values["outcome"], "trial_outcome", COUNTS)
    made["books"] = mistakes.of(named_in, "book", _books(values["book"]), "book", BOOKS)
    made["assignments"] = mistakes.of(named_in, "assignment", values["assignment"], "assignment", ASSIGNMENTS)
    made["share"] = mistakes.of(number, "share", values["share"], 0.01, 0.99, "share of units")
    for key in ("before", "horizon"):
        made[key] = mistakes.of(whole, key, values[key], 1, MOST_YEARS, "years")
    made["adoption_years"] = mistakes.of(whole, "adoption_years", values["adoption_years"], 1, MOST_YEARS, "years")
    if values.get("lasting") is not None:
        made["lasting"] = mistakes.of(whole, "lasting", values["lasting"], 1, MOST_WEEKS, "weeks")
    made["industries"] = mistakes.of(named_in, "industries", values.get("industries"), "industry", industry_names())
    if values["headcount"] is not None:
        made["headcount"] = mistakes.of(headcounts, "headcount", values["headcount"])
    made["running"] = mistakes.of(one_of, "running", values["running"], "running", RUNNING)
    if values.get("cutoff") is not None:
        made["cutoff"] = mistakes.of(number, "cutoff", values["cutoff"], 0.0, 1e6, "")
    made["sizes"] = mistakes.of(_several, "enterprises", values.get("enterprises"), FEWEST_UNITS, 100_000, "units")
    made["years"] = mistakes.of(_several, "years", values.get("years"), 1, MOST_YEARS, "years")
    mistakes.refuse()
    return _consistent(Question(**made), given)


def _books(value: Any) -> list[Any]:
    """Names of books: the word true is read as a yes where it is typed."""
    return [TRUE if one is True else one for one in listed("book", value, tell("wanted.list"))]


def _several(key: str, value: Any, low: int, high: int, unit: str) -> tuple[int, ...]:
    """Whole numbers, each once, from the smallest on."""
    several: Sequence[Any] = [] if value is None else listed(key, value, tell("wanted.list"))
    return tuple(sorted({whole(key, one, low, high, unit) for one in several}))


def _consistent(question: Question, given: dict[str, Any]) -> Question:
    """Refuse what does not go together."""
    by, mistakes = question.by, Mistakes()

    def refuse(wrong: bool, what: str, /, **about: object) -> None:
        with mistakes.noted():
            if wrong:
                raise InputError(tell(f"error.trial_{what}", **about))

    def has(*keys: str) -> bool:
        return any(given.get(key) is not None for key in keys)

    design, horizon = question.design, question.horizon
    refuse(by.by_cutoff and has("assignment"), "cutoff_decides", design=design)
    refuse(not by.by_cutoff and has("cutoff", "running"), "no_cutoff", design=design)
    refuse(not by.is_staggered and has("adoption_years"), "not_staggered", design=design)
    late = by.is_staggered and question.adoption_years > horizon
    refuse(late, "adoption", adoption=question.adoption_years, horizon=horizon)
    refuse(by.treats_one and bool(question.sizes or question.years), "power_one", design=design)
    longest = max(question.years, default=0)
    refuse(longest > horizon, "years", years=longest, horizon=horizon)
    refuse(not question.books, "nothing", key="book")
    refuse(not question.assignments, "nothing", key="assignment")
    mistakes.refuse()
    return question
