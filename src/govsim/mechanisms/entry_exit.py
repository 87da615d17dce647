"""Enterprises close, stay vacant for a while, and are replaced by entrants who must be admitted (R18)."""

from govsim.language import (
    WEEKS_A_YEAR,
    amount,
    channel,
    clip,
    columns,
    count,
    exp,
    flag,
    floor,
    helper,
    log,
    normal,
    parameter,
    poisson,
    power,
    purpose,
    rule,
    spends,
    sqrt,
    title,
    trait,
    uniform,
)
from govsim.mechanisms.inspection_capacity import days_of_a_visit
from govsim.mechanisms.recording import recording_at_size
from govsim.mechanisms.risk_differences import drift_deviation, first_drift, intensity, lasting_risk
from govsim.populations.sizes import SCALE_CAP, SMALL

title("Exit and entry", zh="退出与进入")

CLOSE = purpose("exit")
VACANCY = purpose("vacancy")
REFUSE = purpose("entry_refused")

COMMITMENT = purpose("trait_commitment")
CAPABILITY = purpose("trait_capability")
CAPITAL = purpose("trait_capital")
MARGIN = purpose("trait_margin")
LAST_VISIT = purpose("trait_last_visit")
LATENT = purpose("trait_latent")
OPEN = purpose("trait_open")
MAJOR = purpose("trait_major")

# fmt: off
columns(
    "enterprise",
    applying=flag("待准入", "an entrant of this week whose licence is still to be decided"),
    weeks_vacant=count("weeks", "空置周数", "weeks until an entrant may take over", "assumed: 0-26"),
    hazards_lost=count("hazards a week", "随企业退出的隐患", "ordinary hazards that left with a closing enterprise"),
    closing=flag("退出", "closes at the end of this week"),
    exits=count("closures a week", "退出数", "closures of enterprises that had been admitted"),
    refused=flag("未获准入", "an entrant that was refused a licence this week"),
    refusals=count("entrants a week", "拒绝准入数", "entrants refused this week"),
    admissions=count("entrants a week", "新准入数", "entrants admitted this week"),
    closed_by_order=count("closures a week", "被责令关闭数", "closures that an authority ordered"),
    equipment_owed=amount("CNY", "准入设备未偿款", "still to be paid for equipment that a standard of entry asked for"),
    equipment_repaid=amount("CNY a week", "准入设备还款", "paid this week for equipment that entry asked for"),
)
channel("entry_wait", level="enterprise", unit="multiple", neutral=1.0, combine="product", low=0.1, high=10.0,
        zh="准入等待倍数",
        meaning="time that a place of business stays vacant, against the usual one; read by entry")
spends("enterprise", "safety equipment of entrants", column="enterprise.equipment_repaid", zh="新企业安全设备")
parameter("entry_equipment_cost", 12_000.0, low=5_000.0, high=30_000.0, unit="CNY a worker at required equipment = 1",
          zh="准入设备造价", meaning="price of the equipment that a standard of entry asks for beyond the usual",
          source="assumed: about a sixth of a year's wage a worker; no figure found")
parameter("entry_equipment_years", 5.0, low=2.0, high=10.0, unit="years", zh="准入设备还款年限",
          meaning="years in which two thirds of that equipment are paid for, without interest",
          source="assumed: financed with the rest of the plant, not out of the first week's cash")
parameter("exit_base", 0.042, low=0.02, high=0.08, unit="a year at 25 workers", zh="基础退出率",
          meaning="closures of enterprises that are not in distress",
          source="set to county-defaults enterprise_exit_rate 6.5 % (4-10)", calibrated=True)
parameter("exit_size_power", 0.4, low=0.0, high=0.8, unit="exponent", zh="规模降低退出",
          meaning="how much less often large enterprises close", source="assumed")
parameter("exit_distress", 12.0, low=4.0, high=30.0, unit="multiple", zh="困境对退出的作用",
          meaning="how much more often an enterprise in distress closes", source="assumed")
parameter("relocation_answer", 0.00005, low=0.00001, high=0.0002, unit="a year a CNY", zh="迁移反应",
          meaning="yearly chance to move away for each CNY a worker-year saved elsewhere", source="assumed")
parameter("vacancy_longest", 26.0, low=8.0, high=78.0, unit="weeks", zh="最长空置周数",
          meaning="longest time until an entrant takes over, equally likely from 0 on", source="assumed")

parameter("ease_vacancy", 0.5, low=0.0, high=0.9, unit="share of the vacancy", zh="准入审批占空置时间比例",
          meaning="part of the time until an entrant takes over that goes on checks before entry",
          source="assumed: approvals take a quarter of a year")
parameter("ease_shortfall", 0.10, low=0.0, high=0.3, unit="required equipment = 1", zh="免予事前核查的设备缺口",
          meaning="equipment that an entrant goes without where nobody checks before entry", source="assumed")
parameter("commitment_mean", 0.50, low=0.35, high=0.65, unit="share", zh="平均承诺",
          meaning="mean commitment at 25 workers", source="assumed")
parameter("commitment_spread", 0.17, low=0.1, high=0.25, unit="share", zh="承诺离散度",
          meaning="standard deviation of commitment", source="assumed")
parameter("commitment_size", 0.04, low=0.0, high=0.08, unit="share an e-fold of workers", zh="规模对承诺的作用",
          meaning="how much more committed large enterprises are", source="E009, E250 for the direction")
parameter("capability_mean", 0.45, low=0.3, high=0.6, unit="share", zh="平均能力",
          meaning="mean capability at 25 workers", source="assumed")
parameter("capability_spread", 0.15, low=0.1, high=0.25, unit="share", zh="能力离散度",
          meaning="standard deviation of capability", source="assumed")
parameter("capability_size", 0.08, low=0.0, high=0.15, unit="share an e-fold of workers", zh="规模对能力的作用",
          meaning="how much more capable large enterprises are", source="E009, E250 for the direction")
parameter("capital_mean", 0.65, low=0.5, high=0.8, unit="required equipment = 1", zh="平均初始设备",
          meaning="mean safety equipment in the first population", source="assumed: equilibrium of the baseline")
parameter("capital_spread", 0.15, low=0.05, high=0.25, unit="required equipment = 1", zh="初始设备离散度",
          meaning="standard deviation of that", source="assumed")
parameter("entrant_capital", 0.5, low=0.3, high=0.8, unit="required equipment = 1", zh="新企业设备",
          meaning="safety equipment of entrants without a standard", source="assumed")
parameter("entrant_capability", 0.07, low=0.0, high=0.15, unit="share", zh="新企业能力差距",
          meaning="capability that entrants lack", source="assumed")
parameter("start_lacking", 0.015, low=0.0, high=0.05, unit="share", zh="初始能力差距",
          meaning="capability that the first population lacks on the mean, since some of it is young",
          source="assumed: equilibrium of the baseline")
parameter("start_latent", 10.6, low=4.0, high=14.0, unit="hazards at 25 workers", zh="初始潜在隐患",
          meaning="latent hazards at the start", source="assumed: equilibrium of the baseline")
parameter("start_open", 2.05, low=0.8, high=3.5, unit="hazards at 25 workers", zh="初始已知隐患",
          meaning="known hazards at the start", source="assumed: equilibrium of the baseline")
parameter("start_major", 2.3, low=1.0, high=4.0, unit="multiple of the yearly inflow", zh="初始重大隐患",
          meaning="latent major hazards at the start", source="assumed: equilibrium of the baseline")
parameter("start_belief", 0.2, low=0.1, high=0.4, unit="weight a year", zh="初始感知查处",
          meaning="perceived detection in the first population",
          source="assumed: equilibrium of the baseline; E199, E200")
parameter("usual_cost_cover", 0.3, low=0.1, high=0.6, unit="share of accident cost", zh="平时成本转移比例",
          meaning="accident cost that work-injury insurance takes from the employer", source="assumed")
parameter("legal_drill_share", 0.3, low=0.1, high=0.6, unit="share of training hours", zh="法定培训实操比例",
          meaning="practised part of the legal training", source="assumed; programme 5.2.2")
parameter("hazard_size_power", 0.8, low=0.6, high=1.0, unit="exponent", zh="隐患规模指数",
          meaning="how ordinary hazards grow with size", source="assumed")
parameter("major_size_power", 0.4, low=0.2, high=0.8, unit="exponent", zh="重大隐患规模指数",
          meaning="how major hazards grow with size", source="assumed")
parameter("entrant_wait", 104.0, low=52.0, high=208.0, unit="weeks", zh="新企业未检查周数",
          meaning="weeks without a visit that an entrant counts with in the draw", source="assumed")
# fmt: on

HOURS = 24.0


@helper
def rate_of_staying(enterprise, p):
    """Closures a year where nothing is to be gained elsewhere: more of the small, far more of those in distress."""
    rate = p.exit_base * enterprise.size_exit
    return rate * (1.0 + p.exit_distress) if enterprise.distressed else rate


@rule(writes=("closing", "exits", "closed_by_order", "hazards_lost"))
def decide_exit(enterprise, p, now):
    """Enterprises close, the small more often and those in distress far more often, or by order, or move away.

    Yearly chance exit_base x (n/25)^-.4 x (1 + 12 [distress over half a year]) + relocation_answer x relocation_gain.
    Whoever stands in a register is there in week 0, so that none of them closes in the weeks before it.
    Evidence: E040, E069, E154, E259; county-defaults enterprise_exit_rate.
    """
    rate = rate_of_staying(enterprise, p) + p.relocation_answer * enterprise.relocation_gain
    ordered = enterprise.closure_ordered
    closes = ordered or uniform(now, enterprise, CLOSE) < rate / WEEKS_A_YEAR
    if enterprise.in_register and now.week < 0:
        closes = False
    enterprise.exits = 1 if closes and not enterprise.refused else 0
    enterprise.closed_by_order = 1 if ordered else 0
    closes = closes or enterprise.refused
    enterprise.closing = closes
    lost = enterprise.hazards_latent + enterprise.hazards_open + enterprise.hazards_ordered
    enterprise.hazards_lost = lost if closes else 0


@rule(writes=(
    "safety_capital", "applying", "refused", "refusals", "admissions", "equipment_owed", "equipment_repaid",
))  # fmt: skip
def admit_entrants(enterprise, p, now):
    """An entrant is admitted with at least the standard's equipment; a risky one may be refused.

    Risky is a lasting intensity above the median; refused with chance entry_barrier. Where checks before entry are
    dropped (entry_ease) equipment falls short by ease_shortfall, and the standard is asked of the rest only. What the
    standard adds is owed, entry_equipment_cost a worker and unit of equipment, and paid off by
    1/(52 entry_equipment_years) a week. Evidence:
    assumed, as licensing law.
    """
    enterprise.refusals = 0
    enterprise.admissions = 0
    if enterprise.applying:
        enterprise.applying = False
        spread = log(1.0 + p.intensity_variance)
        risky = enterprise.risk_fixed > exp(-0.5 * spread)
        if risky and uniform(now, enterprise, REFUSE) < enterprise.entry_barrier:
            enterprise.refused = True
            enterprise.refusals = 1
        else:
            enterprise.admissions = 1
            promised = enterprise.safety_capital - p.ease_shortfall * enterprise.entry_ease
            asked = enterprise.entrant_standard * (1.0 - enterprise.entry_ease)
            added = max(asked - promised, 0.0)
            enterprise.equipment_owed = p.entry_equipment_cost * added * float(enterprise.headcount)
            enterprise.safety_capital = max(promised, asked)
    enterprise.equipment_repaid = enterprise.equipment_owed / (WEEKS_A_YEAR * p.entry_equipment_years)
    enterprise.equipment_owed -= enterprise.equipment_repaid


@rule(writes=("alive", "weeks_vacant"))
def close_enterprises(enterprise, p, now):
    """An enterprise that closes is gone at the end of the week; its place is vacant for some weeks.

    0 to vacancy_longest weeks times entry_wait. One week more than drawn, so that no entrant takes the row before what
    it did in its last week is counted. Checks before entry are ease_vacancy of the longest vacancy; what of them is
    dropped (entry_ease) is saved.
    """
    if enterprise.closing:
        longest = p.vacancy_longest * (1.0 - p.ease_vacancy * enterprise.entry_ease)
        drawn = uniform(now, enterprise, VACANCY) * (longest + 1.0)
        enterprise.weeks_vacant = 1 + int(floor(drawn * enterprise.entry_wait))
        enterprise.alive = False


@rule(writes=("arriving", "weeks_vacant"), on="vacant")
def await_entrant(enterprise, p, now):
    """A vacant place is taken by an entrant after 0 to 26 weeks."""
    if enterprise.headcount > 0:
        if enterprise.weeks_vacant > 0:
            enterprise.weeks_vacant -= 1
        else:
            enterprise.arriving = True


@rule(newcomer=True)
def found_enterprise(enterprise, industry, public, p, now):
    """An enterprise of the first population, or an entrant: fixed traits by its number, then equipment and hazards.

    Risk has a lasting and a drifting part with mean 1; commitment and capability rise with size. An entrant believes
    what it sees at others, has not been visited for two years, is less equipped, and has yet to learn what its kind
    can. The first population has survivors: one whose margin would not pay for safety draws it again, once.
    Evidence: E009, E117, E118, E250; establishments.csv R78.
    """
    n = float(max(enterprise.headcount, 1))
    size = log(n / SMALL)
    enterprise.size_scale = power(min(n, SCALE_CAP) / SMALL, p.hazard_size_power)
    enterprise.size_major = power(n / SMALL, p.major_size_power)
    enterprise.size_fine = power(n / SMALL, p.fine_size_power)
    enterprise.size_exit = power(n / SMALL, -p.exit_size_power)
    deaths = 0.0
    for k in range(1, int(max(1.0, floor(p.crew_at_risk * n))) + 1):
        deaths += power(float(k), -p.death_tail)
    enterprise.death_sum = deaths
    enterprise.size_visit = days_of_a_visit(n, p)
    enterprise.size_seen = 1.0 - exp(-p.visit_reach * enterprise.size_visit / enterprise.size_scale)
    enterprise.size_grasp = n / (n + p.answer_half)
    grown = log(min(n, p.record_top) / SMALL)
    enterprise.size_record = grown
    enterprise.usual_recording = recording_at_size(grown, p)
    enterprise.risk_fixed = lasting_risk(now, enterprise, p)
    enterprise.risk_drift = first_drift(now, enterprise, p)
    deviation = drift_deviation(enterprise, p)
    enterprise.hazard_intensity = intensity(enterprise.risk_fixed, enterprise.risk_drift, deviation)
    committed = p.commitment_mean + p.commitment_spread * normal(trait(now, enterprise, COMMITMENT))
    capable = p.capability_mean + p.capability_spread * normal(trait(now, enterprise, CAPABILITY))
    capital = p.capital_mean + p.capital_spread * normal(trait(now, enterprise, CAPITAL))
    capable = capable + p.capability_size * size
    enterprise.perceived_detection = p.start_belief
    enterprise.weeks_since_visit = 1 + int(floor(WEEKS_A_YEAR * trait(now, enterprise, LAST_VISIT)))
    lacking = p.start_lacking
    if enterprise.generation > 0:
        capital = p.entrant_capital
        lacking = p.entrant_capability
        enterprise.perceived_detection = clip(p.pi_floor + p.pi_coverage * public.visit_coverage, 0.0, 0.95)
        enterprise.weeks_since_visit = int(p.entrant_wait)
        enterprise.applying = True
    enterprise.commitment = clip(committed + p.commitment_size * size, 0.0, 1.0)
    enterprise.commitment_home = enterprise.commitment
    enterprise.capability_home = clip(capable, 0.0, 1.0)
    enterprise.capability = max(enterprise.capability_home - lacking, 0.0)
    enterprise.safety_capital = clip(capital, 0.0, 1.2)
    margin = p.margin_mean + p.margin_spread * normal(trait(now, enterprise, MARGIN))
    least = p.full_effort_cost * (1.0 + p.cost_fixed / n) * enterprise.effort + industry.premium_rate * industry.wage
    if enterprise.generation == 0 and margin * industry.revenue < least:
        margin = p.margin_mean + p.margin_spread * normal(trait(now, enterprise, MARGIN, 1))
    enterprise.margin = margin
    enterprise.revenue = industry.revenue
    enterprise.debt = p.debt_per_worker
    enterprise.reserve = p.reserve_start
    enterprise.premium = industry.premium_rate * industry.wage
    enterprise.legal_training = industry.training_hours / HOURS
    enterprise.legal_drilled = p.legal_drill_share * industry.training_hours / HOURS
    enterprise.usual_announced_share = p.usual_announced_share
    enterprise.usual_cost_cover = p.usual_cost_cover
    stay = 1.0 + p.leave_temporary * industry.temporary_share
    enterprise.leave_chance = industry.turnover / stay / WEEKS_A_YEAR
    scale = enterprise.size_scale * sqrt(enterprise.hazard_intensity)
    latent = poisson(trait(now, enterprise, LATENT), p.start_latent * industry.hazard_rate * scale)
    known = poisson(trait(now, enterprise, OPEN), p.start_open * industry.hazard_rate * scale)
    mean = p.start_major * industry.major_inflow * p.major_inflow_scale * enterprise.size_major
    enterprise.hazards_latent = latent
    enterprise.hazards_open = known
    enterprise.hazards_born = latent + known
    enterprise.major_latent = poisson(trait(now, enterprise, MAJOR), mean)
