"""Outcomes by groups of enterprises: by what runs are divided, the long table of it, and the effects in each group."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from govsim.engines.groups import Division, Key, divided_outcomes
from govsim.engines.reached import Names, who_is_in, who_of, within
from govsim.language import BEYOND, COUNTY, Model
from govsim.locale import text
from govsim.populations.structure import structure_of
from govsim.scenario import Adoption, Scenario, Scope
from govsim.study.runs.source import code_hash
from govsim.study.runs.statistics import COUNTY_SEED, EFFECT_COLUMNS, counties_in, means, paired_effects
from govsim.study.runs.tables import Varied, of_one_kind
from govsim.study.speak.errors import InputError, Mistakes, unknown
from govsim.study.speak.words import tell

SCOPE, INSIDE, OUTSIDE = "scope", "inside", "outside"  # by=scope, and its groups
HEAD = ("scenario", "seed", "by", "group", "outcome", "value")
EFFECTS = (EFFECT_COLUMNS[0], "by", "group", *EFFECT_COLUMNS[1:])
MEANS = ("scenario", "by", "group", "outcome", "mean", "ci_low", "ci_high", "runs")
SIZE = "enterprises"  # the outcome that counts them
_APART = "\x1f"  # a text ends at NUL for the older pandas that are allowed, so cells apart by it would be one


# --- By what runs are divided ---------------------------------------------------------------------------------------


def groupings(model: Model) -> list[str]:
    """What `by` may be."""
    return [*model.groupings, SCOPE]


def checked_by(model: Model, given: Any) -> tuple[str, ...]:
    """The groupings meant, each once, in the order given.

    Raises:
        InputError: when there is none of a name.
    """
    several = [] if given is None else [given] if isinstance(given, str) else given
    if not isinstance(several, list | tuple):
        raise InputError(tell("error.by_list", value=repr(given)))
    mistakes = Mistakes()
    for name in several:
        with mistakes.noted():
            if name not in groupings(model):
                raise unknown("grouping", name, groupings(model), key="by")
    mistakes.refuse()
    return tuple(dict.fromkeys(several))


def divisions_of(
    model: Model,
    by: Sequence[str],
    scenarios: Mapping[str, Scenario],
    reference: str | None = None,
    weekly: bool = False,
) -> dict[str, Division]:
    """By what the runs of each scenario are divided, by its name; nothing where nobody asked.

    Whom a scenario reaches divides its own runs and those of the reference, so that the same enterprises are compared.

    Raises:
        InputError: at `scope` where no scenario adopts an instrument.
    """
    if not by:
        return {}
    base = scenarios[reference] if reference is not None else None
    scopes = scope_keys([one for one in scenarios.values() if one is not base and one.adoptions], base)
    if SCOPE in by and not scopes:
        raise InputError(tell("error.by_scope"))
    made = {}
    for name, one in scenarios.items():
        keys: list[Key] = []
        for asked in by:
            if asked != SCOPE:
                keys.append(_declared(model, asked, one))
            elif one is base:
                keys += {key.by: key for several in scopes.values() for key in several}.values()
            else:
                keys += scopes.get(name, [])
        made[name] = Division(tuple(keys), weekly)
    return made


def _declared(model: Model, name: str, scenario: Scenario) -> Key:
    one = model.groupings[name]
    groups = one.named(structure_of(scenario.population)) if one.named else one.groups
    return Key(name, tuple(group.name for group in groups), one.of, one.column, model.where("grouping", name))


def scope_keys(scenarios: Sequence[Scenario], base: Scenario | None) -> dict[str, list[Key]]:
    """Whether an enterprise lies in the scope of what each scenario adopts and the reference does not, by its name.

    Where instruments of a scenario differ in whom they reach, each that does not reach all has groups of its own beside
    those of all together. They are called by the instrument, and by the scenario too where that would not be plain.
    """
    usual = list(base.adoptions) if base is not None else []
    own = {
        one.name: [adoption for adoption in one.adoptions if adoption not in usual] or list(one.adoptions)
        for one in scenarios
    }
    narrow = {
        name: [adoption for adoption in adopted if adoption.scope != Scope()]
        if len({adoption.scope for adoption in adopted}) > 1 else []
        for name, adopted in own.items()
    }  # fmt: skip
    scopes: dict[str, set[Scope]] = {}
    for adoption in (one for several in narrow.values() for one in several):
        scopes.setdefault(adoption.instrument, set()).add(adoption.scope)
    plain = {name for name, several in scopes.items() if len(several) == 1 and name not in own}
    made, names = {}, {one.name: who_is_in(structure_of(one.population)).names for one in scenarios}
    for name, adopted in own.items():
        made[name] = [_scope_key(name, adopted, names[name])]
        for adoption in narrow[name]:
            called = adoption.instrument if adoption.instrument in plain else f"{name}:{adoption.instrument}"
            made[name].append(_scope_key(called, [adoption], names[name]))
    return made


def _scope_key(name: str, adoptions: Sequence[Adoption], names: Names) -> Key:
    return Key(f"{SCOPE}:{name}", (INSIDE, OUTSIDE), partial(outside_all, adoptions, names))


def outside_all(adoptions: Iterable[Adoption], names: Names, enterprises: np.ndarray) -> np.ndarray:
    """0 for each enterprise that one of the instruments reaches, 1 for the others."""
    who = who_of(enterprises, names)
    return np.where(np.any([within(one.scope, who) for one in adoptions], axis=0), 0, 1)


def digests(model: Model, by: Iterable[str]) -> dict[str, str]:
    """What the numbers of each grouping hang on beside the results' own name: its groups and the code behind it."""
    made = {}
    for name in by:
        what: list[Any] = [code_hash("govsim.study.runs.groups", "group_table")]
        if name == SCOPE:
            what.append(code_hash("govsim.study.runs.groups", "scope_keys"))
        else:
            one = model.groupings[name]
            what += [[group.name for group in one.groups], one.column, code_hash(one.of) if one.of else ""]
        made[name] = hashlib.sha256(json.dumps(what).encode()).hexdigest()[:12]
    return made


def group_titles(model: Model, by: str, lang: str, present: Iterable[str] = ()) -> dict[str, str]:
    """What each group of a grouping is called, in the order of the groups; `scope:NAME` is one of by=scope.

    Groups that a population names are called as it calls them, those that are present in the order given.
    """
    if by.partition(":")[0] == SCOPE:
        titles = {name: text(f"groups.{name}", lang) for name in (INSIDE, OUTSIDE)}
    else:
        named = {name: name for name in present if name not in (BEYOND, COUNTY)} if model.groupings[by].named else {}
        titles = named | {one.name: getattr(one, lang) or one.name for one in model.groupings[by].groups}
    return titles | {BEYOND: text("groups.beyond", lang), COUNTY: text("groups.county", lang)}


def grouping_title(model: Model, by: str, lang: str, scenario: str | None = None) -> str:
    """What a grouping is called; `scope:NAME` by the instrument of that name, but for the scenario's own of all."""
    kind, _, whose = by.partition(":")
    if kind != SCOPE:
        return getattr(model.groupings[kind], lang)
    one = model.instruments.get(whose.rpartition(":")[2]) if whose != scenario else None
    if one is None:
        return text("groups.scope", lang)
    return text("groups.scope_of", lang, instrument=getattr(one, lang) or one.name)


# --- Tables -------------------------------------------------------------------------------------------------------


def group_table(model: Model, whole: Sequence[Any], varied: Varied) -> pd.DataFrame:
    """A row for each run, group and outcome: its value over the window.

    What belongs to no enterprise stands in the group `county`; a group without enterprises is left out. A ratio is
    formed from the sums of its group, and left out where one of them is of the county and the other of enterprises.
    """
    parts = []
    for one in whole:
        weeks = max(1, one.scenario.window[1] - one.scenario.window[0])
        rows, county = one.division.rows, len(one.division.rows) - 1
        keys = [key.by for key in one.division.keys]
        for at, (by, group) in enumerate(rows):
            sums = dict(zip((o.name for o in model.weekly_outcomes), one.groups[0][at].tolist(), strict=True))
            if at != county and not any(sums.values()):
                continue
            values = _values(model, sums, weeks, at == county)
            for name in keys if at == county else (by,):
                parts.append((one.scenario.name, one.seed, name, group, values))
    return _long(parts, varied)


def beyond_notes(model: Model, table: pd.DataFrame) -> list[str]:
    """A sentence for each grouping that gave enterprises a number that is none of its groups.

    Args:
        model: whose groupings they are.
        table: outcomes by group, as `group_table` gives them.
    """
    counts = table[table["outcome"] == SIZE]
    said: list[str] = []
    declared = table["by"].isin(list(model.groupings))  # whom instruments reach has no numbers that a file gives
    for by in dict.fromkeys(table.loc[declared & (table["group"] == BEYOND), "by"]):
        mine, runs = counts[counts["by"] == by], len(table[["scenario", "seed"]].drop_duplicates())
        found, total = (f"{rows['value'].sum() / runs:,.1f}" for rows in (mine[mine["group"] == BEYOND], mine))
        last, where = max(0, len(model.groupings[by].groups) - 1), model.where("grouping", by)
        values = {"by": by, "count": found, "total": total, "last": last, "where": where}
        said.append(tell("warning.beyond", **values, other=tell("groups.beyond")))
    return said


def _long(parts: Sequence[tuple[str, int, str, str, Mapping[str, float]]], varied: Varied) -> pd.DataFrame:
    lengths = [len(values) for *_, values in parts]
    heads: dict[str, Any] = {}
    for place, name in enumerate(HEAD[:4]):
        kind = np.int64 if name == "seed" else object
        heads[name] = np.repeat(np.array([part[place] for part in parts], dtype=kind), lengths)
        if name == "seed" and varied:
            codes = np.repeat([list(varied).index(part[0]) for part in parts], lengths)
            for key in next(iter(varied.values())):
                heads[key] = pd.Series(of_one_kind([values[key] for values in varied.values()])).to_numpy()[codes]
    heads["outcome"] = np.array([name for *_, values in parts for name in values], dtype=object)
    heads["value"] = np.array([value for *_, values in parts for value in values.values()], dtype=float)
    return pd.DataFrame(heads)


def _values(model: Model, sums: Mapping[str, float], weeks: int, is_county: bool) -> dict[str, float]:
    """The outcomes of a group that there are for it."""
    ours, others = divided_outcomes(model)
    there = others if is_county else ours
    found = {}
    for one in model.outcomes.values():
        if one.is_ratio:
            if {one.over, one.by} <= (others - ours if is_county else ours - others):
                found[one.name] = one.scale * sums[one.over] / sums[one.by] if sums[one.by] else float("nan")
        elif one.name in there:
            found[one.name] = sums[one.name] / (weeks if one.kind == "stock" else 1)
    return found


def group_weeks_table(model: Model, whole: Sequence[Any], varied: Varied) -> pd.DataFrame:
    """A row for each run, week and group, a column an outcome that is counted every week; empty where it has none."""
    names = [one.name for one in model.weekly_outcomes]
    ours, others = divided_outcomes(model)
    parts = []
    for one in whole:
        weeks = np.arange(len(one.groups) - 1)
        for at, (by, group) in enumerate(one.division.rows):
            values, there = one.groups[1:, at], others if group == COUNTY else ours
            if group != COUNTY and not values.any():
                continue
            columns = {name: values[:, k] if name in there else np.nan for k, name in enumerate(names)}
            for key in [key.by for key in one.division.keys] if group == COUNTY else [by]:
                head = {"scenario": one.scenario.name, "seed": one.seed, **dict(varied.get(one.scenario.name, {}))}
                parts.append(pd.DataFrame({**head, "week": weeks, "by": key, "group": group, **columns}))
    return pd.concat(parts, ignore_index=True)


# --- What differs -------------------------------------------------------------------------------------------------


def group_effects(table: pd.DataFrame, reference: str) -> pd.DataFrame:
    """The difference of every other scenario from the reference in each group, paired by seed; 95 % intervals."""
    wide, cells = _wide(table)
    found = paired_effects(wide, reference, list(cells))
    found = found[found["runs"] > 0].reset_index(drop=True)
    return _apart(found, EFFECTS)


def group_means(table: pd.DataFrame) -> pd.DataFrame:
    """Mean and interval of each outcome in each group of each scenario."""
    wide, cells = _wide(table)
    parts = []
    for name, rows in wide.groupby("scenario", sort=False):
        mean, half, count = means(rows[list(cells)].to_numpy(dtype=float), counties_in(rows))
        about = {"scenario": name, "outcome": list(cells), "mean": mean, "ci_low": mean - half, "ci_high": mean + half}
        parts.append(pd.DataFrame({**about, "runs": count}))
    found = pd.concat(parts, ignore_index=True)
    return _apart(found[found["runs"] > 0].reset_index(drop=True), MEANS)


def _wide(table: pd.DataFrame) -> tuple[pd.DataFrame, pd.Index]:
    """A row a run, a column for each key, group and outcome."""
    cell = table["by"].astype(str) + _APART + table["group"].astype(str) + _APART + table["outcome"].astype(str)
    column, cells = pd.factorize(cell)
    keys = [name for name in ("scenario", "seed", COUNTY_SEED) if name in table]
    run, runs = pd.factorize(pd.MultiIndex.from_frame(table[keys]))
    values = np.full((len(runs), len(cells)), np.nan)
    values[run, column] = table["value"].to_numpy(dtype=float)
    head = pd.DataFrame(list(runs), columns=keys)
    return pd.concat([head, pd.DataFrame(values, columns=cells)], axis=1), pd.Index(cells)


def _apart(found: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """The cell's name taken apart again into key, group and outcome."""
    names = found["outcome"].str.split(_APART, expand=True).reindex(columns=range(3))
    made = found.assign(by=names[0], group=names[1], outcome=names[2])
    places = [pd.factorize(made["scenario"])[0], pd.factorize(made["by"])[0], made["group"] == COUNTY]
    return made.iloc[np.lexsort(places[::-1])][list(columns)].reset_index(drop=True)


TABLES: Mapping[str, Callable[[Model, Sequence[Any], Varied], pd.DataFrame]] = {
    "groups": group_table,
    "groups_weekly": group_weeks_table,
}
