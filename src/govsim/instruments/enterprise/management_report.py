"""The head reports on safety to the workers' congress, twice a year.

Mechanism: in the weeks before, the head attends to safety so as to have something to show; after the report attention
falls back. How much it takes depends on whether people dare to ask: where they fear to speak up, it is a ceremony.
Expected: effort up before each report and down after it; a small gain on the mean.
Side effects: effort is rehearsed for the date; the same report again moves less.
Evidence: E455 (feedback to supervisors on their talks: behaviour improves), E579 (workers' say helps where it is real),
E457 (oversight), E191 (attention fades).
Doubt: no study of such reports was found; all sizes are assumed.
"""

from govsim.instruments.impressions import freshness, impression
from govsim.language import WEEKS_A_YEAR, Instrument, column, helper, setting

management_report = Instrument(
    "management_report",
    zh="主要负责人安全述职",
    en="safety report of the head to the workers' congress",
    meaning="The head of the enterprise answers for safety before elected workers.",
    actors=("enterprise", "union"),
    per="enterprise",
    shows="mean_effort",
    direction="up",
    related=("safety_commitment", "union_supervision", "family_engagement", "regulatory_interview"),
    settings=dict(
        attention=setting(
            0.3, low=0.0, high=0.8, neutral=0.0, unit="logit of effort at its height", zh="述职前关注提升",
            source="assumed; E455 for the direction",
        ),
        reports=setting(
            2.0, low=1.0, high=4.0, unit="reports a year", zh="年述职次数", source="assumed: twice a year",
        ),
        preparation=setting(
            8.0, low=2.0, high=13.0, unit="weeks", zh="述职准备周数", source="assumed: two months",
        ),
        dose=setting(
            0.3, low=0.05, high=0.6, unit="share of what is missing a week of preparation", zh="准备期每周提升",
            source="assumed: nearly all within two months",
        ),
        keep=setting(
            0.8, low=0.5, high=0.95, unit="share a week", zh="关注保留",
            source="assumed: half is gone three weeks after the report; E191 for enforcement: slower",
        ),
        tire=setting(
            0.03, low=0.0, high=0.2, unit="share of freshness a week of preparation", zh="准备期每周消减新鲜感",
            source="assumed: the next report is a little more of a routine",
        ),
        rest=setting(
            0.02, low=0.005, high=0.1, unit="share of lost freshness a week", zh="新鲜感恢复速度",
            source="assumed: half is back in eight months",
        ),
        silent_congress=setting(
            0.5, low=0.0, high=1.0, unit="share", zh="无人质询时的作用",
            source="assumed: half is left where nobody dares to ask; E579",
        ),
        hours=setting(
            16.0, low=0.0, high=80.0, neutral=0.0, unit="hours of work a report", zh="述职工时",
            source="assumed: two days of the head and helpers",
        ),
    ),
    remembers=dict(
        level=column(0.0, unit="share", low=0.0, high=1.0, zh="临近感",
                     meaning="how much the report is on the head's mind", source=""),
        fresh=column(1.0, unit="share", low=0.0, high=1.0, zh="新鲜感",
                     meaning="how much the next week of preparation adds", source=""),
    ),
)  # fmt: skip

WORKING_HOURS = 2000.0  # paid hours of a worker-year


@helper
def weeks_to_the_report(p, now):
    """Weeks until the next report; 0 in its week."""
    interval = int(WEEKS_A_YEAR / p.reports)
    return (interval - now.week % interval) % interval


@management_report.remember
def prepare_the_report(enterprise, own, p, now):
    """Each week of preparation brings it nearer to mind; after the date it is soon forgotten."""
    left = weeks_to_the_report(p, now)
    dose = p.dose if left > 0 and left <= int(p.preparation) else 0.0
    own.level = impression(own.level, own.fresh, p.keep, dose)
    own.fresh = freshness(own.fresh, p.tire, p.rest, dose)


@management_report.effect("management_attention")
def have_something_to_show(enterprise, own, p, now):
    """The more so, the less people fear to ask."""
    asked = p.silent_congress + (1.0 - p.silent_congress) * (1.0 - enterprise.fear)
    return p.attention * own.level * asked


@management_report.spends("enterprise", "reports of the head", zh="负责人述职")
def write_and_give_the_report(enterprise, industry, p, now):
    """What the hours of the head cost, at the wage of the industry, in the week of the report."""
    return p.hours * industry.wage / WORKING_HOURS if weeks_to_the_report(p, now) == 0 else 0.0
