"""A forced visit and what it does to those visited, by how it ends, size and year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from govsim.claims.effects.cases import FORCED_VISIT, build
from govsim.claims.effects.events import halves
from govsim.claims.findings.finding import UNPUBLISHED, Finding, Published
from govsim.claims.findings.lab import Lab, change, contrast, watch
from govsim.language import Model
from govsim.scenario import Scenario
from govsim.study.runs.statistics import Estimate
from govsim.year import WEEKS_A_YEAR

WEEK, YEARS = 208, 5
WEEKS = WEEK + YEARS * WEEKS_A_YEAR
ENTERPRISES, INSPECTORS = 864, 32  # four counties in one: the largest are few
SEEDS = 8
CLASSES = {"all": (1, 10**9), "10+": (10, 10**9), "1-19": (1, 19), "20-250": (20, 250), "251+": (251, 10**9)}
SHOWN = ("all", "1-19", "20-250", "251+")
# How a visit ends: never, as often as usual, and nearly always punished; a find is needed for a penalty.
STRICTNESS = {"never": 0.0, "usual": 1.0, "nearly": 1000.0}
PENALTY_SHARE = 0.7  # assumed share of visits with a penalty in programmes "where most are punished"
COLUMNS = ("injuries_expected", "penalised", "headcount", "generation")
INJURIES, PENALISED, HEADCOUNT, GENERATION = range(4)


@dataclass(frozen=True)
class Visits:
    """Expected injuries of the visited, with the visit and without.

    Attributes:
        sums: by ending, "after" or "before", size class and year: a value a seed.
        shares: share of the visited that were punished, by ending and size class.
    """

    sums: dict[tuple[str, str, int], tuple[np.ndarray, np.ndarray]]
    shares: dict[tuple[str, str], float]

    def over(self, ending: str, size: str, years: range) -> Estimate:
        """Change of expected injuries in years after the visit, per cent; year 1 begins with the week of the visit."""
        return change(*self._summed(ending, size, years))

    def gap(self, one: tuple[str, str], other: tuple[str, str], years: range) -> Estimate:
        """How much stronger an effect is than another, points; above 0 where the first averts more."""
        after, before = self._summed(*one, years)
        after_other, before_other = self._summed(*other, years)
        return contrast(after_other, before_other, after, before)

    def programme(self, size: str, years: range, share: float = PENALTY_SHARE) -> Estimate:
        """What a programme does in which this share of visits ends with a penalty, the others without."""
        hard, hard_before = self._summed("punished", size, years)
        mild, mild_before = self._summed("never", size, years)
        # The punished are fewer: both kinds count by their weight.
        one, two = share / float(hard_before.mean()), (1.0 - share) / float(mild_before.mean())
        return change(one * hard + two * mild, one * hard_before + two * mild_before)

    def _summed(self, ending: str, size: str, years: range) -> tuple[np.ndarray, np.ndarray]:
        made = np.array([self.sums[ending, size, year] for year in years]).sum(0)
        return made[0], made[1]


# --- Rows of the table -----------------------------------------------------------------------------------------------

PROGRAMME = "programme"
SAID: Mapping[str, tuple[str, str]] = {
    "never": ("a visit that is never punished", "从不处罚的检查"),
    "usual": ("a visit punished as often as usual", "按平常频率处罚的检查"),
    "nearly": ("a visit punished whenever something is found", "凡查出问题即处罚的检查"),
    "punished": ("a visit that really ended in a penalty", "确实作出处罚的检查"),
    PROGRAMME: ("visits of which 70 % end in a penalty", "其中七成作出处罚的检查"),
}
SIZES: Mapping[str, tuple[str, str]] = {
    "all": ("all sizes", "各种规模"), "10+": ("10 workers and more", "10 人及以上"),
    "1-19": ("1-19 workers", "1-19 人"), "20-250": ("20-250 workers", "20-250 人"),
    "251+": ("251 workers and more", "251 人及以上"),
}  # fmt: skip


def visit_row(
    name: str,
    ending: str,
    size: str,
    years: range,
    source: tuple[str, ...],
    how: tuple[str, str],
    published: Published = UNPUBLISHED,
    band: tuple[float, float] | None = None,
) -> Finding:
    """A finding on expected injuries of the visited, per cent, over some years after the visit."""
    first, last = years[0], years[-1]
    when = (f"year {first}", f"第 {first} 年") if first == last else (f"years {first}-{last}", f"第 {first}-{last} 年")
    text = (
        f"injuries after {SAID[ending][0]}, {SIZES[size][0]}, {when[0]}, %",
        f"{SAID[ending][1]}之后的伤害，{SIZES[size][1]}，{when[1]}，%",
    )
    return Finding(name, text, source, how, partial(_measured, ending, size, years), published, band=band)


def visit_rows(group: str, ending: str, source: tuple[str, ...], how: tuple[str, str]) -> Iterator[Finding]:
    """Rows by size and year for which nothing was published."""
    for size in SHOWN:
        for year in range(1, YEARS):
            yield visit_row(f"{group}.{size}.year{year}", ending, size, range(year, year + 1), source, how)


def _measured(ending: str, size: str, years: range, lab: Lab) -> Estimate:
    found = visits(lab)
    return found.programme(size, years) if ending == PROGRAMME else found.over(ending, size, years)


# --- The experiment --------------------------------------------------------------------------------------------------


def visits(lab: Lab) -> Visits:
    """The experiment, made once in a lab."""
    return lab.once("visits", lambda: _visits(lab))


def _visits(lab: Lab) -> Visits:
    """One half of the enterprises is visited in one week, in other runs the other half, each way of ending apart.

    The punished are those whom the nearly always punishing visit really punished, held against themselves in the run
    without a visit. An enterprise counts as long as the one that was visited exists in both runs.
    """
    keys = {"enterprises": ENTERPRISES, "inspectors": INSPECTORS, "weeks": WEEKS}
    plain = build("visit_none", {}, **keys)
    treated = halves(plain)
    cases = [plain]
    for name, strictness in STRICTNESS.items():
        for half, rows in enumerate(treated):
            settings = {"strictness": strictness, "start": WEEK, "end": WEEK + 1,
                        "scope": {"enterprises": [int(row) for row in rows]}}  # fmt: skip
            cases.append(build(f"visit_{name}_{half}", {"forced_visit": settings}, plugins=[str(FORCED_VISIT)], **keys))

    def work(model: Model, scenario: Scenario, seed: int) -> np.ndarray:
        seen = watch(model, scenario, seed, COLUMNS)
        years = seen[INJURIES, WEEK:].reshape(YEARS, WEEKS_A_YEAR, -1)
        same = (seen[GENERATION, WEEK:] == seen[GENERATION, WEEK]).reshape(years.shape)
        return np.concatenate([(years * same).sum(1), same.all(1), seen[PENALISED, WEEK][None],
                               seen[HEADCOUNT, WEEK][None]])  # fmt: skip

    made = lab.each(cases, SEEDS, work)
    base, rest = made[0], made[1:].reshape(len(STRICTNESS), 2, *made.shape[1:])
    return _summed(base, rest, treated)


def _summed(base: np.ndarray, rest: np.ndarray, treated: tuple[np.ndarray, np.ndarray]) -> Visits:
    sums: dict[tuple[str, str, int], tuple[np.ndarray, np.ndarray]] = {}
    shares: dict[tuple[str, str], float] = {}
    endings = [*STRICTNESS, "punished"]
    for ending in endings:
        place = min(endings.index(ending), len(STRICTNESS) - 1)
        run = np.concatenate([rest[place, half][:, :, rows] for half, rows in enumerate(treated)], axis=2)
        none = np.concatenate([base[:, :, rows] for rows in treated], axis=2)
        there = none[:, 2 * YEARS + 1] > 0
        hit = run[:, 2 * YEARS] > 0
        for size, (least, most) in CLASSES.items():
            chosen = there & (none[:, 2 * YEARS + 1] >= least) & (none[:, 2 * YEARS + 1] <= most)
            shares[ending, size] = float((hit & chosen).sum() / max(chosen.sum(), 1))
            if ending == "punished":
                chosen = chosen & hit
            for year in range(1, YEARS + 1):
                stay = chosen & (run[:, YEARS + year - 1] > 0) & (none[:, YEARS + year - 1] > 0)
                pair = ((one[:, year - 1] * stay).sum(1) for one in (run, none))
                sums[ending, size, year] = (next(pair), next(pair))
    return Visits(sums, shares)
