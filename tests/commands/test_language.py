"""The language spoken: what the command asks for, else what the surroundings ask for."""

import pytest

from govsim.locale.message import language_of, spoken
from govsim.study.ask.resolve import build_options

SURROUNDINGS = [
    ({}, "en"),
    ({"LANG": "zh_CN.UTF-8"}, "zh"),
    ({"LANG": "zh"}, "zh"),
    ({"LANG": "zh-TW"}, "zh"),
    ({"LANG": "en_GB.UTF-8"}, "en"),
    ({"LANG": "de_DE@euro"}, "en"),
    ({"LANG": "zhx_XX"}, "en"),
    ({"LANG": "C.UTF-8"}, "en"),
    ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
    ({"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, "zh"),
    ({"LC_ALL": "zh_CN.GB18030", "LC_MESSAGES": "en_US", "LANG": "C"}, "zh"),
    ({"LC_MESSAGES": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
    ({"LC_MESSAGES": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
    ({"LC_CTYPE": "zh_CN.UTF-8"}, "en"),
    ({"LANGUAGE": "zh_CN:en"}, "zh"),
    ({"LANGUAGE": "fr:zh_CN", "LANG": "fr_FR.UTF-8"}, "zh"),
    ({"LANGUAGE": "en", "LANG": "zh_CN.UTF-8"}, "en"),
    ({"LANGUAGE": "fr", "LANG": "zh_CN.UTF-8"}, "en"),
    ({"LANGUAGE": "zh_CN", "LC_ALL": "POSIX"}, "en"),
]


@pytest.mark.parametrize("surroundings, lang", SURROUNDINGS)
def test_the_surroundings_name_the_language_as_in_other_programs(surroundings, lang):
    assert language_of(surroundings) == lang


@pytest.fixture
def chinese_surroundings(monkeypatch):
    monkeypatch.delenv("LANGUAGE", raising=False)
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")


@pytest.mark.usefixtures("chinese_surroundings")
def test_chinese_turns_itself_on_and_english_can_be_asked_for(cli):
    assert "安全生产治理" in cli("--help").out
    assert "没有名为" in cli("show", "nothing_of_the_kind").err
    assert cli("show", "nothing_of_the_kind", "lang=en").err.startswith("govsim: There is no")
    assert "workplace-safety" in cli("--help", "lang=en").out


@pytest.mark.usefixtures("chinese_surroundings")
def test_runs_and_python_follow_the_surroundings_too():
    assert spoken() == "zh"
    assert build_options({}).lang == build_options({"lang": None}).lang == "zh"
    assert build_options({"lang": "en"}).lang == "en"
