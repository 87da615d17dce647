"""A visit outside the inspectors' capacity, for experiments: who is visited is decided by the experimenter.

Mechanism: the enterprises in scope get a visit in every week in force; give `start` and `end = start + 1` for a single
visit. Nothing else changes: no capacity is used and no other enterprise loses a visit that week.
Expected: fewer injuries for about a year, more so after a penalty.
Evidence: E001, E010, E011 (visits and how they fade), E007, E191, E193 (visits with a penalty).
Doubt: a visit out of turn pushes the enterprise back in the rotation, so part of its next planned visits goes to
others.
"""

from govsim.language import Instrument, setting

forced_visit = Instrument(
    "forced_visit",
    zh="强制检查实验",
    en="forced visit",
    meaning="The enterprises in scope are visited, outside capacity, in every week in force.",
    settings=dict(
        chance=setting(
            1.0, low=0.0, high=1.0, neutral=0.0, unit="chance a week", zh="检查概率",
            source="design of the experiment",
        ),
        strictness=setting(
            1.0, low=0.0, high=1000.0, neutral=1.0, unit="multiple of the usual chance that findings are punished",
            zh="处罚严格倍数",
            source="design of the experiment: 0 = never punished, 1 = as usual, 1000 = whatever is found",
        ),
    ),
)  # fmt: skip


@forced_visit.effect("forced_visit")
def visit(enterprise, p, now):
    """The chance of a visit this week."""
    return p.chance


@forced_visit.effect("enforcement_strictness")
def punish(enterprise, p, now):
    """How readily what is found is punished while in force."""
    return p.strictness
