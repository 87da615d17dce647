"""One row an enterprise: years, quarters, ids that repeat, names and codes that change."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from govsim.populations.register.cells import has_lost_digits, is_blank, plain, quarter_in, year_in
from govsim.populations.register.findings import Findings
from govsim.populations.register.messages import Message, Rows, Shown, message
from govsim.populations.register.rows import Record, Sheet
from govsim.populations.register.schema import COUNTS
from govsim.populations.register.tables import NumberCell

MOST_NAMED = 6  # ids, names or changes spelled out, each in a line of its own


def one_period(
    sheet: Sheet, year: int | None, other_ids: Sequence[Sequence[str]], findings: Findings
) -> tuple[Sheet, int | None]:
    """The rows of one period, one an enterprise.

    Rows of several years are read together only if no id and no name comes back in another year; otherwise a
    year has to be chosen. Within it, quarters are combined; anything else that repeats is refused.

    Args:
        sheet: the rows.
        year: the year asked for.
        other_ids: further columns that identify enterprises, each with a cell for every row of the sheet.
        findings: where problems and remarks go.

    Returns:
        the rows, and their year if there is only one.
    """
    alike, before = _ids_alike(sheet), len(findings.problems)
    findings.remarks += alike
    made = _one_period(sheet, year, other_ids, findings)
    findings.problems += alike if len(findings.problems) > before else []
    return made


def _one_period(
    sheet: Sheet, year: int | None, other_ids: Sequence[Sequence[str]], findings: Findings
) -> tuple[Sheet, int | None]:
    years = _years(sheet, year is not None, findings)
    known = sorted({one for one in years if one is not None})
    changes = _changes(sheet, years)
    if year is not None:
        column = _period_column(sheet)
        if column is None:
            findings.refuse("no_year_column", year=str(year))
        elif year not in known:
            if known:
                findings.refuse("year_absent", year=str(year), column=sheet.shown(column), years=_listed(known))
        else:
            picked = [record for record, one in zip(sheet.records, years, strict=True) if one == year]
            left = len(sheet.records) - len(picked)
            if left:
                findings.remark("year_picked", year=str(year), kept=len(picked), left=left)
            findings.remarks += changes
            return _one_row_each(sheet.with_records(picked), year, findings), year
        return sheet, None
    if len(known) > 1:
        if _comes_back(sheet, years, other_ids):
            column = _period_column(sheet) or "year"
            how = message("id_or_year" if "id" not in sheet.names else "only_year", year=str(known[-1]))
            findings.refuse(
                "several_years", column=sheet.shown(column), count=len(known), years=_listed(known),
                found=_repeated(sheet), how=how,
            )  # fmt: skip
            findings.problems += changes
            return sheet, None
        findings.remark("years_together", count=len(known), years=_listed(known))
    findings.remarks += changes
    only = known[0] if len(known) == 1 and None not in years else None
    return _one_row_each(sheet, only, findings), only


def _period_column(sheet: Sheet) -> str | None:
    """Where the years stand: 2024Q1 in a column of quarters is one too."""
    for column in ("year", "date"):
        if column in sheet.names:
            return column
    dated = "quarter" in sheet.names and any(year_in(record.cells["quarter"]) for record in sheet.records)
    return "quarter" if dated else None


def _years(sheet: Sheet, needed: bool, findings: Findings) -> list[int | None]:
    """The year of each row; one that cannot be read is refused, a blank one only if years are told apart."""
    column = _period_column(sheet)
    if column is None:
        return [None] * len(sheet.records)
    years = []
    blank = []
    unread = []
    for record in sheet.records:
        cell = record.cells[column]
        year = None if is_blank(cell) else year_in(cell)
        if is_blank(cell):
            blank.append(record)
        elif year is None and (needed or column != "date"):
            sheet.refuse(record, column, message("expect_year"), findings)
        elif year is None:
            unread.append(record)
        years.append(year)
    if unread:
        _report_unread(sheet, unread, years, findings)
    if blank and (needed or len({year for year in years if year}) > 1):
        for record in blank:
            sheet.refuse(record, column, message("expect_year"), findings)
    return years


def _report_unread(sheet: Sheet, unread: Sequence[Record], years: Sequence[int | None], findings: Findings) -> None:
    """Dates that cannot be read matter where years have to be told apart, or where ids repeat."""
    ids = [record.text("id") for record in sheet.records] if "id" in sheet.names else []
    if len(set(filter(None, years))) > 1 or len(set(ids)) < len(ids):
        for record in unread:
            sheet.refuse(record, "date", message("expect_date"), findings)
    else:
        rows = Rows(record.row for record in unread)
        findings.remark("dates_unread", column=sheet.shown("date"), rows=rows)


def _listed(years: Sequence[int]) -> Message:
    if len(years) <= 3:
        return message("plain_list", items=[str(year) for year in years])
    return message("from_to", first=str(years[0]), last=str(years[-1]))


def _comes_back(sheet: Sheet, years: Sequence[int | None], other_ids: Sequence[Sequence[str]]) -> bool:
    """Whether any enterprise has rows in several years, or nothing tells: a name is no proof that it does not."""
    marks: list[list[str]] = [[record.text(what) for record in sheet.records] for what in ("id", "name")]
    if not any(marks[0]):
        return True
    marks = [column for column in [*marks, *map(list, other_ids)] if any(column)]
    for column in marks:
        seen: dict[str, int | None] = {}
        for mark, year in zip(column, years, strict=True):
            if mark and seen.setdefault(mark, year) != year:
                return True
    return False


def _repeated(sheet: Sheet) -> Message:
    """The ids that repeat, for the complaint about several years."""
    if "id" not in sheet.names:
        return message("no_id_column")
    rows = _rows_by(record.text("id") for record in sheet.records)
    several = {mark: places for mark, places in rows.items() if mark and len(places) > 1}
    if not several:
        return message("marks_come_back")
    mark, places = max(several.items(), key=lambda item: len(item[1]))
    numbers = Rows(sheet.records[place].row for place in places)
    return message("ids_come_back", count=len(several), id=Shown(mark), rows=numbers)


def _ids_alike(sheet: Sheet) -> list[Message]:
    """Ids that are written in several ways and read as one: 3 and ３, 1 and 1.0."""
    if "id" not in sheet.names:
        return []
    first: dict[str, Record] = {}
    found: dict[str, Record] = {}  # by id, the first row that writes it otherwise than the first of all
    for record in sheet.records:
        mark = record.text("id")
        known = first.setdefault(mark, record)
        if mark and known.cells["id"].strip() != record.cells["id"].strip():
            found.setdefault(mark, record)
    if not found:
        return []
    mark, other = next(iter(found.items()))
    written = [Shown(one.cells["id"].strip()) for one in (first[mark], other)]
    rows = Rows((first[mark].row, other.row))
    return [message("ids_alike", row=other.row, rows=rows, written=written, column=sheet.shown("id"), id=Shown(mark),
                    count=len(found))]  # fmt: skip


def _rows_by(marks: Iterable[str]) -> dict[str, list[int]]:
    rows: dict[str, list[int]] = defaultdict(list)
    for place, mark in enumerate(marks):
        rows[mark].append(place)
    return rows


def _changes(sheet: Sheet, years: Sequence[int | None]) -> list[Message]:
    """Names that repeat, names that look like one, and codes that change; by row, never by name."""
    found: list[Message] = []
    records = sheet.records
    key = "id" if "id" in sheet.names else "name"
    if key not in sheet.names:
        return found
    by_key = _rows_by(record.text(key).casefold() for record in records)
    if "industry" in sheet.names:
        for mark, places in by_key.items():
            codes = list(dict.fromkeys(records[place].text("industry") for place in places))
            if mark and len(codes) > 1:
                rows = Rows(records[place].row for place in places)
                found.append(message("code_changed", rows=rows, codes=[Shown(code) for code in codes[:4]]))
    if "name" in sheet.names:
        found += _names(records, key)
    return _shortened(found)


def _names(records: Sequence[Record], key: str) -> list[Message]:
    found = []
    by_name = _rows_by(plain(record.text("name")).casefold() for record in records)
    for name, places in by_name.items():
        ids = {records[place].text("id") for place in places}
        if name and len(places) > 1 and (key == "name" or len(ids) > 1):
            found.append(message("name_repeated", rows=Rows(records[place].row for place in places)))
    if key == "id":
        return found
    ordered = sorted(name for name in by_name if name)
    for short, long in zip(ordered, ordered[1:], strict=False):
        if long.startswith(short) and not (long[len(short)].isalnum() and long[len(short)].isascii()):
            rows = Rows(records[place].row for name in (short, long) for place in by_name[name])
            found.append(message("names_alike", rows=rows))
    return found


def _shortened(found: list[Message]) -> list[Message]:
    """A few of each kind in full, the others as one line."""
    kept = []
    for code in dict.fromkeys(one.code for one in found):
        kind = [one for one in found if one.code == code]
        kept += kind[:MOST_NAMED]
        if len(kind) > MOST_NAMED:
            rows = Rows(row for one in kind[MOST_NAMED:] for row in one.get("rows"))
            kept.append(message("more_" + code, count=len(kind) - MOST_NAMED, rows=rows))
    return kept


def _one_row_each(sheet: Sheet, year: int | None, findings: Findings) -> Sheet:
    """Combine quarters; refuse ids that still repeat, and names that repeat where there is no id."""
    if "id" not in sheet.names:
        if "name" in sheet.names:
            names = _rows_by(plain(record.text("name")).casefold() for record in sheet.records)
            for name, places in names.items():
                if name and len(places) > 1:
                    findings.refuse("name_twice", rows=Rows(sheet.records[place].row for place in places))
        return _quarters_combined(sheet, {str(place): [place] for place in range(len(sheet.records))}, findings)
    column = sheet.names["id"]
    by_id = _rows_by(record.text("id") for record in sheet.records)
    repeated = {mark: places for mark, places in by_id.items() if mark and len(places) > 1}
    if _has_quarters(sheet):
        return _quarters_combined(sheet, by_id, findings)
    if repeated and year is None and _period_column(sheet) is None:
        for mark, places in repeated.items():
            other = sheet.records[places[0]].row
            for place in places[1:]:
                findings.refuse(
                    "id_twice", row=sheet.records[place].row, column=Shown(column), value=Shown(mark), other=other
                )
    elif repeated:
        for mark, places in repeated.items():
            rows = Rows(sheet.records[place].row for place in places)
            where = message("within_year", year=str(year)) if year else message("nothing")
            findings.refuse(
                "id_in_period", row=rows[0], column=Shown(column), value=Shown(mark), rows=rows, where=where
            )
    return sheet


def _has_quarters(sheet: Sheet) -> bool:
    return "quarter" in sheet.names and not all(is_blank(record.cells["quarter"]) for record in sheet.records)


def _quarters_combined(sheet: Sheet, by_id: Mapping[str, list[int]], findings: Findings) -> Sheet:
    """One row an enterprise out of its quarters: hours and counts add up, headcounts are averaged.

    Hours of fewer than four quarters are taken up to a year, as headcounts are those of the quarters given.
    """
    if not _has_quarters(sheet):
        return sheet
    quarters = []
    for record in sheet.records:
        quarter = quarter_in(record.cells["quarter"])
        if quarter is None:
            sheet.refuse(record, "quarter", message("expect_quarter"), findings)
        quarters.append(quarter)
    summed = [meaning for meaning in ("hours", *COUNTS) if meaning in sheet.names]
    values = {meaning: sheet.values(meaning) for meaning in (*summed, "employees") if meaning in sheet.names}
    combined = []
    for mark, unsorted in by_id.items():
        places = sorted(unsorted, key=lambda place: (quarters[place] or 0, sheet.records[place].row))
        own = [quarters[place] for place in places]
        rows = Rows(sheet.records[place].row for place in unsorted)
        first = sheet.records[places[0]]
        if len(set(own)) < len(own) and None not in own:
            findings.refuse(
                "id_in_period", row=rows[0], column=sheet.shown("id"), value=Shown(mark), rows=rows,
                where=message("within_quarter"),
            )  # fmt: skip
        if len(set(own)) < len(own):
            combined.append(first)
            continue
        cells = dict(first.cells)
        for meaning, column_values in values.items():
            if len(places) == 1 and meaning != "hours":
                continue
            given = [column_values[place] for place in places]
            known = [value for value in given if value is not None]
            if len(known) == len(given):  # a quarter without its number is left as it is, to be refused below
                total = sum(known) if meaning != "employees" else sum(known) / len(known)
                if meaning == "hours" and len(places) < 4:
                    total *= 4.0 / len(places)
                    findings.repair("quarter_hours", first.row, column=sheet.shown("hours"))
                cells[meaning] = NumberCell(repr(round(total, 6)))
            else:
                cells[meaning] = next(
                    sheet.records[place].cells[meaning] for place in places if column_values[place] is None
                )
        if len(places) > 1:
            findings.repair_rows("quarters", rows)
        combined.append(Record(first.row, cells))
    fewer = [mark for mark, places in by_id.items() if len(places) < 4]
    if fewer:
        findings.remark("fewer_quarters", count=len(fewer), all=len(by_id))
    return sheet.with_records(combined)


def refuse_months(sheet: Sheet, month_header: bool, findings: Findings) -> None:
    """Hours of single months say nothing of a year, and so of no headcount either.

    Args:
        sheet: the rows.
        month_header: whether the column of dates is called a month.
        findings: where problems go.
    """
    if "date" not in sheet.names or "hours" not in sheet.names or "employees" in sheet.names:
        return
    cells = [plain(record.cells["date"]) for record in sheet.records if not is_blank(record.cells["date"])]
    monthly = all(re.fullmatch(r"\d{4} ?[-/.年] ?\d{1,2} ?月?|\d{6}", cell, re.ASCII) for cell in cells)
    if cells and (month_header or monthly):
        findings.refuse("month_hours", column=sheet.shown("date"))


def lost_digits(sheet: Sheet, findings: Findings) -> None:
    """Refuse ids of which a spreadsheet kept only the first digits."""
    if "id" not in sheet.names:
        return
    for record in sheet.records:
        if has_lost_digits(plain(record.cells["id"])):
            sheet.refuse(record, "id", message("expect_all_digits"), findings)
