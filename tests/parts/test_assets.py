"""Five stocks: what builds and wears them, what they do, what they cost, and that they never leave 0 to 1."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from govsim.engines import core
from govsim.engines.mesa import GovernanceModel
from govsim.language import Model
from govsim.mechanisms.skill import brief_skill
from govsim.model import core as core_part
from govsim.model import model_of, part_of_file, shipped_part
from govsim.parts.assets.asset_stocks import build_assets, grown, tools_get_cheaper
from govsim.parts.assets.asset_uses import answer_alarms, use_assets
from govsim.report.view import view_of
from govsim.scenario import Adoption, Population, Scenario

MODEL = model_of(["assets"])
P = SimpleNamespace(**{name: one.default for name, one in MODEL.parameters.items()})
STOCKS = ("automated", "watched", "readiness", "certified", "culture")
WORKS = ("automation_work", "monitoring_work", "readiness_work", "certification_work", "culture_work")
MOVED = {work: 0.02 for work in WORKS} | {"skill_fading": 0.7, "research_effort": 1.0}
PROBE = "from govsim.language import Instrument, setting\n\nInstrument('mover', zh='探针', settings=dict(\n"


def an_enterprise(**values):
    usual = {name: one.default for name, one in MODEL.columns_of("enterprise").items()}
    usual |= {"headcount": 25, "size_major": 1.0, "effort": 0.4, "exposure": 1.0, "skill_fading": 1.0}
    return SimpleNamespace(**usual | {"signal_reach": 1.0} | values)


def build(price=1.0, turnover=0.35, weeks=1, **values):
    enterprise = an_enterprise(**values)
    for _ in range(weeks):
        build_assets(enterprise, SimpleNamespace(turnover=turnover), SimpleNamespace(price_tools=price), P, None)
    return enterprise


@pytest.fixture(scope="module")
def moving(tmp_path_factory):
    """The model with an instrument that moves every channel of the part as it is told."""
    file = tmp_path_factory.mktemp("mover") / "mover.py"
    rows = [
        f"    {name}=setting({MOVED[name]}, low=0.0, high=2.0, neutral=0.0, unit='1', zh='数', moves='{name}', "
        "source='assumed: a probe'),\n"
        for name in MOVED
    ]
    file.write_text(f"{PROBE}{''.join(rows)}))\n", encoding="utf-8")
    return Model([core_part(), shipped_part("assets"), part_of_file(file)])


def county(weeks=60, enterprises=20, **settings):
    mover = Adoption(instrument="mover", settings={**MOVED, **settings}, start=8, phase_in=1)
    return Scenario("assets", Population(enterprises=enterprises), weeks, 8, (8, weeks), (mover,), parts=("assets",))


# --- Formulas --------------------------------------------------------------------------------------------------------


def test_work_builds_and_time_wears():
    assert grown(0.0, 0.1, 0.5) == pytest.approx(0.1)
    assert grown(0.5, 0.0, 0.52) == pytest.approx(0.5 - 0.01 * 0.5)
    assert grown(0.5, 1.0, 0.0) == 1.0 and grown(0.0, 0.0, 1.2) == 0.0


def test_certificates_rest_at_the_usual_share_and_go_with_those_who_leave():
    assert build(weeks=500).certified == 0.8
    kept = [build(certified=1.0, turnover=turnover, weeks=10).certified for turnover in (0.15, 0.8)]
    assert 0.8 < kept[1] < kept[0] < 1.0
    assert build(certified=0.5, weeks=300).certified == pytest.approx(0.8, abs=1e-3)
    assert build(certification_work=0.02, weeks=300).certified > 0.84


def test_the_same_outlay_buys_more_where_technology_is_cheaper():
    dear, cheap = (build(price, automation_work=0.01, monitoring_work=0.01) for price in (1.0, 0.5))
    assert dear.automated == pytest.approx(0.01) and cheap.automated == pytest.approx(0.02)
    assert cheap.watched == pytest.approx(0.02)
    owed = [made.machines_owed + made.automation_spent for made in (dear, cheap)]
    assert owed == pytest.approx([0.01 * 150_000 * 25] * 2)
    assert dear.monitoring_spent == pytest.approx(0.01 * 80_000)
    assert build(automated=1.0, automation_work=0.01).automation_spent == 0.0


def test_machines_are_paid_to_the_last_coin():
    enterprise, paid = build(automation_work=0.5), 0.0
    paid += enterprise.automation_spent
    enterprise.automation_work = 0.0
    for _ in range(52 * 80):
        enterprise = build(**vars(enterprise))
        paid += enterprise.automation_spent
    assert paid == pytest.approx(0.5 * 150_000 * 25, rel=1e-3)


@pytest.mark.parametrize(("effort", "fall"), [(0.0, 0.05), (1.0, 0.10)])
def test_prices_fall_from_week_0_by_their_rate_and_faster_with_research(effort, fall):
    region, province = SimpleNamespace(price_tools=1.0), SimpleNamespace(research_effort=effort)
    tools_get_cheaper(region, province, P, SimpleNamespace(week=-1))
    assert region.price_tools == 1.0
    for week in range(52):
        tools_get_cheaper(region, province, P, SimpleNamespace(week=week))
    assert region.price_tools == pytest.approx(np.exp(-fall))


def used(**values):
    enterprise = an_enterprise(**values)
    use_assets(enterprise, SimpleNamespace(wage=75_000.0), P, None)
    return enterprise


def test_machines_take_people_out_of_danger_and_let_skill_fade():
    made = used(automated=0.5)
    assert made.exposure == pytest.approx(0.7) and made.skill_fading == pytest.approx(1.1)
    assert made.wages_saved == pytest.approx(0.3 * 0.5 * 75_000.0 * 25 / 52)
    assert used(automated=1.0).exposure == pytest.approx(0.4)  # setting up and repair stay with people


def test_key_posts_without_certificates_are_more_dangerous():
    assert used().exposure == 1.0
    assert used(certified=0.0).exposure == pytest.approx(1.15 / 1.03)
    assert used(certified=1.0).exposure == pytest.approx(1.0 / 1.03)


def test_readiness_and_culture_add_to_what_others_do():
    made = used(readiness=1.0, rescue_skill=0.2, culture=0.5, norm_support=0.001, signal_reach=0.9)
    assert made.rescue_skill == pytest.approx(0.2 + 0.8 * 0.35)
    assert made.norm_support == pytest.approx(0.007) and made.signal_reach == pytest.approx(0.9 * 1.125)


def trusted(weeks=400, **values):
    enterprise = an_enterprise(**values)
    for _ in range(weeks):
        enterprise.major_monitoring = 0.0
        answer_alarms(enterprise, P, None)
    return enterprise


def test_alarms_that_nobody_tunes_are_ignored():
    careless, careful = trusted(watched=1.0, effort=0.0), trusted(watched=1.0, effort=1.0)
    assert careless.alarm_trust == pytest.approx(0.1) and careful.alarm_trust == pytest.approx(0.82)
    assert careless.alarms > 4.0 * careful.alarms
    assert careful.major_monitoring == pytest.approx(0.03 * 0.82)
    assert careful.major_monitoring > 7.0 * careless.major_monitoring
    assert careful.alarms_spent == pytest.approx(30.0 * careful.alarms_answered)
    assert trusted().alarm_trust == 0.5, "trust changed where nothing rings"


def test_slower_forgetting_keeps_skill_and_the_usual_pace_is_exact():
    def after(fading, held=0.9):
        enterprise = an_enterprise(skill_fading=fading, training_hours=0.3, drilled_hours=0.1)
        brief_skill(enterprise, P, None)
        return enterprise.skill_base + enterprise.skill_keep * held

    lost = 0.25 * (0.9 - 0.25) / 52.0
    assert after(0.0) - after(1.0) == pytest.approx(lost)
    assert after(0.6) - after(1.0) == pytest.approx(0.4 * lost)


# --- In the model ----------------------------------------------------------------------------------------------------


def test_its_rules_of_enterprises_are_played_eight_rows_at_a_time():
    view = view_of(MODEL)
    rules = [one for name, one in MODEL.rules.items() if MODEL.part_of("rule", name) == "assets"]
    assert {one.name for one in rules if one.table == "enterprise"} == {
        "build_assets",
        "use_assets",
        "answer_alarms",
        "work_with_methods",
        "fit_what_was_taken_up",
    }
    near = {("rule", one.name) for one in rules if one.table != "industry"}  # whose enterprises do not lie together
    assert not near & set(view.reasons)


def test_both_engines_play_it_alike_with_its_channels_moved(moving):
    made = county(weeks=24)
    run, agents = core.Run(moving, made, 5), GovernanceModel(made, 5, model=moving, typed=True)
    run.play_to(24)
    for _ in range(24):
        agents.step()
    rows = agents.arrays()["enterprise"]
    for column in rows.dtype.names:
        assert rows[column].tobytes() == run.world.tables["enterprise"][column].tobytes(), column
    living = rows[rows["alive"]]
    assert all(living[stock].max() > 0.05 for stock in STOCKS)


@pytest.mark.parametrize("work", [0.0, 1.0])
def test_stocks_stay_between_nothing_and_all(moving, work):
    run = core.Run(moving, county(104, **dict.fromkeys(WORKS, work), skill_fading=2.0 * work), 4)
    for week in range(105):
        run.play_to(week)
        rows = run.world.tables["enterprise"]
        living = rows[rows["alive"]]
        for stock in (*STOCKS, "alarm_trust"):
            assert living[stock].min() >= 0.0 and living[stock].max() <= 1.0, (stock, week)


def test_a_newcomer_starts_with_the_usual_and_nothing_more(moving):
    run = core.Run(moving, county(300, 80, automation_work=0.05), 2)
    run.play_to(299)
    before = run.world.tables["enterprise"].copy()
    run.play_to(300)
    rows = run.world.tables["enterprise"]
    old = rows["alive"] & (rows["generation"] == 0)
    new = rows["alive"] & (rows["generation"] > before["generation"])
    assert rows["automated"][old].min() > 0.8
    assert (rows["automated"][new] <= 0.06).all()
    assert rows["automated"][rows["alive"] & (rows["generation"] > 0)].min() < rows["automated"][old].min()


def test_what_is_built_is_spent(moving):
    with_cost, without = (
        core.run_many(moving, [(county(40, automation_work=work), 3)])[0].weekly for work in (0.01, 0.0)
    )
    place = core.weekly_names(moving).index("cost_resource")
    assert with_cost[8:, place].sum() > without[8:, place].sum() + 20 * 25 * 500


UPTAKE = "tool_"  # numbers that move nothing where nobody knows of others: tests/parts/test_uptake.py
MINE = [
    name for name in MODEL.parameters if MODEL.part_of("parameter", name) == "assets" and not name.startswith(UPTAKE)
]


@pytest.mark.parametrize("name", MINE)
def test_every_number_of_the_part_moves_something_where_work_is_done(moving, name):
    made, about = county(80), MODEL.parameters[name]
    low, high = (replace(made, parameters={name: end}) for end in (about.low, about.high))
    first, second = core.run_many(moving, [(low, 3), (high, 3)])
    assert first.error is None and first.weekly.tobytes() != second.weekly.tobytes()


def test_instruments_on_assets_give_the_same_bits_in_both_engines():
    names = [name for name, one in MODEL.instruments.items() if "assets" in one.needs]
    menu = tuple(
        Adoption(name, {key: float(one.default) for key, one in MODEL.instruments[name].settings.items()}, 2, 4)
        for name in names
    )
    made = Scenario("menu", Population(enterprises=20), 60, 2, (2, 60), menu, parts=("assets",), settle=5)
    run, agents = core.Run(MODEL, made, 9), GovernanceModel(made, 9, model=MODEL, typed=True)
    run.play_to(60)
    weekly = []
    for _ in range(60):
        agents.step()
        weekly.append(list(agents.outcomes.values()))
    assert len(names) >= 9 and np.array(weekly, float).tobytes() == run.weekly.tobytes()
    for name, memory in run.world.memory.items():
        for own, compiled in zip(agents.memory[name], memory, strict=True):
            assert own.__dict__ == dict(zip(memory.dtype.names, compiled.item(), strict=True)), name
