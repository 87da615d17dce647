"""`govsim findings`: the committed table of published findings, or one made anew."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from govsim.claims.effects.cases import ROOT
from govsim.claims.findings.finding import NOTHING, Finding, row
from govsim.claims.findings.folder import FOLDER, Row, every_finding, named, read_table, write_table
from govsim.claims.findings.lab import FIRST_SEED, Lab
from govsim.claims.findings.page import page
from govsim.claims.findings.shown import print_table
from govsim.study.runs.provenance import commit
from govsim.study.runs.statistics import Estimate
from govsim.study.speak.paths import typed_path
from govsim.study.speak.terminal import say


def show(name: str | None, everything: bool, as_json: bool) -> int:
    """Print the committed table: rows with a published value, or every row.

    Raises:
        InputError: at a name that no row has, naming the nearest.
    """
    rows, about = read_table()
    if name is not None:
        chosen = set(named({one["id"]: one for one in rows}, name, _sources(rows)))
        rows, everything = [one for one in rows if one["id"] in chosen], True
    print_table(rows, about, everything, as_json)
    return 0


def run(name: str | None, seeds: int | None, threads: int | None, out: str | None, as_json: bool) -> int:
    """Make the table anew, all of it or what a name means, and print it.

    All of it with the usual seeds is written over the committed table, and the pages with it; `out` writes what was
    made to another folder.

    Raises:
        InputError: outside a checkout, or at a name that no finding has.
    """
    started, declared = time.time(), every_finding()
    wanted = list(declared)
    if name is not None:
        wanted = named(declared, name, {key: one.source for key, one in declared.items()})
    rows = measure([declared[key] for key in wanted], Lab(seeds, threads))
    about = {
        "date": datetime.now(UTC).date().isoformat(), "commit": commit(), "seconds": round(time.time() - started),
        "seeds": seeds, "first_seed": FIRST_SEED,
    }  # fmt: skip
    whole = name is None and seeds is None
    if out is not None or whole:
        write_table(rows, about, typed_path(out) if out is not None else FOLDER)
    if whole and out is None:
        write_pages(rows, about)
    print_table(rows, about, name is not None, as_json)
    return 0


def write_pages(rows: Sequence[Row], about: Mapping[str, Any], folder: Path = ROOT / "docs") -> None:
    """Write `findings.md` and its Chinese twin."""
    for lang, file in (("en", "findings.md"), ("zh", "findings-zh.md")):
        (folder / file).write_text(page(rows, about, lang), encoding="utf-8")


def measure(chosen: Iterable[Finding], lab: Lab) -> list[Row]:
    """The rows of some findings, measured in one lab; each file's name is said as it begins."""
    rows: list[Row] = []
    group = ""
    for one in chosen:
        if one.group != group:
            group = one.group
            say(group)
        rows.append(dict(row(one, _measured(one, lab))))
    return rows


def _measured(finding: Finding, lab: Lab) -> Estimate:
    return NOTHING if finding.measure is None else finding.measure(lab)


def _sources(rows: Sequence[Row]) -> dict[str, Sequence[str]]:
    return {one["id"]: one["source"].split("; ") for one in rows}
