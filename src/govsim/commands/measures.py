"""`govsim measures`: what each measure does, costs and leaves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from govsim.commands.common.record import Call, Command, Usage

KEYS = ("seeds", "threads", "out", "lang")
FLAGS = ("--run",)


def _measures(words: Sequence[str], call: Call) -> int:
    """Run the command line of `govsim measures`.

    Raises:
        InputError: at an unknown word, naming the nearest.
    """
    from govsim.claims.measures.main import run, show
    from govsim.commands.common.words import read_words
    from govsim.study.ask.checks import whole
    from govsim.study.speak.errors import InputError, wrong_kind
    from govsim.study.speak.terminal import tell_out
    from govsim.study.speak.words import tell

    if call.help:
        tell_out(tell("usage.measures"))
        return 0
    given, names = read_words(words, KEYS, FLAGS)
    if len(names) > 1:
        raise InputError(tell("error.one_name", command="measures", names=", ".join(names)))
    name = names[0] if names else None
    anew = [key for key in ("seeds", "threads", "out") if key in given]
    if "--run" not in words:
        if anew:
            raise InputError(tell("error.measures_run", key=anew[0]))
        return show(name, call.json)
    if given.get("out") == "":
        raise wrong_kind("out", "", tell("wanted.folder"))
    seeds = None if "seeds" not in given else whole("seeds", _number(given["seeds"]), 2, 1000, "seeds")
    threads = None if "threads" not in given else whole("threads", _number(given["threads"]), 1, 1024, "threads")
    return run(name, seeds, threads, given.get("out"), call.json)


def _number(text: str) -> object:
    return int(text) if text.isdecimal() else text


def _names() -> Iterable[str]:
    from govsim.claims.measures.arms import everything

    return everything().instruments


COMMAND = Command(
    "measures", 97,
    (Usage("every measure", "各项措施的作用", "govsim measures [NAME] [--run]", "govsim measures [名称] [--run]"),),
    _measures,
    names=_names,
)  # fmt: skip
