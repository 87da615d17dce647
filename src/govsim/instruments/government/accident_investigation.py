"""Accident investigation with follow-up and publication: causes are found, measures checked, lessons told to peers.

Mechanism: after a recorded fatal accident the report comes some weeks later; from then on the enterprise learns,
and its deadlines are followed up for half a year; peers of its industry take over its alertness while the lesson
is fresh. Those responsible are fined in person. Names are not published for the public: that is
information_disclosure.
Expected: enterprises that had a fatal accident are better afterwards, and for good; peers a little for some
months.
Side effects: blame: who is to be punished tells less, so that more deaths are hidden; nothing is learned from
those.
Evidence: E641 (a mine's own next fatal accident -85 % in two years, gone after five), E642 (any other mine's: -3
%), E220, E302, E580, E581 (who learns from whom), E510-E512, E607.
Stake: the fine reckoned with is the one that the ledger takes after each recorded fatal accident; a hidden one
escapes it. Over three years effort earns twice what is reckoned with (experiments/beliefs).
Doubt: E641 is a mine against itself after its worst year, so part of it is a return to the mean. A county has a
recorded fatal accident or two a year: whatever is learned, little is seen in a county's total.
"""

from govsim.language import Instrument, clip, column, exp, setting

NEVER = 520

accident_investigation = Instrument(
    "accident_investigation",
    zh="四不放过、事故调查公开、整改评估",
    en="accident investigation, follow-up and publication",
    meaning="Fatal accidents are investigated, measures are checked, and peers are told what was learned.",
    actors=("government", "enterprise", "public"),
    acts_on="both",
    per="case",
    shows="vigilance",
    direction="up",
    related=("information_disclosure", "accountability", "knowledge_sharing"),
    settings=dict(
        report_weeks=setting(
            9.0, low=4.0, high=55.0, unit="weeks from accident to report", zh="调查报告周数",
            source="assumed: 60 days of the law for an ordinary accident; E511, E512 (190 and 387 days) for grave ones",
        ),
        own_lessons=setting(
            0.004, low=0.0, high=0.02, neutral=0.0, unit="share of the capability gap closed a week",
            zh="本企业整改提升",
            source="assumed: a tenth of the gap in half a year; E641 direction",
        ),
        check=setting(
            0.8, low=0.0, high=1.0, neutral=0.0, unit="added chance that a deadline is followed up",
            zh="整改评估复查概率",
            source="assumed: programme 4.6.3 asks that measures of the report are checked",
        ),
        checked_weeks=setting(
            26.0, low=8.0, high=52.0, unit="weeks after the report", zh="整改评估期",
            source="assumed: measures are carried out and checked within half a year; high = a year",
        ),
        lessons=setting(
            0.4, low=0.0, high=1.0, neutral=0.0, unit="share of peers' vigilance that spreads, lesson fresh",
            zh="同行教训传播",
            source="E642, E220, E302 for the direction; the size is assumed",
        ),
        keep=setting(
            0.974, low=0.9, high=0.99, unit="share a week", zh="教训保鲜",
            source="assumed; E302: half is gone after half a year",
        ),
        personal_fine=setting(
            60000.0, low=0.0, high=300000.0, neutral=0.0, unit="CNY a recorded fatal accident", zh="责任人罚款",
            source="assumed: three persons below the head, some three tenths of a year's pay each; E144 for the head",
        ),
        blame=setting(
            0.1, low=0.0, high=0.6, neutral=0.0, unit="logit added to hiding a fatal accident", zh="追责引起的瞒报",
            source="assumed: E303-E306 show that concealment exists, not what drives it",
            moves="concealment_stake",
        ),
        case_hours=setting(
            240.0, low=0.0, high=800.0, neutral=0.0, unit="officer-hours a fatal accident, twice for a larger one",
            zh="事故调查工时",
            source="assumed: thirty officer-days of a team of five; E511 for a grave one",
        ),
    ),
    remembers=dict(
        weeks=column(NEVER, unit="weeks", low=0, high=NEVER, zh="距本企业死亡事故周数",
                     meaning="weeks since its last recorded fatal accident", source="computed"),
        waiting=column(0.0, unit="cases", low=0.0, high=1e6, zh="调查中案件",
                       meaning="fatal accidents of the county whose report is not out", source="computed"),
        lesson=column(0.0, unit="share", low=0.0, high=1.0, zh="教训新鲜度",
                      meaning="how fresh the lessons of published reports are", source="computed"),
    ),
)  # fmt: skip


@accident_investigation.remember
def investigate(enterprise, public, own, p, now):
    """A case waits for its report; each report makes lessons fresh, which fade."""
    own.weeks = 0 if enterprise.fatal_recorded > 0 else min(own.weeks + 1, NEVER)
    told = own.waiting / p.report_weeks
    own.waiting += public.fatal_cases_heard - told
    kept = p.keep * own.lesson
    own.lesson = clip(kept + (1.0 - kept) * (1.0 - exp(-told)), 0.0, 1.0)


@accident_investigation.effect("capability_support")
def carry_out_measures(enterprise, own, p, now):
    """Once the report is out its measures are carried out, for as long as they are checked."""
    since = float(own.weeks) - p.report_weeks
    return p.own_lessons if since >= 0.0 and since < p.checked_weeks else 0.0


@accident_investigation.effect("order_pursuit")
def check_measures(enterprise, own, p, now):
    """Orders are followed up until the check of the measures ends."""
    return p.check if float(own.weeks) - p.report_weeks < p.checked_weeks else 0.0


@accident_investigation.effect("peer_learning")
def tell_peers(enterprise, own, p, now):
    """While the lessons of reports are fresh, other enterprises learn from them."""
    return p.lessons * own.lesson


@accident_investigation.effect("accident_sanction")
def reckon_with_the_fine(enterprise, p, now):
    """What a fatal accident on record would cost the persons responsible in fines."""
    return p.personal_fine


@accident_investigation.transfers("enterprise", "government", "fines on persons responsible", zh="责任人罚款")
def fine_persons(enterprise, p, now):
    """A fine on the persons responsible for each fatal accident on record."""
    return p.personal_fine * float(enterprise.fatal_recorded)


@accident_investigation.inspector_hours("investigations", zh="事故调查")
def send_a_team(enterprise, p, now):
    """Hours of officers for each fatal accident on record, twice as many for a larger one."""
    grave = enterprise.recorded_larger + enterprise.recorded_major + enterprise.recorded_extreme
    return p.case_hours * float(enterprise.fatal_recorded + min(grave, enterprise.fatal_recorded))
