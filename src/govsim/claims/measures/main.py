"""`govsim measures`: the committed table of what each measure does, or one made anew."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from govsim.claims.effects.cases import ROOT
from govsim.claims.measures.arms import ENDED, FIRST_SEED, IN_FORCE, WITHOUT, arms_of, everything, found_of
from govsim.claims.measures.page import page
from govsim.claims.measures.pairs import Pair, run_pairs, there
from govsim.claims.measures.shown import print_table
from govsim.claims.measures.table import Kept, Row, read_table, row_of, write_table
from govsim.language import Instrument
from govsim.study.analysis.arms import Progress
from govsim.study.runs.places import check_owner
from govsim.study.runs.provenance import commit
from govsim.study.speak.errors import unknown
from govsim.study.speak.paths import typed_path
from govsim.study.speak.terminal import progress, say
from govsim.study.speak.words import tell

USUAL_SEEDS = 50
MOST_TOGETHER = 12  # measures whose runs share an arm and a start


def show(name: str | None, as_json: bool) -> int:
    """Print the committed table, or the row of one measure.

    Raises:
        InputError: at a measure that there is not, naming the nearest.
    """
    made = read_table(everything())
    if name is not None:
        _named(name, [row["measure"] for row in made.rows])
        made = replace(made, rows=[row for row in made.rows if row["measure"] == name], pairs=[])
    print_table(made, as_json)
    return 0


def run(name: str | None, seeds: int | None, threads: int | None, out: str | None, as_json: bool) -> int:
    """Make the table anew, all of it or the row of one measure, and print it.

    All of it with the usual seeds is written over the committed table, and the pages with it; `out` writes what was
    made to another folder.

    Raises:
        InputError: at a measure that there is not, naming the nearest.
    """
    started, model = time.time(), everything()
    if out is not None:
        check_owner(typed_path(out), "measures")
    if name is not None:
        _named(name, list(model.instruments))
    chosen = [one for one in model.instruments.values() if name in (None, one.name) and one.shows]
    pairs = there() if name is None else []
    rows, both = measure(chosen, pairs, seeds or USUAL_SEEDS, threads)
    about = {
        "date": datetime.now(UTC).date().isoformat(), "commit": commit(), "seconds": round(time.time() - started),
        "seeds": seeds or USUAL_SEEDS, "first_seed": FIRST_SEED,
    }  # fmt: skip
    made, whole = Kept(rows, both, about), name is None and seeds is None and out is None
    if whole or out is not None:
        write_table(made, *([typed_path(out)] if out is not None else []))
    if whole:
        write_pages(read_table(model))  # as the table has it, rounded
    print_table(made, as_json)
    return 0


def measure(
    chosen: Sequence[Instrument], pairs: Sequence[Pair], seeds: int, threads: int | None = None
) -> tuple[list[Row], list[Row]]:
    """The rows of some measures and of some pairs, each from paired runs of its own."""
    say(tell("measures.runs", count=len(chosen), pairs=len(pairs), seeds=seeds))
    groups = together(chosen)
    runs = sum(1 + 2 * len(group) for group in groups) + 4 * len(pairs)
    with progress(seeds * runs) as on_done:
        made = [row for group in groups for row in rows_of(group, seeds, threads, on_done)]
        places = {one.name: at for at, one in enumerate(chosen)}
        rows = sorted(made, key=lambda row: places[row["measure"]])
        return rows, run_pairs(pairs, seeds, threads, on_done)


def together(chosen: Sequence[Instrument]) -> list[list[Instrument]]:
    """Measures that are looked at in one county, beside the same others: the arm without them is played once."""
    alike: dict[str, list[Instrument]] = {}
    for one in chosen:
        alike.setdefault(replace(arms_of(one).without, name="without").digest(), []).append(one)
    return [group[at : at + MOST_TOGETHER] for group in alike.values() for at in range(0, len(group), MOST_TOGETHER)]


def rows_of(group: Sequence[Instrument], seeds: int, threads: int | None, on_done: Progress) -> list[Row]:
    """The rows of measures that share the arm without them."""
    arms = {one.name: arms_of(one) for one in group}
    played = {WITHOUT: arms[group[0].name].without}
    for name, made in arms.items():
        played |= {f"{IN_FORCE} {name}": made.in_force, f"{ENDED} {name}": made.ended}
    found = found_of(played, seeds, threads, on_done)
    return [
        row_of(one, found.called({WITHOUT: WITHOUT, **{arm: f"{arm} {one.name}" for arm in (IN_FORCE, ENDED)}}))
        for one in group
    ]


def write_pages(made: Kept, folder: Path = ROOT / "docs") -> None:
    """Write `measures.md` and its Chinese twin."""
    for lang, file in (("en", "measures.md"), ("zh", "measures-zh.md")):
        (folder / file).write_text(page(everything(), made, lang), encoding="utf-8", newline="\n")


def _named(name: str, known: Sequence[str]) -> None:
    if name not in known:
        raise unknown("instrument", name, known, see=tell("see.instruments"))
