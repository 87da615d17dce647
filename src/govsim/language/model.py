"""A model: parts put together, checked, and closed. The one thing that engines, study and pages are given."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

from govsim.language.book import Entry
from govsim.language.books import booked_tables, check_ledger
from govsim.language.declarations import Channel, Parameter, Phase
from govsim.language.groupings import Grouping
from govsim.language.instruments import Instrument, check_what_it_names
from govsim.language.ledger import Booking, books_of_a_row
from govsim.language.messages import DeclarationError, nearest
from govsim.language.outcomes import Outcome
from govsim.language.parts import Part
from govsim.language.rules import RuleDeclaration
from govsim.language.settings import effect_of_setting
from govsim.language.tables import Column, Membership, Payer, Table
from govsim.language.week import Places, week_of

Rule = Callable[..., Any]
ENGINE_COLUMNS: Mapping[str, Column] = MappingProxyType(
    {"id": Column(0), "alive": Column(False), "arriving": Column(False), "generation": Column(-1)}
)
# columns of every yearly table
YEAR_HAS = ("id", "generation", "industry", "weeks", "year", "seed", "population_seed", "scenario")
EVERY = "*."  # begins a cell that stands for the same column of every table that has it
HARM = "harm_cost_*"  # after it: of every party


class Model:
    """Parts put together. The order of parts, files and declarations decides no number.

    Args:
        parts: what the model is made of.

    Attributes:
        parts: by name, those that bring a week first.
        tables: by name, in the order of their codes.
        memberships: parents that parts add to tables.
        further: entries of rows that parts add to tables.
        channels, parameters, outcomes: by name, as they are declared; rules too, as far as what they need is here.
        payers: parties of the ledger, by name.
        ledger: entries of mechanisms, by the column that says how much.
        instruments: by name, in name order; those that need a part which is not here are left out.
        groupings: how enterprises are told apart, by name.
        purposes: the number that each name of a draw stands for.
        phases: those that parts add to the week of the schedule.

    Raises:
        DeclarationError: when two parts declare the same name, code or number, or name what there is not.
    """

    def __init__(self, parts: Iterable[Part]) -> None:
        self.parts = tuple(sorted(parts, key=lambda part: (not part.week, part.name)))
        self._here = frozenset(part.name for part in self.parts)
        self._refuse_parts_of_one_name()
        self._where: dict[tuple[str, str], Entry] = {}
        self.payers: Mapping[str, Payer] = self._gather("payer")
        self.tables = self._tables()
        self.memberships: tuple[Membership, ...] = tuple(self._gather("membership").values())
        self.further = tuple(entry for part in self.parts for entry in part.of_kind("further"))
        self._columns = self._gather_columns()
        self.channels: Mapping[str, Channel] = self._gather("channel")
        self.parameters: Mapping[str, Parameter] = self._gather("parameter")
        self.rules = self._rules()
        self.instruments = self._instruments()
        self.ledger: Mapping[str, Booking] = self._gather("ledger")
        self._books = booked_tables(self)
        self.outcomes = self._outcomes()
        self.groupings: Mapping[str, Grouping] = self._gather("grouping")
        self.purposes = self._purposes()
        self.phases: Mapping[str, Phase] = self._gather("phase")
        self.newcomers = self._newcomers()
        self.mortal = frozenset({one.table for one in self.rules.values() if "alive" in one.writes} | {*self.newcomers})
        self._years: Mapping[str, str] = self._gather("yearly")
        self._check()

    def __deepcopy__(self, memo: object) -> Model:
        return self  # closed: nothing in it ever changes

    def __repr__(self) -> str:
        return f"Model({', '.join(part.name for part in self.parts)})"

    # --- What is there ------------------------------------------------------------------------------------------

    @cached_property
    def digest(self) -> str:
        """A hash of the files that its parts were read from."""
        return hashlib.sha256(" ".join(part.name + part.digest for part in self.parts).encode()).hexdigest()[:16]

    def where(self, kind: str, name: str) -> str:
        """File and line of a declaration."""
        return self._where[kind, name].where

    def part_of(self, kind: str, name: str) -> str:
        """The part that declares something."""
        entry = self._where[kind, name]
        return next(part.name for part in self.parts if entry in part.entries)

    def family_of(self, instrument: str) -> str:
        """The family of an instrument: the folder of the package that its file lies in, of a user's own none."""
        module = self.module_of("instrument", instrument)
        return module.split(".")[-2] if module.startswith("govsim.") else ""

    def module_of(self, kind: str, name: str) -> str:
        """The module that declares something."""
        return self._where[kind, name].module

    def parents_of(self, table: str) -> tuple[str, ...]:
        """The parents of a table that are part of this model."""
        added = sorted(one.parent for one in self.memberships if one.table == table)
        known = dict.fromkeys((*self.tables[table].parents, *added))
        return tuple(parent for parent in known if parent in self.tables)

    def declared_columns(self, table: str) -> Mapping[str, Column]:
        """Columns that files declare for a table: the table's own, then those of mechanisms."""
        return self._columns[table]

    def book_columns(self, table: str) -> tuple[str, ...]:
        """The columns of a table that are the ledger's; none where nothing is booked."""
        return books_of_a_row(tuple(sorted(self.payers)), self.tables[table].books) if table in self._books else ()

    def columns_of(self, table: str) -> Mapping[str, Column]:
        """All columns of a table in record order: the engine's, parents, declared, channels, the ledger's."""
        return self._all_columns[table]

    @cached_property
    def _all_columns(self) -> Mapping[str, Mapping[str, Column]]:
        return {name: MappingProxyType(self._record(name)) for name in self.tables}

    def _record(self, table: str) -> dict[str, Column]:
        made = dict(ENGINE_COLUMNS) | {parent: Column(0, static=True) for parent in self.parents_of(table)}
        costs = self.book_columns(table)
        for name, declared in self._columns[table].items():
            if name in made or name in costs:
                raise DeclarationError("language.engines_column", self._place(table, name), owner=table, column=name)
            made[name] = declared
        for one in self.channels.values():
            if one.level == table:
                if one.name in made or one.name in costs:
                    where = self.where("channel", one.name)
                    raise DeclarationError("language.channel_is_column", where, name=one.name, table=table)
                default = one.neutral if isinstance(one.neutral, float) else 0.0
                made[one.name] = Column(float(default), unit=one.unit)
        return made | {name: Column(0.0, unit="CNY a week") for name in costs}

    def blanked_columns(self, table: str) -> tuple[str, ...]:
        """Columns that a dead row loses: all but the engine's, the slot's own, and what rules on vacant rows keep."""
        kept = set(ENGINE_COLUMNS) | {name for name, one in self.columns_of(table).items() if one.static}
        for made in self.rules.values():
            if made.on == "vacant" and made.table == table:
                kept |= made.writes
        return tuple(name for name in self.columns_of(table) if name not in kept)

    @cached_property
    def week(self) -> tuple[tuple[str, tuple[RuleDeclaration, ...]], ...]:
        """The phases in order, each with its rules in order."""
        places = Places(
            tuple(phase for part in self.parts for phase in part.week),
            tuple(self._where["phase", name] for name in self.phases),
            tuple(self._where["rule", name] for name in self.rules),
        )
        return tuple((phase, tuple(self.rules[name] for name in names)) for phase, names in week_of(places))

    def phase_label(self, phase: str, lang: str) -> str:
        """What a phase of the week is called."""
        for part in self.parts:
            said = part.phases.get(lang, {}).get(phase)
            if said:
                return said
        made = self.phases.get(phase)
        return str(getattr(made, lang)) if made else phase.replace("_", " ")

    @cached_property
    def _titles(self) -> Mapping[str, Mapping[str, str]]:
        return {entry.module: entry.value for part in self.parts for entry in part.of_kind("title")}

    def title_of(self, module: str, lang: str = "en") -> str:
        """What a file of mechanisms is called: as it says, or its name in plain words."""
        said = self._titles.get(module, {}).get(lang, "")
        return said or module.rpartition(".")[2].replace("_", " ").capitalize()

    @cached_property
    def weekly_outcomes(self) -> tuple[Outcome, ...]:
        """Outcomes that are counted every week, in order."""
        return tuple(one for one in self.outcomes.values() if not one.is_ratio)

    @cached_property
    def yearly(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Columns of the enterprise in its yearly table: summed over the year, and as they stand at its end."""
        return (
            tuple(name for name, kind in self._years.items() if kind == "summed"),
            tuple(name for name, kind in self._years.items() if kind == "last"),
        )

    def effects_of(self, instrument: str) -> tuple[tuple[str, Rule], ...]:
        """The channels that an instrument moves and the functions that say how: those written, then bare settings."""
        one = self.instruments[instrument]
        made = [
            (setting.moves, effect_of_setting(instrument, name, self.channels[setting.moves].level))
            for name, setting in one.settings.items()
            if setting.moves
        ]
        return (*one.effects_with(self._here), *made)

    def moved_channels(self, instruments: Iterable[str]) -> frozenset[str]:
        """Channels that these instruments, or rules of any part, move."""
        moved = {channel for name in instruments for channel, _ in self.effects_of(name)}
        written = {column for one in self.rules.values() for column in one.writes | one.member_writes}
        return frozenset(moved | {name for name in self.channels if name in written})

    # --- How it is put together -----------------------------------------------------------------------------------

    def _refuse_parts_of_one_name(self) -> None:
        names = [part.name for part in self.parts]
        for part in self.parts:
            if names.count(part.name) > 1:
                where = next((entry.where for entry in self.parts[-1].entries), "")
                raise DeclarationError("language.parts_alike", where, name=part.name)

    def _gather(self, kind: str) -> Mapping[str, Any]:
        found: dict[str, Any] = {}
        for part in self.parts:
            for entry in part.of_kind(kind):
                if entry.name in found:
                    other = self._where[kind, entry.name].where
                    raise DeclarationError("language.declared_elsewhere", entry.where, name=entry.name, other=other)
                self._where[kind, entry.name] = entry
                found[entry.name] = entry.value
        return MappingProxyType(found)

    def _tables(self) -> Mapping[str, Table]:
        found: Mapping[str, Table] = self._gather("table")
        taken: dict[str, str] = {}
        for name, one in found.items():
            for mine in (str(one.code), one.plural):
                other = taken.setdefault(mine, name)
                if other != name:
                    raise DeclarationError("language.table_taken", one.where, name=name, value=mine, other=other)
            if one.books and name not in self.payers:
                known, hint = list(self.payers), nearest(name, self.payers)
                raise DeclarationError("language.payer", one.where, what=name, payer=name, known=known, hint=hint)
        return MappingProxyType(dict(sorted(found.items(), key=lambda item: item[1].code)))

    def _gather_columns(self) -> Mapping[str, Mapping[str, Column]]:
        made = {name: dict(one.columns) for name, one in self.tables.items()}
        for name, declared in self._gather("column").items():
            table, _, column = name.partition(".")
            where = self._where["column", name].where
            if table not in made:
                hint = nearest(table, made)
                raise DeclarationError("language.columns_of_none", where, column=column, table=table, hint=hint)
            if column in made[table]:
                other = self.tables[table].where
                raise DeclarationError("language.declared_elsewhere", where, name=name, other=other)
            made[table][column] = declared
        return MappingProxyType({name: MappingProxyType(columns) for name, columns in made.items()})

    def _place(self, table: str, column: str) -> str:
        entry = self._where.get(("column", f"{table}.{column}"))
        return entry.where if entry else self.tables[table].where

    def _rules(self) -> Mapping[str, RuleDeclaration]:
        here = {part.name for part in self.parts}
        return MappingProxyType({name: one for name, one in self._gather("rule").items() if set(one.needs) <= here})

    def _instruments(self) -> Mapping[str, Instrument]:
        found: Mapping[str, Instrument] = self._gather("instrument")
        return MappingProxyType({name: found[name] for name in sorted(found) if set(found[name].needs) <= self._here})

    def _outcomes(self) -> Mapping[str, Outcome]:
        found: Mapping[str, Outcome] = self._gather("outcome")
        return MappingProxyType(
            {name: replace(one, total=tuple(self._cells(one.total))) for name, one in found.items()}
        )

    def _cells(self, total: Iterable[str]) -> Iterable[str]:
        """The cells of a sum; `*.harm_cost_*` stands for every party on every table on which anything is booked."""
        for cell in total:
            if not cell.startswith(EVERY):
                yield cell
                continue
            name = cell.removeprefix(EVERY)
            every = tuple(HARM.replace("*", one) for one in sorted(self.payers)) if name == HARM else (name,)
            for table in self.tables:
                known = (*self._columns[table], *self.book_columns(table))
                yield from (f"{table}.{one}" for one in every if one in known)

    def _purposes(self) -> Mapping[str, int]:
        found: dict[str, int] = {}
        numbers: dict[int, str] = {}
        owners: dict[str, Part] = {}
        for part in self.parts:
            for entry in part.of_kind("purpose"):
                other = numbers.setdefault(entry.value, entry.name)
                if other != entry.name:
                    raise DeclarationError("language.same_hash", entry.where, name=entry.name, other=other)
                home = owners.setdefault(entry.name, part)
                if home is not part:  # two parts would share one luck
                    other = next(one.where for one in home.of_kind("purpose") if one.name == entry.name)
                    raise DeclarationError("language.declared_elsewhere", entry.where, name=entry.name, other=other)
                found[entry.name] = entry.value
        return MappingProxyType(found)

    def _newcomers(self) -> Mapping[str, RuleDeclaration]:
        made: dict[str, RuleDeclaration] = {}
        for name, one in self.rules.items():
            if one.newcomer:
                if one.table in made:
                    other = made[one.table].name
                    raise DeclarationError(
                        "language.two_newcomers", self.where("rule", name), table=one.table, other=other
                    )
                made[one.table] = one
        return MappingProxyType({table: made[table] for table in self.tables if table in made})

    def _check(self) -> None:
        """Refuse what names something that is not there, or that the model could not hold to."""
        for one in self.channels.values():
            where = self.where("channel", one.name)
            if one.level not in self.tables:
                hint = nearest(one.level, self.tables)
                raise DeclarationError("language.level_of_none", where, name=one.name, table=one.level, hint=hint)
            neutral = one.neutral
            if isinstance(neutral, str) and neutral not in self._columns[one.level]:
                hint = nearest(neutral, self._columns[one.level])
                raise DeclarationError("language.no_column", where, table=one.level, column=neutral, hint=hint)
        for link in self.memberships:
            for table in (link.table, link.parent):
                if table not in self.tables:
                    where, hint = self.where("membership", f"{link.table}.{link.parent}"), nearest(table, self.tables)
                    raise DeclarationError("language.no_such_table", where, table=table, hint=hint)
        for entry in self.further:
            if entry.name not in self.tables:
                hint = nearest(entry.name, self.tables)
                raise DeclarationError("language.no_such_table", entry.where, table=entry.name, hint=hint)
        self._refuse_circles()
        check_ledger(self)
        for made in self.instruments.values():
            check_what_it_names(made, self._here, self.tables, self.channels, self.outcomes)
        for outcome in self.outcomes.values():
            self._check_outcome(outcome)
        for column in self._years:
            self._check_year(column)
        for grouping in self.groupings.values():
            self._check_grouping(grouping)

    def _refuse_circles(self) -> None:
        """No row is its own ancestor."""
        above: dict[str, set[str]] = {name: set(self.parents_of(name)) for name in self.tables}
        waiting = dict(above)
        while waiting:
            free = [name for name, parents in waiting.items() if not parents & waiting.keys()]
            if not free:
                name = max(waiting, key=lambda one: self.tables[one].code)
                parent = min(waiting[name] & waiting.keys())
                entry = self._where.get(("membership", f"{name}.{parent}"), self._where["table", name])
                raise DeclarationError("language.circle", entry.where, table=name, parent=parent)
            waiting = {name: parents for name, parents in waiting.items() if name not in free}

    def _check_year(self, column: str) -> None:
        where, known = self.where("yearly", column), self.columns_of("enterprise")
        if column not in known:
            hint = nearest(column, known)
            raise DeclarationError("language.no_column", where, table="enterprise", column=column, hint=hint)
        if column in YEAR_HAS:
            raise DeclarationError("language.taken_year", where, name=column, known=list(YEAR_HAS))

    def _check_grouping(self, made: Grouping) -> None:
        where = self.where("grouping", made.name)
        if "enterprise" not in self.tables:
            raise DeclarationError("language.no_such_table", where, table="enterprise", hint="")
        known = self.columns_of("enterprise")
        if made.column and made.column not in known:
            hint = nearest(made.column, known)
            raise DeclarationError("language.no_column", where, table="enterprise", column=made.column, hint=hint)
        if made.column and (isinstance(known[made.column].default, bool | float)):
            raise DeclarationError("language.grouping_column", where, name=made.name, column=made.column)

    def _check_outcome(self, made: Outcome) -> None:
        where = self.where("outcome", made.name)
        if not made.is_ratio and not made.total:
            raise DeclarationError("language.sums_nothing", where, name=made.name)
        for cell in made.total:
            table, _, column = cell.partition(".")
            if table not in self.tables:
                raise DeclarationError("language.no_such_table", where, table=table, hint=nearest(table, self.tables))
            if column not in self.columns_of(table):
                hint = nearest(column, self.columns_of(table))
                raise DeclarationError("language.no_column", where, table=table, column=column, hint=hint)
        for other in (made.over, made.by) if made.is_ratio else ():
            if other not in self.outcomes or self.outcomes[other].is_ratio:
                hint = nearest(other, self.outcomes)
                raise DeclarationError("language.no_outcome", where, name=made.name, other=other, hint=hint)
