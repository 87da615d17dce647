"""`govsim.sensitivity`: which inputs an outcome, or the effect of a scenario on it, hangs on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from govsim.language import Model
from govsim.scenario import Scenario
from govsim.study.analysis.comparable import check_comparable, with_parts_of_all
from govsim.study.analysis.compare import bases_given
from govsim.study.analysis.sensitivity.inputs import ASSUMED, assumed_factors, inputs_of, owned
from govsim.study.analysis.sensitivity.study import Answer, Laid, Question, answers, laid
from govsim.study.ask.arguments import checked, values_to_vary
from govsim.study.ask.checks import listed
from govsim.study.ask.declarations import model_of_all
from govsim.study.ask.design import seed_list
from govsim.study.ask.keys import check_key
from govsim.study.ask.ranges import Factor, factors_of, is_range
from govsim.study.ask.resolve import Built
from govsim.study.runs.simulate import simulate_built
from govsim.study.speak.cells import html_table
from govsim.study.speak.terminal import estimate, head_of
from govsim.study.speak.words import spoken, tell


@dataclass(frozen=True, repr=False)
class Sensitivity:
    """What a study of sensitivity found.

    Attributes:
        study: what was asked, and the points.
        answers: what was found, a scenario each.
        runs: a row a run.
        model: what it was run on.
        seeds: how many.
    """

    study: Laid
    answers: Sequence[Answer]
    runs: pd.DataFrame
    model: Model
    seeds: int

    @property
    def table(self) -> pd.DataFrame:
        """A row a scenario and input, the input that moves most first."""
        return table_of(self.answers)

    @cached_property
    def convergence(self) -> pd.DataFrame:
        """The first index of each input on a quarter of the points, on half, and on all."""
        parts = [one.found.convergence.assign(scenario=one.scenario) for one in self.answers if one.found]
        return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """Of sobol with `second`: what each two inputs do together."""
        found = [(one.scenario, one.found.pairs) for one in self.answers if one.found and one.found.pairs is not None]
        parts = [pairs.assign(scenario=name) for name, pairs in found]
        return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()

    def __repr__(self) -> str:
        question = self.study.question
        about = {"method": question.method, "outcome": question.outcome, "points": len(self.study.points.design.points)}
        return f"<{tell('sensitivity.shown', **about, seeds=self.seeds)}>"

    def _repr_html_(self) -> str:
        """As a notebook shows it: what was asked, and the inputs that move it most with intervals."""
        from govsim.study.analysis.sensitivity.drawn import asked_of, input_titles

        titles = {name: one[spoken()] for name, one in input_titles(self.model, self.study).items()}
        parts = [f"<p>{escape(repr(self).strip('<>'))}</p>"]
        for one in self.answers:
            parts.append(f"<p>{escape(asked_of(self.model, self.study, one.scenario, spoken()))}</p>")
            parts.append(html_table([_cells(row, titles) for row in one.table.to_dict("records")]))
        return "".join(parts)

    def figure(self, folder: str | Path, lang: str = "en") -> list[Path]:
        """Draw what was found into a folder."""
        from govsim.study.analysis.sensitivity.drawn import draw_answer

        return [
            file
            for one in self.answers
            for file in draw_answer(self.model, self.study, one, Path(folder), lang, self.seeds)
        ]


def _cells(row: Mapping[Any, Any], titles: Mapping[str, str]) -> dict[str, str]:
    """The input, its first index or swing with its interval, and its rank."""
    first = "swing" if "swing" in row else next(name for name in row if f"{name}_low" in row and name != "rank")
    ends = ("low", "high") if "swing" in row else (f"{first}_low", f"{first}_high")
    made = {
        head_of("input"): titles[row["factor"]],
        head_of(str(first)): estimate(row[first], row[ends[0]], row[ends[1]]),
    }
    return made if "rank_low" not in row else made | {head_of("rank"): f"{row['rank_low']}-{row['rank_high']}"}


def table_of(found: Sequence[Answer]) -> pd.DataFrame:
    """A row a scenario and input."""
    parts = []
    for one in found:
        made = one.table.copy()
        made.insert(0, "scenario", one.scenario)
        parts.append(made)
    return pd.concat(parts, ignore_index=True)


@checked
def sensitivity(
    scenarios: str | Scenario | Sequence[str | Scenario],
    outcome: str = "injuries_expected",
    vary: Mapping[str, Any] | None = None,
    method: str = "morris",
    seeds: int | Iterable[int] = 4,
    overrides: Sequence[str] = (),
    *,
    inputs: str | Sequence[str] | None = None,
    grouped: bool = False,
    size: int | None = None,
    measure: str | None = None,
    second: bool = False,
    engine: str = "core",
    threads: int | None = None,
    config_dir: str | Path | None = None,
    on_done: Callable[[], None] | None = None,
) -> Sensitivity:
    """Say which inputs an outcome hangs on, or the difference between scenarios in it, under the same seeds.

    Args:
        scenarios: one, whose level is looked at, or several, whose differences from "baseline", or the first, are.
        outcome: of which.
        vary: settings with their ranges, {"parameter.mu": "0.001..0.01:log"}, or lists of a few values.
        method: "morris", "sobol", "pawn" or "tornado".
        seeds: a number of seeds or those meant; the same at every point.
        overrides: what holds at every point.
        inputs: "assumed" for all numbers that no published figure gives, or names of mechanisms and instruments.
        grouped: all inputs of a mechanism or an instrument move together.
        size: walks (morris), rows (sobol, a power of two), points (pawn).
        measure: "level", "difference", or "percent" of the reference's mean.
        second: of sobol, also what each two inputs do together.
        engine: "core" or "mesa".
        threads: processors used.
        config_dir: a folder with scenario files of your own.
        on_done: called after each run.

    Raises:
        InputError: something named does not exist or cannot be.
        RunError: a run failed, or nothing moves the outcome.
    """
    bases = bases_given(scenarios, overrides, config_dir)
    question = Question(outcome, measure or _measure(len(bases)), method, size, second)
    study, model = planned(question, bases, vary or {}, inputs, grouped)
    chosen = seed_list(seeds)
    found = simulate_built(study.points.scenarios, chosen, engine, threads=threads, on_done=on_done,
                           varied=study.points.varied, weekly=False)  # fmt: skip
    return Sensitivity(study, answers(study, found.runs), found.runs, model, len(chosen))


def _measure(count: int) -> str:
    return "level" if count == 1 else "difference"


def planned(
    question: Question, bases: Sequence[Scenario | Built], vary: Mapping[str, Any], inputs: Any, grouped: bool
) -> tuple[Laid, Model]:
    """A study ready to be played, and the model it is played on.

    Raises:
        InputError: something of it cannot be.
    """
    several = [one.scenario if isinstance(one, Built) else one for one in bases]
    if len(several) > 1:
        check_comparable(several)
    together = with_parts_of_all(several)
    model = model_of_all(together)
    factors = [*named_factors(model, vary), *chosen_factors(model, together, inputs)]
    kept = {one.key: one for one in reversed(factors)}  # a range that was given wins over a declared one
    return laid(question, model, inputs_of(model, list(reversed(kept.values())), grouped), bases), model


def named_factors(model: Model, vary: Mapping[str, Any]) -> list[Factor]:
    """Settings that were named, with their ranges or values."""
    for key in vary:
        check_key(model, str(key))
    ranges = {key: value for key, value in vary.items() if is_range(value)}
    lists = dict(values_to_vary({key: value for key, value in vary.items() if key not in ranges}))
    return factors_of(model, ranges, lists)


def chosen_factors(model: Model, scenarios: Sequence[Scenario], inputs: Any) -> list[Factor]:
    """All numbers that are assumed, or those of some mechanisms and instruments."""
    names = [str(one) for one in listed("inputs", inputs, tell("wanted.list"))]
    if not names:
        return []
    everything = assumed_factors(model, scenarios)
    return owned(model, everything, [] if names == [ASSUMED] else names)
