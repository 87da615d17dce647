"""Tables of results for other programs, each with a codebook: CSV, Parquet, Excel, and Stata and SPSS with labels."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from govsim.study.analysis.codebook import codebook, values_of, values_table
from govsim.study.analysis.labelled import time_of, write_spss, write_stata
from govsim.study.analysis.workbook import write_workbook
from govsim.study.runs.groups import group_effects, group_means
from govsim.study.runs.shards import as_arrow, write_table
from govsim.study.runs.statistics import COUNTY_SEED
from govsim.study.runs.store import StoredResults, read_results
from govsim.study.speak.errors import InputError, RunError, why
from govsim.study.speak.words import counted, spoken, tell

FORMATS = ("csv", "xlsx", "dta", "sav", "parquet")
MOST_SHEET_ROWS = 2**20 - 1  # rows of a worksheet, less its header
MOST_CELLS = 4_000_000  # of a sheet; assumed: more take minutes to write and to open


def export(folder: Path, kind: str, to: Path, overwrite: bool = False) -> list[Path]:
    """Write the tables of a folder of results into another, whole or not at all.

    Args:
        folder: finished results.
        kind: csv, parquet, xlsx, dta or sav.
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
    names = ["results.xlsx"] if kind == "xlsx" else _names(kind, tables)
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
        elif kind in _LABELLED:
            _write_labelled(kind, draft, stored, tables, book)
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


def _names(kind: str, tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """The files that an export writes."""
    books = ("codebook.csv", "values.csv") if kind in _LABELLED else ("codebook.csv",)
    return [*(f"{name}.{kind}" for name in tables), *books]


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
    found = {"runs": stored.runs}
    if len(stored.weekly.columns):  # a design keeps none
        found["weekly"] = weekly_means(stored.weekly) if means else stored.weekly
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


def _write_csv(folder: Path, tables: Mapping[str, pd.DataFrame], book: pd.DataFrame) -> None:
    for name, table in tables.items():
        mark = spoken() == "zh" or not _is_ascii(table)  # without it Excel reads Chinese as something else
        encoding = "utf-8-sig" if mark else "utf-8"
        table.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n", encoding=encoding)
    _write_book(folder, book)


def _is_ascii(table: pd.DataFrame) -> bool:
    texts = (one for name in table if table[name].dtype.kind not in "fiub" for one in table[name].dropna().unique())
    return all(str(one).isascii() for one in [*table.columns, *texts])


def _write_book(folder: Path, book: pd.DataFrame, name: str = "codebook") -> None:
    book.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n", encoding="utf-8-sig")  # Excel needs the mark


def _write_parquet(folder: Path, tables: Mapping[str, pd.DataFrame], book: pd.DataFrame) -> None:
    for name, table in tables.items():
        write_table(folder / f"{name}.parquet", [as_arrow(table)])
    _write_book(folder, book)


def _write_labelled(
    kind: str, folder: Path, stored: StoredResults, tables: Mapping[str, pd.DataFrame], book: pd.DataFrame
) -> None:
    values, when = values_of(stored, tables), time_of(stored.provenance)
    for name, table in tables.items():
        _LABELLED[kind](folder / f"{name}.{kind}", name, table, book[book["table"] == name], values, when)
    _write_book(folder, book)
    _write_book(folder, values_table(values), "values")


_WRITERS: dict[str, Callable[[Path, Mapping[str, Any], pd.DataFrame], None]] = {
    "csv": _write_csv,
    "parquet": _write_parquet,
}
_LABELLED = {"dta": write_stata, "sav": write_spss}
