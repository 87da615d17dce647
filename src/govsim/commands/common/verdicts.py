"""What a comparison comes to, below its table: four numbers a scenario, and a plain sentence of each of a few."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from govsim.language import Model
from govsim.study.analysis.measured import period
from govsim.study.speak.layout import fold
from govsim.study.speak.terminal import bare_percent, estimate, percent, rows_laid_out, span
from govsim.study.speak.words import tell

if TYPE_CHECKING:
    from govsim.study.analysis.sentences import Wider
    from govsim.study.analysis.verdict import Verdict

MOST_PAIRED = 4  # scenarios of which each is held against each, and of which each gets its sentence


def verdict_lines(
    model: Model, runs: Any, reference: str, labels: Mapping[str, str], weeks: int | None, width: int,
    wider: Mapping[str, Wider] | None = None,
) -> list[str]:  # fmt: skip
    """The lines: a table, sentences, and each scenario against each where there are a few.

    Args:
        model: that was run.
        runs: a row a run.
        reference: with which scenarios are compared.
        labels: what they are called.
        weeks: over which sums go; None where scenarios differ.
        width: of the terminal.
        wider: intervals of changes in injuries under luck and assumptions together, by scenario.
    """
    from govsim.study.analysis.sentences import sentence
    from govsim.study.analysis.verdict import can_be_told, verdicts

    if not can_be_told(model):
        return []
    found, years = verdicts(runs, reference), period(weeks) if weeks else ""
    lines = ["", *fold(tell("verdict.head", reference=labels.get(reference, reference), period=years), width)]
    lines += rows_laid_out(verdict_rows(found, labels), width, right=_heads())
    for one in found if len(found) < MOST_PAIRED else ():
        said = sentence(one, labels, reference, years, (wider or {}).get(one.scenario))
        lines += ["", *fold(said, width)]
    return lines + _each_against_each(runs, labels, len(found) + 1, width)


def _heads() -> list[str]:
    return [
        str(tell(f"verdict.column_{name}"))
        for name in ("injuries", "deaths", "cost", "per_death", "per_injury", "better")
    ]


def verdict_rows(found: Sequence[Verdict], labels: Mapping[str, str]) -> list[dict[str, str]]:
    """A row a scenario: four numbers with their intervals, and the chance that injuries are fewer."""
    from govsim.study.analysis.sentences import price_said, wins_said

    rows = []
    for one in found:
        shares = [value / 100.0 for value in (one.injuries.mean, one.injuries.low, one.injuries.high)]
        averted = (-one.deaths.mean, -one.deaths.high, -one.deaths.low)
        cells = (
            f"{percent(shares[0])} {span(shares[1], shares[2], bare_percent)}",
            estimate(*averted), estimate(one.cost.mean, one.cost.low, one.cost.high), price_said(one.per_death),
            price_said(one.per_injury, "injuries"),
            wins_said(one),
        )  # fmt: skip
        rows.append({"scenario": labels.get(one.scenario, one.scenario), **dict(zip(_heads(), cells, strict=True))})
    return rows


def _each_against_each(runs: Any, labels: Mapping[str, str], count: int, width: int) -> list[str]:
    """The chance that each scenario has fewer injuries than each other; nothing for two, or for many."""
    from govsim.study.analysis.sentences import chance_said
    from govsim.study.analysis.verdict import pair_chances

    if not 3 <= count <= MOST_PAIRED:
        return []
    table = pair_chances(runs)
    names = list(table.index)
    rows = [
        {"scenario": labels.get(one, one)}
        | {
            labels.get(other, other): "" if one == other else chance_said(float(table.loc[one, other]))
            for other in names
        }
        for one in names
    ]
    return ["", *fold(tell("verdict.pairs"), width), *rows_laid_out(rows, width, right=list(rows[0])[1:])]
