"""Listed supervision: a major hazard that inspectors find is put on a list and followed up until it is closed.

Mechanism: while it is open somebody comes back at every deadline, and the head of the enterprise reports on it;
past the term each follow-up is stricter. Output goes on: that is production_suspension.
Expected: known major hazards stay open for a shorter time; little in deaths, since most major hazards are not
known.
Side effects: when the term ends a case has to be closed, and some are closed on paper; follow-ups take days from
other visits.
Evidence: E164 (67 % of listed hazards rectified by September of a campaign year), E162, E163 (78 and 83 % of
those not listed), E256, E300 (deaths of provinces -17 % in years with the policy, observational), E495, E498
(mines on notice).
Doubt: E300 is far above what a list can do here: in provinces the policy comes with pressure on every office
(E256), which is another measure. E164 may say that the hard ones are listed.
"""

from govsim.language import Instrument, column, purpose, setting, uniform

CLOSE = purpose("listed_closed_on_paper")

listed_supervision = Instrument(
    "listed_supervision",
    zh="重大事故隐患挂牌督办、闭环销号",
    en="listed supervision and closed-loop rectification",
    meaning="Major hazards that inspectors find are listed and followed up until they are closed.",
    actors=("government", "regulator"),
    acts_on="high_energy",
    per="case",
    shows="majors_open",
    direction="down",
    related=("production_suspension", "colour_warning", "responsibility_cards"),
    settings=dict(
        pursuit=setting(
            0.9, low=0.0, high=1.0, neutral=0.0, unit="added chance that a deadline is followed up", zh="督办复查概率",
            source="assumed: a case on the list has an officer in charge of it",
        ),
        reporting=setting(
            0.4, low=0.0, high=1.5, neutral=0.0, unit="logit of effort while listed", zh="挂牌期间关注提升",
            source="E495, E498 direction; assumed size",
        ),
        due_weeks=setting(
            9.0, low=2.0, high=26.0, unit="weeks", zh="督办期限",
            source="county-defaults rectification_days: 60 days for major hazards (30-180)",
        ),
        overdue_strictness=setting(
            2.0, low=1.0, high=4.0, neutral=1.0, unit="multiple past the term", zh="逾期从严倍数",
            source="assumed: an overdue case on the list is hardly ever let off; E152 for what the law allows",
        ),
        paper_share=setting(
            0.25, low=0.0, high=0.6, unit="chance at the end of the term", zh="账面销号比例",
            source="assumed: E164 says that a third is not done; how much of it is struck off is unknown",
        ),
        case_hours=setting(
            16.0, low=0.0, high=60.0, neutral=0.0, unit="officer-hours a case", zh="挂牌办理工时",
            source="assumed: two officer-days to list, report and strike off",
        ),
    ),
    remembers=dict(
        on_list=column(False, unit="", zh="挂牌中", meaning="a major hazard here is on the list", source="computed"),
        weeks=column(0, unit="weeks", low=0, high=5200, zh="挂牌周数", meaning="weeks on the list so far",
                     source="computed"),
    ),
)  # fmt: skip


@listed_supervision.remember
def keep_the_list(enterprise, own, p, now):
    """On the list when inspectors find one; off when all known ones are gone, or on paper when the term ends."""
    if own.on_list:
        own.weeks += 1
        closed = enterprise.major_open == 0
        if own.weeks == int(p.due_weeks) and uniform(now, enterprise, CLOSE) < p.paper_share:
            closed = True
        if closed and enterprise.found_major == 0:
            own.on_list = False
            own.weeks = 0
    elif enterprise.found_major > 0:
        own.on_list = True
        own.weeks = 0


@listed_supervision.effect("order_pursuit")
def come_back(enterprise, own, p, now):
    """While a case is on the list, its deadlines are followed up."""
    return p.pursuit if own.on_list else 0.0


@listed_supervision.effect("management_attention")
def have_the_head_report(enterprise, own, p, now):
    """While a case is on the list, the head reports on it and attends to safety."""
    return p.reporting if own.on_list else 0.0


@listed_supervision.effect("enforcement_strictness")
def be_strict_past_the_term(enterprise, own, p, now):
    """A case on the list past its term is treated strictly."""
    return p.overdue_strictness if own.on_list and float(own.weeks) > p.due_weeks else 1.0


@listed_supervision.inspector_hours("listed cases", zh="挂牌督办")
def handle_listed_cases(enterprise, own, p, now):
    """A case takes its hours in the week in which it is listed."""
    return p.case_hours if own.on_list and own.weeks == 0 else 0.0
