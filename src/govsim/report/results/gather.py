"""What a report says, gathered from a folder: sections, provenances, scenario files and an experiment's record.

Nothing is worked out anew and nothing is run; what is missing, or is not as it was written, is said in its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from govsim.locale import LANGUAGES, text
from govsim.report.results.assumed import Assumed, assumed_below
from govsim.study.analysis.section import FILE, Picture, Section, Words, read_section
from govsim.study.ask.experiment import TEXTS
from govsim.study.runs.kept import changed_files, is_provenance
from govsim.study.runs.places import PARTS, PLAN, PROVENANCE, read_json
from govsim.study.speak.errors import InputError
from govsim.study.speak.words import tell

RECORD = "experiment.json"  # that `govsim experiment` leaves


@dataclass(frozen=True)
class Figure:
    """A figure and its files.

    Attributes:
        picture: what the section says of it.
        files: by language, its file without an ending; None where it is drawn in neither.
        is_shown_in: the languages in which it is drawn.
    """

    picture: Picture
    files: Mapping[str, Path | None]
    is_shown_in: Sequence[str]


@dataclass(frozen=True)
class Part:
    """One analysis of a report.

    Attributes:
        name: of the analysis; "" where the folder holds one only.
        title: what was asked.
        section: that it left; None where there is none.
        figures: of the section.
        troubles: what is missing, or changed since it was written.
        provenance: of its runs, one for each folder of runs.
        command: as it can be typed again.
    """

    name: str
    title: Words
    section: Section | None
    figures: Sequence[Figure] = ()
    troubles: Sequence[Words] = ()
    provenance: Sequence[Mapping[str, Any]] = ()
    command: str = ""


@dataclass(frozen=True)
class Report:
    """All that is said.

    Attributes:
        folder: that it is of.
        title, question, hypothesis, design, overturned: of an experiment; "" where there is none.
        parts: in their order.
        checks: what came of the hypothesis, as the experiment's record says it.
        figures: of an experiment, the chosen ones, `part/stem`; all when empty.
        assumed: numbers in play that no published figure gives.
        command: of an experiment, as it can be typed again.
    """

    folder: Path
    title: Words
    parts: Sequence[Part]
    question: Words = field(default_factory=lambda: dict.fromkeys(LANGUAGES, ""))
    hypothesis: Words = field(default_factory=lambda: dict.fromkeys(LANGUAGES, ""))
    design: Words = field(default_factory=lambda: dict.fromkeys(LANGUAGES, ""))
    overturned: Words = field(default_factory=lambda: dict.fromkeys(LANGUAGES, ""))
    checks: Sequence[Mapping[str, Any]] = ()
    figures: Sequence[str] = ()
    assumed: Assumed = field(default_factory=Assumed)
    command: str = ""

    @property
    def is_experiment(self) -> bool:
        """Whether several analyses answer one question."""
        return bool(self.question["en"] or self.question["zh"])

    def shown(self) -> list[tuple[Part, Figure]]:
        """The figures in the order in which they are chosen, or in which they come."""
        every = [(part, figure) for part in self.parts for figure in part.figures]
        if not self.figures:
            return every
        by_name = {f"{part.name}/{figure.picture.stem.rpartition('/')[2]}": (part, figure) for part, figure in every}
        return [by_name[name] for name in self.figures if name in by_name]


def said(key: str, /, **values: object) -> dict[str, str]:
    """A text of the catalogue in both languages; a value by language is taken in each."""
    return {
        lang: text(key, lang, **{name: one[lang] if isinstance(one, dict) else one for name, one in values.items()})
        for lang in LANGUAGES
    }


def gather(folder: Path) -> Report:
    """Read what a report of a folder says.

    Raises:
        InputError: the folder is not there, is unfinished, or holds nothing that a report can be made of.
    """
    if not folder.is_dir():
        raise InputError(tell("error.no_folder", folder=folder))
    record = read_json(folder / RECORD)
    if record is not None and isinstance(record.get("analyses"), list):
        return _of_experiment(folder, record)
    if not (folder / FILE).is_file() and not (folder / PROVENANCE).is_file():
        plan = read_json(folder / PARTS / PLAN)
        if plan is not None:
            raise InputError(tell("error.unfinished", folder=folder, command=plan.get("command", "")))
        raise InputError(tell("error.nothing_to_report", folder=folder))
    part = _part("", folder, {})
    return Report(folder, part.title, [part], assumed=assumed_below([folder]))


def _of_experiment(folder: Path, record: Mapping[str, Any]) -> Report:
    """The report of an experiment, one part for each of its analyses."""
    parts, folders = [], []
    for about in record["analyses"]:
        name, place = str(about.get("name")), about.get("folder")
        if place is None or not _is_inside(folder, str(place)):
            title = about.get("title") or {}
            parts.append(Part(name, _titled(title, name), None, troubles=[said("report.not_run")],
                              command=str(about.get("command") or "")))  # fmt: skip
            continue
        folders.append(folder / str(place))
        part = _part(name, folders[-1], about.get("title") or {})
        parts.append(replace(part, command=str(about.get("command") or part.command)))
    texts = {key: _both(record.get(key)) for key in TEXTS}
    chosen = [str(one) for one in record.get("figures") or ()]
    report = Report(folder, parts=parts, checks=record.get("checks") or (), figures=chosen,
                    assumed=assumed_below(folders), command=str(record.get("command") or ""), **texts)  # fmt: skip
    return replace(report, parts=[_with_missing(part, report) for part in parts])


def _is_inside(folder: Path, place: str) -> bool:
    """Whether a folder that a record names, which others may have written, lies in its own."""
    return (folder / place).is_dir() and (folder / place).resolve().is_relative_to(folder.resolve())


def _with_missing(part: Part, report: Report) -> Part:
    """A part that says which of its chosen figures are not there."""
    there = {figure.picture.stem.rpartition("/")[2] for figure in part.figures}
    chosen = [one.partition("/")[2] for one in report.figures if one.partition("/")[0] == part.name]
    missing = [said("report.no_figure", name=name) for name in chosen if name not in there]
    return replace(part, troubles=[*part.troubles, *missing])


def _both(given: Any) -> dict[str, str]:
    return {lang: str((given or {}).get(lang, "")) for lang in LANGUAGES}


def _titled(title: Mapping[str, str], usual: str) -> dict[str, str]:
    return {lang: title.get(lang) or usual for lang in LANGUAGES}


def _part(name: str, folder: Path, title: Mapping[str, str]) -> Part:
    troubles: list[Words] = []
    try:
        section = read_section(folder)
    except ValueError:
        section = None
        troubles.append(said("report.section_broken"))
    if section is None and not troubles:
        troubles.append(said("report.no_section"))
    found = list(_provenances(folder))
    for place, about in found:
        changed = changed_files(place, about)
        if changed:
            troubles.append(said("report.changed", files=", ".join(changed[:5])))
        if about.get("failures"):
            troubles.append(said("report.failures", count=len(about["failures"]), first=str(about["failures"][0])))
    figures = [_figure(folder, one) for one in section.pictures] if section else []
    for one in figures:
        if not one.is_shown_in:
            troubles.append(said("report.no_figure", name=one.picture.stem))
    usual = section.title if section else said("report.untitled", folder=folder.name)
    command = next((str(about.get("command") or "") for _, about in found), "")
    called = {lang: title.get(lang) or usual[lang] for lang in LANGUAGES}
    return Part(name, called, section, [one for one in figures if one.is_shown_in], troubles,
                [about for _, about in found], command)  # fmt: skip


def _provenances(folder: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """The provenance of a folder, or those of the counties below it."""
    places = [folder] if (folder / PROVENANCE).is_file() else sorted(one for one in folder.iterdir() if one.is_dir())
    for place in places:
        about = read_json(place / PROVENANCE)
        if about is not None and is_provenance(about):
            yield place, about


def _figure(folder: Path, picture: Picture) -> Figure:
    """The files of a figure; one that is drawn in the other language only stands in for it."""
    place = folder / picture.stem if "/" in picture.stem else folder / "figures" / picture.stem
    inside = place.resolve().is_relative_to(folder.resolve())
    known = {"en": place, "zh": place.with_name(f"{place.name}_zh")}
    there = [lang for lang in LANGUAGES if inside and known[lang].with_name(f"{known[lang].name}.svg").is_file()]
    files = {lang: known[lang if lang in there else there[0]] if there else None for lang in LANGUAGES}
    return Figure(picture, files, there)
