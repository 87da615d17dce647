"""The tables of a run: tiles laid out from a structure of who exists, a scenario and its model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from govsim.engines.places import Places
from govsim.engines.plan import wiring_of
from govsim.engines.reached import Names, enterprises_of, scope_of, slot_of, who_of, within
from govsim.engines.records import TIMING, UNDER, memory_type, parameters_type, settings_type, table_type
from govsim.engines.roll_out import RollOut, joining_weeks
from govsim.engines.tiles import Tiles
from govsim.language import ENGINE_COLUMNS, DeclarationError, Model, Rows, nearest, purpose
from govsim.populations.industry import INDUSTRIES

if TYPE_CHECKING:
    from govsim.populations.synthesis import Structure
    from govsim.scenario import Adoption, Scenario

TABLE_BITS = 56
LOT = purpose("scope_lot")
Links = dict[tuple[str, str], tuple[np.ndarray, np.ndarray]]


@dataclass
class World:
    """Everything that changes in a run, as arrays; and what instruments are told.

    Attributes:
        tables: by name.
        places: where their rows lie.
        links: by members' table and parent, where each parent's members start, and their rows.
        parameters: of mechanisms, one record.
        settings, memory, timing: of each instrument that is in force.
        scope: of each instrument and table, the share of full strength on each row.
        under: of each planner, how many instruments of each link it steers, one record.
        aims: of each planner and instrument, whether it steers that one: a number, 1 or 0.
        roll_out: who joins when, where instruments go by an order.
    """

    tables: dict[str, Tiles]
    places: Places
    links: Links
    parameters: np.ndarray
    settings: dict[str, np.ndarray]
    memory: dict[str, Tiles]
    timing: dict[str, np.ndarray]
    scope: dict[tuple[str, str], np.ndarray]
    aims: dict[tuple[str, str], np.ndarray]
    under: dict[str, np.ndarray]
    roll_out: RollOut = field(default_factory=RollOut)


def empty_table(model: Model, table: str, rows: int) -> np.ndarray:
    """Rows with declared defaults, not alive, numbered by slot."""
    made = np.zeros(rows, table_type(model, table))
    for name, declared in model.columns_of(table).items():
        made[name] = declared.default
    made["id"] = (model.tables[table].code << TABLE_BITS) + np.arange(rows)
    return made


def public_id(ids: np.ndarray, generation: np.ndarray) -> np.ndarray:
    """The number that users see: the slot, plus a million for each enterprise that held it before."""
    return slot_of(ids) + 1_000_000 * generation


@dataclass(frozen=True)
class Base:
    """What all runs on one population share: the tables before anyone has arrived, and who belongs to whom.

    Attributes:
        links: see `World`.
        places: the tables as runs keep them.
        names: what regions and places are called, in order.
    """

    links: Links
    places: Places = field(repr=False)
    names: Names = Names()

    @property
    def tables(self) -> dict[str, np.ndarray]:
        """Copies of the tables as NumPy records."""
        return {name: rows.records() for name, rows in self.places.laid.items()}

    @property
    def nbytes(self) -> int:
        """What it takes in memory, laid out as runs keep it."""
        tables = sum(one.nbytes for one in self.places.laid.values())
        return tables + sum(part.nbytes for pair in self.links.values() for part in pair)


def base_of(model: Model, structure: Structure) -> Base:
    """Lay out the slots of a population: tables with declared defaults, in which nobody lives yet."""
    tables = {}
    for name, declared in model.tables.items():
        asked = [(declared.rows, declared.where)]
        asked += [(entry.value.of, entry.where) for entry in model.further if entry.name == name]
        given = [(_rows(function, structure, name, where), where) for function, where in asked]
        tables[name] = made = empty_table(model, name, sum(rows.count for rows, _ in given))
        first = 0
        for rows, where in given:
            _take(model, made[first : first + rows.count], name, rows, where)
            first += rows.count
        made["alive"], made["arriving"] = name not in model.newcomers, name in model.newcomers
    for link in model.memberships:
        where = model.where("membership", f"{link.table}.{link.parent}")
        _fill(tables[link.table], link.table, link.parent, _asked(link.of, structure, link.table, where), where)
    _check_parents(model, tables)
    names = Names(*(tuple(one.name for one in getattr(structure, rows, ())) for rows in ("regions", "places")))
    return finish_base(model, tables, names)


def _rows(function: Callable[[Any], Any], structure: Structure, table: str, where: str) -> Rows:
    """The rows that a function of a declaration gives a table."""
    rows = _asked(function, structure, table, where)
    if not isinstance(rows, Rows) or isinstance(rows.count, bool) or rows.count < 0:
        reason = f"{rows!r} is no Rows(count, ...)"
        raise DeclarationError("language.rows_fail", where, table=table, reason=reason)
    return rows


def _take(model: Model, made: np.ndarray, table: str, rows: Rows, where: str) -> None:
    """Fill rows with what is known of them before anyone arrives."""
    for column, values in rows.columns.items():
        if column in model.columns_of(table) and column not in ENGINE_COLUMNS:
            _fill(made, table, column, values, where)
        elif column not in model.tables[table].parents:  # a parent may belong to a part that was left out
            hint = nearest(column, model.columns_of(table))
            raise DeclarationError("language.no_column", where, table=table, column=column, hint=hint)


def _asked(function: Callable[[Any], Any], structure: Structure, table: str, where: str) -> Any:
    """What a function of a declaration says of a population; whatever goes wrong in it has the declaration's place."""
    try:
        return function(structure)
    except DeclarationError:
        raise
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        raise DeclarationError("language.rows_fail", where, table=table, reason=reason) from error


def _fill(rows: np.ndarray, table: str, column: str, values: Any, where: str) -> None:
    """Fill a column with one value, or with one a row."""
    if np.ndim(values) and len(values) != len(rows):
        given, count = len(values), len(rows)
        raise DeclarationError("language.rows_given", where, table=table, column=column, given=given, count=count)
    rows[column] = values


def _check_parents(model: Model, tables: Mapping[str, np.ndarray]) -> None:
    """Each row belongs to a row that there is."""
    for name, declared in model.tables.items():
        for parent in model.parents_of(name):
            beyond = np.flatnonzero((tables[name][parent] < 0) | (tables[name][parent] >= len(tables[parent])))
            if len(beyond):
                row, number, most = int(beyond[0]), int(tables[name][parent][beyond[0]]), len(tables[parent]) - 1
                raise DeclarationError(
                    "language.no_such_row", declared.where, table=name, row=row, parent=parent, number=number, most=most
                )


def finish_base(model: Model, tables: dict[str, np.ndarray], names: Names = Names()) -> Base:  # noqa: B008 - frozen
    """The base of given tables: their links worked out."""
    links = links_of(model, tables)
    return Base(links, Places(model, tables, links), names)


def links_of(model: Model, tables: Mapping[str, np.ndarray]) -> Links:
    """For each (members, parent) pair, where each parent's members start and their rows, in row order."""
    links = {}
    for name in model.tables:
        for parent in model.parents_of(name):
            owners = tables[name][parent]
            order = np.argsort(owners, kind="stable").astype(np.int64)
            start = np.searchsorted(owners[order], np.arange(len(tables[parent]) + 1)).astype(np.int64)
            links[name, parent] = (start, order)
    return links


def lay_out(model: Model, base: Base, scenario: Scenario) -> World:
    """The world of one run at the moment before the first population arrives.

    Args:
        model: what is simulated.
        base: the slots.
        scenario: parameters, industries' values and adopted instruments, which get memories, settings, timing, scope.
    """
    tables = {name: table.copy() for name, table in base.places.laid.items()}
    for industry, values in scenario.industry.items():
        for column, value in values.items():
            tables["industry"].put(column, list(INDUSTRIES).index(industry), value)
    given = (scenario.parameters.get(name, declared.default) for name, declared in model.parameters.items())
    parameters = np.array([tuple(given)], parameters_type(model))
    world = World(tables, base.places, base.links, parameters, {}, {}, {}, {}, {}, {})
    for adoption in scenario.adoptions:
        _adopt(model, world, adoption, base.names)
        for other in scenario.adoptions if model.instruments[adoption.instrument].is_planner else ():
            aimed = not adoption.steers or other.instrument in adoption.steers
            world.aims[adoption.instrument, other.instrument] = np.array([1.0 if aimed else 0.0])
        world.under[adoption.instrument] = _under(model, world, adoption.instrument)
    return world


def _under(model: Model, world: World, planner: str) -> np.ndarray:
    """How many instruments of each link a planner steers."""
    made = np.zeros(1, UNDER)
    for (owner, name), aimed in world.aims.items():
        steered = model.instruments[name]
        if owner == planner and aimed[0] > 0.0 and steered.link and not steered.is_planner:
            made[steered.link] += 1.0
    return made


def _adopt(model: Model, world: World, adoption: Adoption, names: Names) -> None:
    name, instrument = adoption.instrument, model.instruments[adoption.instrument]
    world.memory[name] = world.places.unheld(instrument.remembers_on, _memory_type(model, name)).copy()
    world.settings[name] = _settings(model, adoption)
    phase_in = 1 if adoption.scope.order else max(1, adoption.phase_in)  # who has joined is reached in full
    world.timing[name] = np.array([(adoption.start, phase_in, adoption.end)], TIMING)
    for table in tables_of(model, name):
        reach = adoption.strength * scope_of(model, adoption, table, world.tables, names)
        world.scope[name, table] = reach
        owners = enterprises_of(model, table, world.tables) if adoption.scope.order else None
        if owners is not None:
            world.roll_out.joins[name, table] = (reach, _joining(adoption, world.tables, names)[owners])


def _joining(adoption: Adoption, tables: Mapping[str, Tiles], names: Names) -> np.ndarray:
    """The week in which each enterprise joins an instrument that goes by an order."""
    rows, scope = tables["enterprise"], adoption.scope
    slots = slot_of(rows["id"])
    reached = within(scope, who_of(rows, names))
    return joining_weeks(scope.order, adoption.start, max(1, adoption.phase_in), reached, rows["headcount"], slots,
                         scope.enterprises)  # fmt: skip


def tables_of(model: Model, instrument: str) -> tuple[str, ...]:
    """The tables whose rows an instrument acts on, or looks at where it steers others."""
    made = wiring_of(model).instrument(instrument)
    return tuple(dict.fromkeys((*made.tables, *(step.table for step in made.steering))))


@lru_cache(maxsize=1024)
def _memory_type(model: Model, instrument: str) -> np.dtype:
    return memory_type(model.instruments[instrument])


@lru_cache(maxsize=1024)
def _settings_type(model: Model, instrument: str) -> np.dtype:
    return settings_type(model.instruments[instrument])


def _settings(model: Model, adoption: Adoption) -> np.ndarray:
    declared = model.instruments[adoption.instrument].settings
    given = tuple(float(adoption.settings.get(name, about.default)) for name, about in declared.items())
    return np.array([given or (0.0,)], _settings_type(model, adoption.instrument))
