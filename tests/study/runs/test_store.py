"""A folder of results is whole or not there."""

import pandas as pd
import pytest

import govsim
from govsim.model import model_of
from govsim.study.runs.places import check_owner, check_room, check_writable
from govsim.study.runs.shown import Shown, drawn_or_said
from govsim.study.runs.source import result_id, source_hash
from govsim.study.runs.store import StoredResults
from govsim.study.speak.errors import InputError


@pytest.fixture
def results(engine):
    return govsim.simulate(govsim.load_scenario("baseline", ["weeks=10"]), seeds=[1, 2])


def test_what_was_read_back_is_printed_in_a_line(tmp_path):
    nothing = pd.DataFrame({"seed": [1, 2]})
    stored = StoredResults(tmp_path / "kept", nothing, nothing, None, None, {}, {})
    assert repr(stored).count("\n") == 0 and "kept" in repr(stored) and "2 runs" in repr(stored)


def test_unfinished_results_are_not_read(cli, engine, tmp_path):
    cli("run", "seeds=10", "weeks=10", "out=a")
    assert len(govsim.read_results(tmp_path / "a").runs) == 10
    (tmp_path / "a" / "runs.parquet").write_bytes(b"PAR1half")
    with pytest.raises(InputError, match="cannot be read"):
        govsim.read_results(tmp_path / "a")
    with pytest.raises(InputError, match="no runs.parquet"):
        govsim.read_results(tmp_path)


def test_checking_a_folder_leaves_nothing(tmp_path):
    check_writable(tmp_path / "a" / "b")
    check_owner(tmp_path / "a", "id")
    with pytest.raises(InputError, match="need about 931,322.6 GB"):
        check_room(tmp_path / "a", 10**15)
    assert not list(tmp_path.iterdir())


def test_the_id_depends_on_what_is_run_only():
    def name(*overrides, seeds=(1, 2)):
        return result_id(model_of(), {"credit": govsim.load_scenario("credit", overrides)}, seeds)

    assert name() == name() and len({name(), name("weeks=519"), name(seeds=(1,))}) == 3


def test_what_reading_a_register_changed_is_kept(cli, engine, tmp_path):
    path = tmp_path / "in.csv"
    path.write_text("naics,employees\n3322,5\n2382,6.4\n", encoding="utf-8")
    done = cli("run", "population=register", f"population.path={path}", "seeds=10", "weeks=60", "out=here")
    assert done.status == 0, done.err
    register = govsim.read_results(tmp_path / "here").provenance["registers"][0]
    assert register["enterprises"] == 2 and register["columns"]["employees"] == "employees"


def test_the_source_hash_follows_a_register(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text("naics,employees\n3322,5\n", encoding="utf-8")
    scenario = govsim.load_scenario("baseline", ["population=register", f"population.path={path}"])
    before = source_hash(model_of(), [scenario])
    path.write_text("naics,employees\n3322,6\n", encoding="utf-8")
    assert source_hash(model_of(), [scenario]) != before


def test_a_figure_that_fails_does_not_cost_the_tables(results, tmp_path):
    def draw(shown, folder):
        (folder / "half.png").write_text("half")
        raise ImportError("no such package")

    nothing = pd.DataFrame()
    shown = Shown(
        results.runs, results.weekly, nothing, None, results.scenarios, results.seeds, "baseline", results.model
    )
    paths, notes = drawn_or_said(draw, shown, tmp_path / "figures")
    assert paths == [tmp_path / "figures" / "half.png"] and "Figures are missing" in notes[0]
