"""Rules in force are reviewed after some years and revised where they no longer fit.

Mechanism: every few years a review of half a year revises a share of what has gone out of date, as far as there are
rules to be revised; a county's own rules fit them to the place. While rules change inspectors learn them anew.
Expected: the fit of rules is held against going out of date; little changes in the first years.
Side effects: inspectors are less sure in the half-year of a review.
Evidence: E497 (a power of the regulator unused for 32 years), E545 (deaths returned under an old standard); E532
(13,000 certificates abolished at a review). How fast rules go out of date is assumed.
Doubt: no study of a review's effect was found; a review can also loosen rules, which nothing here stands for.
"""

from govsim.instruments.counting import share_of_one
from govsim.language import WEEKS_A_YEAR, Instrument, column, setting

policy_review = Instrument(
    "policy_review",
    zh="后评估、政策迭代",
    en="review and revision of rules",
    meaning="Rules are reviewed every few years, revised where they no longer fit, and fitted to the place.",
    needs=("outside",),
    actors=("government",),
    acts_on="both",
    per="100 enterprises",
    shows="standard_fit",
    direction="up",
    related=("standards_coverage",),
    settings=dict(
        renewal=setting(
            0.5, low=0.0, high=2.0, neutral=0.0, unit="share of what no longer fits, drafted at a review",
            zh="修订比例", source="assumed: a quarter of the gap a year at two years between reviews",
        ),
        interval=setting(
            104.0, low=52.0, high=260.0, unit="weeks between reviews", zh="评估间隔",
            source="assumed: two years; five are usual for plans",
        ),
        review_weeks=setting(
            26.0,
            low=13.0,
            high=52.0,
            unit="weeks that a review takes",
            zh="评估用时",
            source="assumed: half a year",
        ),
        local_fit=setting(
            0.02, low=0.0, high=0.1, neutral=0.0, unit="share of the rules' fit", zh="地方性规定适配",
            source="assumed: local law adds little to national rules",
        ),
        relearning=setting(
            0.1, low=0.0, high=0.5, neutral=0.0, unit="logit of competence during a review", zh="监管人员重新学习",
            source="assumed: a tenth of the range of a year's training",
        ),
        review_hours=setting(
            40.0, low=0.0, high=200.0, neutral=0.0, unit="officer-hours a review and 100 enterprises",
            zh="评估工时", source="assumed: 11 officer-days in a county of 216 enterprises",
        ),
    ),
    remembers=dict(
        weeks=column(0, unit="weeks", zh="评估周期内周数", meaning="weeks since the last review began", source=""),
    ),
)  # fmt: skip


@policy_review.remember
def count_weeks(enterprise, own, p, now):
    """A review begins with the measure, and again after each interval."""
    own.weeks += 1
    if float(own.weeks) > p.interval:
        own.weeks = 1


@policy_review.effect("rule_renewal")
def revise(enterprise, industry, own, p, now):
    """Drafting while the review lasts, where there are rules to be revised."""
    asked = p.renewal * WEEKS_A_YEAR / p.review_weeks * industry.standard_fit
    return asked if float(own.weeks) <= p.review_weeks else 0.0


@policy_review.effect("rule_fit")
def fit_to_the_place(enterprise, p, now):
    """Local rules add to what national ones cover."""
    return 1.0 + p.local_fit


@policy_review.effect("inspector_competence")
def learn_anew(enterprise, own, p, now):
    """Inspectors are less sure while rules change."""
    return -p.relearning if float(own.weeks) <= p.review_weeks else 0.0


@policy_review.inspector_hours("reviews of rules", zh="政策后评估")
def review(enterprise, own, p, now):
    """Spread over the weeks of a review."""
    return share_of_one(p.review_hours) / p.review_weeks if float(own.weeks) <= p.review_weeks else 0.0
