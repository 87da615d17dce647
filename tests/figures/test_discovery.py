"""Figures of discovery: true to their numbers, and no text lies on another."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.patches import Rectangle
from tests.figures.test_figures import outside, overlaps

from govsim.figures import draw_best_where, draw_rule, draw_trade_off, style

BOTH = {"en": "a setting of an instrument (share a week)", "zh": "某项工具的设置（比例／周）"}
NAMES = [{"en": "small", "zh": "小"}, {"en": "large", "zh": "大"}, {"en": "by lot", "zh": "抽签"}]
META = {
    "title": {"en": "Rule 1: where a setting is 0.4 or more", "zh": "规则 1：某设置不低于 0.4"},
    "how": {"en": "At 90% of the points in the frame.", "zh": "框内各点中占 90%。"},
    "titles": {
        "one": {"en": "Credit", "zh": "信用"},
        "other": {"en": "A scenario with a rather long title", "zh": "名称较长的情景"},
    },
}  # fmt: skip


def sound(page):
    with style.drawing():
        assert overlaps(page) == [] and outside(page) == []
    return page


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("count", [2, 4])
def test_a_rule_is_a_frame_around_what_it_keeps(tmp_path, pages, lang, count):
    luck = np.random.default_rng(1)
    scale = {"title": BOTH, "places": luck.random(40), "names": [], "kept": [(0.4, np.inf)]}
    named = {"title": BOTH, "places": np.arange(40) % 3, "names": NAMES, "kept": [(-0.5, 0.5), (0.5, 1.5)]}
    panels = [scale, named, *[scale | {"kept": [(0.1, 0.7)]}] * (count - 2)]
    state = np.where(scale["places"] >= 0.4, "hit", "miss").tolist()
    draw_rule(panels, state, np.arange(40) % 4 > 0, tmp_path, META, "rule", lang)
    page = sound(pages["rule" + ("_zh" if lang == "zh" else "")])
    first = page.figure.axes[1]
    frames = [one for one in first.patches if isinstance(one, Rectangle) and not one.get_fill()]
    assert [(one.get_x(), one.get_y(), one.get_height()) for one in frames] == [(0.4, -0.5, 2.0)]
    hits = [line for line in first.get_lines() if line.get_color() == style.VERMILLION]
    assert sorted(np.concatenate([line.get_xdata() for line in hits])) == sorted(
        scale["places"][scale["places"] >= 0.4]
    )


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_way_to_a_rule_is_drawn_step_by_step(tmp_path, pages, lang):
    steps = pd.DataFrame({"coverage": [1.0, 0.9, 0.7], "density": [0.3, 0.5, 0.8], "settings": [0, 1, 2],
                          "is_chosen": [False, True, False]})  # fmt: skip
    one = {"steps": steps, "coverage": 0.85, "density": 0.9, "other_coverage": (0.7, 0.6, 0.8),
           "other_density": (0.8, np.nan, np.nan)}  # fmt: skip
    draw_trade_off([one, one], tmp_path, META, "way", lang)
    page = sound(pages["way" + ("_zh" if lang == "zh" else "")])
    lines = page.figure.axes[1].get_lines()
    assert lines[0].get_xdata() == pytest.approx([100, 90, 70]) and lines[0].get_ydata() == pytest.approx([30, 50, 80])
    assert any(list(line.get_xdata()) == [85.0] for line in lines)


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_points_whose_best_cannot_be_told_are_hollow(tmp_path, pages, lang):
    points = pd.DataFrame({"best": ["one", "other", "other"], "is_told": [True, True, False],
                           "place_0": [0.1, 0.5, 0.9], "place_1": [0, 1, 2]})  # fmt: skip
    shares = pd.DataFrame({"scenario": ["one", "other"], "share": [1 / 3, 2 / 3], "share_low": [0.06, 0.2],
                           "share_high": [0.8, 0.94]})  # fmt: skip
    settings = [{"title": BOTH, "places": points["place_0"], "names": []},
                {"title": BOTH, "places": points["place_1"], "names": NAMES}]  # fmt: skip
    draw_best_where(points, shares, settings, tmp_path, META, "map", lang)
    page = sound(pages["map" + ("_zh" if lang == "zh" else "")])
    axes = page.figure.axes[-1]
    hollow = [line.get_xdata().tolist() for line in axes.get_lines() if line.get_markerfacecolor() == "white"]
    assert [one for one in hollow if one] == [[0.9]]
    ground = axes.images[0].get_array()
    assert len(np.unique(ground.reshape(-1, 3), axis=0)) == 2
