"""Searches: planted and exhaustive fronts, the same after a stop, what must be refused, and a real one."""

import itertools
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from tests.command_line import fake_run_many

import govsim
from govsim.commands.common import searching
from govsim.study.analysis.compare import build_several
from govsim.study.analysis.search import batches
from govsim.study.analysis.search.asked import Choices, asked_of
from govsim.study.analysis.search.evolve import Evolution, Gene
from govsim.study.analysis.search.found import Further, searched
from govsim.study.analysis.search.front import BEYOND, Volume, beaten_by, spread_out, unbeaten
from govsim.study.analysis.search.hunt import Question, hunt
from govsim.study.analysis.search.objectives import LAID_OUT, objectives_given
from govsim.study.analysis.search.robust import Aim, robust
from govsim.study.analysis.search.space import key_of, scope_of
from govsim.study.analysis.search.written import scenario_file
from govsim.study.ask.config import load_scenario
from govsim.study.ask.overrides import read_overrides

MEASURES = ["credit_penalties", "safety_points", "administrative_fines"]
SHORT = ["weeks=60", "window=[10,60]", "start=0", "population=small"]
GENES = [Gene("a", "flag"), Gene("b", "flag"), Gene("c", "flag"), Gene("share", "share"), Gene("week", "whole", 0, 9),
         Gene("kind", "pick", 0, 3)]  # fmt: skip


def planted(one):
    """Smallest, 0, at a on, b off, share 0.3, week 7 and kind 2; c moves one objective up and the other down."""
    missed = (not one["a"]) + one["b"] + 3 * abs(one["share"] - 0.3) + abs(one["week"] - 7) / 3 + (one["kind"] != 2)
    return [missed + one["c"], missed - one["c"]]


@pytest.mark.parametrize("objectives", [2, pytest.param(4, marks=pytest.mark.slow)])
def test_a_planted_optimum_of_mixed_genes_is_found(objectives):
    evolution, best = Evolution(GENES, objectives, 20, 1), np.full(2, np.inf)
    for _ in range(15):
        values = np.array([(planted(one) * 2)[:objectives] for one in evolution.ask()], float)
        evolution.tell(values)
        best = np.minimum(best, values[:, :2].min(0))
    assert best == pytest.approx([0.0, -1.0], abs=0.3)  # any flag, week or kind that is wrong takes a third at least


def test_a_missing_value_is_refused_naming_the_candidate():
    evolution = Evolution(GENES[:2], 2, 4, 1)
    count = len(evolution.ask())
    with pytest.raises(ValueError, match="no number at {'a': "):
        evolution.tell(np.full((count, 2), np.nan))


@pytest.fixture(scope="module")
def base():
    """The reference."""
    return build_several(["baseline"], SHORT)[0]


def space_of(base, **choices):
    usual = {"strengths": [0.5, 1.0], "starts": [0], "whom": "all"}
    objectives = ["deaths_expected", "cost_government"]
    return asked_of(base, MEASURES, objectives, [], Choices(**usual | choices)).space


@pytest.fixture(scope="module")
def space(base):
    return space_of(base)


WORTH = {"credit_penalties": (3.0, 4.0), "safety_points": (2.0, 1.0), "administrative_fines": (1.0, 2.5)}


def worth(scenario):
    """Deaths averted with returns that diminish, and cost in proportion; one measure spoils another."""
    by = {one.instrument: one.strength for one in scenario.adoptions}
    deaths = -sum(WORTH[name][0] * strength**0.7 for name, strength in by.items()) + (len(by) == 3)
    return deaths, sum(WORTH[name][1] * strength for name, strength in by.items())


def play(name, scenarios, seeds, spread):
    """What `worth` says, with luck that scenarios share."""
    rows = []
    for one, seed in itertools.product(scenarios, seeds):
        deaths, cost = worth(one)
        rows.append({"scenario": one.name, "seed": seed, "deaths_expected": deaths + seed, "cost_government": cost,
                     LAID_OUT: 2.0 * cost})  # fmt: skip
    return pd.DataFrame(rows)


def question(space, budget=None, **more):
    about = {"generations": 12, "size": 8, "searches": 2, "seeds": (0, 1)} | more
    return Question(space, objectives_given(space.model, ["deaths_expected", "cost_government"]), (), budget, **about)


@pytest.mark.parametrize("budget", [pytest.param(None, marks=pytest.mark.slow), 9.0])
def test_the_front_is_that_of_an_exhaustive_search(space, budget):
    found = hunt(question(space, budget), play)
    points = [
        {name: {"strength": value} for name, value in sorted(zip(MEASURES, strengths, strict=True)) if value}
        for strengths in itertools.product([0.0, 0.5, 1.0], repeat=len(MEASURES))
    ]
    values = np.array([worth(space.scenario_of(point, "x")) for point in points])
    fits = np.array([budget is None or 2.0 * cost <= budget for _, cost in values])
    best = unbeaten(values[fits])
    wanted = {tuple(sorted((name, one["strength"]) for name, one in point.items()))
              for point, kept in zip(np.array(points, object)[fits], best, strict=True) if kept}  # fmt: skip
    got = {tuple(sorted((name, one["strength"]) for name, one in found.tried[key].point.items()))
           for key in found.front}  # fmt: skip
    assert got == wanted and len(found.tried) == 27  # every mix was tried, and none twice


def test_hypervolume_never_falls_and_searches_share_what_was_played(space):
    asked, names = [], []

    def counting(name, scenarios, seeds, spread):
        names.extend(one.name for one in scenarios)
        asked.append(name)
        return play(name, scenarios, seeds, spread)

    found = hunt(question(space, generations=3), counting)
    table = found.volumes()
    assert (table.groupby("search")["hypervolume"].diff().dropna() >= 0.0).all() and table["hypervolume"].max() <= 1.0
    assert len(names) == len(set(names)) and asked == ["generation 1", "generation 2", "generation 3"]


def test_fronts_and_volumes_of_known_sets():
    values = np.array([[0.0, 1.0], [1.0, 0.0], [1.0, 1.0], [0.5, 0.5], [0.0, 1.0]])
    assert unbeaten(values).tolist() == [True, True, False, True, True]
    assert beaten_by(values[2:3], values[:2]).tolist() == [0] and beaten_by(values[:1], values).tolist() == [-1]
    front = values[[0, 1, 3]]
    dominated = BEYOND**2 - (0.5 * 1.0 + 0.5 * 0.5)  # of the box, less the steps below the front
    assert Volume(front).of(front) == pytest.approx(dominated / BEYOND**2)
    assert Volume(front).of(front[:1]) < Volume(front).of(front)
    line = np.array([[at, 10.0 - at] for at in range(11)])
    assert spread_out(line, 3) == [0, 5, 10]


def test_a_value_that_is_missing_is_refused_naming_the_mix(space):
    def without(name, scenarios, seeds, spread):
        runs = play(name, scenarios, seeds, spread)
        runs.loc[runs["scenario"] == "mix-3", "cost_government"] = np.nan
        return runs

    with pytest.raises(govsim.RunError, match=r"cost_government has no value for mix-3 \(\w+ strength="):
        hunt(question(space), without)


def test_what_comes_to_nothing_is_refused(space):
    with pytest.raises(govsim.InputError, match="No mix keeps the budget of 0.1 CNY.*lays out is 1 "):
        hunt(question(space, 0.1), play)

    def alike(name, scenarios, seeds, spread):
        return play(name, scenarios, seeds, spread).assign(cost_government=4.0)

    with pytest.raises(govsim.InputError, match="cost_government changes by 0 under every mix"):
        hunt(question(space), alike)

    def failing(name, scenarios, seeds, spread):
        runs = play(name, scenarios, seeds, spread)
        return runs.assign(error=np.where(runs["scenario"] == "mix-2", "ZeroDivisionError: no workers", None))

    with pytest.raises(govsim.RunError, match="2 runs failed.*mix-2"):
        hunt(question(space), failing)


def test_a_front_is_played_again_under_other_seeds_and_over_draws(space):
    made = searched(question(space, generations=3), Further((5, 6, 7), 4), play)
    assert len(made.members) == 4 and all(one.stays and one.keeps for one in made.members)
    assert set(made.front["objective"]) == {"deaths_expected", "cost_government", LAID_OUT}
    joint = SimpleNamespace(points=SimpleNamespace(scenarios=[], design=SimpleNamespace(keys=("a", "b"))),
                            seeds=(0,), draws=2)  # fmt: skip
    names = [space.reference.name, *(one.name for one in made.members)]

    def drawn(name, scenarios, seeds, spread):
        rows = [{"scenario": f"{one}: {draw}", "seed": draw, "deaths_expected": -float(at), "cost_government":
                 float(at if draw == 1 else 10 * at), LAID_OUT: 1.0} for at, one in enumerate(names)
                for draw in (1, 2)]  # fmt: skip
        return pd.DataFrame(rows)

    found = robust(
        made.question, made.members, joint, [Aim("deaths_expected", -2.0), Aim("cost_government", 20.0)], drawn
    )
    assert found.regrets[0, :, 0].tolist() == [4.0, 4.0] and found.regrets[-1, :, 1].tolist() == [4.0, 40.0]
    assert found.satisfied.tolist() == [[False, False], [False, False], [True, True], [True, False], [True, False]]
    assert found.choices["satisficing"] == names[2] and found.whole.max() <= 1.0


def test_genes_that_count_for_nothing_make_no_other_mix(space):
    empty = space.nearest(space.reference)
    assert space.point_of(empty) == {} and space.key_of({**empty, "safety_points.strength": 1}) == key_of({})
    full = space.nearest(space.full)
    assert space.scenario_of(space.point_of(full), space.full.name).digest() == space.full.digest()
    assert space.combinations == 27


def test_for_whom_is_left_out_where_a_measure_acts_on_all(base):
    choices, objectives = Choices(whom=["all", "small", "mining"]), ["deaths_expected", "cost_government"]
    found = asked_of(base, ["safety_points", "emergency_linkage"], objectives, [], choices).space
    made = {one.name: one.whom for one in found.measures}
    assert made == {"emergency_linkage": ("all",), "safety_points": ("all", "small", "mining")}
    assert scope_of("mining").industries == ("mining",) and scope_of("small").headcount[1] == 49


def test_a_mix_is_a_scenario_file_that_can_be_run(tmp_path, base):
    space = space_of(base, strengths="0.25..1", whom=["all", "small"])
    chosen = space.nearest(space.full) | {"safety_points": True, "safety_points.whom": 1}
    made = space.scenario_of(space.point_of(chosen), "mix-9")
    (tmp_path / "scenario").mkdir()
    (tmp_path / "scenario" / "mix-9.yaml").write_text(scenario_file(made, {"en": "a", "zh": "一"}), encoding="utf-8")
    assert load_scenario("mix-9", (), tmp_path).digest() == made.digest()


COMMAND = ("search", *SHORT, f"measures=[{','.join(MEASURES)}]", "objectives=[deaths_expected,-cost_government]",
           "starts=[0,20]", "generations=3", "size=4", "searches=1", "seeds=2", "fresh=2", "members=2",
           "figures=false")  # fmt: skip
SAME = ("front.csv", "evaluations.csv", "hypervolume.csv", "runs.parquet", "section.json", "evaluations.parquet")


def test_a_search_that_was_stopped_goes_on_to_the_same_bytes(cli, engine):
    assert cli(*COMMAND, "out=whole").status == 0
    calls = []

    def stopping(model, jobs, *more, **named):
        calls.append(len(jobs))
        if len(calls) == 2:
            raise KeyboardInterrupt
        return fake_run_many(model, jobs, *more, **named)

    engine.run_many = stopping
    stopped = cli(*COMMAND, "out=stopped")
    assert stopped.status == 130 and "1 batches are kept" in stopped.err
    again = cli(*COMMAND, "out=stopped")
    assert again.status == 0 and "Going on from 1 batches" in again.err
    assert len(calls) == 5  # generations 1, 2 stopped, 2, 3, and the front
    for name in SAME:
        assert (again.folder / "whole" / name).read_bytes() == (again.folder / "stopped" / name).read_bytes()
    engine.run_many = None  # what is there is not played again
    assert cli(*COMMAND, "out=stopped", "lang=zh").status == 0
    refused = cli("reproduce", "whole")
    assert refused.status == 2 and "searches again" in refused.err and "govsim search" in refused.err


@pytest.mark.parametrize(("given", "said"), [
    ({"measures": ["credit_penaltys"]}, "credit_penalties"), ({"measures": []}, "measures=all"),
    ({"strengths": "1..0.5"}, "strength"), ({"strengths": "0..1"}, "0.25..1"), ({"strengths": [0.5, 0.5]}, "twice"),
    ({"starts": [90]}, "49|59"), ({"whom": ["smal"]}, "small"), ({"objectives": ["deaths_expected"]}, "two or more"),
    ({"objectives": ["visits", "visits"]}, "twice"), ({"objectives": ["deaths_expectd", "visits"]}, "deaths_expected"),
    ({"objectives": ["visits", "injury_rate_true@size:1-9"]}, "add up"), ({"objectives": ["a", "visits@size:x"]}, "a"),
    ({"given": ["instrument.safety_training.start=1..9"]}, "safety_training is not among"),
    ({"given": ["instrument.safety_points.start=0..70"]}, "59"), ({"given": ["instrument.safety_points.end=1,2"]}, "e"),
    ({"measures": ["safety_points"], "candidates": ["no_such"]}, "no_such"),
])  # fmt: skip
def test_what_cannot_be_searched_is_refused(base, given, said):
    usual = {"measures": MEASURES, "objectives": ["deaths_expected", "visits"], "candidates": [], "strengths": "0.5..1",
             "starts": [0], "whom": "all", "given": []} | given  # fmt: skip
    choices = Choices(usual["strengths"], usual["starts"], usual["whom"])
    what = (usual["measures"], usual["objectives"], usual["candidates"], choices, read_overrides(usual["given"]))
    with pytest.raises(govsim.InputError, match=said):
        asked_of(base, *what)


@pytest.mark.parametrize(("given", "said"), [
    (["seeds=1"], "two or more"), (["satisfy=[deaths_expected:-1]"], "robust"), (["robust=24"], "assumed:24"),
    (["objectives=[deaths_expected,burden_small]"], "nothing that is chosen"),
    (["scenario=safety_points"], "already"), (["parameter.mu=0.001,0.002"], "assumed:24"),
])  # fmt: skip
def test_bad_input_is_one_line_and_leaves_nothing(cli, engine, given, said):
    words = [one for one in COMMAND if not any(one.startswith(f"{new.partition('=')[0]}=") for new in given)]
    made = cli(*words, *given, "out=made")
    assert made.status == 2 and said in made.err and made.err.count("\n") == 1, made.err
    assert not (made.folder / "made").exists()


def test_a_dry_run_says_what_it_takes_and_runs_nothing(cli, engine, monkeypatch):
    monkeypatch.setattr(batches, "simulate_built", None)
    cost = SimpleNamespace(seconds=2.0)
    monkeypatch.setattr("govsim.study.analysis.designs.cost.cost_of", lambda *_: cost)
    assert "12 mixes" in cli(*COMMAND, "dry_run=true").out
    assert searching.KIND == "search"


@pytest.mark.slow
def test_a_real_search_promises_what_a_comparison_of_its_front_finds(tmp_path):
    found = govsim.search(MEASURES, seeds=2, fresh=3, members=2, generations=2, size=6, starts=[0], budget=5e6,
                          overrides=SHORT, candidates=["credit"], robust="assumed:5")  # fmt: skip
    found.save(tmp_path)
    mixes = [one.name for one in found.members if one.tried]
    members = {one.name: one for one in found.members}
    several = [load_scenario(one, (), tmp_path / "front") for one in mixes]
    made = govsim.compare([found.question.space.reference, *several], seeds=list(found.further.fresh))
    table = made.effects.set_index(["scenario", "outcome"])
    for name in mixes:
        row = table.loc[(name, "deaths_expected")]
        change = members[name].changes[0]
        assert [change.mean, change.low, change.high] == pytest.approx(
            [row["difference"], row["ci_low"], row["ci_high"]]
        )
    assert len(found.regret) == 5 * (len(found.members) + 1) and all(found.sentences(lang) for lang in ("en", "zh"))
    small = members["credit"].changes[3].mean
    cost = members["credit"].changes[2].mean
    assert abs(small) <= abs(cost) * 50 and found.names[3] == "burden_small"
