"""The pages on adding a mechanism, an outcome and an agent type work to the letter, on a copy of the package."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "my_union.py"
PART = re.compile(r"```(python|diff|bash)\n(.*?)```|[`](src/govsim/[\w/]+\.\w+|my_\w+\.py)`:?", re.DOTALL)


def follow(page, copy):
    """Do what a page says: save its file, make its edits; returns its commands."""
    commands, at = [], None
    for kind, text, path in PART.findall((ROOT / "docs" / page).read_text(encoding="utf-8")):
        if path:
            at = copy / path
        elif kind == "python":
            at.write_text(text, encoding="utf-8")
        elif kind == "diff":
            edit(at, text.splitlines())
        else:
            commands += text.strip().splitlines()
    return commands


def edit(file, lines):
    """Insert the lines that begin with a plus after those before them, which the file must hold exactly once."""
    before = [line[1:] for line in lines if line.startswith(" ")]
    added = [line[1:] for line in lines if line.startswith("+")]
    assert before + added == [line[1:] for line in lines] and before and added
    old = "\n".join(before) + "\n"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{file.name} has this {text.count(old)} times, the page expects it once:\n{old}"
    file.write_text(text.replace(old, old + "\n".join(added) + "\n"), encoding="utf-8")


@pytest.fixture
def copy(tmp_path):
    for part in ("src/govsim", "configs"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("*.pyc.*"))
    return tmp_path


def means(command, copy):
    """Run a command of the page on the copy; its outcomes by name."""
    words = [*command.split()[1:], *([] if "--json" in command else ["--json"])]
    environment = os.environ | {"PYTHONPATH": str(copy / "src")}  # kernels are named by all that they hang on
    done = subprocess.run(
        [sys.executable, "-m", "govsim", *words], cwd=copy, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{command}\n{done.stderr}"
    return {row["outcome"]: row["mean"] for row in json.loads(done.stdout)}


@pytest.mark.slow
def test_the_mechanism_of_the_page_works_in_both_engines_and_moves_violations(copy):
    tired, tired_mesa, rested = (means(command, copy) for command in follow("adding-a-mechanism.md", copy))
    assert tired == tired_mesa
    assert rested["violations"] < tired["violations"]


@pytest.mark.slow
def test_the_outcome_of_the_page_is_counted(copy):
    (command,) = follow("adding-an-outcome.md", copy)
    counted = means(f"{command} engine=mesa", copy)  # spares a compilation
    assert 0.0 < counted["mean_fear"] < 1.0
    assert counted["mean_fear"] == pytest.approx(counted["fear"] / counted["enterprises"], rel=1e-2)


@pytest.mark.slow
def test_the_agent_type_of_the_page_works_in_both_engines_and_comes_and_goes_whole(copy):
    heard, heard_mesa, told, without = (means(command, copy) for command in follow("adding-an-agent-type.md", copy))
    assert heard == heard_mesa
    assert told["union_alarm"] > heard["union_alarm"] > 0.0 and told["union_questions"] >= heard["union_questions"]
    assert told["cost_union"] > 0.0 == heard["cost_union"]
    assert not [name for name in without if "union" in name] and set(without) < set(heard)


@pytest.mark.parametrize("page", ["adding-an-agent-type.md", "adding-an-agent-type-zh.md"])
def test_the_page_of_an_agent_type_shows_the_example_as_it_is(page, copy):
    follow(page, copy)
    assert (copy / "my_union.py").read_text(encoding="utf-8") == EXAMPLE.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ["adding-a-mechanism.md", "adding-an-outcome.md", "adding-an-agent-type.md"])
def test_the_edits_of_the_page_fit_the_files_as_they_are(page, copy):
    assert follow(page, copy)


@pytest.mark.parametrize("page", ["adding-a-mechanism", "adding-an-outcome", "adding-an-agent-type"])
def test_the_page_in_chinese_shows_the_same_files_and_commands(page):
    english, chinese = ((ROOT / "docs" / f"{page}{end}.md").read_text(encoding="utf-8") for end in ("", "-zh"))
    assert PART.findall(chinese) == PART.findall(english)
