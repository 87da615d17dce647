"""The house keeps its shape: imports go down, heavy libraries stay in their room, files stay short."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "govsim"
LEVELS = {
    "locale": -1,
    "language": 0,
    "populations": 1,
    "channels": 1,
    "mechanisms": 2,
    "instruments": 2,
    "schedule": 3,
    "outcomes": 3,
    "scenario": 3,
    "parts": 2,
    "model": 3,
    "engines": 4,
    "study": 5,
    "claims": 6,
    "figures": 6,
    "report": 6,
    "commands": 7,
    "__init__": 8,
    "__main__": 8,
}
ROOMS = {"mesa": "engines/mesa", "numba": "engines", "hydra": "study/ask/config.py", "matplotlib": "figures"}
MOST_LINES = 400
FILES = sorted(SOURCE.rglob("*.py"))


def room_of(path):
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


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


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_go_down_and_files_stay_short(path):
    mine = LEVELS[room_of(path)]
    for name in imports_of(path):
        if name.startswith("govsim."):
            other = name.split(".")[1]
            if other in LEVELS:
                same = other == room_of(path)
                below = LEVELS[other] < mine or (LEVELS[other] == mine and mine in (1, 3, 6))
                assert same or below, f"{path.name} imports {name}, which is not below it"
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


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


def test_no_import_cycle_and_light_start():
    """Each module imports on its own; declarations need neither numba, mesa, pandas nor matplotlib."""
    heavy = "('numba', 'mesa', 'pandas', 'matplotlib', 'scipy')"
    load = "import sys, govsim.mechanisms, govsim.instruments, govsim.outcomes"
    code = f"{load}; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
