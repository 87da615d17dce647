"""How a planner reaches what acts on the rows of a table: by its function of these rows, or of those above them."""

from __future__ import annotations

from dataclasses import replace

from govsim.engines.plan import Argument, InstrumentPlan, Step, path_to, wiring_of
from govsim.language import DeclarationError, Model


def steered_by(model: Model, planner: InstrumentPlan, table: str) -> Step | None:
    """How a planner steers what acts on the rows of a table: by its function of these rows, or of the nearest above.

    Returns:
        The function with its own row as an ancestor of the rows of the table; None where it has none for them.
    """
    near: list[tuple[int, Step]] = []
    for step in planner.steering:
        path = () if step.table == table else _path_if_any(model, table, step.table)
        if path is not None:
            near.append((len(path), _seen_from(model, step, table, path)))
    return min(near, key=lambda one: one[0])[1] if near else None


def can_steer(model: Model, planner: str, steered: str) -> bool:
    """Whether a planner looks at rows on which an instrument acts, or at rows above them."""
    wiring = wiring_of(model)
    plan = wiring.instrument(planner)
    return any(steered_by(model, plan, table) is not None for table in wiring.instrument(steered).tables)


def _path_if_any(model: Model, table: str, ancestor: str) -> tuple[str, ...] | None:
    try:
        return path_to(model, table, ancestor, "")
    except DeclarationError:
        return None


def _seen_from(model: Model, step: Step, table: str, path: tuple[str, ...]) -> Step:
    """A function of a row as one of the rows below it."""
    if not path:
        return step
    row, *rest = step.arguments
    above = [replace(one, path=(*path, *one.path)) if one.kind == "ancestor" else one for one in rest]
    return Step(step.function, table, (Argument(row.name, "ancestor", row.table, path), *above))
