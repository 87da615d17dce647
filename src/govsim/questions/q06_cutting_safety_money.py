"""Question 6: when cutting safety money pays for a firm, and which instrument ends that at least cost."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np

from govsim.cases.common.case import Arm, County, Number, Words
from govsim.cases.common.found import SHARE, Found
from govsim.cases.common.sentences import in_order, listed
from govsim.cases.diverted_safety_funds import HONEST
from govsim.populations.industry_values import industry_labels
from govsim.questions.common.measures import LATE
from govsim.questions.common.numbers import of
from govsim.questions.common.question import Dots, Numbers, Question, Verdict, otherwise
from govsim.study.runs.statistics import Estimate, change, estimate, ratio

YEARS = 5.0  # of the window, over which workers of a group are a mean
RULE, TODAY, ALL = "safety_expense", "today", "all_keep"
TRIED: Mapping[str, tuple[Words, Mapping[str, Mapping[str, float]]]] = {  # at the end of their bounds
    TODAY: (("today's rules", "现行规则"), {}),
    "fines": (
        ("fines", "行政罚款"),
        {"administrative_fines": {"sanction_scale": 10.0, "enforcement_strictness": 3.0}},
    ),
    "insurance": (
        ("rated liability insurance", "差别费率责任保险"),
        {"liability_insurance": {"premium_share": 0.03, "grade_discount": 0.5, "experience_share": 0.15}},
    ),
    "credit": (("credit penalties", "信用惩戒"), {"credit_penalties": {"loan_spread": 0.1, "tender_loss": 0.3}}),
    "criminal": (("criminal liability", "刑事责任"), {"criminal_liability": {"breach_trial": 0.2, "death_trial": 0.6}}),
    "inspectors": (("more inspectors", "增加监管人员"), {"grassroots_inspectors": {"posts_per_100": 20.0}}),
}
TOGETHER = "together"
THEM = (f"scope:{RULE}", f"scope:keep_{TODAY}")  # groups that hold the one in four; an arm has the one or the other
ALONE = tuple(name for name in TRIED if name != TODAY)
EVERY = {
    **TRIED,
    TOGETHER: (("all five together", "五种并用"), {k: v for one in ALONE for k, v in TRIED[one][1].items()}),
}
TITLES: Mapping[str, Words] = {name: words for name, (words, _) in EVERY.items()}
INSTRUMENTS = {name: words for name, words in TITLES.items() if name != TODAY}
INDUSTRIES = ("mining", "chemicals", "construction", "trade_catering")


def money(share: float, is_spent: bool) -> tuple[str, ...]:
    """The money, which some spend honestly or, at a rate of nothing, cut like all others."""
    settings = {**HONEST, "rate": 0.015 if is_spent else 0.0}
    given = (f"instrument.{RULE}.{name}={value:g}" for name, value in settings.items())
    return (*given, f"instrument.{RULE}.scope.share={share:g}")


def arms() -> tuple[Arm, ...]:
    """Under each of them one enterprise in four cuts the money like all others, or spends it."""
    made = []
    for name, ((english, chinese), given) in EVERY.items():
        settings = [f"instrument.{one}.{key}={value:g}" for one, keys in given.items() for key, value in keys.items()]
        for does, words in (("cut", ("cut", "削减")), ("keep", ("spent", "照付"))):
            adopted = [*given, *([RULE] if given or does == "keep" else [])]
            said = (f"instrument=[{','.join(adopted)}]", *settings, *money(0.25, does == "keep")) if adopted else ()
            title = (f"{english[0].upper()}{english[1:]}, safety money {words[0]}", f"{chinese}，安全经费{words[1]}")
            made.append(Arm(f"{does}_{name}", title, said))
    everybody = (f"instrument=[{RULE}]", *money(1.0, True))
    return (*made, Arm(ALL, ("Today's rules, spent by all", "现行规则，全部企业照付"), everybody))


FIRMS = County(
    "firms",
    (
        "216 enterprises, of which one in four spends 1.5 % of revenue on safety, or cuts it like the others",
        "216 家企业，其中四分之一把收入的 1.5% 用于安全，或与其他企业一样削减",
    ),
    arms(),
    by=("scope", "industry"),
)


def of_them(found: Found, arm: str, outcome: str) -> np.ndarray:
    """An outcome a worker-year of the one in four, a value a seed."""
    table = found.groups[FIRMS.name]
    there = set(table[table["scenario"] == arm]["by"])
    group = next(f"{one}/inside" for one in THEM if one in there)
    return np.asarray(found.sums(arm, outcome, group=group) / found.sums(arm, "workers", group=group) / YEARS)


def gains(found: Found, name: str, outcome: str = "profit") -> np.ndarray:
    """How much more of an outcome there is where the money is cut, a worker-year, a value a seed."""
    return of_them(found, f"cut_{name}", outcome) - of_them(found, f"keep_{name}", outcome)


def gain(name: str, found: Found) -> Estimate:
    """What a firm gains by cutting, CNY a worker-year."""
    return estimate(gains(found, name), "CNY")


def harm(outcome: str, found: Found) -> Estimate:
    """What accidents cost more where it is cut, CNY a worker-year."""
    return estimate(gains(found, TODAY, outcome), "CNY")


def lowered(name: str, found: Found) -> Estimate:
    """Of the gain under today's rules, the share that an instrument takes away, in per cent."""
    mean, low, high = (
        100.0 * one for one in ratio(gains(found, TODAY) - gains(found, name), gains(found, TODAY))
    )  # fmt: skip
    return Estimate(mean, low, high, SHARE)


def in_industry(industry: str, found: Found) -> Estimate:
    """The gain in an industry where all cut, or all spend."""
    cut, keep = (
        found.sums(arm, "profit", group=f"industry/{industry}")
        / found.sums(arm, "workers", group=f"industry/{industry}") / YEARS
        for arm in (f"cut_{TODAY}", ALL)
    )  # fmt: skip
    return estimate(cut - keep, "CNY")


def hurt(found: Found) -> Estimate:
    """Injuries a worker where the money is cut, against the same enterprises where it is spent."""
    return change(*(of_them(found, f"{does}_{TODAY}", "injuries_expected") for does in ("cut", "keep")))


def cost(name: str, found: Found) -> Estimate:
    """What all parties pay a year for an instrument, million CNY."""
    return found.paid(f"cut_{name}", LATE, against=f"cut_{TODAY}")


GAIN = ("CNY a worker-year that a firm gains by cutting", "削减使企业每人每年多得（元）")
NUMBERS = {
    **{f"gain_{name}": Number(of(GAIN, words), partial(gain, name)) for name, words in TITLES.items()},
    **{
        f"in_{one}": Number(
            (
                f"{GAIN[0]}, today's rules, all of {one.replace('_', ' ')}",
                f"{GAIN[1]}，现行规则，{industry_labels()[one].split('（')[0]}全行业",
            ),
            partial(in_industry, one),
        )
        for one in INDUSTRIES
    },
    "borne": Number(
        ("CNY a worker-year that accidents then cost the firm more", "削减使企业自身事故损失每人每年增加（元）"),
        partial(harm, "harm_cost_enterprise"),
    ),
    "done": Number(
        ("CNY a worker-year that accidents then cost everybody more", "削减使各方事故损失每人每年增加（元）"),
        partial(harm, "harm_cost"),
    ),
    **{
        f"lowered_{name}": Number(of(("share of that gain taken away", "削减所得被消除的比例"), words),
                                  partial(lowered, name))
        for name, words in INSTRUMENTS.items()
    },
    **{
        f"cost_{name}": Number(of(("million CNY a year, all parties", "各方每年多支出（百万元）"), words),
                               partial(cost, name))
        for name, words in INSTRUMENTS.items()
    },
    "hurt": Number(
        ("injuries a worker where the money is cut, against where it is spent", "削减与照付相比的人均伤害"), hurt
    ),
}  # fmt: skip


def is_ended(numbers: Numbers, name: str) -> bool:
    """Whether under an instrument cutting surely costs a firm money."""
    return numbers[f"gain_{name}"].is_below


def cheapest(numbers: Numbers) -> str:
    """Of the instruments that end it, the one that costs least; "" where none does."""
    ending = [name for name in INSTRUMENTS if is_ended(numbers, name)]
    return min(ending, key=lambda name: numbers[f"cost_{name}"].mean, default="")


def ends(name: str, numbers: Numbers) -> bool:
    """Whether cutting pays today, and this is the cheapest that ends it."""
    return numbers[f"gain_{TODAY}"].is_above and cheapest(numbers) == name


WHEN = (
    "A firm that cuts safety money gains {gain_today} a worker-year under today's rules, for accidents then cost it "
    "{borne} more and everybody {done}",
    "现行规则下企业削减安全经费每人每年多得 {gain_today}，因为事故损失企业自身只多承担 {borne}，各方共多 {done}",
)


def ended_by(name: str) -> Words:
    """The answer where an instrument ends it."""
    english, chinese = TITLES[name]
    others = ("all that were tried", "所试各种") if name == TOGETHER else ("those that end it", "能够终止的")
    return (
        f"{WHEN[0]}. Of {others[0]}, {english} at the end of their bounds do so at least cost: the gain is then "
        f"{{gain_{name}}}, for {{cost_{name}}} million CNY a year of all parties.",
        f"{WHEN[1]}。{others[1]}工具中，力度取上限的{chinese}成本最低：所得变为 {{gain_{name}}}，"
        f"各方每年多支出 {{cost_{name}}} 百万元。",
    )


def by_none(numbers: Numbers) -> Words:
    """The answer where nothing ends it: what takes most of it away, alone."""
    order = in_order(numbers, "gain", ALONE)
    english, chinese = listed("lowered", order, TITLES)
    return (
        f"{WHEN[0]}, and nothing that was tried surely ends that. At the end of their bounds instruments take this "
        f"share of the gain away: {english}, the first for {{cost_{order[0]}}} million CNY a year of all parties; all "
        f"five together {{lowered_{TOGETHER}}} for {{cost_{TOGETHER}}}.",
        f"{WHEN[1]}，所试工具都不能确保终止。力度取上限时消除所得的比例：{chinese}，"
        f"其中第一种各方每年多支出 {{cost_{order[0]}}} 百万元；五种并用 {{lowered_{TOGETHER}}}，"
        f"多支出 {{cost_{TOGETHER}}} 百万元。",
    )


QUESTION = Question(
    name="q06_cutting_safety_money",
    number=6,
    problem=("cuts of safety money, equipment that ages", "削减安全经费,设备老化"),
    text=(
        "When is cutting safety money profitable to a firm, and which instrument ends that at least cost?",
        "削减安全经费何时对企业有利可图？哪种工具能以最低成本终止这种情况？",
    ),
    counties=(FIRMS,),
    numbers=NUMBERS,
    seeds=10,
    verdicts=(
        *(Verdict(f"ended_by_{name}", partial(ends, name), ended_by(name)) for name in INSTRUMENTS),
        Verdict("ended_by_none", lambda numbers: numbers[f"gain_{TODAY}"].is_above, by_none),
        Verdict(
            "does_not_pay",
            lambda numbers: numbers[f"gain_{TODAY}"].is_below,
            (
                "Cutting safety money does not pay: a firm that cuts it gains {gain_today} a worker-year under today's "
                "rules. Accidents then cost it {borne} more and everybody {done}.",
                "削减安全经费无利可图：现行规则下每人每年所得 {gain_today}。事故损失企业自身多承担 {borne}，"
                "各方共多 {done}。",
            ),
        ),
        otherwise(
            (
                "That cutting safety money pays is not seen: a firm that cuts it gains {gain_today} a worker-year "
                "under today's rules. Accidents then cost it {borne} more and everybody {done}.",
                "看不出削减安全经费有利可图：现行规则下每人每年所得 {gain_today}。事故损失企业自身多承担 {borne}，"
                "各方共多 {done}。",
            )
        ),
    ),
    figure=Dots(
        ("What a firm gains by cutting safety money", "企业削减安全经费所得"),
        ("CNY a worker-year", "元／人年"),
        {f"gain_{name}": (words[0].capitalize(), words[1]) for name, words in TITLES.items()},
    ),
    hangs_on=(
        "What is cut is 1.5 % of revenue, spent honestly by one enterprise in four or not at all (assumed); firms "
        "that spend more of their own accord have nothing to cut. Fines and premiums are transfers and in "
        "no cost, while stops and dealing with penalties are. By industry, where all cut or all spend, the gain is "
        "{in_mining} in mining, {in_chemicals} in chemicals, {in_construction} in construction and "
        "{in_trade_catering} in trade and catering. It would turn where a firm bore all that its accidents cost, "
        "if that is more than what it saves; which share it bears follows work-injury insurance, prices are assumed.",
        "削减的是收入的 1.5%，由四分之一企业照付或不付（假定）；自愿多投入的企业没有可削减的。"
        "罚款和保费是转移，不计入成本；停产和应对处罚计入。"
        "分行业看（全行业削减或照付），所得：矿山 {in_mining}，危险化学品 {in_chemicals}，"
        "建筑 {in_construction}，商贸餐饮 {in_trade_catering}。"
        "若企业承担全部事故损失且其大于节省额，结论会反转；企业承担的比例依工伤保险而定，价格为假定。",
    ),
    turns=(("cut_today", "keep_today"),),
)
