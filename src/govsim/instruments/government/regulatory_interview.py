"""Interviews: the head of a failing unit is summoned, promises, and gets a deadline.

Mechanism: a second penalty within the fail line, or a recorded fatal accident, brings a summons. The head attends
to safety at once; that fades within months, and each further interview impresses less. For a quarter every
deadline is followed up. No output stops, and nothing has to be met for it to end: that is what cards are for.
Expected: orders carried out and effort up in the quarter after, gone within a year; less with each repetition.
Where leaders have careers (part careers), the leader of a region that passed its ceiling of deaths, or had a larger
accident, is called in likewise, and presses the inspectorate for months; leaders of other regions take note.
Side effects: empty promises where heads are summoned often; follow-ups take days from visits.
Evidence: E488 (later rounds do less than the first, and effects are short), E491 (very short, only on what was
talked about), E492 (a rebound after), E493, E496 (8 of 10 mines met the goal after a warning letter), E483.
Doubt: E488, E491 and E492 are about air in cities, not hazards of enterprises; a rebound below the old level is
not represented.
"""

from govsim.instruments.impressions import freshness, impression
from govsim.language import Instrument, column, setting

NEVER = 520

regulatory_interview = Instrument(
    "regulatory_interview",
    zh="约谈问责、通报批评、限期整改",
    en="interviews and public criticism of heads",
    meaning="The head of a failing unit is summoned; attention jumps and fades, and a deadline follows.",
    actors=("government", "regulator"),
    acts_on="both",
    per="case",
    shows="mean_effort",
    direction="up",
    related=("responsibility_cards", "management_report"),
    settings=dict(
        jump=setting(
            0.8, low=0.0, high=2.0, neutral=0.0, unit="logit of effort after an interview", zh="约谈后关注提升",
            source="E491, E496 direction; assumed size",
        ),
        keep=setting(
            0.948, low=0.9, high=0.99, unit="share a week", zh="约谈效果保留",
            source="assumed: half is gone after 13 weeks; E488, E491 (short)",
        ),
        tire=setting(
            0.3, low=0.0, high=0.8, unit="share of what is felt, an interview", zh="重复约谈疲劳",
            source="E488 direction: later rounds clearly smaller; assumed size",
        ),
        rest=setting(
            0.02, low=0.005, high=0.1, unit="share of lost freshness a week", zh="新鲜感恢复速度",
            source="assumed: half is back in eight months",
        ),
        fail_weeks=setting(
            52.0, low=13.0, high=104.0, unit="weeks between two penalties", zh="约谈触发线",
            source="assumed: twice punished within a year is failing",
        ),
        pursuit=setting(
            0.7, low=0.0, high=1.0, neutral=0.0, unit="added chance that a deadline is followed up",
            zh="限期整改复查概率",
            source="assumed: the deadline given in an interview is looked after",
        ),
        deadline=setting(
            13.0, low=4.0, high=26.0, unit="weeks", zh="限期整改周数",
            source="assumed: a quarter",
        ),
        leader_pressure=setting(
            0.1, low=0.0, high=0.5, neutral=0.0, unit="share of a leader's attention after an interview",
            zh="约谈地方领导的压力", source="assumed: as much as safety has without it; E488, E491 for how it fades",
        ),
        interview_hours=setting(
            16.0, low=0.0, high=60.0, neutral=0.0, unit="officer-hours an interview", zh="约谈工时",
            source="assumed: two officer-days to prepare, hold and circulate it",
        ),
        day_of_the_head=setting(
            2000.0, low=0.0, high=20000.0, neutral=0.0, unit="CNY an interview", zh="企业负责人时间成本",
            source="assumed: two days of the head and of who writes the answer",
        ),
    ),
    remembers=dict(
        level=column(0.0, unit="share", low=0.0, high=1.0, zh="约谈印象", meaning="what is left of the interview",
                     source="computed"),
        fresh=column(1.0, unit="share", low=0.0, high=1.0, zh="约谈新鲜度",
                     meaning="how much of the next interview will be felt", source="computed"),
        weeks=column(NEVER, unit="weeks", low=0, high=NEVER, zh="距上次约谈周数",
                     meaning="weeks since the last interview",
                     source="computed"),
    ),
)  # fmt: skip


@regulatory_interview.remember
def summon(enterprise, own, p, now):
    """Summoned at a second penalty within the fail line, or after a recorded fatal accident."""
    again = enterprise.penalised and float(enterprise.weeks_since_penalty_before) <= p.fail_weeks
    dose = 1.0 if again or enterprise.fatal_recorded > 0 else 0.0
    own.level = impression(own.level, own.fresh, p.keep, dose)
    own.fresh = freshness(own.fresh, p.tire, p.rest, dose)
    own.weeks = 0 if dose > 0.0 else min(own.weeks + 1, NEVER)


@regulatory_interview.effect("management_attention")
def attend_after_the_interview(enterprise, own, p, now):
    return p.jump * own.level


@regulatory_interview.effect("order_pursuit")
def look_after_the_deadline(enterprise, own, p, now):
    return p.pursuit if float(own.weeks) < p.deadline else 0.0


@regulatory_interview.effect("leader_summons", part="careers")
def summon_the_leader(leader, p, now):
    """The leader of a failing region is called in by the government above."""
    return p.leader_pressure


@regulatory_interview.inspector_hours("interviews", zh="约谈")
def hold_interviews(enterprise, own, p, now):
    return p.interview_hours if own.weeks == 0 else 0.0


@regulatory_interview.spends("enterprise", "interviews", zh="应对约谈")
def go_to_interviews(enterprise, own, p, now):
    return p.day_of_the_head if own.weeks == 0 else 0.0
