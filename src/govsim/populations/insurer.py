"""Insurers of work injuries: premiums in, claims out."""

from typing import Any

from govsim.language import Rows, Table, column, payer
from govsim.populations.synthesis import INSURERS

payer("insurer", en="insurers", zh="保险机构")


def competitors(structure: Any) -> Rows:
    """A few insurers that compete."""
    return Rows(INSURERS)


insurer = Table("insurer", code=4, rows=competitors, zh="保险机构", plural="insurers", columns={
    "premium_income": column(0.0, unit="CNY a week", low=0.0, high=1e12, zh="保费收入",
                             meaning="work-injury premiums of its enterprises", source="computed"),
    "claims_paid": column(0.0, unit="CNY a week", low=0.0, high=1e12, zh="赔付支出",
                          meaning="claims for recorded injuries and deaths", source="computed"),
    "reserve": column(0.0, unit="CNY", low=-1e13, high=1e13, zh="准备金",
                      meaning="premiums less claims and running costs since the start", source="computed"),
    "loss_ratio": column(0.6, unit="claims / premium", low=0.0, high=1000.0, zh="赔付率",
                         meaning="claims over premiums, smoothed over a year",
                         source="county-defaults work_injury_loss_ratio 61.4 %"),
    "premium_smooth": column(0.0, unit="CNY a week", low=0.0, high=1e12, zh="平滑保费",
                             meaning="premium income, smoothed over a year", source="computed"),
    "claims_smooth": column(0.0, unit="CNY a week", low=0.0, high=1e12, zh="平滑赔付",
                            meaning="claims paid, smoothed over a year", source="computed"),
})  # fmt: skip
