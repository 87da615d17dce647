"""A folder of results, read back; and the figures of its tables."""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import yaml

from govsim.language import OUTCOMES
from govsim.scenario import Scenario
from govsim.study.ask.files import as_yaml, scenario_titles
from govsim.study.runs.places import PARTS, PLAN, PROVENANCE, read_json
from govsim.study.speak.errors import InputError, one_line
from govsim.study.speak.words import tell

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
    about = read_json(place / PROVENANCE)
    if (plan := read_json(place / PARTS / PLAN)) is not None and about is None:
        raise InputError(tell("error.unfinished", folder=place, command=plan.get("command", "")))
    for name in ("runs.parquet", "weekly.parquet", PROVENANCE, "scenario.yaml"):
        if not (place / name).is_file():
            raise InputError(tell("error.not_results", folder=place, file=name))
    try:
        return StoredResults(
            folder=place,
            runs=pd.read_parquet(place / "runs.parquet"),
            weekly=pd.read_parquet(place / "weekly.parquet"),
            effects=_read_effects(place / "effects.csv"),
            enterprises=_read_if_there(place / "enterprises.parquet"),
            scenario=yaml.safe_load((place / "scenario.yaml").read_text(encoding="utf-8")),
            provenance=about or {},
        )
    except (pa.ArrowException, ValueError, OSError, yaml.YAMLError) as error:
        raise InputError(tell("error.unreadable", file=place, reason=one_line(error))) from error


def _read_effects(file: Path) -> pd.DataFrame | None:
    return pd.read_csv(file) if file.is_file() else None


def _read_if_there(file: Path) -> pd.DataFrame | None:
    return pd.read_parquet(file) if file.is_file() else None


@dataclass(frozen=True)
class Shown:
    """The tables that figures show, and what they must know besides."""

    runs: pd.DataFrame
    weekly: pd.DataFrame
    effects: pd.DataFrame
    enterprises: pd.DataFrame | None
    scenarios: Mapping[str, Scenario]
    seeds: Sequence[int]
    reference: str


def draw_figures(
    shown: Shown, folder: Path, lang: str = "en", titles: Mapping[str, Mapping[str, str]] | None = None
) -> tuple[list[Path], list[str]]:
    """Draw the figures of a comparison, or of one scenario, into a folder; notes say which could not be drawn.

    Args:
        shown: the tables.
        folder: where to.
        lang: "en" or "zh".
        titles: of scenarios, by name and language; those of the package where none are given.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        draw = importlib.import_module(FIGURES).draw_comparison
        drawn = draw(
            shown.runs, shown.weekly, shown.effects, figure_facts(shown, titles or scenario_titles()), folder, lang
        )
    except Exception as error:  # hours of runs must not be lost for a figure
        note = tell("note.no_figures", error=f"{type(error).__name__}: {one_line(error)}")
        return [file for file in sorted(folder.iterdir()) if file.suffix in (".png", ".svg")], [note]
    alone = len(shown.scenarios) == 1
    unasked = [*(("effects_forest", "deaths_and_cost") if alone else ())]
    unasked += ["enterprises"] if shown.enterprises is None else []
    return list(drawn), [note for note in getattr(drawn, "notes", []) if not note.startswith(tuple(unasked))]


def figure_facts(shown: Shown, titles: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """What figures need to know besides the tables: labels, units, weeks."""
    first = shown.scenarios[shown.reference]
    return {
        "baseline": shown.reference,
        "titles": {name: titles.get(name, {"en": name, "zh": name}) for name in shown.scenarios},
        "outcomes": {
            one.name: {"unit": one.unit, "zh": one.zh, "kind": one.kind, "better": one.better, "meaning": one.meaning}
            for one in OUTCOMES.values()
        },
        "start": first.start,
        "acts": bool(first.adoptions),
        "window": first.window,
        "weeks": first.weeks,
        "seeds": len(shown.seeds),
        "enterprises": shown.enterprises,
    }
