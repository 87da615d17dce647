"""A folder of results, read back."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import yaml

from govsim.language import Model
from govsim.model import model_of, shipped
from govsim.scenario import Scenario
from govsim.study.ask.arguments import checked, folder_given
from govsim.study.ask.declarations import model_with
from govsim.study.ask.files import as_yaml
from govsim.study.runs.places import PARTS, PLAN, PROVENANCE, read_json
from govsim.study.runs.statistics import EFFECT_COLUMNS
from govsim.study.speak.errors import InputError, one_line, wrong_kind
from govsim.study.speak.paths import typed_path
from govsim.study.speak.words import tell


@dataclass(frozen=True, repr=False)
class StoredResults:
    """What a folder of results holds; a table that was not written is None."""

    folder: Path
    runs: pd.DataFrame
    weekly: pd.DataFrame
    effects: pd.DataFrame | None
    enterprises: pd.DataFrame | None
    scenario: Mapping[str, Any]
    provenance: Mapping[str, Any]
    groups: pd.DataFrame | None = None

    def __repr__(self) -> str:
        return f"<{tell('shown.stored', folder=self.folder, runs=f'{len(self.runs):,}')}>"

    @cached_property
    def scenarios(self) -> Mapping[str, Scenario]:
        """What was run, by name; nothing where the settings are those of another version."""
        return scenarios_in(self.scenario)

    @cached_property
    def model(self) -> Model:
        """The model that its columns are named by: as it is today, without files of a user's own that are gone."""
        several = [one for one in self.scenario.values() if isinstance(one, Mapping) and "population" in one]
        trees = [self.scenario] if "population" in self.scenario else several
        parts = {name for tree in trees for name in tree.get("parts") or ()}
        files = {file for tree in trees for file in tree.get("plugins") or () if Path(file).is_file()}
        try:
            return model_with(sorted(parts & set(shipped())), sorted(files))
        except InputError:
            return model_of()


def scenario_text(scenarios: Mapping[str, Scenario]) -> str:
    """Resolved scenarios as YAML: one as it is, several by name."""
    plain = {name: scenario.canonical() for name, scenario in scenarios.items()}
    tree = next(iter(plain.values())) if len(plain) == 1 else plain
    return as_yaml(tree)


def scenarios_in(settings: Mapping[str, Any]) -> Mapping[str, Scenario]:
    """The scenarios of a file of settings, by name; nothing where they are those of another version."""
    try:
        trees = [settings] if "population" in settings else list(settings.values())
        return {one.name: one for one in map(Scenario.from_canonical, trees)}
    except (TypeError, ValueError, KeyError, AttributeError):
        return {}


def scenarios_of(folder: Path) -> Mapping[str, Scenario]:
    """The scenarios of a folder of results, by name, without its tables; nothing where they cannot be read."""
    try:
        return scenarios_in(yaml.safe_load((folder / "scenario.yaml").read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return {}


@checked
def read_results(folder: str | Path) -> StoredResults:
    """Read a folder of results back.

    Raises:
        InputError: when the folder holds no finished results.
    """
    given = folder_given("folder", folder)
    if given is None:
        raise wrong_kind("folder", folder, tell("wanted.folder"))
    place = typed_path(given)
    about = read_json(place / PROVENANCE)
    if (plan := read_json(place / PARTS / PLAN)) is not None and about is None:
        raise InputError(tell("error.unfinished", folder=place, command=plan.get("command", "")))
    weekly = () if about is not None and about.get("bases") else ("weekly.parquet",)
    for name in ("runs.parquet", *weekly, PROVENANCE, "scenario.yaml"):
        if not (place / name).is_file():
            raise InputError(tell("error.not_results", folder=place, file=name))
    try:
        return StoredResults(
            folder=place,
            runs=pd.read_parquet(place / "runs.parquet"),
            weekly=pd.read_parquet(place / "weekly.parquet") if weekly else pd.DataFrame(),
            effects=_read_effects(place / "effects.csv"),
            enterprises=_read_if_there(place / "enterprises.parquet"),
            scenario=yaml.safe_load((place / "scenario.yaml").read_text(encoding="utf-8")),
            provenance=about or {},
            groups=_read_if_there(place / "groups.parquet"),
        )
    except (pa.ArrowException, ValueError, OSError, yaml.YAMLError) as error:
        raise InputError(tell("error.unreadable", file=place, reason=one_line(error))) from error


def _read_effects(file: Path) -> pd.DataFrame | None:
    """The table as it was written: names stay text, and only an empty cell is a missing value.

    Columns that another version did not write are there, and empty.
    """
    if not file.is_file():
        return None
    texts = {"scenario": str, "outcome": str}
    found = pd.read_csv(file, dtype=texts, keep_default_na=False, na_values=[""])
    return found.assign(**{name: math.nan for name in EFFECT_COLUMNS if name not in found})


def _read_if_there(file: Path) -> pd.DataFrame | None:
    return pd.read_parquet(file) if file.is_file() else None
