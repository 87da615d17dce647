"""Money: profit, reserve and distress of an enterprise."""

from govsim.language import (
    WEEKS_A_YEAR,
    amount,
    clip,
    column,
    columns,
    count,
    flag,
    parameter,
    rule,
    spends,
    suffers,
    title,
)

title("Money and distress", zh="财务与困境")

# fmt: off
columns(
    "enterprise",
    reserve=column(0.0, unit="CNY a worker", low=-60_000.0, high=30_000.0, zh="人均储备",
                   meaning="money put aside for each worker", source="assumed"),
    profit=amount("CNY a worker-week", "利润", "profit of this week for each worker", low=-1e12),
    profit_total=amount("CNY a week", "利润总额", "profit of this week of the whole enterprise", low=-1e12),
    distress_weeks=count("weeks", "困境周数", "weeks without a reserve, falling twice as fast"),
    distressed=flag("经营困境", "in distress for more than half a year"),
    penalty_spent=amount("CNY a week", "处罚应对支出", "money spent on dealing with a penalty, beside the fine"),
    output_lost=amount("CNY a week", "停产损失", "margin lost, and wages that run on, while production is stopped",
                       low=-1e12),
    harm_borne=amount("CNY a week", "承担的事故损失", "what accidents of its workers cost the enterprise"),
)
spends("enterprise", "dealing with penalties", column="enterprise.penalty_spent", zh="应对处罚")
spends("enterprise", "output lost", column="enterprise.output_lost", zh="停产损失")
suffers("enterprise", "accidents of its workers", column="enterprise.harm_borne", zh="所属工人的事故")
parameter("margin_mean", 0.05, low=0.02, high=0.08, unit="share of revenue", zh="平均利润率",
          meaning="mean profit before safety costs", source="assumed")
parameter("margin_spread", 0.04, low=0.02, high=0.06, unit="share of revenue", zh="利润率离散度",
          meaning="standard deviation of that between enterprises", source="assumed")
parameter("margin_pressure", 0.03, low=0.01, high=0.06, unit="share of revenue a unit of pressure",
          zh="压力对利润的影响",
          meaning="profit lost while production pressure is high", source="assumed")
parameter("debt_per_worker", 100_000.0, low=30_000.0, high=200_000.0, unit="CNY a worker", zh="人均负债",
          meaning="loans of an enterprise", source="assumed")
parameter("hassle_paid", 0.3, low=0.1, high=0.8, unit="share of the hassle", zh="处罚附带现金支出",
          meaning="share of the hassle of a penalty that is paid in money", source="assumed")
parameter("idle_cost", 0.2, low=0.05, high=0.4, unit="share of revenue", zh="停产损失率",
          meaning="wages and overheads that run on while production is stopped", source="assumed")
parameter("reserve_start", 5_000.0, low=0.0, high=15_000.0, unit="CNY a worker", zh="初始储备",
          meaning="money put aside at the start, for each worker", source="assumed")
parameter("distress_fall", 2.0, low=1.0, high=4.0, unit="weeks a week", zh="困境缓解速度",
          meaning="how fast distress is forgotten once there is a reserve", source="assumed")
parameter("distress_limit", 26.0, low=13.0, high=52.0, unit="weeks", zh="困境界限",
          meaning="weeks of distress after which closing becomes likely", source="assumed")
parameter("reserve_most", 15_000.0, low=8_000.0, high=30_000.0, unit="CNY a worker", zh="储备上限",
          meaning="most that is put aside; more is paid out to owners", source="assumed")
parameter("reserve_least", -30_000.0, low=-60_000.0, high=-15_000.0, unit="CNY a worker", zh="负储备下限",
          meaning="deepest that an enterprise gets into debt before others bear the rest", source="assumed")
# fmt: on


@rule(writes=("penalty_spent", "output_lost", "harm_borne"))
def bear_losses(enterprise, p, now):
    """What a stop of production, a penalty beside its fine, and accidents cost the enterprise this week.

    Output lost is (idle_cost x revenue + margin) of what may not be made; of an accident it bears what work-injury
    insurance leaves: (1 - cover)(accident_cost an injury, death_compensation a death). What other insurance pays back
    is an entry of its own. Evidence: E124-E126.
    """
    n = float(max(enterprise.headcount, 1))
    lost = enterprise.margin - p.margin_pressure * enterprise.pressure + p.idle_cost
    enterprise.output_lost = enterprise.revenue * lost * (1.0 - enterprise.allowed_production) * n / WEEKS_A_YEAR
    enterprise.penalty_spent = p.hassle_paid * p.hassle if enterprise.penalised else 0.0
    harm = p.accident_cost * float(enterprise.injuries_true - enterprise.deaths_true)
    harm = harm + p.death_compensation * float(enterprise.deaths_true)
    enterprise.harm_borne = (1.0 - enterprise.usual_cost_cover) * harm


@rule(writes=("profit", "profit_total", "reserve", "distress_weeks", "distressed"), settles=True)
def settle_accounts(enterprise, p, now):
    """Revenue less what the ledger takes is put aside; without a reserve an enterprise is in distress.

    profit = revenue (margin - .03 pressure) n/52 - booked, booked = the week's entries of the ledger: effort, premiums,
    fines, accidents, what instruments book; the reserve stays within -30,000 and 15,000 CNY a worker.
    Evidence: E024, E124-E126, E279-E294.
    """
    n = float(max(enterprise.headcount, 1))
    earned = enterprise.revenue * (enterprise.margin - p.margin_pressure * enterprise.pressure)
    total = earned * n / WEEKS_A_YEAR - enterprise.booked
    reserve = clip(enterprise.reserve + total / n, p.reserve_least, p.reserve_most)
    weeks = enterprise.distress_weeks
    weeks = weeks + 1 if reserve < 0.0 else max(weeks - int(p.distress_fall), 0)
    enterprise.profit = total / n
    enterprise.profit_total = total
    enterprise.reserve = reserve
    enterprise.distress_weeks = weeks
    enterprise.distressed = float(weeks) > p.distress_limit
