"""A public fund for prevention, rescue and training: capacity is bought, not equipment made cheaper.

Mechanism: a yearly budget is split into inspectors' posts, rescue teams and training, each at what one costs. Where
training is given, enterprises cut their own.
Expected: more visits, teams and training; what is averted for the money depends on the split.
Side effects: public training crowds out private; money for rescue shows in few years.
Evidence: E188, E001, E010 for what inspection does; E204 for what rescue does; county-defaults inspector_cost.
Doubt: what an hour of training and a team cost is assumed; no study of a split was found.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, helper, setting

special_fund = Instrument(
    "special_fund",
    zh="安全生产专项资金",
    en="special fund for prevention, rescue and training",
    meaning="A public budget buys inspectors' posts, rescue teams and training.",
    needs=("emergency",),
    actors=("government", "emergency", "enterprise"),
    acts_on="both",
    per="100 enterprises",
    shows="visits_per_enterprise",
    direction="up",
    related=("safety_subsidies", "grassroots_inspectors", "rescue_capacity", "safety_training"),
    link="control",
    settings=dict(
        budget=setting(
            930_000.0, low=0.0, high=5_000_000.0, neutral=0.0, unit="CNY a year per 100 enterprises", zh="资金规模",
            source="assumed: 2 million CNY a year in a county of 216 supervised enterprises",
        ),
        for_control=setting(
            0.34, low=0.0, high=1.0, unit="share of the budget", zh="风险管控份额", source="assumed: a third",
        ),
        for_rescue=setting(
            0.5, low=0.0, high=1.0, unit="share of what control leaves; the rest is for training", zh="救援份额",
            source="assumed: a third for each of the three uses",
        ),
        post_cost=setting(
            180_000.0, low=120_000.0, high=250_000.0, unit="CNY a post a year", zh="岗位年成本",
            source="county-defaults inspector_cost (120,000-250,000)",
        ),
        team_cost=setting(
            1_200_000.0, low=300_000.0, high=3_000_000.0, unit="CNY a team-year", zh="救援队伍年成本",
            source="assumed: eight people and a vehicle",
        ),
        course_cost=setting(
            600.0, low=200.0, high=2_000.0, unit="CNY for 24 hours of a worker", zh="培训单价",
            source="assumed: 25 CNY an hour",
        ),
        crowded_out=setting(
            0.2, low=0.0, high=0.8, unit="share of public hours that replace private ones", zh="挤出比例",
            source="assumed: a fifth",
        ),
    ),
)  # fmt: skip


@helper
def budget_of_one(p):
    """CNY a year for each enterprise."""
    return p.budget / 100.0


@helper
def share_for_training(p):
    """What control and rescue leave."""
    return (1.0 - p.for_control) * (1.0 - p.for_rescue)


@special_fund.effect("inspector_posts")
def add_posts(enterprise, p, now):
    """Posts that the share for control pays."""
    return budget_of_one(p) * p.for_control / p.post_cost


@special_fund.effect("rescue_teams")
def add_teams(public, p, now):
    """Teams that the share for rescue pays."""
    return budget_of_one(p) * float(public.plants) * (1.0 - p.for_control) * p.for_rescue / p.team_cost


@special_fund.effect("training_hours")
def add_training(enterprise, p, now):
    """Hours that the share for training pays, spread over all workers; enterprises cut some of their own."""
    money = budget_of_one(p) * share_for_training(p) / float(max(enterprise.headcount, 1))
    return money / p.course_cost * (1.0 - p.crowded_out)


@special_fund.spends("government", "special fund", zh="专项资金")
def spend_the_budget(enterprise, p, now):
    """The whole budget, whatever it buys."""
    return budget_of_one(p) / WEEKS_A_YEAR
