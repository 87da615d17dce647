"""Results as an Excel workbook for people: what was found first, then the tables, in the language spoken."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from govsim.language import Model
from govsim.locale import label, plain, unit
from govsim.populations.industry_values import industry_labels
from govsim.study.analysis.codebook import book_in
from govsim.study.analysis.comparable import windows_of
from govsim.study.analysis.labelled import time_of
from govsim.study.ask.swept import point_titles, swept_of
from govsim.study.ask.titles import titles_of, told_apart
from govsim.study.runs.counties import seeds_said
from govsim.study.runs.groups import group_titles, grouping_title
from govsim.study.runs.statistics import summary
from govsim.study.runs.store import StoredResults
from govsim.study.speak.dates import said_end, said_week
from govsim.study.speak.words import counted, spoken, tell

SUMMED_UP = (
    "injuries_true", "injuries_recorded", "injuries_expected", "deaths_expected", "injury_rate_expected",
    "fatality_rate_expected", "reported_share", "concealed_share_expected", "mean_violation", "mean_effort",
    "hazards_per_enterprise", "visits", "cost_government", "cost_enterprise", "cost_insurer", "cost_worker",
    "cost_resource", "profit",
)  # fmt: skip
WHOLE, PLAIN, FINE, SHARE, CHANGE = "#,##0", "#,##0.00", "#,##0.0000", "0.0%", "+0.0%;-0.0%;0.0%"
NUMBER = "0"  # of what counts nothing: seeds, weeks, ids
PLAIN_NUMBERS = ("seed", "population_seed", "week", "year", "id", "runs", "weeks")
LEVELS = ("baseline", "value", "difference", "ci_low", "ci_high", "mean")
CHANGES = ("relative", "relative_low", "relative_high")
NARROWEST, WIDEST = 9.0, 46.0  # characters of a column
FILL = "DDE6EE"
SAMPLE = 200  # rows that decide how wide a column is, and in how many digits it is written


def write_workbook(
    folder: Path, stored: StoredResults, tables: Mapping[str, pd.DataFrame], book: pd.DataFrame, left_out: Sequence[str]
) -> None:
    """Write `results.xlsx`: a summary, a sheet a table, the codebook.

    Args:
        folder: where to.
        stored: what the tables come from.
        tables: by name, in the order of the sheets.
        book: the codebook.
        left_out: sentences about tables that no worksheet holds.
    """
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    shown, titles = summary_table(stored), scenario_titles(stored)
    _sheet(workbook, tell("sheet.summary"), shown, summary_formats(shown), [*_about(stored), *left_out, ""],
           by_row=_shares(stored.model, shown))  # fmt: skip
    for name, table in tables.items():
        mixed = "outcome" in table  # rows of many units: each number is written by its own size
        formats = {
            str(column): "" if mixed and column in LEVELS else format_of(stored.model, str(column), table[column])
            for column in table
        }
        said = in_language(stored.model, table, titles)
        heads = headings(book[book["table"] == name], [str(column) for column in table])
        renamed = dict(zip(formats, heads, strict=True))
        _sheet(workbook, tell(f"sheet.{name}"), said.set_axis(heads, axis=1),
               {renamed[column]: one for column, one in formats.items()}, fixed=_fixed(table))  # fmt: skip
    said = book_in(book.assign(table=[tell(f"sheet.{name}") for name in book["table"]]), spoken())
    _sheet(workbook, tell("sheet.codebook"), said.rename(columns={one: tell(f"sheet.{one}") for one in said}), {})
    data = io.BytesIO()  # a workbook that meets a full disk while it is saved complains again when it is forgotten
    workbook.save(data)
    (folder / "results.xlsx").write_bytes(_as_of(data, time_of(stored.provenance)))


def _as_of(data: io.BytesIO, when: datetime) -> bytes:
    """The workbook as it would have been written at a time: the same results give the same bytes."""
    made, stamp = io.BytesIO(), f"{when:%Y-%m-%dT%H:%M:%SZ}".encode()
    with zipfile.ZipFile(data) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for one in given.infolist():
            text = given.read(one)
            if one.filename == "docProps/core.xml":
                text = re.sub(rb"(?<=>)\d{4}-\d\d-\d\dT[\d:]+Z(?=<)", stamp, text)
            about = zipfile.ZipInfo(one.filename, when.timetuple()[:6])
            about.compress_type, about.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            written.writestr(about, text)
    return made.getvalue()


# --- What was found -----------------------------------------------------------------------------------------------


def summary_table(stored: StoredResults) -> pd.DataFrame:
    """Effects with their intervals, or means of a scenario alone, of the outcomes that a report needs, in words."""
    model, titles = stored.model, scenario_titles(stored)
    chosen = [name for name in SUMMED_UP if name in model.outcomes and name in stored.runs]
    rows = []
    alone = stored.effects is None
    found = summary(stored.runs, chosen) if stored.effects is None else stored.effects
    for row in found[found["outcome"].isin(chosen)].to_dict("records"):
        one = model.outcomes[row["outcome"]]
        head = {"scenario": titles.get(row["scenario"], row["scenario"]), "outcome": label(one, spoken()),
                "unit": unit(one.unit, spoken())}  # fmt: skip
        names = ("mean", "ci_low", "ci_high") if alone else ("baseline", "value", "difference", "ci_low", "ci_high")
        further = () if alone else tuple(name for name in CHANGES if name in row)
        made: dict[str, Any] = head | {name: row[name] for name in (*names, *further)} | {"runs": row["runs"]}
        if not alone:
            sure = row["ci_low"] > 0 or row["ci_high"] < 0
            made["sure"] = tell("yes") if sure else tell("no")
        rows.append(made)
    table = pd.DataFrame(rows)
    return table.rename(columns={name: tell(f"sheet.head_{name}") for name in table})


def summary_formats(table: pd.DataFrame) -> dict[str, str]:
    """How the columns of the summary are written; those of levels go by each number's size."""
    changes: dict[str, str] = {tell(f"sheet.head_{name}"): CHANGE for name in CHANGES}
    return changes | {tell("sheet.head_runs"): NUMBER}


def _shares(model: Model, table: pd.DataFrame) -> list[str]:
    """How the levels of each row of the summary are written: shares in per cent, others by each number's size."""
    shares = {label(one, spoken()) for one in model.outcomes.values() if one.unit.startswith("share")}
    return [SHARE if name in shares else "" for name in table.get(tell("sheet.head_outcome"), ())]


def scenario_titles(stored: StoredResults) -> dict[str, str]:
    """What scenarios are called in the language spoken."""
    varied = stored.provenance.get("varied") or {}
    given = point_titles(swept_of(stored.model, varied, stored.scenarios)) if stored.scenarios else {}
    found = titles_of(stored.model, stored.scenarios.values(), given)
    return {name: one[spoken()] for name, one in found.items()}


def _about(stored: StoredResults) -> list[str]:
    """What was run, in a few lines above the table."""
    about, titles = stored.provenance, scenario_titles(stored)
    lines: list[str] = [tell("sheet.title"), tell("sheet.command", command=about.get("command") or "")]
    reference = about.get("reference")
    if reference is not None:
        lines.append(tell("sheet.reference", reference=titles.get(str(reference), str(reference))))
    varied = about.get("varied") or {}
    for one in swept_of(stored.model, varied, stored.scenarios) if stored.scenarios else ():
        said, title = one.unit[spoken()], one.title[spoken()]
        lines.append(tell("swept.varied_in" if said else "swept.varied", title=title, unit=said, key=one.key))
    windows = sorted({one.window for one in stored.scenarios.values()})
    if len(windows) == 1:
        lines.append(tell("sheet.window", first=said_week(windows[0][0]), last=said_end(windows[0][1])))
    elif windows:
        lines.append(tell("warning.windows", windows=windows_of(list(stored.scenarios.values()))))
    seeds, populations = len(about.get("seeds") or ()), int(about.get("populations", 1))
    lines.append(tell("sheet.seeds", count=seeds, engine=about.get("engine") or ""))
    if populations > 1:
        lines.append(tell("sheet.counties", seeds=seeds_said(counted("seeds", seeds), seeds, populations)))
    return lines


# --- Words and numbers ----------------------------------------------------------------------------------------------


def headings(book: pd.DataFrame, names: Sequence[str]) -> list[str]:
    """Heads of columns: names in English, labels with units in Chinese; each once."""
    if spoken() != "zh":
        return list(names)
    known = {str(row["column"]): row for row in book.to_dict("records")}
    made: list[str] = []
    for name in names:
        row = known.get(name, {})
        said, measured = str(row.get("label_zh") or name), str(row.get("unit_zh") or "")
        head = f"{said}（{measured}）" if measured else said
        made.append(head if head not in made else f"{head} {name}")
    return made


def in_language(model: Model, table: pd.DataFrame, titles: Mapping[str, str]) -> pd.DataFrame:
    """Names of scenarios, outcomes, groups, industries and regions as words in Chinese; as they are in English."""
    if spoken() != "zh":
        return table
    words: dict[str, Mapping[str, str]] = {
        "scenario": told_apart(titles, spoken()),
        "outcome": {name: one.zh or plain(name) for name, one in model.outcomes.items()},
        "industry": industry_labels(),
        "region": {"county": tell("sheet.county"), "all": tell("sheet.all_regions")},
    }
    made = table.assign(**{name: table[name].replace(known) for name, known in words.items() if name in table})
    if {"by", "group"} <= set(table):
        asked = {by: group_titles(model, str(by), "zh", rows["group"].unique()) for by, rows in table.groupby("by")}
        pairs = zip(table["by"], table["group"], strict=True)
        made["group"] = [asked[by].get(group, group) for by, group in pairs]
        made["by"] = table["by"].map({by: grouping_title(model, by, "zh") for by in asked})
    return made


def format_of(model: Model, name: str, values: pd.Series) -> str:
    """How the numbers of a column are written: "" for text."""
    if values.dtype.kind not in "fiu":
        return ""
    if name in PLAIN_NUMBERS:
        return NUMBER
    if name in CHANGES:
        return CHANGE
    if name in model.outcomes and model.outcomes[name].unit.startswith("share") and values.abs().max() <= 1.5:
        return SHARE
    return _digits(float(values.head(SAMPLE).abs().median()), values.dtype.kind in "iu")


def _digits(size: float, whole: bool = False) -> str:
    return WHOLE if whole or size >= 100 else PLAIN if size >= 0.1 or not size else FINE


def _fixed(table: pd.DataFrame) -> str:
    """The cell before which rows and columns stand still: the head, and who a row is about."""
    return "C2" if list(table)[1:2] == ["seed"] else "B2"


def _sheet(
    workbook: Any,
    name: str,
    table: pd.DataFrame,
    formats: Mapping[str, str],
    above: Sequence[str] = (),
    fixed: str = "A2",
    by_row: Sequence[str] = (),
) -> None:
    """A sheet: lines of text, then the head, which stands still, and rows with a filter; rows may have a format."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet, first = workbook.create_sheet(name), len(above) + 1
    for at, column in enumerate(table, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = _width(str(column), table.iloc[:, at - 1])
    last = get_column_letter(max(1, table.shape[1]))
    sheet.freeze_panes = f"A{first + 1}" if above else fixed
    sheet.auto_filter.ref = f"A{first}:{last}{first + len(table)}"

    def text_cell(value: str, **look: Any) -> Any:
        """A text stays one, though it begins as a formula does or holds what a workbook cannot."""
        cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("\ufffd", value))
        cell.data_type = "s"
        for key, one in look.items():
            setattr(cell, key, one)
        return cell

    for at, line in enumerate(above):
        sheet.append([text_cell(line, font=Font(bold=at == 0, size=14 if at == 0 else 11))])
    head = {"font": Font(bold=True), "fill": PatternFill("solid", fgColor=FILL),
            "alignment": Alignment(wrap_text=True, vertical="top")}  # fmt: skip
    sheet.append([text_cell(str(column), **head) for column in table])
    known = {digits: _number_cell(sheet, digits) for digits in (WHOLE, PLAIN, FINE, SHARE, CHANGE, NUMBER)}
    chosen = [formats.get(str(column), "") for column in table]

    def cell_of(value: Any, digits: str) -> Any:
        if isinstance(value, str):
            return text_cell(value)
        if value is None or isinstance(value, bool):
            return value
        made = _number_cell(sheet, digits or _digits(abs(float(value)), isinstance(value, int)), known)
        made.value = value
        return made

    usual = by_row or [""] * len(table)
    for row, one in zip(table.astype(object).where(table.notna(), None).itertuples(index=False), usual, strict=True):
        sheet.append([cell_of(value, digits or one) for value, digits in zip(row, chosen, strict=True)])


def _number_cell(sheet: Any, digits: str, known: Mapping[str, Any] | None = None) -> Any:
    """A cell that numbers are written in; its look is made once and copied."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet)
    if known is None:
        cell.number_format = digits
    else:
        cell._style = known[digits]._style
    return cell


def _width(head: str, values: pd.Series) -> float:
    """How wide a column is, in characters: a Chinese one takes two; a long head breaks into lines."""
    texts = [_shown(value) for value in values.head(SAMPLE)]
    body = max((_places(one) for one in texts), default=0)
    return float(min(max(body + 2, min(_places(head), 16) + 3, NARROWEST), WIDEST))


def _shown(value: Any) -> str:
    return f"{value:,.2f}" if isinstance(value, float) else str(value)


def _places(words: str) -> int:
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in words)
