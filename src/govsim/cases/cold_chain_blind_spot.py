"""The cold-chain blind spot: firms save the cost of disinfection, others fall ill, and no rule forbids it."""

from __future__ import annotations

from collections.abc import Mapping

from govsim.cases.common.case import Arm, Case, Check, County, Curve, Number
from govsim.cases.common.found import Found
from govsim.study.runs.statistics import Estimate

START, END = 156, 520
ALL, LATE = (START, END), (260, END)
FIRST, LAST = (0, 52), (468, END)
EVENTS, RECORDED = "others_harmed_expected", "others_recorded"
COLD, CHARGING = "cold_chain", "charging"
LATER = (("standard_1", 1), ("standard_2", 2), ("standard_3", 3))


def adopt(*instruments: str) -> str:
    """Instruments beside the county's own settings."""
    return f"instrument=[{','.join(instruments)}]"


def late(years: int) -> tuple[str, ...]:
    """The standard begun some years later."""
    return adopt("standards_coverage"), f"instrument.standards_coverage.start={START + 52 * years}"


def delayed(zh: str, en: str) -> tuple[Arm, ...]:
    """The standard at once, and begun one, two, three years later."""
    now = Arm("standard", (f"{en} now", f"立即{zh}"), (adopt("standards_coverage"),))
    words = ("one year", "two years", "three years")
    later = (Arm(name, (f"{en} {words[years - 1]} later", f"{years} 年后{zh}"), late(years)) for name, years in LATER)
    return now, *later


COUNTIES = (
    County(
        COLD,
        (
            "Cold chain: a standard now or later, and other instruments without it",
            "冷链物流：立即或推迟制定标准，以及没有标准时的其他工具",
        ),
        (
            Arm("blind_spot", ("Nothing", "不采取措施")),
            *delayed("制定标准", "A standard"),
            Arm("fines", ("Fines, heavier and surer", "更重、更确定的罚款"), (adopt("administrative_fines"),)),
            Arm("inspectors", ("More inspectors", "增加监管人员"), (adopt("grassroots_inspectors"),)),
            Arm("disclosure", ("Disclosure", "信息公开"), (adopt("information_disclosure"),)),
            Arm("hotline", ("A hotline", "举报平台"), (adopt("hazard_hotline"),)),
            Arm("litigation", ("Public-interest litigation", "公益诉讼"), (adopt("public_interest_litigation"),)),
            Arm(
                "standard_and_fines",
                ("A standard now, and fines", "立即制定标准并加重罚款"),
                (adopt("standards_coverage", "administrative_fines"),),
            ),
            Arm(
                "standard_and_litigation",
                ("A standard now, and litigation", "立即制定标准并公益诉讼"),
                (adopt("standards_coverage", "public_interest_litigation"),),
            ),
        ),
        scenario=COLD,
    ),
    County(
        CHARGING,
        ("Charging of electric vehicles before its rule", "规则出台前的电动车充电"),
        (Arm("no_rule", ("No rule", "没有规则")), *delayed("制定规则", "A rule")),
        scenario=CHARGING,
    ),
)  # fmt: skip


def changed(arm: str, county: str = COLD) -> Number:
    """The change of harm to others in years 6 to 10."""
    title = next(one.title for place in COUNTIES if place.name == county for one in place.arms if one.name == arm)
    return Number(
        (f"harm to others, years 6 to 10: {title[0].lower()}", f"第 6 至 10 年对外部人员的危害：{title[1]}"),
        lambda found: found.change(arm, EVENTS, LATE, county),
    )


def delay(arm: str, years: int, county: str) -> Number:
    """What a delay costs until the end, in events."""
    place, place_zh = ("charging: ", "充电：") if county == CHARGING else ("", "")
    return Number(
        (
            f"{place}events more until year 10 where it comes {years} {'year' if years == 1 else 'years'} later",
            f"{place_zh}推迟 {years} 年，到第 10 年多发生的事件",
        ),
        lambda found: found.more(arm, EVENTS, ALL, county, "standard", "events"),
    )


def a_year_of_delay(county: str) -> Number:
    """A third of what three years cost."""

    def measure(found: Found) -> Estimate:
        cost = found.more("standard_3", EVENTS, ALL, county, "standard", "events")
        return Estimate(cost.mean / 3.0, cost.low / 3.0, cost.high / 3.0, cost.unit)

    return Number(("events that a year of delay costs, of three", "三年推迟中平均每年的代价（事件）"), measure)


NUMBERS = {
    "harm": Number(
        ("events a year that harm others, years 1 to 3", "第 1 至 3 年每年对外部人员的危害事件"),
        lambda found: found.a_year("blind_spot", EVENTS, (0, START)),
    ),
    "grows": Number(
        ("harm to others without a rule, year 10 against year 1", "没有规则时对外部人员的危害：第 10 年与第 1 年相比"),
        lambda found: found.growth("blind_spot", EVENTS, FIRST, LAST),
    ),
    "seen": Number(
        ("share of it on record without a rule", "没有规则时在册的比例"),
        lambda found: found.share("blind_spot", RECORDED, "others_harmed", (0, END)),
    ),
    "seen_after": Number(
        ("share on record in years 6 to 10 with the standard", "有标准后第 6 至 10 年在册的比例"),
        lambda found: found.share("standard", RECORDED, "others_harmed", LATE),
    ),
    "recorded": Number(
        ("recorded harm in years 6 to 10 with the standard", "有标准后第 6 至 10 年的在册危害"),
        lambda found: found.change("standard", RECORDED, LATE),
    ),
    "first_year": Number(
        ("harm in the first year of the standard", "标准制定第一年的危害"),
        lambda found: found.change("standard", EVENTS, (START, START + 52)),
    ),
    **{arm.name: changed(arm.name) for arm in COUNTIES[0].arms if arm.name not in ("blind_spot", *dict(LATER))},
    **{f"late_{years}": delay(arm, years, COLD) for arm, years in LATER},
    "year_late": a_year_of_delay(COLD),
    "charging_grows": Number(
        ("charging: harm without a rule, year 10 against year 1", "充电：没有规则时的危害，第 10 年与第 1 年相比"),
        lambda found: found.growth("no_rule", EVENTS, FIRST, LAST, CHARGING),
    ),
    "charging_rule": Number(
        ("charging: harm in years 6 to 10 with the rule", "充电：有规则后第 6 至 10 年的危害"),
        lambda found: found.change("standard", EVENTS, LATE, CHARGING),
    ),
    **{f"charging_late_{years}": delay(arm, years, CHARGING) for arm, years in LATER},
}  # fmt: skip
WITHOUT_A_RULE = ("fines", "inspectors", "disclosure", "hotline", "litigation")


def dearer_each_year(numbers: Mapping[str, Estimate], prefix: str) -> bool:
    """Whether each year of delay costs events, and each further one more."""
    one, two, three = (numbers[f"{prefix}late_{years}"] for years in (1, 2, 3))
    return one.is_above and one.high < two.low and two.high < three.low


CASE = Case(
    name="cold_chain_blind_spot",
    order=30,
    sections=("6.2.3", "5.4.1"),
    title=("Cold chain: a blind spot", "冷链物流监管盲区"),
    set_up=(
        "Firms of transport and logistics skip disinfection: it costs them money, and the harm falls on others. "
        "Standards cover a fifth of the risk, so that inspectors see little wrong, little is punished and hardly "
        "anything is recorded. The trade grows by a tenth a year. Three years later a standard is begun, at once or "
        "one, two, three years after, or another instrument is tried without it. The second county is that of "
        "charging electric vehicles before its rule, a use that grows by a fifth a year.",
        "交通物流企业不做消毒：消毒要花钱，而危害由外部人员承担。标准只覆盖五分之一的风险，检查人员看不出多少问题，"
        "处罚很少，几乎没有记录。行业每年增长一成。三年后开始制定标准（立即、或推迟一年、两年、三年），"
        "或在没有标准的情况下尝试其他工具。第二种情形是规则出台前的电动车充电，其使用每年增长两成。",
    ),
    story=(
        "In the first three years {harm} events a year harm somebody outside. Nobody has to pay for it, and nobody may "
        "be punished for it, so that the protection of others is worth no more to a firm than its own conscience. As "
        "the trade grows, so does harm: {grows} in nine years. Of all of it {seen} is ever on record: who looks at the "
        "record sees hardly anything.\n\n"
        "A standard changes next to nothing in its first year ({first_year}), for it has to be drafted and come into "
        "force. In years 6 to 10 harm changes by {standard}: what inspectors find can now be punished, and equipment "
        "made since is of the standard. Recorded harm goes the other way ({recorded}): now {seen_after} of harm is "
        "written down. One, two and three years of delay cost {late_1}, {late_2} and {late_3}: {year_late} a year on "
        "the mean.\n\n"
        "Without a rule fines have nothing to punish ({fines}), inspectors nothing to find ({inspectors}), a hotline "
        "nothing to verify ({hotline}), disclosure hardly anything to show ({disclosure}). Litigation makes firms bear "
        "some of the harm, as far as it is on record ({litigation}). Beside the standard fines add a little "
        "({standard_and_fines}), and litigation more ({standard_and_litigation}): the more is written down, the more "
        "can be claimed.\n\n"
        "Charging: without a rule harm changes by {charging_grows} in nine years; with it by {charging_rule} in years "
        "6 to 10. One, two and three years of delay cost {charging_late_1}, {charging_late_2} and {charging_late_3}: "
        "in a use that grows, each year of delay is dearer than the one before.",
        "前三年每年有 {harm} 起事件伤害外部人员。没有人需要为此赔付，也没有人会因此受罚，"
        "对企业来说保护外部人员的价值只剩良心。行业增长，危害也随之增长：九年 {grows}。"
        "其中在册的只有 {seen}：只看记录的人几乎什么也看不到。\n\n"
        "标准在第一年几乎没有作用（{first_year}），因为需要编制和生效。第 6 至 10 年危害变化 {standard}："
        "检查发现的问题可以处罚，新设备符合标准。在册危害则相反（{recorded}）：此时有 {seen_after} 的危害被记录。"
        "推迟一年、两年、三年的代价分别为 {late_1}、{late_2}、{late_3}，平均每年 {year_late}。\n\n"
        "没有规则时，罚款无可罚（{fines}），检查无可查（{inspectors}），举报无可核实（{hotline}），"
        "公开几乎无可公开（{disclosure}）。公益诉讼使企业承担在册的部分危害（{litigation}）。"
        "有了标准之后，罚款略有补充（{standard_and_fines}），公益诉讼补充更多（{standard_and_litigation}）："
        "记录得越多，可主张的越多。\n\n"
        "充电：没有规则时九年间危害变化 {charging_grows}；有规则后第 6 至 10 年变化 {charging_rule}。"
        "推迟一年、两年、三年的代价分别为 {charging_late_1}、{charging_late_2}、{charging_late_3}："
        "使用增长时，每多推迟一年，代价都比前一年更大。",
    ),
    doubts=(
        "How often firms harm others, what protection costs and how fast the trade grows are assumed; growth without a "
        "rule is the growth of the use, which the county is given. E622 and E623 are traces of infection on packages "
        "and food, not harm. How fast equipment in use follows a standard was set with E662 to E664 in view, where a "
        "campaign took in old batteries too. So signs and order are the result here, not sizes. Intervals hold the "
        "luck of the runs only.",
        "企业伤害外部人员的频率、保护的成本和行业增速均为假定；没有规则时的增长就是给定的使用增长。"
        "E622、E623 是包装和食品上的检出率，不是危害。在用设备跟上标准的速度参照 E662 至 E664 设定，"
        "当时还有回收旧电池的专项行动。因此结论是方向和次序，而不是大小。区间只含运行的随机性。",
    ),
    counties=COUNTIES,
    numbers=NUMBERS,
    checks=(
        Check(
            ("risk grows, and less than a fifth of it is on record", "风险增长，且在册的不到五分之一"),
            lambda found: found["grows"].is_above and found["seen"].high < 20.0,
        ),
        Check(
            ("until standards coverage arrives: then harm falls and is seen", "直到标准覆盖：此后危害下降并被看到"),
            lambda found: found["standard"].is_below and found["seen_after"].low > found["seen"].high,
        ),
        Check(
            ("one, two, three years of delay cost more events each", "推迟一、二、三年，代价逐年增加"),
            lambda found: dearer_each_year(found, ""),
        ),
        Check(
            ("which instrument works when firms bear none of the harm: the standard beyond any without it",
             "企业不承担危害时哪种工具有效：标准胜过没有标准时的任何工具"),
            lambda found: all(found["standard"].high < found[one].low for one in WITHOUT_A_RULE),
        ),
        Check(
            ("charging before its rule: the same, growing faster", "规则出台前的充电：同样，且增长更快"),
            lambda found: (
                found["charging_grows"].low > found["grows"].high
                and found["charging_rule"].is_below
                and dearer_each_year(found, "charging_")
            ),
        ),
    ),
    curves=(
        Curve(
            "harm_to_others", COLD, EVENTS, ("Harm to others in the cold chain", "冷链对外部人员的危害"),
            ("expected events a year", "预计事件／年"),
            ("blind_spot", "standard", "standard_1", "standard_2", "standard_3", "fines"),
        ),
        Curve(
            "harm_on_record", COLD, RECORDED, ("Harm to others on record", "在册的对外部人员危害"),
            ("recorded events a year", "在册事件／年"), ("blind_spot", "standard", "litigation"),
        ),
        Curve(
            "charging", CHARGING, EVENTS, ("Harm by charging", "充电造成的危害"),
            ("expected events a year", "预计事件／年"),
        ),
    ),
)  # fmt: skip
