"""Money: profit, reserve and distress of an enterprise."""

from govsim.language import WEEKS_A_YEAR, amount, clip, column, columns, count, flag, parameter, rule, title

title("Money and distress", zh="财务与困境")

# fmt: off
columns(
    "enterprise",
    reserve=column(0.0, unit="CNY a worker", low=-30_000.0, high=15_000.0, zh="人均储备",
                   meaning="money put aside for each worker", source="assumed"),
    profit=amount("CNY a worker-week", "利润", "profit of this week for each worker", low=-1e12),
    profit_total=amount("CNY a week", "利润总额", "profit of this week of the whole enterprise", low=-1e12),
    distress_weeks=count("weeks", "困境周数", "weeks without a reserve, falling twice as fast"),
    distressed=flag("经营困境", "in distress for more than half a year"),
)
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
# fmt: on

DEEPEST, HIGHEST = -30_000.0, 15_000.0


@rule(writes=("profit", "profit_total", "reserve", "distress_weeks", "distressed"))
def settle_accounts(enterprise, p, now):
    """Revenue less safety, premiums, fines and accidents is put aside; without a reserve an enterprise is in distress.

    profit = [revenue (margin - .03 pressure) allowed - idle costs - cost of effort - premium - payments]/52
    - (fines + .3 hassle [penalised] + accident_cost (1 - cover) injuries + compensation (1 - cover) deaths)/n; the
    reserve stays within -30,000 and 15,000 CNY a worker. Evidence: E024, E124-E126, E279-E294.
    """
    n = float(max(enterprise.headcount, 1))
    borne = 1.0 - enterprise.cost_cover
    earned = enterprise.revenue * (enterprise.margin - p.margin_pressure * enterprise.pressure)
    earned = earned * enterprise.allowed_production
    earned = earned - p.idle_cost * enterprise.revenue * (1.0 - enterprise.allowed_production)
    spent = enterprise.effort_price * enterprise.effort + enterprise.premium + enterprise.payments
    harm = p.accident_cost * float(enterprise.injuries_true - enterprise.deaths_true)
    harm = borne * (harm + p.death_compensation * float(enterprise.deaths_true))
    trouble = enterprise.fine_paid
    if enterprise.penalised:
        trouble += p.hassle_paid * p.hassle
    profit = (earned - spent) / WEEKS_A_YEAR - (trouble + harm) / n
    reserve = clip(enterprise.reserve + profit, DEEPEST, HIGHEST)
    weeks = enterprise.distress_weeks
    weeks = weeks + 1 if reserve < 0.0 else max(weeks - int(p.distress_fall), 0)
    enterprise.profit = profit
    enterprise.profit_total = profit * n
    enterprise.reserve = reserve
    enterprise.distress_weeks = weeks
    enterprise.distressed = float(weeks) > p.distress_limit
