"""The values of the rows that count: industries, headcounts, hours and counts, each within its bounds."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from govsim.populations.industry_codes import (
    NO_SCHEME,
    SCHEMES,
    IndustryCodeError,
    choose_scheme,
    industry_of,
    is_strange,
    lost_zeros,
)
from govsim.populations.industry_values import industry_names
from govsim.populations.industry_words import industry_words
from govsim.populations.register.cells import Number, is_band, is_blank, is_error, may_be_thousands, text_in, year_in
from govsim.populations.register.findings import Findings
from govsim.populations.register.messages import Message, Rows, Shown, did_you_mean, message
from govsim.populations.register.rows import Record, Sheet
from govsim.populations.register.schema import (
    COUNTS,
    FEWEST_HOURS,
    HOURS_A_JOB,
    MOST_COUNT,
    MOST_DART,
    MOST_EMPLOYEES,
    MOST_HOURS,
)

MOST_STRANGE = 0.1  # share of codes of no sector of NAICS; assumed: beyond slips and old codes
EXPECT_HEADS, EXPECT_HOURS = message("expect_heads", most=MOST_EMPLOYEES), message("expect_hours")
EXPECT_COUNT, EXPECT_DART = message("expect_count"), message("expect_dart", most=MOST_DART)
LABELS = {"naics": "NAICS", "nace": "NACE", "gbt": "GB/T 4754", "sic": "SIC"}


@dataclass(frozen=True)
class Industries:
    """The industry of each row, and how its code was read.

    Attributes:
        codes: positions in `industry_names()`.
        scheme: naics, nace, gbt or sic.
        unlisted: rows whose code no listed prefix fits.
    """

    codes: list[int]
    scheme: str
    unlisted: Rows


def read_ids(sheet: Sheet, findings: Findings) -> list[str]:
    """The id of each row; without such a column, its row in the file."""
    if "id" not in sheet.names:
        findings.remark("no_id")
        return [f"row {record.row}" for record in sheet.records]
    column = sheet.names["id"]
    ids = []
    for record in sheet.records:
        name, repairs = text_in(record.cells["id"])
        if is_blank(name) or is_error(name):
            sheet.refuse(record, "id", message("expect_id"), findings)
        findings.repair_cell(repairs, record.row, column)
        ids.append(name)
    return ids


def read_industries(sheet: Sheet, scheme: str, chinese: bool, findings: Findings) -> Industries | None:
    """The industry of each row by its code; None when the column is missing or its scheme cannot be told."""
    if "industry" not in sheet.names:
        return None
    column = sheet.names["industry"]
    codes = [text_in(record.cells["industry"]) for record in sheet.records]
    if scheme == "auto":
        scheme = choose_scheme(column, [code for code, _ in codes if not is_blank(code)], chinese)
        if scheme == NO_SCHEME:
            findings.refuse("no_scheme", column=Shown(column), schemes=list(SCHEMES))
            return None
    unsure = lost_zeros([code for code, _ in codes], scheme)
    position = {name: code for code, name in enumerate(industry_names())}
    found, unlisted = [], []
    for record, (code, repairs) in zip(sheet.records, codes, strict=True):
        findings.repair_cell(repairs, record.row, column)
        if code in unsure:
            findings.cell(record.row, column, code, message("expect_zeros", scheme=LABELS[scheme]))
            continue
        if scheme in ("nace", "gbt") and re.fullmatch(r"[1-9](\.\d{1,2})?", code, re.ASCII):
            code = f"0{code}"  # a code has at least two digits: the first can only have been a zero
            findings.repair("zero_restored", record.row, column=Shown(column))
        try:
            match = industry_of(code, scheme)
        except IndustryCodeError:
            sheet.refuse(record, "industry", _expected_code(code, scheme), findings)
            continue
        found.append(position[match.industry])
        if not match.listed:
            unlisted.append(record.row)
    findings.remark("scheme", scheme=LABELS[scheme], column=Shown(column))
    _report_strange_codes(sheet, [code for code, _ in codes], scheme, findings)
    return Industries(found, scheme, Rows(unlisted))


def _report_strange_codes(sheet: Sheet, codes: Sequence[str], scheme: str, findings: Findings) -> None:
    """Codes of no division of the scheme: a few are slips and listed; many are of another one, and refused."""
    strange = [place for place, code in enumerate(codes) if is_strange(code, scheme)]
    if not strange:
        return
    column = sheet.shown("industry")
    rows = Rows(sheet.records[place].row for place in strange)
    if len(strange) > MOST_STRANGE * len(codes):
        value = Shown(codes[strange[0]])
        findings.refuse(
            "not_of_scheme", row=rows[0], column=column, value=value, count=len(strange), scheme=LABELS[scheme],
            schemes=list(SCHEMES),
        )  # fmt: skip
    else:
        findings.remark("strange_codes", column=column, rows=rows, scheme=LABELS[scheme])


@lru_cache(maxsize=4096)
def _expected_code(code: str, scheme: str) -> Message:
    words = () if code.isascii() else (word for word, _ in industry_words())
    hint = did_you_mean(code.lower(), [*industry_names(), *words])
    longest = 6 if scheme == "naics" else 4
    return message("expect_code", scheme=LABELS[scheme], longest=longest, hint=hint)


def read_numbers(sheet: Sheet, meaning: str, expected: Message, findings: Findings) -> list[float | None]:
    """A column as numbers of 0 or more; None where it is blank."""
    sure = meaning == "dart" or sheet.has_decimals(meaning)
    numbers: list[float | None] = []
    for record in sheet.records:
        number = sheet.number(record, meaning)
        if not sure and 0.0 <= (number.value or 0.0) < 1000.0 and may_be_thousands(record.cells[meaning]):
            number = Number(None, fault="unsure")  # nobody writes heads or hours to three decimals
        if number.fault or number.value is not None and number.value < 0.0:
            sheet.refuse(record, meaning, _why(number, record.cells[meaning], expected), findings)
            numbers.append(float("nan"))
            continue
        findings.repair_cell(number.repairs, record.row, sheet.names[meaning])
        numbers.append(number.value)
    return numbers


def _why(number: Number, cell: str, expected: Message) -> Message:
    if number.fault == "unsure":
        return message("expect_sure", expected=expected)
    if number.fault == "other_writing":
        return message("expect_one_writing", expected=expected)
    if number.fault and is_band(cell):
        return message("expect_no_band", expected=expected)
    return message("expect_digits", expected=expected) if number.fault else expected


def read_headcounts(sheet: Sheet, impossible: str, findings: Findings) -> tuple[list[int], Rows, Rows]:
    """The headcount of each row, the rows where it comes from hours, and those whose hours were set to missing.

    Hours beside employees check both: hours for each of them outside 120 to 4,500 are refused, or set to missing
    if the user asks for it.
    """
    records = sheet.records
    hours: list[float | None] = [None] * len(records)
    if "hours" in sheet.names:
        hours = read_numbers(sheet, "hours", EXPECT_HOURS, findings)
    given: list[float | None] = [None] * len(records)
    if "employees" in sheet.names:
        given = read_numbers(sheet, "employees", EXPECT_HEADS, findings)
    heads, derived, dropped = [], [], []
    for record, exact, worked in zip(records, given, hours, strict=True):
        if any(value is not None and math.isnan(value) for value in (exact, worked)):
            continue
        head = _head(sheet, record, exact, worked, findings)
        if head is None:
            continue
        if exact is None:
            derived.append(record.row)
        elif worked is not None and not FEWEST_HOURS <= worked / head <= MOST_HOURS:
            if impossible == "missing":
                dropped.append(record.row)
            else:
                findings.refuse(
                    "hours", row=record.row, column=sheet.shown("hours"),
                    value=Shown(record.cells["hours"].strip()), low=FEWEST_HOURS, high=MOST_HOURS, heads=head,
                    each=_each(worked / head),
                )  # fmt: skip
        heads.append(head)
    if dropped:
        findings.repair_rows("hours_dropped", dropped, column=sheet.shown("hours"))
    if derived and "employees" in sheet.names:
        findings.repair_rows("heads_from_hours", derived, column=sheet.shown("employees"), hours=HOURS_A_JOB)
    return heads, Rows(derived), Rows(dropped)


def _each(hours: float) -> str:
    return f"{hours:,.1f}" if hours < 1e15 else f"{hours:.3g}"


def _head(sheet: Sheet, record: Record, exact: float | None, worked: float | None, findings: Findings) -> int | None:
    """The headcount of one row; None when it cannot be had."""
    if exact is not None:
        head = int(exact + 0.5) if exact <= MOST_EMPLOYEES + 1 else MOST_EMPLOYEES + 1
        if not 1 <= head <= MOST_EMPLOYEES:
            sheet.refuse(record, "employees", EXPECT_HEADS, findings)
            return None
        if head != exact:
            findings.repair("rounded", record.row, column=sheet.shown("employees"))
        return head
    if worked is None:
        if "employees" not in sheet.names:
            sheet.refuse(record, "hours", EXPECT_HOURS, findings)
        else:
            either = message("expect_heads_or_hours", heads=EXPECT_HEADS)
            sheet.refuse(record, "employees", either if "hours" in sheet.names else EXPECT_HEADS, findings)
        return None
    most = MOST_EMPLOYEES * HOURS_A_JOB
    if not FEWEST_HOURS <= worked <= most:
        sheet.refuse(record, "hours", message("expect_total_hours", low=FEWEST_HOURS, high=most), findings)
        return None
    return max(1, int(worked / HOURS_A_JOB + 0.5))


def check_counts(sheet: Sheet, findings: Findings) -> dict[str, tuple[float, int]]:
    """Check the optional columns; the sum of each count and in how many rows it stands."""
    recorded = {}
    columns: dict[str, list[float | None]] = {}
    for meaning in COUNTS:
        if meaning not in sheet.names:
            continue
        values = read_numbers(sheet, meaning, EXPECT_COUNT, findings)
        for record, value in zip(sheet.records, values, strict=True):
            if value is None or math.isnan(value):
                continue
            if value > MOST_COUNT or value != int(value):
                sheet.refuse(record, meaning, EXPECT_COUNT, findings)
        known = [value for value in values if value is not None and not math.isnan(value)]
        recorded[meaning] = (math.fsum(known), len(known))
        columns[meaning] = values
    _check_lost_time(sheet, columns, findings)
    if "dart" in sheet.names:
        values = read_numbers(sheet, "dart", EXPECT_DART, findings)
        for record, value in zip(sheet.records, values, strict=True):
            if value is not None and value > MOST_DART:
                sheet.refuse(record, "dart", EXPECT_DART, findings)
    return recorded


def _check_lost_time(sheet: Sheet, columns: dict[str, list[float | None]], findings: Findings) -> None:
    if "cases" not in columns or "lost_time_cases" not in columns:
        return
    for record, cases, lost in zip(sheet.records, columns["cases"], columns["lost_time_cases"], strict=True):
        if cases is not None and lost is not None and lost > cases:
            at_most = message("expect_at_most_cases", cases=int(min(cases, MOST_COUNT)), column=sheet.shown("cases"))
            sheet.refuse(record, "lost_time_cases", at_most, findings)


def check_sums(sheet: Sheet, heads: Sequence[int], findings: Findings) -> None:
    """Warn of a row that is the sum of all others, or of two or more below it whose codes begin with its own."""
    column = sheet.names.get("employees", sheet.names.get("hours", ""))
    codes = [record.text("industry") for record in sheet.records]
    rows = [record.row for record in sheet.records]
    whole = sum(heads)
    for place, head in enumerate(heads):
        if len(heads) > 5 and 2 * head == whole and place in (0, len(heads) - 1):
            others = Rows(row for at, row in enumerate(rows) if at != place)
            findings.remark("sum_row", row=rows[place], rows=others, column=Shown(column))
            continue
        total, after = 0, place + 1
        while after < len(heads) and total < head and len(codes[after]) > len(codes[place]) > 1:
            if not codes[after].startswith(codes[place]):
                break
            total, after = total + heads[after], after + 1
        if total == head and after - place > 2:
            below = Rows(rows[place + 1 : after])
            findings.remark("sum_row", row=rows[place], rows=below, column=Shown(column))


def check_plausible(sheet: Sheet, heads: Sequence[int], findings: Findings) -> None:
    """Point out more deaths than workers, and more than ten cases for each worker: slips, as a rule."""
    for meaning, most in (("deaths", 1), ("cases", 10)):
        if meaning not in sheet.names:
            continue
        values = sheet.values(meaning)
        rows = [
            record.row
            for record, head, value in zip(sheet.records, heads, values, strict=True)
            if value is not None and value > most * head
        ]
        if rows:
            findings.remark("implausible", column=sheet.shown(meaning), most=most, rows=Rows(rows))


def check_totals(sheet: Sheet, heads: Sequence[int], period: int | None, findings: Findings) -> None:
    """Compare the largest total of a register, others being those of its parts, with the rows that were read.

    A total may count rows that were left out since: closed enterprises, or those of other years. It is in order where
    it is the sum of any of these stages; totals of another year than the one read are passed over.
    """
    if "employees" not in sheet.names:
        return
    own_year = [total for total in sheet.totals if _year_of(total) in (None, period) or period is None]
    said = [(sheet.number(total, "employees"), total.row) for total in own_year]
    known = [(number.value, row) for number, row in said if number.value is not None and not number.fault]
    if not known:
        return
    value, row = max(known)
    read = sum(heads)
    closed = [one for one in sheet.closed if _year_of(one) in (None, period) or period is None]
    wider = [read + _heads_of(sheet, closed), *(_heads_of(sheet, records) for records in sheet.earlier)]
    near = max(1.0, 0.5 * len(heads) ** 0.5)
    code = "total_agrees" if abs(value - read) <= near else "total_differs"
    if code == "total_differs" and any(abs(value - other) <= near for other in wider):
        code = "total_agrees_wider"
    findings.remark(code, row=row, said=int(value + 0.5), read=read)


def _heads_of(sheet: Sheet, records: Sequence[Record]) -> float:
    return math.fsum(sheet.number(record, "employees").value or 0.0 for record in records)


def _year_of(record: Record) -> int | None:
    years = (year_in(record.cells.get(meaning, "")) for meaning in ("year", "date"))
    return next((year for year in years if year is not None), None)
