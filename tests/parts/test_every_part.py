"""What every part that ships owes: declared and said like the core, silent when absent, and neutral when at rest."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from govsim.engines import core
from govsim.engines.mesa import GovernanceModel
from govsim.locale import said, unit
from govsim.locale.long import WORD
from govsim.model import model_of, part_title, parts_of, shipped
from govsim.report.texts import texts_of
from govsim.report.view import view_of
from govsim.scenario import Population, Scenario
from tests.sixth import in_turns

ROOT = Path(__file__).parents[2]
COUNTY = ("population=small", "weeks=30", "seeds=2", "figures=false", "scenario=baseline", "tables=yearly")
# parameters of the row at which a part is at rest, where its usual row is not
AT_REST = {
    "outside": {"standard_drift": 0.0},
    "emergency": {"usual_teams": 60.0},
    "careers": {"line_hides": 0.0, "tie_share": 0.0, "race": 0.0},
}
every_part = pytest.mark.parametrize("part", shipped())


def county(part, weeks=80, **changes):
    parts, rest = ((part,), AT_REST.get(part, {})) if part else ((), {})
    made = {"population": Population(enterprises=20), "weeks": weeks, "parts": parts, "parameters": rest}
    return Scenario(name="part", **made, **changes)


@every_part
def test_its_numbers_are_explained(part):
    model = model_of([part])
    mine = {(entry.kind, entry.name): entry.value for one in model.parts if one.name == part for entry in one.entries}
    for (kind, name), made in mine.items():
        if kind in ("parameter", "column", "channel", "outcome"):
            assert made.zh and (made.unit or kind == "column"), name
            assert made.meaning or (kind == "outcome" and made.is_ratio), name
        if kind in ("parameter", "column"):
            assert any(word in made.source for word in ("assumed", "computed", "E", "programme")), name
        if kind == "parameter":
            assert made.low <= made.default <= made.high and made.low < made.high, name
        if kind == "rule":
            assert (made.function.__doc__ or "").strip(), name


@every_part
def test_it_has_a_title_that_captions_of_figures_show(part):
    """Said by `title(..., zh=...)` in its module; of a folder, in the file of the folder itself."""
    model = model_of([part])
    assert re.search(r"[\u4e00-\u9fff]", part_title(model, part, "zh")), f"{part} has no title"
    assert part_title(model, part, "en")[0].isupper() and parts_of(model) == [part]


@every_part
def test_all_of_it_is_said_in_chinese(part):
    view = view_of(model_of([part]))
    missing = [text[:3] for text in texts_of(view) if said(*text, "zh", view.folders) is None]
    declared = [*view.model.parameters.values(), *view.model.channels.values(), *view.model.outcomes.values()]
    declared += [one for table in view.model.tables for one in view.model.declared_columns(table).values()]
    units = {one.unit for one in declared if WORD.search(one.unit) and one.unit != "logit"}
    missing += [one for one in units if unit(one, "zh", view.folders) == one]
    assert not missing


@pytest.mark.parametrize("part", in_turns(shipped()))  # the others are slow
def test_at_rest_it_leaves_every_outcome_of_the_core_as_it_was(part):
    (bare,) = core.run_many(model_of(), [(county(""), 3)])
    (there,) = core.run_many(model_of([part]), [(county(part), 3)])
    assert bare.error is None and there.error is None
    columns = core.weekly_names(model_of([part]))
    for place, name in enumerate(core.weekly_names(model_of())):
        mine = there.weekly[:, columns.index(name)]
        assert bare.weekly[:, place].tobytes() == mine.tobytes(), name


@every_part
def test_both_engines_play_it_alike(part):
    model, made = model_of([part]), county(part, 12, settle=8)
    run, agents = core.Run(model, made, 5), GovernanceModel(made, 5, model=model, typed=True)
    run.play_to(12)
    for _ in range(12):
        agents.step()
    for table, rows in agents.arrays().items():
        for column in rows.dtype.names:
            assert rows[column].tobytes() == run.world.tables[table][column].tobytes(), f"{table}.{column}"


def call(folder, *words):
    environment = os.environ | {"PYTHONPATH": str(folder / "src")}  # kernels are named by all that they hang on
    done = subprocess.run(
        [sys.executable, "-m", "govsim", *words], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def run_in_a_copy(folder, *left_out):
    """The tables of a run with a copy of the package, and its name; some parts are not in the copy."""
    for place in ("src/govsim", "configs"):
        shutil.copytree(ROOT / place, folder / place, ignore=shutil.ignore_patterns("*.pyc.*"))
    for part in left_out:
        files = folder / "src" / "govsim" / "parts" / part
        shutil.rmtree(files) if files.is_dir() else files.with_suffix(".py").unlink()
    call(folder, "run", *COUNTY, "out=here")
    tables = {file.name: file.read_bytes() for file in (folder / "here").glob("*") if file.suffix == ".parquet"}
    return tables, json.loads((folder / "here" / "provenance.json").read_text())["id"]


@pytest.fixture(scope="module")
def beside(tmp_path_factory):
    return run_in_a_copy(tmp_path_factory.mktemp("beside"))


@pytest.mark.slow
@every_part
def test_left_out_it_gives_the_bytes_of_a_package_without_its_files(beside, part, tmp_path):
    tables, made = run_in_a_copy(tmp_path, part)
    assert tables == beside[0] and {"runs.parquet", "weekly.parquet"} <= set(tables)
    assert made == beside[1]
