"""`govsim list` and `govsim show`: declarations and files as they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from govsim.commands.listing import LISTS, list_all, show
from govsim.locale import LANGUAGES, knows
from govsim.study.ask.checks import one_of
from govsim.study.ask.declarations import load_plugins
from govsim.study.speak.errors import InputError, unknown
from govsim.study.speak.terminal import print_rows
from govsim.study.speak.words import spoken, tell

KEYS = ("plugins", "lang")


def look_up(command: str, words: Sequence[str], flags: Mapping[str, Any]) -> int:
    """Print a list, or one thing.

    Raises:
        InputError: naming the nearest list or name.
    """
    given = dict(word.split("=", 1) for word in words if "=" in word)
    for key in given:
        if key not in KEYS:
            raise unknown("key", key, KEYS)
    one_of("lang", given.get("lang", "en"), "language", LANGUAGES)
    load_plugins(path for path in given.get("plugins", "").strip("[]").split(",") if path)
    names = [word for word in words if "=" not in word]
    if flags["help"] or not names:
        print(f"govsim list {'|'.join(LISTS)}\ngovsim show {tell('usage.name')}")
        return 0 if flags["help"] else 2
    if len(names) > 1:
        raise InputError(tell("error.one_name", command=command, names=", ".join(names)))
    if command == "list":
        rows = list_all(names[0], flags["config_dir"])
        if flags["json"]:
            print_rows(rows, as_json=True)
            return 0
        rows = list(map(_in_words, rows))
        print_rows([row for row in rows if "codes" in row])  # of industries only: they have columns of their own
        if any("codes" in row for row in rows):
            print(f"{tell('listing.codes')}\n")
        print_rows([row for row in rows if "codes" not in row])
        return 0
    head, rows = show(names[0], flags["config_dir"])
    if not flags["json"]:
        print("\n".join(head))
    print_rows(rows if flags["json"] else list(map(_in_words, rows)), flags["json"])
    return 0


def _in_words(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with the codes of outcomes in the language spoken; --json keeps the codes."""
    if spoken() == "en":
        return dict(row)
    keys = {name: f"{name}.{row[name]}" for name in ("kind", "better") if name in row}
    return {**row, **{name: tell(key) for name, key in keys.items() if knows(key)}}
