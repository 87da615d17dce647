"""What schools teach of safety: pupils take it along into work, years later and for years after it ends."""

from govsim.language import WEEKS_A_YEAR, channel, column, columns, parameter, rule, title, toward

title("Safety in schools", zh="学校安全教育")

# fmt: off
channel("safety_schooling", level="public", unit="skill and attitude", neutral=0.0, combine="add", low=0.0, high=0.5,
        zh="学校安全教育强度",
        meaning="what a year of pupils takes along, in skill and in attitude, once all were taught; read by schooling")
columns(
    "public",
    schooled_pupils=column(0.0, unit="skill and attitude", low=0.0, high=0.5, zh="在校生安全素养",
                           meaning="what the pupils about to leave school have been taught, on the mean",
                           source="computed"),
    schooled_entrants=column(0.0, unit="skill and attitude", low=0.0, high=0.5, zh="初入职者安全素养",
                             meaning="what people new to work bring along from school, on the mean",
                             source="computed"),
)
parameter("school_years", 4.0, low=1.0, high=9.0, unit="years", zh="在校教育年限",
          meaning="years in which pupils who were not taught give way to those who were",
          source="assumed: the last classes of general and vocational schools")
parameter("school_to_work", 3.0, low=0.5, high=6.0, unit="years", zh="从学校到岗位年限",
          meaning="years from that class to a post", source="assumed: military service, college, other work")
parameter("new_to_work", 0.15, low=0.05, high=0.3, unit="share of hires", zh="初次就业比例",
          meaning="hires that have left school for work", source="assumed; E643 for how much newness weighs")
# fmt: on


@rule(writes=("schooled_pupils", "schooled_entrants"), phase="parties")
def teach_and_leave_school(public, p, now):
    """Classes that were taught follow those that were not, and reach work some years later; so do those taught before.

    pupils <- + (safety_schooling - pupils) / (52 school_years); entrants <- + (pupils - entrants) / (52
    school_to_work). Evidence: E597, E598 (the first two years at work).
    """
    public.schooled_pupils = toward(
        public.schooled_pupils, public.safety_schooling, 1.0 / (WEEKS_A_YEAR * p.school_years)
    )
    public.schooled_entrants = toward(
        public.schooled_entrants, public.schooled_pupils, 1.0 / (WEEKS_A_YEAR * p.school_to_work)
    )
