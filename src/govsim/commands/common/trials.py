"""Words after a command that runs a case or a question: one name, seeds, processors, a folder, with figures or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from govsim.cases.common.case import Trial
from govsim.commands.common.words import read_words
from govsim.study.ask.checks import whole, yes_or_no
from govsim.study.speak.errors import InputError, Mistakes
from govsim.study.speak.terminal import say
from govsim.study.speak.words import counted, tell

KEYS = ("seeds", "threads", "out", "figures", "lang")
FEWEST = 2  # seeds: an interval needs two


@dataclass(frozen=True)
class Asked:
    """What was asked for.

    Attributes:
        name: of the case or question; "" where none is named.
        given: what was given by key.
    """

    name: str
    given: Mapping[str, str]

    def seeds(self, trial: Trial) -> range:
        """Those given, or those of the trial; a warning where they are fewer than what it says rests on."""
        count = self._count(trial)
        if count < trial.fewest:
            say(tell("warning.few_seeds_of_trial", seeds=counted("seeds", count), fewest=trial.fewest))
        return range(count)

    def _count(self, trial: Trial) -> int:
        if "seeds" not in self.given:
            return trial.seeds
        return whole("seeds", _number(self.given["seeds"]), FEWEST, 1000, "seeds")

    def check(self, trial: Trial) -> None:
        """Refuse what it cannot be run with.

        Raises:
            InputError: naming the key.
        """
        mistakes = Mistakes()
        mistakes.of(self._count, trial)
        for read in (lambda: self.threads, lambda: self.figures):
            mistakes.of(read)
        mistakes.refuse()

    @property
    def threads(self) -> int | None:
        """Processors used; None for all."""
        return whole("threads", _number(self.given["threads"]), 1, 1024, "threads") if "threads" in self.given else None

    @property
    def figures(self) -> bool:
        """Whether figures are drawn."""
        asked = self.given.get("figures", "true")
        return yes_or_no("figures", {"true": True, "false": False}.get(asked, asked))

    @property
    def out(self) -> str | None:
        """The folder."""
        return self.given.get("out")


def read_trial(command: str, words: Sequence[str]) -> Asked:
    """What was given.

    Raises:
        InputError: at two names, or a key that the command has not.
    """
    given, names = read_words(words, KEYS)
    if len(names) > 1:
        raise InputError(tell("error.one_name", command=command, names=", ".join(names)))
    return Asked(names[0] if names else "", given)


def _number(text: str) -> object:
    return int(text) if text.isdecimal() else text
