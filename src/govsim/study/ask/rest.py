"""How long the status quo is played before week 0, where nobody says so.

Starts are declared near the rest of the declared numbers. Where numbers of the status quo were moved, they are farther
from it, and it takes longer to get there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from govsim.language import Model
from govsim.populations.synthesis import inspector_posts
from govsim.scenario import Population, Region, Scenario
from govsim.study.ask.declarations import industries_of
from govsim.year import MOVED_SETTLE, USUAL_SETTLE


def weeks_to_rest(
    model: Model,
    population: Population,
    parameters: Mapping[str, float],
    industry: Mapping[str, Mapping[str, float]],
) -> int:
    """Weeks of the status quo before week 0: two years for the numbers as declared, ten for others."""
    table = industries_of(model)
    moved = (
        any(value != model.parameters[name].default for name, value in parameters.items())
        or any(value != table[name][column].value for name, own in industry.items() for column, value in own.items())
        or (population.kind == "county" and population.inspectors not in (None, _usual_posts(population)))
        or any(_is_moved(one) for one in population.regions)
    )
    return MOVED_SETTLE if moved else USUAL_SETTLE


def _usual_posts(population: Population) -> int:
    return inspector_posts(None, population.enterprises)


def _is_moved(region: Region) -> bool:
    return region.strictness != 1.0 or region.inspectors not in (None, inspector_posts(None, region.enterprises))


def equally_long(scenarios: Sequence[Scenario], is_chosen: Sequence[bool]) -> list[Scenario]:
    """What is compared, all played equally long before week 0, but for those whose weeks somebody chose.

    Whoever closes in the years before decides who is there in week 0, which is luck that a difference must not hold.
    """
    pairs = list(zip(scenarios, is_chosen, strict=True))
    longest = max((one.settle for one, chosen in pairs if not chosen), default=USUAL_SETTLE)
    return [one if chosen else replace(one, settle=longest) for one, chosen in pairs]
