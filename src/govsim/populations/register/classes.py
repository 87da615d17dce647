"""Codes of size classes in a column that a user calls headcounts: 12 may be twelve people, or 20 to 49 of them."""

from __future__ import annotations

import re

from govsim.populations.register.cells import is_blank, plain, words
from govsim.populations.register.findings import Findings
from govsim.populations.register.headers import folded
from govsim.populations.register.rows import Sheet
from govsim.populations.register.schema import SIZE_CLASSES
from govsim.populations.register.tables import NumberCell

_CLASS = re.compile(
    r"size|class|band|(^|_)(group|grp|range|bracket|code|cd|level|type|tier)s?(_|$)|categor|tranche|tefe[nt]|empszes|taille|"
    r"klasse|规模|分组|组别|分段|档|区间|等级|级别|类型|类别|代码"
)
_INSEE = words("NN 00 01 02 03 11 12 21 22 31 32 41 42 51 52 53")
_CENSUS = frozenset(range(200, 300)) | {1}  # 001, 204, 210 to 290
_LISTED = frozenset(map(int, _INSEE - {"NN"})) | _CENSUS | frozenset(range(10))
MOST_CLASSES = 16  # classes in a list; assumed: the longest of those above


def refuse_size_classes(sheet: Sheet, findings: Findings) -> None:
    """Refuse a column of headcounts or hours that holds codes of size classes, by its name and its values.

    By its name alone it is not refused: a column called size may hold people. By values alone it is where all are
    two-digit codes of the French list and some begin with a zero.
    """
    for meaning in ("employees", "hours"):
        if meaning not in sheet.names:
            continue
        cells = [record.cells[meaning] for record in sheet.records]
        said = [plain(cell).removesuffix(".0") for cell in cells if not is_blank(cell)]
        name = folded(sheet.names[meaning])
        named = name in SIZE_CLASSES.split() or _CLASS.search(name) is not None
        written = not any(isinstance(cell, NumberCell) for cell in cells)
        french = written and {*said} <= _INSEE and any(cell[:1] == "0" for cell in said)
        if said and (french or named and _are_codes(said)):
            findings.refuse("size_codes", column=sheet.shown(meaning), values=sorted({*said})[:5], meaning=meaning)


def _are_codes(said: list[str]) -> bool:
    """Whether values are of a list of classes, or few small numbers that come back."""
    if not all(re.fullmatch(r"\d{1,3}|NN", cell, re.ASCII) for cell in said):
        return False
    numbers = {int(cell) for cell in said if cell != "NN"}
    return numbers <= _LISTED or max(numbers) < 100 and len(numbers) <= MOST_CLASSES and len(said) > 2 * len(numbers)
