"""The page on adding an instrument shows a whole file, and that file works."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from govsim.locale import said, unit
from govsim.model import model_of
from govsim.report.texts import instrument_texts, texts_of
from govsim.report.view import view_of

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "my_instrument.py"
PAGE = ROOT / "docs" / "adding-an-instrument.md"
PAGES = [PAGE, PAGE.with_name("adding-an-instrument-zh.md")]


@pytest.fixture(scope="module")
def plugin():
    """The example, loaded as a plugin: its module."""
    return sys.modules[model_of(plugins=[EXAMPLE]).module_of("instrument", "warning_letter")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_page_shows_the_file_as_it_is(page):
    blocks = re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    assert EXAMPLE.read_text(encoding="utf-8") in blocks


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_its_commands_run_as_written_where_it_was_saved(page, tmp_path):
    (tmp_path / "my_instrument.py").write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    for block in re.findall(r"```bash\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
        done = subprocess.run(
            ["bash", "-euc", block], cwd=tmp_path, capture_output=True, text=True, env=os.environ | {"PATH": path}
        )
        assert done.returncode == 0, done.stderr


class Row:
    """A stand-in for a row: attributes and nothing else."""

    def __init__(self, **columns):
        self.__dict__.update(columns)


def test_a_letter_raises_the_alarm_and_the_alarm_fades(plugin):
    p = Row(letter_at=6.0, fading=0.05, attention=0.5, letter_hours=1.0)
    own = Row(letters=0, alarm=0.0)
    plugin.keep_count(Row(findings=9), own, p, None)
    assert (own.letters, own.alarm) == (1, 1.0)
    assert plugin.attend_to_safety(Row(findings=9), own, p, None) == 0.5
    plugin.keep_count(Row(findings=0), own, p, None)
    assert own.alarm == pytest.approx(0.95)


def test_a_second_letter_counts_for_half(plugin):
    p = Row(letter_at=6.0, fading=1.0, attention=0.5, letter_hours=1.0)
    own = Row(letters=1, alarm=0.0)
    plugin.keep_count(Row(findings=6), own, p, None)
    assert own.alarm == 0.5


def test_it_is_on_the_menu_of_a_model_that_names_it(plugin):
    assert model_of(plugins=[EXAMPLE]).instruments["warning_letter"] is plugin.warning_letter
    assert "warning_letter" not in model_of().instruments


@pytest.mark.slow
def test_the_command_of_the_page_runs_it(tmp_path):
    """A letter takes an officer's time and has to be answered, so both are counted."""
    command = [
        sys.executable, "-m", "govsim", "run", "scenario=baseline", f"plugins=[{EXAMPLE}]",
        "instrument=[warning_letter]", "population=small", "weeks=60", "seeds=2", f"out={tmp_path / 'out'}", "--json",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    means = {row["outcome"]: row["mean"] for row in json.loads(done.stdout)}
    assert means["inspector_hours"] > 0.0 and means["cost_resource"] > 0.0


def test_examples_are_said_in_chinese_in_the_folder_beside_them():
    view = view_of(model_of(plugins=[EXAMPLE]))
    assert view.folders == (EXAMPLE.parent / "words",)
    english = [one for one in instrument_texts(view, "warning_letter") if one.english]
    assert len(english) == 13
    assert not [one for one in english if said(*one, "zh", view.folders) is None]
    units = {made.unit for made in view.model.instruments["warning_letter"].settings.values()}
    assert all(unit(one, "zh", view.folders) != one for one in units)
    union = view_of(model_of(plugins=[EXAMPLE.with_name("my_union.py")]))
    assert not [one for one in texts_of(union) if said(*one, "zh", union.folders) is None]
    shown = (EXAMPLE.parent / "words" / "zh" / "instrument.csv").read_text(encoding="utf-8")
    (block,) = re.findall(r"```csv\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert shown.startswith(block)
