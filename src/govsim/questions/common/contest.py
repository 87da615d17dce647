"""Which of several arms is best: every pair compared under the same luck, and a verdict for each that may win."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import permutations

from govsim.cases.common.case import Number, Sentence, Words
from govsim.cases.common.found import Weeks
from govsim.questions.common.numbers import change_of, within
from govsim.questions.common.question import Numbers, Verdict


def over(first: str, second: str) -> str:
    """The name of the number that compares two arms."""
    return f"{first}_over_{second}"


def pairs(
    arms: Mapping[str, Words], outcome: str, what: Words, weeks: Weeks | None = None, by: str = ""
) -> dict[str, Number]:
    """The change of an outcome in each arm against each other, in per cent, by `over`.

    Args:
        arms: of the first county, with what they are called.
        outcome: of which less is better.
        what: the outcome in words.
        weeks: summed over; the window where none are given.
        by: an outcome that the first is divided by.
    """
    return {
        over(first, second): change_of(
            (
                f"{what[0]}: {within(arms[first][0])} against {within(arms[second][0])}",
                f"{what[1]}：{arms[first][1]}与{arms[second][1]}相比",
            ),
            first,
            outcome,
            weeks,
            against=second,
            by=by,
        )
        for first, second in permutations(arms, 2)
    }


def wins(numbers: Numbers, arm: str, arms: Sequence[str]) -> bool:
    """Whether an arm has less of the outcome than every other, beyond luck."""
    return all(numbers[over(arm, one)].is_below for one in arms if one != arm)


def best_of(arms: Mapping[str, Words], answer: Mapping[str, Words | Sentence]) -> list[Verdict]:
    """A verdict for each arm that may win.

    Args:
        arms: that were compared by `pairs`.
        answer: the two sentences for each that may win.
    """
    names = list(arms)
    return [Verdict(f"best_{arm}", partial(wins, arm=arm, arms=names), answer[arm]) for arm in names]
