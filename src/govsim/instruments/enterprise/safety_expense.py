"""A least share of revenue to be set aside and spent on safety; an audit decides how much of it is.

Mechanism: what law asks to be spent beyond what is spent anyway goes partly into equipment, partly into management that
then cannot be left undone. Books can be dressed: where money is short and nobody audits, more is diverted.
Expected: safety equipment up, most where accounts are audited and revenue is large; effort up at the negligent; deaths
down more than injuries. Equipment stays when the rule ends, effort does not.
Side effects: diversion by the weak; money spent that some have not, so that a few close.
Evidence: E279-E294 (rates), E290 (66 % of what coal set aside was used).
Doubt: what diverts money is assumed, with E290 for the order; so are the share that becomes equipment and its price.
The law asks it of high-risk industries, which obey in part already; the default is a rule for all that is kept, an
upper case: it makes enterprises spend twice what they do. What is spent anyway counts as fulfilled.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, column, helper, logistic, setting

safety_expense = Instrument(
    "safety_expense",
    zh="安全生产费用提取和使用",
    en="mandatory safety expense",
    meaning="A share of revenue must be spent on safety; accounts are audited.",
    actors=("enterprise", "regulator"),
    per="worker",
    shows="mean_safety_capital",
    direction="up",
    related=("safety_subsidies",),
    settings=dict(
        rate=setting(
            0.015, low=0.0, high=0.045, neutral=0.0, unit="share of revenue", zh="提取比例",
            source="E287 (1.5 %); E285 (.2 %) to E282 (4 %) by industry",
        ),
        equipment_share=setting(
            0.5, low=0.1, high=0.9, unit="share of the money", zh="用于设备的比例",
            source="assumed: the rest is management: training, checks, protective gear",
        ),
        audited=setting(
            0.2, low=0.0, high=1.0, unit="accounts audited a year, share", zh="年审计比例",
            source="assumed: one in five years",
        ),
        temptation=setting(
            -0.5, low=-2.0, high=1.0, unit="logit", zh="挪用倾向",
            source="assumed; E290 for the order: a third was not used",
        ),
        short_of_money=setting(
            1.2, low=0.0, high=3.0, unit="logit while the reserve is used up", zh="资金紧张的作用",
            source="assumed: the programme's own diagnosis",
        ),
        nobody_to_see=setting(
            0.6, low=0.0, high=2.0, unit="logit at the smallest", zh="规模小的作用",
            source="assumed: owner, accountant and safety officer are one person",
        ),
        audit_answer=setting(
            2.0, low=0.0, high=5.0, unit="logit, audited every year", zh="审计的作用",
            source="assumed: an account that is always audited is dressed rarely",
        ),
        habit=setting(
            0.05, low=0.01, high=0.2, unit="share a week", zh="记账习惯变化速度",
            source="assumed: half of the way in a quarter",
        ),
        equipment_price=setting(
            12000.0, low=5000.0, high=40000.0, unit="CNY a worker for all required equipment", zh="人均设备价格",
            source="assumed: keeping up a wear of .12 a year costs 1,440 CNY, three fifths of full_effort_cost",
        ),
        audit_fee=setting(
            5000.0, low=0.0, high=20000.0, unit="CNY an audit", zh="审计费用",
            source="assumed: two days of an accountant",
        ),
    ),
    remembers=dict(
        diverted=column(0.4, unit="share", low=0.0, high=1.0, zh="挪用比例",
                        meaning="share of the money that is not spent on safety", source=""),
    ),
)  # fmt: skip

NEW_PLANT = 1.1  # equipment towards which investment moves
LEAST_GAP = 0.1  # the last tenth is bought slowly


@helper
def bought_a_year(enterprise, diverted, p):
    """Share of the gap to new plant that the money buys in a year: what is asked for beyond what is spent anyway."""
    n = float(max(enterprise.headcount, 1))
    missing = max(p.rate * enterprise.revenue - enterprise.effort_spent * WEEKS_A_YEAR / n, 0.0)
    gap = max(NEW_PLANT - enterprise.safety_capital, LEAST_GAP)
    return (1.0 - diverted) * p.equipment_share * missing / (p.equipment_price * gap)


@safety_expense.remember
def dress_the_books(enterprise, own, p, now):
    """Share diverted: L(temptation, more where money is short or the enterprise small, less where it is audited)."""
    wish = p.temptation + p.nobody_to_see * (1.0 - enterprise.size_grasp) - p.audit_answer * p.audited
    if enterprise.reserve < 0.0:
        wish += p.short_of_money
    own.diverted += p.habit * (logistic(wish) - own.diverted)


@safety_expense.effect("capital_grant")
def buy_equipment(enterprise, own, p, now):
    """The money set aside buys equipment, but for what is diverted."""
    return bought_a_year(enterprise, own.diverted, p)


@safety_expense.effect("effort_floor")
def fund_management(enterprise, own, p, now):
    """Management for which the money must be used, as a share of what full effort costs."""
    due = (1.0 - own.diverted) * (1.0 - p.equipment_share) * p.rate * enterprise.revenue
    return min(due / max(enterprise.effort_price, 1.0), 1.0)


@safety_expense.spends("enterprise", "equipment from set-aside money", zh="安全费用购置设备")
def pay_for_equipment(enterprise, own, p, now):
    """What the equipment costs; management is booked with effort, and diverted money stays where it was."""
    gap = max(NEW_PLANT - enterprise.safety_capital, 0.0)
    bought = bought_a_year(enterprise, own.diverted, p) * gap
    return p.equipment_price * bought * float(enterprise.headcount) / WEEKS_A_YEAR


@safety_expense.spends("enterprise", "audits of set-aside money", zh="安全费用审计")
def pay_for_audits(enterprise, p, now):
    """Where something must be set aside, accounts are audited."""
    return p.audited * p.audit_fee / WEEKS_A_YEAR if p.rate > 0.0 else 0.0
