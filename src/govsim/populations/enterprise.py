"""Enterprises: who they are, what equipment and hazards they have, what they believe, and what the books say."""

from govsim.language import Column, Table, column


def share(start: float, zh: str, meaning: str, source: str = "computed", high: float = 1.0) -> Column:
    """A column on the unit interval."""
    return column(start, unit="share", low=0.0, high=high, zh=zh, meaning=meaning, source=source)


def count(unit: str, zh: str, meaning: str, source: str = "computed", high: float = 1e6) -> Column:
    """A number of things, zero at first."""
    return column(0, unit=unit, low=0, high=high, zh=zh, meaning=meaning, source=source)


def flag(zh: str, meaning: str, source: str = "computed") -> Column:
    """Something that is so or not this week."""
    return column(False, unit="", zh=zh, meaning=meaning, source=source)


def amount(unit: str, zh: str, meaning: str, source: str = "computed", low: float = 0.0, start: float = 0.0) -> Column:
    """A real number with a unit."""
    return column(start, unit=unit, low=low, high=1e12, zh=zh, meaning=meaning, source=source)


WHO = {
    "headcount": column(0, unit="workers", low=0, high=1e6, zh="在册人数", meaning="posts", source="E117, E118",
                        static=True),
    "size_scale": amount("1 at 25 workers", "规模系数", "(posts / 25) to the power .8: hazards grow less than posts",
                         "assumed"),
    "size_major": amount("1 at 25 workers", "重大隐患规模系数", "(posts / 25) to the power .4", "assumed"),
    "size_fine": amount("1 at 25 workers", "罚款规模系数", "(posts / 25) to the power of fine_size_power", "assumed"),
    "size_exit": amount("1 at 25 workers", "退出规模系数", "(posts / 25) to the power of -exit_size_power", "assumed"),
    "death_sum": amount("deaths", "重大事故期望死亡系数", "mean deaths of a fatal major accident before rescue"),
    "hazard_intensity": amount("multiple", "固有风险强度", "fixed difference between establishments of one industry",
                               "establishments.csv R78", start=1.0),
    "legal_training": amount("24 hours a worker-year", "法定培训学时", "yearly training that the law asks for",
                             "industries.csv"),
    "legal_drilled": amount("24 hours a worker-year", "法定实操学时", "part of the legal training that is practised",
                            "assumed"),
    "usual_announced_share": share(0.7, "平时通知比例", "planned visits told of beforehand without instruments"),
    "usual_cost_cover": share(0.3, "平时成本转移", "accident cost that others pay without instruments"),
    "revenue": amount("CNY a worker-year", "人均收入", "revenue for each worker", "industries.csv"),
    "margin": amount("share of revenue", "利润率", "profit before safety costs over revenue", "assumed", low=-1.0),
    "debt": amount("CNY a worker", "人均负债", "loans for each worker", "assumed"),
    "commitment_home": share(0.5, "管理承诺基准", "commitment to which it returns"),
    "capability_home": share(0.5, "管理能力基准", "capability to which it returns"),
    "applying": flag("待准入", "an entrant of this week whose licence is still to be decided"),
    "weeks_vacant": count("weeks", "空置周数", "weeks until an entrant may take over", "assumed: 0-26"),
}  # fmt: skip

SAFETY = {
    "commitment": share(0.5, "管理承诺", "how much safety counts for the management", "E009, E250"),
    "capability": share(0.5, "管理能力", "knowing how to manage safety", "assumed"),
    "effort": share(0.43, "安全管理投入", "share of the required safety management that is carried out"),
    "safety_capital": share(0.65, "安全设备", "safety equipment, 1 = what is required", high=1.2),
    "pressure": column(0.0, unit="standard deviations of demand", low=-1.5, high=1.5, zh="生产压力",
                       meaning="production pressure", source="E213-E218"),
    "backlog": amount("weeks of output", "积压产量", "output lost while production was stopped, still to be made up"),
    "effort_price": amount("CNY a worker-year", "全额投入成本", "what full effort would cost this week"),
    "hazards_latent": count("hazards", "潜在隐患", "ordinary hazards that nobody has found", high=2000),
    "hazards_open": count("hazards", "已知隐患", "ordinary hazards known to the enterprise", high=4000),
    "hazards_ordered": count("hazards", "责令整改隐患", "ordinary hazards that an inspector ordered to be fixed",
                             high=6000),
    "major_latent": count("hazards", "潜在重大隐患", "major hazards that nobody has found", high=2000),
    "major_open": count("hazards", "已知重大隐患", "major hazards known, not yet removed", high=4000),
    "vigilance": share(0.1, "警觉", "alertness after accidents, one's own and peers'", "E302"),
    "response_trust": share(0.59, "上报回应信任", "share of reports that workers see well answered", "E101"),
}  # fmt: skip

ENFORCEMENT = {
    "risk_score": amount("score", "风险评分", "what the agency's records say of the risk"),
    "visit_key": amount("place", "抽查次序", "order of visits: lowest first; below zero are duties", low=-10.0),
    "visited": flag("本周检查", "inspected this week"),
    "tip_visit": flag("举报核查", "this week's visit followed a tip-off"),
    "forced": flag("强制检查", "this week's visit used no capacity"),
    "followup": flag("整改复查", "an overdue order was checked this week"),
    "visits": count("visits a week", "检查次数", "visits of every kind this week"),
    "announced": flag("事先知情", "the enterprise knew of this week's visit"),
    "found": count("hazards a week", "查出隐患", "ordinary hazards found by an inspector this week"),
    "found_major": count("hazards a week", "查出重大隐患", "major hazards found by an inspector this week"),
    "findings": count("hazards a week", "查出隐患合计", "hazards of either kind found by an inspector this week"),
    "violations_cited": count("violations a week", "立案违法行为", "found hazards that were cited as violations"),
    "order_weeks": count("weeks", "整改剩余周数", "weeks to the deadline of an order, plus one; 0 without an order",
                         high=60),
    "order_done": flag("按期整改", "an order was completed before its deadline this week"),
    "penalised": flag("被处罚", "penalised this week"),
    "sanctions": count("penalties a week", "处罚次数", "administrative penalties this week"),
    "weeks_since_penalty": column(520, unit="weeks", low=0, high=520, zh="距上次处罚周数",
                                  meaning="weeks since the last penalty", source="computed"),
    "weeks_since_penalty_before": column(520, unit="weeks", low=0, high=520, zh="距前次处罚周数",
                                         meaning="weeks since the penalty before the last", source="computed"),
    "closure_ordered": flag("责令关闭", "an authority orders the enterprise to close", "E154"),
    "fine_due": amount("CNY", "应处罚款", "size of an administrative fine here, if one were imposed"),
    "fine_ex_ante": amount("CNY a week", "事前罚款", "administrative fines of this week"),
    "fine_accident": amount("CNY a week", "事故罚款", "fines for accidents and for hiding them this week"),
    "fine_paid": amount("CNY a week", "罚款合计", "all fines paid this week"),
    "weeks_since_visit": column(26, unit="weeks", low=1, high=520, zh="距上次检查周数",
                                meaning="weeks since the last inspection", source="computed; even over a year"),
    "visit_memory": share(0.5, "检查发现记忆", "hazards found at visits, smoothed, over five", "assumed", high=3.0),
    "penalty_memory": share(0.0, "处罚记忆", "recent penalty that others know of"),
    "perceived_detection": share(0.35, "感知查处权重",
                                 "subjective weight of being caught and punished in a year; above the true chance",
                                 "E199, E200"),
    "attention": share(0.22, "执法关注", "attention to enforcement", "Scholz and Gray 1990; E191"),
    "cohort_found": count("hazards", "整改观察批次", "hazards of the order whose rectification is being watched"),
    "cohort_left": count("hazards", "批次未整改", "of these, still there"),
    "cohort_before": count("hazards", "批次前未整改", "hazards of earlier orders, which are fixed first"),
    "cohort_known": count("hazards", "批次已知未整改", "of the watched hazards, those the agency knows to be there"),
    "cohort_age": count("weeks", "批次周数", "weeks since that order, plus one"),
    "due_found": count("hazards a week", "八周应整改", "watched hazards that are eight weeks old this week"),
    "due_fixed": count("hazards a week", "八周实整改", "of these, really fixed"),
    "due_closed": count("hazards a week", "八周账面整改", "of these, closed on paper"),
}  # fmt: skip

FLOWS = {
    "hazards_born": count("hazards a week", "新增隐患", "ordinary hazards that appeared this week"),
    "self_found": count("hazards a week", "自查隐患", "ordinary hazards found by the enterprise or others it lets in"),
    "reports_verified": count("reports a week", "核实上报", "reports of workers that were real and new", "E181"),
    "open_fixed": count("hazards a week", "整改已知隐患", "known ordinary hazards fixed this week"),
    "ordered_fixed": count("hazards a week", "整改责令隐患", "ordered hazards fixed this week"),
    "majors_born": count("hazards a week", "新增重大隐患", "major hazards that appeared this week"),
    "major_self_found": count("hazards a week", "自查重大隐患", "major hazards the enterprise found itself"),
    "majors_fixed": count("hazards a week", "整改重大隐患", "major hazards removed this week"),
    "hazards_lost": count("hazards a week", "随企业退出的隐患", "ordinary hazards that left with a closing enterprise"),
    "tip_waiting": flag("待核查举报", "a tip-off waits for a visit"),
    "tips": count("tip-offs a week", "举报数", "tip-offs to the agency this week", "E171, E180"),
    "tip_verified": flag("举报属实", "this week's tip-off visit found something"),
}  # fmt: skip

CREW = {
    "crew": count("workers", "在岗人数", "living workers"),
    "worker_weeks": count("worker-weeks", "人周数", "workers exposed this week"),
    "trained_workers": amount("workers, weighted", "培训达标人数", "workers times training hours over 24, at most 1"),
    "crew_attitude": share(0.5, "班组态度", "mean attitude of the crew"),
    "crew_violations": share(0.3, "班组违章", "mean violation of the crew"),
    "crew_skill": share(0.46, "班组技能", "mean skill of the crew"),
    "temporary_workers": amount("workers", "临时工人数", "temporary workers in the crew"),
    "attitude_total": amount("attitude", "态度合计", "sum of attitudes, for county means"),
    "violation_total": amount("violation", "违章合计", "sum of violations, for county means"),
    "skill_total": amount("skill", "技能合计", "sum of skills, for county means"),
    "reports": count("reports a week", "上报数", "hazards reported by workers this week"),
    "silences": count("workers a week", "沉默数", "workers who noticed a hazard and kept silent this week"),
    "signal": share(0.5, "管理信号", "management's signal as it reaches the crew", "E087", high=2.0),
    "climate": share(0.5, "安全氛围", "mean of the crew's attitude and management's signal"),
    "fear": share(0.35, "上报顾虑", "fear of what happens to those who speak up", "E112, E221"),
    "attitude_base": amount("attitude", "态度常数项", "part of the new attitude that is equal for the crew", low=-9.0),
    "attitude_keep": amount("share", "态度保留", "share of the old attitude that stays", low=-9.0),
    "skill_base": amount("skill", "技能常数项", "part of the new skill that is equal for the crew"),
    "skill_keep": amount("share", "技能保留", "share of the old skill that stays", low=-9.0),
    "violation_base": amount("logit", "违章常数项", "part of the violation logit that is equal for the crew",
                             low=-99.0),
    "notice_chance": share(0.0, "发现机会", "chance to see a hazard, at reference skill"),
    "report_base": amount("logit", "上报常数项", "part of the reporting logit that is equal for the crew", low=-99.0),
    "injury_base_rate": amount("chance a week", "伤害常数项", "part of the injury chance that is equal for the crew"),
}  # fmt: skip

HARM = {
    "injuries_true": count("injuries a week", "真实伤害", "injuries, fatal ones included"),
    "injuries_expected": amount("injuries a week", "期望伤害", "sum of the chances of injury"),
    "lost_time_true": count("injuries a week", "损工伤害", "injuries with days away, serious and fatal ones included"),
    "serious_true": count("injuries a week", "真实重伤", "serious injuries that do not kill"),
    "deaths_single": count("deaths a week", "单人死亡", "deaths in injuries of one worker"),
    "deaths_true": count("deaths a week", "真实死亡", "deaths of workers"),
    "deaths_expected": amount("deaths a week", "期望死亡", "sum of the chances of death"),
    "near_misses_expected": amount("near misses a week", "期望未遂事件", "expected near misses", "E113-E116"),
    "major_chance": share(0.0, "重大事故概率", "chance of a major accident this week"),
    "major_accident": flag("重大事故", "a major hazard led to an accident this week"),
    "deaths_major": count("deaths a week", "重大事故死亡", "workers killed in a major accident"),
    "deaths_major_expected": amount("deaths a week", "期望重大事故死亡", "expected deaths in major accidents"),
    "deaths_averted": count("deaths a week", "救援避免死亡", "deaths beyond the first that rescue averted"),
    "serious_major": count("injuries a week", "重大事故重伤", "serious injuries in a major accident"),
    "bystanders_killed": count("deaths a week", "周边群众死亡", "bystanders killed in a major accident"),
    "strike_below": share(0.0, "遇难抽签线", "workers whose lot is not above it were killed in the accident"),
    "accident_class": count("0 none, 1 ordinary, 2 larger, 3 major, 4 especially major", "事故等级",
                            "class of this week's major accident", "E127-E138"),
    "direct_loss": amount("CNY a week", "直接经济损失", "direct loss of this week's accidents", "assumed"),
    "direct_loss_major": amount("CNY a week", "重大事故直接损失", "direct loss of this week's major accident"),
    "deaths_larger": count("deaths a week", "较大及以上事故死亡", "deaths of workers in accidents of 3 or more deaths"),
    "official_ordinary": count("accidents a week", "一般事故", "true official accidents of the ordinary class"),
    "official_larger": count("accidents a week", "较大事故", "true accidents of the larger class"),
    "official_major": count("accidents a week", "重大事故数", "true accidents of the major class"),
    "official_extreme": count("accidents a week", "特别重大事故", "true accidents of the especially major class"),
    "official_serious": count("accidents a week", "重伤官方事故", "serious injuries that count as official accidents"),
    "accidents_true": count("accidents a week", "真实事故", "official accidents had everything been told"),
}  # fmt: skip

RECORD = {
    "injuries_recorded": count("injuries a week", "账面伤害", "injuries put on record, without deaths"),
    "lost_time_recorded": count("injuries a week", "账面损工伤害", "of these, with days away"),
    "serious_recorded": count("injuries a week", "账面重伤", "of these, serious"),
    "deaths_recorded": count("deaths a week", "账面死亡", "deaths put on record this week, exposed ones included"),
    "deaths_told": count("deaths a week", "如实上报死亡", "deaths of this week put on record at once"),
    "deaths_hidden": count("deaths a week", "瞒报死亡", "deaths hidden this week"),
    "deaths_hidden_expected": amount("deaths a week", "期望瞒报死亡",
                                     "expected deaths times the chance that a single death would be hidden"),
    "deaths_exposed": count("deaths a week", "暴露的瞒报死亡", "hidden deaths that came to light this week"),
    "concealed_deaths": count("deaths", "仍隐瞒的死亡", "hidden deaths that may still come to light"),
    "fatal_recorded": count("accidents a week", "账面死亡事故", "fatal accidents put on record"),
    "accidents_recorded": count("accidents a week", "账面事故", "official accidents put on record"),
    "recorded_larger": count("accidents a week", "账面较大事故", "recorded accidents of the larger class"),
    "recorded_major": count("accidents a week", "账面重大事故", "recorded accidents of the major class"),
    "recorded_extreme": count("accidents a week", "账面特别重大事故",
                              "recorded accidents of the especially major class"),
    "deaths_recorded_larger": count("deaths a week", "账面较大及以上事故死亡",
                                    "recorded deaths in recorded accidents of 3 or more deaths"),
    "loss_recorded": amount("CNY a week", "账面直接损失", "direct loss of recorded accidents"),
    "claims": amount("weighted claims", "加权理赔", "recorded claims of about three years, deaths weighted"),
    "claims_expected": amount("weighted claims", "期望理赔", "what the tariff expects of an enterprise like this"),
    "premium_mod": column(1.0, unit="multiple", low=0.5, high=1.5, zh="费率浮动系数",
                          meaning="experience modification of the premium, set once a year", source="E272"),
    "premium": amount("CNY a worker-year", "工伤保险费", "work-injury premium"),
    "credit_score": share(0.72, "信用评分", "credit record, whether or not anyone sees it", "assumed"),
    "public_score": share(0.72, "公开信用评分", "the score as others see it", "computed"),
    "listed": flag("失信名单", "on the list of discredited enterprises"),
    "listed_weeks": count("weeks", "列入周数", "weeks on the list so far"),
}  # fmt: skip

MONEY = {
    "reserve": column(0.0, unit="CNY a worker", low=-30_000.0, high=15_000.0, zh="人均储备",
                      meaning="money put aside for each worker", source="assumed"),
    "profit": amount("CNY a worker-week", "利润", "profit of this week for each worker", low=-1e12),
    "profit_total": amount("CNY a week", "利润总额", "profit of this week of the whole enterprise", low=-1e12),
    "distress_weeks": count("weeks", "困境周数", "weeks without a reserve, falling twice as fast"),
    "distressed": flag("经营困境", "in distress for more than half a year"),
    "closing": flag("退出", "closes at the end of this week"),
    "exits": count("closures a week", "退出数", "closures of enterprises that had been admitted"),
    "refused": flag("未获准入", "an entrant that was refused a licence this week"),
    "refusals": count("entrants a week", "拒绝准入数", "entrants refused this week"),
    "admissions": count("entrants a week", "新准入数", "entrants admitted this week"),
    "closed_by_order": count("closures a week", "被责令关闭数", "closures that an authority ordered"),
    "leave_chance": amount("chance a week", "离职率", "chance that a permanent worker leaves", "industries.csv"),
    "leavers": count("workers a week", "离职人数", "workers who leave for other posts"),
    "leaver_attitude": amount("attitude", "离职者态度合计", "sum of the leavers' attitudes"),
    "leaver_skill": amount("skill", "离职者技能合计", "sum of the leavers' skills"),
    "pool_hires": amount("workers a week", "从求职池录用", "workers hired out of the pool last week"),
}  # fmt: skip

enterprise = Table(
    "enterprise", zh="企业", plural="enterprises", parents=("industry", "regulator", "insurer", "public"),
    columns=WHO | SAFETY | ENFORCEMENT | FLOWS | CREW | HARM | RECORD | MONEY,
)  # fmt: skip
