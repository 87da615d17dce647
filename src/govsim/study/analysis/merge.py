"""Results of one plan that several people ran under other seeds, put together as one run with all seeds leaves them.

Rows are taken as they are, in the order of the jobs of the whole plan, and pass the same last step as parts of a run
(see `govsim.study.runs.finish`): so tables are byte for byte those of one run, and have its name.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from govsim.scenario import Scenario
from govsim.study.analysis.reproduce import plan_of, where_it_was_run
from govsim.study.runs.chunk import packed
from govsim.study.runs.finish import FOUNDERS, Finished, finish, finished
from govsim.study.runs.keep import How
from govsim.study.runs.kept import changed_files, provenance_of
from govsim.study.runs.lock import locked
from govsim.study.runs.places import PARTS, check_owner, check_writable, first_missing, remove_empty, results_folder
from govsim.study.runs.plan import GROUP_WEEKS, GROUPS, Plan
from govsim.study.runs.shards import Part, Shards
from govsim.study.runs.simulate import weekly_bytes
from govsim.study.runs.source import source_hash, without_folders
from govsim.study.speak.errors import InputError, RunError, one_line, short, why
from govsim.study.speak.terminal import say
from govsim.study.speak.words import counted, tell

KINDS = ("run", "compare", "sweep")
BLOCK_BYTES = 2**28  # weekly values of the runs that are held at once; assumed: a quarter of a gigabyte fits anywhere
ABOUT = ("id", "command", "seeds", "engine", "started", "govsim", "commit", "machine")  # that is kept of each folder


@dataclass(frozen=True)
class Given:
    """Finished results of some seeds."""

    folder: Path
    about: Mapping[str, Any]
    scenarios: tuple[Scenario, ...]

    @property
    def seeds(self) -> tuple[int, ...]:
        """Under which seeds they were run."""
        return tuple(int(seed) for seed in self.about["seeds"])


def merge(folders: Sequence[Path], out: str | None, how: How) -> Finished:
    """Put results of the same plan together.

    Args:
        folders: finished results of the same scenarios, settings and source; a seed that several have must have the
            same numbers in all of them.
        out: the new folder; `results/KIND/ID`, where the run with all seeds would lie, when not given.
        how: who draws, in which language, by which command.

    Raises:
        InputError: they do not go together, naming what differs and where; nothing is written.
        RunError: the folder cannot be written.
    """
    several = [_given(folder) for folder in folders]
    if len(several) < 2:
        raise InputError(tell("error.merge_one"))
    first = several[0]
    for other in several[1:]:
        _refuse_other_plans(first, other)
    with where_it_was_run(first.about):
        return _merged(several, out, how)


def _merged(several: Sequence[Given], out: str | None, how: How) -> Finished:
    first = several[0]
    part_of = plan_of(first.folder, first.about)
    now = source_hash(part_of.model, part_of.scenarios.values(), part_of.populations)
    if now != first.about.get("source"):
        values = {"then": first.about.get("source"), "now": now}
        raise InputError(tell("error.merge_source", folder=first.folder, **values))
    plan = replace(part_of, seeds=tuple(sorted({seed for one in several for seed in one.seeds})))
    owners = _owners(several, plan)
    folder = results_folder(out, plan.kind, plan.id)
    check_owner(folder, plan.id)
    found, _ = finished(plan, folder, how)
    if found is not None:
        say(tell("note.there", folder=folder))
        return found
    check_writable(folder)
    made = _write(several, owners, plan, folder, how)
    twice = sum(len(one.seeds) for one in several) - len(plan.seeds)
    say(tell("merge.done", folders=len(several), seeds=counted("seeds", len(plan.seeds)), twice=twice))
    return made


def _given(folder: Path) -> Given:
    """Finished results that can be merged.

    Raises:
        InputError: they are of another kind, unfinished, or were changed.
    """
    about = provenance_of(folder)
    if about.get("kind") not in KINDS or about.get("bases"):
        raise InputError(tell("error.merge_kind", folder=folder, kind=about.get("kind")))
    if int(about.get("populations", 1)) > 1:
        raise InputError(tell("error.merge_counties", folder=folder, populations=about["populations"]))
    changed = changed_files(folder, about)
    if changed:
        raise InputError(tell("error.merge_damaged", folder=folder, file=changed[0]))
    try:
        tree = yaml.safe_load((folder / "scenario.yaml").read_text(encoding="utf-8"))
        trees = [tree] if len(about["scenarios"]) == 1 else list(tree.values())
        return Given(folder, about, tuple(Scenario.from_canonical(one) for one in trees))
    except (OSError, KeyError, TypeError, ValueError, AttributeError, yaml.YAMLError) as error:
        raise InputError(tell("error.unreadable", file=folder / "scenario.yaml", reason=one_line(error))) from error


# --- Whether they go together ---------------------------------------------------------------------------------------


def _refuse_other_plans(first: Given, other: Given) -> None:
    """The first thing in which two plans differ, seeds apart."""
    for what, mine, theirs in _differences(first, other):
        if mine != theirs:
            values = {"first": short(mine), "second": short(theirs), "folder": first.folder, "other": other.folder}
            raise InputError(tell("error.merge_differs", what=what, **values))


def _differences(first: Given, other: Given) -> Iterator[tuple[str, Any, Any]]:
    """What decides the tables, by name, the plainest first."""
    yield "kind", first.about.get("kind"), other.about.get("kind")
    names, theirs = (" ".join(one.name for one in given.scenarios) for given in (first, other))
    yield "scenarios", names, theirs
    parts, others = (" ".join(given.about.get("parts") or ()) or "-" for given in (first, other))
    yield "parts", parts, others
    for mine, its in zip(first.scenarios, other.scenarios, strict=True):
        yield from _settings(mine.name, without_folders(mine), without_folders(its))
    for key in ("reference", "yearly", "group_weeks"):
        yield key, first.about.get(key), other.about.get(key)
    for key in ("groups", "varied"):
        yield from _settings(key, first.about.get(key) or {}, other.about.get(key) or {})
    yield "source", first.about.get("source"), other.about.get("source")


def _settings(path: str, mine: Any, theirs: Any) -> Iterator[tuple[str, Any, Any]]:
    """Two trees of settings leaf by leaf, by their path."""
    if isinstance(mine, Mapping) and isinstance(theirs, Mapping):
        for key in dict.fromkeys([*mine, *theirs]):
            yield from _settings(f"{path}.{key}", mine.get(key), theirs.get(key))
    elif isinstance(mine, list) and isinstance(theirs, list) and len(mine) == len(theirs):
        for at, pair in enumerate(zip(mine, theirs, strict=True)):
            named = pair[0].get("instrument", at) if isinstance(pair[0], Mapping) else at
            yield from _settings(f"{path}.{named}", *pair)
    else:
        yield path, mine, theirs


def _owners(several: Sequence[Given], plan: Plan) -> dict[int, Given]:
    """Whose rows of each seed are taken: the first's; the others' must be the same.

    Raises:
        InputError: they are not.
    """
    owners: dict[int, Given] = {}
    for given in several:
        shared = [seed for seed in given.seeds if seed in owners]
        for holder in {id(owners[seed]): owners[seed] for seed in shared}.values():
            _refuse_unequal(holder, given, [seed for seed in shared if owners[seed] is holder], plan)
        owners.update({seed: given for seed in given.seeds if seed not in owners})
    return owners


def _refuse_unequal(holder: Given, given: Given, seeds: Sequence[int], plan: Plan) -> None:
    files = [file for file in _files(plan).values() if file != FOUNDERS]
    for name in plan.scenarios:
        for file in files:
            for seed in seeds:
                mine, theirs = (_rows(one.folder / file, name, [seed]).to_pandas() for one in (holder, given))
                if "error" not in mine or "error" not in theirs:  # the column is there only where a run failed
                    mine, theirs = (one.assign(error=one.get("error")) for one in (mine, theirs))
                if not mine.sort_index(axis=1).astype(object).equals(theirs.sort_index(axis=1).astype(object)):
                    about = {"seed": seed, "scenario": name, "file": file}
                    raise InputError(tell("error.merge_seed", folder=holder.folder, other=given.folder, **about))


# --- The tables -----------------------------------------------------------------------------------------------------


def _files(plan: Plan) -> dict[str, str]:
    """The file of each table, by its name as a part of a run."""
    years = {"enterprises": "enterprises.parquet"} if plan.yearly else {"founders": FOUNDERS}
    return {
        "runs": "runs.parquet", "weekly": "weekly.parquet", **years,
        **dict(zip(plan.group_parts, (GROUPS, GROUP_WEEKS), strict=False)),
    }  # fmt: skip


def _rows(file: Path, scenario: str, seeds: Sequence[int]) -> pa.Table:
    return pq.read_table(file, filters=[("scenario", "==", scenario), ("seed", "in", list(seeds))])


def _write(several: Sequence[Given], owners: Mapping[int, Given], plan: Plan, folder: Path, how: How) -> Finished:
    """Write all rows as parts of the whole plan, then finish it."""
    parts, highest = folder / PARTS, first_missing(folder)
    merged = [{"folder": str(one.folder), **{key: one.about.get(key) for key in ABOUT}} for one in several]
    try:
        with locked(parts, lambda holder: say(tell("note.waiting", folder=folder, holder=holder))):
            try:
                shards = Shards(parts)
                written = [_part(shards, first, seeds, name, owners, plan) for first, name, seeds in _blocks(plan)]
                further = {"merged": merged, "directory": several[0].about.get("directory")}
                return finish(plan, folder, how, written, further)
            finally:
                shutil.rmtree(parts, ignore_errors=True)
                remove_empty(folder, highest)
    except OSError as error:
        raise RunError(tell("error.not_written", folder=folder, reason=why(error))) from error


def _blocks(plan: Plan) -> Iterator[tuple[int, str, tuple[int, ...]]]:
    """Jobs of one scenario that follow each other: the number of the first, the scenario and the seeds."""
    for place, (name, scenario) in enumerate(plan.scenarios.items()):
        step = max(1, BLOCK_BYTES // max(1, weekly_bytes(plan.model, scenario)))
        for at in range(0, len(plan.seeds), step):
            yield place * len(plan.seeds) + at, name, plan.seeds[at : at + step]


def _part(
    shards: Shards, first: int, seeds: Sequence[int], scenario: str, owners: Mapping[int, Given], plan: Plan
) -> Part:
    """A part of the whole plan from the rows of those who ran its seeds."""
    holders = list({id(owners[seed]): owners[seed] for seed in seeds}.values())
    tables: dict[str, pd.DataFrame] = {}
    for name, file in _files(plan).items():
        if name != "runs" and tables["runs"]["error"].notna().all():
            break  # runs that failed left nothing else
        if file == FOUNDERS and not (scenario == plan.county_of and _all_have(owners, file)):
            continue
        found = [
            _rows(one.folder / file, scenario, [seed for seed in seeds if owners[seed] is one]).to_pandas()
            for one in holders
        ]
        table = pd.concat([one for one in found if len(one)] or found[:1], ignore_index=True)
        table = table.iloc[table["seed"].map({seed: at for at, seed in enumerate(seeds)}).argsort(kind="stable")]
        if name in ("runs", "weekly"):  # the last step adds what was varied
            table = table.drop(columns=list(next(iter(plan.varied.values()), {})), errors="ignore")
        if name == "runs":
            table = table.assign(error=table["error"].astype(object) if "error" in table else None)
        tables[name] = table.reset_index(drop=True)
    engines = ", ".join(sorted({str(one.about["engine"]) for one in holders}))
    return shards.write(first, len(seeds), packed(tables), engines)


def _all_have(owners: Mapping[int, Given], file: str) -> bool:
    """Whether everybody still has a file: that of founders goes with the figures, which may be thrown away."""
    return all((one.folder / file).is_file() for one in owners.values())
