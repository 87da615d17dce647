"""Rewards for suggestions, and a star of safe behaviour every month.

Mechanism: a prize for each suggestion that proves right makes workers speak up, and those who are honoured show what
is expected of the others. Interest lasts as long as suggestions are taken up; where most lie in a drawer it fades.
Expected: hazard reports up, much in the first months; attitude slowly up, violations with it.
Side effects: suggestions without an answer: interest falls to what is taken up.
Evidence: E102 (reports against injuries, direction), E099-E101 (the answer matters), E583, E584 (35 and 80 % taken up),
E466 (comparison among colleagues), E576 (a verified report of the public: 254 CNY).
Doubt: what a prize adds is assumed; suggestions of suggestion schemes are mostly not about safety. What is not taken up
lowers interest here, not trust in management.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, column, setting

suggestion_rewards = Instrument(
    "suggestion_rewards",
    zh="安全建议奖励、安全行为之星",
    en="rewards for suggestions and safe behaviour",
    meaning="Prizes for suggestions that prove right, and a public honour for safe behaviour.",
    actors=("enterprise", "worker"),
    per="worker",
    shows="report_rate",
    direction="up",
    related=("safety_points", "safety_pay"),
    settings=dict(
        report_reward=setting(
            0.2, low=0.0, high=0.6, neutral=0.0, unit="logit added to reporting a hazard", zh="建议奖励强度",
            source="assumed: half of safety_points; E102 for the direction",
        ),
        norm_support=setting(
            0.002, low=0.0, high=0.01, neutral=0.0, unit="pull of attitude a week", zh="榜样对规范的作用",
            source="assumed: a twentieth of the speed at which attitude moves; E466 for the direction",
        ),
        taken_up=setting(
            0.35, low=0.05, high=0.9, unit="share of suggestions", zh="建议采纳率", source="E583",
        ),
        expected=setting(
            0.8, low=0.5, high=1.0, unit="share of suggestions", zh="期望采纳率",
            source="E584: where that many are taken up, interest lasts",
        ),
        fading=setting(
            0.04, low=0.01, high=0.2, unit="share a week", zh="兴趣变化速度",
            source="assumed: half of the way in four months",
        ),
        prize=setting(
            254.0, low=0.0, high=1000.0, neutral=0.0, unit="CNY a verified report", zh="建议奖金",
            source="E576, unit-costs U20: what the public gets",
        ),
        star_prize=setting(
            60.0, low=0.0, high=300.0, neutral=0.0, unit="CNY a worker-year", zh="安全之星奖金",
            source="assumed: a fifth of the prizes of safety_points",
        ),
        review_hours=setting(
            1.0, low=0.0, high=4.0, neutral=0.0, unit="hours a report", zh="建议评审工时",
            source="assumed: read, tried and answered in an hour",
        ),
    ),
    remembers=dict(
        interest=column(1.0, unit="share", low=0.0, high=1.0, zh="参与热情",
                        meaning="how far people still care to suggest", source=""),
    ),
)  # fmt: skip

WORKING_HOURS = 2000.0  # paid hours of a worker-year


@suggestion_rewards.remember
def lose_interest(enterprise, own, p, now):
    """Interest moves to the share taken up, against the share that people expect."""
    own.interest += p.fading * (min(p.taken_up / p.expected, 1.0) - own.interest)


@suggestion_rewards.effect("report_reward")
def reward_suggestions(enterprise, own, p, now):
    """Suggestions are rewarded; it counts as far as interest is left."""
    return p.report_reward * own.interest


@suggestion_rewards.effect("norm_support")
def honour_examples(enterprise, own, p, now):
    """Good examples are honoured; it counts as far as interest is left."""
    return p.norm_support * own.interest


@suggestion_rewards.transfers("enterprise", "worker", "prizes for suggestions", zh="建议奖金")
def give_suggestion_prizes(enterprise, p, now):
    """For what proved right last week, and for the stars of the month."""
    stars = p.star_prize * float(enterprise.headcount) / WEEKS_A_YEAR
    return p.prize * float(enterprise.reports_verified) + stars


@suggestion_rewards.spends("enterprise", "reviewing suggestions", zh="建议评审")
def review_suggestions(enterprise, industry, p, now):
    """Wages of the hours for reviewing what was reported."""
    return p.review_hours * float(enterprise.reports) * industry.wage / WORKING_HOURS
