"""An event as a row of data: every value exact, with its labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from govsim.language import Model
from govsim.locale import knows, text
from govsim.study.speak.words import action_said, rule_said, tell

if TYPE_CHECKING:
    from govsim.engines.explain import Event, Explanation
    from govsim.engines.lives import Turning
    from govsim.engines.traced import Cause, Draw
    from govsim.study.telling.lives import Story


def row_of(model: Model, made: Explanation, event: Event) -> dict[str, Any]:
    """An event: what brought it about, its values, what a draw was held against, and what the rule's inputs did."""
    return {
        "phase": event.phase,
        "how": tell(f"explain.{event.kind}"),
        "by": event.by,
        "what": event.name,
        "zh": _label(model, made.table, event),
        "before": event.before,
        "after": list(event.after) if event.kind == "members" else event.after,
        "rule": words_of(model, event),
        "draw": None if event.draw is None else _draw(event.draw),
        "because": [_cause(one) for one in event.because],
    }


def words_of(model: Model, event: Event) -> str:
    """What the rule says, or the function of the planner or instrument; of a setting that moves a channel, which."""
    if event.by in model.rules:
        return rule_said(model, event.by)
    if event.function is None:
        return ""
    settings = model.instruments[event.by].settings.items() if event.kind == "channel" else ()
    bare = [key for key, setting in settings if setting.moves == event.name]
    own = [function for name, function in model.instruments[event.by].effects if name == event.name]
    if bare and event.function not in own:
        return str(tell("listing.setting_itself", name=bare[0]))
    return action_said(model, event.by, event.function)


def turning_row(story: Story, one: Turning) -> dict[str, Any]:
    """A turning point: its values, its causes, and the draws of its week of which something came."""
    model, made = story.life.model, story.replayed.get((one.week, one.against))
    events = [event for event in (made.events if made else ()) if event.kind == "column" and event.name == one.name]
    came = [event for event in (made.events if made else ()) if event.draw is not None and event.draw.came_true]
    return {
        "week": one.week,
        "since": one.since,
        "against": one.against,
        "kind": tell(f"story.kind_{one.kind.replace(' ', '_')}"),
        "number": one.number,
        "what": one.name,
        "zh": _turning_label(model, story.life.table, one),
        "before": one.before,
        "after": one.after,
        "by": one.of or ", ".join(event.by for event in events),
        "because": [_cause(cause) for event in events for cause in event.because],
        "draws": [{"purpose": event.name, "by": event.by} | _draw(event.draw) for event in came if event.draw],
    }


def _turning_label(model: Model, table: str, one: Turning) -> str:
    if one.kind in ("in force", "ended"):
        return model.instruments[one.name].zh
    if one.of:
        return model.instruments[one.of].remembers[one.name].zh
    return model.declared_columns(table)[one.name].zh if one.name else ""


def _draw(draw: Draw) -> dict[str, Any]:
    return {
        "table": draw.table,
        "number": draw.number,
        "how": draw.how,
        "chance": draw.chance,
        "trials": draw.trials,
        "mean": draw.mean,
        "came": draw.came,
        "limits": [list(one) for one in draw.limits],
    }


def _cause(cause: Cause) -> dict[str, Any]:
    return {
        "table": cause.table,
        "column": cause.column,
        "before": cause.before,
        "after": cause.after,
        "effect": cause.effect,
        "against": cause.against,
    }


def _label(model: Model, table: str, event: Event) -> str:
    if event.name in model.channels:  # also where a rule adds to it
        return model.channels[event.name].zh
    if event.kind == "steer":
        return model.instruments[event.name].zh
    if event.kind == "draw":  # those of plugins have their names only
        name = event.name.partition(" ")[0]
        return text(f"draw.{name}", "zh") if knows(f"draw.{name}") else ""
    below = [one for one in model.tables if table in model.parents_of(one)] if event.kind == "members" else [table]
    found = (model.declared_columns(one).get(event.name) for one in below)
    return next((one.zh for one in found if one), "")
