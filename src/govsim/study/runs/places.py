"""Where results go: the folder, whether it can be written, whether there is room, and whose it is."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from govsim.study.speak.errors import InputError, why
from govsim.study.speak.paths import typed_path
from govsim.study.speak.words import tell

ROOT = Path("results")
PARTS = "parts"
PLAN = "plan.json"
PROVENANCE = "provenance.json"
TABLES = (
    "runs.parquet", "weekly.parquet", "enterprises.parquet", "effects.csv", "groups.parquet", "groups_weekly.parquet",
    "groups_effects.csv", "scenario.yaml", "indicators.csv", "scores.csv", "ranking.csv", "pilots.csv",
    "design.csv", "indices.csv", "convergence.csv", "section.json",
    "front.csv", "evaluations.csv", "evaluations.parquet", "hypervolume.csv", "robust.csv",
)  # fmt: skip
DEEPEST = "figures/.effects_forest_zh.svg.tmp-00000000"  # no name that a result needs is longer
SPARE = 32 * 2**20  # bytes for figures and notes beside the tables; assumed, twice what they take


_BELOW: ContextVar[tuple[Path, list[Path]] | None] = ContextVar("below", default=None)


@contextmanager
def kept_below(folder: Path) -> Iterator[list[Path]]:
    """Results whose place nobody names go below a folder, each into one named by its id.

    Yields:
        The folders of results that were asked for so far.
    """
    made: list[Path] = []
    token = _BELOW.set((folder, made))
    try:
        yield made
    finally:
        _BELOW.reset(token)


def results_folder(out: str | None, experiment: str, name: str) -> Path:
    """The folder meant: `out`, or results/<experiment>/<id> below the current one; see `kept_below`.

    Raises:
        InputError: when a file in it would have no legal name.
    """
    below = _BELOW.get()
    usual = ROOT / experiment / name if below is None else below[0] / name
    folder = typed_path(out) if out is not None else usual
    if below is not None:
        below[1].append(folder)
    try:
        (folder / DEEPEST).exists()
    except (OSError, ValueError) as error:  # too long; ValueError: a name with a null character
        raise InputError(tell("error.out_unwritable", folder=folder, reason=why(error))) from error
    return folder


def check_writable(folder: Path) -> None:
    """Refuse a folder that cannot be written, before any run; nothing is left behind.

    Raises:
        InputError: naming the folder.
    """
    try:
        if not folder.is_absolute():
            _check_working_folder()
        place = existing(folder)
        if not place.is_dir():
            same = place == folder
            raise InputError(
                tell("error.out_is_file", folder=folder)
                if same
                else tell("error.out_below_file", folder=folder, place=place)
            )
        with tempfile.TemporaryFile(dir=place):
            pass
    except (OSError, ValueError) as error:  # ValueError: a name with a null character
        if isinstance(error, InputError):
            raise
        raise InputError(tell("error.out_unwritable", folder=folder, reason=why(error))) from error


def _check_working_folder() -> None:
    try:
        os.getcwd()
    except OSError as error:
        raise InputError(tell("error.no_working_folder")) from error


def existing(folder: Path) -> Path:
    """The folder itself, or the nearest above it that is there."""
    place = folder
    while not place.exists() and place.parent != place:
        place = place.parent
    return place


def check_room(folder: Path, needed: int) -> None:
    """Refuse what the disk cannot hold.

    Raises:
        InputError: with the room needed and the room there is.
    """
    place = existing(folder)
    free = shutil.disk_usage(place).free
    if needed + SPARE > free:
        values = {"folder": folder, "needed": megabytes(needed + SPARE), "free": megabytes(free), "place": place}
        raise InputError(tell("error.no_room", **values))


def megabytes(size: int) -> str:
    """A size in MB, or in GB where it is large."""
    return f"{size / 2**30:,.1f} GB" if size >= 2**30 else f"{-(-size // 2**20):,} MB"


def check_owner(folder: Path, name: str) -> None:
    """Refuse a folder that holds results of other settings, or files that would be overwritten.

    Args:
        folder: where results shall go.
        name: their id.

    Raises:
        InputError: naming what is there.
    """
    if folder.name == name:
        return
    try:
        _refuse_strangers(folder, name)
    except OSError as error:  # a name too long, or a folder that may not be looked into
        raise InputError(tell("error.out_unwritable", folder=folder, reason=why(error))) from error


def _refuse_strangers(folder: Path, name: str) -> None:
    for file, key in ((folder / PROVENANCE, "error.other_results"), (folder / PARTS / PLAN, "error.other_unfinished")):
        about = read_json(file)
        if about is not None and about.get("id") != name:
            raise InputError(tell(key, folder=folder, id=about.get("id")))
        if about is not None:
            return
        if file.exists():
            raise InputError(tell("error.foreign_file", folder=folder, file=file.name))
    for table in TABLES:
        if (folder / table).exists():
            raise InputError(tell("error.foreign_file", folder=folder, file=table))


def read_json(file: Path) -> Mapping[str, Any] | None:
    """A JSON file that holds a mapping; None when it is not there or cannot be read."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def first_missing(folder: Path) -> Path | None:
    """The highest folder that does not exist yet."""
    missing, place = None, folder
    while not place.exists():
        missing, place = place, place.parent
    return missing


def remove_empty(place: Path, highest: Path | None) -> None:
    """Take back the empty folders that were made on the way."""
    while highest is not None and place.is_relative_to(highest) and place.is_dir() and not any(place.iterdir()):
        place.rmdir()
        place = place.parent
