"""A case says the same in both languages, names what there is, and shows what its row says it must."""

import json
import math
import random
import re
import string
from dataclasses import replace

import numpy as np
import pytest

from govsim.cases.common import event_study
from govsim.cases.common.case import Case, Check
from govsim.cases.common.found import SHARE, Found, measured
from govsim.cases.common.page import page, told, written
from govsim.cases.common.run import left_in, scenarios_of
from govsim.commands.common.record import found_in
from govsim.locale import unit
from govsim.model import model_for
from govsim.study.runs.statistics import Estimate

CASES = {one.name: one for one in found_in("govsim.cases", Case)}
every_case = pytest.mark.parametrize("case", CASES.values(), ids=lambda one: one.name)
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def texts(case):
    """Everything that it says, English beside Chinese."""
    yield from (case.title, case.set_up, case.story, case.doubts)
    yield from (one.title for one in (*case.numbers.values(), *case.checks))
    yield from (one.why_not for one in case.checks if one.why_not is not None)
    yield from (words for one in case.curves for words in (one.title, one.label, *one.series.values()))
    yield from (words for one in case.curves for words in (one.axis, one.how) if words is not None)
    yield from (one.title for county in case.counties for one in (county, *county.arms))


def holes(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@every_case
def test_it_says_the_same_in_both_languages(case):
    for english, chinese in texts(case):
        assert english and not CHINESE.search(english) and CHINESE.search(chinese)
        assert holes(english) == holes(chinese) <= {*case.numbers, *case.sentences}


@pytest.mark.parametrize("case", [one for one in CASES.values() if one.sentences], ids=lambda one: one.name)
def test_its_sentences_turn_with_the_numbers_and_say_the_same_in_both_languages(case):
    """Whatever the numbers are, and never the same whatever they are."""
    said = {name: set() for name in case.sentences}
    for turn in range(24):
        draw = random.Random(turn)
        middles = {name: draw.uniform(-50.0, 50.0) for name in case.numbers}
        width = draw.choice((1e-3, 30.0))
        found = {name: Estimate(middle, middle - width, middle + width) for name, middle in middles.items()}
        for name, made in case.sentences.items():
            english, chinese = made(found)
            assert english and not CHINESE.search(english) and CHINESE.search(chinese)
            assert holes(english) == holes(chinese) <= set(case.numbers)
            said[name].add(english)
    assert all(len(one) > 1 for one in said.values()), said


@every_case
def test_its_arms_can_be_run_and_its_curves_drawn(case):
    counties = {county.name: county for county in case.counties}
    for county in case.counties:
        made = scenarios_of(county)
        assert [one.name for one in made] == [arm.name for arm in county.arms] and len(
            {one.window for one in made}
        ) == 1
        assert not made[0].adoptions, "the first arm is the county as it is"
        outcomes = model_for(made).outcomes
        drawn = [one for one in case.curves if one.county == county.name]
        assert all({one.outcome, one.by or one.outcome} <= set(outcomes) for one in drawn)
        assert set(county.by) <= {"industry", "size", "scope", "chain", "depth", "region"}
        assert county.by or not county.group_weeks
    for one in case.curves:
        assert set(one.arms) <= {arm.name for arm in counties[one.county].arms}


@every_case
def test_its_checks_can_fail(case):
    """Where every number is the same nothing shows."""
    for level in (0.0, 1e9):
        nothing = {name: Estimate(level, level - 1.0, level + 1.0) for name in case.numbers}
        assert not all(one.holds(nothing) for one in case.checks)


@every_case
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_its_page_fills_in_every_number(case, lang):
    numbers = {name: Estimate(-12.34, -13.0, -11.5) for name in case.numbers}
    said = page(case, numbers, range(20), [], lang, f"govsim case {case.name}")
    assert "{" not in said and said.count("−12.34") >= len(case.numbers)
    assert ("不符合" if lang == "zh" else "not met") in said


def test_where_it_is_not_met_a_check_that_knows_says_why_and_the_verdict_stays():
    check = Check(("more", "更多"), lambda found: found["more"].is_above, ("only {more}", "仅 {more}"))
    few, many = {"more": Estimate(1.0, -1.0, 3.0)}, {"more": Estimate(5.0, 4.0, 6.0)}
    assert told(check, few, "en") == "**not met**: more. only +1.0 % [−1.0, 3.0]"
    assert told(check, few, "zh") == "**不符合**：更多。仅 +1.0 % [−1.0, 3.0]"
    assert told(check, many, "en") == "**met**: more"


def test_numbers_are_written_with_their_interval_and_no_more_digits_than_it_is_worth():
    assert written(Estimate(-36.123, -38.4, -33.9)) == "−36.1 % [−38.4, −33.9]"
    assert written(Estimate(12.0, 2.0, 22.0)) == "+12 % [2, 22]"
    assert written(Estimate(8.4, 7.1, 9.7, "share")) == "8.4 % [7.1, 9.7]"
    assert written(Estimate(57.2, 55.1, 59.3, "events"), "zh") == "57.2 起 [55.1, 59.3]"
    assert written(Estimate(5.0, float("nan"), float("nan"), "")) == "5.0"


def test_sums_are_paired_by_seed_and_refuse_weeks_that_are_not_there():
    import pandas as pd

    rows = [
        (arm, seed, week, (2.0 if arm == "moved" else 1.0) * (seed + 1))
        for arm in ("usual", "moved") for seed in (1, 0) for week in range(52)
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["scenario", "seed", "week", "harm"])
    case = next(iter(CASES.values()))
    found = Found(case, {case.counties[0].name: table}, {}, (0, 52))
    assert found.sums("usual", "harm").tolist() == [52.0, 104.0]
    assert found.change("moved", "harm", against="usual").mean == pytest.approx(100.0)
    assert found.more("moved", "harm", (0, 26), against="usual").mean == pytest.approx(39.0)
    assert found.years("usual", "harm")["mean"].tolist() == [78.0]
    with pytest.raises(KeyError, match="no runs of usual"):
        found.sums("usual", "harm", (60, 70))


def test_cases_are_listed_and_a_name_that_is_nearly_one_is_answered_with_it(cli):
    listed, alone = cli("case", "list", "--json"), cli("case", "--json")
    assert listed.status == alone.status == 0 and listed.out == alone.out
    rows = {row["name"]: row for row in json.loads(listed.out)}
    assert set(rows) == set(CASES) and len(rows) == 15
    assert all(check.title[0] in rows[name]["shows"] for name, one in CASES.items() for check in one.checks)
    nearly = cli("case", "cold_chain_blind")
    assert nearly.status == 2 and "cold_chain_blind_spot" in nearly.err
    assert cli("case", "cold_chain_blind_spot", "seeds=1").status == 2, "an interval needs two"


def test_sums_of_a_group_are_those_of_the_window_or_of_any_weeks_where_they_are_kept():
    import pandas as pd

    head = {"scenario": "usual", "by": "scope:moved", "group": "inside"}
    window = pd.DataFrame([{**head, "seed": seed, "outcome": "harm", "value": 3.0 + seed} for seed in (0, 1)])
    weeks = pd.DataFrame([{**head, "seed": seed, "week": week, "harm": 1.0} for seed in (0, 1) for week in range(9)])
    case = next(iter(CASES.values()))
    place = case.counties[0].name
    found = Found(case, {}, {}, (0, 52), {place: window}, {place: weeks})
    assert found.sums("usual", "harm", group="inside").tolist() == [3.0, 4.0]
    assert found.sums("usual", "harm", (2, 6), group="inside").tolist() == [4.0, 4.0]
    with pytest.raises(KeyError, match="no harm of outside"):
        found.sums("usual", "harm", group="outside")


def test_what_money_averts_has_no_ends_where_nothing_may_be_paid():
    import pandas as pd

    rows = [("usual", seed, 0, 10.0, 0.0) for seed in range(4)]
    rows += [("moved", seed, 0, 8.0, 2e6 + seed) for seed in range(4)]
    rows += [("vague", seed, 0, 8.0, (-1.0) ** seed) for seed in range(4)]
    table = pd.DataFrame(rows, columns=["scenario", "seed", "week", "harm", "cost_resource"])
    case = next(iter(CASES.values()))
    found = Found(case, {case.counties[0].name: table}, {}, (0, 52))
    assert found.averted_for("moved", "harm", 1e6, against="usual").mean == pytest.approx(1.0, rel=1e-5)
    assert math.isnan(found.averted_for("vague", "harm", 1e6, against="usual").low)


def test_an_event_study_finds_what_was_put_in_where_starts_hang_on_nothing():
    import pandas as pd

    rows = []
    for name, start in enumerate([3] * 10 + [5] * 10 + [99] * 10):
        for year in range(8):
            usual = (1.0 + name) * (1.0 + 0.1 * year)  # levels differ, and all grow alike
            for arm, halved in (("usual", False), ("moved", year >= start)):
                rows.append((arm, 0, name, year, usual * (0.5 if halved else 1.0), float(halved)))
    table = pd.DataFrame(rows, columns=["scenario", "seed", "id", "year", "harm", "stock"])
    made = event_study.study(table, "moved", "usual", "harm", "stock", 0.5)
    assert made["event"].min() == -5 and made["event"].max() == 4
    after, before = made[made["event"] >= 0], made[made["event"] < 0]
    assert after["studied"].to_numpy() == pytest.approx(math.log(0.5))
    assert after["true"].to_numpy() == pytest.approx(math.log(0.5)) and (before["true"] == 0.0).all()
    later = before[before["event"] >= -2].groupby("seed")["studied"].mean()
    assert later.to_numpy() == pytest.approx(0.0, abs=0.05)


@pytest.mark.slow
@every_case
def test_a_case_shows_what_its_row_says_it_must(case, cli):
    done = cli("case", case.name, f"seeds={case.fewest}", "out=here", "--json")
    assert done.status in (0, 1), done.err
    met = [row["met"] for row in json.loads(done.out) if "met" in row]
    assert met == [one.why_not is None for one in case.checks], "what is not met is explained, and nothing else"
    assert done.status == (0 if all(met) else 1)
    for name, lang in (("case.md", "en"), ("case-zh.md", "zh")):
        said = (done.folder / "here" / name).read_text(encoding="utf-8")
        drawn = [
            file.name for file in (done.folder / "here").glob("*.png") if file.stem.endswith("_zh") == (lang == "zh")
        ]
        assert len(drawn) == len(case.curves) and all(f"]({one})" in said for one in drawn)
    found = left_in(case, done.folder / "here")
    units = {one.unit for one in measured(found).values()} - {"", "%", SHARE}
    assert all(CHINESE.search(unit(one, "zh")) for one in units), units
    assert verdicts(exchanged(found)) != met, "verdicts turn with the arms' results"


def verdicts(found):
    with np.errstate(invalid="ignore", divide="ignore"):  # a firm may have nobody in scope where arms are exchanged
        numbers = measured(found)
    return [one.holds(numbers) for one in found.case.checks]


def exchanged(found):
    """What there would be had the first arm of each county done what the last one did, and so on, and the reverse."""
    tables = {}
    for kind in ("weekly", "enterprises", "groups", "group_weeks"):
        tables[kind] = {}
        for county in found.case.counties:
            names = [one.name for one in county.arms]
            other = dict(zip(names, reversed(names), strict=True))
            table = getattr(found, kind).get(county.name)
            if table is not None:
                tables[kind][county.name] = table.assign(scenario=table["scenario"].map(other))
    return replace(found, kept={}, arms={}, **tables)
