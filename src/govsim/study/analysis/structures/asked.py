"""`govsim.structured`: the same question on other populations and sizes, without a mechanism, with draws."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from govsim.language import Model
from govsim.locale import LANGUAGES
from govsim.study.analysis.comparable import check_comparable
from govsim.study.analysis.compare import build_several, reference_of
from govsim.study.analysis.structures.found import Held, held, table_of
from govsim.study.analysis.structures.said import draw, sentences, titles_for
from govsim.study.analysis.structures.variants import Structures, structures_of
from govsim.study.ask.arguments import checked, override_texts, settings_folder
from govsim.study.ask.checks import is_list, one_of, yes_or_no
from govsim.study.ask.design import seed_list
from govsim.study.runs.simulate import simulate_built
from govsim.study.speak.errors import InputError
from govsim.study.speak.words import speaking, spoken, tell


@dataclass(frozen=True, repr=False)
class Structured:
    """A question asked under several structures.

    Attributes:
        asked: the structures and their scenarios.
        runs: a row a run.
        model: what they were run on.
        seeds: how many.
    """

    asked: Structures
    runs: pd.DataFrame
    model: Model
    seeds: int

    @cached_property
    def found(self) -> list[Held]:
        """Every scenario in every structure."""
        return held(self.asked, self.runs)

    @property
    def table(self) -> pd.DataFrame:
        """A row a structure and scenario."""
        return table_of(self.found)

    def sentences(self, lang: str | None = None) -> list[str]:
        """In how many structures each scenario's sign holds, and where it turns."""
        with speaking(spoken() if lang is None else one_of("lang", lang, "language", LANGUAGES)):
            return sentences(self.found, titles_for(self.model, self.asked), self.asked.reference)

    def figure(self, folder: str | Path, lang: str = "en") -> list[Path]:
        """Draw the changes in each structure into a folder, a page a scenario."""
        titles = titles_for(self.model, self.asked)
        return draw(self.model, self.asked, self.found, titles, self.seeds, Path(folder), lang)

    def __repr__(self) -> str:
        return f"<{tell('structure.shown', count=len(self.asked.cells), scenarios=', '.join(self.asked.arms))}>"


@checked
def structured(
    scenarios: Sequence[str],
    structure: str | Sequence[str],
    seeds: int | Iterable[int] = 20,
    overrides: Sequence[str] = (),
    *,
    crossed: bool = False,
    parameters: str | None = None,
    against: str | None = None,
    engine: str = "core",
    threads: int | None = None,
    config_dir: str | Path | None = None,
    on_done: Callable[[], None] | None = None,
) -> Structured:
    """Compare scenarios in the county as it is and in other structures, paired by seed within each.

    Args:
        scenarios: names of scenarios or variants, two or more.
        structure: "population", "size", "mechanisms" or "parameters", or single forms: "population:2" (a seed of the
            population), "size:400" (enterprises), "without:peers" (a mechanism taken out).
        seeds: a number of seeds or those meant; the same in every structure.
        overrides: what holds in all scenarios.
        crossed: every choice of a kind meets every one of the other kinds.
        parameters: draws of "parameters": a table, as `calibrate` writes it, or "assumed:24".
        against: the scenario that others are compared with.
        engine: "core" or "mesa".
        threads: processors used.
        config_dir: a folder with scenario files of your own.
        on_done: called after each run.

    Raises:
        InputError: something named does not exist or cannot be.
        RunError: a run failed.
    """
    if not is_list(scenarios) or not all(isinstance(one, str) for one in scenarios):
        raise InputError(tell("error.compare_list"))
    if len(names := list(scenarios)) < 2:
        raise InputError(tell("error.scenarios_two", names=", ".join(names)))
    built = build_several(names, override_texts(overrides), settings_folder(config_dir))
    check_comparable([one.scenario for one in built])
    reference = reference_of(against, [one.scenario.name for one in built])
    wanted = [structure] if isinstance(structure, str) else structure
    asked = structures_of(built, wanted, reference, yes_or_no("crossed", crossed), parameters)
    found = simulate_built(asked.points.scenarios, seed_list(seeds), engine, threads=threads, on_done=on_done,
                           varied=asked.points.varied, weekly=False)  # fmt: skip
    return Structured(asked, found.runs, found.model, len(found.seeds))
