"""Enterprises inspect themselves by a list and report through an app; inspectors turn to the silent.

Mechanism: a weekly round by a list finds hazards, as thoroughly as the enterprise is honest. What it tells depends on
its commitment, on whether reports are checked, and on what happened to those who told: whoever is penalised tells
less. Those who tell little for their size are visited more often, and so, a little, are those who tell much.
Expected: hidden hazards down, own finding up; visits move to the silent; inspectors find and punish less, so that
violations do not fall.
Side effects: reports are selective; the honest look worse in the list; telling and being punished teaches silence.
Evidence: E161, E163 (own finding in China), E573 (majors found by enterprises +26 %), E570 (what is told is less
serious), E571 (fewer events at those who commit), E572 (no effect of a policy), E431 (what nobody checks is dressed).
Doubt: sizes are assumed; E571 and E572 are of firms that chose to tell.
"""

from govsim.instruments.counting import share_of_one
from govsim.language import WEEKS_A_YEAR, Instrument, column, helper, setting

self_inspection_reporting = Instrument(
    "self_inspection_reporting",
    zh="企业自查自改、自查自报(手机应用、自查台账)",
    en="self-inspection and self-reporting",
    meaning="A weekly round by a list, reported through an app; some reports are checked, the silent are visited.",
    actors=("enterprise", "regulator"),
    per="100 enterprises",
    shows="hazards_latent",
    direction="down",
    related=("safety_department", "risk_graded_inspection", "hazard_hotline"),
    link="identify",
    settings=dict(
        search=setting(
            0.02, low=0.0, high=0.06, neutral=0.0, unit="chance a hazard and week", zh="自查发现率",
            source="assumed: a fifth of what full effort and capability find (own_find)",
        ),
        major_share=setting(
            0.09, low=0.0, high=0.3, unit="multiple of the chance for ordinary ones", zh="重大隐患自查比例",
            source="assumed: as much harder to find as for the enterprise itself (major_find, own_find)",
        ),
        honesty_least=setting(
            0.5, low=0.1, high=0.6, unit="share told", zh="最低如实比例",
            source="assumed; E570 for reports that leave out the serious",
        ),
        honesty_commitment=setting(
            0.4, low=0.0, high=0.4, unit="share told at full commitment", zh="承诺对如实的作用",
            source="assumed; E571 for the direction",
        ),
        checked=setting(
            0.1, low=0.0, high=0.5, unit="share of reports", zh="抽查核实比例",
            source="assumed: one in ten; E431 for what comes out when somebody looks",
        ),
        burnt=setting(
            0.3, low=0.0, high=0.8, unit="share of honesty lost", zh="处罚后隐瞒",
            source="assumed: a penalty for what one told oneself",
        ),
        learning=setting(
            0.02, low=0.005, high=0.1, unit="share a week", zh="如实程度变化速度",
            source="assumed: half of the way in eight months",
        ),
        smoothing=setting(
            0.05, low=0.02, high=0.2, unit="share a week", zh="自报数更新速度",
            source="assumed: the agency looks at some five months of reports",
        ),
        silent_line=setting(
            0.15, low=0.02, high=0.5, unit="reports a week at 25 workers", zh="沉默企业判定线",
            source="assumed: half of what is usually found there",
        ),
        silent_weight=setting(
            1.5, low=1.0, high=3.0, neutral=1.0, unit="multiple of the chance of a visit", zh="沉默企业检查倍数",
            source="assumed: half as likely again",
        ),
        honest_weight=setting(
            0.2, low=0.0, high=1.0, neutral=0.0, unit="multiple added a report a week at 25 workers",
            zh="多报企业检查倍数", source="assumed: whoever tells much looks dangerous",
        ),
        round_hours=setting(
            2.0, low=0.0, high=8.0, neutral=0.0, unit="hours of work a week", zh="自查工时",
            source="assumed: a round and its report",
        ),
        app_cost=setting(
            92600.0, low=0.0, high=300000.0, neutral=0.0, unit="CNY per 100 enterprises a year", zh="应用年成本",
            source="assumed: 200,000 CNY for a county of county-defaults enterprises_supervised (216)",
        ),
        check_hours=setting(
            1.0, low=0.0, high=4.0, neutral=0.0, unit="officer-hours a report checked", zh="核实工时",
            source="assumed: looked at on the screen, called back, some seen on site",
        ),
    ),
    remembers=dict(
        honesty=column(0.7, unit="share", low=0.0, high=1.0, zh="如实程度",
                       meaning="share of what is there that is looked for and told", source=""),
        told=column(0.2, unit="reports a week", low=0.0, high=1e6, zh="自报数", meaning="reports, smoothed", source=""),
    ),
)  # fmt: skip

WORKING_HOURS = 2000.0  # paid hours of a worker-year
MOST_TOLD = 2.0


@helper
def told_at_size(enterprise, told):
    """Reports a week, for an enterprise of 25 workers."""
    return told / max(enterprise.size_scale, 0.01)


@self_inspection_reporting.remember
def learn_to_tell(enterprise, own, p, now):
    """Honesty moves to what commitment and checks make of it; a penalty teaches silence."""
    home = p.honesty_least + p.honesty_commitment * enterprise.commitment
    own.honesty += p.learning * (home + (1.0 - home) * p.checked - own.honesty)
    if enterprise.penalised:
        own.honesty *= 1.0 - p.burnt
    own.told += p.smoothing * (own.honesty * float(enterprise.self_found) - own.told)


@self_inspection_reporting.effect("outside_finding")
def make_the_round(enterprise, own, p, now):
    """A round finds hazards as far as it is made honestly."""
    return p.search * own.honesty


@self_inspection_reporting.effect("major_monitoring")
def look_for_majors(enterprise, own, p, now):
    """The same round finds fewer of the major hazards."""
    return p.search * p.major_share * own.honesty


@self_inspection_reporting.effect("targeting_weight")
def turn_to_the_silent(enterprise, own, p, now):
    """Who tells little for the size is visited more, and a little also who tells much."""
    told = told_at_size(enterprise, own.told)
    return p.silent_weight if told < p.silent_line else 1.0 + p.honest_weight * min(told, MOST_TOLD)


@self_inspection_reporting.spends("enterprise", "rounds and reports", zh="自查自报")
def pay_for_rounds(enterprise, industry, p, now):
    """Wages of the hours of rounds and reports."""
    return p.round_hours * industry.wage / WORKING_HOURS


@self_inspection_reporting.spends("government", "the app", zh="自查自报应用")
def run_the_app(enterprise, p, now):
    """The app's running cost, an equal part for each enterprise."""
    return share_of_one(p.app_cost) / WEEKS_A_YEAR


@self_inspection_reporting.inspector_hours("checks of reports", zh="核实自报")
def check_reports(enterprise, own, p, now):
    """Hours of officers for the share of reports that is checked."""
    return p.check_hours * p.checked * own.told
