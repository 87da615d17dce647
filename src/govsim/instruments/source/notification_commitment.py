"""An entrant promises to keep the standard instead of proving it, and is checked afterwards.

Mechanism: checks before entry are dropped, so that entrants open sooner, and need less paper from then on, but come
with less equipment. Within a year an officer checks some of them against what they promised; who broke the promise
pays, stands on record, is visited more often, and has to bring its equipment to the standard. Who may be checked
minds it.
Expected: less burden and shorter vacancies; safety is kept only with checks afterwards: without them entrants stay
below the standard.
Side effects: more enterprises, and so more risk in all; checks take hours of officers.
Evidence: E532 (13,000 certificates abolished), E533 (2,500 items on commitment); E531 (commitments help in other
fields); E487 for fewer visits. The sizes are assumed.
Doubt: how far entrants fall short of what they promise has no source; promises of those already in business are left
out. Who promised is forgotten when the measure ends.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, column, purpose, setting, trait

DRAWN = purpose("commitment_checked")

notification_commitment = Instrument(
    "notification_commitment",
    zh="告知承诺制",
    en="commitment-based approval with supervision after",
    meaning="Entrants promise to keep the standard instead of proving it before entry, and are checked afterwards.",
    actors=("enterprise", "government"),
    acts_on="both",
    per="enterprise",
    shows="enterprises",
    direction="up",
    related=("access_licensing", "three_simultaneities", "project_veto", "cross_department_coordination"),
    settings=dict(
        ease=setting(
            0.7, low=0.0, high=1.0, neutral=0.0, unit="share of the checks before entry", zh="事前核查减免",
            source="assumed: items of high risk stay licensed (E533)", moves="entry_ease",
        ),
        paper_saved=setting(
            150.0, low=0.0, high=600.0, neutral=0.0, unit="CNY a worker-year of those who promised",
            zh="减少的办证负担",
            source="assumed: a certificate or two fewer at 25 workers",
        ),
        after_check=setting(
            0.8, low=0.0, high=1.0, neutral=0.0, unit="share of promises checked within a year", zh="事后核查比例",
            source="assumed: the rule asks for all; E290 for what is left undone",
        ),
        standard=setting(
            0.5, low=0.3, high=1.0, unit="required equipment = 1", zh="承诺的设备标准",
            source="assumed: what entrants have where they are checked before entry",
        ),
        broken=setting(
            20_000.0, low=0.0, high=300_000.0, neutral=0.0, unit="CNY a broken promise", zh="违诺处罚",
            source="assumed: like a fine (E068)",
        ),
        watched=setting(
            2.0, low=1.0, high=5.0, neutral=1.0, unit="multiple of the chance of a visit after a broken promise",
            zh="违诺后抽查倍数", source="assumed: like the listed of credit_penalties",
        ),
        refit=setting(
            4.0,
            low=1.0,
            high=10.0,
            unit="share of the gap to new plant a year",
            zh="补足设备速度",
            source="assumed: what is missing is there within a month",
        ),
        refit_price=setting(
            5_500.0, low=2_000.0, high=15_000.0, unit="CNY a worker of all required equipment", zh="补足设备价格",
            source="assumed: half of what full effort costs buys .225 of it a year",
        ),
        check_hours=setting(
            8.0, low=0.0, high=24.0, neutral=0.0, unit="officer-hours a check", zh="核查工时",
            source="assumed: a day of one officer",
        ),
    ),
    remembers=dict(
        promised=column(False, unit="", zh="已承诺", meaning="entered on a promise", source=""),
        weeks=column(0, unit="weeks", zh="承诺后周数", meaning="weeks since the promise", source=""),
        checked=column(False, unit="", zh="本周核查", meaning="checked this week", source=""),
        caught=column(False, unit="", zh="本周查实违诺", meaning="found short this week", source=""),
        broken=column(False, unit="", zh="有违诺记录", meaning="a broken promise is on record", source=""),
    ),
)  # fmt: skip

FIRST_CHECK, CHECKING = 4, 48.0  # weeks until the first check, and over which checks are spread
NEW_PLANT = 1.1  # capital_limit as declared: equipment towards which investment moves


@notification_commitment.remember
def hold_to_the_promise(enterprise, own, p, now):
    """Entrants promise; a lot says who is checked, and when. A penalty shows a broken promise too."""
    if enterprise.admissions > 0:
        own.promised = True
        own.weeks = 0
    own.checked = False
    own.caught = False
    if own.promised:
        own.weeks += 1
        lot = trait(now, enterprise, DRAWN)
        if lot < p.after_check:
            own.checked = own.weeks == FIRST_CHECK + int(CHECKING * lot / p.after_check)
        seen = own.checked or enterprise.penalised
        own.caught = seen and not own.broken and enterprise.safety_capital < p.standard
        own.broken = own.broken or own.caught


@notification_commitment.effect("cost_burden")
def save_paper(enterprise, own, p, now):
    """Certificates that nobody asks for."""
    return -p.paper_saved if own.promised else 0.0


@notification_commitment.effect("sanction_other")
def mind_the_promise(enterprise, own, p, now):
    """What a penalty would bring beside the fine as long as the promise is not kept: what is really paid."""
    return p.broken if own.promised and not own.broken and enterprise.safety_capital < p.standard else 0.0


@notification_commitment.effect("capital_grant")
def bring_it_to_the_standard(enterprise, own, p, now):
    """Who was found short buys what is missing."""
    return p.refit if own.broken and enterprise.safety_capital < p.standard else 0.0


@notification_commitment.effect("targeting_weight")
def watch_who_broke_it(enterprise, own, p, now):
    """Who broke a promise is visited more often."""
    return p.watched if own.broken else 1.0


@notification_commitment.spends("enterprise", "equipment that was promised", zh="补足承诺设备")
def buy_what_is_missing(enterprise, own, p, now):
    """The enterprise pays for it."""
    missing = p.refit * (NEW_PLANT - enterprise.safety_capital) * p.refit_price / WEEKS_A_YEAR
    short = own.broken and enterprise.safety_capital < p.standard
    return missing * float(enterprise.headcount) if short else 0.0


@notification_commitment.transfers("enterprise", "government", "broken promises", zh="违诺处罚")
def pay_for_a_broken_promise(enterprise, own, p, now):
    """Once."""
    return p.broken if own.caught else 0.0


@notification_commitment.inspector_hours("checks of promises", zh="承诺核查")
def check_promises(enterprise, own, p, now):
    """An officer goes and looks."""
    return p.check_hours if own.checked else 0.0
