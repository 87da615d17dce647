"""The hours that inspectors work on visits: entries of the ledger in hours, never in CNY."""

from govsim.language import amount, columns, inspector_hours, parameter, rule, title

title("Inspectors' hours", zh="监管工时")

# fmt: off
columns("regulator", visit_hours=amount("hours a week", "检查工时", "hours that inspectors worked on visits this week"))
inspector_hours("visits", column="regulator.visit_hours", zh="检查")
parameter("inspector_week", 38.15, low=30.0, high=48.0, unit="hours an inspector-week", zh="监管人员周工时",
          meaning="hours that an inspector works in a week",
          source="county-defaults inspector_statutory_days, 8 hours a day")
# fmt: on

LEAST_PACE = 1e-6


@rule(writes=("visit_hours",))
def count_hours(regulator, p, now):
    """Visits made take the hours in which an inspector makes as many.

    (capacity - capacity_left)/(visits_per_inspector x visit_productivity) x inspector_week. Evidence: E173, E174.
    """
    pace = max(p.visits_per_inspector * regulator.visit_productivity, LEAST_PACE)
    regulator.visit_hours = p.inspector_week * (regulator.capacity - regulator.capacity_left) / pace
