"""Heavier and surer administrative fines.

Mechanism: fine and follow-up enter what an enterprise expects, weighed by the detection it perceives: with
no inspectors a fine is a number on paper.
Expected: compliance up with diminishing returns; a small effect on injuries (another -4 % when fines
triple).
Evidence: E007, E191-E193 (penalised visits cut injuries, less in later decades), E196.
Law: E149-E153.
Doubts: fines are a small part of what a penalty costs (stoppage, standing), and the size of that part is
assumed. A fine is a transfer: a cost of the enterprise and a gain of the treasury.
"""

from govsim.language import Instrument, setting

administrative_fines = Instrument(
    "administrative_fines",
    zh="法律手段、行政处罚",
    en="administrative fines",
    meaning="Fines are raised, imposed more often, and overdue orders are pursued.",
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
        case_cost=setting(
            1450.0, low=0.0, high=5000.0, neutral=0.0, unit="CNY a penalty", zh="办案成本",
            source=(
                "county-defaults inspector_cost / inspector_statutory_days; assumed: two officer-days of "
                "extra care a case"
            ),
        ),
    ),
)  # fmt: skip


@administrative_fines.cost("enterprise")
def pay_higher_fines(enterprise, p, now):
    """The part of last week's fines that is due to the higher scale (exact in full force)."""
    return enterprise.fine_ex_ante * (p.sanction_scale - 1.0) / max(p.sanction_scale, 0.01)


@administrative_fines.cost("government")
def handle_cases(enterprise, p, now):
    """Work on contested cases, less what the treasury receives."""
    received = enterprise.fine_ex_ante * (p.sanction_scale - 1.0) / max(p.sanction_scale, 0.01)
    work = p.case_cost if enterprise.penalised else 0.0
    return work - received
