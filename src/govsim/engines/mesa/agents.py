"""Rows of the model as Mesa agents: a column is an attribute."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import mesa

from govsim.engines.world import public_id
from govsim.language import Model


class Party(mesa.Agent):
    """One row of a table. `up` holds its ancestors by name; `id` is the number that draws are keyed by."""

    table = ""
    id: int
    generation: int
    alive: bool
    arriving: bool

    def __init__(self, model: mesa.Model, values: dict[str, Any]) -> None:
        super().__init__(model)
        self.up: dict[str, Party] = {}
        for name, value in values.items():
            setattr(self, name, value)

    @property
    def number(self) -> int:
        """The number that users see, as in the tables of results."""
        return int(public_id(self.id, self.generation))  # type: ignore[arg-type]


@lru_cache(maxsize=512)
def party_class(model: Model, table: str, typed: bool = False) -> type[Party]:
    """The agent class of a table, named as a reader would: Enterprise, Worker.

    With `typed`, a value of another type than its column's is refused: the compiled engine would cut a fraction
    silently where Python keeps it.
    """
    about = {"table": table, "__doc__": f"{model.tables[table].zh}: one row of the table {table}."}
    if typed:
        kinds = {name: type(declared.default) for name, declared in model.columns_of(table).items()}

        def refuse(self: Party, name: str, value: Any) -> None:
            kind = kinds.get(name)
            if kind is not None and type(value) is not kind:
                raise TypeError(f"{table}.{name} is of type {kind.__name__}, not {type(value).__name__} ({value!r})")
            object.__setattr__(self, name, value)

        about["__setattr__"] = refuse  # type: ignore[assignment]
    return type(table.capitalize(), (Party,), about)
