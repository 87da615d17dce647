"""Where rules stand in the week: the phases of the schedule, and what other parts add to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from govsim.language.book import Entry
from govsim.language.messages import DeclarationError, nearest
from govsim.language.parts import Week


@dataclass(frozen=True)
class Places:
    """What decides the order: the schedule, phases that parts add, and rules that say their own place."""

    week: Week
    phases: tuple[Entry, ...]
    rules: tuple[Entry, ...]


def week_of(places: Places) -> Week:
    """The phases in order, each with the names of its rules in order.

    A rule with `after` or `before` stands beside the rule it names, one with `phase` at the end of that phase. Rules at
    one place stand in the order of their names, so that the order of files decides nothing.

    Raises:
        DeclarationError: when a rule has no place or two, or its place is not there.
    """
    phases = _phases(places)
    known = {entry.name: entry for entry in places.rules}
    beside: dict[tuple[str, str], list[str]] = {}
    at_end: dict[str, list[str]] = {}
    scheduled = [name for _, names in places.week for name in names]
    for name in scheduled:
        if name not in known:
            raise DeclarationError("language.no_rule", "", name=name, hint=nearest(name, known))
    for name in sorted(known):
        made, where = known[name].value, known[name].where
        anchor = made.after or made.before
        if name in scheduled:
            if anchor or made.phase or scheduled.count(name) > 1:
                raise DeclarationError("language.one_place", where, name)
        elif anchor:
            if anchor not in known:
                raise DeclarationError("language.no_rule", where, name=anchor, hint=nearest(anchor, known))
            beside.setdefault(("after" if made.after else "before", anchor), []).append(name)
        elif made.phase in phases:
            at_end.setdefault(made.phase, []).append(name)
        elif made.phase:
            raise DeclarationError("language.no_phase", where, name, phase=made.phase, hint=nearest(made.phase, phases))
        else:
            raise DeclarationError("language.no_place", where, name)
    week = tuple(
        (phase, tuple(one for name in (*names, *at_end.get(phase, ())) for one in _with_neighbours(name, beside)))
        for phase, names in phases.items()
    )
    placed = {name for _, names in week for name in names}
    for name in sorted(set(known) - placed):  # two that each stand beside the other
        raise DeclarationError("language.no_place", known[name].where, name)
    return week


def _phases(places: Places) -> dict[str, tuple[str, ...]]:
    order = [phase for phase, _ in places.week]
    waiting = sorted(places.phases, key=lambda entry: entry.name)
    while waiting:
        ready = [entry for entry in waiting if entry.value.before in order]
        if not ready:
            entry = waiting[0]
            hint = nearest(entry.value.before, order)
            raise DeclarationError("language.no_phase", entry.where, phase=entry.value.before, hint=hint)
        for entry in ready:
            order.insert(order.index(entry.value.before), entry.name)
        waiting = [entry for entry in waiting if entry not in ready]
    return {phase: dict(places.week).get(phase, ()) for phase in order}


def _with_neighbours(name: str, beside: Mapping[tuple[str, str], Sequence[str]]) -> list[str]:
    before = [one for other in beside.get(("before", name), ()) for one in _with_neighbours(other, beside)]
    after = [one for other in beside.get(("after", name), ()) for one in _with_neighbours(other, beside)]
    return [*before, name, *after]
