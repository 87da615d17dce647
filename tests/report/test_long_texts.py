"""Longer texts are said in Chinese, as the English reads now and on the same evidence; what is missing is named."""

import csv
import re
from functools import cache
from pathlib import Path

import pytest

from govsim.locale import FOR_EACH, code_meaning, long_text, said, unit
from govsim.locale.long import FOLDER, SENTENCE, WORD, digest, without_ids, words_in
from govsim.model import model_of, shipped
from govsim.populations.industry_codes import code_table
from govsim.populations.industry_values import industry_labels, industry_table
from govsim.report.sources import cited_in
from govsim.report.texts import instrument_texts, texts_of
from govsim.report.view import view_of

VIEW = view_of(model_of(shipped()))
TEXTS = tuple(texts_of(VIEW))
PHRASES = ("source", "unit", "code", "group", "foreign")  # said by the English, not by the name of what says it
BY_NAME = sorted({file.stem for file in (FOLDER / "zh").glob("*.csv")}.difference(PHRASES))
LISTED = Path(__file__).parents[1] / "data" / "not_said_in_chinese.txt"
SYMBOL = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")


@cache
def not_begun():
    """Instruments of which nothing is said in Chinese yet: an instrument may be added in one file."""
    return {
        name
        for name in VIEW.model.instruments
        if not any(
            (one.name, one.field) in words_in(FOLDER, "zh", one.kind)
            for one in instrument_texts(VIEW, name)
            if one.field != "source"
        )
    }


def owed():
    """The texts that must be said in Chinese."""
    spared = {text for name in not_begun() for text in instrument_texts(VIEW, name)}
    return [text for text in TEXTS if text not in spared]


def units():
    model = VIEW.model
    yield from (one.unit for one in industry_table())
    for declared in (model.parameters, model.channels, model.outcomes):
        yield from (one.unit for one in declared.values())
    for table in model.tables:
        yield from (one.unit for one in model.declared_columns(table).values())
    for name in set(model.instruments) - not_begun():
        one = model.instruments[name]
        yield from (made.unit for made in (*one.settings.values(), *one.remembers.values()))


def is_known(one):
    return not WORD.search(one) or one == "logit" or unit(one, "zh") != one


def rows(kind):
    with (FOLDER / "zh" / f"{kind}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_what_is_not_said_in_chinese_is_on_a_list_that_may_only_shrink():
    listed = {line for line in LISTED.read_text(encoding="utf-8").splitlines() if not line.startswith("#")}
    missing = {f"{one.kind} {one.name} {one.field}": one for one in owed() if said(*one, "zh") is None}
    missing |= {f"unit {one}": None for one in set(units()) if not is_known(one)}
    new = sorted(set(missing) - listed)
    hints = [f"{name} (of={digest(missing[name].english)})" if missing[name] else name for name in new]
    assert not new, f"say these in src/govsim/locale/zh: {hints}"
    assert listed <= set(missing), f"said by now, take off {LISTED.name}: {sorted(listed - set(missing))}"


@pytest.mark.parametrize("name", sorted(not_begun()))
def test_an_instrument_is_said_in_chinese(name):
    pytest.xfail(f"nothing of {name} is said in Chinese yet")


@pytest.mark.parametrize("kind", BY_NAME)
def test_every_row_is_of_a_text_that_is_declared_and_says_what_it_says_now(kind):
    declared = {(one.name, one.field): one.english for one in TEXTS if one.kind == kind}
    assert rows(kind)
    for row in rows(kind):
        key = (row["name"], row["field"])
        assert key in declared, f"{kind}.csv: nothing declares {key}"
        now = digest(declared[key])
        assert row["of"] == now, f"{kind}.csv: the English of {key} has changed: say it again, of={now}"


def test_every_phrase_and_every_unit_is_used():
    sentences = {without_ids(part)[0] for one in TEXTS for part in (one.english, *SENTENCE.split(one.english))}
    assert {row["en"] for row in rows("source")} <= sentences
    declared = {part for one in units() for part in (one, *FOR_EACH.split(one))}
    code = "".join(file.read_text(encoding="utf-8") for file in FOLDER.parent.rglob("*.py"))
    unused = {row["en"] for row in rows("unit")} - declared
    assert not {one for one in unused if f'"{one}"' not in code}


def test_every_meaning_of_codes_of_industries_is_said():
    meanings = {meaning for prefixes in code_table().values() for _, meaning in prefixes.values()}
    assert {row["en"] for row in rows("code")} == meanings
    assert not [one for one in meanings if WORD.search(code_meaning(one, "zh"))]


def test_industries_are_called_in_sources_as_elsewhere():
    said_so = {row["en"]: row["zh"] for row in rows("group")}
    assert {name: said_so[name] for name in industry_labels()} == industry_labels()
    for one in TEXTS:
        assert not re.search("county-defaults .*(other industries|high-risk)", said(*one, "zh") or "")


def test_phrases_keep_their_evidence():
    for row in rows("source"):
        assert sorted(re.findall(r"\{\d\}", row["en"])) == sorted(re.findall(r"\{\d\}", row["zh"])), row["en"]


@pytest.mark.parametrize("kind", sorted({one.kind for one in TEXTS}))
def test_the_chinese_cites_the_same_evidence_and_names_the_same_numbers(kind):
    for one in TEXTS:
        if one.kind == kind and (zh := said(*one, "zh")):
            assert cited_in(zh.replace("、", ", ")) == cited_in(one.english), one.name
            if one.field == "doc":
                assert set(SYMBOL.findall(one.english)) <= set(SYMBOL.findall(zh)), one.name


def test_a_text_whose_english_has_changed_is_shown_in_english():
    one = next(text for text in TEXTS if (text.kind, text.name) == ("rule", "gain_skill"))
    assert long_text(*one, "zh").startswith("技能会遗忘")
    assert long_text(*one[:3], one.english.replace(".25", ".26"), "zh").startswith("Skill is forgotten")
    assert long_text(*one, "en") == one.english


def test_a_source_is_said_by_its_sentences_or_not_at_all():
    assert long_text("parameter", "x", "source", "assumed; E097, E098", "zh") == "假定；E097、E098"
    assert long_text("parameter", "x", "source", "assumed; a rumour", "zh") == "assumed; a rumour"
    assert long_text("parameter", "x", "meaning", "assumed", "zh") == "assumed"  # only sources are said by phrases
    assert long_text("parameter", "x", "source", "E097, E098", "zh") == "E097, E098"


def test_a_part_brings_words_of_its_own(tmp_path):
    (tmp_path / "zh").mkdir()
    file = tmp_path / "zh" / "rule.csv"
    file.write_text("name,field,zh,of\njoin,doc,工人加入工会。,\n", encoding="utf-8")
    (tmp_path / "zh" / "unit.csv").write_text("en,zh\nmember,会员\n", encoding="utf-8")
    (tmp_path / "zh" / "source.csv").write_text("en,zh\na rumour,传闻\n", encoding="utf-8")
    own = ("rule", "join", "doc", "A worker joins a union.")
    assert long_text(*own, "zh") == own[3]
    assert long_text(*own, "zh", [tmp_path, None]) == "工人加入工会。"
    assert unit("CNY a member", "zh", [tmp_path]) == "元／会员"
    assert long_text("parameter", "x", "source", "a rumour", "zh", [tmp_path]) == "传闻"
    file.write_text("name,field,zh,of\njoin,doc,工人入会。,\n", encoding="utf-8")
    assert long_text(*own, "zh", [tmp_path]) == "工人入会。"
