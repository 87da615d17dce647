"""Figures of a scorecard and of pilots: every number and interval in its place, in both languages."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text
from tests.chinese import english_in
from tests.figures.test_figures import outside, overlapping, shown_texts

from govsim.figures import draw_pilots, draw_scorecard, style
from govsim.figures.pilots import RECORD, TRUTH
from govsim.figures.scorecard import SUBJECTS
from govsim.locale import LANGUAGES, text
from govsim.study.analysis.scorecard import INDICATORS, SCORES

INDUSTRIES = ("mining", "chemicals", "construction")
ABOUT = {"first": 260, "last": 520, "seeds": 20}


def said(prefix, names):
    return {name: {lang: text(f"{prefix}.{name}", lang) for lang in LANGUAGES} for name in names}


def indicators():
    """The record says twice the truth of the first, nothing of the second, and somewhat less of the others."""
    shares = [2.0, 0.0, *np.linspace(0.6, 0.9, len(INDICATORS) - 2)]
    rows = []
    for (name, (*_, counted)), share in zip(INDICATORS.items(), shares, strict=True):
        truth = 30.0 if counted else 0.8
        cells = {f"{what}_{end}": value * times for what, value in (("record", share * truth), ("truth", truth))
                 for end, times in (("mean", 1.0), ("ci_low", 0.9), ("ci_high", 1.1))}  # fmt: skip
        rows.append({"indicator": name, **cells})
    return pd.DataFrame(rows)


def scores(groups):
    rows = []
    for number, (by, group) in enumerate(groups):
        for at, name in enumerate(SCORES):
            mean = 0.5 + 0.01 * number + 0.03 * at
            rows.append((by, group, name, mean, mean - 0.02, mean + 0.02))
    return pd.DataFrame(rows, columns=["by", "group", "outcome", "mean", "ci_low", "ci_high"])


GROUPS = [("", "all"), ("region", "county"), *(("industry", name) for name in INDUSTRIES)]
META = {
    **ABOUT,
    "scenario": {"en": "Today's rules", "zh": "现行制度"},
    "indicators": said("indicator", INDICATORS),
    "shares": [name for name, (*_, counted) in INDICATORS.items() if not counted],
    "groups": {key: {"en": f"industry: no. {at}", "zh": f"行业：某业{at}"} for at, key in enumerate(GROUPS)},
}
ALL = (*RECORD, *TRUTH)
PILOTED = {**ABOUT, "review": 208, "piloted": {"en": "safety training", "zh": "安全培训"},
           "quantities": said("pilot", ALL)}  # fmt: skip


def pilots():
    rows = [(name, -30.0 + 4.0 * at, -40.0 + 4.0 * at, -20.0 + 4.0 * at) for at, name in enumerate(ALL)]
    return pd.DataFrame(rows, columns=["quantity", "mean", "ci_low", "ci_high"])


def ends_of(axes, colour):
    """Ends of the horizontal lines of a colour that have no marker."""
    lines = [one for one in axes.get_lines() if one.get_color() == colour and one.get_marker() in ("None", "")]
    flat = [one for one in lines if len(set(one.get_ydata())) == 1]
    return [tuple(map(float, one.get_xdata())) for one in flat]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_have_room_and_chinese_pages_say_nothing_in_english(tmp_path, pages, lang):
    draw_scorecard(indicators(), scores(GROUPS), tmp_path, META, lang)
    draw_pilots(pilots(), tmp_path, PILOTED, lang)
    end = "_zh" if lang == "zh" else ""
    assert set(pages) == {f"scorecard_indicators{end}", f"scorecard_scores{end}", f"pilots{end}"}
    with style.drawing():
        for page in pages.values():
            shown = list(shown_texts(page))
            assert overlapping(shown) == [] and outside(page, shown) == []
    if lang == "zh":
        texts = [one.get_text() for page in pages.values() for one in page.figure.findobj(Text)]
        assert not [found for one in texts for found in english_in(one)]


def test_marks_of_the_scorecard_stand_where_its_tables_say(tmp_path, pages):
    table = scores(GROUPS)
    draw_scorecard(indicators(), table, tmp_path, META)
    axes = pages["scorecard_scores"].figure.axes[-1]
    rows = [key for key in GROUPS if key[0] != "region"]  # one region alone says what all say
    for outcome, _, colour, marker, _ in SUBJECTS:
        marks = [float(one.get_xdata()[0]) for one in axes.get_lines() if one.get_marker() == marker]
        mine = table[(table["outcome"] == outcome) & (table["by"] != "region")]
        assert marks == pytest.approx(mine["mean"].tolist()) and len(marks) == len(rows)
        ends = np.array(sorted(ends_of(axes, colour)))
        assert ends == pytest.approx(mine[["ci_low", "ci_high"]].sort_values("ci_low").to_numpy())
    axes = pages["scorecard_indicators"].figure.axes[-1]
    hollow = [one for one in axes.get_lines() if one.get_marker() == "o" and one.get_markerfacecolor() == "white"]
    known = indicators()
    assert [float(one.get_xdata()[0]) for one in hollow] == pytest.approx(
        (100.0 * known["record_mean"] / known["truth_mean"]).tolist()
    )
    words = [one.get_text() for one in axes.texts]
    assert {"+100%", "−100%", "80.0%"} <= set(words)


def test_several_regions_have_rows_of_their_own(tmp_path, pages):
    groups = [("", "all"), ("region", "north"), ("region", "south")]
    meta = META | {"groups": {key: {"en": key[1], "zh": "某地"} for key in groups}}
    draw_scorecard(indicators(), scores(groups), tmp_path, meta)
    labels = [one.get_text() for one in pages["scorecard_scores"].figure.axes[-1].get_yticklabels()]
    assert labels == ["all", "north", "south"]


def test_marks_of_pilots_stand_where_their_table_says_and_the_line_at_the_effect_at_scale(tmp_path, pages):
    table = pilots()
    draw_pilots(table, tmp_path, PILOTED)
    axes = pages["pilots"].figure.axes[-1]
    marks = [one for one in axes.get_lines() if one.get_marker() == "o"]
    assert [float(one.get_xdata()[0]) for one in marks] == table["mean"].tolist()
    hollow = [one.get_markerfacecolor() == "white" for one in marks]
    assert hollow == [name in RECORD for name in ALL], "what is on record is hollow"
    scale = table.set_index("quantity").loc["true_scale", "mean"]
    assert any(list(one.get_xdata()) == [scale, scale] for one in axes.get_lines())
