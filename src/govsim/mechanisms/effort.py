"""How much of the required safety management an enterprise carries out: private value against cost (R6)."""

from govsim.language import (
    WEEKS_A_YEAR,
    amount,
    columns,
    helper,
    log,
    logistic,
    parameter,
    rule,
    share,
    spends,
    sqrt,
    title,
)

title("Safety effort", zh="努力程度")

# fmt: off
columns(
    "enterprise",
    effort=share(0.43, "努力程度", "share of the required safety management that is carried out"),
    effort_price=amount("CNY a worker-year", "全力时的成本", "what full effort would cost this week"),
    effort_spent=amount("CNY a week", "安全管理支出",
                        "what the effort of this week costs, equipment bought with it included"),
)
spends("enterprise", "safety effort", column="enterprise.effort_spent", zh="安全管理")
parameter("effort_home", -0.137, low=-1.0, high=1.0, unit="logit", zh="努力程度常数项",
          meaning="effort of an enterprise of middling commitment, value and cost",
          source="assumed; set by the fit of the baseline",
          calibrated=True)
parameter("effort_scale", 0.6, low=0.3, high=1.0, unit="logit an e-fold of value over cost", zh="努力程度对利益的反应",
          meaning="how strongly effort answers to its private value; decides all economic levers",
          source="assumed: no study")
parameter("effort_reference", 0.62, low=0.4, high=1.0, unit="value over cost", zh="利益成本参照比",
          meaning="ratio of private value to cost about which the answer is linear",
          source="assumed; mean of the baseline")
parameter("effort_commitment", 1.5, low=0.7, high=2.5, unit="logit over half the range", zh="承诺对努力程度的作用",
          meaning="effect of commitment on effort", source="E084, E088 for the order")
parameter("effort_vigilance", 0.8, low=0.3, high=1.5, unit="logit", zh="警觉对努力程度的作用",
          meaning="effect of alertness on effort", source="assumed")
parameter("effort_attention", 2.0, low=1.0, high=3.0, unit="logit", zh="执法关注对努力程度的作用",
          meaning="effect of attention to enforcement on effort",
          source="set so that E001, E007 and E008 hold together; Scholz and Gray 1990")
parameter("effort_lesson", 0.4, low=0.0, high=1.0, unit="logit", zh="他人教训对努力程度的作用",
          meaning="effect on effort of what others' cases have taught", source="assumed; E019, E220 for the direction")
parameter("effort_distress", 0.5, low=0.0, high=1.0, unit="logit", zh="困境对努力程度的作用",
          meaning="effort that an enterprise in distress goes without", source="assumed; programme 5.2.2, 6.2.2")
parameter("usual_attention", 0.061, low=0.03, high=0.2, unit="share", zh="平时执法关注",
          meaning="attention at which neither effort nor violations shift",
          source="assumed: equilibrium of the baseline")
parameter("effort_outcome_stake", 0.12, low=0.0, high=0.4, unit="logit", zh="结果挂钩对努力程度的作用",
          meaning="effect on effort of pay that hangs on recorded injuries", source="assumed; E107, E110")
parameter("effort_speed", 0.1, low=0.05, high=0.25, unit="share a week", zh="努力程度调整速度",
          meaning="speed at which effort moves to what is wanted", source="assumed")
parameter("full_effort_cost", 2_500.0, low=1_200.0, high=5_000.0, unit="CNY a worker-year", zh="全力时的成本",
          meaning="cost of carrying out all required safety management",
          source="E024 (-.9 % of productivity), E279-E294 (1.5-4 % of revenue)")
parameter("cost_fixed", 8.0, low=3.0, high=20.0, unit="workers", zh="固定成本当量",
          meaning="fixed part of the cost, in workers: small enterprises pay more a head", source="assumed")
parameter("pressure_cost", 0.5, low=0.2, high=1.0, unit="share a unit of pressure", zh="压力抬高成本",
          meaning="how much production pressure raises the cost of effort", source="E213, E214, E216")
parameter("intrinsic_value", 400.0, low=100.0, high=1_000.0, unit="CNY a worker-year", zh="内在价值",
          meaning="what full effort is worth by itself", source="assumed")
parameter("hassle", 60_000.0, low=20_000.0, high=150_000.0, unit="CNY a penalty", zh="处罚附带损失",
          meaning="time, stoppage and standing that a penalty costs besides the fine",
          source="assumed: the fine alone is too little to explain any compliance")
parameter("believed_sanction", 0.7, low=0.4, high=1.0, unit="share of the true sanction", zh="感知处罚比例",
          meaning="what enterprises believe of the true sanction when nothing makes it clear", source="assumed")
parameter("accident_cost", 20_000.0, low=8_000.0, high=60_000.0, unit="CNY an injury", zh="单起伤害成本",
          meaning="direct and indirect cost of an injury to the employer",
          source="assumed with a multiplier of 1 to 4 (E124-E126)")
parameter("prevention_share", 0.6, low=0.3, high=0.8, unit="share", zh="可预防比例",
          meaning="share of the cost of injuries that an enterprise believes effort saves", source="E122, E123")
parameter("death_slope", 1.1, low=0.6, high=1.5, unit="multiple of the industry's usual deaths, a unit of effort",
          zh="努力减少死亡斜率",
          meaning="deaths that effort is believed to take away; above 1, since those of major accidents come on top of "
                  "the usual ones",
          source="set to what is earned over three years in experiments/beliefs")
parameter("vigilance_value", 2.5, low=0.5, high=5.0, unit="multiple", zh="警觉放大事故成本",
          meaning="how much dearer accidents look at full alertness", source="assumed; E302")
parameter("grade_share", 0.1, low=0.0, high=0.5, unit="share of the premium", zh="费率浮动幅度",
          meaning="part of the premium that a good record saves under the law in force",
          source="set to what is earned over three years in experiments/beliefs; E272")
parameter("reputation_base", 60.0, low=0.0, high=300.0, unit="CNY a worker-year", zh="基础声誉价值",
          meaning="what a good name is worth without disclosure",
          source="assumed: a motive; no entry of the books pays it")
parameter("quiet_reputation", 0.25, low=0.0, high=0.6, unit="share", zh="平静期声誉权重",
          meaning="share of the reputation stake that counts while the public is inattentive", source="assumed")
parameter("reputation_size", 50.0, low=20.0, high=150.0, unit="workers", zh="声誉基准规模",
          meaning="size at which the stake in a good name is as declared; it grows up to twice that size",
          source="assumed")
# fmt: on

LEAST_COST_SHARE = 0.1


@helper
def cost_of_effort(enterprise, p):
    """CNY a worker-year of full effort: dearer a head for the small, and under pressure."""
    n = float(max(enterprise.headcount, 1))
    usual = p.full_effort_cost * (1.0 + p.cost_fixed / n) * (1.0 + p.pressure_cost * enterprise.pressure)
    cost = usual * max(enterprise.effort_cost, LEAST_COST_SHARE) + enterprise.cost_burden
    return max(cost, LEAST_COST_SHARE * p.full_effort_cost)


@helper
def value_of_enforcement(enterprise, p):
    """CNY a worker-year of sanctions that full effort avoids, as believed; nothing without perceived detection."""
    belief = p.believed_sanction + (1.0 - p.believed_sanction) * enterprise.sanction_clarity
    sanction = enterprise.fine_due + p.hassle + enterprise.sanction_other
    return enterprise.perceived_detection * belief * sanction / float(max(enterprise.headcount, 1))


@helper
def value_of_fewer_accidents(enterprise, industry, p):
    """CNY a worker-year of injuries, deaths and accident sanctions that full effort is believed to avoid.

    Whatever follows an accident looks dearer to the alert, what the law in force takes and what comes on top alike.
    """
    borne = 1.0 - enterprise.cost_cover
    alarm = 1.0 + p.vigilance_value * enterprise.vigilance
    injuries = p.prevention_share * industry.injury_base * p.accident_cost * borne
    fined = p.accident_fine_ordinary + p.manager_fine_ordinary * p.manager_income + enterprise.accident_sanction
    deaths = p.death_slope * industry.injury_base * industry.fatal_share * (fined + p.death_compensation * borne)
    return (injuries + deaths) * alarm


@helper
def value_of_premium(enterprise, industry, p):
    """CNY a worker-year of premium that a good record saves under the law in force."""
    n = float(enterprise.headcount)
    credible = 3.0 * n / (3.0 * n + p.z_constant)
    return p.prevention_share * credible * p.grade_share * industry.premium_rate * industry.wage


@helper
def value_of_name(enterprise, public, p):
    """CNY a worker-year of reputation: more at the large, and where an attentive public can read the record."""
    heard = p.quiet_reputation + (1.0 - p.quiet_reputation) * public.attention
    stake = p.reputation_base + enterprise.reputation_stake * heard * enterprise.disclosure
    return stake * sqrt(0.5 + 0.5 * min(float(enterprise.headcount) / p.reputation_size, 2.0))


@rule(writes=("effort", "effort_price", "effort_spent"))
def choose_effort(enterprise, industry, public, p, now):
    """Effort moves to where its private value stands against its cost, shifted by commitment, alertness and attention.

    effort* = L(effort_home + effort_commitment (2 commitment - 1) + effort_scale (ln r + (B/C - r)/r) +
    effort_vigilance
    x vigilance + effort_attention (attention - usual) + effort_lesson x lesson - effort_distress [in distress]
    + effort_outcome_stake x outcome_stake + management_attention),
    r = effort_reference; B = intrinsic value + expected sanctions + accidents + premium + name + standing; C the cost.
    Linear benefit with quadratic cost. Evidence: Becker 1968; E024, E122-E126, E188, E272.
    """
    cost = cost_of_effort(enterprise, p)
    value = p.intrinsic_value + value_of_enforcement(enterprise, p) + value_of_fewer_accidents(enterprise, industry, p)
    value = value + value_of_premium(enterprise, industry, p) + enterprise.premium_slope
    value = value + value_of_name(enterprise, public, p) + enterprise.standing_stake
    ratio = p.effort_reference
    wish = p.effort_home + p.effort_commitment * (2.0 * enterprise.commitment - 1.0)
    wish = wish + p.effort_scale * (log(ratio) + (value / cost - ratio) / ratio)
    wish = wish + p.effort_vigilance * enterprise.vigilance
    wish = wish + p.effort_attention * (enterprise.attention - p.usual_attention)
    wish = wish + p.effort_lesson * enterprise.lesson
    if enterprise.distressed:
        wish = wish - p.effort_distress
    wish = wish + p.effort_outcome_stake * enterprise.outcome_stake + enterprise.management_attention
    effort = enterprise.effort + p.effort_speed * (logistic(wish) - enterprise.effort)
    enterprise.effort = min(max(effort, enterprise.effort_floor), 1.0)
    enterprise.effort_price = cost
    enterprise.effort_spent = cost * enterprise.effort * float(max(enterprise.headcount, 1)) / WEEKS_A_YEAR
