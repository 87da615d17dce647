"""A folder of results: written whole or not at all, and read back."""

from __future__ import annotations

import importlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from govsim.language import OUTCOMES
from govsim.scenario import Scenario
from govsim.study.errors import InputError, one_line
from govsim.study.files import as_yaml, scenario_titles
from govsim.study.simulate import Results

ROOT = Path("results")
COMPRESSION = "zstd"
FIGURES = "govsim.figures"  # above this layer and slow to import: asked for by name, only when something is drawn


@dataclass(frozen=True)
class StoredResults:
    """What a folder of results holds; a table that was not written is None."""

    folder: Path
    runs: pd.DataFrame
    weekly: pd.DataFrame
    effects: pd.DataFrame | None
    enterprises: pd.DataFrame | None
    scenario: Mapping[str, Any]
    provenance: Mapping[str, Any]


@dataclass
class Written:
    """Where results went, and what could not be drawn."""

    folder: Path
    figures: list[Path] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def results_folder(out: str | None, experiment: str, name: str) -> Path:
    """The folder meant: `out`, or results/<experiment>/<id> below the current one."""
    return Path(out).expanduser() if out is not None else ROOT / experiment / name


def check_writable(folder: Path) -> None:
    """Refuse a folder that cannot be written, before any run; nothing is left behind.

    Raises:
        InputError: naming the folder.
    """
    place = folder
    if place.exists() and not place.is_dir():
        raise InputError(f"out = '{folder}' is a file, not a folder.")
    while not place.exists():
        if place.parent == place:
            break
        place = place.parent
    if not place.is_dir():
        raise InputError(f"out = '{folder}' cannot be made: '{place}' is a file.")
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        raise InputError(
            f"out = '{folder}' cannot be written: {error.strerror or one_line(error)} ('{place}')."
        ) from error


@contextmanager
def written_whole(folder: Path) -> Iterator[Path]:
    """A hidden folder to write into; at the end its files appear in `folder`, or none does.

    A new folder appears by one rename. Into one that exists, each file replaces its namesake.
    """
    missing = _first_missing(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", suffix=".unfinished", dir=folder.parent))
    try:
        yield draft
        for file in draft.rglob("*"):
            _to_disk(file)
        draft.chmod(0o755)
        if not folder.exists():
            os.replace(draft, folder)
        else:
            for file in sorted(draft.rglob("*")):
                target = folder / file.relative_to(draft)
                target.mkdir(exist_ok=True) if file.is_dir() else os.replace(file, target)
        _to_disk(folder)
        _to_disk(folder.parent)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        _remove_empty(folder.parent, missing)
        raise
    shutil.rmtree(draft, ignore_errors=True)


def _first_missing(folder: Path) -> Path | None:
    """The highest folder that does not exist yet."""
    missing, place = None, folder
    while not place.exists():
        missing, place = place, place.parent
    return missing


def _remove_empty(place: Path, highest: Path | None) -> None:
    """Take back the empty folders that were made on the way."""
    while highest is not None and place.is_relative_to(highest) and place.is_dir() and not any(place.iterdir()):
        place.rmdir()
        place = place.parent


def _to_disk(path: Path) -> None:
    """Make sure that a file, or the names in a folder, outlive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:  # some file systems have no fsync of folders
        if path.is_file():
            raise
    finally:
        os.close(handle)


def write_results(
    folder: Path,
    results: Results,
    effects: pd.DataFrame | None,
    about: Mapping[str, Any],
    draw: Callable[[Path], tuple[list[Path], list[str]]] | None = None,
) -> Written:
    """Write a folder of results.

    Args:
        folder: where; results/<experiment>/<id> or the user's own.
        results: tables of the runs.
        effects: differences from the reference, when there is one.
        about: the provenance.
        draw: draws figures into a folder and returns them with notes on those left out.
    """
    written = Written(folder)
    with _as_input_error(folder), written_whole(folder) as draft:
        stamp = {"govsim": json.dumps({key: about.get(key) for key in ("id", "command", "commit", "source")})}
        _write_text(draft / "scenario.yaml", scenario_text(results.scenarios))
        _write_text(draft / "provenance.json", json.dumps(about, indent=2, ensure_ascii=False) + "\n")
        write_parquet(draft / "runs.parquet", results.runs, stamp)
        write_parquet(draft / "weekly.parquet", results.weekly, stamp)
        if results.enterprises is not None:
            write_parquet(draft / "enterprises.parquet", results.enterprises, stamp)
        if effects is not None:
            _write_text(draft / "effects.csv", effects.to_csv(index=False, lineterminator="\n"))
        if draw is not None:
            figures, written.notes = draw(draft / "figures")
            written.figures = [folder / figure.relative_to(draft) for figure in figures]
    return written


@contextmanager
def _as_input_error(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(
            f"The results cannot be written to '{folder}': {error.strerror or one_line(error)}."
        ) from error


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def write_parquet(path: Path, table: pd.DataFrame, stamp: Mapping[str, str]) -> None:
    """One table, numbers split by byte: half the size and a third of the time of plain columns."""
    arrow = pa.Table.from_pandas(table, preserve_index=False)
    arrow = arrow.replace_schema_metadata({**(arrow.schema.metadata or {}), **stamp})
    floats = [column.name for column in arrow.schema if pa.types.is_floating(column.type)]
    words = [column.name for column in arrow.schema if column.name not in floats]
    pq.write_table(arrow, path, compression=COMPRESSION, use_dictionary=words, use_byte_stream_split=floats)


def scenario_text(scenarios: Mapping[str, Scenario]) -> str:
    """Resolved scenarios as YAML: one as it is, several by name."""
    plain = {name: scenario.canonical() for name, scenario in scenarios.items()}
    tree = next(iter(plain.values())) if len(plain) == 1 else plain
    return as_yaml(tree)


def read_results(folder: str | Path) -> StoredResults:
    """Read a folder of results back.

    Raises:
        InputError: when the folder holds no finished results.
    """
    place = Path(folder).expanduser()
    for name in ("runs.parquet", "weekly.parquet", "provenance.json", "scenario.yaml"):
        if not (place / name).is_file():
            raise InputError(f"'{place}' holds no finished results: there is no {name}.")
    try:
        return StoredResults(
            folder=place,
            runs=pd.read_parquet(place / "runs.parquet"),
            weekly=pd.read_parquet(place / "weekly.parquet"),
            effects=pd.read_csv(place / "effects.csv") if (place / "effects.csv").is_file() else None,
            enterprises=pd.read_parquet(place / "enterprises.parquet")
            if (place / "enterprises.parquet").is_file()
            else None,
            scenario=yaml.safe_load((place / "scenario.yaml").read_text(encoding="utf-8")),
            provenance=json.loads((place / "provenance.json").read_text(encoding="utf-8")),
        )
    except (pa.ArrowInvalid, ValueError, yaml.YAMLError) as error:
        raise InputError(f"'{place}' cannot be read: {one_line(error)}") from error


def draw_figures(
    results: Results, effects: pd.DataFrame, reference: str, folder: Path, lang: str = "en"
) -> tuple[list[Path], list[str]]:
    """Draw the figures of a comparison into a folder; notes say which could not be drawn."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        draw = importlib.import_module(FIGURES).draw_comparison
        drawn = draw(results.runs, results.weekly, effects, figure_facts(results, reference), folder, lang)
    except Exception as error:  # hours of runs must not be lost for a figure
        return sorted(folder.iterdir()), [f"Figures are missing: {type(error).__name__}: {one_line(error)}"]
    unasked = "enterprises" if results.enterprises is None else None
    notes = [note for note in getattr(drawn, "notes", []) if unasked is None or not note.startswith(unasked)]
    return list(drawn), notes


def figure_facts(results: Results, reference: str) -> dict[str, Any]:
    """What figures need to know besides the tables: labels, units, weeks."""
    first = results.scenarios[reference]
    titles = scenario_titles()
    return {
        "baseline": reference,
        "titles": {name: titles.get(name, {"en": name, "zh": name}) for name in results.scenarios},
        "outcomes": {
            one.name: {"unit": one.unit, "zh": one.zh, "kind": one.kind, "better": one.better, "meaning": one.meaning}
            for one in OUTCOMES.values()
        },
        "start": first.start,
        "window": first.window,
        "weeks": first.weeks,
        "seeds": len(results.seeds),
        "enterprises": results.enterprises,
    }
