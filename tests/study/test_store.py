"""A folder of results is whole or not there."""

import json

import pandas as pd
import pytest

import govsim
from govsim.study import store
from govsim.study.errors import InputError
from govsim.study.provenance import result_id, source_hash
from govsim.study.store import check_writable, write_results, written_whole


@pytest.fixture
def results(engine):
    return govsim.simulate(govsim.load_scenario("baseline", ["weeks=10"]), seeds=[1, 2])


def test_results_read_back_as_they_were(results, tmp_path):
    write_results(tmp_path / "a" / "b", results, None, {"id": "x"})
    stored = govsim.read_results(tmp_path / "a" / "b")
    pd.testing.assert_frame_equal(stored.runs, results.runs, check_dtype=False)
    pd.testing.assert_frame_equal(stored.weekly, results.weekly, check_dtype=False)
    assert not [path for path in tmp_path.rglob("*") if "unfinished" in path.name]


@pytest.mark.parametrize("failing", ["write_parquet", "scenario_text"])
@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_an_interrupted_write_leaves_nothing(results, tmp_path, monkeypatch, failing, error):
    def fail(*_):
        raise error

    monkeypatch.setattr(store, failing, fail)
    with pytest.raises(error):
        write_results(tmp_path / "a" / "b", results, None, {})
    assert not list(tmp_path.iterdir())


def test_a_full_disk_is_one_line(results, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "write_parquet", full)
    with pytest.raises(InputError, match="No space left"):
        write_results(tmp_path / "a", results, None, {})
    assert not list(tmp_path.iterdir())


def test_a_second_run_replaces_files_and_keeps_strangers(results, tmp_path):
    folder = tmp_path / "a"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    write_results(folder, results, None, {"id": "first"})
    write_results(folder, results, None, {"id": "second"})
    assert json.loads((folder / "provenance.json").read_text(encoding="utf-8"))["id"] == "second"
    assert (folder / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_old_files_survive_an_interrupted_second_run(results, tmp_path):
    folder = tmp_path / "a"
    write_results(folder, results, None, {"id": "first"})
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(KeyboardInterrupt), written_whole(folder) as draft:
        (draft / "runs.parquet").write_bytes(b"half")
        raise KeyboardInterrupt
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_unfinished_results_are_not_read(results, tmp_path):
    folder = tmp_path / "a"
    write_results(folder, results, None, {})
    (folder / "runs.parquet").write_bytes(b"PAR1half")
    with pytest.raises(InputError, match="cannot be read"):
        govsim.read_results(folder)
    with pytest.raises(InputError, match="no runs.parquet"):
        govsim.read_results(tmp_path)


def test_checking_a_folder_leaves_nothing(tmp_path):
    check_writable(tmp_path / "a" / "b")
    assert not list(tmp_path.iterdir())


def test_the_id_depends_on_what_is_run_only(tmp_path):
    credit = govsim.load_scenario("credit")
    assert result_id({"credit": credit}, (1, 2)) == result_id({"credit": govsim.load_scenario("credit")}, (1, 2))
    other = {"credit": govsim.load_scenario("credit", ["weeks=519"])}
    assert (
        len({result_id({"credit": credit}, (1, 2)), result_id(other, (1, 2)), result_id({"credit": credit}, (1,))}) == 3
    )


def test_what_reading_a_register_changed_is_kept(cli, engine, tmp_path):
    path = tmp_path / "in.csv"
    path.write_text("naics,employees\n3322,5\n2382,6.4\n", encoding="utf-8")
    done = cli("run", "population=register", f"population.path={path}", "seeds=10", "weeks=60", "out=here")
    assert done.status == 0, done.err
    register = govsim.read_results(tmp_path / "here").provenance["registers"][0]
    assert register["enterprises"] == 2 and register["columns"]["employees"] == "employees"


def test_the_source_hash_follows_a_register(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text("a", encoding="utf-8")
    scenario = govsim.load_scenario("baseline", ["population=register", f"population.path={path}"])
    before = source_hash([scenario])
    path.write_text("b", encoding="utf-8")
    assert source_hash([scenario]) != before


def test_a_figure_that_fails_does_not_cost_the_tables(results, tmp_path, monkeypatch):
    monkeypatch.setattr(store, "FIGURES", "govsim.no_such_package")
    paths, notes = store.draw_figures(results, pd.DataFrame(), "baseline", tmp_path / "figures")
    assert not paths and "Figures are missing" in notes[0]
