"""What a question says of itself: what is run, what is measured, what may come out, and what that hangs on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from govsim.cases.common.case import Case, Curve, Number, Sentence, Trial, Words
from govsim.study.runs.statistics import Estimate

Numbers = Mapping[str, Estimate]


@dataclass(frozen=True)
class Verdict:
    """Something that may come out.

    Attributes:
        name: in a word or two, for tables.
        holds: whether these numbers say so.
        answer: two sentences, with numbers in braces; or a function of the numbers that makes them, where their words
            hang on the numbers too.
    """

    name: str
    holds: Callable[[Numbers], bool]
    answer: Words | Sentence

    def words(self, numbers: Numbers) -> Words:
        """The two sentences, their numbers still in braces."""
        return self.answer(numbers) if callable(self.answer) else self.answer


def otherwise(answer: Words | Sentence, name: str = "no_difference") -> Verdict:
    """What is told where nothing else holds: that no difference is seen, or that it cannot be told."""
    return Verdict(name, lambda numbers: True, answer)


@dataclass(frozen=True)
class Dots:
    """A figure of numbers beside each other, each with its interval.

    Attributes:
        title: of the figure.
        label: what is measured, with its unit.
        rows: what each row is called, by the name of its number.
    """

    title: Words
    label: Words
    rows: Mapping[str, Words]


@dataclass(frozen=True, kw_only=True)
class Question(Trial):
    """A question, and what its answer is made from.

    Attributes:
        number: its place in the programme's list, from 1.
        problem: that the programme names.
        text: the question.
        verdicts: what may come out; the first that holds is told, and the last always holds.
        figure: what is drawn.
        hangs_on: what was assumed, and what would overturn the answer; it may name numbers too.
        turns: pairs of arms, which where they exchange their results turn the verdict.
        case: whose run it takes, where a case answers it.
    """

    number: int
    problem: Words
    text: Words
    verdicts: tuple[Verdict, ...]
    figure: Dots | Curve
    hangs_on: Words
    turns: tuple[tuple[str, str], ...]
    case: str = ""

    @property
    def order(self) -> int:
        """Its place in the list."""
        return self.number

    def verdict(self, numbers: Numbers) -> Verdict:
        """What came out."""
        return next(one for one in self.verdicts if one.holds(numbers))


def from_case(
    case: Case, takes: Iterable[str] = (), numbers: Mapping[str, Number] | None = None, **about: Any
) -> Question:
    """A question that a case answers: the case's counties, seeds and some of its numbers, and what is its own.

    Args:
        case: whose run it takes.
        takes: names of the case's numbers.
        numbers: its own.
        **about: all else of the question.
    """
    chosen = {name: case.numbers[name] for name in takes} | dict(numbers or {})
    return Question(
        case=case.name, counties=case.counties, seeds=case.seeds, fewest=case.fewest, numbers=chosen, **about
    )
