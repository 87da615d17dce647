"""Rows of the model as Mesa agents: a column is an attribute."""

from __future__ import annotations

import copyreg
from functools import lru_cache
from typing import Any

import mesa

from govsim.engines.world import public_id
from govsim.language import Model


class PartyType(type(mesa.Agent)):  # type: ignore[misc]
    """The type of agent classes that are made for a table: pickle finds them by what they are made of."""

    made_of: tuple[Model, str, bool]


class Party(mesa.Agent, metaclass=PartyType):
    """One row of a table. `up` holds its ancestors by name; `id` is the number that draws are keyed by.

    A row that nobody occupies is no agent of the model; who takes it over is one, with a `unique_id` of its own.
    """

    table = ""
    id: int
    generation: int
    alive: bool = False
    arriving: bool
    counted_as: int | None = None  # the id under which the model counts it among its agents
    taken_out: bool = False

    def __init__(self, model: mesa.Model, values: dict[str, Any]) -> None:
        super().__init__(model)
        self.up: dict[str, Party] = {}
        for name, value in values.items():
            setattr(self, name, value)

    @property
    def number(self) -> int:
        """The number that users see, as in the tables of results."""
        return int(public_id(self.id, max(self.generation, 0)))  # type: ignore[arg-type]  # those who never came have none

    def remove(self) -> None:
        """Take it out for good, with all that belongs to it: nobody takes its place.

        Raises:
            InputError: for one that the county cannot do without, such as its regulator.
        """
        self.model.take_out(self)  # type: ignore[attr-defined]


@lru_cache(maxsize=512)
def party_class(model: Model, table: str, typed: bool = False) -> type[Party]:
    """The agent class of a table, named as a reader would: Enterprise, Worker.

    With `typed`, a value of another type than its column's is refused: the compiled engine would cut a fraction
    silently where Python keeps it.
    """
    about = {"table": table, "__doc__": f"{model.tables[table].zh}: one row of the table {table}."}
    about["made_of"] = (model, table, typed)  # type: ignore[assignment]
    if typed:
        kinds = {name: type(declared.default) for name, declared in model.columns_of(table).items()}
        put = object.__setattr__

        def refuse(self: Party, name: str, value: Any) -> None:
            if type(value) is not kinds.get(name, type(value)):
                kind = kinds[name].__name__
                raise TypeError(f"{table}.{name} is of type {kind}, not {type(value).__name__} ({value!r})")
            put(self, name, value)

        about["__setattr__"] = refuse  # type: ignore[assignment]
    return PartyType(table.capitalize(), (Party,), about)


def _again(made: PartyType) -> str | tuple[Any, ...]:
    """How pickle finds a class: one made for a table by what it was made of, any other by its name."""
    return (party_class, made.made_of) if "made_of" in made.__dict__ else made.__qualname__


copyreg.pickle(PartyType, _again)  # type: ignore[arg-type]
