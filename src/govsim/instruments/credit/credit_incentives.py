"""Rewards for trustworthy enterprises: cheaper loans and fewer visits.

Mechanism: the discount grows with the public score, so effort that lifts the score earns money; good
enterprises are left in peace and their visits go to others. Needs credit_scoring: without it every public
score is the same and none is rewarded.
Expected: compliance up in the upper half; unlike a penalty it gives no new reason to hide a death.
Evidence: none on size; E200 (who expects more audits after bad results complies more) for sparing the good.
Doubts: money and slope are assumed. Whoever is spared visits is also seen less. The county is assumed to
pay the discount as an interest subsidy: a transfer from government to enterprise.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, logistic, setting

credit_incentives = Instrument(
    "credit_incentives",
    zh="守信激励",
    en="rewards for trustworthy enterprises",
    meaning="A good public score brings cheaper loans and fewer visits.",
    actors=("government", "insurer"),
    acts_on="both",
    shows="violations",
    direction="down",
    related=("credit_scoring", "standardisation_grading"),
    beside=("credit_scoring",),
    settings=dict(
        loan_discount=setting(
            0.01, low=0.0, high=0.03, neutral=0.0, unit="share a year", zh="贷款优惠",
            source="assumed: a quarter of county-defaults loan_rate (3.9 %); no figure found",
        ),
        grade_slope=setting(
            0.24, low=0.18, high=0.37, unit="share of the discount that a unit of effort earns", zh="评级斜率",
            source="set to what is earned over three years in experiments/beliefs",
        ),
        trusted_score=setting(
            0.75, low=0.6, high=0.95, unit="public score, 0 to 1", zh="守信分数线",
            source="assumed: just above the score of an enterprise with an average record",
        ),
        grade_spread=setting(
            0.08, low=0.02, high=0.2, unit="public score, 0 to 1", zh="评级过渡宽度",
            source="assumed: nearly three in four have the discount this far above that score, one in four below",
        ),
        visit_weight=setting(
            0.5, low=0.1, high=1.0, neutral=1.0, unit="multiple of the chance of a visit while trusted",
            zh="检查减免倍数",
            source="assumed: the programme asks for fewer inspections and gives no number",
        ),
    ),
)  # fmt: skip


@credit_incentives.effect("standing_stake")
def put_the_discount_at_stake(enterprise, p, now):
    """The discount times the share of it that a unit of effort earns."""
    return p.grade_slope * p.loan_discount * enterprise.debt


@credit_incentives.effect("targeting_weight")
def spare_the_trusted(enterprise, p, now):
    """Whoever has a high public score is visited less."""
    return p.visit_weight if enterprise.public_score > p.trusted_score else 1.0


@credit_incentives.transfers("government", "enterprise", "interest subsidies", zh="贷款贴息")
def subsidise_interest(enterprise, p, now):
    """CNY of cheaper loans; nobody has it for certain before .75 and most have it above."""
    grade = logistic((enterprise.public_score - p.trusted_score) / p.grade_spread)
    return p.loan_discount * enterprise.debt * grade * float(enterprise.headcount) / WEEKS_A_YEAR
