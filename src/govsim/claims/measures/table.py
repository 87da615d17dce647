"""The table of measures: how a row is worked out, and where the last table lies."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govsim.claims.effects.cases import ROOT
from govsim.claims.measures.arms import AFTER, ENDED, IN_FORCE, LAST_IN_FORCE, WITHOUT
from govsim.language import Instrument, Model
from govsim.study.analysis.arms import Sums
from govsim.study.runs.statistics import Estimate, ratio
from govsim.study.speak.errors import InputError
from govsim.study.speak.terminal import plain
from govsim.study.speak.words import tell

FOLDER = ROOT / "experiments" / "measures"
TABLE, TABLE_OF_PAIRS, ABOUT = "table.csv", "pairs.csv", "about.json"
IN_PER_CENT = {"injuries": "injuries_expected", "recorded": "injuries_recorded", "deaths": "deaths_expected"}
COSTS = ("resource", "government", "enterprise", "insurer", "worker", "outside")
ENDS = ("", "_low", "_high")
TEXTS = ("measure", "outcome", "direction", "reached")
NUMBERS = ("base", *(f"{name}{end}" for name in ("own", *IN_PER_CENT, *COSTS, "kept") for end in ENDS))
EFFECTS_OF_PAIRS = ("alone_first", "alone_second", "both", "beyond")
TEXTS_OF_PAIRS = ("first", "second", "outcome", "expected")
NUMBERS_OF_PAIRS = tuple(f"{name}{end}" for name in EFFECTS_OF_PAIRS for end in ENDS)
YES, NO, UNCLEAR = "yes", "no", "unclear"
Row = dict[str, Any]


def row_of(one: Instrument, found: Sums) -> Row:
    """What a measure does, each number with its 95 % interval.

    The own outcome is a difference in its own unit, injuries and deaths are in per cent, costs in CNY a year. `kept` is
    the effect on the own outcome in the year after the end as a share of that in the last year in force.
    """
    own = found.difference(IN_FORCE, WITHOUT, one.shows)
    made: Row = {
        "measure": one.name, "outcome": one.shows, "direction": one.direction, "reached": reached(one.direction, own),
        "base": float(found.value(WITHOUT, one.shows).mean()),
    }  # fmt: skip
    _put(made, "own", own)
    for name, outcome in IN_PER_CENT.items():
        _put(made, name, found.change(IN_FORCE, WITHOUT, outcome))
    for payer in COSTS:
        _put(made, payer, found.difference(IN_FORCE, WITHOUT, f"cost_{payer}"))
    _put(made, "kept", kept(found, one.shows))
    return made


def reached(direction: str, own: Estimate) -> str:
    """Whether the own outcome goes where it is expected to, with an interval that leaves out zero."""
    signs = {"up": (own.is_above, own.is_below), "down": (own.is_below, own.is_above)}
    there, opposite = signs[direction]
    return YES if there else NO if opposite else UNCLEAR


def kept(found: Sums, outcome: str) -> Estimate:
    """What is left of an effect in the year after the end, as a share of that in the last year in force."""
    after, before = (found.gap(ENDED, WITHOUT, outcome, years) for years in (AFTER, LAST_IN_FORCE))
    return Estimate(*ratio(after, before), "share")


def _put(made: Row, name: str, value: Estimate) -> None:
    made |= {f"{name}{end}": part for end, part in zip(ENDS, (value.mean, value.low, value.high), strict=True)}


@dataclass(frozen=True)
class Kept:
    """What was made last: the rows of measures and of pairs, and when and on what they were made."""

    rows: list[Row]
    pairs: list[Row]
    about: Mapping[str, Any]


def read_table(model: Model) -> Kept:
    """The committed rows of measures that there are, and of pairs.

    Raises:
        InputError: when there is none.
    """
    packaged = Path(__file__).with_name("kept")
    folder = packaged if (packaged / TABLE).is_file() else FOLDER
    if not (folder / TABLE).is_file():
        raise InputError(tell("error.measures_table", folder=folder))
    rows = [row for row in _read(folder / TABLE, NUMBERS) if row["measure"] in model.instruments]
    about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    return Kept(rows, _read(folder / TABLE_OF_PAIRS, NUMBERS_OF_PAIRS), about)


def _read(file: Path, numbers: Sequence[str]) -> list[Row]:
    with file.open(encoding="utf-8", newline="") as opened:
        rows: list[Row] = [dict(row) for row in csv.DictReader(opened)]
    return [row | {name: float(row[name]) if row[name] else float("nan") for name in numbers} for row in rows]


def _write(file: Path, rows: Iterable[Row], texts: Sequence[str], numbers: Sequence[str]) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow((*texts, *numbers))
        for row in rows:
            said = (f"{row[name]:.6g}" if math.isfinite(row[name]) else "" for name in numbers)
            writer.writerow([*(row[name] for name in texts), *said])


def write_table(made: Kept, folder: Path = FOLDER) -> None:
    """Write the tables and what they rest on."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / TABLE, made.rows, TEXTS, NUMBERS)
    _write(folder / TABLE_OF_PAIRS, made.pairs, TEXTS_OF_PAIRS, NUMBERS_OF_PAIRS)
    text = json.dumps({key: plain(value) for key, value in made.about.items()}, ensure_ascii=False, indent=1)
    (folder / ABOUT).write_text(text + "\n", encoding="utf-8")
