"""The last step of a plan: tables from parts, effects, figures, and the provenance that vouches for them."""

from __future__ import annotations

import functools
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from govsim.study.runs.groups import digests, group_effects
from govsim.study.runs.places import PARTS, PROVENANCE, read_json
from govsim.study.runs.plan import DESIGN, GROUP_EFFECTS, GROUP_WEEKS, GROUPS, Plan
from govsim.study.runs.provenance import as_json, provenance
from govsim.study.runs.shards import Part, as_arrow, file_stamp, to_disk, write_table, write_whole
from govsim.study.runs.shown import Draw, Shown, drawn_or_said, failed
from govsim.study.runs.simulate import failure, fits_memory, refuse_if_all_failed, weekly_bytes
from govsim.study.runs.store import scenario_text
from govsim.study.runs.tables import with_varied, without_no_errors
from govsim.study.speak.terminal import say
from govsim.study.speak.words import tell

if TYPE_CHECKING:
    from govsim.study.runs.keep import How

FOUNDERS = "figures/enterprises.parquet"
DRAFT = "draft"
Made = TypeVar("Made")


class Later(Generic[Made]):
    """Something that is done once, whoever asks for it first; its error is kept for who wants its result."""

    def __init__(self, work: Callable[[], Made]) -> None:
        self._work: Callable[[], Made] | None = work
        self._done: Future[Made] = Future()

    def begin(self) -> None:
        """Do it, if it is not done."""
        work, self._work = self._work, None
        if work is not None:
            try:
                self._done.set_result(work())
            except Exception as error:
                self._done.set_exception(error)

    def result(self) -> Made:
        """What came of it."""
        self.begin()
        return self._done.result()


@dataclass(frozen=True)
class Finished:
    """A finished folder of results, and what there is to say about it."""

    folder: Path
    runs: pd.DataFrame
    effects: pd.DataFrame | None
    failures: tuple[str, ...] = ()
    figures: tuple[Path, ...] = ()
    notes: list[str] = field(default_factory=list)
    by: tuple[str, ...] = ()  # for whose groups outcomes were asked for
    engine: str = ""  # that the runs were played by; several where an attempt went on with another

    @property
    def groups(self) -> pd.DataFrame | None:
        """The outcomes of the groups asked for."""
        if not self.by:
            return None
        table = pd.read_parquet(self.folder / GROUPS)
        return table[table["by"].str.partition(":")[0].isin(self.by)]


def finished(plan: Plan, folder: Path, how: How) -> tuple[Finished | None, str]:
    """The results of a plan if they are there, whole; else nothing, and why if something is there.

    Figures that are missing in the language asked for are drawn.
    """
    about = read_json(folder / PROVENANCE)
    if about is None or about.get("id") != plan.id:
        return None, ""
    stamps: Mapping[str, Any] = about.get("files") or {}
    for name in plan.tables:
        if name not in stamps and name != FOUNDERS:
            return None, tell("note.table_missing", file=name)
    for name, stamp in stamps.items():
        if not (folder / name).is_file():
            return None, tell("note.table_missing", file=name)
        if file_stamp(folder / name) != stamp:
            return None, tell("note.table_damaged", file=name)
    if not plan.has_groups(about):
        return None, ""
    runs = pd.read_parquet(folder / "runs.parquet")
    drawn, engine = _figures(folder, about, how.lang), str(about.get("engine") or "")
    made = Finished(folder, runs, plan.effects(runs), _failures(runs), drawn, by=plan.by, engine=engine)
    known = (about.get("figures") or {}).get(how.lang)
    is_dated_so = _calendars(about).get(how.lang) == how.calendar
    if how.draw is not None and (known is None or len(drawn) < len(known) or not is_dated_so):
        made = _draw_later(plan, folder, how.draw, how, made, dict(about))
    return made, ""


def _figures(folder: Path, about: Mapping[str, Any], lang: str) -> tuple[Path, ...]:
    files = (folder / "figures" / name for name in (about.get("figures") or {}).get(lang, []))
    return tuple(file for file in files if file.is_file())


def _calendars(about: Mapping[str, Any]) -> dict[str, int]:
    """The years with which the weeks of figures begin, by their language."""
    return dict(about.get("calendars") or {})


def _calendars_with(about: Mapping[str, Any], how: How) -> dict[str, int]:
    others = {lang: year for lang, year in _calendars(about).items() if lang != how.lang}
    return others if how.calendar is None else others | {how.lang: how.calendar}


def _draw_later(plan: Plan, folder: Path, draw: Draw, how: How, made: Finished, about: dict[str, Any]) -> Finished:
    """Draw figures that are not there, in this language and with these years; what cannot be written stays as it is."""
    lang = how.lang
    draft = folder / "figures" / f".{DRAFT}-{os.getpid()}"
    try:
        draft.mkdir(parents=True, exist_ok=True)
        whole = plan.with_groups_of(about)
        drawn, notes = _draw(whole, _in_folder(whole, folder), draw, made.runs, made.effects, draft)
        for file in sorted(draft.iterdir()):  # pictures, and what they show as numbers
            os.replace(file, folder / "figures" / file.name)
        if not failed(notes):
            about["figures"] = {**(about.get("figures") or {}), lang: [file.name for file in drawn]}
            about["calendars"] = _calendars_with(about, how)
            write_whole(folder / PROVENANCE, as_json(about))
    except OSError as error:
        return replace(made, figures=(), notes=[tell("note.no_figures", error=error)])
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return replace(made, figures=tuple(folder / "figures" / file.name for file in drawn), notes=notes)


def finish(
    plan: Plan, folder: Path, how: How, parts: Sequence[Part], further: Mapping[str, Any] | None = None
) -> Finished:
    """Put the tables together in a draft, then move them into the folder, the provenance last.

    Args:
        plan: whose tables they are.
        folder: where they go.
        how: in which language, by which command, and who draws.
        parts: all of them, in the order of their jobs.
        further: what the provenance says besides.

    Raises:
        RunError: when every run failed.
    """
    draft = folder / PARTS / DRAFT
    shutil.rmtree(draft, ignore_errors=True)
    (draft / "figures").mkdir(parents=True)
    runs = with_varied(plan.model, without_no_errors(_read(parts, "runs")), plan.varied)
    failures = _failures(runs)
    refuse_if_all_failed(runs, failures)
    effects = plan.effects(runs)
    tables = Later(lambda: _write_tables(plan, draft, parts, runs, effects))
    drawn: list[Path] = []
    notes: list[str] = []
    if how.draw is not None:
        source = functools.partial(_read, parts)
        drawn, notes = _draw(plan, source, how.draw, runs, effects, draft / "figures", tables.begin)
    files = tables.result()
    engine = _engines(parts, how.engine)
    about = provenance(
        plan.id, plan.model, plan.bases or plan.scenarios, plan.seeds, engine, how.words, how.started, plan.populations
    )
    about |= _about(plan, failures, how.lang) | dict(further or {})
    about["files"] = {name: file_stamp(draft / name) for name in files}
    whole = how.draw is not None and not failed(notes)
    about["figures"] = {how.lang: [file.name for file in drawn]} if whole else {}
    about["calendars"] = _calendars_with({}, how)
    (draft / PROVENANCE).write_bytes(as_json(about))
    _move(draft, folder)
    figures = tuple(folder / "figures" / file.name for file in drawn)
    return Finished(folder, runs, effects, failures, figures, notes, plan.by, engine)


def _engines(parts: Sequence[Part], usual: str) -> str:
    """Which engine the runs were played by; both, where a later attempt went on with another."""
    return ", ".join(sorted({part.engine or usual for part in parts}))


def _about(plan: Plan, failures: Sequence[str], lang: str) -> dict[str, Any]:
    from govsim.populations.structure import notes_of

    registers = {one.population: notes_of(one.population) for one in plan.scenarios.values()}
    return {
        "kind": plan.kind,
        "reference": plan.reference,
        "varied": {name: dict(values) for name, values in plan.varied.items()},
        "yearly": plan.yearly,
        **({"bases": sorted(plan.bases)} if plan.bases else {}),
        **({"spread": plan.spread} if plan.bases or plan.spread else {}),
        "groups": digests(plan.model, plan.by),
        "group_weeks": plan.group_weeks,
        "failures": list(failures),
        "registers": [notes.as_dict(lang) for notes in registers.values() if notes is not None],
    }


def _failures(runs: pd.DataFrame) -> tuple[str, ...]:
    if "error" not in runs:
        return ()
    return tuple(failure(row) for row in runs[runs["error"].notna()][["scenario", "seed", "error"]].to_dict("records"))


def _read(parts: Sequence[Part], name: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
    return _tables_in([part.files[name] for part in parts if name in part.files], columns)


def _tables_in(files: Sequence[Path], columns: Sequence[str] | None = None) -> pd.DataFrame:
    """The rows of some files, all columns or those of some names that are there; empty without files."""
    if not files:
        return pd.DataFrame()
    there = None if columns is None else [name for name in pq.read_schema(files[0]).names if name in columns]
    return pa.concat_tables([pq.read_table(file, columns=there) for file in files]).to_pandas()


def _write_tables(
    plan: Plan, draft: Path, parts: Sequence[Part], runs: pd.DataFrame, effects: pd.DataFrame | None
) -> list[str]:
    """Write every table; the names of the files."""
    _write_text(draft / "scenario.yaml", scenario_text(plan.bases or plan.scenarios))
    write_table(draft / "runs.parquet", [as_arrow(runs)])
    if plan.bases:
        _write_text(draft / DESIGN, plan.design)
        return list(plan.tables)
    files = ["scenario.yaml", "runs.parquet", "weekly.parquet"]
    write_table(draft / "weekly.parquet", _columns_added(parts, "weekly", plan))
    if effects is not None:
        files.append("effects.csv")
        _write_text(draft / "effects.csv", effects.to_csv(index=False, lineterminator="\n"))
    name, file = ("enterprises", "enterprises.parquet") if plan.yearly else ("founders", FOUNDERS)
    if any(name in part.files for part in parts):
        files.append(file)
        write_table(draft / file, (pq.read_table(part.files[name]) for part in parts if name in part.files))
    return [*files, *_write_groups(plan, draft, parts)]


def _write_groups(plan: Plan, draft: Path, parts: Sequence[Part]) -> list[str]:
    """Write what is kept by group; the names of the files."""
    for name, file in zip(plan.group_parts, (GROUPS, GROUP_WEEKS), strict=False):
        write_table(draft / file, (pq.read_table(part.files[name]) for part in parts if name in part.files))
    if GROUP_EFFECTS in plan.group_files and plan.reference is not None:
        effects = group_effects(pd.read_parquet(draft / GROUPS), plan.reference)
        _write_text(draft / GROUP_EFFECTS, effects.to_csv(index=False, lineterminator="\n"))
    return list(plan.group_files)


def _columns_added(parts: Sequence[Part], name: str, plan: Plan) -> Iterator[pa.Table]:
    """A table part by part, with the settings that were varied."""
    for part in parts:
        if name in part.files:
            table = pq.read_table(part.files[name])
            yield as_arrow(with_varied(plan.model, table.to_pandas(), plan.varied)) if plan.varied else table


Source = Callable[..., pd.DataFrame]  # a table by its name as a part, and some of its columns; empty where it is not


def _in_folder(plan: Plan, folder: Path) -> Source:
    """The tables of a finished folder."""
    files = {"weekly": "weekly.parquet", "enterprises": "enterprises.parquet", "founders": FOUNDERS}
    files |= dict(zip(plan.group_parts, (GROUPS, GROUP_WEEKS), strict=False))

    def read(name: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        file = folder / files[name]
        return _tables_in([file] if file.is_file() else [], columns)

    return read


def _draw(
    plan: Plan,
    source: Source,
    draw: Draw,
    runs: pd.DataFrame,
    effects: pd.DataFrame | None,
    folder: Path,
    meanwhile: Callable[[], object] | None = None,
) -> tuple[list[Path], list[str]]:
    """Draw from the tables of a source; `meanwhile` is done while other processes draw, where there are any."""
    say(tell("note.drawing"))
    shown, notes = _shown(plan, source, runs, effects, meanwhile)
    drawn, left_out = drawn_or_said(draw, shown, folder)
    return drawn, [*notes, *left_out]


def tables_shown(plan: Plan, folder: Path) -> Shown:
    """What figures of finished results are drawn from: their tables, with those by group that they hold."""
    runs = pd.read_parquet(folder / "runs.parquet")
    return _shown(plan, _in_folder(plan, folder), runs, plan.effects(runs))[0]


def _shown(
    plan: Plan,
    source: Source,
    runs: pd.DataFrame,
    effects: pd.DataFrame | None,
    meanwhile: Callable[[], object] | None = None,
) -> tuple[Shown, list[str]]:
    """The tables that are drawn, and what is not drawn as it does not fit into memory."""
    size = sum(weekly_bytes(plan.model, one) for one in plan.scenarios.values()) * len(plan.seeds)
    notes: list[str] = (
        [] if plan.bases or fits_memory(size) else [tell("note.weekly_not_drawn", runs=f"{len(plan.jobs):,}")]
    )
    years = (source(name) for name in ("enterprises", "founders"))
    enterprises = next((table for table in years if not table.empty), None)
    shown = Shown(
        runs, pd.DataFrame() if notes else functools.partial(source, "weekly"),
        pd.DataFrame() if effects is None else effects, enterprises, plan.scenarios,
        plan.seeds, plan.county_of, plan.model, source(plan.group_parts[0]) if plan.by else None, plan.varied,
        plan.populations, meanwhile,
    )  # fmt: skip
    return shown, notes


def _write_text(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")
    to_disk(file)


def _move(draft: Path, folder: Path) -> None:
    """Rename every file of the draft into the folder; the provenance, which vouches for the others, comes last."""
    files = [file for file in sorted(draft.rglob("*")) if file.is_file()]
    for file in files:
        to_disk(file)
    (folder / "figures").mkdir(exist_ok=True)
    for file in sorted(files, key=lambda file: file.name == PROVENANCE):
        if file.name == PROVENANCE:
            to_disk(folder)
            to_disk(folder / "figures")
        os.replace(file, folder / file.relative_to(draft))
    to_disk(folder)
    to_disk(folder.parent)
