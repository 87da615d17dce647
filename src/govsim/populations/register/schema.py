"""The columns that a register can have, from `columns.csv`: what each means, its bounds, and its names in files."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

HOURS_A_JOB = 2_000  # person-hours per worker-year; assumed: 40 hours in 50 weeks, the usual full time
MOST_EMPLOYEES = 500_000  # workers per enterprise; assumed: above any single site
FEWEST_HOURS = 120  # person-hours per worker-year; assumed: less than a month of work
MOST_HOURS = 4_500  # person-hours per worker-year; assumed: 12 hours every day of the year
MOST_COUNT = 1e9  # cases, days, violations or visits a year; assumed: above any enterprise
MOST_DART = 1_000.0  # cases per 200,000 hours; assumed: every tenth worker every day is far below
FIRST_YEAR, LAST_YEAR = 1900, 2100


@dataclass(frozen=True)
class ColumnKind:
    """A column that govsim understands.

    Attributes:
        name: what govsim calls it.
        kind: text, code, whole, number, flag, level or period.
        need: when it is needed, in English.
        need_zh: the same in Chinese.
        unit: its unit and bounds, in English.
        unit_zh: the same in Chinese.
        meaning: in English.
        meaning_zh: in Chinese.
        english: other names under which it is found, the ones preferred first.
        chinese: Chinese names.
    """

    name: str
    kind: str
    need: str
    need_zh: str
    unit: str
    unit_zh: str
    meaning: str
    meaning_zh: str
    english: tuple[str, ...]
    chinese: tuple[str, ...]


def _read() -> tuple[ColumnKind, ...]:
    text = files("govsim.populations.register").joinpath("columns.csv").read_text(encoding="utf-8")
    bounds = {"heads": MOST_EMPLOYEES, "fewest": FEWEST_HOURS, "most": MOST_HOURS, "dart": MOST_DART}
    kinds = []
    for row in csv.DictReader(text.splitlines()):
        column: dict[str, Any] = dict(row)
        column |= {unit: row[unit].format(**bounds) for unit in ("unit", "unit_zh")}
        column |= {lang: tuple(filter(None, row[lang].split(", "))) for lang in ("english", "chinese")}
        kinds.append(ColumnKind(**column))
    return tuple(kinds)


SCHEMA = _read()
BY_NAME = {kind.name: kind for kind in SCHEMA}
NUMBERS = tuple(kind.name for kind in SCHEMA if kind.kind in ("whole", "number"))
COUNTS = ("cases", "lost_time_cases", "days_lost", "deaths", "violations", "inspections")
CHOSEN_BY_ORDER = ("id", "industry", "year", "quarter", "date", "region", "risk", "active", "name", "company_group",
                   "main_contractor", "platform", "tier")  # fmt: skip
"""Of several columns with one of these meanings the first name of the schema is taken; of others, none is."""
SIZE_CLASSES = (
    "size size_band size_class sizeclas size_emp size_group size_code empszes employment_size "
    "规模 企业规模 单位规模 人员规模 规模类型 规模等级 从业人数分组 人数分组"
)
"""Folded names of columns of size classes, which are never used: bands are computed from headcounts."""
