"""What is made an impression of, and wears off: a talk, a campaign, a visit, a report to those who elected one.

An instrument keeps two numbers of its own, the level of the impression and how fresh it still is. A dose adds its share
of what is missing, as far as it is fresh; the level fades by itself; each dose tires, and freshness comes back slowly.
Measures that work so differ in whom they reach, how strong a dose is, how long it stays and who pays.

Evidence: E592 to E595 (campaigns: a dip while they last, most of it gone after), E191 (attention after enforcement
fades).
"""

from govsim.language import clip, helper


@helper
def impression(level: float, fresh: float, keep: float, dose: float) -> float:
    """The level a week later: l <- keep l + dose (1 - l) fresh; with no dose it only fades."""
    return clip(keep * level + dose * (1.0 - level) * fresh, 0.0, 1.0)


@helper
def freshness(fresh: float, tire: float, rest: float, dose: float) -> float:
    """How much of the next dose is felt: the share `rest` of what was lost comes back a week, a dose takes `tire`."""
    rested = fresh + rest * (1.0 - fresh)
    if dose > 0.0:
        rested = rested - tire * fresh
    return clip(rested, 0.0, 1.0)
