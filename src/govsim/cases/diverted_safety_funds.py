"""Diverted safety money: firms short of cash put what they must spend on safety into production."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from govsim.cases.common.case import Arm, Case, Check, County, Curve, Number
from govsim.cases.common.found import SHARE, Found
from govsim.study.runs.statistics import Estimate, ratio

START, END = 156, 520
LATE = (260, END)
TIGHT, EASY = "tight", "easy"
CAPITAL, DEATHS, INJURIES = "safety_capital", "deaths_expected", "injuries_expected"
SMALL = "[0,299]"  # workers: small and medium enterprises
RULE = "safety_expense"
HONEST = {"temptation": -2.0, "short_of_money": 0.0, "nobody_to_see": 0.0, "audit_answer": 5.0, "audited": 1.0}
HONEST |= {"audit_fee": 0.0}  # nobody needs to be audited who would not divert


def small(*instruments: str, **settings: float) -> tuple[str, ...]:
    """Instruments for small and medium enterprises; settings are of the rule."""
    return (
        f"instrument=[{','.join(instruments)}]",
        *(f"instrument.{one}.scope.headcount={SMALL}" for one in instruments),
        *(f"instrument.{RULE}.{name}={value:g}" for name, value in settings.items()),
    )


NONE = Arm("no_rule", ("No rule", "没有规定"))
ALONE = Arm("rule", ("The rule, and no audit", "只有规定，不审计"), small(RULE, audited=0.0))
KEPT = Arm("kept", ("The rule, kept by all", "规定得到全部执行"), small(RULE, **HONEST))
COUNTIES = (
    County(
        TIGHT,
        (
            "Margins of 3 %: small and medium enterprises (up to 299 workers) must set aside 1.5 % of revenue",
            "利润率 3%：中小企业（299 人及以下）须提取收入的 1.5% 用于安全",
        ),
        (
            NONE,
            ALONE,
            KEPT,
            Arm("audit", ("The rule, audited each year", "规定加每年审计"), small(RULE, audited=1.0)),
            Arm(
                "subsidy",
                ("The rule, and subsidies of equipment", "规定加设备补贴"),
                small(RULE, "safety_subsidies", audited=0.0),
            ),
            Arm(
                "insurance",
                ("The rule, and liability insurance", "规定加责任保险"),
                small(RULE, "liability_insurance", audited=0.0),
            ),
        ),
        settings=("parameter.margin_mean=0.03",),
        by=("scope",),
    ),
    County(
        EASY,
        ("The same with margins of 8 %", "同样的规定，利润率 8%"),
        (NONE, ALONE, KEPT),
        settings=("parameter.margin_mean=0.08",),
        by=("scope",),
    ),
)
INSIDE = "inside"
CURES = ("audit", "subsidy", "insurance")
TITLES = {one.name: one.title for one in COUNTIES[0].arms}


def lower(words: str) -> str:
    """A title within a sentence."""
    return words[0].lower() + words[1:]


def sums(found: Found, arm: str, county: str = TIGHT) -> np.ndarray:
    """Equipment of those under the rule."""
    return found.sums(arm, CAPITAL, LATE, county, INSIDE)


def lost(found: Found, county: str) -> Estimate:
    """Of the equipment that the rule would bring were it kept, the share that diversion takes."""
    kept, rule, none = (sums(found, arm, county) for arm in ("kept", "rule", "no_rule"))
    mean, low, high = (100.0 * one for one in ratio(kept - rule, kept - none))
    return Estimate(mean, low, high, SHARE)


def distress(county: str, margin: int) -> Number:
    """Enterprises under the rule that have been without a reserve for half a year."""
    return Number(
        (
            f"share of enterprises in distress under the rule alone, margins of {margin} %",
            f"只有规定时处于困境的企业比例，利润率 {margin}%",
        ),
        lambda found: found.share("rule", "distressed", "enterprises", LATE, county, INSIDE),
    )


def restored(arm: str) -> Number:
    """Of what diversion takes, the share that comes back."""

    def measure(found: Found) -> Estimate:
        mean, low, high = (
            100.0 * one
            for one in ratio(sums(found, arm) - sums(found, "rule"), sums(found, "kept") - sums(found, "rule"))
        )
        return Estimate(mean, low, high, SHARE)

    english, chinese = TITLES[arm]
    return Number(
        (
            f"share of the equipment lost to diversion that is restored: {lower(english)}",
            f"恢复因挪用损失的设备比例：{chinese}",
        ),
        measure,
    )


def against_kept(outcome: str, what: tuple[str, str], county: str = TIGHT) -> Number:
    """The rule with diversion against the rule kept."""
    return Number(
        (f"{what[0]} where money is diverted, against the rule kept by all", f"挪用时的{what[1]}（与全部执行相比）"),
        lambda found: found.change("rule", outcome, LATE, county, "kept", group=INSIDE),
    )


def against_rule(arm: str, outcome: str, what: tuple[str, str]) -> Number:
    """A cure against the rule alone."""
    english, chinese = TITLES[arm]
    return Number(
        (f"{what[0]}, against the rule alone: {lower(english)}", f"与只有规定相比的{what[1]}：{chinese}"),
        lambda found: found.change(arm, outcome, LATE, against="rule", group=INSIDE),
    )


def added_cost(arm: str, cost: str, what: tuple[str, str]) -> Number:
    """What is paid a year beyond the rule alone."""

    def measure(found: Found) -> Estimate:
        more = found.more(arm, cost, LATE, against="rule")
        return Estimate(more.mean / 5e6, more.low / 5e6, more.high / 5e6, "")

    english, chinese = TITLES[arm]
    return Number((f"{what[0]}, million CNY a year: {lower(english)}", f"{what[1]}（百万元／年）：{chinese}"), measure)


def averted(arm: str) -> Number:
    """Injuries averted for the money of all parties."""
    english, chinese = TITLES[arm]
    return Number(
        (
            f"injuries averted for 1 million CNY of all parties: {lower(english)}",
            f"各方每一百万元避免的伤害：{chinese}",
        ),
        lambda found: found.averted_for(arm, INJURIES, 1e6, LATE, against="rule"),
    )


ALL, PUBLIC = ("all parties pay more", "各方多支出"), ("government pays more", "政府多支出")
NUMBERS = {
    "brings": Number(
        ("equipment under the rule kept by all, against no rule", "规定全部执行时的设备（与没有规定相比）"),
        lambda found: found.change("kept", CAPITAL, LATE, group=INSIDE),
    ),
    "brings_rule": Number(
        ("equipment under the rule alone, against no rule", "只有规定时的设备（与没有规定相比）"),
        lambda found: found.change("rule", CAPITAL, LATE, group=INSIDE),
    ),
    "lost_tight": Number(
        ("share of the rule's equipment lost to diversion, margins of 3 %", "因挪用损失的设备比例，利润率 3%"),
        lambda found: lost(found, TIGHT),
    ),
    "lost_easy": Number(
        ("share of the rule's equipment lost to diversion, margins of 8 %", "因挪用损失的设备比例，利润率 8%"),
        lambda found: lost(found, EASY),
    ),
    "helps": Number(
        ("injuries under the rule alone, against no rule", "只有规定时的伤害（与没有规定相比）"),
        lambda found: found.change("rule", INJURIES, LATE, group=INSIDE),
    ),
    **{f"distress_{county}": distress(county, margin) for county, margin in ((TIGHT, 3), (EASY, 8))},
    "ages": against_kept(CAPITAL, ("equipment", "设备")),
    "injuries": against_kept(INJURIES, ("injuries", "伤害")),
    "deaths": against_kept(DEATHS, ("deaths", "死亡")),
    **{f"restored_{arm}": restored(arm) for arm in CURES},
    **{f"injuries_{arm}": against_rule(arm, INJURIES, ("injuries", "伤害")) for arm in CURES},
    **{f"deaths_{arm}": against_rule(arm, DEATHS, ("deaths", "死亡")) for arm in CURES},
    **{f"cost_{arm}": added_cost(arm, "cost_resource", ALL) for arm in CURES},
    **{f"public_{arm}": added_cost(arm, "cost_government", PUBLIC) for arm in CURES},
    **{f"worth_{arm}": averted(arm) for arm in CURES},
}


def is_ended_at_least_cost(found: Mapping[str, Estimate]) -> bool:
    """Whether one brings back four fifths of what diversion takes and averts more for the money than the others."""
    return any(
        found[f"restored_{one}"].low > 80.0
        and all(found[f"worth_{one}"].low > found[f"worth_{other}"].high for other in CURES if other != one)
        for one in CURES
    )


CASE = Case(
    name="diverted_safety_funds",
    order=150,
    sections=("5.2.2", "6.2.2"),
    title=("Diverted safety money", "中小企业挪用安全经费"),
    set_up=(
        "Small and medium enterprises must set aside 1.5 % of revenue for safety from year 4 on. Books can be dressed: "
        "where money is short, the enterprise small and nobody audits, more of it goes into production. Beside the "
        "rule alone stand the rule kept by all, which nobody could have but shows what diversion takes, and three "
        "cures: audits every year, subsidies of equipment, and compulsory liability insurance. The second county earns "
        "more, so that fewer are short of money.",
        "中小企业自第 4 年起须提取收入的 1.5% 用于安全。账可以做：资金紧张、规模小、无人审计时，更多的钱流入生产。"
        "除只有规定外，还比较：规定得到全部执行（现实中做不到，但能显示挪用的代价），以及三种办法："
        "每年审计、设备补贴、强制责任保险。第二种情形利润更高，资金紧张的企业更少。",
    ),
    story=(
        "Kept by all, the rule would bring {brings} equipment to those under it; alone, without audits, it brings "
        "{brings_rule}: {lost_tight} of what it could bring is lost to diversion. Against the rule kept by all "
        "equipment differs by {ages}, injuries by {injuries} and deaths by {deaths}. Against no rule injuries still "
        "change by {helps}: much of the money does arrive.\n\n"
        "Cash pressure adds little: with margins of 8 % instead of 3 % {lost_easy} is lost. What makes for "
        "diversion here is that nobody looks and that owner, accountant and safety officer are one person; "
        "{distress_tight} of enterprises are in distress with margins of 3 %, {distress_easy} with 8 %.\n\n"
        "Audits every year bring back {restored_audit} of the lost equipment and, since the other half of the money is "
        "for management, which then is done, change injuries by {injuries_audit} and deaths by {deaths_audit}. "
        "Subsidies bring equipment of their own, {restored_subsidy} of what is lost, while the set-aside money goes on "
        "being diverted: injuries change by {injuries_subsidy}, deaths by {deaths_subsidy}. Insurance does not look at "
        "the books, and premiums take money: what it brings back is {restored_insurance}, and it changes injuries by "
        "{injuries_insurance}.\n\n"
        "For 1 million CNY of all parties audits avert {worth_audit} injuries, subsidies {worth_subsidy} and insurance "
        "{worth_insurance}. All parties pay {cost_audit}, {cost_subsidy} and {cost_insurance} million CNY a year more, "
        "of audits mostly what enterprises then have to spend; government {public_audit}, {public_subsidy} and "
        "{public_insurance}.",
        "若全部执行，规定可使适用企业的设备变化 {brings}；只有规定而不审计则为 {brings_rule}："
        "能带来的设备中有 {lost_tight} 因挪用而损失。与全部执行相比，设备相差 {ages}，伤害 {injuries}，死亡 {deaths}。"
        "与没有规定相比，伤害仍变化 {helps}：仍有不少钱用到了安全上。\n\n"
        "资金紧张的作用不大：利润率为 8% 而非 3% 时，损失为 {lost_easy}。"
        "这里造成挪用的主要是无人查看，以及老板、会计和安全员是同一个人；"
        "利润率 3% 时处于困境的企业占 {distress_tight}，8% 时占 {distress_easy}。\n\n"
        "每年审计恢复损失设备的 {restored_audit}；另一半经费用于管理，管理也因此落实，"
        "伤害变化 {injuries_audit}，死亡变化 {deaths_audit}。补贴自身带来设备，相当于损失的 {restored_subsidy}，"
        "但提取的经费仍被挪用：伤害变化 {injuries_subsidy}，死亡变化 {deaths_subsidy}。"
        "保险不看账，保费还要花钱：恢复的比例为 {restored_insurance}，伤害变化 {injuries_insurance}。\n\n"
        "各方每一百万元，审计避免伤害 {worth_audit} 起，补贴 {worth_subsidy} 起，保险 {worth_insurance} 起。"
        "各方每年多支出分别为 {cost_audit}、{cost_subsidy}、{cost_insurance} 百万元，"
        "其中审计主要是企业因此必须花的钱；政府多支出 {public_audit}、{public_subsidy}、{public_insurance} 百万元。",
    ),
    doubts=(
        "What makes enterprises divert is assumed, with one finding for the order of it (E290: a third of what coal "
        "set aside was not used), so that the share lost is near what was put in, and the part that cash pressure "
        "plays in it is a guess. An audit is here always able to see where money went. Insurers who inspect what they "
        "insure, or ask for proof of spending, are another instrument. Intervals hold the luck of the runs only.",
        "企业为何挪用均为假定，仅有一项研究给出量级（E290：煤矿提取的费用有三分之一未使用），"
        "因此损失比例接近输入值，资金紧张所占的份额也只是推测。此处审计总能看清资金去向。"
        "检查投保企业或要求提供支出证明的保险是另一种工具。区间只含运行的随机性。",
    ),
    counties=COUNTIES,
    numbers=NUMBERS,
    fewest=20,  # what cash pressure adds is small
    checks=(
        Check(
            ("equipment ages and risk rises where the money is diverted", "挪用使设备老化、风险上升"),
            lambda found: found["ages"].is_below and found["injuries"].is_above and found["deaths"].is_above,
        ),
        Check(
            ("under cash pressure more is diverted than without it", "资金紧张时挪用更多"),
            lambda found: found["lost_tight"].low > found["lost_easy"].high,
        ),
        Check(
            ("whether audit, subsidy or insurance ends it at least cost: one brings back four fifths of the equipment "
             "and averts more injuries for the money than either other",
             "审计、补贴或保险何者以最低成本终止挪用：有一种恢复五分之四的设备，且同样的钱避免的伤害多于另外两种"),
            is_ended_at_least_cost,
        ),
    ),
    curves=(
        Curve(
            "equipment", TIGHT, CAPITAL, ("Safety equipment of all enterprises", "全部企业的安全设备"),
            ("required equipment = 100", "要求的设备 = 100"), by="enterprises", times=100.0,
        ),
        Curve(
            "injuries", TIGHT, INJURIES, ("Injuries in all enterprises", "全部企业的伤害"),
            ("change of expected injuries, %", "预计伤害的变化，%"), is_change=True,
        ),
    ),
)  # fmt: skip
