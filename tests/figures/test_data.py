"""What a figure shows stands beside it as numbers, with rows, series and units, and a figure may be a PDF."""

import pandas as pd
import pytest

from govsim.figures import draw_comparison, draw_effects_matrix, saving


def test_the_numbers_of_a_figure_are_those_of_the_tables(comparison, tmp_path):
    runs, weekly, effects, meta = comparison
    draw_comparison(runs, weekly, effects, meta, tmp_path, names=["effects_forest"])
    shown = pd.read_csv(tmp_path / "effects_forest.csv")
    points = shown[(shown["panel"] == "Injuries, true") & (shown["mark"] == "point")].set_index("row")
    known = effects[effects["outcome"] == "injuries_true"].set_index("scenario")
    assert len(points) == len(known) - (meta["baseline"] in known.index)
    for name, title in meta["titles"].items():
        if name != meta["baseline"]:
            one = known.loc[name]
            assert points.loc[title["en"], "x"] == pytest.approx(100 * one["difference"] / one["baseline"])
    assert set(shown["x_title"]) == {"relative change, %"} and {"better"} <= set(shown["series"])
    assert (shown["mark"] == "interval").sum() == (shown["mark"] == "point").sum()


def test_a_pdf_and_its_numbers_are_the_same_bytes_each_time(comparison, tmp_path):
    _, _, effects, meta = comparison
    for place in ("one", "two"):
        with saving.saved_as("pdf"):
            made = draw_effects_matrix(effects, tmp_path / place, meta=meta, outcomes=["injuries_true"], lang="zh")
    files = {file.name: file.read_bytes() for file in (tmp_path / "one").iterdir()}
    assert [file.name for file in made] == ["effects_matrix_zh.pdf"]
    assert set(files) == {"effects_matrix_zh.pdf", "effects_matrix_zh.csv"}
    assert files["effects_matrix_zh.pdf"].startswith(b"%PDF") and files["effects_matrix_zh.csv"].startswith(
        b"\xef\xbb\xbf"
    )
    assert files == {file.name: file.read_bytes() for file in (tmp_path / "two").iterdir()}
    assert pd.read_csv(tmp_path / "one" / "effects_matrix_zh.csv")["row"].str.contains("积分").any()
