"""Figures of designs, sensitivity and joint draws: true to their numbers, and no text lies on another."""

import numpy as np
import pandas as pd
import pytest
from tests.figures.test_figures import outside, overlaps

from govsim.figures import draw_indices, draw_joint, draw_responses, draw_tornado, style

BOTH = {"en": "a long name of a setting of an instrument: its strength", "zh": "某项工具的一个名称较长的设置：强度"}
META = {
    "outcomes": {"injuries_true": {"zh": "真实伤害"}},
    "measured": {"en": "injuries over 5 years", "zh": "人次，5 年合计"},
    "seeds": 4, "called": BOTH, "factors": {str(at): BOTH for at in range(9)}, "asked": BOTH, "how": BOTH,
    "unit": {"en": "injuries", "zh": "人次"}, "centre": 10.0, "titles": {"a": BOTH, "b": BOTH},
    "outcome": "injuries_true", "draws": 8, "numbers": 300, "chance": "78",
}  # fmt: skip


def sound(page):
    with style.drawing():
        assert overlaps(page) == [] and outside(page) == []
    return page


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_design_is_drawn_point_by_point(tmp_path, pages, lang):
    values = np.arange(30.0) + 100
    parts = pd.DataFrame(
        {"place": [0.2, 0.6], "mean": [105.0, 120.0], "ci_low": [103.0, np.nan], "ci_high": [107.0, np.nan]}
    )
    one = {"title": BOTH, "unit": {"en": "share", "zh": "比例"}, "places": np.linspace(0.01, 0.9, 30), "names": [],
           "is_number": True, "parts": parts}  # fmt: skip
    few = one | {"places": np.arange(30) % 2, "names": [{"en": "no", "zh": "否"}, {"en": "yes", "zh": "是"}],
                 "is_number": False, "parts": parts.assign(place=[0, 1])}  # fmt: skip
    draw_responses(values, [one, few], "injuries_true", 30, tmp_path, META, lang)
    page = sound(pages["responses_injuries_true" + ("_zh" if lang == "zh" else "")])
    first = page.figure.axes[0]
    assert sorted(first.get_lines()[0].get_ydata()) == values.tolist() and first.get_xscale() == "log"


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("method", ["morris", "sobol", "pawn"])
def test_indices_are_bars_with_intervals_and_ranks(tmp_path, pages, lang, method):
    index = np.linspace(0.6, 0.01, 9)
    table = pd.DataFrame({"factor": [str(at) for at in range(9)], "index": index,
                          "low": index - 0.05, "high": index + 0.2,
                          "second": index / 2, "second_low": index / 3, "second_high": index,
                          "rank_low": range(1, 10), "rank_high": [*range(3, 10), 9, 9]})  # fmt: skip
    draw_indices(table.assign(floor=0.1) if method == "pawn" else table, method, tmp_path, META, "made", lang)
    page = sound(pages["made" + ("_zh" if lang == "zh" else "")])
    bars = [patch.get_width() for axes in page.figure.axes for patch in axes.patches if patch.get_height() == 0.46]
    assert bars == pytest.approx(index.tolist())


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_tornado_and_joint_draws_show_both_ends(tmp_path, pages, lang):
    end = "_zh" if lang == "zh" else ""
    table = pd.DataFrame({"factor": ["0", "1", "2"], "low_end": ["0", "0.1", "1"], "high_end": ["1", "0.7", "5"],
                          "at_low": [8.0, 11.0, 10.0], "at_high": [13.0, 12.0, 10.0]})  # fmt: skip
    draw_tornado(table, tmp_path, META, "tornado", lang)
    sound(pages["tornado" + end])
    made = pd.DataFrame({"scenario": ["a", "b"], "relative": [-5.0, 2.0], "relative_low": [-7.0, np.nan],
                         "relative_high": [-3.0, np.nan], "joint_low": [-9.0, -4.0], "joint_high": [1.0, 8.0],
                         "draws": [np.linspace(-9, 1, 8), np.linspace(-4, 8, 8)]})  # fmt: skip
    draw_joint(made, tmp_path, META, lang)
    axes = sound(pages["joint_draws" + end]).figure.axes[-1]
    assert any(list(line.get_xdata()) == [-9.0, 1.0] for line in axes.get_lines())
