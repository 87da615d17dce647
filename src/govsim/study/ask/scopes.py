"""Scopes that narrow what cannot be narrowed are refused: above the enterprise one row serves the whole county."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govsim.engines.plan import wiring_of
from govsim.engines.week import Effect, Remember, week_of
from govsim.engines.world import belongs_to_enterprises
from govsim.language import Model
from govsim.locale.message import Said
from govsim.populations.industry_values import industry_names
from govsim.scenario import ANY_HEADCOUNT, Adoption, Scope
from govsim.study.speak.errors import InputError
from govsim.study.speak.words import spoken, tell


def check_scopes(model: Model, adoptions: Iterable[Adoption]) -> None:
    """Refuse a scope by industry, size, share or enterprise on an instrument that also acts above the enterprise.

    Raises:
        InputError: one line that names the key, and the channel, cost or memory that no scope can divide; or, of a
            planner of the region, what should be given the scope instead.
    """
    several = tuple(adoptions)
    for adoption in several:
        check_scope(model, adoption, [one.instrument for one in several])


def check_scope(model: Model, adoption: Adoption, adopted: Iterable[str]) -> None:
    """Hold one instrument to `check_scopes`.

    Args:
        model: what it is made of.
        adoption: the instrument with its scope.
        adopted: all instruments of the scenario, of which a planner may steer some.

    Raises:
        InputError: as `check_scopes` does.
    """
    narrowed, name = next(narrowing(adoption.scope), None), adoption.instrument
    if not narrowed or name not in model.instruments:
        return
    key, above = f"instrument.{name}.scope.{narrowed}", next(acts_above(model, name), None)
    if model.instruments[name].is_planner and (above or _steers_from_above(model, name)):
        under = next(_under(model, adoption, adopted), tell("word.instrument"))
        about = {"key": key, "planner": name, "instead": f"instrument.{under}.scope.{narrowed}"}
        raise InputError(tell("error.scope_planner", **about))
    if above:
        raise InputError(tell("error.scope_above", key=key, instrument=name, what=above))


def _steers_from_above(model: Model, planner: str) -> bool:
    """Whether a planner looks at rows that belong to no enterprise, for which there is no scope."""
    return any(not belongs_to_enterprises(model, step.table) for step in wiring_of(model).instrument(planner).steering)


def _under(model: Model, planner: Adoption, adopted: Iterable[str]) -> Iterator[str]:
    """What a planner steers, or could."""
    known = model.instruments
    for name in (*planner.steers, *adopted, *known[planner.instrument].beside):
        if name in known and not known[name].is_planner:
            yield name


def narrowing(scope: Scope) -> Iterator[str]:
    """The keys of a scope that leave out enterprises of a region."""
    if scope.industries and set(industry_names()) - set(scope.industries):
        yield "industries"
    if scope.headcount != ANY_HEADCOUNT:
        yield "headcount"
    if scope.share < 1.0:
        yield "share"
    if scope.enterprises:
        yield "enterprises"
    if scope.order:
        yield "order"


def acts_above(model: Model, instrument: str) -> Iterator[Said]:
    """What an instrument does on rows that belong to no enterprise: an agency, a leader, a public, a region."""
    if instrument not in model.instruments:
        return
    stages = (stage for stage in week_of(model, [instrument]).stages if stage.kind == "instrument")
    for act in (step for stage in stages for step in stage.steps):
        if belongs_to_enterprises(model, act.table):
            continue
        table = model.tables[act.table].zh if spoken() == "zh" else act.table
        for use in act.uses:  # type: ignore[union-attr]
            if isinstance(use, Effect):
                yield tell("scope.channel", channel=use.channel, table=table)
            elif isinstance(use, Remember):
                yield tell("scope.memory", table=table)
            else:
                yield tell(
                    "scope.entry",
                    what=use.entry.zh if spoken() == "zh" and use.entry.zh else use.entry.what,
                    table=table,
                )
