"""Certification of equipment and phase-out of outdated plant.

Mechanism: where safety equipment is below the line of what counts as outdated, a share of the old plant is withdrawn
each year and replaced by plant of the standard, at the enterprise's cost; certified equipment is dearer to keep up.
Expected: equipment up where it was worst, hazards a little down; nothing for those above the line.
Side effects: the weak cannot pay for new plant, get into distress, cut effort and close; dearer upkeep lowers effort a
little everywhere.
Evidence: E077, E078 (engineering controls, before and after: an upper bound), E551 (design and plant in deaths), E552,
E553 (one guard on one machine, and its price), E040 (deaths rose where mines were shut down), E259, E260, E417
(closures).
Doubt: plant sold on or moved to a shed is not modelled; few are below the line, so that in the county dearer upkeep
may take from effort what new plant gives.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, helper, setting

equipment_phaseout = Instrument(
    "equipment_phaseout",
    zh="设备认证、淘汰落后工艺",
    en="certification and phase-out of outdated equipment",
    meaning="Outdated plant is withdrawn and replaced; equipment must be certified.",
    actors=("enterprise", "government"),
    per="enterprise",
    shows="mean_safety_capital",
    direction="up",
    related=("three_simultaneities",),
    link="control",
    settings=dict(
        retired=setting(
            0.3, low=0.0, high=1.0, neutral=0.0, unit="share of outdated plant a year", zh="年淘汰比例",
            source="assumed: a third a year, as lists with a term of about three years",
        ),
        outdated_below=setting(
            0.55, low=0.3, high=0.9, unit="required equipment = 1", zh="落后设备界限",
            source="assumed: the worst equipped, about one enterprise in fourteen; hardly any has less than half",
        ),
        price=setting(
            12_000.0, low=0.0, high=40_000.0, unit="CNY a worker at required equipment = 1", zh="更新设备造价",
            source="assumed: as the equipment of entrants (entry_equipment_cost); E553 for one guard",
        ),
        upkeep=setting(
            1.02, low=1.0, high=1.2, neutral=1.0, unit="multiple of the cost of safety management",
            zh="认证设备维护成本",
            source="assumed: certificates and certified parts",
            moves="effort_cost",
        ),
        check_hours=setting(
            8.0, low=0.0, high=40.0, neutral=0.0, unit="officer-hours a year an enterprise below the line",
            zh="核查工时",
            source="assumed: one day to see that old plant is gone",
        ),
    ),
)  # fmt: skip


@helper
def withdrawn(enterprise, p):
    """Share of plant withdrawn a year: only where it is outdated."""
    return p.retired if enterprise.safety_capital < p.outdated_below else 0.0


@equipment_phaseout.effect("capital_retirement")
def withdraw_old_plant(enterprise, p, now):
    """Old plant is withdrawn and replaced at the standard."""
    return withdrawn(enterprise, p)


@equipment_phaseout.spends("enterprise", "new plant", zh="更新设备")
def buy_new_plant(enterprise, p, now):
    """What the standard asks for beyond the plant withdrawn."""
    bought = withdrawn(enterprise, p) * max(1.0 - enterprise.safety_capital, 0.0) / WEEKS_A_YEAR
    return p.price * bought * float(enterprise.headcount)


@equipment_phaseout.inspector_hours("checks of old plant", zh="淘汰核查")
def check_old_plant(enterprise, p, now):
    """Enterprises below the line are visited for their plant."""
    return p.check_hours / WEEKS_A_YEAR if enterprise.safety_capital < p.outdated_below else 0.0
