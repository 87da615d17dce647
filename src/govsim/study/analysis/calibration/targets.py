"""What a calibration is held against: recorded counts of some years, values with an interval, or ranges.

A file of targets is YAML: `targets`, a list, and if wanted `vary` (a number and its range), `discrepancy` and
`years_alike`. Each target names an outcome of the model and gives one of three: `count` in `years`; `value` with `low`
and `high`, a 95 % interval; or `low` and `high` alone, a range in which every value is as good.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from govsim.language import Model
from govsim.study.ask.checks import number, one_of
from govsim.study.ask.plain import plain_yaml
from govsim.study.speak.errors import InputError, Mistakes, unknown, why, wrong_kind
from govsim.study.speak.paths import typed_path
from govsim.study.speak.words import tell

USUAL_DISCREPANCY = 0.05  # of a logarithm: how far the model may be from a county by its simplicity; assumed
MOST_DISCREPANCY, MOST_YEARS, MOST_VALUE = 1.0, 100.0, 1e15
KEYS = ("outcome", "count", "years", "value", "low", "high", "note")
TOP = ("targets", "vary", "discrepancy")

# What is counted when it happens is emulated by its chance, in which there is little luck; plus and minus of outcomes.
STAND_INS: dict[str, dict[str, float]] = {
    "deaths_true": {"deaths_expected": 1.0},
    "deaths_recorded": {"deaths_expected": 1.0, "deaths_hidden_expected": -1.0},
    "injuries_true": {"injuries_expected": 1.0},
}


@dataclass(frozen=True)
class Target:
    """What is known of one outcome of a county.

    Attributes:
        outcome: of the model; a flow is a year's.
        count: how many there were in `years`; nan where a value or a range is given.
        years: of the record; 0 where the luck of single years is in no way in the value, as in a published range.
        value: nan for a range.
        low, high: 95 % interval of the value, or the range.
        note: where it comes from.
    """

    outcome: str
    count: float = math.nan
    years: float = 0.0
    value: float = math.nan
    low: float = math.nan
    high: float = math.nan
    note: str = ""

    @property
    def kind(self) -> str:
        """Count, value or range."""
        return "count" if self.count == self.count else "value" if self.value == self.value else "range"

    @property
    def seen(self) -> tuple[float, float, float]:
        """The value, a year's for a flow, and its interval: of a count what Poisson leaves possible."""
        if self.kind != "count":
            middle = self.value if self.kind == "value" else math.sqrt(max(self.low, 1e-300) * self.high)
            return middle, self.low, self.high
        from scipy.stats import chi2

        low = float(chi2.ppf(0.025, 2 * self.count)) / 2 if self.count else 0.0
        return tuple(each / self.years for each in (self.count, low, float(chi2.ppf(0.975, 2 * self.count + 2)) / 2))  # type: ignore[return-value]


@dataclass(frozen=True)
class Asked:
    """What a file of targets asks for.

    Attributes:
        targets: in their order.
        vary: numbers with their ranges as typed; empty takes the usual ones.
        discrepancy: of every target, of a logarithm.
        name: of the file; "" for the baseline's own targets.
    """

    targets: tuple[Target, ...]
    vary: Mapping[str, str] = field(default_factory=dict)
    discrepancy: float = USUAL_DISCREPANCY
    name: str = ""


def read_targets(given: str, model: Model) -> Asked:
    """A file of targets.

    Raises:
        InputError: a line for each mistake, with the file and the place in it.
    """
    if Path(given).suffix.lower() not in (".yaml", ".yml"):
        raise wrong_kind("targets", given, tell("wanted.targets_file"))
    try:
        text = typed_path(given).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = tell("error.not_utf8") if isinstance(error, UnicodeDecodeError) else why(error)
        raise InputError(tell("error.unreadable", file=given, reason=reason)) from error
    try:
        tree = plain_yaml(text)
    except InputError as error:
        raise InputError(tell("error.in_file", file=given, line=error.args[0])) from error
    return targets_of(tree, model, given)


def targets_of(tree: Any, model: Model, name: str = "") -> Asked:
    """What a mapping with `targets` asks for.

    Raises:
        InputError: a line for each mistake.
    """
    if not isinstance(tree, Mapping) or not isinstance(tree.get("targets"), list) or not tree["targets"]:
        raise InputError(tell("error.targets_empty", file=name or "targets"))
    mistakes, place = Mistakes(), f"{name}: " if name else ""
    for key in tree:
        with mistakes.noted():
            one_of(f"{place}{key}", key, "key", TOP)
    made = [mistakes.of(_target, model, one, f"{place}targets[{at}]") for at, one in enumerate(tree["targets"], 1)]
    discrepancy = mistakes.of(
        number, f"{place}discrepancy", tree.get("discrepancy", USUAL_DISCREPANCY), 0.0, MOST_DISCREPANCY, "share"
    )
    vary = tree.get("vary") or {}
    with mistakes.noted():
        if not isinstance(vary, Mapping):
            raise wrong_kind(f"{place}vary", vary, tell("wanted.vary"))
    mistakes.refuse()
    names = [one.outcome for one in made]
    if doubles := sorted({one for one in names if names.count(one) > 1}):
        raise InputError(tell("error.targets_twice", file=name or "targets", name=doubles[0]))
    return Asked(tuple(made), {str(key): str(value) for key, value in vary.items()}, discrepancy, name)


def _target(model: Model, given: Any, place: str) -> Target:
    if not isinstance(given, Mapping):
        raise wrong_kind(place, given, tell("wanted.target"))
    for key in given:
        if key not in KEYS:
            raise unknown("key", key, KEYS, place)
    outcome = one_of(f"{place}.outcome", given.get("outcome"), "outcome", model.outcomes)
    unit, flows = model.outcomes[outcome].unit, model.outcomes[outcome].kind == "flow"
    read = {
        key: number(f"{place}.{key}", given[key], 0.0, MOST_YEARS if key == "years" else MOST_VALUE,
                    "years" if key == "years" else unit)
        for key in KEYS[1:-1] if given.get(key) is not None
    }  # fmt: skip
    made = Target(outcome, **read, note=str(given.get("note") or ""))
    _check_whole(made, read, flows, place)
    return made


def _check_whole(made: Target, read: Mapping[str, float], flows: bool, place: str) -> None:
    """One of three forms, whole."""
    if "count" in read:
        if not flows:
            raise InputError(tell("error.target_count", place=place, outcome=made.outcome))
        if "years" not in read or made.years <= 0 or {"value", "low", "high"} & set(read):
            raise InputError(tell("error.target_years", place=place))
        if not made.count.is_integer():
            raise InputError(tell("error.target_whole", place=place, count=f"{made.count:g}"))
        return
    if not {"low", "high"} <= set(read):
        raise InputError(tell("error.target_form", place=place))
    inside = "value" not in read or made.low <= made.value <= made.high
    if not (0.0 < made.low < made.high and inside):
        raise InputError(tell("error.target_order", place=place))


TEMPLATE = """\
{head}
targets:
  - outcome: injuries_recorded
    count: 690
    years: 3
    note: {note_injuries}
  - outcome: deaths_recorded
    count: 2
    years: 3
  - outcome: visits
    count: 1380
    years: 3
  - outcome: mean_fine
    value: 26000
    low: 22000
    high: 31000
  - outcome: hazards_found_per_visit
    low: 3
    high: 5
discrepancy: 0.05
# vary:
#   injury_base: 0.3..3:log
#   parameter.penalty_ordinary: ..
"""


def template() -> str:
    """A file of targets to fill in, with what each part means, in the language spoken."""
    head = "\n".join(f"# {line}" for line in tell("calibrate.template").split("\\n"))
    return TEMPLATE.format(head=head, note_injuries=tell("calibrate.template_note"))
