"""Safety stewards: the government hires experts who go through key enterprises again and again and guide them.

Mechanism: each year the enterprises that the agency's records call most dangerous become key enterprises. A steward is
ordered for them: hours of experts who find hazards and teach, and who see to it that what they teach is built into
how the enterprise is run. Hours come from the market of experts and cost its price.
Expected: hazards of those served down by a third, of the county by a twentieth; capability up among the served.
Side effects: hours are taken from other customers, and dearer for all; whoever has a steward leaves to him what was
its own work; what is bought ends when the steward goes, but for what has been learned.
Evidence: E648 and E649 (20 hazards a visit, two thirds closed), E165, E559 and E560 (support beats diagnosis), E231
(consultation alone: nothing).
Doubt: no controlled study of stewards, no price of a contract (unit-costs U44); who is dangerous is judged by what is
on record.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, column, helper, setting

YEAR = 52  # weeks for which an enterprise is named a key enterprise

safety_steward = Instrument(
    "safety_steward",
    zh="安全管家服务",
    en="safety steward service",
    meaning="The government sends experts to guide key enterprises through the whole of safety management.",
    needs=("services",),
    actors=("government", "service", "enterprise"),
    acts_on="both",
    per="enterprise",
    shows="hazards_latent",
    direction="down",
    related=("insurance_services", "third_party_assessment", "listed_supervision"),
    link="identify",
    settings=dict(
        hours=setting(
            64.0, low=0.0, high=240.0, neutral=0.0, unit="hours a year and key enterprise", zh="管家服务工时",
            source="assumed: two or three visits a year of three experts; E648 for what a visit finds",
        ),
        key_line=setting(
            1.7, low=0.3, high=4.0, unit="risk score of the agency", zh="重点企业风险分数线",
            source="assumed: about a tenth of the enterprises of the county lie above it",
        ),
        guides=setting(
            0.002, low=0.0, high=0.01, neutral=0.0, unit="share of the gap an hour", zh="管家指导作用",
            source="assumed; E559 against E560: support to carry out gives three times what a diagnosis gives",
        ),
        leans=setting(
            0.1, low=0.0, high=0.5, neutral=0.0, unit="logit of effort", zh="依赖管家",
            source="assumed: what a steward does is not done again by the management",
        ),
        paid_by_state=setting(
            1.0, low=0.0, high=1.0, unit="share of the price", zh="政府付费比例",
            source="assumed: the government pays; .5 where it shares with the enterprise",
        ),
    ),
    remembers=dict(
        key=column(False, unit="", zh="重点企业", meaning="a key enterprise this year", source="computed"),
        left=column(0, unit="weeks", low=0, high=52, zh="剩余周数", source="computed",
                    meaning="weeks until key enterprises are named again"),
    ),
)  # fmt: skip


@safety_steward.remember
def name_key_enterprises(enterprise, own, p, now):
    """Once a year, by the risk score of the agency's records."""
    if own.left == 0:
        own.key = enterprise.risk_score >= p.key_line
        own.left = YEAR
    own.left -= 1


@helper
def hours_of_steward(key, p):
    """Hours a week that are ordered."""
    return p.hours / WEEKS_A_YEAR if key else 0.0


@safety_steward.effect("service_hours")
def order_a_steward(enterprise, own, p, now):
    """Hours of experts for key enterprises."""
    return p.hours if own.key else 0.0


@safety_steward.effect("capability_support")
def guide(enterprise, own, p, now):
    """What is built into the management of those who were served last week, by the hour."""
    return p.guides * hours_of_steward(own.key, p) * enterprise.served_share


@safety_steward.effect("management_attention")
def lean_on_the_steward(enterprise, own, p, now):
    """What the management leaves to the steward while he comes."""
    return -p.leans * enterprise.served_share if own.key else 0.0


@safety_steward.spends("government", "stewards", zh="安全管家")
def pay_stewards(enterprise, service, own, p, now):
    """The government's share of last week's hours, at the price of the market."""
    return p.paid_by_state * service.price * hours_of_steward(own.key, p) * enterprise.served_share


@safety_steward.spends("enterprise", "own share of stewards", zh="企业分担的安全管家费用")
def share_the_price(enterprise, service, own, p, now):
    """What is left to the key enterprise itself."""
    return (1.0 - p.paid_by_state) * service.price * hours_of_steward(own.key, p) * enterprise.served_share
