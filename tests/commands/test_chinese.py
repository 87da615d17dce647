"""With lang=zh every command answers in Chinese: no English but names, keys, files and what was typed."""

import pytest
import yaml
from tests.chinese import english_in

from govsim.commands.common.listing import Known, lists, names_to_show
from govsim.commands.common.record import commands
from govsim.locale import text
from govsim.study.ask.files import config_folder


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
