"""The channels: the only quantities that instruments may move and mechanisms may read.

Each week every channel is reset to its neutral value, which means the status quo; instruments write; mechanisms read.
A mechanism never names an instrument, so any two instruments compose.
"""

from govsim.language import channel

# --- The inspectorate ---------------------------------------------------------------------------------------------

# fmt: off
channel("inspector_posts", level="enterprise", unit="persons", neutral=0.0, combine="add", low=0.0, high=100.0,
        zh="新增监管人员",
        meaning="inspectors added for this enterprise, kept for those they were added for; read by capacity and the "
                "choice of visits")
channel("visit_productivity", level="regulator", unit="multiple", neutral=1.0, combine="product", low=0.0, high=10.0,
        zh="检查效率倍数",
        meaning="visits that a day allows, against the usual number, not what they see; read by the choice of visits")
channel("inspector_competence", level="enterprise", unit="logit", neutral=0.0, combine="add", low=-5.0, high=5.0,
        zh="监管人员能力增量",
        meaning="added to the competence of those who visit, on the odds scale; read by detection")
channel("targeting_weight", level="enterprise", unit="multiple", neutral=1.0, combine="product", low=0.0, high=100.0,
        zh="抽查权重倍数",
        meaning="weight of the enterprise in the draw of planned visits; read by the choice of visits")
channel("risk_information", level="enterprise", unit="share of the recorded risk that is used", neutral=0.0,
        combine="max", low=0.0, high=3.0, zh="风险信息利用度",
        meaning="how far planned visits follow the recorded risk score; 0 ignores it; read by the choice of visits")
channel("announced_share", level="enterprise", unit="share of planned visits", neutral="usual_announced_share",
        combine="min", low=0.0, high=1.0, zh="事先通知的检查比例",
        meaning="share of planned visits that the enterprise knows of beforehand; read by detection")
channel("enforcement_strictness", level="enterprise", unit="multiple", neutral=1.0, combine="product", low=0.0,
        high=20.0, zh="执法严格程度倍数",
        meaning="how readily what is found leads to a penalty; read by penalties")
channel("order_pursuit", level="enterprise", unit="chance", neutral=0.0, combine="any", low=0.0, high=1.0,
        zh="整改复查增量", meaning="added chance that an overdue order is followed up; read by visits and penalties")
channel("penalty_kept", level="enterprise", unit="share of due penalties", neutral=1.0, combine="product", low=0.0,
        high=5.0, zh="处罚落实比例",
        meaning="share of due penalties really imposed; below 1 stands for connections and capture; read by penalties")
channel("rule_fit", level="enterprise", unit="share of the risks that rules cover", neutral=1.0, combine="product",
        low=0.0, high=2.0, zh="规则适配度",
        meaning="how well rules fit the industry; a blind spot is below 1; read by detection and penalties")
channel("forced_visit", level="enterprise", unit="chance a week", neutral=0.0, combine="max", low=0.0, high=1.0,
        zh="能力外强制检查", meaning="chance of a visit this week that uses no capacity; for experiments with visits")

# --- Stakes that enter the enterprise's calculation ---------------------------------------------------------------

channel("sanction_scale", level="enterprise", unit="multiple of the fine", neutral=1.0, combine="product", low=0.0,
        high=20.0, zh="罚款倍数",
        meaning="size of an administrative fine against the usual one; read by penalties, effort")
channel("sanction_other", level="enterprise", unit="CNY a penalty", neutral=0.0, combine="add", low=0.0, high=1e8,
        zh="其他制裁损失", meaning="licence, criminal or personal cost that comes with a penalty; read by effort")
channel("sanction_clarity", level="enterprise", unit="share of the gap", neutral=0.0, combine="any", low=0.0, high=1.0,
        zh="处罚认知清晰度",
        meaning="share by which the believed sanction moves to the true one; read by effort")
channel("accident_sanction", level="enterprise", unit="CNY a fatal accident", neutral=0.0, combine="add", low=0.0,
        high=1e9, zh="事故追加制裁",
        meaning="expected sanction of a fatal accident beyond the law in force; read by effort and concealment")
channel("standing_stake", level="enterprise", unit="CNY a worker-year", neutral=0.0, combine="add", low=-1e5, high=1e5,
        zh="信用挂钩利益",
        meaning="loans, tenders and approvals that hang on good standing, times their marginal chance; read by effort "
                "and recording")
channel("premium_slope", level="enterprise", unit="CNY a worker-year", neutral=0.0, combine="add", low=-1e5, high=1e5,
        zh="费率浮动激励", meaning="premium that full effort would save; read by effort and recording")
channel("cost_cover", level="enterprise", unit="share of accident cost", neutral="usual_cost_cover", combine="any",
        low=0.0, high=1.0, zh="事故成本转移比例",
        meaning="share of the employer's accident cost that it expects others to pay; read by effort")
channel("reputation_stake", level="enterprise", unit="CNY a worker-year", neutral=0.0, combine="add", low=0.0, high=1e5,
        zh="声誉损失", meaning="what a bad name costs at full public attention and full disclosure; read by effort")
channel("effort_cost", level="enterprise", unit="multiple", neutral=1.0, combine="product", low=0.1, high=10.0,
        zh="安全管理成本倍数", meaning="cost of safety management against the usual one; read by effort")
channel("cost_burden", level="enterprise", unit="CNY a worker-year", neutral=0.0, combine="add", low=-1e4, high=1e5,
        zh="合规事务负担", meaning="paperwork of compliance; read by effort")
channel("effort_floor", level="enterprise", unit="share of required effort", neutral=0.0, combine="max", low=0.0,
        high=1.0, zh="最低努力程度", meaning="share of required effort enforced by design; read by effort")
channel("management_attention", level="enterprise", unit="logit", neutral=0.0, combine="add", low=-5.0, high=5.0,
        zh="管理层关注", meaning="added to the logit of effort; read by effort")
channel("outcome_stake", level="enterprise", unit="share of pay or evaluation", neutral=0.0, combine="any", low=0.0,
        high=1.0, zh="结果挂钩比例",
        meaning="share of pay or evaluation that hangs on the recorded injury count; read by effort, "
                "violations, recording")

# --- Equipment, ability, hazards ----------------------------------------------------------------------------------

channel("capital_grant", level="enterprise", unit="a year, share of the gap to new plant", neutral=0.0, combine="add",
        low=0.0, high=10.0, zh="安全设备补助", meaning="added investment in safety equipment; read by safety capital")
channel("capital_retirement", level="enterprise", unit="share of old plant a year", neutral=0.0, combine="add", low=0.0,
        high=10.0, zh="落后设备淘汰率",
        meaning="old plant withdrawn a year and replaced at the standard; read by safety capital")
channel("capability_support", level="enterprise", unit="share of the gap a week", neutral=0.0, combine="add", low=0.0,
        high=1.0, zh="能力提升支持", meaning="share of missing capability closed a week; read by safety capital")
channel("outside_finding", level="enterprise", unit="chance a hazard and week", neutral=0.0, combine="any", low=0.0,
        high=1.0, zh="外部隐患发现率",
        meaning="chance that others (insurer, steward, neighbour, camera) find a latent hazard; read by hazards")
channel("major_monitoring", level="enterprise", unit="chance a major hazard and week", neutral=0.0, combine="any",
        low=0.0, high=1.0, zh="重大隐患监测率",
        meaning="chance that a latent major hazard is seen; read by major hazards")
channel("exposure", level="enterprise", unit="multiple", neutral=1.0, combine="product", low=0.0, high=5.0,
        zh="人员暴露倍数", meaning="dangerous work done by people, against the usual; read by injuries, "
                "major accidents")
channel("allowed_production", level="enterprise", unit="share of output", neutral=1.0, combine="min", low=0.0, high=1.0,
        zh="允许产量", meaning="output that is allowed; read by pressure, hazards, injuries, accidents and money")
channel("production_demand", level="enterprise", unit="pressure a week", neutral=0.0, combine="add", low=-1.0, high=1.0,
        zh="生产任务压力", meaning="added to production pressure each week; read by production pressure")

# --- Workers ------------------------------------------------------------------------------------------------------

channel("signal_reach", level="enterprise", unit="multiple", neutral=1.0, combine="product", low=0.0, high=2.0,
        zh="管理信号到达率", meaning="share of management's signal that reaches the crew; read by climate")
channel("training_hours", level="enterprise", unit="24 hours a worker-year", neutral="legal_training", combine="add",
        low=0.0, high=10.0, zh="培训学时", meaning="training a worker gets in a year, "
                "in units of 24 hours; read by skill")
channel("drilled_hours", level="enterprise", unit="24 hours a worker-year", neutral="legal_drilled", combine="add",
        low=0.0, high=10.0, zh="实操学时",
        meaning="part of the training that is practised by hand, in units of 24 hours; read by skill")
channel("report_reward", level="enterprise", unit="logit", neutral=0.0, combine="add", low=-5.0, high=5.0,
        zh="隐患上报奖励", meaning="added to the willingness to report a hazard; read by reporting and major hazards")
channel("behaviour_reward", level="enterprise", unit="logit times salience", neutral=0.0, combine="add", low=-2.0,
        high=5.0, zh="安全行为奖励",
        meaning="taken from violations and pulling attitude up; read by climate, violations")
channel("reporter_protection", level="enterprise", unit="share of fear", neutral=0.0, combine="any", low=0.0, high=1.0,
        zh="举报人保护", meaning="share of fear removed; read by climate, reporting and tip-offs")
channel("norm_support", level="enterprise", unit="pull a week", neutral=0.0, combine="add", low=0.0, high=1.0,
        zh="安全规范支持", meaning="pull of attitude towards a strong norm; read by climate")
channel("risk_awareness", level="enterprise", unit="attitude a week", neutral=0.0, combine="add", low=-0.1, high=0.1,
        zh="风险意识提升", meaning="added to attitude each week; fades by itself; read by climate")
channel("newcomer_preparation", level="enterprise", unit="skill and attitude", neutral=0.0, combine="add", low=0.0,
        high=0.5, zh="新员工准备度", meaning="added to a newcomer's skill and attitude; read by turnover")

# --- Information, record, insurance, rescue -----------------------------------------------------------------------

channel("tip_access", level="enterprise", unit="multiple", neutral=1.0, combine="product", low=0.0, high=100.0,
        zh="举报便利度", meaning="rate of tip-offs against the usual one; read by tip-offs")
channel("disclosure", level="enterprise", unit="share", neutral=0.0, combine="max", low=0.0, high=1.0,
        zh="信息公开比例",
        meaning="share of findings, penalties and accidents made public; read by perception, effort, recording, "
                "attention and peers")
channel("peer_learning", level="enterprise", unit="share", neutral=0.0, combine="any", low=0.0, high=1.0,
        zh="同行学习", meaning="share of peers' vigilance that spreads to this enterprise; read by peers")
channel("concealment_stake", level="enterprise", unit="logit", neutral=0.0, combine="add", low=-5.0, high=5.0,
        zh="瞒报动机", meaning="added to the chance of hiding a fatal accident; read by recording")
channel("exposure_chance", level="enterprise", unit="logit", neutral=0.0, combine="add", low=0.0, high=10.0,
        zh="瞒报暴露可能",
        meaning="taken from hiding, and raises the chance that a hidden death surfaces; read by recording")
channel("record_visibility", level="enterprise", unit="share", neutral=0.0, combine="max", low=0.0, high=1.0,
        zh="信用记录公开度", meaning="share of the credit record that others can see; read by the credit record")
channel("listing_threshold", level="enterprise", unit="public score", neutral=0.0, combine="max", low=0.0, high=1.0,
        zh="列入失信名单的分数线",
        meaning="below it an enterprise is listed as discredited; 0 lists nobody; read by the credit record")
channel("listing_term", level="enterprise", unit="weeks", neutral=156.0, combine="min", low=1.0, high=1000.0,
        zh="失信名单期限", meaning="weeks on the list; read by the credit record")
channel("repair_after", level="enterprise", unit="weeks", neutral=1000.0, combine="min", low=1.0, high=1000.0,
        zh="可申请修复的周数", meaning="weeks on the list before repair is possible; read by the credit record")
channel("repair_score", level="enterprise", unit="public score", neutral=1.0, combine="min", low=0.0, high=1.0,
        zh="信用修复分数线", meaning="public score above which repair is granted; read by the credit record")
channel("entrant_standard", level="enterprise", unit="required equipment = 1", neutral=0.0, combine="max", low=0.0,
        high=1.2, zh="准入设备标准", meaning="least safety equipment of an entrant; read by entry")
channel("entry_barrier", level="enterprise", unit="share of risky entrants", neutral=0.0, combine="any", low=0.0,
        high=1.0, zh="高风险准入限制", meaning="share of risky entrants that are refused; read by entry")
channel("entry_ease", level="enterprise", unit="share of the checks before entry", neutral=0.0, combine="max", low=0.0,
        high=1.0, zh="准入前核查减免比例",
        meaning="share of the checks before entry that are dropped; read by entry")
channel("relocation_gain", level="enterprise", unit="CNY a worker-year", neutral=0.0, combine="add", low=0.0, high=1e5,
        zh="迁移收益", meaning="saved by moving to the neighbour region; read by exit")
channel("rescue_skill", level="enterprise", unit="share of deaths", neutral=0.0, combine="any", low=0.0, high=1.0,
        zh="应急处置能力",
        meaning="share of deaths beyond the first that skilled rescue averts; read by major accidents")

# --- County and its leader ----------------------------------------------------------------------------------------

channel("leader_weight", level="leader", unit="share of evaluation", neutral=0.0, combine="add", low=-1.0, high=1.0,
        zh="领导考核安全权重增量",
        meaning="added to the weight of safety in the leader's evaluation; read by leadership")
channel("pressure_asked", level="leader", unit="share of attention", neutral=0.0, combine="add", low=-1.0, high=1.0,
        zh="领导压力增量",
        meaning="pressure asked of the leader beside evaluation and public attention: rivals, interviews, a "
                "career; read "
                "by leadership")
channel("rescue_delay", level="public", unit="multiple of the usual delay", neutral=1.0, combine="product", low=0.0,
        high=10.0, zh="救援到达时间倍数", meaning="minutes until rescue arrives, "
                "against the usual 20; read by accidents")
channel("nearby_people", level="public", unit="multiple", neutral=1.0, combine="product", low=0.0, high=100.0,
        zh="周边人口倍数", meaning="bystanders within reach of a major accident; read by major accidents")
# fmt: on
