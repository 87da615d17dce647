"""The accident chain of a chemical park: five weak links, each repaired alone, and all of them together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

import numpy as np

from govsim.cases.common.case import Arm, Case, Check, County, Curve, Number, Words
from govsim.cases.common.found import Found
from govsim.cases.common.sentences import in_order, listed
from govsim.study.runs.statistics import Estimate, change, estimate

START, END, YEAR = 156, 520, 52
PARK, MAJOR, ALL = "park", "deaths_in_majors_expected", "deaths_expected"
HIDDEN, PRESENT, KNOWN = "majors_latent", "majors_present", "majors_known"
FIRST, KNOCK = "firsts_in_places_expected", "knock_ons_expected"
DECADE = 10.0 * YEAR / (END - 260)  # of the window, years 6 to 10


def park(metres: int) -> str:
    """Sixty plants in a park, so far from each other."""
    return f"population.places=[{{name:park,region:park,enterprises:60,separation:{metres},people_near:5}}]"


def adopt(given: Mapping[str, Mapping[str, float]]) -> tuple[str, ...]:
    """Instruments with settings; where there are none, the part that the others bring along."""
    said = (f"instrument.{name}.{key}={value:g}" for name, settings in given.items() for key, value in settings.items())
    return (f"instrument=[{','.join(given)}]" if given else "parts=[assets]", *said)


# What repairs each link. At its best its settings are at the end of their bounds, else as they usually come; either way
# an instrument has only what belongs to its link: a ledger of risks pays for no monitors and asks no hours of anybody.
APART = {"dual_prevention": {"monitors": 0.0, "floor": 0.0}}
BEST: Mapping[str, Mapping[str, Mapping[str, float]]] = {
    "identify": {"dual_prevention": {"search": 0.08, "red_checks": 0.01, "grading": 0.1, **APART["dual_prevention"]}},
    "control": {"safety_subsidies": {"share": 0.8, "response": 1.0, "grant_limit": 20_000.0}},
    "detect": {"hazard_monitoring": {"work": 0.1, "hours": 24.0}},
    "respond": {
        "emergency_plans": {"plan": 0.01, "simple": 1.0, "drills": 12.0},
        "rescue_capacity": {"teams": 10.0, "part_time": 10.0, "delay": 0.3, "skill": 0.3, "contests": 12.0},
    },
    "escalate": {},  # plants stand where they stand: at its best the park is another one
}
USUAL = {link: {name: APART.get(name, {}) for name in given} for link, given in BEST.items()}
USUAL["escalate"] = {"land_use_planning": {}}
EVERYTHING = {name: given for links in BEST.values() for name, given in links.items()}
CLOSE, FAR = park(300), park(900)
LINKS: Mapping[str, tuple[Words, Words]] = {  # what the page calls a link, and what its repair is
    "identify": (
        ("identification of risks", "风险辨识"),
        ("Risks graded and searched for on a schedule", "风险分级、按计划排查"),
    ),
    "control": (("control by equipment", "设备管控"), ("Equipment renewed", "安全设备更新")),
    "detect": (("detection by monitors", "监测预警"), ("Monitors round the clock", "24 小时在线监测")),
    "respond": (("emergency response", "应急处置"), ("Plans, monthly drills, teams", "预案、每月演练、救援队伍")),
    "escalate": (("distance between plants", "厂间距离"), ("Three times as far apart", "厂间距离自始为三倍")),
}  # fmt: skip


def arms() -> Iterator[Arm]:
    """The chain as it is, each link at its best, all of them, and each with its instruments as they usually come."""
    yield Arm("usual", ("The chain as it is", "维持现状"), (CLOSE, "parts=[assets]"))
    for link, (_, title) in LINKS.items():
        yield Arm(link, title, (*adopt(BEST[link]), FAR if link == "escalate" else CLOSE))
    yield Arm("all", ("All five links", "五个环节同时补强"), (*adopt(EVERYTHING), FAR))
    for link, ((english, chinese), _) in LINKS.items():
        title = (f"{english[0].upper()}{english[1:]}, instruments as they usually come", f"{chinese}，措施取通常力度")
        yield Arm(f"{link}_usual", title, (*adopt(USUAL[link]), CLOSE))


COUNTIES = (
    County(
        PARK,
        (
            "A park of 60 chemical plants 300 m apart: as it is, each link at its best alone, all five, and each link "
            "with its instruments as they usually come",
            "60 家企业的化工园区，厂间 300 米：维持现状、五个环节逐一单独补强到最好、五个同时补强、"
            "以及各环节措施取通常力度",
        ),
        tuple(arms()),
        settings=(
            "population=park",
            "population.regions=[{name:park,enterprises:60,industries:[chemicals]}]",
            "industry.chemicals.trapped_share=0.15",
            "settle=104",
        ),
    ),
)  # fmt: skip
NAMES: Mapping[str, Words] = {**{link: name for link, (name, _) in LINKS.items()}, "all": ("all five", "五个环节")}
REPAIRED = tuple(NAMES)
PRICED = ("identify", "control", "detect", "respond")  # building farther apart has no price in the model


def per_accident(found: Found, arm: str) -> np.ndarray:
    """Expected deaths an accident, first or knock-on, a value a seed."""
    return np.asarray(found.sums(arm, MAJOR) / (found.sums(arm, FIRST) + found.sums(arm, KNOCK)))


def changed(outcome: str, arm: str, found: Found) -> Estimate:
    """The change of an outcome."""
    return found.change(arm, outcome)


def toll(arm: str, found: Found) -> Estimate:
    """The change of deaths an accident."""
    return change(per_accident(found, arm), per_accident(found, "usual"))


def averted(arm: str, found: Found) -> Estimate:
    """Deaths of any kind averted in ten years."""
    return estimate(DECADE * (found.sums("usual", ALL) - found.sums(arm, ALL)), "")


def bought(arm: str, found: Found) -> Estimate:
    """What a hundred million averts."""
    return found.averted_for(arm, ALL, 1e8, (START, END))


MEASURED: Mapping[str, tuple[Callable[[str, Found], Estimate], Words]] = {
    "died": (partial(changed, MAJOR), ("deaths in such accidents", "此类事故死亡")),
    "hidden": (partial(changed, HIDDEN), ("hidden major hazards", "潜在重大隐患")),
    "first": (partial(changed, FIRST), ("first accidents", "首发事故")),
    "chain": (
        lambda arm, found: found.change(arm, KNOCK, by=FIRST),
        ("accidents that a first one sets off", "每起首发事故引发的连锁事故"),
    ),
    "toll": (toll, ("deaths an accident", "每起事故死亡")),
    "every": (averted, ("deaths of any kind averted in ten years", "十年避免的各类死亡")),
    "cost": (
        lambda arm, found: found.paid(arm, (START, END)),
        ("million CNY a year, all parties", "各方成本（百万元／年）"),
    ),
    "bought": (bought, ("deaths of any kind averted for 100 million CNY", "每一亿元避免的各类死亡")),
}


def measured() -> Iterator[tuple[str, Number]]:
    """Each outcome of each repair."""
    for what, (measure, (english, chinese)) in MEASURED.items():
        for arm in PRICED if what in ("cost", "bought") else REPAIRED:
            name, name_zh = NAMES[arm]
            title = (f"{english}: {name}", f"{chinese}：{name_zh}")
            yield f"{what}_{arm}", Number(title, partial(measure, arm))


def lead(found: Found) -> Estimate:
    """By how many points of deaths in such accidents the best link averts more than the next, paired by seed."""
    deaths = {link: found.sums(link, MAJOR) for link in LINKS}
    first, second = sorted(LINKS, key=lambda link: float(deaths[link].mean()))[:2]
    return estimate(100.0 * (deaths[second] - deaths[first]) / found.sums("usual", MAJOR).mean(), "")


def overlap(found: Found) -> Estimate:
    """By how many points five repairs alone add up to more than all five together."""
    usual = found.sums("usual", MAJOR)
    alone = np.sum([usual - found.sums(link, MAJOR) for link in LINKS], axis=0)
    return estimate(100.0 * (alone - (usual - found.sums("all", MAJOR))) / usual.mean(), "")


NUMBERS: dict[str, Number] = {
    "deaths": Number(
        ("expected deaths of workers in such accidents in ten years", "十年中此类事故预计死亡职工"),
        lambda found: estimate(DECADE * found.sums("usual", MAJOR), "persons"),
    ),
    "unknown": Number(
        ("major hazards that nobody knows of, of all", "无人知晓的重大隐患占比"),
        lambda found: found.share("usual", HIDDEN, PRESENT),
    ),
    "late": Number(
        ("weeks until a major hazard is found", "重大隐患被发现所需的周数"),
        lambda found: found.per("usual", HIDDEN, KNOWN, unit="weeks"),
    ),
    "equipment": Number(
        ("safety equipment, of what is required", "安全设备（占应配备的比例）"),
        lambda found: found.share("usual", "safety_capital", "enterprises"),
    ),
    "set_off": Number(
        ("accidents that 100 first ones set off", "每 100 起首发事故引发的连锁事故"),
        lambda found: found.per("usual", KNOCK, FIRST, 100.0, "accidents"),
    ),
    "killed": Number(
        ("deaths of workers in 100 accidents", "每 100 起事故死亡职工"),
        lambda found: estimate(100.0 * per_accident(found, "usual"), "persons"),
    ),
    **dict(measured()),
    **{
        f"usually_{link}": Number(
            (f"deaths in such accidents: {english}, instruments as they usually come",
             f"此类事故死亡：{chinese}，措施取通常力度"),
            partial(changed, MAJOR, f"{link}_usual"),
        )
        for link, ((english, chinese), _) in LINKS.items()
    },
    "lead": Number(("points by which the best link averts more than the next", "最佳环节比其次多避免的百分点"), lead),
    "overlap": Number(
        ("points by which five repairs alone add up to more than all five together",
         "五个环节单独补强之和比同时补强多出的百分点"),
        overlap,
    ),
}  # fmt: skip


def which_averts_most(found: Mapping[str, Estimate]) -> Words:
    """Which link, repaired alone, averts most deaths in such accidents, and the order of the others."""
    order = in_order(found, "died", LINKS)
    if found["lead"].is_above:
        rest = listed("died", order[1:], NAMES)
        return (
            f"Repaired alone, {NAMES[order[0]][0]} averts most deaths in such accidents ({{died_{order[0]}}}), "
            f"{{lead}} points more than the next. Then come {rest[0]}.",
            f"单独补强时，{NAMES[order[0]][1]}避免的此类事故死亡最多（{{died_{order[0]}}}），"
            f"比其次的环节多 {{lead}} 个百分点。其后依次为{rest[1]}。",
        )
    first, rest = listed("died", order[:2], NAMES), listed("died", order[2:], NAMES)
    return (
        f"Repaired alone, two links avert most deaths in such accidents and are too near to tell apart ({{lead}} "
        f"points): {first[0]}. Then come {rest[0]}.",
        f"单独补强时，避免此类事故死亡最多的两个环节太近，无法区分（相差 {{lead}} 个百分点）：{first[1]}。"
        f"其后依次为{rest[1]}。",
    )


def how_links_add_up(found: Mapping[str, Estimate]) -> Words:
    """Whether repairs take from each other or help each other."""
    if found["overlap"].is_above:
        return (
            "That is {overlap} points less than the five alone add up to: a hazard that is found in time, or never "
            "comes up, leaves nothing for distance and rescue to avert.",
            "比五个环节单独补强之和少 {overlap} 个百分点：及时发现或没有产生的隐患，不再需要由距离和救援来避免后果。",
        )
    if found["overlap"].is_below:
        return (
            "The five alone add up to less, by {overlap} points: links help each other.",
            "五个环节单独补强之和更少，相差 {overlap} 个百分点：各环节相互促进。",
        )
    return (
        "That is about what the five alone add up to (apart by {overlap} points).",
        "与五个环节单独补强之和大致相当（相差 {overlap} 个百分点）。",
    )


def what_they_usually_do(found: Mapping[str, Estimate]) -> Words:
    """The order of links with instruments as they usually come, and whether the first is the same."""
    order = in_order(found, "usually", LINKS)
    english, chinese = listed("usually", order, NAMES)
    same = order[0] == in_order(found, "died", LINKS)[0]
    first = ("the same link comes first", "第一名相同") if same else ("another link comes first", "第一名不同")
    return (
        f"So much for links at their best. With instruments as they usually come {first[0]}: {english}.",
        f"以上是各环节补强到最好的情形。措施取通常力度时{first[1]}：{chinese}。",
    )


def what_else_they_avert(found: Mapping[str, Estimate]) -> Words:
    """Which link averts most deaths of any kind."""
    order = in_order(found, "every", LINKS)[::-1]
    english, chinese = listed("every", order, NAMES)
    if order[0] == in_order(found, "died", LINKS)[0]:
        return (
            f"It also averts most deaths of any kind in ten years: {english}.",
            f"就十年避免的各类死亡而言它也最多：{chinese}。",
        )
    name, name_zh = NAMES[order[0]]
    return (
        f"Of deaths of any kind {name} averts most in ten years, for it acts on everyday accidents too: {english}.",
        f"就十年避免的各类死亡而言，{name_zh}最多，因为它对日常事故也起作用：{chinese}。",
    )


def which_is_cheapest(found: Mapping[str, Estimate]) -> Words:
    """Which repair averts most deaths of any kind for the money."""
    order = in_order(found, "bought", PRICED)[::-1]
    english, chinese = listed("bought", order, NAMES)
    if found[f"bought_{order[0]}"].low > found[f"bought_{order[1]}"].high:
        name, name_zh = NAMES[order[0]]
        return f"For 100 million CNY {name} averts most: {english}.", f"同样一亿元，{name_zh}避免的最多：{chinese}。"
    return (
        f"For 100 million CNY the first two are too near to tell apart: {english}.",
        f"同样一亿元，前两个环节太近，无法区分：{chinese}。",
    )


CASE = Case(
    name="chemical_park_accident",
    order=20,
    sections=("5.2.3",),
    title=("A chemical park: the accident chain", "化工园区事故链"),
    set_up=(
        "Sixty chemical plants stand 300 m apart, with five times as many people near as usual. An accident takes a "
        "chain: risks are not identified, equipment does not hold them, nobody detects them in time, the response "
        "fails, and one accident sets off others. As the park is, few of its major hazards are found, nobody monitors "
        "them and nobody drills. From year 4 on one link at a time is put at its best, with its instruments at the end "
        "of their bounds and the other four as they were; then all five; then each link with its instruments as they "
        "usually come. Plants cannot be moved: where they stand three times as far apart they do so from the start. "
        "Counted are years 6 to 10, in expected deaths, which hold the chances of accidents that did not happen too.",
        "60 家化工企业相距 300 米，周边人口为通常的五倍。一起事故要经过一条链："
        "风险没有辨识、设备管控不住、没有及时发现、应急处置失当、一起事故引发另一起。"
        "现状下园区很少发现自己的重大隐患，没有监测，也没有演练。自第 4 年起，每次只把一个环节补强到最好"
        "（相应措施取其范围的上端），其余四个环节不变；然后五个环节同时补强；最后各环节的措施取通常力度。"
        "厂房无法搬移：厂间距离三倍的情形自始如此。"
        "统计第 6 至 10 年的预计死亡，其中也包含没有发生的事故的概率。",
    ),
    story=(
        "As the park is, {unknown} of its major hazards are known to nobody, and it takes {late} until one is found. "
        "Equipment stands at {equipment} of what is required. A hundred first accidents set off {set_off}; a hundred "
        "accidents kill {killed}. That makes {deaths} to be expected in ten years.\n\n"
        "{most}\n\n"
        "Each link acts where it stands. Identification and monitors leave hazards less time: hidden ones change by "
        "{hidden_identify} and {hidden_detect}, and with them first accidents by {first_identify} and {first_detect}. "
        "Better equipment lets fewer hazards come up ({hidden_control}) and fewer of them go off: first accidents "
        "change by {first_control}. Distance leaves first accidents as they are ({first_escalate}) and changes those "
        "that one sets off by {chain_escalate}. Response leaves accidents as they are ({first_respond}) and changes "
        "deaths in each by {toll_respond}: most accidents that kill take one, whom no team reaches in time.\n\n"
        "All five change deaths in such accidents by {died_all}. {add_up}\n\n"
        "{usually}\n\n"
        "{else_averted} {cheapest}",
        "现状下，{unknown} 的重大隐患无人知晓，发现一处需要 {late}。安全设备为应配备的 {equipment}。"
        "每 100 起首发事故引发连锁事故 {set_off}，每 100 起事故死亡 {killed}，十年预计死亡 {deaths}。\n\n"
        "{most}\n\n"
        "每个环节在自己的位置起作用。辨识和监测缩短隐患存在的时间：潜在重大隐患变化 {hidden_identify} 和 "
        "{hidden_detect}，首发事故随之变化 {first_identify} 和 {first_detect}。设备更新使隐患少产生"
        "（{hidden_control}）、少致灾：首发事故变化 {first_control}。厂间距离不改变首发事故（{first_escalate}），"
        "但每起首发事故引发的连锁事故变化 {chain_escalate}。应急处置不改变事故起数（{first_respond}），"
        "每起事故死亡变化 {toll_respond}：致死事故多数只有一人遇难，任何队伍都来不及。\n\n"
        "五个环节同时补强使此类事故死亡变化 {died_all}。{add_up}\n\n"
        "{usually}\n\n"
        "{else_averted}{cheapest}",
    ),
    sentences={
        "most": which_averts_most,
        "add_up": how_links_add_up,
        "usually": what_they_usually_do,
        "else_averted": what_else_they_avert,
        "cheapest": which_is_cheapest,
    },
    doubts=(
        "A link at its best is a link whose settings are at the end of their bounds, which are assumed; with other "
        "bounds the order may change, and with usual settings each link does less. How far monitors lead to a finding "
        "is assumed, how fast knock-ons fall with distance was set with E602 in view, and minutes alone save next to "
        "nobody under E204. People near by die in proportion to those inside and are not counted here. Plants that are "
        "built farther apart have no price here, so that neither distance nor all five is in the comparison of money. "
        "Three in twenty of those struck are taken to be trapped. Intervals hold the luck of the runs only.",
        "环节“最好”是指其设置取范围的上端，而范围为假定；换一组范围，次序可能改变，按通常设置各环节的作用都更小。"
        "监测在多大程度上导致发现为假定，连锁事故随距离下降的速度参照 E602 设定，按 E204 单靠缩短时间几乎救不了人。"
        "连锁事故的预计值只计一步。"
        "周边群众死亡与厂内死亡成比例，此处不计。增大厂间距离没有价格，因此距离和五个环节同时补强不参加费用比较。"
        "假定遇险者中每二十人有三人被困。区间只含运行的随机性。",
    ),
    counties=COUNTIES,
    numbers=NUMBERS,
    seeds=24,
    fewest=16,
    checks=(
        Check(
            ("which link, repaired alone, averts most deaths: the first is ahead of the next",
             "哪个环节单独补强避免死亡最多：第一名领先于第二名"),
            lambda found: found["lead"].is_above,
        ),
        Check(
            ("a chain: each link, repaired alone, averts deaths in such accidents",
             "事故链：每个环节单独补强都减少此类事故死亡"),
            lambda found: all(found[f"died_{link}"].is_below for link in LINKS),
        ),
        Check(
            ("each acts where it stands: hidden hazards, first accidents, knock-ons, deaths an accident",
             "各环节在自己的位置起作用：潜在隐患、首发事故、连锁事故、每起事故死亡"),
            lambda found: (
                all(found[one].is_below for one in ("hidden_identify", "hidden_detect", "first_control"))
                and found["chain_escalate"].is_below and found["toll_respond"].is_below
            ),
        ),
        Check(
            ("links overlap: all five avert more than any alone, and less than the five alone add up to",
             "环节之间有重叠：同时补强多于任何一个单独补强，少于单独补强之和"),
            lambda found: (
                found["overlap"].is_above
                and all(found["died_all"].high < found[f"died_{link}"].low for link in LINKS)
            ),
        ),
    ),
    curves=(
        Curve(
            "deaths", PARK, MAJOR, ("Deaths in accidents of major hazards", "重大隐患事故死亡"),
            ("change of expected deaths, %", "预计死亡的变化，%"), ("usual", *REPAIRED),
            is_change=True,
        ),
        Curve(
            "hidden", PARK, HIDDEN, ("Major hazards that nobody knows of", "无人知晓的重大隐患"),
            ("hazards a plant", "处／企业"), ("usual", "identify", "control", "detect"),
            by="enterprises",
        ),
    ),
)  # fmt: skip
