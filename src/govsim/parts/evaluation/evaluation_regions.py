"""What a region reports: accidents of the month, its index, its stage, and how far five links are from their target."""

from govsim.language import (
    WEEKS_A_YEAR,
    amount,
    clip,
    columns,
    count,
    helper,
    parameter,
    rule,
    share,
    title,
)

title("Evaluation: regions", zh="评估：地区")

# fmt: off
columns(
    "region",
    index=share(0.53, "地区指数", "mean index of the region's enterprises, of the last evaluation"),
    true_index=share(0.5, "地区真实得分", "mean of their true scores; read by nobody who governs"),
    stage=share(0.5, "发展阶段", "0 where many die on record, 1 where hardly anyone does", "assumed"),
    month_accidents=count("accidents", "当月事故起数", "recorded accidents of the month that is over"),
    month_deaths=count("deaths", "当月死亡人数", "recorded deaths of the month that is over"),
    this_accidents=count("accidents", "本月累计事故", "recorded accidents of the month so far"),
    this_deaths=count("deaths", "本月累计死亡", "recorded deaths of the month so far"),
    year_workers=amount("worker-years", "年均从业人年", "worker-years of a year, smoothed"),
    year_deaths=amount("deaths a year", "年均在册死亡", "recorded deaths, smoothed over memory_years"),
    year_fatal=amount("accidents a year", "年均在册死亡事故", "recorded fatal accidents, smoothed over memory_years"),
    year_injuries=amount("injuries a year", "年均在册伤害", "recorded injuries, smoothed over a year"),
    year_tariff=amount("injuries a year", "年均费率预计伤害", "injuries that the tariff expects, smoothed over a year"),
    year_found=amount("hazards a year", "年均检查查出隐患", "hazards found by inspectors, smoothed over a year"),
    year_self=amount("hazards a year", "年均自查隐患", "hazards found by enterprises, smoothed over a year"),
    year_majors=amount("hazards a year", "年均整改重大隐患", "major hazards removed, smoothed over a year"),
    open_majors=amount("hazards", "在册未整改重大隐患", "known major hazards not yet removed"),
    open_hazards=amount("hazards", "在册未整改一般隐患", "known ordinary hazards not yet removed"),
    year_visited=share(0.7, "年检查覆盖率", "enterprises inspected within the last year"),
    accident_rate=amount("injuries per 100 worker-years", "在册事故率", "recorded injuries, smoothed over a year"),
    gap_identify=share(0.0, "辨识环节差距", "how far hazards found by enterprises themselves are below target"),
    gap_control=share(0.0, "管控环节差距", "how far known hazards that are removed are below target"),
    gap_detect=share(0.0, "监测环节差距", "how far inspected enterprises are below target"),
    gap_respond=share(0.0, "处置环节差距", "how far fatal accidents with one death are below target"),
    gap_behave=share(0.0, "行为环节差距", "how far recorded injuries are above target"),
)
columns(
    "province",
    best_index=share(0.53, "最优地区指数", "highest index of a region"),
    mean_index=share(0.53, "平均地区指数", "mean index of the regions"),
)
parameter("stage_deaths", 6.0, low=1.0, high=20.0, unit="recorded deaths per 100,000 worker-years",
          zh="中等阶段死亡率", meaning="recorded deaths at which a region is half developed", source="assumed")
parameter("memory_years", 3.0, low=1.0, high=5.0, unit="years", zh="死亡记录平滑年数",
          meaning="years over which recorded deaths of a region are smoothed", source="assumed: few die in a county")
parameter("target_identify", 0.8, low=0.4, high=1.0, unit="share of hazards found", zh="自查占比目标",
          meaning="hazards that enterprises shall find themselves, of all that are found", source="assumed")
parameter("target_control", 0.95, low=0.5, high=1.0, unit="share of major hazards known", zh="重大隐患管控目标",
          meaning="known major hazards that shall be removed within a year", source="assumed; E162")
parameter("target_detect", 0.9, low=0.3, high=1.0, unit="share of enterprises", zh="检查覆盖目标",
          meaning="enterprises that shall be inspected within a year", source="assumed")
parameter("target_respond", 0.95, low=0.5, high=1.0, unit="fatal accidents a recorded death", zh="处置目标",
          meaning="fatal accidents over deaths that shall be reached: 1 where nobody dies beyond the first",
          source="assumed")
parameter("target_behave", 0.7, low=0.3, high=1.5, unit="multiple of the tariff", zh="伤害目标",
          meaning="recorded injuries that shall not be exceeded, against what the tariff expects", source="assumed")
# fmt: on

HALF_YEAR = 26
MONTHS = 12


@rule(
    writes=("month_accidents", "month_deaths", "this_accidents", "this_deaths"),
    after="hold_against_the_truth",
)
def report_the_month(region, enterprises, p, now):
    """Accident statistics are made up each month: accidents and deaths on record of the month that is over."""
    for enterprise in enterprises:
        region.this_accidents += enterprise.accidents_recorded
        region.this_deaths += enterprise.deaths_recorded
    if now.week * MONTHS // int(WEEKS_A_YEAR) != (now.week + 1) * MONTHS // int(WEEKS_A_YEAR):
        region.month_accidents = region.this_accidents
        region.month_deaths = region.this_deaths
        region.this_accidents = 0
        region.this_deaths = 0


@helper
def of_a_year(so_far, this_week, years):
    """A yearly sum, smoothed over some years: x (1 - 1/(52 years)) + flow/years."""
    return so_far * (1.0 - 1.0 / (WEEKS_A_YEAR * years)) + this_week / years


@rule(
    writes=(
        "year_workers", "year_deaths", "year_fatal", "year_injuries", "year_tariff", "year_found", "year_self",
        "year_majors", "open_majors", "open_hazards", "year_visited", "accident_rate",
    ),
    after="report_the_month",
)  # fmt: skip
def keep_the_books(region, enterprises, p, now):
    """What the record of a region adds up to, smoothed: a year, and memory_years for deaths."""
    n = 0
    workers = 0
    deaths = 0
    fatal = 0
    injuries = 0
    tariff = 0.0
    found = 0
    own = 0
    majors = 0
    majors_open = 0
    hazards_open = 0
    visited = 0
    for enterprise in enterprises:
        n += 1
        workers += enterprise.crew
        deaths += enterprise.deaths_recorded
        fatal += enterprise.fatal_recorded
        injuries += enterprise.injuries_recorded
        tariff += enterprise.tariff_week
        found += enterprise.found
        own += enterprise.self_found + enterprise.reports_verified
        majors += enterprise.majors_fixed
        majors_open += enterprise.major_open
        hazards_open += enterprise.hazards_open + enterprise.hazards_ordered
        if float(enterprise.weeks_since_visit) < WEEKS_A_YEAR:
            visited += 1
    region.year_workers = of_a_year(region.year_workers, float(workers) / WEEKS_A_YEAR, 1.0)
    region.year_deaths = of_a_year(region.year_deaths, float(deaths), p.memory_years)
    region.year_fatal = of_a_year(region.year_fatal, float(fatal), p.memory_years)
    region.year_injuries = of_a_year(region.year_injuries, float(injuries), 1.0)
    region.year_tariff = of_a_year(region.year_tariff, tariff, 1.0)
    region.year_found = of_a_year(region.year_found, float(found), 1.0)
    region.year_self = of_a_year(region.year_self, float(own), 1.0)
    region.year_majors = of_a_year(region.year_majors, float(majors), 1.0)
    region.open_majors = float(majors_open)
    region.open_hazards = float(hazards_open)
    region.year_visited = float(visited) / float(max(n, 1))
    region.accident_rate = 100.0 * region.year_injuries / max(region.year_workers, 1.0)


@helper
def below(value, target):
    """How far a share is below its target, as a share of it."""
    return clip((target - value) / target, 0.0, 1.0)


@rule(
    writes=("gap_identify", "gap_control", "gap_detect", "gap_respond", "gap_behave", "stage"), after="keep_the_books"
)
def find_the_gaps(region, p, now):
    """Five links of the chain from a hazard to harm, each by one figure of the record against a target.

    identify: own finds/all finds; control: major hazards removed/(removed + open); detect: enterprises inspected within
    a year; respond: fatal accidents/deaths; behave: recorded injuries against the tariff. gap = (target - figure) /
    target.
    stage = stage_deaths/(stage_deaths + recorded deaths per 100,000).
    """
    finds = region.year_self + region.year_found
    region.gap_identify = below(region.year_self / max(finds, 1.0), p.target_identify)
    majors = region.year_majors + region.open_majors
    region.gap_control = below(region.year_majors / majors, p.target_control) if majors > 0.5 else 0.0
    region.gap_detect = below(region.year_visited, p.target_detect)
    alone = region.year_fatal / region.year_deaths if region.year_deaths > 0.1 else 1.0
    region.gap_respond = below(min(alone, 1.0), p.target_respond)
    harm = region.year_injuries / max(region.year_tariff, 1.0)
    region.gap_behave = clip(harm / p.target_behave - 1.0, 0.0, 1.0)
    rate = 1e5 * region.year_deaths / max(region.year_workers, 1.0)
    region.stage = p.stage_deaths / (p.stage_deaths + rate)


@rule(writes=("index", "true_index"), after="find_the_gaps")
def score_the_region(region, enterprises, p, now):
    """Each half-year the region's index is the mean of its enterprises' indices; the true one beside it."""
    if now.week % HALF_YEAR == HALF_YEAR - 1:
        n = 0
        total = 0.0
        truth = 0.0
        for enterprise in enterprises:
            n += 1
            total += enterprise.eval_index
            truth += enterprise.true_score
        region.index = total / float(max(n, 1))
        region.true_index = truth / float(max(n, 1))


@rule(writes=("best_index", "mean_index"), after="score_the_region")
def rank_the_regions(province, regions, p, now):
    """The best region and the mean of all, for those who are compared with them."""
    n = 0
    total = 0.0
    best = 0.0
    for region in regions:
        n += 1
        total += region.index
        best = max(best, region.index)
    province.best_index = best
    province.mean_index = total / float(max(n, 1))
