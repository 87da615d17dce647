"""What was kept: listed, shown, taken out, deleted, and run again."""

import json
import shutil

import openpyxl
import pandas as pd
import pytest

import govsim
from govsim.model import model_of
from govsim.scenario import Scenario
from govsim.study.analysis import export
from govsim.study.analysis.codebook import short_names
from govsim.study.runs.shards import file_stamp


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """Where the results lie that are made for the first test and copied for the others."""
    return tmp_path_factory.mktemp("once") / "results"


@pytest.fixture
def kept(cli, engine, once, tmp_path):
    """Finished results of a comparison and of a run, in an empty folder."""
    if once.exists():
        shutil.copytree(once, tmp_path / "results")
    else:
        assert cli("compare", "scenarios=[baseline,credit]", "seeds=10", "weeks=60", "tables=yearly").status == 0
        assert cli("run", "scenario=credit", "seeds=10", "weeks=60").status == 0
        shutil.copytree(tmp_path / "results", once)
    rows = json.loads(cli("results", "--json").out)
    return {row["folder"].split("/")[1]: row["folder"] for row in rows}


def test_results_are_listed_and_shown(cli, kept):
    assert set(kept) == {"compare", "run"}
    listed = cli("results").out
    assert "finished" in listed and "baseline, credit" in listed
    shown = cli("results", "show", kept["compare"])
    assert shown.status == 0 and "credit" in shown.out and "govsim compare" in shown.out
    assert cli("results", "show", kept["run"].rsplit("/", 1)[1][:5]).status == 0
    assert "已完成" in cli("results", "lang=zh").out
    assert "没有结果" in cli("results", "root=nowhere", "lang=zh").out


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx"])
def test_results_are_exported(cli, kept, kind):
    done = cli("results", "export", kept["compare"], f"format={kind}", "to=ex")
    assert done.status == 0, done.err
    stored = govsim.read_results(kept["compare"])
    folder = done.folder / "ex"
    if kind == "xlsx":
        book = openpyxl.load_workbook(folder / "results.xlsx", read_only=True)
        assert book.sheetnames == ["summary", "runs", "weekly", "effects", "enterprises", "codebook"]
        assert len(list(book["runs"].values)) == 21 and len(list(book["weekly"].values)) == 2 * 60 + 1
        book.close()
    else:
        assert {file.name for file in folder.iterdir()} == {
            *(f"{name}.{kind}" for name in ("runs", "weekly", "effects", "enterprises")), "codebook.csv",
        }  # fmt: skip
        back = (pd.read_csv if kind == "csv" else pd.read_parquet)(folder / f"runs.{kind}")
        pd.testing.assert_frame_equal(back, stored.runs, check_dtype=False)
        book = pd.read_csv(folder / "codebook.csv")
        assert set(model_of().outcomes) <= set(book["column"]) and book["label_zh"].notna().all()
        one = book.set_index(["table", "column"]).loc[("runs", "injury_rate_true")]
        assert (
            "injuries_true" in one["formula"] and one["unit"] != one["unit_zh"] and one["meaning"] != one["meaning_zh"]
        )
    again = cli("results", "export", kept["compare"], f"format={kind}", "to=ex")
    assert again.status == 2 and "--overwrite" in again.err
    first = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert cli("results", "export", kept["compare"], f"format={kind}", "to=ex", "--overwrite").status == 0
    assert first == {file.name: file.read_bytes() for file in folder.iterdir()}


def _read(file):
    """A table of labelled numbers, and the labels of variables and of scenarios."""
    if file.suffix == ".sav":
        table, about = pytest.importorskip("pyreadstat").read_sav(file)
        return table, about.column_names_to_labels, about.variable_value_labels["scenario"]
    with pd.read_stata(file, iterator=True, convert_categoricals=False) as reader:
        return reader.read(), reader.variable_labels(), reader.value_labels()["scenario"]


@pytest.mark.parametrize("kind", ["dta", "sav"])
def test_statistical_programs_get_numbers_with_labels_in_both_languages(cli, kept, kind):
    if kind == "sav":
        pytest.importorskip("pyreadstat")
    words = ("results", "export", kept["compare"], f"format={kind}", "to=ex")
    done = cli(*words)
    assert done.status == 0, done.err
    stored, folder = govsim.read_results(kept["compare"]), done.folder / "ex"
    tables = ("runs", "weekly", "effects", "enterprises")
    assert {file.name for file in folder.iterdir()} == {
        *(f"{one}.{kind}" for one in tables),
        "codebook.csv",
        "values.csv",
    }
    back, labels, scenarios = _read(folder / f"runs.{kind}")
    names = {number: label.partition(" / ")[0] for number, label in scenarios.items()}
    back["scenario"] = back["scenario"].map(names).astype(str)
    expected = stored.runs.set_axis(short_names(stored.runs.columns), axis=1)
    pd.testing.assert_frame_equal(back, expected, check_dtype=False)
    assert labels["injuries_true"] == "injuries true / 真实伤害 (injuries)" and "信用" in scenarios[2]
    values = pd.read_csv(folder / "values.csv").query("column == 'scenario'")
    assert dict(zip(values["number"], values["value"], strict=True)) == names
    first = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert cli(*words, "--overwrite").status == 0
    assert first == {file.name: file.read_bytes() for file in folder.iterdir()}  # no time of writing in them


def test_statistical_programs_take_every_name():
    names = ["seed", "by", "instrument.credit_penalties.loan_spread", "7th", "a b", "a.b", "A-B", "x" * 40, "x" * 41]
    short = [one.casefold() for one in short_names(names)]
    assert len(set(short)) == 9 and all(len(name) <= 32 and name[0].isalpha() for name in short) and "by" not in short


def test_results_are_deleted_only_when_sure(cli, kept):
    note = cli("results").folder / kept["run"] / "notes.txt"
    note.write_text("mine")
    refused = cli("results", "delete", kept["run"])
    assert refused.status == 2 and "--yes" in refused.err and (note.parent / "runs.parquet").exists()
    outside, file = note.parents[1] / "theirs.txt", note.parent / "provenance.json"
    outside.write_text("theirs")
    about = json.loads(file.read_text())
    about["files"] |= {str(outside): {}, "../theirs.txt": {}, "sub/../../theirs.txt": {}}  # from somebody else
    file.write_text(json.dumps(about))
    done = cli("results", "delete", kept["run"], "--yes")
    assert outside.read_text() == "theirs"
    outside.unlink()
    assert done.status == 0 and [file.name for file in note.parent.iterdir()] == ["notes.txt"]
    assert cli("results", "delete", kept["compare"], "--yes").status == 0
    assert not (note.parents[2] / kept["compare"].split("/", 1)[1]).exists()
    assert "no results" in cli("results").out


@pytest.mark.parametrize(
    "words, names",
    [
        (["results", "delet", "x"], "'delet'"),
        (["results", "show"], "one folder"),
        (["results", "show", "nothing"], "no result 'nothing'"),
        (["results", "export", "x", "form=csv"], "'form'"),
        (["results", "export", "x", "--yess"], "'--yess'"),
        (["reproduce", "nothing"], "no result 'nothing'"),
        (["reproduce", "x", "thread=2"], "'thread'"),
        (["reproduce", "x", "lang=fr"], "'fr'"),
    ],
)
def test_a_mistake_about_results_is_one_line(cli, words, names):
    done = cli(*words)
    assert done.status == 2 and names in done.err and len(done.err.strip().splitlines()) == 1


def test_results_are_reproduced(cli, kept):
    for folder, files in ((kept["compare"], 5), (kept["run"], 4)):
        done = cli("reproduce", folder, "--json")
        assert done.status == 0, done.err
        rows = json.loads(done.out)
        assert len(rows) == files and all(row["agrees"] for row in rows)
    assert not [path for path in done.folder.iterdir() if path.name != "results"]


def test_what_is_not_reproduced_is_named(cli, kept):
    folder = cli("results").folder / kept["compare"]
    runs = pd.read_parquet(folder / "runs.parquet")
    runs.loc[0, "workers"] += 1
    _as_if_made_so(folder, runs)
    done = cli("reproduce", str(folder))
    assert done.status == 1 and "1 of 5 files differ" in done.err and "numpy: 1.0 ->" in done.err
    stored = govsim.read_results(folder)
    stored.runs["workers"] = stored.runs["workers"].where(stored.runs.index > 0, stored.runs["workers"] - 1)
    _as_if_made_so(folder, stored.runs)
    assert "same values, other bytes" in cli("reproduce", str(folder)).out


def _as_if_made_so(folder, runs):
    """Put another table in the place of one, as another version of a library would have written it."""
    runs.to_parquet(folder / "runs.parquet")
    about = json.loads((folder / "provenance.json").read_text())
    about["libraries"]["numpy"] = "1.0"
    about["files"]["runs.parquet"] = file_stamp(folder / "runs.parquet")
    (folder / "provenance.json").write_text(json.dumps(about))


def test_files_that_were_changed_are_told_from_runs_that_differ(cli, kept):
    folder = cli("results").folder / kept["compare"]
    (folder / "effects.csv").write_text("mine\n")
    (folder / "weekly.parquet").unlink()
    done = cli("reproduce", str(folder))
    assert done.status == 1 and "2 of 5 files differ" in done.err and "version" not in done.err
    assert "changed after it was written" in done.out and "no longer there" in done.out
    scenarios = folder / "scenario.yaml"
    scenarios.write_text(scenarios.read_text().replace("weeks: 60", "weeks: 61"))
    done = cli("reproduce", str(folder))
    assert done.status == 2 and "scenario.yaml was changed after it was written" in done.err
    assert "damaged: scenario.yaml" in cli("results").out
    (folder / "provenance.json").write_text("{")
    assert "damaged: provenance.json" in cli("results").out
    assert cli("reproduce", str(folder)).status == 2
    for broken in ('{"id": "x", "scenarios": 3}', "[1]"):
        (folder / "provenance.json").write_text(broken)
        done = cli("results", "list", "--json")
        assert done.status == 0 and "damaged: provenance.json" in done.out
    assert cli("results", "delete", str(folder), "--yes").status == 0


def test_results_are_reproduced_from_another_folder(cli, engine, tmp_path, monkeypatch):
    (tmp_path / "in.csv").write_text("naics,employees\n3322,5\n2382,6\n", encoding="utf-8")
    assert cli("run", "population=register", "population.path=in.csv", "seeds=10", "weeks=60", "out=here").status == 0
    (tmp_path / "else").mkdir()
    monkeypatch.chdir(tmp_path / "else")
    assert cli("reproduce", str(tmp_path / "here")).status == 0


def test_a_workbook_takes_any_text_and_no_table_that_is_too_long(cli, engine, kept, monkeypatch):
    assert cli("run", "name='=1+1 \x07'", "seeds=10", "weeks=60", "out=odd").status == 0
    done = cli("results", "export", "odd", "format=xlsx", "to=book")
    assert done.status == 0, done.err
    sheet = openpyxl.load_workbook(done.folder / "book" / "results.xlsx")["runs"]
    assert sheet["A2"].data_type == "s" and sheet["A2"].value.startswith("=1+1")
    monkeypatch.setattr(export, "MOST_SHEET_ROWS", 5)
    done = cli("results", "export", "odd", "format=xlsx", "to=long")
    assert done.status == 2 and "runs has 10 rows" in done.err and not (done.folder / "long").exists()
    for words, names in ((["to="], "to = ''"), (["to=odd/runs.parquet"], "is a file"), (["extra"], "takes one folder")):
        done = cli("results", "export", "odd", *words)
        assert done.status == 2 and names in done.err


def test_what_cannot_be_run_again_is_said(cli, engine, tmp_path):
    path = tmp_path / "in.csv"
    path.write_text("naics,employees\n3322,5\n2382,6\n", encoding="utf-8")
    assert cli("run", "population=register", f"population.path={path}", "seeds=10", "weeks=60", "out=here").status == 0
    path.unlink()
    done = cli("reproduce", "here")
    assert done.status == 2 and "in.csv is no longer there" in done.err
    (tmp_path / "here" / "scenario.yaml").write_text("{}")
    assert cli("reproduce", "here").status == 2


@pytest.mark.parametrize("name", ["baseline", "combined", "training"])
def test_a_scenario_comes_back_from_its_canonical_form(name):
    scenario = govsim.load_scenario(name, ["parameter.attitude_speed=0.05", "industry.mining.wage=90000"])
    assert Scenario.from_canonical(json.loads(json.dumps(scenario.canonical()))) == scenario


def test_a_template_is_written_once(cli, tmp_path):
    done = cli("population", "template", "mine.csv")
    assert done.status == 0 and (tmp_path / "mine_codebook.csv").is_file()
    again = cli("population", "template", "mine.csv")
    assert again.status == 2 and "already" in again.err
    assert cli("population", "template", "mine.csv", "--overwrite", "lang=zh").status == 0
    for words, names in ((["template"], "one path"), (["templat", "x"], "'templat'"), (["template", "a.pdf"], ".pdf")):
        done = cli("population", *words)
        assert done.status == 2 and names in done.err


def test_a_population_is_described_and_drawn(cli, tmp_path):
    cli("population", "template", "mine.csv")
    done = cli("population", "describe", "population=register", "population.path=mine.csv", "out=here")
    assert done.status == 0, done.err
    assert "By industry" in done.out and "What came from the file" in done.out
    assert (tmp_path / "here" / "population.png").stat().st_size > 10_000
    rows = json.loads(cli("population", "describe", "population=county", "lang=zh", "--json").out)
    assert rows[0] == {"table": "population", "项目": "企业数", "数值": 216}
    assert cli("population", "describe", "population.enterprises=0").status == 2


def test_industries_are_listed_with_their_codes(cli):
    rows = json.loads(cli("list", "industries", "--json").out)
    assert {"scheme": "naics", "codes": "23", "industry": "construction"}.items() <= next(
        row for row in rows if row.get("codes") == "23"
    ).items()
    assert {"naics", "nace", "gbt"} <= {row.get("scheme") for row in rows}
    assert any(row.get("column") == "injury_base" for row in rows)
    shown = cli("list", "industries", "lang=zh").out
    assert "分类" in shown and "建筑施工" in shown
