"""What is counted: weekly totals and ratios over a window, with the true and the recorded book apart.

Names end in _true or _recorded where two books differ; sums of chances end in _expected. Official-looking indicators
come from the record; policies are judged on the truth.
"""

from __future__ import annotations

from govsim.language import WEEKS_A_YEAR, outcome, ratio, yearly

# Columns of the enterprise in the table of enterprise years: summed over the year, and as they stand at its end.
_SUMMED = (
    "worker_weeks", "injuries_true", "injuries_recorded", "injuries_expected", "lost_time_true", "lost_time_recorded",
    "deaths_true", "deaths_recorded", "deaths_expected", "deaths_hidden",
    "deaths_major_expected", "accidents_true", "accidents_recorded",
    "visits",
    "findings", "found_major", "sanctions", "fine_ex_ante", "fine_accident", "exits",
)  # fmt: skip
_LAST = (
    "headcount",
    "credit_score",
    "listed",
    "climate",
    "safety_capital",
    "capability",
    "effort",
)
yearly(summed=_SUMMED, last=_LAST)

# --- Exposure -----------------------------------------------------------------------------------------------------

# fmt: off
outcome("workers", total="enterprise.worker_weeks", kind="stock", unit="workers", zh="在岗工人",
        meaning="workers in posts")
outcome("enterprises", total="enterprise.alive", kind="stock", unit="enterprises", zh="存续企业",
        meaning="enterprises in business")

# --- Injuries and deaths, in both books ----------------------------------------------------------------------------

outcome("injuries_true", total="enterprise.injuries_true", unit="injuries", zh="真实伤害", better="less",
        meaning="all injuries, fatal ones included")
outcome("injuries_expected", total="enterprise.injuries_expected", unit="injuries", zh="预计伤害", better="less",
        meaning="sum of the chances of injury: the same mean with far less luck")
outcome("injuries_recorded", total="enterprise.injuries_recorded", unit="injuries", zh="在册伤害",
        meaning="injuries told and written down, without deaths")
outcome("lost_time_true", total="enterprise.lost_time_true", unit="injuries", zh="真实损工伤害", better="less",
        meaning="injuries with days away, serious and fatal ones included")
outcome("lost_time_recorded", total="enterprise.lost_time_recorded", unit="injuries", zh="在册损工伤害",
        meaning="recorded injuries with days away")
outcome("serious_true", total="enterprise.serious_true", unit="injuries", zh="真实重伤", better="less",
        meaning="serious injuries that do not kill")
outcome("deaths_true", total="enterprise.deaths_true", unit="deaths", zh="真实死亡", better="less",
        meaning="deaths of workers")
outcome("deaths_expected", total="enterprise.deaths_expected", unit="deaths", zh="预计死亡", better="less",
        meaning="sum of the chances of death: the same mean with far less luck")
outcome("deaths_recorded", total="enterprise.deaths_recorded", unit="deaths", zh="在册死亡",
        meaning="deaths put on record, hidden ones when they come to light")
outcome("deaths_hidden", total="enterprise.deaths_hidden", unit="deaths", zh="瞒报死亡", better="less",
        meaning="deaths hidden when they happened")
outcome("deaths_hidden_expected", total="enterprise.deaths_hidden_expected", unit="deaths", zh="预计瞒报死亡",
        better="less",
        meaning="sum of the chances that a death happens and, had it come alone, would be hidden: far less luck")
outcome("deaths_exposed", total="enterprise.deaths_exposed", unit="deaths", zh="曝光的瞒报死亡",
        meaning="hidden deaths that came to light")
outcome("deaths_in_larger_true", total="enterprise.deaths_larger", unit="deaths", zh="较大及以上事故死亡",
        better="less",
        meaning="deaths in accidents that killed three or more")
outcome("deaths_in_larger_recorded", total="enterprise.deaths_recorded_larger", unit="deaths",
        zh="在册较大及以上事故死亡",
        meaning="recorded deaths in accidents that killed three or more")
outcome("deaths_in_majors_expected", total="enterprise.deaths_major_expected", unit="deaths", zh="预计重大隐患事故死亡",
        better="less", meaning="sum of the chances of death in accidents from major hazards")
outcome("deaths_averted", total="enterprise.deaths_averted", unit="deaths", zh="救援避免死亡", better="more",
        meaning="deaths in accidents from major hazards that rescue averted")
outcome("bystander_deaths", total="enterprise.bystanders_killed", unit="deaths", zh="周边群众死亡", better="less",
        meaning="people killed near an accident who do not work there")
outcome("near_misses_expected", total="enterprise.near_misses_expected", unit="near misses", zh="预计未遂事件",
        meaning="expected near misses; not a lever")
ratio("injury_rate_true", over="injuries_true", by="workers", scale=100.0 * WEEKS_A_YEAR,
      unit="injuries per 100 worker-years",
      zh="真实伤害率", better="less")
ratio("injury_rate_expected", over="injuries_expected", by="workers", scale=100.0 * WEEKS_A_YEAR,
      unit="injuries per 100 worker-years", zh="预计伤害率", better="less")
ratio("injury_rate_recorded", over="injuries_recorded", by="workers", scale=100.0 * WEEKS_A_YEAR,
      unit="injuries per 100 worker-years", zh="在册伤害率")
ratio("fatality_rate_true", over="deaths_true", by="workers", scale=1e5 * WEEKS_A_YEAR,
      unit="deaths per 100,000 worker-years",
      zh="真实死亡率", better="less")
ratio("fatality_rate_expected", over="deaths_expected", by="workers", scale=1e5 * WEEKS_A_YEAR,
      unit="deaths per 100,000 worker-years", zh="预计死亡率", better="less")
ratio("fatality_rate_recorded", over="deaths_recorded", by="workers", scale=1e5 * WEEKS_A_YEAR,
      unit="deaths per 100,000 worker-years", zh="在册死亡率")
ratio("lost_time_share_true", over="lost_time_true", by="injuries_true", unit="share", zh="真实损工占比")
ratio("lost_time_share_recorded", over="lost_time_recorded", by="injuries_recorded", unit="share", zh="在册损工占比")
ratio("injuries_per_death_true", over="injuries_true", by="deaths_true", unit="injuries a death", zh="真实伤亡比",
      meaning="reported, never steered by")
ratio("injuries_per_death_recorded", over="injuries_recorded", by="deaths_recorded", unit="injuries a death",
      zh="在册伤亡比", meaning="reported, never steered by")
ratio("reported_share", over="injuries_recorded", by="injuries_true", unit="share", zh="伤害上报率", better="more")
ratio("concealed_share", over="deaths_hidden", by="deaths_true", unit="share", zh="死亡瞒报率", better="less")
ratio("concealed_share_expected", over="deaths_hidden_expected", by="deaths_expected", unit="share",
      zh="预计死亡瞒报率", better="less")
ratio("larger_share_of_deaths_true", over="deaths_in_larger_true", by="deaths_true", unit="share",
      zh="较大及以上事故死亡占比")
ratio("larger_share_of_deaths_recorded", over="deaths_in_larger_recorded", by="deaths_recorded", unit="share",
      zh="在册较大及以上事故死亡占比")

# --- Official accidents by class (E127-E138) -----------------------------------------------------------------------

outcome("accidents_true", total="enterprise.accidents_true", unit="accidents", zh="真实事故", better="less",
        meaning="official accidents, had everything been told: a death, a class above ordinary, or a serious injury "
                "that reaches the line of reporting")
outcome("accidents_recorded", total="enterprise.accidents_recorded", unit="accidents", zh="在册事故",
        meaning="official accidents on record")
outcome("accidents_ordinary_true", total="enterprise.official_ordinary", unit="accidents", zh="真实一般事故",
        better="less", meaning="below 3 deaths, 10 serious injuries and 10 million CNY")
outcome("accidents_larger_true", total="enterprise.official_larger", unit="accidents", zh="真实较大事故", better="less",
        meaning="3-9 deaths, 10-49 serious injuries, or 10-50 million CNY")
outcome("accidents_major_true", total="enterprise.official_major", unit="accidents", zh="真实重大事故", better="less",
        meaning="10-29 deaths, 50-99 serious injuries, or 50-100 million CNY")
outcome("accidents_extreme_true", total="enterprise.official_extreme", unit="accidents", zh="真实特别重大事故",
        better="less", meaning="30 deaths, 100 serious injuries, or 100 million CNY, or more")
outcome("accidents_larger_recorded", total="enterprise.recorded_larger", unit="accidents", zh="在册较大事故",
        meaning="recorded accidents of the larger class")
outcome("accidents_major_recorded", total="enterprise.recorded_major", unit="accidents", zh="在册重大事故",
        meaning="recorded accidents of the major class")
outcome("accidents_extreme_recorded", total="enterprise.recorded_extreme", unit="accidents", zh="在册特别重大事故",
        meaning="recorded accidents of the especially major class")
outcome("direct_loss_true", total="enterprise.direct_loss", unit="CNY", zh="真实直接损失", better="less",
        meaning="direct loss of all accidents")
outcome("direct_loss_recorded", total="enterprise.loss_recorded", unit="CNY", zh="在册直接损失",
        meaning="direct loss of recorded accidents")
ratio("deaths_per_accident_true", over="deaths_true", by="accidents_true", unit="deaths an accident",
      zh="真实每起事故死亡数")
ratio("deaths_per_accident_recorded", over="deaths_recorded", by="accidents_recorded", unit="deaths an accident",
      zh="在册每起事故死亡数")
ratio("larger_share_of_accidents_recorded", over="accidents_larger_recorded", by="accidents_recorded", unit="share",
      zh="在册较大事故占比")

# --- Hazards and their rectification --------------------------------------------------------------------------------

outcome("hazards_present", total=("enterprise.hazards_latent", "enterprise.hazards_open", "enterprise.hazards_ordered"),
        kind="stock", unit="hazards", zh="现存隐患", better="less", meaning="ordinary hazards there are, known or not")
outcome("hazards_latent", total="enterprise.hazards_latent", kind="stock", unit="hazards", zh="潜在隐患", better="less",
        meaning="ordinary hazards that nobody knows of")
outcome("hazards_ordered", total="enterprise.hazards_ordered", kind="stock", unit="hazards", zh="责令整改中隐患",
        better="less", meaning="ordinary hazards that an inspector ordered to be fixed and that are still there")
outcome("majors_present", total=("enterprise.major_latent", "enterprise.major_open"), kind="stock", unit="hazards",
        zh="现存重大隐患", better="less", meaning="major hazards there are, known or not")
outcome("majors_latent", total="enterprise.major_latent", kind="stock", unit="hazards", zh="潜在重大隐患",
        better="less",
        meaning="major hazards that nobody knows of")
outcome("majors_open", total="enterprise.major_open", kind="stock", unit="hazards", zh="已知重大隐患", better="less",
        meaning="major hazards known and not yet removed")
outcome("hazards_born", total="enterprise.hazards_born", unit="hazards", zh="新增隐患", better="less",
        meaning="ordinary hazards that appeared, those of entrants included")
outcome("hazards_found", total="enterprise.found", unit="hazards", zh="查出隐患",
        meaning="ordinary hazards found by inspectors")
outcome("hazards_self_found", total="enterprise.self_found", unit="hazards", zh="自查隐患",
        meaning="ordinary hazards found by enterprises and those they let in")
outcome("hazards_fixed", total=("enterprise.open_fixed", "enterprise.ordered_fixed"), unit="hazards", zh="整改隐患",
        meaning="ordinary hazards really fixed")
outcome("ordered_fixed", total="enterprise.ordered_fixed", unit="hazards", zh="整改责令隐患",
        meaning="ordered hazards really fixed")
outcome("hazards_returned", total="enterprise.hazards_returned", unit="hazards", zh="复发隐患", better="less",
        meaning="ordered hazards fixed for show, latent again")
outcome("hazards_lost", total="enterprise.hazards_lost", unit="hazards", zh="随企业退出的隐患",
        meaning="ordinary hazards that left with enterprises that closed")
outcome("due_found", total="enterprise.due_found", unit="hazards", zh="八周应整改",
        meaning="hazards of watched orders that are eight weeks old")
outcome("due_fixed", total="enterprise.due_fixed", unit="hazards", zh="八周实整改", meaning="of these, really fixed")
outcome("due_closed", total="enterprise.due_closed", unit="hazards", zh="八周账面整改",
        meaning="of these, closed on paper")
outcome("majors_found", total="enterprise.found_major", unit="hazards", zh="查出重大隐患",
        meaning="major hazards found by inspectors")
outcome("majors_self_found", total="enterprise.major_self_found", unit="hazards", zh="自查重大隐患",
        meaning="major hazards found by enterprises or monitoring")
outcome("majors_known", total=("enterprise.found_major", "enterprise.major_self_found"), unit="hazards",
        zh="发现重大隐患合计", meaning="major hazards found by anyone")
outcome("majors_fixed", total="enterprise.majors_fixed", unit="hazards", zh="整改重大隐患",
        meaning="major hazards removed")
ratio("hazards_per_enterprise", over="hazards_present", by="enterprises", unit="hazards an enterprise", zh="企均隐患",
      better="less")
ratio("majors_per_enterprise", over="majors_present", by="enterprises", unit="hazards an enterprise", zh="企均重大隐患",
      better="less")
ratio("rectified_share_true", over="due_fixed", by="due_found", unit="share within 8 weeks", zh="八周真实整改率",
      better="more")
ratio("rectified_share_recorded", over="due_closed", by="due_found", unit="share within 8 weeks", zh="八周账面整改率")
ratio("rectified_over_window", over="ordered_fixed", by="hazards_found", unit="share over the window", zh="期内整改率",
      better="more")
ratio("rectified_majors", over="majors_fixed", by="majors_known", unit="share over the window", zh="重大隐患整改率",
      better="more")
ratio("self_found_share", over="majors_self_found", by="majors_known", unit="share", zh="重大隐患自查占比",
      better="more")
ratio("risk_control_open", over="majors_open", by="majors_present", unit="share", zh="已知重大隐患占比",
      meaning="known, unremoved major hazards among all; one minus this is the risk control rate")

# --- Enforcement ----------------------------------------------------------------------------------------------------

outcome("inspectors", total="regulator.posts", kind="stock", unit="persons", zh="在岗监管人员",
        meaning="inspectors at work, those added by instruments included")
outcome("visits", total="enterprise.visits", unit="visits", zh="检查次数", meaning="visits of every kind")
outcome("inspections", total="enterprise.visited", unit="visits", zh="全面检查", meaning="visits that look for hazards")
outcome("followups", total="enterprise.followup", unit="visits", zh="复查",
        meaning="visits that check an overdue order")
outcome("tip_visits", total="enterprise.tip_visit", unit="visits", zh="举报核查",
        meaning="visits that follow a tip-off")
outcome("announced_visits", total="enterprise.announced", unit="visits", zh="事先知情检查",
        meaning="visits that the enterprise knew of beforehand")
outcome("visit_days", total="regulator.visit_days_used", unit="inspector-days", zh="检查用时",
        meaning="days that visits take, travel included")
outcome("capacity_left", total=("regulator.capacity_left", "regulator.reserved_left"), unit="inspector-days",
        zh="剩余检查能力", meaning="days that found no enterprise to visit, less days owed to the next week")
outcome("workload", total="regulator.workload", kind="stock", unit="tip-offs", zh="待核查举报", better="less",
        meaning="tip-offs that wait for a visit")
outcome("violations_cited", total="enterprise.violations_cited", unit="violations", zh="立案违法行为",
        meaning="found hazards cited as violations")
outcome("sanctions", total="enterprise.sanctions", unit="penalties", zh="行政处罚", meaning="administrative penalties")
outcome("fines_ex_ante", total="enterprise.fine_ex_ante", unit="CNY", zh="事前罚款", meaning="administrative fines")
outcome("fines_accident", total="enterprise.fine_accident", unit="CNY", zh="事故罚款",
        meaning="fines after accidents and for hiding them")
outcome("fines", total=("enterprise.fine_ex_ante", "enterprise.fine_accident"), unit="CNY", zh="罚款合计",
        meaning="all fines")
outcome("campaign_weeks", total="leader.in_campaign", unit="weeks", zh="专项整治周数", meaning="weeks of a campaign")
ratio("visits_per_enterprise", over="visits", by="enterprises", scale=WEEKS_A_YEAR, unit="visits an enterprise-year",
      zh="企均年检查次数")
ratio("visits_per_inspector", over="visits", by="inspectors", scale=WEEKS_A_YEAR, unit="visits an inspector-year",
      zh="人均年检查次数")
ratio("hazards_found_per_visit", over="hazards_found", by="visits", unit="hazards a visit", zh="每次检查查出隐患")
ratio("majors_found_per_visit", over="majors_found", by="visits", scale=100.0, unit="major hazards per 100 visits",
      zh="每百次检查查出重大隐患")
ratio("violations_cited_per_visit", over="violations_cited", by="visits", unit="violations a visit",
      zh="每次检查立案数")
ratio("penalties_per_visit", over="sanctions", by="visits", scale=1000.0, unit="penalties per 1,000 visits",
      zh="每千次检查处罚数")
ratio("mean_fine", over="fines_ex_ante", by="sanctions", unit="CNY a penalty", zh="平均事前罚款")
ratio("accident_share_of_fines", over="fines_accident", by="fines", unit="share", zh="事故罚款占比")
ratio("tip_share_of_visits", over="tip_visits", by="visits", unit="share", zh="举报核查占比")
ratio("campaign_share", over="campaign_weeks", by="leaders", unit="share of weeks", zh="专项整治时间占比")

# --- Behaviour ------------------------------------------------------------------------------------------------------

outcome("violations", total="enterprise.violation_total", kind="stock", unit="workers, weighted", zh="违章",
        better="less",
        meaning="sum over workers of the share of risky tasks done against the rule")
outcome("attitude", total="enterprise.attitude_total", kind="stock", unit="workers, weighted", zh="安全态度",
        better="more", meaning="sum over workers of safety attitude")
outcome("skill", total="enterprise.skill_total", kind="stock", unit="workers, weighted", zh="安全技能", better="more",
        meaning="sum over workers of skill")
outcome("temporary_workers", total="enterprise.temporary_workers", kind="stock", unit="workers", zh="临时工",
        meaning="temporary and subcontracted workers")
outcome("trained_workers", total="enterprise.trained_workers", kind="stock", unit="workers", zh="培训达标工人",
        better="more", meaning="workers, each times training hours a year over 24, at most 1")
outcome("reports", total="enterprise.reports", unit="reports", zh="隐患上报", better="more",
        meaning="hazards reported by workers to their enterprise")
outcome("reports_verified", total="enterprise.reports_verified", unit="reports", zh="核实上报", better="more",
        meaning="reports that were real and new")
outcome("silences", total="enterprise.silences", unit="workers", zh="沉默", better="less",
        meaning="workers who noticed a hazard and kept silent")
outcome("tips", total="enterprise.tips", unit="tip-offs", zh="举报", meaning="tip-offs to the agency")
outcome("tips_verified", total="enterprise.tip_verified", unit="tip-offs", zh="举报属实",
        meaning="tip-off visits that found something")
outcome("effort", total="enterprise.effort", kind="stock", unit="enterprises, weighted", zh="努力程度",
        better="more",
        meaning="sum over enterprises of the share of required safety management carried out")
outcome("safety_capital", total="enterprise.safety_capital", kind="stock", unit="enterprises, weighted", zh="安全设备",
        better="more", meaning="sum over enterprises of safety equipment")
outcome("capability", total="enterprise.capability", kind="stock", unit="enterprises, weighted", zh="管理能力",
        better="more", meaning="sum over enterprises of capability")
outcome("commitment", total="enterprise.commitment", kind="stock", unit="enterprises, weighted", zh="管理承诺",
        better="more", meaning="sum over enterprises of commitment")
outcome("perceived_detection", total="enterprise.perceived_detection", kind="stock", unit="enterprises, weighted",
        zh="感知查处", meaning="sum over enterprises of the subjective weight of being caught")
outcome("attention", total="enterprise.attention", kind="stock", unit="enterprises, weighted", zh="执法关注",
        meaning="sum over enterprises of attention to enforcement")
outcome("vigilance", total="enterprise.vigilance", kind="stock", unit="enterprises, weighted", zh="警觉",
        meaning="sum over enterprises of alertness")
outcome("climate", total="enterprise.climate", kind="stock", unit="enterprises, weighted", zh="安全氛围", better="more",
        meaning="sum over enterprises of climate: half the crew's attitude, half the signal that reaches it")
outcome("production_pressure", total="enterprise.pressure", kind="stock", unit="enterprises, weighted", zh="生产压力",
        meaning="sum over enterprises of production pressure")
ratio("mean_violation", over="violations", by="workers", unit="share of risky tasks", zh="平均违章比例", better="less")
ratio("mean_attitude", over="attitude", by="workers", unit="share", zh="平均安全态度", better="more")
ratio("mean_skill", over="skill", by="workers", unit="share", zh="平均技能", better="more")
ratio("mean_effort", over="effort", by="enterprises", unit="share", zh="平均努力程度", better="more")
ratio("mean_safety_capital", over="safety_capital", by="enterprises", unit="required equipment = 1", zh="平均安全设备",
      better="more")
ratio("mean_capability", over="capability", by="enterprises", unit="share", zh="平均能力", better="more")
ratio("mean_perceived_detection", over="perceived_detection", by="enterprises", unit="weight a year", zh="平均感知查处")
ratio("culture_maturity", over="climate", by="enterprises", unit="share", zh="安全文化成熟度", better="more")
ratio("training_coverage", over="trained_workers", by="workers", unit="share", zh="培训覆盖率", better="more")
ratio("report_rate", over="reports", by="workers", scale=WEEKS_A_YEAR, unit="reports a worker-year", zh="人均上报",
      better="more")
ratio("verified_share_of_reports", over="reports_verified", by="reports", unit="share", zh="上报核实率")
ratio("verified_share_of_tips", over="tips_verified", by="tip_visits", unit="share", zh="举报属实率")

# --- Public and leader ----------------------------------------------------------------------------------------------

outcome("leaders", total="leader.alive", kind="stock", unit="leaders", zh="领导", meaning="leaders in office")
outcome("residents", total="public.residents", kind="stock", unit="persons", zh="常住人口",
        meaning="people of the county")
outcome("public_attention", total="public.attention", kind="stock", unit="share", zh="公众关注度",
        meaning="public attention to work safety")
outcome("perceived_safety", total="public.perceived_safety", kind="stock", unit="share who feel safe", zh="公众安全感",
        better="more", meaning="share of residents who feel safe")
outcome("safety_pressure", total="leader.safety_pressure", kind="stock", unit="share", zh="领导安全压力",
        meaning="pressure of the leader on the agency")
outcome("safety_weight", total="leader.safety_weight", kind="stock", unit="share of evaluation", zh="考核安全权重",
        meaning="weight of safety in the leader's evaluation")
outcome("national_news", total="public.national_news", unit="accidents", zh="听闻的外地重大事故",
        meaning="grave accidents elsewhere that the county took to heart")
ratio("tips_per_million", over="tips", by="residents", scale=1e6 * WEEKS_A_YEAR,
      unit="tip-offs per million residents and year",
      zh="每百万人举报数")

# --- Record, insurance, money, turnover -----------------------------------------------------------------------------

outcome("listed", total="enterprise.listed", kind="stock", unit="enterprises", zh="失信企业",
        meaning="enterprises on the list; summed over a window, the weeks on it")
outcome("credit_score", total="enterprise.credit_score", kind="stock", unit="enterprises, weighted", zh="信用评分",
        meaning="sum over enterprises of the credit score")
outcome("premium_income", total="insurer.premium_income", unit="CNY", zh="保费收入", meaning="work-injury premiums")
outcome("claims_paid", total="insurer.claims_paid", unit="CNY", zh="赔付支出",
        meaning="claims paid for what is on record")
outcome("insurers_reserve", total="insurer.reserve", kind="stock", unit="CNY", zh="保险准备金",
        meaning="what the ledger brought insurers less what it took from them since the start")
outcome("exits", total="enterprise.exits", unit="enterprises", zh="退出企业",
        meaning="enterprises that closed or moved away")
outcome("closed_by_order", total="enterprise.closed_by_order", unit="enterprises", zh="责令关闭企业",
        meaning="enterprises closed by an authority")
outcome("entries", total="enterprise.admissions", unit="enterprises", zh="新企业", meaning="entrants admitted")
outcome("refusals", total="enterprise.refusals", unit="enterprises", zh="拒绝准入", meaning="entrants refused")
outcome("distressed", total="enterprise.distressed", kind="stock", unit="enterprises", zh="困境企业", better="less",
        meaning="enterprises in distress for more than half a year")
outcome("profit", total="enterprise.profit_total", unit="CNY", zh="企业利润", meaning="profit of all enterprises")
outcome("leavers", total="public.pool_in", unit="workers", zh="离职工人", meaning="workers who left a post")
outcome("pool", total="public.pool_count", kind="stock", unit="persons", zh="求职者",
        meaning="people looking for a post")
ratio("loss_ratio", over="claims_paid", by="premium_income", unit="claims over premium", zh="赔付率")
ratio("exit_rate", over="exits", by="enterprises", scale=WEEKS_A_YEAR, unit="share a year", zh="年退出率")
ratio("listed_share", over="listed", by="enterprises", unit="share", zh="失信企业占比")
ratio("distressed_share", over="distressed", by="enterprises", unit="share", zh="困境企业占比")

# --- The ledger: who spends and who pays whom; what accidents cost stands apart -------------------------------------

outcome("cost_government", total="*.cost_government", unit="CNY", zh="政府成本", better="less",
        meaning="what the government spends and pays, less what it receives; the pay of officers in post is in hours")
outcome("cost_enterprise", total="*.cost_enterprise", unit="CNY", zh="企业成本", better="less",
        meaning="what enterprises spend and pay for safety, less what they receive; accidents are not in it")
outcome("cost_insurer", total="*.cost_insurer", unit="CNY", zh="保险机构成本", better="less",
        meaning="what insurers spend and pay, less premiums; claims of work-injury insurance are harm")
outcome("cost_worker", total="*.cost_worker", unit="CNY", zh="工人成本", better="less",
        meaning="what workers spend and pay, less what they receive")
outcome("cost_outside", total="*.cost_outside", unit="CNY", zh="外部各方成本", better="less",
        meaning="what lenders, rivals, suppliers and people who report spend and pay, less what they receive")
outcome("cost_resource", total="*.cost_resource", unit="CNY", zh="资源成本", better="less",
        meaning="resources used for safety: effort, equipment, administration, hours, output lost; what all parties "
                "bear together, since transfers cancel")
outcome("harm_cost", total="*.harm_cost_*", unit="CNY", zh="事故损失", better="less",
        meaning="what accidents cost all parties together; a life has no price in it, and it is in no cost")
outcome("harm_cost_enterprise", total="*.harm_cost_enterprise", unit="CNY", zh="企业承担的事故损失", better="less",
        meaning="what accidents cost enterprises")
outcome("harm_cost_insurer", total="*.harm_cost_insurer", unit="CNY", zh="保险机构承担的事故损失", better="less",
        meaning="what accidents cost work-injury insurers")
outcome("harm_cost_worker", total="*.harm_cost_worker", unit="CNY", zh="工人承担的事故损失", better="less",
        meaning="what injuries that nobody insured pays for cost workers")
outcome("inspector_hours", total="*.inspector_hours", unit="hours", zh="监管工时",
        meaning="hours that inspectors work: on visits, and for instruments")
# fmt: on
