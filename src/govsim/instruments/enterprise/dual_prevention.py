"""Dual prevention: risks are graded and controlled, and hazards are searched for and removed on a schedule.

Mechanism: grading spreads over the site in about a year. What is graded is searched on a schedule, red
risks are looked at and fitted with monitors: all that only as far as management knows how, for where
capability is low the ledger is kept on paper. The schedule also sets a floor under the hours of everybody.
Expected: more hazards found by the enterprise itself, more major hazards known, floor under effort of the
careless.
Side effects: ledgers on paper at a full price; hours for lists; with fewer hazards left inspectors penalise
less and crews are less alert, so that violations rise by one or two in a hundred.
Evidence: E160, E161 and E163 (major hazards found by enterprises, and removed), E573 (their growth in a
year), E448 and E450 (half of hazards are seen unaided, four in five with help).
Doubt: no study of injuries was found; that the ledger works in proportion to capability is assumed. Unlike
hazard_monitoring it looks for ordinary hazards too, with people.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, column, helper, setting

dual_prevention = Instrument(
    "dual_prevention",
    zh="双重预防机制（风险分级管控、隐患排查治理）",
    en="dual prevention: risk grading and hazard removal",
    meaning="Risks are graded and controlled, hazards searched for on a schedule.",
    needs=("assets",),
    actors=("enterprise", "worker"),
    acts_on="both",
    per="worker",
    shows="hazards_self_found",
    direction="up",
    related=("hazard_monitoring", "self_inspection_reporting", "suggestion_rewards"),
    settings=dict(
        search=setting(
            0.02, low=0.0, high=0.08, neutral=0.0, unit="chance a hazard and week at full capability", zh="排查发现率",
            source="assumed: a half more than an enterprise finds by itself; E450 (+31 points of hazards in sight)",
        ),
        red_checks=setting(
            0.003, low=0.0, high=0.01, neutral=0.0, unit="chance a major hazard and week at full capability",
            zh="重大风险巡查发现率",
            source="assumed: a third more than an enterprise finds by itself; E573 (+26 % in a year)",
        ),
        monitors=setting(
            0.001, low=0.0, high=0.02, neutral=0.0, unit="share of the gap a week at the price of week 0",
            zh="重大风险监测投入",
            source="assumed: red risks get monitors, a fiftieth of the pace of a programme; what is fitted stays",
        ),
        floor=setting(
            0.25, low=0.0, high=0.5, neutral=0.0, unit="share of required effort", zh="最低努力程度",
            source="assumed: what a kept schedule asks of anybody",
        ),
        grading=setting(
            0.03, low=0.005, high=0.1, unit="share of what is not yet graded, a week", zh="分级推进速度",
            source="assumed: four fifths in a year",
        ),
        cost=setting(
            400.0, low=0.0, high=1_500.0, neutral=0.0, unit="CNY a worker-year", zh="双重预防成本",
            source="assumed: a day of each worker and the keeper of the ledger",
        ),
    ),
    remembers=dict(
        graded=column(0.0, unit="share", low=0.0, high=1.0, zh="已分级比例", meaning="share of risks that are graded",
                      source="computed"),
    ),
)  # fmt: skip


@helper
def is_used(enterprise, own):
    """Share of the ledger that is more than paper: what is graded, as far as management knows how."""
    return own.graded * enterprise.capability


@dual_prevention.remember
def grade_risks(enterprise, own, p, now):
    """Each week a share of the risks not yet graded is graded."""
    own.graded += p.grading * (1.0 - own.graded)


@dual_prevention.effect("outside_finding")
def search_for_hazards(enterprise, own, p, now):
    """As far as the ledger is used, hazards are searched for and found."""
    return p.search * is_used(enterprise, own)


@dual_prevention.effect("major_monitoring")
def check_red_risks(enterprise, own, p, now):
    """As far as the ledger is used, red risks are gone through and major hazards found."""
    return p.red_checks * is_used(enterprise, own)


@dual_prevention.effect("monitoring_work")
def fit_monitors(enterprise, own, p, now):
    """As far as the ledger is used, red risks get monitors."""
    return p.monitors * is_used(enterprise, own)


@dual_prevention.effect("effort_floor")
def keep_the_schedule(enterprise, own, p, now):
    """A schedule asks for hours of everybody; what they achieve is another matter."""
    return p.floor * own.graded


@dual_prevention.spends("enterprise", "ledgers and searches", zh="台账与排查")
def keep_ledgers(enterprise, p, now):
    """Paper costs as much as work does."""
    return p.cost * float(enterprise.headcount) / WEEKS_A_YEAR
