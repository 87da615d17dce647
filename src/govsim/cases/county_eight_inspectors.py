"""A weak county agency: eight inspectors for 200 enterprises; more of them, better ones, or better equipped ones."""

from __future__ import annotations

from collections.abc import Mapping

from govsim.cases.common.case import Arm, Case, Check, County, Curve, Number, Words
from govsim.cases.common.found import Found
from govsim.populations.industry_values import industry_labels, industry_names
from govsim.study.runs.statistics import Estimate

LATE, EVER = (260, 520), (0, 520)  # who is inexpert or expert is so from the start
PLACE, INJURIES, DEATHS, MILLION = "eight", "injuries_expected", "deaths_expected", 1e6
DEEP = ("mining", "chemicals")  # where major hazards are born

POSTS = {"posts_2": (2.0, 4), "posts_4": (4.0, 8), "posts_8": (8.0, 16)}  # per hundred enterprises; in all
DAYS = {"days_5": 5, "days_10": 10, "days_20": 20}  # of training an officer-year
DIGITAL = {"digital_1": (1.2, 0.1), "digital_2": (1.5, 0.25), "digital_3": (1.8, 0.5)}  # visits a day, shared record
WAYS: Mapping[str, tuple[str, ...]] = {"posts": tuple(POSTS), "days": tuple(DAYS), "digital": tuple(DIGITAL)}


def with_settings(instrument: str, **settings: float) -> tuple[str, ...]:
    """An instrument with settings of its own."""
    given = (f"instrument.{instrument}.{name}={value:g}" for name, value in settings.items())
    return (f"instrument=[{instrument}]", *given)


COUNTIES = (
    County(
        PLACE,
        (
            "200 enterprises and 8 inspectors, 25 to each: number, competence or equipment of inspectors",
            "200 家企业、8 名监管人员（每人 25 家）：人数、能力或装备",
        ),
        (
            Arm("eight", ("Eight inspectors as they are", "8 名监管人员，维持现状")),
            Arm("inexpert", ("Eight inexpert ones", "8 名非专业人员"), ("parameter.competence=0.3",)),
            Arm("expert", ("Eight expert ones", "8 名专业人员"), ("parameter.competence=0.8",)),
            *(
                Arm(
                    name,
                    (f"{more} more inspectors", f"增加 {more} 名监管人员"),
                    with_settings("grassroots_inspectors", posts_per_100=posts),
                )
                for name, (posts, more) in POSTS.items()
            ),
            *(
                Arm(
                    name,
                    (f"{days} days of training a year", f"每年培训 {days} 天"),
                    with_settings("inspector_training", training_days=days),
                )
                for name, days in DAYS.items()
            ),
            *(
                Arm(
                    name,
                    (f"Digital supervision, {visits:g} times the visits", f"数字化监管，检查量 {visits:g} 倍"),
                    with_settings("digital_supervision", productivity=visits, shared_record=shared),
                )
                for name, (visits, shared) in DIGITAL.items()
            ),
        ),
        settings=("population=eight_inspectors",),
        by=("industry",),
    ),
)  # fmt: skip
TITLES = {one.name: one.title for one in COUNTIES[0].arms}
TRIED = tuple(POSTS) + tuple(DAYS) + tuple(DIGITAL)
TOP = {"posts": "posts_8", "days": "days_20", "digital": "digital_3"}


def changed(
    arm: str, outcome: str, what: tuple[str, str], by: str = "", group: str = "", weeks: tuple[int, int] = LATE
) -> Number:
    """A change, in years 6 to 10 where nothing else is said."""
    english, chinese = TITLES[arm]
    return Number(
        (f"{what[0]}: {english[0].lower()}{english[1:]}", f"{what[1]}：{chinese}"),
        lambda found: found.change(arm, outcome, weeks, by=by, group=group),
    )


def in_industry(arm: str, industry: str, outcome: str, what: tuple[str, str]) -> Number:
    """A change in an industry."""
    zh = industry_labels()[industry].split("（")[0]
    return changed(arm, outcome, (f"{what[0]} in {industry.replace('_', ' ')}", f"{zh}{what[1]}"), group=industry)


def averted(arm: str, outcome: str, money: float, what: tuple[str, str], cost: str = "cost_resource") -> Number:
    """What so much money averts."""
    english, chinese = TITLES[arm]
    return Number(
        (f"{what[0]}: {english[0].lower()}{english[1:]}", f"{what[1]}：{chinese}"),
        lambda found: found.averted_for(arm, outcome, money, (156, 520), cost=cost),
    )


def added_cost(arm: str) -> Number:
    """What all parties pay more a year."""

    def measure(found: Found) -> Estimate:
        more = found.more(arm, "cost_resource", LATE)
        return Estimate(more.mean / 5e6, more.low / 5e6, more.high / 5e6, "")

    english, chinese = TITLES[arm]
    return Number(
        (
            f"million CNY a year more, all parties: {english[0].lower()}{english[1:]}",
            f"各方每年多支出（百万元）：{chinese}",
        ),
        measure,
    )


RISK = ("injuries", "伤害")
MAJORS = ("major hazards that nobody knows of", "未发现的重大隐患")
FOR_A_MILLION = ("injuries averted for 1 million CNY of all parties", "各方每一百万元避免的伤害")
NUMBERS = {
    "visits": Number(
        ("visits an enterprise-year, eight inspectors", "8 人时企均年检查次数"),
        lambda found: found.per("eight", "visits", "enterprises", 52.0, weeks=LATE),
    ),
    "found": Number(
        ("ordinary hazards found a visit, eight inspectors", "8 人时每次检查查出一般隐患"),
        lambda found: found.per("eight", "hazards_found", "visits", weeks=LATE),
    ),
    "known": Number(
        (
            "share of the major hazards that become known which inspectors found, eight inspectors",
            "8 人时为人所知的重大隐患由监管人员查出的比例",
        ),
        lambda found: found.share("eight", "majors_found", "majors_known", LATE),
    ),
    "latent": Number(
        (
            "share of the major hazards present that nobody knows of, eight inspectors",
            "8 人时现存重大隐患中无人知晓的比例",
        ),
        lambda found: found.share("eight", "majors_latent", "majors_present", LATE),
    ),
    **{
        f"surface_{arm}": changed(
            arm, "hazards_found", ("ordinary hazards found a visit, ten years", "十年每次检查查出一般隐患"),
            "visits", weeks=EVER,
        )
        for arm in ("inexpert", "expert")
    },
    **{
        f"deep_{arm}": changed(
            arm, "majors_found", ("major hazards found a visit, ten years", "十年每次检查查出重大隐患"),
            "visits", weeks=EVER,
        )
        for arm in ("inexpert", "expert")
    },
    **{
        f"stay_{arm}_{one}": in_industry(arm, one, "majors_latent", MAJORS)
        for arm in ("inexpert", "expert") for one in DEEP
    },
    **{f"injuries_{arm}": changed(arm, INJURIES, RISK) for arm in TRIED},
    **{f"deaths_{arm}": changed(arm, DEATHS, ("deaths", "死亡")) for arm in TRIED},
    **{f"cost_{arm}": added_cost(arm) for arm in TRIED},
    **{f"worth_{arm}": averted(arm, INJURIES, MILLION, FOR_A_MILLION) for arm in TRIED},
    **{
        f"{way}_{one}": in_industry(top, one, INJURIES, RISK) for way, top in TOP.items() for one in industry_names()
    },
    **{
        f"majors_{way}_{one}": in_industry(top, one, "majors_latent", MAJORS)
        for way, top in TOP.items() for one in DEEP
    },
}  # fmt: skip


def is_brought_down(found: Mapping[str, Estimate]) -> bool:
    """Whether in every industry one of the three at its most lowers injuries."""
    return all(any(found[f"{way}_{one}"].is_below for way in TOP) for one in industry_names())


def is_one_cheapest(found: Mapping[str, Estimate]) -> bool:
    """Whether of the three, each at its least, one averts more for the money than either other."""
    least = [found[f"worth_{arms[0]}"] for arms in WAYS.values()]
    return any(all(one.low > other.high for other in least if other is not one) for one in least)


def where_training_shows(found: Mapping[str, Estimate]) -> Words:
    """In which industries the most training lowers injuries beyond doubt."""
    seen = [one for one in industry_names() if found[f"days_{one}"].is_below]
    if not seen:
        return "Training lowers injuries beyond doubt in no industry.", "没有一个行业可以确定培训降低了伤害。"
    english = ", ".join(one.replace("_", " ") for one in seen)
    chinese = "、".join(industry_labels()[one].split("（")[0] for one in seen)
    return f"Training lowers injuries beyond doubt in {english} only.", f"可以确定培训降低伤害的行业只有{chinese}。"


CASE = Case(
    name="county_eight_inspectors",
    order=10,
    sections=("6.2.1", "5.2.1"),
    title=("A county with eight inspectors", "县级监管薄弱"),
    set_up=(
        "A county of 200 enterprises has 8 inspectors, 25 enterprises for each. Their number, their competence and "
        "their equipment are separate: posts are added, with people who at first see less; inspectors are trained, "
        "which takes days of visits; or they work on one digital platform, which makes room for more visits and shows "
        "a little of where risk lies. Two more arms are eight inspectors who are inexpert (competence .3 instead of "
        ".5) or expert (.8), from the start.",
        "一个县有 200 家企业、8 名监管人员，每人 25 家。人数、能力与装备分别设定：增设岗位（新人起初看得少）；"
        "培训人员（占用检查时间）；或在统一数字平台上工作（腾出更多检查时间，并略知风险所在）。"
        "另有两种情形：8 名人员自始为非专业（能力 0.3，而非 0.5）或专业（0.8）。",
    ),
    story=(
        "Eight inspectors come to an enterprise {visits} times a year and find {found} ordinary hazards each time. Of "
        "the major hazards that are there at a time {latent} are known to nobody, for those that are known are soon "
        "removed. Where inspectors are inexpert, ordinary hazards found a visit change by {surface_inexpert} and major "
        "ones by {deep_inexpert}, although more of these are left to be found: those that nobody knows of change by "
        "{stay_inexpert_mining} in mines and {stay_inexpert_chemicals} in chemicals. With expert ones they change by "
        "{stay_expert_mining} and {stay_expert_chemicals}.\n\n"
        "Number: 4, 8 and 16 more inspectors change injuries by {injuries_posts_2}, {injuries_posts_4} and "
        "{injuries_posts_8}, and deaths by {deaths_posts_2}, {deaths_posts_4} and {deaths_posts_8}. Digital "
        "supervision that makes room for 1.2, 1.5 and 1.8 times the visits changes injuries by {injuries_digital_1}, "
        "{injuries_digital_2} and {injuries_digital_3}, deaths by {deaths_digital_1}, {deaths_digital_2} and "
        "{deaths_digital_3}. Training of 5, 10 and 20 days a year changes injuries by {injuries_days_5}, "
        "{injuries_days_10} and {injuries_days_20}, deaths by {deaths_days_5}, {deaths_days_10} and {deaths_days_20}: "
        "eight inspectors who see more still come no oftener, and days in a course are days without visits, so that a "
        "month of courses does no more than two weeks.\n\n"
        "Industries: in mines injuries change by {posts_mining} with 16 more inspectors, {digital_mining} with digital "
        "supervision and {days_mining} with training; in chemicals by {posts_chemicals}, {digital_chemicals} and "
        "{days_chemicals}. Major hazards that nobody knows of change in mines by {majors_posts_mining}, "
        "{majors_digital_mining} and {majors_days_mining}, in chemicals by {majors_posts_chemicals}, "
        "{majors_digital_chemicals} and {majors_days_chemicals}. {training} The table has the other six.\n\n"
        "Cost: 1 million CNY of all parties averts {worth_posts_2}, {worth_posts_4} and {worth_posts_8} injuries by "
        "more inspectors, {worth_digital_1}, {worth_digital_2} and {worth_digital_3} by digital supervision, and "
        "{worth_days_5}, {worth_days_10} and {worth_days_20} by training, which is cheap and does little, so that what "
        "a million would avert by it can hardly be told.",
        "8 名监管人员每年到每家企业 {visits} 次，每次查出一般隐患 {found} 项。"
        "某一时刻现存的重大隐患中 {latent} 无人知晓，因为已知的很快得到整改。"
        "非专业人员每次查出的一般隐患变化 {surface_inexpert}，重大隐患变化 {deep_inexpert}，尽管留下的更多："
        "矿山未发现的重大隐患变化 {stay_inexpert_mining}，危险化学品 {stay_inexpert_chemicals}。"
        "专业人员则为 {stay_expert_mining} 和 {stay_expert_chemicals}。\n\n"
        "人数：增加 4、8、16 人，伤害变化 {injuries_posts_2}、{injuries_posts_4}、{injuries_posts_8}，"
        "死亡变化 {deaths_posts_2}、{deaths_posts_4}、{deaths_posts_8}。"
        "数字化监管使检查量为 1.2、1.5、1.8 倍，"
        "伤害变化 {injuries_digital_1}、{injuries_digital_2}、{injuries_digital_3}，"
        "死亡变化 {deaths_digital_1}、{deaths_digital_2}、{deaths_digital_3}。"
        "每年培训 5、10、20 天，伤害变化 {injuries_days_5}、{injuries_days_10}、{injuries_days_20}，"
        "死亡变化 {deaths_days_5}、{deaths_days_10}、{deaths_days_20}："
        "8 个人看得更多，但来得并不更勤，而上课的日子不能检查，因此培训一个月不比两周更有效。\n\n"
        "行业：矿山伤害在增加 16 人时变化 {posts_mining}，数字化监管 {digital_mining}，培训 {days_mining}；"
        "危险化学品为 {posts_chemicals}、{digital_chemicals}、{days_chemicals}。未发现的重大隐患，"
        "矿山为 {majors_posts_mining}、{majors_digital_mining}、{majors_days_mining}，"
        "危险化学品为 {majors_posts_chemicals}、{majors_digital_chemicals}、{majors_days_chemicals}。"
        "{training}其余六个行业见表。\n\n"
        "成本：各方每一百万元避免的伤害，"
        "增加人数为 {worth_posts_2}、{worth_posts_4}、{worth_posts_8}，"
        "数字化监管为 {worth_digital_1}、{worth_digital_2}、{worth_digital_3}，"
        "培训为 {worth_days_5}、{worth_days_10}、{worth_days_20}；培训便宜但作用小，因此一百万元能避免多少几乎说不清。",
    ),
    doubts=(
        "How competence makes for finds, what a day of training adds and what a platform saves are assumed; no study "
        "has measured what training of inspectors averts. Digital supervision at its most is beyond anything seen "
        "where inspectors had been at work before. The hours of data entry are in the agency's "
        "time, not in the cost. New inspectors stay behind old ones for good here. Intervals hold the "
        "luck of the runs only.",
        "能力如何影响查出、一天培训增加多少、平台节省多少均为假定；没有研究测量过监管人员培训避免的伤害。"
        "数字化监管的最大值超出了在已有检查力量的地方见到的效果。数据录入占用监管工时，未计入成本。"
        "新人与老人的能力差距在此一直存在。区间只含运行的随机性。",
    ),
    counties=COUNTIES,
    numbers=NUMBERS,
    sentences={"training": where_training_shows},
    fewest=16,
    checks=(
        Check(
            ("low frequency and shallow inspections: fewer than two visits a year, and most major hazards that become "
             "known are not found by inspectors",
             "检查频次低、深度浅：每年不到两次，且为人所知的重大隐患多数不是监管人员查出的"),
            lambda found: found["visits"].high < 2.0 and found["known"].high < 50.0,
            ("An enterprise is visited {visits} times a year, and of the major hazards that become known inspectors "
             "find {known}: enterprises look for them still less. That inspections are shallow shows in the next "
             "line: what stays is what is deep.",
             "企业每年被检查 {visits} 次，为人所知的重大隐患中 {known} 由监管人员查出：企业自己找得更少。"
             "检查之浅见下一项：留下的是深层隐患。"),
        ),
        Check(
            ("inexpert inspectors find surface problems only: they lose more of the major hazards, which stay in mines "
             "and chemicals",
             "非专业人员只能发现表面问题：漏掉的重大隐患更多，并留在矿山和危险化学品企业"),
            lambda found: (
                found["deep_inexpert"].high < found["surface_inexpert"].low
                and all(found[f"stay_inexpert_{one}"].is_above for one in DEEP)
            ),
        ),
        Check(
            ("each industry's risk is brought down by inspectors, competence or digital supervision at their most",
             "人数、能力或数字化监管取最大值时，每个行业的风险都能降下来"),
            is_brought_down,
        ),
        Check(
            ("which is cheapest: one of the three, at its least, averts more for the money than either other",
             "哪种最省：三者各取最小值时，有一种同样的钱避免的伤害多于另外两种"),
            is_one_cheapest,
            ("At their least the three cannot be told apart: {worth_posts_2}, {worth_days_5} and {worth_digital_1}. At "
             "their most digital supervision averts more for the money than more inspectors, {worth_digital_3} against "
             "{worth_posts_8}; training stays unclear, {worth_days_20}.",
             "各取最小值时三者无法区分：{worth_posts_2}、{worth_days_5}、{worth_digital_1}。取最大值时，"
             "数字化监管同样的钱避免的伤害多于增加人数，{worth_digital_3} 对 {worth_posts_8}；"
             "培训仍不清楚，{worth_days_20}。"),
        ),
    ),
    curves=(
        Curve(
            "injuries", PLACE, INJURIES, ("Injuries under the most of each", "三种办法各取最大值时的伤害"),
            ("change of expected injuries, %", "预计伤害的变化，%"), ("eight", *TOP.values()), is_change=True,
        ),
        Curve(
            "majors", PLACE, "majors_latent",
            ("Major hazards that nobody knows of", "未发现的重大隐患"),
            ("change, %", "变化，%"), ("eight", "inexpert", "expert", *TOP.values()), is_change=True,
        ),
    ),
)  # fmt: skip
