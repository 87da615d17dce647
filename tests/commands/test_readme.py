"""What the README shows runs as written, and both languages show the same."""

import ast
import re
import shlex
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "README.zh.md"]
FENCE = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


def blocks(page, kind):
    return [text for found, text in FENCE.findall(page.read_text(encoding="utf-8")) if found == kind]


def commands(page):
    lines = [line for text in blocks(page, "bash") for line in text.splitlines() if line.startswith("govsim ")]
    assert len(lines) > 5
    return [shlex.split(line, comments=True)[1:] for line in lines]


@pytest.mark.parametrize("page", [PAGES[0], pytest.param(PAGES[1], marks=pytest.mark.slow)], ids=lambda page: page.name)
def test_the_commands_of_the_readme_run(cli, engine, page):
    """With fewer seeds."""
    for words in commands(page):
        done = cli(*(re.sub(r"^seeds=\d+$", "seeds=3", word) for word in words))
        assert done.status == 0, f"{words}: {done.err}"


def test_both_languages_show_the_same_commands():
    english, chinese = map(commands, PAGES)
    plain = [[word.replace("从严=", "strict=") for word in words if word != "lang=zh"] for words in chinese]
    assert plain == english and all("lang=zh" in words for words in chinese)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_scenario_of_the_readme_composes(cli, engine, tmp_path, page):
    (text,) = blocks(page, "yaml")
    (tmp_path / "my" / "scenario").mkdir(parents=True)
    (tmp_path / "my" / "scenario" / "mine.yaml").write_text(text, encoding="utf-8")
    assert cli("run", "--config-dir", "my", "scenario=mine").status == 0


SHORTER = {"seeds=50": "seeds=3", "seeds=48": "seeds=16", "seeds=20)": "seeds=3)", "range(20)": "range(3)",
           '"weeks=520"': '"weeks=520", "settle=2", "population.enterprises=20"'}  # fmt: skip


def test_the_python_of_the_readme_runs(engine, tmp_path, monkeypatch):
    """With fewer seeds, in a smaller county."""
    monkeypatch.chdir(tmp_path)
    (text,) = blocks(PAGES[0], "python")
    for shown, played in SHORTER.items():
        assert shown in text
        text = text.replace(shown, played)
    exec(compile(text, PAGES[0].name, "exec"), {})


def test_both_languages_show_the_same_python():
    english, chinese = (ast.dump(ast.parse(text)) for page in PAGES for text in blocks(page, "python"))
    assert english == chinese
