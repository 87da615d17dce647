"""What the command line prints: tables in columns, numbers in few digits, a progress bar."""

from __future__ import annotations

import json
import math
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from govsim.locale import knows
from govsim.locale.message import Said
from govsim.study.speak.layout import Column, columns_of, fold, is_terminal, table
from govsim.study.speak.words import spoken, tell

LEAST_WAN, LEAST_YI = 1e5, 99_995_000  # from where numbers are counted in ten thousands, and in hundred millions
MOST_DECIMALS = 8  # smaller numbers are written with a power of ten
FIRST_LINE = 10.0  # seconds until progress is first told where there is no terminal
KEPT: list[object] = []  # folders of results that are finished, for whoever interrupts what follows


def print_rows(rows: Sequence[Mapping[str, Any]], as_json: bool = False, right: Iterable[str] = ()) -> None:
    """Print a table within the width of the terminal, or as a JSON list of objects."""
    if as_json:
        print(
            json.dumps(
                [{key: plain(value) for key, value in row.items()} for row in rows], ensure_ascii=False, indent=1
            )
        )
        return
    for line in rows_laid_out(rows, columns_of(sys.stdout), right):
        print(line)


def rows_laid_out(rows: Sequence[Mapping[str, Any]], width: int, right: Iterable[str] = ()) -> list[str]:
    """The lines of a table within a width.

    Args:
        rows: all with the keys of the first; a line break in a key makes a title of several lines.
        width: columns of the terminal.
        right: keys of columns that stand at the right though they are texts; numbers always do.
    """
    if not rows:
        return []
    at_right = set(right)
    columns = [
        Column(
            head_of(head),
            [" ".join(cell(row.get(head)).split()) for row in rows],
            head in at_right or _all_numbers(rows, head),
        )
        for head in rows[0]
    ]
    return table(columns, width)


def tell_out(text: str = "", indent: str = "") -> None:
    """Print words to standard output, folded to its width."""
    print("\n".join(fold(text, columns_of(sys.stdout), indent)))


def head_of(head: str) -> str:
    """The head of a column: in English its name, the same that --json prints."""
    return tell(f"head.{head}") if spoken() != "en" and knows(f"head.{head}") else head


def plain(value: Any) -> Any:
    """A value that JSON knows; no number is null."""
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value if isinstance(value, str | int | float | bool | None | list | dict) else str(value)


def cell(value: Any) -> str:
    """A value in a table."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return tell("yes") if value else tell("no")
    return figure(value) if isinstance(value, float) else str(value)


def figure(value: float) -> str:
    """A number in four significant digits, with separators where it is large; M is a million, in Chinese 万 and 亿."""
    if not math.isfinite(value):
        return "-"
    if value == 0:
        return "0"
    if spoken() == "zh" and abs(value) >= LEAST_WAN:
        return in_wan(value)
    if abs(value) >= 1_000_000:
        return f"{value / 1_000_000:,.4g}M" if abs(value) < 1e10 else f"{value / 1_000_000:,.0f}M"
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.4g}"


def in_wan(value: float) -> str:
    """A large number as Chinese readers count: in 万 (ten thousand) or 亿 (a hundred million), in four digits."""
    unit, sign = (1e8, "亿") if abs(value) >= LEAST_YI else (1e4, "万")
    shown = value / unit
    digits = ",.0f" if abs(shown) >= 10_000 else ".0f" if abs(shown) >= 1000 else ".4g"
    return f"{shown:{digits}}{sign}"


def alike(*values: float) -> Callable[[float], str]:
    """How numbers that stand together are written: in one unit and as many decimals, by the largest of them."""
    sizes = [abs(value) for value in values if math.isfinite(value)]
    largest = max(sizes, default=0.0)
    size, sign = 1.0, ""
    if spoken() == "zh" and largest >= LEAST_WAN:
        size, sign = (1e8, "亿") if largest >= LEAST_YI else (1e4, "万")
    elif largest >= 1_000_000:
        size, sign = 1e6, "M"
    top = float(f"{largest / size:.4g}")
    decimals = max(0, 3 - math.floor(math.log10(top))) if top else 0
    if decimals > MOST_DECIMALS:
        return figure
    while decimals and all(f"{one / size:.{decimals}f}".endswith("0") for one in sizes):
        decimals -= 1

    def write(value: float) -> str:
        if not math.isfinite(value):
            return "-"
        rounded = round(value / size, decimals) + 0.0  # no sign where nothing is left
        said = f"{rounded:,.{decimals}f}" if sign in ("", "M") or abs(rounded) >= 10_000 else f"{rounded:.{decimals}f}"
        return "0" if value == 0 else said + sign

    return write


def estimate(value: float, low: float, high: float) -> str:
    """A number with its interval."""
    write = alike(value, low, high)
    return f"{write(value)} {span(low, high, write)}"


def _tenths(value: float) -> float:
    """A share in per cent to one digit; what rounds to nothing has no sign of its own."""
    return round(100 * value, 1) + 0.0


def percent(value: float) -> str:
    """A share as a signed per cent."""
    return "-" if not math.isfinite(value) else f"{_tenths(value):+.1f}%"


def bare_percent(value: float) -> str:
    """A share as a signed per cent, without its sign, for the ends of an interval."""
    return f"{_tenths(value):+.1f}"


def span(low: float, high: float, write: Callable[[float], str] | None = None) -> str:
    """An interval, or that there is none."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return tell("table.no_interval")
    said = write or alike(low, high)
    return f"[{said(low)}, {said(high)}]"


def _all_numbers(rows: Sequence[Mapping[str, Any]], head: str) -> bool:
    values = [row.get(head) for row in rows if row.get(head) is not None]
    return bool(values) and all(isinstance(value, int | float) and not isinstance(value, bool) for value in values)


def say(text: str) -> None:
    """A remark, apart from the table on standard output; in one line where no width is known, as in a log."""
    print(remark_laid_out(text), file=sys.stderr)


def remark_laid_out(text: str) -> str:
    """A remark folded to the width of standard error, where that is a terminal or COLUMNS is set."""
    if os.environ.get("COLUMNS") or is_terminal(sys.stderr):
        return "\n".join(fold(text, columns_of(sys.stderr), "  "))
    return text


class _Lines:
    """Progress as a few plain lines, ever further apart, for what is no terminal; short work has none."""

    def __init__(self, total: int, done: int) -> None:
        self.total, self.done = total, done
        self.begun = self.first = time.monotonic()
        self.before, self.pause = done, FIRST_LINE

    def advance(self, failed: bool = False) -> None:
        """Count a run, and say so if it is time."""
        self.done += 1
        now = time.monotonic()
        if self.done == self.before + 1:
            self.first = now  # what came before it was compiling too
        elif now - self.begun >= self.pause and self.done < self.total:
            self.pause *= 2
            each = (now - self.first) / (self.done - self.before - 1)
            left = duration(each * (self.total - self.done))
            say(tell("progress.line", done=f"{self.done:,}", total=f"{self.total:,}", left=left))


def duration(seconds: float) -> Said:
    """A time in two digits or so."""
    if seconds < 90:
        return tell("time.seconds", count=max(1, round(seconds)))
    return (
        tell("time.minutes", count=round(seconds / 60))
        if seconds < 5400
        else tell("time.hours", count=f"{seconds / 3600:.1f}")
    )


@contextmanager
def progress(total: int, done: int = 0) -> Iterator[Callable[..., None]]:
    """A bar with the time left, and the runs that failed so far, on a terminal; a few lines elsewhere.

    Args:
        total: number of runs.
        done: how many an earlier attempt has left.

    Yields:
        What to call after each run, with True when it failed.
    """
    if not sys.stderr.isatty():
        yield _Lines(total, done).advance
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    count, left = MofNCompleteColumn(), TimeRemainingColumn()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        count,
        TimeElapsedColumn(),
        TextColumn(tell("progress.left")),
        left,
    )
    failures = 0
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(tell("progress.runs"), total=total, completed=done)

        def advance(failed: bool = False) -> None:
            nonlocal failures
            failures += bool(failed)
            bar.update(
                task,
                advance=1,
                description=tell("progress.failed", count=failures) if failures else tell("progress.runs"),
            )

        yield advance
