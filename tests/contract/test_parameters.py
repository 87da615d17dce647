"""Every number acts: moved from low to high, a parameter or a value of an industry moves some byte of the outcomes."""

import pytest

from govsim.populations.industry import INDUSTRIES
from govsim.populations.industry_values import industry_table
from tests.contract.stage import PARAMETERS, first_stage_that_tells

OF_SYNTHESIS = {"enterprises", "mean_headcount"}  # who exists is drawn before a run; tested with the synthesis
COLUMNS = sorted({cell.column for cell in industry_table()} - OF_SYNTHESIS)


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_parameter_moved_from_low_to_high_changes_something(name):
    declared = PARAMETERS[name]
    told = first_stage_that_tells(({name: declared.low}, {}), ({name: declared.high}, {}))
    assert told, f"{name} moves nothing in any stage"


@pytest.mark.parametrize("column", COLUMNS)
def test_a_value_of_the_industries_moved_from_low_to_high_changes_something(column):
    ends = [{}, {}]
    for cell in industry_table():
        if cell.column == column:
            ends[0][cell.industry], ends[1][cell.industry] = {column: cell.low}, {column: cell.high}
    assert ends[0].keys() == INDUSTRIES.keys()
    assert first_stage_that_tells(({}, ends[0]), ({}, ends[1])), f"{column} moves nothing in any stage"
