"""Subsidies for safety equipment: government pays a share of the price.

Mechanism: a lower price brings forward what would not have been bought. The enterprise has to find the rest, so that
those short of money buy less unless the share is high. Whoever would have bought anyway claims too. An enterprise gets
so much and no more; what was bought stays, and wears out.
Expected: safety equipment up for some years, then back as grants are used up and plant wears; deaths follow more than
injuries, since equipment keeps from what kills.
Side effects: deadweight: the careful take the money for what they buy anyway; poor_only saves it and leaves out most.
Evidence: E077, E078 (-66, -78 %, before and after, an upper bound), E555 (65 % of outlay), E556 (-25 % in the firms).
Doubt: how purchases answer to a subsidy is assumed; studies are of firms that applied, after accidents.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, clip, column, helper, setting

safety_subsidies = Instrument(
    "safety_subsidies",
    zh="安全设备更新改造补贴",
    en="special fund and renewal subsidies",
    meaning="A share of the price of safety equipment is paid by government, up to a limit for each enterprise.",
    actors=("government", "enterprise"),
    per="worker",
    shows="mean_safety_capital",
    direction="up",
    related=("safety_expense",),
    settings=dict(
        share=setting(
            0.4, low=0.0, high=0.8, neutral=0.0, unit="share of the price", zh="补贴比例",
            source="assumed: below the 65 % of E555",
        ),
        response=setting(
            0.3, low=0.05, high=1.0, unit="share of the gap to new plant a year at no price", zh="购置反应",
            source="assumed: less than the usual purchase of the careful (invest_rate)",
        ),
        grant_limit=setting(
            3000.0, low=500.0, high=20000.0, unit="CNY a worker", zh="企业补贴上限",
            source="assumed: a quarter of all required equipment",
        ),
        poor_only=setting(
            0.0, low=0.0, high=1.0, neutral=0.0, unit="share of grants kept for those short of money", zh="限困难企业",
            source="assumed: open to all; 1 = only to enterprises below poor_line",
        ),
        poor_line=setting(
            2000.0, low=500.0, high=10000.0, unit="CNY of reserve a worker", zh="困难企业储备线",
            source="assumed: a week's wages and a half",
        ),
        bought_anyway=setting(
            0.5, low=0.2, high=0.8, unit="share of the gap to new plant a year at full effort", zh="原本购置速度",
            source="assumed: as invest_rate; what inspectors of claims cannot tell from the rest",
        ),
        equipment_price=setting(
            12000.0, low=5000.0, high=40000.0, unit="CNY a worker for all required equipment", zh="人均设备价格",
            source="assumed: keeping up a wear of .12 a year costs 1,440 CNY, three fifths of full_effort_cost",
        ),
        administration=setting(
            0.05, low=0.0, high=0.2, unit="share of grants", zh="补贴管理费率",
            source="assumed: claims are read and sites looked at",
        ),
    ),
    remembers=dict(
        granted=column(0.0, unit="CNY a worker", low=0.0, high=1e6, zh="已获补贴",
                       meaning="what has been granted so far", source=""),
        eligible=column(0.0, unit="share", low=0.0, high=1.0, zh="可获补贴比例",
                        meaning="share of its claims that is granted", source=""),
    ),
)  # fmt: skip

NEW_PLANT = 1.1  # equipment towards which investment moves


@helper
def bought_more(enterprise, own, p):
    """Share of the gap bought a year because of the subsidy: what is left to pay must be there."""
    means = clip(enterprise.reserve / p.poor_line, 0.0, 1.0)
    able = p.share + (1.0 - p.share) * means
    return p.response * p.share * able * own.eligible


@helper
def grant_of(enterprise, own, p):
    """Grants a worker-year, CNY: on what is bought more, and on what would be bought anyway."""
    gap = max(NEW_PLANT - enterprise.safety_capital, 0.0)
    anyway = p.bought_anyway * enterprise.effort * own.eligible
    return p.share * p.equipment_price * gap * (bought_more(enterprise, own, p) + anyway)


@safety_subsidies.remember
def count_grants(enterprise, own, p, now):
    """Grants are counted; beyond the limit, and for the well-off where grants are kept for others, none is given."""
    own.granted += grant_of(enterprise, own, p) / WEEKS_A_YEAR
    own.eligible = 1.0 if enterprise.reserve < p.poor_line else 1.0 - p.poor_only
    if own.granted >= p.grant_limit:
        own.eligible = 0.0


@safety_subsidies.effect("capital_grant")
def buy_with_help(enterprise, own, p, now):
    """Equipment that is bought because of the subsidy."""
    return bought_more(enterprise, own, p)


@safety_subsidies.spends("enterprise", "subsidised equipment", zh="补贴设备购置")
def pay_for_more(enterprise, own, p, now):
    """The whole price of what is bought more; what is bought anyway is booked with effort."""
    gap = max(NEW_PLANT - enterprise.safety_capital, 0.0)
    price = p.equipment_price * gap * bought_more(enterprise, own, p)
    return price * float(enterprise.headcount) / WEEKS_A_YEAR


@safety_subsidies.transfers("government", "enterprise", "equipment subsidies", zh="设备补贴")
def pay_grants(enterprise, own, p, now):
    """On claims of either kind."""
    return grant_of(enterprise, own, p) * float(enterprise.headcount) / WEEKS_A_YEAR


@safety_subsidies.spends("government", "running the subsidy", zh="补贴管理")
def read_claims(enterprise, own, p, now):
    """What reading claims costs, a share of the grants."""
    grants = grant_of(enterprise, own, p) * float(enterprise.headcount) / WEEKS_A_YEAR
    return p.administration * grants
