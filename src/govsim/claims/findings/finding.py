"""A published finding: what is measured on the model for it, and how the two are held against each other."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from govsim.model import model_of, shipped
from govsim.report.sources import cited_in, facts, findings, is_chosen
from govsim.study.runs.statistics import Estimate
from govsim.study.speak.errors import InputError

if TYPE_CHECKING:
    from govsim.claims.findings.lab import Lab

SAME, OPPOSITE, UNCLEAR = "same", "opposite", "unclear"
FIT, CHECK = "fit", "check"
FACTOR = 1.5  # a published size without an interval is met within this factor either way
WIDEST = 2.0  # an interval wider than so many times the range that it is held against tells nothing
LEVEL = float("nan")  # `neutral` of a quantity that has no sign, such as a share
NOTHING = Estimate(float("nan"), float("nan"), float("nan"))


@dataclass(frozen=True)
class Published:
    """What was published.

    Attributes:
        value: the size; nan where only something else is known.
        low: lower end of its interval; nan where none was published.
        high: upper end.
        direction: only the sign was published; `value` is -1, 0 or 1.
    """

    value: float = float("nan")
    low: float = float("nan")
    high: float = float("nan")
    direction: bool = False


UNPUBLISHED = Published()


@dataclass(frozen=True)
class Finding:
    """One row of the table of findings.

    Attributes:
        id: unique; what comes before the first dot is the name of its file.
        text: what is measured, with its unit, in English and Chinese.
        source: ids of the evidence that it is held against or bears on.
        emulated: how it is emulated, or why it cannot be, in English and Chinese.
        measure: gets a `Lab` and gives the simulated value with its interval; None where there is none.
        published: the published value.
        neutral: the value that stands for no effect: 0 for a change, 1 for a ratio, `LEVEL` where there is none.
        band: ends within which a published nothing counts as met; `emulated` says where they come from.
        factor: how far a published size without an interval may be missed.
    """

    id: str
    text: tuple[str, str]
    source: tuple[str, ...]
    emulated: tuple[str, str]
    measure: Callable[[Lab], Estimate] | None
    published: Published = UNPUBLISHED
    neutral: float = 0.0
    band: tuple[float, float] | None = None
    factor: float = FACTOR

    @property
    def has_sign(self) -> bool:
        """Whether a sign was published: an effect of some size or direction, and no level."""
        return math.isfinite(self.published.value - self.neutral) and self.published.value != self.neutral

    @property
    def group(self) -> str:
        """The name of its file."""
        return self.id.partition(".")[0]


def evidence(name: str, value: float | None = None) -> Published:
    """What a row of evidence.csv or establishments.csv gives.

    Args:
        name: id of the row, E... or R...
        value: the size in the unit of the finding, where the row states it in words only.

    Raises:
        InputError: when there is no such row.
    """
    row = findings().get(name) or facts().get(name)
    if row is None:
        raise InputError(f"findings: there is no evidence {name}.")
    if value is not None:
        return Published(value)
    low, high = (row.get(key) or row.get(other) for key, other in (("low", "ci_low"), ("high", "ci_high")))
    direction = row["unit"].startswith(("direction", "ordering")) and float(row["value"]) != 0.0
    return Published(float(row["value"]), _number(low), _number(high), direction)


def together(first: str, *others: str) -> Published:
    """The value of the first row, with a range that takes in all of them and their intervals."""
    rows = [evidence(name) for name in (first, *others)]
    ends = [end for row in rows for end in (row.value, row.low, row.high) if math.isfinite(end)]
    return Published(rows[0].value, min(ends), max(ends))


def also(how: tuple[str, str], english: str, chinese: str) -> tuple[str, str]:
    """What is said of how a finding is emulated, and a remark more, in both languages."""
    return f"{how[0]}; {english}", f"{how[1]}；{chinese}"


def _number(text: str | None) -> float:
    return float(text) if text else float("nan")


@cache
def fitted() -> frozenset[str]:
    """Evidence that a number of the model was chosen by: it tells how well, not whether the model is right.

    A parameter or setting that was fitted, or whose source is not an assumption or says that it was chosen by what it
    gives, counts with everything that its source cites; so does every row that the fit of the baseline aims at.
    """
    from govsim.claims.baseline.targets import aims

    model = model_of(shipped())
    numbers = [(one.source, one.calibrated) for one in model.parameters.values()]
    numbers += [(one.source, False) for tool in model.instruments.values() for one in tool.settings.values()]
    texts = [source for source, calibrated in numbers if calibrated or is_chosen(source)]
    texts += [source for source, _ in numbers if "assumed" not in source]
    texts += [aim.source for aim in aims()]
    cited = [cited_in(text) for text in texts]
    return frozenset(name for one in cited for name in (*one.findings, *one.facts))


def used(finding: Finding) -> str:
    """Whether a number of the model was chosen by any of its sources."""
    return FIT if fitted() & set(finding.source) else CHECK


def judge(finding: Finding, found: Estimate) -> tuple[str, bool | None]:
    """The sign of what was simulated against that of what was published, and whether its size is met.

    A published nothing has no sign: `same` where it is met, `unclear` otherwise; a level is `unclear`. Nothing is said
    of the size where none was published, nor where the simulated interval is wider than twice what it is held against.
    """
    published, neutral = finding.published, finding.neutral
    if not (math.isfinite(published.value) and math.isfinite(found.mean)):
        return UNCLEAR, None
    inside = _inside(finding, found)
    if published.value == neutral:
        return (SAME if inside else UNCLEAR), inside
    if not finding.has_sign:
        return UNCLEAR, inside
    if not (math.isfinite(found.low) and (found.low > neutral or found.high < neutral)):
        return UNCLEAR, inside
    return (SAME if (found.mean > neutral) == (published.value > neutral) else OPPOSITE), inside


def held_against(finding: Finding) -> tuple[float, float]:
    """The range within which the finding counts as met; nan where there is none."""
    published, neutral = finding.published, finding.neutral
    if finding.band is not None:
        return finding.band
    if published.direction or not math.isfinite(published.value):
        return float("nan"), float("nan")
    if math.isfinite(published.low) and math.isfinite(published.high):
        return published.low, published.high
    origin = neutral if math.isfinite(neutral) else 0.0
    distance = published.value - origin
    ends = sorted((origin + distance / finding.factor, origin + distance * finding.factor))
    return ends[0], ends[1]


def _inside(finding: Finding, found: Estimate) -> bool | None:
    low, high = held_against(finding)
    if not (math.isfinite(low) and math.isfinite(found.low)):
        return None
    overlaps = found.low <= high and found.high >= low
    too_wide = high > low and found.high - found.low > WIDEST * (high - low)
    return None if overlaps and too_wide else overlaps


def row(finding: Finding, found: Estimate) -> Mapping[str, Any]:
    """The finding as a row of the table; texts in both languages, nan where there is no number."""
    sign, inside = judge(finding, found)
    return {
        "id": finding.id, "finding": finding.text[0], "finding_zh": finding.text[1],
        "source": "; ".join(finding.source), "simulated": found.mean, "low": found.low, "high": found.high,
        "published": finding.published.value, "published_low": finding.published.low,
        "published_high": finding.published.high, "sign": sign, "inside": inside, "used": used(finding),
        "emulated": finding.emulated[0], "emulated_zh": finding.emulated[1],
        "direction": finding.published.direction, "signed": finding.has_sign,
    }  # fmt: skip
