"""What a model collects by itself: the outcomes of every week, as Mesa's batch runner and data frames want them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import mesa

from govsim.engines.core import weekly_names

if TYPE_CHECKING:
    from govsim.engines.mesa.model import GovernanceModel


class WeeklyOutcomes(mesa.DataCollector):
    """The seed, the week and every weekly outcome; once a week, however often it is asked."""

    def __init__(self, model: GovernanceModel) -> None:
        outcomes = {name: partial(_outcome, name) for name in weekly_names(model.parts)}
        super().__init__(model_reporters={"seed": partial(_seed), "week": partial(_week), **outcomes})
        self.collected = 0

    def collect(self, model: Any) -> None:
        """Take down the week that was played last."""
        if model.steps > self.collected:
            self.collected = model.steps
            super().collect(model)


def _outcome(name: str, model: GovernanceModel) -> float:
    return model.outcomes[name]


def _seed(model: GovernanceModel) -> int:
    return model.run_seed


def _week(model: GovernanceModel) -> int:
    return model.clock.week
