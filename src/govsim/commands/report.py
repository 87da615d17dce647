"""`govsim report`: a folder of results as a page to read, to print and to pass on."""

from __future__ import annotations

from collections.abc import Sequence

from govsim.commands.common.record import Call, Command, Usage

KEYS = ("short", "format", "out", "lang")
FLAGS = {"true": True, "false": False}


def _report(words: Sequence[str], call: Call) -> int:
    """Write the report of a folder, in both languages.

    Raises:
        InputError: at an unknown key or format, or a folder of which no report can be made; nothing is written.
    """
    from govsim.commands.common.words import read_words
    from govsim.report.results.write import FORMATS, write_report
    from govsim.study.ask.checks import one_of, yes_or_no
    from govsim.study.runs.places import check_writable
    from govsim.study.speak.errors import InputError
    from govsim.study.speak.paths import typed_path
    from govsim.study.speak.terminal import print_rows, tell_out
    from govsim.study.speak.words import tell

    if call.help:
        tell_out(tell("usage.report"))
        return 0
    given, names = read_words(words, KEYS)
    if len(names) != 1:
        raise InputError(tell("error.one_folder", folders=", ".join(names) or "-"))
    kind = given.get("format", FORMATS[0])
    if kind == "pdf":
        raise InputError(tell("error.no_pdf"))
    one_of("format", kind, "format", FORMATS)
    short = yes_or_no("short", FLAGS.get(given.get("short", "false"), given.get("short")))
    out = typed_path(given["out"]) if given.get("out") else None
    if out is not None:
        check_writable(out)
    files = write_report(typed_path(names[0]), short, kind, out)
    if call.json:
        print_rows([{"file": str(file)} for file in files], as_json=True)
    else:
        tell_out(tell("report.written", files=", ".join(map(str, files))))
    return 0


COMMAND = Command(
    "report", 65,
    (Usage("results as a page to read and print", "把结果写成可读、可打印的报告",
           "govsim report results/compare/ID [short=true] [format=docx]",
           "govsim report results/compare/编号 [short=true] [format=docx]"),),
    _report,
)  # fmt: skip
