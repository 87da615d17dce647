"""What a mechanism owes: it writes only what it declares, minds no order, and loses nobody and nothing."""

import functools
from dataclasses import replace

import numpy as np
import pytest

from govsim.engines import core
from govsim.engines.mesa import GovernanceModel
from govsim.engines.plan import make_plan
from govsim.engines.week import Arrive, Play
from govsim.engines.world import finish_base
from govsim.language import DeclarationError
from govsim.scenario import Population
from tests.contract.stage import (
    CHANNELS,
    COUNTY,
    FATAL,
    INSTRUMENTS,
    MODEL,
    PROBED,
    RATES,
    SMALL,
    adopt,
    county,
    deadly,
    run_to,
)

MENU = sorted(INSTRUMENTS)
PLAYED = [rule.name for _, rules in MODEL.week for rule in rules]


def busy(population=SMALL, weeks=60):
    """Every instrument of the menu, and accidents enough for all that follows one."""
    menu = [adopt(name, phase_in=8) for name in MENU]
    return county(*menu, weeks=weeks, population=population, parameters=RATES, industry=FATAL)


# --- A rule writes only what it declares -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def writes():
    """Who wrote what on which row, in sixty weeks of the open engine: (rule, table, column, on its own row)."""
    model = GovernanceModel(busy(Population(enterprises=12)), 5, model=MODEL)
    seen, at = set(), {"rule": "", "row": None}

    def watched(doing):
        @functools.wraps(doing.step.function)
        def call(*arguments):
            at["rule"], at["row"] = doing.step.name, arguments[0]
            doing.step.function(*arguments)
            at["rule"] = ""

        return replace(doing, step=replace(doing.step, function=call))

    def note(row, name, value):
        if at["rule"]:
            seen.add((at["rule"], row.table, name, row is at["row"]))
        object.__setattr__(row, name, value)

    for rows in model.tables.values():
        made = type(type(rows[0]).__name__, (type(rows[0]),), {"__setattr__": note})
        for row in rows:
            row.__class__ = made
    player = model._player
    player.week = replace(
        player.week,
        stages=tuple(
            replace(stage, steps=tuple(watched(d) if isinstance(d, Play | Arrive) else d for d in stage.steps))
            for stage in player.week.stages
        ),
    )
    for _ in range(60):
        model.step()
    return seen


@pytest.mark.parametrize("name", PLAYED)
def test_a_rule_writes_on_its_own_row_what_it_declares(writes, name):
    made = MODEL.rules[name]
    mine = {(table, column, own) for rule, table, column, own in writes if rule == name}
    assert mine, f"{name} was never called, or writes nothing"
    for table, column, own in mine:
        if own:
            assert table == made.table and (made.newcomer or column in made.writes), f"{name} writes {table}.{column}"
        else:
            assert column in made.member_writes, f"{name} writes {table}.{column} of another row"


def test_a_rule_that_is_declared_is_in_the_week():
    assert sorted(MODEL.rules) == sorted(PLAYED)


def test_a_worker_rule_that_writes_on_its_enterprise_is_refused(declare):
    with pytest.raises(DeclarationError, match="worker_boss.*its own row only"):
        declare("fault_a", """
            from govsim.language import rule

            @rule(writes=("skill",), phase="leaders")
            def worker_boss(worker, enterprise, p, now):
                worker.skill = 0.5
                enterprise.effort = 1.0
            """)  # fmt: skip


def test_a_walk_in_order_may_write_declared_columns_of_members_only(declare):
    with pytest.raises(DeclarationError, match="member_writes"):
        declare("fault_walk", """
            from govsim.language import rule

            @rule(writes=("workload",), order="visit_key", member_writes=("visited",), phase="leaders")
            def walk(regulator, enterprises, p, now):
                regulator.workload = 0
                for enterprise in enterprises:
                    enterprise.visited = True
                    enterprise.forced = True
            """)  # fmt: skip


FRACTION = """
    from govsim.language import rule

    @rule(writes=("injury",), phase="leaders")
    def half_hurt(worker, p, now):
        worker.injury = p.fear_base
    """


def test_a_fraction_in_a_whole_number_column_is_refused_by_both_engines(declare):
    model, made = declare("fault_b", FRACTION), county(weeks=2)
    for play in (lambda: core.run_many(model, [(made, 1)]), lambda: GovernanceModel(made, 1, model=model)):
        with pytest.raises(DeclarationError, match=r"fault_b.py:\d+: half_hurt: worker.injury is int.*float"):
            play()


def test_a_typed_agent_refuses_a_fraction():
    model = GovernanceModel(county(weeks=2), 1, typed=True)
    with pytest.raises(TypeError, match="worker.injury is of type int"):
        model.tables["worker"][0].injury = 0.5


def test_a_grandparent_is_found_along_the_chain_of_parents_in_both_engines(declare):
    model = declare("fault_c", """
        from govsim.language import clip, rule

        @rule(writes=("skill",), phase="leaders")
        def look_up(worker, regulator, industry, public, p, now):
            worker.skill = clip(0.01 * regulator.capacity + industry.injury_base + 0.1 * public.attention, 0.0, 0.9)
        """)  # fmt: skip
    run, agents = run_to(county(weeks=3), 3, model=model), GovernanceModel(county(weeks=3), 11, model=model)
    for _ in range(3):
        agents.step()
    workers = run.world.tables["worker"]
    assert agents.arrays()["worker"]["skill"].tobytes() == workers["skill"].tobytes()
    enterprises, capacity = run.world.tables["enterprise"], run.world.tables["regulator"]["capacity"][0]
    industry = run.world.tables["industry"]["injury_base"][enterprises["industry"][workers["enterprise"]]]
    attention = run.world.tables["public"]["attention"][0]
    wanted = np.clip(0.01 * capacity + industry + 0.1 * attention, 0.0, 0.9)
    alive = workers["alive"]
    np.testing.assert_allclose(workers["skill"][alive], wanted[alive])


@pytest.mark.parametrize(("party", "why"), [("insurers", "not members"), ("boss", "asks for")])
def test_a_party_that_cannot_be_found_is_named(declare, party, why):
    model = declare("fault_c", f"""
        from govsim.language import rule

        @rule(writes=("skill",), phase="leaders")
        def look_up(worker, {party}, p, now):
            worker.skill = 0.5
        """)  # fmt: skip
    with pytest.raises(DeclarationError, match=rf"fault_c.py:\d+.*{why}"):
        make_plan(model, ())


def test_an_ancestor_by_two_paths_of_one_length_is_refused(declare):
    model = declare("fault_d", """
        from govsim.language import Table, column, rule

        Table("twin", code=99, zh="双", plural="twins", parents=("regulator", "public"),
              columns={"x": column(0.0, unit="1", zh="数", meaning="a number", source="computed")})


        @rule(writes=("x",), phase="leaders")
        def look_up(twin, region, p, now):
            twin.x = 0.5
        """)  # fmt: skip
    with pytest.raises(DeclarationError, match=r"fault_d.py:\d+.*two paths"):
        make_plan(model, ())


# --- Order does not matter -------------------------------------------------------------------------------------------


def shuffled(base, seed):
    """The same enterprises and workers with their ids, in other rows; and where each row went."""
    generator = np.random.default_rng(seed)
    tables, place = dict(base.tables), {}
    for name in ("enterprise", "worker"):
        order = generator.permutation(len(base.tables[name]))
        tables[name] = base.tables[name][order]
        place[name] = np.argsort(order)
    tables["worker"]["enterprise"] = place["enterprise"][tables["worker"]["enterprise"]]
    return finish_base(MODEL, tables), place


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_rows_changes_nothing_but_the_last_bits_of_sums(seed):
    made = busy()
    base = core.base_for(MODEL, SMALL)
    other, place = shuffled(base, seed)
    run, moved = run_to(made, made.weeks, base=base), run_to(made, made.weeks, base=other)
    np.testing.assert_allclose(moved.weekly, run.weekly, rtol=1e-9, atol=1e-9)
    for table, rows in run.world.tables.items():
        back = moved.world.tables[table][place.get(table, slice(None))]
        for column in rows.dtype.names:
            if (table, column) != ("worker", "enterprise"):
                np.testing.assert_allclose(
                    back[column], rows[column], rtol=1e-8, atol=1e-8, err_msg=f"{table}.{column}"
                )


def test_weeks_played_one_by_one_give_the_same_bytes():
    made = busy()
    whole = run_to(made, made.weeks)
    step = core.Run(PROBED, made, 11)
    for week in range(made.weeks + 1):
        step.play_to(week)
    assert step.weekly.tobytes() == whole.weekly.tobytes()
    for table, rows in whole.world.tables.items():
        for column in rows.dtype.names:
            assert rows[column].tobytes() == step.world.tables[table][column].tobytes(), f"{table}.{column}"


# --- Nobody and nothing is lost --------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["baseline", "busy", "deadly"])
def film(request):
    """Tables of every week of three years of the county: quiet, with the whole menu, and with accidents every week."""
    made = {
        "baseline": county(weeks=156, population=COUNTY),
        "busy": busy(COUNTY, 156),
        "deadly": deadly({}, {}),
    }[request.param]
    run = core.Run(PROBED, made, 4)
    kept = []
    for week in range(made.weeks + 1):
        run.play_to(week)
        kept.append({name: run.world.tables[name].copy() for name in ("enterprise", "worker", "regulator", "public")})
    return kept


def weeks_of(film):
    return zip(film, film[1:], strict=False)


ORDINARY = ("hazards_latent", "hazards_open", "hazards_ordered")


def stock(rows, columns):
    """The stock of each row; none where nobody lives."""
    return sum(rows[column] for column in columns) * rows["alive"]


def test_ordinary_hazards_are_born_and_are_fixed_or_leave_with_a_closing_enterprise(film):
    born = fixed = lost = 0
    for before, after in weeks_of(film):
        b, a = before["enterprise"], after["enterprise"]
        came, went = a["hazards_born"] + a["hazards_returned"], a["open_fixed"] + a["ordered_fixed"]
        wanted = stock(b, ORDINARY) + came - went - a["hazards_lost"]
        np.testing.assert_array_equal(stock(a, ORDINARY), wanted)
        born, fixed, lost = born + came.sum(), fixed + went.sum(), lost + a["hazards_lost"].sum()
    assert born > 0 and fixed > 0 and lost > 0, "nothing happened"


def test_major_hazards_are_born_and_are_removed_once_known(film):
    majors = ("major_latent", "major_open")
    total = 0
    for before, after in weeks_of(film):
        b, a = before["enterprise"], after["enterprise"]
        same = (b["id"] == a["id"]) & a["alive"]
        wanted = stock(b, majors) + a["majors_born"] - a["majors_fixed"]
        np.testing.assert_array_equal(stock(a, majors)[same], wanted[same])
        found = b["major_latent"] + a["majors_born"] - a["found_major"] - a["major_self_found"]
        np.testing.assert_array_equal(a["major_latent"][same], found[same])
        total += a["majors_fixed"].sum()
    assert total > 0, "nothing happened"


def test_every_post_is_filled_or_vacant_and_workers_are_hired_leave_or_die(film):
    for before, after in weeks_of(film):
        workers, enterprises = after["worker"], after["enterprise"]
        posts = np.bincount(workers["enterprise"], workers["post"], minlength=len(enterprises))
        np.testing.assert_array_equal(posts, enterprises["headcount"])
        assert not (workers["alive"] & ~workers["post"]).any()
        hired = (workers["generation"] - before["worker"]["generation"]).sum()
        left = after["public"]["pool_in"][0] + enterprises["deaths_true"].sum()
        assert workers["alive"].sum() == before["worker"]["alive"].sum() + hired - left
        alone = workers["alive"] & ~enterprises["alive"][workers["enterprise"]]
        assert not alone.any(), "a worker without an enterprise"


def test_the_pool_takes_leavers_and_gives_hires(film):
    for before, after in weeks_of(film):
        b, a = before["public"][0], after["public"][0]
        wanted = b["pool_count"] + a["pool_in"] - a["pool_out"] - a["pool_drift"]
        assert a["pool_count"] == pytest.approx(wanted, abs=1e-6)
        assert a["pool_count"] >= 0.0


def test_deaths_are_told_or_hidden_and_the_record_never_exceeds_the_truth(film):
    true, recorded = int(film[0]["enterprise"]["concealed_deaths"].sum()), 0  # of the weeks before week 0
    for before, after in weeks_of(film):
        b, a = before["enterprise"], after["enterprise"]
        np.testing.assert_array_equal(a["deaths_told"] + a["deaths_hidden"], a["deaths_true"])
        np.testing.assert_array_equal(a["deaths_recorded"], a["deaths_told"] + a["deaths_exposed"])
        same = (b["id"] == a["id"]) & b["alive"]
        kept = b["concealed_deaths"] + a["deaths_hidden"] - a["deaths_exposed"]
        np.testing.assert_array_equal(a["concealed_deaths"][same], kept[same])
        for book, truth in {
            "injuries_recorded": a["injuries_true"] - a["deaths_true"],
            "lost_time_recorded": a["lost_time_true"] - a["deaths_true"],
            "serious_recorded": a["serious_true"],
            "accidents_recorded": a["accidents_true"],
            "recorded_larger": a["official_larger"],
            "recorded_major": a["official_major"],
            "recorded_extreme": a["official_extreme"],
            "deaths_recorded_larger": a["deaths_larger"],
        }.items():
            assert (a[book] <= truth).all(), book
        assert (a["loss_recorded"] <= a["direct_loss"] + 1e-6).all()
        true, recorded = true + a["deaths_true"].sum(), recorded + a["deaths_recorded"].sum()
        assert recorded <= true


def test_the_dead_of_the_true_book_are_the_workers_who_died(film):
    """Major accidents kill exactly as many workers as they count, and harm adds up by kind."""
    for before, after in weeks_of(film):
        workers, enterprises = before["worker"], after["enterprise"]
        np.testing.assert_array_equal(
            enterprises["deaths_true"], enterprises["deaths_single"] + enterprises["deaths_major"]
        )
        stayed = after["worker"]["alive"] & (after["worker"]["id"] == workers["id"])
        gone = np.bincount(workers["enterprise"], workers["alive"] & ~stayed, minlength=len(enterprises))
        assert (gone >= enterprises["deaths_true"]).all()
        assert (enterprises["deaths_true"] + enterprises["serious_true"] <= enterprises["lost_time_true"]).all()
        assert (enterprises["lost_time_true"] <= enterprises["injuries_true"]).all()


def test_visits_use_up_the_days_there_are_and_the_last_one_owes_the_rest(film):
    least = MODEL.parameters["followup_cost"].default
    for _, after in weeks_of(film):
        regulator, rows = after["regulator"][0], after["enterprise"]
        days = rows["size_visit"] / regulator["visit_productivity"]
        taken = days * np.where(rows["followup"], least, 1.0) * (rows["visits"] - rows["forced"])
        spent = regulator["capacity"] - regulator["capacity_left"]
        spent += regulator["reserved"] - regulator["reserved_left"]
        assert spent == pytest.approx(taken.sum()) == regulator["visit_days_used"]
        for left, whole in (("capacity_left", "capacity"), ("reserved_left", "reserved")):
            if regulator[whole] > 0.0:
                assert regulator[left] > -taken.max() - 1e-9, "only the last visit may take more than was left"
            else:
                assert regulator[left] == regulator[whole], "who owes days from weeks before goes nowhere"


def test_a_neutral_channel_is_the_status_quo(film, request):
    if "baseline" in request.node.name:
        for name, made in CHANNELS.items():
            if made.level == "enterprise" and isinstance(made.neutral, float):
                rows = film[-1]["enterprise"]
                assert (rows[name][rows["alive"]] == made.neutral).all(), name
