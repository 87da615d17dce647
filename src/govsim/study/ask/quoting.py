"""Values as people type them, in the quotes that Hydra's grammar asks for.

Hydra reads neither Chinese nor most signs outside quotes, and the shell has taken away the quotes that were typed:
`population.path=企业.csv` and `population.map="employees=Staff (avg)"` would both be refused.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import Any

TEXT_KEYS = ("population.path", "population.sheet", "out", "experiment", "name", "title.en", "title.zh")
SCENARIO_KEYS = ("scenario", "scenarios")
FILE_KEYS = ("population.path", "plugins")
WHOLE_KEYS = ("treatment",)  # one text, whatever signs it holds: an instrument with settings in brackets
_ONE_TEXT = ("name", "title.en", "title.zh")  # their commas part no values
_NO_TEXT = re.compile(r"[-+]?[\d_]*\.?\d[\d_]*(e[-+]?\d+)?|true|false|null|inf|nan", re.IGNORECASE)
_ID_KEYS = re.compile(r"enterprise|instrument\.\w+\.scope\.enterprises")
_NUMBER = re.compile(r"0|[1-9][0-9]*|null|")
_PIECES = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|[^\[\]{},:'\"]+")


def parse(text: str, read: Callable[[str], Any], refusal: type[Exception]) -> tuple[str, Any]:
    """Parse one override, with quotes around what Hydra cannot read without.

    Args:
        text: `key=value` as typed.
        read: Hydra's reading of one override.
        refusal: what Hydra raises where it cannot.

    Returns:
        The text as Hydra reads it, and what it read.

    Raises:
        Exception: the refusal of the text as typed, where quotes do not help.
    """
    key, equals, value = text.partition("=")
    if key in SCENARIO_KEYS and not re.match(r"\w+\(", value):  # choice(a,b)
        text = f"{key}={_as_names(value)}"
    if key in WHOLE_KEYS and value[:1] not in ("'", '"'):
        text = f"{key}{equals}{quoted(value)}"
    if _ID_KEYS.fullmatch(key):
        text = f"{key}{equals}{_as_ids(value)}"
    if key in FILE_KEYS and is_a_file(value):
        text = f"{key}={quoted(value)}"
    try:
        one = read(text)
    except refusal:
        for candidate in _candidates(key, value) if equals else ():
            try:
                return candidate, read(candidate)
            except refusal:
                continue
        raise
    if one.is_sweep_override() and (key in _ONE_TEXT or key == "population.path" and _no_file_of(value)):
        whole = f"{key}={quoted(value)}"
        return whole, read(whole)
    if key in TEXT_KEYS and not one.is_sweep_override() and isinstance(one.value(), bool | int | float):
        whole = f"{key}={quoted(value)}"  # a folder called 1e3 is not called 1000.0
        return whole, read(whole)
    return text, one


def is_a_file(value: str) -> bool:
    """Whether a value as typed, with commas and brackets, is the name of a file."""
    return os.path.isfile(os.path.expanduser(value))


def _no_file_of(value: str) -> bool:
    """Whether neither the value nor any piece of it between commas is the name of a file, nor a choice or range."""
    return not re.match(r"\w+\(", value) and not any(is_a_file(piece.strip()) for piece in value.split(","))


def _as_names(value: str) -> str:
    """Names of scenarios and variants of them, which have signs and brackets of their own, in quotes."""
    is_list = value.startswith("[") and value.endswith("]")
    inner = value[1:-1] if is_list else value
    made = ",".join(_name(piece) for piece in split_outside(inner))
    return f"[{made}]" if is_list else made


def _name(piece: str) -> str:
    bare = piece.strip()
    needs = re.search(r"[=+(]", bare) or _NO_TEXT.fullmatch(bare)  # a scenario may be called 2024
    return quoted(bare) if needs and bare[0] not in "'\"" else piece


def split_outside(text: str) -> list[str]:
    """Pieces between commas that stand in no brackets and no quotes."""
    pieces, depth, quote = [""], 0, ""
    for letter in text:
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        depth += (letter in "([{" and not quote) - (letter in ")]}" and not quote)
        if letter == "," and not depth and not quote:
            pieces.append("")
        else:
            pieces[-1] += letter
    return pieces


def _as_ids(value: str) -> str:
    """Ids of a register as they are typed: 0007, 1e5 and 1_000 are texts; 17 is a number, and may be an id too."""
    if re.match(r"\w+\(", value):
        return value  # range(1,5)
    return _PIECES.sub(lambda found: found[0] if _NUMBER.fullmatch(found[0].strip()) else _text(found[0]), value)


def _text(piece: str) -> str:
    bare = piece.strip()
    return piece if not bare or bare[0] in "'\"" else quoted(bare)


def quoted(value: str) -> str:
    """A value in single quotes; backslashes before a quote, and at the end, count as Hydra counts them."""
    escaped = re.sub(r"(\\*)('|$)", lambda found: found[1] * 2 + ("\\'" if found[2] else ""), value)
    return f"'{escaped}'"


def _candidates(key: str, value: str) -> list[str]:
    """Ways to read it, the likeliest first; a quote or bracket that was never closed is a mistake and stays one."""
    if value.startswith(("'", '"')):
        return []
    by_piece, whole = f"{key}={_PIECES.sub(_piece, value)}", f"{key}={quoted(value)}"
    if value.startswith(("[", "{")):
        return [by_piece]
    return [whole] if key == "population.map" else [by_piece, whole]  # commas of a map part columns, not values


def _piece(found: re.Match[str]) -> str:
    """A bare word between commas, quoted if it holds more than plain letters, digits and the signs of a path."""
    bare = found[0].strip()
    if not bare or bare[0] in "'\"" or re.fullmatch(r"[A-Za-z0-9_./+-]*", bare):
        return found[0]
    return quoted(bare)
