"""How many days of inspection the inspectorate has this week, and how many a visit takes (R1)."""

from govsim.language import column, columns, helper, parameter, power, rule, title
from govsim.populations.sizes import SMALL

title("Inspection capacity", zh="检查能力")


# fmt: off
columns(
    "regulator",
    posts=column(0.0, unit="persons", low=0.0, high=1e6, zh="在岗监管人员",
                 meaning="inspectors at work this week, those added by instruments included", source="computed"),
    capacity=column(0.0, unit="inspector-days a week", low=-1e6, high=1e6, zh="检查能力",
                    meaning="days of inspection this week of those who serve the whole county, less what is owed",
                    source="computed"),
    reserved=column(0.0, unit="inspector-days a week", low=-1e6, high=1e6, zh="专属检查能力",
                    meaning="days of inspection this week kept for the enterprises that posts were added for",
                    source="computed"),
    in_campaign=column(False, unit="", zh="专项整治中", meaning="a campaign of the leader is on this week",
                       source="computed"),
    safety_pressure=column(0.10, unit="share of attention", low=0.0, high=1.0, zh="上级安全压力",
                           meaning="pressure of the leader, as the agency passes it on", source="computed"),
)
parameter("days_per_inspector", 0.52, low=0.25, high=1.0, unit="inspection days an inspector-week", zh="人均周检查天数",
          meaning="days one inspector spends on visits in a week; two go together, which is part of the number",
          source="set to E173, E174 and county-defaults inspections_per_inspector_year", calibrated=True)
parameter("visit_days", 0.5, low=0.25, high=1.0, unit="inspection days at 25 workers", zh="检查用时",
          meaning="days that a visit takes at an enterprise of 25 workers, travel included", source="assumed")
parameter("visit_days_least", 0.25, low=0.1, high=0.5, unit="inspection days", zh="最短检查用时",
          meaning="days that a visit takes at the smallest enterprise: mostly travel", source="assumed")
parameter("visit_size_power", 0.4, low=0.2, high=0.7, unit="exponent", zh="检查用时规模指数",
          meaning="how the days of a visit grow with the number of workers",
          source="assumed: slower than what there is to see (0.8)")
parameter("campaign_capacity", 1.5, low=1.0, high=2.0, unit="multiple", zh="专项整治检查倍数",
          meaning="capacity in the weeks of a campaign", source="assumed: staff lent by other departments")
parameter("pressure_capacity", 0.2, low=0.0, high=0.6, unit="share a unit of pressure", zh="领导压力对检查的作用",
          meaning="capacity gained from one unit of the leader's pressure above its usual level",
          source="assumed: no study")
# fmt: on


@helper
def days_of_a_visit(n, p):
    """Inspection days that a visit to n workers takes at the usual productivity, travel included."""
    return max(p.visit_days * power(n / SMALL, p.visit_size_power), p.visit_days_least)


@rule(writes=("posts", "capacity", "reserved", "in_campaign", "safety_pressure"))
def plan_capacity(regulator, leader, enterprises, p, now):
    """Posts times days each, more in a campaign and under a leader who presses, less what last week's visits overran.

    The agency passes on campaign and pressure to whom it supervises. Posts that were added for some enterprises are
    kept for them.

    capacity = inspectors x days_per_inspector x (campaign_capacity in a campaign)
    x (1 + pressure_capacity x (safety_pressure - usual)) - days owed; reserved likewise from the sum of the
    enterprises' inspector_posts.
    Evidence: E173, E174, E070.
    """
    added = 0.0
    for enterprise in enterprises:
        added += enterprise.inspector_posts
    days = p.days_per_inspector * max(1.0 + p.pressure_capacity * (leader.safety_pressure - p.usual_safety_weight), 0.0)
    if leader.campaign_weeks > 0:
        days = days * p.campaign_capacity
    regulator.posts = float(regulator.inspectors) + added
    regulator.in_campaign = leader.campaign_weeks > 0
    regulator.safety_pressure = leader.safety_pressure
    regulator.capacity = float(regulator.inspectors) * days + min(regulator.capacity_left, 0.0)
    regulator.reserved = added * days + min(regulator.reserved_left, 0.0)
