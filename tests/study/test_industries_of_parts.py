"""A value of an industry that a part declares is set as any other, and brings the part along."""

import pytest

from govsim.study.ask.declarations import industries, industries_of, model_of_names, model_with
from govsim.study.ask.keys import check_key
from govsim.study.ask.resolve import build_scenario
from govsim.study.speak.errors import InputError


def built(**columns):
    return build_scenario({"name": "x", "industry": {"new_format": columns}}).scenario


def test_setting_it_brings_the_part_and_no_other_value_does():
    made = built(others_rate=0.05, hazard_rate=1.2)
    assert made.parts == ("outside",) and made.industry["new_format"] == {"others_rate": 0.05, "hazard_rate": 1.2}
    assert built(hazard_rate=1.2).parts == ()


def test_it_is_held_to_the_bounds_of_its_column():
    with pytest.raises(InputError, match="others_rate"):
        built(others_rate=2.0)


def test_a_name_that_is_nearly_one_is_answered_with_it():
    with pytest.raises(InputError, match="others_rate"):
        check_key(model_of_names(), "industry.new_format.others_rat")


def test_state_of_an_industry_is_no_setting():
    with pytest.raises(InputError, match="standard_draft"):
        built(standard_draft=0.1)


def test_only_what_belongs_to_the_row_is_added_to_the_table():
    usual, more = industries(), industries_of(model_with(["outside"]))
    assert list(usual) == list(more)
    for name, columns in usual.items():
        assert {key: more[name][key] for key in columns} == dict(columns)
        added = set(more[name]) - set(columns)
        assert {"others_rate", "standard_fit"} <= added and not added & {
            "standard_draft",
            "vigilance",
            "drafting_spent",
        }
        assert {more[name][key].industry_zh for key in added} == {next(iter(columns.values())).industry_zh}
