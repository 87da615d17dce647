"""Industries in everyday words: names of GB/T 4754 and those that agencies use, each with its code in GB/T 4754."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib.resources import files

from govsim.populations.folding import fold, simplified

_JOINTS = re.compile(r"[、，,;；·/\s()（）]|(?<=[一-鿿])[和及与](?=[一-鿿])")
_ENDS = re.compile(r"(?<=[一-鿿A-Z])(行业领域|行业|企业|领域|单位|业|类)$")

_MADE = re.compile(r"0[6-9]|[1-3]\d|4[0-6]")  # divisions of mining, manufacturing and supply


def core_of(text: str) -> str:
    """A name without what does not tell industries apart: marks, 和, and endings such as 业, 行业, 企业, 类."""
    bare = _JOINTS.sub("", simplified(fold(text)).upper())
    while (shorter := _ENDS.sub("", bare)) != bare:
        bare = shorter
    return bare


@lru_cache(maxsize=1)
def industry_words() -> tuple[tuple[str, str], ...]:
    """Every listed word with its code; the code may be an industry of the model that GB/T 4754 has not."""
    text = files("govsim.populations").joinpath("industry_words.csv").read_text(encoding="utf-8")
    return tuple((row["word"], row["code"]) for row in csv.DictReader(text.splitlines()))


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    return {core_of(word): code for word, code in reversed(industry_words())}


def code_of_words(text: str) -> str:
    """The code of a name; "" where it is not listed. A works, 家具厂, is what it makes where that is made or mined."""
    core, codes = core_of(text), _codes()
    made = codes.get(core[:-1], "") if core.endswith("厂") else ""
    return codes.get(core, "") or (made if _MADE.fullmatch(made[:2]) else "")
