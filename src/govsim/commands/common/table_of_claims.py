"""Commands that print a committed table, or make it anew: `govsim findings`, `govsim measures`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from govsim.commands.common.record import Call

KEYS = ("seeds", "threads", "out", "lang")
ANEW = "--run"
Show = Callable[[str | None, bool], int]  # one row or all; as JSON
Run = Callable[[str | None, int | None, int | None, str | None, bool], int]  # and seeds, threads, where to write


def print_or_make(
    command: str, words: Sequence[str], call: Call, show: Show, run: Run, flags: Sequence[str] = ()
) -> int:
    """Run the command line of such a command.

    Args:
        command: its name, by which the catalogue has its usage and its refusal (`usage.NAME`, `error.NAME_run`).
        words: what was typed behind it.
        call: how it was called.
        show: prints the committed table.
        run: makes it anew.
        flags: further ones that it knows.

    Raises:
        InputError: at an unknown word, naming the nearest.
    """
    from govsim.commands.common.words import read_words
    from govsim.study.ask.checks import whole
    from govsim.study.speak.errors import InputError, wrong_kind
    from govsim.study.speak.terminal import tell_out
    from govsim.study.speak.words import tell

    if call.help:
        tell_out(tell(f"usage.{command}"))
        return 0
    given, names = read_words(words, KEYS, (ANEW, *flags))
    if len(names) > 1:
        raise InputError(tell("error.one_name", command=command, names=", ".join(names)))
    name = names[0] if names else None
    if ANEW not in words:
        if anew := [key for key in ("seeds", "threads", "out") if key in given]:
            raise InputError(tell(f"error.{command}_run", key=anew[0]))
        return show(name, call.json)
    if given.get("out") == "":
        raise wrong_kind("out", "", tell("wanted.folder"))
    seeds = None if "seeds" not in given else whole("seeds", _number(given["seeds"]), 2, 1000, "seeds")
    threads = None if "threads" not in given else whole("threads", _number(given["threads"]), 1, 1024, "threads")
    return run(name, seeds, threads, given.get("out"), call.json)


def _number(text: str) -> object:
    return int(text) if text.isdecimal() else text
