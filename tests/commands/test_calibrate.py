"""`govsim calibrate` and `govsim compare structure=` from the command line: folders, resumed runs, bad input, words."""

import json

import pytest

from govsim.study.analysis.calibration import posterior
from govsim.study.analysis.section import read_section

RECORD = "targets:\n  - {outcome: injuries_recorded, count: 7800, years: 3}\nvary: {fine: ''}\n"
FEW = ("size=20", "draws=24", "waves=1", "seeds=2", "weeks=60", "window=[8,60]", "population=small", "figures=false")


@pytest.fixture
def record(tmp_path, monkeypatch):
    """A file of targets; walkers that are soon done."""
    for name, value in (("STEPS", 60), ("MOST_BLOCKS", 1), ("LADDER", 3), ("CLIMB", 4)):
        monkeypatch.setattr(posterior, name, value)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text(RECORD, encoding="utf-8")
    return tmp_path


def test_a_calibration_leaves_draws_tables_and_a_section_and_goes_on_where_it_ended(cli, engine, record):
    done = cli("calibrate", "targets=mine.yaml", *FEW, "out=found", "save=draws.csv")
    assert done.status == 0, done.err
    assert "parameters=draws.csv" in done.out and "independent draws" in done.out
    table = (record / "draws.csv").read_text(encoding="utf-8")
    assert table == (record / "found" / "draws.csv").read_text(encoding="utf-8") and len(table.splitlines()) == 25
    assert table.splitlines()[0] == "point,parameter.fine"
    section = read_section(record / "found")
    assert section.kind == "calibrate" and section.sentences and section.tables[0].lines["zh"]
    again = cli("calibrate", "targets=mine.yaml", *FEW, "out=found", "lang=zh")
    assert "独立抽取" in again.out and "Moved" not in again.out and again.err.count("未重新运行") == 2


def test_a_template_is_written_once_and_a_dry_run_leaves_nothing(cli, engine, record):
    assert "my.yaml" in cli("calibrate", "template=my.yaml").out and (record / "my.yaml").exists()
    assert "there already" in cli("calibrate", "template=my.yaml").err
    assert "YAML" in cli("calibrate", "template=my.csv").err


@pytest.mark.parametrize("words, said", [
    (("targets=none.yaml",), "none.yaml"), (("targets=mine.csv",), "YAML"), (("targets=mine.yaml", "size=3"), "size"),
    (("targets=mine.yaml", "vary=[fin]"), "fine"), (("targets=mine.yaml", "seeds=1"), "two seeds"),
    (("targets=mine.yaml", "parameter.fine=1..2"), "19500"), (("targets=mine.yaml", "populations=4"), "populations"),
    (("targets=mine.yaml", "save=x.txt"), "csv"), (("targets=mine.yaml", "draws=1"), "draws"),
])  # fmt: skip
def test_a_calibration_that_cannot_be_is_one_line_and_nothing_is_written(cli, engine, record, words, said):
    done = cli("calibrate", *words)
    assert done.status == 2 and said in done.err and not (record / "results").exists()
    assert "Traceback" not in done.err and len(done.err.strip().splitlines()) == 1


def test_a_calibration_writes_into_no_folder_of_others(cli, engine, record):
    (record / "theirs").mkdir()
    (record / "theirs" / "section.json").write_text("{}", encoding="utf-8")
    done = cli("calibrate", "targets=mine.yaml", *FEW, "out=theirs")
    assert done.status == 2 and "section.json" in done.err
    assert [one.name for one in (record / "theirs").iterdir()] == ["section.json"]


SHORT = ("seeds=3", "weeks=60", "window=[8,60]", "population=small", "figures=false")
PAIR = "scenarios=[baseline,credit]"


def test_a_comparison_in_other_structures_says_where_the_sign_holds(cli, engine, record):
    done = cli("compare", PAIR, "structure=[population:7,without:peers]", *SHORT, "out=s")
    assert done.status == 0, done.err
    assert "in 3 of 3 structures" in done.out and "never turns" in done.out and "Not taken out" in done.out
    assert read_section(record / "s").kind == "structure"
    rows = json.loads(cli("compare", PAIR, "structure=[population:7,without:peers]", *SHORT, "out=s", "--json").out)
    assert [one["structure"] for one in rows] == ["as it is", "population:7", "without:peers"]
    chinese = cli("compare", PAIR, "structure=[population:7,without:peers]", *SHORT, "out=s", "lang=zh")
    assert "方向始终一致" in chinese.out


def test_draws_are_a_structure_and_cross_with_others(cli, engine, record):
    head, rows = "point,parameter.fine\n", "".join(f"{at},{20000 + 500 * at}\n" for at in range(1, 7))
    (record / "draws.csv").write_text(head + rows, encoding="utf-8")
    done = cli("compare", PAIR, "structure=[size:15,parameters]", "parameters=draws.csv", "crossed=true", *SHORT,
               "out=s", "--json")  # fmt: skip
    assert done.status == 0, done.err
    assert [(one["structure"], one["points"]) for one in json.loads(done.out)] == [
        ("as it is", 1), ("parameters", 6), ("size:15", 1), ("size:15 + parameters", 6),
    ]  # fmt: skip


@pytest.mark.parametrize("words, said", [
    (("structure=[sise]",), "size"), (("structure=[without:hazards]",), "made of it"),
    (("structure=[size]", "budget=1e6"), "budget"), (("crossed=true",), "structure="),
    (("dry_run=true",), "structure="),
    (("structure=[size]", "parameters=assumed:24"), "parameters"),
])  # fmt: skip
def test_a_structure_that_cannot_be_is_one_line(cli, engine, record, words, said):
    done = cli("compare", PAIR, *words)
    assert done.status == 2 and said in done.err and not (record / "results").exists()
