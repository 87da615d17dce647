from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.populations.industry_codes import (
    NO_SCHEME,
    SCHEMES,
    IndustryCodeError,
    choose_scheme,
    code_table,
    industry_of,
    lost_zeros,
)
from govsim.populations.industry_values import industry_labels, industry_names


@pytest.mark.parametrize(
    ("scheme", "code", "industry"),
    [
        ("naics", "212321", "mining"),
        ("naics", "324110", "chemicals"),
        ("naics", "325412", "chemicals"),
        ("naics", "326113", "other_manufacturing"),
        ("naics", "311811", "other_manufacturing"),
        ("naics", "333249", "metal_machinery"),
        ("naics", "238150", "construction"),
        ("naics", "484121", "transport_logistics"),
        ("naics", "491110", "transport_logistics"),
        ("naics", "492110", "new_format"),
        ("naics", "4921", "new_format"),
        ("naics", "721110", "trade_catering"),
        ("nace", "05.10", "mining"),
        ("nace", "20", "chemicals"),
        ("nace", "24.10", "metal_machinery"),
        ("nace", "F43", "construction"),
        ("nace", "B", "mining"),
        ("nace", "49.41", "transport_logistics"),
        ("nace", "53.20", "new_format"),
        ("nace", "53.10", "transport_logistics"),
        ("gbt", "0610", "mining"),
        ("gbt", "C26", "chemicals"),
        ("gbt", "2414", "other_manufacturing"),
        ("gbt", "3311", "metal_machinery"),
        ("gbt", "4710", "construction"),
        ("gbt", "5431", "transport_logistics"),
        ("gbt", "6020", "new_format"),
        ("gbt", "5211", "trade_catering"),
    ],
)
def test_the_longest_listed_prefix_decides(scheme: str, code: str, industry: str):
    match = industry_of(code, scheme)
    assert match.industry == industry
    assert match.listed


@pytest.mark.parametrize(("scheme", "code"), [("naics", "541110"), ("nace", "62.01"), ("gbt", "6510")])
def test_a_code_that_no_prefix_fits_is_other_services(scheme: str, code: str):
    match = industry_of(code, scheme)
    assert (match.industry, match.listed, match.meaning) == ("trade_catering", False, "other services")


def test_the_same_digits_mean_different_industries_in_different_schemes():
    assert {scheme: industry_of("24", scheme).industry for scheme in SCHEMES} == {
        "naics": "trade_catering",
        "nace": "metal_machinery",
        "gbt": "other_manufacturing",
        "sic": "other_manufacturing",
    }


def test_the_models_own_names_are_taken_in_both_languages():
    for scheme in SCHEMES:
        for name in industry_names():
            assert industry_of(f" {name.upper().replace('_', ' ')} ", scheme).industry == name
            assert industry_of(industry_labels()[name], scheme).industry == name


@pytest.mark.parametrize(
    ("scheme", "code", "part"),
    [
        ("naics", "minng", "did you mean mining?"),
        ("naics", "6", "2 to 6 digits, leading zeros kept"),
        ("nace", "721110", "2 to 4 digits"),
        ("gbt", "二六", "2 to 4 digits"),
        ("sitc", "21", "expected one of naics, nace, gbt, sic"),
    ],
)
def test_what_is_no_code_is_refused_with_what_would_do(scheme: str, code: str, part: str):
    with pytest.raises(IndustryCodeError, match=part):
        industry_of(code, scheme)


@pytest.mark.parametrize(
    ("header", "codes", "scheme"),
    [
        ("naics_code", ["21"], "naics"),
        ("Primary NAICS", ["212321"], "naics"),
        ("nace_r2", ["24"], "nace"),
        ("行业代码", ["2610", "06"], "gbt"),
        ("行业代码", ["721110"], "naics"),
        ("industry", ["23", "325"], "naics"),
        ("industry", ["24"], NO_SCHEME),
        ("NACE Rev. 2 code", ["24"], "nace"),
        ("sic_code", ["2211"], "sic"),
    ],
)
def test_the_header_names_the_scheme_and_six_digits_are_naics(header: str, codes: list[str], scheme: str):
    assert choose_scheme(header, codes) == scheme


def test_in_a_chinese_register_a_header_that_names_no_scheme_means_gbt():
    assert choose_scheme("industry", ["2610"], chinese=True) == "gbt"
    assert choose_scheme("行业代码（国标）", ["2610"], chinese=True) == "gbt"


def test_one_slip_does_not_change_the_classification_of_a_column():
    assert choose_scheme("行业代码", ["4810"] * 9 + ["49100"]) == "gbt"
    assert choose_scheme("行业代码", ["481000"] * 9 + ["4910"]) == "naics"
    assert choose_scheme("industry", ["4810"] * 9 + ["49100"], chinese=True) == "gbt"


@pytest.mark.parametrize(
    ("scheme", "codes", "doubtful"),
    [
        ("gbt", ["610", "2610"], {"610"}),
        ("gbt", ["0610", "261"], set()),
        ("gbt", ["261", "610"], {"610"}),
        ("gbt", ["611", "262"], set()),
        ("gbt", ["611", "2620"], {"611"}),
        ("nace", ["510", "2410"], {"510"}),
        ("naics", ["610", "2610"], set()),
        ("gbt", ["111", "2610", "411"], {"111", "411"}),  # farms, not mines and metal works
        ("gbt", ["0610", "810", "2610"], {"810"}),
        ("gbt", ["06", "2614", "261"], set()),
        ("gbt", ["26", "2614", "261"], set()),
        ("gbt", ["6", "610", "26", "2614"], {"610"}),
        ("gbt", ["61", "261", "471"], {"61"}),
        ("gbt", ["61", "26", "47"], set()),
        ("nace", ["111", "2014", "150"], {"111", "150"}),
        ("sic", ["213", "2819"], {"213"}),
    ],
)
def test_a_code_that_may_have_lost_its_zero_is_doubtful(scheme: str, codes: list[str], doubtful: set[str]):
    assert lost_zeros(codes, scheme) == doubtful


@pytest.mark.parametrize(
    ("word", "industry", "listed"),
    [
        ("采矿业", "mining", True),
        ("化学原料和化学制品制造业", "chemicals", True),
        ("建筑业", "construction", True),
        ("快递", "new_format", True),
        ("金融业", "trade_catering", False),
        ("2614 有机化学原料制造", "chemicals", True),
        ("C2614-有机化学原料制造", "chemicals", True),
    ],
)
def test_chinese_names_of_industries_and_labels_beside_codes_are_taken(word: str, industry: str, listed: bool):
    match = industry_of(word, "gbt")
    assert (match.industry, match.listed) == (industry, listed)


def test_every_prefix_names_an_industry_of_the_model():
    for scheme, prefixes in code_table().items():
        assert scheme in SCHEMES
        for prefix, (industry, meaning) in prefixes.items():
            assert industry in industry_names(), prefix
            assert meaning, prefix


@given(code=st.text(alphabet="0123456789", min_size=2, max_size=6))
def test_every_naics_looking_code_has_an_industry(code: str):
    assert industry_of(code, "naics").industry in industry_names()


@given(text=st.text(max_size=12), scheme=st.sampled_from(SCHEMES))
def test_any_text_is_matched_or_refused_in_one_line(text: str, scheme: str):
    try:
        assert industry_of(text, scheme).industry in industry_names()
    except IndustryCodeError as refusal:
        assert "\n" not in str(refusal)
