"""Demonstration enterprises: some good ones are designated, invest to meet the criteria, and become models to copy.

Mechanism: of those who look good enough some are designated, by lot. Until they meet the criteria they are helped and
pressed to buy equipment and to manage better; being visible, they are copied by others of their industry, who visit.
No instrument is tested there: what is copied is how they manage.
Expected: the designated better at once, their industry slowly, and less than they.
Side effects: the designated were better before, so that the raw gap between them and others overstates; they are shop
windows, dear for each; help goes to those who need it least.
Evidence: E591 (demonstration cities), E462 (what is honoured is copied by neighbours), E590 (growth of such programmes,
controls too weak), E542 (the certified were safer before), E562 (few practices spread across firms).
Doubt: how much of a visit is taken over is assumed; studies are of cities and of the environment.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, column, helper, purpose, setting, trait

CHOSEN = purpose("demonstration_chosen")

demonstration_sites = Instrument(
    "demonstration_sites",
    zh="示范企业与示范园区",
    en="demonstration sites",
    meaning="Some good enterprises are designated, helped to meet criteria, and shown to others.",
    needs=("knowledge",),
    actors=("government", "enterprise"),
    acts_on="both",
    per="enterprise",
    shows="capability_copied",
    direction="up",
    related=("knowledge_sharing", "policy_pilots", "recognition_awards"),
    link="control",
    settings=dict(
        share=setting(
            0.06, low=0.005, high=0.3, unit="share of those who look good enough", zh="示范比例",
            source="assumed: three in a hundred of all enterprises, half of whom look good enough",
        ),
        line=setting(
            0.5, low=0.3, high=0.8, unit="score, 0 to 1", zh="入选分数线", source="assumed: the better half",
        ),
        criteria=setting(
            0.8, low=0.5, high=1.0, unit="equipment and capability, share", zh="创建标准",
            source="assumed: what the best tenth reach by themselves",
        ),
        grant=setting(
            0.4, low=0.0, high=1.0, neutral=0.0, unit="share of the gap to new plant a year", zh="创建期设备投入",
            source="assumed: a little more than the careful buy (invest_rate)",
        ),
        support=setting(
            0.004, low=0.0, high=0.01, neutral=0.0, unit="share of missing capability a week", zh="创建期管理帮扶",
            source="assumed: a fifth of the gap in a year",
        ),
        near=setting(
            0.3, low=0.0, high=0.8, neutral=0.0, unit="share of a model's practice that others of its industry know",
            zh="同行观摩", source="assumed; E462 for the direction, E562 for little",
        ),
        site_cost=setting(
            100_000.0, low=0.0, high=500_000.0, neutral=0.0, unit="CNY a site", zh="每个示范点经费",
            source="assumed: boards, visits and reviews; no figure found",
        ),
        equipment_price=setting(
            12_000.0, low=5_000.0, high=40_000.0, unit="CNY a worker for all required equipment", zh="人均设备价格",
            source="assumed: as of safety_subsidies",
        ),
    ),
    remembers=dict(
        judged=column(False, unit="", zh="已评选", meaning="it was looked at when sites were chosen",
                      source="computed"),
        designated=column(0.0, unit="1 site, 0 not", zh="示范点", meaning="whether it is a site", source="computed"),
        weeks=column(0, unit="weeks", zh="创建周数", meaning="weeks since it was designated", source="computed"),
    ),
)  # fmt: skip

NEW_PLANT = 1.1  # equipment towards which investment moves


@helper
def missing(level, own, p):
    """Whether a site still misses the criteria: 1, else 0."""
    return own.designated if level < p.criteria else 0.0


@demonstration_sites.remember
def designate(enterprise, own, p, now):
    """Chosen once, among those who look good enough, by lot; a newcomer is looked at when it arrives."""
    if not own.judged:
        own.judged = True
        score = 0.5 * enterprise.capability + 0.5 * min(enterprise.safety_capital, 1.0)
        own.designated = 1.0 if score >= p.line and trait(now, enterprise, CHOSEN) < p.share else 0.0
    own.weeks += 1


@demonstration_sites.effect("capital_grant")
def equip(enterprise, own, p, now):
    """Equipment until the criteria are met."""
    return p.grant * missing(enterprise.safety_capital, own, p)


@demonstration_sites.effect("capability_support")
def help_to_manage(enterprise, own, p, now):
    """Help for management until the criteria are met."""
    return p.support * missing(enterprise.capability, own, p)


@demonstration_sites.effect("model_visibility")
def be_shown(enterprise, own, p, now):
    """A site is shown to its industry."""
    return own.designated


@demonstration_sites.effect("practice_spread")
def visit_the_site(enterprise, industry, own, p, now):
    """Others of an industry that has a site come and see."""
    return p.near if industry.models > 0.0 and own.designated < 0.5 else 0.0


@demonstration_sites.spends("government", "demonstration sites", zh="示范创建经费")
def pay_for_sites(enterprise, own, p, now):
    """In the first year of each site."""
    return p.site_cost * own.designated / WEEKS_A_YEAR if float(own.weeks) <= WEEKS_A_YEAR else 0.0


@demonstration_sites.spends("enterprise", "equipment of demonstration sites", zh="示范企业设备投入")
def pay_for_equipment(enterprise, own, p, now):
    """What a site buys to meet the criteria."""
    gap = max(NEW_PLANT - enterprise.safety_capital, 0.0)
    price = p.equipment_price * gap * p.grant * missing(enterprise.safety_capital, own, p)
    return price * float(enterprise.headcount) / WEEKS_A_YEAR
