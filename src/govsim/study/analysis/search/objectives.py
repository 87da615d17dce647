"""Objectives of a search: outcomes over the window, of all or of some groups, to be small or, with a minus, large."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from govsim.language import Model
from govsim.locale import LANGUAGES, label, plain, text
from govsim.populations.sizes import BANDS
from govsim.scenario import Scenario
from govsim.study.analysis.budget import laid_out
from govsim.study.analysis.measured import measured, window_of
from govsim.study.runs.groups import divided_outcomes
from govsim.study.speak.errors import InputError, unknown
from govsim.study.speak.words import speaking, tell

USUAL = ("deaths_expected", "cost_government", "cost_enterprise", "burden_small")
BURDEN = "burden_small"  # what enterprises with fewer workers than this bear
FEW_WORKERS = (
    50  # of a small enterprise; assumed: the edge of a size band, and the usual one of international statistics
)
LAID_OUT = "laid_out"  # the column of what all parties lay out, CNY


@dataclass(frozen=True)
class Objective:
    """What is to be small.

    Attributes:
        name: as it was given, without a minus: an outcome, `outcome@grouping:group+group`, or `burden_small`.
        outcome: that is summed.
        sign: 1 where less is better, -1 where more is.
        grouping, groups: whose sums count; "" for all.
    """

    name: str
    outcome: str
    sign: int = 1
    grouping: str = ""
    groups: tuple[str, ...] = ()


def objectives_given(model: Model, given: Sequence[object]) -> list[Objective]:
    """The objectives meant.

    Raises:
        InputError: there is no such outcome or group, one stands there twice, or there is only one.
    """
    made = [_objective(model, str(one).strip()) for one in given]
    names = [one.name for one in made]
    doubles = sorted({name for name in names if names.count(name) > 1})
    if doubles:
        raise InputError(tell("error.search_twice", key="objectives", name=doubles[0]))
    if len(made) < 2:
        raise InputError(tell("error.search_objectives"))
    return made


def _objective(model: Model, given: str) -> Objective:
    name, sign = given.removeprefix("-"), -1 if given.startswith("-") else 1
    if name == BURDEN:
        small = tuple(f"{low}-{high}" for low, high in BANDS if high < FEW_WORKERS)
        return Objective(name, "cost_enterprise", sign, "size", small)
    outcome, _, whose = name.partition("@")
    if outcome not in model.outcomes:
        raise unknown("outcome", outcome, [*model.outcomes, BURDEN], "objectives")
    if not whose:
        return Objective(name, outcome, sign)
    grouping, _, groups = whose.partition(":")
    if grouping not in model.groupings:
        raise unknown("grouping", grouping, model.groupings, "objectives")
    known = [one.name for one in model.groupings[grouping].groups]
    for one in groups.split("+"):
        if known and one not in known:
            raise unknown("search_group", one, known, "objectives")
    if outcome not in divided_outcomes(model)[0] or model.outcomes[outcome].kind == "ratio":
        raise InputError(tell("error.search_group", outcome=outcome))
    return Objective(name, outcome, sign, grouping, tuple(groups.split("+")))


def groupings_of(objectives: Sequence[Objective]) -> list[str]:
    """By what runs are to be divided."""
    return list(dict.fromkeys(one.grouping for one in objectives if one.grouping))


def with_objectives(runs: pd.DataFrame, groups: pd.DataFrame | None, objectives: Sequence[Objective]) -> pd.DataFrame:
    """A row a run with a column for each objective that is no plain outcome, and what all parties lay out."""
    made = runs.copy()
    made[LAID_OUT] = laid_out(runs)
    for one in objectives:
        if one.grouping and groups is not None:
            mine = groups[(groups["by"] == one.grouping) & (groups["outcome"] == one.outcome)
                          & groups["group"].isin(one.groups)]  # fmt: skip
            sums = mine.groupby(["scenario", "seed"], sort=False)["value"].sum()
            places = pd.MultiIndex.from_frame(made[["scenario", "seed"]])
            made[one.name] = sums.reindex(places).to_numpy(float)
    return made


def paired(runs: pd.DataFrame, reference: str, names: Sequence[str], columns: Sequence[str]) -> np.ndarray:
    """What scenarios change: by scenario, seed and column, under the same seeds as the reference.

    Raises:
        KeyError: a scenario has not the seeds of the reference.
    """
    by = {name: table.set_index("seed")[list(columns)] for name, table in runs.groupby("scenario", sort=False)}
    base = by[reference].sort_index()
    return np.stack([by[name].loc[base.index].to_numpy(float) - base.to_numpy(float) for name in names])


def titles_of_objectives(model: Model, objectives: Sequence[Objective]) -> dict[str, dict[str, str]]:
    """What objectives are called, by name and language."""
    return {one.name: {lang: _title(model, one, lang) for lang in LANGUAGES} for one in objectives}


def _title(model: Model, one: Objective, lang: str) -> str:
    if one.name == BURDEN:
        return text("search.burden_small", lang, workers=FEW_WORKERS)
    title = label(model.outcomes[one.outcome], lang)
    if not one.grouping:
        return title
    known = {each.name: (each.zh if lang == "zh" else each.en) for each in model.groupings[one.grouping].groups}
    apart = "、" if lang == "zh" else ", "
    said = apart.join(known.get(each) or plain(each) for each in one.groups)
    return text("search.of_groups", lang, outcome=title, groups=said)


def units_of_objectives(
    model: Model, objectives: Sequence[Objective], scenarios: Sequence[Scenario]
) -> dict[str, dict[str, str]]:
    """In what objectives are measured, by name and language."""
    made: dict[str, dict[str, str]] = {one.name: {} for one in objectives}
    for lang in LANGUAGES:
        with speaking(lang):
            for one in objectives:
                made[one.name][lang] = str(measured(model, one.outcome, window_of(scenarios)))
    return made
