import itertools
import subprocess
import sys
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font
from matplotlib.text import Text

from govsim.figures import COMPARISON, draw_comparison, draw_decay, draw_effects_matrix, style
from govsim.figures.phrases import PHRASES
from govsim.figures.tables import Comparison, WeeklyGrid, paired, rolling_sum
from govsim.figures.wording import Words
from govsim.model import model_of
from govsim.populations.industry_values import industry_labels
from govsim.study.ask.files import scenario_titles


def latin_letters():
    return {chr(code) for code in FT2Font(font_manager.findfont("DejaVu Sans")).get_charmap()}


def shown_texts(page):
    """Every text that a reader sees, with its box in pixels."""
    page.canvas.draw()
    renderer = page.canvas.get_renderer()
    hidden = set()
    for axes in page.figure.axes:
        for axis, limits in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
            low, high = sorted(limits)
            for tick in axis.get_major_ticks() + axis.get_minor_ticks():
                if not axes.axison or not low - 1e-9 <= tick.get_loc() <= high + 1e-9:
                    hidden.update((tick.label1, tick.label2))
    for text in page.figure.findobj(Text):
        if text.get_text().strip() and text.get_visible() and text not in hidden:
            yield text.get_text(), Text.get_window_extent(text, renderer)


def overlaps(page):
    return overlapping(shown_texts(page))


def overlapping(shown):
    """The pairs of texts, each with its box, that lie on one another."""
    boxes = [(text, box) for text, box in shown if box.width > 1]
    found = []
    for (one, first), (other, second) in itertools.combinations(boxes, 2):
        across = min(first.x1, second.x1) - max(first.x0, second.x0)
        down = min(first.y1, second.y1) - max(first.y0, second.y0)
        if across > 1.5 and down > 2.5:
            found.append((one, other))
    return found


def outside(page, shown=None):
    width, height = page.figure.bbox.width, page.figure.bbox.height
    return [
        text
        for text, box in shown or shown_texts(page)
        if box.x0 < -0.5 or box.y0 < -0.5 or box.x1 > width + 0.5 or box.y1 > height + 0.5
    ]


@pytest.fixture(scope="module", params=["en", "zh"])
def drawn(request, comparison, tmp_path_factory):
    kept = {}
    save = style.Page.save

    def keep(page, folder, stem):
        kept[stem] = page
        return save(page, folder, stem)

    folder = tmp_path_factory.mktemp("figures")
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("error")  # a missing glyph is a warning
        patch.setattr(style.Page, "save", keep)
        paths = draw_comparison(*comparison, folder, lang=request.param)
        with style.drawing():
            yield request.param, paths, kept, {stem: list(shown_texts(page)) for stem, page in kept.items()}


def test_every_figure_is_written_as_png_and_svg(drawn):
    lang, paths, pages, _ = drawn
    ending = "_zh" if lang == "zh" else ""
    unasked = ("dose_response", "effects_by")  # nothing was varied, and no groups were asked for
    assert set(pages) == {name + ending for name in COMPARISON if name not in unasked}
    assert all(note.startswith(unasked) for note in paths.notes)
    assert {path.name for path in paths} == {f"{stem}.{kind}" for stem in pages for kind in ("png", "svg")}
    for path in paths:
        start = path.read_bytes()[:8]
        assert path.stat().st_size > 10_000
        assert start == b"\x89PNG\r\n\x1a\n" if path.suffix == ".png" else start.startswith(b"<?xml")
    assert not list(Path(paths[0]).parent.glob("*.tmp"))


def test_no_two_texts_overlap_and_none_leaves_the_page(drawn):
    _, _, pages, shown = drawn
    assert {stem: found for stem in pages if (found := overlapping(shown[stem]))} == {}
    assert {stem: found for stem, page in pages.items() if (found := outside(page, shown[stem]))} == {}


def test_figures_name_the_baseline_and_are_wide_enough(drawn):
    lang, _, pages, shown = drawn
    title = "现状" if lang == "zh" else "Status quo"
    for stem, page in pages.items():
        assert page.figure.get_size_inches()[0] * style.DOTS >= 1200
        assert any(title in text for text, _ in shown[stem]), stem


def test_a_missing_outcome_leaves_out_its_figure_with_a_note(comparison, tmp_path, pages):
    runs, weekly, effects, meta = comparison
    notes = draw_comparison(
        runs.drop(columns=["injuries_recorded", "deaths_recorded"]),
        weekly.drop(columns="workers"),
        effects[~effects["outcome"].str.startswith("cost_")],
        {**meta, "enterprises": None},
        tmp_path,
    ).notes
    assert set(pages) == {"weekly_paths", "effects_forest", "deaths_and_cost", "fn_curve"}  # costs come from the runs
    assert notes[0].startswith("true_and_recorded was not drawn")
    assert len(notes) == 4, "nor are enterprises, groups and doses, of which nothing was given"


def test_notes_on_missing_figures_speak_the_language_asked_for(comparison, tmp_path, pages):
    runs, weekly, effects, meta = comparison
    short = weekly[weekly["week"] < 8]
    meta = {**meta, "enterprises": None}
    english = draw_comparison(runs, short, effects, meta, tmp_path).notes
    chinese = draw_comparison(runs, short, effects, meta, tmp_path, "zh").notes
    assert len(english) == len(chinese) == 5  # nor groups and doses, of which nothing was given, nor deaths by accident
    assert english[:2] == [
        "weekly_paths was not drawn: too few weeks for a rolling mean.",
        "enterprises was not drawn: no table enterprises.",
    ]
    assert chinese[:2] == [
        "weekly_paths：未绘制，周数太少，无法计算滚动平均。",
        "enterprises：未绘制，没有数据表 enterprises。",
    ]


def test_empty_tables_give_notes_and_no_files(tmp_path):
    nothing = pd.DataFrame()
    meta = {"baseline": "baseline", "window": [0, 52], "start": 0, "weeks": 52}
    paths = draw_comparison(nothing, nothing, nothing, meta, tmp_path)
    assert paths == [] and len(paths.notes) == len(COMPARISON)


def test_one_seed_shows_no_interval(comparison, tmp_path, pages):
    runs, weekly, _, meta = comparison
    one = {**meta, "seeds": 1, "enterprises": None}
    draw_comparison(runs[runs["seed"] == 0], weekly[weekly["seed"] == 0], pd.DataFrame(), one, tmp_path)
    assert len(pages) == 5
    assert not any("±" in text for text, _ in shown_texts(pages["effects_forest"]))


def test_many_scenarios_with_long_titles_go_on_several_pages(comparison, tmp_path, pages):
    runs, weekly, _, meta = comparison
    copies = [f"copy_{number}" for number in range(8)]
    more = [runs, *(runs[runs["scenario"] == "credit"].assign(scenario=name) for name in copies)]
    weeks = [weekly, *(weekly[weekly["scenario"] == "credit"].assign(scenario=name) for name in copies)]
    long = {"en": "A title that goes on and on about every instrument of the package, one by one", "zh": "很长" * 40}
    many = {**meta, "titles": {**meta["titles"], "copy_1": long, "copy_2": long}, "enterprises": None}
    draw_comparison(pd.concat(more), pd.concat(weeks), pd.DataFrame(), many, tmp_path)
    assert set(pages) >= {"weekly_paths", "weekly_paths_2", "effects_forest"}
    with style.drawing():
        assert {stem: found for stem, page in pages.items() if (found := overlaps(page))} == {}


def test_the_same_tables_give_the_same_bytes(comparison, tmp_path):
    _, _, effects, meta = comparison
    for folder in ("first", "second"):
        draw_effects_matrix(effects, tmp_path / folder, meta=meta, outcomes=["injuries_true", "violations"])
    for kind in ("png", "svg"):
        first, second = (tmp_path / folder / f"effects_matrix.{kind}" for folder in ("first", "second"))
        assert first.read_bytes() == second.read_bytes()


def test_decay_labels_its_series_at_their_ends(tmp_path, saved):
    weeks = np.arange(-8, 105)
    tables = [
        pd.DataFrame({"series": name, "week": weeks, "mean": size * np.exp(-np.abs(weeks) / 30)})
        for name, size in (("visit_with_penalty", -16.0), ("visit_without_penalty", -7.5))
    ]
    table = pd.concat(tables).assign(low=lambda t: t["mean"] - 1, high=lambda t: t["mean"] + 1)
    paths = draw_decay(table, tmp_path, title="Injuries after a visit", label="expected injuries, change, %")
    assert [path.name for path in paths] == ["decay.png", "decay.svg"]
    texts = [text for text, _ in shown_texts(saved["decay"])]
    assert {"Visit with penalty", "Visit without penalty", "expected injuries, change, %"} <= set(texts)
    with style.drawing():
        assert overlaps(saved["decay"]) == []


def test_chinese_falls_back_to_english_with_one_notice(monkeypatch):
    monkeypatch.setattr(style, "can_draw", lambda text: text.isascii())
    style._say_once_that_chinese_is_missing.cache_clear()
    with pytest.warns(UserWarning, match="labels are in English"):
        assert Words({}, "zh").lang == "en"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert Words({}, "zh").lang == "en"
    style._say_once_that_chinese_is_missing.cache_clear()


def test_the_shipped_font_draws_every_phrase_and_has_its_licence():
    assert style.SHIPPED.stat().st_size < 1_000_000
    assert "SIL OPEN FONT LICENSE" in (style.FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert style.font_families()[0] == "Noto Sans SC Subset"
    known = {chr(code) for code in FT2Font(str(style.SHIPPED)).get_charmap()} | latin_letters() | set(" \n")
    for english, chinese in PHRASES.values():
        assert set(english) <= known and set(chinese) <= known


def test_the_shipped_font_draws_the_labels_that_figures_may_show():
    known = {chr(code) for code in FT2Font(str(style.SHIPPED)).get_charmap()} | latin_letters()
    model = model_of()
    labels = [one.zh for one in (*model.outcomes.values(), *model.instruments.values())] + list(
        industry_labels().values()
    )
    labels += [title["zh"] for title in scenario_titles().values()]
    lacking = set("".join(labels)) - known
    assert not lacking, f"add {''.join(sorted(lacking))} to the font, see figures/fonts/README.md"


def test_a_title_the_fonts_lack_is_shown_in_english():
    meta = {"titles": {"odd": {"en": "Odd", "zh": "\U0010fffd"}}}
    assert Words(meta, "zh").scenario("odd") == "Odd"
    assert Words(meta, "zh").scenario("not_titled") == "Not titled"


def test_an_outcome_without_an_english_label_is_called_by_its_name():
    words = Words({"outcomes": {"deaths_expected": {"unit": "deaths", "zh": "预计死亡"}}})
    assert words.outcome("deaths_expected") == "Deaths, expected"
    assert words.outcome("hazards_present") == "Hazards present"


def test_effects_come_from_the_runs_paired_by_seed_where_the_table_is_silent(comparison):
    runs, weekly, effects, meta = comparison
    told = Comparison(runs, weekly, effects, meta, Words(meta)).effect("injuries_true")
    found = Comparison(runs, weekly, pd.DataFrame(), meta, Words(meta)).effect("injuries_true")
    assert found["difference"].to_list() == pytest.approx(told["difference"].to_list())
    assert found["percent_low"].to_list() == pytest.approx(told["percent_low"].to_list(), rel=0.01)


def test_pairing_takes_out_what_seeds_share():
    runs = pd.DataFrame(
        {"scenario": ["a", "a", "a", "b", "b", "b"], "seed": [1, 2, 3] * 2, "x": [10.0, 20, 30, 9, 19, 29]}
    )
    effect = paired(runs, "x", "a", ["b"]).loc["b"]
    assert (effect["difference"], effect["ci_low"], effect["ci_high"]) == (-1.0, -1.0, -1.0)


def test_a_rolling_sum_needs_all_its_weeks():
    values = np.arange(5.0)[None, :]
    assert rolling_sum(values, 3).tolist() == [[3.0, 6.0, 9.0]]


def test_weekly_arrays_add_up_regions_whatever_the_order_of_rows_and_leave_out_seeds_with_gaps():
    rows = [
        (name, seed, week, region, 100.0 * seed + 10.0 * week + at)
        for name, weeks in (("a", 3), ("b", 2))
        for seed in (1, 2, 3)
        for week in range(weeks)
        for at, region in enumerate(("north", "south"))
        if (name, seed, week) != ("a", 2, 1)
    ]
    weekly = pd.DataFrame(rows, columns=["scenario", "seed", "week", "region", "x"])
    for table in (weekly, weekly.sample(frac=1.0, random_state=1)):
        grid = WeeklyGrid(table)
        assert grid.weeks == 3 and set(grid.scenarios) == {"a", "b"}
        assert grid.of("a", "x").tolist() == [[201.0, 221.0, 241.0], [601.0, 621.0, 641.0]]
        assert grid.of("b", "x").tolist() == [[201.0, 221.0], [401.0, 421.0], [601.0, 621.0]]
        assert not grid.of("c", "x").size


def test_a_party_that_a_part_adds_is_shown_with_what_it_bears(comparison, tmp_path, pages):
    runs, weekly, _, meta = comparison
    outcomes = {**meta["outcomes"], "cost_union": {"unit": "CNY", "en": "Cost", "zh": "费用", "kind": "flow"}}
    share = runs["scenario"].map({"combined": 3e8}).fillna(0.0)
    meta = {**meta, "outcomes": outcomes, "payers": {"union": {"en": "unions", "zh": "工会"}, "worker": {}}}
    nets = {}
    for name, table in (("with", runs.assign(cost_union=share)), ("without", runs)):
        draw_comparison(table, weekly, pd.DataFrame(), meta, tmp_path / name, names=["deaths_and_cost"])
        with style.drawing():
            shown = [text for text, _ in shown_texts(pages["deaths_and_cost"])]
        nets[name] = shown
    assert "unions" in nets["with"] and "unions" not in nets["without"]
    assert nets["with"] != [text for text in nets["without"] if text != "unions"]  # the net counts what they bear
    assert Words(meta, "zh").payer("union") == "工会" and Words(meta).payer("worker") == "workers"


def test_figures_do_without_the_slow_part_of_scipy():
    code = "import sys, govsim.figures; print('scipy.stats' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "False"


def test_labels_are_spread_without_overlap_and_near_their_lines():
    places = style.spread([1.0, 1.01, 1.02, 3.0], [0.2] * 4, 0.0, 4.0)
    assert np.diff(places[:3]) == pytest.approx([0.2, 0.2])
    assert np.mean(places[:3]) == pytest.approx(1.01)
    assert places[3] == 3.0
    assert min(style.spread([0.0, 0.0], [0.2, 0.2], 0.0, 4.0)) == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (1234567, "1,234,567"),
        (-8.84, "−8.8"),
        (0.0196, "0.020"),
        (0.39, "0.39"),
        (12.34, "12.3"),
        (375.4, "375"),
    ],
)
def test_numbers_have_about_three_digits(value, text):
    assert style.number(value) == text


@pytest.mark.parametrize(("value", "text"), [(-0.04, "0.0%"), (31.4, "+31%"), (-8.84, "−8.8%"), (1234, "+1,234%")])
def test_per_cent_keeps_one_decimal_below_ten(value, text):
    assert style.percent(value) == text


def test_text_colours_stand_out_from_white():
    for colour in (*style.SCENARIOS, *style.INDUSTRIES):
        red, green, blue = (int(style.darker(colour)[at : at + 2], 16) / 255 for at in (1, 3, 5))
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]
        light = float(np.dot(linear, (0.2126, 0.7152, 0.0722)))
        assert 1.05 / (light + 0.05) >= 4.3, colour


def test_chinese_lines_break_between_characters_and_never_before_a_comma():
    with style.drawing():
        broken = style.lines("企业安全生产，企业安全生产，企业安全生产", 10, 1.0)
    assert len(broken) > 1
    assert not any(line.startswith("，") for line in broken)
    assert "".join(broken) == "企业安全生产，企业安全生产，企业安全生产"


def test_a_scenario_whose_runs_all_failed_has_no_line_and_no_name(comparison, tmp_path, pages):
    runs, weekly, effects, meta = comparison
    weekly = weekly[weekly["scenario"] != "credit"]
    credit = runs[runs["scenario"] == "credit"].assign(seed=0)
    empty = pd.concat([weekly, weekly.head(156).assign(scenario="credit", workers=0.0, injuries_true=0.0)])
    draw_comparison(pd.concat([runs, credit]), empty, effects, meta, tmp_path)
    with style.drawing():
        names = [text for text, _ in shown_texts(pages["weekly_paths"])]
    assert (
        names.count("Safety points") == 6 and sum(name.startswith("Credit scoring") for name in names) == 2
    )  # per enterprise
