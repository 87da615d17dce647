"""Heads and those below them: what is lost on the way down and what is not, who pays, and that nothing else moves."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from govsim.engines import core
from govsim.engines.core import run_many
from govsim.language import Model
from govsim.model import core as core_part
from govsim.model import model_of, part_of_file, shipped_part
from govsim.parts.chains.chain_heads import be_what_one_is, decide_above, look_down
from govsim.parts.chains.chain_levels import feel_the_head, hear_from_siblings, pass_it_on
from govsim.populations.enterprise import KINDS
from govsim.populations.industry import INDUSTRIES
from govsim.scenario import Adoption, Chains, Population, Scenario
from govsim.study.ask.config import load_scenario
from tests.equivalence.test_engines import assert_equal

MODEL, BARE = model_of(["chains"]), model_of()
P = SimpleNamespace(**{name: one.default for name, one in MODEL.parameters.items()})
BESIDE_REGIONS = {"risk_siblings"}  # acts where records are shared, which test_between_parts looks at
MINE = [
    name for name in MODEL.parameters if MODEL.part_of("parameter", name) == "chains" and name not in BESIDE_REGIONS
]
MOVED = {"head_answer": 0.6, "head_claims": 500.0, "chain_hold": 0.5}
DEADLY = {name: {"fatal_share": 0.1} for name in INDUSTRIES}
KINDS_OF_HEADS = (Chains("group", count=2), Chains("contracts", count=2), Chains("platform", count=1, limit=25.0))
PROBE = "from govsim.language import Instrument, setting\n\nInstrument('mover', zh='探针', settings=dict(\n"


def row(table, **values):
    return SimpleNamespace(**{name: one.default for name, one in MODEL.columns_of(table).items()} | values)


def a_head(kind, **values):
    """A head as its population says it, or as its kind is."""
    made = row("chain", kind=KINDS[kind], **values)
    be_what_one_is(made, P, None)
    return made


def below(head, industry=None, p=P, **values):
    """An enterprise that has felt its head."""
    usual = {"headcount": 100, "crew": 100, "revenue": 300_000.0, "margin": 0.05, "signal_reach": 1.0, "exposure": 1.0}
    made = row("enterprise", **usual | values)
    feel_the_head(made, head, industry or SimpleNamespace(wage=80_000.0), p, None)
    return made


def town(*chains, enterprises=40, weeks=80, **changes):
    who = Population(enterprises=enterprises, chains=chains)
    return Scenario("chains", who, weeks, 8, (8, weeks), settle=10, parts=("chains",), **changes)


@pytest.fixture(scope="module")
def moving(tmp_path_factory):
    """The model with an instrument that moves every channel of the part, and its adoption."""
    file = tmp_path_factory.mktemp("mover") / "mover.py"
    rows = [
        f"    {name}=setting({value}, low=0.0, high=1e4, neutral=0.0, unit='1', zh='数', moves='{name}', "
        "source='assumed: a probe'),\n"
        for name, value in MOVED.items()
    ]
    file.write_text(f"{PROBE}{''.join(rows)}))\n", encoding="utf-8")
    made = Model([core_part(), shipped_part("chains"), part_of_file(file)])
    return made, lambda **values: Adoption("mover", {**MOVED, **values}, start=8, phase_in=1)


# --- Formulas --------------------------------------------------------------------------------------------------------


def test_a_head_is_as_its_population_says_or_as_its_kind():
    told = a_head("group", keep_told=0.9, answer_told=0.0, push_is_told=True, push_told=0.0)
    assert (told.keep, told.answer_law, told.push_home) == (0.9, 0.0, 0.0)
    assert [a_head(kind).keep for kind in KINDS] == [0.75, 0.7, 0.7]
    assert [a_head(kind).answer_law for kind in KINDS] == [0.3, 0.1, 0.05]
    assert a_head("group").push_home == a_head("contracts").push_home == 0.005
    limits = [a_head("platform", limit=minutes).push_home for minutes in (20.0, 40.0, 60.0)]
    assert limits == pytest.approx([0.02, 0.0, -0.02])


def test_a_head_sees_the_record_and_pays_its_share():
    head = a_head("contracts")
    hurt = row("enterprise", crew=30, injuries_recorded=2, deaths_recorded=1, depth=2, head_answer=0.5)
    well = row("enterprise", crew=70, injuries_true=9, depth=1, head_claims=1_000.0)
    for _ in range(2_000):
        look_down(head, [hurt, well], P, None)
    owed, fine = 2 * P.accident_cost + P.death_compensation, P.accident_fine_ordinary
    assert head.crew == 100 and head.mean_depth == pytest.approx((60 + 70) / 100)
    assert head.answer == pytest.approx(0.1 + 0.9 * 0.5 * 0.3)
    assert head.harm_seen == pytest.approx(52.0 * (owed + fine + 1_000.0) / 100)
    paid = [below(head, crew=one.crew) for one in (hurt, well)]
    assert sum(one.head_paid for one in paid) == pytest.approx(head.answer * owed)
    assert sum(one.head_fined for one in paid) == pytest.approx(head.answer * fine)


def test_who_answers_for_more_cares_more_and_presses_less():
    def settled(answer, harm=2_000.0, **about):
        head = a_head("contracts", answer=answer, harm_seen=harm, **about)
        for _ in range(1_000):
            decide_above(head, P, None)
        return head

    none, some, all_of_it = (settled(answer) for answer in (0.0, 0.5, 1.0))
    assert none.care < some.care < all_of_it.care
    assert [one.push for one in (none, some, all_of_it)] == pytest.approx([0.005, 0.003, 0.001])
    assert settled(1.0, harm=0.0).care == pytest.approx(none.care), "nothing seen, nothing at stake"
    given = settled(1.0, push_is_told=True, push_told=-0.02)
    assert given.push == pytest.approx(-0.02), "time to spare is not taken back"


def test_care_is_lost_level_by_level_and_pressure_is_not():
    head = a_head("contracts", care=0.5, push=0.004, mean_depth=2.0)
    tiers = [below(head, depth=depth) for depth in range(5)]
    attention = np.array([one.management_attention for one in tiers])
    assert attention == pytest.approx(1.5 * (0.5 * 0.7 ** np.arange(5) - 0.43))
    assert [one.signal_reach for one in tiers] == pytest.approx(0.7 ** (0.3 * np.arange(5)))
    assert {one.production_demand for one in tiers} == {0.004}
    assert [one.squeezed for one in tiers] == pytest.approx(0.008 * 300_000 * 100 / 52 * np.arange(5))
    assert [one.exposure for one in tiers] == pytest.approx((1.0 + 0.1 * np.arange(5)) / 1.2)
    assert [one.outside_finding for one in tiers] == pytest.approx(0.02 * 0.5 * 0.7 ** np.arange(5))
    held = below(head, depth=4, chain_hold=1.0)
    assert held.management_attention == pytest.approx(attention[0]) and held.signal_reach == 1.0


def test_minutes_given_cost_orders_and_pay():
    head = a_head("platform", limit=20.0, push=0.008)
    made = below(head, crew=10)
    assert made.orders_lost == pytest.approx(0.002 * 12 * 10 / 52 * 300_000 * (0.05 + P.idle_cost))
    assert made.pay_lost == pytest.approx(0.002 * 12 * 10 / 52 * 80_000)
    wide = below(a_head("platform", limit=60.0, push=-0.02), crew=10)
    assert wide.orders_lost == wide.pay_lost == 0.0, "what the limit itself gives is in the usual revenue"


def test_inside_an_enterprise_more_levels_lose_more_and_gain_more():
    def reach(headcount, hold):
        made = row("enterprise", headcount=headcount, chain_hold=hold, signal_reach=1.0)
        pass_it_on(made, P, None)
        return made.levels_inside, made.signal_reach

    assert reach(8, 0.5) == (0.0, 1.0) and reach(3, 0.5) == (0.0, 1.0)
    assert reach(512, 0.0) == (pytest.approx(2.0), 1.0), "what is usual is in the fit"
    assert reach(512, 0.5)[1] == pytest.approx((0.875 / 0.75) ** 2)
    assert reach(512, 1.0)[1] == pytest.approx(0.75**-2)


def test_a_death_alarms_siblings_and_nobody_else():
    made = [row("enterprise", vigilance=0.2) for _ in range(2)]
    for one, deaths in zip(made, (1, 0), strict=True):
        hear_from_siblings(one, row("chain", deaths_recorded=deaths), P, None)
    assert [one.vigilance for one in made] == [pytest.approx(0.28), 0.2]


# --- In the model ----------------------------------------------------------------------------------------------------


def shared(model, result):
    names = [one.name for one in model.weekly_outcomes]
    assert result.error is None
    return np.ascontiguousarray(result.weekly[:, [names.index(one.name) for one in BARE.weekly_outcomes]])


def series(model, result, name):
    return result.weekly[:, [one.name for one in model.weekly_outcomes].index(name)]


def test_without_a_chain_no_bit_moves_and_the_books_hold_nothing_of_heads():
    here = replace(town(), parts=())
    with_it, bare = run_many(MODEL, [(town(), 3)])[0], run_many(BARE, [(here, 3)])[0]
    assert shared(MODEL, with_it).tobytes() == bare.weekly.tobytes()
    assert not any(series(MODEL, with_it, name).any() for name in ("headed", "head_care", "squeezed", "orders_lost"))


def test_both_engines_agree_with_every_kind_of_head_and_all_channels_moved(moving):
    model, adopt = moving
    assert_equal(town(*KINDS_OF_HEADS, weeks=12, adoptions=(adopt(),)), 5, model)


def test_who_has_no_head_feels_none_and_books_still_balance(moving):
    model, adopt = moving
    run = core.Run(model, town(*KINDS_OF_HEADS, adoptions=(adopt(),)), 5)
    run.play_to(60)
    rows = run.world.tables["enterprise"]
    alone = rows["alive"] & (rows["chain_kind"] == 0)
    assert alone.any() and not rows["headed"][alone].any()
    for column in ("care_above", "care_spent", "squeezed", "orders_lost"):
        assert not rows[column][alone].any() and rows[column][rows["alive"] & rows["headed"]].any(), column
    heads = run.world.tables["chain"]
    assert heads["crew"][1:].sum() <= rows["crew"].sum() and heads["crew"][0] == 0
    assert ((heads["care"] >= 0.0) & (heads["care"] <= 1.0) & (heads["answer"] <= 1.0)).all()
    names = core.weekly_names(model)
    costs = sum(run.weekly[:60, names.index(f"cost_{one}")] for one in sorted(model.payers))
    assert costs == pytest.approx(run.weekly[:60, names.index("cost_resource")], rel=1e-9)


@pytest.mark.parametrize("name", MINE)
def test_every_number_of_the_part_moves_something_where_there_are_heads(moving, name):
    model, adopt = moving
    made, about = town(*KINDS_OF_HEADS, adoptions=(adopt(),), industry=DEADLY), MODEL.parameters[name]
    low, high = (replace(made, parameters={name: end}) for end in (about.low, about.high))
    first, second = run_many(model, [(low, 3), (high, 3)])
    assert first.error is None and first.weekly.tobytes() != second.weekly.tobytes()


def without(model, rule, entries=()):
    return Model([one.without("rule", [rule]).without("ledger", entries) for one in model.parts])


ENTRIES = ("care_spent", "orders_lost", "head_paid", "head_fined", "squeezed", "pay_lost")


@pytest.mark.parametrize("channel", ["head_answer", "chain_hold"])
def test_without_the_rule_that_feels_the_head_its_channels_move_no_effort(moving, channel):
    """What is held inside enterprises acts by a rule of its own, which is left out on both sides."""
    model, adopt = moving
    alone = adopt(**{**dict.fromkeys(MOVED, 0.0), channel: MOVED[channel]})
    bare = without(model, "pass_it_on")
    deaf = without(bare, "feel_the_head", [f"enterprise.{column}" for column in ENTRIES])
    for one, moves in ((bare, True), (deaf, False)):
        usual, other = (run_many(one, [(town(*KINDS_OF_HEADS, adoptions=a), 3)])[0] for a in ((), (alone,)))
        efforts = [series(one, run, "effort").tobytes() for run in (usual, other)]
        assert (efforts[0] != efforts[1]) is moves


MEASURES = ("responsibility_chain", "subcontract_control", "platform_liability")


def adopted(name, neutral=False):
    settings = FULL.instruments[name].settings.items()
    values = {key: about.neutral if neutral and about.neutral is not None else about.default for key, about in settings}
    return Adoption(name, {key: float(value) for key, value in values.items()}, start=8, phase_in=4)


FULL = model_of(["chains", "outside"])
RIDING = {name: {"others_rate": 0.05, "standard_fit": 0.8} for name in INDUSTRIES}


def test_below_heads_too_measures_at_their_neutral_settings_move_no_bit():
    arms = ((), tuple(adopted(name, neutral=True) for name in MEASURES))
    made = [town(*KINDS_OF_HEADS, weeks=40, adoptions=one, industry=RIDING) for one in arms]
    usual, neutral = run_many(FULL, [(replace(one, parts=("chains", "outside")), 3) for one in made])
    assert usual.error is None and usual.weekly.tobytes() == neutral.weekly.tobytes()


@pytest.mark.slow
def test_below_heads_measures_give_the_same_bits_in_both_engines():
    made = town(*KINDS_OF_HEADS, weeks=40, adoptions=tuple(map(adopted, MEASURES)), industry=RIDING)
    assert_equal(replace(made, parts=("chains", "outside")), 5, FULL)


def test_enterprises_are_told_apart_by_head_and_by_depth(cli):
    done = cli(
        "run", "scenario=baseline", "population=contractors", "population.enterprises=41", "weeks=20", "seeds=2",
        "by=[chain,depth]", "figures=false", "out=here",
    )  # fmt: skip
    assert done.status == 0, done.err
    import pandas as pd

    table = pd.read_parquet(done.folder / "here" / "groups.parquet")
    count = table[(table["outcome"] == "enterprises") & (table["seed"] == 0)].set_index(["by", "group"])["value"]
    assert count["chain", "contracts"] > 36 and set(count["depth"].index) == {"none", *"01234"}


# --- Populations and bad input ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "count"), [("groups", "group", 6), ("contractors", "contracts", 43), ("platforms", "platform", 2)]
)
def test_populations_that_come_with_chains(name, kind, count):
    from govsim.populations.structure import structure_of

    made = load_scenario("baseline", [f"population={name}"])
    structure = structure_of(made.population)
    assert made.parts == ("chains",) or set(made.parts) == {"chains", "regions"}
    assert [one.kind for one in structure.chains] == [kind] * count
    assert structure.depth.max() == {"group": 2, "contracts": 4, "platform": 1}[kind]


@pytest.mark.parametrize(
    ("chains", "named"),
    [
        ("[{kind: contract}]", ["contracts"]),
        ("[{kind: group, keep: 2}]", ["population.chains[0].keep", "share a level", "0", "1"]),
        ("[{kind: contracts, length: 6}]", ["population.chains[0].length", "5"]),
        ("[{kind: platform, limit: 10}]", ["population.chains[0].limit", "minutes", "20", "60"]),
        ("[{kind: group, count: 9, length: 5}]", ["population.chains[0]", "45", "20"]),
        ("[{length: 3}]", ["population.chains[0].kind"]),
    ],
)
def test_what_chains_cannot_be_is_answered_in_one_line(cli, chains, named):
    done = cli("run", "scenario=baseline", "population=small", "weeks=20", "seeds=2", f"population.chains={chains}")
    assert done.status == 2 and len(done.err.strip().splitlines()) == 1 and "Traceback" not in done.err
    assert all(word in done.err for word in named), done.err
