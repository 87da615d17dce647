"""The page that draws the week, and the list of it, say what the engines carry out, in that order."""

import re

import pytest

from govsim.commands.common.listing import Known, list_all
from govsim.engines.week_lines import lines_of
from govsim.locale import LANGUAGES, text
from govsim.model import model_of
from govsim.report.manual import manual_pages
from govsim.study.speak.words import speaking

MODEL = model_of()
RULES = [line.what for line in lines_of(MODEL) if line.what]


@pytest.fixture(params=LANGUAGES)
def lang(request):
    return request.param


def test_the_page_has_every_rule_once_in_the_order_of_the_engines(lang):
    page = manual_pages(MODEL, lang)["week.md"]
    assert re.findall(r"^\| \d+ \| \[`(\w+)`\]", page, re.MULTILINE) == RULES
    stages = list(dict.fromkeys(line.phase for line in lines_of(MODEL)))
    assert re.findall(r'<a id="phase-(\w+)">', page) == stages
    boxes = re.findall(r'^  s\d+\["(.*)"\]$', page, re.MULTILINE)
    assert boxes == [text(f"phase.{stage}", lang) for stage in stages]
    assert page.count(" --> ") == len(stages) - 1 and page.count(".-> s1") == 1


def test_what_is_done_around_rules_is_said(lang):
    page = manual_pages(MODEL, lang)["week.md"]
    for step in {line.step for line in lines_of(MODEL) if not line.what}:
        assert text(f"week.{step}", lang) in page


def test_the_list_has_the_same_rules_in_the_same_order(lang):
    with speaking(lang):
        rows = list_all("week", Known(MODEL))
    assert [row["rule"] for row in rows if row["rule"]] == RULES
    assert all(row["phase"] and row["meaning"] for row in rows)
    (skill,) = [row for row in rows if row["rule"] == "gain_skill"]
    assert skill["meaning"].startswith("技能会遗忘" if lang == "zh" else "Skill is forgotten")
