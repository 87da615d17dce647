"""The market of experts: no more hours than there are, no people out of nothing, prices, audits, and who pays."""

from dataclasses import replace
from types import SimpleNamespace as Row

import numpy as np
import pytest

from govsim.engines import core
from govsim.engines.mesa import GovernanceModel
from govsim.instruments.insurance import insurance_services as insurers
from govsim.instruments.society import safety_steward as stewards
from govsim.instruments.society import third_party_assessment as assessment
from govsim.language import Model
from govsim.model import core as core_part
from govsim.model import model_of, part_of_file, shipped_part
from govsim.parts.services import service_audits, service_market, service_uses
from govsim.report.view import view_of
from govsim.scenario import Adoption, Population, Region, Scenario

MODEL = model_of(["services"])
P = Row(**{name: one.default for name, one in MODEL.parameters.items()})
MOVED = {
    "service_hours": 60.0, "audit_hours": 30.0, "audit_independence": 0.4, "professional_intake": 2.0,
    "service_investment": 1.0,
}  # fmt: skip
PROBE = "from govsim.language import Instrument, setting\n\nInstrument('mover', zh='探针', settings=dict(\n"
BROUGHT = sorted(name for name, one in MODEL.instruments.items() if one.needs == ("services",))


@pytest.fixture(scope="module")
def moving(tmp_path_factory):
    """The model with an instrument that moves every channel of the part as it is told."""
    file = tmp_path_factory.mktemp("mover") / "mover.py"
    rows = [
        f"    {name}=setting({value}, low=0.0, high=10000.0, neutral=0.0, unit='1', zh='数', moves='{name}', "
        "source='assumed: a probe'),\n"
        for name, value in MOVED.items()
    ]
    file.write_text(f"{PROBE}{''.join(rows)}))\n", encoding="utf-8")
    return Model([core_part(), shipped_part("services"), part_of_file(file)])


def county(weeks=60, enterprises=20, end=10_000_000, **settings):
    mover = Adoption(instrument="mover", settings={**MOVED, **settings}, start=8, phase_in=1, end=end)
    population = Population(enterprises=enterprises)
    return Scenario("services", population, weeks, 8, (8, weeks), (mover,), parts=("services",), settle=5)


def usual(table, **values):
    return Row(**{name: one.default for name, one in MODEL.declared_columns(table).items()} | values)


# --- Formulas --------------------------------------------------------------------------------------------------------


def served(capacity, *wanted):
    service = usual("service", capacity=capacity)
    enterprises = [usual("enterprise", wanted_hours=one) for one in wanted]
    service_market.serve(service, enterprises, P, None)
    return service, [one.served_hours for one in enterprises]


def test_experts_serve_in_turn_until_their_hours_are_gone():
    service, given = served(5.0, 2.0, 2.5, 3.0, 1.0, 0.0)  # who wants none comes last
    assert given == [2.0, 2.5, 0.5, 0.0, 0.0]
    assert service.served == 5.0 and service.wanted == 8.5
    assert served(100.0, 1.0, 2.0)[1] == [1.0, 2.0]


def market(weeks=520, load=1.0, people_supply=1.0, investment=0.0, **values):
    """A firm of a hundred customers that is asked for a constant multiple of the usual hours."""
    service = usual("service", customers=100.0, **values)
    province = Row(people_supply=people_supply, professionals=5.0, firms_of_experts=1, service_investment=investment)
    for _ in range(weeks):
        service_market.offer_hours(service, P, None)
        service.wanted = (load - 1.0) * P.usual_busy * P.experts_usual * P.expert_hours
        service_market.market_moves(service, province, P, None)
    return service


def test_where_nobody_asks_nothing_moves_to_the_bit():
    service = market()
    assert (service.price_level, service.price, service.competence, service.experts) == (1.0, 300.0, 0.5, 3.0)
    assert service.capacity == pytest.approx(0.5 * 3.0 * 24.0)


def test_scarce_hours_get_dearer_and_call_experts_who_bring_the_price_back():
    first, later = market(26, load=2.0), market(520, load=2.0)
    assert 1.05 < first.price_level < 1.4 and later.price_level < first.price_level
    assert later.experts > 4.0 and later.experts_hired < first.experts_hired
    assert market(260, load=2.0, people_supply=0.1).price_level > market(260, load=2.0).price_level
    assert market(260, people_supply=4.0).price_level == pytest.approx(4.0**-0.1, rel=0.01)


def test_capital_hires_unasked_the_price_falls_and_new_people_are_green():
    service = market(104, investment=1.0)
    assert service.experts > 5.0 and service.price_level < 0.9 and service.competence < 0.45
    left = market(104, experts_added=2.0)
    assert 0.0 < left.experts_added < 2.0, "what is not wanted leaves once nobody pays for it"


def test_whoever_gets_dear_is_asked_for_less_by_those_who_always_came():
    free = [market(1, price_level=level).capacity for level in (0.5, 1.0, 2.0)]
    assert free[0] == free[1] < free[2] == pytest.approx(3.0 * 24.0 * 0.75)


def test_enterprises_buy_more_than_usual_where_hours_are_cheap_and_where_they_care(monkeypatch):
    monkeypatch.setattr(service_market, "uniform", lambda *_: 0.25)
    found = []
    for level, effort in ((1.0, 0.5), (1.5, 0.5), (0.5, 0.5), (0.5, 1.0)):
        enterprise = usual("enterprise", effort=effort, service_hours=0.0, audit_hours=0.0)
        service_market.want_service(enterprise, Row(price_level=level), P, None)
        found.append((enterprise.wanted_hours * 52.0, enterprise.service_key))
    assert found[:2] == [(0.0, 2.0), (0.0, 2.0)]
    assert found[2] == (pytest.approx(5.0), 0.25) and found[3] == (pytest.approx(10.0), 0.25)


def used(guided, audited, competence=0.5):
    total = guided + audited
    enterprise = usual(
        "enterprise", served_hours=total, served_share=1.0, audit_hours=52.0 * audited, outside_finding=0.1,
        major_monitoring=0.0, capability_support=0.0,
    )  # fmt: skip
    service_uses.use_service(enterprise, Row(competence=competence, price=300.0), P, None)
    return enterprise


def test_guidance_finds_and_teaches_an_audit_finds_less_and_teaches_nothing():
    guided, audited, able = used(2.0, 0.0), used(0.0, 2.0), used(2.0, 0.0, 0.9)
    assert guided.outside_finding == pytest.approx(0.1 + 0.9 * (1.0 - np.exp(-0.1)))
    assert guided.major_monitoring == pytest.approx(0.4 * (1.0 - np.exp(-0.1)))
    assert 0.1 < audited.outside_finding < guided.outside_finding < able.outside_finding
    assert guided.capability_support == pytest.approx(0.0008) and audited.capability_support == 0.0


def audits(monkeypatch, lie, independence, noise=0.5, **values):
    lots = {service_audits.SEEN: noise, service_audits.LIE: lie}
    monkeypatch.setattr(service_audits, "uniform", lambda _, __, what: lots[what])
    site = {"hazards_latent": 30, "size_scale": 1.0, "safety_capital": 0.5, "crew_violations": 0.4} | values
    enterprise = usual(
        "enterprise", audit_hours=10.0, served_share=1.0, audit_served=5.0, audit_independence=independence,
        **{"hazards_open": 0, "hazards_ordered": 0, "major_latent": 0, "major_open": 0} | site,
    )  # fmt: skip
    service_audits.be_audited(enterprise, Row(competence=0.5), P, Row(week=24))
    return enterprise


def test_an_auditor_whom_the_audited_pays_writes_a_pass_where_he_saw_none(monkeypatch):
    paid, honest = (audits(monkeypatch, 0.3, independence) for independence in (0.0, 1.0))
    assert paid.audit_short and paid.audit_false and paid.audit_untrue and paid.audit_passed
    assert paid.audit_score == pytest.approx(0.62) and not paid.audit_failed
    assert honest.audit_short and honest.audit_failed and not (honest.audit_false or honest.audit_passed)
    assert audits(monkeypatch, 0.1, 1.0).audit_untrue, "independence leaves a fifth"
    good = audits(monkeypatch, 0.3, 0.0, hazards_latent=0, safety_capital=1.0, crew_violations=0.0)
    assert good.audit_passed and not good.audit_short and good.audit_score == pytest.approx(1.0)
    near = audits(monkeypatch, 0.99, 1.0, noise=0.99, hazards_latent=10)
    assert near.audit_short and near.audit_false and not near.audit_untrue, "an error is no lie"


def test_without_hours_enough_the_last_audit_stands(monkeypatch):
    enterprise = audits(monkeypatch, 0.3, 0.0)
    enterprise.audit_served, enterprise.served_share, enterprise.audit_score = 1.0, 0.0, 0.33
    service_audits.be_audited(enterprise, Row(competence=0.5), P, Row(week=50))
    assert not enterprise.audited and enterprise.audit_score == 0.33 and enterprise.audit_served == 0.0


# --- Measures --------------------------------------------------------------------------------------------------------


def settings(module, **changed):
    made = getattr(module, module.__name__.rpartition(".")[2])
    return Row(**{name: float(one.default) for name, one in made.settings.items()} | changed)


def test_a_key_enterprise_is_one_for_a_year_by_the_record():
    p, own, firm = settings(stewards), Row(key=False, left=0), Row(risk_score=2.0, served_share=1.0)
    named = []
    for _ in range(104):
        stewards.name_key_enterprises(firm, own, p, None)
        firm.risk_score = 0.5
        named.append(own.key)
    assert named == [True] * 52 + [False] * 52
    own.key, market = True, Row(price=400.0)
    paid = [part(firm, market, own, settings(stewards, paid_by_state=0.5), None) * 52.0
            for part in (stewards.pay_stewards, stewards.share_the_price)]  # fmt: skip
    assert paid == pytest.approx([0.5 * 400.0 * 64.0] * 2)
    firm.served_share = 0.0
    assert stewards.pay_stewards(firm, market, own, p, None) == stewards.guide(firm, own, p, None) == 0.0


def test_insurers_go_where_claims_were_as_far_as_the_premium_pays():
    p, own = settings(insurers), Row(hours=0.0)
    hours = []
    for claims, premium, price in ((0.0, 1e4, 300.0), (1.0, 1e4, 300.0), (9.0, 1e4, 300.0), (9.0, 100.0, 300.0),
                                   (9.0, 100.0, 600.0)):  # fmt: skip
        firm = Row(claims=claims, claims_expected=1.0, premium_paid=premium, served_share=0.5)
        insurers.spend_the_premium(firm, Row(price=price), own, p, None)
        hours.append(own.hours)
    assert hours == pytest.approx([8.0, 16.0, 32.0, 0.2 * 100.0 * 52.0 / 300.0, 0.2 * 100.0 * 52.0 / 600.0])
    assert insurers.pay_experts(firm, Row(price=600.0), own, p, None) == pytest.approx(0.2 * 100.0 * 0.5)


def test_the_price_of_audits_falls_on_who_chose_the_auditor():
    firm, market = Row(served_share=1.0, audit_failed=False, audit_ever=False), Row(price=300.0)
    for independence in (0.0, 0.3, 1.0):
        p = settings(assessment, independence=independence)
        paid = assessment.pay_the_auditor(firm, market, p, None), assessment.pay_from_the_fund(firm, market, p, None)
        assert sum(paid) == pytest.approx(300.0 * 8.0 / 52.0) and paid[1] == pytest.approx(independence * sum(paid))
    p = settings(assessment)
    visits = [assessment.visit_by_the_report(Row(audit_failed=failed, audit_ever=ever), p, None)
              for failed, ever in ((False, False), (False, True), (True, True))]  # fmt: skip
    assert visits == [1.0, 0.8, 1.5]


# --- In the model ----------------------------------------------------------------------------------------------------


def test_only_sums_and_the_queue_are_played_row_by_row():
    reasons = view_of(MODEL).reasons
    rules = {name for name in MODEL.rules if MODEL.part_of("rule", name) == "services"}
    assert rules & {name for kind, name in reasons if kind == "rule"} == {
        "train_professionals", "serve", "quote_prices"
    }  # fmt: skip


def test_firms_stand_in_regions_and_professionals_are_shared():
    made = Population(regions=(Region("east", 8, 1), Region("west", 14, 1)))
    run = core.Run(MODEL, Scenario("regions", made, 4, 2, (2, 4), parts=("services",), settle=2), 1)
    run.play_to(4)
    enterprises, services = run.world.tables["enterprise"], run.world.tables["service"]
    assert services["region"].tolist() == [0, 0, 0, 1, 1, 1] and services["customers"].sum() == 22.0
    assert (services["region"][enterprises["service"]] == enterprises["region"]).all()
    assert np.bincount(enterprises["service"], minlength=6).tolist() == services["customers"].tolist()
    workers = enterprises["headcount"].sum()
    assert run.world.tables["province"]["professionals"][0] == pytest.approx(0.5 * workers / 1000.0)


def test_both_engines_play_it_alike_with_its_channels_moved(moving):
    made = county(weeks=30, service_hours=5.0, audit_hours=10.0)
    run, agents = core.Run(moving, made, 5), GovernanceModel(made, 5, model=moving, typed=True)
    run.play_to(30)
    for _ in range(30):
        agents.step()
    for table, rows in agents.arrays().items():
        for column in rows.dtype.names:
            assert rows[column].tobytes() == run.world.tables[table][column].tobytes(), f"{table}.{column}"
    rows = run.world.tables["enterprise"]
    assert rows["audit_ever"].any() and rows["served_hours"].sum() > 0.0


@pytest.mark.parametrize("asked", [60.0, 2_000.0])
def test_no_more_hours_are_given_than_there_are_and_no_people_come_from_nowhere(moving, asked):
    run = core.Run(moving, county(110, service_hours=asked, end=70), 4)
    graduated = left = hired_before = 0.0
    equal = 0
    for week in range(1, 111):
        run.play_to(week)
        services, rows = run.world.tables["service"], run.world.tables["enterprise"]
        province = run.world.tables["province"]
        living = rows[rows["alive"]]
        assert (services["served"] <= services["capacity"]).all()
        assert (living["served_hours"] <= living["wanted_hours"]).all()
        mine = np.array([living[living["service"] == firm]["served_hours"].sum() for firm in range(3)])
        assert (mine <= services["served"] * (1.0 + 1e-12)).all()
        equal += np.allclose(mine, services["served"])  # but for who closed down after being served
        graduated += province["graduates"][0]
        left += province["people_left"][0]
        held = province["people_added"][0] + hired_before
        assert held == pytest.approx(graduated - left, abs=1e-9)
        assert province["professionals"][0] >= 0.0
        hired_before += services["experts_hired"].sum()
        assert services["experts_added"].min() >= 0.0
        assert services["competence"].min() >= 0.1 and services["competence"].max() <= 0.9
    assert equal > 90
    assert asked < 100.0 or (services["price_level"] != 1.0).all()


def without_uses():
    """The model in which hours of experts are ordered, served and paid, and do nothing."""
    part = shipped_part("services").without("rule", ["use_service"]).without("ledger", ["enterprise.private_spent"])
    return Model([core_part(), part])


def test_hours_act_through_one_rule_and_each_that_is_served_is_paid_for():
    """Bills come a week later: hours of the week before, at the price of its end; by the payer of the measure."""
    model = without_uses()
    given = {"safety_steward": {"guides": 0.0, "leans": 0.0, "key_line": 0.5, "hours": 20.0}, "insurance_services": {}}
    menu = tuple(
        Adoption(name, {k: float(v.default) for k, v in MODEL.instruments[name].settings.items()} | changed, 2, 1)
        for name, changed in given.items()
    )
    bare = Scenario("bare", Population(enterprises=20), 40, 2, (2, 40), (), parts=("services",), settle=5)
    names = [one.name for one in model.weekly_outcomes]
    tables = [core.run_many(model, [(one, 3)])[0].weekly for one in (bare, replace(bare, adoptions=menu))]
    for place, name in enumerate(names):
        if model.part_of("outcome", name) == "core" and not name.startswith(("cost_", "insurers_reserve")):
            assert tables[0][:, place].tobytes() == tables[1][:, place].tobytes(), name
    paid = {name: (tables[1] - tables[0])[:, names.index(name)] for name in names if name.startswith("cost_")}
    assert (paid["cost_government"] >= 0.0).all() and paid["cost_government"].sum() > 0.0
    assert paid["cost_insurer"].sum() > 0.0 and not paid["cost_enterprise"].any()
    worth = tables[1][:, names.index("service_hours_served")] * tables[1][:, names.index("service_price")]
    assert worth[4:-1].sum() == pytest.approx(paid["cost_resource"][5:].sum(), rel=0.03)


MINE = [name for name in MODEL.parameters if MODEL.part_of("parameter", name) == "services"]


@pytest.mark.slow
@pytest.mark.parametrize("name", MINE)
def test_every_number_of_the_part_moves_something_where_experts_are_asked_for(moving, name):
    about, moves = MODEL.parameters[name], False
    for asked, audits in ((200.0, 30.0), (0.0, 8.0)):  # where hours are scarce, and where they are cheap
        made = county(160, 40, service_hours=asked, audit_hours=audits)
        low, high = (replace(made, parameters={name: end}) for end in (about.low, about.high))
        first, second = core.run_many(moving, [(low, 3), (high, 3)])
        assert first.error is None and second.error is None
        moves = moves or first.weekly.tobytes() != second.weekly.tobytes()
    assert moves


def test_instruments_on_services_give_the_same_bits_in_both_engines():
    menu = tuple(
        Adoption(name, {key: float(one.default) for key, one in MODEL.instruments[name].settings.items()}, 2, 4)
        for name in BROUGHT
    )
    assert {"safety_steward", "social_capital", "safety_department", "legal_counsel"} <= set(BROUGHT)
    made = Scenario("menu", Population(enterprises=20), 40, 2, (2, 40), menu, parts=("services",), settle=5)
    run, agents = core.Run(MODEL, made, 5), GovernanceModel(made, 5, model=MODEL, typed=True)
    run.play_to(40)
    for _ in range(40):
        agents.step()
    for table, rows in agents.arrays().items():
        for column in rows.dtype.names:
            assert rows[column].tobytes() == run.world.tables[table][column].tobytes(), f"{table}.{column}"
