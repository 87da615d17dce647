"""What will be added again and again is one new file each: a party, a mechanism, an outcome, an instrument, a command.

Each toy is written into a copy of the package. No file that is there is touched, both engines take it up, and without
it the results are those of a package that never had it, to the byte.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOYS = {
    "parts/toy_party.py": '''
        """A toy: a club whose mood follows the news, and an instrument that only it can do with."""
        from govsim.language import Table, column, columns, membership, outcome, purpose, rule, uniform

        MOOD = purpose("toy_mood")
        Table("club", code=70, zh="俱乐部", plural="clubs", parents=("region",))
        membership("enterprise", "club", of=lambda structure: [0] * len(structure))
        columns("club", mood=column(0.5, unit="share", low=0.0, high=1.0, zh="气氛", meaning="mood", source="assumed"))
        outcome("club_mood", total="club.mood", kind="stock", unit="share", zh="俱乐部气氛", meaning="mood of clubs")


        @rule(writes=("mood",), phase="parties")
        def feel(club, enterprises, p, now):
            harm = 0.0
            for enterprise in enterprises:
                harm += float(enterprise.injuries_true)
            club.mood = 0.9 * club.mood + 0.1 * uniform(now, club, MOOD) / (1.0 + harm)
        ''',
    "mechanisms/toy_weariness.py": '''
        """A toy: weariness, with a channel of its own."""
        from govsim.language import channel, columns, parameter, rule, share, title

        title("Weariness", zh="疲倦")
        columns("enterprise", weariness=share(0.0, "疲倦", "weariness of the crew"))
        channel("rest", level="enterprise", unit="share", neutral=0.0, combine="max", low=0.0, high=1.0, zh="休息",
                meaning="rest that is granted; read by weariness")
        parameter("weariness_speed", 0.1, low=0.0, high=0.5, unit="share a week", zh="疲倦速度", meaning="how fast",
                  source="assumed: a toy")


        @rule(writes=("weariness",), after="feel_pressure")
        def grow_weary(enterprise, p, now):
            goal = max(enterprise.pressure, 0.0) * (1.0 - enterprise.rest)
            enterprise.weariness = min(enterprise.weariness + p.weariness_speed * (goal - enterprise.weariness), 1.0)
        ''',
    "outcomes/toy_weariness.py": '''
        """A toy: weariness, counted."""
        from govsim.language import outcome

        outcome("weariness", total="enterprise.weariness", kind="stock", unit="enterprises, weighted", zh="疲倦",
                meaning="sum over enterprises of weariness")
        ''',
    "instruments/society/toy_breaks.py": '''
        """A toy: breaks."""
        from govsim.language import Instrument, setting

        Instrument("toy_breaks", zh="工间休息", en="breaks", meaning="Breaks.", settings=dict(
            rest=setting(0.5, low=0.0, high=1.0, neutral=0.0, unit="share", zh="休息", source="assumed: a toy",
                         moves="rest"),
        ))
        ''',
}  # fmt: skip
COUNTY = ("population=small", "weeks=30", "seeds=2", "figures=false", "scenario=baseline")


@pytest.fixture
def copy(tmp_path):
    for part in ("src/govsim", "configs"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("*.pyc.*"))
    return tmp_path


def add(copy, toys):
    """Write toys into the copy; returns whether any file that was there was touched."""
    import textwrap

    for name in toys:
        file = copy / "src" / "govsim" / name
        assert not file.exists()
        file.parent.mkdir(exist_ok=True)
        file.write_text(textwrap.dedent(TOYS[name]).lstrip(), encoding="utf-8")


def govsim(copy, *words):
    """Run a command of the copy."""
    environment = os.environ | {"PYTHONPATH": str(copy / "src")}  # kernels are named by all that they hang on
    done = subprocess.run(
        [sys.executable, "-m", "govsim", *words], cwd=copy, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def tables(folder):
    """The bytes of every table of a result."""
    return {file.name: file.read_bytes() for file in sorted(folder.glob("*")) if file.suffix in (".parquet", ".yaml")}


@pytest.mark.slow
def test_each_toy_is_one_new_file_and_both_engines_take_it_up(copy):
    add(copy, TOYS)
    adopting = (*COUNTY, "parts=[toy_party]", "instrument=[toy_breaks]")
    found = [
        {row["outcome"]: row["mean"] for row in json.loads(govsim(copy, "run", *adopting, *more, "--json"))}
        for more in (("out=core",), ("out=mesa", "engine=mesa"), ("out=none", "instrument.toy_breaks.rest=0"))
    ]
    assert found[0] == found[1] and tables(copy / "core")["runs.parquet"] == tables(copy / "mesa")["runs.parquet"]
    assert found[0]["weariness"] < found[2]["weariness"] and found[0]["club_mood"] > 0.0
    assert "toy_breaks" in govsim(copy, "list", "instruments") and "疲倦" in govsim(
        copy, "show", "weariness", "lang=zh"
    )
    week = govsim(copy, "list", "week")
    assert "grow_weary" in week and "feel" not in week.split()


@pytest.mark.slow
def test_a_part_left_out_gives_the_bytes_of_a_package_without_its_files(copy):
    add(copy, ["parts/toy_party.py"])
    govsim(copy, "run", *COUNTY, "tables=yearly", "out=beside")
    (copy / "src" / "govsim" / "parts" / "toy_party.py").unlink()
    govsim(copy, "run", *COUNTY, "tables=yearly", "out=never")
    beside, never = tables(copy / "beside"), tables(copy / "never")
    assert beside == never and {"runs.parquet", "weekly.parquet", "enterprises.parquet"} <= set(beside)
    ids = [json.loads((copy / name / "provenance.json").read_text())["id"] for name in ("beside", "never")]
    assert ids[0] == ids[1]
