"""What a notebook shows, and figures that no setting of a user's takes away or changes."""

import base64
import os
import pickle
import re
import subprocess
import sys
import threading
import warnings

import matplotlib
import pytest
from matplotlib.figure import Figure

import govsim
from govsim.study.speak.terminal import bare_percent, percent, span
from govsim.study.speak.words import speaking

PNG, NAME = b"\x89PNG", "effects_forest"
OTHERS = (
    {"font.size": 31, "axes.facecolor": "black", "figure.facecolor": "red", "text.color": "white"},
    {"text.usetex": True, "font.family": "no such font"},
    {"savefig.bbox": "tight", "savefig.transparent": True, "figure.dpi": 37, "savefig.dpi": 20},
    {"axes.prop_cycle": matplotlib.cycler(color=["red"]), "path.sketch": (5, 100, 2), "axes.grid": True},
    {"figure.autolayout": True, "svg.fonttype": "none", "axes.unicode_minus": False, "lines.marker": "o"},
)  # fmt: skip


@pytest.fixture(scope="module")
def found():
    town = ["population=small", "weeks=40"]
    return {
        "comparison": govsim.compare(["baseline", "credit", "fines"], seeds=3, overrides=town),
        "results": govsim.simulate("credit", seeds=3, overrides=town),
        "several": govsim.simulate(["baseline", "fines"], seeds=3, overrides=town),
        "sweep": govsim.sweep("credit", {"instrument.credit_penalties.loan_spread": [0, 0.02]}, 3, town),
    }


def without_pictures(html):
    return re.sub(r"base64,[^\"]*", "", html)


@pytest.mark.parametrize("lang, title, unit", [("en", "Credit", "deaths"), ("zh", "信用", "死亡")])
@pytest.mark.parametrize("name", ["comparison", "results", "several", "sweep"])
def test_a_notebook_shows_a_short_table_and_a_figure(found, name, lang, title, unit):
    with speaking(lang):
        html = found[name]._repr_html_()
    text = without_pictures(html)
    assert len(text) < 6000 and text.count("<tr>") < 6 and unit in text and "[" in text
    assert title in text or name in ("several", "sweep")
    (picture,) = re.findall(r'base64,([^"]*)', html)
    assert base64.b64decode(picture).startswith(PNG)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_table_of_a_notebook_holds_the_intervals_and_periods_of_the_table_of_effects(found, lang):
    with speaking(lang):
        html, swept = found["comparison"]._repr_html_(), found["sweep"]._repr_html_()
    row = found["comparison"].effects.query("scenario == 'credit' and outcome == 'injuries_true'").iloc[0]
    ends = span(row["relative_low"], row["relative_high"], bare_percent)
    assert f"{percent(row['relative'])} {ends}" in html
    assert ("injuries over 30 weeks" if lang == "en" else "30 周合计") in html
    assert ("loan spread 0.02" if lang == "en" else "贷款利差 0.02") in without_pictures(swept)


@pytest.mark.parametrize("name", ["comparison", "results", "several", "sweep"])
def test_printed_alone_it_is_one_short_line(found, name):
    assert len(repr(found[name])) < 200 and "\n" not in repr(found[name]) and "3 seeds" in repr(found[name])


def test_names_are_text_in_a_notebook(monkeypatch):
    from dataclasses import replace

    scenario = replace(govsim.load_scenario("credit", ["population=small", "weeks=8"]), name="<b>a & b</b>")
    shown = govsim.simulate(scenario, seeds=1)
    assert "<b>" not in shown._repr_html_() and "&lt;b&gt;" in shown._repr_html_()


def test_a_figure_is_shown_without_a_folder_and_written_with_one(found, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for what in found.values():
        figure = what.figure()
        assert isinstance(figure, Figure) and figure._repr_png_().startswith(PNG)
    assert list(tmp_path.iterdir()) == []
    files = found["results"].figure("here", name="true_and_recorded")
    assert {file.suffix for file in files} == {".png", ".svg"} and all(file.is_file() for file in files)
    one = found["comparison"].figure(tmp_path / "one", "zh", name="weekly_paths")
    assert [file.name for file in one] == ["weekly_paths_zh.png", "weekly_paths_zh.svg"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_a_figure_cannot_be_is_named(found, tmp_path, lang):
    (tmp_path / "file").write_text("mine")
    wrong = (
        ({"folder": 3}, "folder"), ({"folder": tmp_path / "file"}, "file"), ({"folder": ""}, "folder"),
        ({"name": "forest"}, "effects_forest"), ({"lang": "fr"}, "lang"), ({"foldr": "x"}, "folder"),
        ({"folder": True}, "folder"), ({"name": 3}, "name"), ({"folder": tmp_path / "file" / "below"}, "below"),
    )  # fmt: skip
    for given, said in wrong:
        with speaking(lang), pytest.raises((govsim.InputError, govsim.RunError)) as caught:
            found["comparison"].figure(**given)
        assert said in str(caught.value) and "\n" not in str(caught.value)
    assert (tmp_path / "file").read_text() == "mine"


@pytest.fixture(scope="module")
def usual(found, tmp_path_factory):
    """The files of a figure and what is shown of it, without a style of the user's."""
    folder = tmp_path_factory.mktemp("plain")
    files = {file.name: file.read_bytes() for file in found["comparison"].figure(folder, name=NAME)}
    return files, found["comparison"].figure().as_png()


@pytest.mark.parametrize("others", OTHERS, ids=lambda one: next(iter(one)))
def test_a_users_style_changes_no_figure(found, usual, tmp_path, others):
    plain, shown = usual
    with matplotlib.rc_context(others):
        before = dict.copy(matplotlib.rcParams)
        styled = {file.name: file.read_bytes() for file in found["comparison"].figure(tmp_path / "styled", name=NAME)}
        figure = found["comparison"].figure()
        assert figure._repr_png_() == shown
        figure.savefig(tmp_path / "shown.png")  # as a notebook's backend draws it, with its own settings
        assert dict.copy(matplotlib.rcParams) == before
    assert styled == plain


def test_threads_draw_the_same_and_leave_the_settings_alone(found, tmp_path):
    before, made = dict.copy(matplotlib.rcParams), {}

    def draw(number):
        made[number] = found["comparison"].figure(tmp_path / str(number), name="effects_forest")

    threads = [threading.Thread(target=draw, args=(number,)) for number in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len({tuple(file.read_bytes() for file in files) for files in made.values()}) == 1 and len(made) == 4
    assert dict.copy(matplotlib.rcParams) == before


DRAW = """
import sys
import govsim
from pathlib import Path
import pickle
found = pickle.loads(Path(sys.argv[1]).read_bytes())
found.figure(sys.argv[2], name="effects_forest")
assert found.figure()._repr_png_().startswith(b"\\x89PNG") and "<img" in found._repr_html_()
assert "matplotlib.pyplot" not in sys.modules
"""
NOTEBOOKS = {
    "none": {}, "inline": {"MPLBACKEND": "module://matplotlib_inline.backend_inline"},
    "a module that is not there": {"MPLBACKEND": "module://no_such_module"}, "ipympl": {"MPLBACKEND": "ipympl"},
    "widget": {"MPLBACKEND": "widget"}, "TkAgg": {"MPLBACKEND": "TkAgg", "DISPLAY": ""}, 
    "nonsense": {"MPLBACKEND": "x"},
    "a file of settings": {"MATPLOTLIBRC": "{folder}/matplotlibrc"},
}  # fmt: skip


@pytest.mark.slow
def test_figures_are_the_same_in_every_notebook(found, tmp_path):
    (tmp_path / "found").write_bytes(pickle.dumps(found["comparison"]))
    (tmp_path / "matplotlibrc").write_text("backend: ipympl\ntext.usetex: True\nfont.size: 40\nsavefig.dpi: 20\n")
    drawn = {}
    for name, asked in NOTEBOOKS.items():
        folder = tmp_path / name
        environment = os.environ | {key: value.format(folder=tmp_path) for key, value in asked.items()}
        words = [sys.executable, "-c", DRAW, str(tmp_path / "found"), str(folder)]
        done = subprocess.run(words, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, f"{name}: {done.stderr}"
        drawn[name] = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert all(one == drawn["none"] and len(one) == 3 for one in drawn.values())


def test_a_figure_that_cannot_be_drawn_says_why_and_the_table_stays(found, monkeypatch, tmp_path):
    from govsim.figures import COMPARISON

    def broken(*_):
        raise ZeroDivisionError("no ink")

    for name in COMPARISON:
        monkeypatch.setitem(COMPARISON, name, broken)
    html = found["comparison"]._repr_html_()
    assert "no ink" in html and "<table>" in html and "<img" not in html


def test_what_is_left_out_is_said(found, tmp_path):
    from dataclasses import replace

    from govsim.study.analysis.shown import Results

    bare = Results.of(replace(found["results"], weekly=found["results"].weekly.iloc[:0], founders=None))
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        bare.figure(tmp_path)
    assert any("weekly_paths" in str(one.message) for one in told)
