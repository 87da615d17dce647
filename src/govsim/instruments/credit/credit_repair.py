"""Credit repair: a listed enterprise can win its standing back, and is guided while it tries.

Mechanism: after a proven period with a restored score it leaves the list before the term ends, so effort
pays again while listed; officers help it to find out what to do. Needs credit_penalties: where nobody is
listed nothing happens.
Expected: weeks on the list down without more violations; hardly visible in injuries, since few are listed.
Evidence: none on size; early removal after 12 months is the rule in force (county-defaults
blacklist_duration); E231 warns that advice without enforcement adds nothing.
Doubt: whether an early exit teaches others that listing is mild is not modelled.
"""

from govsim.language import Instrument, setting

credit_repair = Instrument(
    "credit_repair",
    zh="信用修复机制",
    en="credit repair",
    meaning="Listed enterprises may leave the list early after a proven good period, with guidance.",
    actors=("government", "regulator"),
    acts_on="both",
    shows="listed",
    direction="down",
    related=("credit_penalties",),
    beside=("credit_scoring", "credit_penalties"),
    settings=dict(
        repair_after=setting(
            26.0, low=8.0, high=1000.0, neutral=1000.0, unit="weeks on the list", zh="可修复等待期",
            source="assumed: half of the 12 months of today's rule (county-defaults blacklist_duration)",
            moves="repair_after",
        ),
        repair_score=setting(
            0.5, low=0.3, high=1.0, neutral=1.0, unit="public score, 0 to 1", zh="修复达标分数",
            source="assumed: a tenth above the usual listing threshold",
            moves="repair_score",
        ),
        regained_stake=setting(
            2000.0, low=0.0, high=6000.0, neutral=0.0, unit="CNY a worker-year while listed", zh="修复激励",
            source="assumed: about half of what enterprises fear of being listed (3,800 CNY)",
        ),
        capability_support=setting(
            0.002, low=0.0, high=0.01, neutral=0.0, unit="share of the capability gap closed a week",
            zh="修复指导",
            source="assumed: a tenth of the gap in a year; E231 for the doubt",
        ),
        guidance_hours=setting(
            2.0, low=0.0, high=8.0, neutral=0.0, unit="officer-hours a listed enterprise a week", zh="指导工时",
            source="assumed: one officer-day a month",
        ),
    ),
)  # fmt: skip


@credit_repair.effect("standing_stake")
def keep_hope_alive(enterprise, p, now):
    """The listed have a standing to regain."""
    return p.regained_stake if enterprise.listed else 0.0


@credit_repair.effect("capability_support")
def guide_the_listed(enterprise, p, now):
    """The listed are guided in putting things right and become more capable."""
    return p.capability_support if enterprise.listed else 0.0


@credit_repair.inspector_hours("guidance of the listed", zh="指导失信企业")
def send_advisers(enterprise, p, now):
    """Hours of officers who guide the listed."""
    return p.guidance_hours if enterprise.listed else 0.0
