"""Settings that were varied keep their kind in every table."""

import math
from dataclasses import replace

import pandas as pd
import pytest

import govsim
from govsim.study.runs.store import _read_effects
from govsim.study.runs.tables import of_one_kind


@pytest.mark.parametrize(
    "values, kept",
    [
        ([1, 8], [1, 8]),
        ([1, 0.5], [1.0, 0.5]),
        ([True, False], [True, False]),
        ([True, None], [True, None]),
        (["a", None], ["a", None]),
        (["a", 1], ["a", "1"]),
        ([True, 1], ["true", "1"]),
    ],
)
def test_values_are_of_one_kind(values, kept):
    assert of_one_kind(values) == kept


@pytest.mark.parametrize("given", [[None, 8], [8, None], [None, 0.5, 2]])
def test_a_value_left_out_leaves_numbers_numbers(given):
    kept = of_one_kind(given)
    assert [None if math.isnan(value) else value for value in kept] == given


def test_a_sweep_over_null_and_a_number_has_a_column_of_numbers(tmp_path):
    done = govsim.sweep("credit", {"start": [None, 8]}, 2, ["weeks=20", "population=small"])
    for table in (done.results.runs, done.effects):
        assert pd.api.types.is_float_dtype(table["start"])
    runs = done.results.runs
    assert runs["start"].isna().sum() == 2 and (runs["start"].dropna() == 8).all()
    runs.to_csv(tmp_path / "runs.csv", index=False)
    assert pd.api.types.is_float_dtype(pd.read_csv(tmp_path / "runs.csv")["start"])


def test_effects_come_back_with_their_names_as_text(tmp_path):
    scenarios = [replace(govsim.load_scenario("baseline", ["population=small", "weeks=4"]), name=name) for name in "12"]
    kept = govsim.compare(scenarios, seeds=2)
    table = kept.effects
    table.to_csv(tmp_path / "effects.csv", index=False)
    again = _read_effects(tmp_path / "effects.csv")
    assert list(again["scenario"]) == list(table["scenario"]) == ["2"] * len(table)
    assert list(again.dtypes) == list(table.dtypes)
