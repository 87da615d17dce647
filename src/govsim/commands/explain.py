"""`govsim explain`: why one enterprise did what it did in one week."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govsim.language import CHANNELS, TABLES
from govsim.study.ask.checks import whole
from govsim.study.ask.resolve import build_scenario
from govsim.study.runs.simulate import check_population
from govsim.study.speak.errors import InputError, RunError, one_line
from govsim.study.speak.terminal import print_rows, say
from govsim.study.speak.words import tell


def main(tree: Mapping[str, Any], as_json: bool = False) -> None:
    """Replay the week that the settings name and print what happened to the enterprise.

    Raises:
        InputError: when the week or the enterprise is not there.
    """
    built = build_scenario(tree)
    scenario = built.scenario
    for key in ("enterprise", "week"):
        if tree.get(key) is None:
            raise InputError(tell("error.explain_needs"))
    week = whole("week", tree["week"], 0, scenario.weeks - 1, "weeks")
    enterprise = whole("enterprise", tree["enterprise"], 0, 2**31 - 1, "number of an enterprise")
    seed = whole("seed", 0 if tree.get("seed") is None else tree["seed"], 0, 2**31 - 1)
    check_population(scenario)
    for note in built.notes:
        say(note)
    from govsim.engines.explain import NoEnterpriseError, explain

    try:
        told = explain(scenario, seed, enterprise, week)
    except NoEnterpriseError as error:
        values = {"enterprise": enterprise, "week": week, "nearest": error.nearest}
        raise InputError(tell("error.explain_enterprise", **values)) from error
    except (ArithmeticError, ValueError, MemoryError) as error:
        reason = f"{type(error).__name__}: {one_line(error)}"
        raise RunError(tell("error.run", scenario=scenario.name, seed=seed, error=reason)) from error
    rows = [_row(event) for event in told.events]
    if not as_json:
        print(tell("explain.head", enterprise=told.enterprise, week=told.week, scenario=told.scenario, seed=told.seed))
    print_rows(rows, as_json)
    if not rows and not as_json:
        print(tell("explain.nothing"))


def _row(event: Any) -> dict[str, Any]:
    return {
        "how": tell(f"explain.{event.kind}"),
        "by": event.by,
        "what": event.name,
        "zh": _label(event),
        "before": event.before,
        "after": event.after,
        "rule": event.reason,
    }


def _label(event: Any) -> str:
    if event.kind == "channel" and event.name in CHANNELS:
        return CHANNELS[event.name].zh
    column = TABLES["enterprise"].columns.get(event.name) if event.kind == "column" else None
    return column.zh if column else ""
