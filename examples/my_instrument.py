"""A warning letter to the head of an enterprise after a bad visit.

Mechanism: a visit that finds many hazards brings a letter; management attends to safety for some weeks, and
each further letter to the same enterprise counts for less.
Expected: effort up after bad visits, fading; little change in the county.
Evidence: E191 (attention after enforcement fades); the sizes are assumed.
Doubt: nobody has measured a letter without a fine; E231 suggests that advice alone adds nothing.
"""

from govsim.language import Instrument, column, setting

warning_letter = Instrument(
    "warning_letter",
    zh="警示函",
    en="warning letter",
    meaning="A letter to the head of an enterprise after a visit that found many hazards.",
    remembers_on="enterprise",
    settings=dict(
        letter_at=setting(
            6.0, low=1.0, high=50.0, unit="hazards found in a visit", zh="发函门槛",
            source="assumed: a little above the usual findings of a visit",
        ),
        attention=setting(
            0.5, low=0.0, high=2.0, neutral=0.0, unit="logit of effort", zh="关注提升",
            source="E191 direction; assumed size",
        ),
        fading=setting(
            0.05, low=0.01, high=0.5, unit="share a week", zh="消退速度",
            source="assumed: half is gone after three months",
        ),
        letter_hours=setting(
            1.0, low=0.0, high=8.0, neutral=0.0, unit="officer-hours a letter", zh="发函工时",
            source="assumed: an hour to write and deliver it",
        ),
        answer_cost=setting(
            300.0, low=0.0, high=2000.0, neutral=0.0, unit="CNY a letter", zh="答复成本",
            source="assumed: half a day of management",
        ),
    ),
    remembers=dict(
        letters=column(0, unit="letters so far", zh="累计函件", meaning="letters since the start", source=""),
        alarm=column(0.0, unit="share", zh="警觉", meaning="what is left of the alarm", source=""),
    ),
)  # fmt: skip


@warning_letter.remember
def keep_count(enterprise, own, p, now):
    """A letter raises the alarm to 1, 1/2, 1/3 ... and the alarm fades."""
    own.alarm *= 1.0 - p.fading
    if float(enterprise.findings) >= p.letter_at:
        own.letters += 1
        own.alarm = max(own.alarm, 1.0 / float(own.letters))


@warning_letter.effect("management_attention")
def attend_to_safety(enterprise, own, p, now):
    """What is left of the alarm makes managers care."""
    return p.attention * own.alarm


@warning_letter.inspector_hours("letters", zh="发函")
def send_letters(enterprise, p, now):
    """Each letter takes an hour of an officer."""
    return p.letter_hours if float(enterprise.findings) >= p.letter_at else 0.0


@warning_letter.spends("enterprise", "answers", zh="答复")
def answer_letters(enterprise, p, now):
    """Each letter has to be answered."""
    return p.answer_cost if float(enterprise.findings) >= p.letter_at else 0.0
