"""Cuts a stage of the week into pieces: those that are done on eight rows at a time, and those done row by row.

Whether a step can be converted is tried out where nobody has kept the answer; it hangs on the same things as its code.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from govsim.engines import kept
from govsim.engines.compose import written
from govsim.engines.folder import CUT, cache_folder, keep_fresh
from govsim.engines.kernel_text import Kernel, layouts_of
from govsim.engines.layout import Layout
from govsim.engines.naming import kernel_name
from govsim.engines.steering import Judge
from govsim.engines.vectors.reasons import RowByRow
from govsim.engines.week import (
    Act,
    Arrive,
    Book,
    Bound,
    CountGroups,
    CountYear,
    Doing,
    KeyColumns,
    Play,
    Reset,
    Stage,
    walks_tiles,
    week_of,
)
from govsim.language import Model, facts_of
from govsim.language.reach import functions_of

ONE_PIECE = ("outcomes", "years", "groups")  # what these begin and end with belongs to all their steps
ROW_BY_ROW = (Judge, CountYear, CountGroups, KeyColumns)
Reason = RowByRow | None
MOST_TRIED = 8192  # steps that are remembered; all models of the package together have some hundreds
_TRIED: dict[tuple[Hashable, ...], Reason] = {}  # by what a step's code hangs on, and the lines that a reason may name


@lru_cache(maxsize=4096)
def pieces_of(model: Model, stage: Stage) -> tuple[Stage, ...]:
    """The pieces of a stage, in order.

    Raises:
        DeclarationError: when a source cannot be read.
    """
    if stage.vectors is not None:
        return (stage,)
    return tuple(_cut(model, stage, [reason is None for reason in reasons_of(model, stage)]))


def kernel_of(model: Model, stage: Stage) -> Kernel:
    """The kernel of a piece, or of a whole stage: on eight rows at a time where all of it can be in one pass."""
    pieces = pieces_of(model, stage)
    return written(model, pieces[0] if len(pieces) == 1 else _row_by_row(stage))


@lru_cache(maxsize=4096)
def _row_by_row(stage: Stage) -> Stage:
    return replace(stage, vectors=False)


def _cut(model: Model, stage: Stage, fits: Sequence[bool]) -> Iterator[Stage]:
    if stage.kind in ONE_PIECE:
        yield replace(stage, vectors=all(fits))
        return
    group: list[Doing] = []
    vectors = False
    for doing, fit in zip(stage.steps, fits, strict=True):
        if group and (fit != vectors or not (_follows(model, group, doing) if fit else _stands_by(group, doing))):
            yield replace(stage, steps=tuple(group), vectors=vectors)
            group = []
        group.append(doing)
        vectors = fit
    if group:
        yield replace(stage, steps=tuple(group), vectors=vectors)


def _stands_by(group: Sequence[Doing], one: Doing) -> bool:
    """Whether a step joins those before it, all of them row by row.

    Arrivals name every column of their table, which takes long to compile: alone, they are the same in any stage.
    """
    return not isinstance(one, Arrive) and not isinstance(group[-1], Arrive)


def _follows(model: Model, group: Sequence[Doing], one: Doing) -> bool:
    """Whether a step joins the pass of those before it, all of them fit for vectors."""
    first, last = group[0], group[-1]
    if isinstance(one, Arrive):  # those who are due by a rule on vacant rows just before it
        return isinstance(first, Play) and first.step.on == "vacant" and first.table == one.table
    if not isinstance(one, Play):
        return type(one) is type(first) and isinstance(one, (Reset, Bound, Book))
    plays = [before for before in group if isinstance(before, Play)]
    if len(plays) < len(group) or not isinstance(last, Play) or last.step.of_kind("members"):
        return False
    if one.step.of_kind("members"):
        return walks_tiles(model, one) and _joins(plays, one)
    return (one.table, one.step.on) == (last.table, last.step.on)


def _joins(group: Sequence[Play], one: Play) -> bool:
    """Whether a rule over members joins the pass of the rules on these: it walks them once, whatever holds.

    All of them ask for its row, so that none is played where it is not.
    """
    (members,), tree = one.step.of_kind("members"), facts_of(one.step.function).tree
    loops = [node for node in ast.walk(tree) if isinstance(node, ast.For)]
    before = tree.body[: tree.body.index(loops[0])] if len(loops) == 1 and loops[0] in tree.body else None
    return (
        before is not None
        and isinstance(loops[0].iter, ast.Name)
        and loops[0].iter.id == members.name
        and not any(isinstance(node, ast.Return) for statement in before for node in ast.walk(statement))
        and not one.step.of_kind("ancestor")
        and all(play.table == members.table and play.step.on == "living" for play in group)
        and all(play.step.asks_for(one.table) for play in group)
    )


@dataclass(frozen=True)
class Played:
    """How the compiled engine plays a rule, or what an instrument does on the rows of a table.

    Attributes:
        kind: rule or instrument.
        name: of it.
        table: whose rows.
        reason: why it plays row by row; None where it does eight rows at a time.
    """

    kind: str
    name: str
    table: str
    reason: Reason


def how_played(model: Model, instruments: Iterable[str]) -> Iterator[Played]:
    """How rules and instruments are played, in the order of the week."""
    for stage in week_of(model, instruments).stages:
        for doing, reason in zip(stage.steps, reasons_of(model, stage) if stage.steps else (), strict=True):
            if reason is not None:  # the kept answer may name a line that has moved since
                reason = _tried(model, stage, doing)
            if isinstance(doing, (Play, Arrive)):
                yield Played("rule", doing.step.name, doing.table, reason)
            elif isinstance(doing, Act):
                yield Played("instrument", doing.instrument.name, doing.table, reason)


# --- Whether a step can be converted ------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def reasons_of(model: Model, stage: Stage) -> tuple[Reason, ...]:
    """For each step of a whole stage why it is done row by row; None where it is done on eight rows at a time."""
    whole = written(model, _row_by_row(stage))
    name = kernel_name(whole.name, whole.source(), whole.functions.values(), layouts_of(model, whole))
    path = cache_folder() / f"{name}{CUT}"
    found = _kept(path, len(stage.steps))
    keep_fresh(path)
    if found is None:
        found = tuple(_tried(model, stage, doing) for doing in stage.steps)
        _keep(path, found)
    return found


def _tried(model: Model, stage: Stage, doing: Doing) -> Reason:
    """Convert one step, and see; once for all models of this process that have it."""
    if isinstance(doing, ROW_BY_ROW):
        return RowByRow("rows.step")
    one = replace(stage, steps=(doing,), vectors=True)
    kernel = written(model, one)
    layouts, functions = layouts_of(model, kernel), list(kernel.functions.values())
    lines = tuple(
        (reached.__code__.co_filename, reached.__code__.co_firstlineno, reached.__code__.co_linetable)
        for function in functions
        for reached in functions_of(function)
    )
    key = (kernel_name(kernel.name, kernel.source(), functions, layouts), lines)
    if key not in _TRIED:
        if len(_TRIED) >= MOST_TRIED:
            _TRIED.clear()
        _TRIED[key] = _converted(model, one, kernel, layouts)
    return _TRIED[key]


def _converted(model: Model, one: Stage, kernel: Kernel, layouts: Sequence[Layout]) -> Reason:
    from govsim.engines.vectors.write import converted

    try:
        converted(model, one, kernel, layouts)
    except RowByRow as reason:
        return RowByRow(reason.key, reason.place)  # without what it was raised in, which would be kept with it
    return None


def _kept(path: Path, steps: int) -> tuple[Reason, ...] | None:
    content = kept.read(path)
    if content is None:
        return None
    answers = json.loads(content)
    made = tuple(None if one is None else RowByRow(one["key"], one["place"]) for one in answers)
    return made if len(made) == steps else None


def _keep(path: Path, found: Sequence[Reason]) -> None:
    answers = [one and {"key": one.key, "place": one.place} for one in found]
    kept.write_if_possible(path, kept.as_kept(path, json.dumps(answers).encode()))
