"""Question 7: whether a mandatory expense on safety helps when it can be diverted."""

from __future__ import annotations

from functools import partial

from govsim.cases.common.case import Number
from govsim.cases.common.found import Found
from govsim.cases.diverted_safety_funds import CASE, DEATHS, INJURIES, INSIDE, LATE
from govsim.questions.common.question import Dots, Verdict, from_case, otherwise
from govsim.study.runs.statistics import Estimate

TRIED = {
    "rule": ("The rule alone, which can be diverted", "只有规定（可以挪用）"),
    "kept": ("The rule, kept by all", "规定得到全部执行"),
    "audit": ("The rule, audited each year", "规定加每年审计"),
}
WHAT = {"hurt": (INJURIES, ("injuries", "伤害")), "died": (DEATHS, ("deaths", "死亡"))}


def against_none(outcome: str, arm: str, found: Found) -> Estimate:
    """The change against no rule, of those under it."""
    return found.change(arm, outcome, LATE, group=INSIDE)


NUMBERS = {
    f"{name}_{arm}": Number(
        (
            f"{words[0]}, against no rule: {title[0][0].lower()}{title[0][1:]}",
            f"与没有规定相比的{words[1]}：{title[1]}",
        ),
        partial(against_none, outcome, arm),
    )
    for name, (outcome, words) in WHAT.items()
    for arm, title in TRIED.items()
}
REST = (
    "Of the equipment that it could bring {lost_tight} is lost to diversion; kept by all it would change injuries by "
    "{hurt_kept} and deaths by {died_kept}, and with audits every year it changes them by {hurt_audit} and "
    "{died_audit}.",
    "它能带来的设备中有 {lost_tight} 因挪用而损失；若全部执行，伤害变化 {hurt_kept}，死亡变化 {died_kept}；"
    "每年审计时分别为 {hurt_audit} 和 {died_audit}。",
)
ALONE = (
    "alone and without audits it changes injuries in small and medium enterprises by {hurt_rule} and deaths by "
    "{died_rule} against no rule",
    "只有规定而不审计，与没有规定相比，中小企业伤害变化 {hurt_rule}，死亡变化 {died_rule}",
)
QUESTION = from_case(
    CASE,
    takes=("lost_tight", "lost_easy"),
    numbers=NUMBERS,
    name="q07_diverted_expense",
    number=7,
    problem=("safety money diverted to production in small and medium enterprises", "安全经费挪用于生产(中小企业)"),
    text=("Does a mandatory expense help when it can be diverted?", "强制提取的安全费用可以被挪用时，还有用吗？"),
    verdicts=(
        Verdict(
            "helps",
            lambda numbers: numbers["hurt_rule"].is_below and numbers["died_rule"].is_below,
            (f"It helps even so: {ALONE[0]}. {REST[0]}", f"仍然有用：{ALONE[1]}。{REST[1]}"),
        ),
        Verdict(
            "harms",
            lambda numbers: numbers["hurt_rule"].is_above or numbers["died_rule"].is_above,
            (f"It does harm: {ALONE[0]}. {REST[0]}", f"反而有害：{ALONE[1]}。{REST[1]}"),
        ),
        otherwise(
            (f"No effect on both is seen: {ALONE[0]}. {REST[0]}", f"看不出对二者都有作用：{ALONE[1]}。{REST[1]}")
        ),
    ),
    figure=Dots(
        ("A mandatory expense that can be diverted, is kept, or is audited", "强制提取：可以挪用、全部执行、每年审计"),
        ("change on no rule, %", "与没有规定相比的变化，%"),
        {
            f"{name}_{arm}": (f"{words[0].capitalize()}: {title[0].lower()}", f"{words[1]}：{title[1]}")
            for name, (_, words) in WHAT.items()
            for arm, title in TRIED.items()
        },
    ),
    hangs_on=(
        "What makes enterprises divert is assumed, with one finding for its order (E290: a third of what coal set "
        "aside was not used), so that the share lost is near what was put in. Money that is not for equipment goes "
        "into management that then is done (assumed, half); were books dressed in nearly all enterprises nothing "
        "would be left.",
        "企业为何挪用为假定，仅有一项研究给出量级（E290：煤矿提取的费用有三分之一未使用），因此损失比例接近输入值。"
        "不用于设备的钱用于管理（假定为一半）；若几乎所有企业都做假账，作用就不复存在。",
    ),
    turns=(("no_rule", "rule"),),
)
