"""What a user's own instrument may count on, and what it is told when it asks for what there is not."""

import textwrap

import numpy as np
import pytest

from govsim.engines import core
from govsim.engines.mesa import GovernanceModel
from govsim.engines.plan import check_instrument, instrument_plan
from govsim.language import INSTRUMENTS, DeclarationError
from govsim.scenario import Population, Scope
from tests.contract.stage import START, adopt, county, series, weekly, write_module

TOWN = Population(enterprises=40)

MEMORY = """
    from govsim.language import Instrument, column, helper, setting

    long_watch = Instrument(
        "long_watch", zh="盯防", remembers_on="enterprise",
        settings=dict(
            pull=setting(0.4, low=0.0, high=1.0, neutral=0.0, unit="logit", zh="力度", source="assumed: a test"),
            price=setting(90.0, low=0.0, high=500.0, neutral=0.0, unit="CNY", zh="费用", source="assumed: a test"),
            firm=setting(True, low=0.0, high=1.0, unit="1 = firm", zh="坚定", source="assumed: a test"),
        ),
        remembers=dict(
            weeks=column(0, unit="weeks", zh="周数", meaning="weeks watched", source="computed"),
            alarm=column(0.0, unit="share", zh="警报", meaning="fading alarm", source="computed"),
            warned=column(False, unit="", zh="已警告", meaning="ever warned", source="computed"),
        ),
    )

    LIMIT = 3.0


    @helper
    def bad(enterprise):
        return float(enterprise.findings) > LIMIT


    @long_watch.remember
    def keep_watch(enterprise, own, p, now):
        own.weeks += 1
        own.alarm = 0.95 * own.alarm
        if bad(enterprise):
            own.alarm = 1.0
            own.warned = True


    @long_watch.effect("management_attention")
    def act(enterprise, industry, own, p, now):
        return p.firm * p.pull * own.alarm + industry.injury_base


    @long_watch.effect("leader_weight")
    def press(leader, p, now):
        return 0.1 * p.pull


    @long_watch.cost("government")
    def pay(enterprise, p, now):
        return p.price if enterprise.visited else 0.0
    """

# the same names of functions as above: each must stay its own file's
NAMESAKE = """
    from govsim.language import Instrument

    short_watch = Instrument("short_watch", zh="短期盯防")


    @short_watch.effect("cost_burden")
    def act(enterprise, p, now):
        return 123.0


    @short_watch.cost("enterprise")
    def pay(enterprise, p, now):
        return 7.0
    """
NAMES = ("long_watch", "short_watch")


@pytest.fixture(scope="module", autouse=True)
def plugins(tmp_path_factory):
    """Two files of a user's own, on the menu for the tests of this file."""
    folder = tmp_path_factory.mktemp("plugins")
    write_module(folder, "contract_long_watch", MEMORY)
    write_module(folder, "contract_short_watch", NAMESAKE)
    yield
    for name in NAMES:
        del INSTRUMENTS[name]


def run_of(*adoptions, weeks=60, population=TOWN):
    """A run whose program holds both plugins, whichever are adopted: one program for all tests of this file."""
    run = core.Run(county(*adoptions, weeks=weeks, population=population), 7, NAMES)
    run.play_to(weeks)
    return run


def test_a_plugin_gives_the_same_bits_in_both_engines_with_its_memory():
    made = county(
        adopt("long_watch", phase_in=6, end=40, scope=Scope(share=0.6)), adopt("short_watch", start=3), weeks=50
    )
    run, model = core.Run(made, 7, NAMES), GovernanceModel(made, 7, typed=True)
    run.play_to(50)
    rows = []
    for _ in range(50):
        model.step()
        rows.append(list(model.outcomes.values()))
    assert np.array(rows).tobytes() == run.weekly.tobytes()
    for name, memory in run.world.memory.items():
        for i, own in enumerate(model.memory[name]):
            assert own.__dict__ == dict(zip(memory.dtype.names, memory[i].item(), strict=True))
    assert run.world.memory["long_watch"]["warned"].any() and run.world.memory["long_watch"]["alarm"].any()


def test_functions_of_one_name_in_two_files_stay_apart():
    run = run_of(adopt("long_watch"), adopt("short_watch"))
    rows = run.world.tables["enterprise"]
    rows = rows[rows["alive"] & (rows["generation"] == 0)]
    assert (rows["cost_burden"] == 123.0).all()
    assert (rows["management_attention"] > 0.0).all() and (rows["management_attention"] < 1.0).all()
    assert (rows["cost_enterprise"] == 7.0).all()
    assert run.world.tables["leader"]["leader_weight"][0] == pytest.approx(0.04)


def test_memory_counts_the_weeks_in_force_and_starts_anew_with_a_new_enterprise():
    run = run_of(adopt("long_watch", end=50), weeks=60)
    rows, memory = run.world.tables["enterprise"], run.world.memory["long_watch"]
    first = rows["alive"] & (rows["generation"] == 0)
    assert (memory["weeks"][first] == 50 - START).all(), "only weeks in force count"
    others = ~first
    assert others.any() and (memory["weeks"][others] < 50 - START).all()


def test_out_of_scope_nothing_is_remembered_felt_or_paid():
    scope = Scope(industries=("mining",), headcount=(10, 100_000))
    run = run_of(adopt("long_watch", scope=scope))
    rows, memory = run.world.tables["enterprise"], run.world.memory["long_watch"]
    inside = (rows["industry"] == 0) & (rows["headcount"] >= 10)
    assert inside.any() and (memory["holder"][inside] >= 0).all()
    assert (memory["holder"][~inside] == -1).all()
    outside = ~inside & rows["alive"]
    assert not rows["management_attention"][outside].any() and not rows["cost_government"][outside].any()


def test_a_scope_that_holds_nobody_changes_no_bit():
    nobody = run_of(adopt("short_watch", scope=Scope(share=0.0)))
    assert nobody.weekly.tobytes() == run_of().weekly.tobytes()


def test_a_cost_is_what_last_weeks_state_costs_times_strength():
    run = run_of(adopt("long_watch", phase_in=4, price=90.0, pull=0.0))
    # an enterprise that closes is gone before it is charged; forced and tip visits are inspections too
    paid, visits = series(run.weekly, "cost_government"), series(run.weekly, "inspections")
    ramp = np.clip((np.arange(len(paid)) - START + 1) / 4.0, 0.0, 1.0)
    due = 90.0 * ramp[1:] * visits[:-1]
    assert (paid[1:] <= due + 1e-9).all()
    assert paid.sum() > 0.8 * due.sum()
    quiet = series(run.weekly, "exits")[:-1] == 0
    np.testing.assert_allclose(paid[1:][quiet], due[quiet])


def test_a_week_of_two_plugins_does_not_depend_on_their_order():
    one, other = adopt("long_watch"), adopt("short_watch")
    first, second = weekly(county(one, other, population=TOWN, weeks=60), county(other, one, population=TOWN, weeks=60))
    assert first.tobytes() == second.tobytes()


HEAD = """
    from govsim.language import Instrument, column, setting

    bad = Instrument("bad", zh="坏", remembers_on="enterprise",
        settings=dict(size=setting(1.0, low=0.0, high=2.0, unit="1", zh="大小", source="assumed: a test")),
        remembers=dict(count=column(0, unit="1", zh="数", meaning="a count", source="computed")))

"""
MISTAKES = {
    "reads a channel": ("cost_burden", "enterprise, p, now", "return enterprise.effort_cost", "reads channel"),
    "reads a cost": ("cost_burden", "enterprise, p, now", "return enterprise.cost_worker", "reads cost"),
    "writes": ("cost_burden", "enterprise, p, now", "enterprise.effort = 1.0\n        return 1.0", "writes nothing"),
    "returns a count": ("cost_burden", "enterprise, p, now", "return enterprise.found", "returns int"),
    "unknown channel": ("cost_burdens", "enterprise, p, now", "return 1.0", "no channel"),
    "another level": ("leader_weight", "enterprise, p, now", "return 1.0", "is of a leader"),
    "misspelt setting": ("cost_burden", "enterprise, p, now", "return p.sise", "did you mean 'size'"),
    "misspelt column": ("cost_burden", "enterprise, p, now", "return enterprise.efort", "did you mean 'effort'"),
    "misspelt memory": ("cost_burden", "enterprise, own, p, now", "return float(own.cuont)", "did you mean 'count'"),
    "memory elsewhere": ("leader_weight", "leader, own, p, now", "return 1.0", "memory is on enterprise"),
    "asks for members": ("cost_burden", "enterprise, workers, p, now", "return 1.0", "asks for workers"),
    "unknown party": ("cost_burden", "enterprise, mayor, p, now", "return 1.0", "asks for 'mayor'"),
    "a power": ("cost_burden", "enterprise, p, now", "return p.size ** 2.0", "power"),
    "not a number of the file": ("cost_burden", "enterprise, p, now", "return LIMIT", "neither local nor a number"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_with_its_file_and_line(declare, mistake):
    channel, arguments, body, why = MISTAKES[mistake]
    text = f'{HEAD}    @bad.effect("{channel}")\n    def act({arguments}):\n        {body}\n'
    with pytest.raises(DeclarationError, match=rf"contract_bad.py:\d+.*{why}"):
        declare("contract_bad", text)
        check_instrument(instrument_plan(INSTRUMENTS["bad"]))


SIDEWAYS = """
    from govsim.language import helper


    @helper
    def peek(enterprise):
        return enterprise.effort_cost


    @bad.effect("cost_burden")
    def act(enterprise, p, now):
        return peek(enterprise)
    """


def test_a_helper_does_not_see_channels_either(declare):
    declare("contract_bad", textwrap.dedent(HEAD) + textwrap.dedent(SIDEWAYS))
    with pytest.raises(DeclarationError, match=r"contract_bad.py:\d+.*peek.*has no 'effort_cost'"):
        check_instrument(instrument_plan(INSTRUMENTS["bad"]))


def test_memory_does_not_see_channels_either(declare):
    body = "def note(enterprise, own, p, now):\n        own.count += int(enterprise.exposure)\n"
    declare("contract_bad", f"{HEAD}    @bad.remember\n    {body}")
    with pytest.raises(DeclarationError, match="reads channel enterprise.exposure"):
        check_instrument(instrument_plan(INSTRUMENTS["bad"]))


def test_memory_is_all_that_a_remembering_rule_may_write(declare):
    text = f"{HEAD}    @bad.remember\n    def count(enterprise, own, p, now):\n        enterprise.found = 3\n"
    declare("contract_bad", text)
    with pytest.raises(DeclarationError, match=r"contract_bad.py:\d+.*its own memory only"):
        check_instrument(instrument_plan(INSTRUMENTS["bad"]))


def test_an_unknown_payer_and_a_second_instrument_of_one_name_are_refused(declare):
    text = f'{HEAD}    @bad.cost("mayor")\n    def pay(enterprise, p, now):\n        return 1.0\n'
    with pytest.raises(DeclarationError, match="payer 'mayor' must be one of"):
        declare("contract_bad", text)
    with pytest.raises(DeclarationError, match="'bad' is declared twice"):
        declare("contract_worse", HEAD)
