"""What is on record of the others below one head: seen by those who choose whom to visit, where records are shared."""

from govsim.language import amount, clip, columns, parameter, power, rule, title

title("Chains: shared records", zh="链条：共享的记录")

# fmt: off
columns(
    "chain",
    claims_below=amount("weighted claims", "下属加权理赔", "recorded claims of some three years of all below the head"),
    claims_tariff=amount("weighted claims", "下属预计理赔", "what the tariff expects of all below the head"),
)
columns(
    "enterprise",
    siblings_seen=amount("score", "关联单位记录计入评分",
                         "what the record of the others below its head adds to the risk that an agency sees"),
)
parameter("risk_siblings", 0.2, low=0.0, high=0.4, unit="score a multiple of expected claims",
          zh="关联单位理赔对评分的作用",
          meaning="weight of recorded claims of the others below one head over what is expected, beyond the expected",
          source="assumed: two thirds of the weight of its own; E012 for records that tell")
# fmt: on


@rule(writes=("claims_below", "claims_tariff"), after="look_down", needs=("regions",))
def gather_records(chain, enterprises, p, now):
    """Recorded and expected claims of all below a head, as insurers keep them."""
    if chain.kind > 0:
        told = 0.0
        tariff = 0.0
        for enterprise in enterprises:
            told += enterprise.claims
            tariff += enterprise.claims_expected
        chain.claims_below = told
        chain.claims_tariff = tariff


@rule(writes=("siblings_seen", "risk_score", "visit_key"), after="prepare_visits", needs=("regions",))
def see_the_siblings(enterprise, chain, p, now):
    """Agencies that see the record of a chain go more to those whose siblings have a bad one, as far as they use it.

    seen = record_reach risk_siblings (ratio - 1), not below 0, ratio = (claims + 1)/(expected + 1) of the others, at
    most risk_claims_most; risk_score + seen, and the weight of a planned visit x (1 + seen/risk_score)^(risk_power
    risk_information). What nobody recorded is not seen here either. Evidence: E012.
    """
    enterprise.siblings_seen = 0.0
    if chain.kind > 0 and enterprise.record_reach > 0.0:
        told = max(chain.claims_below - enterprise.claims, 0.0)
        tariff = max(chain.claims_tariff - enterprise.claims_expected, 0.0)
        beyond = clip((told + 1.0) / (tariff + 1.0) - 1.0, 0.0, p.risk_claims_most - 1.0)
        seen = enterprise.record_reach * p.risk_siblings * beyond
        if seen > 0.0:
            if enterprise.visit_key >= 0.0 and enterprise.risk_information > 0.0:
                more = power(1.0 + seen / enterprise.risk_score, p.risk_power * enterprise.risk_information)
                enterprise.visit_key = enterprise.visit_key / more
            enterprise.siblings_seen = seen
            enterprise.risk_score += seen
