"""Rules on members and over them, and ancestors of several rows, give the same bits in both engines."""

import numpy as np
import pytest

from govsim.engines import core
from govsim.engines.pieces import how_played, pieces_of
from govsim.engines.tiles import parent_of_tiles
from govsim.engines.week import week_of
from govsim.model import model_of
from tests.equivalence.conftest import scenario
from tests.equivalence.test_engines import assert_equal

# --- Crews of any size, rows in any order ------------------------------------------------------------------------

STALLS = """
from govsim.language import Rows, Table, column, columns, outcome, phase, purpose, rule, trait, uniform

LUCK, STAYS = purpose("stall_luck"), purpose("stall_stays")
ORDER = {order}


def stalls(structure):
    return Rows(len(ORDER), {{"enterprise": ORDER}})


Table("stall", code=97, zh="摊", plural="stalls", parents=("enterprise",), rows=stalls, columns={{
    "worth": column(0.1, unit="1", zh="值", meaning="worth", source="computed"),
    "sold": column(0, unit="1", zh="售", meaning="sold", source="computed"),
    "key": column(0.0, unit="1", zh="序", meaning="by which they come", source="computed"),
    "asked": column(0, unit="1", zh="问", meaning="how often asked", source="computed"),
}})
Table("owner", code=96, zh="主", plural="owners", rows=lambda structure: Rows(3), columns={{
    "open": column(True, unit="", zh="开", meaning="whether open", source="computed")}})
columns("enterprise", **{{
    name: column(0.0, unit="1", zh="值", meaning="a sum", source="computed") for name in ("worth", "best", "early")}})
columns("enterprise", stalls_open=column(0, unit="1", zh="摊", meaning="stalls", source="computed"),
        sold=column(0, unit="1", zh="售", meaning="sold", source="computed"))
columns("public", stall_worth=column(0.0, unit="1", zh="值", meaning="a sum", source="computed"))
outcome("stall_worth", total="stall.worth", kind="stock", unit="1", zh="摊值", meaning="worth of stalls")
outcome("stalls_sold", total=("stall.sold", "stall.asked"), unit="1", zh="售出", meaning="sold and asked")


phase("stalls", before="parties", en="stalls", zh="摊")  # of its own: what is compiled for it is small


@rule(writes=("worth", "sold", "key"), phase="stalls")
def trade(stall, enterprise, industry, p, now):
    lot = uniform(now, stall, LUCK)
    stall.worth = 0.9 * stall.worth + lot * (0.3 + enterprise.effort) + industry.injury_base
    stall.sold = 2 if lot < 0.1 else (1 if lot < 0.4 else 0)
    stall.key = float(int(4.0 * lot))


@rule(writes=("worth", "best", "early", "stalls_open", "sold"), after="trade")
def gather_stalls(enterprise, stalls, p, now):
    total = 0.0
    early = enterprise.early
    count = 0
    sold = 0
    for stall in stalls:
        count += 1
        total += stall.worth
        if stall.sold > 0:
            sold += stall.sold
            early -= stall.worth / (1.0 + stall.worth)
    enterprise.worth = total
    enterprise.early = early
    enterprise.stalls_open = count
    enterprise.sold = sold
    enterprise.best = total / float(count) if count > 0 else -1.0


@rule(writes=("early",), after="gather_stalls")
def gather_again(enterprise, stalls, owner, industry, p, now):
    sold = 0
    more = 0.0
    if owner.open:
        for stall in stalls:
            sold += 1
            more += stall.worth * industry.injury_base
        for stall in stalls:
            more += 0.1 * float(stall.sold)
    enterprise.early = enterprise.early + more / float(sold + 1)


@rule(writes=("alive", "open"), after="gather_again")
def owner_rests(owner, p, now):
    owner.open = uniform(now, owner, LUCK) < 0.7
    if uniform(now, owner, STAYS) < 0.05:
        owner.alive = False


@rule(writes=("best",), after="gather_again")
def take_best(enterprise, stalls, p, now):
    for stall in stalls:
        enterprise.best = max(enterprise.best, stall.worth)


@rule(writes=("effort",), order="key", member_writes=("asked",), after="take_best")
def ask_in_order(enterprise, stalls, p, now):
    met = 0
    for stall in stalls:
        met += 1
        if met > 2:
            break
        stall.asked = met


@rule(writes=("stall_worth",), after="ask_in_order")
def see_stalls(public, stalls, p, now):
    total = 0.0
    for stall in stalls:
        total = 0.5 * total + stall.worth
    public.stall_worth = total


@rule(writes=("alive", "sold"), after="see_stalls")
def close_stall(stall, enterprise, p, now):
    if uniform(now, stall, STAYS) < 0.05:
        stall.alive = False
        stall.sold = 5


@rule(writes=("arriving",), on="vacant", after="close_stall")
def await_stall(stall, enterprise, p, now):
    stall.arriving = uniform(now, stall, STAYS, 1) < 0.3


@rule(newcomer=True, after="await_stall")
def open_stall(stall, enterprise, industry, p, now):
    stall.worth = trait(now, stall, LUCK) + industry.fatal_share
"""
MEMBERS = """
from govsim.language import membership
membership("stall", "public", of=lambda structure: 0)
membership("enterprise", "owner", of=lambda structure: [k % 3 for k in range(len(structure))])
"""


def stalls_model(folder, order, name="stalls"):
    file = folder / f"{name}.py"
    text = STALLS.format(order=order).replace('@rule(writes=("effort",), order', "@rule(order") + MEMBERS
    file.write_text(text, encoding="utf-8")
    return model_of(plugins=[file])


CREWS = [crew for crew in range(20) for _ in range(crew + 1)]


@pytest.mark.parametrize("order", ["crew by crew", "shuffled", "one", "none"])
def test_crews_of_any_size_in_any_order_give_the_same_bits_in_both_engines(order, tmp_path):
    rows = {"one": [7], "none": [], "crew by crew": CREWS}.get(order)
    if rows is None:
        rows = [int(one) for one in np.random.default_rng(1).permutation(CREWS)]
    model = stalls_model(tmp_path, rows)
    played = {one.name: one.reason and one.reason.key for one in how_played(model, ())}
    assert parent_of_tiles(model, "stall") == "enterprise"
    assert not any(played[name] for name in ("trade", "gather_stalls", "gather_again", "open_stall", "owner_rests"))
    assert played["take_best"] == "rows.carried"
    assert played["ask_in_order"] == played["see_stalls"] == "rows.members_apart"
    made = scenario("credit_scoring", weeks=30, model=model)
    assert_equal(made, 4, model)


def test_rules_on_members_and_what_they_add_up_to_are_one_pass(tmp_path):
    model = stalls_model(tmp_path, CREWS)
    pieces = [piece for stage in week_of(model).stages if stage.name == "stalls" for piece in pieces_of(model, stage)]
    names = [tuple(one.step.name for one in piece.steps) for piece in pieces]
    assert ("trade", "gather_stalls") in names and ("await_stall", "open_stall") in names


# --- Several regions, and further parents ------------------------------------------------------------------------

REGIONS = """
from govsim.language import (
    Instrument, Rows, Table, column, columns, further_rows, membership, phase, purpose, rule, setting, uniform,
)

LUCK = purpose("chain_luck")
further_rows("region", of=lambda structure: Rows(2))
further_rows("public", of=lambda structure: Rows(2, {"leader": 0, "region": [1, 2]}))
membership("enterprise", "region", of=lambda structure: [k % 3 for k in range(len(structure))])
membership("enterprise", "public", of=lambda structure: [k % 3 for k in range(len(structure))])
Table("chain", code=71, zh="链", plural="chains", rows=lambda structure: Rows(5),
      columns={"tone": column(0.2, unit="1", zh="调", meaning="tone", source="computed")})
Table("service", code=72, zh="服务", plural="services", parents=("chain",),
      rows=lambda structure: Rows(4, {"chain": [3, 1, 0, 4]}), columns={
               "zeal": column(0.4, unit="1", zh="劲", meaning="zeal", source="computed"),
               "served": column(0.0, unit="1", zh="数", meaning="served", source="computed")})
membership("enterprise", "chain", of=lambda structure: [(7 * k) % 5 for k in range(len(structure))])
membership("enterprise", "service", of=lambda structure: [(3 * k) % 4 for k in range(len(structure))])
columns("worker", mood=column(0.0, unit="1", zh="情", meaning="mood", source="computed"))
columns("enterprise", spirit=column(0.0, unit="1", zh="神", meaning="spirit", source="computed"))


phase("chains", before="parties", en="chains", zh="链")  # of its own: what is compiled for it is small


@rule(writes=("tone",), phase="chains")
def set_tone(chain, enterprises, p, now):
    heard = 0.0
    for enterprise in enterprises:
        heard += enterprise.spirit
    chain.tone = 0.5 * chain.tone + 0.1 * uniform(now, chain, LUCK) + 0.001 * heard


@rule(writes=("zeal",), after="set_tone")
def stir(service, p, now):
    service.zeal = 0.8 * service.zeal + 0.2 * uniform(now, service, LUCK)


@rule(writes=("spirit",), after="stir")
def feel(enterprise, chain, service, public, region, p, now):
    enterprise.spirit = chain.tone + service.zeal * public.attention + float(region.id % 7)


@rule(writes=("mood",), after="feel")
def catch(worker, enterprise, chain, service, public, p, now):
    worker.mood = 0.7 * worker.mood + chain.tone * uniform(now, worker, LUCK) + service.zeal + public.attention


@rule(writes=("served",), after="catch")
def serve(service, enterprises, p, now):
    total = 0.0
    for enterprise in enterprises:
        total += enterprise.spirit
    service.served = total


visits = Instrument("chain_visits", zh="链", settings=dict(
    reach=setting(0.5, low=0.0, high=1.0, neutral=0.0, unit="share", zh="一", source="assumed: a test")),
    remembers=dict(weeks=column(0, unit="weeks", zh="周", meaning="weeks", source="computed")))


@visits.remember
def count(enterprise, own, chain, p, now):
    own.weeks += 1 if chain.tone > 0.1 else 0


@visits.effect("management_attention")
def attend(enterprise, own, chain, service, p, now):
    return p.reach * chain.tone * service.zeal / float(1 + own.weeks)


@visits.spends("government", "chain visits")
def pay(enterprise, service, p, now):
    return 10.0 * service.zeal
"""


def test_three_regions_and_two_further_parents_give_the_same_bits_in_both_engines(tmp_path):
    file = tmp_path / "toy_heads.py"
    file.write_text(REGIONS, encoding="utf-8")
    model = model_of(plugins=[file])
    played = {one.name: one.reason for one in how_played(model, ["chain_visits"])}
    assert not any(played[name] for name in ("stir", "feel", "catch", "chain_visits"))
    made = scenario("chain_visits", weeks=30, model=model)
    assert_equal(made, 2, model)
    run = core.Run(model, made, 2)
    run.play_to(30)
    enterprises = run.world.tables["enterprise"]
    assert len(set(enterprises["public"])) == len(set(enterprises["region"])) == 3
    assert len({round(float(one), 6) for one in run.world.tables["worker"]["mood"]}) > 20
    assert run.world.memory["chain_visits"]["weeks"].any()
