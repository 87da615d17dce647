"""A step of safety effort, for experiments: whose effort is moved, and by how much, is decided by the experimenter.

Mechanism: the enterprises in scope want more effort than they would choose, less, or at least a level. Nothing else
changes: no stake, no visit, no record.
Expected: what effort brings in follows within years: fewer penalties, injuries and claims, a better record.
Evidence: none; this is a measuring device.
Doubt: effort that is moved from outside may bring another return than effort that somebody had a reason to choose.
"""

from govsim.language import Instrument, setting

DESIGN = "design of the experiment"

effort_up = Instrument(
    "effort_up",
    zh="努力程度上调实验",
    en="effort moved up",
    meaning="The enterprises in scope want more effort than they would choose.",
    settings=dict(
        step=setting(0.5, low=0.0, high=3.0, neutral=0.0, unit="logit of effort", zh="上调幅度", source=DESIGN),
    ),
)  # fmt: skip
effort_down = Instrument(
    "effort_down",
    zh="努力程度下调实验",
    en="effort moved down",
    meaning="The enterprises in scope want less effort than they would choose.",
    settings=dict(
        step=setting(0.5, low=0.0, high=3.0, neutral=0.0, unit="logit of effort", zh="下调幅度", source=DESIGN),
    ),
)  # fmt: skip
effort_held = Instrument(
    "effort_held",
    zh="努力程度保持实验",
    en="effort held up",
    meaning="The enterprises in scope carry out at least this share of the required safety management.",
    settings=dict(
        level=setting(
            0.9, low=0.0, high=1.0, neutral=0.0, unit="share of required effort", zh="保持水平", source=DESIGN,
            moves="effort_floor",
        ),
    ),
)  # fmt: skip


@effort_up.effect("management_attention")
def want_more(enterprise, p, now):
    """More than it would choose."""
    return p.step


@effort_down.effect("management_attention")
def want_less(enterprise, p, now):
    """Less than it would choose."""
    return -p.step
