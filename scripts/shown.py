"""Write again what README and tutorial show of commands, from the commands as they print now, in both languages.

Run `make shown` (three minutes). README's first block is what `make run` prints; the tutorial's blocks follow the
command above them. Where a block leaves lines out with `...`, each line that stands is replaced by the printed one that
differs in numbers only; a line that nothing printed resembles is named at the end, to be looked at by hand.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"(```(bash|python|text)\n)(.*?)(```)", re.DOTALL)
NAMED = re.compile(r"# (\w+\.py)\n")
NUMBER = re.compile(r"[-+]?\d[\d,.]*(?:e-?\d+)?[M万]?")
ASIDE = re.compile(r"compil|编译|runs are done|次运行|minute|分钟", re.IGNORECASE)  # said of time, not of results
TUTORIALS = ("docs/tutorial.md", "docs/tutorial-zh.md")
READMES = {"README.md": "", "README.zh.md": "zh"}


def printed(command: list[str], folder: Path) -> str:
    """What a command prints on a terminal of 80 columns, what it says of its progress first.

    Raises:
        SystemExit: where it fails.
    """
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, env=os.environ | {"PATH": path, "COLUMNS": "80"}
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}\n{done.stderr}")
    said = [line for line in done.stderr.splitlines(keepends=True) if not ASIDE.search(line)]
    return "".join(said) + done.stdout


def shape(line: str) -> str:
    """A line whatever its numbers and the blanks that these leave."""
    return " ".join(NUMBER.sub("#", line).split())


def renewed(shown: str, now: str, lost: list[str]) -> str:
    """A shown block as it is printed now; lines that nothing resembles are added to `lost`."""
    if "..." not in shown:
        return now.rstrip("\n") + "\n"
    lines, at, made = now.splitlines(), 0, []
    for line in shown.splitlines():
        place = next((here for here in range(at, len(lines)) if shape(lines[here]) == shape(line)), None)
        if line != "..." and place is None:
            lost.append(line)
        made.append(line if line == "..." or place is None else lines[place])
        at = at if place is None or line == "..." else place + 1
    return "\n".join(made) + "\n"


def tutorial(page: Path, lost: list[str]) -> str:
    """A tutorial with its blocks run in order in an empty folder."""
    now = ""
    with tempfile.TemporaryDirectory() as folder:

        def block(found: re.Match[str]) -> str:
            nonlocal now
            _, kind, text, _ = found.groups()
            if kind == "text":
                return found[1] + renewed(text, now, lost) + found[4]
            if kind == "python" and (named := NAMED.match(text)):
                (Path(folder) / named[1]).write_text(text, encoding="utf-8")
            elif kind == "bash":
                now = printed(["bash", "-euo", "pipefail", "-c", text], Path(folder))
            return found[0]

        return BLOCK.sub(block, page.read_text(encoding="utf-8"))


def readme(page: Path, language: str) -> str:
    """A README with its first block as `make run` prints it, up to where its files are."""
    command = re.search(r"^run: .*\n\t\$\(BIN\)/(govsim .*?)\$\(if", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert command is not None
    with tempfile.TemporaryDirectory() as folder:
        now = printed(["bash", "-c", f"{command[1]} out=made lang={language or 'en'}"], Path(folder))
        ending = f"_{language}.png" if language else ".png"
        shutil.copy(Path(folder, "made/figures/effects_forest" + ending), ROOT / ("docs/figures/comparison" + ending))
    now = re.sub(r"\n\n[^\n]*made\n.*", "\n", now, flags=re.DOTALL)
    start = now.index("Difference" if not language else "与“")
    text = page.read_text(encoding="utf-8")
    first = next(found for found in BLOCK.finditer(text) if found[2] == "text")
    return text[: first.start(3)] + now[start:].rstrip("\n") + "\n" + text[first.end(3) :]


def main() -> None:
    """Write the four pages."""
    lost: list[str] = []
    for name, language in READMES.items():
        (ROOT / name).write_text(readme(ROOT / name, language), encoding="utf-8")
    for name in TUTORIALS:
        (ROOT / name).write_text(tutorial(ROOT / name, lost), encoding="utf-8")
    for line in lost:
        print(f"nothing printed resembles: {line}")


if __name__ == "__main__":
    main()
