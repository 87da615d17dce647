"""Deaths averted a year beside the cost that each party bears."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from govsim.figures import style
from govsim.figures.numbers import arms, as_fine
from govsim.figures.tables import Comparison, MissingDataError
from govsim.study.runs.statistics import means, ratio

MONEY = {"en": 1e6, "zh": 1e4}  # Chinese readers count in units of ten thousand yuan
SMALLER = {"en": ("thousand", 1e3), "zh": ("yuan", 1e4)}  # the unit of costs that are all below one, how often in it
YI = 1e4  # of these units: 亿, a hundred million yuan
LEAST = 0.01  # share of a cost; a finer interval says nothing to a reader
NOTHING = 1e-9  # million CNY a year, and share of a sum: what rounding leaves of sums that are equal
BAR = 0.46  # of a row
PRICE = 1.35  # inches of the column of prices


def draw(data: Comparison, folder: Path) -> list[Path]:
    """Rows are scenarios, from most deaths averted to least."""
    deaths = next((name for name in ("deaths_expected", "deaths_true") if data.has(name)), None)
    parties = [party for party in data.parties if data.has(f"cost_{party}")]
    if deaths is None or not parties or not data.scenarios:
        raise MissingDataError("figure.no_deaths")
    averted = _turned(data.yearly_effect(deaths))
    money = MONEY[data.words.lang]
    costs = pd.DataFrame({party: data.yearly_effect(f"cost_{party}")["difference"] / money for party in parties})
    known = costs.dropna(how="all").fillna(0.0)
    costs = known.where(known.abs() > NOTHING, 0.0).reindex(costs.index)  # where every run failed nothing is known
    names = sorted(data.scenarios, key=lambda name: -float(averted["difference"].fillna(0.0)[name]))
    paths: list[Path] = []
    for number, at in enumerate(range(0, len(names), style.ROWS_A_PAGE), start=1):
        rows = names[at : at + style.ROWS_A_PAGE]
        stem = data.words.stem("deaths_and_cost", number)
        paths += _page(data, averted.loc[rows], costs.loc[rows], deaths, folder, stem)
    return paths


def _turned(effect: pd.DataFrame) -> pd.DataFrame:
    """Deaths averted are minus the difference; the ends of the interval change places."""
    turned = effect.copy()
    turned["difference"] = -effect["difference"]
    turned["ci_low"], turned["ci_high"] = -effect["ci_high"], -effect["ci_low"]
    return turned


def _page(
    data: Comparison, averted: pd.DataFrame, costs: pd.DataFrame, deaths: str, folder: Path, stem: str
) -> list[Path]:
    words = data.words
    titles = [words.scenario(str(name)) for name in averted.index]
    above, below, height = 0.5, 0.35, len(titles) * style.row_height(len(titles))
    marks = [style.Mark("s", data.parties[str(party)], True, words.payer(str(party))) for party in costs]
    page = style.Page(
        above + height + below,
        words.say("deaths_cost"),
        words.how("deaths_cost_how", **data.when()),
        (words.say("expected_note") if deaths == "deaths_expected" else "") + words.say("deaths_cost_note")
        + words.units_swept(),
        [style.Mark("", style.INK, True, words.say("borne_by")), *marks,
         style.Mark("D", style.INK, False, words.say("net"))],
    )  # fmt: skip
    left, gap = style.room_for(titles), 0.3
    width = style.WIDTH - left - PRICE - 2 * gap - style.MARGIN
    bottom = page.bottom + below
    lives = page.axes(left, bottom, width * 0.36, height)
    money = page.axes(left + width * 0.36 + gap, bottom, width * 0.64, height)
    price = page.axes(left + width + 2 * gap, bottom, PRICE, height)
    for number, axes in enumerate((lives, money, price)):
        style.label_rows(axes, titles, shown=number == 0)
    _lives(lives, data, averted)
    _money(money, data, costs)
    _price(price, data, averted, costs, deaths)
    return page.save(folder, stem)


def _lives(axes: Axes, data: Comparison, averted: pd.DataFrame) -> None:
    axes.set_title(data.words.say("averted"), size=style.HEAD, pad=8)
    for at, (value, low, high) in enumerate(averted[["difference", "ci_low", "ci_high"]].to_numpy(dtype=float)):
        if not np.isfinite(value):
            continue
        is_sure = low > 0 or high < 0
        colour = style.UNSURE if not is_sure else style.GREEN if value > 0 else style.WORSE
        axes.barh(at, value, height=BAR, color=colour, alpha=0.9 if is_sure else 0.45, zorder=2)
        if np.isfinite(low):
            axes.errorbar(value, at, xerr=arms(*np.array([[value], [low], [high]])), color=style.INK, linewidth=1.2,
                          capsize=3, zorder=6)  # fmt: skip
        end = np.nanmax([high, value, 0.0])
        axes.annotate(style.number(value, signed=True), (end, at), (6, 0), textcoords="offset points",
                      va="center", size=style.SMALL)  # fmt: skip
    _finish(axes, [style.number(value, signed=True) for value in averted["difference"] if np.isfinite(value)])


def _money(axes: Axes, data: Comparison, costs: pd.DataFrame) -> None:
    words = data.words
    halves = {name: _half(data, str(name), list(costs)) for name in costs.index}
    unit, times = _unit(data, costs, halves)
    costs, halves = costs * times, {name: half * times for name, half in halves.items()}
    title = words.say("titled", title=words.say("added_cost"), unit=words.say(unit))
    axes.set_title(title, size=style.HEAD, pad=8)
    numbers: list[str] = []
    for at, (name, row) in enumerate(costs.iterrows()):
        if row.isna().all():
            axes.annotate("–", (0.0, at), (8, 0), textcoords="offset points", va="center", size=style.SMALL)
            continue
        paid, saved = 0.0, 0.0
        for party, value in row.items():
            start = paid if value >= 0 else saved
            axes.barh(at, value, left=start, height=BAR, color=data.parties[str(party)], zorder=2)
            paid, saved = (paid + value, saved) if value >= 0 else (paid, saved + value)
        if not row.any():
            numbers.append(words.say("costless"))
            axes.annotate(numbers[-1], (0.0, at), (8, 0), textcoords="offset points", va="center", size=style.SMALL)
            continue
        net, half = _net(row), halves[name]
        axes.plot([net], [at], "D", color=style.INK, markerfacecolor="white", markersize=6, zorder=7)
        if half > 0:
            axes.errorbar(net, at, xerr=half, color=style.INK, linewidth=1.2, capsize=3, zorder=6)
        numbers.append(_number(data, net, half))
        axes.annotate(numbers[-1], (max(paid, net + np.nan_to_num(half), 0.0), at), (8, 0),
                      textcoords="offset points", va="center", size=style.SMALL)  # fmt: skip
    _finish(axes, numbers)


def _half(data: Comparison, scenario: str, parties: list[str]) -> float:
    """Half the interval of what all parties bear together a year; nan where the runs are not there."""
    sums = data.paired_seeds(scenario, [f"cost_{party}" for party in parties])
    _, half, _ = means(sums.to_numpy()[:, None], data.counties(sums.index))
    return float(half[0]) / data.years / MONEY[data.words.lang]


def _unit(data: Comparison, costs: pd.DataFrame, halves: Mapping[Any, float]) -> tuple[str, float]:
    """The unit of the bars, and how often it is in the usual one: a smaller one where all bars are below one."""
    sides = (costs.clip(lower=0.0).sum(axis=1), -costs.clip(upper=0.0).sum(axis=1), costs.sum(axis=1).abs())
    longest = max(float(np.nan_to_num(side.max())) for side in sides)
    reach = max([longest, *(float(np.nan_to_num(half)) for half in halves.values())])
    return SMALLER[data.words.lang] if 0.0 < reach < 1.0 else ("million", 1.0)


def _number(data: Comparison, net: float, half: float) -> str:
    """The number at the end of a bar: the net, with half of its interval, which reaches equally far to both sides."""
    if not np.isfinite(half):
        shown = style.number(net, signed=True)
    elif half < LEAST * abs(net):  # what rounds to nothing beside the number itself is said to be less
        shown = f"{style.number(net, signed=True)} ±<{LEAST:.0%}"
    else:
        decimals = as_fine(-half, half)
        shown = f"{style.number(net, signed=True, decimals=decimals)} ±{style.number(half, decimals=decimals)}"
    return data.words.say("net_number", net=shown)


def _net(row: pd.Series) -> float:
    """What all parties bear together; what one pays another is nothing, and not what rounding leaves of it."""
    net = float(row.sum(min_count=1))
    return net if net != net or abs(net) > NOTHING * float(row.abs().sum()) else 0.0


def _price(axes: Axes, data: Comparison, averted: pd.DataFrame, costs: pd.DataFrame, deaths: str) -> None:
    words = data.words
    axes.set_title(words.say("cost_per_death"), size=style.BODY, pad=8, color=style.INK)
    axes.set_xlim(0, 1)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    for at, (value, low) in enumerate(averted[["difference", "ci_low"]].to_numpy(dtype=float)):
        net = _net(costs.iloc[at])
        sure = value > 0 and low > 0
        text = "–"
        if sure:
            nothing = words.say("cancels" if costs.iloc[at].any() else "costless")
            price = _priced(data, net / value, str(averted.index[at]), costs, deaths)
            half = _half(data, str(averted.index[at]), list(costs))
            saved = words.say("saves" if net + half < 0 else "unsure_net")
            text = price if net > 0 else saved if net < 0 else nothing
        axes.text(0.05, at, text, va="center", size=style.SMALL, color=style.INK if sure else style.QUIET)


def _priced(data: Comparison, price: float, scenario: str, costs: pd.DataFrame, deaths: str) -> str:
    """A price with its interval on a line of its own; in Chinese from a hundred million on in that unit."""
    larger = data.words.lang == "zh" and price >= YI
    unit = YI if larger else 1.0
    said = data.words.say("price_yi" if larger else "price", value=style.number(price / unit))
    paid = data.paired_seeds(scenario, [f"cost_{party}" for party in costs]) / MONEY[data.words.lang]
    saved = -data.paired_seeds(scenario, [deaths])
    if not (len(paid) and len(saved)):
        return said
    _, low, high = ratio(paid.to_numpy(), saved.to_numpy(), data.counties(paid.index))
    if not (np.isfinite(low) and np.isfinite(high)):
        return said
    decimals = as_fine(low / unit, high / unit)
    said = data.words.say("price_yi" if larger else "price", value=style.number(price / unit, decimals=decimals))
    ends = {name: style.number(end / unit, decimals=decimals) for name, end in (("low", low), ("high", high))}
    return f"{said}\n" + data.words.say("within", **ends)


def _finish(axes: Axes, numbers: list[str]) -> None:
    """Room for the numbers right of the bars, and the zero line that is the baseline."""
    wide = max((style.text_width(number, style.SMALL) for number in numbers), default=0.0) + 0.25
    share = wide / (axes.get_position().width * style.WIDTH)
    right = 1.05 * share / (1.0 - share)
    low, high = axes.dataLim.intervalx
    if not (np.isfinite(low) and np.isfinite(high)) or low == high == 0.0:  # all is zero: no scale could say how much
        low, high = 0.0, 0.0
        axes.set_xticks([])
    low, high = min(low, 0.0), max(high, 0.0)
    across = (high - low) or 1.0
    axes.set_xlim(low - (0.04 * across if low < 0 else 0.0), high + right * across)
    axes.axvline(0, color=style.BASELINE, linewidth=1.2, linestyle=(0, (4, 2)), zorder=5)
    if high > low:
        axes.locator_params(axis="x", nbins=6)
        axes.xaxis.set_major_formatter(style.tick)
