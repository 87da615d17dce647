"""Whoever governs sees the record: no instrument and no planner reads what only a model can know."""

import pytest

from govsim.language import facts_of
from govsim.language.reach import functions_of
from govsim.model import model_of, shipped

MODEL = model_of(shipped())
TRUE_ENDS = ("_true", "_expected", "_latent")
TRUE_NAMES = {
    "eval_truth", "true_score", "true_index", "true_mean", "mean_truth", "spread_truth", "hazard_intensity",
    "risk_fixed", "risk_drift", "wrong_colour", "gap_government", "gap_self", "gap_third", "survey_error", "gamed",
}  # fmt: skip
# what ends like the truth and stands in a book of the office
ON_RECORD = {"claims_expected": "what the tariff of the work-injury insurance expects"}


def is_truth(column):
    return column not in ON_RECORD and (column in TRUE_NAMES or column.endswith(TRUE_ENDS))


def read_by(instrument):
    """Columns that the functions of an instrument read, those of their helpers included."""
    given = [instrument.update, *instrument.steering, *(f for _, f in instrument.effects_with(shipped()))]
    given += [function for _, function in instrument.bookings]
    reached = {other for one in given if one is not None for other in (one, *functions_of(one))}
    return {column for function in reached for _, column in facts_of(function).reads}


@pytest.mark.parametrize("name", sorted(MODEL.instruments))
def test_an_instrument_reads_the_record_and_never_the_truth(name):
    read = {column for column in read_by(MODEL.instruments[name]) if is_truth(column)}
    assert not read


def test_the_list_of_truths_names_columns_that_there_are():
    known = {column for table in MODEL.tables for column in MODEL.columns_of(table)}
    assert known >= TRUE_NAMES and known >= set(ON_RECORD)
    assert {end for end in TRUE_ENDS if any(column.endswith(end) for column in known)} == set(TRUE_ENDS)


def test_a_truth_would_be_found_through_a_helper():
    assert is_truth("injuries_true") and is_truth("hazards_latent") and not is_truth("claims_expected")
    assert "eval_index" in read_by(MODEL.instruments["benchmarking"])
