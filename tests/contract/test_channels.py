"""What a channel owes: it acts when moved, is silent at its neutral value, keeps its bounds, and combines."""

import numpy as np
import pytest

from govsim.engines.reached import slot_of
from govsim.language import DeclarationError
from govsim.scenario import Scope
from tests.contract.stage import CHANNELS, FATAL, MODEL, RATES, START, adopt, county, in_force, run_to, still, weekly

every_channel = pytest.mark.parametrize("name", CHANNELS)

# Channels that need another to have something to act on. All but these move something by themselves.
LISTING = {"record_visibility": 1.0, "listing_threshold": 0.7}
COMPANY = {
    "record_visibility": {"listing_threshold": 0.7},  # the public score is read by the list and by instruments only
    "listing_threshold": {"record_visibility": 1.0},  # an invisible record puts nobody on a list
    "listing_term": LISTING,
    "repair_after": LISTING | {"repair_score": 0.1},  # repair needs both a wait and a score
    "repair_score": LISTING | {"repair_after": 2.0},
    "reputation_stake": {"disclosure": 1.0},  # a name is at stake where something can be read
}


def probed(**settings):
    """Two years of a county in which people die often, so that channels about deaths have deaths to act on."""
    return county(adopt("probe", **settings), weeks=104, parameters=RATES, industry=FATAL)


@every_channel
def test_a_channel_moved_by_an_instrument_changes_something(name):
    made, company = CHANNELS[name], COMPANY.get(name, {})
    ends = [end for end in (made.low, made.high) if end != still(made)]
    without, *moved = weekly(probed(**company), *(probed(**company, **{name: end}) for end in ends))
    for table in moved:
        assert table[:START].tobytes() == without[:START].tobytes()
    assert any(table.tobytes() != without.tobytes() for table in moved), f"{name} moves nothing at {ends}"


def test_an_instrument_with_every_channel_at_its_neutral_value_changes_no_bit():
    bare = run_to(county(), 60)
    neutral = run_to(county(adopt("probe")), 60)
    assert bare.weekly.tobytes() == neutral.weekly.tobytes()
    for table, rows in bare.world.tables.items():
        for column in rows.dtype.names:
            assert rows[column].tobytes() == neutral.world.tables[table][column].tobytes(), f"{table}.{column}"


@pytest.mark.parametrize("end", ["low", "high"])
def test_channels_keep_their_bounds_when_two_instruments_push_the_same_way(end):
    settings = {name: getattr(made, end) for name, made in CHANNELS.items()}
    settings["allowed_production"] = max(settings["allowed_production"], 0.1)
    run = run_to(county(adopt("probe", **settings), adopt("probe_second", **settings), weeks=20), 20)
    for name, made in CHANNELS.items():
        values = living(run, made.level)[name]
        assert (values >= made.low).all() and (values <= made.high).all(), name


def living(run, table):
    rows = run.world.tables[table]
    return rows[rows["alive"]]


def neutral_of(made, rows):
    return rows[made.neutral] if isinstance(made.neutral, str) else np.full(len(rows), made.neutral)


def combined(made, neutral, strengths_and_values):
    """The definition of `Channel.combine`, in other words than the engines'."""
    values = [(s, v) for s, v in strengths_and_values]
    if made.combine == "add":
        return neutral + sum(s * v for s, v in values)
    if made.combine == "product":
        return neutral * np.prod([1.0 + s * (v - 1.0) for s, v in values], axis=0)
    if made.combine == "any":
        return 1.0 - (1.0 - neutral) * np.prod([1.0 - s * v for s, v in values], axis=0)
    pick = np.maximum if made.combine == "max" else np.minimum
    return pick.reduce([neutral, *(neutral + s * (v - neutral) for s, v in values)])


def some(made, share):
    """A value between neutral and what is felt."""
    return still(made) + share * (in_force(made.name) - still(made))


def test_two_instruments_combine_as_declared_and_in_either_order():
    pairs = {}
    for shares in ((0.3, 0.8), (0.8, 0.3)):
        first, second = ({name: some(made, share) for name, made in CHANNELS.items()} for share in shares)
        both = [adopt("probe", **first), adopt("probe_second", **second)]
        run = run_to(county(*both, weeks=START + 1), START + 1)
        back = run_to(county(*both[::-1], weeks=START + 1), START + 1)
        assert run.weekly.tobytes() == back.weekly.tobytes(), "the order of selection matters"
        for name, made in CHANNELS.items():
            rows = living(run, made.level)
            wanted = combined(made, neutral_of(made, rows), [(1.0, first[name]), (1.0, second[name])])
            wanted = np.clip(wanted, made.low, made.high)
            np.testing.assert_allclose(rows[name], wanted, rtol=1e-12, err_msg=name)
            pairs.setdefault(name, []).append(rows[name])
    for name, (one, other) in pairs.items():
        np.testing.assert_allclose(one, other, rtol=1e-12, err_msg=f"{name}: who pushes how much matters")


def values_at(week, **how):
    full = {name: in_force(name) for name in CHANNELS}
    run = run_to(county(adopt("probe", **how, **full), weeks=week + 1), week + 1)
    return {name: (living(run, made.level)[name], living(run, made.level)) for name, made in CHANNELS.items()}


def test_half_of_the_phase_in_gives_values_in_between():
    """Half way through the ramp a channel stands half way: between neutral and full strength, at the very middle."""
    half = values_at(START + 4, phase_in=10)
    for name, (values, rows) in half.items():
        made = CHANNELS[name]
        neutral = neutral_of(made, rows)
        full = combined(made, neutral, [(1.0, in_force(name))])
        np.testing.assert_allclose(values, (neutral + full) / 2.0, rtol=1e-9, err_msg=name)
        moves = full != neutral
        assert moves.any() and ((values[moves] - neutral[moves]) * (full[moves] - values[moves]) > 0.0).all(), name


def test_half_of_the_enterprises_feel_a_channel_of_half_scope():
    part = values_at(START, scope=Scope(share=0.5))
    reached = set()
    for name, (values, rows) in part.items():
        made = CHANNELS[name]
        if made.level != "enterprise":
            continue
        neutral = neutral_of(made, rows)
        full = combined(made, neutral, [(1.0, in_force(name))])
        inside = np.isclose(values, full, rtol=1e-12)
        np.testing.assert_array_equal(values[~inside], neutral[~inside], err_msg=name)
        reached.add(tuple(slot_of(rows["id"][inside]).tolist()))
    assert len(reached) == 1, "one scope, one set of enterprises"
    assert 4 < len(reached.pop()) < 16, "half of the twenty enterprises, by lot"


def test_after_its_end_a_channel_is_at_its_neutral_value_again():
    over = values_at(START + 5, end=START + 5)
    for name, (values, rows) in over.items():
        np.testing.assert_array_equal(values, neutral_of(CHANNELS[name], rows), err_msg=name)


@pytest.mark.parametrize("neutral", ["-0.5", "1.5", "float('nan')", "None"])
def test_a_status_quo_outside_the_bounds_is_refused(declare, neutral):
    about = 'level="worker", unit="1", combine="add", low=0.0, high=1.0, zh="一", meaning="one"'
    with pytest.raises(DeclarationError, match=r"half_file.py:\d+: channel 'half'"):
        declare("half_file", f"from govsim.language import channel\n\nchannel('half', neutral={neutral}, {about})\n")


def test_every_channel_is_of_a_party_and_explains_itself():
    for name, made in CHANNELS.items():
        assert made.level in MODEL.tables, name
        assert made.unit and made.zh and made.meaning, name
        assert made.low < made.high, name
        if isinstance(made.neutral, str):
            assert made.neutral in MODEL.columns_of(made.level), name
        else:
            assert made.low <= made.neutral <= made.high, name
