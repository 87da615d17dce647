"""`govsim.calibrate`: draws of parameters that the records of a county leave possible."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from govsim.locale import LANGUAGES
from govsim.scenario import Scenario
from govsim.study.analysis.calibration.baseline import baseline_targets
from govsim.study.analysis.calibration.numbers import Numbers, numbers_of
from govsim.study.analysis.calibration.study import Calibrated, Settings, calibrated, values_of
from govsim.study.analysis.calibration.targets import Asked, read_targets, targets_of
from govsim.study.analysis.designs.points import Points, points_over
from govsim.study.ask.arguments import checked, override_texts, settings_folder
from govsim.study.ask.checks import is_list, one_of, whole
from govsim.study.ask.config import compose_trees, spelt
from govsim.study.ask.design import seed_list
from govsim.study.ask.given import held
from govsim.study.ask.resolve import Built, build_scenario
from govsim.study.runs.simulate import simulate_built
from govsim.study.speak.errors import InputError, wrong_kind
from govsim.study.speak.words import speaking, spoken, tell
from govsim.year import WEEKS_A_YEAR

FEWEST_SEEDS = 2


@dataclass(frozen=True)
class Study:
    """A calibration that can be played.

    Attributes:
        asked: targets.
        numbers: that are moved.
        how: how thoroughly.
        built: the scenario.
    """

    asked: Asked
    numbers: Numbers
    how: Settings
    built: Built

    @property
    def weeks(self) -> int:
        """Over which runs are summed."""
        first, last = self.built.scenario.window
        return last - first

    def points(self, shares: np.ndarray, name: str) -> Points:
        """The scenarios of points."""
        return points_over(self.numbers.design(shares, name), [self.built])

    def values(self, runs: pd.DataFrame, points: int) -> np.ndarray:
        """Outcomes of targets by target, point and seed."""
        return values_of(self.built.model, runs, self.built.scenario.name, points, self.asked.targets, self.weeks)

    def run(
        self, play: Callable[[Points, str], pd.DataFrame], kept: Callable[[np.ndarray, str], np.ndarray] | None = None
    ) -> Calibrated:
        """Play it.

        Args:
            play: gives the runs of points, by the name of their wave.
            kept: keeps the shares of a wave, and gives those that an earlier attempt has kept.
        """

        def given(shares: np.ndarray, name: str) -> np.ndarray:
            points = self.points(shares, name)
            return self.values(play(points, name), len(shares))

        return calibrated(self.asked, self.numbers, self.how, given, self.weeks / WEEKS_A_YEAR, kept)


def planned(
    built: Built, targets: Any, vary: Any, ranges: Mapping[str, str], size: Any, waves: Any, draws: Any
) -> Study:
    """A calibration, checked before anything is run.

    Args:
        built: the scenario.
        targets: a file, a mapping as a file has it, or None for the baseline's own.
        vary: names of numbers; None for those of the file, or the usual ones.
        ranges: priors, by number, which win over those of the file.
        size: points of the first wave; None for ten a number.
        waves: how many.
        draws: kept, and played in the end.

    Raises:
        InputError: a line for each thing that cannot be.
    """
    from govsim.study.analysis.calibration.study import (
        FEWEST_DRAWS,
        FEWEST_POINTS,
        MOST_DRAWS,
        MOST_POINTS,
        MOST_WAVES,
    )

    how = Settings(
        None if size is None else whole("size", size, FEWEST_POINTS, MOST_POINTS, "points"),
        whole("waves", waves, 1, MOST_WAVES), whole("draws", draws, FEWEST_DRAWS, MOST_DRAWS),
    )  # fmt: skip
    if targets is None:
        asked = baseline_targets()
    elif isinstance(targets, Mapping):
        asked = targets_of(targets, built.model)
    elif isinstance(targets, str | Path):
        asked = read_targets(str(targets), built.model)
    else:
        raise wrong_kind("targets", targets, tell("wanted.targets_file"))
    named = vary if isinstance(vary, Mapping) else None
    if named is None and vary is not None and not isinstance(vary, str) and not is_list(vary):
        raise wrong_kind("vary", vary, tell("wanted.list"))
    if is_list(vary) and not list(vary):
        raise InputError(tell("error.trial_nothing", key="vary"))
    names = [] if vary is None else [vary] if isinstance(vary, str) else list(vary)
    chosen = dict(asked.vary) if not names else {str(one): asked.vary.get(str(one), "") for one in names}
    chosen = {str(key): str(value) for key, value in named.items()} if named is not None else chosen
    return Study(asked, numbers_of(built.model, built.scenario, {**chosen, **ranges}), how, built)


@dataclass(frozen=True, repr=False)
class Calibration:
    """What a calibration found.

    Attributes:
        study: what was asked.
        found: draws, and what they give.
    """

    study: Study
    found: Calibrated

    @property
    def draws(self) -> pd.DataFrame:
        """A row a draw, a column a setting, as `parameters=FILE` reads them."""
        return pd.DataFrame(list(self.found.design.points))

    @property
    def parameters(self) -> pd.DataFrame:
        """A row a number: prior, what is left of it, and whether data moved it."""
        return self.found.parameters

    @property
    def targets(self) -> pd.DataFrame:
        """A row a target: what was recorded, what the draws give, and whether it fits."""
        return self.found.targets

    @property
    def ridges(self) -> pd.DataFrame:
        """Pairs of numbers that the targets tell only together."""
        return self.found.ridges

    @property
    def central(self) -> dict[str, Any]:
        """The settings of the draw in the middle of all: the county's own level, in one point."""
        return dict(self.found.design.points[self.found.central])

    def sentences(self, lang: str | None = None) -> list[str]:
        """What was found, the most important first."""
        from govsim.study.analysis.calibration.said import sentences

        with speaking(spoken() if lang is None else one_of("lang", lang, "language", LANGUAGES)):
            return [str(one) for one in sentences(self.study.built.model, self.found)]

    def save(self, file: str | Path) -> None:
        """Write the draws as a table that `parameters=FILE` reads."""
        from govsim.study.runs.shards import write_whole

        write_whole(Path(file), self.found.design.text().encode("utf-8"))

    def figure(self, folder: str | Path, lang: str = "en") -> list[Path]:
        """Draw priors against what is left of them, and what the draws give against the record, into a folder."""
        from govsim.study.analysis.calibration.drawn import draw_calibration

        return draw_calibration(self.study.built.model, self.found, Path(folder), lang)

    def __repr__(self) -> str:
        about = {"numbers": len(self.found.numbers.factors), "targets": len(self.found.asked.targets)}
        return f"<{tell('calibrate.shown', **about, draws=len(self.found.shares))}>"


@checked
def calibrate(
    targets: str | Path | Mapping[str, Any] | None = None,
    scenario: str | Scenario = "baseline",
    seeds: int | Iterable[int] = 4,
    overrides: Sequence[str] = (),
    *,
    vary: Sequence[str] | Mapping[str, str] | None = None,
    size: int | None = None,
    waves: int = 2,
    draws: int = 64,
    engine: str = "core",
    threads: int | None = None,
    config_dir: str | Path | None = None,
    on_done: Callable[[], None] | None = None,
) -> Calibration:
    """Draws of parameters that the records of a county leave possible, so that it has its own level.

    Args:
        targets: a file of targets, a mapping as such a file has it, or None for the baseline's published ranges.
        scenario: what the county is, without the policy that is asked about later.
        seeds: a number of seeds or those meant; the same at every point, at least two.
        overrides: what holds at every point, such as the population.
        vary: numbers to move, or a mapping of them to their priors, {"injury_base": "0.3..3:log"}.
        size: points of the first wave; ten for each number where not given.
        waves: how many; each further one plays half as many points where the records allow them.
        draws: how many are kept, and played in the end.
        engine: "core" or "mesa".
        threads: processors used.
        config_dir: a folder with scenario files of your own.
        on_done: called after each run.

    Raises:
        InputError: something named does not exist or cannot be.
        RunError: a run failed.
    """
    if isinstance(scenario, Scenario):
        if override_texts(overrides):
            raise InputError(tell("error.compare_overrides"))
        from govsim.study.ask.declarations import model_of_all

        made = held(scenario)
        built = Built(made, model_of_all(made))
    else:
        texts = [f"scenario={spelt(scenario)}", *override_texts(overrides)]
        built = build_scenario(compose_trees([texts], settings_folder(config_dir))[0])
    study, chosen = planned(built, targets, vary, {}, size, waves, draws), seeds_given(seeds)

    def play(points: Points, name: str) -> pd.DataFrame:
        return simulate_built(points.scenarios, chosen, engine, threads=threads, on_done=on_done,
                              varied=points.varied, weekly=False).runs  # fmt: skip

    return Calibration(study, study.run(play))


def seeds_given(seeds: Any) -> tuple[int, ...]:
    """Seeds of each point, of which there must be two, so that luck can be told.

    Raises:
        InputError: there is one.
    """
    chosen = seed_list(seeds)
    if len(chosen) < FEWEST_SEEDS:
        raise InputError(tell("error.calibrate_seeds"))
    return chosen


__all__ = ["Calibration", "Study", "calibrate", "planned", "seeds_given"]
