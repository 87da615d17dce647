"""Safety knowledge in general and vocational schools.

Mechanism: pupils are taught, and take some skill and attitude along into work. Classes that were taught follow those
that were not, and reach posts years later; they are a small share of those hired, and more of the crew each year. What
was taught goes on reaching work for years after the lessons end.
Expected: nothing for three years, then fewer violations and injuries of newcomers, growing for ten years and more.
Side effects: none for years but the cost; other lessons are shorter.
Evidence: E597, E598 (young workers who were taught: .51 and .68 of the injuries of others in their first two years),
E632, E643 (newness weighs).
Doubt: E597 is not a trial, and asks for about four times the default; the default is a low case. Hires from school and
others are not told apart on the model's rows: all who are hired get the mean of both.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, setting

school_safety_education = Instrument(
    "school_safety_education",
    zh="安全知识纳入国民教育体系",
    en="safety in schools",
    meaning="Pupils are taught safety before they go to work.",
    actors=("government", "public", "worker"),
    acts_on="everyday",
    per="1,000 workers",
    shows="mean_skill",
    direction="up",
    related=("safety_campaigns", "safety_training"),
    link="behave",
    settings=dict(
        preparation=setting(
            0.10, low=0.0, high=0.4, neutral=0.0, unit="skill and attitude a pupil takes along", zh="在校所获安全素养",
            source="assumed: a low case; E597 asks for about .4",
        ),
        reached=setting(
            1.0, low=0.0, high=1.0, neutral=0.0, unit="share of pupils", zh="覆盖学生比例",
            source="assumed: part of the national curriculum",
        ),
        teaching_cost=setting(
            160_000.0, low=0.0, high=800_000.0, neutral=0.0, unit="CNY a year per 1,000 workers, all pupils reached",
            zh="教学经费",
            source="assumed: 20 CNY a pupil, 130 pupils per 1,000 residents, 60 residents a worker",
        ),
    ),
)  # fmt: skip


@school_safety_education.effect("safety_schooling")
def teach_pupils(public, p, now):
    """What a year of pupils takes along, on the mean of those reached and the others."""
    return p.preparation * p.reached


@school_safety_education.spends("government", "safety lessons", zh="安全课教学")
def pay_for_lessons(enterprise, p, now):
    """Books and teachers for the pupils reached."""
    return p.teaching_cost * p.reached / 1000.0 * float(enterprise.headcount) / WEEKS_A_YEAR
