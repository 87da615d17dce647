"""The tutorial works as it is written, in both languages: its blocks are run in order, in an empty folder."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"tutorial.md": "", "tutorial-zh.md": "_zh"}  # and the end of the names of its figures
BLOCK = re.compile(r"```(bash|python|text)\n(.*?)```", re.DOTALL)
NAMED = re.compile(r"# (\w+\.py)\n")


def blocks(page):
    return BLOCK.findall((DOCS / page).read_text(encoding="utf-8"))


def run(kind, text, folder):
    """Run one block; the environment's own govsim and Python come first on the path."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    command = ["bash", "-euo", "pipefail", "-c", text] if kind == "bash" else [sys.executable, "-c", text]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=os.environ | {"PATH": path})
    assert done.returncode == 0, f"{text}\n{done.stdout}\n{done.stderr}"
    return done.stderr + done.stdout


def shape(line):
    """A line whatever its numbers and the blanks that these leave."""
    return " ".join(re.sub(r"[-+]?\d[\d,.]*M?", "#", line).split())


@pytest.mark.parametrize("page", PAGES)
def test_it_has_commands_of_every_kind(page):
    commands = " ".join(text for kind, text in blocks(page) if kind == "bash")
    for wanted in ("govsim run", "govsim compare", "govsim sweep", "govsim show", "govsim explain", "plugins="):
        assert wanted in commands
    for line in commands.splitlines():
        assert "show" in line or ("population=small" in line and "weeks=104" in line), f"not small: {line}"


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_every_block_runs_and_prints_what_the_page_shows(page, tmp_path):
    printed = ""
    for kind, text in blocks(page):
        named = NAMED.match(text)
        if kind == "text":
            shown, lines = [shape(line) for line in text.splitlines()], [shape(line) for line in printed.splitlines()]
            missing = [line for line in shown if line not in lines and line != "..."]
            assert not missing, f"the page shows {missing}, the command printed:\n{printed}"
            unsaid = [line for line in lines if line not in shown and "..." not in shown]
            assert not unsaid, f"the command printed {unsaid}, which the page leaves out without a word"
        elif kind == "python" and named:
            (tmp_path / named[1]).write_text(text, encoding="utf-8")
        else:
            printed = run(kind, text, tmp_path)
    assert (tmp_path / "compared" / "figures" / f"weekly_paths{PAGES[page]}.png").is_file()
    assert (tmp_path / "swept" / "effects.csv").is_file()
