"""Work-safety month, warning education, safety culture for families: campaigns.

Mechanism: in the weeks of the campaign, and after a death on record at the enterprise or a grave accident on record in
the industry, films, talks and posters make an impression on crews: danger is on people's minds, and a little of it
becomes attitude. The impression fades within weeks, and each further week of the same tires.
Expected: violations dip while it lasts and a little after; nothing is left when the next one comes.
Side effects: people tire of it; hours go into meetings, and drills are given up for them.
Evidence: E592 to E596 (road campaigns: -9 %, during -13 %, personal ones more: an upper bound, since volunteers and
roads), E443 (knowledge after a film), E445 (no more use of respirators), E488 (the second action does less), E492
(rebound after a visit).
Doubt: roads are not workplaces; the figures on accidents there are no size for injuries here. Drills given up cost
skill all year, which takes back part of the dip. The cost of a campaign was not found (unit-costs U50).
"""

from govsim.instruments.impressions import freshness, impression
from govsim.language import Instrument, column, helper, setting

safety_campaigns = Instrument(
    "safety_campaigns",
    zh="安全生产月、警示教育、文化进万家",
    en="campaigns and warning education",
    meaning="Some weeks of safety events a year, and warning education after grave accidents.",
    remembers_on="enterprise",
    actors=("public", "worker"),
    acts_on="everyday",
    per="1,000 workers",
    shows="mean_violation",
    direction="down",
    related=("public_experience_bases", "school_safety_education"),
    link="behave",
    settings=dict(
        weeks=setting(
            4.0, low=1.0, high=13.0, unit="weeks a year", zh="活动周数",
            source="assumed: the work-safety month of June",
        ),
        dose=setting(
            0.5, low=0.0, high=1.0, neutral=0.0, unit="share of the impression missing, a week", zh="宣传强度",
            source="assumed: half of a crew is reached in each week of it",
        ),
        warning_dose=setting(
            0.5, low=0.0, high=1.0, neutral=0.0, unit="share of the impression missing, a case", zh="警示教育强度",
            source="assumed: as a week of the campaign, after a death of one's own or a grave accident in the industry",
        ),
        salience=setting(
            0.2, low=0.0, high=0.6, neutral=0.0, unit="logit of violations at a full impression", zh="风险提示作用",
            source="assumed: about a seventh fewer violations at its height; E592, E593 (roads) are an upper bound",
        ),
        awareness=setting(
            0.0005, low=0.0, high=0.02, neutral=0.0, unit="attitude a week at a full impression", zh="风险意识提升",
            source="assumed: little, since attitude keeps for a year what a film forgets; E443 against E445",
        ),
        keep=setting(
            0.9, low=0.7, high=0.98, unit="share a week", zh="印象保留",
            source="assumed: half is gone after seven weeks; E488, E492 for fading",
        ),
        tire=setting(
            0.1, low=0.0, high=0.5, unit="share of freshness a week of campaign", zh="疲劳速度",
            source="assumed; E488 (later actions do less)",
        ),
        rest=setting(
            0.02, low=0.005, high=0.1, unit="share of lost freshness a week", zh="新鲜感恢复速度",
            source="assumed: half is back in eight months",
        ),
        crowded_out=setting(
            0.5, low=0.0, high=4.0, neutral=0.0, unit="hours of drill a worker-year given up", zh="挤占实操学时",
            source="assumed: a quarter of the hours of the campaign",
        ),
        attended=setting(
            2.0, low=0.0, high=8.0, neutral=0.0, unit="hours a worker-year", zh="参加活动工时",
            source="assumed: two events of an hour",
        ),
        publicity=setting(
            120_000.0, low=0.0, high=600_000.0, neutral=0.0, unit="CNY a year per 1,000 workers", zh="宣传经费",
            source="assumed: 2 CNY a resident, 60 residents a worker; unit-costs U50: no figure found",
        ),
    ),
    remembers=dict(
        level=column(0.0, unit="share", zh="印象", meaning="what is left of the impression", source=""),
        fresh=column(1.0, unit="share", zh="新鲜度", meaning="how much of the next dose is felt", source=""),
    ),
)  # fmt: skip

JUNE = 22  # first week of the month in a year of 52
WORKING_HOURS = 2000.0  # paid hours of a worker-year, 250 days of 8 hours


@helper
def is_on(p, now):
    """Whether the campaign is on this week."""
    week = now.week % 52
    return week >= JUNE and float(week) < float(JUNE) + p.weeks


@helper
def dose_of(enterprise, industry, p, now):
    """How strong this week's dose is: of the campaign, or of warning education after what is on record."""
    dose = p.dose if is_on(p, now) else 0.0
    if enterprise.fatal_recorded > 0 or industry.disasters > 0:
        dose = max(dose, p.warning_dose)
    return dose


@safety_campaigns.remember
def be_impressed(enterprise, industry, own, p, now):
    """A week of campaign, or a warning, adds to the impression as far as it is fresh; else it fades."""
    dose = dose_of(enterprise, industry, p, now)
    own.level = impression(own.level, own.fresh, p.keep, dose)
    own.fresh = freshness(own.fresh, p.tire, p.rest, dose)


@safety_campaigns.effect("risk_salience")
def think_of_danger(enterprise, own, p, now):
    """Danger is on people's minds as long as the impression lasts."""
    return p.salience * own.level


@safety_campaigns.effect("risk_awareness")
def take_it_to_heart(enterprise, own, p, now):
    """A little of it becomes attitude."""
    return p.awareness * own.level


@safety_campaigns.effect("drilled_hours")
def give_up_drills(enterprise, p, now):
    """Hours of drill that meetings take the place of."""
    return -p.crowded_out / 24.0


@safety_campaigns.spends("government", "campaigns", zh="宣传活动")
def pay_for_publicity(enterprise, p, now):
    """Films, posters, events: a year's money in the weeks of the campaign."""
    return p.publicity / 1000.0 * float(enterprise.headcount) / p.weeks if is_on(p, now) else 0.0


@safety_campaigns.spends("enterprise", "hours at events", zh="活动工时")
def pay_for_attendance(enterprise, industry, p, now):
    """Wages of the hours at events, in the weeks of the campaign."""
    hours = p.attended / p.weeks if is_on(p, now) else 0.0
    return hours * industry.wage / WORKING_HOURS * float(enterprise.headcount)
