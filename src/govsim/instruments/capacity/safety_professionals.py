"""Professionals of safety: more study safety, who become experts, officers and inspectors after years.

Mechanism: places of study are paid for. Graduates come into a pool that firms of experts hire from; who is not hired
works in enterprises, which learn from them; agencies choose their people from more. Where there are more to choose
from, experts are better and hire more easily, and their hours cheaper. The pool is one for all regions: who pays does
not keep them.
Expected: nothing for three years; then professionals, competence of experts and inspectors up, the price of experts
down.
Side effects: enterprises pay people whom they had not; graduates leave the field; other regions hire them too.
Evidence: E471-E473 (what is found hangs on who comes), E565 (visits a consultant).
Doubt: no study of the supply of safety people was found; all sizes are assumed.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, setting

THOUSAND = 1_000.0

safety_professionals = Instrument(
    "safety_professionals",
    zh="安全工程师、人才培养、专家库",
    en="safety professionals",
    meaning="More people are taught safety engineering.",
    needs=("services",),
    actors=("government", "service", "enterprise", "regulator"),
    acts_on="both",
    per="1,000 workers",
    shows="professionals",
    direction="up",
    related=("inspector_training", "social_capital", "safety_department"),
    settings=dict(
        intake=setting(
            0.5, low=0.0, high=5.0, neutral=0.0, unit="students a year per 1,000 workers", zh="年招生人数",
            source="assumed: four a year for a county of county-defaults workers_total (8,530)",
        ),
        stays=setting(
            0.7, low=0.3, high=1.0, unit="share of students", zh="从事安全工作比例",
            source="assumed: the others take up something else",
        ),
        student_cost=setting(
            60_000.0, low=0.0, high=150_000.0, neutral=0.0, unit="CNY a student", zh="每名学生培养成本",
            source="assumed: three years at 20,000; no figure found",
        ),
    ),
)  # fmt: skip


@safety_professionals.effect("professional_intake")
def take_in_students(province, p, now):
    """Students who will take up the work that they have studied for."""
    return p.stays * p.intake


@safety_professionals.spends("government", "students of safety", zh="安全专业人才培养")
def pay_for_studies(enterprise, p, now):
    """All students, by posts of the county."""
    return p.student_cost * p.intake * float(enterprise.headcount) / THOUSAND / WEEKS_A_YEAR
