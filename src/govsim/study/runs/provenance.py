"""Where results come from: versions, source, machine, command, time."""

from __future__ import annotations

import functools
import hashlib
import json
import os
import platform
import shlex
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from govsim import __version__
from govsim.scenario import Population, Scenario

PACKAGE = Path(__file__).resolve().parents[2]
LIBRARIES = ("numpy", "numba", "pandas", "pyarrow", "scipy", "mesa", "hydra-core", "omegaconf", "matplotlib")
_SOURCE = (".py", ".csv")
_RESULTS_DO_NOT_DEPEND_ON = ("figures", "report", "app", "configs", "locale", "evidence", "__pycache__")


@functools.cache
def package_hash() -> str:
    """A hash of the source that decides results: code and tables of the package."""
    digest = hashlib.sha256()
    for file in sorted(PACKAGE.rglob("*")):
        inside = file.relative_to(PACKAGE)
        if file.suffix in _SOURCE and inside.parts[0] not in _RESULTS_DO_NOT_DEPEND_ON:
            digest.update(inside.as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def source_hash(scenarios: Iterable[Scenario] = ()) -> str:
    """A hash of the package's source, and of plugins and registers that the scenarios read."""
    digest = hashlib.sha256(package_hash().encode())
    for file in sorted(_files_of(scenarios)):
        digest.update(Path(file).name.encode() + b"\0" + Path(file).read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _files_of(scenarios: Iterable[Scenario]) -> set[str]:
    files: set[str] = set()
    for scenario in scenarios:
        files.update(scenario.plugins)
        if scenario.population.path is not None:
            files.add(scenario.population.path)
    return files


def result_id(scenarios: Mapping[str, Scenario], seeds: Sequence[int]) -> str:
    """A short name for what is run: the same scenarios, seeds and source have the same, anywhere."""
    what = {
        "scenarios": [_without_folders(scenarios[name]) for name in scenarios],
        "seeds": list(seeds),
        "source": source_hash(scenarios.values()),
    }
    return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()[:12]


def population_id(population: Population) -> str:
    """A short name for who exists: the same population, and the same content of its register, have the same."""
    scenario = Scenario("population", population)
    what = {"population": _without_folders(scenario)["population"], "source": source_hash([scenario])}
    return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()[:12]


def _without_folders(scenario: Scenario) -> dict[str, Any]:
    """The canonical scenario with files by name only: where they lie decides nothing."""
    plain = scenario.canonical()
    plain["plugins"] = [Path(plugin).name for plugin in plain["plugins"]]
    if plain["population"]["path"] is not None:
        plain["population"]["path"] = Path(plain["population"]["path"]).name
    return plain


def provenance(
    scenarios: Mapping[str, Scenario], seeds: Sequence[int], engine: str, command: Sequence[str], started: float
) -> dict[str, Any]:
    """Everything needed to know what was run and to run it again.

    Args:
        scenarios: what was run.
        seeds: under which seeds.
        engine: by which engine.
        command: the words of the command line, without the program's name.
        started: `time.time()` at the start.
    """
    return {
        "id": result_id(scenarios, seeds),
        "command": shlex.join(["govsim", *command]) if command else "from Python",
        "directory": os.getcwd(),
        "started": datetime.fromtimestamp(started, UTC).isoformat(timespec="seconds"),
        "seconds": round(time.time() - started, 3),
        "seeds": list(seeds),
        "engine": engine,
        "govsim": __version__,
        "commit": commit(),
        "source": source_hash(scenarios.values()),
        "scenarios": {name: scenario.digest() for name, scenario in scenarios.items()},
    } | here()


def here() -> dict[str, Any]:
    """The versions and the machine of this process."""
    return {
        "python": platform.python_version(),
        "libraries": versions(),
        "machine": {
            "system": platform.platform(),
            "processor": _processor(),
            "processors": os.cpu_count(),
            "byte_order": sys.byteorder,
        },
    }


def versions() -> dict[str, str]:
    """Versions of the libraries that have a part in results."""
    found = {}
    for name in LIBRARIES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def commit() -> str | None:
    """The commit of the checkout, with "+" when files have changed since; None outside a checkout."""
    repository = PACKAGE.parents[1]
    if not (repository / ".git").exists():
        return None
    head = _git(repository, "rev-parse", "HEAD")
    if head is None:
        return None
    return head + "+" if _git(repository, "status", "--porcelain", "--untracked-files=no") else head


def _git(repository: Path, *words: str) -> str | None:
    try:
        done = subprocess.run(["git", "-C", str(repository), *words], capture_output=True, text=True, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def _processor() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()
