"""Whom an instrument reaches, as settings say it; scopes that narrow what cannot be narrowed are refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from govsim.engines.plan import wiring_of
from govsim.engines.reached import belongs_to_enterprises, belongs_to_region
from govsim.engines.roll_out import ORDERS
from govsim.engines.week import Effect, Remember, week_of
from govsim.language import Model
from govsim.locale.message import Said
from govsim.populations.enterprise import KINDS
from govsim.populations.industry_values import industry_names
from govsim.populations.sizes import MADE_REGION
from govsim.scenario import ANY_DEPTH, ANY_HEADCOUNT, Adoption, Population, Scope
from govsim.study.ask.checks import listed, named_in, number, one_of, pair
from govsim.study.ask.enterprises import enterprise_meant, readable_structure, which
from govsim.study.ask.keys import SCOPE_KEYS
from govsim.study.speak.errors import InputError, Mistakes, unknown
from govsim.study.speak.words import spoken, tell


def read_scope(key: str, tree: Mapping[str, Any], population: Population, said: list[str]) -> Scope:
    """Check whom an instrument shall reach; what was decided for the user is added to `said`.

    Raises:
        InputError: a line for each mistake.
    """
    mistakes = Mistakes()
    for part in tree:
        if part not in SCOPE_KEYS:
            with mistakes.noted():
                raise unknown("scope_key", f"{key}.{part}", [f"{key}.{known}" for known in SCOPE_KEYS])
    regions = mistakes.of(named_in, f"{key}.regions", tree.get("regions"), "region", region_names(population))
    known = [one.name for one in population.places]
    places = mistakes.of(named_in, f"{key}.places", tree.get("places"), "place", known)
    chains = mistakes.of(named_in, f"{key}.chains", tree.get("chains"), "chain_kind", KINDS)
    depth = mistakes.of(_depths, f"{key}.depth", tree.get("depth", ANY_DEPTH))
    chosen = mistakes.of(named_in, f"{key}.industries", tree.get("industries"), "industry", industry_names())
    headcount = mistakes.of(headcounts, f"{key}.headcount", tree.get("headcount", ANY_HEADCOUNT))
    share = mistakes.of(number, f"{key}.share", tree.get("share", 1.0), 0.0, 1.0, "share of units")
    with mistakes.noted():
        several = listed(f"{key}.enterprises", tree.get("enterprises"), tell("wanted.list"))
        meant = [mistakes.of(enterprise_meant, f"{key}.enterprises", one, population) for one in several]
    order = mistakes.of(one_of, f"{key}.order", tree["order"], "order", ORDERS) if tree.get("order") else ""
    mistakes.refuse()
    said += which(f"{key}.enterprises", meant)
    numbers = tuple(sorted({one.number for one in meant}))
    return Scope(regions, chosen, headcount, share, numbers, order, places, chains, depth)


def region_names(population: Population) -> list[str]:
    """The regions that a scope may name; a county alone is also the county."""
    if population.kind != "register":
        return [one.name for one in population.regions] or [MADE_REGION]
    names = [one.name for one in readable_structure(population).regions]
    return names if len(names) > 1 else list(dict.fromkeys([MADE_REGION, *names]))


def _depths(key: str, value: Any) -> tuple[int, int]:
    """First and last level below a head."""
    low, high = pair(key, value, *ANY_DEPTH, "levels")
    if low > high:
        raise InputError(tell("error.depth_order", key=key.removesuffix(".depth"), low=low, high=high))
    return low, high


def headcounts(key: str, value: Any) -> tuple[int, int]:
    """Fewest and most workers."""
    low, high = pair(key, value, *ANY_HEADCOUNT, "workers")
    if low > high:
        said = "error.headcount_order" if key.endswith(".headcount") else "error.headcount_turned"
        raise InputError(tell(said, key=key.removesuffix(".headcount"), low=low, high=high))
    return low, high


def check_scopes(model: Model, adoptions: Iterable[Adoption], population: Population | None = None) -> None:
    """Refuse a scope that leaves out part of what an instrument also does for all: above enterprises, above regions.

    Raises:
        InputError: one line that names the key, and the channel, cost or memory that no scope can divide; or, of a
            planner of the region, what should be given the scope instead.
    """
    several = tuple(adoptions)
    for adoption in several:
        check_scope(model, adoption, [one.instrument for one in several], population)


def check_scope(model: Model, adoption: Adoption, adopted: Iterable[str], population: Population | None = None) -> None:
    """Hold one instrument to `check_scopes`.

    Args:
        model: what it is made of.
        adoption: the instrument with its scope.
        adopted: all instruments of the scenario, of which a planner may steer some.
        population: whose regions there are; one county where it is not given.

    Raises:
        InputError: as `check_scopes` does.
    """
    name = adoption.instrument
    if name not in model.instruments:
        return
    for narrowed in narrowing(adoption.scope, region_names(population) if population is not None else (MADE_REGION,)):
        key, above = f"instrument.{name}.scope.{narrowed}", next(acts_beyond(model, name, narrowed), None)
        if model.instruments[name].is_planner and (above or _steers_beyond(model, name, narrowed)):
            under = next(_under(model, adoption, adopted), tell("word.instrument"))
            about = {"key": key, "planner": name, "instead": f"instrument.{under}.scope.{narrowed}"}
            raise InputError(tell("error.scope_planner", **about))
        if above:
            raise InputError(tell("error.scope_above", key=key, instrument=name, what=above))


def _steers_beyond(model: Model, planner: str, key: str) -> bool:
    """Whether a planner looks at rows that a key of a scope cannot tell apart."""
    return any(not _divides(model, step.table, key) for step in wiring_of(model).instrument(planner).steering)


def _under(model: Model, planner: Adoption, adopted: Iterable[str]) -> Iterator[str]:
    """What a planner steers, or could."""
    known = model.instruments
    for name in (*planner.steers, *adopted, *known[planner.instrument].beside):
        if name in known and not known[name].is_planner:
            yield name


def narrowing(scope: Scope, regions: Iterable[str] = (MADE_REGION,)) -> Iterator[str]:
    """The keys of a scope that leave out some enterprises."""
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
    if scope.places:
        yield "places"
    if scope.chains:
        yield "chains"
    if scope.narrows_depth:
        yield "depth"
    if scope.regions and set(regions) - set(scope.regions) and MADE_REGION not in scope.regions:
        yield "regions"


def acts_beyond(model: Model, instrument: str, key: str) -> Iterator[Said]:
    """What an instrument does on rows that a key of a scope cannot tell apart.

    Regions tell apart an agency, a leader, a public; places tell apart publics; all other keys only enterprises and
    what belongs to one.
    """
    for table, what in _acts_above(model, instrument):
        if not _divides(model, table, key):
            yield what


def _divides(model: Model, table: str, key: str) -> bool:
    """Whether a key of a scope tells rows of a table apart."""
    if belongs_to_enterprises(model, table):
        return True
    return key == "regions" and belongs_to_region(model, table) or key == "places" and table == "public"


def acts_above(model: Model, instrument: str) -> Iterator[Said]:
    """What an instrument does on rows that belong to no enterprise: an agency, a leader, a public, a region."""
    return (what for _, what in _acts_above(model, instrument))


def _acts_above(model: Model, instrument: str) -> Iterator[tuple[str, Said]]:
    if instrument not in model.instruments:
        return
    stages = (stage for stage in week_of(model, [instrument]).stages if stage.kind == "instrument")
    for act in (step for stage in stages for step in stage.steps):
        if belongs_to_enterprises(model, act.table):
            continue
        table = model.tables[act.table].zh if spoken() == "zh" else act.table
        for use in act.uses:  # type: ignore[union-attr]
            if isinstance(use, Effect):
                yield act.table, tell("scope.channel", channel=use.channel, table=table)
            elif isinstance(use, Remember):
                yield act.table, tell("scope.memory", table=table)
            else:
                what = use.entry.zh if spoken() == "zh" and use.entry.zh else use.entry.what
                yield act.table, tell("scope.entry", what=what, table=table)
