"""From a file's content to rows of text cells, each with its number in the file."""

from __future__ import annotations

import csv
import datetime
import decimal
import io
import math
import re
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import iterparse

from govsim.populations.register.content import Content
from govsim.populations.register.messages import Message, RegisterError, Rows, Shown, did_you_mean, message

SEPARATORS = (",", ";", "\t", "|", "，", "；")
SAMPLE = 100_000  # characters looked at to find the separator
LOOKED_AT = 60  # rows among which the header is sought
MOST_ROWS = 3_000_000  # rows; assumed: beyond the memory of one machine
MOST_CELLS = 60_000_000
DIGITS_KEPT = 1e15  # a spreadsheet keeps 15 digits of a number

WHOLE = 100  # what a score is raised by where a row names all that a register needs

Row = tuple[int, list[str]]
Score = Callable[[list[Row]], int]


class NumberCell(str):
    """A cell that the file itself holds as a number: there is no doubt how it is written."""


@dataclass
class Table:
    """Rows of text cells.

    Attributes:
        file: the file's name.
        kind: CSV, Excel or Parquet.
        rows: number of the row in the file and its cells; blank rows are there too.
        encoding: of a CSV file.
        separator: of a CSV file.
        sheet: of a workbook.
        remarks: what is worth saying about the file.
    """

    file: str
    kind: str
    rows: list[Row]
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    remarks: list[Message] = field(default_factory=list)


def read_table(file: str, content: Content, score: Score, sheet: str | None = None) -> Table:
    """The table in a file.

    Args:
        file: its name for messages.
        content: what is in it.
        score: how much rows look like those of a register; decides the separator or the sheet.
        sheet: the sheet of a workbook to read, where it is not to be found by itself.

    Raises:
        RegisterError: it is damaged, empty, or holds several registers.
    """
    if sheet and content.kind != "xlsx":
        raise RegisterError(file, [message("sheet_of_no_book", sheet=Shown(sheet))])
    if content.kind == "text":
        return _csv_table(file, content, score)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if content.kind == "parquet":
                return _parquet_table(file, content)
            return _excel_table(file, content, score, sheet)
    except RegisterError:
        raise
    except Exception as error:  # libraries raise whatever a damaged file makes them meet
        what = "Parquet" if content.kind == "parquet" else "Excel"
        raise RegisterError(file, [message("damaged", what=what)]) from error


def is_empty(cells: Iterable[str]) -> bool:
    """Whether a row says nothing at all."""
    return not any(cell.strip() for cell in cells)


def _csv_table(file: str, content: Content, score: Score) -> Table:
    text, named, first = content.text, re.match(r'\ufeff?"?sep=(.)"?[;,\t]*\r?\n', content.text, re.IGNORECASE), 1
    if named:
        text, first = content.text[named.end() :], 2
    separator = named.group(1) if named else _separator(text, score)
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    rows: list[Row] = []
    number, cells = first - 1, 0
    spanning: list[tuple[int, set[int]]] = []  # rows of several lines, and how many separators these have
    try:
        for number, row in enumerate(reader, start=first):
            rows.append((number, row))
            cells += len(row)
            taken = lines.take()
            if len(taken) > 1:
                spanning.append((number, {line.count(separator) for line in taken}))
            if number > MOST_ROWS or cells > MOST_CELLS:
                raise RegisterError(file, [message("too_many_rows", most=MOST_ROWS)])
    except csv.Error as error:
        code = "open_quote" if "end of data" in str(error) else "broken_csv"
        raise RegisterError(file, [message(code, row=number + 1)]) from None
    if all(is_empty(row) for _, row in rows):
        raise RegisterError(file, [message("empty_file")])
    usual = Counter(len(row) for _, row in rows).most_common(1)[0][0]
    swallowed = [number for number, counts in spanning if counts == {usual - 1} and usual > 1]
    if swallowed:
        raise RegisterError(file, [message("swallowed", row=number) for number in swallowed])
    return Table(file, "CSV", rows, encoding=content.encoding, separator=separator)


class _Lines:
    """The lines of a text, and those that the reader has taken since it was last asked."""

    def __init__(self, text: str) -> None:
        self._lines, self._taken = io.StringIO(text, newline=""), list[str]()

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self._taken.append(line)
            yield line

    def take(self) -> list[str]:
        """The lines of the row just read."""
        taken, self._taken = self._taken, []
        return taken


def _separator(text: str, score: Score) -> str:
    """The separator with which the first rows look most like a register, and then make the most cells."""
    best, most = ",", (0, 0)
    for separator in SEPARATORS:
        if separator not in text[:SAMPLE]:
            continue
        rows = []
        reader = csv.reader(io.StringIO(text[:SAMPLE], newline=""), delimiter=separator)
        try:
            for number, row in enumerate(reader, start=1):
                rows.append((number, row))
                if number >= LOOKED_AT:
                    break
        except csv.Error:
            pass
        widths = [len(row) for _, row in rows if len(row) > 1]
        usual = max(set(widths), key=widths.count) if widths else 0
        if (score(rows), usual) > most:
            best, most = separator, (score(rows), usual)
    return best


def _excel_table(file: str, content: Content, score: Score, sheet: str | None) -> Table:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content.data), read_only=True, data_only=True)
    try:
        sheets = {one.title: list(_sheet_rows(file, one)) for one in book.worksheets}
        hidden = {one.title for one in book.worksheets if one.sheet_state != "visible"}
        parts = {one.title: str(getattr(one, "_worksheet_path", "")) for one in book.worksheets}
    finally:
        book.close()
    filled = {title: rows for title, rows in sheets.items() if not all(is_empty(row) for _, row in rows)}
    if not filled:
        raise RegisterError(file, [message("empty_sheets", sheets=[Shown(title) for title in sheets])])
    filled = {title: rows for title, rows in filled.items() if title not in hidden} or filled
    filled = {title: rows for title, rows in filled.items() if sum(not is_empty(row) for _, row in rows) > 1} or filled
    if sheet:
        if sheet not in sheets:
            hint = did_you_mean(sheet, sheets, Shown)
            raise RegisterError(
                file, [message("no_sheet", sheet=Shown(sheet), known=list(map(Shown, sheets)), hint=hint)]
            )
        filled = {sheet: sheets[sheet]}
    scores = {title: score(rows[:LOOKED_AT]) for title, rows in filled.items()}
    best = max(scores.values())
    chosen = [title for title in filled if scores[title] == best] if best >= 2 else list(filled)[:1]
    similar = [title for title in filled if best >= 2 and scores[title] >= 2]
    if len(chosen) > 1 or len(similar) > 1 and _both_registers(similar, scores):
        raise RegisterError(
            file, [message("several_sheets", sheets=[Shown(title) for title in similar], example=similar[0])]
        )
    title = chosen[0]
    _refuse_uncounted_formulas(file, content, title, parts[title])
    remarks = []
    if len(sheets) > 1:
        others = [Shown(name) for name in sheets if name != title]
        remarks.append(message("sheet_chosen", sheet=Shown(title), others=others))
    unseen = _hidden_rows(content, parts[title])
    if unseen:
        remarks.append(message("rows_hidden", rows=unseen))
    rows = filled[title]
    while rows and is_empty(rows[-1][1]):
        rows.pop()  # formatted rows below the last are no rows
    return Table(file, "Excel", rows, sheet=title, remarks=remarks)


def _hidden_rows(content: Content, part: str) -> Rows:
    """Rows that a workbook does not show, by hand or by a filter."""
    with zipfile.ZipFile(io.BytesIO(content.data)) as archive:
        text = archive.read(part.lstrip("/")) if part.lstrip("/") in archive.namelist() else b""
    if b"hidden" not in text:
        return Rows()
    hidden, number = [], 0
    for _, tag in iterparse(io.BytesIO(text), events=("start",)):
        if tag.tag.rpartition("}")[2] == "row":
            number = int(tag.get("r") or number + 1)
            hidden += [number] if tag.get("hidden") in ("1", "true") else []
        tag.clear()
    return Rows(hidden)


def _both_registers(titles: list[str], scores: dict[str, int]) -> bool:
    """Whether a second sheet is a whole register too, or looks as much like one as the first, but for a column."""
    ordered = sorted((scores[title] for title in titles), reverse=True)
    return ordered[1] >= WHOLE or ordered[1] >= 3 and ordered[1] >= ordered[0] - 1


def _sheet_rows(file: str, sheet: Any) -> Iterator[Row]:
    sheet.reset_dimensions()  # programs other than Excel often state them wrongly
    cells = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells += len(row)
        if number > MOST_ROWS or cells > MOST_CELLS:
            raise RegisterError(file, [message("too_many_rows", most=MOST_ROWS)])
        yield number, [_excel_text(cell) for cell in row]


def _excel_text(cell: Any) -> str:
    """A cell of a workbook as it is shown there: zeros that its format puts before a number are part of a code."""
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return cell_text(value)
    if abs(value) >= DIGITS_KEPT and value == int(value):
        digits = len(str(abs(int(value))))
        if int(value) % 10 ** (digits - 15) == 0:
            return NumberCell(f"{float(value):.14e}" if digits < 300 else str(value))  # Excel keeps 15 digits
    shown = re.fullmatch(r"(0{2,20})(?:\.(0+))?", str(cell.number_format).split(";")[0])
    if shown is None or value < 0 or not shown[2] and value != int(value):
        return cell_text(value)
    decimals = len(shown[2] or "")
    return f"{value:0{len(shown[1]) + decimals + (decimals > 0)}.{decimals}f}"


def _refuse_uncounted_formulas(file: str, content: Content, title: str, part: str) -> None:
    """A formula whose result was never stored reads as an empty cell; that must not pass for one."""
    import openpyxl

    with zipfile.ZipFile(io.BytesIO(content.data)) as archive:
        name = part.lstrip("/")
        if name in archive.namelist() and not re.search(rb"<([\w.-]+:)?f[\s>/]", archive.read(name)):
            return
    found: list[Message] = []
    with_values = openpyxl.load_workbook(io.BytesIO(content.data), read_only=True, data_only=True)
    as_written = openpyxl.load_workbook(io.BytesIO(content.data), read_only=True, data_only=False)
    try:
        values, formulas = with_values[title], as_written[title]
        values.reset_dimensions()
        formulas.reset_dimensions()
        for number, (known, written) in enumerate(
            zip(values.iter_rows(values_only=True), formulas.iter_rows(values_only=True), strict=False), start=1
        ):
            for value, formula in zip(known, written, strict=False):
                if value is None and formula is not None:  # one of a range is no text, but holds it
                    text = getattr(formula, "text", None) or formula
                    found.append(message("formula", row=number, value=Shown(text)))
                    break
    finally:
        with_values.close()
        as_written.close()
    if found:
        raise RegisterError(file, found)


def _parquet_table(file: str, content: Content) -> Table:
    import pyarrow
    import pyarrow.parquet

    source = pyarrow.parquet.ParquetFile(pyarrow.BufferReader(content.data))
    rows, columns = source.metadata.num_rows, len(source.schema_arrow)
    if rows > MOST_ROWS or rows * columns > MOST_CELLS:
        raise RegisterError(file, [message("too_many_rows", most=MOST_ROWS)])
    table = source.read()
    names = [str(name) for name in table.column_names]
    cells = [[cell_text(value) for value in column.to_pylist()] for column in table.columns]
    body = [(number, list(row)) for number, row in enumerate(zip(*cells, strict=True), start=1)]
    if not body:
        raise RegisterError(file, [message("no_rows")])
    return Table(file, "Parquet", [(0, names), *body])


def cell_text(value: Any) -> str:
    """A typed cell as text: whole numbers without .0, dates as 2024-12-31, numbers beyond 15 digits as such."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"  # a flag; no headcount
    if isinstance(value, int):
        return NumberCell(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            return ""
        whole = value == int(value) and abs(value) < DIGITS_KEPT
        return NumberCell(str(int(value)) if whole else repr(value))
    if isinstance(value, decimal.Decimal):
        return (
            cell_text(float(value) if value != value.to_integral_value() else int(value)) if value.is_finite() else ""
        )
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ") if value.time() != datetime.time() else value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value).encode("utf-8", "replace").decode("utf-8")
