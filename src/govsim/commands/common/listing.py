"""What there is to choose from: one list a file of `govsim.commands.lists`, and what is said of one thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any

from govsim.commands.common.record import found_in
from govsim.language import Model
from govsim.locale import knows
from govsim.model import model_of
from govsim.study.speak.errors import Mistakes, thing, unknown
from govsim.study.speak.terminal import print_rows
from govsim.study.speak.words import spoken, tell

ENGLISH = ("en", "title")  # columns that hold the English words beside the Chinese
CODES = ("kind", "better", "combine", "scheme")
Row = dict[str, Any]
Shown = tuple[list[str], list[Row]]


@dataclass(frozen=True)
class Known:
    """Where names are looked up.

    Attributes:
        model: what is declared.
        config_dir: a folder of settings of the user's own.
    """

    model: Model = field(default_factory=model_of)
    config_dir: str | None = None


def _plainly(rows: Sequence[Row]) -> None:
    print_rows(rows)


@dataclass(frozen=True)
class Filter:
    """A key that narrows a list.

    Attributes:
        values: what may be asked for.
        has: whether a row has it.
    """

    values: Callable[[Known], Iterable[str]]
    has: Callable[[Row, str], bool]


@dataclass(frozen=True, eq=False)
class List:
    """A list of `govsim list`.

    Attributes:
        name: as it is typed.
        order: its place; where two lists hold a name, `govsim show` means the one of the first.
        rows: what stands in it.
        kind: what one of its things is called: `thing.<kind>` of the catalogue.
        names: what `govsim show` knows of it.
        show: sentences about one thing and the table of its parts; when not given, its row and its meaning.
        print: how its rows are printed.
        filters: keys that narrow it, each with the values that it may take and whether a row has one of them.
    """

    name: str
    order: int
    rows: Callable[[Known], list[Row]]
    kind: str = ""
    names: Callable[[Known], Iterable[str]] = lambda known: ()
    show: Callable[[str, Known], Shown] | None = None
    print: Callable[[Sequence[Row]], None] = _plainly
    filters: Mapping[str, Filter] = field(default_factory=dict)


@cache
def lists() -> Mapping[str, List]:
    """Every list by name."""
    return {one.name: one for one in found_in("govsim.commands.lists", List)}


def list_all(what: str, known: Known, narrowed: Mapping[str, str] = MappingProxyType({})) -> list[Row]:
    """The rows of one list.

    Args:
        what: its name.
        known: where names are looked up.
        narrowed: what its rows must have, by the keys of its filters; of several values, `[a,b]`, any.

    Raises:
        InputError: naming the nearest list, or the nearest value of a filter.
    """
    if what not in lists():
        raise unknown("list", what, lists())
    made, mistakes = lists()[what], Mistakes()
    rows = made.rows(known)
    for key, typed in narrowed.items():
        wanted = mistakes.of(_wanted, made, key, typed, known) or []
        rows = [row for row in rows if any(made.filters[key].has(row, value) for value in wanted)]
    mistakes.refuse()
    return rows


def _wanted(made: List, key: str, typed: str, known: Known) -> list[str]:
    """The values that a filter is asked for: one, or several as `[a,b]`.

    Raises:
        InputError: with a line for each that there is not, naming the nearest.
    """
    if key not in made.filters:
        raise unknown("key", key, made.filters)
    is_list = typed.startswith("[") and typed.endswith("]")
    wanted = [one.strip() for one in (typed[1:-1] if is_list else typed).split(",")]
    values, mistakes = list(made.filters[key].values(known)), Mistakes()
    for one in wanted:
        with mistakes.noted():
            if one not in values:
                raise unknown(key, one, values)
    mistakes.refuse()
    return wanted


@cache
def all_filters() -> tuple[str, ...]:
    """Every key that narrows some list."""
    return tuple(dict.fromkeys(key for one in lists().values() for key in one.filters))


def names_to_show(known: Known) -> dict[str, List]:
    """Everything that `show` knows, with its list; where names meet, the first list wins."""
    found: dict[str, List] = {}
    for one in lists().values():
        for name in one.names(known):
            found.setdefault(name, one)
    return found


def show(name: str, known: Known) -> Shown:
    """Sentences about one thing, and the table of its parts.

    Raises:
        InputError: naming the nearest name.
    """
    names = names_to_show(known)
    if name not in names:
        raise unknown("name", name, names, see=tell("see.list"))
    found = names[name]
    return found.show(name, known) if found.show else row_shown(found, name, known)


def row_shown(of: List, name: str, known: Known, how: str = "") -> Shown:
    """One row of a list, with its meaning in front."""
    row = dict(next(row for row in of.rows(known) if row["name"] == name))
    about = row.pop("meaning", "")
    kind = tell("listing.kind_how", kind=thing(of.kind), how=how) if how else tell("listing.kind", kind=thing(of.kind))
    return [f"{name}  {row['zh']}  {kind}", *([about] if about else [])], [row]


def in_words(row: Mapping[str, Any], known: Known) -> Row:
    """A row as people read it: codes and tables in the language spoken, no titles in another; --json keeps them all."""
    if spoken() == "en":
        return dict(row)
    kept = {name: value for name, value in row.items() if name not in ENGLISH}
    keys = {name: f"{name}.{kept[name]}" for name in CODES if name in kept}
    tables: Row = {name: tables_said(known.model, str(kept[name])) for name in ("level", "table") if name in kept}
    return {**kept, **{name: tell(key) for name, key in keys.items() if knows(key)}, **tables}


def tables_said(model: Model, names: str) -> str:
    """Tables, joined by commas, in the language spoken."""
    if spoken() == "en":
        return names
    return "、".join(model.tables[one].zh if one in model.tables else one for one in names.split(", "))
