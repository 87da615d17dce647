"""The values of industries.csv: what differs between the eight industries, with unit, bounds and source."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True)
class IndustryValue:
    """One cell of the table of industries and where it comes from."""

    industry: str
    column: str
    value: float
    low: float
    high: float
    unit: str
    source: str
    zh: str
    industry_zh: str


@lru_cache(maxsize=1)
def industry_table() -> tuple[IndustryValue, ...]:
    """Every row of industries.csv, in the order of the file."""
    text = files("govsim.populations").joinpath("industries.csv").read_text(encoding="utf-8")
    return tuple(
        IndustryValue(
            industry=row["industry"],
            column=row["column"],
            value=float(row["value"]),
            low=float(row["low"]),
            high=float(row["high"]),
            unit=row["unit"],
            source=row["source"],
            zh=row["zh"],
            industry_zh=row["industry_zh"],
        )
        for row in csv.DictReader(text.splitlines())
    )


@lru_cache(maxsize=1)
def industry_names() -> tuple[str, ...]:
    """The industries in row order: the position of a name is its code."""
    return tuple(dict.fromkeys(row.industry for row in industry_table()))


@lru_cache(maxsize=1)
def industry_labels() -> dict[str, str]:
    """The Chinese label of each industry."""
    return {row.industry: row.industry_zh for row in industry_table()}


def industry_column(column: str) -> dict[str, float]:
    """The value of one column for each industry, in row order."""
    return {row.industry: row.value for row in industry_table() if row.column == column}
