"""The four official levels of risk of an enterprise, red, orange, yellow and blue, as registers write them."""

from __future__ import annotations

import re
from collections import Counter

from govsim.populations.register.cells import is_blank, is_error, plain
from govsim.populations.register.findings import Findings
from govsim.populations.register.messages import Rows, message
from govsim.populations.register.rows import Sheet

LEVELS = ("red", "orange", "yellow", "blue")
"""From the highest to the lowest, as the State Council's work safety committee office colours them (2016)."""
_SAID = (
    r"红|重大|特别重大|(?:i|ⅰ|1|一)级|(?:i|ⅰ)|red|(?:level|grade|class) ?(?:1|i)|very high|1",
    r"橙|较大|(?:ii|ⅱ|2|二)级|(?:ii|ⅱ)|orange|(?:level|grade|class) ?(?:2|ii)|2",
    r"黄|一般|(?:iii|ⅲ|3|三)级|(?:iii|ⅲ)|yellow|(?:level|grade|class) ?(?:3|iii)|3",
    r"蓝|低|较低|(?:iv|ⅳ|4|四)级|(?:iv|ⅳ)|blue|(?:level|grade|class) ?(?:4|iv)|4",
)
_PATTERNS = [re.compile(rf"(?:{said})(?:色)?(?:安全)?(?:风险)?(?: risk)?(?:等级|级)?(?:区域)?") for said in _SAID]


def risk_level(cell: str) -> str | None:
    """The level that a cell names: by its colour, its word (重大, 较大, 一般, 低) or its number; None for none or two.

    What is said twice (红色（重大风险）, 一级/红) must be said alike.
    """
    text = re.sub(r"\s+", " ", plain(cell).casefold()).removesuffix(".0")
    parts = [part.strip() for part in re.split(r"[()\[\]/、,;:\-—]", text) if part.strip()]
    found = {next((at for at, one in enumerate(_PATTERNS) if one.fullmatch(part)), None) for part in parts}
    level = found.pop() if len(found) == 1 else None
    return None if level is None else LEVELS[level]


def read_risk_levels(sheet: Sheet, findings: Findings) -> None:
    """Count the levels and say so; what is none of the four is named by its rows."""
    if "risk" not in sheet.names:
        return
    cells = [(record.row, record.cells["risk"]) for record in sheet.records]
    said = [(row, risk_level(cell)) for row, cell in cells if not is_blank(cell) and not is_error(cell)]
    counts = Counter(level for _, level in said if level)
    if counts:
        levels = [message(f"risk_{level}", count=counts[level]) for level in LEVELS if counts[level]]
        findings.remark("risk_levels", column=sheet.shown("risk"), levels=levels)
    strange = [row for row, level in said if level is None]
    if strange:
        findings.remark("risk_strange", column=sheet.shown("risk"), rows=Rows(strange))
