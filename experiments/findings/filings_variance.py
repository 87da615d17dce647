"""Differences between establishments that last and differences of a year."""

from functools import partial

from govsim.claims.findings.finding import LEVEL, Finding, evidence
from govsim.claims.findings.register import quantity

HOW = (
    "3,000 establishments of the register at the level of their filings, 100-249 workers, within the model's eight "
    "industries (published: within three-digit industries)",
    "企业名录中 3,000 家单位，按其申报水平，100-249 人，在模型的八个行业内（公布数据在三位数行业内）",
)

ROWS = (
    ("persistent", "R78", "lasting part of the variance of true relative rates", "真实相对伤害率方差中持续的部分"),
    ("total", "R79", "variance of true relative rates in a year", "一年内真实相对伤害率的方差"),
    ("kept", "R80", "lasting part over all", "持续部分所占比例"),
)

FINDINGS = tuple(
    Finding(
        f"filings_variance.{name}", (en, zh), (source,), HOW, partial(quantity, name), evidence(source), neutral=LEVEL
    )
    for name, source, en, zh in ROWS
)
