"""Heavier and surer administrative fines.

Mechanism: fine and follow-up enter what an enterprise expects, weighed by the detection it perceives: with
no inspectors a fine is a number on paper.
Expected: compliance up with diminishing returns; a small effect on injuries (another -4 % when fines
triple).
Evidence: E007, E191-E193 (penalised visits cut injuries, less in later decades), E196.
Law: E149-E153.
Doubts: fines are a small part of what a penalty costs (stoppage, standing), and the size of that part is
assumed. Fines themselves are entries of the mechanism that imposes them: a transfer to the treasury.
"""

from govsim.language import Instrument, setting

administrative_fines = Instrument(
    "administrative_fines",
    zh="法律手段、行政处罚",
    en="administrative fines",
    meaning="Fines are raised, imposed more often, and overdue orders are pursued.",
    actors=("regulator",),
    acts_on="both",
    shows="violations",
    direction="down",
    related=("criminal_liability", "legal_counsel"),
    settings=dict(
        sanction_scale=setting(
            3.0, low=0.0, high=10.0, neutral=1.0, unit="multiple of today's mean fine", zh="罚款倍数",
            source=(
                "E169 (31,000 CNY a penalty) against the ceilings of E149-E150 (50,000-100,000): 3 reaches "
                "the law's ceiling"
            ),
            moves="sanction_scale",
        ),
        enforcement_strictness=setting(
            1.0, low=0.5, high=3.0, neutral=1.0, unit="multiple of the chance that a finding is penalised",
            zh="执法严格程度",
            source="E168 (72 penalties per 1,000 visits) to E175 (139): a factor of two between provinces",
            moves="enforcement_strictness",
        ),
        order_pursuit=setting(
            0.0, low=0.0, high=1.0, neutral=0.0, unit="added chance that an overdue order is followed up",
            zh="逾期复查概率",
            source="E153 (daily fines for defiance); assumed size",
            moves="order_pursuit",
        ),
        case_hours=setting(
            16.0, low=0.0, high=55.0, neutral=0.0, unit="officer-hours a penalty", zh="办案工时",
            source="assumed: two officer-days of extra care a case",
        ),
    ),
)  # fmt: skip


@administrative_fines.inspector_hours("contested cases", zh="争议案件")
def handle_cases(enterprise, p, now):
    """Hours of officers for the added care that each penalty takes."""
    return p.case_hours if enterprise.penalised else 0.0
