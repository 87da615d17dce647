"""A front played again under seeds that did not choose it.

Of many mixes played under few seeds those stand out that were lucky: what a front promises under the seeds that chose
it is too good (the winner's curse). Its values are those of fresh seeds, with intervals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from govsim.scenario import Scenario
from govsim.study.analysis.search.front import beaten_by, spread_out, unbeaten
from govsim.study.analysis.search.hunt import Hunted, Play, Tried, refuse_failed
from govsim.study.analysis.search.objectives import paired
from govsim.study.runs.statistics import Estimate, estimate


@dataclass(frozen=True)
class Member:
    """A mix of the front, or a named scenario beside it, under fresh seeds.

    Attributes:
        name: of its scenario.
        scenario: it.
        tried: how it did in the search; None for a named scenario.
        changes: what it changes of each objective, with its interval, as measured.
        cost: what it lays out beyond the reference, CNY.
        keeps: whether its mean keeps the budget.
        stays: whether none of the others that keep the budget beats it, by their means.
        beaten_by: name of a member that beats it; "" for none.
    """

    name: str
    scenario: Scenario
    tried: Tried | None
    changes: tuple[Estimate, ...]
    cost: Estimate
    keeps: bool
    stays: bool
    beaten_by: str = ""


def members_of(found: Hunted, most: int) -> list[Tried]:
    """Some mixes of the front that stand for all; the empty mix, which is the reference, is not among them."""
    keys = found.on_front
    if not keys:
        return []
    return [found.tried[keys[at]] for at in spread_out(found.values(keys), most)]


def fresh(found: Hunted, chosen: Sequence[Tried], seeds: Sequence[int], play: Play) -> list[Member]:
    """Play chosen mixes and the named scenarios under fresh seeds.

    Returns:
        The mixes in their order, then the named scenarios.
    """
    question = found.question
    reference, columns = question.space.reference, question.columns
    mixes = [question.space.scenario_of(one.point, one.name) for one in chosen]
    scenarios = [*mixes, *(one for one in question.named if one.name != reference.name)]
    if not scenarios:
        return []
    runs = play("fresh", [reference, *scenarios], seeds, 0)
    refuse_failed(runs)
    changes = paired(runs, reference.name, [one.name for one in scenarios], columns)
    means = changes.mean(1)
    keeps = np.ones(len(scenarios), bool) if question.budget is None else means[:, -1] <= question.budget
    values = means[:, :-1] * question.signs
    nothing = np.zeros((1, values.shape[1]))
    rivals, names = (
        np.concatenate([nothing, values[keeps]]),
        [reference.name, *np.array([one.name for one in scenarios])[keeps]],
    )
    stays = np.zeros(len(scenarios), bool)
    stays[keeps] = unbeaten(rivals)[1:]
    beats = beaten_by(values, rivals)
    return [
        Member(
            one.name, one, chosen[at] if at < len(chosen) else None,
            tuple(estimate(changes[at, :, column], "") for column in range(len(columns) - 1)),
            estimate(changes[at, :, -1], "CNY"), bool(keeps[at]), bool(stays[at]),
            str(names[beats[at]]) if beats[at] >= 0 else "",
        )
        for at, one in enumerate(scenarios)
    ]  # fmt: skip
