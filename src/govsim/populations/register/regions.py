"""The regions of a register: one county under one agency, or each region by itself under an agency of its own."""

from __future__ import annotations

import unicodedata
from collections import Counter

from govsim.populations.register.findings import Findings
from govsim.populations.register.messages import Rows, Shown
from govsim.populations.register.rows import Sheet
from govsim.populations.sizes import MADE_REGION, MOST_REGIONS

UNNAMED = "register"  # what the county is called where no column says
NO_NAME = set("[]{},:=\"'\n")  # signs that no key of a scope can hold
TAKEN = ("beyond", "county", "all", MADE_REGION)  # what tables call other things


def read_regions(sheet: Sheet, by_region: bool, findings: Findings) -> list[str]:
    """The region of each enterprise: by name where regions are told apart, else one for all.

    Names that differ in case, width or blanks alone are one region, by its commonest name, which is a repair. Refused
    are enterprises without a region, names that no scope could name, and more regions than may be.

    Args:
        sheet: the rows that are read.
        by_region: whether each region is to be one by itself.
        findings: takes what is refused, repaired or worth saying.
    """
    names = [record.text("region").strip() for record in sheet.records] if "region" in sheet.names else []
    if not by_region:
        return [_only(names, sheet, findings)] * len(sheet.records)
    if not names:
        findings.refuse("by_region_none")
        return [UNNAMED] * len(sheet.records)
    return _each(names, sheet, findings)


def plain_name(name: str) -> str:
    """A name without what does not matter: width, case, and how many blanks."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _only(names: list[str], sheet: Sheet, findings: Findings) -> str:
    """The county's name, if the register knows one only."""
    known = {name for name in names if name}
    if len(known) == 1:
        return known.pop()
    if known:
        findings.remark("regions", count=len(known), column=sheet.shown("region"))
    return UNNAMED


def _each(names: list[str], sheet: Sheet, findings: Findings) -> list[str]:
    column, rows = sheet.shown("region"), [record.row for record in sheet.records]
    blank = [row for row, name in zip(rows, names, strict=True) if not name]
    if blank:
        findings.refuse("region_blank", row=blank[0], column=column, rows=Rows(tuple(blank)))
    written: dict[str, Counter[str]] = {}
    for name in names:
        written.setdefault(plain_name(name), Counter())[name] += 1
    chosen = {key: sorted(ways.items(), key=lambda way: (-way[1], way[0]))[0][0] for key, ways in written.items()}
    for row, name in zip(rows, names, strict=True):
        as_one = chosen[plain_name(name)]
        if name != as_one:
            findings.repair("region_written", row, column=column, name=Shown(as_one))
    for key, name in sorted(chosen.items()):
        if key and (NO_NAME & set(name) or key in TAKEN):
            first = next(row for row, one in zip(rows, names, strict=True) if plain_name(one) == key)
            findings.refuse("region_name", row=first, column=column, name=Shown(name))
    if len(chosen) > MOST_REGIONS:
        findings.refuse("many_regions", count=len(chosen), most=MOST_REGIONS, column=column)
    findings.remark("by_region", count=len(chosen), column=column)
    return [chosen[plain_name(name)] for name in names]
