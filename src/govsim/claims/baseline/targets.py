"""The published ranges that the baseline is held against, and which of them the fit aimed at."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True)
class Target:
    """One row of baseline-targets.csv: a quantity, where it holds, its published range and its source."""

    quantity: str
    industry: str
    low: float
    high: float
    unit: str
    source: str
    url: str
    stand_in: str
    how: str

    @property
    def key(self) -> tuple[str, str]:
        """The quantity and the industry, size or part of it: no two rows share both."""
        return self.quantity, self.industry


@dataclass(frozen=True)
class Aim:
    """One equation of the fit: a simulated quantity, the value wanted, and the number that is moved to reach it.

    `row` is the row of baseline-targets.csv that it belongs to, if any; `owner` is "parameter" or an industry.
    """

    quantity: str
    industry: str
    aim: float
    unit: str
    owner: str
    name: str
    source: str
    row: str


def _rows(name: str) -> list[dict[str, str]]:
    text = files("govsim").joinpath("evidence", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@lru_cache(maxsize=1)
def targets() -> tuple[Target, ...]:
    """Every published range, in the order of the file."""
    return tuple(
        Target(
            row["quantity"],
            row["industry_or_all"],
            float(row["published_low"]),
            float(row["published_high"]),
            row["unit"],
            row["evidence_id_or_source"],
            row["url"],
            row["stand_in"],
            row["how_computed_in_model"],
        )
        for row in _rows("baseline-targets.csv")
    )


@lru_cache(maxsize=1)
def aims() -> tuple[Aim, ...]:
    """What the fit aims at, in the order of the file."""
    return tuple(
        Aim(
            row["quantity"],
            row["industry"],
            float(row["aim"]),
            row["unit"],
            row["owner"],
            row["name"],
            row["source"],
            row["row"],
        )
        for row in _rows("baseline-aims.csv")
    )


@lru_cache(maxsize=1)
def fitted_rows() -> frozenset[tuple[str, str]]:
    """The rows that the fit aimed at: they show how well it did, not whether the model is right."""
    keys = {target.key for target in targets()}
    named = ((aim.row, aim.industry) for aim in aims() if aim.row)
    return frozenset(key if key in keys else (key[0], "all") for key in named)
