"""From a scenario's population to the structure of who exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govsim.populations.synthesis import Structure, build_county

if TYPE_CHECKING:
    from govsim.scenario import Population


def structure_of(population: Population) -> Structure:
    """Who exists in a population: drawn from the county's defaults, or read from a register.

    Raises:
        ValueError: when the population is impossible or its register can't be read.
    """
    if population.kind == "register":
        from govsim.populations.register import read_register

        structure, _ = read_register(population.path, inspectors=population.inspectors, seed=population.seed)
        return structure
    return build_county(population.enterprises, population.inspectors, population.seed)
