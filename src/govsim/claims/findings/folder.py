"""Where findings lie: one file each in `experiments/findings/`, and the table that was made of them last."""

from __future__ import annotations

import csv
import importlib.util
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from govsim.claims.effects.cases import ROOT
from govsim.claims.findings.finding import Finding
from govsim.study.speak.errors import InputError, unknown
from govsim.study.speak.terminal import plain
from govsim.study.speak.words import tell

FOLDER = ROOT / "experiments" / "findings"
TABLE, ABOUT = "table.csv", "about.json"
NUMBERS = ("simulated", "low", "high", "published", "published_low", "published_high")
COLUMNS = (
    *("id", "finding", "finding_zh", "source"), *NUMBERS, *("sign", "inside", "used", "emulated", "emulated_zh"),
    *("direction", "signed"),
)  # fmt: skip
INSIDE = {"true": True, "false": False, "": None}
Row = dict[str, Any]


def files(folder: Path = FOLDER) -> list[Path]:
    """The files of findings, in name order.

    Raises:
        InputError: outside a checkout of the project.
    """
    found = sorted(folder.glob("*.py"))
    if not found:
        raise InputError(tell("error.findings_checkout", folder=folder))
    return found


def read_file(file: Path) -> tuple[Finding, ...]:
    """The findings of one file: its `FINDINGS`, whose ids begin with the name of the file.

    Raises:
        InputError: when an id does not.
    """
    about = importlib.util.spec_from_file_location(f"govsim_finding_{file.stem}", file)
    if about is None or about.loader is None:
        raise InputError(tell("error.findings_file", file=file))
    module = importlib.util.module_from_spec(about)
    about.loader.exec_module(module)
    made: tuple[Finding, ...] = tuple(getattr(module, "FINDINGS", ()))
    if not made or any(one.group != file.stem for one in made):
        raise InputError(tell("error.findings_file", file=file))
    return made


def every_finding() -> dict[str, Finding]:
    """All findings by id, file by file."""
    return {one.id: one for file in files() for one in read_file(file)}


def named(rows: Mapping[str, Any], name: str, sources: Mapping[str, Sequence[str]]) -> list[str]:
    """The ids that a name means: one row, the rows of a file, or those held against a row of evidence.

    Raises:
        InputError: naming the nearest.
    """
    chosen = [one for one in rows if name in (one, one.partition(".")[0]) or name in sources[one]]
    if not chosen:
        known = [*dict.fromkeys(one.partition(".")[0] for one in rows), *rows,
                 *dict.fromkeys(source for one in rows for source in sources[one])]  # fmt: skip
        raise unknown("finding", name, known)
    return chosen


def kept(name: str, folder: Path = FOLDER) -> Path:
    """A committed file, of the checkout or of the installed package.

    Raises:
        InputError: when there is none.
    """
    packaged = Path(__file__).with_name("kept") / name
    file = packaged if packaged.is_file() else folder / name
    if not file.is_file():
        raise InputError(tell("error.findings_table", folder=folder))
    return file


def read_table() -> tuple[list[Row], Mapping[str, Any]]:
    """The committed rows, and when, on what and how long they were made."""
    with kept(TABLE).open(encoding="utf-8", newline="") as file:
        rows: list[Row] = [dict(row) for row in csv.DictReader(file)]
    for row in rows:
        row |= {name: float(row[name]) if row[name] else float("nan") for name in NUMBERS}
        row["inside"] = INSIDE[row["inside"]]
        row |= {name: row[name] == "true" for name in ("direction", "signed")}
    return rows, json.loads(kept(ABOUT).read_text(encoding="utf-8"))


def write_table(rows: Iterable[Mapping[str, Any]], about: Mapping[str, Any], folder: Path = FOLDER) -> None:
    """Write the table and what it rests on."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / TABLE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([_text(row[name]) for name in COLUMNS] for row in rows)
    text = json.dumps({key: plain(value) for key, value in about.items()}, ensure_ascii=False, indent=1)
    (folder / ABOUT).write_text(text + "\n", encoding="utf-8")


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.6g}" if math.isfinite(value) else ""
    return str(value)
