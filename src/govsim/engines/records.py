"""The records of a model: what stands in a row of each array that the engines keep."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from govsim.engines.week import YEAR_TABLE, CountYear, week_of
from govsim.language import HOLDER, LINKS, Column, Entry, Instrument, Model, books_of_party

GENERATION_STRIDE = 1 << 28  # between the ids of agents that hold a row one after the other
YEAR_LAYERS = 3
CLOCK = np.dtype([("week", "i8"), ("key", "u8"), ("run_key", "u8")], align=True)
KEY = np.dtype("u8")
CALL = np.dtype([("kernel", "i8"), ("context", "i8")])
UNDER = np.dtype([(link, "f8") for link in LINKS], align=True)  # instruments of each link under a planner
TIMING = np.dtype([("start", "i8"), ("phase_in", "i8"), ("end", "i8")], align=True)


def kind_of(default: Any) -> str:
    """The NumPy type of a column, from its default."""
    return "?" if isinstance(default, (bool, np.bool_)) else "i8" if isinstance(default, int) else "f8"


def record_type(columns: Mapping[str, Column]) -> np.dtype:
    """An aligned record of columns."""
    return np.dtype([(name, kind_of(made.default)) for name, made in columns.items()], align=True)


@lru_cache(maxsize=1024)
def table_type(model: Model, table: str) -> np.dtype:
    """The record of one row of a table.

    What a part brings stands behind all that the parts before it have, channels and books among it: so with another
    part every column of the core lies where it lay, and code that names no other stays good.
    """
    columns, brought = model.columns_of(table), _brought_to(model, table)
    return record_type({name: columns[name] for name in sorted(columns, key=lambda name: brought.get(name, 0))})


def _brought_to(model: Model, table: str) -> dict[str, int]:
    """The columns that parts bring to a table, by the place of the part among those of the model."""
    found: dict[str, int] = {}
    for place, part in enumerate(model.parts):
        for entry in part.entries:
            for name in _columns_in(entry, table):
                found.setdefault(name, place)
    return found


def _columns_in(entry: Entry, table: str) -> tuple[str, ...]:
    """The columns of a table that a declaration brings."""
    owner, _, name = entry.name.partition(".")
    if entry.kind == "column":
        return (name,) if owner == table else ()
    if entry.kind == "membership":
        return (entry.value.parent,) if entry.value.table == table else ()
    if entry.kind == "channel":
        return (entry.name,) if entry.value.level == table else ()
    return books_of_party(entry.name) if entry.kind == "payer" else ()


@lru_cache(maxsize=64)
def parameters_type(model: Model) -> np.dtype:
    """All parameters of mechanisms."""
    return np.dtype([(name, "f8") for name in model.parameters], align=True)


def settings_type(instrument: Instrument) -> np.dtype:
    """The settings of an instrument."""
    return np.dtype([(name, "f8") for name in list(instrument.settings) or ["none"]], align=True)


def memory_type(instrument: Instrument) -> np.dtype:
    """What an instrument remembers of one row: whose memory it is, and its columns."""
    return record_type({HOLDER: Column(-1), **instrument.remembers})


@lru_cache(maxsize=64)
def totals_type(model: Model) -> np.dtype:
    """The outcomes of a week, as they lie in a row of `RunResult.weekly`."""
    return np.dtype([(one.name, "f8") for one in model.weekly_outcomes])


@lru_cache(maxsize=64)
def moved_type(model: Model) -> np.dtype:
    """Whether each channel is held within its bounds."""
    return np.dtype([(name, "?") for name in model.channels])


@lru_cache(maxsize=64)
def year_type(model: Model) -> np.dtype:
    """One enterprise year: who it was, weeks of life, and the columns of the yearly table."""
    counted = [doing for stage in week_of(model).stages for doing in stage.steps if isinstance(doing, CountYear)]
    columns = model.columns_of(YEAR_TABLE) if counted else {}
    names = [name for doing in counted for name in (*doing.summed, *doing.last)]
    kept = [(name, "i8") for doing in counted for name in doing.kept]
    return np.dtype([*kept, ("weeks", "i8"), *((name, kind_of(columns[name].default)) for name in names)], align=True)
