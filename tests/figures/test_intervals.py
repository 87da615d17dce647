"""Numbers beside each other: each says what it is, and no text lies over another."""

import math

import pandas as pd
import pytest
from tests.figures.test_true_to_their_numbers import stem, words_of

from govsim.figures import draw_intervals


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_number_is_written_beside_its_row_and_ticks_stay_within_what_is_drawn(tmp_path, pages, lang):
    rows = [
        ("a" * 60, -12.0, -14.0, -10.0, "−12 % [−14, −10]"),
        ("holds zero 含零", 0.5, -1.0, 2.0, "+0.5 % [−1.0, 2.0]"),
        ("no ends", 3.0, math.nan, math.nan, "+3.0 %"),
        ("nothing", math.nan, math.nan, math.nan, "nan %"),
    ]
    table = pd.DataFrame(rows, columns=["row", "mean", "low", "high", "said"])
    draw_intervals(table, tmp_path, "numbers", "TITLE", "change, %", {"how": "HOW"}, lang)
    words = words_of(pages, "numbers", lang)
    assert all(one in words for one in ("TITLE", "HOW", "change, %", "−12 % [−14, −10]", "+3.0 %", "–"))
    axes = pages[stem("numbers", lang)].figure.axes[0]
    assert all(-14.0 <= tick <= 3.0 for tick in axes.get_xticks())
    hollow = [line.get_markerfacecolor() == "white" for line in axes.lines if line.get_marker() == "o"]
    assert hollow == [False, True, False]
