"""Which rows of a table are enterprises: not blank ones, totals, footnotes, headers again, or the same row twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from govsim.populations.register.cells import (
    MIXED,
    Number,
    begins_as_total,
    decimals_are_sure,
    ends_as_total,
    is_blank,
    is_total_label,
    number_in,
    plain,
    text_in,
    total_word,
    words,
    writing_of,
)
from govsim.populations.register.findings import Findings
from govsim.populations.register.headers import Header, is_header_again, is_other_header
from govsim.populations.register.messages import Message, Shown
from govsim.populations.register.schema import NUMBERS
from govsim.populations.register.subtotals import check_subtotals
from govsim.populations.register.tables import Table, is_empty

_FOOTNOTE = re.compile(
    r"(注|备注|说明|数据来源|资料来源|来源|填表|制表|填报|审核|复核|联系|单位负责人|统计负责人|打印|截至|截止|报出|日期|电话|传真|盖章|"
    r"[(]盖章|过次页|承前页|转下页|接上页|续前?表|第 ?\d+ ?页|[(\[]?\d{1,2}[.)\]、] ?\D|[a-z]/ ?\D|- ?\d+ ?-$|page \d|"
    r"end of |note|source|prepared|printed|generated|exported|footnote|legend|[*※†]|\d{4}年\d{1,2}月\d{1,2}日$).*",
    re.IGNORECASE | re.DOTALL,
)
_UNIT_WORDS = words(
    "人 名 小时 工时 人时 起 次 人次 项 天 个 家 年 元 万元 文本 代码 数字 整数 必填 选填 可选 人时/年 小时/年 起/年 "
    "persons people workers heads hours cases days year text code number integer string optional required id name "
    "str int float double varchar char date bool boolean 字符 字符型 数值 数值型 整型 日期 日期型 四位代码 六位代码"
)
_STEMS, _LETTERS = "甲乙丙丁戊己庚辛", "ABCDEFGHIJKLMNOP"
_UNIT_PREFIX = re.compile(r"^(计量)?单位[:：] ?")
_SCALED = re.compile(
    r"[百千万亿]\s*(人次|人|名|个|小时|工时|人时|起|次|天|日)|\b(hundreds?|thousands?|millions?)\b|['’,]000s?\b",
    re.IGNORECASE,
)
_SCALED_TITLE = re.compile(
    r"单位[:：]?[^,，;；)）]*[百千万亿]\s*(人次|人|名|小时|工时|人时|起|次)|[(（]\s*[百千万亿]\s*(人次|人|名|小时|工时|人时|起|次)\s*[)）]|"
    r"\b(in|of) (hundreds|thousands|millions)\b(?! of (dollars|euros?|pounds|yuan))|"
    r"\((in )?(hundreds|thousands|millions|000s?)\)|['’,]000s?\b",
    re.IGNORECASE,
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
        closed: rows that were left out as not active.
        earlier: the rows before some were left out or combined, once for each time.
    """

    names: Mapping[str, str]
    records: tuple[Record, ...]
    totals: tuple[Record, ...] = ()
    writings: Mapping[str, str] = field(default_factory=dict)
    usual: bool = True
    closed: tuple[Record, ...] = ()
    earlier: tuple[tuple[Record, ...], ...] = ()

    def number(self, record: Record, meaning: str) -> Number:
        """The number in a row's cell."""
        return number_in(record.cells[meaning], self.writings[meaning], self.usual)

    def refuse(self, record: Record, meaning: str, expected: Message, findings: Findings) -> None:
        """Say that a row's cell cannot be used, and what was expected."""
        findings.cell(record.row, self.names[meaning], record.cells[meaning], expected)

    def shown(self, meaning: str) -> Shown:
        """The name that a column has in the file."""
        return Shown(self.names[meaning])

    def has_decimals(self, meaning: str) -> bool:
        """Whether three digits behind a mark are decimals in a column, beyond doubt."""
        cells = (record.cells[meaning] for record in self.records)
        return decimals_are_sure(cells, self.writings[meaning], self.usual)

    def values(self, meaning: str) -> list[float | None]:
        """The numbers of a column as far as they can be read, without judging them."""
        return [self.number(record, meaning).value for record in self.records]

    def with_records(self, records: Sequence[Record]) -> Sheet:
        """The same sheet with other rows."""
        same = len(records) == len(self.records)
        return replace(self, records=tuple(records), earlier=self.earlier if same else (*self.earlier, self.records))


def records_of(table: Table, header: Header, columns: Mapping[str, int], findings: Findings) -> Sheet:
    """The rows below the header that are enterprises; all others are listed as left out."""
    _report_above(table, header, findings)
    sorting = _Sorting(table, header, columns, findings)
    for number, cells in table.rows[header.place + 1 :]:
        sorting.take(number, cells)
    whole = list(sorting.kept)
    records = _drop_repeated(sorting.kept, sorting.cells, columns, findings)
    writings = _writings([*records, *(one for one, _ in sorting.sums)], sorting.names)
    usual = table.separator != ";" and table.separator != "；"
    sheet = Sheet(sorting.names, tuple(records), tuple(sorting.totals), writings, usual)
    if not records and not findings.problems:
        findings.refuse("no_rows")
    check_subtotals(sheet, whole, sorting.sums, findings)
    return _drop_unlabelled_total(sheet, findings)


class _Sorting:
    """Rows sorted one by one into enterprises, totals, and what is listed and left out.

    Attributes:
        kept: the enterprises.
        cells: their cells, stripped.
        totals: sums of all rows.
        sums: these and sums of parts, each with the number of enterprises above it.
    """

    def __init__(self, table: Table, header: Header, columns: Mapping[str, int], findings: Findings) -> None:
        self.table, self.header, self.columns, self.findings = table, header, columns, findings
        self.names = {meaning: header.names[place] for meaning, place in columns.items()}
        self.counted = [columns[meaning] for meaning in NUMBERS if meaning in columns]
        self.usual, self.ragged = _width(table, header)
        self.kept: list[Record] = []
        self.cells: list[tuple[str, ...]] = []
        self.totals: list[Record] = []
        self.sums: list[tuple[Record, int]] = []
        _refuse_scaled(header.row, [header.names[place] for place in self.counted], _SCALED_TITLE, findings)

    def take(self, number: int, cells: list[str]) -> None:
        """Put one row where it belongs."""
        reason = self._furniture(number, cells)
        if reason:
            self.findings.repair(reason, number)
            return
        record = Record(number, {m: cells[p] if p < len(cells) else "" for m, p in self.columns.items()})
        first = next(cell for cell in cells if cell.strip())
        if _is_footnote(record, first, cells):
            self.findings.repair("footnote", number)
        elif _is_part(record, first):
            self.findings.repair("part_row", number)
        elif label := _total_label(record, first, self.kept):
            self.findings.repair("total_row", number, label=Shown(label))
            self.sums.append((record, len(self.kept)))
            self.totals += [record] if _is_grand_total(record, first) else []
        elif self._fits(number, cells):
            self.kept.append(record)
            self.cells.append(tuple(cell.strip() for cell in cells))

    def _furniture(self, number: int, cells: list[str]) -> str:
        """Why a row belongs to the page and not to the table; "" when it does not."""
        if is_empty(cells):
            return "blank_row"
        if is_header_again(cells, self.header):
            if is_other_header(cells, self.header):
                self.findings.refuse("other_header", row=number)
            return "header_again"
        if self.kept:
            return ""
        if _is_numbering(cells):
            return "numbering_row"
        if _is_units(cells):
            said = [cells[place] for place in self.counted if place < len(cells)]
            _refuse_scaled(number, said, _SCALED, self.findings)
            return "units_row"
        return ""

    def _fits(self, number: int, cells: list[str]) -> bool:
        """Whether a row has the header's cells; a shorter row of a CSV file is filled with blanks.

        A row with more cells, all blank, is taken for one with surplus separators, unless it seems to have come apart
        at a separator within a cell, where other rows are shorter.
        """
        width = len(self.header.names)
        surplus = len(cells) > width
        if surplus and (not is_empty(cells[width:]) or self.ragged and _came_apart(cells)):
            separator = Shown(self.table.separator or ",")
            self.findings.refuse("long_row", row=number, cells=len(cells), width=width, separator=separator)
            return False
        if len(cells) < width and self.table.kind == "CSV":
            self.findings.repair("short_row", number)
        if surplus and len(cells) != self.usual:
            self.findings.repair("surplus_cells", number)
        return True


def _writings(records: Sequence[Record], names: Mapping[str, str]) -> dict[str, str]:
    """How the numbers of each column are written: by itself, or, where it leaves doubt, as in the others."""
    own = {meaning: writing_of(record.cells[meaning] for record in records) for meaning in NUMBERS if meaning in names}
    ways = {way for way in own.values() if way}
    everywhere = MIXED if len(ways) > 1 else next(iter(ways), "")
    return {meaning: way or everywhere for meaning, way in own.items()}


def _report_above(table: Table, header: Header, findings: Findings) -> None:
    for number, cells in table.rows[: header.place]:
        findings.repair("blank_row" if is_empty(cells) else "title_row", number)
        _refuse_scaled(number, cells, _SCALED_TITLE, findings)


def _refuse_scaled(row: int, cells: Sequence[str], scaled: re.Pattern[str], findings: Findings) -> None:
    """Numbers in hundreds or thousands: what multiplies which column is for the user to say, by writing them out."""
    found = [cell for cell in cells if scaled.search(plain(cell))]
    if found:
        findings.refuse("scaled", row=row, unit=Shown(plain(found[0])))


def _width(table: Table, header: Header) -> tuple[int, bool]:
    """How many cells rows have, the header's or more where they end in surplus separators, and whether it varies."""
    lengths = Counter(len(cells) for _, cells in table.rows[header.place + 1 :] if not is_empty(cells))
    usual = lengths.most_common(1)[0][0] if lengths else 0
    return max(len(header.names), usual), len(lengths) > 1


def _came_apart(cells: list[str]) -> bool:
    """Whether cells look like parts of one: 1 and 234 for 1,234, or a blank after a separator, as in an address."""
    thousand = any(
        re.fullmatch(r"\d{1,3}", left) and re.fullmatch(r"\d{3}", right)
        for left, right in zip(cells, cells[1:], strict=False)
    )
    return thousand or any(cell[:1] == " " and cell.strip() for cell in cells[1:])


def _is_units(cells: list[str]) -> bool:
    """Whether every cell is a unit or a type, in brackets or not: a second line of the header."""
    said = [re.sub(r"\(\d+\)$", "", plain(cell).casefold()) for cell in cells if not is_blank(cell)]
    bare = [_UNIT_PREFIX.sub("", re.sub(r"^[(\[]\s*|\s*[)\]]$", "", cell)) for cell in said]
    parts = [part.strip() for cell in bare for part in re.split("[、,，;]", cell)]
    return bool(parts) and all(part in _UNIT_WORDS or _SCALED.fullmatch(part) for part in parts)


def _is_numbering(cells: list[str]) -> bool:
    """Whether a row numbers the columns, as Chinese forms do: 1, 2, 3, or 甲, 乙, 1, 2, in brackets or not."""
    said = [plain(cell).strip("()") for cell in cells]
    while said and not said[-1]:
        said.pop()
    letters = next((at for at, cell in enumerate(said) if cell.isdigit()), len(said))
    numbers = said[letters:]
    lettered = said[:letters] in (list(_STEMS[:letters]), list(_LETTERS[:letters]))
    return len(said) >= 3 and lettered and numbers == [str(one) for one in range(1, len(numbers) + 1)]


def _is_part(record: Record, first: str) -> bool:
    """Whether a row counts a part of the one above: 其中：女."""
    return any(
        re.match("(其中|of which)[:：,， ]", plain(cell), re.I) for cell in (first, record.cells.get("name", ""))
    )


def _total_label(record: Record, first: str, above: Sequence[Record]) -> str:
    """The word that marks a row as a sum, where the id, the industry, the name or the first cell stands; "" for none.

    A row with an id and an industry of its own is an enterprise, whatever it is called, unless it is called the
    total of something; one that lacks either is none if its label only begins with such a word (Total Energies). What
    only ends so, as Summit Total, is a sum if its number is the sum of the rows above.
    """
    own, industry = record.cells.get("id", ""), record.cells.get("industry", "")
    unnamed = is_blank(industry)
    for cell in (own, industry):
        if is_total_label(cell) or ends_as_total(cell) or begins_as_total(cell) and (unnamed or cell is industry):
            return total_word(cell)
    for cell in (first, record.cells.get("name", "")):
        if is_total_label(cell) and (unnamed or is_blank(own)):
            return total_word(cell)
        if ends_as_total(cell) and not is_total_label(cell):
            certain = unnamed or re.search("(合计|总计|小计|共计)$", plain(cell))
            if certain or _sums_up(record, above):
                return total_word(cell)
        if begins_as_total(cell) and unnamed and is_blank(own):
            return total_word(cell)
    return ""


def _sums_up(record: Record, above: Sequence[Record]) -> bool:
    """Whether the headcount of a row is the sum of those of the rows just above it."""
    value = number_in(record.cells.get("employees", ""), "", usual=True).value
    total = 0.0
    for other in reversed(above):
        total += number_in(other.cells.get("employees", ""), "", usual=True).value or 0.0
        if value is not None and total >= value:
            return total == value
    return False


def _is_grand_total(record: Record, first: str) -> bool:
    """Whether a sum is one of all rows, as far as its label tells, and not of a part of them."""
    labels = [cell for cell in (first, *record.cells.values()) if is_total_label(cell)]
    return bool(labels) and not any(re.search("小计|sub|[次前下上]页", cell, re.IGNORECASE) for cell in labels)


def _is_footnote(record: Record, first: str, cells: Sequence[str]) -> bool:
    """Whether the first cell begins as a note does and the row has no id, industry or number of its own.

    So does a row of notes beside each other, and one whose only cell is a sentence.
    """
    filled = [plain(cell) for cell in cells if not is_blank(cell)]
    if filled and all(_FOOTNOTE.fullmatch(cell) for cell in filled):
        return len(filled) > 1 or filled[0] == plain(first)
    if len(filled) == 1 and (len(filled[0].split()) > 2 or re.search("[:：。]", filled[0])):
        return True
    needed = ("id", "industry", "employees", "hours")
    said = [record.cells[meaning] for meaning in needed if not is_blank(record.cells.get(meaning, ""))]
    return not [cell for cell in said if cell is not first] and _FOOTNOTE.fullmatch(plain(first)) is not None


def _drop_repeated(
    kept: list[Record], cells_of: list[tuple[str, ...]], columns: Mapping[str, int], findings: Findings
) -> list[Record]:
    """Drop rows that repeat another in every cell, if they name their enterprise."""
    if "id" not in columns and "name" not in columns:
        return kept
    first: dict[tuple[str, ...], int] = {}
    records = []
    for record, cells in zip(kept, cells_of, strict=True):
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
