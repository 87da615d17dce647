"""`govsim findings`: published findings beside what the model gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from govsim.commands.common.record import Call, Command, Usage

KEYS = ("seeds", "threads", "out", "lang")
FLAGS = ("--run", "--all")


def _findings(words: Sequence[str], call: Call) -> int:
    """Run the command line of `govsim findings`.

    Raises:
        InputError: at an unknown word, naming the nearest.
    """
    from govsim.claims.findings.main import run, show
    from govsim.commands.common.words import read_words
    from govsim.study.ask.checks import whole
    from govsim.study.speak.errors import InputError, wrong_kind
    from govsim.study.speak.terminal import tell_out
    from govsim.study.speak.words import tell

    if call.help:
        tell_out(tell("usage.findings"))
        return 0
    given, names = read_words(words, KEYS, FLAGS)
    if len(names) > 1:
        raise InputError(tell("error.one_name", command="findings", names=", ".join(names)))
    name = names[0] if names else None
    anew = [key for key in ("seeds", "threads", "out") if key in given]
    if "--run" not in words:
        if anew:
            raise InputError(tell("error.findings_run", key=anew[0]))
        return show(name, "--all" in words, call.json)
    if given.get("out") == "":
        raise wrong_kind("out", "", tell("wanted.folder"))
    seeds = None if "seeds" not in given else whole("seeds", _number(given["seeds"]), 2, 1000, "seeds")
    threads = None if "threads" not in given else whole("threads", _number(given["threads"]), 1, 1024, "threads")
    return run(name, seeds, threads, given.get("out"), call.json)


def _number(text: str) -> object:
    return int(text) if text.isdecimal() else text


def _names() -> Iterable[str]:
    from govsim.claims.findings.folder import read_table

    return dict.fromkeys(row["id"].partition(".")[0] for row in read_table()[0])


COMMAND = Command(
    "findings", 95,
    (Usage("published findings", "对照已发表研究", "govsim findings [ID] [--run]", "govsim findings [编号] [--run]"),),
    _findings,
    names=_names,
)  # fmt: skip
