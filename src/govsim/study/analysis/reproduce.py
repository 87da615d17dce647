"""Finished results run again from what their provenance says, and compared byte for byte."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from govsim import __version__
from govsim.model import shipped
from govsim.populations.register.content import content_hash
from govsim.populations.structure import place_of, registers_below
from govsim.scenario import Scenario
from govsim.study.analysis.designs.points import points_again
from govsim.study.ask.declarations import industries, model_with
from govsim.study.runs.keep import How, keep
from govsim.study.runs.kept import changed_files, provenance_of
from govsim.study.runs.plan import DESIGN, Plan
from govsim.study.runs.provenance import commit, here
from govsim.study.runs.shards import file_stamp
from govsim.study.runs.simulate import check_population
from govsim.study.runs.source import source_hash
from govsim.study.speak.errors import InputError, one_line, thing
from govsim.study.speak.paths import typed_path
from govsim.study.speak.terminal import say
from govsim.study.speak.words import counted, tell


def reproduce(
    folder: str | Path, threads: int | None = None, engine: str | None = None
) -> tuple[list[dict[str, Any]], bool]:
    """Run the plan of finished results again, in a folder of its own, and compare every table.

    Args:
        folder: finished results.
        threads: processors used; all when not given.
        engine: "core" or "mesa"; as before when not given.

    Returns:
        A row for each file with whether it agrees, and whether all do.
    """
    place = typed_path(folder).resolve()
    about = provenance_of(place)
    changed = set(changed_files(place, about))
    with tempfile.TemporaryDirectory(prefix="govsim-reproduce-") as scratch, where_it_was_run(about):
        plan = plan_of(place, about)
        say(tell("reproduce.running", runs=counted("runs", len(plan.jobs)), folder=folder))
        again = Path(scratch) / plan.id
        how = How(engine or str(about.get("engine") or "core").split(", ")[0], threads, started=time.time())
        keep(plan, again, how)
        names = [name for name in about["files"] if (place / name).is_file() or name in changed]
        rows = [_compare(place / name, again / name, name, name in changed) for name in names]
    return rows, all(row["agrees"] for row in rows)


def where_it_was_run(about: Mapping[str, Any]) -> AbstractContextManager[None]:
    """Paths of registers may count from the folder in which the command was given."""
    before = Path(str(about.get("directory") or ""))
    return registers_below(before.absolute() if before.is_dir() else "")


def _compare(then: Path, now: Path, name: str, changed: bool) -> dict[str, Any]:
    if not then.is_file():
        return {"file": name, "agrees": False, "state": tell("reproduce.gone")}
    if changed:
        return {"file": name, "agrees": False, "state": tell("reproduce.changed")}
    if now.is_file() and file_stamp(then) == file_stamp(now):
        return {"file": name, "agrees": True, "state": tell("reproduce.same")}
    same = name.endswith((".parquet", ".csv")) and _values(then).equals(_values(now))
    return {"file": name, "agrees": False, "state": tell("reproduce.same_values" if same else "reproduce.differs")}


def _values(file: Path) -> pd.DataFrame:
    try:
        return pd.read_parquet(file) if file.suffix == ".parquet" else pd.read_csv(file)
    except Exception as error:
        return pd.DataFrame({"unreadable": [str(error), str(file)]})


def plan_of(folder: Path, about: Mapping[str, Any]) -> Plan:
    """The plan that a folder of results came from.

    Raises:
        InputError: its scenario.yaml was changed, is not of this version, or a file that it read is gone; or it is a
            search, which is no plan of runs.
    """
    if about.get("kind") == "search":  # whose later batches hang on what the first ones found
        raise _cannot(folder, tell("error.reproduce_search", command=about.get("command") or "govsim search"))
    file = folder / "scenario.yaml"
    if file.name in changed_files(folder, about):
        raise _cannot(folder, tell("error.reproduce_changed", file=file.name))
    try:
        tree = yaml.safe_load(file.read_text(encoding="utf-8"))
        bases = list(about.get("bases") or ())
        trees = [tree] if len(bases or about["scenarios"]) == 1 else list(tree.values())
        scenarios = [Scenario.from_canonical(one) for one in trees]
        played = points_again(scenarios, about["varied"]) if bases else scenarios
        plan = Plan(
            str(about["kind"]), {one.name: one for one in played}, tuple(int(seed) for seed in about["seeds"]),
            about["varied"], about["reference"], bool(about["yearly"]),
            tuple(about.get("groups") or ()), bool(about.get("group_weeks")), int(about.get("populations", 1)),
            {one.name: one for one in scenarios} if bases else {},
            (folder / DESIGN).read_text(encoding="utf-8") if bases else "",
            int(about.get("spread") or 0),
        )  # fmt: skip
    except (OSError, KeyError, TypeError, ValueError, AttributeError, yaml.YAMLError) as error:
        raise _cannot(folder, tell("error.reproduce_settings", reason=one_line(error))) from error
    for one in scenarios:
        for needed in (*one.plugins, *([one.population.path] if one.population.path else [])):
            if not Path(place_of(needed)).is_file():
                raise _cannot(folder, tell("error.reproduce_file", file=needed))
        for kind, name in _unknown_names(one):
            raise _cannot(folder, tell("error.reproduce_unknown", what=thing(kind), name=name))
        check_population(one)
    return plan


def _cannot(folder: Path, reason: str) -> InputError:
    return InputError(tell("error.reproduce_source", folder=folder, reason=reason))


def _unknown_names(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """What a scenario names and this version has not, or has and the scenario does not name."""
    gone = sorted(set(scenario.parts) - set(shipped()))
    yield from (("part", name) for name in gone)
    model = model_with([name for name in scenario.parts if name not in gone], scenario.plugins)
    for adoption in scenario.adoptions:
        if adoption.instrument not in model.instruments:
            yield "instrument", adoption.instrument
            continue
        own = set(model.instruments[adoption.instrument].settings)
        yield from (("setting_of", f"{adoption.instrument}.{name}") for name in sorted(own ^ set(adoption.settings)))
    yield from (("parameter", name) for name in scenario.parameters if name not in model.parameters)
    yield from (("industry", name) for name in scenario.industry if name not in industries())


def tell_versions(folder: Path, then: Mapping[str, Any]) -> None:
    """What has changed since the results were made."""
    now = here()
    with where_it_was_run(then):
        plan = plan_of(folder, then)
        source = source_hash(plan.model, (plan.bases or plan.scenarios).values(), plan.populations)
    now |= {"govsim": __version__, "commit": commit(), "source": source}
    with where_it_was_run(then):
        for register in then.get("registers") or []:
            if content_hash(place_of(register["path"])) != register["content"]:
                say(tell("reproduce.register", file=register["path"]))
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
