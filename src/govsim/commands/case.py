"""`govsim case`: a county in which something is wrong, what is tried there, and whether it shows what it must."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from govsim.commands.common.record import Call, Command, Usage, found_in

if TYPE_CHECKING:
    from govsim.cases.common.case import Case
    from govsim.cases.common.run import Told
    from govsim.commands.common.trials import Asked

LIST = "list"


def _cases() -> dict[str, Case]:
    from govsim.cases.common.case import Case

    return {one.name: one for one in found_in("govsim.cases", Case)}


def _case(words: Sequence[str], call: Call) -> int:
    """Run a case, or list them; the exit status is 1 where a case does not show what it must.

    Raises:
        InputError: at an unknown word, naming the nearest.
    """
    from govsim.cases.common.run import run_case
    from govsim.commands.common.trials import read_trial
    from govsim.study.speak.terminal import tell_out
    from govsim.study.speak.words import tell

    if call.help:
        tell_out(tell("usage.case"))
        return 0
    if read_trial("case", words).name in ("", LIST):
        return _list(_cases(), call.json)
    asked, case = _asked(words)
    told = run_case(case, asked.seeds(case), asked.out, asked.threads, asked.figures, call.words)
    _print(told, call.json)
    return 0 if all(told.met) else 1


def _asked(words: Sequence[str]) -> tuple[Asked, Case]:
    """How a case is to be run, and the case.

    Raises:
        InputError: there is none of the name.
    """
    from govsim.commands.common.trials import read_trial
    from govsim.study.speak.errors import unknown

    asked, known = read_trial("case", words), _cases()
    if asked.name not in known:
        raise unknown("case", asked.name, known)
    return asked, known[asked.name]


def _check(words: Sequence[str]) -> None:
    asked, case = _asked(words)
    asked.check(case)


def _list(known: dict[str, Case], as_json: bool) -> int:
    """The cases that there are, and what each must show."""
    from govsim.cases.common.page import in_words
    from govsim.study.speak.terminal import print_rows
    from govsim.study.speak.words import spoken

    lang = spoken()
    between = "；" if lang == "zh" else "; "
    rows = [
        {
            "name": name,
            "title": in_words(one.title, lang),
            "shows": between.join(in_words(check.title, lang) for check in one.checks),
        }
        for name, one in known.items()
    ]
    print_rows(rows, as_json)
    return 0


def _print(told: Told, as_json: bool) -> None:
    """What happened, its numbers, and what must show."""
    from govsim.cases.common.page import in_words, verdict, written
    from govsim.study.speak.terminal import print_rows, tell_out
    from govsim.study.speak.words import spoken, tell

    case, lang = told.case, spoken()
    rows = [
        {"name": name, "what": in_words(one.title, lang), "value": written(told.numbers[name], lang)}
        for name, one in case.numbers.items()
    ]
    if as_json:
        found = told.numbers
        plain = [{"name": name, "value": one.mean, "low": one.low, "high": one.high} for name, one in found.items()]
        checks = zip(case.checks, told.met, strict=True)
        print_rows(plain + [{"name": one.title[0], "met": met} for one, met in checks], as_json=True)
        return
    tell_out(in_words(case.title, lang) + "\n")
    tell_out(in_words(case.story, lang, told.numbers, case.sentences) + "\n")
    print_rows(rows, right=("value",))
    tell_out("\n" + tell("case.must_show"))
    for check, met in zip(case.checks, told.met, strict=True):
        tell_out(f"{verdict(met, lang)}  {in_words(check.title, lang)}", "  ")
        if not met and check.why_not is not None:
            tell_out(in_words(check.why_not, lang, told.numbers), "    ")
    tell_out("\n" + tell("case.where", folder=told.folder))


def _names() -> Iterable[str]:
    return (LIST, *_cases())


COMMAND = Command(
    "case", 35,
    (Usage("a case and what it must show", "运行案例并核对", "govsim case [list|NAME]", "govsim case [list|名称]"),),
    _case,
    names=_names,
    takes=("seeds", "threads", "out", "figures", "lang"),
    check=_check,
)  # fmt: skip
