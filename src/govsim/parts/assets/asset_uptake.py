"""Monitors that nobody asked for: who knows how others watch their plant takes it up, the large before the small."""

from govsim.language import (
    WEEKS_A_YEAR,
    amount,
    columns,
    count,
    exp,
    outcome,
    parameter,
    purpose,
    rule,
    share,
    spends,
    title,
    trait,
)

title("Assets: uptake of what others use", zh="安全资产：采用同行已用的技术")

TAKE_UP = purpose("monitors_taken_up")

# fmt: off
columns(
    "industry",
    tools_shown=share(0.0, "技术已见成效", "how far enterprises of the industry that use monitors convince others"),
)
columns(
    "enterprise",
    tool_waiting=share(1.0, "尚未采用概率", "chance that it has not yet begun to fit monitors because it saw them"),
    tool_weeks=count("weeks", "采用周数", "weeks since it began to fit monitors because it saw them; 0 before",
                     high=100_000),
    tools_used=count("enterprises", "在用监测企业", "1 where monitors are in use that others can see", high=1),
    taken_up=count("enterprises", "自主采用监测企业", "1 where it fits monitors because it saw them at others"),
    tool_watching=amount("CNY a week", "自主监测值守支出", "spent on watching monitors that it fitted by itself"),
)
spends("enterprise", "watching monitors taken up", column="enterprise.tool_watching", zh="自主监测值守")

parameter("tool_in_use", 0.5, low=0.2, high=0.9, unit="share of hours and places", zh="技术在用界限",
          meaning="monitoring from which an enterprise shows others that it works",
          source="assumed: half of it is in place")
parameter("tool_proven", 3.0, low=1.0, high=20.0, unit="enterprises", zh="信服所需用户数",
          meaning="users of an industry at which others are half convinced",
          source="assumed; E562 (few practices spread across firms)")
parameter("tool_take_up", 2.0, low=0.3, high=6.0, unit="a year", zh="采用速度",
          meaning="how often an enterprise that knows all of others' practice, is convinced and pays nothing begins",
          source="assumed: with a tenth to a fifth of practice known, two to four in ten begin in a year")
parameter("tool_bearable", 2_000.0, low=500.0, high=10_000.0, unit="CNY a worker", zh="可承受设备价格",
          meaning="price of monitors a worker at which a third of those who would begin still do",
          source="assumed: a week's pay and a half; E416 for the large first")
parameter("tool_pace", 0.05, low=0.01, high=0.1, unit="share of the gap a week at the price of week 0",
          zh="自主安装进度", meaning="pace at which who has begun fits monitors, and keeps them up",
          source="assumed: as fast as a programme fits them (E430)")
parameter("tool_watch_cost", 24_000.0, low=0.0, high=120_000.0, unit="CNY a plant-year", zh="自主值守成本",
          meaning="cost of watching monitors that it fitted by itself",
          source="assumed: a third of a post at the usual wage, watched beside other work")
outcome("taken_up", total="enterprise.taken_up", kind="stock", unit="enterprises", zh="自主采用监测企业", better="more",
        meaning="enterprises that fit monitors because they saw them at others")
# fmt: on


@rule(writes=("tools_shown",), before="fit_what_was_taken_up")
def show_tools(industry, enterprises, p, now):
    """Users of last week convince: shown = users/(users + tool_proven)."""
    users = 0.0
    for enterprise in enterprises:
        users += float(enterprise.tools_used)
    industry.tools_shown = users / (users + p.tool_proven)


@rule(writes=("tool_waiting", "tool_weeks"), after="show_tools", needs=("knowledge",))
def take_up_tools(enterprise, industry, region, p, now):
    """Who knows how others watch their plant, is convinced and can pay begins to fit monitors too.

    Weekly chance tool_take_up/52 practice_spread shown exp(-price/tool_bearable), price a worker of its monitors at
    today's price; one lot for life says at which chance of not having begun it begins. Nobody begins in distress, with
    monitors in use, or while a programme fits them as fast. Evidence: E562, E416.
    """
    if enterprise.tool_weeks > 0:
        enterprise.tool_weeks += 1
    else:
        fitted = enterprise.monitoring_work >= p.tool_pace or enterprise.watched >= p.tool_in_use
        convinced = enterprise.practice_spread * industry.tools_shown
        if convinced > 0.0 and not fitted and not enterprise.distressed:
            price = region.price_tools * p.plant_price * enterprise.size_major / float(max(enterprise.headcount, 1))
            chance = p.tool_take_up / WEEKS_A_YEAR * convinced * exp(-price / p.tool_bearable)
            enterprise.tool_waiting *= 1.0 - min(chance, 1.0)
            if trait(now, enterprise, TAKE_UP) >= enterprise.tool_waiting:
                enterprise.tool_weeks = 1


@rule(writes=("tools_used", "taken_up", "tool_watching", "monitoring_work"), before="build_assets")
def fit_what_was_taken_up(enterprise, p, now):
    """Who has begun fits monitors, keeps them up and watches them, unless a programme does: + tool_pace a week.

    Whoever monitors at least tool_in_use of its hours and places shows that it works.
    """
    enterprise.tools_used = 1 if enterprise.watched >= p.tool_in_use else 0
    enterprise.taken_up = 0
    enterprise.tool_watching = 0.0
    if enterprise.tool_weeks > 0:
        enterprise.taken_up = 1
        if enterprise.monitoring_work < p.tool_pace:
            enterprise.monitoring_work += p.tool_pace
            enterprise.tool_watching = p.tool_watch_cost * enterprise.watched / WEEKS_A_YEAR
