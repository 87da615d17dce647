"""The machine code of a piece of the week that is done on eight rows at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from govsim.engines.layout import Layout
from govsim.engines.steering import Steer
from govsim.engines.vectors import around, counts
from govsim.engines.vectors.crews import play_crews
from govsim.engines.vectors.machines import Target, target
from govsim.engines.vectors.modules import Module
from govsim.engines.vectors.passes import KernelWriter
from govsim.engines.vectors.reasons import RowByRow, at
from govsim.engines.week import Act, Arrive, Book, Bound, Count, Play, Reset, Stage, walks_tiles
from govsim.language import Model, facts_of

if TYPE_CHECKING:
    from govsim.engines.compose import Kernel


def llvm_text(
    model: Model, stage: Stage, kernel: Kernel, layouts: Sequence[Layout], made_for: Target | None = None
) -> str:
    """A piece of the week as text of LLVM.

    Args:
        model: what it belongs to.
        stage: the piece.
        kernel: what it needs, and its name.
        layouts: how the rows of each need lie.
        made_for: the processor; this machine's if not given.

    Raises:
        RowByRow: when it cannot be converted.
    """
    return converted(model, stage, kernel, layouts, made_for).finish()


def converted(
    model: Model, stage: Stage, kernel: Kernel, layouts: Sequence[Layout], made_for: Target | None = None
) -> Module:
    """The same before it is written out, which is a third of the work.

    Raises:
        RowByRow: when it cannot be converted.
    """
    module = Module(kernel.name, made_for or target())
    needs: Mapping[tuple[str, str, str], int] = {(n.kind, n.owner, n.table): k for k, n in enumerate(kernel.needs)}
    _write(KernelWriter(model, module, needs, layouts), stage)
    return module


def _write(writer: KernelWriter, stage: Stage) -> None:
    steps = stage.steps
    if stage.kind == "outcomes":
        counts.outcomes(writer, [one for one in steps if isinstance(one, Count)])
        return
    plays = [one for one in steps if isinstance(one, Play)]
    if plays:
        *group, last = plays
        if last.step.of_kind("members"):
            if not walks_tiles(writer.model, last):
                facts = facts_of(last.step.function)
                raise at(facts, facts.tree, "members_apart")
            play_crews(writer, group, last)
        else:
            writer.plays(plays, next((one for one in steps if isinstance(one, Arrive)), None))
        return
    for one in steps:
        if isinstance(one, Reset):
            around.reset(writer, one)
        elif isinstance(one, Bound):
            around.bound(writer, one)
        elif isinstance(one, Book):
            around.book(writer, one)
        elif isinstance(one, Act):
            around.act(writer, one)
        elif isinstance(one, Steer):
            around.steer(writer, one)
        elif isinstance(one, Arrive):
            writer.arrive(one)
        else:
            raise RowByRow("rows.step")
