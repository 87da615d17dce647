"""Tables for statistical programs that know labels: Stata (.dta) and SPSS (.sav), the same bytes each time.

Names of scenarios, outcomes, industries, regions and groups become numbers with labels, so that a regression takes
them as they are; every variable is labelled in both languages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from govsim.locale import text
from govsim.study.analysis.codebook import Value
from govsim.study.speak.extras import extra
from govsim.study.speak.words import spoken

LONGEST_STATA = 80  # characters of a label of a variable in Stata
LONGEST_SPSS = 250  # bytes of one in SPSS, which takes 256
LONGEST_VALUE = 120  # bytes of the label of a value in SPSS
LONGEST_TEXT = 2000  # characters of a text that Stata keeps in a column of one width
STAMP = slice(92, 109)  # where an SPSS file says when it was written: "01 Jan 26" and "12:00:00"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Labels = dict[str, dict[int, str]]  # by the short name of a column: the label of each number


def write_stata(
    file: Path,
    name: str,
    table: pd.DataFrame,
    book: pd.DataFrame,
    values: Mapping[str, Sequence[Value]],
    when: datetime,
) -> None:
    """Write a table for Stata 14 and later.

    Args:
        file: where to.
        name: of the table.
        table: its rows.
        book: the lines of the codebook on it, in the order of its columns.
        values: the values of columns of names, in the order of their numbers.
        when: the time that the file says it was written at.
    """
    made, labels = _numbered(table, book, values)
    words = [column for column in made if made[column].dtype == object]
    long = [column for column in words if made[column].map(len).max() > LONGEST_TEXT]
    made.to_stata(
        file, write_index=False, version=118, time_stamp=when.replace(tzinfo=None), data_label=f"govsim: {name}",
        variable_labels={one["stata"]: _label(one)[:LONGEST_STATA] for one in book.to_dict("records")},
        value_labels=labels, convert_strl=long,
    )  # fmt: skip


def write_spss(
    file: Path,
    name: str,
    table: pd.DataFrame,
    book: pd.DataFrame,
    values: Mapping[str, Sequence[Value]],
    when: datetime,
) -> None:
    """Write a table for SPSS; see `write_stata` for what is what.

    Raises:
        InputError: the library that writes such files is not installed.
    """
    made, labels = _numbered(table, book, values)
    whole = {column: "F12.0" for column in made if made[column].dtype.kind in "iu"}
    extra("pyreadstat").write_sav(
        made, str(file), file_label=f"govsim: {name}", variable_value_labels=labels, variable_format=whole,
        column_labels=[_cut(_label(one), LONGEST_SPSS) for one in book.to_dict("records")],
        variable_measure={column: "nominal" if column in labels or made[column].dtype == object else "scale"
                          for column in made},
    )  # fmt: skip
    _stamp(file, when)


def _stamp(file: Path, when: datetime) -> None:
    """Put the time of the results in the place of the time of writing, so that the same results are the same bytes."""
    said = f"{when.day:02d} {MONTHS[when.month - 1]} {when.year % 100:02d}{when:%H:%M:%S}".encode("ascii")
    with file.open("r+b") as handle:
        head = handle.read(STAMP.stop)
        if re.fullmatch(rb"\d\d [A-Z][a-z]{2} \d\d\d\d:\d\d:\d\d", head[STAMP]):
            handle.seek(STAMP.start)
            handle.write(said)


def time_of(about: Mapping[str, Any]) -> datetime:
    """When the results were begun, as their provenance says; a fixed time where it does not."""
    try:
        return datetime.fromisoformat(str(about.get("started"))).astimezone(UTC).replace(microsecond=0)
    except ValueError:
        return datetime(2026, 1, 1, tzinfo=UTC)


def _numbered(
    table: pd.DataFrame, book: pd.DataFrame, values: Mapping[str, Sequence[Value]]
) -> tuple[pd.DataFrame, Labels]:
    """The table under short names, with numbers for names, and the labels of numbers."""
    columns: dict[str, Any] = {}
    labels: Labels = {}
    for at, (column, short) in enumerate(zip(map(str, table.columns), book["stata"], strict=True)):
        given = table.iloc[:, at]
        if column in values and given.notna().all():
            names = [one.name for one in values[column]]
            columns[short] = pd.Categorical(given.astype(object), categories=names).codes.astype(np.int32) + 1
            labels[short] = _value_labels(values[column])
        elif given.dtype.kind == "b":
            columns[short] = given.to_numpy(dtype=np.int32)
            labels[short] = {at: f"{text(key, 'en')} / {text(key, 'zh')}" for at, key in ((0, "no"), (1, "yes"))}
        elif given.dtype.kind in "fiu":
            columns[short] = given.to_numpy()
        else:
            columns[short] = given.astype(object).where(given.notna(), "").map(str).astype(object).to_numpy()
    return pd.DataFrame(columns), labels


def _value_labels(values: Sequence[Value]) -> dict[int, str]:
    """The name in results first, by which values are found again, then what it is called in both languages."""
    made: dict[int, str] = {}
    for number, one in enumerate(values, start=1):
        said = dict.fromkeys((one.name, *((one.en,) if one.en != one.name.replace("_", " ") else ()), one.zh))
        label = _cut(" / ".join(said), LONGEST_VALUE)
        made[number] = label if label not in made.values() else f"{_cut(label, LONGEST_VALUE - 8)} {number}"
    return made


def _label(about: Mapping[str, Any]) -> str:
    """What a variable is called in both languages, the one spoken first, with its unit in that."""
    zh = spoken() == "zh"
    names = (about["label_zh"], about["label"]) if zh else (about["label"], about["label_zh"])
    measured = about["unit_zh"] if zh else about["unit"]
    return " / ".join(dict.fromkeys(names)) + (f" ({measured})" if measured else "")


def _cut(words: str, most: int) -> str:
    """A text of at most so many bytes, no letter cut in two."""
    return words.encode("utf-8")[:most].decode("utf-8", "ignore")
