"""The tables of a run: NumPy records laid out from a structure of who exists, a scenario and a plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from govsim.engines.plan import InstrumentPlan, Plan, columns_of
from govsim.language import PARAMETERS, RULES, TABLES, Column, draw, purpose
from govsim.populations.industry import INDUSTRIES

if TYPE_CHECKING:
    from govsim.populations.synthesis import Structure
    from govsim.scenario import Adoption, Scenario

TABLE_BITS = 56
GENERATION_STRIDE = 1 << 28
NEVER = 1_000_000_000
CLOCK = np.dtype([("week", "i8"), ("key", "u8"), ("run_key", "u8")], align=True)


def kind_of(default: Any) -> str:
    """The NumPy type of a column, from its default."""
    return "?" if isinstance(default, (bool, np.bool_)) else "i8" if isinstance(default, int) else "f8"


def record_type(columns: dict[str, Column]) -> np.dtype:
    """An aligned record of columns."""
    return np.dtype([(name, kind_of(made.default)) for name, made in columns.items()], align=True)


def table_type(table: str) -> np.dtype:
    """The record of one row of a table."""
    return record_type(columns_of(table))


def memory_type(plan: InstrumentPlan) -> np.dtype:
    """What an instrument remembers of one row: whose memory it is, and its columns."""
    return record_type({"holder": Column(-1), **plan.instrument.remembers})


@dataclass
class World:
    """Everything that changes in a run, as arrays; and what instruments are told."""

    tables: dict[str, np.ndarray]
    links: dict[str, tuple[np.ndarray, np.ndarray]]
    parameters: np.ndarray
    settings: dict[str, np.ndarray]
    memory: dict[str, np.ndarray]
    timing: dict[str, np.ndarray]
    scope: dict[tuple[str, str], np.ndarray]


def empty_table(table: str, rows: int) -> np.ndarray:
    """Rows with declared defaults, not alive, numbered by slot."""
    made = np.zeros(rows, table_type(table))
    for name, declared in columns_of(table).items():
        made[name] = declared.default
    made["id"] = (TABLES[table].code << TABLE_BITS) + np.arange(rows)
    return made


def slot_of(ids: np.ndarray) -> np.ndarray:
    """The slot of an id: the place it occupies in its table for life."""
    return ids & (GENERATION_STRIDE - 1)


def public_id(ids: np.ndarray, generation: np.ndarray) -> np.ndarray:
    """The number that users see: the slot, plus a million for each enterprise that held it before."""
    return slot_of(ids) + 1_000_000 * generation


@dataclass(frozen=True)
class Base:
    """What all runs on one population share: the tables before anyone has arrived, and who belongs to whom."""

    tables: dict[str, np.ndarray]
    links: dict[str, tuple[np.ndarray, np.ndarray]]


def base_of(structure: Structure) -> Base:
    """Lay out the slots of a population: tables with declared defaults, in which nobody lives yet."""
    tables = {}
    for name, declared in TABLES.items():
        rows = declared.rows(structure)
        tables[name] = empty_table(name, rows.count)
        for column, values in rows.columns.items():
            tables[name][column] = values
    arriving = {rule.table for rule in RULES.values() if rule.newcomer}
    for name, table in tables.items():
        table["alive"], table["arriving"] = name not in arriving, name in arriving
    return finish_base(tables)


def finish_base(tables: dict[str, np.ndarray]) -> Base:
    """The base of given tables: their links worked out."""
    return Base(tables, links_of(tables))


def lay_out(base: Base, scenario: Scenario, plan: Plan) -> World:
    """The world of one run at the moment before the first population arrives.

    Args:
        base: the slots.
        scenario: parameters, industries' values and adopted instruments.
        plan: the plan whose instruments get memories, settings, timing and scope.
    """
    tables = {name: table.copy() for name, table in base.tables.items()}
    names = list(INDUSTRIES)
    for industry, values in scenario.industry.items():
        for column, value in values.items():
            tables["industry"][column][names.index(industry)] = value
    return _with_policy(tables, base.links, scenario, plan)


def _with_policy(
    tables: dict[str, np.ndarray],
    links: dict[str, tuple[np.ndarray, np.ndarray]],
    scenario: Scenario,
    plan: Plan,
) -> World:
    parameters = np.zeros(1, np.dtype([(name, "f8") for name in PARAMETERS], align=True))
    for name, declared in PARAMETERS.items():
        parameters[name] = scenario.parameters.get(name, declared.default)
    world = World(tables, links, parameters, {}, {}, {}, {})
    adopted = {adoption.instrument: adoption for adoption in scenario.adoptions}
    for made in plan.instruments:
        name = made.instrument.name
        rows = len(tables[made.instrument.remembers_on])
        world.memory[name] = memory = np.zeros(rows, memory_type(made))
        memory["holder"] = -1
        world.settings[name] = _settings(made, adopted.get(name))
        world.timing[name] = _timing(adopted.get(name))
        for table in made.tables:
            world.scope[name, table] = scope_of(adopted.get(name), table, tables)
    return world


def _settings(made: InstrumentPlan, adoption: Adoption | None) -> np.ndarray:
    declared = made.instrument.settings
    names = list(declared) or ["none"]
    record = np.zeros(1, np.dtype([(name, "f8") for name in names], align=True))
    for name, about in declared.items():
        given = adoption.settings.get(name, about.default) if adoption else about.default
        record[name] = float(given)
    return record


def _timing(adoption: Adoption | None) -> np.ndarray:
    if adoption is None:
        return np.array([NEVER, 1, NEVER], np.int64)
    return np.array([adoption.start, max(1, adoption.phase_in), adoption.end], np.int64)


def scope_of(adoption: Adoption | None, table: str, tables: dict[str, np.ndarray]) -> np.ndarray:
    """The share of full strength that an instrument has on each row: 1 within its scope, 0 outside."""
    reach = np.zeros(len(tables[table]))
    if adoption is None:
        return reach
    scope = adoption.scope
    reach[:] = 1.0 if not scope.regions or "county" in scope.regions else 0.0
    if table != "enterprise":
        return reach
    rows = tables["enterprise"]
    if scope.industries:
        codes = [list(INDUSTRIES).index(name) for name in scope.industries]
        reach *= np.isin(rows["industry"], codes)
    reach *= (rows["headcount"] >= scope.headcount[0]) & (rows["headcount"] <= scope.headcount[1])
    if scope.enterprises:
        reach *= np.isin(slot_of(rows["id"]), scope.enterprises)
    if scope.share < 1.0:  # the same units for every run and setting of the share: a larger share adds to a smaller one
        lot = purpose("scope_lot")
        reach *= np.array([draw(0, int(slot), lot) < scope.share for slot in slot_of(rows["id"])])
    return reach


def links_of(tables: dict[str, np.ndarray]) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """For each (parent, members) pair, where each parent's members start and their rows, in row order."""
    links = {}
    for name, declared in TABLES.items():
        for parent in declared.parents:
            owners = tables[name][parent]
            order = np.argsort(owners, kind="stable").astype(np.int64)
            start = np.searchsorted(owners[order], np.arange(len(tables[parent]) + 1)).astype(np.int64)
            links[f"{declared.plural}_of_{parent}"] = (start, order)
    return links
