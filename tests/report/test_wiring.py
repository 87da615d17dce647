"""What a function reads, writes, draws and asks for is read off its text, helpers included."""

from govsim.model import model_of
from govsim.report.view import view_of

MODEL = model_of()
VIEW = view_of(MODEL)
RULES = MODEL.rules


def test_a_rule_reads_what_its_helpers_read():
    wired = VIEW.wiring(RULES["choose_effort"].function)
    assert ("industry", "premium_rate") in wired.reads
    assert ("enterprise", "effort") in wired.writes
    assert "full_effort_cost" in wired.parameters
    assert "cost_of_effort" in [one.__name__ for one in wired.helpers]


def test_members_of_a_row_are_columns_of_their_own_table():
    wired = VIEW.wiring(RULES["gather_crew"].function)
    assert ("worker", "injury") in wired.reads
    assert ("enterprise", "injuries_true") in wired.writes


def test_draws_are_named_by_purpose_and_kind():
    assert VIEW.wiring(RULES["be_injured"].function).draws == (("uniform", "injury"), ("uniform", "injury_gravity"))
    kinds = {kind for kind, _ in VIEW.wiring(RULES["found_enterprise"].function).draws}
    assert kinds == {"trait"}


def test_writes_are_those_that_the_rule_declares():
    for one in RULES.values():
        if not one.newcomer:
            own = {column for table, column in VIEW.wiring(one.function).writes if table == one.table}
            assert own == one.writes


def test_every_parameter_is_read_by_a_rule_and_lives_in_one_mechanism():
    assert set(VIEW.parameter_read_by) == set(MODEL.parameters)
    assert sorted(p.name for m in VIEW.mechanisms for p in m.parameters) == sorted(MODEL.parameters)


def test_everything_that_is_read_exists():
    known = {(table, column) for table in MODEL.tables for column in MODEL.columns_of(table)}
    for one in MODEL.instruments.values():
        for function in VIEW.functions_of(one.name):
            assert set(VIEW.wiring(function, one.remembers_on).reads) <= known
    for one in RULES.values():
        assert set(VIEW.wiring(one.function).reads) <= known
