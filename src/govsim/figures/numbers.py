"""Numbers as figures write them: plain, short, with a true minus sign."""

from __future__ import annotations

import math

import numpy as np

MOST_DECIMALS = 9


def number(value: float, signed: bool = False, decimals: int | None = None) -> str:
    """A number with about three digits that mean something, thousands apart, a true minus sign.

    Args:
        value: the number.
        signed: whether a plus sign says that it is a change.
        decimals: how many it gets beside others that are as fine; None where it stands alone.
    """
    size = abs(value)
    if decimals is not None:
        text = f"{size:,.{decimals}f}"
    elif size >= 100 or size == 0:
        text = f"{size:,.0f}"
    elif size >= 9.95:
        text = f"{size:.0f}" if signed else f"{size:.1f}"
    elif size >= 0.95:
        text = f"{size:.1f}"
    elif size >= 0.095:
        text = f"{size:.2f}"
    else:
        text = _plainly(size)
    is_zero = not any(digit in "123456789" for digit in text)
    sign = "" if is_zero else "−" if value < 0 else "+" if signed else ""
    return sign + text


def as_fine(low: float, high: float) -> int:
    """The decimals of a number and the ends of its interval: about two digits of half its width mean something."""
    half = abs(high - low) / 2
    if not math.isfinite(half) or half == 0:
        return 1
    return 0 if half >= 9.5 else min(max(1, -math.floor(math.log10(half / 3))), MOST_DECIMALS)


def _plainly(size: float) -> str:
    """A small number in two digits that mean something, without a power of ten."""
    rounded = float(f"{size:.2g}")
    return f"{rounded:.{1 - math.floor(math.log10(rounded))}f}" if rounded > 0 else "0"


def tick(value: float, _: float | None = None) -> str:
    """A tick of an axis: no more digits than it needs, thousands apart, a true minus sign."""
    text = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.6g}"
    text = f"{value:.12f}".rstrip("0").rstrip(".") if "e" in text else text
    return text.replace("-", "−")


def percents_together(*values: float) -> int:
    """The decimals of per cent that stand together: none where each is ten or more and they differ by two, else one."""
    known = [value for value in values if math.isfinite(value)]
    apart = len(known) < 2 or max(known) - min(known) >= 2
    return 0 if apart and all(abs(value) >= 9.95 for value in known) else 1


def bare_percent(value: float, decimals: int | None = None) -> str:
    """An end of an interval in per cent, without the sign of per cent: what is not zero never looks like it."""
    size = abs(value)
    places = percents_together(value) if decimals is None else decimals
    text = f"{size:,.{places}f}" if size >= 0.05 else f"{size:.1g}"
    text = "0" if size < 0.0005 else text
    return ("−" if value < 0 and text != "0" else "") + text


def percent(value: float, signed: bool = True, decimals: int | None = None) -> str:
    """A share in per cent; whole numbers from ten on, one decimal below, or as many as what it stands beside."""
    text = f"{abs(value):,.{percents_together(value) if decimals is None else decimals}f}"
    sign = "" if text == "0.0" else "−" if value < 0 else "+" if signed else ""
    return f"{sign}{text}%"


def arms(value: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """What an interval reaches below and above its mean: never less than nothing, which rounding may leave."""
    return np.maximum([value - low, high - value], 0.0)
