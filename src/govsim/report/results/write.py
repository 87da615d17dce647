"""A report written into its folder, in both languages: as a page, or for Word."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from govsim.locale import LANGUAGES
from govsim.report.results.gather import Report, gather
from govsim.study.runs.shards import write_whole
from govsim.study.speak.errors import RunError, why
from govsim.study.speak.words import tell

FORMATS = ("html", "docx")


def stem_of(lang: str, short: bool) -> str:
    """What the file of a report is called, without its ending."""
    return f"report{'-short' if short else ''}{'-zh' if lang == 'zh' else ''}"


def write_report(
    folder: Path, short: bool = False, kind: str = "html", out: Path | None = None, report: Report | None = None
) -> list[Path]:
    """Write the report of a folder of results, a file a language.

    Args:
        folder: of results of any analysis, or of an experiment.
        short: one page for a decision maker.
        kind: "html" or "docx".
        out: where to; the folder itself when not given.
        report: what is said, where it is gathered already.

    Raises:
        InputError: no report can be made of the folder, or a library is not installed.
        RunError: a file cannot be written.
    """
    found = report or gather(folder)
    place = out or folder
    made = [(place / f"{stem_of(lang, short)}.{kind}", _made(found, lang, short, kind)) for lang in LANGUAGES]
    try:
        place.mkdir(parents=True, exist_ok=True)
        for file, content in made:
            write_whole(file, content)
    except OSError as error:
        raise RunError(tell("error.not_written", folder=place, reason=why(error))) from error
    return [file for file, _ in made]


def _made(report: Report, lang: str, short: bool, kind: str) -> bytes:
    if kind == "docx":
        from govsim.report.results.docx import document

        return document(report, lang, short)
    from govsim.report.results.html import page

    return page(report, lang, f"{stem_of(_other(lang, LANGUAGES), short)}.html", short).encode("utf-8")


def _other(lang: str, known: Sequence[str]) -> str:
    return next(one for one in known if one != lang)
