"""Which mix to choose where numbers are only assumed: regret and satisficing over joint draws of them.

Every draw plays all members under the same numbers and seeds. A member's regret of an objective in a draw is how much
worse it is than the best of them there (Savage 1951, Journal of the American Statistical Association 46, 55-67); its
whole regret is the mean over objectives, each as a share of the spread between members there, so that objectives
count alike. (The largest over objectives tells nothing: on a front nearly every member is the worst in one of them.)
It satisfices in a draw where it reaches every aim (Simon 1956, Psychological Review 63, 129-138).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from govsim.study.analysis.designs.points import called
from govsim.study.analysis.joint import Joint, joint_of
from govsim.study.analysis.search.fresh import Member
from govsim.study.analysis.search.hunt import Play, Question, refuse_failed
from govsim.study.ask.checks import number
from govsim.study.speak.errors import InputError, unknown, wrong_kind
from govsim.study.speak.words import tell

WHOLE = ""  # the objective that stands for all of them


@dataclass(frozen=True)
class Aim:
    """What a mix shall reach: a change of a column of at most this, or at least where more is better; or beyond it."""

    column: str
    most: float
    sign: int = 1
    beyond: bool = False


@dataclass(frozen=True)
class Robust:
    """What draws say of members.

    Attributes:
        joint: the draws.
        names: of members, the reference first.
        changes: by member, draw and objective, as measured.
        regrets: by member, draw and objective; in the unit of the objective.
        whole: by member and draw, the mean over objectives, each as a share of the spread between members.
        satisfied: by member and draw, whether all aims are reached.
        choices: the member chosen by least largest regret, by least mean regret, and by most draws satisfied.
    """

    joint: Joint
    names: list[str]
    changes: np.ndarray
    regrets: np.ndarray
    whole: np.ndarray
    satisfied: np.ndarray
    choices: Mapping[str, str]

    def table(self, objectives: Sequence[str]) -> pd.DataFrame:
        """A row a member and objective, and one of all objectives together (without a name of one)."""
        rows = []
        for at, name in enumerate(self.names):
            share = float(self.satisfied[at].mean())
            for column, objective in enumerate(objectives):
                mine = self.regrets[at, :, column]
                rows.append((name, objective, float(mine.mean()), float(mine.max()), share))
            rows.append((name, WHOLE, float(self.whole[at].mean()), float(self.whole[at].max()), share))
        return pd.DataFrame(rows, columns=["mix", "objective", "mean_regret", "max_regret", "satisficing_share"])


def aims_given(question: Question, given: Sequence[object]) -> list[Aim]:
    """The aims meant: `objective:most`, or of what shall be large `objective:least`.

    Without any it is to be better than the reference in the first objective, and within the budget.

    Raises:
        InputError: naming what is no aim.
    """
    names = {one.name: column for one, column in zip(question.objectives, question.columns, strict=False)}
    signs = {one.name: one.sign for one in question.objectives}
    if not given:
        first = question.objectives[0]
        budget = [] if question.budget is None else [Aim(question.columns[-1], question.budget)]
        return [Aim(names[first.name], 0.0, first.sign, beyond=True), *budget]
    made = []
    for one in given:
        name, _, most = str(one).rpartition(":")
        if not name and str(one) in names:
            raise wrong_kind("satisfy", str(one), tell("wanted.aim"))
        if name not in names:
            raise unknown("search_objective", name or one, names, "satisfy")
        try:
            value = float(most)
        except ValueError as error:
            raise wrong_kind("satisfy", str(one), tell("wanted.aim")) from error
        made.append(Aim(names[name], number("satisfy", value, -1e15, 1e15), signs[name]))
    return made


def robust(question: Question, members: Sequence[Member], joint: Joint, aims: Sequence[Aim], play: Play) -> Robust:
    """Play the draws, and work out what they say.

    Raises:
        RunError: a run failed.
    """
    reference = question.space.reference.name
    runs = play("draws", list(joint.points.scenarios), joint.seeds, joint.draws)
    refuse_failed(runs)
    columns, names = question.columns, [reference, *(one.name for one in members)]
    means = runs.groupby("scenario", sort=False)[columns].mean()
    numbers = range(1, joint.draws + 1)
    by_member = np.stack([means.loc[[called(name, at) for at in numbers]].to_numpy(float) for name in names])
    changes = by_member - by_member[0]
    values = changes[:, :, :-1] * question.signs
    regrets = values - values.min(0)
    spread = values.max(0) - values.min(0)
    whole = (regrets / np.where(spread > 0.0, spread, 1.0)).mean(2)
    met = np.ones(changes.shape[:2], bool)
    for aim in aims:
        moved, most = changes[:, :, columns.index(aim.column)] * aim.sign, aim.most * aim.sign
        met &= (moved < most) if aim.beyond else (moved <= most)
    return Robust(joint, names, changes[:, :, :-1], regrets, whole, met, _choices(names, whole, met))


def _choices(names: Sequence[str], whole: np.ndarray, met: np.ndarray) -> dict[str, str]:
    """The choice under each rule; of equals the one of less mean regret."""
    mean, largest, share, every = whole.mean(1), whole.max(1), met.mean(1), range(len(names))
    return {
        "max_regret": names[min(every, key=lambda at: (largest[at], mean[at]))],
        "mean_regret": names[min(every, key=lambda at: (mean[at], largest[at]))],
        "satisficing": names[min(every, key=lambda at: (-share[at], mean[at]))],
    }


def draws_of(question: Question, given: object, members: Sequence[Member], seeds: Sequence[int]) -> Joint:
    """Draws of assumed numbers over members and the reference, under seeds that nothing else was played with.

    Raises:
        InputError: the draws cannot be.
    """
    if not isinstance(given, str):
        raise InputError(tell("error.search_robust"))
    several = [question.space.reference, *(one.scenario for one in members)]
    return joint_of(given, several, seeds, question.space.reference.name)
