"""A county as a Mesa model, from a scenario by its name."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from govsim.engines.mesa import GovernanceModel as OpenModel
from govsim.engines.mesa import WeeklyOutcomes
from govsim.scenario import Scenario
from govsim.study.ask.arguments import override_texts, settings_folder
from govsim.study.ask.config import spelt
from govsim.study.ask.design import LARGEST_SEED, is_whole
from govsim.study.ask.given import scenarios_given
from govsim.study.ask.keys import TOP_KEYS
from govsim.study.runs.simulate import ready
from govsim.study.speak.errors import InputError, nearest, unknown, wrong_kind
from govsim.study.speak.words import tell

ARGUMENTS = ("scenario", "seed", "rng", "overrides", "config_dir")


class GovernanceModel(OpenModel):
    """A county as a Mesa model: for `mesa.batch_run`, data collectors, copies and agents of one's own.

    Args:
        scenario: its name, or what `load_scenario` gives.
        seed: the run's seed; another one each time where none is given, and `run_seed` says which.
        rng: the same, as later releases of Mesa call it; a generator of NumPy will do.
        overrides: what is set in a scenario given by name, as `key=value`.
        config_dir: a folder with scenario files of your own.
        settings: the same as `overrides`, one a keyword: `weeks=104`, or `**{"parameter.exit_base": 0.03}`.

    Attributes:
        enterprises, workers, ...: the living of each type.
        outcomes: the weekly outcomes of the last week, by name.
        datacollector: seed, week and outcomes of every week played; put one of your own in its place to collect more.
        types: the agent class of each table.
        running: whether weeks of the scenario are left.

    Raises:
        InputError: for an argument that cannot be; it names it.
    """

    def __init__(
        self,
        scenario: str | Scenario = "baseline",
        seed: Any = None,
        *,
        rng: Any = None,
        overrides: str | Sequence[str] = (),
        config_dir: str | Path | None = None,
        **settings: Any,
    ) -> None:
        for name in settings:
            if name not in TOP_KEYS and nearest(name, ARGUMENTS, 0.7):
                raise unknown("argument", name, ARGUMENTS, "GovernanceModel()")
        if not isinstance(scenario, str | Scenario):
            raise wrong_kind("scenario", scenario, tell("wanted.scenario"))
        texts = [*override_texts(overrides), *(f"{key}={spelt(value)}" for key, value in settings.items())]
        chosen = scenarios_given(scenario, texts, settings_folder(config_dir))
        model, _ = ready(chosen, "mesa")
        super().__init__(chosen[0], seed_meant(seed, rng), model=model)
        self.datacollector = self._own_collector = WeeklyOutcomes(self)

    def step(self) -> None:
        """Play one week."""
        super().step()
        if self.datacollector is self._own_collector:
            self.datacollector.collect(self)


def seed_meant(seed: Any, rng: Any) -> int:
    """The seed of a run: as given, drawn from a generator, or any where none is given.

    Raises:
        InputError: for both at once, and for what is no seed.
    """
    if seed is not None and rng is not None:
        raise InputError(tell("error.seed_and_rng"))
    key, value = ("rng", rng) if seed is None else ("seed", seed)
    if value is None:
        return secrets.randbelow(LARGEST_SEED + 1)
    if isinstance(value, np.random.SeedSequence):
        value = np.random.default_rng(value)
    if isinstance(value, np.random.Generator | np.random.BitGenerator):
        return int(np.random.default_rng(value).integers(LARGEST_SEED + 1))
    if not is_whole(value) or not 0 <= value <= LARGEST_SEED:
        raise wrong_kind(key, value, tell("wanted.seed", most=LARGEST_SEED))
    return int(value)
