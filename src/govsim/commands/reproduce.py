"""`govsim reproduce FOLDER`: run what its provenance says again, and compare every byte."""

from __future__ import annotations

from collections.abc import Sequence

from govsim.commands.common.record import Call, Command, Usage

KEYS = ("threads", "engine", "lang")


def _reproduce(words: Sequence[str], call: Call) -> int:
    """Run the command line of `govsim reproduce`.

    Raises:
        InputError: when the folder holds no finished results, or what they need is gone or changed.
        RunError: when a file differs.
    """
    from govsim.commands.common.words import read_words
    from govsim.study.analysis.reproduce import reproduce, tell_versions
    from govsim.study.ask.checks import one_of, whole
    from govsim.study.ask.resolve import ENGINES
    from govsim.study.runs.kept import changed_files, find, provenance_of
    from govsim.study.speak.errors import RunError
    from govsim.study.speak.terminal import print_rows, tell_out
    from govsim.study.speak.words import tell

    given, names = read_words(words, KEYS)
    if call.help or len(names) != 1:
        tell_out(tell("usage.reproduce"))
        return 0 if call.help else 2
    engine = None if "engine" not in given else one_of("engine", given["engine"], "engine", ENGINES)
    threads = None if "threads" not in given else whole("threads", _number(given["threads"]), 1, 1024, "threads")
    folder = find(names[0], None).resolve()
    rows, agrees = reproduce(folder, threads, engine)
    print_rows(rows, call.json)
    if agrees:
        if not call.json:
            tell_out(tell("reproduce.agrees", count=len(rows)))
        return 0
    about = provenance_of(folder)
    differing = {row["file"] for row in rows if not row["agrees"]}
    if differing - set(changed_files(folder, about)):
        tell_versions(folder, about)
    raise RunError(tell("error.reproduce_differs", count=len(differing), total=len(rows)))


def _number(text: str) -> object:
    return int(text) if text.isdigit() else text


COMMAND = Command(
    "reproduce", 85,
    (Usage("run results again", "重新运行并核对", "govsim reproduce results/compare/ID"),),
    _reproduce,
)  # fmt: skip
