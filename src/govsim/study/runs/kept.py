"""What was kept: folders of results found, named and described, whether finished, unfinished or damaged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from govsim.study.runs.derived import derived_in
from govsim.study.runs.places import PARTS, PLAN, PROVENANCE, ROOT, megabytes, read_json
from govsim.study.runs.shards import Shards, file_stamp
from govsim.study.speak.errors import InputError, unknown
from govsim.study.speak.paths import typed_path
from govsim.study.speak.words import spoken, tell

MOST_NAMED = 8  # folders in a line of a hint


def folders(root: Path) -> list[Path]:
    """Every folder of results below a folder, or the folder itself."""
    if is_results(root):
        return [root]
    found = {file.parent for file in root.rglob(PROVENANCE)} | {file.parent.parent for file in root.rglob(PLAN)}
    return sorted(folder for folder in found if is_results(folder))


def is_results(folder: Path) -> bool:
    """Whether a folder holds results, finished or not, or what is left of them."""
    known = read_json(folder / PROVENANCE) or read_json(folder / PARTS / PLAN) or {}
    return "id" in known or (folder / PROVENANCE).is_file() and (folder / "scenario.yaml").is_file()


def known(root: Path | None) -> list[Path]:
    """Folders of results below a root; without one, below `results` and in folders beside it, where out= puts them."""
    if root is not None:
        return folders(root) if root.is_dir() else []
    below = folders(ROOT) if ROOT.is_dir() else []
    beside = [one for one in _folders_in(Path()) if one != ROOT]
    several = [inner for one in beside if not is_results(one) for inner in _folders_in(one)]  # of a multirun
    return [*below, *filter(is_results, sorted([*beside, *several]))]


def _folders_in(place: Path) -> list[Path]:
    try:
        return [one for one in place.iterdir() if one.is_dir() and not one.name.startswith(".")]
    except OSError:  # it may not be read
        return []


def find(name: str, root: Path | None) -> Path:
    """A folder of results by its path, its id, or the beginning of its id.

    Raises:
        InputError: when there is none, or several.
    """
    place = typed_path(name)
    if is_results(place):
        return place
    if place.is_dir() and (inside := folders(place)):
        raise InputError(named_inside(place, inside))
    there = known(root)
    found = [folder for folder in there if folder.name == name] or [
        folder for folder in there if len(name) > 2 and folder.name.startswith(name)
    ]
    if len(found) > 1:
        raise InputError(tell("error.results_several", name=name, names=", ".join(map(str, found[:5]))))
    if not found:
        raise unknown("result", name, [folder.name for folder in there], see=tell("see.results"))
    return found[0]


def named_inside(place: Path, inside: Sequence[Path]) -> str:
    """That a folder of a question, a case or an experiment holds results in folders below, and which."""
    names = ", ".join(str(folder) for folder in inside[:MOST_NAMED]) + (", ..." if len(inside) > MOST_NAMED else "")
    return tell("results.inside", folder=place, names=names)


def describe(folder: Path) -> dict[str, Any]:
    """One line about a folder of results."""
    about = read_json(folder / PROVENANCE) or {}
    plan = about or read_json(folder / PARTS / PLAN) or {}
    scenarios, seeds = about.get("scenarios"), about.get("seeds")
    names = list(map(str, scenarios)) if isinstance(scenarios, Mapping) else []
    return {
        "folder": str(folder),
        "state": state(folder),
        "scenarios": scenarios_listed(names),
        "seeds": len(seeds) if isinstance(seeds, list) and seeds else None,
        "started": str(about.get("started") or ""),
        "size": megabytes(sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())),
        "command": str(plan.get("command") or ""),
    }


def scenarios_listed(names: list[str]) -> str:
    """The first of them in a line, apart by what none of them holds: names of a sweep hold commas."""
    comma = "、" if spoken() == "zh" else ", "
    apart = " | " if any(set(name) & set(",;，；、") for name in names) else comma
    return apart.join(names[:6]) + (f"{apart}..." if len(names) > 6 else "")


def state(folder: Path) -> str:
    """Finished, with runs that failed; unfinished, with how much is there; or damaged, with the first bad file."""
    about, plan = read_json(folder / PROVENANCE), read_json(folder / PARTS / PLAN)
    if about is None and not (folder / PROVENANCE).is_file():
        total = (plan or {}).get("runs")
        if not isinstance(total, int):
            return tell("results.damaged", file=f"{PARTS}/{PLAN}")
        return tell("results.unfinished", done=f"{Shards(folder / PARTS).count():,}", total=f"{total:,}")
    if about is None or not is_provenance(about):
        return tell("results.damaged", file=PROVENANCE)
    changed = changed_files(folder, about)
    if changed:
        return tell("results.damaged", file=changed[0])
    failed = len(about.get("failures") or [])
    return tell("results.finished_but", failed=f"{failed:,}") if failed else tell("results.finished")


def is_provenance(about: Mapping[str, Any]) -> bool:
    """Whether a provenance names scenarios, seeds and the hashes of files."""
    kinds = {"scenarios": Mapping, "files": Mapping, "seeds": list}
    return all(isinstance(about.get(key), kind) for key, kind in kinds.items())


def changed_files(folder: Path, about: Mapping[str, Any]) -> list[str]:
    """Files that are gone, or are not as they were written: their hash differs from that of the provenance."""
    return [
        name
        for name, stamp in {**about["files"], **derived_in(about)}.items()
        if (folder / name).is_file() or not name.startswith("figures/")  # pictures may go
        if not (folder / name).is_file() or file_stamp(folder / name) != stamp
    ]


def calendar_kept(about: Mapping[str, Any]) -> int | None:
    """The year that week 0 begins with where results were asked for with a calendar, last in the language spoken."""
    years = about.get("calendars")
    known = years if isinstance(years, Mapping) else {}
    year = known.get(spoken(), next(iter(known.values()), None))
    return year if isinstance(year, int) else None


def provenance_of(folder: Path) -> Mapping[str, Any]:
    """The provenance of finished results.

    Raises:
        InputError: there is none, or it is damaged.
    """
    about = read_json(folder / PROVENANCE)
    if about is None and not (folder / PROVENANCE).is_file():
        plan = read_json(folder / PARTS / PLAN) or {}
        raise InputError(tell("error.unfinished", folder=folder, command=plan.get("command", "")))
    if about is None or not is_provenance(about):
        raise InputError(tell("error.unreadable", file=folder / PROVENANCE, reason=tell("error.no_provenance")))
    return about
