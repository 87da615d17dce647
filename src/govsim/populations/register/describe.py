"""Who is in a population: by industry and size, the tail, where they belong, hazards to expect, what a file brought."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from govsim.locale import text
from govsim.populations.industry_values import industry_column, industry_labels, industry_names
from govsim.populations.register.messages import Meaning, message
from govsim.populations.register.notes import RegisterNotes
from govsim.populations.register.surroundings import surroundings
from govsim.populations.sizes import BANDS, MADE_REGION, SCALE_CAP, SMALL
from govsim.populations.synthesis import Structure
from govsim.year import WEEKS_A_YEAR

TAIL_SHARE = 0.05  # largest enterprises from which the tail is estimated; as in establishments.csv R32
FEWEST_IN_TAIL = 20  # enterprises; assumed: with fewer the interval spans more than the estimate


def describe(
    structure: Structure,
    notes: RegisterNotes | None = None,
    lang: str = "en",
    parameters: Mapping[str, float] | None = None,
    most: int | None = None,
) -> list[dict[str, Any]]:
    """Tables that say who is in a population.

    Hazards to expect are births a year at middling equipment, demand and conduct, before any instrument; they are
    left out when `parameters` do not say how many hazards appear.

    Args:
        structure: who exists.
        notes: of its register; None for a made county.
        lang: en or zh.
        parameters: values of a model's parameters by name; the births of hazards and what they grow with are read.
        most: chains that are listed one by one; None lists all.

    Returns:
        tables, each with name, title, columns (labels) and rows (plain values); the tables of a register's notes
        are there only with notes.
    """

    def word(key: str, **values: object) -> str:
        return text(f"describe.{key}", lang, **values)

    def table(name: str, columns: list[str], rows: list[list[Any]]) -> dict[str, Any]:
        return {"name": name, "title": word(name), "columns": [word(column) for column in columns], "rows": rows}

    heads = structure.headcount
    births = hazards_expected(structure, parameters or {})
    labels = industry_labels() if lang == "zh" else {name: name for name in industry_names()}
    groups = [(labels[name], structure.industry == code) for code, name in enumerate(industry_names())]
    everyone = (word("total"), np.ones(len(heads), dtype=bool))
    extra = ["hazards", "majors"] if births is not None else []
    bands = [
        (word("and_more", low=low) if high > 1_000_000 else f"{low}-{high}", (heads >= low) & (heads <= high))
        for low, high in BANDS
    ]
    measures = ["enterprises", "share", "workers", "median", "largest", *extra]
    tables = [
        table("population", ["quantity", "value"], [
            [word("enterprises"), len(heads)],
            [word("workers"), int(heads.sum())],
            [word("mean_size"), round(float(heads.mean()), 1)],
            [word("inspectors"), structure.inspectors],
            *_where(structure, word),
        ]),
        table("by_industry", ["industry", *measures], [_group(*one, heads, births) for one in (*groups, everyone)]),
        table("by_size", ["size", *measures], [_group(*one, heads, births) for one in (*bands, everyone)]),
        table("tail", ["quantity", "value"], _tail_rows(heads, word)),
        *surroundings(structure, table, word, most),
    ]  # fmt: skip
    if notes is None:
        return tables
    plain = notes.as_dict(lang)
    if notes.recorded:
        workers = max(1, notes.workers)
        rows: list[list[Any]] = [
            [_meanings((name,), lang), total, count, round(100 * total / workers, 3)]
            for name, (total, count) in notes.recorded.items()
        ]
        tables.append(table("recorded", ["column", "sum", "rows", "per_hundred"], rows))
    tables.append(
        table(
            "from_file", ["column", "in_file"], [[_meanings((key,), lang), name] for key, name in notes.columns.items()]
        )
    )
    repaired = [[one["reason"], one["count"], one["rows"]] for one in plain["repaired"]]
    tables.append(table("repaired", ["reason", "count", "rows"], repaired))
    filled = [
        [_meanings(one.what, lang), one.value.text(lang), one.source.text(lang) if one.source else ""]
        for one in notes.filled
    ]
    tables.append(table("filled", ["column", "with", "source"], filled))
    tables.append(table("remarks", ["remark"], [[one] for one in (notes.how(lang), *plain["remarks"])]))
    return tables


def _where(structure: Structure, word: Callable[..., str]) -> list[list[Any]]:
    """A row: the name of the only region, or how many there are, which have a table of their own."""
    if len(structure.regions) > 1:
        return [[word("how_many_regions"), len(structure.regions)]]
    return [[word("region"), word("county") if structure.region == MADE_REGION else structure.region]]


def _meanings(names: tuple[str, ...], lang: str) -> str:
    return message("plain_list", items=[Meaning(name) for name in names]).text(lang)


def hazards_expected(
    structure: Structure, parameters: Mapping[str, float]
) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
    """Ordinary and major hazards to expect of each enterprise in a year, at middling equipment and conduct.

    hazard_birth x hazard_rate x (n / 25)^hazard_size_power a week and major_inflow x major_inflow_scale x
    (n / 25)^major_size_power a year; None where the parameters do not hold these.
    """
    names = ("hazard_birth", "hazard_size_power", "major_inflow_scale", "major_size_power")
    if not parameters.keys() >= set(names):
        return None
    birth, power, scale, major_power = (parameters[name] for name in names)
    rates, majors = (np.array([*industry_column(column).values()]) for column in ("hazard_rate", "major_inflow"))
    size = structure.headcount / SMALL
    ordinary = WEEKS_A_YEAR * birth * rates[structure.industry] * np.minimum(size, SCALE_CAP / SMALL) ** power
    return ordinary, scale * majors[structure.industry] * size**major_power


def hill(headcounts: NDArray[np.int64]) -> tuple[float, int, int] | None:
    """Hill's exponent of the tail of headcounts: estimate, enterprises used, and the headcount above which they lie.

    Used are the largest twentieth, but at least twenty and at most half; None where there are too few, or where
    they are all of one size.
    """
    ordered = np.sort(headcounts)[::-1].astype(np.float64)
    used = max(FEWEST_IN_TAIL, math.ceil(TAIL_SHARE * len(ordered)))
    if used > len(ordered) // 2:
        return None
    threshold = ordered[used]
    mean = float(np.log(ordered[:used] / threshold).mean())
    return (1.0 / mean, used, int(threshold)) if mean > 0.0 else None


def _group(
    label: str,
    inside: NDArray[np.bool_],
    heads: NDArray[np.int64],
    births: tuple[NDArray[np.float64], NDArray[np.float64]] | None,
) -> list[Any]:
    own = heads[inside]
    row: list[Any] = [
        label,
        len(own),
        round(len(own) / len(heads), 4),
        int(own.sum()),
        float(np.median(own)) if len(own) else 0.0,
        int(own.max()) if len(own) else 0,
    ]
    if births is not None:
        row += [round(float(kind[inside].sum()), 1) for kind in births]
    return row


def _tail_rows(heads: NDArray[np.int64], word: Any) -> list[list[Any]]:
    ordered = np.sort(heads)[::-1]
    tenth = ordered[: max(1, len(ordered) // 10)].sum() / ordered.sum()
    rows: list[list[Any]] = [[word("top_share"), round(float(tenth), 4)]]
    found = hill(heads)
    if found is None:
        return [*rows, [word("exponent"), word("tail_few", count=2 * FEWEST_IN_TAIL)]]
    exponent, used, threshold = found
    spread = 1.96 * exponent / math.sqrt(used)
    return [
        *rows,
        [word("exponent"), round(exponent, 3)],
        [word("interval"), f"{exponent - spread:.2f} - {exponent + spread:.2f}"],
        [word("tail_n"), used],
        [word("tail_from"), threshold],
    ]
