"""Production pressure, and the backlog that a stop of production leaves (R5)."""

from govsim.language import amount, clip, column, columns, normal, parameter, purpose, rule, title, uniform

title("Production pressure", zh="生产压力")

DEMAND = purpose("demand_noise")

# fmt: off
columns(
    "enterprise",
    pressure=column(0.0, unit="standard deviations of demand", low=-1.5, high=1.5, zh="生产压力",
                    meaning="production pressure", source="E213-E218"),
    backlog=amount("weeks of output", "积压产量", "output lost while production was stopped, still to be made up"),
)
parameter("pressure_keep", 0.97, low=0.9, high=0.99, unit="share a week", zh="生产压力持续性",
          meaning="share of production pressure that lasts to the next week",
          source="E213-E218 for its existence; assumed")
parameter("pressure_noise", 0.085, low=0.04, high=0.15, unit="standard deviation a week", zh="生产压力波动",
          meaning="weekly noise of demand; with pressure_keep a standard deviation of .35", source="E213, E214, E216")
parameter("backlog_pressure", 0.03, low=0.0, high=0.1, unit="pressure a week of lost output", zh="积压产生的压力",
          meaning="pressure added each week by output still to be made up", source="assumed; E043 on catching up")
parameter("backlog_recovery", 0.1, low=0.03, high=0.3, unit="share a week", zh="积压消化速度",
          meaning="share of the backlog made up in a week", source="assumed")
# fmt: on


@rule(writes=("pressure", "backlog"))
def feel_pressure(enterprise, p, now):
    """Pressure wanders with demand, rises with short limits, and with the backlog after a stop.

    pressure <- pressure_keep x pressure + pressure_noise x N(0,1) + production_demand + backlog_pressure x backlog,
    when it may produce. Evidence: E213, E214, E216, E043.
    """
    noise = p.pressure_noise * normal(uniform(now, enterprise, DEMAND))
    catching_up = p.backlog_pressure * enterprise.backlog * enterprise.allowed_production
    pressure = p.pressure_keep * enterprise.pressure + noise + enterprise.production_demand + catching_up
    enterprise.pressure = clip(pressure, -1.5, 1.5)
    recovered = p.backlog_recovery * enterprise.backlog * enterprise.allowed_production
    enterprise.backlog = enterprise.backlog - recovered + 1.0 - enterprise.allowed_production
