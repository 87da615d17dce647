"""What somebody who knows Mesa expects of a model: batches, collectors, copies, removals, agents by type."""

import copy
import functools
import pickle
import warnings

import mesa
import numpy as np
import pytest

import govsim
from govsim.engines import core
from govsim.model import model_for, model_of
from govsim.study.speak.words import speaking

TOWN = {"population.enterprises": 6, "population.inspectors": 2, "weeks": 30, "settle": 4}
TEXTS = [f"{key}={value}" for key, value in TOWN.items()]
SCENARIO = govsim.load_scenario("combined", TEXTS)


def played(model, weeks):
    for _ in range(weeks):
        model.step()
    return model


def state(model):
    """All numbers of a model, to the bit."""
    memory = [[sorted(own.__dict__.items()) for own in rows] for rows in model.memory.values()]
    return {name: rows.tobytes() for name, rows in model.arrays().items()}, model.outcomes, memory


def model_at(weeks=0, seed=3, scenario=SCENARIO):
    return played(govsim.GovernanceModel(scenario, seed), weeks)


# --- Batches and collectors ---------------------------------------------------------------------------------------


def batch(parameters, **how):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # releases of Mesa differ in which of their arguments they deprecate
        return mesa.batch_run(govsim.GovernanceModel, parameters, display_progress=False, **how)


def test_a_batch_gives_what_simulate_gives():
    rows = batch({"scenario": ["baseline", "credit"], "seed": [1, np.int64(2)], **TOWN}, data_collection_period=1)
    assert len(rows) == 2 * 2 * 30
    weekly = govsim.simulate(["baseline", "credit"], seeds=[1, 2], overrides=TEXTS).weekly
    expected = weekly.set_index(["scenario", "seed", "week"])["injuries_expected"]
    for row in rows:
        assert row["injuries_expected"] == expected[row["scenario"], row["seed"], row["week"]]


@pytest.mark.parametrize("seed", [{"seed": 7}, {"rng": 7}, {"rng": [7]}, {"seed": np.array([7])}])
def test_a_batch_ends_with_the_last_week(seed):
    (row,) = batch({"scenario": "credit", **seed, **TOWN})
    assert (row["seed"], row["week"]) == (7, 29)
    assert row["deaths_expected"] == model_at(30, 7, govsim.load_scenario("credit", TEXTS)).outcomes["deaths_expected"]


def test_iterations_without_a_seed_differ_and_say_their_seed():
    short = {"scenario": "baseline", **TOWN, "weeks": 4}
    rows = batch(short, iterations=3)
    assert len({row["seed"] for row in rows}) == 3
    again = batch({**short, "seed": [row["seed"] for row in rows]})
    assert [row["injuries_expected"] for row in again] == [row["injuries_expected"] for row in rows]


def test_settings_vary_in_a_batch():
    spread = "instrument.credit_penalties.loan_spread"
    rows = batch({"scenario": "credit", "seed": 1, spread: [0.0, 0.05], **TOWN})
    assert [row[spread] for row in rows] == [0.0, 0.05] and len({row["cost_enterprise"] for row in rows}) == 2


@pytest.mark.slow
def test_a_batch_in_several_processes_gives_the_same():
    asked = {"scenario": ["baseline", "credit"], "seed": [1, 2], **TOWN}
    several = sorted(batch(asked, number_processes=2), key=lambda row: row["RunId"])
    assert several == batch(asked)


class Watched(govsim.GovernanceModel):
    """A model with a collector of its user's own."""

    def __init__(self, *given, **named):
        super().__init__(*given, **named)
        self.datacollector = mesa.DataCollector(
            model_reporters={"living": lambda one: len(one.enterprises), "week": "week", "hurt": Watched.hurt},
            agent_reporters={"effort": "effort", "kind": lambda one: type(one).__name__},
            agenttype_reporters={self.types["enterprise"]: {"effort": "effort", "number": "number"}},
        )

    week = property(lambda self: self.clock.week)

    def hurt(self):
        return self.outcomes["injuries_true"]

    def step(self):
        super().step()
        self.datacollector.collect(self)


def test_a_collector_of_ones_own_takes_down_each_week_once():
    model = played(Watched(SCENARIO, 3), 6)
    frame = model.datacollector.get_model_vars_dataframe()
    assert list(frame["week"]) == [0, 1, 2, 3, 4, 5] and frame["living"].iloc[-1] == len(model.enterprises)
    agents = model.datacollector.get_agent_vars_dataframe()
    last = agents.loc[6]
    assert last.index.is_unique and (last["kind"] == "Enterprise").sum() == len(model.enterprises)
    kinds = model.datacollector.get_agenttype_vars_dataframe(model.types["enterprise"])
    assert len(kinds.loc[6]) == len(model.enterprises) and kinds.loc[6]["effort"].notna().all()
    assert last["effort"].dropna().tolist() == kinds.loc[6]["effort"].tolist()


def test_a_collector_called_twice_counts_a_week_once():
    model = model_at(2)
    model.datacollector.collect(model)
    assert len(model.datacollector.model_vars["week"]) == 2


# --- Steps and generators -----------------------------------------------------------------------------------------


def test_steps_and_running_say_where_a_model_is():
    model = model_at()
    assert (model.steps, model.running) == (0, True)
    played(model, 29)
    assert (model.steps, model.running) == (29, True)
    model.run_model()
    assert (model.steps, model.running, model.clock.week) == (30, False, 29)


def test_generators_of_mesa_decide_no_number():
    used, unused = model_at(), model_at()
    for _ in range(5):
        used.random.random(), used.rng.random(100), used.agents.shuffle()
        used.step(), unused.step()
    assert state(used) == state(unused) and used.random.random() != unused.random.random()
    assert model_at(seed=4).random.random() == model_at(seed=4).random.random() != model_at(seed=5).random.random()


@pytest.mark.parametrize("seed", [3, np.int64(3), np.uint8(3), np.array(3), np.int32(3)], ids=repr)
def test_seeds_may_be_numbers_of_numpy(seed):
    model = govsim.GovernanceModel(SCENARIO, seed)
    assert model.run_seed == 3 and type(model.run_seed) is int
    assert state(played(model, 3)) == state(model_at(3)) == state(played(govsim.GovernanceModel(SCENARIO, rng=seed), 3))


@pytest.mark.parametrize("made", [np.random.default_rng, np.random.PCG64, np.random.SeedSequence])
def test_a_generator_gives_a_seed(made):
    first, second = (govsim.GovernanceModel(SCENARIO, rng=made(5)).run_seed for _ in range(2))
    assert first == second != govsim.GovernanceModel(SCENARIO, rng=made(6)).run_seed


WRONG = (
    ({"seed": -1}, "seed"), ({"seed": 1.5}, "seed"), ({"seed": "3"}, "seed"), ({"seed": True}, "seed"),
    ({"seed": [1]}, "seed"), ({"rng": 2**40}, "rng"), ({"rng": "x"}, "rng"), ({"seed": 1, "rng": 1}, "rng"),
    ({"sead": 1}, "seed"), ({"weeks": -1}, "weeks"), ({"weks": 3}, "weeks"), ({"seeds": 3}, "seed"),
    ({"scenario": None}, "scenario"), ({"scenario": "credt"}, "credit"), ({"scenario": [SCENARIO]}, "scenario"),
    ({"scenario": SCENARIO, "weeks": 3}, "overrides"), ({"engine": "core"}, "engine"),
    ({"config_dir": 3}, "config_dir"),
)  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("given, said", WRONG, ids=lambda one: str(one)[:30])
def test_what_a_model_cannot_be_made_of_is_named(given, said, lang):
    with speaking(lang), pytest.raises(govsim.InputError) as caught:
        govsim.GovernanceModel(**given)
    assert said in str(caught.value) and "\n" not in str(caught.value)


# --- Copies -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("again", [copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))], ids=["copy", "pickle"])
@pytest.mark.parametrize("made", [model_at, lambda weeks: played(Picklable(SCENARIO, 3), weeks)], ids=["plain", "own"])
def test_a_copy_goes_on_with_the_same_bits_and_apart(made, again):
    model = made(12)
    watched = list(model.agents)
    twin = again(model)
    assert type(twin) is type(model) and twin.parts is model.parts and len(twin.agents) == len(watched)
    assert {type(one) for one in twin.agents} == {type(one) for one in model.agents}
    before = state(model)
    played(twin, 12)
    assert state(model) == before and (model.steps, twin.steps) == (12, 24)
    assert twin.random.random() == model.random.random()
    assert state(played(model, 12)) == state(twin) == state(made(24))
    assert [one.unique_id for one in model.agents] == [one.unique_id for one in twin.agents]
    assert model.datacollector.model_vars == twin.datacollector.model_vars


class Picklable(govsim.GovernanceModel):
    """A model of a user's own, with an agent that is remembered by name and one that is no row."""

    def __init__(self, *given, **named):
        super().__init__(*given, **named)
        self.favourite, self.guest = self.enterprises[0], mesa.Agent(self)

    def step(self):
        super().step()
        assert self.favourite in self.tables["enterprise"] and self.guest in self.agents


def test_a_model_with_a_plugin_is_found_again_or_refused(tmp_path, plugin):
    made = govsim.load_scenario("baseline", [f"plugins=[{plugin.path}]", f"instrument=[{plugin.name}]", *TEXTS])
    kept = pickle.dumps(model_at(2, scenario=made))
    assert state(played(pickle.loads(kept), 3)) == state(model_at(5, scenario=made))
    plugin.path.write_text(plugin.path.read_text().replace("0.01", "0.02"))
    with pytest.raises(govsim.InputError, match=plugin.path.name):
        pickle.loads(kept)


def test_results_and_comparisons_can_be_kept():
    found = govsim.compare(["baseline", "credit"], seeds=1, overrides=["population=small", "weeks=8"])
    again = pickle.loads(pickle.dumps(found))
    assert again.runs.equals(found.runs) and again.results.model is model_of() and repr(again) == repr(found)
    assert copy.deepcopy(found).results.model is found.results.model


# --- Who is an agent ----------------------------------------------------------------------------------------------


def living(model, table):
    return [row for row in model.tables[table] if row.alive]


def test_the_dead_and_vacant_places_are_no_agents_and_newcomers_are():
    model = model_at(seed=5, scenario=govsim.load_scenario("baseline", ["population=small", "weeks=200"]))
    seen, numbers = set(), {}
    for _ in range(120):
        model.step()
        kinds = model.agents_by_type
        for name, kind in model.types.items():
            there = living(model, name)
            assert set(kinds.get(kind, ())) == set(there) and len(kinds.get(kind, ())) == len(there)
        assert len(model.agents) == sum(len(living(model, name)) for name in model.tables)
        assert set(model.enterprises) == set(kinds[model.types["enterprise"]])
        for one in model.agents:
            assert numbers.setdefault(one.unique_id, one.id) == one.id  # a number is never of another
        seen |= {one.number for one in model.enterprises}
    assert max(seen) >= 1_000_000  # somebody came later, in the place of another
    run = core.Run(model_for(model.governance), model.governance, 5)
    run.play_to(120)
    assert model.outcomes["enterprises"] == run.weekly[119][list(model.outcomes).index("enterprises")]


def test_a_watched_enterprise_may_close():
    """What `explain` does with a row does not keep it among the agents."""
    model = model_at(4)
    one = model.enterprises[0]
    base = type(one)
    one.__class__ = type(base.__name__, (base,), {})
    one.alive, one.weeks_vacant = False, 9
    model.step()
    assert one not in model.agents and one not in model.agents_by_type[base]


def test_models_do_not_live_on_after_they_are_gone():
    import gc
    import weakref

    gone = weakref.ref(model_at(1))
    gc.collect()
    assert gone() is None


def test_numbers_of_agents_are_their_own_among_strangers():
    model = model_at(2)
    guests = [mesa.Agent(model) for _ in range(3)]
    ids = [one.unique_id for one in model.agents]
    assert len(set(ids)) == len(ids) and all(guest in model.agents for guest in guests)
    guests[0].remove()
    played(model, 3)
    assert guests[0] not in model.agents and guests[1] in model.agents and state(model) == state(model_at(5))


def test_an_enterprise_that_is_removed_is_gone_with_its_workers():
    model = model_at(10)
    gone = model.enterprises[2]
    crew = [row for row in model.members["worker", "enterprise"][2] if row.alive]
    enterprises, workers = len(model.enterprises), len(model.workers)
    gone.remove()
    gone.remove()  # as with any agent of Mesa's, once more changes nothing
    assert gone not in model.agents and gone not in model.enterprises and len(model.enterprises) == enterprises - 1
    assert crew and not set(crew) & set(model.agents) and len(model.workers) == workers - len(crew)
    played(model, 20)
    assert not gone.alive and not any(row.alive for row in model.members["worker", "enterprise"][2])
    assert model.outcomes["enterprises"] == len(model.enterprises)
    assert gone.visits == 0 and gone.injuries_true == 0


def test_a_removal_lasts_in_copies():
    model = model_at(5)
    model.enterprises[0].remove()
    model.workers[0].remove()
    assert state(played(copy.deepcopy(model), 15)) == state(played(pickle.loads(pickle.dumps(model)), 15))
    assert state(played(model, 15)) != state(model_at(20))


@pytest.mark.parametrize("lang, said", [("en", "cannot be removed"), ("zh", "不能移除")])
def test_what_the_county_cannot_do_without_stays(lang, said):
    model = model_at(3)
    for plural in ("regulators", "publics", "leaders", "regions", "industries"):
        with speaking(lang), pytest.raises(govsim.InputError, match=said) as caught:
            getattr(model, plural)[0].remove()
        assert "enterprise" in str(caught.value) and "worker" in str(caught.value)
    with speaking(lang), pytest.raises(govsim.InputError):
        model.remove_all_agents()
    assert state(played(model, 3)) == state(model_at(6))


def test_a_batch_of_a_partial_model_runs():
    made = functools.partial(govsim.GovernanceModel, "credit", overrides=[*TEXTS[:-2], "weeks=4", "settle=2"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rows = mesa.batch_run(made, {"seed": [1, 2]}, display_progress=False)
    assert [row["seed"] for row in rows] == [1, 2]
