"""From the codes of four classifications of industries to the eight industries of the model.

The longest prefix listed in industry_codes.csv decides. A proper code that no prefix fits belongs to the
services that the model does not tell apart: it becomes trade_catering and counts as "other services".
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from govsim.errors import PopulationError
from govsim.locale.message import message, nearest
from govsim.populations.folding import fold, simplified
from govsim.populations.industry_values import industry_labels, industry_names
from govsim.populations.industry_words import code_of_words

SCHEMES = ("naics", "nace", "gbt", "sic")
NO_SCHEME = ""  # when neither the header nor the codes say which classification they are of
OTHER_SERVICES = "trade_catering"  # where a code goes that no prefix fits

_SCHEME_OF_HEADER = {
    "naics": "naics",
    "naics_code": "naics",
    "primary_naics": "naics",
    "nace": "nace",
    "nace_r2": "nace",
    "nace_rev_2": "nace",
    "sic": "sic",
    "sic_code": "sic",
    "行业代码": "gbt",
    "行业大类": "gbt",
    "行业类别": "gbt",
    "行业": "gbt",
}
_LONGEST_CODE = {"naics": 6, "nace": 4, "gbt": 4, "sic": 4}
_DIVISIONS = {
    "naics": "11 21-23 31-33 42 44-45 48-49 51-56 61-62 71-72 81 92 99",
    "nace": "01-03 05-33 35-39 41-43 45-47 49-53 55-56 58-66 68-75 77-82 84-88 90-99",
    "gbt": "01-97",
    "sic": "01-02 07-10 12-17 20-42 44-65 67 70 72-73 75-76 78-84 86-89 91-97 99",
}
_GROUPS_WITH_ZERO = {  # groups of three digits that begin with a zero
    "gbt": "011-017 019 021-025 031-033 039 041-042 051-054 061-062 069 071-072 081-082 089 091-093",
    "nace": "011-017 021-024 031-032 051-052 061-062 071-072 081 089 091 099",
    "sic": "011 013 016-019 021 024-025 027 029 071-072 074-076 078 081 083 085 091-092 097",
}
_SECTIONS = {  # of GB/T 4754
    "A": "01-05", "B": "06-12", "C": "13-43", "D": "44-46", "E": "47-50", "F": "51-52", "G": "53-60", "H": "61-62",
    "I": "63-65", "J": "66-69", "K": "70", "L": "71-72", "M": "73-75", "N": "76-79", "O": "80-82", "P": "83",
    "Q": "84-85", "R": "86-90", "S": "91-96", "T": "97",
}  # fmt: skip
_RANGES = {"31-33": "31", "44-45": "44", "48-49": "48"}  # sectors of NAICS that span several numbers
_WITH_LABEL = re.compile(
    r"([A-U]?\d{2,6})(?: ?[-:;_(/、 ] ?|(?=[一-鿿]))(?!(?:人|名|个|家|户|起|次|天|小时)$)[^\d\s].*",
    re.ASCII | re.DOTALL,
)
_DIGITS_AFTER_A_SECTION = re.compile(r"[A-Z](?=\d)")
_DOTTED = re.compile(r"(\d{2})\.(\d{1,2})")


class IndustryCodeError(PopulationError):
    """A text that is neither a code of the scheme nor the name of an industry."""


@dataclass(frozen=True)
class CodeMatch:
    """The industry of a code, and whether a prefix named it."""

    industry: str
    listed: bool  # False: no prefix fits, so it counts as other services
    meaning: str


def industry_of(code: str, scheme: str) -> CodeMatch:
    """The model's industry for a code, by the longest prefix that is listed for its scheme.

    Names are taken too, in English as in the model or in Chinese. A section letter before the digits (C26)
    and the dot of NACE (49.41) do not count.

    Args:
        code: the code as text, with its leading zeros.
        scheme: naics, nace, gbt (GB/T 4754) or sic.

    Raises:
        IndustryCodeError: the text is no code of this scheme and no name.
    """
    if scheme not in SCHEMES:
        raise IndustryCodeError(message("population.no_scheme", scheme=repr(scheme), known=SCHEMES))
    return _industry_of(code, scheme)


def choose_scheme(header: str, codes: Iterable[str], chinese: bool = False) -> str:
    """The scheme that a column's header names; where most codes have five or six digits it can only be NAICS.

    NACE and GB/T 4754 use the same two digits for different things (24 is metals in one and toys in the
    other), so they are never guessed from the codes. A header that names no scheme means GB/T 4754 in a Chinese
    register and NAICS in others, unless some code is of no sector of NAICS: then it cannot be told.

    Args:
        header: the column's name.
        codes: its codes.
        chinese: whether other columns of the register have Chinese names.

    Returns:
        the scheme, or NO_SCHEME.
    """
    bare = [_bare(_folded(code)) for code in codes]
    folded = re.sub(r"[\s_.-]+", "_", unicodedata.normalize("NFKC", header).strip().casefold())
    if "国民经济" in folded or "4754" in folded:
        return "gbt"
    named = _SCHEME_OF_HEADER.get(folded, "")
    words = re.split(r"[^a-z]+", folded)
    named = named or next((scheme for scheme in ("naics", "nace", "sic") if scheme in words), "")
    long = sum(re.fullmatch(r"\d{5,6}", code, re.ASCII) is not None for code in bare)
    if named in ("", "gbt") and (2 * long >= len(bare) > 0 or long and not (named or chinese)):
        return "naics"
    if named or chinese:
        return named or "gbt"
    return NO_SCHEME if any(is_strange(code, "naics") for code in bare) else "naics"


def is_strange(code: str, scheme: str) -> bool:
    """Whether a code, if it is one of a scheme, belongs to none of its sectors or divisions."""
    bare = _bare(_folded(code))
    return re.fullmatch(r"\d{2,6}", bare, re.ASCII) is not None and bare[:2] not in _spelled(_DIVISIONS[scheme])


@lru_cache(maxsize=16)
def _spelled(ranges: str) -> frozenset[str]:
    """Numbers given as ranges: 01-03 05 is 01, 02, 03 and 05."""
    found: set[str] = set()
    for one in ranges.split():
        first, _, last = one.partition("-")
        found.update(f"{number:0{len(first)}d}" for number in range(int(first), int(last or first) + 1))
    return frozenset(found)


def is_section(code: str) -> bool:
    """Whether a text is a whole section of NACE or GB/T 4754: B, or 采矿业."""
    folded = _folded(code)
    own = folded.lower().replace(" ", "_") in industry_names()
    return not own and re.fullmatch(r"[A-U]", code_of_words(folded) or folded) is not None


def is_division(code: str) -> bool:
    """Whether a text is a whole division, in digits or in words (26, C26, 44-45, 房屋建筑业), or one of the model."""
    folded = _folded(code)
    if folded.lower().replace(" ", "_") in industry_names():
        return True
    return re.fullmatch(r"[A-U]?\d{2}|\d\d-\d\d", code_of_words(folded) or folded, re.ASCII) is not None


def lost_zeros(codes: Iterable[str], scheme: str) -> set[str]:
    """Codes that may have lost a leading zero in a spreadsheet: 610 is coal (0610) or a hotel (61).

    In doubt are codes that mean another industry with a zero before them: those of three digits beside ones of four
    (where some have kept their zero, only those that it would make mining), unless the column clearly holds several
    levels of the classification: 06 or 061 beside 2614, or 26 beside 2614 where no code has one digit. In columns
    without zeros, so are 610 and its like, and 61 among codes of three digits, where a zero would make them mining.
    """
    if scheme not in ("nace", "gbt", "sic"):
        return set()
    digits = [code for code in codes if re.fullmatch(r"\d{1,4}", code, re.ASCII)]
    counts = Counter(map(len, digits))
    with_zero = {len(code) for code in digits if code.startswith("0")}
    several_levels = bool(with_zero & {2, 3}) or bool(counts[2] and not counts[1])
    found = set()
    groups = _spelled(_GROUPS_WITH_ZERO[scheme])
    for code in {code for code in digits if len(code) in (2, 3) and f"0{code[:2]}" in groups}:
        plain, restored = _industry_of(code, scheme).industry, _industry_of(f"0{code}", scheme).industry
        mining, bare = restored == "mining", not with_zero
        if len(code) == 3:
            beside_four = counts[4] > 0 and not several_levels and (mining or bare)
            doubt = beside_four or mining and bare and (counts[4] > 0 or code.endswith("0"))
        else:
            doubt = mining and bare and not counts[4] and counts[3] > counts[2]
        if doubt and plain != restored:
            found.add(code)
    return found


@lru_cache(maxsize=1)
def code_table() -> dict[str, dict[str, tuple[str, str]]]:
    """For each scheme, prefix to industry and meaning."""
    text = files("govsim.populations").joinpath("industry_codes.csv").read_text(encoding="utf-8")
    table: dict[str, dict[str, tuple[str, str]]] = {scheme: {} for scheme in SCHEMES}
    for row in csv.DictReader(text.splitlines()):
        table[row["scheme"]][row["prefix"]] = (row["industry"], row["meaning"])
    return table


@lru_cache(maxsize=4096)
def _industry_of(code: str, scheme: str) -> CodeMatch:
    folded = _folded(code)
    name = re.sub(r"_(&|and)_", "_", folded.lower().replace(" ", "_"))
    if name in industry_names():
        return CodeMatch(name, True, "the model's own name")
    for industry, label in industry_labels().items():
        if folded == _folded(label):
            return CodeMatch(industry, True, "the model's own name")
    bare = _bare(folded)
    in_words = code_of_words(folded) or _of_parts(folded)
    if in_words in industry_names():
        return CodeMatch(in_words, True, "the model's own name")
    if in_words:
        bare, scheme = in_words, "gbt"
    if not _is_code(bare, scheme):
        near = nearest(code, industry_names(), 0.6)
        raise IndustryCodeError(
            message(
                "population.no_code", code=repr(code), scheme=scheme.upper(), longest=_LONGEST_CODE[scheme],
                known=industry_names(), hint=message("population.near", near=near) if near else "",
            )
        )  # fmt: skip
    prefixes = code_table()[scheme]
    for length in range(len(bare), 0, -1):
        if bare[:length] in prefixes:
            industry, meaning = prefixes[bare[:length]]
            return CodeMatch(industry, True, meaning)
    return CodeMatch(OTHER_SERVICES, False, "other services")


def _of_parts(text: str) -> str:
    """The code that several words together name, as 工贸/机械制造 or 化工（危化品）; "" unless all are of one industry.

    A section beside a part of its own (制造业-金属制品业) says nothing more.
    """
    parts = [part for part in re.split(r"[/、,;:>→()|\s—–-]+", text) if part]
    if len(parts) < 2:
        return ""
    codes = [
        code_of_words(part) or (part if re.fullmatch(r"[A-U]|[A-U]?\d{2,4}", part, re.ASCII) else "") for part in parts
    ]
    if not all(codes) or not any(code_of_words(part) for part in parts):
        return ""
    divisions = {_bare(code)[:2] for code in codes if _bare(code)[:2].isdigit()}
    within = {letter for letter, ranges in _SECTIONS.items() if divisions & _spelled(ranges)}
    told = [code for code in codes if code not in within]
    industries = {code if code in industry_names() else _industry_of(code, "gbt").industry for code in told}
    return _bare(told[0]) if len(industries) == 1 else ""


def _folded(code: str) -> str:
    return simplified(fold(code)).upper()


def _bare(code: str) -> str:
    """The digits alone, without a section letter before them, a dot among them or a label after them."""
    code = _RANGES.get(code, code)
    labelled = _WITH_LABEL.fullmatch(code)
    digits = _DIGITS_AFTER_A_SECTION.sub("", labelled.group(1) if labelled else code, count=1)
    return _DOTTED.sub(r"\1\2", digits) if _DOTTED.fullmatch(digits) else digits


def _is_code(bare: str, scheme: str) -> bool:
    if re.fullmatch(r"[A-U]", bare):
        return scheme in ("nace", "gbt")
    return re.fullmatch(r"\d+", bare, re.ASCII) is not None and 2 <= len(bare) <= _LONGEST_CODE[scheme]
