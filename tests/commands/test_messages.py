"""Each error and each warning is one line, in both languages; the last test finds those that no test has seen."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

import govsim
from govsim.claims.findings import folder as folder_of_findings
from govsim.claims.measures import table as measures_table
from govsim.commands import findings, measures, results
from govsim.commands.common.record import Call
from govsim.locale import catalogue
from govsim.scenario import Adoption, Population, Scenario, Scope
from govsim.study.analysis.compare import build_several
from govsim.study.analysis.reproduce import plan_of, reproduce
from govsim.study.ask.config import user_folder
from govsim.study.ask.declarations import load_plugins
from govsim.study.ask.files import as_yaml
from govsim.study.ask.warnings import oddities
from govsim.study.runs import keep
from govsim.study.runs.kept import find
from govsim.study.runs.lock import locked
from govsim.study.runs.places import check_owner, check_room, check_writable
from govsim.study.runs.simulate import check_population
from govsim.study.speak.errors import InputError
from govsim.study.speak.words import speaking

LANGUAGES = ("en", "zh")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
PLUGIN = """
from govsim.language import Instrument, setting

buddy = Instrument("{name}", zh="结对", en="buddy visits", meaning="m", settings=dict(
    reach=setting(0.5, low=0.0, high=1.0, neutral=0.0, unit="share", zh="一", source="assumed: a test")))


@buddy.effect("forced_visit")
def visit(enterprise, p, now):
    return 0.01 * p.reach
"""


def _plan(folder):
    (folder / "parts").mkdir(parents=True)
    (folder / "parts" / "plan.json").write_text('{"id": "other", "command": "govsim run", "runs": 3}')
    return folder


def _provenance(folder, **about):
    folder.mkdir()
    (folder / "provenance.json").write_text(json.dumps({"id": "other"} | about))
    return folder


def table_of_measures(folder):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(measures_table, "FOLDER", folder)
        measures_table.read_table(None)


DIRECTLY = {
    "too little room": lambda folder: check_room(folder, 10**15),
    "another's results": lambda folder: check_owner(_provenance(folder / "a"), "mine"),
    "another's unfinished results": lambda folder: check_owner(_plan(folder / "a"), "mine"),
    "a file in the way": lambda folder: check_writable(folder / "file"),
    "a file above": lambda folder: check_writable(folder / "file" / "below"),
    "a folder of the system": lambda folder: check_writable(Path("/proc/nowhere")),
    "a stranger's file": lambda folder: check_owner(folder / "foreign", "mine"),
    "unfinished": lambda folder: govsim.read_results(_plan(folder / "a")),
    "no results": lambda folder: govsim.read_results(folder),
    "unreadable results": lambda folder: govsim.read_results(folder / "broken"),
    "no such scenario of several": lambda folder: govsim.compare(["baseline", "credit"], overrides=["seeds=3"]),
    "not adopted by one": lambda folder: build_several(["credit"], ["instrument.hazard_hotline.reward=1"]),
    "contradicting a register": lambda folder: govsim.load_scenario(
        "baseline", ["population=register", f"population.path={folder / 'runs.csv'}", "population.enterprises=3"]
    ),
    "a name for a missing value": lambda folder: govsim.simulate(Scenario("NA"), seeds=1),
    "a number that YAML changes": lambda folder: user_folder(_settings(folder, b"name: x\nstart: 0104\n")),
    "scenarios as text": lambda folder: govsim.compare("baseline"),
    "overrides of a scenario": lambda folder: govsim.compare([Scenario("a"), Scenario("b")], overrides=["weeks=3"]),
    "one scenario": lambda folder: govsim.compare(["baseline"], seeds=3),
    "other windows": lambda folder: govsim.compare([Scenario("a"), Scenario("b", window=(1, 2))], seeds=3),
    "alike": lambda folder: govsim.simulate([Scenario("a"), Scenario("a")], seeds=3),
    "none": lambda folder: govsim.simulate([], seeds=3),
    "no scenario": lambda folder: govsim.simulate(),
    "an argument twice": lambda folder: govsim.simulate(Scenario("a"), scenario=3),
    "too many arguments": lambda folder: govsim.simulate(Scenario("a"), 1, "core", True),
    "a setting as an argument": lambda folder: govsim.simulate(Scenario("a"), weeks=8),
    "several values": lambda folder: govsim.load_scenario("credit", ["weeks=1,2"]),
    "a plugin twice": lambda folder: load_plugins([folder / name / "alike_file.py" for name in ("one", "two")]),
    "a plugin without instrument": lambda folder: load_plugins([folder / "nothing_declared.py"]),
    "an unknown enterprise": lambda folder: check_population(
        replace(govsim.load_scenario("credit"), adoptions=(Adoption("x", {}, 1, scope=Scope(enterprises=(999,))),))
    ),
    "a result begun alike": lambda folder: find("abc", folder / "results"),
    "a file exported before": lambda folder: results.COMMAND.action(
        ["export", str(folder / "kept"), f"to={folder}"], Call()
    ),
    "not sure": lambda folder: results.COMMAND.action(["delete", str(folder / "kept")], Call()),
    "a version that is no more": lambda folder: plan_of(folder / "kept", {**ABOUT, "files": {}}),
    "settings that were changed": lambda folder: plan_of(folder / "kept", {**ABOUT, "files": {"scenario.yaml": {}}}),
    "an instrument that is no more": lambda folder: plan_of(_of_yore(folder / "yore"), {**ABOUT, "files": {}} | RUN),
    "a provenance that is none": lambda folder: reproduce(_of_yore(folder / "yore")),
    "a file to export to": lambda folder: results.COMMAND.action(
        ["export", str(folder / "kept"), f"to={folder / 'file'}"], Call()
    ),
    "results that are in use": lambda folder: _in_use(folder),
    "findings outside a checkout": lambda folder: folder_of_findings.files(folder / "results"),
    "a file without findings": lambda folder: folder_of_findings.read_file(folder / "nothing_declared.py"),
    "no table of findings": lambda folder: folder_of_findings.kept("none.csv", folder),
    "no table of measures": lambda folder: table_of_measures(folder),
    "seeds for a table of measures that is there": lambda folder: measures.COMMAND.action(["seeds=3"], Call()),
    "seeds for a table that is there": lambda folder: findings.COMMAND.action(["seeds=3"], Call()),
    "a scenario file with a key of a run": lambda folder: user_folder(_settings(folder, b"seeds: 3\n")),
    "a scenario file of Notepad": lambda folder: user_folder(_settings(folder, "\ufeffname: x\n".encode())),
    "a scenario file in another encoding": lambda folder: user_folder(_settings(folder, "name: 甲\n".encode("gbk"))),
}
ABOUT = {"scenarios": {"x": ""}, "seeds": [1]}


RUN = {"kind": "run", "varied": {}, "reference": None, "yearly": False}


def _of_yore(folder):
    """Results of a version that had an instrument more; their provenance holds nothing."""
    folder.mkdir()
    one = Scenario("x", adoptions=(Adoption("bell_ringing", {}, 1),))
    (folder / "scenario.yaml").write_text(as_yaml(one.canonical()))
    (folder / "provenance.json").write_text("{}")
    return folder


def _in_use(folder):
    with locked(folder / "kept" / "parts", print):
        results.COMMAND.action(["delete", str(folder / "kept"), "--yes"], Call())


def _settings(folder, content):
    (folder / "own" / "scenario").mkdir(parents=True)
    (folder / "own" / "scenario" / "mine.yaml").write_bytes(content)
    return folder / "own"


@pytest.fixture
def furnished(engine, tmp_path, monkeypatch):
    """A folder with something of everything that can be in the way."""
    (tmp_path / "file").write_text("")
    for name in ("foreign", "broken", "one", "two"):
        (tmp_path / name).mkdir()
    (tmp_path / "foreign" / "runs.parquet").write_text("mine")
    for name in ("runs.parquet", "weekly.parquet", "scenario.yaml", "provenance.json"):
        (tmp_path / "broken" / name).write_text("{}")
    for name in ("one", "two"):
        (tmp_path / name / "alike_file.py").write_text(PLUGIN.format(name="alike"))
    (tmp_path / "nothing_declared.py").write_text("x = 1\n")
    (tmp_path / "results").mkdir()
    for name in ("abcd", "abce"):
        _provenance(tmp_path / "results" / name)
    plan = keep.Plan("run", {"a": govsim.load_scenario("baseline", ["weeks=9"])}, (1,), {})
    keep.keep(plan, tmp_path / "kept", keep.How(started=1.0))
    (tmp_path / "kept" / "scenario.yaml").write_text("name: x\n")
    (tmp_path / "runs.csv").write_text("")
    return tmp_path


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("what", DIRECTLY)
def test_a_mistake_is_one_line_from_python_too(furnished, told, what, lang, capsys):
    with speaking(lang), pytest.raises(InputError) as caught:
        DIRECTLY[what](furnished)
    text = str(caught.value)
    assert "\n" not in text and bool(CHINESE.search(text)) == (lang == "zh")


def odd(**about):
    adoption = Adoption("safety_training", {}, **about)
    return Scenario("s", weeks=100, start=10, window=(20, 100), adoptions=(adoption,))


ODD = {
    "starts_late": odd(start=99),
    "ends_early": odd(start=1, end=20),
    "never_full": odd(start=50, phase_in=60),
    "acts_on_nothing": Scenario(
        "s", weeks=100, start=10, window=(20, 100), adoptions=(Adoption("credit_repair", {}, 10),)
    ),
    "plans_nothing": Scenario("s", weeks=100, start=10, window=(20, 100), adoptions=(Adoption("phased_plan", {}, 10),)),
    "all_at_once": odd(start=10, scope=Scope(order="by_lot")),
    "no_strength": odd(start=10, strength=0.0),
    "only_costs": replace(odd(start=10), adoptions=(Adoption("unannounced_inspection", {}, 10, strength=1.5),)),
    "steers_nothing": replace(odd(start=10), adoptions=(Adoption("phased_plan", {}, 10, steers=("safety_training",)),)),
    "reaches_nobody": odd(start=10, scope=Scope(share=0.0)),
    "outside": odd(start=10, scope=Scope(headcount=(5000, 9000), enterprises=(3,))),
    "no_inspectors": replace(odd(start=10), population=Population(inspectors=0)),
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("what", ODD)
def test_what_is_legal_but_odd_gets_a_line(told, what, lang):
    with speaking(lang):
        (line,) = oddities(ODD[what])
    assert line.startswith("Warning: " if lang == "en" else "警告：") and f"warning.{what}" in told
    assert not list(oddities(odd(start=10)))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_points_of_several_windows_get_a_line(cli, engine, told, lang):
    done = cli("sweep", "scenario=credit", "weeks=100,200", "seeds=10", f"lang={lang}")
    assert done.status == 0 and "[25, 100], [156, 200]" in done.err and "warning.windows" in told
    again = cli("sweep", "scenario=credit", "weeks=100,200", "seeds=10", f"lang={lang}", "out=kept")
    assert again.status == 0 and "[25, 100], [156, 200]" in cli("results", "show", "kept", f"lang={lang}").err
    found = govsim.sweep("credit", {"weeks": [100, 200]}, seeds=2)
    assert any("[25, 100], [156, 200]" in note for note in found.results.notes)
    assert "[25, 100], [156, 200]" in found._repr_html_()
    assert not any("windows" in note for note in govsim.sweep("credit", {"weeks": [600, 700]}, seeds=2).results.notes)


def test_few_seeds_get_a_line(cli, engine, told):
    assert "Warning: 1 seed only" in cli("run", "seeds=1", "weeks=60").err
    assert "警告：只有 1 个种子" in cli("run", "seeds=1", "weeks=60", "lang=zh").err
    assert "Warning" not in cli("run", "seeds=10", "weeks=60").err


ELSEWHERE = {  # said while running, writing or comparing; see test_keep, test_runs, test_results, test_surroundings
    "error.explain_nobody", "error.explain_vacant", "error.story_place", "error.story_nobody",  # see test_stories.py
    "error.agent_stays", "error.agents_stay", "error.model_changed", "error.seed_and_rng",  # see test_county.py
    "error.counties_register", "warning.few_counties",  # see test_counties.py
    "error.no_figure", "error.figures_unwritable",  # see test_shown.py
    "error.week_bounds", "error.end_bounds", "error.calendars", "warning.window_opens",  # see test_calendar
    "error.variant_many", "error.variant_brackets", "error.full_width",  # see test_variants.py
    "error.scope_above",  # see test_scopes.py
    "error.no_question", "warning.few_seeds_of_trial",  # see test_questions.py
    "error.sensitivity_not_adopted",  # see test_sensitivity.py
    "error.steers_none", "error.steers_planner", "error.steers_never", "error.scope_planner",  # see test_steers.py
    "error.by_list", "error.by_scope", "error.tables_groups",  # see test_groups.py
    "error.all_failed", "error.jobs_failed", "error.not_written", "error.run", "error.runs_failed", "error.unexpected",
    "error.reproduce_differs", "error.reproduce_file", "error.no_settings", "error.setting_not_adopted",
    "error.export_unwritable", "error.export_rows", "warning.cache",
    "error.register_changed", "error.not_printed", "error.no_working_folder", "error.run_where", "error.run_division",
    "error.run_not_finite",
    "error.yaml_text", "error.seeds_decimal", "error.key_twice", "error.config_dir_given",  # see test_several_mistakes
    "error.run_effect_not_finite", "warning.beyond", "error.no_evidence",  # see test_failing_rules, _groups, _evidence
    "error.depth_order", "error.most_tiers", "error.name_reserved", "error.name_twice", "error.needs_key",
    "error.regions_inspectors", "error.regions_left", "error.regions_of_register",  # see test_several_regions.py
    "error.budget_beyond", "error.budget_nothing", "error.budget_populations", "warning.no_strength",
    "warning.only_costs",  # see test_packages.py, test_strength.py
    "error.pilot_needs", "error.pilot_weeks",  # see test_evaluate.py
    "error.range", "error.range_end", "error.range_order", "error.range_log", "error.range_triangular",
    "error.range_shape", "error.range_no_design", "error.needs_design", "error.design_zip", "error.design_two",
    "error.design_power", "error.design_count", "error.design_ranges", "error.design_head", "error.design_empty",
    "error.design_row", "error.design_point", "error.design_both", "error.design_key",  # see test_designs.py
    "error.sensitivity_scenario", "error.sensitivity_inputs", "error.sensitivity_none", "error.sensitivity_one",
    "error.sensitivity_groups", "error.sensitivity_usual", "error.sensitivity_failed", "error.sensitivity_missing",
    "error.sensitivity_constant",  # see test_sensitivity.py
    "error.discover_threshold", "error.discover_seeds", "error.discover_points", "error.discover_settings",
    "error.discover_map", "error.discover_map_one", "error.discover_column", "error.discover_failed",
    "error.discover_scenario",  # see test_discovery.py
    "error.targets_empty", "error.targets_twice", "error.target_count", "error.target_years", "error.target_form",
    "error.target_order", "error.calibrate_level", "error.calibrate_kind", "error.calibrate_triangular",
    "error.calibrate_seeds", "error.calibrate_missing", "error.template_there",  # see test_calibration.py
    "error.structure_kept", "error.structure_many", "error.structure_twice", "error.structure_draws",
    "error.structure_parameters", "error.structure_setting", "error.structure_register", "error.structure_key",
    "error.structure_without", "error.needs_structure",  # see test_structures.py
    "error.precision_seeds", "error.auto_populations", "error.against", "error.budget_against",
    "error.joint_populations", "error.joint_seeds",  # see test_verdicts.py
    "error.in_file", "error.in_key", "error.no_file", "error.not_keys", "error.extends_itself", "error.key_missing",
    "error.key_of_experiment", "error.bound_unused", "error.bounds_turned", "error.check_mixed", "error.check_level",
    "error.check_of_table",  # see test_experiment.py
    "error.yaml_alias", "error.yaml_tag", "error.yaml_row", "error.from_outside", "error.not_yaml",
    "error.target_whole", "error.headcount_turned", "error.file_unwritable",
    "error.list_takes_none",  # see test_refusals.py
    "error.one_folder", "error.no_pdf", "error.no_folder", "error.nothing_to_report",  # see test_reports.py
    "error.search_measures", "error.search_adopted", "error.search_not_measure", "error.search_setting",
    "error.search_strength", "error.search_start", "error.search_value_twice", "error.search_twice",
    "error.search_objectives", "error.search_group", "error.search_seeds", "error.search_budget",
    "error.search_constant", "error.search_missing", "error.search_failed", "error.search_robust",
    "error.search_satisfy", "error.search_vary", "error.reproduce_search",  # see test_search.py
    "error.cluster_key", "error.cluster_both", "error.cluster_tasks", "error.cluster_task", "error.no_task",
    "error.cluster_whole", "error.no_scheduler", "error.scheduler_gone", "error.worker_refuses", "error.worker_version",
    "error.worker_source", "error.chunk_kills", "error.chunk_failed", "error.other_versions", "error.script_there",
    "warning.slurm_idle",  # see test_cluster.py
    "error.query", "error.query_select", "error.query_tables", "error.query_words",  # see test_query.py
    "error.merge_counties", "error.merge_damaged", "error.merge_differs", "error.merge_kind", "error.merge_one",
    "error.merge_seed", "error.merge_source", "error.results_key", "error.figures_kind",  # see test_merging.py
    "error.extra",  # see test_extras.py
    "error.trial_treatment", "error.trial_needs", "error.trial_cutoff_decides", "error.trial_no_cutoff",
    "error.trial_not_staggered", "error.trial_adoption", "error.trial_power_one", "error.trial_years",
    "error.trial_nothing", "error.trial_register", "error.trial_units", "error.trial_sizes", "error.trial_counties",
    "error.trial_failed", "error.trial_weeks", "error.trial_unit_published",  # see test_trials.py
}  # fmt: skip


def test_every_message_is_in_this_table(told, request):
    modules = {item.module.__name__.rsplit(".", 1)[-1] for item in request.session.items}
    if "test_bad_input" not in modules or request.config.getoption("keyword"):
        pytest.skip("only a part of the table was run")
    wanted = {key for key in catalogue() if key.startswith(("error.", "warning."))}
    assert wanted - told - ELSEWHERE == set()
