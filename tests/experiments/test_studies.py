"""The page of studies says what their kept results say, and each study has all that one needs."""

import runpy
from pathlib import Path

import pytest

from govsim.study.ask.experiment import experiment_files, read_experiment

ROOT = Path(__file__).resolve().parents[2]
MADE = runpy.run_path(str(ROOT / "experiments" / "studies" / "page.py"), run_name="studies")


@pytest.mark.parametrize(("number", "name"), [(0, "studies.md"), (1, "studies-zh.md")])
def test_the_pages_are_up_to_date(number, name):
    text = "\n".join(MADE["page"](number)) + "\n"
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == text, "run python experiments/studies/page.py"


@pytest.mark.parametrize("name", MADE["STUDIES"])
def test_a_study_says_what_it_expects_and_what_would_overturn_it_in_under_80_lines(name):
    made, file = read_experiment(name), experiment_files()[name]
    assert all(made.overturned[lang] and made.hypothesis[lang] and made.question[lang] for lang in ("en", "zh"))
    assert made.checks and len(file.read_text(encoding="utf-8").splitlines()) < 80


@pytest.mark.parametrize("name", MADE["STUDIES"])
def test_its_report_is_kept_in_both_languages(name):
    for file in ("report-short.html", "report-short-zh.html"):
        assert (ROOT / "experiments" / "studies" / name / file).is_file()
