"""Machines in place of people: enterprises convert dangerous work one after the other, where it pays.

Mechanism: each year an enterprise may start a conversion, likelier where the wages that it saves outweigh
its share of the price, where it is large, and where it is pushed; none starts in distress. A conversion takes a
year. Fewer people are then in danger; machines stay when the programme ends, and wear out.
Expected: injuries and deaths down with uptake, over many years; no turn in any one year.
Side effects: setting up and repair stay dangerous; skill is forgotten faster; workers lose their pay until
they find other work; instalments are due for years; the small are late; a subsidy that ends leaves its share
to the enterprise.
Evidence: E646 and E647 (injuries -16 %, in manufacturing -28 %, a standard deviation of robots), E667 and E416
(deaths a tonne and the spread of intelligent coal faces), E419 to E422 (cost and posts saved), E424.
Doubt: uptake has no source and follows a published spread in coal alone; headcount does not fall here, only
pay does; who finds other work is taken to earn as much as before; that machines spare more labour than they
cost is assumed (posts_saved .3: below .17 they cost more); a conversion under way stops when the programme ends.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, column, helper, log, logistic, purpose, setting, trait

LOT = purpose("automation_lot")
USUAL_POSTS = 25.0

automation = Instrument(
    "automation",
    zh="机械化换人、机器人、智能化改造",
    en="automation of dangerous work",
    meaning="Enterprises are pushed and paid to let machines do dangerous work.",
    needs=("assets",),
    actors=("enterprise", "worker"),
    acts_on="both",
    per="worker",
    shows="mean_automated",
    direction="up",
    related=("safety_subsidies", "equipment_phaseout"),
    link="control",
    settings=dict(
        pace=setting(
            0.03, low=0.0, high=0.1, neutral=0.0, unit="share of the gap a week at the price of week 0",
            zh="改造进度", source="assumed: four fifths are done in the year of a conversion",
        ),
        inclination=setting(
            -3.0, low=-5.0, high=-1.0, unit="logit a year", zh="启动倾向",
            source="assumed: one in twenty starts in a year where saving and cost are even; E416 (3 to 494 faces in "
                   "five years) for how fast it can be",
        ),
        push=setting(
            1.0, low=-2.0, high=4.0, unit="logit a year", zh="推动力度",
            source="assumed: targets and lists of processes to convert",
        ),
        subsidy=setting(
            0.2, low=0.0, high=0.6, unit="share of the price", zh="改造补贴比例",
            source="assumed: what counties pay for technical renewal; unit-costs U10 (.65) is the top abroad",
        ),
        saving=setting(
            0.3, low=0.1, high=0.7, unit="share of the wage of a post that is saved", zh="预期节省工资比例",
            source="assumed: what the books of the model then show; E422 (8 of 11 posts) for the high end",
        ),
        horizon=setting(
            5.0, low=2.0, high=10.0, unit="years of savings that are reckoned with", zh="回报年限",
            source="assumed: what small firms ask of an outlay",
        ),
        post_cost=setting(
            150_000.0, low=60_000.0, high=700_000.0, unit="CNY a post", zh="每岗位改造成本",
            source="assumed: what the books of the model then take; high = unit-costs U02, E419",
        ),
        by_pay=setting(
            1.5, low=0.5, high=3.0, unit="logit at a gain of the whole cost", zh="收益对启动的作用",
            source="assumed: a gain of the whole cost brings four and a half times the odds",
        ),
        size_pull=setting(
            0.5, low=0.0, high=1.0, unit="logit for each e-fold of posts", zh="规模倾向",
            source="assumed: the large buy first",
        ),
    ),
    remembers=dict(
        waiting=column(1.0, unit="chance", low=0.0, high=1.0, zh="尚未启动概率",
                       meaning="chance that a conversion has not started yet", source="computed"),
        weeks=column(0, unit="weeks", low=0, high=100_000, zh="改造周数", meaning="weeks since it started",
                     source="computed"),
    ),
)  # fmt: skip


@helper
def is_tempted(enterprise, industry, region, p):
    """Chance of starting in a year: L(inclination + push + by_pay (saving - cost)/cost + size_pull ln(posts/25))."""
    cost = p.post_cost * region.price_tools * (1.0 - p.subsidy)
    saved = p.horizon * p.saving * industry.wage
    size = log(float(max(enterprise.headcount, 1)) / USUAL_POSTS)
    return logistic(p.inclination + p.push + p.by_pay * (saved - cost) / cost + p.size_pull * size)


@automation.remember
def start_one_day(enterprise, industry, region, own, p, now):
    """One lot for life says at which chance of not yet having started a conversion starts."""
    if own.weeks > 0:
        own.weeks += 1
    elif not enterprise.distressed:
        own.waiting *= 1.0 - is_tempted(enterprise, industry, region, p) / WEEKS_A_YEAR
        if trait(now, enterprise, LOT) >= own.waiting:
            own.weeks = 1


@automation.effect("automation_work")
def convert(enterprise, own, p, now):
    """A conversion is worked on for a year."""
    return p.pace if own.weeks > 0 and float(own.weeks) <= WEEKS_A_YEAR else 0.0


@automation.transfers("government", "enterprise", "subsidies of machines", zh="改造补贴")
def subsidise_machines(enterprise, own, p, now):
    """A share of the instalments that were paid in the week before."""
    return p.subsidy * enterprise.automation_spent if own.weeks > 0 else 0.0
