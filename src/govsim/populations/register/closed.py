"""Enterprises that have closed: left out where the register says so, warned of where it seems to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from govsim.populations.register.cells import active_in, is_blank, marks_closed
from govsim.populations.register.findings import Findings
from govsim.populations.register.headers import Header
from govsim.populations.register.messages import Rows, Shown, message
from govsim.populations.register.rows import Record, Sheet
from govsim.populations.register.tables import Table


def report_closed(table: Table, header: Header, columns: Mapping[str, int], sheet: Sheet, findings: Findings) -> None:
    """Warn of a column that was not used and marks enterprises as closed."""
    kept = {record.row for record in sheet.records}
    rows = [(number, cells) for number, cells in table.rows[header.place + 1 :] if number in kept]
    for place, name in enumerate(header.names):
        if place in columns.values():
            continue
        closed = [number for number, cells in rows if place < len(cells) and marks_closed(name, cells[place])]
        if closed:
            findings.remark("closed_unused", column=Shown(name), rows=Rows(closed))


def active_records(sheet: Sheet, findings: Findings) -> Sheet:
    """Leave out enterprises that are marked as not active."""
    if "active" not in sheet.names:
        return sheet
    kept, unmarked = [], []
    left: list[Record] = []
    for record in sheet.records:
        cell = record.cells["active"]
        active = True if is_blank(cell) else active_in(cell)
        if active is None:
            sheet.refuse(record, "active", message("expect_active"), findings)
        elif active:
            kept.append(record)
        else:
            left.append(record)
        if is_blank(cell):
            unmarked.append(record.row)
    if left:
        rows = Rows(record.row for record in left)
        findings.remark("not_active", count=len(left), column=sheet.shown("active"), rows=rows)
    if unmarked and len(unmarked) < len(sheet.records):
        findings.remark("active_blank", column=sheet.shown("active"), rows=Rows(unmarked))
    if not kept and left:
        findings.refuse("none_active", column=sheet.shown("active"))
    return replace(sheet.with_records(kept), closed=tuple(left))
