"""Penalties for discredited enterprises: a public list, dearer loans, no tenders, more visits.

Mechanism: an enterprise whose public score falls under a threshold is listed for a term. Listing costs
money (loan spread, lost tenders), which is a stake for those near the threshold and a payment of those on
the list. A stake on the record is also a motive to hide. Needs credit_scoring to be on: without it the
public score shows nothing and nobody is listed.
Expected: violations down; weak enterprises exit; more fatal accidents concealed, recorded injuries fall
more than true ones.
Evidence: E257 (12 listed in a province in years), county-defaults blacklist_duration (3 years), E303-E306
(concealment).
Doubts: no study of what listing costs or deters was found; every money figure is assumed.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, helper, setting

credit_penalties = Instrument(
    "credit_penalties",
    zh="失信惩戒、限制市场准入、提高检查频次",
    en="penalties for discredited enterprises",
    meaning=(
        "Enterprises of low public score are listed, pay more for loans, lose tenders and are visited more."
    ),
    actors=("government", "regulator"),
    acts_on="both",
    shows="listed",
    direction="up",
    related=("credit_scoring", "safety_commitment"),
    beside=("credit_scoring",),
    settings=dict(
        listing_threshold=setting(
            0.40, low=0.0, high=0.7, neutral=0.0, unit="public score, 0 to 1", zh="失信认定分数线",
            source=(
                "assumed: lists one or two in a hundred; E257 and county-defaults blacklist_share are far "
                "rarer"
            ),
            moves="listing_threshold",
        ),
        listing_term=setting(
            156.0, low=52.0, high=156.0, neutral=156.0, unit="weeks", zh="失信惩戒期限",
            source="county-defaults blacklist_duration: 3 years",
            moves="listing_term",
        ),
        loan_spread=setting(
            0.02, low=0.0, high=0.10, neutral=0.0, unit="share a year", zh="贷款利差",
            source=(
                "assumed: county-defaults loan_spread_blacklisted 0-.02, no figure found; wide bounds for a "
                "threshold search"
            ),
        ),
        tender_loss=setting(
            0.12, low=0.0, high=0.3, neutral=0.0, unit="CNY lost a CNY of tender revenue",
            zh="招投标限制损失",
            source="assumed: the margin and fixed cost that go with an excluded tender; no figure found",
        ),
        tender_foreseen=setting(
            1.0, low=0.25, high=1.0, unit="share of the tender loss that enterprises reckon with",
            zh="招投标损失预见度",
            source="assumed: all that the books take; .25 if they see the margin on tenders, not idle capacity",
        ),
        list_slope=setting(
            0.067, low=0.027, high=0.13, unit="chance of being listed that a unit of effort takes away",
            zh="列入斜率",
            source="set to what is earned over three years in experiments/beliefs",
        ),
        targeting_weight=setting(
            2.0, low=1.0, high=5.0, neutral=1.0, unit="multiple of the chance of a visit while listed",
            zh="检查频次倍数",
            source="assumed: the programme asks for more inspections and gives no number",
        ),
        concealment_stake=setting(
            0.3, low=0.0, high=1.0, neutral=0.0, unit="logit added to hiding a fatal accident", zh="瞒报动机",
            source="assumed: E303-E306 show that concealment exists, not what drives it",
            moves="concealment_stake",
        ),
    ),
)  # fmt: skip


@helper
def spread_on_loans(enterprise, p):
    """What dearer loans cost the listed, CNY a worker-year."""
    return p.loan_spread * enterprise.debt


@helper
def tenders_lost(enterprise, industry, p):
    """What tenders lost to rivals cost the listed, CNY a worker-year."""
    return p.tender_loss * industry.tender_share * enterprise.revenue


@credit_penalties.effect("standing_stake")
def put_credit_at_stake(enterprise, industry, p, now):
    """The cost of listing times the chance that a unit of effort takes away."""
    feared = spread_on_loans(enterprise, p) + p.tender_foreseen * tenders_lost(enterprise, industry, p)
    return p.list_slope * feared


@credit_penalties.effect("targeting_weight")
def visit_the_listed_more(enterprise, p, now):
    """Whoever is on the list is visited more."""
    return p.targeting_weight if enterprise.listed else 1.0


@credit_penalties.transfers("enterprise", "outside", "loan spreads", zh="贷款利差")
def pay_dearer_loans(enterprise, p, now):
    """Interest that the listed pay above others on their loans."""
    paid = spread_on_loans(enterprise, p) * float(enterprise.headcount) / WEEKS_A_YEAR
    return paid if enterprise.listed else 0.0


@credit_penalties.transfers("enterprise", "outside", "tenders lost to rivals", zh="被竞争对手拿走的招投标")
def lose_tenders(enterprise, industry, p, now):
    """Profit on tenders that the listed lose to rivals."""
    lost = tenders_lost(enterprise, industry, p) * float(enterprise.headcount) / WEEKS_A_YEAR
    return lost if enterprise.listed else 0.0
