"""`govsim show E094`: what a piece of evidence is, and what of the model rests on it."""

import json

import pytest

from govsim.model import model_of
from govsim.report.sources import cited_in, facts, findings, series

MODEL = model_of()
CITED = [cited_in(one.source) for one in MODEL.parameters.values()]


def test_a_finding_is_told_with_what_rests_on_it(cli):
    done = cli("show", "E094")
    assert done.status == 0 and "interrupted time series" in done.out and "source seen" in done.out
    assert "pull_reward" in done.out and "safety_points.behaviour_reward" in done.out
    chinese = cli("show", "E094", "lang=zh").out
    assert "间断时间序列" in chinese and "模型中以此为依据的内容" in chinese and "文字" in chinese


@pytest.mark.parametrize("name", ["E001", "R78", "CN_accidents_10plus_deaths"])
def test_whatever_source_a_parameter_names_it_is_among_what_rests_on_it(cli, name):
    rows = json.loads(cli("show", name, "--json").out)
    there = {row["name"] for row in rows}
    citing = {
        one.name
        for one, cited in zip(MODEL.parameters.values(), CITED, strict=True)
        if name in (*cited.findings, *cited.facts, *cited.series)
    }
    assert citing <= there


@pytest.mark.parametrize("name", [next(iter(findings())), next(iter(facts())), next(iter(series())), "E314"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_kind_of_evidence_is_shown_cited_or_not(cli, name, lang):
    done = cli("show", name, f"lang={lang}")
    assert done.status == 0 and done.out.startswith(name)


def test_an_id_that_the_evidence_has_not_is_answered_with_where_to_look(cli):
    for lang, said in (("en", "The evidence has no 'E999'"), ("zh", "文献中没有 'E999'")):
        done = cli("show", "E999", f"lang={lang}")
        assert done.status == 2 and said in done.err and "govsim manual" in done.err and done.err.count("\n") == 1
