"""A week explained and a life told are facts of the compiled run, for agents of every table."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import govsim
from govsim.engines import core
from govsim.engines.explain import NoEnterpriseError, explain
from govsim.engines.lives import life_of, turning_points, weeks_told
from govsim.engines.plan import Argument, Step
from govsim.engines.traced import Call, Draw, Drawn, causes_of, followed
from govsim.language import HAPPENS, binomial, draw, normal, poisson, tellings_of, uniform, week_key
from govsim.language.stories import JUMPS
from govsim.locale.message import speaking
from govsim.model import model_for
from govsim.study.telling.lives import Story, asked_of, told_life, total_of
from govsim.study.telling.weeks import told

SCENARIO = govsim.load_scenario("combined", ["population=small", "weeks=100"])
MODEL = model_for(SCENARIO)
SEED, WEEK = 3, 60
WATCHED = {"enterprise": 4, "worker": 91, "regulator": 0, "leader": 0, "public": 0, "insurer": 0, "industry": 2}
every_table = pytest.mark.parametrize("table", WATCHED)


def state_after(week, table, number):
    """The columns of an agent after so many weeks of a compiled run."""
    run = core.Run(MODEL, SCENARIO, SEED)
    run.play_to(week)
    rows = run.world.tables[table]
    return {name: rows[name][number % 1_000_000].item() for name in rows.dtype.names}


@pytest.fixture(scope="module")
def explained():
    return {table: explain(MODEL, SCENARIO, SEED, number, WEEK, table) for table, number in WATCHED.items()}


@pytest.fixture(scope="module")
def lives():
    return {table: life_of(MODEL, SCENARIO, SEED, number, table) for table, number in WATCHED.items()}


# --- A week ---------------------------------------------------------------------------------------------------------


@every_table
def test_a_week_explained_begins_and_ends_as_the_compiled_run_has_it(explained, table):
    made = explained[table]
    assert made.start == state_after(WEEK, table, made.number)
    assert made.end == state_after(WEEK + 1, table, made.number)


@every_table
def test_every_column_that_changed_is_explained_without_a_gap(explained, table):
    made = explained[table]
    written = {}
    for event in made.events:
        if event.kind == "column":
            assert event.before == written.get(event.name, made.start[event.name])
            written[event.name] = event.after
    for name in MODEL.declared_columns(table):
        assert written.get(name, made.start[name]) == made.end[name], f"{table}.{name} changed and nothing says why"


def test_every_channel_that_moved_is_explained_without_a_gap(explained):
    made = explained["enterprise"]
    moved = {}
    for event in made.events:
        if event.kind == "channel":
            assert event.before == moved.get(event.name, event.before)
            moved[event.name] = event.after
    assert moved
    for name, value in moved.items():
        held = min(max(value, MODEL.channels[name].low), MODEL.channels[name].high)
        assert held == made.end[name]


def test_draws_are_those_of_their_address_and_say_what_they_decided(explained):
    seen = set()
    for made, event in ((one, event) for one in explained.values() for event in one.events if event.kind == "draw"):
        one, (name, _, k) = event.draw, event.name.partition(" ")
        if one.table == made.table and "trait" not in name:
            assert event.after == draw(week_key(SEED, WEEK), made.start["id"], MODEL.purposes[name], int(k or 0))
        if one.how == "chance" and len(one.limits) == 1:
            assert one.came == (event.after < one.chance) or event.after == one.chance
        elif one.how == "binomial":
            assert one.came == binomial(event.after, one.trials, one.chance)
        elif one.how == "poisson":
            assert one.came == poisson(event.after, one.mean)
        elif one.how == "normal":
            assert one.came == normal(event.after)
        seen.add(one.how)
    assert {"chance", "binomial", "poisson", "normal"} <= seen


def rise(row, above, p, now):
    row.level = row.level + 2.0 * above.pull + row.push


def call_of(level, push, pull):
    step = Step(rise, "row", (Argument("row", "row", "row"), Argument("above", "ancestor", "above"),
                              Argument("p", "parameters"), Argument("now", "now")))  # fmt: skip
    seen = {"row": {"level": level, "push": push}, "above": {"pull": pull}}
    return Call(step, seen, None, None, {"level": level + 2.0 * pull + push})


def test_a_cause_is_what_its_input_alone_has_done():
    last = {"row": {"level": 1.0, "push": 4.0}, "above": {"pull": 3.0}}
    made = causes_of(call_of(1.0, 5.0, 0.5), last, {("row", "push"): 0.0})["level"]
    assert {(one.table, one.column, one.against): one.effect for one in made} == {
        ("above", "pull", "last week"): -5.0, ("row", "push", "no instruments"): 5.0, ("row", "push", "last week"): 1.0,
    }  # fmt: skip
    assert [abs(one.effect) for one in made] == [5.0, 5.0, 1.0]


def test_nothing_has_causes_where_nothing_changed_or_nothing_is_known():
    call = call_of(1.0, 5.0, 0.5)
    assert causes_of(call, call.seen, {}) == {} == causes_of(call, None, {})


@given(st.floats(0.0, 1.0), st.floats(-1.0, 2.0))
def test_a_drawn_number_is_the_number(value, limit):
    def made():
        return Drawn(value, Draw("x", "enterprise", 0, value))

    assert (made() < limit, made() <= limit, made() > limit, made() >= limit) == (
        value < limit, value <= limit, value > limit, value >= limit)  # fmt: skip
    assert (limit > made(), limit <= made()) == (limit > value, limit <= value)
    assert type(made() + limit) is float and made() + limit == value + limit and 1.0 - made() == 1.0 - value
    one = made()
    assert one.record.came is None and (one < limit) == one.record.came and one.record.chance == limit


def chosen(now, agent, p):
    return binomial(uniform(now, agent, 5), 7, p) + poisson(uniform(now, agent, 6), p)


@given(st.integers(0, 2**40), st.floats(0.0, 1.0))
def test_a_rule_that_is_followed_says_the_same(agent, p):
    class Now:
        @staticmethod
        def draw(key, purpose, k):
            value = draw(1, key, purpose, k)
            return Drawn(value, Draw("x", "worker", 0, value)) if watched else value

    class Agent:
        id = agent

    watched = False
    plain = chosen(Now, Agent, p)
    watched = True
    assert followed(chosen)(Now, Agent, p) == plain


@every_table
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_week_is_told_in_whole_sentences(explained, table, lang):
    with speaking(lang):
        sections, left = told(MODEL, explained[table])
    said = [paragraph for section in sections for paragraph in section.paragraphs]
    assert said and left >= 0
    for paragraph in said:
        assert paragraph.rstrip().endswith("." if lang == "en" else "。"), paragraph
        assert "{" not in paragraph and "None" not in paragraph


# --- A life ---------------------------------------------------------------------------------------------------------


def test_what_a_story_adds_up_is_what_the_yearly_table_says():
    years = govsim.simulate(SCENARIO, seeds=[SEED], yearly=True).enterprises
    wanted = ["injuries_true", "lost_time_true", "injuries_recorded", "deaths_true", "found_major", "sanctions"]
    for number in (0, 4, 11):
        life = life_of(MODEL, SCENARIO, SEED, number, "enterprise")
        sums = years[years["id"] % 1_000_000 == number][wanted].sum()
        for name in wanted:
            assert total_of(life, name, range(SCENARIO.weeks)) == sums[name], name


@every_table
def test_turning_points_are_facts_of_the_run(lives, table):
    life = lives[table]
    points = turning_points(life, WATCHED[table], 4.0)
    told = tellings_of(MODEL, table)
    for name in (name for name, kind in told.items() if kind == HAPPENS):
        happened = {one.week: one.after for one in points if (one.kind, one.name) == ("happened", name)}
        values = life.states[name][1:]
        assert happened == {int(week): values[week] for week in np.flatnonzero((values != 0) & life.lives[:-1])}
    for one in points:
        assert one.against <= one.week and one.since <= one.week
        if one.name in told:
            assert life.states[one.name][one.week + 1] == one.after
        if one.kind == "jumped":
            assert told[one.name] == JUMPS and life.states[one.name][one.since] == one.before


def test_what_instruments_reach_is_told_when_it_begins(lives):
    starts = {one.instrument: one.start for one in SCENARIO.adoptions}
    begun = {one.name: one.week for one in turning_points(lives["enterprise"], 4, 4.0) if one.kind == "in force"}
    assert begun and begun == {name: starts[name] for name in begun}


def test_who_leaves_and_who_comes_is_told():
    scenario = govsim.load_scenario("baseline", ["population=small", "weeks=130", "parameter.exit_base=0.08"])
    model = model_for(scenario)
    run = core.Run(model, scenario, SEED)
    run.play_to(scenario.weeks)
    slot = int(np.argmax(run.world.tables["enterprise"]["generation"]))
    life = life_of(model, scenario, SEED, slot, "enterprise")
    points = turning_points(life, slot, 4.0)
    came = [one.number for one in points if one.kind == "came"]
    left = [one for one in points if one.kind == "left"]
    assert came == [slot + 1_000_000 * nth for nth in range(1, len(came) + 1)] and came and len(left) >= len(came)
    later = turning_points(life, came[0], 4.0)
    assert later == [one for one in points if one.week >= life.first_week(came[0])]
    with pytest.raises(NoEnterpriseError):
        life.first_week(slot + 9_000_000)
    gone = next(one.week for one in left) + 1
    worker = next(n for n, owner in enumerate(run.world.tables["worker"]["enterprise"]) if owner == slot)
    if not life.lives[gone]:
        with pytest.raises(NoEnterpriseError, match=f"enterprise {slot}, where it belonged, is closed"):
            explain(model, scenario, SEED, worker, gone, "worker")


@pytest.mark.parametrize("table", ["enterprise", "worker"])
def test_a_week_of_a_story_is_the_week_as_it_is_explained(lives, table):
    """The story plays the agent and those who belong to it alone; `explain` plays the whole county."""
    weeks = (0, 34, WEEK)
    replayed = weeks_told(lives[table], [(week, max(week - 1, 0)) for week in weeks])
    for week in weeks:
        assert replayed[week, max(week - 1, 0)] == explain(MODEL, SCENARIO, SEED, WATCHED[table], week, table)


@pytest.mark.parametrize("table", [table for table in WATCHED if table != "industry"])  # looks at what changes twice
def test_the_whole_county_need_not_be_played_for_a_story(lives, table, monkeypatch):
    def refuse(*_):
        raise AssertionError("a week did not come out as in the run when it was played alone")

    monkeypatch.setattr("govsim.engines.lives.weeks.explain", refuse)
    assert len(weeks_told(lives[table], [(week, week - 1) for week in (20, 33, 90)])) == 3


def test_a_planner_is_told_and_needs_no_whole_county(monkeypatch):
    words = ["population=small", "weeks=40", "start=8"]
    scenario = govsim.load_scenario("baseline+phased_plan+administrative_fines", words)
    model = model_for(scenario)
    whole = explain(model, scenario, SEED, 4, 20)
    monkeypatch.setattr("govsim.engines.lives.weeks.explain", None)
    assert weeks_told(life_of(model, scenario, SEED, 4, "enterprise"), [(20, 19)])[20, 19] == whole
    with speaking("en"):
        sections, _ = told(model, whole)
    assert "“phased plan” lets “administrative fines” act at 0.2 times its strength" in sections[1].paragraphs[0]


@pytest.mark.parametrize(
    ("table", "lang"),
    [("enterprise", "en"), ("enterprise", "zh"), ("worker", "zh"), ("public", "en"), ("leader", "zh")],
)
def test_a_life_is_told_in_whole_sentences(lives, table, lang):
    life, number = lives[table], WATCHED[table]
    points = turning_points(life, number, 2.0)
    story = Story(life, points, weeks_told(life, asked_of(life, points)[:8]))
    with speaking(lang):
        sections = told_life(story, number)
    said = list(itertools.chain.from_iterable(section.paragraphs for section in sections))
    assert said and all(one.endswith("." if lang == "en" else "。") for one in said)
    assert not any("{" in one or "None" in one for one in said)
