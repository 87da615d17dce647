"""The figure of a sweep: differences from the first value over the setting, in words and units of both languages."""

from dataclasses import replace

import pandas as pd
import pytest
from tests.figures.test_figures import outside, overlaps, shown_texts

from govsim.figures import draw_comparison, style
from govsim.figures.results import figure_facts
from govsim.model import model_of
from govsim.scenario import Adoption, Scenario
from govsim.study.ask.swept import point_titles, swept_of
from govsim.study.runs.shown import Shown
from govsim.study.runs.statistics import paired_effects

MODEL = model_of()
SPREAD, START = "instrument.credit_penalties.loan_spread", "start"


def sweep_of(points, called="point {at}"):
    """Tables of a sweep in which injuries fall by 10 % of the first setting's value, and luck is shared by seed."""
    varied = {called.format(at=at, **point): point for at, point in enumerate(points)}
    plain = {name: float(one.default) for name, one in MODEL.instruments["credit_penalties"].settings.items()}
    scenarios = {name: Scenario(name, adoptions=(Adoption("credit_penalties", plain, 156),)) for name in varied}
    rows = []
    for at, (name, point) in enumerate(varied.items()):
        dose = next(iter(point.values()))
        dose = dose if isinstance(dose, float) else at
        for seed in range(4):
            level = (100 + 5 * seed) * (1 - 0.1 * dose)
            rows.append((name, seed, level, level / 100, 1e6 * dose))
    runs = pd.DataFrame(rows, columns=["scenario", "seed", "injuries_expected", "deaths_expected", "cost_resource"])
    effects = paired_effects(runs, next(iter(varied)), list(runs.columns[2:]))
    return Shown(runs, pd.DataFrame(), effects, None, scenarios, range(4), next(iter(varied)), MODEL, None, varied)


def drawn(shown, folder, pages, lang="en"):
    facts = figure_facts(shown, point_titles(swept_of(MODEL, shown.varied, shown.scenarios)))
    draw_comparison(shown.runs, shown.weekly, shown.effects, facts, folder, lang, names=["dose_response"])
    page = pages["dose_response" + ("_zh" if lang == "zh" else "")]
    with style.drawing():
        assert overlaps(page) == [] and outside(page) == []
        words = "\n".join(text for text, _ in shown_texts(page))
    return page, words, [axes for axes in page.figure.axes if axes.get_title(loc="left")]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_points_stand_at_their_values_and_the_axis_has_title_and_unit(tmp_path, pages, lang):
    shown = sweep_of([{SPREAD: 0.0}, {SPREAD: 0.01}, {SPREAD: 0.1}])
    _, words, axes = drawn(shown, tmp_path, pages, lang)
    line = next(one for one in axes[0].get_lines() if len(one.get_xdata()) == 3)
    assert list(line.get_xdata()) == [0.0, 0.01, 0.1]
    assert list(line.get_ydata()) == pytest.approx([0.0, -0.1, -1.0])
    assert ("loan spread, share a year" if lang == "en" else "贷款利差（比例／年）") in words
    assert axes[0].get_xscale() == "linear"


def test_values_far_apart_take_a_logarithmic_axis(tmp_path, pages):
    shown = sweep_of([{SPREAD: 0.001}, {SPREAD: 0.01}, {SPREAD: 0.1}])
    _, words, axes = drawn(shown, tmp_path, pages)
    assert axes[0].get_xscale() == "log" and "logarithmic" in words


def test_a_default_stands_at_what_it_means_and_other_settings_make_lines(tmp_path, pages):
    points = [{START: start, SPREAD: spread} for start in (None, 8, 60) for spread in (0.0, 0.05)]
    _, words, axes = drawn(sweep_of(points), tmp_path, pages)
    lines = [one for one in axes[0].get_lines() if len(one.get_xdata()) == 3]
    assert [list(one.get_xdata()) for one in lines] == [[8, 60, 156]] * 2
    assert "default (156)" in words and "loan spread 0.05" in words


def test_what_is_no_number_has_a_place_each_and_no_line(tmp_path, pages):
    key = "instrument.credit_penalties.scope.industries"
    shown = sweep_of([{key: "['mining']"}, {key: "['construction', 'mining']"}, {key: None}])
    _, words, axes = drawn(shown, tmp_path, pages, "zh")
    assert [one.get_text() for one in axes[0].get_xticklabels()] == ["矿山", "建筑施工＋矿山", "默认"]
    assert "覆盖行业" in words and "'" not in words


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_points_of_several_scenarios_say_of_which_and_each_has_its_line(tmp_path, pages, lang):
    shown = sweep_of([{START: 100}, {START: 156}], "credit: start={start}")
    others = sweep_of([{START: 100}, {START: 156}], "fines: start={start}")
    runs = pd.concat([shown.runs, others.runs])
    effects = paired_effects(runs, shown.reference, list(runs.columns[2:]))
    both = replace(shown, runs=runs, effects=effects, scenarios={**shown.scenarios, **others.scenarios},
                   varied={**shown.varied, **others.varied})  # fmt: skip
    _, words, axes = drawn(both, tmp_path, pages, lang)
    lines = [one for one in axes[0].get_lines() if len(one.get_xdata()) == 2 and one.get_marker() == "o"]
    assert [list(one.get_xdata()) for one in lines] == [[100, 156]] * 2
    titles = point_titles(swept_of(MODEL, both.varied, both.scenarios))
    assert len({one[lang] for one in titles.values()}) == 4
    names = ("credit", "fines") if lang == "en" else ("信用体系", "行政罚款")
    assert all(name in words for name in names) and titles["fines: start=156"][lang].startswith(names[1])


@pytest.mark.parametrize("key", ["window", "instrument.credit_penalties.scope.headcount"])
def test_a_first_and_a_last_are_no_two_things(key):
    shown = sweep_of([{key: "[20, 40]"}, {key: None}])
    titles = point_titles(swept_of(MODEL, shown.varied, shown.scenarios))["point 0"]
    assert titles["en"].endswith(" 20 to 40") and titles["zh"].endswith(" 20 至 40")


@pytest.mark.parametrize("key, en, zh", [
    (SPREAD, ("penalties for discredited enterprises: loan spread", "share a year"), ("贷款利差", "比例／年")),
    ("industry.mining.injury_base", ("mining: injury base", "injuries a worker-year"), ("矿山：基础伤害率", "")),
    ("population.enterprises", ("number of enterprises", ""), ("企业数", "")),
    ("instrument.credit_penalties.phase_in", ("weeks to full strength", "weeks"), ("达到全强度的周数", "周")),
])  # fmt: skip
def test_settings_are_called_by_titles_with_units(key, en, zh):
    shown = sweep_of([{key: 1}, {key: 2}])
    one = swept_of(MODEL, shown.varied, shown.scenarios)[0]
    assert en[0] in one.title["en"] and one.unit["en"] == en[1]
    assert zh[0] in one.title["zh"] and zh[1] in one.unit["zh"]
