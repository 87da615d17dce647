"""What is said of when policy starts is when what is adopted starts, and of which weeks are summed those that are."""

import pytest

from govsim.study.ask.config import load_scenario

SHORT = ("population=small", "weeks=104", "seeds=10")


@pytest.mark.parametrize(
    ("words", "said", "chinese"),
    [
        (["scenario=safety_points"], "Policy starts in week 26; outcomes sum over weeks 26 to 104 of 104.",
         "政策从第 26 周开始；"),
        (["scenario=safety_points", "instrument.safety_points.start=60"], "Policy starts in week 60; outcomes sum",
         "政策从第 60 周开始；"),
        (["scenario=x=baseline+safety_points(start=70)"], "Policy starts in week 70;", "政策从第 70 周开始；"),
        (["scenario=x=baseline+safety_points(start=2027-Q2)", "calendar=2026"], "Policy starts in week 65 (2027-Q2);",
         "政策从第 65 (2027-Q2) 周开始；"),
        (["scenario=x=safety_points+hazard_hotline(start=70)"],
         "Policy starts in week 26, the last of its instruments in week 70;", "最后一项工具从第 70 周开始；"),
        (["scenario=baseline"], "Outcomes sum over weeks 26 to 104 of 104.",
         "结果按第 26 至 104 周合计（全程 104 周）。"),
    ],
)  # fmt: skip
def test_policy_is_said_to_start_when_its_instruments_do(cli, engine, words, said, chinese):
    english, zh = cli("run", *words, *SHORT).err, cli("run", *words, *SHORT, "lang=zh").err
    assert said in english and chinese in zh, (english, zh)
    opens = "but outcomes are counted from week 26" in english
    assert opens is ("其中含该工具生效前的各周" in zh)
    assert opens is any(one.start > 26 for one in load_scenario(*_loaded(words)).adoptions)


def _loaded(words):
    return words[0].partition("=")[2], [*words[1:], "weeks=104"]


def test_a_start_that_no_instrument_goes_by_is_not_said(cli, engine):
    own = ("scenario=safety_points", "instrument.safety_points.start=60", "window=[60,104]")
    assert "starts" not in cli("run", *own, *SHORT).err
    assert "start" not in cli("run", "scenario=baseline", "window=[60,104]", *SHORT).err


def test_each_point_of_a_sweep_says_its_own_start(cli, engine):
    err = cli("sweep", "scenario=safety_points", "instrument.safety_points.start=30,60", *SHORT).err
    assert "in week 30;" in err and "in week 60;" in err and "in week 26;" not in err


def test_weeks_that_a_policy_shares_with_the_baseline_are_said_once(cli, engine):
    err = cli("compare", "scenarios=[baseline,credit]", *SHORT).err
    assert err.casefold().count("outcomes sum over") == 1 and "Policy starts in week 26;" in err
    zh = cli("compare", "scenarios=[baseline,credit]", *SHORT, "lang=zh", "out=zh").err
    assert zh.count("合计") == 1
