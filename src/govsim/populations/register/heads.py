"""The heads of a register: which enterprises belong to one group, main contractor or platform, and how far below."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from govsim.populations.register.findings import Findings
from govsim.populations.register.messages import Rows, Shown, message
from govsim.populations.register.regions import plain_name
from govsim.populations.register.rows import Sheet
from govsim.populations.synthesis import ChainRow

# Columns that name a head, and its kind; of several that are filled in one row the first is taken.
HEADS = (("main_contractor", "contracts"), ("platform", "platform"), ("company_group", "group"))
DEEPEST = 4  # levels below a head, as populations have them
USUAL_LIMIT = 40.0  # minutes of a platform, of which a register says nothing: as a made population has it
WRITTEN = {
    "总包": 0, "总承包": 0, "总部": 0, "集团本部": 0, "本部": 0, "main contractor": 0, "head office": 0,
    "一级": 1, "一级分包": 1, "分包": 1, "专业分包": 1, "二级": 2, "二级分包": 2, "三级": 3, "三级分包": 3,
    "四级": 4, "四级分包": 4,
}  # fmt: skip


@dataclass(frozen=True)
class HeadsRead:
    """Heads, and of each enterprise the number of its head, from 1 (0 for none), and the levels between.

    Attributes:
        rows: of the heads, in order.
        chain: by enterprise.
        depth: by enterprise.
    """

    rows: tuple[ChainRow, ...]
    chain: list[int]
    depth: list[int]


def read_heads(sheet: Sheet, sizes: Sequence[int], by_chain: bool, findings: Findings) -> HeadsRead | None:
    """Who stands below which head: where that is asked for, else nobody below any.

    Names that differ in case, width or blanks alone are one head, by its commonest name, which is a repair; so is a
    second head in one row. Without a column of tiers the largest enterprise of a group or main contractor stands at
    the head and all others one level below; on a platform all do. Refused are registers without a column of heads,
    and tiers that are none or deeper than four.

    Args:
        sheet: the rows that are read.
        sizes: workers of each.
        by_chain: whether heads are to be read.
        findings: takes what is refused, repaired or worth saying.
    """
    if not by_chain:
        return None
    named = [(meaning, kind) for meaning, kind in HEADS if meaning in sheet.names]
    if not named:
        findings.refuse("by_chain_none")
        return None
    ways = {meaning: _written(sheet, meaning) for meaning, _ in named}
    found = [_head_of(sheet, at, named, ways, findings) for at in range(len(sheet.records))]
    tiers = _tiers(sheet, found, findings)
    keys = sorted({one for one in found if one is not None})
    members = {key: [at for at, one in enumerate(found) if one == key] for key in keys}
    chain, depth = [0] * len(found), [0] * len(found)
    for number, key in enumerate(keys, start=1):
        largest = max(members[key], key=lambda at: (sizes[at], -at)) if len(sizes) == len(found) else members[key][0]
        for at in members[key]:
            chain[at] = number
            depth[at] = _depth(key[0], tiers, at, largest)
    below = sum(map(bool, chain))
    findings.remark("by_chain", count=len(keys), below=below, whole=len(found))
    if keys and tiers is None and any(kind != "platform" for kind, _ in keys):
        findings.remark("no_tier")
    return HeadsRead(tuple(ChainRow(kind, None, None, None, USUAL_LIMIT) for kind, _ in keys), chain, depth)


def _head_of(
    sheet: Sheet, at: int, named: Sequence[tuple[str, str]], ways: Mapping[str, Mapping[str, str]], findings: Findings
) -> tuple[str, str] | None:
    """Kind and plain name of an enterprise's head."""
    record = sheet.records[at]
    filled = [(kind, meaning, plain_name(record.text(meaning))) for meaning, kind in named]
    filled = [one for one in filled if one[2]]
    if len(filled) > 1:
        findings.repair("two_heads", record.row, column=sheet.shown(filled[0][1]))
    if not filled:
        return None
    kind, meaning, name = filled[0]
    usual = ways[meaning][name]
    if record.text(meaning).strip() != usual:
        findings.repair("head_written", record.row, column=sheet.shown(meaning), name=Shown(usual))
    return kind, name


def _written(sheet: Sheet, meaning: str) -> dict[str, str]:
    """The commonest way in which each head is written."""
    ways: dict[str, Counter[str]] = {}
    for record in sheet.records:
        text = record.text(meaning).strip()
        ways.setdefault(plain_name(text), Counter())[text] += 1
    return {name: sorted(way.items(), key=lambda one: (-one[1], one[0]))[0][0] for name, way in ways.items()}


def _tiers(sheet: Sheet, found: Sequence[tuple[str, str] | None], findings: Findings) -> list[int | None] | None:
    """What the column of tiers says of those who have a head; nothing without such a column."""
    if "tier" not in sheet.names:
        return None
    made: list[int | None] = []
    for record, head in zip(sheet.records, found, strict=True):
        text = plain_name(record.text("tier"))
        tier = WRITTEN.get(text, _number(text)) if text and head else None
        if text and head and (tier is None or not 0 <= tier <= DEEPEST):
            sheet.refuse(record, "tier", message("expect_tier", most=DEEPEST), findings)
            tier = None
        made.append(tier)
    alone = [record.row for record, head in zip(sheet.records, found, strict=True) if not head and record.text("tier")]
    if alone:
        findings.remark("tier_alone", column=sheet.shown("tier"), rows=Rows(tuple(alone)))
    return made


def _number(text: str) -> int | None:
    """A whole number, as spreadsheets write it."""
    found = re.fullmatch(r"(\d{1,3})(\.0+)?", text, re.ASCII)
    return int(found[1]) if found else None


def _depth(kind: str, tiers: Sequence[int | None] | None, at: int, largest: int) -> int:
    if kind == "platform":
        return 1
    tier = tiers[at] if tiers else None
    return tier if tier is not None else int(at != largest)
