"""`govsim question`: a question of the programme, answered in two sentences by what runs left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from govsim.commands.common.record import Call, Command, Usage, found_in

if TYPE_CHECKING:
    from govsim.commands.common.trials import Asked
    from govsim.questions.common.answer import Answer
    from govsim.questions.common.question import Question

LIST = "list"


def _questions() -> dict[str, Question]:
    from govsim.questions.common.question import Question

    return {str(one.number): one for one in found_in("govsim.questions", Question)}


def _question(words: Sequence[str], call: Call) -> int:
    """Answer a question, or list them.

    Raises:
        InputError: at a word or a number that there is not, naming the nearest.
    """
    from govsim.commands.common.trials import read_trial
    from govsim.questions.common.answer import answered
    from govsim.study.speak.terminal import tell_out
    from govsim.study.speak.words import tell

    if call.help:
        tell_out(tell("usage.question"))
        return 0
    if read_trial("question", words).name in ("", LIST):
        return _list(_questions(), call.json)
    asked, question = _asked(words)
    answer = answered(question, asked.seeds(question), asked.out, asked.threads, asked.figures, call.words)
    _print(answer, call.json)
    return 0


def _asked(words: Sequence[str]) -> tuple[Asked, Question]:
    """How a question is to be answered, and the question.

    Raises:
        InputError: there is none of the name.
    """
    from govsim.commands.common.trials import read_trial
    from govsim.study.speak.errors import InputError, unknown
    from govsim.study.speak.words import tell

    asked, known = read_trial("question", words), _questions()
    if asked.name not in known:
        if asked.name.lstrip("+-").isdecimal():
            raise InputError(tell("error.no_question", number=asked.name, most=len(known)))
        raise unknown("question", asked.name, [*known, LIST])
    return asked, known[asked.name]


def _check(words: Sequence[str]) -> None:
    asked, question = _asked(words)
    asked.check(question)


def _list(known: dict[str, Question], as_json: bool) -> int:
    """The questions that there are, with the case that answers each."""
    from govsim.cases.common.page import in_words
    from govsim.study.speak.terminal import print_rows
    from govsim.study.speak.words import spoken

    rows = [
        {"number": one.number, "question": in_words(one.text, spoken()), "case": one.case} for one in known.values()
    ]
    print_rows(rows, as_json)
    return 0


def _print(answer: Answer, as_json: bool) -> None:
    """The question, the answer, what it hangs on, and its numbers."""
    from govsim.cases.common.page import in_words, written
    from govsim.study.speak.terminal import print_rows, tell_out
    from govsim.study.speak.words import spoken, tell

    question, lang = answer.question, spoken()
    if as_json:
        head = {
            "question": question.number, "verdict": answer.verdict.name, "answer": answer.said(lang),
            "case": question.case, "folder": str(answer.folder),
        }  # fmt: skip
        found = answer.numbers.items()
        print_rows(
            [head, *({"name": name, "value": one.mean, "low": one.low, "high": one.high} for name, one in found)],
            as_json=True,
        )
        return
    tell_out(f"{question.number}. {in_words(question.text, lang)}\n")
    tell_out(answer.said(lang) + "\n")
    tell_out(tell("question.hangs", said=in_words(question.hangs_on, lang, answer.numbers)) + "\n")
    rows = [
        {"name": name, "what": in_words(one.title, lang), "value": written(answer.numbers[name], lang)}
        for name, one in question.numbers.items()
    ]
    print_rows(rows, right=("value",))
    tell_out("")
    if question.case:
        tell_out(tell("question.case", case=question.case))
    tell_out(tell("question.where", folder=answer.folder))


def _names() -> Iterable[str]:
    return (*_questions(), LIST)


COMMAND = Command(
    "question", 36,
    (Usage("a question, answered by runs", "以运行回答问题", "govsim question [N]", "govsim question [编号]"),),
    _question,
    names=_names,
    takes=("seeds", "threads", "out", "figures", "lang"),
    check=_check,
)  # fmt: skip
