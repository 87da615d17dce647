"""One set of books: what the ledger takes from an enterprise is what its profit loses, and transfers cancel."""

import textwrap

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govsim.engines import core
from govsim.engines.mesa import GovernanceModel
from govsim.engines.week import Book, week_of
from govsim.language import Model, entries_of_ledger, is_cost
from govsim.model import core as core_part
from govsim.model import model_of
from govsim.scenario import Scope
from govsim.year import WEEKS_A_YEAR
from tests.contract.stage import FATAL, INSTRUMENTS, MODEL, RATES, SEED, START, adopt, county, run_to

SETTLED = "settle_accounts"
LEAST = 1e-3  # CNY: what nobody counts
NAMES = core.weekly_names(MODEL)


def value_of(made):
    """Any value of a setting that a policy maker may choose."""
    if isinstance(made.default, bool):
        return st.booleans()
    return st.floats(made.low, made.high, allow_nan=False)


@st.composite
def policies(draw):
    """Some instruments with any settings, phases and scopes."""
    made = []
    for name in draw(st.lists(st.sampled_from(sorted(INSTRUMENTS)), unique=True, min_size=1, max_size=4)):
        chosen = {key: draw(value_of(one)) for key, one in INSTRUMENTS[name].settings.items() if draw(st.booleans())}
        share = 1.0 if name in {"grassroots_inspectors"} else draw(st.sampled_from([0.5, 1.0]))
        made.append(adopt(name, phase_in=draw(st.integers(1, 9)), scope=Scope(share=share), **chosen))
    return made


def earned_of(run):
    """What each enterprise earns this week before the ledger takes anything: less under pressure."""
    rows = run.world.tables["enterprise"]
    margin = rows["margin"] - run.world.parameters["margin_pressure"][0] * rows["pressure"]
    return rows["revenue"] * margin * rows["headcount"] / WEEKS_A_YEAR


def check_books(run, weeks, model=MODEL):
    """Week by week: profit against the ledger, parties against resources, bearers against harm."""
    names = core.weekly_names(model)
    enterprises = run.world.tables["enterprise"]
    for week in range(weeks):
        there = enterprises["id"][enterprises["alive"]].copy() if run.week >= 0 else None
        run.play_to(week + 1)
        lived = np.isin(enterprises["id"], there) if there is not None else enterprises["alive"]
        rows = enterprises[lived]
        earned = earned_of(run)[lived]
        taken = rows["cost_enterprise"] + rows["harm_cost_enterprise"]
        np.testing.assert_allclose(earned - rows["profit_total"], taken, rtol=1e-9, atol=LEAST)
        found = dict(zip(names, run.weekly[week], strict=True))
        parties = sum(found[f"cost_{party}"] for party in model.payers)
        assert parties == pytest.approx(found["cost_resource"], rel=1e-9)
        bearers = found["harm_cost_enterprise"] + found["harm_cost_insurer"] + found["harm_cost_worker"]
        assert bearers == pytest.approx(found["harm_cost"], rel=1e-9)


@settings(max_examples=30, deadline=None)
@given(policies())
def test_what_the_ledger_takes_is_what_profit_loses_and_parties_sum_to_resources(adopted):
    made = county(*adopted, weeks=START + 12, parameters=RATES, industry=FATAL)
    check_books(core.Run(MODEL, made, SEED), START + 12)


def test_the_books_balance_with_the_whole_menu_and_when_enterprises_close():
    made = county(*(adopt(name) for name in sorted(INSTRUMENTS)), weeks=80, parameters=RATES, industry=FATAL)
    run = core.Run(MODEL, made, SEED)
    check_books(run, 80)
    found = {name: run.weekly[:, at] for at, name in enumerate(NAMES)}
    assert found["exits"].any() and found["harm_cost"].any(), "nothing happened"
    assert all(found[f"cost_{party}"].any() for party in MODEL.payers), "a party that nothing is booked to"


def first_week(*adopted):
    """The county in the week in which a policy starts: what comes of it later is not in it."""
    return run_to(county(*adopted, weeks=START + 1), START + 1)


# These wait for a public score, an entrant, June or another date, a fatal accident, a major hazard, a failing unit.
WAITING = {
    "credit_penalties", "credit_incentives", "access_licensing", "three_simultaneities", "safety_campaigns",
    "notification_commitment", "accident_investigation", "production_suspension", "regulatory_interview",
    "family_engagement", "management_report",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(INSTRUMENTS))
def test_what_an_instrument_books_reaches_profit_in_the_week(name):
    usual, made = first_week(), first_week(adopt(name))
    rows, before = (run.world.tables["enterprise"] for run in (made, usual))
    lost = (earned_of(made) - rows["profit_total"]) - (earned_of(usual) - before["profit_total"])
    np.testing.assert_allclose(lost, rows["booked"] - before["booked"], rtol=1e-9, atol=LEAST)
    asks = [entry for entry, _ in INSTRUMENTS[name].bookings if "enterprise" in entry.parties]
    if asks and name not in WAITING:
        assert lost.any(), "an entry that moves no profit"


def test_levels_are_counted_in_the_status_quo():
    run = run_to(county(weeks=30), 30)
    found = dict(zip(NAMES, run.weekly.sum(axis=0), strict=True))
    rows = run.world.tables["enterprise"]
    assert found["cost_resource"] > 0.5 * 30 * rows["effort_spent"][rows["alive"]].sum() > 0.0
    assert found["inspector_hours"] > 0.0 and found["cost_insurer"] < 0.0 < found["cost_enterprise"]
    assert found["cost_worker"] == 0.0 and found["cost_outside"] == 0.0


def test_every_party_has_an_outcome_of_its_costs_and_no_other_outcome_is_called_so():
    costs = {name for name in MODEL.outcomes if is_cost(name) and not name.startswith("harm")}
    assert costs == {"cost_resource", *(f"cost_{party}" for party in MODEL.payers)}
    assert "cost_total" not in MODEL.outcomes and "payments" not in MODEL.channels


def test_nobody_is_paid_by_himself_and_every_entry_is_said_in_both_languages():
    for entry, _, _ in entries_of_ledger(MODEL):
        assert len(set(entry.parties)) == len(entry.parties) and entry.what and entry.zh


LATE = """
    from govsim.language import amount, columns, rule, spends

    columns("enterprise", farewell=amount("CNY a week", "告别", "what is spent after the books are closed"))
    spends("enterprise", "farewells", column="enterprise.farewell", zh="告别")


    @rule(writes=("farewell",), after="lead")
    def say_farewell(enterprise, p, now):
        enterprise.farewell = 7.0 if now.week == 3 else 0.0
    """


def test_an_entry_written_after_the_close_is_booked_next_week(tmp_path):
    file = tmp_path / "late.py"
    file.write_text(textwrap.dedent(LATE), encoding="utf-8")
    model = model_of(plugins=[file])
    usual, late = (GovernanceModel(county(weeks=6), SEED, model=made) for made in (MODEL, model))
    due = 0.0
    for week in range(6):
        usual.step()
        late.step()
        more = late.outcomes["cost_resource"] - usual.outcomes["cost_resource"]
        assert more == pytest.approx(due, abs=LEAST), week
        due = sum(one.farewell for one in late.enterprises)
        assert (due > 0.0) == (week == 3)


def test_a_model_in_which_nobody_settles_closes_its_books_before_it_counts():
    part = core_part().without("rule", ["settle_accounts", "balance_insurer"])
    stages = week_of(Model([part])).stages
    assert [stage.kind for stage in stages].index("ledger") == [stage.kind for stage in stages].index("outcomes") - 1
    usual = [stage for stage in week_of(MODEL).stages if any(isinstance(doing, Book) for doing in stage.steps)]
    assert [stage.name for stage in usual] == ["insurers"]
    places = [getattr(getattr(doing, "step", None), "name", "book") for doing in usual[0].steps]
    assert places.index("book") < places.index(SETTLED) and "book" not in places[places.index(SETTLED) :]


def test_both_engines_keep_the_same_books():
    made = county(*(adopt(name) for name in sorted(INSTRUMENTS)), weeks=START + 6)
    run, agents = run_to(made, START + 6), GovernanceModel(made, SEED, model=MODEL)
    for _ in range(START + 6):
        agents.step()
    for table in ("enterprise", "regulator"):
        rows, played = run.world.tables[table], agents.arrays()[table]
        for column in MODEL.book_columns(table):
            assert rows[column].tobytes() == played[column].tobytes(), f"{table}.{column}"
