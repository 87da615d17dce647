"""A line for every column of exported tables: what it is called and means in both languages, how it is reckoned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from govsim.language import Model, Outcome
from govsim.locale import LANGUAGES, label, long_text, plain, text, unit
from govsim.populations.industry_values import industry_labels
from govsim.study.ask.swept import point_titles, swept_of
from govsim.study.ask.titles import titles_of
from govsim.study.runs.groups import group_titles, grouping_title
from govsim.study.runs.store import StoredResults
from govsim.study.runs.tables import ALL_REGIONS, COLUMN_NAMES

LONGEST_NAME = 32  # characters that Stata allows, and that the writer of SPSS files takes
RESERVED = frozenset(
    ("all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with")
)  # words that SPSS keeps for itself
COLUMNS = (
    "scenario", "seed", "population_seed", "week", "year", "region", "error", "outcome", "baseline", "value",
    "difference", "ci_low", "ci_high", "mean", "by", "group", "relative", "relative_low", "relative_high", "runs", "id",
    "register_id", "industry", "weeks",
)  # fmt: skip
FORMULAS = {
    "baseline": "mean_seed(reference)",
    "value": "mean_seed(scenario)",
    "difference": "mean_seed(scenario - reference)",
    "ci_low": "mean - t(0.975, n-1) × sd / √n",
    "ci_high": "mean + t(0.975, n-1) × sd / √n",
    "relative": "difference / baseline",
    "relative_low": "Fieller(difference / baseline, 0.025)",
    "relative_high": "Fieller(difference / baseline, 0.975)",
}


def codebook(model: Model, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """A row a column of each table; texts in English, and in Chinese in the columns that end in `_zh`.

    The column `stata` is the name in files for Stata and SPSS; `formula` says how an outcome comes from the columns of
    the model's tables (a flow is summed over the weeks of the window, a stock averaged), `source` where it is from.
    """
    return pd.DataFrame(
        {"table": table, "column": str(name), "stata": stata, **about_column(model, str(name), table)}
        for table, columns in tables.items()
        for name, stata in zip(columns, short_names(map(str, columns)), strict=True)
    )


def book_in(book: pd.DataFrame, lang: str) -> pd.DataFrame:
    """The codebook in one language, for a sheet that people read."""
    pairs = [name for name in book if f"{name}_zh" in book]
    if lang != "zh":
        return book.drop(columns=["stata", *(f"{name}_zh" for name in pairs)])
    said = book.drop(columns=["stata", "formula", *pairs])
    return said.rename(columns={f"{name}_zh": name for name in pairs})


def about_column(model: Model, name: str, table: str = "runs") -> dict[str, str]:
    """Labels, unit, kind, meaning, formula and source of a column of a table of results, in both languages."""
    if name in model.outcomes:
        return _about_outcome(model, model.outcomes[name], table)
    called = {shown: column for column, shown in COLUMN_NAMES.items()}
    column = called.get(name, name)
    declared = model.declared_columns("enterprise").get(column)
    if declared is not None:
        key = ("column", f"enterprise.{column}")
        return {
            "label": plain(name), "label_zh": declared.zh or name, **_both("unit", _units(declared.unit)),
            "kind": "", "kind_zh": "", **_both("meaning", _long(model, *key, "meaning", declared.meaning)),
            "formula": "", **_both("source", _long(model, *key, "source", declared.source)),
        }  # fmt: skip
    known = name in COLUMNS
    labels = {lang: text(f"export.{name}", lang) for lang in LANGUAGES} if known else dict.fromkeys(LANGUAGES, name)
    meanings = labels if known else {lang: text("export.varied", lang) for lang in LANGUAGES}
    nothing = dict.fromkeys(LANGUAGES, "")
    return {**_both("label", labels), **_both("unit", nothing), **_both("kind", nothing), **_both("meaning", meanings),
            "formula": FORMULAS.get(name, ""), **_both("source", nothing)}  # fmt: skip


def _about_outcome(model: Model, one: Outcome, table: str) -> dict[str, str]:
    cells = [cell.partition(".") for cell in one.total]
    columns = [model.declared_columns(owner).get(name) for owner, _, name in cells if owner in model.tables]
    english = dict.fromkeys(
        (f"{owner}.{name}", column.source)
        for (owner, _, name), column in zip(cells, columns, strict=False)
        if column is not None and column.source
    )
    said = {lang: [_long(model, "column", name, "source", source)[lang] for name, source in english]
            for lang in LANGUAGES}  # fmt: skip
    return {
        **_both("label", {lang: label(one, lang) for lang in LANGUAGES}), **_both("unit", _units(one.unit)),
        **_both("kind", {"en": one.kind, "zh": text(f"kind.{one.kind}", "zh")}),
        **_both("meaning", _long(model, "outcome", one.name, "meaning", one.meaning)),
        "formula": formula(one, table),
        **_both("source", {lang: "; ".join(dict.fromkeys(texts)) for lang, texts in said.items()}),
    }  # fmt: skip


def formula(one: Outcome, table: str = "runs") -> str:
    """How an outcome is reckoned, in signs: Σ is the sum over the rows of a table of the model."""
    if one.is_ratio:
        return f"{one.scale:g} × {one.over} / {one.by}" if one.scale != 1 else f"{one.over} / {one.by}"
    sums = " + ".join(f"Σ {cell}" for cell in one.total)
    over = "" if table == "weekly" else "mean_week " if one.kind == "stock" else "Σ_week "
    return f"{over}({sums})" if over else sums


def _both(name: str, texts: Mapping[str, str]) -> dict[str, str]:
    return {name: texts["en"], f"{name}_zh": texts["zh"]}


def _units(english: str) -> dict[str, str]:
    return {lang: unit(english, lang) for lang in LANGUAGES}


def _long(model: Model, kind: str, name: str, field: str, english: str) -> dict[str, str]:
    words = [part.words for part in model.parts]
    return {lang: long_text(kind, name, field, english, lang, words) for lang in LANGUAGES}


def short_names(names: Iterable[str]) -> list[str]:
    """Names that Stata and SPSS take: letters, digits and underscores, 32 at most, each once in any case of letters."""
    made: list[str] = []
    for name in names:
        plainly = "".join(one if one.isascii() and (one.isalnum() or one == "_") else "_" for one in name)
        plainly = plainly if plainly[:1].isalpha() else f"v{plainly}"
        plainly += "_" if plainly.casefold() in RESERVED else ""
        short = plainly if len(plainly) <= LONGEST_NAME else plainly[-LONGEST_NAME:].lstrip("_0123456789") or "v"
        number = 1
        while short.casefold() in {one.casefold() for one in made}:
            number += 1
            short = f"{short[: LONGEST_NAME - 3].rstrip('_')}_{number}"
        made.append(short)
    return made


@dataclass(frozen=True)
class Value:
    """What a text in a column stands for, in both languages; its number in files of labelled numbers is its place."""

    name: str
    en: str
    zh: str


def values_of(stored: StoredResults, tables: Mapping[str, pd.DataFrame]) -> dict[str, list[Value]]:
    """Every value that columns of names take in any of the tables: scenarios, outcomes, industries, regions, groups.

    The order, and so the number of each, is one for all tables: that of the results and of the model.
    """
    model = stored.model
    given = point_titles(swept_of(model, stored.provenance.get("varied") or {}, stored.scenarios))
    titles = titles_of(model, stored.scenarios.values(), given if stored.scenarios else {})
    industries = industry_labels()
    regions = {"county": text("sheet.county", "zh"), ALL_REGIONS: text("sheet.all_regions", "zh")}
    known: dict[str, dict[str, tuple[str, str]]] = {
        "scenario": {name: (one["en"], one["zh"]) for name, one in titles.items()},
        "outcome": {name: (label(one), label(one, "zh")) for name, one in model.outcomes.items()},
        "industry": {name: (plain(name), zh) for name, zh in industries.items()},
        "region": {name: (plain(name), zh) for name, zh in regions.items()},
        "by": {}, "group": {},
    }  # fmt: skip
    if stored.groups is not None:
        for by, rows in stored.groups.groupby("by", sort=False):
            known["by"][str(by)] = (grouping_title(model, str(by), "en"), grouping_title(model, str(by), "zh"))
            said = {lang: group_titles(model, str(by), lang, rows["group"].unique()) for lang in LANGUAGES}
            for name in said["en"]:
                known["group"].setdefault(name, (said["en"][name], said["zh"].get(name, name)))
    found = {}
    for column, words in known.items():
        there = dict.fromkeys(
            str(one) for table in tables.values() if column in table for one in table[column].dropna().unique()
        )
        order = [name for name in words if name in there] + [name for name in there if name not in words]
        if order:
            found[column] = [Value(name, *words.get(name, (name, name))) for name in order]
    return found


def values_table(values: Mapping[str, list[Value]]) -> pd.DataFrame:
    """A row a value: in which column, its number, its name in results, what it is called in both languages."""
    rows = [
        (column, number, one.name, one.en, one.zh)
        for column, several in values.items()
        for number, one in enumerate(several, start=1)
    ]
    return pd.DataFrame(rows, columns=["column", "number", "value", "label", "label_zh"])
