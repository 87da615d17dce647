"""What is legal but odd: worth a line before the runs, not worth a refusal."""

from __future__ import annotations

from collections.abc import Iterator

from govsim.engines.reached import who_is_in, within
from govsim.language import Model
from govsim.model import model_for
from govsim.scenario import Population, Scenario, Scope
from govsim.study.speak.dates import said_end, said_week
from govsim.study.speak.words import tell


def _reaches_any(scope: Scope, population: Population) -> bool:
    """Whether any enterprise that is there at the start lies in a scope."""
    from govsim.populations.structure import structure_of

    return bool(within(scope, who_is_in(structure_of(population))).any())


def _adds_up(model: Model, instrument: str) -> bool:
    """Whether an instrument moves anything of which there is more beyond its full strength."""
    return any(model.channels[channel].combine == "add" for channel, _ in model.effects_of(instrument))


def oddities(scenario: Scenario) -> Iterator[str]:
    """One sentence for each thing that the user may not have meant."""
    for adoption in scenario.adoptions:
        values = {"instrument": adoption.instrument, "start": said_week(adoption.start), "weeks": scenario.weeks}
        if adoption.start >= scenario.window[1] - 1:
            yield tell("warning.starts_late", **values, last=said_end(scenario.window[1]))
        elif adoption.end <= scenario.window[0]:
            yield tell("warning.ends_early", **values, end=said_week(adoption.end), first=said_week(scenario.window[0]))
        elif adoption.start + adoption.phase_in > scenario.window[1]:
            yield tell("warning.never_full", **values, phase_in=adoption.phase_in, last=said_end(scenario.window[1]))
        elif adoption.start > scenario.window[0]:
            yield tell("warning.window_opens", **values, first=said_week(scenario.window[0]))
        if adoption.scope.share == 0.0:
            yield tell("warning.reaches_nobody", **values)
        elif not _reaches_any(adoption.scope, scenario.population):
            yield tell("warning.outside", **values)
        if adoption.strength == 0.0:
            yield tell("warning.no_strength", **values)
    adopted = {one.instrument for one in scenario.adoptions}
    model = model_for(scenario)
    instruments = model.instruments
    for adoption in scenario.adoptions:
        made = instruments.get(adoption.instrument)
        if made is not None and not made.is_planner and made.beside and not adopted & set(made.beside):
            yield tell("warning.acts_on_nothing", instrument=made.name, beside=", ".join(made.beside))
        if made is not None and made.is_planner and adopted == {made.name} and not adoption.steers:
            yield tell("warning.plans_nothing", planner=made.name)
        if made is not None and adoption.strength > 1.0 and not _adds_up(model, made.name):
            yield tell("warning.only_costs", instrument=made.name, strength=f"{adoption.strength:.3g}")
        if adoption.scope.order and adoption.phase_in == 1:
            yield tell("warning.all_at_once", instrument=adoption.instrument, order=adoption.scope.order)
    for planner in scenario.adoptions:
        for name in planner.steers:
            if name not in adopted:
                yield tell("warning.steers_nothing", planner=planner.instrument, instrument=name)
    if scenario.population.kind == "county" and scenario.population.inspectors == 0:
        yield tell("warning.no_inspectors")
