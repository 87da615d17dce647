"""Question 16: what a delay of the special rule for charging electric vehicles costs."""

from __future__ import annotations

from functools import cache, partial

from govsim.cases.cold_chain_blind_spot import ALL, CASE, CHARGING, COUNTIES, EVENTS, dearer_each_year
from govsim.cases.common.case import Number
from govsim.cases.common.found import Found
from govsim.cases.common.run import scenarios_of
from govsim.questions.common.question import Dots, Numbers, Verdict, from_case, otherwise
from govsim.study.runs.statistics import Estimate

YEARS = (1, 2, 3)
MILLION = 1e6
THE_COUNTY = next(one for one in COUNTIES if one.name == CHARGING)


@cache
def cost_of_an_event() -> float:
    """CNY that an event costs those who are harmed, as the scenario sets it."""
    return float(scenarios_of(THE_COUNTY)[0].industry["trade_catering"]["others_cost"])


def lost(found: Found, years: int) -> Estimate:
    """Million CNY that a delay costs those who are harmed."""
    more = found.more(f"standard_{years}", EVENTS, ALL, CHARGING, "standard")
    scale = cost_of_an_event() / MILLION
    return Estimate(scale * more.mean, scale * more.low, scale * more.high, "")


def share(found: Found, years: int) -> Estimate:
    """What a delay adds to the harm of the years from the start of the rule to the end."""
    return found.change(f"standard_{years}", EVENTS, ALL, CHARGING, "standard")


def _years(years: int) -> tuple[str, str]:
    return f"{('one', 'two', 'three')[years - 1]} {'year' if years == 1 else 'years'} later", f"推迟 {years} 年"


NUMBERS = {
    **{
        f"share_{years}": Number(
            (f"charging: harm until year 10, {_years(years)[0]}", f"充电：到第 10 年的危害，{_years(years)[1]}"),
            partial(share, years=years),
        )
        for years in YEARS
    },
    **{
        f"lost_{years}": Number(
            (f"charging: million CNY lost by those harmed, {_years(years)[0]}",
             f"充电：受害者多承担的损失（百万元），{_years(years)[1]}"),
            partial(lost, years=years),
        )
        for years in YEARS
    },
}  # fmt: skip


def any_costs(numbers: Numbers) -> bool:
    """Whether every delay surely costs events."""
    return all(numbers[f"charging_late_{years}"].is_above for years in YEARS)


QUESTION = from_case(
    CASE,
    takes=("charging_grows", "charging_rule", *(f"charging_late_{years}" for years in YEARS)),
    numbers=NUMBERS,
    name="q16_delayed_rule",
    number=16,
    problem=("safety of charging electric vehicles", "新能源汽车充电安全"),
    text=(
        "What does a delay of the special rule for charging electric vehicles by one, two or three years cost?",
        "电动车充电专门规定推迟一年、两年、三年的代价是多少？",
    ),
    verdicts=(
        Verdict(
            "dearer_each_year",
            lambda numbers: dearer_each_year(numbers, "charging_"),
            (
                "Each year of delay costs, and each more than the one before: until year 10 a rule that begins one, "
                "two or three years later leaves {charging_late_1}, {charging_late_2} and {charging_late_3} more that "
                "harm others. That is {share_1}, {share_2} and {share_3} of the harm with the rule at once, and "
                "{lost_1}, {lost_2} and {lost_3} million CNY for those harmed.",
                "每推迟一年都有代价，且一年比一年大：到第 10 年，推迟一年、两年、三年分别多发生 {charging_late_1}、"
                "{charging_late_2}、{charging_late_3}。相当于立即制定时危害的 {share_1}、{share_2}、{share_3}，"
                "受害者分别多承担 {lost_1}、{lost_2}、{lost_3} 百万元。",
            ),
        ),
        Verdict(
            "costs",
            any_costs,
            (
                "A delay costs, though not surely more for each further year: until year 10 one, two or three years "
                "leave {charging_late_1}, {charging_late_2} and {charging_late_3} more that harm others. Those harmed "
                "lose {lost_1}, {lost_2} and {lost_3} million CNY more.",
                "推迟有代价，但不能确定逐年增大：到第 10 年，推迟一年、两年、三年分别多发生 {charging_late_1}、"
                "{charging_late_2}、{charging_late_3}。受害者分别多承担 {lost_1}、{lost_2}、{lost_3} 百万元。",
            ),
        ),
        otherwise(
            (
                "No cost of a delay is seen: until year 10 one, two or three years of it change events that harm "
                "others by {charging_late_1}, {charging_late_2} and {charging_late_3}. Those harmed lose {lost_1}, "
                "{lost_2} and {lost_3} million CNY more.",
                "看不出推迟的代价：到第 10 年，推迟一年、两年、三年时对外危害分别变化 {charging_late_1}、"
                "{charging_late_2}、{charging_late_3}。受害者多承担 {lost_1}、{lost_2}、{lost_3} 百万元。",
            )
        ),
    ),
    figure=Dots(
        ("Harm by charging where the rule comes later", "规则推迟时的充电危害"),
        ("events more until year 10", "到第 10 年多发生的事件"),
        {f"charging_late_{years}": (_years(years)[0].capitalize(), _years(years)[1]) for years in YEARS},
    ),
    hangs_on=(
        "A use that grows by a fifth a year without a rule is set (E661: 17 %), how often charging harms somebody and "
        "60,000 CNY an event are assumed, and a rule is taken to be written, inspected and learnt. The delay would "
        "cost little if the use did not grow, or if equipment in use did not follow the rule (E662 to E664).",
        "没有规则时使用每年增长两成是给定的（E661：17%），充电造成危害的频率和每起 6 万元为假定；规则被假定为会制定、检"
        "查和掌握。若使用不增长，或在用设备不随规则更新（E662 至 E664），推迟的代价就很小。",
    ),
    turns=(("standard", "standard_3"), ("standard_1", "standard_2")),
)
