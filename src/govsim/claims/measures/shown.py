"""How the table of measures is shown: on a terminal, and in words that the page shares."""

from __future__ import annotations

import math
from collections.abc import Sequence

from govsim.claims.findings.shown import made_on
from govsim.claims.measures.table import COSTS, YES, Kept, Row
from govsim.language import Model
from govsim.study.speak.terminal import figure, print_rows, span, tell_out
from govsim.study.speak.words import speaking, spoken, tell

SMALL_COST = 0.5  # CNY a year: less is rounding


def in_figures(row: Row, name: str) -> str:
    """A number with its interval."""
    mean, low, high = (row[f"{name}{end}"] for end in ("", "_low", "_high"))
    if not math.isfinite(mean):
        return "-"
    with speaking("en"):  # digits in full: no sign of Chinese stands beside a comma of an interval
        known = math.isfinite(low) and math.isfinite(high)
        return f"{figure(mean)} {span(low, high, figure)}" if known else figure(mean)


def percent(row: Row, name: str) -> str:
    """A change in per cent with its interval, to a tenth."""
    mean, low, high = (row[f"{name}{end}"] for end in ("", "_low", "_high"))
    if not math.isfinite(mean):
        return "-"
    return f"{mean:+.1f} %" + (f" [{low:+.1f}, {high:+.1f}]" if math.isfinite(low) and math.isfinite(high) else "")


def bearers(model: Model, row: Row) -> str:
    """Who pays and who gains, by party, where the interval leaves out nothing."""
    told = []
    for payer in COSTS[1:]:
        mean, low, high = (row[f"{payer}{end}"] for end in ("", "_low", "_high"))
        if abs(mean) > SMALL_COST and not low <= 0.0 <= high:
            with speaking("en"):
                amount = figure(mean)
            told.append(f"{model.payers[payer].zh if spoken() == 'zh' else payer} {amount}")
    return tell("measures.and").join(told) or "-"


def left(row: Row) -> str:
    """How much of its own effect is left in the year after its end."""
    if not math.isfinite(row["kept"]) or not math.isfinite(row["kept_low"]):
        return tell("measures.not_told")
    return f"{100.0 * row['kept']:.0f} % [{100.0 * row['kept_low']:.0f}, {100.0 * row['kept_high']:.0f}]"


def print_table(made: Kept, as_json: bool) -> None:
    """Print rows, with what they rest on and how many go where they should."""
    rows = made.rows
    if as_json:
        print_rows(rows, as_json=True)
        return
    tell_out(made_on(made.about))
    print_rows(
        [
            {
                "measure": row["measure"], "outcome": row["outcome"], "effect": in_figures(row, "own"),
                "expected": tell(f"measures.{row['direction']}"), "reached": tell(f"measures.{row['reached']}"),
                "injuries": percent(row, "injuries"), "left": left(row),
            }
            for row in rows
        ]
    )  # fmt: skip
    tell_out()
    tell_out(tell("measures.count", **counted(rows)))
    if made.pairs:
        tell_out()
        print_rows(
            [
                {
                    "pair": f"{one['first']} + {one['second']}", "outcome": one["outcome"],
                    "together": percent(one, "both"), "beyond": percent(one, "beyond"),
                    "expected": tell(f"measures.{one['expected']}"),
                }
                for one in made.pairs
            ]
        )  # fmt: skip


def counted(rows: Sequence[Row]) -> dict[str, int]:
    """How many there are, and how many reach the direction expected."""
    return {"count": len(rows), "reached": sum(row["reached"] == YES for row in rows)}
