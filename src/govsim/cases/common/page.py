"""The page of a case: what was set up, what happened and why, with intervals, and whether it shows what it must."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

from govsim.cases.common.case import LANGUAGE, Case, Check, Sentence, Words
from govsim.cases.common.found import SHARE
from govsim.locale import text
from govsim.locale import unit as unit_in
from govsim.study.runs.statistics import Estimate

MINUS = "−"
MOST_DECIMALS = 2


def written(found: Estimate, lang: str = "en") -> str:
    """A number with its interval: +3.4 % [1.2, 5.6]; a sign stands before changes only."""
    said = "%" if found.unit in ("%", SHARE) else unit_in(found.unit, lang)
    unit = f" {said}" if said else ""
    digits = min(_digits(found), MOST_DECIMALS)
    low, mean, high = (_rounded(one, digits) for one in (found.low, found.mean, found.high))
    sign = "+" if found.unit == "%" and found.mean > 0.0 and mean.strip("0.") else ""
    if not (math.isfinite(found.low) and math.isfinite(found.high)):
        return f"{sign}{mean}{unit}"
    return f"{sign}{mean}{unit} [{low}, {high}]"


def _rounded(value: float, digits: int) -> str:
    """So many decimals; what rounds to nothing has no sign."""
    said = f"{value:,.{digits}f}"
    return said.replace("-", MINUS) if said.strip("-0.") else said.lstrip("-")


def _digits(found: Estimate) -> int:
    """As many decimals as the interval is worth: two digits of its half width."""
    half = (found.high - found.low) / 2.0
    size = half if math.isfinite(half) and half > 0.0 else abs(found.mean)
    if not math.isfinite(size) or size <= 0.0:
        return 0
    return max(0, min(4, 1 - math.floor(math.log10(size))))


def in_words(
    words: Words,
    lang: str,
    numbers: Mapping[str, Estimate] | None = None,
    sentences: Mapping[str, Sentence] | None = None,
) -> str:
    """A text of a case in a language, with its numbers and the sentences made from them filled in."""
    said = words[LANGUAGE[lang]]
    if not numbers:
        return said
    filled = {name: written(one, lang) for name, one in numbers.items()}
    made = {name: one(numbers)[LANGUAGE[lang]].format(**filled) for name, one in (sentences or {}).items()}
    return said.format(**filled, **made)


def page(
    case: Case, numbers: Mapping[str, Estimate], seeds: Sequence[int], figures: Sequence[Path], lang: str, command: str
) -> str:
    """The page in one language, as Markdown."""
    said = [f"# {in_words(case.title, lang)}", "", in_words(case.set_up, lang), ""]
    for county in case.counties:
        said += [f"**{in_words(county.title, lang)}**", ""]
        said += [f"* {in_words(arm.title, lang)}" for arm in county.arms] + [""]
    said += [f"## {text('case.story', lang)}", "", in_words(case.story, lang, numbers, case.sentences), ""]
    said += [f"![{file.stem}]({file.name})" for file in figures if file.suffix == ".png"] + [""]
    said += [f"## {text('case.must_show', lang)}", ""]
    said += [f"* {told(one, numbers, lang)}" for one in case.checks]
    said += ["", f"## {text('case.numbers', lang)}", "", text("case.intervals", lang, seeds=len(seeds)), ""]
    said += [f"| {text('case.what', lang)} | {text('case.value', lang)} |", "|---|---|"]
    said += [f"| {in_words(one.title, lang)} | {written(numbers[name], lang)} |" for name, one in case.numbers.items()]
    said += ["", f"## {text('case.doubts', lang)}", "", in_words(case.doubts, lang), ""]
    said += [text("case.again", lang), "", f"```bash\n{command}\n```"]
    return "\n".join(said) + "\n"


def told(check: Check, numbers: Mapping[str, Estimate], lang: str) -> str:
    """The verdict on a check, what it is about, and where it is not met and the case knows why, why."""
    met = check.holds(numbers)
    said = f"**{verdict(met, lang)}**{_colon(lang)}{in_words(check.title, lang)}"
    if met or check.why_not is None:
        return said
    return f"{said}{'。' if lang == 'zh' else '. '}{in_words(check.why_not, lang, numbers)}"


def verdict(holds: bool, lang: str) -> str:
    """Met or not met."""
    return text("case.met" if holds else "case.not_met", lang)


def _colon(lang: str) -> str:
    return "：" if lang == "zh" else ": "
