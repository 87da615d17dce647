"""Numbers as figures write them: plain, short, with a true minus sign."""

from __future__ import annotations

import math


def number(value: float, signed: bool = False) -> str:
    """A number with about three digits that mean something, thousands apart, a true minus sign."""
    size = abs(value)
    if size >= 100 or size == 0:
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


def _plainly(size: float) -> str:
    """A small number in two digits that mean something, without a power of ten."""
    rounded = float(f"{size:.2g}")
    return f"{rounded:.{1 - math.floor(math.log10(rounded))}f}" if rounded > 0 else "0"


def tick(value: float, _: float | None = None) -> str:
    """A tick of an axis: no more digits than it needs, thousands apart, a true minus sign."""
    text = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.6g}"
    text = f"{value:.12f}".rstrip("0").rstrip(".") if "e" in text else text
    return text.replace("-", "−")


def bare_percent(value: float) -> str:
    """An end of an interval in per cent, without the sign of per cent: what is not zero never looks like it."""
    size = abs(value)
    text = f"{size:,.0f}" if size >= 9.95 else f"{size:.1f}" if size >= 0.05 else f"{size:.1g}"
    text = "0" if size < 0.0005 else text
    return ("−" if value < 0 and text != "0" else "") + text


def percent(value: float, signed: bool = True) -> str:
    """A share in per cent; whole numbers from ten on, one decimal below."""
    size = abs(value)
    text = f"{size:,.0f}" if size >= 9.95 else f"{size:.1f}"
    sign = "" if text == "0.0" else "−" if value < 0 else "+" if signed else ""
    return f"{sign}{text}%"
