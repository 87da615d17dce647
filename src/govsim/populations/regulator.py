"""The inspectorate of the county: posts, capacity of the week, and what it did with it."""

from typing import Any

from govsim.language import Rows, Table, column


def agency(structure: Any) -> Rows:
    """One inspectorate, with its posts."""
    return Rows(1, {"inspectors": structure.inspectors})


regulator = Table("regulator", code=3, zh="监管部门", plural="regulators", parents=("leader", "region"), rows=agency,
                  pays=("government",), columns={
    "inspectors": column(8, unit="persons", low=0, high=100_000, zh="监察员人数",
                         meaning="posts filled without any instrument", source="county-defaults inspectors",
                         static=True),
    "posts": column(0.0, unit="persons", low=0.0, high=1e6, zh="在岗监察员",
                    meaning="inspectors at work this week, those added by instruments included", source="computed"),
    "capacity": column(0.0, unit="visits a week", low=0.0, high=1e6, zh="检查能力", meaning="visits possible this week",
                       source="computed"),
    "capacity_left": column(0.0, unit="visits a week", low=0.0, high=1e6, zh="剩余检查能力",
                            meaning="capacity that found no enterprise to visit", source="computed"),
    "in_campaign": column(False, unit="", zh="专项整治中", meaning="a campaign of the leader is on this week",
                          source="computed"),
    "safety_pressure": column(0.10, unit="share of attention", low=0.0, high=1.0, zh="上级安全压力",
                              meaning="pressure of the leader, as the agency passes it on", source="computed"),
    "workload": column(0, unit="tip-offs", low=0, high=1_000_000, zh="待核查举报",
                       meaning="tip-offs that wait for a visit", source="computed"),
})  # fmt: skip
