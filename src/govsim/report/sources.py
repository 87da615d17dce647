"""Where numbers come from: evidence ids in texts, the files they point to, and what is assumed."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

FINDING = re.compile(r"\b(E\d{3})(?:-(E\d{3}))?\b", re.ASCII)  # ids end where Chinese begins
FACT = re.compile(r"\bestablishments\.csv (R\d+)\b", re.ASCII)
DEFAULT = re.compile(r"\bcounty-defaults ([a-z]\w*)", re.ASCII)
COST = re.compile(r"\bunit-costs (U\d\d)\b", re.ASCII)
SERIES = re.compile(r"\b(CN_\w+)", re.ASCII)
NAME = re.compile(r"\b[a-z]+_\w+\b", re.ASCII)


@cache
def findings() -> Mapping[str, Mapping[str, str]]:
    """Published findings by id."""
    return {row["id"]: row for row in _rows("evidence.csv")}


@cache
def facts() -> Mapping[str, Mapping[str, str]]:
    """Facts computed from establishments' own filings, by id."""
    return {row["id"]: row for row in _rows("establishments.csv")}


@cache
def defaults() -> Mapping[str, tuple[Mapping[str, str], ...]]:
    """The rows of the default county by parameter."""
    found: dict[str, tuple[Mapping[str, str], ...]] = {}
    for row in _rows("county-defaults.csv"):
        found[row["parameter"]] = (*found.get(row["parameter"], ()), row)
    return found


@cache
def series() -> Mapping[str, tuple[Mapping[str, str], ...]]:
    """Official yearly figures by series."""
    found: dict[str, tuple[Mapping[str, str], ...]] = {}
    for row in _rows("series.csv"):
        found[row["series"]] = (*found.get(row["series"], ()), row)
    return found


@cache
def unit_costs() -> Mapping[str, Mapping[str, str]]:
    """What measures cost whom, where a figure was found, by id."""
    return {row["id"]: row for row in _rows("unit-costs.csv")}


@cache
def evidence_words() -> Mapping[str, str]:
    """What the rows of evidence say, in Chinese by the English; titles of works that are published stay as they are."""
    return {row["en"]: row["zh"] for row in _rows("zh.csv")}


def _rows(file: str) -> list[dict[str, str]]:
    content = (resources.files("govsim") / "evidence" / file).read_text(encoding="utf-8")
    return list(csv.DictReader(content.splitlines()))


@dataclass(frozen=True)
class Cited:
    """What a text cites."""

    findings: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    defaults: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    costs: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether it cites anything."""
        return bool(self.findings or self.facts or self.defaults or self.series or self.costs)

    def __or__(self, other: Cited) -> Cited:
        """What either cites, in order of names."""
        return Cited(
            tuple(sorted({*self.findings, *other.findings})),
            tuple(sorted({*self.facts, *other.facts}, key=lambda one: int(one[1:]))),
            tuple(sorted({*self.defaults, *other.defaults})),
            tuple(sorted({*self.series, *other.series})),
            tuple(sorted({*self.costs, *other.costs})),
        )


def cited_in(text: str) -> Cited:
    """The ids that a text names; of a range, those that the evidence holds."""
    text = " ".join(text.split())
    ids: dict[str, None] = {}
    for first, last in FINDING.findall(text):
        ids[first] = None
        if last:
            ids.update({one: None for one in findings() if first <= one <= last} | {last: None})
    named = DEFAULT.findall(text)
    if named:  # further rows of the same file may follow the first
        named += [name for name in NAME.findall(text) if name in defaults()]
    return Cited(
        tuple(ids),
        tuple(dict.fromkeys(FACT.findall(text))),
        tuple(dict.fromkeys(named)),
        tuple(dict.fromkeys(SERIES.findall(text))),
        tuple(dict.fromkeys(COST.findall(text))),
    )


def missing(cited: Cited) -> list[str]:
    """Cited ids that no file holds."""
    return (
        [one for one in cited.findings if one not in findings()]
        + [one for one in cited.facts if one not in facts()]
        + [one for one in cited.defaults if one not in defaults()]
        + [one for one in cited.series if one not in series()]
        + [one for one in cited.costs if one not in unit_costs()]
    )


def is_assumed(source: str) -> bool:
    """Whether a source says that somebody had to assume something."""
    return "assumed" in source.lower() or "假定" in source


CHOSEN = re.compile(r"\b(set|sized|gives|halved|calibrated|chosen|in mind)\b")


def is_chosen(source: str) -> bool:
    """Whether a source says that a number was chosen by what the model then gives: it is fitted to what is cited."""
    return CHOSEN.search(source) is not None


def basis(source: str, calibrated: bool = False) -> str:
    """What a number stands on: assumed, fitted, published, table (a file of the package), computed or stated.

    A number that was chosen to meet a finding is fitted to it, by a program or by hand; one that is assumed in any
    other part counts as assumed, also when evidence gives its direction.
    """
    if calibrated or (is_chosen(source) and (cited_in(source) or "experiments/" in source)):
        return "fitted"
    if is_assumed(source):
        return "assumed"
    if cited_in(source):
        return "published"
    if source.endswith(".csv"):
        return "table"
    return "computed" if source in ("computed", "structure") else "stated"
