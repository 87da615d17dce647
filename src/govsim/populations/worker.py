"""Workers: attitude, habit, skill, and what happens to them in a week."""

from typing import Any

import numpy as np

from govsim.language import Rows, Table, column, payer

payer("worker", en="workers", zh="工人")


def posts(structure: Any) -> Rows:
    """A row a post, enterprise by enterprise."""
    owners = np.repeat(np.arange(len(structure)), structure.headcount)
    return Rows(len(owners), {"enterprise": owners, "post": True})


worker = Table("worker", code=7, rows=posts, zh="工人", plural="workers", parents=("enterprise",), columns={
    "post": column(False, unit="", zh="真实岗位", meaning="True for a real post; padding rows never fill",
                   source="structure", static=True),
    "attitude": column(0.5, unit="share", low=0.01, high=0.99, zh="安全态度",
                       meaning="how much safety counts for this worker", source="E084, E085"),
    "disposition": column(0.5, unit="share", low=0.01, high=0.99, zh="安全习惯",
                          meaning="the attitude's home, which moves slowly", source="assumed"),
    "skill": column(0.46, unit="share", low=0.05, high=0.95, zh="安全技能", meaning="knowing how to work safely",
                    source="assumed; equilibrium of the baseline"),
    "violation": column(0.3, unit="share of risky tasks", low=0.0, high=1.0, zh="违章比例",
                        meaning="share of risky tasks done against the rule this week", source="E088"),
    "temporary": column(0.0, unit="1 if temporary", low=0.0, high=1.0, zh="临时工",
                        meaning="temporary or subcontracted", source="industries.csv"),
    "injury_chance": column(0.0, unit="chance a week", low=0.0, high=1.0, zh="受伤概率",
                            meaning="chance of an injury this week", source="computed"),
    "injury": column(0, unit="0 none, 1 minor, 2 lost time, 3 serious, 4 fatal", low=0, high=4, zh="本周伤害等级",
                     meaning="gravity of this week's injury", source="computed"),
    "noticed": column(0, unit="0 nothing, 1 silent, 2 reported", low=0, high=2, zh="发现隐患后的反应",
                      meaning="whether the worker noticed a hazard this week and spoke up", source="E099-E102"),
    "leaving": column(False, unit="", zh="离职", meaning="leaves the post this week", source="industries.csv"),
    "from_pool": column(0.0, unit="1 in the week of being hired from the pool", low=0.0, high=1.0,
                        zh="本周从求职池录用",
                        meaning="counts hires out of the pool once", source="computed"),
})  # fmt: skip
