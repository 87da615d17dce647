"""The procuratorate takes up conduct that endangers the public, and sues where nothing else helps.

Mechanism: a limited number of cases a year goes to where harm to others stands on record and where known major
hazards are near people. In a case the agency is made to follow its orders up; the enterprise pays part of the harm
that it does to others, and damages beside a penalty while the case is open. Who may be next settles as much of its
harm as a case is likely. Few cases end in court.
Expected: where an industry harms others and some of it is on record, enterprises bear part of it and protect others
better; orders about known major hazards are followed up.
Side effects: cases follow the record: in a blind spot little is on record and few are sued; the agency's follow-ups
are taken from other visits.
Evidence: E666 (17,000 cases on work safety in 2023), E508, E509 (5.5 lawsuits for 1,000 proposals before one), E623.
Doubt: what a case changes was not studied; which share of harm is paid is assumed. In a county in which nobody
outside is harmed nothing is seen of it: known major hazards are removed within weeks anyway, and hidden ones are in
no case.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, column, purpose, setting, uniform

TAKE_UP = purpose("public_interest_case")

public_interest_litigation = Instrument(
    "public_interest_litigation",
    zh="安全生产公益诉讼",
    en="public-interest litigation",
    meaning="The procuratorate takes up harm to the public and known major hazards near it, a few cases a year.",
    needs=("outside",),
    actors=("government", "public"),
    acts_on="both",
    per="100 enterprises",
    shows="others_harmed_expected",
    direction="down",
    related=("standards_coverage", "hazard_hotline", "information_disclosure"),
    settings=dict(
        cases=setting(
            2.8, low=0.0, high=10.0, neutral=0.0, unit="cases a year and 100 enterprises", zh="年办案数",
            source="E666 over about 2,800 counties: 6 a county-year; county-defaults enterprises_supervised",
        ),
        answer=setting(
            0.3, low=0.0, high=1.0, neutral=0.0, unit="share of the harm to others, while a case is open",
            zh="赔付比例", source="assumed: part of the harm can be proven",
        ),
        damages=setting(
            200_000.0, low=0.0, high=2e6, neutral=0.0, unit="CNY beside a penalty while a case is open",
            zh="公益损害赔偿", source="assumed: ten times a fine (E068)",
        ),
        pursuit=setting(
            0.9, low=0.0, high=1.0, neutral=0.0, unit="chance of a follow-up otherwise left out", zh="督促复查概率",
            source="assumed: an agency answers a proposal of the procuratorate",
        ),
        case_weeks=setting(
            52.0,
            low=13.0,
            high=156.0,
            unit="weeks that a case is open",
            zh="案件持续时间",
            source="assumed: a year of follow-up",
        ),
        case_hours=setting(
            120.0, low=0.0, high=600.0, neutral=0.0, unit="officer-hours a case", zh="办案工时",
            source="assumed: 15 officer-days",
        ),
    ),
    remembers=dict(
        open_weeks=column(0, unit="weeks", zh="案件剩余周数", meaning="weeks until the case is closed", source=""),
        likely=column(0.0, unit="chance a year", low=0.0, high=1.0, zh="立案可能",
                      meaning="chance of a case within a year, as the enterprise can see", source=""),
        taken=column(False, unit="", zh="本周立案", meaning="a case was taken up this week", source=""),
    ),
)  # fmt: skip

HUNDRED = 100.0  # enterprises that cases are counted for


@public_interest_litigation.remember
def take_up_a_case(enterprise, public, own, p, now):
    """Cases of a year go by what is on record here against what is in the county."""
    own.open_weeks = max(own.open_weeks - 1, 0)
    own.taken = False
    own.likely = 0.0
    if enterprise.grievance > 0.0:
        share = enterprise.grievance / max(public.grievances, enterprise.grievance)
        expected = p.cases * public.firms / HUNDRED * share
        own.likely = min(expected, 1.0)
        if own.open_weeks == 0 and uniform(now, enterprise, TAKE_UP) < expected / WEEKS_A_YEAR:
            own.taken = True
            own.open_weeks = int(p.case_weeks)


@public_interest_litigation.effect("others_answer")
def pay_for_harm(enterprise, own, p, now):
    """While a case is open, part of the harm to others is claimed; who may be next settles in its shadow."""
    return p.answer if own.open_weeks > 0 else p.answer * own.likely


@public_interest_litigation.effect("sanction_other")
def fear_damages(enterprise, own, p, now):
    """What a penalty would bring beside the fine: what is really paid."""
    return p.damages if own.open_weeks > 0 else 0.0


@public_interest_litigation.effect("order_pursuit")
def urge_the_agency(enterprise, own, p, now):
    """The agency follows its orders up."""
    return p.pursuit if own.open_weeks > 0 else 0.0


@public_interest_litigation.transfers("enterprise", "government", "damages to the public", zh="公益损害赔偿")
def pay_damages(enterprise, own, p, now):
    """A penalty while a case is open brings damages."""
    return p.damages if own.open_weeks > 0 and enterprise.penalised else 0.0


@public_interest_litigation.inspector_hours("public-interest cases", zh="公益诉讼")
def work_on_cases(enterprise, own, p, now):
    """Hours of procurators and officers."""
    return p.case_hours if own.taken else 0.0
