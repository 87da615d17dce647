"""How many visits the inspectorate can make this week (R1)."""

from govsim.language import column, columns, floor, parameter, purpose, rule, title, uniform

title("Inspection capacity", zh="检查能力")

FRACTION = purpose("capacity_fraction")

# fmt: off
columns(
    "regulator",
    posts=column(0.0, unit="persons", low=0.0, high=1e6, zh="在岗监管人员",
                 meaning="inspectors at work this week, those added by instruments included", source="computed"),
    capacity=column(0.0, unit="visits a week", low=0.0, high=1e6, zh="检查能力", meaning="visits possible this week",
                    source="computed"),
    in_campaign=column(False, unit="", zh="专项整治中", meaning="a campaign of the leader is on this week",
                       source="computed"),
    safety_pressure=column(0.10, unit="share of attention", low=0.0, high=1.0, zh="上级安全压力",
                           meaning="pressure of the leader, as the agency passes it on", source="computed"),
)
parameter("visits_per_inspector", 0.995, low=0.5, high=1.5, unit="visits an inspector-week", zh="人均周检查次数",
          meaning="visits one inspector makes in a week; two go together, which is part of the number",
          source="set to E173, E174 and county-defaults inspections_per_inspector_year", calibrated=True)
parameter("campaign_capacity", 1.5, low=1.0, high=2.0, unit="multiple", zh="专项整治检查倍数",
          meaning="capacity in the weeks of a campaign", source="assumed: staff lent by other departments")
parameter("pressure_capacity", 0.2, low=0.0, high=0.6, unit="share a unit of pressure", zh="领导压力对检查的作用",
          meaning="capacity gained from one unit of the leader's pressure above its usual level",
          source="assumed: no study")
# fmt: on


@rule(writes=("posts", "capacity", "in_campaign", "safety_pressure"))
def plan_capacity(regulator, leader, p, now):
    """Posts times visits each, more in a campaign and under a leader who presses; the fraction is drawn.

    The agency passes on campaign and pressure to whom it supervises.

    capacity = (inspectors + inspector_posts) x visits_per_inspector x visit_productivity
    x (campaign_capacity in a campaign) x (1 + pressure_capacity x (safety_pressure - usual)).
    Evidence: E173, E174, E070.
    """
    posts = max(float(regulator.inspectors) + regulator.inspector_posts, 0.0)
    exact = posts * p.visits_per_inspector * regulator.visit_productivity
    exact = exact * max(1.0 + p.pressure_capacity * (leader.safety_pressure - p.usual_safety_weight), 0.0)
    if leader.campaign_weeks > 0:
        exact = exact * p.campaign_capacity
    regulator.posts = posts
    regulator.in_campaign = leader.campaign_weeks > 0
    regulator.safety_pressure = leader.safety_pressure
    whole = floor(exact)
    extra = 1.0 if uniform(now, regulator, FRACTION) < exact - whole else 0.0
    regulator.capacity = whole + extra
