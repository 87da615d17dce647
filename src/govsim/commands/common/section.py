"""What commands share that leave a section of a report: tables in both languages, pictures, and what is assumed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from govsim.language import Model
from govsim.locale import LANGUAGES, knows, plain
from govsim.scenario import Scenario
from govsim.study.analysis.section import FILE, Picture, Section, Shown, Words, in_both, words
from govsim.study.runs.derived import vouch
from govsim.study.speak.errors import why
from govsim.study.speak.terminal import cell, head_of, say
from govsim.study.speak.words import spoken, tell

Lines = Sequence[Mapping[str, Any]]


def table(title: Words, lines: Callable[[], Lines], file: str = "") -> Shown:
    """A table with the cells that a command prints, made in each language.

    Args:
        title: what it holds.
        lines: makes its rows in the language spoken.
        file: with the exact values.
    """

    def made() -> list[dict[str, str]]:
        return [{_head(head): " ".join(cell(one).split()) for head, one in row.items()} for row in lines()]

    return Shown(title, in_both(made), file)


def _head(head: str) -> str:
    return ("，" if spoken() == "zh" else ", ").join(head_of(head).split("\n"))


def pictures(files: Iterable[Path], alt: Mapping[str, Words] | None = None, place: str = "") -> list[Picture]:
    """The figures among some files, each once, whatever its format and language.

    Args:
        files: as they were drawn.
        alt: what can be seen in each, by its stem; its caption where nothing better is known.
        place: of the files, from the section's folder, where that is not `figures/`.
    """
    stems = dict.fromkeys(file.stem.removesuffix("_zh") for file in files if file.suffix in (".png", ".svg"))
    made = []
    for stem in stems:
        caption = caption_of(stem)
        made.append(Picture(f"{place}/{stem}" if place else stem, caption, (alt or {}).get(stem, caption)))
    return made


def caption_of(stem: str) -> Words:
    """What a figure is of; further pages say which they are."""
    name, _, page = stem.rpartition("_")
    if page.isdecimal() and knows(f"picture.{name}"):
        return words("picture.page", caption=lambda: tell(f"picture.{name}"), page=page)
    known = next((stem[:end] for end in range(len(stem), 0, -1) if knows(f"picture.{stem[:end]}")), "")
    return words(f"picture.{known}") if known else dict.fromkeys(LANGUAGES, plain(stem))


def assumed_in(model: Model, scenarios: Iterable[Scenario]) -> Words:
    """How many numbers in play are assumed, and where they are listed."""
    from govsim.study.analysis.sensitivity.inputs import assumed_factors

    return words("section.assumed", count=len(assumed_factors(model, list(scenarios))))


def leave(section: Section, folder: Path, files: Iterable[str] = ()) -> None:
    """Write a section beside its results, and vouch for it and for other files there; what cannot be written is said.

    Args:
        section: what is said.
        folder: of the results.
        files: worked out from the results by the same command.
    """
    try:
        section.save(folder)
        vouch(folder, [FILE, *files])
    except OSError as error:
        say(tell("error.not_written", folder=folder, reason=why(error)))
