"""The last step of a plan: tables from parts, effects, figures, and the provenance that vouches for them."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from govsim.study.runs.groups import digests, group_effects
from govsim.study.runs.places import PARTS, PROVENANCE, read_json
from govsim.study.runs.plan import GROUP_EFFECTS, GROUP_WEEKS, GROUPS, Plan
from govsim.study.runs.provenance import provenance
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
        drawn, notes = _draw(plan.with_groups_of(about), folder, draw, made.runs, made.effects, draft)
        for file in drawn:
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


def finish(plan: Plan, folder: Path, how: How, parts: Sequence[Part]) -> Finished:
    """Put the tables together in a draft, then move them into the folder, the provenance last.

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
    files = _write_tables(plan, draft, parts, runs, effects)
    drawn: list[Path] = []
    notes: list[str] = []
    if how.draw is not None:
        drawn, notes = _draw(plan, draft, how.draw, runs, effects, draft / "figures")
    engine = _engines(parts, how.engine)
    about = provenance(
        plan.id, plan.model, plan.scenarios, plan.seeds, engine, how.words, how.started, plan.populations
    )
    about |= _about(plan, failures, how.lang)
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
        "groups": digests(plan.model, plan.by),
        "group_weeks": plan.group_weeks,
        "failures": list(failures),
        "registers": [notes.as_dict(lang) for notes in registers.values() if notes is not None],
    }


def _failures(runs: pd.DataFrame) -> tuple[str, ...]:
    if "error" not in runs:
        return ()
    return tuple(failure(row) for row in runs[runs["error"].notna()][["scenario", "seed", "error"]].to_dict("records"))


def _read(parts: Sequence[Part], name: str) -> pd.DataFrame:
    tables = [pq.read_table(part.files[name]) for part in parts if name in part.files]
    return pa.concat_tables(tables).to_pandas() if tables else pd.DataFrame()


def _write_tables(
    plan: Plan, draft: Path, parts: Sequence[Part], runs: pd.DataFrame, effects: pd.DataFrame | None
) -> list[str]:
    """Write every table; the names of the files."""
    files = ["scenario.yaml", "runs.parquet", "weekly.parquet"]
    _write_text(draft / "scenario.yaml", scenario_text(plan.scenarios))
    write_table(draft / "runs.parquet", [as_arrow(runs)])
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


def _draw(
    plan: Plan, source: Path, draw: Draw, runs: pd.DataFrame, effects: pd.DataFrame | None, folder: Path
) -> tuple[list[Path], list[str]]:
    """Draw from the tables in `source`."""
    say(tell("note.drawing"))
    size = sum(weekly_bytes(plan.model, one) for one in plan.scenarios.values()) * len(plan.seeds)
    notes = [] if fits_memory(size) else [tell("note.weekly_not_drawn", runs=f"{len(plan.jobs):,}")]
    weekly = pq.read_table(source / "weekly.parquet").to_pandas() if not notes else pd.DataFrame()
    years = next((source / file for file in ("enterprises.parquet", FOUNDERS) if (source / file).is_file()), None)
    enterprises = pd.read_parquet(years) if years is not None else None
    shown = Shown(
        runs, weekly, pd.DataFrame() if effects is None else effects, enterprises, plan.scenarios, plan.seeds,
        plan.county_of, plan.model, pd.read_parquet(source / GROUPS) if plan.by else None, plan.varied,
        plan.populations,
    )  # fmt: skip
    drawn, left_out = drawn_or_said(draw, shown, folder)
    return drawn, [*notes, *left_out]


def _write_text(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")
    to_disk(file)


def as_json(about: Mapping[str, Any]) -> bytes:
    """A provenance as it is written."""
    text = json.dumps(about, indent=2, ensure_ascii=False, default=str) + "\n"
    return text.encode("utf-8", "backslashreplace")  # a name of bytes that are no text, as JSON too would write it


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
