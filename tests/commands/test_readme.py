"""What the README shows runs as written."""

import re
import shlex
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "README.zh.md"]
FENCE = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


def blocks(page, kind):
    return [text for found, text in FENCE.findall(page.read_text(encoding="utf-8")) if found == kind]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_commands_of_the_readme_run(cli, engine, page):
    lines = [line for text in blocks(page, "bash") for line in text.splitlines() if line.startswith("govsim ")]
    assert len(lines) > 5
    for line in lines:
        done = cli(*shlex.split(line, comments=True)[1:])
        assert done.status == 0, f"{line}: {done.err}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_scenario_of_the_readme_composes(cli, engine, tmp_path, page):
    (text,) = blocks(page, "yaml")
    (tmp_path / "my" / "scenario").mkdir(parents=True)
    (tmp_path / "my" / "scenario" / "mine.yaml").write_text(text, encoding="utf-8")
    assert cli("run", "--config-dir", "my", "scenario=mine").status == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_python_of_the_readme_runs(engine, tmp_path, monkeypatch, page):
    monkeypatch.chdir(tmp_path)
    (text,) = blocks(page, "python")
    exec(compile(text, page.name, "exec"), {})
