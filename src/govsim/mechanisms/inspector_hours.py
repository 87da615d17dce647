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


@rule(writes=("visit_hours",))
def count_hours(regulator, p, now):
    """Visits made take the hours in which an inspector makes as many: writing up and travel are part of them.

    visit_days_used / days_per_inspector x inspector_week. Evidence: E173, E174.
    """
    regulator.visit_hours = p.inspector_week * regulator.visit_days_used / p.days_per_inspector
