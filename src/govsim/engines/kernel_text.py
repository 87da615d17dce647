"""A kernel as text: what it takes from its context, how the rows of each lie, and the function that is written out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from govsim.engines import lazy_order, records
from govsim.engines.groups import DIVISION
from govsim.engines.layout import Layout
from govsim.language import Model, facts_of
from govsim.language.reach import functions_of

INDENT = "    "
WHOLE = np.dtype("i8")
REAL = np.dtype("f8")


@dataclass(frozen=True)
class Need:
    """An array that a kernel takes from its context.

    Attributes:
        kind: table, starts, rows, places, firsts, heap, parameters, clock, settings, timing, memory, under, scope,
            reach, aim, multiple, totals, years, moved, division, keys or grouped.
        owner: the instrument whose it is, or the parent whose members these are.
        table: whose rows it is about; of an aim, the instrument that the owner steers or not.
    """

    kind: str
    owner: str = ""
    table: str = ""


def layout_of(model: Model, need: Need) -> Layout:
    """How the rows of an array lie."""
    if need.kind == "heap":
        return lazy_order.LAYOUT
    if need.kind == "settings":
        return Layout.of(records.settings_type(model.instruments[need.owner]))
    if need.kind == "memory":
        return Layout.of_tiles(records.memory_type(model.instruments[need.owner]))
    plain = {
        "starts": WHOLE, "rows": WHOLE, "places": WHOLE, "firsts": WHOLE, "keys": WHOLE, "scope": REAL,
        "reach": REAL, "aim": REAL, "multiple": REAL,
        "clock": records.CLOCK, "timing": records.TIMING, "under": records.UNDER, "division": DIVISION,
    }  # fmt: skip
    if need.kind in plain:
        return Layout.of(plain[need.kind])
    if need.kind == "table":
        return Layout.of_tiles(records.table_type(model, need.table))
    of_model: dict[str, Callable[[Model], np.dtype]] = {
        "parameters": records.parameters_type,
        "totals": records.totals_type,
        "grouped": records.totals_type,
        "years": records.year_type,
        "moved": records.moved_type,
    }
    return Layout.of(of_model[need.kind](model))


@dataclass(frozen=True, eq=False)
class Kernel:
    """One generated function.

    Attributes:
        name: of the function.
        needs: what it takes from its context.
        names: what it calls each of these.
        lines: what it does with them.
        functions: what it calls, by the names that it has for them.
        vectors: whether it is made to do eight rows at a time what its lines say of each.
        mortal: the tables among its needs whose rows come and go: whether anybody asks if they live hangs on it.
    """

    name: str
    needs: tuple[Need, ...]
    names: tuple[str, ...]
    lines: tuple[str, ...]
    functions: dict[str, Callable[..., Any]]
    vectors: bool = False
    mortal: tuple[str, ...] = ()

    def source(self) -> str:
        """The function as text; what it calls, and the layouts, are put into its module by these names."""
        said = [f"# on eight rows at a time; come and go: {', '.join(self.mortal)}"] if self.vectors else []
        said += [f"# {alias} is {f.__qualname__}" for alias, f in self.functions.items()]
        taken = []
        for k, (need, name) in enumerate(zip(self.needs, self.names, strict=True)):
            table = f"take(context, {k}, layout_{k})"
            taken.append(f"{name} = pick({table}, 0)" if need.kind in SINGLE else f"{name} = {table}")
        body = "\n".join(INDENT + line for line in [*taken, *self.lines]) or INDENT + "pass"
        return "\n".join([*said, f"def {self.name}(context):", body]) + "\n"


SINGLE = {  # of which there is one row, by what it is called
    "parameters": "p",
    "settings": "p",
    "clock": "now",
    "timing": "timing",
    "under": "under",
    "moved": "moved",
    "division": "division",
}


@lru_cache(maxsize=4096)
def layouts_of(model: Model, kernel: Kernel) -> tuple[Layout, ...]:
    """How the rows lie that a kernel takes, as far as it names their columns.

    A column that no function of the kernel names may come, go and lie where it likes.
    """
    named = {"id", "alive"} | set(re.findall(r"[.\"](\w+)", kernel.source()))
    for function in kernel.functions.values():
        for reached in functions_of(function):
            facts = facts_of(reached)
            named |= {name for _, name in facts.reads | facts.writes}
    return tuple(_named(layout_of(model, need), need, named) for need in kernel.needs)


def _named(made: Layout, need: Need, named: set[str]) -> Layout:
    return made.of_names(named) if need.kind in ("table", "parameters") else made
