"""Trials: who is treated, units that lose nothing, a truth that is paired, and what must be refused."""

import warnings
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm
from tests.study.planted import planted

import govsim
from govsim.study.analysis.section import read_section
from govsim.study.analysis.trials import asked, told
from govsim.study.analysis.trials.answers import answers
from govsim.study.analysis.trials.assignment import ASSIGNMENTS, Looks, chosen, sample, share_of
from govsim.study.analysis.trials.designs.catalogue import DESIGNS
from govsim.study.analysis.trials.designs.matched import pairs
from govsim.study.analysis.trials.laid import EVERYWHERE, WITHOUT, lay_out
from govsim.study.analysis.trials.panel import NEVER, Found
from govsim.study.analysis.trials.question import question_of
from govsim.study.analysis.trials.summary import middle, power_table, smallest, summary
from govsim.study.speak.errors import InputError
from govsim.study.speak.words import speaking

LOOKS = Looks(np.array([3.0, 0.0, 2.0, 0.0, 1.0]), np.array([0.1, 0.9, 0.5, 0.7, 0.2]))
SMALL = ["population=small"]


def laid(overrides=SMALL, seeds=(0, 1), counties=None, treatment="safety_training", **keys):
    question = question_of({"design": "randomised", "before": 1, "horizon": 1} | keys)
    return asked.laid_out(question, asked.built_for(treatment, "baseline", overrides), seeds, counties)


# --- Who is treated --------------------------------------------------------------------------------------------------


def test_looks_decide_and_those_alike_go_by_lot():
    picked = {how: {tuple(np.nonzero(chosen(how, LOOKS, 2, seed))[0]) for seed in range(40)} for how in ASSIGNMENTS}
    assert picked["worst"] == {(0, 2)} and picked["best"] == {(1, 3)} and picked["volunteers"] == {(1, 3)}
    assert len(picked["random"]) > 5
    ties = {tuple(np.nonzero(chosen("best", LOOKS, 1, seed))[0]) for seed in range(40)}
    assert ties == {(1,), (3,)}
    assert all((chosen("random", LOOKS, 2, 7) == chosen("random", LOOKS, 2, 7)).tolist() for _ in range(2))


def test_lots_treat_everybody_alike_often():
    looks = Looks(np.zeros(10), np.zeros(10))
    times = np.sum([chosen("random", looks, 5, seed) for seed in range(400)], 0)
    assert (np.abs(times - 200) < 50).all()


def test_a_sample_keeps_the_share_of_the_treated():
    treated = np.arange(100) < 30
    for count in (10, 50, 100):
        found = sample(treated, count, 3)
        assert len(set(found)) == count and treated[found].sum() == share_of(count, 0.3)
    assert sample(treated, 10, 3).tolist() == sample(treated, 10, 3).tolist()
    assert share_of(4, 0.01) == 1 and share_of(4, 0.99) == 3


def test_pairs_are_of_one_industry_and_nobody_is_taken_twice():
    panel, *_ = planted(1, units=60, share=0.3)
    treated, controls = pairs(panel)
    assert len(set(treated)) == len(treated) == panel.treated.sum() and len(set(controls)) == len(controls)
    assert panel.treated[treated].all() and not panel.treated[controls].any()
    assert (panel.group[treated] == panel.group[controls]).mean() > 0.9


# --- Units and arms --------------------------------------------------------------------------------------------------


def test_units_lose_no_case_and_no_worker():
    study = laid(headcount=[5, 60])
    slots = range(len(study.unit_of[0]))
    names = ["injuries_true", "injuries_recorded", "injuries_expected", "worker_weeks", "climate"]
    rows = pd.DataFrame([
        {"scenario": "x", "seed": seed, "year": year, "id": slot + (1_000_000 if year else 0),
         **dict.fromkeys(names, 1.0 + slot)}
        for seed in (0, 1) for year in (0, 1) for slot in slots
    ])  # fmt: skip
    found = study.assigned_values(rows)
    for name in names[:-1]:
        there = rows[rows["id"].mod(1_000_000).isin(study.slots)]
        assert found[name].sum() * (52 if name == "worker_weeks" else 1) == pytest.approx(there[name].sum())
    assert found["climate"].shape == (2, study.units, 2) and 0 < study.units < len(slots)


def test_each_scenario_has_a_seed_of_its_own_and_treats_those_chosen():
    study = laid(seeds=(4, 9))
    treated = {4: np.arange(study.units) < 3, 9: np.arange(study.units) >= 3}
    arms = study.arms_of("random", treated)
    assert list(arms) == ["random: 1", "random: 2"]
    for one, seed in zip(arms.values(), (4, 9), strict=True):
        (adoption,) = one.adoptions
        assert adoption.start == 52 and adoption.scope.enterprises == tuple(np.nonzero(treated[seed])[0])
    assert study.first_arms()[WITHOUT].adoptions == () and study.first_arms()[EVERYWHERE].adoptions[0].start == 52


def test_counties_have_seeds_of_their_own_and_adopt_year_by_year():
    study = laid(["population.enterprises=6"], counties=6, design="event_study", units="county", horizon=3)
    assert study.run_seeds == tuple(range(12)) and study.units == 6
    assert [one for one in study.first_arms()] == [WITHOUT, EVERYWHERE, "from_year_2"]
    first = study.first_years(np.array([True, False, True, True, False, True]), 0)
    assert sorted(first.tolist()) == [NEVER, NEVER, 1, 1, 2, 2] and first[1] == first[4] == NEVER
    turns = {tuple(study.first_years(np.ones(6, bool), seed)) for seed in range(9)}
    assert len(turns) > 4


def test_enterprises_adopt_one_after_another_by_lot():
    study = laid(design="event_study", horizon=3)
    treated = np.arange(study.units) % 2 == 0
    first = study.first_years(treated, 0)
    assert set(first[treated]) == {1, 2} and (first[~treated] == NEVER).all()
    adoption = study.arms_of("random", {0: treated, 1: treated})["random: 1"].adoptions[0]
    assert adoption.scope.order == "as_listed" and adoption.phase_in == 104
    assert sorted(adoption.scope.enterprises) == np.nonzero(treated)[0].tolist()
    early = {tuple(study.first_years(treated, seed)) for seed in range(6)}
    assert len(early) == 6


def test_a_real_trial_is_paired_and_touches_nothing_before_it_begins():
    study = laid(book=["true", "recorded"], assignment=["random", "worst"], enterprises=[8], years=[1])
    tables = {}
    play = asked.in_memory()

    def noting(name, arms, *how):
        tables[name] = play(name, arms, *how)
        return tables[name]

    found = answers(study, noting)
    before = study.values(tables["arms"], [WITHOUT, EVERYWHERE])
    for name in ("random", "worst"):
        values = study.assigned_values(tables[name])
        for column in ("injuries_true", "worker_weeks"):
            assert (values[column][:, :, 0] == before[WITHOUT][column][:, :, 0]).all()
            assert (before[EVERYWHERE][column][:, :, 0] == before[WITHOUT][column][:, :, 0]).all()
        assert not (values["injuries_expected"] == before[WITHOUT]["injuries_expected"]).all()
    rows = found.estimates
    assert len(rows) == 2 * 2 * 2 and set(rows["treated"]) == {study.units // 2}
    assert rows.groupby(["assignment", "seed"])["true_effect"].nunique().max() == 1
    assert (rows["true_effect"] < 0).all() and len(found.power) == 8
    every = [(before[arm]["injuries_expected"][0, :, 1].sum(), before[arm]["worker_weeks"][0, :, 1].sum())
             for arm in (EVERYWHERE, WITHOUT)]  # fmt: skip
    wanted = 100 * (every[0][0] / every[0][1] / (every[1][0] / every[1][1]) - 1)
    assert rows["everywhere_effect"].iloc[0] == pytest.approx(wanted)
    made = asked.Trials(
        found, govsim.study.ask.declarations.model_of_all([study.base, study.treated]), (-9.4, -17.7, -2.1)
    )
    said = {}
    for lang in ("en", "zh"):
        with speaking(lang):
            said[lang] = told.sentences(made)
    record = [one for one in said["en"] if "On record the treated change" in one]
    assert [one.partition(". ")[0] for one in record] == ["Treated: chosen by lot", "Treated: the worst on record"]
    assert len(said["en"]) == len(said["zh"]) > 5 and not any(ord(letter) > 0x4E00 for letter in "".join(said["en"]))
    assert made.section().kind == "trial" and "randomised" in repr(made)


def test_a_trial_of_full_size_has_the_same_truth_in_a_study_of_power():
    study = laid(seeds=(0,), design="matched", assignment="random", share=0.7)
    study = replace(study, question=replace(study.question, sizes=(study.units,), years=(1,)))
    found = answers(study, asked.in_memory())
    whole, power = (one.iloc[0] for one in (found.estimates, found.power))
    assert power["estimate"] == whole["estimate"] and power["true_effect"] == whole["true_effect"]
    assert whole["treated"] > study.units / 2  # some treated have no pair, and are not looked at


def test_large_units_without_a_pair_are_not_looked_at():
    panel, _, _ = planted(3, units=20, share=0.7, large=True)
    found = DESIGNS["matched"].estimate(panel)
    assert found.estimator == "logs" and found.weights.sum() == (~panel.treated).sum() < panel.treated.sum()


# --- Numbers over trials ---------------------------------------------------------------------------------------------


def rows_of(estimates, half, true=-10.0):
    made = pd.DataFrame({"estimate": estimates, "seed": range(len(estimates))})
    made["low"], made["high"] = made["estimate"] - half, made["estimate"] + half
    constants = {"true_effect": true, "recorded_effect": 2 * true, "everywhere_effect": true, "spillover": 0.0}
    return made.assign(**constants, assignment="random", book="true", estimator="poisson", beside=False)


def test_a_summary_counts_what_covers_what_is_significant_and_how_wrong_that_is():
    row = summary(rows_of([-10.0, -30.0, 20.0, np.nan], 12.0)).iloc[0]
    assert row["failed"] == 1 and row["covers_true"] == pytest.approx(1 / 3) and row["power"] == 0.5
    assert row["covers_record"] == pytest.approx(2 / 3) and row["wrong_sign"] == 0.5 and row["exaggeration"] == 2.5
    assert row["bias"] == 0.0 and row["mean"] == pytest.approx(-20 / 3) and np.isnan(row["bias_low"])


def test_bias_is_as_unsure_as_the_truth_too():
    rows = rows_of(np.arange(-20.0, 1.0), 5.0)
    known = summary(rows).iloc[0]
    drawn = summary(rows.assign(true_effect=np.tile([-30.0, -10.0, 10.0], 7))).iloc[0]
    assert known["bias"] == drawn["bias"] == 0.0
    assert known["bias_low"] == known["estimate_low"] - known["true_effect"]
    half = (drawn["true_effect_high"] - drawn["true_effect_low"]) / 2
    assert drawn["bias_low"] == pytest.approx(-np.hypot(known["bias_low"], half)) and half > 5.0


def test_the_middle_of_ratios_is_theirs_whatever_they_scatter():
    ratios = 100.0 * np.expm1(np.log(0.9) + 0.4 * norm.ppf((np.arange(400) + 0.5) / 400))
    found = middle(ratios)
    assert found.low < -10.0 < found.high and np.mean(ratios) > -4.0
    assert np.isnan(middle(np.array([np.nan])).mean) and middle(np.array([1.0, np.nan])).mean == 1.0


def test_the_fewest_units_are_those_from_which_on_all_reach_the_power():
    table = pd.DataFrame({"years": 1, "units": [50, 100, 200, 400], "power": [0.9, 0.5, 0.8, 0.95]})
    assert smallest(table, 1) == 200 and smallest(table.assign(power=0.1), 1) is None
    rows = pd.concat(
        [rows_of([-10.0] * 5, 5.0).assign(units=10, years=1), rows_of([-10.0] * 5, 50.0).assign(units=5, years=1)]
    )
    assert power_table(rows).set_index("units")["power"].to_dict() == {10: 1.0, 5: 0.0}


@pytest.mark.slow
def test_designs_answer_a_panel_without_cases_with_no_estimate():
    for name, design in DESIGNS.items():
        panel, *_ = planted(1, units=12 if design.treats_one else 60, one=design.treats_one, cutoff=design.by_cutoff)
        empty = replace(panel, counts=np.zeros_like(panel.counts))
        nobody = replace(empty, exposure=np.zeros_like(panel.exposure))
        for one in (empty, nobody):
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                found = design.estimate(one)
            assert isinstance(found, Found) and not np.isfinite(found.estimate.mean), name


# --- What must be refused --------------------------------------------------------------------------------------------

WRONG = {
    "error.unknown_at": [dict(design="random"), dict(units="worker"), dict(outcome="cost"), dict(book="guess"),
                         dict(assignment="lucky"), dict(design="discontinuity", running="age")],
    "error.out_of_bounds": [dict(share=1.5), dict(horizon=0), dict(lasting=0), dict(enterprises=[1])],
    "error.trial_cutoff_decides": [dict(design="discontinuity", assignment="worst")],
    "error.trial_no_cutoff": [dict(cutoff=3.0), dict(design="did", running="record")],
    "error.trial_not_staggered": [dict(adoption_years=2)],
    "error.trial_adoption": [dict(design="event_study", horizon=1, adoption_years=2)],
    "error.trial_power_one": [dict(design="synthetic", enterprises=[50])],
    "error.trial_years": [dict(years=[1, 5])],
    "error.trial_nothing": [dict(book=[]), dict(assignment=[])],
    "error.trial_counties": [dict(counties=4)],
    "error.trial_units": [dict(headcount=[3000, 4000]), dict(design="synthetic", counties=3)],
    "error.trial_sizes": [dict(enterprises=[50])],
    "error.wrong_kind": [dict(treatment=""), dict(published=[1, 2]), dict(published="much")],
}  # fmt: skip


@pytest.mark.parametrize("key", list(WRONG))
def test_what_cannot_be_is_refused_in_one_line(told, key):
    for wrong in WRONG[key]:
        for lang in ("en", "zh"):
            told.discard(key)
            with speaking(lang), pytest.raises(InputError) as refused:
                asked.trial(**{"treatment": "safety_training", "overrides": SMALL, "seeds": 1, **wrong})
            assert "\n" not in str(refused.value) and (
                key in told or key in ("error.out_of_bounds", "error.wrong_kind")
            )


def test_a_register_is_one_county(tmp_path, told):
    file = tmp_path / "register.csv"
    file.write_text("id,industry,employees\n" + "".join(f"{at},manufacturing,{20 + at}\n" for at in range(12)))
    with pytest.raises(InputError):
        laid(["population=register", f"population.path={file}"], units="county", counties=4)
    assert "error.trial_register" in told


def test_a_treatment_that_adds_nothing_is_none(told):
    study = laid()
    with pytest.raises(InputError):
        lay_out(study.question, study.base, study.base, (0,))
    assert "error.trial_treatment" in told


def test_a_run_that_fails_ends_the_study(told):
    with pytest.raises(govsim.RunError):
        asked.refuse_failed(["random: 1, seed 3: ZeroDivisionError"])
    assert "error.trial_failed" in told


# --- On the command line ---------------------------------------------------------------------------------------------

WORDS = ("trial", "treatment=safety_training", "population=small", "before=1", "horizon=1", "seeds=2", "figures=false")


@pytest.mark.slow
def test_the_command_keeps_what_it_played_and_leaves_a_section(cli, told):
    done = cli(*WORDS, "out=kept", "published=E001")
    assert done.status == 0 and "true effect" in done.out and "Published: -9.4%" in done.out
    folder = done.folder / "kept"
    assert read_section(folder).kind == "trial"
    before = {file: file.stat().st_mtime_ns for file in folder.rglob("*.parquet")}
    first = (folder / "estimates.csv").read_bytes()
    again = cli(*WORDS, "out=kept", "lang=zh")
    assert again.status == 0 and "真实效果" in again.out and first == (folder / "estimates.csv").read_bytes()
    assert before == {file: file.stat().st_mtime_ns for file in folder.rglob("*.parquet")}
    other = cli(*WORDS, "out=kept", "share=0.3")
    assert other.status == 2 and "other settings" in other.err.splitlines()[-1]
    assert cli("reproduce", "kept/random").status == 0


def test_the_command_refuses_in_one_line(cli, told):
    for wrong, key in ((("weeks=60",), "error.trial_weeks"), (("published=E010",), "error.trial_unit_published"),
                       (("published=E9999",), "error.unknown_at")):  # fmt: skip
        done = cli(*WORDS, *wrong)
        assert done.status == 2 and done.err.count("\n") == 1 and key in told, done.err
    done = cli("trial", "population=small")
    assert done.status == 2 and "error.trial_needs" in told and not list(done.folder.iterdir())


@pytest.mark.slow
def test_a_dry_run_keeps_nothing(cli):
    done = cli(*WORDS, "dry_run=true")
    assert done.status == 0 and "6 runs" in done.out and not list(done.folder.iterdir())
