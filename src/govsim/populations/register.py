"""A register: a table of real establishments, one a row, that takes the place of the made county.

What cannot be understood is refused in one line that names the file, the row, the column, the value and what
was expected. What was changed on the way is counted in the notes, which are written beside the results.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from govsim.populations.industry_codes import SCHEMES, IndustryCodeError, choose_scheme, industry_of
from govsim.populations.industry_values import industry_names
from govsim.populations.register_sheet import RegisterError, Sheet, is_blank, read_sheet, without_point_zero
from govsim.populations.synthesis import Structure, inspector_posts, make_structure, whole_number

__all__ = ["RegisterError", "RegisterNotes", "read_register"]

HOURS_A_JOB = 2_000  # person-hours per worker-year; assumed: 40 hours in 50 weeks, the usual full time
MOST_EMPLOYEES = 500_000  # workers per enterprise; assumed: above any single site
FEWEST_HOURS = 120  # person-hours per worker-year; assumed: less than a month of work
MOST_HOURS = 4_500  # person-hours per worker-year; assumed: 12 hours every day of the year


@dataclass(frozen=True)
class RegisterNotes:
    """What was understood and what was changed while reading; to be shown with the results.

    Attributes:
        path: the file.
        enterprises: rows that became enterprises.
        workers: their workers.
        scheme: classification by which industry codes were read: naics, nace or gbt.
        columns: for each column used, the name it has in the file.
        employees_from_hours: headcounts were derived, as hours / 2,000.
        other_services: share of enterprises whose code no listed prefix fits.
        messages: every change and assumption, one sentence each.
    """

    path: str
    enterprises: int
    workers: int
    scheme: str
    columns: Mapping[str, str]
    employees_from_hours: bool
    other_services: float
    messages: tuple[str, ...]


def read_register(
    path: str | Path, inspectors: int | None = None, seed: int = 1, scheme: str = "auto"
) -> tuple[Structure, RegisterNotes]:
    """Read a CSV register (UTF-8, commas) of enterprises.

    Needed are a column of industry codes and one of employees; without employees, a column of hours worked a
    year, from which headcounts are derived. Column names may be English or Chinese, in any case.

    Args:
        path: the file.
        inspectors: posts of the agency; None keeps the default county's ratio, 8 for 216 enterprises.
        seed: of what the register does not say (each enterprise's insurer).
        scheme: naics, nace, gbt, or auto: as the header of the industry column says.

    Raises:
        RegisterError: the file cannot be understood; one line says where and why.
        PopulationError: inspectors or seed out of bounds.
    """
    generator = np.random.Generator(np.random.PCG64(whole_number("population.seed", seed, 0, 2**63 - 1, "")))
    sheet, messages = _active_rows(read_sheet(Path(path)))
    _check_one_year(sheet)
    ids = _ids(sheet, messages)
    codes, used_scheme, other = _industries(sheet, scheme, messages)
    heads = _headcounts(sheet, messages)
    structure = make_structure(
        industry=np.array(codes, dtype=np.int64),
        headcount=np.array(heads, dtype=np.int64),
        ids=ids,
        inspectors=inspector_posts(inspectors, len(heads)),
        region=_region(sheet, messages),
        generator=generator,
    )
    notes = RegisterNotes(
        path=str(path),
        enterprises=len(heads),
        workers=sum(heads),
        scheme=used_scheme,
        columns=dict(sheet.headers),
        employees_from_hours="employees" not in sheet.headers,
        other_services=other,
        messages=tuple(messages),
    )
    return structure, notes


def _active_rows(sheet: Sheet) -> tuple[Sheet, list[str]]:
    """Leave out enterprises marked as not active (0)."""
    if "active" not in sheet.headers:
        return sheet, []
    kept = []
    for (number, value), row in zip(sheet.column("active"), sheet.rows, strict=True):
        if value not in ("0", "1"):
            raise sheet.fault(number, "active", value, "1 (active) or 0")
        if value == "1":
            kept.append(row)
    if not kept:
        raise RegisterError(f"{sheet.file}: no row is active; expected at least one with 1")
    left_out = len(sheet.rows) - len(kept)
    messages = [f"{left_out} rows that are not active were left out."] if left_out else []
    return Sheet(sheet.file, sheet.headers, sheet.positions, kept), messages


def _check_one_year(sheet: Sheet) -> None:
    """Rows of several years would make several enterprises of one."""
    if "year" not in sheet.headers:
        return
    years = sorted({without_point_zero(value) for _, value in sheet.column("year")})
    if len(years) > 1:
        raise RegisterError(
            f"{sheet.file}, column {sheet.headers['year']!r}: "
            f"{len(years)} years, {years[0]!r} to {years[-1]!r}; expected the rows of one year"
        )


def _ids(sheet: Sheet, messages: list[str]) -> list[str]:
    if "id" not in sheet.headers:
        messages.append("There is no column id: enterprises are named by their row in the file.")
        return [f"row {number}" for number, _ in sheet.rows]
    first: dict[str, int] = {}
    for number, value in sheet.column("id"):
        name = without_point_zero(value)
        if is_blank(name):
            raise sheet.fault(number, "id", value, "an id")
        if name in first:
            raise sheet.fault(number, "id", value, f"each id once (it stands in row {first[name]} too)")
        first[name] = number
    return list(first)


def _industries(sheet: Sheet, scheme: str, messages: list[str]) -> tuple[list[int], str, float]:
    """The industry of each row, the scheme, and the share of rows that are other services."""
    cells = [(number, value, without_point_zero(value)) for number, value in sheet.column("industry")]
    header = sheet.headers["industry"]
    if scheme == "auto":
        try:
            scheme = choose_scheme(header, (code for _, _, code in cells))
        except IndustryCodeError as error:
            raise RegisterError(f"{sheet.file}, column {header!r}: {error}") from None
    if scheme not in SCHEMES:
        raise RegisterError(f"scheme = {scheme!r}: expected auto, {', '.join(SCHEMES)}")
    position = {name: code for code, name in enumerate(industry_names())}
    codes, unlisted = [], 0
    for number, value, code in cells:
        if is_blank(code):
            raise sheet.fault(number, "industry", value, f"a {scheme} code")
        try:
            match = industry_of(code, scheme)
        except IndustryCodeError as error:
            raise RegisterError(f"{sheet.file}, row {number}, column {header!r}: {error}") from None
        codes.append(position[match.industry])
        unlisted += not match.listed
    share = unlisted / len(codes)
    messages.append(f"Industry codes were read as {scheme.upper()}.")
    if unlisted:
        messages.append(f"{unlisted} enterprises ({share:.1%}) are other services, run as trade_catering.")
    return codes, scheme, share


def _headcounts(sheet: Sheet, messages: list[str]) -> list[int]:
    if "employees" in sheet.headers:
        heads = _heads_as_given(sheet, messages)
        if "hours" in sheet.headers:
            _check_hours(sheet, heads)
        return heads
    hours = [sheet.number(number, "hours", value, "person-hours a year") for number, value in sheet.column("hours")]
    heads = []
    for (number, value), worked in zip(sheet.column("hours"), hours, strict=True):
        if worked <= 0.0:
            raise sheet.fault(number, "hours", value, "person-hours a year above 0")
        head = max(1, int(worked / HOURS_A_JOB + 0.5))
        if head > MOST_EMPLOYEES:
            raise sheet.fault(number, "hours", value, f"at most {MOST_EMPLOYEES * HOURS_A_JOB:,} person-hours a year")
        heads.append(head)
    messages.append(f"There is no column employees: headcount = hours / {HOURS_A_JOB:,}, at least 1.")
    return heads


def _heads_as_given(sheet: Sheet, messages: list[str]) -> list[int]:
    expected = f"a headcount from 1 to {MOST_EMPLOYEES:,}"
    heads, rounded = [], 0
    for number, value in sheet.column("employees"):
        exact = sheet.number(number, "employees", value, expected)
        head = int(exact + 0.5)
        if not 1 <= head <= MOST_EMPLOYEES:
            raise sheet.fault(number, "employees", value, expected)
        rounded += head != exact
        heads.append(head)
    if rounded:
        messages.append(f"{rounded} headcounts were not whole and were rounded.")
    return heads


def _check_hours(sheet: Sheet, heads: list[int]) -> None:
    """Hours beside employees are a check on both: nobody works 4,500 hours a year."""
    for (number, value), head in zip(sheet.column("hours"), heads, strict=True):
        if is_blank(value):
            continue
        worked = sheet.number(number, "hours", value, "person-hours a year")
        if not FEWEST_HOURS <= worked / head <= MOST_HOURS:
            bounds = f"{FEWEST_HOURS} to {MOST_HOURS:,} hours for each of {head:,} employees"
            raise sheet.fault(number, "hours", value, bounds)


def _region(sheet: Sheet, messages: list[str]) -> str:
    if "region" not in sheet.headers:
        return "register"
    names = {value for _, value in sheet.column("region") if not is_blank(value)}
    if len(names) == 1:
        return names.pop()
    if names:
        messages.append(f"{len(names)} regions are run as one county under one agency.")
    return "register"
