"""A result's name hangs on what can change a number of it, and on nothing else."""

import compileall
import importlib
import os
import py_compile
import shutil
import sys
from pathlib import Path

import pytest
from tests.forks import forks

from govsim.model import model_for
from govsim.scenario import Adoption, Population, Scenario
from govsim.study.runs.source import result_id

ROOT = Path(__file__).parents[3]
NAME = """
from govsim.model import model_of
from govsim.scenario import Adoption, Population, Scenario
from govsim.study.runs.source import result_id

scenario = Scenario("fines", Population(enterprises=20), adoptions=(Adoption("administrative_fines", {}, 156),))
print(result_id(model_of(), {"fines": scenario}, (1, 2)))
"""
FUTURE = "from __future__ import annotations"
LEAVES = {
    "a docstring of a rule": ("mechanisms/climate.py", '"""What is equal for a crew', '"""What all share'),
    "a comment": ("engines/world.py", "TABLE_BITS =", "# as many as there are\nTABLE_BITS ="),
    "a docstring of an engine": ("engines/reached.py", '    """The slot of an id', '    """The place of an id'),
    "what an error says": ("engines/core.py", " in week {week}", " in the week {week}"),
    "a message": ("locale/commands.csv", "There is no", "Nowhere is a"),
    "a meaning": ("channels.py", "inspectors added for this enterprise", "people added for this enterprise"),
    "a unit": ("channels.py", 'unit="persons"', 'unit="people"'),
    "an instrument that nobody adopts": (
        "instruments/society/hazard_hotline.py",
        "p.reward if",
        "2.0 * p.reward if",
    ),
    "a command": ("commands/list.py", FUTURE, FUTURE + "\nNOTHING = 3"),
    "a figure": (
        "figures/decay.py",
        "from __future__ import annotations",
        "from __future__ import annotations\nNOTHING = 3",
    ),
    "reading registers": (
        "populations/register/values.py",
        "from __future__ import annotations",
        "from __future__ import annotations\nNOTHING = 3",
    ),
}
CHANGES = {
    "a number of a rule": ("mechanisms/climate.py", "1.0 - enterprise.reporter_protection", "0.9 - enterprise.fear"),
    "a constant of a rule": ("mechanisms/tip_offs.py", "MOST = 4.0", "MOST = 5.0"),
    "arithmetic of the language": ("language/functions.py", "MEAN_CAP = 400.0", "MEAN_CAP = 300.0"),
    "a default of a parameter": ("mechanisms/climate.py", '"norm_level", 0.8', '"norm_level", 0.7'),
    "a default of a column": ("mechanisms/safety_capital.py", "commitment=share(0.5", "commitment=share(0.4"),
    "the neutral value of a channel": ("channels.py", 'unit="persons", neutral=0.0', 'unit="persons", neutral=1.0'),
    "what an outcome sums": ("outcomes/county.py", 'total="enterprise.visits"', 'total="enterprise.visited"'),
    "the order of the week": ("schedule.py", '"lead",\n        "decide_exit"', '"decide_exit",\n        "lead"'),
    "an instrument adopted": ("instruments/government/administrative_fines.py", "penalised else 0.0",
                              "penalised else 1.0"),
    "code of an engine": ("engines/world.py", "TABLE_BITS = 56", "TABLE_BITS = 55"),
    "what numba is taught": ("engines/numba_language.py", "(k + 1023) << 52", "(k + 1022) << 52"),
    "a sum over the window": ("study/runs/tables.py", "inside.sum(axis=0)", "inside.mean(axis=0)"),
    "an interval": ("study/runs/statistics.py", "count - 1", "count"),
    "a cell of a table of the package": ("populations/industries.csv", "mining,wage,", "mining,wage,1"),
    "who exists": ("populations/synthesis.py", "TAIL_EXPONENT = 1.059", "TAIL_EXPONENT = 1.5"),
}  # fmt: skip


@pytest.fixture(scope="module")
def named(tmp_path_factory):
    """The name of a result with the package in a folder, in a process of its own."""
    with forks(tmp_path_factory.mktemp("forks")) as call:
        yield lambda source, script=NAME: name_of(call, source, script)


def name_of(call, source, script):
    own = {"PYTHONPATH": str(source.parent), "PYTHONDONTWRITEBYTECODE": "1", "GOVSIM_CACHE": str(source.parents[1])}
    environment = os.environ | own
    done = call(script=script, cwd=source.parents[1], env=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("copy")
    for part in ("src/govsim", "configs"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    source = folder / "src" / "govsim"
    # Compiled once for all the processes that read it; by what is written, since edits may come within one second.
    mode = py_compile.PycInvalidationMode.CHECKED_HASH
    assert compileall.compile_dir(source, quiet=1, invalidation_mode=mode)
    return source


@pytest.fixture(scope="module")
def before(copy, named):
    return named(copy)


@pytest.fixture
def edited(copy):
    """Edit files for one test."""
    kept = {}

    def edit(name, old, new):
        file = copy / name
        text = file.read_text(encoding="utf-8")
        kept.setdefault(file, text)
        assert old in text, f"{name} no longer holds {old!r}"
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        return copy

    yield edit
    for file, text in kept.items():
        file.write_text(text, encoding="utf-8")


def test_what_changes_no_number_leaves_the_name(edited, before, named):
    """All of it at once: a name is a digest, and what takes it away takes it away with others too."""
    for edit in LEAVES.values():
        copy = edited(*edit)
    assert named(copy) == before, f"one of these took it away: {', '.join(LEAVES)}"


@pytest.mark.parametrize("what", CHANGES)
def test_what_may_change_a_number_takes_the_name_away(edited, before, named, what):
    assert named(edited(*CHANGES[what])) != before


# --- Parts that come with the package ------------------------------------------------------------------------------

PART = """
from govsim.language import Rows, Table, membership

SIZE = 2


def many():
    \"\"\"How many there are.\"\"\"
    return SIZE


Table("club", code=90, zh="俱乐部", plural="clubs", parents=("region",), rows=lambda structure: Rows(many()))
membership("enterprise", "club", of=lambda structure: [many() - 2] * len(structure))
"""
NAME_OF_PART = NAME.replace("model_of()", 'model_of(["clubs"])')


PART_LEAVES = (
    ("How many there are.", "The number of clubs."), ('zh="俱乐部"', 'zh="社团"'), ("SIZE = 2", "OTHER = 3\nSIZE = 2"),
)  # fmt: skip
PART_CHANGES = (
    ("SIZE = 2", "SIZE = 7"),
    ("return SIZE", "return SIZE + 1"),
    ("Rows(many())", "Rows(1 + many())"),
    ("* len(structure)", "* (0 + len(structure))"),
)


@pytest.fixture(scope="module")
def named_with_part(named):
    """The name of a result with a part that is shipped, after some edits of it."""
    return lambda copy, *edits: name_with_part(named, copy, *edits)


def name_with_part(named, copy, *edits):
    file, text = copy / "parts" / "clubs.py", PART
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")
    try:
        return named(copy, NAME_OF_PART)
    finally:
        file.unlink()


@pytest.fixture(scope="module")
def with_part(copy, named_with_part):
    return named_with_part(copy)


def test_words_of_a_shipped_part_leave_the_name(copy, with_part, named_with_part):
    assert named_with_part(copy, *PART_LEAVES) == with_part


@pytest.mark.parametrize("edit", PART_CHANGES, ids=lambda edit: edit[1])
def test_what_the_rows_of_a_shipped_part_reach_counts(copy, with_part, named_with_part, edit):
    assert named_with_part(copy, edit) != with_part


# --- Files of a user's own -----------------------------------------------------------------------------------------

PLUGIN = """
\"\"\"Clubs.\"\"\"

from functools import partial

from govsim.language import Instrument, Rows, Table, column, columns, helper, membership
from govsim.language import outcome, parameter, rule, setting

SIZE = 2
PULL = 0.5
EACH = {"clubs": 1}


def many():
    \"\"\"How many there are.\"\"\"
    return sum(SIZE * EACH[name] for name in EACH)


def seats(first):
    def of(structure):
        return [first] * len(structure)

    return of


def halls(number, structure):
    if number < 0:
        raise ValueError("No halls")
    return Rows(number)


Table("club", code=90, zh="俱乐部", plural="clubs", parents=("region",), rows=lambda structure: Rows(many()))
Table("hall", code=91, zh="礼堂", plural="halls", rows=partial(halls, 3))
membership("enterprise", "club", of=seats(1))
columns("club", mood=column(1.0, unit="share", low=0.0, high=1.0, zh="气氛", meaning="mood", source="assumed"))
parameter("club_speed", 0.1, low=0.0, high=1.0, unit="share", zh="速度", meaning="speed", source="assumed")
outcome("club_mood", total="club.mood", kind="stock", unit="share", zh="俱乐部气氛", meaning="mood of clubs")


@helper
def pulled(mood):
    return PULL * mood


@rule(writes=("mood",), phase="parties")
def feel(club, p, now):
    \"\"\"Moods fade.\"\"\"
    club.mood = pulled(club.mood) * (1.0 - p.club_speed)


buddy = Instrument("buddy", zh="结对", settings=dict(
    reach=setting(0.25, low=0.0, high=1.0, unit="share", zh="范围", source="assumed: a test")))
idle = Instrument("idle", zh="闲", settings=dict(
    reach=setting(0.75, low=0.0, high=1.0, unit="share", zh="范围", source="assumed: a test")))


@buddy.effect("forced_visit")
def visit(enterprise, p, now):
    return 0.125 * p.reach


@idle.effect("forced_visit")
def rest(enterprise, p, now):
    return 0.375 * p.reach
"""
PLUGIN_LEAVES = {
    "the docstring of the file": ("Clubs.", "Clubs of the county."),
    "a docstring of a rule": ("Moods fade.", "Moods go."),
    "a docstring of what makes rows": ("How many there are.", "The number of clubs."),
    "a comment": ("SIZE = 2", "SIZE = 2  # clubs"),
    "a label": ('zh="俱乐部气氛"', 'zh="气氛"'),
    "a constant that nothing names": ("SIZE = 2", "OTHER = 3\nSIZE = 2"),
    "what an error says": ("No halls", "There are no halls"),
    "the code of an instrument that nobody adopts": ("0.375", "0.625"),
    "the default of one that nobody adopts": ("setting(0.75", "setting(0.5"),
}
PLUGIN_CHANGES = {
    "a number of a rule": ("1.0 - p.club", "0.5 - p.club"),
    "a constant of a helper of a rule": ("PULL = 0.5", "PULL = 0.25"),
    "a default of a parameter": ('"club_speed", 0.1', '"club_speed", 0.2'),
    "a default of a column": ("mood=column(1.0", "mood=column(0.5"),
    "what an outcome sums": ('total="club.mood", kind="stock"', 'total="club.mood"'),
    "a constant of rows": ("SIZE = 2", "SIZE = 7"),
    "a table of constants of rows": ('{"clubs": 1}', '{"clubs": 2}'),
    "the code of rows": ("sum(SIZE", "max(SIZE"),
    "what rows are given": ("partial(halls, 3)", "partial(halls, 4)"),
    "what a membership holds": ("of=seats(1)", "of=seats(0)"),
    "the code of a membership": ("[first] * len", "[first + 0] * len"),
    "the code of an instrument adopted": ("0.125", "0.25"),
}


def plugin_name(file, text):
    """The name of a result of a county with a file and one of its instruments."""
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    adopted = (Adoption("buddy", {"reach": 0.5}, 156),)
    scenario = Scenario("clubs", Population(enterprises=20), adoptions=adopted, plugins=(str(file),))
    return result_id(model_for(scenario), {"clubs": scenario}, (1, 2))


@pytest.mark.parametrize(("old", "new"), PLUGIN_LEAVES.values(), ids=PLUGIN_LEAVES)
def test_what_changes_no_number_of_a_plugin_leaves_the_name(tmp_path, old, new):
    assert old in PLUGIN
    names = [plugin_name(tmp_path / "clubs.py", text) for text in (PLUGIN, PLUGIN.replace(old, new, 1))]
    assert names[0] == names[1]


@pytest.mark.parametrize(("old", "new"), PLUGIN_CHANGES.values(), ids=PLUGIN_CHANGES)
def test_what_may_change_a_number_of_a_plugin_takes_the_name_away(tmp_path, old, new):
    assert old in PLUGIN
    names = [plugin_name(tmp_path / "clubs.py", text) for text in (PLUGIN, PLUGIN.replace(old, new, 1))]
    assert names[0] != names[1]


def test_where_a_plugin_lies_decides_nothing(tmp_path):
    assert plugin_name(tmp_path / "here" / "clubs.py", PLUGIN) == plugin_name(tmp_path / "there" / "clubs.py", PLUGIN)


@pytest.mark.parametrize("imported", ["from {name} import many", "from {name} import *", "import {name} as {name}"])
def test_what_a_plugin_takes_from_a_file_beside_it_counts(tmp_path, monkeypatch, imported):
    name = f"beside_{imported.split()[0]}_{'star' if '*' in imported else 'name'}"
    monkeypatch.syspath_prepend(str(tmp_path))
    own = PLUGIN[PLUGIN.index("def many") : PLUGIN.index("def seats")]
    text = PLUGIN.replace(own, "").replace("SIZE = 2", imported.format(name=name))
    text = text.replace("many()", f"{name}.many()") if imported.startswith("import") else text
    names = []
    for size in (2, 7):
        (tmp_path / f"{name}.py").write_text(f"SIZE = {size}\n\n\ndef many():\n    return SIZE\n", encoding="utf-8")
        sys.modules.pop(name, None)
        importlib.invalidate_caches()
        names.append(plugin_name(tmp_path / "clubs.py", f"{text}\nREAD = {size}\n"))
    assert names[0] != names[1]
    sys.modules.pop(name, None)
