"""From a file to a structure: content, table, header, rows, period, values; everything wrong in one answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from govsim.populations.industry_codes import SCHEMES
from govsim.populations.register.aggregates import aggregate_in
from govsim.populations.register.cells import COMMA, plain
from govsim.populations.register.classes import refuse_size_classes
from govsim.populations.register.closed import active_records, report_closed
from govsim.populations.register.content import hash_of, read_content
from govsim.populations.register.filings import ask_what_rows_are
from govsim.populations.register.findings import Findings
from govsim.populations.register.headers import (
    Header,
    check_map,
    choose_columns,
    find_header,
    folded,
    report_missing,
    report_unused,
    score_with,
)
from govsim.populations.register.heads import read_heads
from govsim.populations.register.messages import Meaning, Message, RegisterError, Rows, Shown, message
from govsim.populations.register.notes import RegisterNotes, not_used, what_is_filled
from govsim.populations.register.periods import lost_digits, one_period, refuse_months
from govsim.populations.register.regions import read_regions
from govsim.populations.register.risk import read_risk_levels
from govsim.populations.register.rows import Sheet, records_of
from govsim.populations.register.schema import FIRST_YEAR, HOURS_A_JOB, LAST_YEAR
from govsim.populations.register.tables import Table, read_table
from govsim.populations.register.values import (
    check_counts,
    check_plausible,
    check_sums,
    check_totals,
    read_headcounts,
    read_ids,
    read_industries,
)
from govsim.populations.sizes import MOST_ENTERPRISES
from govsim.populations.synthesis import Structure, inspector_posts, make_structure, share_out, whole_number

IMPOSSIBLE = ("refuse", "missing")


def read_register(
    path: str | Path,
    inspectors: int | None = None,
    seed: int = 1,
    scheme: str = "auto",
    columns: Mapping[str, str] | None = None,
    strict: bool = False,
    year: int | None = None,
    impossible: str = "refuse",
    lang: str = "en",
    sheet: str | None = None,
    by_region: bool = False,
    by_chain: bool = False,
) -> tuple[Structure, RegisterNotes]:
    """Read a register of enterprises from CSV, Excel (.xlsx) or Parquet.

    Needed are a column of industry codes and one of employees; without employees, a column of hours worked a
    year, from which headcounts are derived. Column names may be English or Chinese, in any case. What can be put
    right without doubt is, and the notes list it with its rows; everything else is refused in one answer. The order of
    the rows decides nothing: enterprises are laid out by their ids as text, or without ids by their content.

    Args:
        path: the file; what it is follows from its content, not from its name.
        inspectors: posts of the agency; None keeps the default county's ratio, 8 for 216 enterprises.
        seed: of what the register does not say (each enterprise's insurer).
        scheme: naics, nace, gbt, sic, or auto: as the header of the industry column says.
        columns: for each meaning of the schema, the name of its column in the file, where it is not found by itself.
        strict: refuse what would be repaired.
        year: the year to read, where the register has several.
        impossible: hours of more than 4,500 or less than 120 for each employee: refuse, or missing.
        lang: en or zh, the language of refusals.
        sheet: the sheet of a workbook, where it is not to be found by itself.
        by_region: each region of the column of regions is one by itself, with an agency of its own; posts that are
            given are shared out by enterprises.
        by_chain: enterprises stand below the heads that the columns of groups, main contractors and platforms name.

    Raises:
        RegisterError: the file cannot be used as it stands; says everything that is wrong.
        PopulationError: inspectors or seed out of bounds.
    """
    source = Path(path)
    findings = Findings(str(path), lang)
    generator = np.random.Generator(np.random.PCG64(whole_number("population.seed", seed, 0, 2**63 - 1, "")))
    inspector_posts(inspectors, 1)
    own = _checked_options(findings, scheme, columns, year, impossible)
    try:
        content = read_content(source)
        table = read_table(str(path), content, score_with(own), sheet)
    except RegisterError as error:
        raise RegisterError(error.file, error.found, lang) from error.__cause__
    findings.remarks += table.remarks
    if content.guessed:
        findings.remark("encoding_guessed", encoding=content.encoding)
    header, read, other_ids = _understood(table, own, findings)
    read, period = one_period(read, year, other_ids, findings)
    if not findings.problems:
        ask_what_rows_are(table, header, read, own, findings)
    refuse_months(read, folded(read.names.get("date", "")) in ("month", "月份"), findings)
    ids = read_ids(read, findings)
    chinese = any(not header.names[places[0]].isascii() for places in header.columns.values())
    industries = read_industries(read, scheme, chinese, findings)
    heads, derived = _headcounts(read, impossible, findings)
    recorded = check_counts(read, findings)
    read_risk_levels(read, findings)
    places = read_regions(read, by_region, findings)
    heads_read = read_heads(read, heads, by_chain, findings)
    if len(read.records) > MOST_ENTERPRISES:
        findings.refuse("too_many", count=len(read.records), most=MOST_ENTERPRISES)
    if strict:
        findings.refuse_repairs()
    findings.stop()
    assert industries is not None
    check_totals(read, heads, period, findings)
    check_sums(read, heads, findings)
    check_plausible(read, heads, findings)
    _report(read, industries.unlisted, len(heads), derived, findings)
    unused = report_unused(header, _places(header, read), findings)
    report_closed(table, header, _places(header, read), read, findings)
    order = sorted(_order(read, ids, industries.codes, heads), key=places.__getitem__)
    regions = _regions([places[place] for place in order], inspectors)
    structure = make_structure(
        industry=np.array(industries.codes, dtype=np.int64)[order],
        headcount=np.array(heads, dtype=np.int64)[order],
        ids=[ids[place] for place in order],
        regions=regions,
        generator=generator,
    )
    if heads_read is not None:
        chain, depth = (np.array(one, dtype=np.int64)[order] for one in (heads_read.chain, heads_read.depth))
        for array in (chain, depth):
            array.setflags(write=False)
        structure = replace(structure, chains=heads_read.rows, chain=chain, depth=depth)
    notes = RegisterNotes(
        path=str(path),
        content=hash_of(content.data),
        kind=table.kind,
        encoding=table.encoding,
        separator=table.separator,
        sheet=table.sheet,
        header_row=header.row,
        enterprises=len(heads),
        workers=sum(heads),
        scheme=industries.scheme,
        year=period,
        columns=dict(read.names),
        unused=unused,
        employees_from_hours="employees" not in read.names,
        other_services=len(industries.unlisted) / len(heads),
        recorded=recorded,
        repairs=findings.repairs,
        filled=what_is_filled(read.names, inspectors, structure.inspectors, seed),
        remarks=tuple(findings.remarks),
    )
    return structure, notes


def _checked_options(
    findings: Findings, scheme: str, columns: Mapping[str, str] | None, year: int | None, impossible: str
) -> dict[str, str]:
    """The user's own names of columns; options that cannot be are refused."""
    if scheme != "auto" and scheme not in SCHEMES:
        findings.refuse("option", key="population.scheme", value=Shown(scheme), known=["auto", *SCHEMES])
    if impossible not in IMPOSSIBLE:
        findings.refuse("option", key="population.impossible", value=Shown(impossible), known=list(IMPOSSIBLE))
    if year is not None and (
        isinstance(year, bool) or not isinstance(year, int) or not FIRST_YEAR <= year <= LAST_YEAR
    ):
        findings.refuse("option_year", value=str(year), low=str(FIRST_YEAR), high=str(LAST_YEAR))
    own = {str(meaning): str(header) for meaning, header in (columns or {}).items()}
    try:
        check_map(own, findings.file)
    except RegisterError as error:
        findings.problems += error.found
    findings.stop()
    return own


def _understood(table: Table, own: Mapping[str, str], findings: Findings) -> tuple[Header, Sheet, list[list[str]]]:
    """The header and the rows that count; also other columns that identify enterprises, row by row."""
    header = find_header(table.rows, own, findings)
    body = table.rows[header.place + 1 :]
    reason = aggregate_in(header, body)
    if reason is not None and not _told_apart(reason, own):
        raise RegisterError(findings.file, [message("aggregates", reason=reason)], findings.lang)
    report_missing(header, own, findings)
    columns = choose_columns(header, body, findings)
    sheet = active_records(records_of(table, header, columns, findings), findings)
    lost_digits(sheet, findings)
    by_row = dict(table.rows)
    others = [
        [plain(by_row[record.row][place]) if place < len(by_row[record.row]) else "" for record in sheet.records]
        for place in header.columns.get("id", ())[1:]
    ]
    return header, sheet, others


def _told_apart(reason: Message, own: Mapping[str, str]) -> bool:
    """Whether the user's names of columns say that a row is an enterprise, though the table does not look so."""
    return bool({"id", "name"} & {*own} or {"employees", "hours"} & {*own} and reason.code != "aggregate_sdmx")


def _headcounts(sheet: Sheet, impossible: str, findings: Findings) -> tuple[list[int], Rows]:
    if "employees" not in sheet.names and "hours" not in sheet.names:
        return [], Rows()
    refuse_size_classes(sheet, findings)
    heads, derived, _ = read_headcounts(sheet, impossible, findings)
    return heads, derived


def _order(sheet: Sheet, ids: Sequence[str], codes: Sequence[int], heads: Sequence[int]) -> list[int]:
    """The order in which enterprises are laid out: that of their ids as text, whatever the order in the file.

    Without ids it is that of what a run reads of them, then of their other cells; those still alike are equal rows.
    """

    def content(place: int) -> tuple[int, int, list[tuple[str, str]]]:
        return codes[place], heads[place], sorted(sheet.records[place].cells.items())

    return sorted(range(len(ids)), key=ids.__getitem__ if "id" in sheet.names else content)


def _regions(places: Sequence[str], inspectors: int | None) -> list[tuple[str, int, int]]:
    """Name, posts and enterprises of regions in the order of their names: the usual ratio of posts, or shares."""
    names, counts = np.unique(np.array(places, dtype=object), return_counts=True)
    if inspectors is None:
        posts = [inspector_posts(None, int(count)) for count in counts]
    else:
        posts = [int(one) for one in share_out(counts.astype(np.float64), inspector_posts(inspectors, 1))]
    return [(str(name), post, int(count)) for name, post, count in zip(names, posts, counts, strict=True)]


def _places(header: Header, sheet: Sheet) -> dict[str, int]:
    return {meaning: places[0] for meaning, places in header.columns.items() if meaning in sheet.names}


def _report(sheet: Sheet, unlisted: Rows, enterprises: int, derived: Rows, findings: Findings) -> None:
    """What else the reader of the results should know."""
    if unlisted:
        findings.remark("other_services", count=len(unlisted), share=f"{len(unlisted) / enterprises:.1%}")
    if "employees" not in sheet.names and derived:
        findings.remark("heads_derived", hours=HOURS_A_JOB, column=sheet.shown("hours"))
    commas = [sheet.shown(meaning) for meaning, way in sheet.writings.items() if way == COMMA]
    if commas:
        findings.remark("decimal_comma", columns=commas)
    read_only = not_used(sheet.names)
    if read_only:
        findings.remark("not_used", columns=[Meaning(name) for name in read_only])
    if "name" in sheet.names:
        findings.remark("names_kept_out", column=sheet.shown("name"))
