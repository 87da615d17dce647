"""What a comparison comes to: four numbers for each scenario, the chance that it is better, and one plain sentence.

The chance is that of Student's t with the paired differences of seeds: how sure the runs make us of a sign, if nothing
was known of it before. A price is a ratio of two paired means and has the interval of one, after Fieller; where deaths
or injuries cannot be told from unchanged there is no price, and where one side is better in both there is none to pay.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from govsim.language import Model
from govsim.study.runs.statistics import Estimate, counties_in, county_means, means, ratio
from govsim.study.runs.student import below
from govsim.study.speak.cells import html_table
from govsim.study.speak.terminal import estimate
from govsim.study.speak.words import tell

INJURIES, DEATHS, COST = "injuries_true", "deaths_expected", "cost_resource"
NEEDED = (INJURIES, DEATHS, COST)
KINDS = ("price", "price_unsure", "saves", "dominated", "no_difference", "unsure", "fewer_costs")


@dataclass(frozen=True)
class Price:
    """What one averted case costs.

    Attributes:
        kind: price; price_unsure (cases averted surely, cost or saving not sure); saves (fewer cases, surely cheaper);
            dominated (more cases, surely dearer); no_difference (neither cases nor cost can be told from unchanged);
            unsure (dearer or cheaper, cases unchanged as far as can be told); fewer_costs (more cases, not surely
            dearer).
        value, low, high: CNY a case averted with the interval of the ratio; nan where there is none.
    """

    kind: str
    value: float = math.nan
    low: float = math.nan
    high: float = math.nan


@dataclass(frozen=True)
class Verdict:
    """What a scenario changes against the reference.

    Attributes:
        scenario: which.
        injuries: change in true injuries, per cent of the reference's mean, with the interval of that ratio.
        deaths: difference in expected deaths over the window.
        cost: difference in resource cost over the window, CNY.
        per_death, per_injury: what an averted one costs.
        better: chance that true injuries are fewer, 0 to 1; nan with one seed.
        wins, pairs: seeds in which they are, of how many.
    """

    scenario: str
    injuries: Estimate
    deaths: Estimate
    cost: Estimate
    per_death: Price
    per_injury: Price
    better: float
    wins: int
    pairs: int

    def _repr_html_(self) -> str:
        """As a notebook shows it: one row."""
        averted = (-self.deaths.mean, -self.deaths.high, -self.deaths.low)
        row = {
            "scenario": self.scenario,
            "injuries": estimate(self.injuries.mean, self.injuries.low, self.injuries.high),
            "deaths": estimate(*averted),
            "cost": estimate(self.cost.mean, self.cost.low, self.cost.high),
            "per_death": _price_cell(self.per_death),
        }
        heads = {name: tell("head.scenario" if name == "scenario" else f"verdict.column_{name}") for name in row}
        heads["injuries"] = heads["injuries"] + ", %"
        return html_table([{str(heads[name]): cell for name, cell in row.items()}])


def _price_cell(price: Price) -> str:
    """What an averted death costs, or why there is no price."""
    if price.kind.startswith("price"):
        return str(estimate(price.value, price.low, price.high))
    return str(tell(f"price.{price.kind}", cases=tell("price.of_deaths")))


def can_be_told(model: Model) -> bool:
    """Whether the model has the outcomes that verdicts are made of."""
    return all(name in model.outcomes for name in NEEDED)


def verdicts(runs: pd.DataFrame, reference: str) -> list[Verdict]:
    """What each other scenario changes, paired by seed, over the seeds that both finished.

    Args:
        runs: a row a run, with the outcomes over the window.
        reference: name of the scenario that others are compared with.
    """
    tables = {str(name): rows.set_index("seed") for name, rows in runs.groupby("scenario", sort=False)}
    base = tables.pop(reference)
    return [_verdict(name, base, table) for name, table in tables.items()]


def _verdict(name: str, base: pd.DataFrame, other: pd.DataFrame) -> Verdict:
    columns = list(NEEDED)
    seeds = base.index.intersection(other.index)
    before, after = (table.loc[seeds, columns].to_numpy(float) for table in (base, other))
    there = np.isfinite(before).all(1) & np.isfinite(after).all(1)
    before, after = before[there], after[there]
    counties = counties_in(base.loc[seeds])
    counties = None if counties is None else counties[there]
    gaps = after - before
    mean, half, _ = means(gaps, counties)
    injuries, deaths, cost = (
        Estimate(float(m), float(m - h), float(m + h), "") for m, h in zip(mean, half, strict=True)
    )
    share, low, high = (100.0 * one for one in ratio(gaps[:, 0], before[:, 0], counties))
    wins = int((gaps[:, 0] < 0.0).sum())
    return Verdict(
        name, Estimate(share, low, high), deaths, cost,
        price_of(gaps[:, 2], -gaps[:, 1], deaths, cost, counties),
        price_of(gaps[:, 2], -gaps[:, 0], injuries, cost, counties),
        chance_below(gaps[:, 0], counties), wins, len(gaps),
    )  # fmt: skip


def chance_below(gaps: np.ndarray, counties: np.ndarray | None = None) -> float:
    """The chance that a mean difference lies below zero; nan for fewer than two values."""
    values = gaps if counties is None else county_means(gaps[:, None], counties)[:, 0]
    if len(values) < 2:
        return math.nan
    mean, error = float(values.mean()), float(values.std(ddof=1)) / math.sqrt(len(values))
    if error == 0.0:
        return 0.5 if mean == 0.0 else float(mean < 0.0)
    return below(-mean / error, len(values) - 1)


def price_of(
    cost: np.ndarray, averted: np.ndarray, cases: Estimate, spent: Estimate, counties: np.ndarray | None = None
) -> Price:
    """What an averted case costs, or in which words there is no price.

    Args:
        cost: what is spent more, CNY, by seed.
        averted: cases averted, by seed.
        cases: the difference in cases, so that below zero is averted.
        spent: the difference in cost.
        counties: the county of each seed, where several were drawn.
    """
    kind = kind_of(cases, spent)
    return Price(kind, *ratio(cost, averted, counties)) if kind.startswith("price") else Price(kind)


def kind_of(cases: Estimate, spent: Estimate) -> str:
    """Whether an averted case has a price, or the words for why not: one of `KINDS`."""
    if not (math.isfinite(cases.low) and math.isfinite(spent.low)):
        return "unsure"
    if cases.is_below:
        return "saves" if spent.is_below else "price" if spent.is_above else "price_unsure"
    if cases.is_above:
        return "dominated" if spent.is_above else "fewer_costs"
    return "unsure" if spent.is_above or spent.is_below else "no_difference"


def pair_chances(runs: pd.DataFrame, outcome: str = INJURIES, less: bool = True) -> pd.DataFrame:
    """The chance that each scenario has less of an outcome than each other one, paired by seed.

    Args:
        runs: a row a run.
        outcome: of which.
        less: whether less is meant, or more.

    Returns:
        A row a scenario and a column for each that it is held against; nan of one against itself.
    """
    table = runs.pivot(index="seed", columns="scenario", values=outcome)
    names = list(dict.fromkeys(runs["scenario"]))
    first = runs.drop_duplicates("seed").set_index("seed")
    counties = counties_in(first.loc[table.index])
    made = pd.DataFrame(math.nan, index=names, columns=names)
    for one in names:
        for other in names:
            if one != other:
                gap = (table[one] - table[other]) * (1.0 if less else -1.0)
                there = gap.notna().to_numpy()
                made.loc[one, other] = chance_below(
                    gap.to_numpy(float)[there], None if counties is None else counties[there]
                )
    return made


def table_of(found: Sequence[Verdict]) -> pd.DataFrame:
    """A row a scenario: the four numbers with their intervals, the chance and the words of prices."""
    rows: list[Mapping[str, object]] = []
    for one in found:
        row: dict[str, object] = {"scenario": one.scenario}
        for name, made in (("injuries_percent", one.injuries), ("deaths", one.deaths), ("cost", one.cost)):
            row |= {name: made.mean, f"{name}_low": made.low, f"{name}_high": made.high}
        for name, price in (("per_death", one.per_death), ("per_injury", one.per_injury)):
            row |= {name: price.value, f"{name}_low": price.low, f"{name}_high": price.high, f"{name}_kind": price.kind}
        rows.append(row | {"better": one.better, "wins": one.wins, "pairs": one.pairs})
    return pd.DataFrame(rows)
