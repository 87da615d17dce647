"""Writes the glue of the compiled engine: loops, parents and members around rules that stand as they are.

Each phase of the week and each instrument becomes one small module in the user's cache, named by a hash of all that
it reaches; numba's own cache does not see a change in another file, so the name has to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from govsim.engines.plan import (
    COST_COLUMNS,
    COST_TABLES,
    ENGINE_COLUMNS,
    Argument,
    InstrumentPlan,
    Plan,
    Step,
    blanked_columns,
    columns_of,
)
from govsim.engines.world import GENERATION_STRIDE
from govsim.language import CHANNELS, OUTCOMES, RULES, TABLES

INDENT = "    "


@dataclass
class Kernel:
    """One generated function: its name, its arguments by name, its lines, and the functions it calls by alias."""

    name: str
    arguments: list[str]
    lines: list[str]
    functions: dict[str, Callable[..., Any]]

    def source(self) -> str:
        """The function as text."""
        body = "\n".join(INDENT + line for line in self.lines) or INDENT + "pass"
        return f"@njit(cache=True, nogil=True)\ndef {self.name}({', '.join(self.arguments)}):\n{body}\n"


class _Writer:
    """Collects what one kernel needs while its lines are written."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.arguments: dict[str, None] = {}
        self.functions: dict[str, Callable[..., Any]] = {}
        self.lines: list[str] = []

    def need(self, argument: str) -> str:
        self.arguments[argument] = None
        return argument

    def alias(self, function: Callable[..., Any]) -> str:
        for name, known in self.functions.items():
            if known is function:
                return name
        name = f"rule_{len(self.functions)}"
        self.functions[name] = function
        return name

    def add(self, depth: int, *lines: str) -> None:
        self.lines += [INDENT * depth + line for line in lines]

    def done(self) -> Kernel:
        head = []
        if "p_table" in self.arguments:
            head.append("p = p_table[0]")
        if "now_table" in self.arguments:
            head.append("now = now_table[0]")
        return Kernel(self.name, list(self.arguments), head + self.lines, self.functions)


def kernels_of(plan: Plan, yearly: tuple[tuple[str, ...], tuple[str, ...]]) -> list[Kernel]:
    """All kernels of a plan, in the order of the week; the first one founds the population, the second resets.

    Args:
        plan: the wiring.
        yearly: columns of the enterprise summed over a year, and those whose last value counts.
    """
    founding = _Writer("founding")
    for step in plan.founders:
        _newcomers(founding, step)
    kernels = [founding.done(), _reset()]
    kernels += [_instrument(made) for made in plan.instruments]
    kernels.append(_bounds())
    kernels += [_phase(name, steps) for name, steps in plan.phases]
    return [*kernels, _outcomes(), _yearly(*yearly)]


def run_source(kernels: list[Kernel]) -> tuple[str, list[str]]:
    """The function that plays weeks by calling the kernels, and the names of its arguments."""
    arguments = list(dict.fromkeys(a for kernel in kernels for a in kernel.arguments) | {"now_table": None})
    calls = [f"{kernel.name}({', '.join(kernel.arguments)})" for kernel in kernels]
    lines = [
        "@njit(cache=True, nogil=True)",
        f"def run(first, last, keys, run_key, {', '.join(arguments)}):",
        "    now = now_table[0]",
        "    now.run_key = run_key",
        "    for week in range(first, last):",
        "        now.week = week",
        "        now.key = keys[week + 1]",
        "        if week < 0:",
        f"            {calls[0]}",
        "            continue",
        *(f"        {call}" for call in calls[1:]),
    ]
    return "\n".join(lines) + "\n", arguments


def _groups(steps: tuple[Step, ...]) -> Iterator[list[Step]]:
    """Consecutive rules on the rows of one table share a loop.

    A rule writes its own row only, and other rows belong to other tables, so none can read what another in the loop
    writes on other rows. A walk in order stands alone, because it writes on its members.
    """
    group: list[Step] = []
    for step in steps:
        alone = step.order is not None or step.newcomer
        if group and (
            alone or group[0].table != step.table or group[0].on != step.on or group[-1].order or group[-1].newcomer
        ):
            yield group
            group = []
        group.append(step)
    if group:
        yield group


def _phase(name: str, steps: tuple[Step, ...]) -> Kernel:
    writer = _Writer(f"phase_{name}")
    for group in _groups(steps):
        if group[0].newcomer:
            _newcomers(writer, group[0])
        else:
            _loop(writer, group)
    return writer.done()


def _open_loop(writer: _Writer, table: str) -> None:
    writer.add(0, f"for i in range(len({writer.need(table + '_table')})):", f"    {table} = {table}_table[i]")


def _loop(writer: _Writer, group: list[Step]) -> None:
    table = group[0].table
    lives = f"{table}.alive" if group[0].on == "living" else f"not {table}.alive"
    _open_loop(writer, table)
    writer.add(1, f"if {lives}:")
    known: set[str] = set()
    may_die = False
    for step in group:
        conditions = [lives] if may_die else []
        for argument in step.arguments:
            conditions += _bind(writer, argument, step, known, 2)
        depth = 2
        if conditions:
            writer.add(2, f"if {' and '.join(conditions)}:")
            depth = 3
        writer.add(depth, _call(writer, step))
        may_die = may_die or "alive" in RULES[step.name].writes


def _bind(writer: _Writer, argument: Argument, step: Step, known: set[str], depth: int) -> list[str]:
    """Lines that make one argument available; returns what must hold for the rule to run."""
    name = argument.name
    if argument.kind == "parameters":
        writer.need("p_table")
    elif argument.kind == "now":
        writer.need("now_table")
    elif argument.kind == "ancestor":
        if name not in known:
            row, lines = step.table, []
            for parent in argument.path:
                writer.need(f"{parent}_table")
                if parent not in known:
                    lines.append(f"{parent} = {parent}_table[{row}.{parent}]")
                    known.add(parent)
                row = parent
            writer.add(depth, *lines)
        return [f"{name}.alive"]
    elif argument.kind == "members":
        _bind_members(writer, argument, step, depth)
    return []


def _bind_members(writer: _Writer, argument: Argument, step: Step, depth: int) -> None:
    name, table = argument.name, argument.table
    link = f"{name}_of_{step.table}"
    start, rows = writer.need(f"{link}_start"), writer.need(f"{link}_rows")
    writer.need(f"{table}_table")
    if step.order is None:
        writer.add(depth, f"{name} = members_of({table}_table, {rows}, {start}[i], {start}[i + 1])")
        return
    writer.add(
        depth,
        f"order_rows = np.empty({start}[i + 1] - {start}[i], np.int64)",
        "order_keys = np.empty(len(order_rows))",
        "order_count = 0",
        f"for k in range({start}[i], {start}[i + 1]):",
        f"    if {table}_table[{rows}[k]].alive:",
        f"        order_rows[order_count] = {rows}[k]",
        f"        order_keys[order_count] = {table}_table[{rows}[k]].{step.order}",
        "        order_count += 1",
        "sort_by_key(order_keys, order_rows, order_count)",
        f"{name} = members_of({table}_table, order_rows, 0, order_count)",
    )


def _call(writer: _Writer, step: Step) -> str:
    return f"{writer.alias(step.function)}({', '.join(a.name for a in step.arguments)})"


def _newcomers(writer: _Writer, step: Step) -> None:
    table = step.table
    _open_loop(writer, table)
    writer.add(1, f"if not {table}.alive and {table}.arriving:")
    known: set[str] = set()
    conditions = [c for a in step.arguments for c in _bind(writer, a, step, known, 2)]
    writer.add(2, f"if {' and '.join(conditions) or 'True'}:")
    writer.add(3, f"{table}.id += {GENERATION_STRIDE}", f"{table}.generation += 1")
    for name, declared in columns_of(table).items():
        if not declared.static and name not in ENGINE_COLUMNS:
            writer.add(3, f"{table}.{name} = {declared.default!r}")
    writer.add(3, f"{table}.alive = True", f"{table}.arriving = False", _call(writer, step))


def _reset() -> Kernel:
    writer = _Writer("reset")
    newcomers = {r.table for r in RULES.values() if r.newcomer}
    for table in TABLES:
        neutral = [f"{table}.{c.name} = {_neutral(table, c.neutral)}" for c in CHANNELS.values() if c.level == table]
        if table in COST_TABLES:
            neutral += [f"{table}.{cost} = 0.0" for cost in COST_COLUMNS]
        blank = table in newcomers and table in COST_TABLES
        if not neutral:
            continue
        _open_loop(writer, table)
        writer.add(1, f"if {table}.alive:")
        writer.add(2, *neutral)
        if blank:  # what died last week has been counted: its row carries nothing into this one
            writer.add(1, "else:")
            writer.add(
                2,
                *(f"{table}.{name} = {columns_of(table)[name].default!r}" for name in blanked_columns(table)),
            )
    return writer.done()


def _neutral(table: str, neutral: float | str) -> str:
    return f"{table}.{neutral}" if isinstance(neutral, str) else repr(float(neutral))


def _bounds() -> Kernel:
    writer = _Writer("bounds")
    for table in TABLES:
        bounded = [
            c for c in CHANNELS.values() if c.level == table and (c.low > float("-inf") or c.high < float("inf"))
        ]
        if not bounded:
            continue
        _open_loop(writer, table)
        for made in bounded:
            cell = f"{table}.{made.name}"
            if made.low > float("-inf"):
                writer.add(1, f"if {cell} < {made.low!r}:", f"    {cell} = {made.low!r}")
            if made.high < float("inf"):
                writer.add(1, f"if {cell} > {made.high!r}:", f"    {cell} = {made.high!r}")
    return writer.done()


def _instrument(made: InstrumentPlan) -> Kernel:
    name = made.instrument.name
    writer = _Writer(f"instrument_{name}")
    writer.need("now_table")
    timing = writer.need(f"timing_{name}")
    writer.add(0, f"p = {writer.need(f'settings_{name}')}[0]")
    writer.add(0, f"full = 0.0 if now.week < {timing}[0] or now.week >= {timing}[2] else 1.0")
    writer.add(
        0,
        f"ramp = (now.week - {timing}[0] + 1) / {timing}[1]",
        "full = full * min(1.0, ramp)",
        "if full > 0.0:",
    )
    for table in made.tables:
        _instrument_loop(writer, made, table)
    return writer.done()


def _instrument_loop(writer: _Writer, made: InstrumentPlan, table: str) -> None:
    name = made.instrument.name
    writer.add(1, f"for i in range(len({writer.need(table + '_table')})):")
    writer.add(2, f"{table} = {table}_table[i]", f"strength = full * {writer.need(f'scope_{name}_{table}')}[i]")
    writer.add(2, f"if strength > 0.0 and {table}.alive:")
    if made.instrument.remembers_on == table and made.instrument.remembers:
        writer.add(3, f"own = {writer.need(f'memory_{name}')}[i]", f"if own.holder != {table}.id:")
        writer.add(4, f"own.holder = {table}.id")
        writer.add(4, *(f"own.{c} = {about.default!r}" for c, about in made.instrument.remembers.items()))
    known: set[str] = set()
    if made.update and made.update.table == table:
        _instrument_call(writer, made.update, known, "{call}")
    for channel, step in made.effects:
        if step.table == table:
            _instrument_call(writer, step, known, f"{table}.{channel} = " + combined(channel, table))
    for payer, step in made.costs:
        if step.table == table:
            _instrument_call(writer, step, known, f"{table}.cost_{payer} += strength * {{call}}")


def _instrument_call(writer: _Writer, step: Step, known: set[str], template: str) -> None:
    conditions = [c for a in step.arguments if a.kind == "ancestor" for c in _bind(writer, a, step, known, 3)]
    depth = 3
    if conditions:
        writer.add(3, f"if {' and '.join(conditions)}:")
        depth = 4
    if "{v}" in template:
        writer.add(depth, f"v = {_call(writer, step)}", template.replace("{v}", "v"))
    else:
        writer.add(depth, template.replace("{call}", _call(writer, step)))


def combined(channel: str, table: str) -> str:
    """How a channel takes a value `{v}` at a strength: moved from its identity by the strength, then combined."""
    made = CHANNELS[channel]
    cell, neutral = f"{table}.{channel}", _neutral(table, made.neutral)
    return {
        "add": f"{cell} + strength * {{v}}",
        "product": f"{cell} * (1.0 + strength * ({{v}} - 1.0))",
        "any": f"{cell} + (1.0 - {cell}) * (strength * {{v}})",
        "max": f"max({cell}, {neutral} + strength * ({{v}} - {neutral}))",
        "min": f"min({cell}, {neutral} + strength * ({{v}} - {neutral}))",
    }[made.combine]


def _outcomes() -> Kernel:
    writer = _Writer("outcomes")
    writer.need("now_table")
    out = writer.need("out")
    counted = [o for o in OUTCOMES.values() if not o.is_ratio]
    sums: list[tuple[int, str, str, str]] = []
    for n, made in enumerate(counted):
        for cell in made.total:
            table, _, column = cell.partition(".")
            sums.append((n, made.kind, table, column))
    for n in range(len(counted)):
        writer.add(0, f"total_{n} = 0.0")
    for table in TABLES:
        mine = [s for s in sums if s[2] == table]
        if not mine:
            continue
        _open_loop(writer, table)
        for n, kind, _, column in mine:
            if kind == "flow" and table in COST_TABLES:  # what a row did counts, even if it died this week
                writer.add(1, f"total_{n} += {table}.{column}")
        living = [s for s in mine if s[1] == "stock" or table not in COST_TABLES]
        if living:
            writer.add(1, f"if {table}.alive:", *(f"    total_{n} += {table}.{column}" for n, _, _, column in living))
    writer.add(0, *(f"{out}[now.week, {n}] = total_{n}" for n in range(len(counted))))
    return writer.done()


def _yearly(summed: tuple[str, ...], last: tuple[str, ...]) -> Kernel:
    """Sums over a year for each enterprise; an entrant in the same slot gets a layer of its own."""
    writer = _Writer("years")
    writer.need("now_table")
    record = writer.need("yearly")
    writer.add(0, "year = now.week // 52", f"if year < {record}.shape[0]:")
    writer.add(1, f"for i in range(len({writer.need('enterprise_table')})):", "    enterprise = enterprise_table[i]")
    writer.add(2, f"for layer in range({record}.shape[1]):", f"    seen = {record}[year, layer, i]")
    writer.add(3, f"if seen.id == 0 or seen.id == enterprise.id or layer == {record}.shape[1] - 1:")
    writer.add(4, "seen.id = enterprise.id", "seen.generation = enterprise.generation")
    writer.add(4, "seen.industry = enterprise.industry")
    writer.add(4, *(f"seen.{name} += enterprise.{name}" for name in summed))
    writer.add(4, "if enterprise.alive:", "    seen.weeks += 1")
    writer.add(5, *(f"seen.{name} = enterprise.{name}" for name in last))
    writer.add(4, "break")
    return writer.done()
