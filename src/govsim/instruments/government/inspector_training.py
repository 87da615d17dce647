"""Training of inspectors: days of courses and of visits with an experienced colleague.

Mechanism: a day adds a share of what an officer does not know yet; what is known makes him see more on a visit,
major hazards above all. Days in a course are days without visits. Knowledge is state of the part `expertise`: it
fades by a quarter a year and outlasts the programme.
Expected: major hazards found per visit up, building up over two or three years; the same visits avert a little
more.
Side effects: fewer visits while officers are away; finds per visit fall again as there is less left to find.
Evidence: E471-E473 (what a visit finds hangs on who comes, tired or fresh), E448 (crews name half of the hazards
in view), E071, E167, E468 for how few major hazards are found.
Doubt: no study has measured what training of inspectors finds or averts; gain and speed are assumed.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, setting

HOURS_A_DAY = 8.0
WORKING_DAYS = 248.0  # of an officer's year (county-defaults inspector_statutory_days)

inspector_training = Instrument(
    "inspector_training",
    zh="监管人员专业能力提升",
    en="training of inspectors",
    meaning="Inspectors get more days of training a year, so that they see what is hard to see.",
    needs=("expertise",),
    actors=("government", "regulator"),
    acts_on="both",
    per="inspector",
    shows="majors_found_per_visit",
    direction="up",
    related=("accountability", "grassroots_inspectors", "safety_professionals"),
    settings=dict(
        training_days=setting(
            5.0, low=0.0, high=20.0, neutral=0.0, unit="days an officer-year", zh="培训天数",
            source="assumed: a week a year beyond today's; high = four weeks",
        ),
        days_away=setting(
            1.0, low=0.0, high=1.0, unit="days without visits a day of training", zh="离岗比例",
            source="assumed: every day of training is a day without visits; 0 where it is fitted into idle days",
        ),
        course_fee=setting(
            600.0, low=0.0, high=2000.0, neutral=0.0, unit="CNY a day and officer", zh="培训费用",
            source="assumed: teacher, room, travel and board of a course of thirty",
        ),
    ),
)  # fmt: skip


@inspector_training.effect("officer_training")
def send_officers(regulator, p, now):
    """Days of courses a year of each officer."""
    return p.training_days


@inspector_training.effect("visit_productivity")
def leave_visits_undone(regulator, p, now):
    """Days in a course are missing for visits, out of the 248 working days of a year."""
    return 1.0 - p.days_away * p.training_days / WORKING_DAYS


@inspector_training.spends("government", "courses for inspectors", zh="监管人员培训")
def pay_courses(regulator, p, now):
    """Fees of those days, for all posts."""
    return p.course_fee * p.training_days * regulator.posts / WEEKS_A_YEAR


@inspector_training.inspector_hours("courses", zh="参加培训")
def sit_in_courses(regulator, p, now):
    """Hours that officers sit in courses and do not visit."""
    return HOURS_A_DAY * p.training_days * regulator.posts / WEEKS_A_YEAR
