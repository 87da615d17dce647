"""A smart construction site: what builders learn of others, what it costs, and whether machine watching spreads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

import numpy as np

from govsim.cases.common.case import Arm, Case, Check, County, Curve, Number, Words
from govsim.cases.common.found import Found
from govsim.cases.common.sentences import in_order, listed
from govsim.study.runs.statistics import Estimate, estimate, ratio

START, END, YEAR = 156, 520, 52
ALL, SIXTH, LAST = (START, END), (260, 312), (468, END)
SITE, FIRST_BUILDER = "builders", "B033"  # 321 workers
MAJOR, INJURIES, HIDDEN, TAKEN_UP = "deaths_in_majors_expected", "injuries_expected", "majors_latent", "taken_up"
SHARING, WATCHING = "knowledge_sharing", "hazard_monitoring"
ONE = f"instrument.{WATCHING}.scope.enterprises=[{FIRST_BUILDER}]"
HALF = 70_000  # CNY a year per 100 enterprises: half of what platform and seminars cost together


def shared(**settings: float) -> tuple[str, ...]:
    """Knowledge sharing with some settings, and the part that watching would bring along."""
    said = (f"instrument.{SHARING}.{name}={value:g}" for name, value in settings.items())
    return (f"instrument=[{SHARING}]", "parts=[assets]", *said)


COUNTIES = (
    County(
        SITE,
        (
            "54 builders; a cloud classroom and quarterly seminars; one of 321 workers lets machines watch its sites",
            "54 家建筑企业；云课堂和季度研讨；其中一家 321 人的企业对工地实行智能监控",
        ),
        (
            Arm("usual", ("Nothing", "不采取措施"), ("parts=[assets,knowledge]",)),
            Arm("classroom", ("Cloud classroom alone", "只有云课堂"), shared(seminar=0.0, platform_cost=HALF)),
            Arm(
                "seminars",
                ("Quarterly seminars alone", "只有季度研讨"),
                shared(courses=0.0, lessons=0.0, worker_hours=0.0, platform_cost=HALF),
            ),
            Arm("sharing", ("Classroom and seminars", "云课堂加研讨"), shared()),
            Arm("wider", ("Both, twice as many builders in touch", "二者兼有，参与企业加倍"), shared(reach=0.8)),
            Arm("finished", ("Both, twice as many courses finished", "二者兼有，完成课程加倍"), shared(finish=0.6)),
            Arm(
                "one",
                ("One builder with machine watching, nothing shared", "某家企业智能监控，没有交流"),
                (f"instrument=[{WATCHING}]", ONE, "parts=[knowledge]"),
            ),
            Arm(
                "together",
                ("One builder with machine watching, and sharing", "某家企业智能监控，加交流"),
                (f"instrument=[{SHARING},{WATCHING}]", ONE),
            ),
            Arm(
                "ordered",
                ("Machine watching ordered for all, nothing shared", "要求所有企业智能监控，没有交流"),
                (f"instrument=[{WATCHING}]", "parts=[knowledge]"),
            ),
        ),
        register="builders",
    ),
)  # fmt: skip
NAMES: Mapping[str, Words] = {
    "classroom": ("the cloud classroom alone", "只有云课堂"),
    "seminars": ("seminars alone", "只有研讨"),
    "sharing": ("classroom and seminars", "云课堂加研讨"),
    "wider": ("both, twice as many in touch", "二者兼有且参与企业加倍"),
    "finished": ("both, twice as many courses finished", "二者兼有且完成课程加倍"),
    "one": ("one builder watched, nothing shared", "一家监控，没有交流"),
    "together": ("one builder watched, and sharing", "一家监控，加交流"),
    "ordered": ("watching ordered for all", "要求所有企业监控"),
}
TAUGHT, WATCHED = tuple(NAMES)[:5], tuple(NAMES)[5:]


def each(
    what: str, title: Words, arms: tuple[str, ...], measure: Callable[[str, Found], Estimate]
) -> Iterator[tuple[str, Number]]:
    """A number in several arms."""
    for arm in arms:
        name, name_zh = NAMES[arm]
        yield f"{what}_{arm}", Number((f"{title[0]}: {name}", f"{title[1]}：{name_zh}"), partial(measure, arm))


def followers(weeks: tuple[int, int], arm: str, found: Found) -> Estimate:
    """Builders that took it up because they saw it, mean over some weeks."""
    return estimate(found.sums(arm, TAKEN_UP, weeks) / float(weeks[1] - weeks[0]), "enterprises")


def quicker(found: Found) -> Estimate:
    """How many more builders a year take it up from year 6 to year 10 than from the start to year 6."""
    early, late = (found.sums("together", TAKEN_UP, weeks) / YEAR for weeks in (SIXTH, LAST))
    before, after = (SIXTH[0] + YEAR / 2 - START) / YEAR, (LAST[0] - SIXTH[0]) / YEAR
    return estimate((late - early) / after - early / before, "enterprises")


def points(arm: str, found: Found) -> np.ndarray:
    """Points of management capability, of 100, gained on the mean of all builders by year 10: a value a seed."""
    now, then = (found.sums(one, "capability", LAST) / found.sums(one, "enterprises", LAST) for one in (arm, "usual"))
    return np.asarray(100.0 * (now - then))


def for_the_money(arm: str, found: Found) -> Estimate:
    """These points for each million CNY a year that all parties pay."""
    usual = found.sums("usual", "cost_resource", ALL)
    millions = (found.sums(arm, "cost_resource", ALL) - usual) * YEAR / (END - START) / 1e6
    return Estimate(*ratio(points(arm, found), millions), "")


def by_followers(found: Found) -> Estimate:
    """Points of deaths in such accidents that followers avert: beyond the one builder and beyond sharing by itself."""
    usual, one, sharing, together = (found.sums(arm, MAJOR) for arm in ("usual", "one", "sharing", "together"))
    return estimate(100.0 * (one + sharing - usual - together) / usual.mean(), "")


NUMBERS: dict[str, Number] = {
    **dict(each("early", ("builders that took up machine watching by themselves, year 6",
                          "第 6 年自主采用智能监控的企业"), ("together",), partial(followers, SIXTH))),
    **dict(each("late", ("builders that took up machine watching by themselves, year 10",
                         "第 10 年自主采用智能监控的企业"), ("sharing", "one", "together"), partial(followers, LAST))),
    "quicker": Number(
        ("builders that take it up a year, from year 6 to 10 more than before", "第 6 至 10 年比此前每年多采用的企业"),
        quicker,
    ),
    **dict(each("hidden", ("hidden major hazards, years 6 to 10", "第 6 至 10 年潜在重大隐患"), ("sharing", *WATCHED),
                lambda arm, found: found.change(arm, HIDDEN))),
    **dict(each("died", ("deaths in accidents of major hazards, years 6 to 10", "第 6 至 10 年重大隐患事故死亡"),
                ("sharing", *WATCHED), lambda arm, found: found.change(arm, MAJOR))),
    "followed": Number(
        ("points of these deaths that followers avert", "采用者避免的此类死亡（百分点）"), by_followers
    ),
    **dict(each("capability", ("points of management capability gained by year 10, of 100",
                               "第 10 年管理能力提高（满分 100）"), TAUGHT,
                lambda arm, found: estimate(points(arm, found), ""))),
    **dict(each("skill", ("workers' skill in year 10", "第 10 年工人技能"), TAUGHT,
                lambda arm, found: found.change(arm, "skill", LAST, by="workers"))),
    **dict(each("hurt", ("injuries a worker, years 6 to 10", "第 6 至 10 年人均伤害"), ("sharing", "together"),
                lambda arm, found: found.change(arm, INJURIES, by="workers"))),
    **dict(each("cost", ("million CNY a year, all parties", "各方成本（百万元／年）"), tuple(NAMES),
                lambda arm, found: found.paid(arm, ALL))),
    **dict(each("worth", ("points of capability for each million CNY a year", "每年每一百万元提高的管理能力"), TAUGHT,
                for_the_money)),
    **dict(each("bought", ("deaths in such accidents averted for 100 million CNY", "每一亿元避免的此类事故死亡"),
                WATCHED, lambda arm, found: found.averted_for(arm, MAJOR, 1e8, ALL))),
}  # fmt: skip


def triggers(found: Mapping[str, Estimate]) -> bool:
    """Whether others follow the one where there is sharing, and nobody does without it or with nobody to see."""
    return found["late_together"].low > 0.0 and found["late_one"].high <= 0.0 and found["late_sharing"].high <= 0.0


def whether_it_triggers(found: Mapping[str, Estimate]) -> Words:
    """Whether sharing triggers uptake."""
    if triggers(found):
        return (
            "Sharing triggers uptake: in year 6 {early_together} of the other 53 have machine watching because they "
            "saw it, in year 10 {late_together}. Where nothing is shared nobody follows ({late_one}), and where there "
            "is nobody to see nobody begins ({late_sharing}).",
            "交流引发采用：其他 53 家中，因看到同行使用而采用智能监控的，第 6 年有 {early_together}，"
            "第 10 年有 {late_together}。没有交流时无人跟进（{late_one}），无人可学时也无人开始（{late_sharing}）。",
        )
    return (
        "That sharing triggers uptake does not show: in year 10 {late_together} have machine watching because they saw "
        "it, {late_one} where nothing is shared, and {late_sharing} where there is nobody to see.",
        "没有显示交流引发采用：第 10 年因看到同行使用而采用智能监控的有 {late_together}，"
        "没有交流时有 {late_one}，无人可学时有 {late_sharing}。",
    )


def whether_it_quickens(found: Mapping[str, Estimate]) -> Words:
    """Whether more begin a year later on than at first."""
    if found["quicker"].low > 0.0:
        return (
            "Each who follows is one more to see, and monitors get cheaper: from year 6 to year 10 {quicker} more a "
            "year take it up than before.",
            "每多一家采用就多一家可学，设备也在降价：第 6 至 10 年每年采用的比此前多 {quicker}。",
        )
    return (
        "Each who follows is one more to see, and monitors get cheaper; but those who bear the price most easily are "
        "the first, so that no more a year are certain to take it up later than before ({quicker}).",
        "每多一家采用就多一家可学，设备也在降价；但最负担得起的企业最先采用，因此不能确定后来每年采用的更多（{quicker}）。",
    )


def what_to_spend_on(found: Mapping[str, Estimate]) -> Words:
    """Whether the classroom or seminars teach more for the money."""
    order = in_order(found, "worth", ("classroom", "seminars"))[::-1]
    english, chinese = listed("worth", order, NAMES)
    if found[f"worth_{order[0]}"].low > found[f"worth_{order[1]}"].high:
        more, less = (NAMES[one] for one in order)
        return (
            f"For the same money management learns more from {more[0]} than from {less[0]}: points for each million "
            f"CNY a year are {english}.",
            f"同样的钱，{more[1]}比{less[1]}更能提高管理能力：每年每一百万元换来的分数为{chinese}。",
        )
    return (
        f"For the same money management learns about as much from either: points for each million CNY a year are "
        f"{english}.",
        f"同样的钱，二者对管理能力的作用无法区分：每年每一百万元换来的分数为{chinese}。",
    )


def reach_or_finish(found: Mapping[str, Estimate]) -> Words:
    """Whether more reach or more courses finished gains more."""
    order = in_order(found, "capability", ("wider", "finished"))[::-1]
    english, chinese = listed("capability", order, NAMES)
    apart = found[f"capability_{order[0]}"].low > found[f"capability_{order[1]}"].high
    verdict = (
        ("One gains more than the other", "二者有别")
        if apart
        else ("The two are too near to tell apart", "二者无法区分")
    )
    return (
        f"Twice the reach or twice the courses finished? {verdict[0]}: {english}, where it was {{capability_sharing}}.",
        f"覆盖加倍还是完成加倍？{verdict[1]}：{chinese}，原来为 {{capability_sharing}}。",
    )


CASE = Case(
    name="smart_site",
    order=150,
    sections=("6.3.3", "5.3.3"),
    title=("A smart construction site", "智慧工地"),
    set_up=(
        "Of 54 builders four in ten are in touch with how others manage safety (assumed): their managers open online "
        "courses, of which three in ten are finished, and meet each quarter; their workers watch courses two hours a "
        "year. One builder of 321 workers lets machines watch its tower cranes and what is built high up, day and "
        "night. Whoever hears of it is convinced the more the more others use it, and begins the sooner the less it "
        "costs a worker; small builders pay most. All begins in year 4. The programme states no figure.",
        "54 家建筑企业中，四成能接触到其他企业的安全管理做法（假定）：管理者点开网上课程，其中三成学完，"
        "并每季度参加研讨；工人每年看两小时课程。一家 321 人的企业昼夜智能监控塔吊和高处作业面。"
        "听说的企业，看到使用者越多越信服，人均花费越低越早开始；小企业人均花费最高。"
        "全部自第 4 年开始。纲要没有给出数字。",
    ),
    story=(
        "{uptake} {pace} Machines watch what is hidden: hidden major hazards change by "
        "{hidden_one} with the one builder, "
        "{hidden_sharing} with sharing and {hidden_together} with both; deaths in accidents of such hazards by "
        "{died_one}, {died_sharing} and {died_together}. Followers avert {followed} points of these. Ordered for all, "
        "machine watching changes them by {died_ordered}, at {cost_ordered} million CNY a year instead of "
        "{cost_together}; 100 million CNY avert {bought_ordered} and {bought_together} deaths.\n\n"
        "What is learnt by year 10: {capability_classroom} points of management capability by the cloud classroom, "
        "{capability_seminars} by seminars and {capability_sharing} by both, on the mean of all builders. {money} "
        "{more}\n\n"
        "Clicks are not learning: workers' skill changes by {skill_classroom} with the classroom, which costs their "
        "hours, and by {skill_finished} where twice as many finish. Injuries a worker change by {hurt_sharing} with "
        "sharing and {hurt_together} with machine watching beside it: it looks for what can fall on many, not for "
        "everyday injuries.",
        "{uptake}{pace}"
        "智能监控发现潜在问题："
        "潜在重大隐患在只有一家监控时变化 {hidden_one}，只有交流时 {hidden_sharing}，二者兼有时 {hidden_together}；"
        "此类事故死亡分别变化 {died_one}、{died_sharing} 和 {died_together}，其中跟进者避免 {followed} 个百分点。"
        "要求所有企业监控时变化 {died_ordered}，每年花费 {cost_ordered} 百万元，而非 {cost_together} 百万元；"
        "每一亿元分别避免死亡 {bought_ordered} 人和 {bought_together} 人。\n\n"
        "到第 10 年学到多少：全部企业平均管理能力，云课堂提高 {capability_classroom} 分，"
        "研讨 {capability_seminars} 分，二者兼有 {capability_sharing} 分。{money}{more}\n\n"
        "点开不等于学会：云课堂占用工人时间，工人技能变化 {skill_classroom}，完成课程加倍时 {skill_finished}。"
        "人均伤害只有交流时变化 {hurt_sharing}，加上智能监控时 {hurt_together}：它监控的是可能殃及多人的隐患，"
        "而不是日常伤害。",
    ),
    sentences={
        "uptake": whether_it_triggers,
        "pace": whether_it_quickens,
        "money": what_to_spend_on,
        "more": reach_or_finish,
    },
    doubts=(
        "How fast a builder takes up what it has seen has no source, nor has how many users convince; reach, finishing "
        "and what a seminar shows are assumed. So are costs: the platform and the seminars are taken to cost half of "
        "their money each. Machine watching stands here for monitors of what can bring many down; who works at height "
        "without a line is not seen by it (devices that workers wear are another measure). What workers learn of a "
        "course is what watching gives. Intervals hold the luck of the runs only.",
        "企业看到之后多快采用、多少使用者才能使人信服都没有来源；覆盖、完成率和研讨展示的内容为假定。"
        "费用也为假定：平台与研讨各占一半。此处智能监控是指监测可能殃及多人的隐患，看不到高处作业未系安全带的人"
        "（工人佩戴的设备属于另一项措施）。工人从课程学到的是观看所能带来的。区间只含运行的随机性。",
    ),
    counties=COUNTIES,
    numbers=NUMBERS,
    seeds=24,
    fewest=16,
    checks=(
        Check(
            ("knowledge sharing triggers uptake: others follow the one, and nobody does without sharing or with nobody "
             "to see", "交流引发采用：有交流时其他企业跟进，没有交流或无人可学时无人跟进"),
            triggers,
        ),
        Check(
            ("what was taken up works: followers avert deaths beyond the one builder and sharing by itself",
             "采用有效：跟进者在一家监控和交流本身之外又避免死亡"),
            lambda found: found["followed"].low > 0.0,
        ),
        Check(
            ("reach and cost against skill gained: management gains with reach, and what the classroom and seminars "
             "give for the money is apart", "覆盖和成本与所学相比：管理能力随覆盖提高，云课堂与研讨同样的钱作用有别"),
            lambda found: (
                found["capability_sharing"].low > 0.0
                and found["capability_wider"].low > found["capability_sharing"].high
                and (found["worth_seminars"].low > found["worth_classroom"].high
                     or found["worth_classroom"].low > found["worth_seminars"].high)
            ),
        ),
        Check(
            ("clicks are not learning: workers' skill rises by less than 1 %, whoever is reached",
             "点开不等于学会：无论覆盖谁，工人技能提高都不到 1%"),
            lambda found: (
                found["skill_classroom"].is_above and all(found[f"skill_{one}"].within(1.0) for one in TAUGHT)
            ),
        ),
    ),
    curves=(
        Curve(
            "uptake", SITE, TAKEN_UP,
            ("Builders that took up machine watching by themselves", "自主采用智能监控的企业"),
            ("% of builders", "占企业的 %"), ("usual", "sharing", "one", "together"), by="enterprises", times=100.0,
        ),
        Curve(
            "deaths", SITE, MAJOR, ("Deaths in accidents of major hazards", "重大隐患事故死亡"),
            ("change of expected deaths, %", "预计死亡的变化，%"), ("usual", "sharing", *WATCHED), is_change=True,
        ),
        Curve(
            "capability", SITE, "capability", ("What managers learn", "管理能力的提高"),
            ("change of capability, %", "管理能力的变化，%"), ("usual", *TAUGHT), by="enterprises", is_change=True,
        ),
    ),
)  # fmt: skip
