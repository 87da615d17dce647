"""The figure of groups: a row a group, in both languages, with the numbers of the table of effects."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from tests.figures.test_figures import outside, overlapping, shown_texts

from govsim.figures import draw_comparison, style
from govsim.figures.groups_forest import _ticks
from govsim.figures.numbers import percents_together
from govsim.study.runs.groups import group_effects

TWENTY = [f"industry_{number}" for number in range(20)]
SUMS = {"injuries_expected": 8.0, "deaths_expected": 0.02, "cost_resource": 0.0, "profit": 4e6, "workers": 70.0,
        "enterprises": 9.0}  # fmt: skip


def groups_table(scenarios, seeds, names, by="industry"):
    """Groups of rising size, in which a scenario takes a share off injuries and costs 100 CNY a worker and year."""
    rows = []
    for scenario in scenarios:
        for seed in range(seeds):
            for at, name in enumerate(names, start=1):
                luck = np.random.default_rng([seed, at]).normal(1, 0.1)
                for outcome, value in SUMS.items():
                    made = value * at if outcome in ("workers", "enterprises") else value * at * luck
                    if scenario != "baseline" and outcome in ("injuries_expected", "deaths_expected"):
                        made *= 0.9 + 0.01 * np.random.default_rng([seed, at, 7]).normal()
                    if scenario != "baseline" and outcome == "cost_resource":
                        made = 100.0 * 70.0 * at
                    rows.append((scenario, seed, by, name, outcome, made))
            rows.append((scenario, seed, by, "county", "cost_resource", 0.0 if scenario == "baseline" else 5e5))
    return pd.DataFrame(rows, columns=["scenario", "seed", "by", "group", "outcome", "value"])


def about(names, by="industry"):
    titles = {name: {"en": f"Industry with a name {at}", "zh": f"某某制造行业{at}"} for at, name in enumerate(names)}
    return {by: {"title": {"en": by, "zh": "行业"}, "groups": titles | {"county": {"en": "county", "zh": "县"}}}}


def drawn(comparison, folder, lang, table, names):
    runs, weekly, effects, meta = comparison
    scenarios = set(table["scenario"])
    runs, weekly = (one[one["scenario"].isin(scenarios)] for one in (runs, weekly))
    effects = effects[effects["scenario"].isin(scenarios)] if "baseline" in scenarios else effects.head(0)
    baseline = "baseline" if "baseline" in scenarios else next(iter(scenarios))
    made = {**meta, "baseline": baseline, "groups": table, "groupings": about(names)}
    return draw_comparison(runs, weekly, effects, made, folder, lang, names=["effects_by"])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_twenty_groups_are_readable_with_their_sizes(comparison, tmp_path, pages, lang):
    table = groups_table(["baseline", "credit"], 4, TWENTY)
    drawn(comparison, tmp_path, lang, table, TWENTY)
    stem = "effects_by_industry" + ("_zh" if lang == "zh" else "")
    page = pages[stem]
    with style.drawing():
        shown = list(shown_texts(page))
        assert overlapping(shown) == [] and outside(page, shown) == []
    words = [text for text, _ in shown]
    sizes = [text for text in words if ("enterprises, " if lang == "en" else "家企业，") in text]
    assert len(sizes) == 21
    said = (" " if lang == "en" else "").join(words)
    assert ("500,000 CNY" if lang == "en" else "500,000 元") in said


def test_marks_stand_where_the_table_of_effects_says(comparison, tmp_path, saved):
    names = TWENTY[:3]
    table = groups_table(["baseline", "credit"], 4, names)
    paths = drawn(comparison, tmp_path, "en", table, names)
    assert [path.name for path in paths] == ["effects_by_industry.png", "effects_by_industry.svg"]
    axes = [one for one in saved["effects_by_industry"].figure.axes if one.get_title(loc="left")]
    marks = [line.get_xdata()[0] for line in axes[0].get_lines() if line.get_marker() == "o"]
    known = group_effects(table, "baseline").query("outcome == 'injuries_expected'").set_index("group")
    assert marks[1:] == pytest.approx([100 * known.loc[name, "relative"] for name in names])
    with style.drawing():
        said = [text for text, _ in shown_texts(saved["effects_by_industry"])]
    ends = [100 * known.loc[names[0], end] for end in ("relative_low", "relative_high")]
    decimals = percents_together(100 * known.loc[names[0], "relative"], *ends)
    shown = [style.bare_percent(end, decimals) for end in ends]
    assert "[{}, {}]".format(*shown) in said and not any("±" in text for text in said)
    assert "Profit in the printed table is in %" in " ".join(" ".join(said).split())
    cost = [line.get_xdata()[0] for line in axes[2].get_lines() if line.get_marker() == "o"]
    assert cost == pytest.approx([100.0] * 4)


def test_a_scenario_alone_is_drawn_as_levels(comparison, tmp_path, pages):
    names = TWENTY[:3]
    drawn(comparison, tmp_path, "en", groups_table(["credit"], 4, names), names)
    with style.drawing():
        words = " ".join(text for text, _ in shown_texts(pages["effects_by_industry"]))
    assert "Outcomes by industry" in words and "baseline" not in words and "per 100 worker-years" in words
    assert "in %" not in words  # no table of levels says so


@pytest.mark.parametrize("high", [16.0, 1600.0, 38_000.0, 5e6])
def test_names_of_ticks_stand_apart(high):
    per_inch = high / 0.6
    ticks = _ticks(0.0, high, per_inch)
    ends = [(tick / per_inch, style.text_width(style.tick(tick), style.SMALL) / 2) for tick in ticks]
    assert all(right - left > one + other for (left, one), (right, other) in pairwise(ends))


def test_many_scenarios_take_a_page_each_up_to_six(comparison, tmp_path, pages):
    names = TWENTY[:2]
    drawn(
        comparison, tmp_path, "en", groups_table(["baseline", "credit", "combined", "safety_points"], 4, names), names
    )
    assert {name for name in pages if name.startswith("effects_by")} == {
        "effects_by_industry_combined", "effects_by_industry_credit", "effects_by_industry_safety_points",
    }  # fmt: skip
