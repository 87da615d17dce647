"""`govsim.trial`: what a study of a treatment would find, and what is so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from govsim.language import Model
from govsim.scenario import Scenario
from govsim.study.analysis.compare import build_several
from govsim.study.analysis.section import Section
from govsim.study.analysis.trials.answers import Answers, answers
from govsim.study.analysis.trials.laid import Laid, lay_out
from govsim.study.analysis.trials.question import Question, question_of
from govsim.study.analysis.trials.summary import path_table, power_table, summary
from govsim.study.ask.arguments import checked, override_texts, settings_folder
from govsim.study.ask.checks import is_list, number, whole
from govsim.study.ask.declarations import model_of_all
from govsim.study.ask.design import seed_list
from govsim.study.ask.resolve import Built
from govsim.study.runs.simulate import simulate_built
from govsim.study.speak.errors import InputError, RunError, wrong_kind
from govsim.study.speak.extras import extra
from govsim.study.speak.words import tell

USUAL_COUNTIES, MOST_COUNTIES = 20, 1000  # assumed: some more than any design needs
ALL = "all"  # the scenario in which all have the treatment, while it is composed


@dataclass(frozen=True, repr=False)
class Trials:
    """What trials said, and what is so.

    Attributes:
        answers: seed by seed.
        model: what they were run on.
        published: the published effect in per cent with the ends of its interval, nan where there are none; None.
    """

    answers: Answers
    model: Model
    published: tuple[float, float, float] | None = None

    @property
    def laid(self) -> Laid:
        """What was asked."""
        return self.answers.laid

    @property
    def estimates(self) -> pd.DataFrame:
        """A row a seed, assignment, book and estimator."""
        return self.answers.estimates

    @cached_property
    def summary(self) -> pd.DataFrame:
        """A row an assignment, book and estimator: bias, coverage, power. See `summary.summary`."""
        return summary(self.estimates)

    @cached_property
    def power(self) -> pd.DataFrame:
        """A row a number of units and of years; empty where none was asked for."""
        return power_table(self.answers.power) if len(self.answers.power) else pd.DataFrame()

    @cached_property
    def path(self) -> pd.DataFrame:
        """A row a year since adoption; empty where the design has none."""
        return path_table(self.answers.path) if len(self.answers.path) else pd.DataFrame()

    def section(self) -> Section:
        """What was found, in words, as a part of a report."""
        from govsim.study.analysis.trials.told import section

        return section(self)

    def figure(self, folder: str | Path, lang: str = "en") -> list[Path]:
        """Draw what was found into a folder."""
        from govsim.study.analysis.trials.drawn import draw

        return draw(self, Path(folder), lang)

    def __repr__(self) -> str:
        question = self.laid.question
        about = {"design": question.design, "treatment": ", ".join(self.laid.instruments)}
        return f"<{tell('trial.shown', **about, seeds=len(self.laid.seeds))}>"


def built_for(
    treatment: Any, scenario: str, overrides: Sequence[str], config_dir: str | Path | None = None
) -> list[Built]:
    """The scenario without the treatment, and with it.

    Args:
        treatment: an instrument, with settings in brackets, or several with + between: "safety_training".
        scenario: what is in force anyway.
        overrides: what holds in both.
        config_dir: a folder with scenario files of the user's own.

    Raises:
        InputError: something of it cannot be.
    """
    if not isinstance(treatment, str) or not treatment.strip():
        raise wrong_kind("treatment", treatment, tell("wanted.treatment"))
    if treatment.count("(") != treatment.count(")") or not treatment.strip().lstrip("+")[:1].isalnum():
        raise wrong_kind("treatment", treatment, tell("wanted.treatment"))
    return build_several([scenario, f"{ALL}={scenario}+{treatment.strip().lstrip('+')}"], overrides, config_dir)


def laid_out(question: Question, built: Sequence[Built], seeds: Sequence[int], counties: Any = None) -> Laid:
    """A question about scenarios, ready to be played.

    Raises:
        InputError: something of it cannot be, or a library is missing.
    """
    for library in question.by.libraries:
        extra(library)
    base, treated = (one.scenario for one in built)
    count = None
    if question.units == "county":
        count = whole("counties", USUAL_COUNTIES if counties is None else counties, 2, MOST_COUNTIES, "counties")
    elif counties is not None:
        raise InputError(tell("error.trial_counties", units=question.units))
    return lay_out(question, base, treated, seeds, count)


def in_memory(
    engine: str = "core", threads: int | None = None, on_done: Callable[[], None] | None = None
) -> Callable[..., pd.DataFrame]:
    """What plays arms without a folder. See `answers.Play`."""

    def play(
        name: str, arms: Mapping[str, Scenario], seeds: Sequence[int], counties: int, own_seed: bool
    ) -> pd.DataFrame:
        found = simulate_built(
            list(arms.values()), seeds, engine, yearly=True, threads=threads, on_done=on_done, populations=counties,
            weekly=False, spread=len(arms) if own_seed else 0,
        )  # fmt: skip
        refuse_failed(found.failures)
        assert found.enterprises is not None
        return found.enterprises

    return play


def refuse_failed(failures: Sequence[str]) -> None:
    """A run that failed has no unit to count: what is left would be another study.

    Raises:
        RunError: there is one.
    """
    if failures:
        raise RunError(tell("error.trial_failed", count=len(failures), first=failures[0]))


def published_given(given: Any) -> tuple[float, float, float] | None:
    """A published effect in per cent, alone or with the ends of its interval.

    Raises:
        InputError: it is neither.
    """
    if given is None:
        return None
    several = list(given) if is_list(given) else [given]
    if len(several) not in (1, 3):
        raise wrong_kind("published", given, tell("wanted.published"))
    ends = [number("published", one, -100.0, 1e6, "%") for one in several]
    value, low, high = ends if len(ends) == 3 else (ends[0], float("nan"), float("nan"))
    return value, low, high


@checked
def trial(
    treatment: str,
    design: str = "randomised",
    scenario: str = "baseline",
    seeds: int | Iterable[int] = 20,
    overrides: Sequence[str] = (),
    *,
    units: str | None = None,
    outcome: str = "injuries",
    book: str | Sequence[str] = "recorded",
    assignment: str | Sequence[str] | None = None,
    share: float = 0.5,
    before: int | None = None,
    horizon: int = 3,
    adoption_years: int | None = None,
    lasting: int | None = None,
    industries: Sequence[str] = (),
    headcount: Sequence[int] | None = None,
    running: str | None = None,
    cutoff: float | None = None,
    counties: int | None = None,
    enterprises: Sequence[int] = (),
    years: Sequence[int] = (),
    published: float | Sequence[float] | None = None,
    engine: str = "core",
    threads: int | None = None,
    config_dir: str | Path | None = None,
    on_done: Callable[[], None] | None = None,
) -> Trials:
    """Run a study of a treatment in the model, once a seed, and hold what it says against what is so.

    Args:
        treatment: an instrument, with settings in brackets: "safety_training(added_hours=8)".
        design: "randomised", "did", "event_study", "discontinuity", "matched" or "synthetic".
        scenario: what is in force anyway.
        seeds: a number of trials or their seeds.
        overrides: what is set in the scenario, as `key=value`.
        units: "enterprise", "region" or "county"; the usual ones of the design when not given.
        outcome: "injuries", "lost_time", "deaths" or "accidents".
        book: what the study counts: "true", "recorded" or both.
        assignment: who is treated: "random", "worst" or "best" (by the record), "volunteers", or several.
        share: of units that are treated.
        before: years on record before; 3, of a synthetic control 8.
        horizon: years watched from the start of the treatment on.
        adoption_years: of an event study, years over which units adopt.
        lasting: weeks that the treatment lasts; all that are watched when not given.
        industries: of which units may take part; all when not given.
        headcount: fewest and most workers of enterprises that may take part.
        running: of a discontinuity: "record" (cases per 100 worker-years before) or "headcount".
        cutoff: of a discontinuity, the least value that is treated; by the share when not given.
        counties: where they are the units, how many are drawn; all trials have the same, each with luck of its own.
        enterprises: also how often smaller trials of so many units would find the effect.
        years: the same of so many years.
        published: the published effect in per cent, or that and the ends of its interval.
        engine: "core" (compiled) or "mesa" (open).
        threads: processors used; all when not given.
        config_dir: a folder with scenario files of your own.
        on_done: called after each run.

    Raises:
        InputError: for an argument that cannot be.
        RunError: when a run failed.
    """
    question = question_of({
        "design": design, "units": units, "outcome": outcome, "book": book, "assignment": assignment, "share": share,
        "before": before, "horizon": horizon, "adoption_years": adoption_years, "lasting": lasting,
        "industries": list(industries), "headcount": headcount, "running": running, "cutoff": cutoff,
        "enterprises": list(enterprises) or None, "years": list(years) or None,
    })  # fmt: skip
    asked = published_given(published)
    built = built_for(treatment, scenario, override_texts(overrides), settings_folder(config_dir))
    laid = laid_out(question, built, seed_list(seeds), counties)
    model = model_of_all([laid.base, laid.treated])
    return Trials(answers(laid, in_memory(engine, threads, on_done)), model, asked)
