"""Write docs/studies.md and docs/studies-zh.md from the studies kept beside this file.

`make studies` plays them. What stands there is what the runs said: sentences, checks with their intervals, what it
hangs on. Only questions, expectations and what would overturn a finding are written by hand, in configs/experiment.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from govsim.study.analysis.section import Words, read_section
from govsim.study.speak.terminal import figure, span

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
STUDIES = (
    "credit_with_repair", "points_or_pay", "county_of_eight", "insurance_with_services",
    "disclosure_and_whistleblowers", "five_means_at_one_cost",
)  # fmt: skip
MARK = {"held": ("held", "成立"), "not_held": ("not held", "不成立"), "untold": ("cannot be told", "无法判断")}
SAID = {
    "title": ("Six studies", "六项研究"),
    "twin": ("[中文](studies-zh.md)", "[English](studies.md)"),
    "about": (
        "Questions that a ministry would ask, each one file of `configs/experiment`, answered by one command. "
        "Intervals are 95 % intervals of differences paired by seed; where assumed numbers were drawn, a check "
        "holds only if it holds under luck and assumptions together too. Short reports lie in "
        "`experiments/studies/NAME`; the command writes the whole ones.",
        "主管部门会提出的问题，每项是 `configs/experiment` 中的一个文件，用一条命令回答。"
        "区间为按种子配对差异的 95 % 区间；抽取了假定数值的，须在偶然与假设合计下也成立，核对才算成立。"
        "简短报告在 `experiments/studies/NAME` 中；命令会写出完整报告。",
    ),
    "expected": ("Expected.", "预期。"), "found": ("Found.", "结果。"), "checks": ("what was expected", "预期的内容"),
    "verdict": ("verdict", "判断"), "luck": ("luck alone, %", "仅偶然，%"),
    "joint": ("luck and assumptions, %", "偶然加假设，%"),
    "hangs": ("It hangs on.", "取决于。"), "overturned": ("What would overturn it.", "什么会推翻这一结论。"),
    "again": ("Again: {}; {}", "重做：{}；{}"), "report": ("report", "报告"),
}  # fmt: skip


def page(number: int) -> Iterator[str]:
    """The lines of the page in a language: 0 English, 1 Chinese."""
    say = {key: words[number] for key, words in SAID.items()}
    yield from (f"# {say['title']}", "", say["twin"], "", say["about"])
    for name in STUDIES:
        yield from _study(name, ("en", "zh")[number], say, number)


def _study(name: str, lang: str, say: Mapping[str, str], number: int) -> Iterator[str]:
    folder = HERE / name
    record = json.loads((folder / "experiment.json").read_text(encoding="utf-8"))
    variants = _variants(record)
    sections = [read_section(folder / one["folder"]) for one in record["analyses"]]
    assert all(sections), f"{name}: an analysis has not been run; govsim experiment {name}"
    yield from ("", f"## {record['title'][lang]}", "", record["question"][lang])
    yield from ("", f"**{say['expected']}** {record['hypothesis'][lang]}")
    yield from ("", f"**{say['found']}**", "")
    for about, section in zip(record["analyses"], sections, strict=True):
        yield from _listed(
            f"{about['title'][lang]}: " if lang == "en" else f"{about['title'][lang]}：",
            section.sentences,
            lang,
            variants,
        )
    yield from ("", f"| {say['checks']} | {say['verdict']} | {say['luck']} | {say['joint']} |", "|---|---|---|---|")
    for check in record["checks"]:
        text, said = check["expected"]["text"][lang], MARK[check["verdict"]][number]
        yield f"| {text} | {said} | {_interval(check['found'])} | {_interval(check['joint'])} |"
    hangs = [one for section in sections for one in section.hangs_on]
    if hangs:
        yield from ("", f"**{say['hangs']}**", "")
        yield from _listed("", hangs, lang, variants)
    yield from ("", f"**{say['overturned']}** {record['overturned'][lang]}")
    ending = "" if lang == "en" else "-zh"
    link = f"[{say['report']}](../experiments/studies/{name}/report-short{ending}.html)"
    yield from ("", say["again"].format(f"`govsim experiment {name}`", link))


def _listed(start: str, several: Sequence[Words], lang: str, variants: Sequence[str]) -> Iterator[str]:
    for one in several:
        said = re.sub(r"(?<!`)govsim [a-z]+|(?<!`)parameters=assumed:\d+", r"`\g<0>`", one[lang])
        said = re.sub(r"(?<=\d)(?=[万亿])", " ", re.sub("(?<=[万亿]), ", "，", said))  # as Chinese is set on pages
        for name in variants:
            said = re.sub(rf"[“]?(?<![\w`]){name}(?![\w`])[”]?", f"`{name}`", said)
        yield f"- {start}{said}"


def _variants(record: Mapping[str, Any]) -> list[str]:
    """What the experiment calls its scenarios: names of its own, set as code."""
    commands = " ".join(one["command"] for one in record["analyses"])
    named = re.findall(r"[\[,](\w+)=", commands)
    shipped = re.findall(r"[\[,](\w+)(?=[,\]])", " ".join(re.findall(r"scenarios=\[[^\]]*\]", commands)))
    return list(dict.fromkeys([*named, *shipped]))


def _interval(found: Mapping[str, float] | None) -> str:
    if found is None or None in found.values():
        return "-"
    return f"{figure(found['value'])} {span(found['low'], found['high'])}"


def main() -> None:
    """Write both pages; with `check`, say whether they are as they would be written."""
    for number, file in enumerate((ROOT / "docs" / "studies.md", ROOT / "docs" / "studies-zh.md")):
        text = "\n".join(page(number)) + "\n"
        if "check" in sys.argv[1:]:
            assert file.read_text(encoding="utf-8") == text, (
                f"{file.name} is out of date: python experiments/studies/page.py"
            )
        else:
            file.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
