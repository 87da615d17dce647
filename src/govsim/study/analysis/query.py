"""Questions to the tables of a folder of results, in SQL: read where they lie, never whole, and never written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from govsim.engines.room import processors
from govsim.study.runs.places import PARTS, PROVENANCE
from govsim.study.runs.shards import Shards
from govsim.study.speak.errors import InputError, one_line
from govsim.study.speak.extras import extra
from govsim.study.speak.words import tell

MOST_ROWS = 1000  # given back at once: an answer is a table to read, and `limit` asks for others
LOCKS = (
    "set autoinstall_known_extensions=false",
    "set autoload_known_extensions=false",
    "set python_enable_replacements=false",
    "set enable_external_access=false",
    "set lock_configuration=true",
)


def query(folder: Path, sql: str) -> tuple[list[dict[str, Any]], bool]:
    """The rows that a question selects, and whether there are more of them.

    Tables are called after their files: runs, weekly, effects, design, groups, ...; of unfinished results, those that
    the parts hold so far. The question sees nothing but them: no file, no address, no extension.

    Args:
        folder: of results.
        sql: one SELECT.

    Raises:
        InputError: there is no table, it is no single SELECT, or the database does not take it.
    """
    duckdb = extra("duckdb")
    tables = dict(tables_of(folder))
    if not tables:
        raise InputError(tell("error.query_tables", folder=folder))
    with duckdb.connect(":memory:", config={"threads": processors()}) as base:
        for name, table in tables.items():
            base.register(name, table)
        for lock in LOCKS:
            base.execute(lock)
        try:
            statements = duckdb.extract_statements(sql)
            if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
                raise InputError(tell("error.query_select", tables=", ".join(tables)))
            answer = base.execute(statements[0])
            heads = [column[0] for column in answer.description]
            rows = answer.fetchmany(MOST_ROWS + 1)
        except duckdb.Error as error:
            raise InputError(tell("error.query", reason=one_line(error), tables=", ".join(tables))) from error
    return [dict(zip(heads, row, strict=True)) for row in rows[:MOST_ROWS]], len(rows) > MOST_ROWS


def tables_of(folder: Path) -> Iterator[tuple[str, Any]]:
    """The tables of a folder by name: of Parquet files as they lie there, of text files as they are read."""
    from pyarrow import csv, dataset

    if (folder / PROVENANCE).is_file():
        for file in sorted(folder.glob("*.parquet")):
            yield file.stem, dataset.dataset(file)
        for file in sorted(folder.glob("*.csv")):
            try:
                yield file.stem, csv.read_csv(file)
            except pa.ArrowInvalid:  # an empty one
                continue
        return
    parts: dict[str, list[Path]] = {}
    for part in Shards(folder / PARTS).whole():
        for name, file in part.files.items():
            parts.setdefault(name, []).append(file)
    for name, files in sorted(parts.items()):
        yield name.rpartition("_")[0] if name.startswith("groups_") else name, dataset.dataset(files)
