"""Figures of searches: a point a mix, a label a member, and no text lies on another."""

import numpy as np
import pandas as pd
import pytest
from tests.figures.test_figures import outside, overlaps

from govsim.figures import draw_search, style

BOTH = {
    "en": "penalties for discredited enterprises (at 0.7 of full strength, from week 156)",
    "zh": "失信惩戒（强度 0.7，自第 156 周）",
}
UNIT = {"en": "CNY over 5 years", "zh": "元，5 年合计"}
NAMES = ("deaths_expected", "cost_government", "cost_enterprise", "burden_small")


def member(label, luck, centre):
    means = centre + luck.random(4)
    return {"label": label, "said": BOTH, "means": list(means), "lows": list(means - 0.1), "highs": list(means + 0.1),
            "stays": label != "1"}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_search_is_drawn(tmp_path, pages, lang):
    luck = np.random.default_rng(1)
    meta = {
        "objectives": {one: {"title": {"en": one.replace("_", " "), "zh": "某项目标"}, "unit": UNIT} for one in NAMES},
        "reference": BOTH, "period": UNIT, "seeds": 4, "fresh": 20, "tried": 60, "aims": UNIT,
        "draws": 8, "numbers": 300,
    }  # fmt: skip
    front = {"tried": luck.random((50, 4)) * 3, "over": luck.random((10, 4)) * 3,
             "members": [member(str(at), luck, np.array([at, 8 - at, at % 3, 2.0])) for at in range(8)],
             "named": [member("credit", luck, np.full(4, 9.0))]}  # fmt: skip
    volumes = pd.DataFrame({"search": [1, 1, 2, 2], "generation": [1, 2, 1, 2], "hypervolume": [0.2, 0.4, 0.1, 0.39]})
    regret = pd.DataFrame({"said_en": ["mix 1", "mix 2"], "said_zh": ["组合 1", "组合 2"], "share": [0.5, 1.0],
                           "regrets": [luck.random(8), luck.random(8)]})  # fmt: skip
    draw_search(front, volumes, regret, tmp_path, meta, lang)
    end = "_zh" if lang == "zh" else ""
    for name in ("search_pareto", "search_hypervolume", "search_regret"):
        with style.drawing():
            assert overlaps(pages[name + end]) == [] and outside(pages[name + end]) == []
    dots = pages["search_pareto" + end].figure.axes[1].get_lines()
    assert sum(len(one.get_xdata()) for one in dots if one.get_marker() == ".") == 60
