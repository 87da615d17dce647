"""What each number that stands in code, and is no parameter, does to the README's effects when it alone is moved.

Run `python experiments/guards/guards.py`: about a quarter of an hour on one processor. Each number is written into a
copy of the source, which another process plays; what the cache has compiled for all others is used again. Answers are
kept in a folder, so that a command that was stopped goes on.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from govsim.study.runs.statistics import Estimate, estimate

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SCENARIOS = ("baseline", "credit", "safety_points", "insurance", "risk_graded", "combined")
FIRST, SEEDS, GLANCE = 7000, 10, 1  # of the seeds, the first is looked at to see whether anything moves at all
MOST, HARDLY = 1.0, 0.1  # points of an effect: what makes a parameter, and what is not worth doubling
Row = list[object]

# What each is, and what it is moved to: half and twice, or half and twice as far from the end of a share.
NAMED = {
    "climate.LOWEST": ("guard", 0.005, 0.02),
    "climate.HIGHEST": ("guard", 0.995, 0.98),
    "detection.MEMORY_CAP": ("guard", 1.5, 6.0),
    "effort.LEAST_COST_SHARE": ("guard", 0.05, 0.2),
    "hazards.COUNT_CAP": ("guard", 1_000, 4_000),
    "hazards.MOST_FOUND": ("guard", 0.45, 0.95),
    "hazards.WATCH_WEEKS": ("calendar", 4, 16),
    "insurance.SMALL_CLAIM": ("guard", 0.05, 0.2),
    "major_hazards.COUNT_CAP": ("guard", 1_000, 4_000),
    "penalties.NEVER": ("guard", 260, 1_040),
    "perception.LONGEST": ("guard", 260, 1_040),
    "recording.MOST_MONEY_EFFECT": ("guard", 0.5, 2.0),
    "grassroots_inspectors.LEAST": ("guard", 5e-10, 2e-9),
    "tip_offs.MOST": ("guard", 2.0, 8.0),
    "turnover.LOWEST": ("guard", 0.005, 0.02),
    "turnover.HIGHEST": ("guard", 0.995, 0.98),
    "turnover.LEAST_SKILL": ("guard", 0.025, 0.1),
    "turnover.MOST_SKILL": ("guard", 0.975, 0.9),
    "visit_choice.LEAST_WEIGHT": ("guard", 5e-7, 2e-6),
    "sizes.SCALE_CAP": ("guard", 1_700.0, 6_800.0),
    "insurance.YEARS": ("published form", 1.5, 6.0),
    "detection.MEMORY_SCALE": ("unit", 2.5, 10.0),
}
WITHIN = {  # numbers within rules: what stands there, and what is put in its place
    "entry_exit: most equipment at the start": ("size, p), 0.0, 1.2)", "size, p), 0.0, 1.1)"),
    "entry_exit: highest belief of an entrant": ("public.visit_coverage, 0.0, 0.95)",
                                                 "public.visit_coverage, 0.0, 0.9)"),
    "perception: highest perceived detection": ("pi_decay * (belief - base), 0.0, 0.95)",
                                                "pi_decay * (belief - base), 0.0, 0.9)"),
    "production_pressure: most pressure": ("clip(pressure, -1.5, 1.5)", "clip(pressure, -0.75, 0.75)"),
    "safety_capital: most equipment": ("/ WEEKS_A_YEAR, 0.0, 1.2)", "/ WEEKS_A_YEAR, 0.0, 1.1)"),
    "skill: lowest and highest skill": ("worker.skill, 0.05, 0.95)", "worker.skill, 0.1, 0.9)"),
    "major_accidents: smallest sum of deaths": ("1e-12", "2e-12"),
    "detection: dressing_ends, low": ('"dressing_ends", 1.2', '"dressing_ends", 1.0'),  # was a number in code
    "detection: dressing_ends, high": ('"dressing_ends", 1.2', '"dressing_ends", 2.0'),
}  # fmt: skip
PLAY = """
import hashlib, json, sys
import govsim
scenarios, first, glance, seeds, usual = json.loads(sys.argv[1])
def play(seeds):
    made = govsim.simulate(scenarios, seeds, threads=1)
    numbers = made.weekly.select_dtypes("number").to_numpy()
    table = made.runs.pivot(index="scenario", columns="seed", values="injuries_expected")
    return hashlib.sha256(numbers.tobytes()).hexdigest(), {n: table.loc[n].tolist() for n in scenarios}
seen, _ = play(range(first, first + glance))
print(json.dumps([seen, None if seen == usual else play(range(first, first + seeds))[1]]))
"""


def played(root: Path, usual: str = "") -> tuple[str, dict[str, list[float]] | None]:
    """A hash of one seed of every scenario, and expected injuries of all seeds where the hash is another one."""
    command = [sys.executable, "-c", PLAY, json.dumps([SCENARIOS, FIRST, GLANCE, SEEDS, usual])]
    around = {**os.environ, "PYTHONPATH": str(root / "src")}
    out = subprocess.run(command, env=around, cwd=root, capture_output=True, text=True, check=True).stdout
    seen, runs = json.loads(out.splitlines()[-1])
    return seen, runs


def file_of(root: Path, stem: str) -> Path:
    """The file of a mechanism, an instrument or a population."""
    (file,) = [one for one in (root / "src" / "govsim").rglob(f"{stem}.py")
               if {"mechanisms", "instruments", "populations"} & set(one.parts)]  # fmt: skip
    return file


def moved_text(name: str, text: str, value: float) -> str:
    """The source of a file with one number moved."""
    if name in WITHIN:
        return replaced(name, text)
    constant = name.split(".")[1]
    changed, found = re.subn(rf"^{constant} = [^\n#]+", f"{constant} = {value!r}  ", text, flags=re.MULTILINE)
    if not found:  # one of several in a line: said anew after it
        several = rf"^([A-Z_, ]*\b{constant}\b[A-Z_, ]* = [^\n]+)"
        changed, found = re.subn(several, rf"\1\n{constant} = {value!r}", text, flags=re.MULTILINE)
    if found != 1:
        raise ValueError(name)
    return changed


def replaced(name: str, text: str) -> str:
    before, after = WITHIN[name]
    if text.count(before) != 1:
        raise ValueError(name)
    return text.replace(before, after)


def kept(copy: Path, usual: str, name: str, value: float) -> tuple[str, dict[str, list[float]] | None]:
    """What a copy of the source gives with a number moved; kept by name, value and what the source gives unmoved."""
    key = hashlib.sha256(repr([usual, SEEDS, name, value, WITHIN.get(name)]).encode()).hexdigest()[:12]
    file = HERE / "kept" / f"{key}.json"
    if not file.exists():
        changed = file_of(copy, re.split(r"[.:]", name)[0])
        before = changed.read_text(encoding="utf-8")
        changed.write_text(moved_text(name, before, value), encoding="utf-8")
        try:
            answer = played(copy, usual)
        finally:
            changed.write_text(before, encoding="utf-8")
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(answer), encoding="utf-8")
    seen, runs = json.loads(file.read_text(encoding="utf-8"))
    return seen, runs


def effects(runs: dict[str, list[float]], name: str) -> list[float]:
    """The effect of a scenario in each seed, in per cent of the baseline."""
    return [100.0 * (one / usual - 1.0) for one, usual in zip(runs[name], runs["baseline"], strict=True)]


def differences(before: dict[str, list[float]], after: dict[str, list[float]]) -> list[Estimate]:
    """By how many points each effect moves, over seeds."""
    return [
        estimate([two - one for one, two in zip(effects(before, name), effects(after, name), strict=True)])
        for name in SCENARIOS[1:]
    ]


def verdict(found: Sequence[Estimate]) -> str:
    """Whether an effect moves by more than a point, and whether that is beyond luck."""
    if all(abs(one.mean) <= MOST for one in found):
        return "below a point"
    return "beyond a point" if any(one.low > MOST or one.high < -MOST for one in found) else "a point or luck"


def row(name: str, kind: str, to: object, before: dict[str, list[float]], after: dict[str, list[float]] | None) -> Row:
    """A row of the table: how each effect moves in points, with interval."""
    if after is None:
        return [name, kind, to, *["0"] * len(SCENARIOS[1:]), "not a bit"]
    found = differences(before, after)
    said = [f"{one.mean:+.2f} [{one.low:+.2f}, {one.high:+.2f}]" for one in found]
    return [name, kind, to, *said, verdict(found)]


def main() -> None:
    """Play what is missing and write table.csv: all halved, and doubled where half of it moved an effect."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("configs", "experiments"):
            (copy / name).symlink_to(ROOT / name)
        usual, before = played(copy)
        if before is None:
            raise RuntimeError("nothing was played")
        still = set()
        for name, (kind, half, _) in NAMED.items():
            after = kept(copy, usual, name, half)[1]
            if after is None or all(abs(one.mean) < HARDLY for one in differences(before, after)):
                still.add(name)
            rows.append(row(name, kind, f"{half:g}", before, after))
            print(*rows[-1], sep="; ", flush=True)
        for name, (_, instead) in WITHIN.items():
            kind = "parameter" if name.startswith("detection") else "guard"
            rows.append(row(name, kind, instead, before, kept(copy, usual, name, 0.0)[1]))
            print(*rows[-1], sep="; ", flush=True)
        for name, (kind, _, twice) in NAMED.items():
            if name not in still:
                rows.append(row(name, kind, f"{twice:g}", before, kept(copy, usual, name, twice)[1]))
                print(*rows[-1], sep="; ", flush=True)
    with (HERE / "table.csv").open("w", encoding="utf-8", newline="") as file:
        head = ["number", "kind", "moved_to", *SCENARIOS[1:], "verdict"]
        csv.writer(file, lineterminator="\n").writerows([head, *rows])


if __name__ == "__main__":
    main()
