"""Major accidents: how many die, who is rescued, which class and loss (R14)."""

from govsim.language import (
    WEEKS_A_YEAR,
    amount,
    binomial,
    clip,
    columns,
    count,
    exp,
    flag,
    floor,
    helper,
    normal,
    parameter,
    poisson,
    power,
    purpose,
    rule,
    share,
    title,
    uniform,
)

title("Major accidents", zh="重大事故")

HAPPEN = purpose("major_accident")
TOLL = purpose("major_toll")
SAVE = purpose("major_rescue")
NEAR = purpose("major_bystanders")
MAIMED = purpose("major_serious")
LOSS = purpose("major_loss")
VICTIM = purpose("major_victim")
LINE = purpose("official_serious")

# fmt: off
columns(
    "enterprise",
    deaths_true=count("deaths a week", "真实死亡", "deaths of workers"),
    deaths_expected=amount("deaths a week", "预计死亡", "sum of the chances of death"),
    near_misses_expected=amount("near misses a week", "预计未遂事件", "expected near misses", "E113-E116"),
    major_chance=share(0.0, "重大事故概率", "chance of a major accident this week"),
    major_accident=flag("重大事故", "a major hazard led to an accident this week"),
    struck=count("persons a week", "遇险人数", "workers whom a major accident kills unless rescue averts it"),
    beyond_rescue=share(1.0, "救援不及概率", "chance that a death beyond the first is not averted"),
    deaths_major=count("deaths a week", "重大事故死亡", "workers killed in a major accident"),
    deaths_major_expected=amount("deaths a week", "预计重大事故死亡", "expected deaths in major accidents"),
    deaths_averted=count("deaths a week", "救援避免死亡", "deaths beyond the first that rescue averted"),
    serious_major=count("injuries a week", "重大事故重伤", "serious injuries in a major accident"),
    bystanders_killed=count("deaths a week", "周边群众死亡", "bystanders killed in a major accident"),
    strike_below=share(0.0, "遇难抽签线", "workers whose lot is not above it were killed in the accident"),
    accident_class=count("0 none, 1 ordinary, 2 larger, 3 major, 4 especially major", "事故等级",
                         "class of this week's major accident", "E127-E138"),
    direct_loss=amount("CNY a week", "直接经济损失", "direct loss of this week's accidents", "assumed"),
    direct_loss_major=amount("CNY a week", "重大事故直接损失", "direct loss of this week's major accident"),
    deaths_larger=count("deaths a week", "较大及以上事故死亡", "deaths of workers in accidents of 3 or more deaths"),
    official_ordinary=count("accidents a week", "一般事故", "true official accidents of the ordinary class"),
    official_larger=count("accidents a week", "较大事故", "true accidents of the larger class"),
    official_major=count("accidents a week", "重大事故数", "true accidents of the major class"),
    official_extreme=count("accidents a week", "特别重大事故", "true accidents of the especially major class"),
    official_serious=count("accidents a week", "重伤官方事故", "serious injuries that count as official accidents"),
    accidents_true=count("accidents a week", "真实事故", "official accidents had everything been told"),
)
parameter("mu", 0.0015, low=0.0002, high=0.005, unit="a quarter of the yearly rate a major hazard", zh="重大隐患致灾率",
          meaning="how often a major hazard leads to an accident; four times this a hazard-year",
          source="set so that accidents of 3 or more deaths carry 6 to 8 % of deaths; "
                 "series CN_accidents_larger_3to9_deaths",
          calibrated=True)
parameter("accident_steady", 0.6, low=0.3, high=0.8, unit="multiple", zh="无违章重大事故倍数",
          meaning="major accidents of a crew that never breaks a rule", source="assumed, as for injuries; E089")
parameter("accident_violation", 1.6, low=0.8, high=2.5, unit="multiple a unit of violations", zh="违章对重大事故的作用",
          meaning="major accidents added by violations", source="assumed, as for injuries; E089")
parameter("accident_bare", 1.5, low=1.2, high=2.0, unit="multiple", zh="无设备重大事故倍数",
          meaning="major accidents without safety equipment", source="assumed")
parameter("accident_capital", 0.9, low=0.4, high=1.1, unit="multiple a unit of equipment", zh="设备减少重大事故",
          meaning="major accidents avoided by one unit of equipment", source="assumed")
parameter("fatal_chance", 0.35, low=0.2, high=0.5, unit="chance", zh="重大事故致死概率",
          meaning="chance that a major accident kills", source="assumed")
parameter("death_tail", 1.6, low=1.2, high=2.2, unit="exponent", zh="死亡人数尾部指数",
          meaning="chance of k or more deaths falls as k to minus this",
          source="assumed; series CN_accidents_larger_3to9_deaths, series CN_accidents_10plus_deaths")
parameter("crew_at_risk", 0.35, low=0.2, high=0.6, unit="share of the crew", zh="同时在场比例",
          meaning="most of a crew that one accident can kill", source="assumed")
parameter("rescue_saves", 0.15, low=0.05, high=0.3, unit="share of deaths beyond the first", zh="救援避免死亡比例",
          meaning="deaths beyond the first averted by rescue that comes in the usual time",
          source="assumed; E202, E203")
parameter("rescue_time_odds", 1.03, low=1.0, high=1.09, unit="odds ratio for ten minutes", zh="救援延误致死比",
          meaning="odds of death for every ten minutes later", source="E204")
parameter("usual_delay", 20.0, low=12.0, high=39.0, unit="minutes", zh="平时救援到达时间",
          meaning="minutes until rescue arrives without instruments", source="E206")
parameter("bystanders", 1.0, low=0.0, high=20.0, unit="persons within reach", zh="周边人数",
          meaning="people near an enterprise who do not work there", source="assumed: few plants stand among houses")
parameter("bystander_share", 0.02, low=0.005, high=0.1, unit="deaths a worker's death and bystander", zh="周边死亡比例",
          meaning="deaths of bystanders for each death inside and person near", source="assumed")
parameter("serious_in_accident", 0.7, low=0.2, high=2.0, unit="injuries an accident", zh="重大事故重伤数",
          meaning="serious injuries in a major accident without deaths", source="assumed")
parameter("serious_for_death", 0.5, low=0.1, high=2.0, unit="injuries a death", zh="每例死亡伴随重伤",
          meaning="serious injuries that come with each death in a major accident", source="assumed")
parameter("loss_death", 1.2e6, low=0.6e6, high=2.0e6, unit="CNY a death", zh="每例死亡直接损失",
          meaning="direct loss of a death", source="assumed; county-defaults death_compensation 1.04 million")
parameter("loss_serious", 1.0e5, low=0.5e5, high=3.0e5, unit="CNY a serious injury", zh="每例重伤直接损失",
          meaning="direct loss of a serious injury", source="assumed")
parameter("loss_plant", 0.5e6, low=0.1e6, high=2.0e6, unit="CNY", zh="设备直接损失",
          meaning="middling damage to plant in a major accident", source="assumed")
parameter("loss_spread", 1.0, low=0.5, high=1.5, unit="log standard deviation", zh="设备损失离散度",
          meaning="spread of the damage to plant", source="assumed")
parameter("official_serious_share", 0.008, low=0.002, high=0.03, unit="chance", zh="重伤构成官方事故概率",
          meaning="chance that a recorded serious injury counts as an official accident",
          source="set to E065: .9 deaths an official accident", calibrated=True)
# fmt: on

HAZARD_YEARS = 4.0
RATE_OF_TEN_MINUTES = 10.0
# Classes of accident: any one criterion suffices (E127-E138).
DEATHS_LARGER, DEATHS_MAJOR, DEATHS_EXTREME = 3, 10, 30
SERIOUS_LARGER, SERIOUS_MAJOR, SERIOUS_EXTREME = 10, 50, 100
LOSS_LARGER, LOSS_MAJOR, LOSS_EXTREME = 10.0e6, 50.0e6, 100.0e6


@helper
def class_of(deaths, serious, loss):
    """The official class: 4 especially major, 3 major, 2 larger, 1 ordinary if someone died, else 0."""
    if deaths >= DEATHS_EXTREME or serious >= SERIOUS_EXTREME or loss >= LOSS_EXTREME:
        return 4
    if deaths >= DEATHS_MAJOR or serious >= SERIOUS_MAJOR or loss >= LOSS_MAJOR:
        return 3
    if deaths >= DEATHS_LARGER or serious >= SERIOUS_LARGER or loss >= LOSS_LARGER:
        return 2
    return 1 if deaths > 0 else 0


@helper
def chance_beyond_rescue(enterprise, public, minutes, p):
    """Chance that a death beyond the first is not averted by rescue that comes so many minutes after its usual time.

    Odds (1 - saves)/saves x 1.03^((delay - usual)/10), times the share that rescue skill leaves. Evidence: E204-E207.
    """
    later = (p.usual_delay * (public.rescue_delay - 1.0) + minutes) / RATE_OF_TEN_MINUTES
    odds = (1.0 - p.rescue_saves) / p.rescue_saves * power(p.rescue_time_odds, later)
    return odds / (1.0 + odds) * (1.0 - enterprise.rescue_skill)


@helper
def struck_deadly(enterprise, lot, left, p):
    """How many are struck so that they die unless rescued: none, or by the power law, at most a share of the crew."""
    struck = 0
    if lot < p.fatal_chance:
        most = max(1.0, floor(p.crew_at_risk * float(enterprise.headcount)))
        drawn = floor(power(max(lot / p.fatal_chance, 1e-12), -1.0 / p.death_tail))
        struck = min(int(min(drawn, most)), left)
    return struck


@rule(writes=(
    "major_chance", "major_accident", "struck", "beyond_rescue", "deaths_major", "deaths_major_expected",
    "deaths_averted", "serious_major", "bystanders_killed", "accident_class", "direct_loss_major",
))  # fmt: skip
def majors_strike(enterprise, public, p, now):
    """A major hazard, hidden or known, may lead to an accident; how many are struck follows a power law.

    Weekly chance 4 mu/52 (majors)(.6 + 1.6 crew_violations)(1.5 - .9 min(K, 1)) exposure x allowed_production. Nobody
    is struck deadly with chance .65; else D = floor(u^(-1/1.6)), at most .35 of the crew. Expected deaths are summed
    beside the counts, as if rescue came in its usual way. Evidence: E127-E138, E202-E210.
    """
    enterprise.major_accident = False
    enterprise.struck = 0
    enterprise.beyond_rescue = 1.0
    enterprise.deaths_major = 0
    enterprise.deaths_averted = 0
    enterprise.serious_major = 0
    enterprise.bystanders_killed = 0
    enterprise.accident_class = 0
    enterprise.direct_loss_major = 0.0
    enterprise.deaths_major_expected = 0.0
    present = float(enterprise.major_latent + enterprise.major_open)
    chance = HAZARD_YEARS * p.mu / WEEKS_A_YEAR * present * enterprise.exposure * enterprise.allowed_production
    chance = chance * (p.accident_steady + p.accident_violation * enterprise.crew_violations)
    chance = chance * max(p.accident_bare - p.accident_capital * min(enterprise.safety_capital, 1.0), 0.0)
    chance = clip(chance, 0.0, 1.0)
    enterprise.major_chance = chance
    left = enterprise.crew - enterprise.deaths_single
    if chance > 0.0 and left > 0:
        beyond = chance_beyond_rescue(enterprise, public, 0.0, p)
        enterprise.beyond_rescue = beyond
        toll = 1.0 + (enterprise.death_sum - 1.0) * beyond
        enterprise.deaths_major_expected = chance * p.fatal_chance * toll
        if uniform(now, enterprise, HAPPEN) < chance:
            enterprise.major_accident = True
            enterprise.struck = struck_deadly(enterprise, uniform(now, enterprise, TOLL), left, p)


@rule(writes=(
    "deaths_major", "deaths_averted", "serious_major", "bystanders_killed", "accident_class", "direct_loss_major",
))  # fmt: skip
def majors_rescue(enterprise, public, p, now):
    """Rescue averts deaths beyond the first; who else is hurt, people near by, and what the accident costs.

    Each of those struck beyond the first dies with chance beyond_rescue. Evidence: E127-E138, E202-E210.
    """
    if enterprise.major_accident:
        deaths = 0
        struck = enterprise.struck
        left = enterprise.crew - enterprise.deaths_single
        if struck > 0:
            deaths = 1 + binomial(uniform(now, enterprise, SAVE), struck - 1, clip(enterprise.beyond_rescue, 0.0, 1.0))
            enterprise.deaths_averted = struck - deaths
        near = p.bystander_share * float(deaths) * public.nearby_people * p.bystanders
        killed_near = poisson(uniform(now, enterprise, NEAR), near)
        mean = p.serious_in_accident + p.serious_for_death * float(deaths)
        serious = min(poisson(uniform(now, enterprise, MAIMED), mean), left - deaths)
        plant = p.loss_plant * exp(p.loss_spread * normal(uniform(now, enterprise, LOSS)))
        loss = plant + p.loss_death * float(deaths + killed_near) + p.loss_serious * float(serious)
        enterprise.deaths_major = deaths
        enterprise.serious_major = serious
        enterprise.bystanders_killed = killed_near
        enterprise.direct_loss_major = loss
        enterprise.accident_class = class_of(deaths + killed_near, serious, loss)


@rule(writes=("strike_below", "leavers", "leaver_attitude", "leaver_skill"))
def pick_victims(enterprise, workers, p, now):
    """Those with the lowest lots were where it happened: exactly as many workers as died.

    The line is found by going up the lots one by one; this costs time only in the rare week of an accident.
    """
    line = -1.0
    for _step in range(enterprise.deaths_major):
        lowest = 2.0
        for worker in workers:
            lot = uniform(now, worker, VICTIM)
            if worker.injury < 4 and lot > line and lot < lowest:
                lowest = lot
        line = lowest
    enterprise.strike_below = max(line, 0.0)
    if enterprise.deaths_major > 0:
        for worker in workers:
            if worker.leaving and worker.injury < 4 and uniform(now, worker, VICTIM) <= line:
                enterprise.leavers -= 1
                enterprise.leaver_attitude -= worker.attitude
                enterprise.leaver_skill -= worker.skill


@rule(writes=(
    "injuries_true", "injuries_expected", "lost_time_true", "serious_true", "deaths_true", "deaths_expected",
    "near_misses_expected", "direct_loss", "deaths_larger", "official_ordinary", "official_larger", "official_major",
    "official_extreme", "official_serious", "accidents_true",
))  # fmt: skip
def count_harm(enterprise, industry, p, now):
    """Single injuries and major accidents are added up in the true book, by official class.

    An official accident has a death, or a class above ordinary by injuries or loss, or is a serious injury that reaches
    the line of reporting (chance official_serious_share). Evidence: E065, E127-E138.
    """
    expected = enterprise.injuries_expected
    happened = enterprise.major_chance
    deaths = enterprise.deaths_single + enterprise.deaths_major
    maimed = p.serious_in_accident * happened + p.serious_for_death * enterprise.deaths_major_expected
    reach = 0
    serious = enterprise.serious_true + enterprise.serious_major
    if serious > 0:
        reach = binomial(uniform(now, enterprise, LINE), serious, p.official_serious_share)
    energy = enterprise.energy_rate * float(enterprise.crew)
    everyday = max(expected - energy, 0.0) * industry.fatal_share * (1.0 - industry.energy_share)
    enterprise.deaths_expected = everyday + energy + enterprise.deaths_major_expected
    enterprise.near_misses_expected = p.near_miss_ratio * expected
    enterprise.injuries_expected = expected + maimed + enterprise.deaths_major_expected
    hurt = enterprise.deaths_major + enterprise.serious_major
    enterprise.injuries_true += hurt
    enterprise.lost_time_true += hurt
    loss = p.loss_death * float(enterprise.deaths_single) + p.loss_serious * float(enterprise.serious_true)
    enterprise.direct_loss = loss + enterprise.direct_loss_major
    enterprise.serious_true = serious
    enterprise.deaths_true = deaths
    enterprise.deaths_larger = enterprise.deaths_major if enterprise.deaths_major >= DEATHS_LARGER else 0
    enterprise.official_serious = reach
    enterprise.official_ordinary = enterprise.deaths_single + reach + (1 if enterprise.accident_class == 1 else 0)
    enterprise.official_larger = 1 if enterprise.accident_class == 2 else 0
    enterprise.official_major = 1 if enterprise.accident_class == 3 else 0
    enterprise.official_extreme = 1 if enterprise.accident_class == 4 else 0
    enterprise.accidents_true = enterprise.deaths_single + reach + (1 if enterprise.accident_class > 0 else 0)
