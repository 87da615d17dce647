"""What figures say is what was run, and no number of theirs misleads."""

import re

import numpy as np
import pandas as pd
import pytest
from matplotlib.markers import CARETUP
from tests.figures.test_figures import overlapping, shown_texts

from govsim.figures import COMPARISON, draw_comparison, draw_effects_matrix, style
from govsim.figures.numbers import as_fine, percents_together
from govsim.model import model_of, part_title, parts_of, shipped
from govsim.study.runs.statistics import means, ratio

BOTH = pytest.mark.parametrize("lang", ["en", "zh"])


def stem(name, lang):
    return name + ("_zh" if lang == "zh" else "")


def words_of(pages, name, lang="en"):
    with style.drawing():
        page = pages[stem(name, lang)]
        shown = list(shown_texts(page))
    assert overlapping(shown) == []
    return " ".join(text for text, _ in shown).replace("\n", " ")


def plain(text):
    return "".join(text.split())


def draw(tables, folder, lang="en", only=tuple(COMPARISON), **meta):
    """Draw those figures of which something is said."""
    runs, weekly, effects, facts = tables
    return draw_comparison(runs, weekly, effects, {**facts, **meta}, folder, lang, only)


@BOTH
@pytest.mark.parametrize("starts, english, chinese", [
    ({"credit": [30], "safety_points": [30], "combined": [30]}, "instruments from week 30", "自第 30 周起实施"),
    ({"credit": [30], "combined": [30, 70]}, "instruments from weeks 30 and 70", "自第 30、70 周起实施"),
    ({"baseline": [5], "combined": [30, 70]}, "weeks 5, 30 and 70", "自第 5、30、70 周起实施"),
    ({"combined": [1, 2, 3, 70]}, "instruments from weeks 1 to 70", "自第 1 至 70 周起陆续实施"),
])  # fmt: skip
def test_paths_are_titled_by_the_instruments_own_starts(comparison, tmp_path, pages, lang, starts, english, chinese):
    draw(comparison, tmp_path, lang, ["weekly_paths"], starts=starts)
    words = words_of(pages, "weekly_paths", lang)
    assert (english if lang == "en" else chinese) in words
    axes = next(axes for axes in pages[stem("weekly_paths", lang)].figure.axes if axes.get_title(loc="left"))
    lines = {round(line.get_xdata()[0] * 52) for line in axes.get_lines() if len(set(line.get_xdata())) == 1}
    assert lines >= {week for weeks in starts.values() for week in weeks}


@BOTH
def test_one_scenario_alone_speaks_of_no_baseline(comparison, tmp_path, pages, lang):
    runs, weekly, effects, meta = comparison
    alone = (runs[runs["scenario"] == "credit"], weekly[weekly["scenario"] == "credit"], effects.head(0), meta)
    for seeds in (4, 1):
        mine = tuple(table[table["seed"] < seeds] for table in alone[:2])
        both = ("weekly_paths", "true_and_recorded")
        draw((*mine, *alone[2:]), tmp_path, lang, both, baseline="credit", starts={"credit": [40]}, seeds=seeds)
        for name in both:
            words = words_of(pages, name, lang)
            assert not any(word in words for word in ("Dashed", "baseline", "虚线", "基准"))
        drawn = pages[stem("true_and_recorded", lang)].figure.axes
        assert not any(line.get_linestyle() == "--" for axes in drawn for line in axes.get_lines())
    draw(alone, tmp_path, lang, ["weekly_paths"], baseline="credit", starts={})
    words = words_of(pages, "weekly_paths", lang)
    assert not any(word in words for word in ("instruments", "from week", "工具", "自第"))


@BOTH
def test_captions_name_the_parts_that_every_scenario_has(comparison, tmp_path, pages, lang):
    model = model_of(shipped())
    titles = {one: [part_title(model, name, one) for name in parts_of(model)] for one in ("en", "zh")}
    figures = ("weekly_paths", "effects_forest", "deaths_and_cost", "true_and_recorded")
    draw(comparison, tmp_path, lang, figures, parts=titles)
    for name in figures:
        words = plain(words_of(pages, name, lang))
        assert all(plain(title) in words for title in titles[lang]), name
    draw(comparison, tmp_path, lang, ["effects_forest"], parts={"en": [], "zh": []})
    assert not {"Parts", "部件"} & set(re.findall(r"Parts|部件", words_of(pages, "effects_forest", lang)))


@BOTH
def test_captions_count_the_seeds_that_are_left(comparison, tmp_path, pages, lang):
    runs, weekly, _, meta = comparison
    failed = (runs["scenario"] == "credit") & (runs["seed"] < 2) | (runs["scenario"] == "combined") & (
        runs["seed"] == 0
    )
    numbers = [name for name in runs if name not in ("scenario", "seed")]
    runs = runs.assign(error=np.where(failed, "ZeroDivisionError", None)).astype({"error": object})
    runs.loc[failed, numbers] = np.nan
    four = ("weekly_paths", "effects_forest", "deaths_and_cost", "true_and_recorded")
    draw((runs, weekly, pd.DataFrame(), meta), tmp_path, lang, four)
    for name in four:
        assert ("2 to 4 of 4 seeds" if lang == "en" else "4 个种子中的 2 至 4 个") in words_of(pages, name, lang), name
    equal = runs[runs["scenario"].isin(["baseline", "credit"])]
    draw((equal, weekly, pd.DataFrame(), meta), tmp_path, lang, ["effects_forest"])
    assert ("2 of 4 seeds" if lang == "en" else "4 个种子中的 2 个") in words_of(pages, "effects_forest", lang)


def test_scenarios_of_several_windows_are_not_drawn_as_of_one(comparison, tmp_path, pages):
    notes = draw(comparison, tmp_path, windows=[(52, 104), (104, 156)]).notes
    unasked = ["effects_by", "dose_response"]  # nobody asked for groups, and nothing was swept
    summed = ["effects_forest", "deaths_and_cost", "true_and_recorded"]
    assert [note.split()[0] for note in notes] == [*summed, *unasked, "fn_curve"]
    assert "Grey" not in words_of(pages, "weekly_paths")


def costs(comparison, **by_party):
    """The runs with costs a year against the baseline, in million CNY: those of `combined`, by party."""
    runs = comparison[0].copy()
    for party in ("government", "enterprise", "insurer", "worker"):
        luck = 1.0 + 0.01 * runs["seed"]
        runs[f"cost_{party}"] = 1e6 * by_party.get(party, 0.0) * luck * (runs["scenario"] == "combined")
    return runs


@BOTH
def test_a_number_at_a_bar_is_the_bars_or_says_net_with_its_interval(comparison, tmp_path, pages, lang):
    runs = costs(comparison, enterprise=40.0, worker=-30.0)
    draw((runs, comparison[1], pd.DataFrame(), comparison[3]), tmp_path, lang, ["deaths_and_cost"])
    words, times = words_of(pages, "deaths_and_cost", lang), 1 if lang == "en" else 100
    net = 10.0 * times * (1.0 + 0.01 * np.arange(4))
    mean, half, _ = means(net[:, None])
    assert (half[0], mean[0]) == pytest.approx((0.205 * times, 10.15 * times), rel=0.01)
    assert ("net +10.15 ±0.21" if lang == "en" else "净额 +1,015 ±21") in words
    assert "+40.6" not in words and "+4,060" not in words  # nobody could say what it is
    assert ("Net:" in words) == (lang == "en") and ("净额：" in words) == (lang == "zh")
    runs = costs(comparison, enterprise=40.0)
    draw((runs, comparison[1], pd.DataFrame(), comparison[3]), tmp_path, lang, ["deaths_and_cost"])
    words = words_of(pages, "deaths_and_cost", lang)
    assert ("net +40.6 ±0.8" if lang == "en" else "净额 +4,060 ±") in words and ", net" not in words


@BOTH
@pytest.mark.parametrize("spread, is_sure", [(0.01, True), (3.0, False)])
def test_a_saving_is_called_one_where_its_interval_leaves_out_zero(comparison, tmp_path, pages, lang, spread, is_sure):
    runs = costs(comparison)
    luck = 1.0 + spread * (runs["seed"] - runs["seed"].mean())
    runs["cost_enterprise"] = -1e4 * luck * (runs["scenario"] == "combined")
    draw((runs, comparison[1], pd.DataFrame(), comparison[3]), tmp_path, lang, ["deaths_and_cost"])
    words = words_of(pages, "deaths_and_cost", lang)
    saved, unsure = ("net saving", "interval holds zero") if lang == "en" else ("净节省", "不确定")
    assert (words.count(saved) == 2, unsure in words) == (is_sure, not is_sure)  # once in the note
    assert ("thousand CNY" if lang == "en" else "元／年") in words and "e-0" not in words


def test_small_numbers_are_written_without_powers_of_ten():
    assert [style.number(value) for value in (0.0039, 5.2e-5, -3e-7)] == ["0.0039", "0.000052", "−0.00000030"]
    assert [style.tick(value) for value in (1e-5, 0.5)] == ["0.00001", "0.5"]


@BOTH
def test_what_one_pays_another_is_not_called_free(comparison, tmp_path, pages, lang):
    runs = costs(comparison, enterprise=40.0, worker=-40.0)
    draw((runs, comparison[1], pd.DataFrame(), comparison[3]), tmp_path, lang, ["deaths_and_cost"])
    words = words_of(pages, "deaths_and_cost", lang)
    rows = words.count("no added cost" if lang == "en" else "无新增费用")
    assert ("no net cost" if lang == "en" else "无净费用") in words
    assert 0 < rows <= 4  # the two others, at their bars and as their prices


@BOTH
def test_costs_that_are_all_zero_have_no_axis_of_numbers(comparison, tmp_path, pages, lang):
    runs = costs(comparison)
    same = runs["scenario"].map(dict.fromkeys(runs["scenario"], "baseline"))
    base = runs[runs["scenario"] == "baseline"].set_index("seed")
    for outcome in ("deaths_expected", "injuries_true", "violations", "hazards_present", "injuries_recorded"):
        runs[outcome] = base[outcome].reindex(runs["seed"]).to_numpy()
    assert same.nunique() == 1
    draw((runs, comparison[1], pd.DataFrame(), comparison[3]), tmp_path, lang, ["deaths_and_cost", "effects_forest"])
    assert ("no added cost" if lang == "en" else "无新增费用") in words_of(pages, "deaths_and_cost", lang)
    for axes in pages[stem("deaths_and_cost", lang)].figure.axes:
        assert not [tick for tick in axes.get_xticks() if tick > 0 and axes.axison]
    for axes in pages[stem("effects_forest", lang)].figure.axes:
        assert not [tick for tick in axes.get_xticks() if tick and axes.axison]


def counted(comparison, true, recorded):
    """The runs with these deaths in every run."""
    return comparison[0].assign(deaths_true=true, deaths_recorded=recorded)


@BOTH
@pytest.mark.parametrize("true", [0.0, 1.0, 2.0])
def test_deaths_too_few_for_a_mean_are_counts(comparison, tmp_path, pages, lang, true):
    runs = counted(comparison, true, 0.0)
    draw((runs, *comparison[1:]), tmp_path, lang, ["true_and_recorded"])
    words = words_of(pages, "true_and_recorded", lang)
    wanted = f"{4 * true:.0f} true, 0 recorded in 4 seeds" if lang == "en" else f"真实 {4 * true:.0f}、在册 0"
    assert words.count(wanted) == 4


def test_intervals_of_counts_are_shown_whole(comparison, tmp_path, pages):
    runs = counted(comparison, 0.0, 0.0)
    runs.loc[runs["seed"] == 0, ["deaths_true", "deaths_recorded"]] = 40.0
    draw((runs, *comparison[1:]), tmp_path, only=["true_and_recorded"])
    axes = [axes for axes in pages["true_and_recorded"].figure.axes if "Deaths" in axes.get_title(loc="left")][0]
    low = min(float(np.min(line.get_xdata())) for line in axes.get_lines() if len(line.get_xdata()) == 2)
    assert low < 0 and axes.get_xlim()[0] < low


@BOTH
def test_a_record_of_more_than_happened_is_explained(comparison, tmp_path, pages, lang):
    said = "More than 100%" if lang == "en" else "超过 100%"
    draw((counted(comparison, 100.0, 101.0), *comparison[1:]), tmp_path, lang, ["true_and_recorded"])
    words = words_of(pages, "true_and_recorded", lang)
    assert said in words and "101%" in words
    draw((counted(comparison, 100.0, 100.0), *comparison[1:]), tmp_path, lang, ["true_and_recorded"])
    assert said not in words_of(pages, "true_and_recorded", lang)
    draw((counted(comparison, 1.0, 2.0), *comparison[1:]), tmp_path, lang, ["true_and_recorded"])
    assert said not in words_of(pages, "true_and_recorded", lang) and "200%" not in words


@BOTH
def test_a_change_of_a_share_says_that_it_is_no_points(comparison, tmp_path, pages, lang):
    runs, weekly, _, meta = comparison
    runs = runs.assign(reported_share=0.4 + 0.01 * runs["seed"])
    entry = {"unit": "share", "en": "Share", "zh": "伤害上报率", "kind": "stock", "better": "more"}
    meta = {**meta, "outcomes": {**meta["outcomes"], "reported_share": entry}}
    draw((runs, weekly, pd.DataFrame(), meta), tmp_path, lang, ["effects_forest"])
    labels = [plain(axes.get_xlabel()) for axes in pages[stem("effects_forest", lang)].figure.axes]
    points = [label for label in labels if "notpoints" in label or "非百分点" in label]
    assert len(points) == 1 and all("relative" in one or "相对" in one for one in labels if one)
    draw_effects_matrix(comparison[2], tmp_path, meta=meta, outcomes=["injuries_true"], lang=lang)
    words = words_of(pages, "effects_matrix", lang)
    assert "never in points" in words or "非百分点" in words


def test_the_interval_of_a_price_is_fiellers():
    assert ratio(np.array([4.0, 4.0]), np.array([2.0, 2.0])) == (2.0, 2.0, 2.0)
    draws = np.random.default_rng(3)
    inside = 0
    for _ in range(2000):
        by = draws.normal(2.0, 1.0, 8)
        found, low, high = ratio(3.0 * by + draws.normal(0.0, 1.0, 8), by)
        inside += not np.isfinite(low) or low <= 3.0 <= high
        assert not np.isfinite(low) or low <= found <= high
    assert 0.93 < inside / 2000 < 0.97
    assert np.isnan(ratio(np.array([1.0]), np.array([1.0]))[1]) and np.isnan(ratio(np.zeros(0), np.zeros(0))[0])
    assert np.isnan(ratio(np.array([1.0, 2.0, 3.0]), np.array([-1.0, 1.0, 0.1]))[1])


@pytest.mark.parametrize(
    ("low", "high", "decimals"),
    [
        (70.0, 92.1, 0),
        (-0.07, 0.07, 2),
        (0.74, 1.1, 2),
        (-0.35, 0.35, 1),
        (-0.021, 0.021, 3),
        (1700, 1766, 0),
        (3.0, 3.0, 1),
        (-1, np.inf, 1),
    ],
)
def test_a_number_is_as_fine_as_its_interval(low, high, decimals):
    assert as_fine(low, high) == decimals
    text = style.number(low, decimals=decimals)
    assert len(text.partition(".")[2]) == decimals


@pytest.mark.parametrize(
    ("values", "decimals"),
    [((-22.1, -22.3, -21.9), 1), ((-42.0, -46.0, -39.0), 0), ((-8.9, -11.0, -7.2), 1), ((31.0,), 0), ((3.1,), 1)],
)
def test_a_narrow_interval_in_per_cent_does_not_collapse(values, decimals):
    assert percents_together(*values) == decimals


@BOTH
def test_per_cent_and_its_interval_have_as_many_decimals(comparison, tmp_path, pages, lang):
    draw(comparison, tmp_path, lang, ["effects_forest"])
    with style.drawing():
        said = [text for text, _ in shown_texts(pages[stem("effects_forest", lang)])]
    ends = [text.strip("[]").replace("，", ", ").split(", ") for text in said if text[:1] == "["]
    fine = [{len(end.partition(".")[2]) for end in pair if abs(float(end.replace("−", "-"))) >= 0.05} for pair in ends]
    assert len(ends) > 5 and all(len(one) < 2 for one in fine), ends


@BOTH
def test_one_enterprise_far_above_the_others_does_not_press_them_together(comparison, tmp_path, pages, lang):
    runs, weekly, effects, meta = comparison
    enterprises = meta["enterprises"].copy()
    usual = enterprises[enterprises["scenario"] == "baseline"]
    name = "injuries_expected" if "injuries_expected" in usual else "injuries_true"
    first = enterprises["id"] == usual["id"].iloc[0]
    enterprises[name] = enterprises[name].astype(float)
    enterprises.loc[first, name] = enterprises[name].max() * 5
    draw((runs, weekly, effects, {**meta, "enterprises": enterprises}), tmp_path, lang, ["enterprises"])
    words = words_of(pages, "enterprises", lang)
    assert ("Arrowheads at the upper edge: higher, up to" if lang == "en" else "上缘的箭头：更高，最高为") in words
    axes = [one for one in pages[stem("enterprises", lang)].figure.axes if one.get_title(loc="left")]
    beyond = [
        line for one in axes for line in one.get_lines() if line.get_marker() == CARETUP and len(line.get_xdata())
    ]
    assert len(beyond) == 1 and list(beyond[0].get_ydata()) == [axes[0].get_ylim()[1]]
    draw(comparison, tmp_path, lang, ["enterprises"])
    assert "Arrowheads" not in words_of(pages, "enterprises", lang)


@BOTH
def test_an_effect_without_an_interval_says_so_where_others_have_one(comparison, tmp_path, pages, lang):
    runs, weekly, effects, meta = comparison
    none = effects.assign(relative_low=np.nan, relative_high=np.nan)
    draw((runs, weekly, none, meta), tmp_path, lang, ["effects_forest"])
    said = "no interval" if lang == "en" else "无区间"
    assert said in words_of(pages, "effects_forest", lang)
    draw(comparison, tmp_path, lang, ["effects_forest"])
    assert said not in words_of(pages, "effects_forest", lang)


@BOTH
@pytest.mark.parametrize("seeds", [2, 4])
def test_no_place_of_the_county_is_shown_twice(comparison, tmp_path, pages, lang, seeds):
    """Before week 0 some enterprises have closed and others come into their place, in each run others."""
    runs, weekly, effects, meta = comparison
    enterprises = meta["enterprises"].query("seed < @seeds").copy()
    other = (enterprises["id"] % 5 == 0) & (enterprises["seed"] * 2 >= seeds)
    enterprises.loc[other, "id"] += 1_000_000
    draw((runs, weekly, effects, {**meta, "enterprises": enterprises}), tmp_path, lang, ["enterprises"])
    words = words_of(pages, "enterprises", lang)
    counts = re.findall(r": (\d+), mean" if lang == "en" else r"：(\d+) 家，平均", words)
    assert len(counts) == 8 and sum(map(int, counts)) == 76  # of 96 places, a fifth held by two enterprises
