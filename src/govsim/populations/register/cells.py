"""What one cell says: numbers in either way of writing, ids and codes that spreadsheets changed, periods, flags."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from govsim.populations.folding import fold, simplified
from govsim.populations.register.schema import FIRST_YEAR, LAST_YEAR
from govsim.populations.register.tables import NumberCell

FEWEST_SHORTENED = 8  # power of ten; spreadsheets write shorter numbers out
POINT, COMMA, MIXED = "point", "comma", "mixed"


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


_BLANK = words(
    ". .. ... : - -- --- — —— – / // \\ * ** na n/a n.a. n.a #n/a #na nan null none nil missing unknown undisclosed "
    "not_available not_applicable 无 缺 缺失 未知 不详 未填 未填写 空 暂无 无数据 不适用"
)
_GROUP = r"[ '’_\u2009]"
_PLAIN = {
    POINT: re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII),
    COMMA: re.compile(r"[+-]?(\d+,?\d*|,\d+)([eE][+-]?\d+)?", re.ASCII),
}
_GROUPED = {
    POINT: re.compile(rf"[+-]?\d{{1,3}}((,\d{{3}})+|({_GROUP}\d{{3}})+)(\.\d+)?", re.ASCII),
    COMMA: re.compile(rf"[+-]?\d{{1,3}}((\.\d{{3}})+|({_GROUP}\d{{3}})+)(,\d+)?", re.ASCII),
}
_ONLY = {
    POINT: re.compile(
        r"[+-]?(\d*\.(\d{1,2}|\d{4,})|\d{4,}\.\d+|0\.\d+|\d{1,3}(,\d{3}){2,}(\.\d+)?|\d{1,3},\d{3}\.\d+|"
        rf"\d{{1,3}}({_GROUP}\d{{3}})+\.\d+)",
        re.A,
    ),
    COMMA: re.compile(
        r"[+-]?(\d*,(\d{1,2}|\d{4,})|\d{4,},\d+|0,\d+|\d{1,3}(\.\d{3}){2,}(,\d+)?|\d{1,3}\.\d{3},\d+|"
        rf"\d{{1,3}}({_GROUP}\d{{3}})+,\d+)",
        re.A,
    ),
}
_UNSURE = {",": re.compile(r"[+-]?[1-9]\d{0,2},\d{3}", re.A), ".": re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}", re.A)}
_BAND = re.compile(r"(<|>|≥|≤|under|over|more|fewer|\d+\s*(-|–|~|～|to|至|—)\s*\d+|\d+\s*\+|以上|以下|不足)", re.I)


def plain(cell: str) -> str:
    """A cell with full-width characters folded and outer blanks dropped."""
    return fold(cell)


def is_blank(cell: str) -> bool:
    """Whether a cell says nothing: empty, N/A, a dash, 无."""
    text = plain(cell).casefold()
    return not text or text.replace(" ", "_") in _BLANK


def is_missing_mark(cell: str) -> bool:
    """Whether a cell says that there is no value, rather than being empty."""
    return bool(cell.strip()) and is_blank(cell)


def is_band(cell: str) -> bool:
    """Whether a cell is a size class and neither a number nor a date: 10-19, 250+, 20人以下."""
    text = plain(cell)
    return _BAND.search(text) is not None and re.match(r"\d{4}[-/.年]\d{1,2}[-/.月]\d", text) is None


def is_error(cell: str) -> bool:
    """Whether a cell is what a spreadsheet shows when it cannot work a formula out: #REF!, #NAME?."""
    return re.fullmatch(r"#(REF!|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|SPILL!|CALC!)", plain(cell).upper()) is not None


def may_be_thousands(cell: str) -> bool:
    """Whether a cell is written as a thousand and more could be, 1,234 or 1.234, and is no number of the file's own."""
    text = plain(cell)
    return not isinstance(cell, NumberCell) and any(mark.fullmatch(text) for mark in _UNSURE.values())


@dataclass(frozen=True)
class Number:
    """A number read from a cell, and what had to be done to read it.

    Attributes:
        value: the number; None where the cell is blank.
        repairs: codes of repairs.
        fault: code of what is wrong with it; empty when nothing is.
    """

    value: float | None
    repairs: tuple[str, ...] = ()
    fault: str = ""


def writing_of(cells: Iterable[str]) -> str:
    """How numbers are written, as far as the cells leave no doubt: point, comma, mixed, or "" when they do."""
    seen: set[str] = set()
    for cell in cells:
        if isinstance(cell, NumberCell):
            continue
        text = plain(cell)
        seen.update(way for way in (POINT, COMMA) if _ONLY[way].fullmatch(text))
    return MIXED if len(seen) > 1 else seen.pop() if seen else ""


def decimals_are_sure(cells: Iterable[str], writing: str, usual: bool) -> bool:
    """Whether three digits behind a mark are decimals in a column, as others of its cells show.

    One cell of four decimals shows it, two of other lengths do where they are a tenth as many as those in doubt, and
    so does one of four digits before the point where every cell has three behind it, in a file separated by commas.
    """
    if writing not in (POINT, COMMA):
        return False
    mark = "." if writing == POINT else ","
    texts = [plain(cell) for cell in cells if not isinstance(cell, NumberCell) and not is_blank(cell)]
    shown = [text for text in texts if _ONLY[writing].fullmatch(text)]
    doubted = sum(_UNSURE[mark].fullmatch(text) is not None for text in texts)
    long = any(re.search(rf"[{mark}]\d{{4,}}$", text) for text in shown)
    alike = usual and mark == "." and all(re.fullmatch(r"\d+\.\d{3}", text) for text in texts)
    return long or alike or len(shown) >= 2 and len(shown) >= 0.1 * doubted


def number_in(cell: str, writing: str, usual: bool) -> Number:
    """The number in a cell.

    Args:
        cell: the cell.
        writing: point or comma as `writing_of` found for its column or file; "" or mixed when there is doubt.
        usual: whether the file is separated as English files are, so that 1,234 can only be a thousand and more.
    """
    if isinstance(cell, NumberCell):
        value = float(cell)
        return Number(value) if math.isfinite(value) else Number(None, fault="number")
    if is_blank(cell):
        return Number(None, ("missing_mark",) if is_missing_mark(cell) else ())
    text = plain(cell)
    repairs = list(_outside(cell))
    wrapped = re.fullmatch(r'="([^"]*)"', text)
    if wrapped or text[:1] == "'":
        text, repairs = (wrapped[1] if wrapped else text[1:]).strip(), [*repairs, "text_mark"]
    if writing in ("", MIXED):
        if _UNSURE[","].fullmatch(text) and not (usual and writing == ""):
            return Number(None, fault="unsure")
        if _UNSURE["."].fullmatch(text):
            return Number(None, fault="unsure")
        if writing == MIXED and _ONLY[COMMA].fullmatch(text):
            repairs.append("decimal_comma_cell")
        writing = COMMA if _ONLY[COMMA].fullmatch(text) else POINT
    if _GROUPED[writing].fullmatch(text):
        text = re.sub(rf"{_GROUP}|{',' if writing == POINT else '[.]'}", "", text)
        repairs.append("thousands")
    elif not _PLAIN[writing].fullmatch(text):
        other = POINT if writing == COMMA else COMMA
        return Number(None, fault="other_writing" if _ONLY[other].fullmatch(text) else "number")
    value = float(text.replace(",", "."))
    return Number(value, tuple(repairs)) if math.isfinite(value) else Number(None, fault="number")


def _outside(cell: str) -> tuple[str, ...]:
    """Repairs of what stands around a value."""
    stripped = cell.strip()
    if stripped == cell and cell.isascii():
        return ()
    folded = fold(stripped)
    return (*(("trimmed",) if stripped != cell else ()), *(("full_width",) if folded != stripped else ()))


def text_in(cell: str) -> tuple[str, tuple[str, ...]]:
    """An id or a code as text, and the repairs it took: .0, an apostrophe or ="..." of a spreadsheet, full width."""
    text, repairs = plain(cell), list(_outside(cell))
    if text.isalnum():
        return text, tuple(repairs)
    wrapped = re.fullmatch(r'="?([^"]*)"?', text)
    if wrapped or text[:1] in ("'", "’"):
        text = (wrapped.group(1) if wrapped else text[1:]).strip()
        repairs.append("text_mark")
    if re.fullmatch(r"\d+[.,]0{1,2}", text, re.ASCII):  # 1,000 and 10.000 are no spreadsheet's doing
        text = re.split("[.,]", text)[0]
        repairs.append("point_zero")
    return text, tuple(repairs)


def has_lost_digits(text: str) -> bool:
    """Whether a spreadsheet turned a long number into 4.501E+17, of which the last digits are gone; 1E5 is an id."""
    found = re.fullmatch(r"\d(?:[.,]\d+)?[eE]\+?(\d+)", text, re.ASCII)
    return found is not None and int(found[1]) >= FEWEST_SHORTENED


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"


def year_in(cell: str) -> int | None:
    """The year of 2024, 2024.0, 2024年度, FY2024, 2024-12-31, 2024Q1, 31/12/2024, 5 Jan 2024 or 20241231."""
    text = plain(cell)
    for pattern in (
        r"(\d{4})(?:[.,]0+)?",
        r"(?:FY ?)?(\d{4}) ?(?:年度?|年报|FY)?",
        r"(\d{4}) ?[-/.年] ?(?:0?[1-9]|1[0-2])(?: ?[-/.月] ?\d{1,2}日?)?月?(?:[T ].*)?",
        r"(\d{4})[- ]?Q[1-4]|(\d{4}) ?年?第?[一二三四1-4]季度?|Q[1-4][- /]?(\d{4})|[1-4]Q[- ]?(\d{4})",
        rf"\d{{1,2}}[- ]{_MONTH}[-, ]+(\d{{4}})|{_MONTH} \d{{1,2}},? (\d{{4}})|{_MONTH}[- ](\d{{4}})",
        r"(?:0?[1-9]|1[0-2])/(\d{4})",
        r"\d{1,2}[-/.]\d{1,2}[-/.](\d{4})(?:[T ].*)?",
        r"(\d{4})(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])",
    ):
        match = re.fullmatch(pattern, text, re.ASCII | re.IGNORECASE)
        if match:
            year = int(next(group for group in match.groups() if group))
            return year if FIRST_YEAR <= year <= LAST_YEAR else None
    return None


def quarter_in(cell: str) -> int | None:
    """The quarter of 3, 3.0, Q3, 2024Q3, 第三季度."""
    text = plain(cell)
    if text.upper() in ("I", "II", "III", "IV"):
        return ("I", "II", "III", "IV").index(text.upper()) + 1
    match = re.fullmatch(
        r"(?:\d{4}[- ]?)?Q?([1-4])(?:\.0+)?|(?:\d{4} ?年?)?第?([一二三四1-4])季度?|Q([1-4])[- /]?\d{4}|"
        r"([1-4])Q(?:[- ]?\d{4})?",
        text, re.I | re.A,
    )  # fmt: skip
    if match is None:
        return None
    digit = next(group for group in match.groups() if group)
    return "一二三四".find(digit) + 1 or int(digit)


_YES = words(
    "1 1.0 y yes true t active open operating in_operation in_business normal current producing 是 在营 在业 存续 开业 "
    "intermittent new_mine 正常 营业 生产 在产 正常生产 正常经营 仍注册 存续(在营、开业、在册) 在营(开业)企业 "
    "在营(开业) 登记成立"
)
_NO = words(
    "0 0.0 n no false f inactive closed dissolved abandoned idle suspended revoked cancelled canceled deregistered "
    "ceased temporarily_idled nonproducing 否 注销 已注销 吊销 已吊销 吊销,未注销 吊销,已注销 吊销未注销 吊销已注销 "
    "清算中 筹建 abandoned_and_sealed 停业 歇业 关闭 停产 停产停业 迁出 撤销 清算 破产 倒闭"
)


def _status(cell: str) -> str:
    return simplified(re.sub(r"\s+", "_", plain(cell).casefold()))


def active_in(cell: str) -> bool | None:
    """Whether an enterprise operates; None when the word is not known."""
    word = _status(cell)
    return True if word in _YES else False if word in _NO else None


def marks_closed(header: str, cell: str) -> bool:
    """Whether a cell says that an enterprise has closed: 注销 in any column, or 是 or a date in one called 是否注销."""
    word = _status(cell)
    closing = r"注销|吊销|关闭|倒闭|停业|(?<![a-z])(closed|closing|closure|dissolved|deregistered)(?![a-z])"
    if re.search(closing, simplified(plain(header).casefold())):
        return word in _YES or year_in(cell) is not None
    return word in _NO and word not in ("0", "0.0", "n", "no", "f", "false", "否", "inactive", "idle")


_WORD = r"(?:(?:grand|sub|over)?[-_ ]?(?:all)?totals?|合计|总计|小计|共计|汇总|累计)"
_TOTAL = re.compile(
    r"(grand|sub|over)?[-_ ]?(all)?totals?|sums?|averages?|mean|summe|gesamt|insgesamt|somme"
    r"|(本页|全[国省市县区镇]|各[一-鿿]{1,4})?(合计|总计|小计|共计|总和|累计|汇总|平均|均值)|过次页|承前页|转下页|接上页"
)
_BEGINS = re.compile(r"((grand|sub)[-_ ]?)?totals?\b.*|(合计|总计|小计|共计|累计).*", re.DOTALL)
_ENDS = re.compile(r".*\S.*(\b(sub)?totals?|合计|总计|小计|共计|汇总)", re.DOTALL)


def _compact(cell: str) -> str:
    text = plain(cell).casefold()
    return re.sub(r"\s+", "" if not text.isascii() else " ", text).rstrip(":.。：")


def is_total_label(cell: str) -> bool:
    """Whether a cell is the label of a sum: 合计, 全县总计, Grand Total."""
    return _TOTAL.fullmatch(_compact(cell)) is not None


def begins_as_total(cell: str) -> bool:
    """Whether a cell begins as the label of a sum does; so do names such as Total Energies."""
    return _BEGINS.fullmatch(_compact(cell)) is not None


def ends_as_total(cell: str) -> bool:
    """Whether a cell says of what it is the sum: 采矿业小计, 06 汇总, Mining total. No enterprise is called so."""
    return _ENDS.fullmatch(_compact(cell)) is not None


def total_word(cell: str) -> str:
    """The word for a sum alone, without the name that may stand beside it."""
    found = re.search(_WORD, plain(cell), re.IGNORECASE)
    return found[0].strip() if found else plain(cell) if is_total_label(cell) else ""
