"""The designs there are, and what each takes for granted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from govsim.study.analysis.trials.designs import did, discontinuity, event_study, matched, randomised, synthetic
from govsim.study.analysis.trials.panel import Found, Panel

ENTERPRISE, REGION, WHOLE_COUNTY = "enterprise", "region", "county"
UNITS = (ENTERPRISE, REGION, WHOLE_COUNTY)


@dataclass(frozen=True)
class Design:
    """One way of finding out.

    Attributes:
        estimate: from a panel to what the study says.
        libraries: by which.
        units: that it can be made of, the usual first.
        assignment: who is treated where nothing is said.
        before: years on record before the treatment where nothing is said.
        is_staggered: units adopt one after another.
        treats_one: a single unit is treated.
        by_cutoff: a cutoff decides who is treated.
    """

    estimate: Callable[[Panel], Found]
    libraries: tuple[str, ...]
    units: tuple[str, ...] = UNITS
    assignment: str = "random"
    before: int = 3
    is_staggered: bool = False
    treats_one: bool = False
    by_cutoff: bool = False


DESIGNS: Mapping[str, Design] = {
    "randomised": Design(randomised.estimate, randomised.LIBRARIES),
    "did": Design(did.estimate, did.LIBRARIES),
    "event_study": Design(event_study.estimate, event_study.LIBRARIES, (ENTERPRISE, WHOLE_COUNTY), is_staggered=True),
    "discontinuity": Design(discontinuity.estimate, discontinuity.LIBRARIES, (ENTERPRISE,), by_cutoff=True),
    "matched": Design(matched.estimate, matched.LIBRARIES, assignment="volunteers"),
    "synthetic": Design(synthetic.estimate, synthetic.LIBRARIES, (WHOLE_COUNTY, REGION), before=8, treats_one=True),
}
