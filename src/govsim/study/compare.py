"""Several scenarios under the same seeds, and what each changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from govsim.language import INSTRUMENTS, OUTCOMES
from govsim.scenario import Scenario
from govsim.study.config import Override, compose_trees, instruments_of, read_overrides
from govsim.study.design import set_path
from govsim.study.errors import InputError, unknown
from govsim.study.keys import COMMAND_KEYS, RUN_KEYS
from govsim.study.resolve import Built, build_scenario
from govsim.study.simulate import Results, simulate
from govsim.study.statistics import paired_effects

USUAL_REFERENCE = "baseline"


@dataclass(frozen=True)
class Comparison:
    """The results of a comparison and the effect of each scenario against the reference."""

    results: Results
    effects: pd.DataFrame
    reference: str

    @property
    def runs(self) -> pd.DataFrame:
        """A row a run."""
        return self.results.runs

    @property
    def weekly(self) -> pd.DataFrame:
        """A row a run and week."""
        return self.results.weekly

    def figure(self, folder: str | Path = "figures", lang: str = "en") -> list[Path]:
        """Draw the comparison's figures into a folder and return their files."""
        from govsim.study.store import draw_figures

        return draw_figures(self.results, self.effects, self.reference, Path(folder), lang)[0]


def compare(
    scenarios: Sequence[str | Scenario],
    seeds: int | Iterable[int] = 50,
    overrides: Sequence[str] = (),
    engine: str = "core",
    *,
    yearly: bool = False,
    threads: int | None = None,
    config_dir: str | Path | None = None,
    on_done: Callable[[], None] | None = None,
) -> Comparison:
    """Run scenarios under the same seeds and compare each with "baseline", or with the first without it.

    An override of an instrument's setting applies to every scenario that has the instrument.

    Raises:
        InputError: when anything named does not exist or a value is out of bounds.
    """
    if isinstance(scenarios, str | Scenario):
        raise InputError("A comparison needs a list of scenarios.")
    names = [one for one in scenarios if isinstance(one, str)]
    if overrides and len(names) < len(scenarios):
        raise InputError("overrides apply to scenarios given by name; give overrides to load_scenario.")
    built = iter(build_several(names, overrides, config_dir))
    chosen = [one if isinstance(one, Scenario) else next(built).scenario for one in scenarios]
    return compare_built(chosen, seeds, engine, yearly, threads, on_done)


def compare_built(
    scenarios: Sequence[Scenario],
    seeds: int | Iterable[int],
    engine: str = "core",
    yearly: bool = False,
    threads: int | None = None,
    on_done: Callable[[], None] | None = None,
) -> Comparison:
    """Run checked scenarios and compare them."""
    if len(scenarios) < 2:
        raise InputError("A comparison needs at least two scenarios: scenarios=[baseline,credit].")
    windows = {scenario.window for scenario in scenarios}
    if len(windows) > 1:
        raise InputError(f"The scenarios sum over different windows ({windows}); set window=[first,end] for all.")
    results = simulate(scenarios, seeds, engine, yearly=yearly, threads=threads, on_done=on_done)
    names = list(results.scenarios)
    reference = USUAL_REFERENCE if USUAL_REFERENCE in names else names[0]
    return Comparison(results, paired_effects(results.runs, reference, list(OUTCOMES)), reference)


def build_several(
    names: Sequence[str], overrides: Sequence[str] = (), config_dir: str | Path | None = None
) -> list[Built]:
    """Compose and check scenarios by name, each with the overrides that concern it."""
    doubles = {name for name in names if list(names).count(name) > 1}
    if doubles:
        raise InputError(f"scenarios: '{sorted(doubles)[0]}' is given twice.")
    return [build_scenario(tree) for tree in compose_several(names, overrides, config_dir)]


def compose_several(
    names: Sequence[str], overrides: Sequence[str], config_dir: str | Path | None = None
) -> list[dict[str, Any]]:
    """The settings of each scenario, unchecked."""
    given = read_overrides(overrides)
    refuse_what_is_not_a_scenarios(given)
    shared = [override.text for override in given if not _is_instrument_value(override)]
    trees = compose_trees([[f"scenario={name}", *shared] for name in names], config_dir) if names else []
    for override in given:
        if _is_instrument_value(override):
            _apply_where_adopted(override, trees, names)
    return trees


def refuse_what_is_not_a_scenarios(overrides: Iterable[Override]) -> None:
    """A key that says how to run must not be ignored among those that say what to run."""
    for override in overrides:
        if override.key == "scenario":
            raise InputError(f"'{override.text}': the scenarios are given as a list: scenarios=[...].")
        if override.key in RUN_KEYS or override.key in COMMAND_KEYS:
            raise InputError(f"{override.key} says how to run, not what: give it to the function, not in overrides.")
        if override.swept:
            raise InputError(f"'{override.text}' names several values; `govsim sweep` varies a setting.")


def _is_instrument_value(override: Override) -> bool:
    return override.key.startswith("instrument.")


def _apply_where_adopted(override: Override, trees: Sequence[dict[str, Any]], names: Sequence[str]) -> None:
    instrument = override.key.split(".")[1]
    having = [tree for tree in trees if instrument in instruments_of(tree)]
    if not having:
        raise not_adopted(override.text, instrument, names, trees)
    for tree in having:
        if override.text.startswith("~"):
            tree["instrument"].pop(instrument, None)
        else:
            set_path(tree, override.key, deepcopy(override.value))


def not_adopted(text: str, instrument: str, names: Sequence[str], trees: Sequence[Mapping[str, Any]]) -> InputError:
    """A setting of an instrument that no scenario has."""
    if instrument not in INSTRUMENTS:
        return unknown("instrument", instrument, INSTRUMENTS)
    adopted = sorted({name for tree in trees for name in instruments_of(tree)})
    which = f"scenario '{names[0]}' does not adopt" if len(names) == 1 else "none of the scenarios adopts"
    has = f" (it has {', '.join(adopted)})" if adopted and len(names) == 1 else ""
    return InputError(f"'{text}': {which} {instrument}{has}. Add it with instrument=[{instrument}].")
