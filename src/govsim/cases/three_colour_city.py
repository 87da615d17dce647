"""A city with three colours: what red costs and averts, what green forgives, and how often a colour is wrong."""

from __future__ import annotations

from collections.abc import Callable

from govsim.cases.common.case import Arm, Case, Check, County, Curve, Number
from govsim.cases.common.found import Found
from govsim.study.runs.statistics import Estimate, ratio

LATE = (260, 520)
YEARS = 5.0
CITY, INJURIES, DEATHS = "coloured", "injuries_expected", "deaths_expected"
BOTH = "instrument=[evaluation_system,colour_warning]"
NO_RED = tuple(f"instrument.colour_warning.{name}=0" for name in ("red_stop", "red_pursuit", "urgency", "threat"))
COLOUR = "instrument.colour_warning"

COUNTIES = (
    County(
        CITY,
        (
            "Evaluation alone, with three colours, and with each of their sides alone",
            "只作评估、加上三色，以及三色的各一面",
        ),
        (
            Arm("usual", ("Nothing", "不采取措施"), ("parts=[evaluation]",)),
            Arm("evaluated", ("Evaluation without colours", "评估，不用三色"), ("instrument=[evaluation_system]",)),
            Arm("colours", ("Red, yellow and green", "红黄绿三色"), (BOTH,)),
            Arm(
                "green",
                ("Green alone: fewer visits", "只有绿色：减少检查"),
                (BOTH, *NO_RED, f"{COLOUR}.yellow_pursuit=0", f"{COLOUR}.stake=0"),
            ),
            Arm(
                "red",
                ("Red alone: all stop", "只有红色：一律停产"),
                (BOTH, f"{COLOUR}.green_weight=1", f"{COLOUR}.yellow_pursuit=0"),
            ),
            Arm("honest", ("Three colours, nobody games", "三色，无人虚报"), (BOTH, f"{COLOUR}.stake=0")),
        ),
    ),
)
TITLES = {one.name: one.title for one in COUNTIES[0].arms}


def changed(arm: str, outcome: str, what: tuple[str, str], by: str = "", against: str = "evaluated") -> Number:
    """A change in years 6 to 10, against evaluation without colours."""
    english, chinese = TITLES[arm]
    return Number(
        (f"{what[0]}: {english[0].lower()}{english[1:]}", f"{what[1]}：{chinese}"),
        lambda found: found.change(arm, outcome, LATE, against=against, by=by),
    )


def lost(found: Found) -> Estimate:
    """Million CNY of output lost a year."""
    made = found.a_year("colours", "output_lost", LATE)
    return Estimate(made.mean / 1e6, made.low / 1e6, made.high / 1e6, "")


def pressure_of(arm: str) -> Callable[[Found], Estimate]:
    """The mean pressure on production in an arm."""
    return lambda found: found.per(arm, "production_pressure", "enterprises", weeks=LATE)


def per_red(outcome: str) -> Number:
    """What a hundred thousand red enterprise-weeks avert."""

    def measure(found: Found) -> Estimate:
        workers = found.sums("red", "workers", LATE) / found.sums("evaluated", "workers", LATE)
        less = found.sums("evaluated", outcome, LATE) * workers - found.sums("red", outcome, LATE)
        mean, low, high = ratio(less, found.sums("red", "red_enterprises", LATE) / 1e5)
        return Estimate(mean, low, high, "")

    what = {DEATHS: ("deaths", "死亡"), INJURIES: ("injuries", "伤害")}[outcome]
    return Number(
        (f"{what[0]} averted for 100,000 enterprise-weeks of red, red alone",
         f"只有红色：每十万个红色企业周避免的{what[1]}"),
        measure,
    )  # fmt: skip


NUMBERS = {
    "red": Number(
        ("enterprises coloured red, %", "红色企业占比，%"),
        lambda found: found.share("colours", "red_enterprises", "enterprises", LATE),
    ),
    "green": Number(
        ("enterprises coloured green, %", "绿色企业占比，%"),
        lambda found: found.share("colours", "green_enterprises", "enterprises", LATE),
    ),
    "lost": Number(("million CNY of output and wages lost a year, three colours", "三色每年停产损失（百万元）"), lost),
    "wrong": Number(
        ("colours that are wrong, % of red and green", "颜色错误，占红绿企业的 %"),
        lambda found: found.share("colours", "wrong_colours", "coloured", LATE),
    ),
    **{
        f"injuries_{arm}": changed(arm, INJURIES, ("injuries a worker", "人均伤害"), by="workers")
        for arm in ("colours", "green", "red")
    },
    **{
        f"deaths_{arm}": changed(arm, DEATHS, ("deaths a worker", "人均死亡"), by="workers")
        for arm in ("colours", "green", "red")
    },
    "hazards_green": changed("green", "hazards_present", ("hazards present", "现存隐患")),
    **{
        f"pressure_{arm}": Number(
            (
                f"production pressure, mean: {TITLES[arm][0][0].lower()}{TITLES[arm][0][1:]}",
                f"平均生产压力：{TITLES[arm][1]}",
            ),
            pressure_of(arm),
        )
        for arm in ("evaluated", "red")
    },
    "exits": changed("red", "exits", ("enterprises that close", "退出企业")),
    "distress": changed("red", "distressed", ("enterprises in distress", "困境企业")),
    "visits_green": changed("green", "visits", ("visits", "检查次数")),
    "gamed": Number(
        ("points added to own scores for a colour, three colours, mean of all", "为颜色虚报的分数，全部企业均值"),
        lambda found: found.per("colours", "gamed", "enterprises", 1_000.0, weeks=LATE),
    ),
    "own_colours": changed("colours", "self_sum", ("own scores", "自评分"), by="enterprises", against="honest"),
    "true_colours": changed("colours", "truth_sum", ("true scores", "真实得分"), by="enterprises", against="honest"),
    "red_gamed": changed("colours", "red_enterprises", ("red enterprises", "红色企业"), against="honest"),
    "died": per_red(DEATHS),
    "hurt": per_red(INJURIES),
}
CASE = Case(
    name="three_colour_city",
    order=90,
    sections=("6.1.3",),
    title=("A city with three colours", "红黄绿三色城市"),
    set_up=(
        "Each half-year enterprises are evaluated and coloured. Red stops all production for a month, until the place "
        "has been evaluated again; green is visited half as often; yellow has no stated consequence, and here its "
        "orders are followed up a little more (an assumption). The lines lie where about a tenth is red and a sixth "
        "green (an assumption, too). Two arms have one side alone, and in one nobody betters a score for a colour.",
        "每半年评估企业并定颜色。红色一律停产一个月，直到重新评估；绿色检查减半；黄色没有规定后果，"
        "此处对其整改指令稍加跟踪（假定）。界线取约十分之一为红、六分之一为绿（也是假定）。"
        "另有两种情形各只有一面，还有一种情形无人为颜色虚报。",
    ),
    story=(
        "{red} of enterprises are red and {green} green. Red costs {lost} million CNY a year of output and wages. Of "
        "all red and green {wrong} are wrong: red though truly above the mean of their industry, or green below "
        "it.\n\nAgainst evaluation without colours injuries a worker change by {injuries_colours} and deaths by "
        "{deaths_colours}. Red alone changes them by {injuries_red} and {deaths_red}: while it lasts nobody works, "
        "and who is near the line has something to lose; afterwards it is made up under pressure, which is "
        "{pressure_red} on the mean instead of {pressure_evaluated}. A hundred "
        "thousand enterprise-weeks of red avert {hurt} injuries and {died} deaths.\n\n"
        "Enterprises that close change by {exits} and those in distress by {distress}: two stops a year of a month "
        "each are more than many can bear.\n\n"
        "Green alone sends inspectors elsewhere, visits in all change by {visits_green}; hazards present change by "
        "{hazards_green}, injuries by {injuries_green} and deaths by {deaths_green}.\n\n"
        "Where a colour matters, own scores are bettered by {gamed} thousandths of a point on the mean of all. "
        "Against the same colours without gaming own scores change by {own_colours}, the true ones by {true_colours}, "
        "and red enterprises by {red_gamed}.",
        "{red} 的企业为红色，{green} 为绿色。红色每年使产量和工资损失 {lost} 百万元。全部红绿企业中 {wrong} 颜色错误："
        "真实高于本行业均值却为红，或低于均值却为绿。\n\n"
        "与不用三色的评估相比，人均伤害变化 {injuries_colours}，死亡变化 {deaths_colours}。"
        "只有红色时变化 {injuries_red} 和 {deaths_red}：停产期间无人作业，接近界线者有所畏惧；"
        "此后赶工，平均生产压力由 {pressure_evaluated} 变为 {pressure_red}。"
        "每十万个红色企业周避免伤害 {hurt} 起、死亡 {died} 人。退出企业变化 {exits}，困境企业变化 {distress}："
        "一年两次、每次一个月的停产，许多企业承受不起。\n\n"
        "只有绿色时，检查转向别处，总次数变化 {visits_green}；现存隐患变化 {hazards_green}，"
        "人均伤害变化 {injuries_green}，死亡变化 {deaths_green}。\n\n"
        "颜色要紧时，自评分按全部企业均值多报千分之 {gamed}。与同样三色而无人虚报相比，自评分变化 {own_colours}，"
        "真实得分变化 {true_colours}，红色企业变化 {red_gamed}。",
    ),
    doubts=(
        "Lines, the length of a stop, the meaning of yellow, what a stop threatens and how far scores are bettered "
        "near a line are assumed; the programme names none. What customers of a stopped plant do is not represented. "
        "Intervals hold the luck of the runs only.",
        "界线、停产时间、黄色的含义、停产的威慑以及临界虚报的幅度均为假定；纲要未给出。"
        "停产企业的客户如何应对没有表示。区间只含运行的随机性。",
    ),
    counties=COUNTIES,
    numbers=NUMBERS,
    seeds=48,  # few die in a county, and a stop is made up for after it
    fewest=48,
    checks=(
        Check(
            ("output is lost", "产量受损"), lambda found: found["lost"].low > 0.0,
        ),
        Check(
            ("some colours are wrong", "有些颜色是错的"), lambda found: found["wrong"].low > 0.0,
        ),
        Check(
            ("moral hazard of green: with green alone there are more hazards or injuries",
             "绿色的松懈：只有绿色时隐患或伤害增多"),
            lambda found: found["hazards_green"].is_above or found["injuries_green"].is_above,
            ("Green alone moves hazards by {hazards_green} and injuries by {injuries_green}: the visits that green is "
             "spared go to others, which need them more.",
             "只有绿色时隐患变化 {hazards_green}、伤害变化 {injuries_green}：绿色少受的检查转给了更需要的企业。"),
        ),
        Check(
            ("gaming near the lines: own scores rise, the true ones do not, and fewer are red",
             "界线附近的虚报：自评分上升，真实得分不升，红色企业减少"),
            lambda found: (
                found["own_colours"].is_above and found["red_gamed"].is_below
                and found["true_colours"].high < found["own_colours"].low
            ),
        ),
        Check(
            ("deaths are averted by red", "红色避免死亡"),
            lambda found: found["deaths_red"].is_below and found["died"].low > 0.0,
        ),
    ),
    curves=(
        Curve(
            "injuries", CITY, INJURIES, ("Injuries under colours", "三色下的伤害"),
            ("change of expected injuries a worker, %", "人均预计伤害的变化，%"),
            ("usual", "evaluated", "colours", "green", "red"),
            by="workers", is_change=True,
        ),
        Curve(
            "red", CITY, "red_enterprises", ("Enterprises coloured red", "红色企业"),
            ("% of enterprises", "占企业的 %"),
            ("evaluated", "colours", "honest"), by="enterprises", times=100.0,
        ),
    ),
)  # fmt: skip
