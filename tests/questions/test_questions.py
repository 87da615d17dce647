"""A question says the same in both languages, and its answer turns where its arms exchange their results."""

import json
import math
import re
import string
from dataclasses import replace

import pytest

from govsim.cases.common import run
from govsim.cases.common.case import Arm, Case, County, Curve
from govsim.cases.common.found import Found, measured
from govsim.cases.common.page import in_words
from govsim.cases.common.run import arms_of
from govsim.commands.common.record import found_in
from govsim.commands.common.trials import Asked
from govsim.questions.common.page import page
from govsim.questions.common.question import Question
from govsim.questions.common.reached import dose_for
from govsim.study.analysis.budget import Fit
from govsim.study.runs.statistics import Estimate

QUESTIONS = {one.number: one for one in found_in("govsim.questions", Question)}
CASES = {one.name: one for one in found_in("govsim.cases", Case)}
every_question = pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda one: one.name)
CHINESE = re.compile(r"[\u4e00-\u9fff]")
NOTHING, LESS, MORE = Estimate(0.0, -1.0, 1.0), Estimate(-12.34, -13.0, -11.5), Estimate(12.34, 11.5, 13.0)
UNKNOWN = Estimate(math.nan, math.nan, math.nan)


def texts(question):
    """Everything that it says, English beside Chinese."""
    numbers = dict.fromkeys(question.numbers, LESS)
    yield from (question.problem, question.text, question.hangs_on, *(one.words(numbers) for one in question.verdicts))
    yield from (one.title for one in question.numbers.values())
    figure = question.figure
    yield from (figure.title, figure.label, *(figure.series if isinstance(figure, Curve) else figure.rows).values())
    yield from (one.title for county in question.counties for one in (county, *county.arms))


def holes(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def sentences(text, lang):
    return text.count("。") if lang == "zh" else len(re.findall(r"[.?!](?= [A-Z\"“]|$)", text))


def test_questions_are_numbered_from_one_without_a_gap_and_named_by_their_file():
    assert list(QUESTIONS) == list(range(1, len(QUESTIONS) + 1))
    assert all(one.name.startswith(f"q{number:02d}_") for number, one in QUESTIONS.items())


@every_question
def test_it_says_the_same_in_both_languages(question):
    for english, chinese in texts(question):
        assert english and not CHINESE.search(english), english
        assert CHINESE.search(chinese), chinese
        assert holes(english) == holes(chinese) <= set(question.numbers), english


@every_question
def test_each_of_its_answers_is_two_sentences_made_from_numbers(question):
    numbers = {name: LESS for name in question.numbers}
    for verdict in question.verdicts:
        assert holes(verdict.words(numbers)[0])
        for lang in ("en", "zh"):
            said = in_words(verdict.words(numbers), lang, numbers)
            assert sentences(said, lang) == 2 and "{" not in said, said


@every_question
def test_its_verdict_hangs_on_the_numbers(question):
    """Where nothing can be told the last is, and where all is less, or all is more, another one in one of them."""
    told = [question.verdict(dict.fromkeys(question.numbers, one)).name for one in (UNKNOWN, NOTHING, LESS, MORE)]
    assert told[0] == question.verdicts[-1].name and len(set(told)) > 1
    assert len({one.name for one in question.verdicts}) == len(question.verdicts)
    arms = {arm.name for county in question.counties for arm in county.arms}
    assert question.turns and {name for two in question.turns for name in two} <= arms


@every_question
def test_it_takes_the_runs_of_its_case_and_draws_what_it_measures(question):
    if question.case:
        case = CASES[question.case]
        assert question.counties is case.counties and question.seeds == case.seeds
    figure, arms = question.figure, {one.name: {arm.name for arm in one.arms} for one in question.counties}
    if isinstance(figure, Curve):
        assert set(figure.arms) <= arms[figure.county]
    else:
        assert figure.rows and set(figure.rows) <= set(question.numbers)
    for county in question.counties:
        assert not county.budget or len(county.arms) > 2, "with nothing beside it no cost is equal to another"


@every_question
def test_its_page_says_the_answer_every_number_and_what_it_hangs_on(question):
    numbers = {name: LESS for name in question.numbers}
    for lang in ("en", "zh"):
        said = page("THE ANSWER", Found(question, {}, {}, (0, 52)), numbers, range(20), [], lang)
        assert "THE ANSWER" in said and said.count("−12.34") >= len(numbers)
        assert in_words(question.hangs_on, lang, numbers) in said and in_words(question.text, lang) in said


def test_a_dose_lies_where_the_level_is_reached_and_its_ends_where_those_of_the_intervals_are():
    did = [Estimate(0.0, 0.0, 0.0), Estimate(-4.0, -5.0, -3.0), Estimate(-8.0, -10.0, -6.0)]
    found = dose_for([8.0, 12.0, 16.0], did, -6.0)
    assert (found.mean, found.low, found.high) == pytest.approx((14.0, 12.8, 16.0))
    beyond = dose_for([8.0, 12.0, 16.0], did, -7.0)
    assert beyond.mean == pytest.approx(15.0) and math.isnan(beyond.high) and beyond.low == pytest.approx(13.6)
    assert math.isnan(dose_for([1.0, 2.0], did[:2], 5.0).mean), "it goes the other way"
    assert dose_for([1.0, 2.0], [NOTHING, MORE], 0.0).mean == 1.0, "it is there already"


def test_arms_of_a_county_with_a_budget_are_scaled_to_it_and_one_out_of_reach_stays_at_its_most(monkeypatch):
    arms = (
        Arm("usual", ("usual", "现状")),
        Arm("posts", ("posts", "岗位"), ("instrument=[grassroots_inspectors]",)),
        Arm("days", ("days", "培训"), ("instrument=[inspector_training]",)),
    )
    county = County("small", ("small", "小"), arms, settings=("population=small", "weeks=60"), budget=60_000.0)
    cost = Estimate(60_000.0, 50_000.0, 70_000.0, "CNY")
    fits = [Fit("posts", "fits", 0.25, cost), Fit("days", "beyond", 2.0, cost)]
    monkeypatch.setattr(run, "fit_packages", lambda scenarios, reference, budget, *more: fits)
    made = arms_of(county, range(2))
    strengths = {one.name: {x.strength for x in one.adoptions} for one in made.scenarios}
    assert strengths == {"usual": set(), "posts": {0.25}, "days": {2.0}}
    free = arms_of(replace(county, budget=0.0), range(2))
    assert not free.fits and all(one.strength == 1.0 for made in free.scenarios for one in made.adoptions)
    shown = page("", Found(replace(QUESTIONS[2], counties=(county,)), {}, {}, (0, 52), fits={"small": tuple(fits)}),
                 dict.fromkeys(QUESTIONS[2].numbers, LESS), range(2), [], "en")  # fmt: skip
    assert "posts: factor 0.25, 0.06 [0.05, 0.07] million CNY" in shown and "does not reach the budget" in shown


def test_questions_are_listed_and_what_is_none_is_answered_in_one_line(cli):
    for words in (("question",), ("question", "list")):
        listed = cli(*words, "--json")
        assert listed.status == 0 and [row["number"] for row in json.loads(listed.out)] == list(QUESTIONS)
    head = cli("question", "list", "lang=zh").out.splitlines()[0]
    assert CHINESE.search(head) and not re.search(r"[A-Za-z]", head)
    for words, said in (
        (("99",), f"1 to {len(QUESTIONS)}"),
        (("lst",), "list"),
        (("1", "2"), "one name"),
        (("1", "seeds=1"), "seeds"),
        (("1", "seed=4"), "seeds"),
    ):
        wrong = cli("question", *words)
        assert wrong.status == 2 and said in wrong.err and len(wrong.err.splitlines()) == 1, wrong.err


def swapped(found, pairs):
    """The same runs, with the results of pairs of arms exchanged."""
    names = {old: new for one, two in pairs for old, new in ((one, two), (two, one))}

    def renamed(tables):
        return {
            name: table.assign(scenario=table["scenario"].map(lambda one: names.get(one, one)))
            for name, table in tables.items()
        }

    return replace(
        found, kept={}, arms={}, weekly=renamed(found.weekly), enterprises=renamed(found.enterprises),
        groups=renamed(found.groups), group_weeks=renamed(found.group_weeks),
    )  # fmt: skip


@pytest.mark.slow
@every_question
def test_a_question_is_answered_and_the_verdict_turns_where_its_arms_exchange_their_results(question, cli, monkeypatch):
    from govsim.questions.common import answer

    kept = []
    play = answer.play
    monkeypatch.setattr(answer, "play", lambda *given: kept.append(play(*given)) or kept[-1])
    done = cli("question", str(question.number), f"seeds={question.fewest}", "out=here", "--json")
    assert done.status == 0, done.err
    head, *rows = json.loads(done.out)
    assert head["question"] == question.number and {row["name"] for row in rows} == set(question.numbers)
    assert sentences(head["answer"], "en") == 2
    folder = done.folder / "here"
    for name, lang in ((f"question-{question.number}.md", "en"), (f"question-{question.number}-zh.md", "zh")):
        drawn = [one.name for one in folder.glob("*.png") if one.stem.endswith("_zh") == (lang == "zh")]
        assert len(drawn) == 1 and f"]({drawn[0]})" in (folder / name).read_text(encoding="utf-8")
    turned = question.verdict(measured(swapped(kept[0].found, question.turns)))
    assert turned.name != head["verdict"], "the answer is that of its arms"


def test_fewer_seeds_than_an_answer_rests_on_are_warned_of(capsys):
    question = QUESTIONS[24]
    assert Asked("24", {"seeds": "2"}).seeds(question) == range(2)
    assert f"{question.fewest}" in capsys.readouterr().err
    assert Asked("24", {"seeds": str(question.fewest)}).seeds(question) and not capsys.readouterr().err
