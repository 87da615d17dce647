"""`govsim reproduce FOLDER`: run what its provenance says again, and compare every byte."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from govsim import __version__
from govsim.scenario import Scenario
from govsim.study.checks import whole
from govsim.study.errors import InputError, RunError, one_line, unknown
from govsim.study.plan import Plan
from govsim.study.provenance import commit, here, source_hash
from govsim.study.results import find
from govsim.study.shards import file_stamp
from govsim.study.store import StoredResults, read_results
from govsim.study.terminal import print_rows, say
from govsim.study.words import counted, tell

KEYS = ("threads", "engine", "lang")


def command(words: Sequence[str], flags: Mapping[str, Any]) -> int:
    """Run the command line of `govsim reproduce`.

    Raises:
        InputError: when the folder holds no finished results, or what they need is gone.
        RunError: when a file differs.
    """
    given = dict(word.split("=", 1) for word in words if "=" in word)
    names = [word for word in words if "=" not in word]
    for key in given:
        if key not in KEYS:
            raise unknown("key", key, KEYS)
    if flags["help"] or len(names) != 1:
        print(tell("usage.reproduce"))
        return 0 if flags["help"] else 2
    from govsim.study.places import ROOT

    stored = read_results(find(names[0], ROOT))
    threads = None if "threads" not in given else whole("threads", _number(given["threads"]), 1, 1024, "threads")
    rows, agrees = reproduce(stored, threads, given.get("engine"))
    print_rows(rows, flags["json"])
    differing = sum(not row["agrees"] for row in rows)
    if agrees:
        if not flags["json"]:
            print(tell("reproduce.agrees", count=len(rows)))
        return 0
    _tell_versions(stored)
    raise RunError(tell("error.reproduce_differs", count=differing, total=len(rows)))


def _number(text: str) -> object:
    return int(text) if text.isdigit() else text


def reproduce(
    stored: StoredResults, threads: int | None = None, engine: str | None = None
) -> tuple[list[dict[str, Any]], bool]:
    """Run the plan of stored results in a folder of its own.

    Returns:
        A row for each file with whether it agrees, and whether all do.
    """
    from govsim.study.keep import How, keep

    plan = plan_of(stored)
    say(tell("reproduce.running", runs=counted("runs", len(plan.jobs)), folder=stored.folder))
    with tempfile.TemporaryDirectory(prefix="govsim-reproduce-") as place:
        again = Path(place) / plan.id
        how = How(engine or str(stored.provenance.get("engine") or "core"), threads, started=time.time(), figures=False)
        keep(plan, again, how)
        files = [name for name in stored.provenance.get("files") or plan.tables if (again / name).is_file()]
        rows = [_compare(stored.folder / name, again / name, name) for name in files]
    return rows, all(row["agrees"] for row in rows)


def _compare(then: Path, now: Path, name: str) -> dict[str, Any]:
    if not then.is_file():
        return {"file": name, "agrees": False, "state": tell("reproduce.differs")}
    if file_stamp(then) == file_stamp(now):
        return {"file": name, "agrees": True, "state": tell("reproduce.same")}
    same = _values(then).equals(_values(now)) if name.endswith((".parquet", ".csv")) else False
    return {"file": name, "agrees": False, "state": tell("reproduce.same_values" if same else "reproduce.differs")}


def _values(file: Path) -> pd.DataFrame:
    try:
        return pd.read_parquet(file) if file.suffix == ".parquet" else pd.read_csv(file)
    except Exception as error:
        return pd.DataFrame({"unreadable": [str(error), str(file)]})


def plan_of(stored: StoredResults) -> Plan:
    """The plan that a folder of results came from.

    Raises:
        InputError: when a file that it read is gone, or its scenarios are not of this version.
    """
    about = stored.provenance
    try:
        trees = [stored.scenario] if len(about["scenarios"]) == 1 else list(stored.scenario.values())
        scenarios = [Scenario.from_canonical(tree) for tree in trees]
        plan = Plan(
            str(about["kind"]), {one.name: one for one in scenarios}, tuple(int(seed) for seed in about["seeds"]),
            about["varied"], about["reference"], bool(about["yearly"]),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        reason = tell("error.reproduce_settings", reason=one_line(error))
        raise InputError(tell("error.reproduce_source", folder=stored.folder, reason=reason)) from error
    for one in scenarios:
        for file in (*one.plugins, *([one.population.path] if one.population.path else [])):
            if not Path(file).is_file():
                reason = tell("error.reproduce_file", file=file)
                raise InputError(tell("error.reproduce_source", folder=stored.folder, reason=reason))
    return plan


def _tell_versions(stored: StoredResults) -> None:
    """What has changed since the results were made."""
    then, now = stored.provenance, here()
    now |= {"govsim": __version__, "commit": commit(), "source": source_hash(plan_of(stored).scenarios.values())}
    rows = [
        {"version": f"{name} {key}".strip(), "then": _short(before), "now": _short(after)}
        for name in ("govsim", "commit", "source", "python", "libraries", "machine")
        for key, before, after in _pairs(then.get(name), now.get(name))
        if before != after
    ]
    if not rows:
        say(tell("reproduce.no_versions"))
        return
    say(tell("reproduce.versions"))
    for row in rows:
        say(f"  {row['version']}: {row['then']} -> {row['now']}")


def _pairs(then: Any, now: Any) -> list[tuple[str, Any, Any]]:
    if isinstance(then, Mapping) and isinstance(now, Mapping):
        return [(key, then.get(key), now.get(key)) for key in dict.fromkeys([*then, *now])]
    return [("", then, now)]


def _short(value: Any) -> str:
    return "-" if value is None else str(value)
