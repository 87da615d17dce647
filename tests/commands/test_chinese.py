"""With lang=zh every command answers in Chinese: no English but names, keys, files and what was typed."""

import re

import pytest
import yaml
from tests.chinese import english_in

from govsim.commands.common.listing import Known, lists, names_to_show
from govsim.commands.common.record import commands
from govsim.locale import foreign, text
from govsim.locale.long import FOLDER, phrases_in
from govsim.locale.message import speaking
from govsim.study.ask.files import config_folder
from govsim.study.speak.terminal import figure


def said(done):
    return done.out + done.err


def hold(done, *given):
    """What was said has no English in it."""
    found = english_in(said(done), given)
    if found or not said(done).strip():
        pytest.fail("\n".join(found[:20]) or "nothing was said", pytrace=False)


@pytest.mark.parametrize("name", commands())
def test_help(cli, name):
    hold(cli(name, "--help", "lang=zh"))


def test_help_of_all(cli):
    hold(cli("--help", "lang=zh"))


def test_every_key_of_the_settings_is_explained_as_their_file_does():
    content = (config_folder() / "config.yaml").read_text(encoding="utf-8").partition("\nhydra:")[0]
    keys = yaml.safe_load(content)
    for line in content.splitlines():
        key, colon, rest = line.partition(":")
        if key in keys and key != "defaults" and "# " in rest:
            assert text(f"key.{key}", "en") == rest.partition("# ")[2]


@pytest.mark.parametrize("name", lists())
def test_lists(cli, name):
    hold(cli("list", name, "lang=zh"))


@pytest.mark.parametrize("kind", lists())
def test_everything_that_is_shown(cli, kind):
    for name in lists()[kind].names(Known()):
        hold(cli("show", name, "lang=zh"))
    assert kind == "parts" or names_to_show(Known())


def test_numbers_are_counted_as_chinese_readers_do():
    in_chinese = {
        14_650_000.0: "1465万", 350_000.0: "35万", 99_999.0: "99,999", 123_456.0: "12.35万", 99_994_000.0: "9999万",
        99_996_000.0: "1亿", 123_456_789.0: "1.235亿", -1e9: "-10亿", 2.5e12: "25,000亿", 5.0: "5", 0.0: "0",
    }  # fmt: skip
    with speaking("zh"):
        assert {value: figure(value) for value in in_chinese} == in_chinese
    with speaking("en"):
        assert figure(14_650_000.0) == "14.65M"


FOREIGN = [
    ("line 1:8 no viable alternative at input '[1'", None),
    ("no viable alternative at input '[1'", "'[1'"),
    ("mismatched input '<EOF>' expecting {',', ']'}", "结束"),
    ('while parsing a flow sequence in "/a/b.yaml", line 4, column 7 did not find it', "/a/b.yaml"),
    ('mapping values are not allowed here in "<unicode string>", line 3, column 1: x', "第 3 行第 1 列"),
    ("No module named 'nowhere'", "'nowhere'"),
    ("float division by zero", "除数为零"),
]


@pytest.mark.parametrize("english, zh", FOREIGN)
def test_what_python_and_hydra_say_is_said_in_chinese_where_it_is_known(english, zh):
    assert foreign(english, "en") == english
    if zh is None:
        assert foreign(english, "zh") == english
    else:
        assert zh in foreign(english, "zh") and not english_in(foreign(english, "zh"), ["nowhere", "a", "b.yaml"])


def test_every_pattern_of_foreign_words_fills_its_places():
    for pattern, words in phrases_in(FOLDER, "zh", "foreign").items():
        places = {int(one) for one in re.findall(r"\{(\d)\}", words)}
        assert max(places, default=-1) < re.compile(pattern).groups
