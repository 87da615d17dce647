"""Work-injury insurance: claims, the yearly modification of the premium, and insurers' books (R16)."""

from govsim.language import (
    WEEKS_A_YEAR,
    amount,
    clip,
    column,
    columns,
    parameter,
    rule,
    spends,
    suffers,
    title,
    toward,
    transfers,
)

title("Work-injury insurance", zh="工伤保险")

# fmt: off
columns(
    "insurer",
    premium_income=column(0.0, unit="CNY a week", low=0.0, high=1e12, zh="保费收入",
                          meaning="work-injury premiums of its enterprises", source="computed"),
    claims_paid=column(0.0, unit="CNY a week", low=0.0, high=1e12, zh="赔付支出",
                       meaning="claims for recorded injuries and deaths", source="computed"),
    reserve=column(0.0, unit="CNY", low=-1e13, high=1e13, zh="准备金",
                   meaning="what the ledger brought insurers less what it took from them since the start",
                   source="computed"),
    loss_ratio=column(0.6, unit="claims / premium", low=0.0, high=1000.0, zh="赔付率",
                      meaning="claims over premiums, smoothed over a year",
                      source="county-defaults work_injury_loss_ratio 61.4 %"),
    premium_smooth=column(0.0, unit="CNY a week", low=0.0, high=1e12, zh="平滑保费",
                          meaning="premium income, smoothed over a year", source="computed"),
    claims_smooth=column(0.0, unit="CNY a week", low=0.0, high=1e12, zh="平滑赔付",
                         meaning="claims paid, smoothed over a year", source="computed"),
)
columns(
    "enterprise",
    claims=amount("weighted claims", "加权理赔", "recorded claims of about three years, deaths weighted"),
    claims_expected=amount("weighted claims", "预计理赔", "what the tariff expects of an enterprise like this"),
    premium_mod=column(1.0, unit="multiple", low=0.5, high=1.5, zh="费率浮动系数",
                       meaning="experience modification of the premium, set once a year", source="E272"),
    premium=amount("CNY a worker-year", "工伤保险费", "work-injury premium"),
    premium_paid=amount("CNY a week", "已缴工伤保险费", "work-injury premium of the workers in their posts"),
    premium_costs=amount("CNY a week", "工伤保险运营成本", "what its insurer spends on running its policy"),
    claims_cost=amount("CNY a week", "工伤保险赔付", "what its insurer pays for injuries and deaths on record"),
    uninsured_harm=amount("CNY a week", "未获赔付的伤害损失",
                          "treatment and pay of injuries that are not on record, left to the hurt workers"),
)
transfers("enterprise", "insurer", "work-injury premiums", column="enterprise.premium_paid", zh="工伤保险费")
spends("insurer", "running work-injury insurance", column="enterprise.premium_costs", zh="工伤保险运营")
suffers("insurer", "work-injury claims", column="enterprise.claims_cost", zh="工伤保险赔付")
suffers("worker", "injuries that nobody insured pays for", column="enterprise.uninsured_harm", zh="无人赔付的伤害")
parameter("claims_keep", 0.9936, low=0.99, high=0.9968, unit="share a week", zh="理赔记忆保留",
          meaning="share of the claims history that lasts a week: about three years", source="E272, assumed window")
parameter("claim_death_weight", 30.0, low=10.0, high=100.0, unit="injuries a death", zh="死亡理赔权重",
          meaning="recorded injuries that a recorded death counts for", source="assumed")
parameter("tariff_share", 0.29, low=0.2, high=0.45, unit="share of true injuries at 25 workers", zh="费率所含记录比例",
          meaning="share of injuries that the tariff expects to see on record, by size as records go",
          source="set to what is recorded at 25 workers in the baseline; E104, E106")
parameter("z_constant", 160.0, low=60.0, high=400.0, unit="worker-years", zh="可信度常数",
          meaning="worker-years of record that give an enterprise half weight against its industry",
          source="assumed: limited-fluctuation credibility")
parameter("premium_most", 1.5, low=1.0, high=1.5, unit="multiple", zh="费率上浮上限",
          meaning="highest modification of the premium", source="E272")
parameter("injury_claim", 17_570.0, low=15_000.0, high=40_000.0, unit="CNY a recorded injury", zh="伤害平均赔付",
          meaning="what the insurer pays for a recorded injury",
          source="county-defaults work_injury_spend_per_beneficiary (yearbook 2012)")
parameter("death_compensation", 1_036_420.0, low=1_036_420.0, high=1_600_000.0, unit="CNY a death", zh="死亡赔偿",
          meaning="compensation for a death", source="county-defaults death_compensation, the legal rule")
parameter("insurer_costs", 0.05, low=0.0, high=0.2, unit="share of premiums", zh="保险运营成本",
          meaning="running costs of insurers", source="assumed; E081 caps the commission at 5 %")
parameter("premium_least", 0.5, low=0.5, high=1.0, unit="multiple", zh="费率下浮下限",
          meaning="lowest modification of the premium", source="E272")
# fmt: on

YEARS = 3.0
SMALL_CLAIM = 0.1


@rule(writes=(
    "claims", "claims_expected", "premium_mod", "premium", "premium_paid", "premium_costs", "claims_cost",
    "uninsured_harm",
))  # fmt: skip
def rate_premium(enterprise, industry, p, now):
    """Recorded claims against expected ones change the premium once a year, as far as the record is credible.

    claims <- .9936 claims + recorded + 30 recorded deaths; expected likewise from the tariff; z = 3n/(3n + 160);
    premium_mod = 1 - z + z (claims + .1)/(expected + .1), between .5 and 1.5. The premium is paid for workers in
    their posts, claims for what is on record; an injury that is not is left to the hurt (assumed: as much as a claim).
    Evidence: E264-E272.
    """
    n = float(enterprise.headcount)
    recorded = float(enterprise.injuries_recorded) + p.claim_death_weight * float(enterprise.deaths_recorded)
    share = p.tariff_share * enterprise.usual_recording
    usual = industry.injury_base * (share + p.claim_death_weight * industry.fatal_share)
    enterprise.claims = p.claims_keep * enterprise.claims + recorded
    enterprise.claims_expected = p.claims_keep * enterprise.claims_expected + usual * n / WEEKS_A_YEAR
    if now.week % int(WEEKS_A_YEAR) == int(WEEKS_A_YEAR) - 1:
        credible = YEARS * n / (YEARS * n + p.z_constant)
        ratio = (enterprise.claims + SMALL_CLAIM) / (enterprise.claims_expected + SMALL_CLAIM)
        enterprise.premium_mod = clip(1.0 - credible + credible * ratio, p.premium_least, p.premium_most)
    enterprise.premium = industry.premium_rate * industry.wage * enterprise.premium_mod
    enterprise.premium_paid = enterprise.premium * float(enterprise.crew) / WEEKS_A_YEAR
    enterprise.premium_costs = p.insurer_costs * enterprise.premium_paid
    told = p.injury_claim * float(enterprise.injuries_recorded)
    enterprise.claims_cost = told + p.death_compensation * float(enterprise.deaths_recorded)
    hurt = enterprise.injuries_true - enterprise.deaths_true
    enterprise.uninsured_harm = p.injury_claim * float(max(hurt - enterprise.injuries_recorded, 0))


@rule(writes=("premium_income", "claims_paid", "loss_ratio", "premium_smooth", "claims_smooth"))
def settle_claims(insurer, enterprises, p, now):
    """Premiums and claims of work-injury insurance; their ratio is smoothed over a year. Evidence: E297."""
    income = 0.0
    paid = 0.0
    for enterprise in enterprises:
        income += enterprise.premium_paid
        paid += enterprise.claims_cost
    pull = 1.0 / WEEKS_A_YEAR
    insurer.premium_income = income
    insurer.claims_paid = paid
    insurer.premium_smooth = toward(insurer.premium_smooth, income, pull)
    insurer.claims_smooth = toward(insurer.claims_smooth, paid, pull)
    if insurer.premium_smooth > 0.0:
        insurer.loss_ratio = insurer.claims_smooth / insurer.premium_smooth


@rule(writes=("reserve",), settles=True)
def balance_insurer(insurer, enterprises, p, now):
    """What the ledger takes from insurers this week leaves their reserve, what it brings them adds to it."""
    taken = 0.0
    for enterprise in enterprises:
        taken += enterprise.cost_insurer + enterprise.harm_cost_insurer
    insurer.reserve = insurer.reserve - taken
