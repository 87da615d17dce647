"""Research on safety technology: it makes machines and monitors cheaper, and safety work less dear."""

from govsim.language import WEEKS_A_YEAR, channel, clip, column, columns, outcome, parameter, rule, title

title("Assets: research", zh="安全资产：科技研发")

# fmt: off
columns("province", technique=column(
    0.0, unit="share of what there is to find", low=0.0, high=1.0, zh="安全技术积累",
    meaning="methods found by public research beyond those of week 0", source="assumed: today's methods are the start",
))
channel("research_effort", level="province", unit="times the usual public programme", neutral=0.0, combine="add",
        low=0.0, high=10.0, zh="科研投入",
        meaning="public research on safety technology beyond today's; read by assets")
parameter("research_gain", 0.05, low=0.0, high=0.15, unit="share a year", zh="科研降价作用",
          meaning="further fall of the price of machines and monitors at one programme",
          source="assumed: as much again as prices fall by themselves; unit-costs U05 for the direction")
parameter("technique_found", 0.05, low=0.0, high=0.15, unit="share of the gap a year", zh="技术发现速度",
          meaning="share of what there is to find that one programme finds in a year", source="assumed")
parameter("technique_ages", 0.03, low=0.0, high=0.1, unit="share a year", zh="技术老化速度",
          meaning="methods that no longer fit new plants after a year", source="assumed")
parameter("technique_saves", 0.15, low=0.0, high=0.4, unit="share of the cost of effort", zh="技术节约作用",
          meaning="how much cheaper safety work is once all is found", source="assumed: no study was found")
outcome("technique", total="province.technique", kind="stock", unit="share of what there is to find", zh="安全技术积累",
        better="more", meaning="methods found by public research beyond those of week 0")
# fmt: on


@rule(writes=("technique",), phase="parties")
def research_goes_on(province, p, now):
    """Research finds methods, and methods age: t <- t + (technique_found effort (1 - t) - technique_ages t)/52."""
    found = p.technique_found * province.research_effort * (1.0 - province.technique)
    change = (found - p.technique_ages * province.technique) / WEEKS_A_YEAR
    province.technique = clip(province.technique + change, 0.0, 1.0)


@rule(writes=("effort_cost",), after="research_goes_on")
def work_with_methods(enterprise, province, p, now):
    """What was found makes safety work less dear for everybody: effort_cost x (1 - technique_saves technique)."""
    enterprise.effort_cost = enterprise.effort_cost * (1.0 - p.technique_saves * province.technique)
