"""Work-safety liability insurance: cover for the employer, with a premium by record or flat.

Mechanism: cover takes part of the cost of an accident off the enterprise, as far as accidents are recorded
and claimed, which weakens its own reason for care (moral hazard); a rated premium gives a reason back, to the
degree that the record of a firm of this size is credible. A premium that hangs on recorded claims is also a
reason not to record.
Expected: rated, safety effort up; flat, injuries up a little.
Evidence: E072, E073 (experience rating goes with fewer injuries), E079 (no effect of one scheme), E083
(rating is the rule).
Doubts: the claim cost of Chinese policies is far lower (E297: loss ratio .5 to 12.7 %) than what these
settings give. Loss-prevention visits by insurers are another instrument.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, helper, setting

liability_insurance = Instrument(
    "liability_insurance",
    zh="安全生产责任保险、费率杠杆",
    en="work-safety liability insurance with experience rating",
    meaning="Compulsory liability cover; the premium follows the record (rated) or not (flat).",
    actors=("insurer", "enterprise"),
    acts_on="both",
    shows="injuries_expected",
    direction="down",
    related=("safety_subsidies", "credit_incentives"),
    settings=dict(
        cover=setting(
            0.4, low=0.0, high=0.9, neutral=0.0, unit="share of the remaining accident cost insured",
            zh="保障比例",
            source="E080 (at least 400,000 CNY a person); the share is assumed",
        ),
        claimed_share=setting(
            0.55, low=0.05, high=0.8, unit="share of the cover that an averted accident would have brought",
            zh="可获赔比例",
            source="set to what is paid over three years in experiments/beliefs: only what is recorded is claimed",
        ),
        premium_share=setting(
            0.016, low=0.0, high=0.03, neutral=0.0, unit="share of payroll a year", zh="保费率",
            source=(
                "county-defaults anzexian_premium: about .020 of payroll in chemicals, .008 in construction; "
                "assumed for all"
            ),
        ),
        rated=setting(
            True, low=0.0, high=1.0, unit="1 = premium follows the record, 0 = flat", zh="费率浮动",
            source="E083 (floating rates are in the rule)",
        ),
        grade_discount=setting(
            0.25, low=0.0, high=0.5, unit="share of the premium that full effort saves by its grade",
            zh="评级优惠",
            source="assumed: E272 lets rates float by 20 to 50 %",
        ),
        experience_share=setting(
            0.054, low=0.005, high=0.15, unit="share of the credible premium that follows effort",
            zh="经验费率斜率",
            source="set to what is earned over three years in experiments/beliefs",
        ),
        credibility_constant=setting(
            160.0, low=60.0, high=400.0, unit="worker-years", zh="可信度常数",
            source="assumed: three years of 53 workers are half credible",
        ),
        injury_claim=setting(
            30000.0, low=10000.0, high=80000.0, unit="CNY a recorded injury", zh="工伤赔付",
            source="county-defaults injury_claim_mean",
        ),
        death_claim=setting(
            1036420.0, low=400000.0, high=1600000.0, unit="CNY a recorded death", zh="死亡赔付",
            source="county-defaults death_compensation",
        ),
        expense_share=setting(
            0.05, low=0.0, high=0.3, unit="share of the premium",
            zh="保险费用率", source="E081 (commission at most 5 %)",
        ),
    ),
)  # fmt: skip


@helper
def premium_of(enterprise, industry, p):
    """Premium, CNY a worker-year: where it is rated, by the own record and the grade that an audit of effort gives."""
    factor = 1.0 + p.rated * (enterprise.premium_mod - 1.0 - p.grade_discount * enterprise.effort)
    return p.premium_share * industry.wage * factor


@liability_insurance.effect("cost_cover")
def take_cost_off_the_employer(enterprise, p, now):
    """The share of an accident's cost that an employer expects to be paid."""
    return p.cover * p.claimed_share


@liability_insurance.effect("premium_slope")
def let_the_premium_follow(enterprise, industry, p, now):
    """CNY a worker-year of premium that full effort would save."""
    years = 3.0 * float(enterprise.headcount)
    credible = years / (years + p.credibility_constant)
    return p.rated * p.premium_share * industry.wage * (p.experience_share * credible + p.grade_discount)


@liability_insurance.transfers("enterprise", "insurer", "liability premiums", zh="责任险保费")
def pay_the_premium(enterprise, industry, p, now):
    """The premium, by the head, that enterprises pay insurers."""
    return premium_of(enterprise, industry, p) * float(enterprise.headcount) / WEEKS_A_YEAR


@liability_insurance.transfers("insurer", "enterprise", "liability claims", zh="责任险赔付")
def settle_claims(enterprise, p, now):
    """What the insurer pays for last week's recorded injuries and deaths."""
    injuries = p.injury_claim * float(enterprise.injuries_recorded)
    return p.cover * (injuries + p.death_claim * float(enterprise.deaths_recorded))


@liability_insurance.spends("insurer", "running liability insurance", zh="责任险运营")
def run_the_business(enterprise, industry, p, now):
    """Agents and administration, as a share of the premium."""
    return p.expense_share * premium_of(enterprise, industry, p) * float(enterprise.headcount) / WEEKS_A_YEAR
