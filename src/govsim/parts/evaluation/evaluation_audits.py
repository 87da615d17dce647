"""Audits of the market as the third party's word: put on the scale on which the index is kept.

An audit says in what state a site is, between 0 and 1, and passes it or not; a score of the index says where an
enterprise stands in its industry, .5 at the mean and score_step a standard deviation. The first audits of an industry
set the mean and spread that later ones are held against, as the base period does for indicators.
"""

from govsim.language import amount, columns, flag, rule, share, sqrt, title
from govsim.parts.evaluation.evaluation_scores import against

title("Evaluation: audits as third party", zh="评估：以审核为第三方评分")

# fmt: off
columns(
    "industry",
    audits_known=flag("已有审核基准", "the first audits have set what later ones are held against"),
    audit_mean=share(0.6, "首批审核均值", "mean of the first audits of the industry", "computed"),
    audit_spread=amount("score", "首批审核离散度", "standard deviation of the same", start=0.1),
)
# fmt: on

HALF_YEAR = 26
FEWEST = 2  # audits that have a spread


@rule(
    writes=("audits_known", "audit_mean", "audit_spread"), before="third_party_of_the_market", needs=("services",)
)  # fmt: skip
def keep_the_first_audits(industry, enterprises, p, now):
    """At the first evaluation for which there are audits, their mean and spread in the industry are kept."""
    if now.week % HALF_YEAR == HALF_YEAR - 1 and not industry.audits_known:
        n = 0
        total = 0.0
        squares = 0.0
        for enterprise in enterprises:
            if enterprise.audit_ever:
                n += 1
                total += enterprise.audit_score
                squares += enterprise.audit_score * enterprise.audit_score
        if n >= FEWEST:
            mean = total / float(n)
            industry.audit_mean = mean
            industry.audit_spread = max(sqrt(max(squares / float(n) - mean * mean, 0.0)), p.least_spread)
            industry.audits_known = True


@rule(writes=("third_score",), before="make_the_index", needs=("services",))
def third_party_of_the_market(enterprise, industry, p, now):
    """Where auditors are for hire, the third party's score is that of their last audit, on the scale of the index.

    third_score = .5 + score_step (audit - mean of the first audits)/their spread, within 0 and 1; false passes are in
    it. Who has not been audited is looked at as where there is no market.
    """
    audited = enterprise.audit_hours > 0.0 and enterprise.audit_ever and industry.audits_known
    if now.week % HALF_YEAR == HALF_YEAR - 1 and audited:
        enterprise.third_score = against(enterprise.audit_score, industry.audit_mean, industry.audit_spread, p)
