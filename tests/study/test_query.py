"""Questions in SQL see the tables of a folder of results, and nothing else."""

import json
import re

import pytest

import govsim
from govsim.study.analysis import query as module
from govsim.study.analysis.query import query
from govsim.study.runs import keep
from govsim.study.runs.chunk import packed
from govsim.study.runs.shards import Shards

pytest.importorskip("duckdb")


@pytest.fixture(scope="module")
def scenario():
    return govsim.load_scenario("baseline", ["weeks=20", "population=small"])


@pytest.fixture
def folder(scenario, engine, tmp_path):
    plan = keep.Plan("run", {"baseline": scenario}, tuple(range(4)), {})
    keep.keep(plan, tmp_path / "here", keep.How())
    return tmp_path / "here"


def test_an_answer_is_what_the_table_says(folder, cli, monkeypatch):
    runs = govsim.read_results(folder).runs
    rows, more = query(folder, "select seed, injuries_true from runs where seed >= 2 order by seed")
    assert rows == runs[runs["seed"] >= 2][["seed", "injuries_true"]].to_dict("records") and not more
    asked = "select r.seed, count(*) as weeks from runs r join weekly w on r.seed = w.seed group by r.seed order by 1"
    done = cli("results", "query", str(folder), asked, "--json")
    assert json.loads(done.out) == [{"seed": seed, "weeks": 20} for seed in range(4)]
    monkeypatch.setattr(module, "MOST_ROWS", 3)
    assert query(folder, "select * from runs")[1]


def test_unfinished_results_answer_with_what_is_kept(folder, tmp_path):
    runs = govsim.read_results(folder).runs
    (tmp_path / "half" / "parts").mkdir(parents=True)
    parts = Shards(tmp_path / "half" / "parts")
    parts.write(0, 2, packed({"runs": runs.iloc[:2]}))
    parts.write(2, 2, packed({"runs": runs.iloc[2:]}))
    (tmp_path / "half" / "parts" / "0000002-runs.parquet").write_bytes(b"torn")
    assert query(tmp_path / "half", "select count(*) as n from runs")[0] == [{"n": 2}]
    (tmp_path / "empty").mkdir()
    with pytest.raises(govsim.InputError, match="holds no tables"):
        query(tmp_path / "empty", "select 1")


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("copy runs to 'FILE'", "one SELECT"),
        ("drop view runs", "one SELECT"),
        ("select 1; select 2", "one SELECT"),
        ("", "one SELECT"),
        ("install httpfs", "one SELECT"),
        ("set enable_external_access=true", "one SELECT"),
        ("select * from 'FILE'", "cannot be answered"),
        ("select * from read_csv('/etc/passwd')", "cannot be answered"),
        ("select * from read_parquet('https://127.0.0.1/x.parquet')", "cannot be answered"),
        ("select seeds from runs", "seed"),
        ("selec", "cannot be answered"),
        ("select * from folder", "Tables: "),
    ],
)
def test_it_reads_nothing_else_and_writes_nothing(folder, tmp_path, sql, said):
    file = tmp_path / "written.csv"
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(govsim.InputError) as error:
        query(folder, sql.replace("FILE", str(file)))
    assert said in str(error.value) and "\n" not in str(error.value) and sorted(tmp_path.rglob("*")) == before
    assert re.search(r"[\u4e00-\u9fff]", error.value.in_language("zh"))


def test_the_command_wants_a_folder_and_a_question(cli):
    assert cli("results", "query").status == 2 and "one question in quotes" in cli("results", "query", "a").err
