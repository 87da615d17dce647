"""`govsim experiment`: what is missing is run, a mistake is answered before anything is written."""

import json

import pytest
from tests.command_line import fake_run_many

from govsim.commands.common.experiments import can_be_analysis, takes
from govsim.commands.common.record import Command, Composed, Key, commands
from govsim.study.runs.places import kept_below, results_folder

FILE = """
title: {en: <b>Tried</b>, zh: 试}
question: {en: "Why?", zh: "为何？"}
settings: {weeks: 60, figures: false, population: small}
analyses:
  effects: {command: compare, keys: {scenarios: [baseline, credit], seeds: 3}}
  hangs:
    command: sensitivity
    keys: {scenarios: [baseline, credit], method: tornado, outcome: injuries_expected, seeds: 2,
           instrument.credit_penalties.loan_spread: 0..0.1}
checks:
  - {text: {en: fewer, zh: 减少}, analysis: effects, scenario: credit, outcome: injuries_true, expect: less}
"""


@pytest.fixture
def tried(cli, engine, tmp_path):
    """Calls the experiment; counts the runs that were made."""
    (tmp_path / "tried.yaml").write_text(FILE, encoding="utf-8")
    made = []

    def counting(model, jobs, *about, **more):
        made.extend(jobs)
        return fake_run_many(model, jobs, *about, **more)

    engine.run_many = counting

    def call(*words):
        made.clear()
        done = cli("experiment", "tried.yaml", *words)
        return done, len(made)

    call.engine, call.cli, call.made = engine, cli, made
    return call


def test_only_what_is_missing_is_run_and_the_report_written(tried, tmp_path):
    done, runs = tried()
    assert done.status == 0 and runs > 6, done.err
    assert "held" in done.out and "Why?" in done.out and "effects" in done.err
    root = tmp_path / "results" / "tried"
    about = json.loads((root / "experiment.json").read_text("utf-8"))
    assert [one["name"] for one in about["analyses"]] == ["effects", "hangs"]
    assert all((root / one["folder"] / "section.json").is_file() for one in about["analyses"])
    assert about["checks"][0]["verdict"] == "held"
    page = (root / "report.html").read_text("utf-8")
    assert (
        "<b>Tried" not in page and "&lt;b&gt;Tried" in page and "为何？" in (root / "report-zh.html").read_text("utf-8")
    )
    again, none = tried("lang=zh")
    assert again.status == 0 and none == 0 and "为何？" in again.out
    assert (root / "report.html").read_text("utf-8") == page
    more, runs = tried("seeds=4", "--json")
    assert more.status == 0 and runs > 0
    assert len(list((root / "effects").iterdir())) == 2  # each setting keeps its own folder
    rows = json.loads(more.out)
    assert rows[0]["analysis"] == "effects" and rows[-1]["verdict"] == "held"


def test_an_interrupted_experiment_goes_on_where_it_ended(tried, tmp_path):
    whole = tried.engine.run_many

    def breaking(model, jobs, *about, **more):
        if len(tried.made) >= 6:  # in the second analysis
            raise KeyboardInterrupt
        return whole(model, jobs, *about, **more)

    tried.engine.run_many = breaking
    stopped, runs = tried()
    assert stopped.status == 130 and runs == 6
    assert not list((tmp_path / "results" / "tried" / "hangs").glob("*/provenance.json"))
    half = tried.cli("report", "results/tried")
    assert half.status == 0
    assert "has not been run to its end" in (tmp_path / "results" / "tried" / "report.html").read_text("utf-8")
    tried.engine.run_many = whole
    done, runs = tried()
    assert done.status == 0 and "already" in done.err and runs > 0
    assert all(scenario.name not in ("baseline", "credit") for scenario, _ in tried.made)  # those of `effects` are kept


CHANGES = {
    "seeds: 3": "seedz: 3", "method: tornado": "method: tornad",
    "scenario: credit, outcome": "scenario: credits, outcome",
    "outcome: injuries_true": "outcome: injuries_tru", "checks:": "  case: {command: case, name: smart_sit}\nchecks:",
}  # fmt: skip
SAID = ("analyses.effects: There is no key 'seedz'. Did you mean seeds?", "analyses.hangs", "smart_site")


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"command: compare": "command: compere"}, ["analyses.effects.command", "compare"]),
        ({"weeks: 60": "weekz: 60"}, ["settings.weekz", "settings.weeks"]),
        (CHANGES, SAID),
        ({**CHANGES, "seeds: 3": "seeds: 4"}, ["checks[0].scenario", "checks[0].outcome", "injuries_true"]),
    ],
)
def test_a_mistake_is_answered_before_anything_is_run(cli, engine, tmp_path, changes, said):
    engine.run_many = lambda *_, **__: pytest.fail("ran")
    text = FILE
    for before, after in changes.items():
        assert before in text
        text = text.replace(before, after)
    (tmp_path / "tried.yaml").write_text(text, encoding="utf-8")
    done = cli("experiment", "tried.yaml")
    assert done.status == 2 and all(one in done.err for one in said), done.err
    assert all("tried.yaml" in line for line in done.err.splitlines() if line.startswith("govsim:"))
    assert [one.name for one in tmp_path.iterdir()] == ["tried.yaml"]


def test_keys_that_no_analysis_takes_and_names_that_are_not_there_are_refused(tried):
    for words, said in ((["seedz=3"], "seeds"), (["out="], "folder"), (["other.yaml"], "one name")):
        done, _ = tried(*words)
        assert done.status == 2 and said in done.err, done.err
    assert "credit_or_fines" in tried.cli("experiment", "credit_or_fine").err
    assert "credit_or_fines" in tried.cli("experiment", "list").out


def test_a_new_command_can_be_an_analysis_by_its_record_alone():
    new = Command("new", 99, (), Composed(lambda asked: None, unused=("by",)), {"depth": Key(1, "a", "b")})
    assert can_be_analysis(new) and takes(new, "depth") and takes(new, "parameter.mu") and not takes(new, "by")
    known = commands()
    assert not can_be_analysis(known["list"]) and can_be_analysis(known["case"]) and can_be_analysis(known["pilot"])
    assert takes(known["case"], "seeds") and not takes(known["case"], "weeks")


def test_results_below_a_folder_stay_there_and_others_where_they_go(tmp_path):
    with kept_below(tmp_path / "a") as made:
        assert results_folder(None, "compare", "id") == tmp_path / "a" / "id"
        assert results_folder("b", "compare", "id").name == "b"
    assert [one.name for one in made] == ["id", "b"]
    assert results_folder(None, "compare", "id").parts == ("results", "compare", "id")


def test_a_folder_of_other_results_is_left_alone(tried, tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "provenance.json").write_text('{"id": "other"}', encoding="utf-8")
    (tmp_path / "second").mkdir()
    (tmp_path / "second" / "experiment.json").write_text('{"name": "another"}', encoding="utf-8")
    for place in ("other", "second"):
        done, runs = tried(f"out={place}")
        assert done.status == 2 and runs == 0 and f"'{place}' holds results" in done.err
        assert len(list((tmp_path / place).iterdir())) == 1
