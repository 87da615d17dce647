"""The same question in other structures: what is out does nothing, cells are what they say, signs are counted."""

import pandas as pd
import pytest

import govsim
from govsim.scenario import Population, Scenario
from govsim.study.analysis.compare import build_several
from govsim.study.analysis.designs.points import points_again
from govsim.study.analysis.structures.found import Held, table_of, tallies
from govsim.study.analysis.structures.taken_out import TAKEN_OUT, kept_in
from govsim.study.analysis.structures.variants import Cell, Choice, structures_of
from govsim.study.ask.declarations import model_of_names
from govsim.study.runs.simulate import simulate_built
from govsim.study.runs.statistics import Estimate

MODEL = model_of_names()
SHORT = ["weeks=60", "window=[10,60]", "population=small"]
PAIR = build_several(["baseline", "credit"], SHORT)


def asked(*given, **how):
    return structures_of(PAIR, list(given), "baseline", **how)


def test_cells_are_what_they_say_and_all_are_played_equally_long():
    found = asked("population:7", "size:40", "without:peers")
    assert [one.name for one in found.cells] == ["as it is", "population:7", "size:40", "without:peers"]
    made = {one.name: one for one in found.points.scenarios}
    assert made["credit: 2"].population.seed == 7 and made["credit: 3"].population.enterprises == 40
    assert made["credit: 4"].parameters["peer_speed"] == 0.0 and "peer_speed" not in made["credit: 1"].parameters
    assert len({one.settle for one in made.values()}) == 1 and len(made) == 8


def test_crossed_cells_meet_and_bare_kinds_stand_for_several():
    assert [one.name for one in asked("population:7", "size:40", is_crossed=True).cells][1:] == [
        "size:40", "population:7", "population:7 + size:40",
    ]  # fmt: skip
    assert len(asked("population", "size", "mechanisms").cells) == 1 + 2 + 2 + len(TAKEN_OUT)


def test_points_come_again_from_their_table():
    found = asked("size:40", "without:tip_offs")
    again = points_again(list(found.points.bases.values()), found.points.varied)
    assert again == list(found.points.scenarios)


@pytest.mark.parametrize("given, how, said", [
    (["populaton"], {}, "population"), (["without:peeers"], {}, "peers"), (["without:hazards"], {}, "made of it"),
    (["without:turnover"], {}, "another mechanism"), (["size:0"], {}, "size = 0.*enterprises"),
    (["size:many"], {}, "many"), (["population:1", "population:1"], {}, "twice"), ([], {}, "structure"),
    (["parameters"], {}, "parameters=draws.csv"), (["size"], {"parameters": "assumed:24"}, "structure=.parameters"),
    (["without"], {}, "without:NAME of: "),
])  # fmt: skip
def test_a_structure_that_cannot_be_is_refused_in_one_line(given, how, said):
    with pytest.raises(govsim.InputError, match=said) as found:
        asked(*given, **how)
    assert "\n" not in str(found.value)


def test_a_register_is_who_it_is():
    one = Scenario("x", population=Population(kind="register", path="x.csv"))
    with pytest.raises(govsim.InputError, match="register"):
        structures_of([PAIR[0].__class__(one, MODEL)], ["size"], "x")


def test_whatever_is_out_is_a_number_of_the_model_and_the_rest_has_a_reason():
    for one in TAKEN_OUT.values():
        assert set(one.values) <= set(MODEL.parameters)
        assert {MODEL.module_of("parameter", name).rpartition(".")[2] for name in one.values} == {one.module}
    assert not set(kept_in(MODEL)) & {"peers", "perception", "leadership"} and all(kept_in(MODEL).values())


@pytest.mark.slow
@pytest.mark.parametrize("name, outcome", [
    ("tip_offs", "tips"), ("public_attention", "public_attention"), ("campaigns", "campaign_weeks"),
    ("concealment", "deaths_hidden_expected"), ("deterrence", "attention"), ("own_alertness", "vigilance"),
])  # fmt: skip
def test_what_is_out_leaves_nothing_of_itself(name, outcome):
    gone = list(TAKEN_OUT) if name == "own_alertness" else [name]  # peers pass alertness on, but make none
    values = {key: value for one in gone for key, value in TAKEN_OUT[one].values.items()}
    scenario = Scenario("out", weeks=156, window=(52, 156), settle=520, parameters=values)
    runs = simulate_built([scenario, Scenario("in", weeks=156, window=(52, 156), settle=520)], 3, weekly=False).runs
    means = runs.groupby("scenario")[outcome].mean()
    left = 0.1 if name in ("own_alertness", "deterrence") else 0.002  # new enterprises bring some of it along
    assert means["out"] < left * means["in"] and means["in"] > 0.0


def test_a_structure_without_injuries_has_no_sign():
    nothing = Estimate(float("nan"), float("nan"), float("nan"))
    alone = Held(Cell((), (1,)), "credit", nothing, nothing, nothing, 0.5)
    assert (alone.sign, alone.is_sure) == (0, False) and tallies([alone])[0].open == (alone,)


def test_signs_are_counted_and_the_surest_turn_is_named_first():
    one, other = Choice("size", "size:400"), Choice("size", "size:100")
    nothing = Estimate(0.0, -1.0, 1.0)

    def held(choices, mean, half):
        return Held(Cell(choices, (1,)), "credit", Estimate(mean, mean - half, mean + half), nothing, nothing, 0.5)

    made = [held((), -5.0, 1.0), held((one,), 1.0, 2.0), held((other,), 3.0, 1.0), held((one, other), -0.5, 1.0)]
    found = tallies(made)[0]
    assert (found.sign, found.count, found.same, found.sure) == (-1, 4, 2, 1)
    assert [each.cell.name for each in found.turns] == ["size:100", "size:400"]
    assert [each.cell.name for each in found.open] == ["size:400", "size:400 + size:100"]
    assert list(table_of(made)["same_sign"]) == [True, False, False, True] and isinstance(table_of(made), pd.DataFrame)
