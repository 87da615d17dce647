"""What a function reads, writes, draws and asks for is read off its text, helpers included."""

from govsim.language import INSTRUMENTS, PARAMETERS, RULES, TABLES
from govsim.report.model import functions_of, read_model
from govsim.report.wiring import wiring_of

MODEL = read_model()


def test_a_rule_reads_what_its_helpers_read():
    wired = wiring_of(RULES["choose_effort"].function)
    assert ("industry", "premium_rate") in wired.reads
    assert ("enterprise", "effort") in wired.writes
    assert "full_effort_cost" in wired.parameters
    assert "cost_of_effort" in [one.__name__ for one in wired.helpers]


def test_members_of_a_row_are_columns_of_their_own_table():
    wired = wiring_of(RULES["gather_crew"].function)
    assert ("worker", "injury") in wired.reads
    assert ("enterprise", "injuries_true") in wired.writes


def test_draws_are_named_by_purpose_and_kind():
    assert wiring_of(RULES["be_injured"].function).draws == (("uniform", "injury"), ("uniform", "injury_gravity"))
    kinds = {kind for kind, _ in wiring_of(RULES["found_enterprise"].function).draws}
    assert kinds == {"trait"}


def test_writes_are_those_that_the_rule_declares():
    for one in RULES.values():
        if not one.newcomer:
            own = {column for table, column in wiring_of(one.function).writes if table == one.table}
            assert own == one.writes


def test_every_parameter_is_read_by_a_rule_and_lives_in_one_mechanism():
    assert set(MODEL.parameter_read_by) == set(PARAMETERS)
    assert sorted(p.name for m in MODEL.mechanisms for p in m.parameters) == sorted(PARAMETERS)


def test_everything_that_is_read_exists():
    from govsim.engines.plan import columns_of

    known = {(table, column) for table in TABLES for column in columns_of(table)}
    for one in INSTRUMENTS.values():
        for function in functions_of(one):
            assert set(wiring_of(function, one.remembers_on).reads) <= known
    for one in RULES.values():
        assert set(wiring_of(one.function).reads) <= known
