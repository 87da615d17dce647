"""Families speak of safety: letters, visits of the plant, words of children, some times a year.

Mechanism: an event makes an impression on those whose families are near; it wears off in months, and each further
event counts for less. While it lasts, attitude rises a little every week.
Expected: attitude slightly up in the weeks after an event, violations slightly down; gone within a year of the last.
Side effects: none known; it passes by temporary workers, whose families live far away.
Evidence: E592-E595 (campaigns: a dip while they last, most of it gone after).
Doubt: no study of it was found; all sizes are assumed.
"""

from govsim.instruments.impressions import freshness, impression
from govsim.language import WEEKS_A_YEAR, Instrument, column, helper, setting

family_engagement = Instrument(
    "family_engagement",
    zh="安全亲情教育",
    en="family engagement",
    meaning="Events at which workers' families speak of safety.",
    actors=("enterprise", "worker"),
    acts_on="everyday",
    per="worker",
    shows="mean_attitude",
    direction="up",
    related=("safety_campaigns", "management_report"),
    settings=dict(
        awareness=setting(
            0.002, low=0.0, high=0.01, neutral=0.0, unit="attitude a week at a full impression", zh="风险意识提升",
            source="assumed: a full impression that lasts lifts attitude by a twentieth",
        ),
        dose=setting(
            0.2, low=0.05, high=0.6, unit="share of a full impression", zh="单次活动印象",
            source="assumed: one in five takes it to heart",
        ),
        events=setting(
            4.0, low=1.0, high=12.0, unit="events a year", zh="年活动次数", source="assumed: one a quarter",
        ),
        keep=setting(
            0.97, low=0.9, high=0.99, unit="share a week", zh="印象保留",
            source="assumed: half is gone after five months; E592-E595 for campaigns: sooner",
        ),
        tire=setting(
            0.15, low=0.0, high=0.6, unit="share of freshness an event", zh="单次活动消减新鲜感",
            source="assumed: the same letters again",
        ),
        rest=setting(
            0.02, low=0.005, high=0.1, unit="share of lost freshness a week", zh="新鲜感恢复速度",
            source="assumed: half is back in eight months",
        ),
        away=setting(
            0.8, low=0.0, high=1.0, unit="share of temporary workers", zh="家属不在当地比例",
            source="assumed: most come from elsewhere",
        ),
        event_cost=setting(
            10.0, low=0.0, high=50.0, neutral=0.0, unit="CNY a worker and event", zh="活动人均费用",
            source="assumed: a letter, a meal, an hour",
        ),
    ),
    remembers=dict(
        level=column(0.0, unit="share", low=0.0, high=1.0, zh="印象",
                     meaning="what is left of the impression", source=""),
        fresh=column(1.0, unit="share", low=0.0, high=1.0, zh="新鲜感",
                     meaning="how much of the next event is felt", source=""),
    ),
)  # fmt: skip


@helper
def held_this_week(p, now):
    """Whether an event is held in this week."""
    return now.week % int(WEEKS_A_YEAR / p.events) == 0


@family_engagement.remember
def be_moved(enterprise, own, p, now):
    """An event adds to the impression as far as it is fresh; it wears off."""
    dose = p.dose if held_this_week(p, now) else 0.0
    own.level = impression(own.level, own.fresh, p.keep, dose)
    own.fresh = freshness(own.fresh, p.tire, p.rest, dose)


@family_engagement.effect("risk_awareness")
def think_of_those_at_home(enterprise, own, p, now):
    """Among those whose families are near."""
    far = p.away * enterprise.temporary_workers / float(max(enterprise.headcount, 1))
    return p.awareness * own.level * (1.0 - min(far, 1.0))


@family_engagement.spends("enterprise", "family events", zh="亲情教育活动")
def hold_events(enterprise, p, now):
    """What an event costs by the head, in the week in which it is held."""
    return p.event_cost * float(enterprise.headcount) if held_this_week(p, now) else 0.0
