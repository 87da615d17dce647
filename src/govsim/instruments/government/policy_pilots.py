"""Pilots before a roll-out: a measure is tried in some places, looked at, and spread where the record says it works.

Mechanism: a planner. What is under it acts at full strength in the pilots and nowhere else until the review; then
everywhere, if recorded injuries of the pilots, against before and against the others, fell by more than a bar. Pilots
are picked by what is known of managements, and while all eyes are on them their heads attend more than later others.
Expected: the estimate on the record is better than the effect at scale, since pilots are picked and attended to.
Side effects: the others wait; a measure that does nothing is spread when luck or attention was with its pilots.
Evidence: E588 (80 to 90 % of policy experiments are placed where things stand better; local effort in
them is not replicable and hardly discounted).
Doubt: what is tried and dropped teaches nobody here. Share, attention, bar and term are assumed. A fifth of a county
has some hundred recorded injuries a year: chance alone moves the estimate of one county by a fifth, three times what
training does, so that a single pilot tells little, and what does nothing is spread nearly as often as what works.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, column, normal, purpose, setting, sqrt, trait

PICKED = purpose("policy_pilot_picked")

policy_pilots = Instrument(
    "policy_pilots",
    zh="试点示范、复制推广",
    en="pilots and roll-out",
    meaning="Other instruments start in picked pilots and are rolled out where the record says that they work.",
    needs=("evaluation",),
    actors=("government",),
    acts_on="both",
    per="enterprise",
    shows="pilot_estimate",
    direction="down",
    related=("phased_plan", "demonstration_sites"),
    beside=("safety_training",),
    settings=dict(
        share=setting(
            0.2, low=0.05, high=0.5, unit="share of enterprises", zh="试点比例",
            source="assumed: a fifth",
        ),
        quality=setting(
            1.0, low=0.0, high=1.0, unit="1 picked by reputation, 0 by lot", zh="择优程度",
            source="E588: 80 to 90 % of experiments are positively selected",
        ),
        boost=setting(
            0.3, low=0.0, high=0.8, neutral=0.0, unit="logit of effort at pilots until the review", zh="试点期间关注",
            source="assumed; E588 for the direction: effort in pilots is not replicable",
        ),
        review=setting(
            52.0, low=26.0, high=156.0, unit="weeks after the start", zh="试点评估时间", source="assumed: a year",
        ),
        bar=setting(
            0.0, low=-0.2, high=0.2, unit="fall of recorded injuries against the others", zh="推广门槛",
            source="assumed: any fall is enough",
        ),
        held_back=setting(
            1.0, low=0.0, high=1.0, neutral=0.0, unit="share of strength withheld from others until the review",
            zh="非试点暂缓比例", source="assumed: nothing is done elsewhere while a measure is tried",
        ),
        pilot_days=setting(
            1.4, low=0.0, high=10.0, neutral=0.0, unit="officer-days a pilot and year", zh="试点管理人日",
            source="assumed: 60 officer-days for a fifth of 216 enterprises",
        ),
    ),
    remembers=dict(
        begun=column(False, unit="", zh="已开始", meaning="it has been decided who is a pilot", source="computed"),
        pilot=column(False, unit="", zh="试点单位", meaning="a pilot", source="computed"),
        weeks=column(0, unit="weeks", zh="试点周数", meaning="weeks since the pilots began", source="computed"),
        rolled=column(False, unit="", zh="已推广", meaning="it has been rolled out", source="computed"),
    ),
)  # fmt: skip

HOURS_A_DAY = 8.0


@policy_pilots.remember
def pick_and_review(enterprise, region, own, p, now):
    """Pilots are picked once; newcomers find things as they are; at the review the record decides for the region.

    lot = quality z + sqrt(1 - quality^2) noise, z what is known of the management against the region's; a pilot is who
    exceeds what the share leaves.
    """
    if not own.begun:
        own.begun = True
        own.weeks = region.pilot_weeks
        own.rolled = region.rolled_out
        if region.pilot_weeks == 0:
            known = 0.5 * (enterprise.commitment_home + enterprise.capability_home)
            looks = (known - region.looks_mean) / region.looks_spread
            chance = sqrt(max(1.0 - p.quality * p.quality, 0.0)) * normal(trait(now, enterprise, PICKED))
            own.pilot = p.quality * looks + chance > normal(1.0 - p.share)
    own.weeks += 1
    if float(own.weeks) == p.review + 1.0:
        own.rolled = region.pilot_estimate < -p.bar


@policy_pilots.steer
def act_in_the_pilots(enterprise, own, p, now):
    """All of it in the pilots until the review; then everywhere or nowhere."""
    if float(own.weeks) <= p.review:
        return 1.0 if own.pilot else 1.0 - p.held_back
    return 1.0 if own.rolled else 1.0 - p.held_back


@policy_pilots.effect("pilot_mark")
def mark_the_pilots(enterprise, own, p, now):
    """Pilots are known as such."""
    return 1.0 if own.pilot and p.held_back + p.boost > 0.0 else 0.0


@policy_pilots.effect("pilot_rolled")
def mark_the_roll_out(enterprise, own, p, now):
    """So is everybody once it is rolled out."""
    return 1.0 if own.rolled and p.held_back + p.boost > 0.0 else 0.0


@policy_pilots.effect("pilot_over")
def close_the_comparison(enterprise, own, p, now):
    """After the review nothing is compared any more."""
    return 1.0 if float(own.weeks) > p.review and p.held_back + p.boost > 0.0 else 0.0


@policy_pilots.effect("management_attention")
def look_at_the_pilots(enterprise, own, p, now):
    """All eyes are on the pilots until the review."""
    return p.boost if own.pilot and float(own.weeks) <= p.review else 0.0


@policy_pilots.inspector_hours("care of the pilots", zh="试点管理")
def look_after_the_pilots(enterprise, own, p, now):
    """Officers care for the pilots until the review."""
    caring = own.pilot and float(own.weeks) <= p.review
    return p.pilot_days * HOURS_A_DAY / WEEKS_A_YEAR if caring else 0.0
