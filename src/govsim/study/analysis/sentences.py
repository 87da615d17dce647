"""Verdicts in words: a plain sentence a scenario, whose intervals reach over both where there are two."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from govsim.study.analysis.verdict import Price, Verdict, kind_of
from govsim.study.runs.statistics import Estimate
from govsim.study.speak.terminal import alike, span
from govsim.study.speak.words import tell

SURE = 0.999  # chances beyond it, and below its rest, are said as such


Ends = tuple[float, float]
UNKNOWN: Ends = (math.nan, math.nan)


@dataclass(frozen=True)
class Wider:
    """Intervals for luck and assumptions together.

    Attributes:
        injuries: of the change in true injuries, per cent of the reference.
        draws: behind them.
        deaths, cost: of the differences, in their own units.
        price: of what an averted death costs; nan where not every draw averts any.
    """

    injuries: Ends
    draws: int
    deaths: Ends = UNKNOWN
    cost: Ends = UNKNOWN
    price: Ends = UNKNOWN


def chance_said(chance: float) -> str:
    """A chance in per cent; a sure one is not said as certain."""
    if not math.isfinite(chance):
        return "-"
    if chance > SURE:
        return tell("verdict.over", percent=f"{100 * SURE:.1f}")
    if chance < 1.0 - SURE:
        return tell("verdict.under", percent=f"{100 * (1.0 - SURE):.1f}")
    digits = 1 if chance > 0.99 or chance < 0.01 else 0
    return tell("verdict.percent", percent=f"{100 * chance:.{digits}f}")


def price_said(price: Price, cases: str = "deaths") -> str:
    """What a case averted, a death or an injury, costs, or why there is no price, in a table."""
    if price.kind in ("price", "price_unsure"):
        write = alike(price.value, price.low, price.high)
        return f"{write(price.value)} {span(price.low, price.high, write)}"
    return tell(f"price.{price.kind}", cases=tell(f"price.of_{cases}"))


def sentence(
    verdict: Verdict, titles: Mapping[str, str], reference: str, years: str, wider: Wider | None = None
) -> str:
    """One plain sentence of a scenario, and a second that says which intervals it speaks of, where there are two.

    Args:
        verdict: its numbers.
        titles: what scenarios are called.
        reference: name of the one it is compared with.
        years: over how long, in words.
        wider: intervals for luck and assumptions together; the ends spoken of reach over both.
    """
    called = {"scenario": titles.get(verdict.scenario, verdict.scenario), "reference": titles.get(reference, reference)}
    if verdict.pairs < 2 or not math.isfinite(verdict.injuries.low):
        return str(tell("verdict.no_interval", **called))
    if wider is not None:
        verdict = _widened(verdict, wider)
    injuries, about = _injuries(verdict)
    said = tell(f"verdict.injuries_{injuries}", **called, **about)
    after = "" if wider is None else str(tell("verdict.wider", draws=wider.draws))
    return _whole(verdict, said, years) + after


def _whole(verdict: Verdict, said: str, years: str) -> str:
    return str(tell(
        "verdict.sentence", injuries=said, deaths=_counted("deaths", verdict.deaths, years),
        cost=_counted("cost", verdict.cost, years), price=tell(f"verdict.{verdict.per_death.kind}", **_price(verdict)),
        chance=chance_said(verdict.better),
    ))  # fmt: skip


def _widened(verdict: Verdict, wider: Wider) -> Verdict:
    """The same numbers with the ends of both intervals; whether there is a price hangs on these."""
    deaths, cost = _wider_of(verdict.deaths, wider.deaths), _wider_of(verdict.cost, wider.cost)
    price, kind = verdict.per_death, kind_of(deaths, cost)
    if kind.startswith("price") and not price.kind.startswith("price"):
        kind = price.kind  # what luck alone leaves open stays open
    ends = _wider_of(Estimate(price.value, price.low, price.high), wider.price)
    return replace(verdict, injuries=_wider_of(verdict.injuries, wider.injuries), deaths=deaths, cost=cost,
                   per_death=Price(kind, price.value, ends.low, ends.high))  # fmt: skip


def _wider_of(made: Estimate, ends: Ends) -> Estimate:
    """With the outer ends of both, so that the value, which draws may all lie above or below, is never outside."""
    low, high = ends
    return replace(made, low=min(low, made.low), high=max(high, made.high)) if low <= high else made


def _injuries(verdict: Verdict) -> tuple[str, dict[str, str]]:
    """Which way injuries go beyond the interval that is spoken of, and its words."""
    low, high = verdict.injuries.low, verdict.injuries.high
    way = "fewer" if high < 0.0 else "more" if low > 0.0 else "unsure"
    sign = -1.0 if way == "fewer" else 1.0
    ends = sorted((sign * low, sign * high))
    value = sign * verdict.injuries.mean
    return way, {"value": f"{value:.1f}" if way != "unsure" else f"{value:+.1f}",
                 "span": f"[{ends[0]:.1f}, {ends[1]:.1f}]"}  # fmt: skip


def _counted(what: str, made: Estimate, years: str) -> str:
    """Deaths averted or resources spent, or that no difference can be told."""
    if made.is_below:
        low, high = -made.high, -made.low
        key = "fewer"
    elif made.is_above:
        low, high, key = made.low, made.high, "more"
    else:
        low, high, key = made.low, made.high, "unsure"
    mean = -made.mean if key == "fewer" else made.mean
    write = alike(mean, low, high)
    return str(tell(f"verdict.{what}_{key}", value=write(mean), span=span(low, high, write), years=years))


def _price(verdict: Verdict) -> dict[str, str]:
    price = verdict.per_death
    write = alike(price.value, price.low, price.high)
    return {"value": write(price.value), "span": span(price.low, price.high, write)}


def wins_said(verdict: Verdict) -> str:
    """The chance that injuries are fewer, and in how many seeds they are."""
    return str(tell("verdict.wins", chance=chance_said(verdict.better), wins=verdict.wins, pairs=verdict.pairs))
