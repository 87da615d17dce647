"""Sentences of a case that are made from its numbers: which of several comes first, and which follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from govsim.cases.common.case import Words
from govsim.study.runs.statistics import Estimate


def in_order(found: Mapping[str, Estimate], what: str, names: Iterable[str]) -> list[str]:
    """Names by their number `what_name`, lowest first."""
    return sorted(names, key=lambda name: found[f"{what}_{name}"].mean)


def listed(what: str, names: Iterable[str], titles: Mapping[str, Words]) -> Words:
    """Names with their numbers behind them, which stand in braces to be filled in."""
    chosen = list(names)
    english = ", ".join(f"{titles[name][0]} ({{{what}_{name}}})" for name in chosen)
    return english, "、".join(f"{titles[name][1]}（{{{what}_{name}}}）" for name in chosen)
