"""What an office can say of pilots: how they did against the others, before and after, on the record."""

from govsim.language import (
    WEEKS_A_YEAR,
    amount,
    channel,
    clip,
    columns,
    count,
    flag,
    parameter,
    rule,
    share,
    sqrt,
    title,
    toward,
)

title("Evaluation: pilots", zh="评估：试点")

# fmt: off
columns(
    "enterprise",
    pilot=flag("试点单位", "a measure is tried here before it is rolled out"),
    record_year=amount("injuries a year", "年均在册伤害", "recorded injuries, smoothed over record_years"),
    there_before=flag("试点前已存在", "was in business when the pilots began, so that it can be compared"),
    record_since=amount("injuries", "试点以来在册伤害", "recorded injuries since the pilots began"),
    record_before=amount("injuries a year", "试点前在册伤害", "the same when the pilots began"),
    tariff_week=amount("injuries a week", "费率预计伤害", "injuries that the tariff expects on record this week"),
    pilot_workers=amount("workers", "试点单位从业人数", "workers where a measure is tried"),
    pilot_recorded=amount("injuries a week", "试点单位在册伤害", "recorded injuries there"),
    pilot_expected=amount("injuries a week", "试点单位预计伤害", "sum of the chances of injury there"),
)
columns(
    "region",
    pilot_units=amount("enterprises", "试点单位数", "enterprises where a measure is tried"),
    pilot_weeks=count("weeks", "试点周数", "weeks since the pilots began"),
    rolled_out=flag("已推广", "what was tried has been rolled out to most"),
    looks_mean=share(0.5, "声誉均值", "mean of what is known of managements: commitment and ability over the years"),
    looks_spread=amount("1", "声誉离散度", "standard deviation of the same", start=0.1),
    pilot_ratio=amount("multiple", "试点单位伤害变化", "recorded injuries of pilots against before they began",
                       start=1.0),
    others_ratio=amount("multiple", "其他单位伤害变化", "the same for all others", start=1.0),
    pilot_gap=amount("multiple", "试点与其他单位之比", "recorded rate of pilots over that of the others: the raw gap",
                     start=1.0),
    pilot_estimate=amount("share", "试点效果估计", "change of pilots less change of the others: difference in "
                                                   "differences on the record", low=-10.0),
)
channel("pilot_mark", level="enterprise", unit="1 at a pilot", neutral=0.0, combine="max", low=0.0, high=1.0,
        zh="试点标记", meaning="whether a measure is tried here before it is rolled out; read by evaluation")
channel("pilot_rolled", level="enterprise", unit="1 where it has been rolled out", neutral=0.0, combine="max", low=0.0,
        high=1.0, zh="推广标记", meaning="whether what was tried has been rolled out; read by evaluation")
channel("pilot_over", level="enterprise", unit="1 after the review", neutral=0.0, combine="max", low=0.0, high=1.0,
        zh="试点评估已完成",
        meaning="whether pilots have been reviewed: what happens after is compared no more; read by evaluation")
parameter("record_years", 1.0, low=0.5, high=3.0, unit="years", zh="试点评价平滑年数",
          meaning="years over which the record of pilots and others is smoothed", source="assumed")
# fmt: on


@rule(
    writes=(
        "record_year", "there_before", "record_before", "record_since", "tariff_week", "pilot", "pilot_workers",
        "pilot_recorded", "pilot_expected",
    ),
    after="keep_the_truth",
)  # fmt: skip
def follow_the_pilots(enterprise, industry, region, p, now):
    """Recorded injuries, smoothed from the tariff's figure for a newcomer on; kept as they were when pilots begin."""
    n = float(enterprise.headcount)
    began = enterprise.tariff_week <= 0.0
    enterprise.tariff_week = p.tariff_share * enterprise.usual_recording * industry.injury_base * n / WEEKS_A_YEAR
    speed = 1.0 / (WEEKS_A_YEAR * p.record_years)
    recorded = float(enterprise.injuries_recorded)
    past = WEEKS_A_YEAR * enterprise.tariff_week if began else enterprise.record_year
    enterprise.record_year = toward(past, WEEKS_A_YEAR * recorded, speed)
    if region.pilot_units < 0.5:
        enterprise.record_before = enterprise.record_year
        enterprise.there_before = True
    else:
        enterprise.record_since += recorded
    marked = enterprise.pilot_mark > 0.5
    enterprise.pilot = marked
    enterprise.pilot_workers = float(enterprise.crew) if marked else 0.0
    enterprise.pilot_recorded = recorded if marked else 0.0
    enterprise.pilot_expected = enterprise.injuries_expected if marked else 0.0


@rule(
    writes=(
        "pilot_units", "pilot_weeks", "rolled_out", "looks_mean", "looks_spread", "pilot_ratio", "others_ratio",
        "pilot_gap", "pilot_estimate",
    ),
    after="keep_the_books",
)  # fmt: skip
def compare_the_pilots(region, enterprises, p, now):
    """Difference in differences on the record: (pilots after/before) - (others after/before); the raw gap beside it.

    Only those are compared who were in business before, and only until the review: afterwards the others have what
    pilots had, or pilots have it no more, and the last comparison stands.
    What is known of managements is the mean of commitment and ability to which they return; its mean and spread are
    kept for whoever picks pilots by it.
    """
    n = 0
    pilots = 0
    rolled = 0
    over = 0
    after = 0.0
    before = 0.0
    others_after = 0.0
    others_before = 0.0
    posts = 0.0
    others_posts = 0.0
    looks = 0.0
    squares = 0.0
    for enterprise in enterprises:
        n += 1
        known = 0.5 * (enterprise.commitment_home + enterprise.capability_home)
        looks += known
        squares += known * known
        if enterprise.pilot_rolled > 0.5:
            rolled += 1
        if enterprise.pilot_over > 0.5:
            over += 1
        if enterprise.pilot:
            pilots += 1
            after += enterprise.record_since
            before += enterprise.record_before
            posts += float(enterprise.headcount)
        elif enterprise.there_before:
            others_after += enterprise.record_since
            others_before += enterprise.record_before
            others_posts += float(enterprise.headcount)
    number = float(max(n, 1))
    region.pilot_units = float(pilots)
    if pilots > 0:
        region.pilot_weeks += 1
    region.rolled_out = 2 * rolled > n
    region.looks_mean = looks / number
    region.looks_spread = sqrt(max(squares / number - region.looks_mean * region.looks_mean, 1e-6))
    if 2 * over <= n and pilots > 0 and before > 0.0 and others_before > 0.0 and others_after > 0.0:
        years = float(region.pilot_weeks) / WEEKS_A_YEAR
        region.pilot_ratio = after / years / before
        region.others_ratio = others_after / years / others_before
        region.pilot_gap = clip((after / posts) / (others_after / others_posts), 0.0, 100.0)
        region.pilot_estimate = region.pilot_ratio - region.others_ratio
