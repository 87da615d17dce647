"""Suspension of production: where inspectors find a major hazard, work stops until it is gone or the term ends.

Mechanism: while stopped nobody is exposed and no hazard is made, and every idle week presses the head to remove
the cause; the output that was lost has to be made up afterwards, under pressure.
Expected: output down, accidents from known major hazards down while stopped; in the county as a whole about
nothing or a little harm, for few major hazards are known, and what was lost is made up under pressure.
Side effects: pressure, and with it violations and births of hazards, for months after the release; workers lose
pay; weak enterprises lose their reserve.
Evidence: E151, E154 (law), E177, E469 (5 orders per 1,000 visits in a province, 24 in mines), E040 (deaths rose
where mines were shut: work moved), E043 (deaths follow output pressure), E538, E539.
Doubt: that the county has no fewer injuries with it, or a few more, hangs on how much output is made up
(`backlog_pressure`, assumed): without it they fall a little. What enterprises fear of a stop beforehand is part
of what a penalty costs them today, so none is added. Work that moves to others (E040) and the danger of starting
again are not represented.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, column, power, purpose, setting, uniform

ORDER = purpose("production_suspended")

production_suspension = Instrument(
    "production_suspension",
    zh="限产停产、停产整顿",
    en="production limits and suspension",
    meaning="Production stops, in whole or in part, where a major hazard was found, until it is removed.",
    actors=("government", "regulator"),
    acts_on="high_energy",
    per="case",
    shows="output_lost",
    direction="up",
    related=("listed_supervision", "colour_warning"),
    settings=dict(
        suspension_chance=setting(
            0.5, low=0.0, high=1.0, neutral=0.0, unit="chance a major hazard found", zh="责令停产概率",
            source=(
                "assumed: half of those found, some 15 per 1,000 visits, within county-defaults "
                "suspensions_per_1000_inspections (5.1-29); E177, E469"
            ),
        ),
        share_stopped=setting(
            1.0, low=0.0, high=1.0, neutral=0.0, unit="share of output", zh="停产比例",
            source="assumed: the whole site; less is a limit on production",
        ),
        longest=setting(
            8.0, low=1.0, high=26.0, unit="weeks", zh="最长停产周数",
            source="assumed: two months; county-defaults rectification_days (30-180 for major hazards)",
        ),
        urgency=setting(
            0.5, low=0.0, high=1.5, neutral=0.0, unit="logit of effort while stopped", zh="停产期间整改动力",
            source="assumed: every idle week costs, so that the head attends to the cause",
        ),
        wage_lost=setting(
            0.2, low=0.0, high=0.6, neutral=0.0, unit="share of the wage", zh="停产工资损失",
            source="assumed: basic pay goes on, allowances and overtime stop",
        ),
        case_hours=setting(
            16.0, low=0.0, high=60.0, neutral=0.0, unit="officer-hours an order", zh="停产办理工时",
            source="assumed: two officer-days to order, seal and release",
        ),
    ),
    remembers=dict(
        stopped=column(False, unit="", zh="停产中", meaning="production is stopped by order", source="computed"),
        weeks=column(0, unit="weeks", low=0, high=5200, zh="停产周数", meaning="weeks stopped so far",
                     source="computed"),
    ),
)  # fmt: skip


@production_suspension.remember
def order_and_release(enterprise, own, p, now):
    """Stopped with a chance for each major hazard found; released when none is known any more, or the term ends."""
    if own.stopped:
        own.weeks += 1
        if enterprise.major_open == 0 or float(own.weeks) >= p.longest:
            own.stopped = False
            own.weeks = 0
    elif enterprise.found_major > 0 and enterprise.major_open > 0:
        spared = power(1.0 - p.suspension_chance, float(enterprise.found_major))
        if uniform(now, enterprise, ORDER) < 1.0 - spared:
            own.stopped = True
            own.weeks = 0


@production_suspension.effect("allowed_production")
def stop_production(enterprise, own, p, now):
    """While suspended, a share of production stands still."""
    return 1.0 - p.share_stopped if own.stopped else 1.0


@production_suspension.effect("management_attention")
def press_for_removal(enterprise, own, p, now):
    """While suspended, the head presses for what would end it."""
    return p.urgency * p.share_stopped if own.stopped else 0.0


@production_suspension.transfers("worker", "enterprise", "wages not paid while stopped", zh="停产期间少发工资")
def stop_allowances(enterprise, industry, own, p, now):
    """Wages that workers lose while production stands still."""
    unpaid = p.wage_lost * p.share_stopped * industry.wage * float(enterprise.crew) / WEEKS_A_YEAR
    return unpaid if own.stopped else 0.0


@production_suspension.inspector_hours("suspensions", zh="停产整顿")
def handle_suspensions(enterprise, own, p, now):
    """Hours of officers in the week in which a suspension begins."""
    return p.case_hours if own.stopped and own.weeks == 0 else 0.0
