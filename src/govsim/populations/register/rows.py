"""Which rows of a table are enterprises: not blank ones, totals, footnotes, headers again, or the same row twice."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from govsim.populations.register.cells import (
    MIXED,
    Number,
    active_in,
    is_blank,
    is_total_label,
    may_be_total,
    number_in,
    plain,
    text_in,
    words,
    writing_of,
)
from govsim.populations.register.findings import Findings
from govsim.populations.register.headers import Header, is_header_again
from govsim.populations.register.messages import Rows, Shown, message
from govsim.populations.register.schema import NUMBERS
from govsim.populations.register.tables import Table, is_empty

_FOOTNOTE = re.compile(
    r"(注|备注|说明|数据来源|资料来源|来源|填表|制表|填报|审核|复核|联系|单位负责人|统计负责人|打印|截至|截止|note|source|prepared|"
    r"printed|generated|exported|footnote|legend|[*※†]).*",
    re.IGNORECASE | re.DOTALL,
)
_UNIT_WORDS = words(
    "人 名 小时 工时 人时 起 次 项 天 个 年 文本 代码 persons people workers heads hours cases days text code number"
)


@dataclass(frozen=True)
class Record:
    """One row that stands for an enterprise, or for an enterprise in one period.

    Attributes:
        row: its number in the file.
        cells: by meaning.
    """

    row: int
    cells: Mapping[str, str]

    def text(self, meaning: str) -> str:
        """A cell as text, without what spreadsheets did to it; "" when blank or absent."""
        cell = self.cells.get(meaning, "")
        return "" if is_blank(cell) else text_in(cell)[0]


@dataclass(frozen=True)
class Sheet:
    """The rows that count, and what the names of columns are in the file.

    Attributes:
        names: for each meaning, the column's name in the file.
        records: the rows.
        totals: rows that were left out as totals.
        writings: for each column of numbers, how they are written; "" when nothing tells.
        usual: whether the file is separated as English files are.
    """

    names: Mapping[str, str]
    records: tuple[Record, ...]
    totals: tuple[Record, ...] = ()
    writings: Mapping[str, str] = field(default_factory=dict)
    usual: bool = True

    def number(self, record: Record, meaning: str) -> Number:
        """The number in a row's cell."""
        return number_in(record.cells[meaning], self.writings[meaning], self.usual)

    def values(self, meaning: str) -> list[float | None]:
        """The numbers of a column as far as they can be read, without judging them."""
        return [self.number(record, meaning).value for record in self.records]

    def with_records(self, records: Sequence[Record]) -> Sheet:
        """The same sheet with other rows."""
        return replace(self, records=tuple(records), totals=self.totals if len(records) == len(self.records) else ())


def records_of(table: Table, header: Header, columns: Mapping[str, int], findings: Findings) -> Sheet:
    """The rows below the header that are enterprises; all others are listed as left out."""
    _report_above(table, header, findings)
    names = {meaning: header.names[place] for meaning, place in columns.items()}
    width = len(header.names)
    kept: list[tuple[Record, tuple[str, ...]]] = []
    totals = []
    for number, cells in table.rows[header.place + 1 :]:
        if is_empty(cells):
            findings.repair("blank_row", number)
        elif is_header_again(cells, header):
            findings.repair("header_again", number)
        elif not kept and _is_units(cells):
            findings.repair("units_row", number)
        else:
            record = Record(number, {m: cells[p] if p < len(cells) else "" for m, p in columns.items()})
            first = next(cell for cell in cells if cell.strip())
            if _is_footnote(record, first):
                findings.repair("footnote", number)
            elif label := _total_label(record, first):
                findings.repair("total_row", number, label=Shown(plain(label)))
                totals.append(record)
            elif _fits(table, cells, width, number, findings):
                kept.append((record, tuple(cell.strip() for cell in cells)))
    records = _drop_repeated(kept, columns, findings)
    writings = _writings([*records, *totals], names)
    usual = table.separator != ";" and table.separator != "；"
    sheet = _drop_unlabelled_total(Sheet(names, tuple(records), tuple(totals), writings, usual), findings)
    if not records and not findings.problems:
        findings.refuse("no_rows")
    return sheet


def _writings(records: Sequence[Record], names: Mapping[str, str]) -> dict[str, str]:
    """How the numbers of each column are written: by itself, or, where it leaves doubt, as in the others."""
    own = {meaning: writing_of(record.cells[meaning] for record in records) for meaning in NUMBERS if meaning in names}
    ways = {way for way in own.values() if way}
    everywhere = MIXED if len(ways) > 1 else next(iter(ways), "")
    return {meaning: way or everywhere for meaning, way in own.items()}


def _report_above(table: Table, header: Header, findings: Findings) -> None:
    for number, cells in table.rows[: header.place]:
        findings.repair("blank_row" if is_empty(cells) else "title_row", number)


def _fits(table: Table, cells: list[str], width: int, number: int, findings: Findings) -> bool:
    """Whether a row has the header's cells; a shorter row of a CSV file is filled with blanks."""
    if len(cells) > width and not is_empty(cells[width:]):
        findings.refuse("long_row", row=number, cells=len(cells), width=width, separator=Shown(table.separator or ","))
        return False
    if len(cells) < width and table.kind == "CSV":
        findings.repair("short_row", number)
    return True


def _is_units(cells: list[str]) -> bool:
    """Whether every cell is a unit, or words in brackets: a second line of the header."""
    said = [plain(cell).casefold() for cell in cells if cell.strip()]
    return all(cell in _UNIT_WORDS or re.fullmatch(r"[(\[][^()\[\]\d]{1,12}[)\]]", cell) for cell in said)


def _total_label(record: Record, first: str) -> str:
    """The label of a sum, where the id, the industry or the first cell stands; "" when the row is none.

    A label that only begins with such a word (Total Energies), or stands where the name does, is one if the row has
    no industry.
    """
    industry = record.cells.get("industry", "")
    labels = (first, record.cells.get("id", ""), industry)
    for cell in labels:
        if is_total_label(cell):
            return cell
    if is_blank(industry) or may_be_total(industry):
        for cell in (*labels, record.cells.get("name", "")):
            if is_total_label(cell) or may_be_total(cell):
                return cell
    return ""


def _is_footnote(record: Record, first: str) -> bool:
    needed = ("industry", "employees", "hours")
    said = [record.cells[meaning] for meaning in needed if not is_blank(record.cells.get(meaning, ""))]
    return not [cell for cell in said if cell is not first] and _FOOTNOTE.fullmatch(plain(first)) is not None


def _drop_repeated(
    kept: list[tuple[Record, tuple[str, ...]]], columns: Mapping[str, int], findings: Findings
) -> list[Record]:
    """Drop rows that repeat another in every cell, if they name their enterprise."""
    if "id" not in columns and "name" not in columns:
        return [record for record, _ in kept]
    first: dict[tuple[str, ...], int] = {}
    records = []
    for record, cells in kept:
        whole = cells
        while whole and not whole[-1]:
            whole = whole[:-1]
        if whole in first and (record.text("id") or record.text("name")):
            findings.repair("repeated_row", record.row, other=first[whole])
            continue
        first.setdefault(whole, record.row)
        records.append(record)
    return records


def _drop_unlabelled_total(sheet: Sheet, findings: Findings) -> Sheet:
    """Drop a last row that names no enterprise and no industry, and is the sum of the rows above it."""
    if len(sheet.records) < 3:
        return sheet
    last = sheet.records[-1]
    if any(last.text(meaning) for meaning in ("id", "name", "industry")):
        return sheet
    for meaning in ("employees", "hours"):
        if meaning in sheet.names:
            *above, below = sheet.values(meaning)
            if below and abs(sum(value or 0.0 for value in above) - below) <= 0.005 * below:
                findings.repair("total_unlabelled", last.row)
                return replace(sheet, records=sheet.records[:-1], totals=(*sheet.totals, last))
    return sheet


def active_records(sheet: Sheet, findings: Findings) -> Sheet:
    """Leave out enterprises that are marked as not active."""
    if "active" not in sheet.names:
        return sheet
    kept, left, unmarked = [], [], []
    for record in sheet.records:
        cell = record.cells["active"]
        active = True if is_blank(cell) else active_in(cell)
        if active is None:
            findings.cell(record.row, sheet.names["active"], cell, message("expect_active"))
        elif active:
            kept.append(record)
        else:
            left.append(record.row)
        if is_blank(cell):
            unmarked.append(record.row)
    if left:
        findings.remark("not_active", count=len(left), column=Shown(sheet.names["active"]), rows=Rows(left))
    if unmarked and len(unmarked) < len(sheet.records):
        findings.remark("active_blank", column=Shown(sheet.names["active"]), rows=Rows(unmarked))
    if not kept and left:
        findings.refuse("none_active", column=Shown(sheet.names["active"]))
    return sheet.with_records(kept)
