"""Messages for people: which key, which value, what is allowed, what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any


class InputError(ValueError):
    """Something the user gave cannot be used; the message is one line."""


class RunError(RuntimeError):
    """The input is fine but no run came to its end; the message is one line."""


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The known name most like `name`, or None when nothing is near."""
    known = [str(known) for known in names]
    by_lower = {one.lower(): one for one in known}
    found = get_close_matches(str(name).lower(), list(by_lower), n=1, cutoff=0.5)
    if found:
        return by_lower[found[0]]
    inside = [one for one in known if len(str(name)) > 2 and str(name).lower() in one.lower()]
    return inside[0] if inside else None


def unknown(kind: str, name: object, names: Iterable[str], key: str | None = None, see: str = "") -> InputError:
    """There is no such thing; name the nearest, or all when there are few."""
    known = list(names)
    near = nearest(str(name), known)
    if near:
        hint = f"Did you mean {near}?"
    elif see:
        hint = see
    elif not known:
        hint = "There are none."
    else:
        hint = f"Known: {', '.join(known[:12])}{', ...' if len(known) > 12 else ''}."
    where = f"{key}: there" if key else "There"
    return InputError(f"{where} is no {kind} '{name}'. {hint}")


def out_of_bounds(key: str, value: Any, low: float, high: float, unit: str = "") -> InputError:
    """The value lies outside its bounds."""
    in_unit = f" {unit}" if unit else ""
    return InputError(
        f"{key} = {short(value)} is out of bounds: it must lie in [{short(low)}, {short(high)}]{in_unit}."
    )


def wrong_kind(key: str, value: Any, wanted: str, unit: str = "") -> InputError:
    """The value is not of the kind wanted."""
    in_unit = f" ({unit})" if unit else ""
    return InputError(f"{key} = {short(value)} must be {wanted}{in_unit}.")


def short(value: Any) -> str:
    """A value as a user would type it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(short(item) for item in value)}]"
    return f"'{value}'" if isinstance(value, str) else str(value)


def one_line(error: BaseException) -> str:
    """An error of someone else's as one line."""
    text = " ".join(str(error).split())
    return text or type(error).__name__
