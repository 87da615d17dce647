"""Where results come from: versions, machine, command, time."""

from __future__ import annotations

import json
import os
import platform
import shlex
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from govsim import __version__
from govsim.language import Model
from govsim.scenario import Scenario
from govsim.study.runs.reach import PACKAGE
from govsim.study.runs.source import source_hash

LIBRARIES = ("numpy", "numba", "pandas", "pyarrow", "scipy", "mesa", "hydra-core", "omegaconf", "matplotlib")


def provenance(
    name: str,
    model: Model,
    scenarios: Mapping[str, Scenario],
    seeds: Sequence[int],
    engine: str,
    command: Sequence[str],
    started: float,
    populations: int = 1,
) -> dict[str, Any]:
    """Everything needed to know what was run and to run it again.

    Args:
        name: the id of the results.
        model: what it was run on.
        scenarios: what was run.
        seeds: under which seeds.
        engine: by which engine, or engines.
        command: the words of the command line, without the program's name.
        started: `time.time()` at the start.
        populations: in how many drawn counties.
    """
    return {
        "id": name,
        "command": shlex.join(["govsim", *command]) if command else "from Python",
        "directory": _directory(),
        "started": datetime.fromtimestamp(started, UTC).isoformat(timespec="seconds"),
        "seconds": round(time.time() - started, 3),
        "seeds": list(seeds),
        "populations": populations,
        "engine": engine,
        "govsim": __version__,
        "commit": commit(),
        "source": source_hash(model, scenarios.values(), populations),
        "parts": [part.name for part in model.parts],
        "scenarios": {name: scenario.digest() for name, scenario in scenarios.items()},
    } | here()


def as_json(about: Mapping[str, Any]) -> bytes:
    """A provenance as it is written."""
    text = json.dumps(about, indent=2, ensure_ascii=False, default=str) + "\n"
    return text.encode("utf-8", "backslashreplace")  # a name of bytes that are no text, as JSON too would write it


def _directory() -> str | None:
    """The working folder; None where it has been removed."""
    try:
        return os.getcwd()
    except OSError:
        return None


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
