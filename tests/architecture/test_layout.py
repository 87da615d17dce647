"""The house keeps its shape: imports go down, heavy libraries stay in their room, files stay short."""

import ast
import re
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from tests.sixth import sixth

SOURCE = Path(__file__).parents[2] / "src" / "govsim"
FLOORS = (  # from the ground up; rooms of one floor may see each other, a room sees no higher one
    ("locale", "year"),
    ("errors",),
    ("language",),
    ("populations", "channels"),
    ("mechanisms", "instruments", "parts"),
    ("scenario", "schedule", "outcomes", "plugin", "model"),
    ("engines",),
    ("study.speak", "study"),
    ("study.ask",),
    ("study.runs",),
    ("figures",),
    ("study.analysis",),
    ("claims", "report", "cases"),
    ("questions",),
    ("commands.common",),
    ("commands.lists",),
    ("commands",),
    ("__main__",),
)
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
ROOMS = {"mesa": "engines/mesa", "numba": "engines", "hydra": "study/ask/composer.py", "matplotlib": "figures"}
MOST_LINES = 400
FILES = sorted(SOURCE.rglob("*.py"))


def room_of(path):
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def name_of(path):
    return ".".join(["govsim", *path.relative_to(SOURCE).with_suffix("").parts]).removesuffix(".__init__")


NAMES = {name_of(path): path for path in FILES}


def floor_of(module):
    """The floor of the room that a module lies in; that of the package itself is the top."""
    parts = module.split(".")[1:]
    rooms = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((FLOOR_OF[room] for room in rooms if room in FLOOR_OF), None if parts else len(FLOORS))


def imports_of(path):
    """Modules that a file imports at any depth, except under TYPE_CHECKING."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    hidden = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in hidden:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            text = ast.unparse(node.args[0]).removeprefix("f").strip("'\"")
            yield text.partition("{")[0].rstrip(".")  # "govsim.engines.{name}" leads into the room


def modules_of(path):
    """Modules of the package that a file imports, now or when a function runs."""
    for name in imports_of(path):
        if name in NAMES and not f"{name_of(path)}.".startswith(f"{name}."):  # a package's own files import it anyway
            yield name


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_go_down_and_files_stay_short(path):
    mine = floor_of(name_of(path))
    assert mine is not None, f"{path.name} lies in a room that has no floor"
    for name in modules_of(path):
        assert name == "govsim" or floor_of(name) <= mine, f"{path.name} imports {name}, which lies higher"
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_no_module_leads_back_to_itself():
    TopologicalSorter({name: set(modules_of(path)) - {"govsim"} for name, path in NAMES.items()}).prepare()


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_heavy_libraries_stay_in_their_room(path):
    where = path.relative_to(SOURCE).as_posix()
    for name in imports_of(path):
        room = ROOMS.get(name.split(".")[0])
        assert room is None or where.startswith(room), f"{where} imports {name}, which belongs in {room}"


def test_instruments_and_mechanisms_never_meet():
    for path in FILES:
        if room_of(path) in ("instruments", "mechanisms"):
            others = {"instruments", "mechanisms"} - {room_of(path)}
            assert not any(name.startswith(f"govsim.{other}") for name in imports_of(path) for other in others)


def test_a_light_start():
    """Declarations need neither numba, mesa, pandas nor matplotlib."""
    heavy = "('numba', 'mesa', 'pandas', 'matplotlib', 'scipy')"
    load = "import sys, govsim.mechanisms, govsim.instruments, govsim.outcomes"
    code = f"{load}; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.slow
def test_every_module_can_be_the_first_that_is_imported():
    """A cycle that one order of imports hides shows in another; each module starts from nothing but libraries.

    Each takes most of the package with it, so they come in turns, a sixth at each commit.
    """
    program = (
        "import importlib, sys\n"
        "import hydra, matplotlib.figure, mesa, numba, pandas, pyarrow, scipy\n"
        "kept = set(sys.modules)\n"
        "for name in sys.argv[1:]:\n"
        "    for one in set(sys.modules) - kept:\n"
        "        if one.split('.')[0] == 'govsim': del sys.modules[one]\n"
        "    try: importlib.import_module(name)\n"
        "    except ImportError as error: print(name, error)\n"
    )
    names = sorted(sixth([name for name in NAMES if not name.endswith("__main__")]))
    done = subprocess.run([sys.executable, "-c", program, *names], capture_output=True, text=True, check=True)
    assert done.stdout == ""


LIMITS = ("MOST_ENTERPRISES", "MOST_INSPECTORS", "MOST_WEEKS", "MOST_SEEDS", "LANGUAGES", "COUNTY", "SCALE_CAP")


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_is_written_in_one_place(name):
    """Where it stands twice, one of them is changed one day: enterprises had two limits."""
    begins = re.compile(rf"^(?:\w+, )*{name}\b[^=\n(]*= ", re.MULTILINE)
    assert len([file for file in FILES if begins.search(file.read_text(encoding="utf-8"))]) == 1


def test_sizes_are_measured_by_one_number():
    begins = re.compile(r"^SMALL = 25", re.MULTILINE)
    assert [file.name for file in FILES if begins.search(file.read_text(encoding="utf-8"))] == ["sizes.py"]
