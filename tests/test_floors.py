"""The lowest releases that pyproject.toml allows are stated once, are tried, and are below those of the lock."""

import importlib.util
import re
from pathlib import Path

import pytest
from packaging.version import Version

ROOT = Path(__file__).parents[1]


@pytest.fixture
def oldest():
    place = importlib.util.spec_from_file_location("oldest", ROOT / "scripts" / "oldest.py")
    made = importlib.util.module_from_spec(place)
    place.loader.exec_module(made)
    return made


def test_every_dependency_has_a_floor_that_the_lock_keeps(oldest):
    floors = oldest.floors((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    locked = dict(re.findall(r"^([\w.-]+)==([\w.]+)", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.M))
    assert {"numpy", "pandas", "pyarrow", "mesa[network]", "numba", "pytest"} <= set(floors)
    for name, version in floors.items():
        assert Version(version) <= Version(locked[name.partition("[")[0].lower()]), name


@pytest.mark.parametrize("line", ["pyarrow", "pyarrow<20", "pyarrow==16"])
def test_a_dependency_without_a_floor_is_refused(oldest, line):
    with pytest.raises(ValueError, match="pyarrow"):
        oldest.floors(f'[project]\ndependencies = ["numpy>=2", "{line}"]\noptional-dependencies = {{dev = []}}\n')


@pytest.mark.parametrize(("reached", "status"), [(False, 0), (True, 1)])
def test_only_what_cannot_be_fetched_is_skipped_and_it_says_so(oldest, monkeypatch, capsys, reached, status):
    monkeypatch.setattr(oldest.venv, "create", lambda *_, **__: None)
    monkeypatch.setattr(oldest, "install", lambda *_: "they conflict")
    monkeypatch.setattr(oldest, "has_network", lambda *_: reached)
    assert oldest.main([]) == status
    out, err = capsys.readouterr()
    assert ("kipped" in out) is not reached and ("they conflict" in err) is reached
    assert "pyarrow 19" in out


def test_continuous_integration_tries_them():
    assert "\nmake oldest\n" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "scripts/oldest.py" in (ROOT / "Makefile").read_text(encoding="utf-8")
