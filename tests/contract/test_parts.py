"""What a part owes: absent nothing of it is there, at its neutral row no bit moves, both engines agree, and it acts."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from govsim.engines import core
from govsim.engines.core import run_many
from govsim.language import Model
from govsim.model import model_of
from govsim.populations.industry import INDUSTRIES
from govsim.scenario import Adoption, Population, Scenario
from tests.equivalence.test_engines import assert_equal

ROOT = Path(__file__).parents[2]
TOWN = Population(enterprises=40)
BARE = model_of()
# parameters of the row at which a part moves no bit of what is there without it
NEUTRAL = {"departments": {}, "outside": {"standard_drift": 0.0}}
BLIND = {name: {"others_rate": 0.05, "standard_fit": 0.2} for name in ("new_format", "transport_logistics")}
PROBE = """
from govsim.language import Instrument, setting

probe = Instrument("mover", zh="探针", settings=dict(
{settings}
))
"""
MOVED = {
    "departments": {"joint_visits": 0.6, "clear_duties": 0.7},
    "outside": {"rule_renewal": 2.0, "others_answer": 0.5},
}


def town(*adoptions, weeks=100, **changes):
    """Forty enterprises for two years."""
    return Scenario(
        name="parts",
        population=TOWN,
        weeks=weeks,
        start=8,
        window=(8, weeks),
        settle=20,
        adoptions=adoptions,
        **changes,
    )


def shared(model, result):
    """What a run counts of the outcomes of the county without parts."""
    names = [one.name for one in model.weekly_outcomes]
    assert result.error is None
    return np.ascontiguousarray(result.weekly[:, [names.index(one.name) for one in BARE.weekly_outcomes]])


def series(model, result, name):
    """One weekly outcome of a run."""
    return result.weekly[:, [one.name for one in model.weekly_outcomes].index(name)]


@pytest.fixture(scope="module")
def moved(tmp_path_factory):
    """The model of a part with an instrument that moves its channels, and its adoption."""

    def make(*parts):
        values = {name: value for part in parts for name, value in MOVED[part].items()}
        lines = [
            f'    {name}=setting({value}, low=0.0, high=10.0, neutral=0.0, unit="1", moves="{name}"),'
            for name, value in values.items()
        ]
        file = tmp_path_factory.mktemp("probe") / "mover.py"
        file.write_text(PROBE.format(settings="\n".join(lines)), encoding="utf-8")
        return model_of(parts, [file]), Adoption("mover", values, start=8, phase_in=1)

    return make


@pytest.mark.parametrize("parts", [("departments",), ("outside",), ("departments", "outside")], ids="+".join)
def test_at_its_neutral_row_a_part_moves_no_bit(parts):
    parameters = {name: value for part in parts for name, value in NEUTRAL[part].items()}
    there = model_of(parts)
    bare = run_many(BARE, [(town(), 3)], yearly=True)[0]
    with_it = run_many(there, [(town(parts=parts, parameters=parameters), 3)], yearly=True)[0]
    assert shared(there, with_it).tobytes() == bare.weekly.tobytes()
    assert with_it.yearly.tobytes() == bare.yearly.tobytes()


def test_standards_that_go_out_of_date_are_the_one_thing_that_moves_the_county_as_it_is():
    there = model_of(["outside"])
    usual = run_many(there, [(town(parts=("outside",)), 3)])[0]
    fit = series(there, usual, "standard_fit")
    assert fit[0] == pytest.approx(8.0, rel=0.001) and fit[-1] == pytest.approx(
        8.0 * np.exp(-0.02 * 100 / 52), rel=0.001
    )
    assert shared(there, usual).tobytes() != run_many(BARE, [(town(), 3)])[0].weekly.tobytes()


@pytest.mark.parametrize("parts", [("departments",), ("outside",), ("departments", "outside")], ids="+".join)
def test_with_its_channels_moved_both_engines_agree_to_the_bit(moved, parts):
    model, adoption = moved(*parts)
    made = town(adoption, weeks=30, parts=parts, industry=BLIND if "outside" in parts else {})
    assert_equal(replace(made, settle=5), 5, model)


def test_instruments_that_a_part_brings_give_the_same_bits_in_both_engines():
    model = model_of(NEUTRAL)
    brought = sorted(name for name, one in model.instruments.items() if set(one.needs) & set(NEUTRAL))
    assert len(brought) >= 5
    adoptions = [
        Adoption(name, {key: float(one.default) for key, one in model.instruments[name].settings.items()}, start=2)
        for name in (*brought, "notification_commitment")
    ]
    assert_equal(replace(town(*adoptions, weeks=40, parts=tuple(NEUTRAL), industry=BLIND), settle=5), 5, model)


def test_what_covers_risks_and_what_is_drafted_are_never_more_than_all():
    there = model_of(["outside"])
    for drift, lag, renewal in ((0.0, 13.0, 10.0), (0.1, 156.0, 10.0), (0.1, 13.0, 0.5)):
        parameters = {"standard_drift": drift, "standard_lag": lag}
        run = core.Run(there, town(parts=("outside",), parameters=parameters, industry=BLIND), 3)
        for week in range(1, 101, 3):
            run.play_to(week)
            rows = run.world.tables["industry"]
            assert (rows["standard_fit"] + rows["standard_draft"] <= 1.0 + 1e-12).all()
            assert (rows["standard_lead"] <= rows["standard_fit"] + 1e-12).all(), renewal


def test_a_draft_moves_the_fit_only_after_the_lag(moved):
    model, adoption = moved("outside")
    usual, asked = (
        series(model, run_many(model, [(town(*one, parts=("outside",), industry=BLIND), 3)])[0], "standard_fit")
        for one in ((), (adoption,))
    )
    assert usual[:9].tobytes() == asked[:9].tobytes()
    assert asked[20] - usual[20] < 0.1 < 0.5 < asked[99] - usual[99]


OF_PARTS = [
    (part, name) for part in NEUTRAL for name in sorted(set(model_of([part]).parameters) - set(BARE.parameters))
]  # fmt: skip


@pytest.mark.parametrize(("part", "name"), OF_PARTS, ids=lambda one: one)
def test_a_parameter_of_a_part_moved_from_low_to_high_changes_something(part, name):
    """With every instrument that the part brings, in a blind spot that grows and beside known major hazards."""
    model = model_of([part])
    brought = [one for one in model.instruments.values() if part in one.needs]
    adoptions = [
        Adoption(one.name, {key: float(about.default) for key, about in one.settings.items()}, start=8)
        for one in sorted(brought, key=lambda one: one.name)
    ]
    values = {"others_rate": 0.3, "standard_fit": 0.3, "others_growth": 0.5}
    industry = dict.fromkeys(INDUSTRIES, values) if part == "outside" else {}
    declared = model.parameters[name]
    ends = [
        run_many(model, [(town(*adoptions, parts=(part,), industry=industry, parameters={name: end}), 3)])[0]
        for end in (declared.low, declared.high)
    ]
    assert ends[0].error is ends[1].error is None
    assert ends[0].weekly.tobytes() != ends[1].weekly.tobytes(), f"{name} moves nothing"


def without(model, rule, entries=()):
    """The model without one rule, and without the entries of the ledger that it alone writes."""
    return Model([one.without("rule", [rule]).without("ledger", entries) for one in model.parts])


@pytest.mark.parametrize("channel", ["joint_visits", "clear_duties"])
def test_without_the_rule_of_departments_its_channels_move_nothing(moved, channel):
    model, _ = moved("departments")
    alone = Adoption("mover", {"joint_visits": 0.0, "clear_duties": 0.0, channel: 0.7}, start=8)
    for one, moves in ((model, True), (without(model, "other_departments"), False)):
        usual, other = (shared(one, run_many(one, [(town(*a), 3)])[0]) for a in ((), (alone,)))
        assert (usual.tobytes() != other.tobytes()) is moves


def test_without_care_for_others_damages_are_paid_and_nobody_is_spared(moved):
    model, _ = moved("outside")
    alone = Adoption("mover", {"rule_renewal": 0.0, "others_answer": 0.5}, start=8)
    spared = []
    for one in (model, without(model, "care_for_others", ["enterprise.others_spent"])):
        runs = [run_many(one, [(town(*a, weeks=60, industry=BLIND), 3)])[0] for a in ((), (alone,))]
        usual, other = (series(one, run, "others_harmed_expected")[8:].sum() for run in runs)
        spared.append(usual - other)
        paid = [series(one, run, "cost_outside").sum() for run in runs]
        assert paid[1] < paid[0]
    assert spared[0] > 0.1 and abs(spared[1]) < 0.01 * spared[0]


def test_without_the_rule_that_applies_them_standards_bring_no_inspector_further(moved):
    """Equipment made under the standard harms others less all the same."""
    model, _ = moved("outside")
    renewed = Adoption("mover", {"rule_renewal": 10.0, "others_answer": 0.0}, start=8)
    for one, moves in ((model, True), (without(model, "apply_standards"), False)):
        runs = [run_many(one, [(town(*a, industry=BLIND), 3)])[0] for a in ((), (renewed,))]
        usual, other = (series(one, run, "injuries_expected") for run in runs)
        assert (usual.tobytes() != other.tobytes()) is moves
        usual, other = (series(one, run, "others_harmed_expected") for run in runs)
        assert other[60:].sum() < usual[60:].sum()


def test_visits_of_other_departments_and_unowned_duties_answer_as_the_formula_says(moved):
    model, adoption = moved("departments")
    usual, both = (
        run_many(model, [(town(*one, parts=("departments",), weeks=520), 3)])[0] for one in ((), (adoption,))
    )
    visits = [series(model, one, "other_visits")[8:].sum() for one in (usual, both)]
    assert visits[1] / visits[0] == pytest.approx((1.0 - 0.5 * 0.6) * (1.0 - 0.2 * 0.7), abs=0.05)
    orphaned = series(model, both, "orphaned_duties") / series(model, both, "enterprises")
    assert orphaned[20] == pytest.approx(0.12 * 0.3 * (1.0 - 0.5 * 0.6), rel=1e-9)


COMMAND = ("run", "scenario=baseline", "population=small", "weeks=30", "seeds=2", "figures=false", "tables=yearly")


@pytest.mark.slow
def test_absent_parts_leave_the_bytes_of_a_package_without_their_files(tmp_path):
    for folder in ("src/govsim", "configs"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("*.pyc.*"))
    made = {}
    for name in ("beside", "never"):
        words = [sys.executable, "-m", "govsim", *COMMAND, f"out={name}"]
        environment = os.environ | {"PYTHONPATH": str(tmp_path / "src")}  # kernels are named by all that they hang on
        done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        made[name] = {file.name: file.read_bytes() for file in sorted((tmp_path / name).glob("*.parquet"))}
        for file in (tmp_path / "src/govsim/parts").glob("[a-z]*"):
            shutil.rmtree(file) if file.is_dir() else file.unlink()
    assert made["beside"] == made["never"] and {"runs.parquet", "enterprises.parquet"} <= set(made["beside"])
