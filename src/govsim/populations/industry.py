"""Industries: a record of what differs between them, read from `industries.csv`."""

from __future__ import annotations

from typing import Any

from govsim.language import Rows, Table, column, fitted_values
from govsim.populations.industry_values import industry_table


def _read() -> dict[str, dict[str, float]]:
    """Values by industry and column; those of the committed fit of the baseline win."""
    found: dict[str, dict[str, float]] = {}
    for cell in industry_table():
        value = fitted_values().get((cell.industry, cell.column), cell.value)
        found.setdefault(cell.industry, {})[cell.column] = value
    return found


INDUSTRIES: dict[str, dict[str, float]] = _read()


def industries(structure: Any) -> Rows:
    """Every industry, whether or not an enterprise is in it, with the values of industries.csv."""
    names = {column for values in INDUSTRIES.values() for column in values}
    known = names & set(industry.columns)
    return Rows(len(INDUSTRIES), {name: [values[name] for values in INDUSTRIES.values()] for name in sorted(known)})


industry = Table("industry", code=5, rows=industries, zh="行业", plural="industries", columns={
    "injury_base": column(0.05, unit="injuries a worker-year", low=0.0, high=1.0, zh="基础伤害率",
                          meaning="true injuries at reference hazards, skill and behaviour", source="industries.csv"),
    "fatal_share": column(0.0005, unit="share of injuries", low=0.0, high=1.0, zh="死亡占比",
                          meaning="share of single injuries that kill", source="industries.csv"),
    "energy_share": column(0.7, unit="share of deaths", low=0.0, high=1.0, zh="高能量死亡占比",
                           meaning="deaths of single workers from falls, vehicles, energy, confined spaces",
                           source="industries.csv"),
    "hazard_rate": column(1.0, unit="multiple", low=0.0, high=10.0, zh="一般隐患产生率",
                          meaning="birth of ordinary hazards against manufacturing", source="industries.csv"),
    "major_inflow": column(0.1, unit="a year at 25 workers", low=0.0, high=10.0, zh="重大隐患产生率",
                           meaning="relative birth of major hazards", source="industries.csv"),
    "premium_rate": column(0.01, unit="share of payroll", low=0.0, high=0.1, zh="工伤保险基准费率",
                           meaning="base rate of the work-injury insurance", source="E264-E271"),
    "wage": column(75_000.0, unit="CNY a year", low=0.0, high=1e6, zh="年工资", meaning="mean yearly pay of a worker",
                   source="industries.csv"),
    "turnover": column(0.35, unit="share a year", low=0.0, high=5.0, zh="年流动率",
                       meaning="share of workers who leave in a year", source="industries.csv"),
    "temporary_share": column(0.35, unit="share of workers", low=0.0, high=1.0, zh="临时工占比",
                              meaning="temporary and subcontracted workers", source="industries.csv"),
    "training_hours": column(8.0, unit="hours a worker-year", low=0.0, high=240.0, zh="法定培训学时",
                             meaning="yearly training that the law asks for", source="industries.csv"),
    "revenue": column(350_000.0, unit="CNY a worker-year", low=0.0, high=1e7, zh="人均年收入",
                      meaning="revenue of an enterprise for each worker", source="industries.csv"),
    "tender_share": column(0.1, unit="share of revenue", low=0.0, high=1.0, zh="招投标收入占比",
                           meaning="revenue that depends on public tenders", source="industries.csv"),
})  # fmt: skip
