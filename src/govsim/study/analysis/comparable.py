"""What makes scenarios comparable: parts and files of all, names of their own, the same weeks summed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from govsim.scenario import Scenario
from govsim.study.runs.simulate import refuse_alike
from govsim.study.speak.errors import InputError
from govsim.study.speak.words import tell

MOST_WINDOWS = 5  # shown in one line


def with_parts_of_all(scenarios: Sequence[Scenario]) -> list[Scenario]:
    """Scenarios that are compared, each with the parts and files of all: else the model makes a difference."""
    parts = tuple(sorted({name for one in scenarios for name in one.parts}))
    files = tuple(dict.fromkeys(file for one in scenarios for file in one.plugins))
    return [replace(one, parts=parts, plugins=files) for one in scenarios]


def check_comparable(scenarios: Sequence[Scenario]) -> None:
    """Refuse scenarios whose outcomes do not compare."""
    if len(scenarios) < 2:
        raise InputError(tell("error.compare_two"))
    refuse_alike([scenario.name for scenario in scenarios])
    windows = windows_of(scenarios)
    if windows:
        raise InputError(tell("error.windows", windows=windows))


def windows_of(scenarios: Sequence[Scenario]) -> str:
    """The windows over which scenarios sum, where they are not the same; "" where they are."""
    windows = sorted({scenario.window for scenario in scenarios})
    shown = [*map(str, map(list, windows[:MOST_WINDOWS])), *(["..."] if len(windows) > MOST_WINDOWS else [])]
    return ", ".join(shown) if len(windows) > 1 else ""
