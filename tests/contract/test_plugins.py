"""What a user's own instrument may count on, and what it is told when it asks for what there is not."""

import functools
import re
import textwrap

import numpy as np
import pytest

from govsim.engines import core
from govsim.engines.mesa import GovernanceModel
from govsim.engines.plan import make_plan
from govsim.language import EVERY_INSTRUMENT_HAS, DeclarationError
from govsim.language.names import LANGUAGE
from govsim.model import model_of
from govsim.scenario import Population, Scope
from govsim.study.ask.declarations import GENERIC, load_plugins
from govsim.study.speak.errors import InputError
from govsim.study.speak.words import speaking
from tests.contract import stage
from tests.contract.stage import START, county, series

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


    @long_watch.spends("government", "a watch")
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


    @short_watch.spends("enterprise", "a watch")
    def pay(enterprise, p, now):
        return 7.0
    """

FREE = NAMESAKE[: NAMESAKE.index("    @short_watch.spends")].replace("short_watch", "free_watch")  # the same, unpaid


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """The model with two files of a user's own."""
    folder = tmp_path_factory.mktemp("plugins")
    texts = {"long": MEMORY, "short": NAMESAKE, "free": FREE}
    files = {folder / f"contract_{name}_watch.py": text for name, text in texts.items()}
    for file, text in files.items():
        file.write_text(textwrap.dedent(text), encoding="utf-8")
    return model_of(plugins=files)


@pytest.fixture
def adopt(model):
    """An instrument of the model at its defaults, but for what is given."""
    return functools.partial(stage.adopt, model=model)


@pytest.fixture
def run_of(model):
    """A run of the town with some instruments in force."""

    def run(*adoptions, weeks=60, population=TOWN):
        made = core.Run(model, county(*adoptions, weeks=weeks, population=population), 7)
        made.play_to(weeks)
        return made

    return run


def test_a_plugin_gives_the_same_bits_in_both_engines_with_its_memory(model, adopt):
    made = county(
        adopt("long_watch", phase_in=6, end=40, scope=Scope(share=0.6)), adopt("short_watch", start=3), weeks=50
    )
    run, agents = core.Run(model, made, 7), GovernanceModel(made, 7, model=model, typed=True)
    run.play_to(50)
    rows = []
    for _ in range(50):
        agents.step()
        rows.append(list(agents.outcomes.values()))
    assert np.array(rows).tobytes() == run.weekly.tobytes()
    for name, memory in run.world.memory.items():
        for i, own in enumerate(agents.memory[name]):
            assert own.__dict__ == dict(zip(memory.dtype.names, memory[i].item(), strict=True))
    assert run.world.memory["long_watch"]["warned"].any() and run.world.memory["long_watch"]["alarm"].any()


def test_functions_of_one_name_in_two_files_stay_apart(run_of, adopt):
    run = run_of(adopt("long_watch"), adopt("short_watch"))
    rows = run.world.tables["enterprise"]
    rows = rows[rows["alive"] & (rows["generation"] == 0)]
    assert (rows["cost_burden"] == 123.0).all()
    assert (rows["management_attention"] > 0.0).all() and (rows["management_attention"] < 1.0).all()
    assert run.world.tables["leader"]["leader_weight"][0] == pytest.approx(0.04)


def test_what_an_instrument_costs_is_booked_to_the_cent_beside_what_is_spent_anyway(run_of, adopt):
    """In the last week, so that nothing answers to it yet; the other run has the same effects and no entry."""
    paid, free = (run_of(adopt("long_watch"), adopt(f"{one}_watch", start=59)) for one in ("short", "free"))
    rows, others = (run.world.tables["enterprise"] for run in (paid, free))
    alive = rows["alive"]
    assert alive.any() and (alive == others["alive"]).all() and (others["cost_enterprise"][alive] > 0.0).all()
    np.testing.assert_allclose(rows["cost_enterprise"][alive] - others["cost_enterprise"][alive], 7.0, rtol=1e-9)
    np.testing.assert_array_equal(rows["cost_government"], others["cost_government"])


def test_memory_counts_the_weeks_in_force_and_starts_anew_with_a_new_enterprise(model, adopt):
    """Enterprises act before the newcomers of the week arrive, so these count from the week after."""
    run = core.Run(model, county(adopt("long_watch", end=50), weeks=60, population=TOWN), 7)
    run.play_to(0)
    holders = run.world.tables["enterprise"]["id"].copy()
    since = np.zeros(len(holders), int)
    for week in range(60):
        run.play_to(week + 1)
        rows, memory = run.world.tables["enterprise"], run.world.memory["long_watch"]
        since[rows["id"] != holders] = week + 1
        holders = rows["id"].copy()
    due = np.maximum(50 - np.maximum(since, START), 0)
    counted = rows["alive"] & (since < 50)
    assert (memory["weeks"][counted] == due[counted]).all(), "only weeks in force count, and only the holder's own"
    assert (since[counted] == 0).any() and (since[counted] > START).any(), "some were there, others came meanwhile"


def test_out_of_scope_nothing_is_remembered_felt_or_paid(run_of, adopt):
    scope = Scope(industries=("mining",), headcount=(10, 100_000))
    run = run_of(adopt("long_watch", scope=scope))
    rows, memory = run.world.tables["enterprise"], run.world.memory["long_watch"]
    inside = (rows["industry"] == 0) & (rows["headcount"] >= 10)
    assert inside.any() and (memory["holder"][inside] >= 0).all()
    assert (memory["holder"][~inside] == -1).all()
    outside = ~inside & rows["alive"]
    assert not rows["management_attention"][outside].any() and not rows["cost_government"][outside].any()


def test_a_scope_that_holds_nobody_changes_no_bit(run_of, adopt):
    nobody = run_of(adopt("short_watch", scope=Scope(share=0.0)))
    assert nobody.weekly.tobytes() == run_of().weekly.tobytes()


def test_a_cost_is_what_last_weeks_state_costs_times_strength(run_of, adopt):
    run, free = (run_of(adopt("long_watch", phase_in=4, price=price, pull=0.0)) for price in (90.0, 0.0))
    # an enterprise that closes is gone before it is charged; forced and tip visits are inspections too
    paid = series(run.weekly, "cost_government") - series(free.weekly, "cost_government")
    visits = series(run.weekly, "inspections")
    ramp = np.clip((np.arange(len(paid)) - START + 1) / 4.0, 0.0, 1.0)
    due = 90.0 * ramp[1:] * visits[:-1]
    assert (paid[1:] <= due + 1e-9).all()
    assert paid.sum() > 0.8 * due.sum()
    quiet = series(run.weekly, "exits")[:-1] == 0
    np.testing.assert_allclose(paid[1:][quiet], due[quiet])


def test_a_week_of_two_plugins_does_not_depend_on_their_order(model, adopt):
    one, other = adopt("long_watch"), adopt("short_watch")
    both = (county(*order, population=TOWN, weeks=60) for order in ((one, other), (other, one)))
    first, second = stage.weekly(*both, model=model)
    assert first.tobytes() == second.tobytes()


HEAD = """
    from govsim.language import Instrument, column, setting

    bad = Instrument("bad", zh="坏", remembers_on="enterprise",
        settings=dict(size=setting(1.0, low=0.0, high=2.0, unit="1", zh="大小", source="assumed: a test")),
        remembers=dict(count=column(0, unit="1", zh="数", meaning="a count", source="computed")))

"""
MISTAKES = {
    "reads a channel": ("cost_burden", "enterprise, p, now", "return enterprise.effort_cost", "reads channel"),
    "reads a cost": ("cost_burden", "enterprise, p, now", "return enterprise.cost_worker", "cost_worker of the ledger"),
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
    "the clock as a number": ("cost_burden", "enterprise, p, now", "return 1.0 if now > 5 else 0.0", "now.week"),
    "a row added": ("cost_burden", "enterprise, p, now", "return p + 1", "'p' is .*row.* p.size"),
    "a row multiplied": ("cost_burden", "enterprise, p, now", "return enterprise * 2", "'enterprise' is a row"),
    "a row negated": ("cost_burden", "enterprise, industry, p, now", "return -industry", "'industry' is a row"),
    "a row in min": ("cost_burden", "enterprise, p, now", "return min(enterprise, 1.0)", "'enterprise' is a row"),
    "a row in exp": ("cost_burden", "enterprise, p, now", "return float(enterprise)", "'enterprise' is a row"),
    "a row as a condition": ("cost_burden", "enterprise, p, now", "return 1.0 if p else 0.0", "'p' is .*row"),
    "a row negated as a flag": (
        "cost_burden",
        "enterprise, p, now",
        "return 1.0 if not now else 0.0",
        "'now' is .*row",
    ),
    "a row returned": ("cost_burden", "enterprise, p, now", "return enterprise", "'enterprise' is a row"),
    "a row chosen": ("cost_burden", "enterprise, p, now", "return 1.0 if now.week > 3 else p", "'p' is .*row"),
    "a row under another name": ("cost_burden", "enterprise, p, now", "x = now\n        return x + 1.0", "x.week"),
    "a row given another value": ("cost_burden", "enterprise, p, now", "now = 5\n        return 1.0", "one type"),
    "a loop without end": ("cost_burden", "enterprise, p, now", "while p.size > 0.5:\n            pass", "no while"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_with_its_file_and_line(declare, mistake):
    channel, arguments, body, why = MISTAKES[mistake]
    text = f'{HEAD}    @bad.effect("{channel}")\n    def act({arguments}):\n        {body}\n'
    with pytest.raises(DeclarationError, match=rf"contract_bad.py:\d+.*{why}"):
        make_plan(declare("contract_bad", text), ["bad"])


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
    model = declare("contract_bad", textwrap.dedent(HEAD) + textwrap.dedent(SIDEWAYS))
    with pytest.raises(DeclarationError, match=r"contract_bad.py:\d+.*peek.*has no 'effort_cost'"):
        make_plan(model, ["bad"])


def test_memory_does_not_see_channels_either(declare):
    body = "def note(enterprise, own, p, now):\n        own.count += int(enterprise.exposure)\n"
    model = declare("contract_bad", f"{HEAD}    @bad.remember\n    {body}")
    with pytest.raises(DeclarationError, match="reads channel enterprise.exposure"):
        make_plan(model, ["bad"])


def test_memory_is_all_that_a_remembering_rule_may_write(declare):
    text = f"{HEAD}    @bad.remember\n    def count(enterprise, own, p, now):\n        enterprise.found = 3\n"
    model = declare("contract_bad", text)
    with pytest.raises(DeclarationError, match=r"contract_bad.py:\d+.*its own memory only"):
        make_plan(model, ["bad"])


UNIMPORTED = {  # how each function of the language would be called
    "uniform": "uniform(now, enterprise, LUCK)", "trait": "trait(now, enterprise, LUCK)",
    "binomial": "float(binomial(0.5, 3, 0.5))",
    "poisson": "float(poisson(0.5, 2.0))", "power": "power(0.5, 2.0)", "toward": "toward(0.5, 1.0, 0.1)",
    "clip": "clip(p.size, 0.0, 1.0)",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(LANGUAGE))
def test_a_function_that_is_not_imported_or_not_the_languages_is_named_with_its_line(declare, name):
    call = UNIMPORTED.get(name, f"{name}(p.size)")
    act = f'    @bad.effect("cost_burden")\n    def act(enterprise, p, now):\n        return {call}\n'
    for above, why in (
        ("", "is not imported"),
        (f"    def {name}(x):\n        return x\n\n\n", "is that of contract_bad"),
    ):
        text = f"{HEAD}{above}{act}"
        model = declare("contract_bad", text)
        line = next(n for n, line in enumerate(text.splitlines(), 1) if f"return {call}" in line)
        wanted = rf"contract_bad.py:{line}: act: '{name}' {why}.*: from govsim.language import {name}"
        with pytest.raises(DeclarationError, match=wanted):
            make_plan(model, ["bad"])
    luck = '    from govsim.language import purpose\n\n    LUCK = purpose("contract_luck")\n'
    model = declare("contract_bad", f"    from govsim.language import {name}\n{luck}{HEAD}{act}")
    make_plan(model, ["bad"])


def test_rows_may_be_passed_to_helpers_and_draws(declare):
    model = declare("contract_bad", f"""{HEAD}
    from govsim.language import helper, purpose, uniform as chance

    LUCK = purpose("contract_bad_luck")


    @helper
    def lucky(enterprise, now):
        return chance(now, enterprise, LUCK) < 0.5


    @bad.effect("cost_burden")
    def act(enterprise, own, p, now):
        one = enterprise
        return p.size * float(own.count) if lucky(one, now) and not one.visited else 0.0
    """)  # fmt: skip
    make_plan(model, ["bad"])


SETTING = 'low=0.0, high=1.0, unit="1"'
WITH = 'bad = Instrument("{}", zh="坏", settings=dict({}), remembers=dict({}))'
PAID = (
    WITH.format("bad", "", "")
    + """; act = bad.spends("mayor", "a tower")


@act
def pay(enterprise, p, now):
    return 1.0
"""
)
DECLARATIONS = {
    "name of another": WITH.format("hazard_hotline", "", ""),
    "default above": f"one = setting(2.0, {SETTING})",
    "default below": f"one = setting(-1, {SETTING})",
    "default a text": f"one = setting('1.0', {SETTING})",
    "default nothing": f"one = setting(None, {SETTING})",
    "default no number": f"one = setting(float('nan'), {SETTING})",
    "default without end": 'one = setting(float("inf"), low=0.0, high=float("inf"), unit="1")',
    "default too long": "one = column(2**63)",
    "bounds the wrong way round": 'one = setting(0.5, low=1.0, high=0.0, unit="1")',
    "bound a text": 'one = setting(0.5, low="0", high=1.0, unit="1")',
    "bound no number": 'one = column(0.5, high=float("nan"))',
    "memory a text": "one = column('none')",
    "memory without end": "one = column(float('-inf'))",
    **{f"a setting called {name}": WITH.format("bad", f"{name}=setting(0.5, {SETTING})", "")
       for name in EVERY_INSTRUMENT_HAS},
    **{f"an instrument named {name!r}": WITH.format(name, "", "") for name in ("my name", "class", "1st", "", "a-b")},
    **{f"a setting named {name!r}": WITH.format("bad", f"**{{{name!r}: setting(0.5, {SETTING})}}", "")
       for name in ("my name", "class", "1st", "")},
    **{f"a memory named {name!r}": WITH.format("bad", "", f"**{{{name!r}: column(0.0)}}")
       for name in ("my name", "None", "holder")},
    "a setting without setting()": WITH.format("bad", "size=1.0", ""),
    "a memory without column()": WITH.format("bad", "", f"count=setting(0.5, {SETTING})"),
    "a payer that is none": PAID,
    "memory on no table": 'bad = Instrument("bad", zh="坏", remembers_on="firm")',
}  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("what", DECLARATIONS)
def test_a_declaration_that_cannot_be_is_refused_when_the_file_is_imported(tmp_path, what, lang):
    path = tmp_path / "contract_declared.py"
    path.write_text(f"from govsim.language import Instrument, column, setting\n\n\n{DECLARATIONS[what]}\n")
    with speaking(lang), pytest.raises(InputError) as caught:
        load_plugins([path])
    said = str(caught.value)
    line = 7 if what == "a payer that is none" else 4
    assert re.match(rf"plugins[:：] ?{re.escape(str(path))}:{line}[:：]", said), said
    assert "\n" not in said and bool(re.search(r"[\u4e00-\u9fff]", said.replace("坏", ""))) == (lang == "zh")


def test_the_names_that_every_instrument_has_are_those_of_the_command_line():
    assert set(EVERY_INSTRUMENT_HAS) == set(GENERIC)
