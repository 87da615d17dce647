"""The second book: what workers tell, what employers write down, what is hidden and comes to light (R15)."""

from govsim.language import (
    amount,
    binomial,
    clip,
    columns,
    count,
    helper,
    log,
    logistic,
    parameter,
    purpose,
    rule,
    title,
    transfers,
    uniform,
)
from govsim.mechanisms.major_accidents import DEATHS_LARGER

title("Recording and concealment", zh="记录与瞒报")

MINOR = purpose("record_minor")
LOST = purpose("record_lost_time")
SERIOUS = purpose("record_serious")
OFFICIAL = purpose("record_official")
HIDE_ONE = purpose("hide_single_death")
HIDE_MANY = purpose("hide_major_accident")
SURFACE = purpose("hidden_death_surfaces")

# fmt: off
columns(
    "enterprise",
    fine_accident=amount("CNY a week", "事故罚款", "fines for accidents and for hiding them this week"),
    injuries_recorded=count("injuries a week", "在册伤害", "injuries put on record, without deaths"),
    lost_time_recorded=count("injuries a week", "在册损工伤害", "of these, with days away"),
    serious_recorded=count("injuries a week", "在册重伤", "of these, serious"),
    deaths_recorded=count("deaths a week", "在册死亡", "deaths put on record this week, exposed ones included"),
    deaths_told=count("deaths a week", "如实上报死亡", "deaths of this week put on record at once"),
    deaths_hidden=count("deaths a week", "瞒报死亡", "deaths hidden this week"),
    deaths_hidden_expected=amount("deaths a week", "预计瞒报死亡",
                                  "expected deaths times the chance that a single death would be hidden"),
    deaths_exposed=count("deaths a week", "暴露的瞒报死亡", "hidden deaths that came to light this week"),
    concealed_deaths=count("deaths", "仍隐瞒的死亡", "hidden deaths that may still come to light"),
    fatal_recorded=count("accidents a week", "在册死亡事故", "fatal accidents put on record"),
    accidents_recorded=count("accidents a week", "在册事故", "official accidents put on record"),
    recorded_larger=count("accidents a week", "在册较大事故", "recorded accidents of the larger class"),
    recorded_major=count("accidents a week", "在册重大事故", "recorded accidents of the major class"),
    recorded_extreme=count("accidents a week", "在册特别重大事故",
                           "recorded accidents of the especially major class"),
    deaths_recorded_larger=count("deaths a week", "在册较大及以上事故死亡",
                                 "recorded deaths in recorded accidents of 3 or more deaths"),
    loss_recorded=amount("CNY a week", "在册直接损失", "direct loss of recorded accidents"),
)
transfers("enterprise", "government", "fines after accidents", column="enterprise.fine_accident", zh="事故罚款")
parameter("tell_base", 0.25, low=-0.5, high=1.2, unit="logit", zh="工人申报常数项",
          meaning="willingness of a worker to tell of an injury", source="E103 (63 %)")
parameter("tell_signal", 2.0, low=1.0, high=3.0, unit="logit a unit of signal", zh="管理信号对申报的作用",
          meaning="how much management's signal makes workers tell", source="E261, E262 (climate and under-reporting)")
parameter("tell_fear", 1.0, low=0.5, high=2.0, unit="logit a unit of fear", zh="顾虑对申报的作用",
          meaning="how much fear keeps workers from telling", source="assumed; E112")
parameter("tell_stake", 0.8, low=0.3, high=1.5, unit="logit", zh="结果挂钩对申报的作用",
          meaning="how much pay by recorded injuries silences workers", source="assumed; E107, E110")
parameter("record_base", 0.35, low=-0.5, high=1.4, unit="logit", zh="企业记录常数项",
          meaning="willingness of an employer to record", source="E104 (33 %), E106, E261-E263")
parameter("record_commitment", 2.0, low=1.0, high=3.0, unit="logit a unit of commitment", zh="承诺对记录的作用",
          meaning="how much commitment makes employers record", source="assumed; E261, E262")
parameter("record_disclosure", 0.24, low=0.0, high=0.6, unit="logit at full disclosure", zh="公开对记录的作用",
          meaning="how much disclosure makes employers record", source="assumed")
parameter("record_outcome", 0.6, low=0.2, high=1.2, unit="logit", zh="结果挂钩对记录的作用",
          meaning="how much stakes on recorded injuries keep employers from recording", source="assumed; E107, E110")
parameter("record_money", 0.00025, low=0.0001, high=0.0006, unit="logit a CNY a worker-year", zh="利益对记录的作用",
          meaning="how much money that hangs on the record keeps employers from recording",
          source="assumed; E104, E106")
parameter("conceal_base", -2.6, low=-4.0, high=0.0, unit="logit", zh="瞒报常数项",
          meaning="willingness to hide a single death", source="E295, E303-E306: near 0 in a time of much hiding")
parameter("conceal_disclosure", 0.6, low=0.2, high=1.2, unit="logit at full disclosure", zh="公开对瞒报的作用",
          meaning="how much disclosure keeps from hiding", source="assumed")
parameter("conceal_pressure", 0.8, low=0.2, high=1.5, unit="logit a unit of pressure", zh="领导压力对瞒报的作用",
          meaning="how much the leader's pressure makes for hiding", source="assumed; E303-E306")
parameter("conceal_commitment", 1.0, low=0.4, high=2.0, unit="logit a unit of commitment", zh="承诺对瞒报的作用",
          meaning="how much commitment keeps from hiding", source="assumed")
parameter("conceal_toll", 0.8, low=0.3, high=1.5, unit="logit an e-fold of deaths", zh="死亡人数对瞒报的作用",
          meaning="how much harder many deaths are to hide", source="assumed; but E304: found ones had 4.5 deaths")
parameter("conceal_sanction", 0.25, low=0.0, high=0.6, unit="logit a million CNY", zh="事故制裁对瞒报的作用",
          meaning="how much a heavier sanction of accidents makes for hiding", source="assumed; E303-E306")
parameter("surface_base", 0.01, low=0.003, high=0.03, unit="chance a week", zh="瞒报暴露率",
          meaning="chance that a hidden death comes to light", source="assumed; E295, E303")
parameter("surface_exposure", 0.02, low=0.005, high=0.05, unit="chance a week a unit", zh="暴露机会的作用",
          meaning="chance added by a unit of exposure_chance", source="assumed")
parameter("accident_fine_ordinary", 0.65e6, low=0.3e6, high=1.0e6, unit="CNY an accident", zh="一般事故罚款",
          meaning="fine on the unit for an ordinary accident", source="E139, middle of the legal range")
parameter("accident_fine_larger", 1.5e6, low=1.0e6, high=2.0e6, unit="CNY an accident", zh="较大事故罚款",
          meaning="fine on the unit for a larger accident", source="E140, middle of the legal range")
parameter("accident_fine_major", 6.0e6, low=2.0e6, high=10.0e6, unit="CNY an accident", zh="重大事故罚款",
          meaning="fine on the unit for a major accident", source="E141, middle of the legal range")
parameter("accident_fine_extreme", 15.0e6, low=10.0e6, high=20.0e6, unit="CNY an accident", zh="特别重大事故罚款",
          meaning="fine on the unit for an especially major accident", source="E142, middle of the legal range")
parameter("manager_income", 200_000.0, low=80_000.0, high=600_000.0, unit="CNY a year", zh="主要负责人年收入",
          meaning="yearly income of the main person in charge", source="assumed")
parameter("manager_fine_ordinary", 0.4, low=0.3, high=0.4, unit="share of yearly income", zh="一般事故个人罚款",
          meaning="personal fine after an ordinary accident", source="E144; .3 under the law before 2021")
parameter("concealment_fine", 0.8, low=0.6, high=1.0, unit="share of yearly income", zh="瞒报罚款",
          meaning="personal fine for hiding an accident", source="E148, middle of the legal range")
parameter("record_size", 0.7, low=0.4, high=0.9, unit="logit an e-fold of workers", zh="规模对申报记录的作用",
          meaning="how much more readily injuries are told, and written down, at larger enterprises",
          source="set to E054-E056: recorded rates by size")
parameter("record_top", 100.0, low=50.0, high=250.0, unit="workers", zh="规模作用上限",
          meaning="size above which this grows no more", source="assumed; E056 and filings above 250 workers")
# fmt: on

MANAGER_LARGER, MANAGER_MAJOR, MANAGER_EXTREME = 0.6, 0.8, 1.0  # shares of yearly income (E145-E147)
MOST_MONEY_EFFECT = 1.0
MILLION = 1.0e6


@helper
def recorded_share(enterprise, p):
    """Chance that an injury is told by the worker and written down by the employer."""
    tell = p.tell_base + p.tell_signal * (enterprise.signal - 0.5) - p.tell_fear * (enterprise.fear - p.usual_fear)
    tell = tell - p.tell_stake * enterprise.outcome_stake
    money = clip(p.record_money * (enterprise.premium_slope + enterprise.standing_stake), 0.0, MOST_MONEY_EFFECT)
    write = p.record_base + p.record_commitment * (enterprise.commitment - 0.5)
    write = write + p.record_disclosure * enterprise.disclosure - p.record_outcome * enterprise.outcome_stake - money
    grown = p.record_size * enterprise.size_record
    return logistic(tell + grown) * logistic(write + grown)


@helper
def recording_at_size(grown, p):
    """Share recorded at a size, against the one at 25 workers, where signal and commitment are middling."""
    more = p.record_size * grown
    usual = logistic(p.tell_base) * logistic(p.record_base)
    return logistic(p.tell_base + more) * logistic(p.record_base + more) / usual


@helper
def conceal_chance(enterprise, regulator, p, deaths):
    """Chance to hide a fatal accident with so many deaths."""
    wish = p.conceal_base - p.conceal_disclosure * enterprise.disclosure - enterprise.exposure_chance
    wish = wish + enterprise.concealment_stake + p.conceal_pressure * regulator.safety_pressure
    wish = wish - p.conceal_commitment * (enterprise.commitment - 0.5) - p.conceal_toll * log(float(deaths))
    return logistic(wish + p.conceal_sanction * enterprise.accident_sanction / MILLION)


@helper
def accident_fine(accident_class, p):
    """Fine on the unit and its head for an accident of this class (E139-E147)."""
    if accident_class >= 4:
        return p.accident_fine_extreme + MANAGER_EXTREME * p.manager_income
    if accident_class == 3:
        return p.accident_fine_major + MANAGER_MAJOR * p.manager_income
    if accident_class == 2:
        return p.accident_fine_larger + MANAGER_LARGER * p.manager_income
    return p.accident_fine_ordinary + p.manager_fine_ordinary * p.manager_income


@rule(writes=("injuries_recorded", "lost_time_recorded", "serious_recorded", "accidents_recorded"))
def record_injuries(enterprise, p, now):
    """An injury enters the record if the worker tells and the employer writes.

    told: L(.55 + 2 (signal - .5) - (fear - .35) - .8 outcome_stake); written: L(.7 + 2 (commitment - .5) + .24
    disclosure
    - .6 outcome_stake - .00025 (premium_slope + standing_stake), at most 1); both + record_size x ln(min(n, record_top)
    / 25): the small tell and write less. Evidence: E054-E056, E103-E106, E261-E263.
    """
    enterprise.injuries_recorded = 0
    enterprise.lost_time_recorded = 0
    enterprise.serious_recorded = 0
    enterprise.accidents_recorded = 0
    if enterprise.injuries_true > enterprise.deaths_true:
        share = recorded_share(enterprise, p)
        lost = enterprise.lost_time_true - enterprise.serious_true - enterprise.deaths_true
        minor = binomial(uniform(now, enterprise, MINOR), enterprise.injuries_true - enterprise.lost_time_true, share)
        away = binomial(uniform(now, enterprise, LOST), lost, share)
        serious = binomial(uniform(now, enterprise, SERIOUS), enterprise.serious_true, share)
        enterprise.injuries_recorded = minor + away + serious
        enterprise.lost_time_recorded = away + serious
        enterprise.serious_recorded = serious
        if enterprise.official_serious > 0:
            known = binomial(uniform(now, enterprise, OFFICIAL), enterprise.official_serious, share)
            enterprise.accidents_recorded = min(known, serious)


@rule(writes=(
    "deaths_told", "deaths_hidden", "deaths_exposed", "deaths_recorded", "concealed_deaths", "fatal_recorded",
    "accidents_recorded", "recorded_larger", "recorded_major", "recorded_extreme", "deaths_recorded_larger",
    "loss_recorded", "fine_accident", "deaths_hidden_expected",
))  # fmt: skip
def record_deaths(enterprise, regulator, p, now):
    """Fatal accidents are recorded and fined, or hidden; hidden ones may come to light and cost a fine of their own.

    Hidden with L(-2.6 - .6 disclosure - exposure_chance + concealment_stake + .8 safety_pressure - (commitment - .5)
    - .8 ln D + .25 accident_sanction in millions); a hidden death surfaces with .01 + .02 exposure_chance a week.
    Evidence: E139-E148, E295, E303-E306.
    """
    surfacing = clip(p.surface_base + p.surface_exposure * enterprise.exposure_chance, 0.0, 1.0)
    exposed = 0
    if enterprise.concealed_deaths > 0:
        exposed = binomial(uniform(now, enterprise, SURFACE), enterprise.concealed_deaths, surfacing)
    ordinary = accident_fine(1, p)
    fine = float(exposed) * (ordinary + p.concealment_fine * p.manager_income)
    told = 0
    hidden = 0
    cases = 0
    if enterprise.deaths_single > 0:
        chance = conceal_chance(enterprise, regulator, p, 1)
        hidden = binomial(uniform(now, enterprise, HIDE_ONE), enterprise.deaths_single, chance)
        told = enterprise.deaths_single - hidden
        cases = told
        fine += float(told) * ordinary
    alone = enterprise.serious_true - enterprise.serious_major  # those of a major accident are in its own loss
    loss = p.loss_death * float(told) + p.loss_serious * float(min(enterprise.serious_recorded, alone))
    grave = 0
    if enterprise.accident_class > 0:
        grave = enterprise.accident_class
        if enterprise.deaths_major > 0:
            if uniform(now, enterprise, HIDE_MANY) < conceal_chance(enterprise, regulator, p, enterprise.deaths_major):
                grave = 0
                hidden += enterprise.deaths_major
            else:
                told += enterprise.deaths_major
                cases += 1
    if grave > 0:
        fine += accident_fine(grave, p)
        loss += enterprise.direct_loss_major
    many = grave > 0 and enterprise.deaths_major >= DEATHS_LARGER
    enterprise.accidents_recorded += cases + (1 if grave > 0 and enterprise.deaths_major == 0 else 0)
    enterprise.recorded_larger = 1 if grave == 2 else 0
    enterprise.recorded_major = 1 if grave == 3 else 0
    enterprise.recorded_extreme = 1 if grave == 4 else 0
    enterprise.deaths_recorded_larger = enterprise.deaths_major if many else 0
    enterprise.deaths_told = told
    enterprise.deaths_hidden = hidden
    enterprise.deaths_hidden_expected = enterprise.deaths_expected * conceal_chance(enterprise, regulator, p, 1)
    enterprise.deaths_exposed = exposed
    enterprise.deaths_recorded = told + exposed
    enterprise.concealed_deaths += hidden - exposed
    enterprise.fatal_recorded = cases
    enterprise.loss_recorded = loss
    enterprise.fine_accident = fine
