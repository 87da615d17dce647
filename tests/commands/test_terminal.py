"""What reaches the terminal, whatever the terminal is."""

import os
import shutil
import subprocess
import sys

import pytest

import govsim


def run(*words, **environment):
    """A command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "govsim", *words], capture_output=True, env=os.environ | environment, timeout=300
    )


@pytest.mark.parametrize("encoding", ["ascii", "latin1", "utf-8"])
def test_a_terminal_without_chinese_gets_what_it_can_show(encoding):
    for words in (["list", "instruments"], ["run", "weeks=-1", "lang=zh"]):
        done = run(*words, PYTHONIOENCODING=encoding)
        assert done.returncode == (0 if words[0] == "list" else 2)
        assert b"Traceback" not in done.stderr and b"UnicodeEncodeError" not in done.stderr
        assert b"hazard_hotline" in done.stdout or b"-1" in done.stderr


def test_a_cache_that_cannot_be_written_is_one_line_in_the_language_asked_for(tmp_path):
    (tmp_path / "file").write_text("")
    code = (
        "import sys; from govsim.__main__ import main; from govsim.engines import kernels\n"
        "from govsim.commands.common import listing\n"
        "listing.list_all = lambda *_: [{'a': str(kernels.cache_folder())}]\n"
        "sys.exit(main(['list', 'parameters', 'lang=zh']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=os.environ | {"GOVSIM_CACHE": f"{tmp_path}/file"},
    )
    assert done.returncode == 0 and done.stderr.count("\n") == 1 and "无法写入" in done.stderr
    assert not os.path.exists(done.stdout.split()[-1])


def test_titles_of_a_users_own_scenario_reach_the_figures(cli, engine):
    folder = cli("results").folder / "my" / "scenario"
    folder.mkdir(parents=True)
    text = "# @package _global_\nname: mine\ntitle: {en: A bell, zh: 铃}\n"
    (folder / "mine.yaml").write_text(text, encoding="utf-8")
    seen = {}
    engine.figures.draw_results = lambda shown, folder, lang, titles, **how: seen.update(titles) or ([], [])
    done = cli("compare", "--config-dir", "my", "scenarios=[baseline,mine]", "seeds=10", "weeks=60")
    assert done.status == 0, done.err
    assert seen["mine"] == {"en": "A bell", "zh": "铃"} and "现行" in seen["baseline"]["zh"]


def test_codes_of_outcomes_are_words_in_chinese_and_stay_codes_in_json(cli):
    assert "流量" in cli("show", "injuries_true", "lang=zh").out
    assert '"flow"' in cli("show", "injuries_true", "lang=zh", "--json").out


def test_an_enterprise_that_is_not_there_is_said_in_both_languages(cli):
    for lang, part in (("en", "the nearest is"), ("zh", "最接近的是")):
        done = cli("explain", "enterprise=99", "week=3", "population=small", "weeks=8", f"lang={lang}")
        assert done.status == 2 and part in done.err


def test_fewer_than_ten_runs_left_by_failures_are_said(cli, engine):
    from tests.command_line import fake_run_many

    engine.run_many = lambda *about, **how: fake_run_many(*about, failing=(3, 5), **how)
    done = cli("run", "seeds=10", "weeks=60", "out=here")
    assert done.status == 1 and "8 seeds only" in done.err
    assert "finished, 2 failed" in cli("results", "list", "here").out


def test_a_sweep_takes_a_scenario_of_several_words(engine):
    assert len(govsim.sweep("credit", {"weeks": [60, 61]}, seeds=2).effects)


def test_a_title_given_with_the_command_reaches_the_figures(cli, engine):
    seen = {}
    engine.figures.draw_results = lambda shown, folder, lang, titles, **how: seen.update(titles) or ([], [])
    assert cli("run", "title.zh=我的标题", "seeds=10", "weeks=60", "out=here").status == 0
    assert seen["baseline"]["zh"] == "我的标题" and seen["baseline"]["en"]


def test_a_folder_with_an_equals_sign_is_found_again_and_pictures_may_go(cli, engine):
    assert cli("run", "seeds=10", "weeks=60", "out=a=b").status == 0
    shutil.rmtree(cli("results").folder / "a=b" / "figures", ignore_errors=True)
    assert "finished" in cli("results", "list", "a=b").out
    assert cli("reproduce", "a=b").status == 0


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_is_compiled_once_is_said_once_in_a_command(capsys, lang):
    from govsim.__main__ import _telling_of_compiling
    from govsim.study.speak.words import speaking

    tell = _telling_of_compiling()
    with speaking(lang):
        for kernels in (40, 40, 2):
            tell(kernels)
    first, more, few = capsys.readouterr().err.splitlines()
    once = "once" if lang == "en" else "仅此一次"
    assert once in first and once not in more + few and len({first, more, few}) == 3
