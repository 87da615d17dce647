"""Whether a hypothesis holds in results: from intervals, never from a mean alone.

An expectation holds where the whole 95 % interval lies on the side that it names, does not hold where the whole
interval lies on the other side, and cannot be told otherwise. Where assumed numbers were drawn too, it must hold, or
fail, in both intervals: that of luck, and that of luck and assumptions together.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from govsim.study.ask.experiment import Expected
from govsim.study.runs.places import PROVENANCE, read_json
from govsim.study.runs.statistics import paired_effects, summary
from govsim.study.speak.errors import InputError, one_line, unknown
from govsim.study.speak.words import tell

HELD, NOT_HELD, UNTOLD = "held", "not_held", "untold"
JOINT = Path("draws") / "joint.csv"
ENDS = (("{}_low", "{}_high"), ("ci_low", "ci_high"), ("low", "high"))  # columns of an interval, the first pair there
OWNERS: Mapping[str, Sequence[str]] = {  # whose interval it is where its columns name no other
    "ci_low": ("mean", "difference"), "low": ("mean", "median", "estimate", "value", "index", "score", "swing"),
}  # fmt: skip


@dataclass(frozen=True)
class Interval:
    """A number with its interval; nan where there is none."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Checked:
    """What came of an expectation.

    Attributes:
        expected: what was said.
        verdict: held, not_held or untold.
        found: the number under luck alone.
        joint: under luck and assumptions together; None where none were drawn.
        reason: why there is no number; "" where there is one.
    """

    expected: Expected
    verdict: str
    found: Interval
    joint: Interval | None = None
    reason: str = ""


def checked_in(expected: Expected, folder: Path) -> Checked:
    """Hold an expectation against the results in a folder; what is not there cannot be told, and why is said."""
    try:
        found, joint = _of_table(expected, folder) if expected.table else _of_runs(expected, folder)
    except InputError as error:
        return Checked(expected, UNTOLD, Interval(*3 * (math.nan,)), reason=error.args[0])
    verdicts = {verdict_of(expected, one) for one in (found, joint) if one is not None}
    verdict = verdicts.pop() if len(verdicts) == 1 else UNTOLD
    return Checked(expected, verdict, found, joint)


def verdict_of(expected: Expected, found: Interval) -> str:
    """Whether the whole interval lies on the side that is expected, on the other, or on neither."""
    if not (math.isfinite(found.low) and math.isfinite(found.high)):
        return UNTOLD
    least, most = {
        "less": (-math.inf, 0.0),
        "more": (0.0, math.inf),
        "below": (-math.inf, *expected.bounds),
        "above": (*expected.bounds, math.inf),
        "between": expected.bounds,
    }[expected.expect]
    if expected.expect == "between":
        inside, outside = least <= found.low and found.high <= most, found.high < least or found.low > most
    else:
        inside, outside = least < found.low and found.high < most, found.low >= most or found.high <= least
    return HELD if inside else NOT_HELD if outside else UNTOLD


def _of_runs(expected: Expected, folder: Path) -> tuple[Interval, Interval | None]:
    """The number that an expectation is about, from a row a run and, where assumed numbers were drawn, from the draws.

    Raises:
        InputError: the scenario or the outcome is not there.
    """
    runs = _read(folder / "runs.parquet")
    _among("outcome", expected.outcome, [name for name in runs.columns if name not in ("scenario", "seed", "error")])
    scenarios = list(dict.fromkeys(map(str, runs["scenario"])))
    _among("scenario", expected.scenario, scenarios)
    if expected.measure == "level":
        row = summary(runs[runs["scenario"] == expected.scenario], [expected.outcome]).iloc[0]
        return Interval(*(float(row[name]) for name in ("mean", "ci_low", "ci_high"))), None
    usual = str((read_json(folder / PROVENANCE) or {}).get("reference") or "")
    reference = expected.against or usual
    _among("scenario", reference, scenarios)
    if reference == expected.scenario:
        raise InputError(tell("check.itself", scenario=reference))
    table = paired_effects(runs[runs["scenario"].isin([expected.scenario, reference])], reference, [expected.outcome])
    names = ("relative", "relative_low", "relative_high")
    is_percent = expected.measure == "percent"
    row, times = table.iloc[0], 100.0 if is_percent else 1.0
    found = Interval(*(times * float(row[one]) for one in (names if is_percent else ("difference", *ENDS[1]))))
    return found, _joint(expected, folder) if reference == usual else None


def _joint(expected: Expected, folder: Path) -> Interval | None:
    if not (folder / JOINT).is_file():
        return None
    table = pd.read_csv(folder / JOINT)
    mine = table[(table["scenario"] == expected.scenario) & (table["outcome"] == expected.outcome)]
    if mine.empty:
        return None
    names = ("relative", "relative_low", "relative_high") if expected.measure == "percent" else ("median", *ENDS[2])
    return Interval(*(float(mine.iloc[0][name]) for name in names))


def _of_table(expected: Expected, folder: Path) -> tuple[Interval, None]:
    """A cell of a table beside the runs, with the interval beside it.

    Raises:
        InputError: there is no such table, column or row, or several rows, or the column has no interval.
    """
    table = _read(folder / expected.table)
    rows = table
    for column, value in expected.where.items():
        _among("column", column, table.columns)
        rows = rows[rows[column].astype(str) == value]
    if len(rows) != 1:
        raise InputError(tell("check.rows", file=expected.table, rows=len(rows)))
    _among("column", expected.value, table.columns)
    row: Mapping[str, Any] = rows.iloc[0].to_dict()
    pairs = [tuple(one.format(expected.value) for one in pair) for pair in ENDS]
    ends = next((pair for pair in pairs if pair[0] in row and expected.value in OWNERS.get(pair[0], [expected.value])),
                None)  # fmt: skip
    try:
        found = Interval(*(float(row[name]) for name in (expected.value, *(ends or 2 * (expected.value,)))))
    except (TypeError, ValueError, KeyError) as error:
        raise InputError(tell("check.no_number", file=expected.table, column=expected.value)) from error
    if ends is None:
        raise InputError(tell("check.no_interval", file=expected.table, column=expected.value))
    return found, None


def _read(file: Path) -> pd.DataFrame:
    try:
        return pd.read_parquet(file) if file.suffix == ".parquet" else pd.read_csv(file)
    except FileNotFoundError as error:
        raise InputError(tell("check.no_table", file=file.name)) from error
    except Exception as error:
        raise InputError(tell("error.unreadable", file=file, reason=one_line(error))) from error


def _among(kind: str, name: str, known: Sequence[str] | Any) -> None:
    if name not in list(known):
        raise unknown(kind, name, list(known))
