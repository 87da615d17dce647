"""What is done around rules: said once as data, carried out alike by both engines."""

import numpy as np
import pytest

from govsim.engines import core, mesa
from govsim.engines.arithmetic import COMBINE, held_above, held_below, paid, strength_in, year_of
from govsim.engines.mesa import GovernanceModel
from govsim.engines.week import Bound, Reset, week_of
from govsim.engines.week_lines import lines_of
from govsim.language import check_syntax, week_key
from govsim.model import model_of
from govsim.scenario import Population, Scenario
from tests.equivalence.conftest import MODEL, adopt, scenario
from tests.equivalence.test_engines import assert_equal

# Names that an engine which takes names apart would trip over.
AWKWARD = """
from govsim.language import Instrument, Table, column, columns, outcome, phase, rule, setting

Table("at", code=98, zh="物", plural="in_order", parents=("enterprise",), rows=lambda structure: count(structure),
      columns={"start": column(0.0, unit="1", zh="数", meaning="a number", source="computed")})


def count(structure):
    from govsim.language import Rows

    return Rows(3, {"enterprise": [0, 0, 1]})


columns("enterprise", p_table=column(0.0, unit="1", zh="数", meaning="a number", source="computed"))
phase("stage_0", before="leaders", en="a phase", zh="阶段")  # of its own: what is compiled for it is small
outcome("total_0", total=("at.start", "enterprise.p_table"), unit="1", zh="数", meaning="a number")


@rule(writes=("start",), phase="stage_0")
def context(at, enterprise, p, now):
    at.start = enterprise.effort


@rule(writes=("p_table",), phase="stage_0")
def take(enterprise, in_order, p, now):
    total = 0.0
    for one in in_order:
        total += one.start
    enterprise.p_table = total


quick_start = Instrument("quick_start", zh="快", settings=dict(
    table=setting(0.3, low=0.0, high=1.0, unit="logit", zh="力度", source="assumed: a test")),
    remembers=dict(rows=column(0, unit="weeks", zh="周", meaning="weeks", source="computed")))


@quick_start.remember
def pick(enterprise, own, p, now):
    own.rows += 1


@quick_start.effect("management_attention")
def length(enterprise, own, p, now):
    return p.table * float(own.rows) / (1.0 + float(own.rows))


end_rows = Instrument("end_rows", zh="末")


@end_rows.spends("government", "a walk")
def walk(enterprise, p, now):
    return enterprise.p_table
"""


@pytest.fixture(scope="module")
def awkward(tmp_path_factory):
    file = tmp_path_factory.mktemp("awkward") / "scope_memory_table.py"
    file.write_text(AWKWARD, encoding="utf-8")
    return model_of(plugins=[file])


def test_no_name_of_an_instrument_a_table_or_a_rule_is_taken_apart(awkward):
    made = scenario("quick_start", "end_rows", weeks=40, model=awkward)
    assert_equal(made, 3, awkward)
    run = core.Run(awkward, made, 3)
    run.play_to(40)
    assert run.weekly[:, core.weekly_names(awkward).index("total_0")].any()
    assert run.weekly[:, core.weekly_names(awkward).index("cost_government")].any()
    assert run.world.memory["quick_start"]["rows"].any()


# A table of another part whose rows die and arrive, count in their last week, and bear costs.
PARTY = """
from govsim.language import Instrument, Rows, Table, column, outcome, phase, purpose, rule, trait, uniform

LEAVE, WORTH = purpose("stall_leaves"), purpose("stall_worth")


def stalls(structure):
    return Rows(6, {"enterprise": [0, 1, 2, 3, 4, 5]})


Table("stall", code=97, zh="摊", plural="stalls", parents=("enterprise",), rows=stalls, columns={
    "worth": column(0.0, unit="1", zh="值", meaning="worth", source="computed"),
    "sold": column(0, unit="1", zh="售", meaning="sold in its last week", source="computed"),
    "wait": column(0, unit="weeks", zh="等", meaning="weeks vacant", source="computed"),
})
outcome("stalls_sold", total="stall.sold", unit="1", zh="售出", meaning="stalls that were sold")
outcome("stalls", total="stall.alive", kind="stock", unit="1", zh="摊位", meaning="stalls there are")


phase("stalls", before="leaders", en="stalls", zh="摊")  # of its own: what is compiled for it is small


@rule(writes=("alive", "sold", "wait"), phase="stalls")
def sell_stall(stall, p, now):
    if uniform(now, stall, LEAVE) < 0.2:
        stall.alive = False
        stall.sold = 1
        stall.wait = 0


@rule(writes=("arriving", "wait"), on="vacant", after="sell_stall")
def await_stall(stall, enterprise, p, now):
    stall.wait += 1
    if stall.wait > 2:
        stall.arriving = True


@rule(newcomer=True, after="await_stall")
def open_stall(stall, enterprise, p, now):
    stall.worth = trait(now, stall, WORTH) + enterprise.effort


fee = Instrument("stall_fee", zh="费", remembers_on="stall", remembers=dict(
    weeks=column(0, unit="weeks", zh="周", meaning="weeks", source="computed")))


@fee.remember
def count_weeks(stall, own, p, now):
    own.weeks += 1


@fee.spends("worker", "a stall")
def pay(stall, own, p, now):
    return stall.worth * float(own.weeks)
"""


def test_any_table_may_arrive_die_count_and_pay(tmp_path):
    file = tmp_path / "stalls.py"
    file.write_text(PARTY.replace("def sell_stall(stall, p", "def sell_stall(stall, enterprise, p"), encoding="utf-8")
    model = model_of(plugins=[file])
    made = scenario("stall_fee", weeks=80, model=model, settle=0)
    assert_equal(made, 5, model)
    run = core.Run(model, made, 5)
    run.play_to(80)
    names = core.weekly_names(model)
    sold, there, paid_by = (run.weekly[:, names.index(n)] for n in ("stalls_sold", "stalls", "cost_worker"))
    rows = run.world.tables["stall"]
    assert sold.sum() == rows["generation"].sum() + (~rows["alive"]).sum() > 5, "each is counted once, when it dies"
    assert 0 < there.min() < 6 and paid_by.any()
    assert (run.world.memory["stall_fee"]["weeks"][rows["alive"]] < 80 - 8).any(), "a newcomer remembers nothing"


def test_without_the_part_its_outcomes_and_columns_are_absent():
    names = core.weekly_names(MODEL)
    assert "stalls" not in names and "p_table" not in MODEL.columns_of("enterprise")


def test_only_channels_that_something_moves_are_held_within_bounds():
    own = {one.name for one in MODEL.channels.values() if isinstance(one.neutral, str)}
    assert week_of(MODEL).moved == own
    moved = {channel for channel, _ in MODEL.effects_of("hazard_hotline")}
    assert week_of(MODEL, ["hazard_hotline"]).moved == own | moved
    for one in MODEL.channels.values():
        if not isinstance(one.neutral, str):
            assert one.low <= one.neutral <= one.high, f"{one.name} would stand outside its bounds"


@pytest.mark.parametrize("function", [*COMBINE.values(), held_above, held_below, paid, strength_in, year_of])
def test_the_arithmetic_around_rules_is_in_the_language_of_rules(function):
    check_syntax(function)


def test_an_instrument_grows_from_its_start_and_ends():
    assert [strength_in(week, 4, 2, 7) for week in range(3, 9)] == [0.0, 0.5, 1.0, 1.0, 0.0, 0.0]


def test_the_week_as_rows_names_every_rule_once_in_its_order():
    lines = lines_of(MODEL)
    named = [line.what for line in lines if line.what and line.phase != "founding"]
    assert named == [rule.name for _, rules in MODEL.week for rule in rules]
    phases = list(dict.fromkeys(line.phase for line in lines))
    usual = [phase for phase, rules in MODEL.week if rules]
    assert phases == ["founding", "reset", "instruments", "bounds", *usual, "outcomes", "years"]
    assert all(line.table in MODEL.tables for line in lines if line.table)
    assert [line.what for line in lines_of(MODEL, ["hazard_hotline"]) if line.step == "act"][0] == "hazard_hotline"


def test_every_channel_is_reset_and_every_bounded_one_bounded():
    steps = [doing for stage in week_of(MODEL).stages for doing in stage.steps]
    reset = {name for doing in steps if isinstance(doing, Reset) for name, _ in doing.neutral}
    assert set(MODEL.channels) <= reset
    bounded = {doing.channel for doing in steps if isinstance(doing, Bound)}
    assert bounded == {one.name for one in MODEL.channels.values() if np.isfinite([one.low, one.high]).any()}


def test_a_run_asks_for_no_yearly_kernel_where_nobody_wants_years():
    without, with_years = (core.program_for(MODEL, (), yearly=one) for one in (False, True))
    assert len(with_years.weekly) == len(without.weekly) + 1


def test_the_keys_of_all_weeks_at_once_are_those_of_each():
    made = scenario(weeks=9)
    for seed in (0, 7, 2**31):
        run = core.Run(MODEL, made, seed)
        assert run.keys.tolist() == [week_key(seed, week) for week in range(-1 - made.settle, 9)]


def test_both_engines_play_a_scenario_of_no_weeks():
    made = scenario(adopt("hazard_hotline").instrument, weeks=1)
    one, other = (engine.run_many(MODEL, [(made, 1)], yearly=True)[0] for engine in (core, mesa))
    assert one.weekly.tobytes() == other.weekly.tobytes() and one.yearly.tobytes() == other.yearly.tobytes()


SHOUT = """
from govsim.language import columns, flag, phase, rule

columns("enterprise", heard=flag("听到", "whether the channel was felt", "assumed: a test"))


@rule(writes=("management_attention",), phase="parties")
def shout(enterprise, p, now):
    enterprise.management_attention += 100.0


phase("hearing", before="agencies", en="hearing", zh="听")  # of its own: what is compiled for it is small


@rule(writes=("heard",), phase="hearing")
def hear(enterprise, p, now):
    enterprise.heard = enterprise.management_attention > 5.0
"""


@pytest.mark.slow
def test_channels_that_a_party_moves_are_held_to_their_bounds_before_anybody_acts(tmp_path):
    file = tmp_path / "shouting.py"
    file.write_text(SHOUT, encoding="utf-8")
    model = model_of(plugins=[file])
    high = model.channels["management_attention"].high
    assert high == 5.0 and [stage.name for stage in week_of(model).stages if stage.kind == "bounds"] == [
        "bounds",
        "parties",
    ]
    made = Scenario("loud", Population(enterprises=20), 6, 1, (1, 6))
    run, mesa = core.Run(model, made, 3), GovernanceModel(made, 3, model=model)
    run.play_to(6)
    for _ in range(6):
        mesa.step()
    rows = run.world.tables["enterprise"]
    alive = rows["alive"]
    assert (rows["management_attention"][alive] == high).all() and not rows["heard"].any()
    for column, values in ((name, mesa.arrays()["enterprise"][name]) for name in rows.dtype.names):
        assert values.tobytes() == rows[column].tobytes(), column


PARK = """
from govsim.language import Rows, further_rows, membership

further_rows("public", of=lambda structure: Rows(1, {"residents": 2000.0}))
membership("enterprise", "public", of=lambda structure: [1 if at < 5 else 0 for at in range(len(structure))])
"""


@pytest.mark.slow
def test_a_further_place_is_a_second_public_of_the_region(tmp_path):
    file = tmp_path / "park.py"
    file.write_text(PARK, encoding="utf-8")
    model = model_of(plugins=[file])
    made = Scenario("park", Population(enterprises=20), 20, 1, (1, 20))
    assert_equal(made, 3, model)
    tables = core.base_for(model, made.population).tables
    assert tables["public"]["residents"].tolist() == [500_000.0, 2000.0]
    assert tables["enterprise"]["public"].tolist() == [1] * 5 + [0] * 15 and not tables["public"]["region"].any()
