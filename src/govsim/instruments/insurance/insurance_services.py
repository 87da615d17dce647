"""Services of insurers: a part of the premium buys experts who look for hazards at the insured.

Mechanism: insurers put a share of the premium of each enterprise into hours of experts, more where claims were, and no
more than that share pays for at the price of the market. Experts find hazards and teach a little.
Expected: hazards found up; injuries and claims down a little, most in large enterprises, whose premium buys hours.
Side effects: visits go where claims were, not where the risk is: whoever does not record, or has had luck, sees nobody;
small enterprises get an hour or two; hours are taken from other customers.
Evidence: E074, E075, E076 (hazard ratios .73, .59 after one and two contacts; observational), E079 (no effect of a
state fund's visits), E299 (9 hazards a visit), E558.
Doubt: those who had contacts chose them; the share of premiums spent so is assumed.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, clip, column, setting

insurance_services = Instrument(
    "insurance_services",
    zh="保险+服务",
    en="insurer loss-prevention services",
    meaning="Insurers spend a share of the premium on experts who find hazards at the insured.",
    needs=("services",),
    actors=("insurer", "service", "enterprise"),
    acts_on="both",
    per="enterprise",
    shows="hazards_self_found",
    direction="up",
    related=("safety_steward", "third_party_assessment", "liability_insurance"),
    link="identify",
    settings=dict(
        hours=setting(
            16.0, low=0.0, high=64.0, neutral=0.0, unit="hours a year where claims are as expected", zh="保险服务工时",
            source="assumed: two visits of a day; E074 and E075 are of one and two contacts",
        ),
        premium_share=setting(
            0.2, low=0.0, high=0.4, neutral=0.0, unit="share of the work-injury premium", zh="预防费用占保费比例",
            source="assumed: a fifth",
        ),
        follows_claims=setting(
            1.0, low=0.0, high=1.0, unit="weight of claims in who is served", zh="按理赔分配的程度",
            source="assumed: insurers know claims and little else",
        ),
        most=setting(
            2.0, low=1.0, high=4.0, unit="multiple of the usual hours", zh="单个企业工时上限倍数",
            source="assumed: nobody gets more than twice the usual",
        ),
    ),
    remembers=dict(
        hours=column(0.0, unit="hours a year", low=0.0, high=10_000.0, zh="已订服务工时", meaning="hours ordered",
                     source="computed"),
    ),
)  # fmt: skip


@insurance_services.remember
def spend_the_premium(enterprise, service, own, p, now):
    """Hours by claims over expected ones, as far as the share of last week's premium pays for them."""
    ratio = clip((enterprise.claims + 1.0) / (enterprise.claims_expected + 1.0), 0.0, p.most)
    wanted = p.hours * (1.0 - p.follows_claims + p.follows_claims * ratio)
    budget = p.premium_share * enterprise.premium_paid * WEEKS_A_YEAR
    own.hours = min(wanted, budget / max(service.price, 1.0))


@insurance_services.effect("service_hours")
def send_experts(enterprise, own, p, now):
    """Hours of experts that the insurer orders."""
    return own.hours


@insurance_services.spends("insurer", "experts sent to the insured", zh="保险服务专家")
def pay_experts(enterprise, service, own, p, now):
    """Last week's hours, at the price of the market."""
    return service.price * own.hours / WEEKS_A_YEAR * enterprise.served_share
