"""What is counted of evaluation: evaluations and their hours, scores and their distance from the truth, colours."""

from govsim.language import outcome, ratio, yearly

yearly(last=("pilot", "eval_index", "true_score", "gov_score", "self_score", "third_score", "colour"))

# fmt: off
outcome("evaluations", total="enterprise.evaluated", unit="evaluations", zh="政府评估次数",
        meaning="evaluations by the government")
outcome("evaluation_hours", total="enterprise.eval_hours", unit="hours", zh="评估工时",
        meaning="hours of officers on evaluations")
ratio("evaluations_per_staff_week", over="evaluations", by="evaluation_hours", scale=40.0,
      unit="evaluations a staff-week", zh="每人周评估次数", better="more")
outcome("index_sum", total="enterprise.eval_index", kind="stock", unit="enterprises, weighted", zh="评估指数合计",
        meaning="sum over enterprises of the index")
outcome("truth_sum", total="enterprise.true_score", kind="stock", unit="enterprises, weighted", zh="真实得分合计",
        better="more", meaning="sum over enterprises of the true score")
outcome("government_sum", total="enterprise.gov_score", kind="stock", unit="enterprises, weighted", zh="政府评分合计",
        meaning="sum over enterprises of the government's score")
outcome("self_sum", total="enterprise.self_score", kind="stock", unit="enterprises, weighted", zh="自评分合计",
        meaning="sum over enterprises of their own score")
outcome("third_sum", total="enterprise.third_score", kind="stock", unit="enterprises, weighted", zh="第三方评分合计",
        meaning="sum over enterprises of the third party's score")
ratio("mean_index", over="index_sum", by="enterprises", unit="score", zh="平均评估指数")
ratio("mean_true_score", over="truth_sum", by="enterprises", unit="score", zh="平均真实得分", better="more")
ratio("mean_government_score", over="government_sum", by="enterprises", unit="score", zh="平均政府评分")
ratio("mean_self_score", over="self_sum", by="enterprises", unit="score", zh="平均自评分")
ratio("mean_third_score", over="third_sum", by="enterprises", unit="score", zh="平均第三方评分")
outcome("government_gaps", total="enterprise.gap_government", kind="stock", unit="enterprises, weighted",
        zh="政府评分差距合计", better="less",
        meaning="sum over enterprises of the distance of that score from the truth")
outcome("self_gaps", total="enterprise.gap_self", kind="stock", unit="enterprises, weighted", zh="自评差距合计",
        better="less", meaning="sum over enterprises of the distance of their own score from the truth")
outcome("third_gaps", total="enterprise.gap_third", kind="stock", unit="enterprises, weighted",
        zh="第三方评分差距合计", better="less",
        meaning="sum over enterprises of the distance of the third party's score from the truth")
outcome("subjects_gaps", total="enterprise.gap_subjects", kind="stock", unit="enterprises, weighted",
        zh="自评与政府评分之差合计", better="less",
        meaning="sum over enterprises of the distance between their own score and the government's")
ratio("government_gap", over="government_gaps", by="enterprises", unit="score", zh="政府评分平均差距", better="less")
ratio("self_gap", over="self_gaps", by="enterprises", unit="score", zh="自评平均差距", better="less")
ratio("third_gap", over="third_gaps", by="enterprises", unit="score", zh="第三方评分平均差距", better="less")
ratio("subjects_gap", over="subjects_gaps", by="enterprises", unit="score", zh="自评与政府评分平均差", better="less")
outcome("gamed", total="enterprise.gamed", kind="stock", unit="enterprises, weighted", zh="临界虚报合计", better="less",
        meaning="sum over enterprises of what was added to the own score for the sake of a colour")
outcome("majors_clear", total="enterprise.majors_clear", kind="stock", unit="enterprises", zh="无在册重大隐患企业",
        meaning="enterprises at which no known major hazard is open")
outcome("majors_clear_true", total="enterprise.majors_clear_true", kind="stock", unit="enterprises",
        zh="确无重大隐患企业", better="more", meaning="enterprises at which there is no major hazard, known or not")
ratio("risk_control_recorded", over="majors_clear", by="enterprises", unit="share of enterprises", zh="账面风险管控率",
      meaning="enterprises without a known major hazard left open")
ratio("risk_control_true", over="majors_clear_true", by="enterprises", unit="share of enterprises",
      zh="真实风险管控率", better="more", meaning="enterprises without any major hazard")
outcome("hazards_gone", total="enterprise.hazards_gone_true", unit="hazards", zh="真正消除的隐患", better="more",
        meaning="ordinary hazards fixed for good")
ratio("rectified_of_all", over="hazards_gone", by="hazards_present", scale=8.0, unit="share within 8 weeks",
      zh="全部隐患八周整改率", better="more",
      meaning="of all ordinary hazards, known or not, those fixed for good within eight weeks")
outcome("culture_told_sum", total="enterprise.culture_told", kind="stock", unit="enterprises, weighted",
        zh="自称文化合计", meaning="sum over enterprises of the maturity of culture that they tell of")
ratio("culture_told", over="culture_told_sum", by="enterprises", unit="share", zh="自称文化成熟度")
outcome("red_enterprises", total="enterprise.is_red", kind="stock", unit="enterprises", zh="红色企业",
        meaning="enterprises coloured red; summed over a window, the weeks so coloured")
outcome("green_enterprises", total="enterprise.is_green", kind="stock", unit="enterprises", zh="绿色企业",
        meaning="enterprises coloured green")
outcome("wrong_colours", total="enterprise.wrong_colour", kind="stock", unit="enterprises", zh="颜色错误企业",
        better="less", meaning="enterprises red above, or green below, the true mean of their industry")
outcome("coloured", total=("enterprise.is_red", "enterprise.is_green"), kind="stock", unit="enterprises",
        zh="红绿企业", meaning="enterprises coloured red or green")
ratio("wrong_colour_share", over="wrong_colours", by="coloured", unit="share", zh="颜色错误占比", better="less")
ratio("red_share", over="red_enterprises", by="enterprises", unit="share", zh="红色企业占比")
outcome("index_spread", total="industry.index_spread", kind="stock", unit="score, summed over industries",
        zh="指数离散度", meaning="sum over industries of the standard deviation of the index")
outcome("surveyed_safety", total="public.surveyed_safety", kind="stock", unit="share who feel safe",
        zh="安全感调查值", meaning="share of those asked who feel safe, of the last survey", better="more")
outcome("survey_error", total="public.survey_error", kind="stock", unit="share", zh="安全感调查误差",
        better="less", meaning="distance of the survey from what all would have said")
outcome("region_index", total="region.index", kind="stock", unit="regions, weighted", zh="地区指数",
        meaning="sum over regions of their index")
outcome("accident_rate_kept", total="region.accident_rate", kind="stock", unit="injuries per 100 worker-years",
        zh="在册事故率", meaning="recorded injuries as an office keeps them, smoothed over a year; a region")
outcome("pilots", total="enterprise.pilot", kind="stock", unit="enterprises", zh="试点单位",
        meaning="enterprises where a measure is tried")
outcome("pilot_workers", total="enterprise.pilot_workers", kind="stock", unit="workers", zh="试点单位从业人数",
        meaning="workers where a measure is tried")
outcome("pilot_recorded", total="enterprise.pilot_recorded", unit="injuries", zh="试点单位在册伤害",
        meaning="recorded injuries where a measure is tried")
outcome("pilot_expected", total="enterprise.pilot_expected", unit="injuries", zh="试点单位预计伤害",
        better="less", meaning="sum of the chances of injury where a measure is tried")
outcome("pilot_gap", total="region.pilot_gap", kind="stock", unit="multiple", zh="试点与其他单位之比",
        meaning="recorded rate of pilots over that of the others: the raw gap; a region")
outcome("rolled_out", total="region.rolled_out", kind="stock", unit="regions", zh="已推广地区",
        meaning="regions in which what was tried has been rolled out")
outcome("pilot_estimate", total="region.pilot_estimate", kind="stock", unit="share", zh="试点效果估计",
        meaning="what the record says that pilots gained: their change less that of the others; a region")
# fmt: on
