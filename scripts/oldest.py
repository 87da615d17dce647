"""Install the oldest releases that pyproject.toml allows, and run the core of the tests on them.

    python scripts/oldest.py            # a few minutes; nothing outside a temporary folder is touched
    python scripts/oldest.py list       # only say which releases those are

The floors are read from pyproject.toml and stand nowhere else. Where packages cannot be installed, as without a
network, it says so and that the check was skipped; a floor that does not install or does not work is an error.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FLOOR = re.compile(r"(?P<name>[\w.-]+)(?P<extra>\[[\w,-]+\])?\s*>=\s*(?P<version>[\w.]+)")
NOT_NEEDED = {"hatchling", "mypy", "ruff", "salib"}  # they build and check, and have no part in a run
CORE = (  # rules, both engines to the last bit, registers, settings, tables, results, figures
    "tests/language",
    "tests/equivalence/test_golden.py",
    "tests/equivalence/test_engines.py",
    "tests/populations/test_register.py",
    "tests/study/runs",
    "tests/commands/test_results.py",
    "tests/figures",
)


def floors(text: str) -> dict[str, str]:
    """The lowest release of each dependency, as `name[extra]` and version.

    Args:
        text: of pyproject.toml.

    Raises:
        ValueError: at a dependency without a floor.
    """
    project = tomllib.loads(text)["project"]
    found = {}
    for one in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        read = FLOOR.match(one)
        if read is None:
            raise ValueError(f"pyproject.toml gives no lowest release of '{one}'")
        if read["name"] not in NOT_NEEDED:
            found[f"{read['name']}{read['extra'] or ''}"] = read["version"]
    return found


def install(python: Path, wanted: dict[str, str]) -> str:
    """Install; what the installer complained of, or nothing."""
    ready = ",".join(name.partition("[")[0] for name in wanted)  # a release that would have to be built is no floor
    words = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--only-binary", ready]
    done = subprocess.run([*words, *(f"{name}=={version}" for name, version in wanted.items())],
                          capture_output=True, text=True)  # fmt: skip
    return done.stderr if done.returncode else ""


def has_network(python: Path, wanted: dict[str, str]) -> bool:
    """Whether any release of any of them can be had from where packages come from."""
    with tempfile.TemporaryDirectory() as folder:
        words = [str(python), "-m", "pip", "--disable-pip-version-check", "download", "--quiet", "--no-deps"]
        name = next(iter(wanted)).partition("[")[0]
        return subprocess.run([*words, "-d", folder, name], capture_output=True).returncode == 0


def main(words: list[str]) -> int:
    """Carry it out; the exit status is 0 also where it was skipped."""
    wanted = floors((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    print("The oldest allowed: " + ", ".join(f"{name} {version}" for name, version in wanted.items()), flush=True)
    if words == ["list"]:
        return 0
    with tempfile.TemporaryDirectory(prefix="govsim-oldest-") as folder:
        venv.create(folder, with_pip=True, symlinks=True)
        python = Path(folder, "bin", "python")
        problem = install(python, wanted)
        if problem and not has_network(python, wanted):
            print("Skipped: packages cannot be downloaded here, so the oldest allowed releases were not tried.")
            return 0
        if problem:
            print(f"The oldest allowed releases do not install together on this Python:\n{problem}", file=sys.stderr)
            return 1
        tests = words or [*CORE]
        command = [str(python), "-m", "pytest", "-q", "-m", "not slow", "-p", "no:cacheprovider", *tests]
        environment = {"PYTHONPATH": str(ROOT / "src"), "PATH": f"{python.parent}:/usr/bin:/bin", "HOME": folder}
        return subprocess.run(command, cwd=ROOT, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
