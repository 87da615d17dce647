"""Everything printed fits a terminal of 80 columns, and of 120; only paths may be wider."""

import re

import pytest

from govsim.commands.common.listing import Known, lists, names_to_show
from govsim.commands.common.tables import effect_table
from govsim.model import model_of
from govsim.scenario import Scenario
from govsim.study.ask.headlines import HEADLINES
from govsim.study.speak.layout import width_of
from govsim.study.speak.words import speaking

WIDTHS = ("80", "120")
LANGUAGES = ("en", "zh")
PATH = re.compile(r"\S*/\S*")


def too_wide(text, width):
    return [line for line in text.splitlines() if width_of(line) > int(width) and not PATH.search(line)]


@pytest.fixture(params=WIDTHS)
def width(request, monkeypatch):
    monkeypatch.setenv("COLUMNS", request.param)
    return request.param


@pytest.mark.parametrize("lang", LANGUAGES)
def test_help_and_lists_fit(cli, width, lang):
    calls = [["--help"], ["run", "--help"], ["results", "--help"], ["list"], ["show"]]
    calls += [["list", name] for name in lists()]
    for words in calls:
        done = cli(*words, f"lang={lang}")
        assert done.out and not too_wide(done.out, width), words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_shown_of_anything_fits(cli, made_once, width, lang):
    for name in list(names_to_show(Known()))[::7]:
        done = cli("show", name, f"lang={lang}")
        assert done.status == 0 and not too_wide(done.out, width), name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_run_and_kept_fits(cli, engine, width, lang):
    long = "scenarios=[baseline,credit,safety_points,insurance,risk_graded,combined,disclosure,fines,hotline]"
    for words in (
        ["compare", long, "seeds=10", "weeks=60", "out=here", f"lang={lang}"],
        ["run", "scenario=combined", "seeds=2", "weeks=60", f"lang={lang}"],
        ["sweep", "scenario=credit", "instrument.credit_penalties.loan_spread=0,0.02,0.04", "seeds=2", "weeks=60",
         f"lang={lang}"],
        ["results", f"lang={lang}"],
        ["results", "show", "here", f"lang={lang}"],
        ["population", "describe", "population=small", "out=there", f"lang={lang}"],
    ):  # fmt: skip
        done = cli(*words)
        assert done.status == 0, done.err
        assert not too_wide(done.out + done.err, width), words


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("count", range(2, 13))
def test_a_comparison_of_any_number_of_scenarios_fits_and_says_units_and_periods(lang, count):
    names = ["baseline", *(f"variant number {at} with a long name" if at % 3 else f"v{at}" for at in range(1, count))]
    rows = [
        {"scenario": name, "outcome": outcome, "baseline": 0.0 if outcome == "cost_resource" else 2464.0, "value": 1.0,
         "difference": -343.0, "ci_low": -1.2e7, "ci_high": 1.3e7, "relative": -0.139,
         "relative_low": -0.15, "relative_high": -0.12, "runs": 50}
        for name in names[1:]
        for outcome in HEADLINES
    ]  # fmt: skip
    for width in WIDTHS:
        with speaking(lang):
            lines = effect_table(model_of(), rows, "baseline", {name: Scenario(name) for name in names}, int(width))
        assert max(map(width_of, lines)) <= int(width)
        text = " ".join(" ".join(lines).split())
        named = names if lang == "en" else names[1:]  # the first has a title
        for word in " ".join(named).split():  # a long name folds
            assert word in text
        for part in ("CNY over", "injuries over", "5 years") if lang == "en" else ("元", "5 年"):
            assert part in text


def test_results_put_elsewhere_with_out_are_listed_and_found(cli, engine):
    assert cli("run", "seeds=10", "weeks=60", "out=mine").status == 0
    assert "mine" in cli("results").out
    assert cli("results", "show", "mine").status == 0
    assert "beside it" in cli("results").out and "beside it" not in cli("results", "--json").out
