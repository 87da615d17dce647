"""Text as people type it, folded to one form: full width, unusual blanks, traditional characters."""

from __future__ import annotations

import unicodedata
from functools import cache

_TRADITIONAL = str.maketrans(
    "業編號碼從數員職總時傷損隱檢單稱區縣狀態經營類別統會機構註冊組織遲違為銷關閉廢歷採礦築輸飲衛電氣產廠設備製貿運輸倉儲餐飲軟體術動門",
    "业编号码从数员职总时伤损隐检单称区县状态经营类别统会机构注册组织迟违为销关闭废历采矿筑输饮卫电气产厂设备制贸运输仓储餐饮软体术动门",
)


def fold(text: str) -> str:
    """A text with full-width characters and unusual blanks in their plain form, and outer blanks dropped.

    Raised and circled digits stay what they are: 30① is no 301.
    """
    if text.isascii():
        return text.strip()
    plain = "".join(map(_fold, unicodedata.normalize("NFC", text)))
    return plain.strip().strip("\ufeff\u200b").strip()


def simplified(text: str) -> str:
    """A text with the traditional characters of registers as simplified ones."""
    return text.translate(_TRADITIONAL)


@cache
def _fold(letter: str) -> str:
    if letter.isascii():
        return letter
    if unicodedata.category(letter) == "Zs":
        return " "
    kind = unicodedata.decomposition(letter).split(" ", 1)[0]
    return unicodedata.normalize("NFKC", letter) if kind in ("<wide>", "<narrow>") else letter
