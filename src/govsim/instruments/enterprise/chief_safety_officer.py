"""A chief safety officer at the head of larger enterprises, who may slow down production and stop it.

Mechanism: the officer takes safety's side when output is planned, holds a least of management, and halts the dangerous
part while a major hazard is known and pressure is high. Authority comes with months in office and goes where the
enterprise makes a loss: then the officer is overruled.
Expected: production pressure down in large enterprises; violations, hazards born and majors under pressure with it.
Side effects: orders go to rivals; halted output is lost and made up for later, which is pressure again.
Evidence: E213, E214 (pressure goes with accidents), E457, E458 (boards and heads), E043 (catching up).
Doubt: no study of such officers was found, nor of their pay, which follows the price of experts; all sizes are
assumed. It reaches large enterprises only, so the county's
injuries move by a fraction of theirs.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, column, helper, setting

chief_safety_officer = Instrument(
    "chief_safety_officer",
    zh="首席安全官(决策权、否决权)",
    en="chief safety officer with veto",
    meaning="An officer of the top management with a say in plans and the right to halt production.",
    needs=("services",),
    actors=("enterprise",),
    per="enterprise",
    shows="production_pressure",
    direction="down",
    related=("safety_department", "management_report"),
    link="control",
    settings=dict(
        from_size=setting(
            300.0, low=30.0, high=600.0, unit="workers", zh="设置规模",
            source="county-defaults size_class_start_medium: 300; who must have one is assumed",
        ),
        pressure_relief=setting(
            0.004, low=0.0, high=0.02, neutral=0.0, unit="pressure a week", zh="生产压力缓解",
            source="assumed: a third of a standard deviation in the long run; E213, E214 for what pressure does",
        ),
        least_effort=setting(
            0.2, low=0.0, high=0.5, neutral=0.0, unit="share of required effort", zh="最低努力程度",
            source="assumed: what the officer's own office does",
        ),
        halted_share=setting(
            0.3, low=0.0, high=1.0, neutral=0.0, unit="share of output", zh="否决停产比例",
            source="assumed: the unit with the hazard, not the whole plant",
        ),
        halt_pressure=setting(
            0.5, low=0.0, high=1.0, unit="standard deviations of demand", zh="停产的压力门槛",
            source="assumed: under a moderate pressure hazards are dealt with while work goes on",
        ),
        overruled=setting(
            0.5, low=0.0, high=1.0, unit="share of authority", zh="亏损时被否决比例",
            source="assumed: half of it goes while the enterprise makes a loss",
        ),
        settling=setting(
            0.04, low=0.01, high=0.2, unit="share a week", zh="树立权威速度",
            source="assumed: four months to half of it",
        ),
        orders_declined=setting(
            0.025, low=0.0, high=0.1, unit="share of revenue a unit of pressure taken away", zh="放弃订单损失",
            source="assumed: a tenth of output, at a margin and idle wages of a quarter of its price (idle_cost)",
        ),
        yearly_pay=setting(
            250000.0, low=0.0, high=600000.0, neutral=0.0, unit="CNY a year", zh="首席安全官年成本",
            source="assumed: two and a half times the high end of county-defaults wage (98,096)",
        ),
    ),
    remembers=dict(
        authority=column(0.0, unit="share", low=0.0, high=1.0, zh="权威",
                         meaning="how far the officer is listened to", source=""),
    ),
)  # fmt: skip

PRESSURE_FADES = 0.03  # share of pressure a week that goes by itself


@helper
def has_an_officer(enterprise, p):
    """Whether the enterprise is large enough for one."""
    return float(enterprise.headcount) >= p.from_size


@chief_safety_officer.remember
def gain_a_hearing(enterprise, own, p, now):
    """Authority grows in office, and falls back where the enterprise makes a loss."""
    goal = 0.0
    if has_an_officer(enterprise, p):
        goal = 1.0 - p.overruled if enterprise.profit < 0.0 else 1.0
    own.authority += p.settling * (goal - own.authority)


@chief_safety_officer.effect("production_demand")
def plan_with_care(enterprise, own, p, now):
    """What is taken off the plan each week."""
    return -p.pressure_relief * own.authority


@chief_safety_officer.effect("effort_floor")
def hold_the_least(enterprise, own, p, now):
    """Management that cannot be left undone."""
    return p.least_effort * own.authority


@chief_safety_officer.effect("allowed_production")
def halt_production(enterprise, own, p, now):
    """While a major hazard is known and pressure is high, a part of the plant stands still."""
    urgent = enterprise.major_open > 0 and enterprise.pressure > p.halt_pressure
    return 1.0 - p.halted_share * own.authority if urgent else 1.0


@chief_safety_officer.transfers("enterprise", "outside", "orders declined for safety", zh="因安全放弃的订单")
def decline_orders(enterprise, own, p, now):
    """Orders that are left to rivals so that pressure stays low."""
    lower = p.pressure_relief * own.authority / PRESSURE_FADES
    return p.orders_declined * lower * enterprise.revenue * float(enterprise.headcount) / WEEKS_A_YEAR


@chief_safety_officer.spends("enterprise", "chief safety officers", zh="首席安全官")
def pay_the_officer(enterprise, province, p, now):
    """Pay follows the price of experts, who could take the post."""
    return p.yearly_pay * province.price_level / WEEKS_A_YEAR if has_an_officer(enterprise, p) else 0.0
