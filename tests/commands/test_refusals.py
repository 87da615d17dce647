"""What experiments, searches, trials, calibrations and merging refuse in a line, before anything is run or written."""

import re

import pytest

TITLES = "title: a\nquestion: b\n"
ANALYSES = "analyses: {a: {command: compare, keys: {scenarios: [baseline, credit]}}}\n"
COUNTED = "targets:\n  - {{outcome: injuries_recorded, count: {count}, years: 3}}\n"
ALIASES = "a: &a [x, x]\nb: &b [*a, *a]\n"
FILES = {
    "tag.yaml": 'title: !!python/object/apply:os.system ["touch made"]\nquestion: b\n' + ANALYSES,
    "home.yaml": 'title: "${oc.env:HOME}"\nquestion: b\n' + ANALYSES,
    "inner.yaml": TITLES + 'settings: {seeds: "${${settings.x}:y}"}\n' + ANALYSES,
    "aliases.yaml": ALIASES,
    "plain.yaml": "only a text\n",
    "secret.txt": "root: x\n",
    "extends.yaml": "extends: secret.txt\n" + TITLES,
    "broken.yaml": "title: [a\n",
    "targets_tag.yaml": 'targets:\n  - !!python/object/apply:os.system ["touch made"]\n',
    "targets_aliases.yaml": ALIASES + "targets: [*b]\n",
    "targets_mean.yaml": COUNTED.format(count=5.5),
    "targets.yaml": COUNTED.format(count=5),
}
REFUSED = [
    (["experiment", "tag.yaml"], "tag.yaml: line 1: !!python/object/apply:os.system"),
    (["experiment", "home.yaml"], "home.yaml: title = '${oc.env:HOME}'"),
    (["experiment", "inner.yaml"], "inner.yaml: settings.seeds"),
    (["experiment", "aliases.yaml"], "aliases.yaml: line 2: *a"),
    (["experiment", "plain.yaml"], "plain.yaml: the file must hold keys"),
    (["experiment", "extends.yaml"], "secret.txt is no YAML file"),
    (["experiment", "secret.txt"], "secret.txt is no YAML file"),
    (["experiment", "broken.yaml"], "broken.yaml: line 2"),
    (["experiment", "list", "seeds=3"], "takes no 'seeds'"),
    (["experiment", "credit_or_fines", "dry_run=maybe"], "dry_run = 'maybe'"),
    (["calibrate", "targets=targets_tag.yaml"], "targets_tag.yaml: line 2: !!python"),
    (["calibrate", "targets=targets_aliases.yaml"], "targets_aliases.yaml: line 2: *a"),
    (["calibrate", "targets=targets_mean.yaml"], "count = 5.5"),
    (["calibrate", "targets=targets.yaml", "save=nowhere/d.csv"], "save: nowhere/d.csv"),
    (["calibrate", "template=nowhere/t.yaml"], "template: nowhere/t.yaml"),
    (["calibrate", "targets=targets.yaml", "vary=[]"], "vary names nothing"),
    (["search", "measures=[credit_penalties]", "robust=assumed:0"], "robust = 'assumed:0'"),
    (["search", "measures=[credit_penalties]", "robust=assumed:5", "satisfy=[deaths_expected]"], "deaths_expected:-1"),
    (["search", "measures=[credit_penalties]", "whom=[]"], "whom names nothing"),
    (["search", "measures=[credit_penalties]", "cluster=dask"], "'cluster'"),
    (["trial", "treatment=safety_training", "cluster=dask"], "'cluster'"),
    (["trial", "treatment=safety_training("], "treatment = 'safety_training('"),
    (["trial", "treatment=[safety_training,fines]"], "treatment = '[safety_training,fines]'"),
    (["trial", "treatment=safety_training", "headcount=[250,10]"], "govsim: headcount = [250, 10]"),
    (["compare", "scenarios=[baseline,credit]", "parameters=no.csv"], "'no.csv' cannot be read: No such file"),
    (["discover", "scenarios=[baseline,credit]", "population.inspectors=2..16", "parameter.hasle=.."], "hassle"),
    (["slurm", "compare", "scenarios=[baseline,credit]", "workers=2", "script=nowhere/s.sh"], "script: nowhere/s.sh"),
]  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("words, said", REFUSED, ids=[" ".join(words)[:70] for words, _ in REFUSED])
def test_a_mistake_is_one_line_before_anything_is_run(cli, engine, tmp_path, words, said, lang):
    engine.run_many = lambda *_, **__: pytest.fail("ran")
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = cli(*words, *([] if lang == "en" else ["lang=zh"]))
    assert done.status == 2, done.err
    (line,) = [one for one in done.err.splitlines() if one.startswith("govsim: ")]
    assert said in line if lang == "en" else re.search(r"[\u4e00-\u9fff]", line)
    assert {one.name for one in tmp_path.iterdir()} == set(FILES)


def test_a_dry_run_of_an_experiment_runs_no_analysis(cli, engine, tmp_path):
    engine.run_many = lambda *_, **__: pytest.fail("ran")
    (tmp_path / "mine.yaml").write_text(TITLES + ANALYSES, encoding="utf-8")
    done = cli("experiment", "mine.yaml", "dry_run=true", "seeds=3")
    assert done.status == 0 and "govsim compare" in done.out and "seeds=3" in done.out and "Nothing was run" in done.out
    assert "未运行" in cli("experiment", "mine.yaml", "dry_run=true", "lang=zh").out
    assert cli("experiment", "mine.yaml", "dry_run=true", "--json").out.startswith("[")
    assert [one.name for one in tmp_path.iterdir()] == ["mine.yaml"]


def test_one_file_of_plugins_needs_no_brackets(cli, engine, plugin, tmp_path):
    done = cli(
        "compare", "scenarios=[baseline,credit]", f"plugins={plugin.path}", "seeds=2", "weeks=60", "figures=false"
    )
    assert done.status == 0, done.err


def test_a_script_of_slurm_takes_any_name_of_a_folder(cli, engine, tmp_path):
    out = 'a "b" $(touch made)'
    words = ("slurm", "compare", "scenarios=[baseline,credit]", "workers=2", "seeds=2", f"out='{out}'")
    assert cli(*words).status == 0
    lines = (tmp_path / "govsim-slurm.sh").read_text(encoding="utf-8").splitlines()
    (name,) = [one.partition("=")[2] for one in lines if "--job-name" in one]
    assert re.fullmatch(r"[\w.-]+", name)
    (told,) = [one for one in lines if "Submitted" in one]
    assert told.endswith(f"/{out}'")
