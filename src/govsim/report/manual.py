"""`govsim manual [out=DIR] [lang=en|zh] [parts=[PART]] [plugins=[FILE]]`: the manual of the model as pages of Markdown.

It is written from the declarations only. Nothing is simulated and nothing is written by hand, so the pages say what
the model is. `python -m govsim.report DOCS` writes the pages that the repository keeps, and a test compares them with
the declarations.
"""

from __future__ import annotations

import os
import posixpath
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from govsim.language import Model
from govsim.locale import LANGUAGES, text
from govsim.model import model_of, shipped
from govsim.report.page import MARKERS, Page
from govsim.report.pages.bibliography import bibliography
from govsim.report.pages.channels import channels
from govsim.report.pages.entities import entities
from govsim.report.pages.index import index
from govsim.report.pages.industries import industries
from govsim.report.pages.instruments import instrument_list, instrument_pages
from govsim.report.pages.ledger import ledger
from govsim.report.pages.mechanisms import mechanism_list, mechanism_pages
from govsim.report.pages.menu import menu
from govsim.report.pages.numbers import assumed, parameters
from govsim.report.pages.odd import odd
from govsim.report.pages.outcomes import outcomes
from govsim.report.pages.week import week
from govsim.report.view import View, view_of
from govsim.study.ask.declarations import asked_model
from govsim.study.speak.errors import InputError, unknown, why
from govsim.study.speak.paths import typed_path
from govsim.study.speak.words import spoken, tell

KEYS = ("out", "lang", "parts", "plugins")
FOLDERS = {"en": "manual", "zh": "manual-zh"}
ODD_FILES = {"en": "odd.md", "zh": "odd-zh.md"}
MENU_FILES = {"en": "instruments.md", "zh": "instruments-zh.md"}
TWINS = {"en": ("zh", "中文"), "zh": ("en", "English")}


def manual_pages(model: Model, lang: str = "en", odd_at: str = "odd.md") -> dict[str, str]:
    """Every page of the manual of a model by its path.

    Args:
        model: what the pages describe: its parts, and nothing else.
        lang: en or zh.
        odd_at: where the ODD description lies, from the folder of the manual; outside it, its owner writes it.
    """
    view = view_of(model)
    pages = list(_pages(view, lang))
    described = odd(view, lang, odd_at)
    first = index(view, lang, [*pages, described])
    inside = [] if odd_at.startswith("..") else [described]
    return {page.path: page.text for page in [first, *pages, *inside]}


def _pages(view: View, lang: str) -> Iterator[Page]:
    yield entities(view, lang)
    yield channels(view, lang)
    yield ledger(view, lang)
    yield week(view, lang)
    yield mechanism_list(view, lang)
    yield from mechanism_pages(view, lang)
    yield parameters(view, lang)
    yield assumed(view, lang)
    yield industries(view, lang)
    yield instrument_list(view, lang)
    yield from instrument_pages(view, lang)
    yield outcomes(view, lang)
    yield bibliography(view, lang)


def documentation(model: Model | None = None) -> dict[str, str]:
    """The generated pages that the repository keeps under docs, by path: manual, ODD and menu, in both languages.

    Args:
        model: what they describe; the model that comes with govsim, with all its parts, when not given.
    """
    model = model or model_of(shipped())
    found: dict[str, str] = {}
    for lang in LANGUAGES:
        other, called = TWINS[lang]
        pages = manual_pages(model, lang, f"../{ODD_FILES[lang]}")
        found |= {
            f"{FOLDERS[lang]}/{path}": _with_twin(words, called, posixpath.relpath(
                f"{FOLDERS[other]}/{path}", posixpath.dirname(f"{FOLDERS[lang]}/{path}")
            ))
            for path, words in pages.items()
        }  # fmt: skip
        for files, write in ((ODD_FILES, odd), (MENU_FILES, menu)):
            page = write(view_of(model), lang, files[lang], manual=f"{FOLDERS[lang]}/")
            found[files[lang]] = _with_twin(page.text, called, files[other])
    return found


def _with_twin(page: str, called: str, path: str) -> str:
    """A page with a link to the same page in the other language under its title."""
    return re.sub(r"^# .*\n", lambda title: f"{title[0]}\n[{called}]({path})\n", page, count=1, flags=re.MULTILINE)


def _can_be_made(folder: Path) -> None:
    """Refuse, before any page is written out, a folder that lies where no folder can be.

    Raises:
        InputError: when what is there already is no folder, or not one to write in.
    """
    there = next((one for one in (folder, *folder.absolute().parents) if os.path.lexists(one)), folder)
    try:
        with tempfile.TemporaryDirectory(dir=there, prefix=".govsim-"):
            pass
    except OSError as error:
        raise InputError(tell("error.out_unwritable", folder=folder, reason=why(error))) from error


def write_pages(folder: Path, pages: Mapping[str, str]) -> None:
    """Write pages, each whole or not at all, and remove generated ones that are pages no longer.

    Raises:
        InputError: when the folder can't be written.
    """
    try:
        for path, words in pages.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            part = file.with_name(file.name + ".tmp")
            part.write_text(words, encoding="utf-8", newline="\n")
            os.replace(part, file)
        for file in _generated(folder):
            if file.relative_to(folder).as_posix() not in pages:
                file.unlink()
    except OSError as error:
        raise InputError(tell("error.out_unwritable", folder=folder, reason=why(error))) from error


def _generated(folder: Path) -> Iterable[Path]:
    """Pages under a folder that an earlier manual wrote."""
    for file in sorted(folder.rglob("*.md")):
        with file.open(encoding="utf-8") as lines:
            if lines.readline().rstrip("\n") in MARKERS.values():
                yield file


def main(words: Sequence[str] = ()) -> int:
    """Write the manual.

    Args:
        words: `out=DIR` (manual, or manual-zh, when not given), `lang=en` or `lang=zh`, `parts=[PART]` for parts that
            come with govsim beyond the core, and `plugins=[FILE]` for files of one's own.

    Returns:
        The exit status.

    Raises:
        InputError: at an unknown key or language, a bad plugin, or a folder that can't be written.
    """
    given: dict[str, str] = {}
    if set(words) & {"--help", "-h"}:
        print(tell("usage.manual"))
        return 0
    for word in words:
        key, equals, value = word.partition("=")
        if key not in KEYS or not equals or not value:
            raise unknown("key", key, KEYS, see=tell("see.manual", usage=tell("usage.manual")))
        given[key] = value
    lang = given.get("lang", spoken())
    if lang not in LANGUAGES:
        raise unknown("language", lang, LANGUAGES)
    model = asked_model(given.get("parts", ""), given.get("plugins", ""))
    folder = typed_path(given.get("out", FOLDERS[lang]))
    _can_be_made(folder)
    pages = manual_pages(model, lang)
    write_pages(folder, pages)
    print(text("manual.written", lang, count=len(pages), folder=folder))
    return 0
