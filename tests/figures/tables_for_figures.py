"""Small tables of a comparison, made up, with the columns that figures read."""

import numpy as np
import pandas as pd

from govsim.study.runs.statistics import paired_effects

STRENGTH = {"baseline": 1.0, "credit": 0.95, "safety_points": 0.67, "combined": 0.4}
TITLES = {
    "baseline": {"en": "Status quo", "zh": "现状"},
    "credit": {"en": "Credit scoring, penalties, incentives and repair", "zh": "信用评分、惩戒、激励与修复"},
    "safety_points": {"en": "Safety points", "zh": "安全积分"},
    "combined": {"en": "All instruments together", "zh": "全部工具组合"},
}
COSTS = {"government": 1.5, "enterprise": 40.0, "insurer": 8.0, "worker": 12.0}
INDUSTRY_NAMES = (
    "mining", "chemicals", "construction", "metal_machinery", "other_manufacturing", "transport_logistics",
    "trade_catering", "new_format",
)  # fmt: skip


def outcomes():
    def entry(unit, en, zh, kind, better):
        return {"unit": unit, "en": en, "zh": zh, "kind": kind, "better": better}

    known = {
        "injuries_true": entry("injuries", "Injuries, true", "真实伤害", "flow", "less"),
        "injuries_recorded": entry("injuries", "Injuries, recorded", "在册伤害", "flow", ""),
        "deaths_expected": entry("deaths", "Deaths, expected", "预计死亡", "flow", "less"),
        "deaths_true": entry("deaths", "Deaths, true", "真实死亡", "flow", "less"),
        "deaths_recorded": entry("deaths", "Deaths, recorded", "在册死亡", "flow", ""),
        "violations": entry("workers", "Violations", "违章", "stock", "less"),
        "hazards_present": entry("hazards", "Hazards present", "现存隐患", "stock", "less"),
        "effort": entry("index", "Safety effort", "努力程度", "stock", "more"),
        "workers": entry("workers", "Workers", "劳动者", "stock", ""),
        "enterprises": entry("enterprises", "Enterprises", "企业", "stock", ""),
    }
    for party in COSTS:
        known[f"cost_{party}"] = entry("CNY", f"Cost to {party}", "费用", "flow", "less")
    return known


def weekly_table(seeds, weeks, start):
    week = np.arange(weeks)
    tables = []
    for name, strength in STRENGTH.items():
        share = 1 + (strength - 1) * np.clip((week - start) / 20, 0, 1)
        for seed in range(seeds):
            draws = np.random.default_rng([seed, len(name)])
            workers = np.full(weeks, 7400.0)
            injuries = draws.poisson(7.2 * share)
            deaths = draws.poisson(0.4 * share)
            table = {
                "scenario": name, "seed": seed, "week": week, "region": "county", "injuries_true": injuries,
                "injuries_recorded": draws.binomial(injuries, 0.43), "deaths_expected": 0.0076 * share + 0.0001 * seed,
                "deaths_true": deaths, "deaths_recorded": draws.binomial(deaths, 0.9),
                "violations": 2300 * share + 10 * seed, "hazards_present": 1000 * share + draws.normal(0, 20, weeks),
                "effort": 90 * (2 - share), "workers": workers, "enterprises": np.full(weeks, 212.0),
            }  # fmt: skip
            strikes = (week + 7 * seed + 11 * len(name)) % 97 == 0
            table["deaths_in_larger_true"] = np.where(strikes, 3 + (week + seed) % 9, 0)
            table["deaths_true"] = table["deaths_true"] + table["deaths_in_larger_true"]
            for party, level in COSTS.items():
                change = (1 - strength) * (-5 if party in ("insurer", "worker") else 10)
                table[f"cost_{party}"] = (level + change + draws.normal(0, 0.1, weeks)) * 1e6 / 52
            tables.append(pd.DataFrame(table))
    return pd.concat(tables, ignore_index=True)


def enterprise_table(seeds, years):
    draws = np.random.default_rng(5)
    rows = []
    for number in range(96):
        headcount = int(np.clip(draws.lognormal(3.5, 0.9), 8, 1500))
        rate = float(np.exp(draws.normal(1.5, 0.4)))
        for seed in range(seeds):
            for year in range(years):
                expected = rate * headcount / 100
                rows.append(("baseline", seed, year, number, number % 8, headcount, draws.poisson(expected), expected))
    names = ["scenario", "seed", "year", "id", "industry", "headcount", "injuries_true", "injuries_expected"]
    return pd.DataFrame(rows, columns=names)


def comparison(seeds=4, weeks=156, start=52, window=(104, 156)):
    """runs, weekly, effects and meta."""
    weekly = weekly_table(seeds, weeks, start)
    inside = weekly[weekly["week"].between(window[0], window[1] - 1)]
    known = outcomes()
    how = {name: "sum" if entry["kind"] == "flow" else "mean" for name, entry in known.items()}
    runs = inside.groupby(["scenario", "seed"], sort=False).agg(how).reset_index()
    effects = paired_effects(runs, "baseline", list(known))
    meta = {
        "baseline": "baseline", "titles": TITLES, "outcomes": known, "start": start, "window": list(window),
        "weeks": weeks, "enterprises": enterprise_table(seeds, weeks // 52), "seeds": seeds,
    }  # fmt: skip
    return runs, weekly, effects, meta
