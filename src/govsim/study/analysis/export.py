"""Tables of results for other programs, each with a codebook: CSV, Excel, and Stata with labels."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from govsim.language import Model
from govsim.study.analysis.workbook import write_workbook
from govsim.study.runs.groups import group_effects, group_means
from govsim.study.runs.statistics import COUNTY_SEED
from govsim.study.runs.store import StoredResults, read_results
from govsim.study.runs.tables import COLUMN_NAMES
from govsim.study.speak.errors import InputError, RunError, in_words, why
from govsim.study.speak.words import counted, in_full, spoken, tell

FORMATS = ("csv", "xlsx", "dta")
MOST_SHEET_ROWS = 2**20 - 1  # rows of a worksheet, less its header
MOST_CELLS = 4_000_000  # of a sheet; assumed: more take minutes to write and to open
LONGEST_NAME, LONGEST_LABEL = 32, 80  # characters that Stata allows
COLUMNS = (
    "scenario", "seed", "population_seed", "week", "year", "region", "error", "outcome", "baseline", "value",
    "difference", "ci_low", "ci_high", "mean", "by", "group", "relative", "relative_low", "relative_high", "runs", "id",
    "register_id", "industry", "weeks",
)  # fmt: skip


def export(folder: Path, kind: str, to: Path, overwrite: bool = False) -> list[Path]:
    """Write the tables of a folder of results into another, whole or not at all.

    Args:
        folder: finished results.
        kind: csv, xlsx or dta.
        to: where; made when it is not there.
        overwrite: replace files that are there.

    Raises:
        InputError: when there are no finished results, or a file is there already.
        RunError: when the files cannot be written.
    """
    stored = read_results(folder)
    tables = _tables(stored, means=kind == "xlsx")
    left_out = [*_meant(stored), *_too_long(tables)] if kind == "xlsx" else []
    book = codebook(stored.model, tables)
    names = ["results.xlsx"] if kind == "xlsx" else [*(f"{name}.{kind}" for name in tables), "codebook.csv"]
    for name in names:
        if (to / name).exists() and not overwrite:
            raise InputError(tell("error.results_exists", file=to / name))
    if to.exists() and not to.is_dir():
        raise InputError(tell("error.export_file", folder=to))
    made = to.exists()
    draft: Path | None = None
    try:
        to.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=to))
        if kind == "xlsx":
            write_workbook(draft, stored, tables, book, left_out)
        else:
            _WRITERS[kind](draft, tables, book)
        for name in names:
            os.replace(draft / name, to / name)
    except OSError as error:
        if not made:
            shutil.rmtree(to, ignore_errors=True)
        raise RunError(tell("error.export_unwritable", folder=to, reason=why(error))) from error
    finally:
        if draft is not None:
            shutil.rmtree(draft, ignore_errors=True)
    return [to / name for name in names]


def _meant(stored: StoredResults) -> list[str]:
    """That the weekly sheet holds means, where there are several runs to take them of."""
    seeds = int(stored.weekly["seed"].nunique()) if "seed" in stored.weekly else 1
    return [tell("results.weekly_means", seeds=counted("seeds", seeds))] if seeds > 1 else []


def _too_long(tables: dict[str, pd.DataFrame]) -> list[str]:
    """Take out what no worksheet holds, and say where it is.

    Raises:
        InputError: when that is the table of runs.
    """
    said: list[str] = []
    for name in list(tables):
        if len(tables[name]) > MOST_SHEET_ROWS or tables[name].size > MOST_CELLS:
            if name == "runs":
                raise InputError(tell("error.export_rows", table=name, rows=f"{len(tables[name]):,}"))
            said.append(tell("results.left_out", table=name, rows=f"{len(tables.pop(name)):,}"))
    return said


def _tables(stored: StoredResults, means: bool) -> dict[str, pd.DataFrame]:
    found = {"runs": stored.runs, "weekly": weekly_means(stored.weekly) if means else stored.weekly}
    if stored.effects is not None:
        found["effects"] = stored.effects
    if stored.groups is not None:
        reference = None if stored.effects is None else str(stored.provenance.get("reference"))
        changes = group_means(stored.groups) if reference is None else group_effects(stored.groups, reference)
        found |= {"groups": changes} if means else {"groups": stored.groups, "groups_effects": changes}
    if stored.enterprises is not None:
        found["enterprises"] = stored.enterprises
    return found


def weekly_means(weekly: pd.DataFrame) -> pd.DataFrame:
    """The mean over seeds of each week of each scenario."""
    keys = ["scenario", "week", "region"]
    return (
        weekly.drop(columns=["seed", COUNTY_SEED], errors="ignore")
        .groupby(keys, sort=False)
        .mean(numeric_only=True)
        .reset_index()
    )


def codebook(model: Model, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """A line for every column: what it is called in both languages, its unit and what it means."""
    rows = [
        {"table": table, "column": str(name), "stata": stata, **about_column(model, str(name))}
        for table, columns in tables.items()
        for name, stata in zip(columns, stata_names(map(str, columns)), strict=True)
    ]
    book = pd.DataFrame(rows)
    if spoken() == "zh":  # the label in English would be no help there
        book = book.drop(columns="label").assign(kind=[tell(f"kind.{one}") if one else "" for one in book["kind"]])
    return book


def about_column(model: Model, name: str) -> dict[str, str]:
    """Labels, unit and meaning of a column of results."""
    if name in model.outcomes:
        one = model.outcomes[name]
        plain = name.replace("_", " ")
        return {
            "label": plain,
            "label_zh": one.zh,
            "unit": in_words(one.unit),
            "kind": one.kind,
            "meaning": in_full(model, "outcome", name, "meaning", one.meaning),
        }
    called = {shown: column for column, shown in COLUMN_NAMES.items()}
    column = called.get(name, name)
    declared = model.declared_columns("enterprise").get(column)
    if declared is not None:
        unit = in_words(declared.unit)
        return {
            "label": name.replace("_", " "),
            "label_zh": declared.zh,
            "unit": unit,
            "kind": "",
            "meaning": in_full(model, "column", f"enterprise.{column}", "meaning", declared.meaning),
        }
    if name in COLUMNS:
        from govsim.locale import text

        labels = {"label": text(f"export.{name}", "en"), "label_zh": text(f"export.{name}", "zh")}
        return labels | {"unit": "", "kind": "", "meaning": tell(f"export.{name}")}
    return {"label": name, "label_zh": name, "unit": "", "kind": "", "meaning": tell("export.varied")}


def stata_names(names: Iterable[str]) -> list[str]:
    """Names that Stata takes: letters, digits and underscores, 32 at most, each once."""
    made: list[str] = []
    for name in names:
        plain = "".join(letter if letter.isascii() and (letter.isalnum() or letter == "_") else "_" for letter in name)
        plain = plain if plain[:1].isalpha() else f"v{plain}"
        short = plain if len(plain) <= LONGEST_NAME else plain[-LONGEST_NAME:].lstrip("_0123456789") or "v"
        number = 1
        while short in made:
            number += 1
            short = f"{short[: LONGEST_NAME - 3].rstrip('_')}_{number}"
        made.append(short)
    return made


def _write_csv(folder: Path, tables: Mapping[str, pd.DataFrame], book: pd.DataFrame) -> None:
    for name, table in tables.items():
        mark = spoken() == "zh" or not _is_ascii(table)  # without it Excel reads Chinese as something else
        encoding = "utf-8-sig" if mark else "utf-8"
        table.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n", encoding=encoding)
    _write_book(folder, book)


def _is_ascii(table: pd.DataFrame) -> bool:
    texts = (one for name in table if table[name].dtype.kind not in "fiub" for one in table[name].dropna().unique())
    return all(str(one).isascii() for one in [*table.columns, *texts])


def _write_book(folder: Path, book: pd.DataFrame) -> None:
    book.to_csv(folder / "codebook.csv", index=False, lineterminator="\n", encoding="utf-8-sig")  # Excel needs the mark


def _write_stata(folder: Path, tables: Mapping[str, pd.DataFrame], book: pd.DataFrame) -> None:
    zh = spoken() == "zh"
    for name, table in tables.items():
        names = stata_names(map(str, table.columns))
        about = book[book["table"] == name].to_dict("records")
        labels = {one["stata"]: _label(one, zh) for one in about}
        plain = table.set_axis(names, axis=1)
        words = [column for column in names if plain[column].dtype.kind not in "fiub"]
        plain = plain.assign(
            **{column: plain[column].astype(object).where(plain[column].notna(), "") for column in words}
        )
        long = [column for column in words if plain[column].map(len).max() > 2000]
        plain.to_stata(
            folder / f"{name}.dta", write_index=False, version=118, variable_labels=labels,
            data_label=f"govsim: {name}"[:LONGEST_LABEL], convert_strl=long,
        )  # fmt: skip
    _write_book(folder, book)


def _label(about: Mapping[str, str], zh: bool) -> str:
    label = about["label_zh"] if zh else about["label"]
    in_unit = tell("unit.apart", unit=about["unit"]) if about["unit"] else ""
    return f"{label}{in_unit}"[:LONGEST_LABEL]


_WRITERS: dict[str, Callable[[Path, Mapping[str, Any], pd.DataFrame], None]] = {
    "csv": _write_csv,
    "dta": _write_stata,
}
