"""A new command is a new file, and nothing else: help, keys, dispatch and completion follow from its record."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from govsim.commands.common.record import commands, owners

ROOT = Path(__file__).parents[2]
COMMAND = '''
"""A toy."""

from govsim.commands.common.record import Asked, Command, Composed, Key, Usage


def _greet(asked: Asked) -> None:
    print(f"hello {asked.own['who']}, {asked.tree['weeks']} weeks")


COMMAND = Command(
    "greet", 15, (Usage("says hello", "问好", "govsim greet who=you"),), Composed(_greet, unused=("seeds",)),
    {"who": Key("all", "whom it greets", "向谁问好")},
)
'''
LIST = '''
"""A toy."""

from govsim.commands.common.listing import List

LIST = List("toys", 90, lambda known: [{"name": "ball", "zh": "球", "meaning": "round"}], "toy", lambda known: ["ball"])
'''


@pytest.fixture(scope="module")
def toy(tmp_path_factory):
    """A copy of the package with two files more; calls its command line."""
    folder = tmp_path_factory.mktemp("toy")
    for part in ("src/govsim", "configs"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("*.pyc.*"))
    (folder / "src" / "govsim" / "commands" / "greet.py").write_text(COMMAND, encoding="utf-8")
    (folder / "src" / "govsim" / "commands" / "lists" / "toys.py").write_text(LIST, encoding="utf-8")

    def call(*words, **environment):
        return subprocess.run(
            [sys.executable, "-m", "govsim", *words], capture_output=True, text=True, cwd=folder,
            env=os.environ | {"PYTHONPATH": str(folder / "src")} | environment,
        )  # fmt: skip

    return call


@pytest.mark.slow
def test_a_new_command_acts_with_a_key_of_its_own(toy):
    done = toy("greet", "who=you", "weeks=60")
    assert (done.returncode, done.stdout) == (0, "hello you, 60 weeks\n"), done.stderr
    assert toy("greet", "-m", "who=a,b", "weeks=60").stdout == "hello a, 60 weeks\nhello b, 60 weeks\n"
    assert toy("greet").stdout == "hello all, 520 weeks\n"


def test_a_new_command_is_in_the_help_and_its_key_is_its_own(toy):
    assert re.search("greet +says hello", toy("--help").stdout) and "问好" in toy("--help", "lang=zh").stdout
    assert "who: all # govsim greet: whom it greets" in toy("run", "--help").stdout
    done = toy("run", "who=you")
    assert done.returncode == 2 and "who is a key of `govsim greet`" in done.stderr
    assert "seeds" in toy("greet", "seeds=3").stderr
    assert "greet" in toy("gret").stderr
    assert toy("-sc", "query=bash", COMP_LINE="govsim gre").stdout.split() == ["greet"]


@pytest.mark.slow
def test_a_new_list_is_listed_and_shown(toy):
    assert "|toys" in toy("--help").stdout
    assert "球" in toy("list", "toys").stdout and "round" in toy("show", "ball").stdout
    assert toy("-sc", "query=bash", COMP_LINE="govsim list to").stdout.split() == ["toys"]


DESIGNS = ("sweep", "compare", "sensitivity", "discover", "search", "calibrate", "trial")  # play scenarios at points


def test_commands_share_no_key_and_no_place():
    keys = [key for one in commands().values() for key in one.keys]
    shared = {key for key in keys if keys.count(key) > 1}
    explain, story = (set(commands()[name].keys) for name in ("explain", "story"))
    played = [set(commands()[name].keys) for name in DESIGNS if name in commands()]
    designs = {key for own in played for key in own if sum(key in other for other in played) > 1}
    assert shared == explain & story | designs  # two look at one agent, and some play scenarios at points of a design
    assert set(owners()) == set(keys)
    assert len({one.order for one in commands().values()}) == len(commands())
