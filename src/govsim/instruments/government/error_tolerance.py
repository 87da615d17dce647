"""Tolerance for good-faith errors: an official who tried something new and failed is not punished for it.

Mechanism: officials try ideas that they held back, and take over sooner what works elsewhere. Most ideas fail, and a
failed one costs visits; where officers are held to account, forgiving also takes away part of what fear made them do.
Expected: methods copied from others up, and more failures; whether adoption rises more than error is to be read
from both.
Side effects: more failed tries; less diligence where accountability is on; nothing is copied where there is one region.
Evidence: programme 5.3.2 asks for it and states no figure; E481, E517 for what supervision of officers does.
Doubt: no study was found; what fear keeps back is assumed, and that adoption rises more than error follows from the
assumed share of ideas that work.
"""

from govsim.language import Instrument, setting

error_tolerance = Instrument(
    "error_tolerance",
    zh="容错纠错机制",
    en="tolerance for good-faith errors",
    meaning="Officials who fail with something new in good faith are not punished, and dare to try and to copy.",
    needs=("regions",),
    actors=("government", "regulator"),
    acts_on="both",
    per="agency",
    shows="methods_copied",
    direction="up",
    related=("accountability", "innovation_award"),
    link="detect",
    settings=dict(
        tolerance=setting(
            0.5, low=0.0, high=1.0, neutral=0.0, unit="share of the fear of failing", zh="容错程度",
            source="assumed: half of the fear goes where a rule says what is forgiven",
            moves="tolerance",
        ),
        review_hours=setting(
            24.0, low=0.0, high=80.0, neutral=0.0, unit="officer-hours a failed idea", zh="容错认定工时",
            source="assumed: three officer-days to find whether it was done in good faith",
        ),
    ),
)  # fmt: skip


@error_tolerance.inspector_hours("finding whether an error was made in good faith", zh="容错认定")
def look_into_failures(regulator, p, now):
    """Each failure is looked into."""
    return p.review_hours * float(regulator.ideas_failed)
