"""Departments plan and make their visits together, as a joint meeting agrees.

Mechanism: at each joint meeting a share of the visits that can still be merged goes into the plan of joint visits; in
between, departments fall back into visiting alone. What is merged saves enterprises visits and hours, so that safety
management costs them a little less, and a joint visit also looks at duties that no department owns. Staff lent by
others lets the agency make more visits. An entrant gets into the plan at the next meeting.
Expected: visits of other departments and hours with visitors down; rules fit a little better; injuries hardly move.
Side effects: what was agreed slips between meetings, the more the rarer they are; meetings take hours of officers.
Fewer eyes come by: nothing is modelled of what other departments' visits used to find by chance.
Evidence: E484-E487 and E650-E652 (visits down 15 to 55 %, hours 54 %), E488 (joint actions fade with repetition and
time).
Doubt: published falls are of campaigns that count themselves, at the places that announced them; how many duties have
no owner has no source; the speed of slipping back is assumed.
"""

from govsim.instruments.counting import share_of_one
from govsim.language import Instrument, column, setting

cross_department_coordination = Instrument(
    "cross_department_coordination",
    zh="跨部门协调、联合执法",
    en="cross-department coordination and joint enforcement",
    meaning="A joint meeting plans visits of several departments as one; staff is lent to the work-safety agency.",
    needs=("departments",),
    actors=("government", "regulator"),
    acts_on="both",
    per="100 enterprises",
    shows="other_visits",
    direction="down",
    related=("responsibility_lists", "notification_commitment"),
    link="detect",
    settings=dict(
        merged=setting(
            0.6, low=0.0, high=1.0, neutral=0.0, unit="share of the visits that can be merged", zh="联合检查比例",
            source="assumed: with what can be merged gives E486 (-30 %); high E487 (-55 %)",
        ),
        interval=setting(
            13.0, low=4.0, high=52.0, unit="weeks between joint meetings", zh="联席会议间隔",
            source="assumed: a meeting a quarter",
        ),
        agreed_at_once=setting(
            0.5,
            low=0.1,
            high=1.0,
            unit="share of what is still open",
            zh="每次会议达成比例",
            source="assumed: half of the departments at the table agree",
        ),
        slipping=setting(
            0.01,
            low=0.0,
            high=0.05,
            unit="share a week",
            zh="约定松动速度",
            source="E488 for the direction; assumed size",
        ),
        lent_staff=setting(
            0.05, low=0.0, high=0.3, neutral=0.0, unit="share of visits that lent staff adds", zh="抽调人员比例",
            source="assumed: one officer of twenty, on loan",
        ),
        meeting_hours=setting(
            15.0, low=0.0, high=60.0, neutral=0.0, unit="officer-hours a meeting and 100 enterprises",
            zh="联席会议工时", source="assumed: four officers for a day, in a county of 216 enterprises",
        ),
    ),
    remembers=dict(
        weeks=column(0, unit="weeks", zh="距上次会议周数", meaning="weeks since the last joint meeting", source=""),
        agreed=column(0.0, unit="share", low=0.0, high=1.0, zh="已纳入联合计划",
                      meaning="share of what is to be merged that is in the plan", source=""),
    ),
)  # fmt: skip


@cross_department_coordination.remember
def meet(enterprise, own, p, now):
    """Each meeting agrees on half of what is still open; in between a hundredth a week slips."""
    own.weeks += 1
    own.agreed *= 1.0 - p.slipping
    if float(own.weeks) >= p.interval:
        own.weeks = 0
        own.agreed += p.agreed_at_once * (1.0 - own.agreed)


@cross_department_coordination.effect("joint_visits")
def visit_together(enterprise, own, p, now):
    """What the plan of joint visits holds."""
    return p.merged * own.agreed


@cross_department_coordination.effect("visit_productivity")
def lend_staff(regulator, p, now):
    """Staff of other departments goes along."""
    return 1.0 + p.lent_staff


@cross_department_coordination.inspector_hours("joint meetings", zh="联席会议")
def sit_together(enterprise, own, p, now):
    """Hours of all departments' officers at the meeting and over its minutes."""
    return share_of_one(p.meeting_hours) if own.weeks == 0 else 0.0
