"""Figures of trials: true to their numbers, and no text lies on another."""

import numpy as np
import pandas as pd
import pytest
from tests.figures.test_studies import sound

from govsim.figures import draw_trial_estimates, draw_trial_path, draw_trial_power

META = {"title": "a title", "how": "how it was done, in a line", "published": (-9.4, -17.7, -2.1), "wanted": 0.8}
ARMS = ["chosen by lot, true counts", "the worst on record, on record"]


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_estimates_stand_beside_the_truth(tmp_path, pages, lang):
    table = pd.DataFrame({
        "row": [f"{arm} · Poisson regression (statsmodels)" for arm in ARMS], "said": "covers truth: 95 %\nfound: 5 %",
        "beside": [False, True], "estimate": [-10.0, np.nan], "estimate_low": [-12.0, np.nan],
        "estimate_high": [-8.0, np.nan], "spread_low": [-30.0, np.nan], "spread_high": [20.0, np.nan],
        "true_effect": [-11.0, -11.0], "everywhere_effect": [-12.0, -12.0],
    })  # fmt: skip
    draw_trial_estimates(table, tmp_path, META, lang)
    axes = sound(pages["trial_estimates" + ("_zh" if lang == "zh" else "")]).figure.axes[-1]
    drawn = [float(line.get_xdata()[0]) for line in axes.get_lines() if len(line.get_xdata()) == 1]
    assert {-10.0, -11.0, -12.0} <= set(drawn)


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_path_and_power_are_drawn_for_each_arm(tmp_path, pages, lang):
    end = "_zh" if lang == "zh" else ""
    years = pd.DataFrame({"year": [-1, 0, 1], "estimate": [0.0, -5.0, -9.0], "spread_low": -20.0, "spread_high": 10.0,
                          "true_effect": [0.0, -4.0, -9.0]})  # fmt: skip
    draw_trial_path(pd.concat([years.assign(arm=arm) for arm in ARMS]), tmp_path, META, lang)
    sound(pages[f"trial_path{end}"])
    power = pd.DataFrame({"units": [100, 200] * 2, "years": [1, 1, 3, 3], "power": [0.1, 0.3, 0.5, 0.9],
                          "power_low": 0.05, "power_high": 0.95})  # fmt: skip
    draw_trial_power(pd.concat([power.assign(arm=arm) for arm in ARMS]), tmp_path, META, lang)
    page = sound(pages[f"trial_power{end}"])
    assert sum(axes.get_title(loc="left") != "" for axes in page.figure.axes) == len(ARMS)
