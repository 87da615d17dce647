"""What is told of an agent over years: the columns whose turns make its story."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from govsim.language.book import enter
from govsim.language.limits import check_name
from govsim.language.messages import DeclarationError, nearest
from govsim.language.model import Model
from govsim.language.rules import RuleDeclaration

HAPPENS, CHANGES, JUMPS = "happens", "changes", "jumps"


def tells(
    table: str, /, *, happens: Iterable[str] = (), changes: Iterable[str] = (), jumps: Iterable[str] = ()
) -> None:
    """Declare the turning points of a table's agents, for `govsim story`.

    Args:
        table: name of the table.
        happens: columns that are nought in most weeks; a week in which one is not is told.
        changes: columns that stand for long; a week in which one changes is told; a real number by a twentieth.
        jumps: columns that always move; told where they move further within a quarter than is usual for the agent.
    """
    for kind, names in ((HAPPENS, happens), (CHANGES, changes), (JUMPS, jumps)):
        for name in names:
            check_name("language.the_column", name)
            enter("telling", f"{table}.{name}", kind)


@lru_cache(maxsize=64)
def tellings_of(model: Model, table: str) -> Mapping[str, str]:
    """The columns of a table that are told, with how: happens, changes or jumps.

    Of a table of which nothing is declared: what outcomes count of it in whole numbers happens, flags and codes change,
    and numbers that last from week to week, since the rule that writes them reads them, jump.

    Raises:
        DeclarationError: when a declaration names a table or column that there is not.
    """
    found: dict[str, str] = {}
    for entry in (entry for part in model.parts for entry in part.of_kind("telling")):
        owner, _, column = entry.name.partition(".")
        if owner not in model.tables:
            hint = nearest(owner, model.tables)
            raise DeclarationError("language.no_such_table", entry.where, table=owner, hint=hint)
        if column not in model.declared_columns(owner):
            hint = nearest(column, model.declared_columns(owner))
            raise DeclarationError("language.no_column", entry.where, table=owner, column=column, hint=hint)
        if owner == table:
            found[column] = entry.value
    return MappingProxyType(found or dict(_as_it_looks(model, table)))


def _as_it_looks(model: Model, table: str) -> Iterable[tuple[str, str]]:
    counted = {cell for one in model.weekly_outcomes if one.kind == "flow" for cell in one.total}
    for name, made in model.declared_columns(table).items():
        if not isinstance(made.default, float) and f"{table}.{name}" in counted:
            yield name, HAPPENS
        elif isinstance(made.default, bool) or isinstance(made.default, int) and made.unit.startswith("0 "):
            yield name, CHANGES
        elif isinstance(made.default, float) and any(_lasts(rule, table, name) for rule in model.rules.values()):
            yield name, JUMPS


def _lasts(rule: RuleDeclaration, table: str, column: str) -> bool:
    return rule.table == table and column in rule.writes and (table, column) in rule.facts.reads
