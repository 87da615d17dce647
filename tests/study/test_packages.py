"""Packages hold every measure, and at one budget they cost the same, or it is said why not."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from tests.packages import MEANS, OTHERS, WITHOUT

import govsim
from govsim.model import model_of, shipped
from govsim.scenario import Adoption, Scenario
from govsim.study.analysis.budget import MOST_ROUNDS, Search, laid_out, search
from govsim.study.ask.config import load_scenario
from govsim.study.ask.files import policy_of, scenario_files

BUDGET = 100.0


def package(name):
    return set(policy_of(scenario_files()[name]))


def test_every_measure_that_is_no_planner_belongs_to_just_one_of_the_five_means():
    model = model_of(shipped())
    measures = {name for name, one in model.instruments.items() if not one.is_planner}
    listed = [name for mean in MEANS for name in policy_of(scenario_files()[mean])]
    assert len(listed) == len(set(listed)) and set(listed) == measures == package("comprehensive")
    assert all(package(one) < measures for one in OTHERS)


@pytest.mark.parametrize("name", WITHOUT)
def test_one_means_is_left_out_of_all(name):
    assert package(name) == package("comprehensive") - package(WITHOUT[name])


def test_packages_that_are_others_together_or_nothing():
    assert package("law_and_administration") == package("law") | package("administration")
    assert replace(load_scenario("status_quo"), name="baseline") == load_scenario("baseline")


@pytest.mark.parametrize("name", (*MEANS, *OTHERS, "comprehensive"))
def test_nothing_in_a_package_stands_without_what_it_acts_beside(name):
    model, own = model_of(shipped()), package(name)
    bare = {one for one in own if model.instruments[one].beside and not own & set(model.instruments[one].beside)}
    assert not bare


# --- The search, on costs that are known --------------------------------------------------------------------------


def found(*costs, seeds=4, noise=0.0, instrument="safety_training"):
    """What is found of packages with given functions from the factor to the cost."""
    by_name = {f"p{place}": cost for place, cost in enumerate(costs)}
    luck = np.random.default_rng(1).normal(0.0, noise, seeds)
    luck = luck - luck.mean()
    tried = []

    def play(scenarios):
        tried.extend(one.name for one in scenarios)
        return {one.name: by_name[one.name.split()[0]](one.adoptions[0].strength) + luck for one in scenarios}

    model, adopted = model_of(), Adoption(instrument, {}, 10)
    packages = [Scenario(name, adoptions=(adopted,)) for name in by_name]
    searches = [Search(one, model, BUDGET) for one in packages]
    search(searches, play)
    assert len(tried) <= len(costs) * (MOST_ROUNDS + 2)
    return [one.fit() for one in searches]


@pytest.mark.parametrize(
    "cost",
    [lambda f: 80.0 * f, lambda f: 1e6 * f, lambda f: 30.0 * f**2, lambda f: 4000.0 * f**3, lambda f: 140.0 * f**0.5],
)
def test_the_factor_of_a_cost_that_grows_is_found(cost):
    (fit,) = found(cost, noise=30.0)
    assert fit.kind == "fits" and cost(fit.factor) == pytest.approx(BUDGET, rel=0.01)


def test_what_cannot_cost_so_much_is_out_of_reach_at_the_factor_at_which_it_costs_most():
    little, saves = found(lambda f: 20.0 * f, lambda f: 30.0 * f - 30.0 * f**2)
    assert (little.kind, little.factor, little.cost.mean) == ("beyond", 2.0, pytest.approx(40.0))
    assert (saves.kind, saves.factor) == ("beyond", 1.0) and not saves.is_in


def test_a_cost_that_falls_again_is_said_and_the_smallest_factor_taken():
    (fit,) = found(lambda f: 300.0 * f - 120.0 * f**2)
    assert fit.kind == "falls" and fit.ends == (1.0, 2.0) and fit.fall == pytest.approx(60.0)
    assert fit.factor < 1.0 and fit.cost.mean == pytest.approx(BUDGET, rel=0.01)


def test_instruments_that_only_cost_more_beyond_full_strength_are_counted():
    (fit,) = found(lambda f: 80.0 * f)
    assert fit.factor > 1.0 and fit.idle == 0
    (fit,) = found(lambda f: 80.0 * f, instrument="unannounced_inspection")
    assert fit.factor > 1.0 and fit.idle == 1


def test_a_cost_that_jumps_over_the_budget_is_said():
    (fit,) = found(lambda f: 50.0 if f < 0.7 else 150.0)
    assert fit.kind == "off" and fit.ends[0] < 0.7 <= fit.ends[1]


# --- And on runs ----------------------------------------------------------------------------------------------------


SMALL = ["population.enterprises=40", "weeks=104", "settle=5", "start=8", "window=[26,104]"]


def test_packages_cost_the_budget_in_the_runs_that_are_compared():
    names = ["baseline", "training", "grassroots"]
    full = govsim.compare(names, 4, SMALL).effects.set_index(["scenario", "outcome"])["difference"]
    budget = 0.3 * min(full[name, "cost_resource"] for name in names[1:])
    made = govsim.compare(names, 4, SMALL, budget=budget)
    reached = made.effects.set_index(["scenario", "outcome"])["difference"]
    for row in made.fits.to_dict("records"):
        assert reached[row["scenario"], "cost_resource"] == pytest.approx(row["cost"], rel=1e-9)
        assert row["kind"] in ("fits", "off") and row["cost"] == pytest.approx(budget, rel=0.05)
        assert 0.0 < row["factor"] < 1.0


def test_a_budget_that_no_package_reaches_is_one_line():
    with pytest.raises(govsim.InputError, match="out of reach of every package: training costs at most") as caught:
        govsim.compare(["baseline", "training"], 2, SMALL, budget=1e11)
    assert "\n" not in str(caught.value)


def test_labour_that_machines_spare_is_set_against_no_budget():
    runs = pd.DataFrame({"cost_resource": [-40.0, 3.0], "labour_spared": [50.0, 0.0], "time_between_posts": [4.0, 0.0]})
    assert laid_out(runs).tolist() == [6.0, 3.0]
    assert laid_out(runs[["cost_resource"]]).tolist() == [-40.0, 3.0]
