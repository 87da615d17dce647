"""Parts of the model: named, brought by instruments, shared by what is compared."""

import json
import os
import shutil
from pathlib import Path

import pytest
from tests.forks import forks

ROOT = Path(__file__).parents[3]
PART = '''
"""A toy: a club whose mood falls."""
from govsim.language import Table, column, columns, outcome, parameter, rule

Table("club", code=70, zh="俱乐部", plural="clubs", parents=("region",))
columns("club", mood=column(0.5, unit="share", low=0.0, high=1.0, zh="气氛", meaning="mood", source="assumed"))
parameter("mood_kept", 0.9, low=0.0, high=1.0, unit="share", zh="气氛保持", meaning="kept a week", source="assumed")
outcome("club_mood", total="club.mood", kind="stock", unit="share", zh="俱乐部气氛", meaning="mood of clubs")


@rule(writes=("mood",), phase="parties")
def feel(club, p, now):
    club.mood = p.mood_kept * club.mood
'''
NEEDING = '''
"""A toy: it cannot do without clubs."""
from govsim.language import Instrument, setting

talks = Instrument("club_talks", zh="俱乐部谈话", en="club talks", meaning="Talks.", needs=("toy_club",), settings=dict(
    reach=setting(0.5, low=0.0, high=1.0, neutral=0.0, unit="share", zh="范围", source="assumed: a toy")))


@talks.effect("management_attention")
def talk(enterprise, p, now):
    return p.reach
'''
SHORT = ("population.enterprises=12", "weeks=12", "settle=2", "seeds=2", "figures=false", "engine=mesa")


@pytest.fixture(scope="module")
def toy(tmp_path_factory):
    """A copy of the package with a part more, and an instrument that needs it; calls its command line."""
    folder = tmp_path_factory.mktemp("toy")
    for part in ("src/govsim", "configs"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("*.pyc.*"))
    (folder / "src" / "govsim" / "parts" / "toy_club.py").write_text(PART, encoding="utf-8")
    (folder / "src" / "govsim" / "instruments" / "government" / "club_talks.py").write_text(NEEDING, encoding="utf-8")

    environment = os.environ | {"PYTHONPATH": str(folder / "src"), "GOVSIM_CACHE": str(folder / "cache")}
    with forks(tmp_path_factory.mktemp("forks")) as call:
        yield lambda *words: call(*words, cwd=folder, env=environment)


def outcomes(done):
    assert done.returncode == 0, done.stderr
    return {row["outcome"]: row for row in json.loads(done.stdout)}


def test_a_part_is_there_when_it_is_named_and_all_of_it_is_not_when_it_is_not(toy):
    assert "club_mood" in outcomes(toy("run", *SHORT, "parts=[toy_club]", "parameter.mood_kept=0.5", "--json"))
    assert "club_mood" not in outcomes(toy("run", *SHORT, "--json"))
    done = toy("run", *SHORT, "parameter.mood_kep=0.5", "parts=[toy_club]")
    assert done.returncode == 2 and "Did you mean mood_kept" in done.stderr
    done = toy("run", *SHORT, "parts=[toy_clubs]")
    assert done.returncode == 2 and "no part 'toy_clubs'" in done.stderr and "toy_club?" in done.stderr
    done = toy("run", *SHORT, "parts=3")
    assert done.returncode == 2 and len(done.stderr.strip().splitlines()) == 1


def test_an_instrument_brings_the_part_that_it_needs(toy):
    assert "club_talks" in toy("list", "instruments").stdout
    assert "club_mood" in outcomes(toy("run", *SHORT, "instrument=[club_talks]", "--json"))


def test_arms_that_are_compared_share_the_parts_of_all(toy, tmp_path):
    (tmp_path / "scenario").mkdir()
    text = "# @package _global_\ndefaults:\n  - /policy: [club_talks]\n  - _self_\nname: talks\nstart: 3\n"
    (tmp_path / "scenario" / "talks.yaml").write_text(text, encoding="utf-8")
    own = ("--config-dir", str(tmp_path))
    done = toy("compare", *own, "scenarios=[baseline,talks]", *SHORT, f"out={tmp_path / 'kept'}", "--json")
    row = outcomes(done)["club_mood"]
    assert row["baseline"] > 0.0 and row["difference"] == 0.0
    again = toy("reproduce", str(tmp_path / "kept"))
    assert again.returncode == 0, again.stderr
    done = toy("sweep", *own, "scenario=baseline,talks", *SHORT, "--json")
    assert outcomes(done)["club_mood"]["difference"] == 0.0
