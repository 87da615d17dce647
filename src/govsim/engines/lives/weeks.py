"""Chosen weeks of a life, replayed in the open and written down.

It is enough to play the agent, and of an enterprise also those who belong to it. What the rest of the county does
meanwhile stands in the states that the compiled engine left before and after the week: whoever its rules look at is
taken from there, each column as of the end of the week once the rule that writes it has had its turn. A week so played
is compared with the compiled state afterwards, every column to the last bit; where they differ, the whole county is
played.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np

from govsim.engines.core import Run, instruments_of
from govsim.engines.explain import Explanation, Recorder, explain
from govsim.engines.lives.record import Life, above_of, below_of
from govsim.engines.mesa.model import Bag, Clock
from govsim.engines.mesa.week import WeekPlayer
from govsim.engines.reached import belongs_to_enterprises
from govsim.engines.roll_out import RollOut
from govsim.engines.week import Arrive, Book, Doing, Play, week_of
from govsim.engines.world import public_id

if TYPE_CHECKING:
    from govsim.engines.plan import Step

Snap = dict[str, np.ndarray]  # by table, the records of rows; by "memory of NAME", those of an instrument
MEMORY = "memory of "


Asked = tuple[int, int]  # a week, and the earlier one against which its causes are held


def weeks_told(life: Life, asked: Iterable[Asked]) -> dict[Asked, Explanation]:
    """What happened in some weeks of a life in which it began alive.

    Args:
        life: whose.
        asked: pairs of a week and an earlier one; the causes of a week are what has changed since then. Where the whole
            county has to be played, they are what has changed since the week before.
    """
    alive = [(week, before) for week, before in sorted(set(asked)) if life.lives[week]]
    if not alive:
        return {}
    run = Run(life.model, life.scenario, life.seed)
    narrow, snaps = Narrow(run, life.table, life.place), dict[int, Snap]()
    for at in sorted({one for pair in alive for begin in pair for one in (begin, begin + 1)}):
        run.play_to(at)
        snaps[at] = narrow.snap(run)
    made: dict[Asked, Explanation] = {}
    for week, before in alive:
        found = narrow.told(week, before, snaps)
        number = int(life.numbers[week])
        made[week, before] = found or explain(life.model, life.scenario, life.seed, number, week, life.table)
    return made


class Row:
    """A row of a table; a column is an attribute."""

    taken_out = False
    id: int
    generation: int
    alive: bool

    def __init__(self, table: str) -> None:
        self.table = table
        self.up: dict[str, Row] = {}

    @property
    def number(self) -> int:
        """The number that users see."""
        return int(public_id(self.id, max(self.generation, 0)))  # type: ignore[arg-type]

    def take(self, values: dict[str, Any]) -> None:
        """Stand as recorded."""
        self.__dict__.update(values)


class Narrow:
    """A place, of an enterprise also those who belong to it, as a county of their own that plays weeks.

    Args:
        run: of the same scenario and seed; only who belongs to whom is read of it.
        table, place: whose.
    """

    def __init__(self, run: Run, table: str, place: int) -> None:
        model, world = run.model, run.world
        self.model, self.governance, self.run_seed = model, run.scenario, run.seed
        self.mine = {table: np.array([place])}
        if belongs_to_enterprises(model, table):
            self.mine |= below_of(run, table, place)
        self.places = above_of(run, table, place)  # of those who are looked at
        for one, places in below_of(run, table, place, direct=True).items():
            self.places |= {} if one in self.mine else {one: places}
        rows = {one: [Row(one) for _ in places] for one, places in self.mine.items()}
        self.others = {one: [Row(one) for _ in places] for one, places in self.places.items()}
        self.tables: dict[str, list[Row]] = {one: rows.get(one, []) for one in model.tables}
        self._link(run)
        self.members = {
            (one, parent): [[row for row in near if row.up.get(parent) is up] for up in rows[parent]]
            for one, parent in world.links
            if parent in rows
            for near in [(rows | self.others).get(one, [])]
        }
        self.parameters = Bag(**_values(world.parameters)[0])
        self.settings = {name: Bag(**_values(record)[0]) for name, record in world.settings.items()}
        self.under = {name: Bag(**_values(record)[0]) for name, record in world.under.items()}
        near, nobody = self.mine | self.places, np.zeros(0, np.int64)
        self.memory = {
            name: [Bag() for _ in near.get(model.instruments[name].remembers_on, ())] for name in world.memory
        }
        scope = {key: values[near.get(key[1], nobody)] for key, values in world.scope.items()}
        joins = {
            key: (reach[near.get(key[1], nobody)], weeks[near.get(key[1], nobody)])
            for key, (reach, weeks) in world.roll_out.joins.items()
        }
        self.world = SimpleNamespace(timing=world.timing, scope=scope, aims=world.aims, roll_out=RollOut(joins))
        self.recorder = Recorder(model)
        self.clock = Clock(run.seed, self.recorder.draws, -1)
        self.player = WeekPlayer(self, week_of(model, instruments_of([run.scenario])))  # type: ignore[arg-type]
        self.player.after, self.player.looked_at = self._fill, self.tables | self.others  # type: ignore[assignment]
        self.row = rows[table][0]
        self.below = {one: lists[0] for (one, parent), lists in self.members.items() if parent == table}
        self.end: Snap = {}

    def _link(self, run: Run) -> None:
        """Give each row its ancestors by name, the nearest of a name; those who are looked at have those who play."""
        near = [(self.mine, self.tables), (self.places, self.others)]
        place = {
            (one, int(at)): row
            for places, rows in near
            for one in places
            for at, row in zip(places[one], rows[one], strict=True)
        }
        for (one, at), row in place.items():
            above = {parent: (parent, int(up[0])) for parent, up in above_of(run, one, at).items()}
            row.up.update({parent: place[up] for parent, up in above.items() if up in place})

    def snap(self, run: Run) -> Snap:
        """How they, and the rows above them, stand in a run."""
        tables, memory = run.world.tables, run.world.memory
        near = self.mine | self.places
        made = {one: tables[one].some(places) for one, places in near.items()}
        kept = {name: self.model.instruments[name].remembers_on for name in memory}
        return made | {MEMORY + name: memory[name].some(near[on]) for name, on in kept.items() if on in near}

    def told(self, week: int, before: int, snaps: dict[int, Snap]) -> Explanation | None:
        """What happened in a week, and because of what has changed since an earlier one.

        Nothing where either came out otherwise than in the run.
        """
        recorder = self.recorder
        self._take(snaps[before], before - 1, snaps[before + 1])
        recorder.seen = {}
        recorder.listen(self, self.player, self.row, self.below)
        if before < week:
            self.step()  # it saw then what causes are held against
            if not self._is(snaps[before + 1]):
                return None
        self._take(snaps[week], week - 1, snaps[week + 1])
        made = recorder.week_of(self.row)
        return made if self._is(snaps[week + 1]) else None

    def step(self) -> None:
        """Play one week."""
        self.clock.turn_to(self.clock.week + 1)
        self.player.play_week()

    def _take(self, snap: Snap, week: int, end: Snap) -> None:
        """Stand as after a week, with what lies above and outside as it stands at the end of the next."""
        self.end = end
        self.clock.turn_to(week)
        for one, rows in self.tables.items():
            if rows:
                for row, values in zip(rows, _values(snap[one]), strict=True):
                    row.take(values)
        for one, rows in self.others.items():
            for row, values in zip(rows, _values(snap[one]), strict=True):
                row.take(values)
            self._set(one, rows, [name for name, made in self.model.channels.items() if made.level == one])
        for name, kept in self.memory.items():
            told = snap if self.model.instruments[name].remembers_on in self.mine else end
            for bag, values in zip(kept, _values(told[MEMORY + name]) if kept else (), strict=True):
                bag.__dict__.update(values)

    def _fill(self, done: Doing) -> None:
        """What a step of the week did to those who are only looked at, or from there to those who are played."""
        if isinstance(done, Book) and done.table in self.others:
            self._set(done.table, self.others[done.table], self.model.book_columns(done.table))
        if not isinstance(done, Play | Arrive) or done.table not in self.others or done.step.rule is None:
            return
        rule, every = done.step.rule, self.end[done.table].dtype.names or ()
        self._set(done.table, self.others[done.table], every if isinstance(done, Arrive) else rule.writes)
        for argument in done.step.of_kind("members") if rule.member_writes else ():
            self._written_from_outside(done.step, argument.table, rule.member_writes)

    def _written_from_outside(self, step: Step, table: str, names: frozenset[str]) -> None:
        before = {name: getattr(self.row, name, None) for name in sorted(names)}
        self._set(table, self.tables[table], names)
        if self.recorder.writes_down and table == self.row.table:
            changed = {name: getattr(self.row, name) for name in before if getattr(self.row, name) != before[name]}
            self.recorder.write_down(step, before, changed, {})

    def _set(self, table: str, rows: list[Row], names: Iterable[str]) -> None:
        """Give rows what some of their columns are at the end of the week."""
        record = self.end[table] if rows else None
        known = [name for name in names if record is not None and name in (record.dtype.names or ())]
        if known and record is not None:
            for row, values in zip(rows, record[known].tolist(), strict=True):
                row.__dict__.update(zip(known, values, strict=True))

    def _is(self, snap: Snap) -> bool:
        """Whether every column of every row stands as in a run, to the last bit."""
        return all(
            all(vars(row)[name] == value for name, value in values.items())
            for one, rows in self.tables.items()
            if rows
            for row, values in zip(rows, _values(snap[one]), strict=True)
        )


def _values(records: np.ndarray) -> list[dict[str, Any]]:
    """Records as mappings of Python numbers."""
    names = records.dtype.names or ()
    return [dict(zip(names, one, strict=True)) for one in records.tolist()]
