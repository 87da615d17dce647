"""What is counted of offices, of the line of deaths, of ties and of ranks: summed over a year, the table of leaders."""

from govsim.language import outcome, ratio

# fmt: off
outcome("leader_years", total="leader.appraised", unit="leader-years", zh="考核人次", meaning="appraisals of leaders")
outcome("deaths_above_line", total="leader.above_line", unit="deaths", zh="在册死亡超出控制指标", better="less",
        meaning="recorded deaths of each year less its ceiling, summed over leaders")
outcome("years_above_line", total="leader.years_passed", unit="leader-years", zh="超标年数", better="less",
        meaning="years in which recorded deaths exceeded the ceiling")
outcome("ceilings", total="leader.ceiling", kind="stock", unit="deaths a year", zh="死亡控制指标",
        meaning="sum over leaders of the recorded deaths that the year may have")
outcome("promotions", total="leader.promoted", unit="leaders", zh="领导晋升", meaning="leaders promoted")
outcome("vetoes", total="leader.vetoed", unit="leader-years", zh="一票否决",
        meaning="years in which a severe accident kept a leader from promotion, whatever the appraisal")
outcome("leaders_replaced", total="leader.left", unit="leaders", zh="领导更替",
        meaning="changes of whoever holds office")
outcome("deaths_near_line", total="enterprise.deaths_near_line", unit="deaths", zh="临线预计死亡",
        meaning="expected deaths in weeks in which one more on record would cross the ceiling", better="less")
outcome("hidden_near_line", total="enterprise.hidden_near_line", unit="deaths", zh="临线预计瞒报死亡", better="less",
        meaning="of these, those that are expected to be hidden")
outcome("weeks_near_line", total="enterprise.weeks_near_line", kind="stock", unit="enterprises", zh="临线企业",
        meaning="enterprises whose leader is so near the ceiling that one more death would cross it")
outcome("effort_near_line", total="enterprise.effort_near_line", kind="stock", unit="enterprises, weighted",
        zh="临线努力程度合计", meaning="sum over these of their effort", better="more")
outcome("tied_enterprises", total="enterprise.tied_weeks", kind="stock", unit="enterprises", zh="有关系企业",
        meaning="enterprises that are tied to the leader's office")
outcome("tied_workers", total="enterprise.tied_crew", kind="stock", unit="workers", zh="有关系企业工人",
        meaning="workers of these")
outcome("tied_injuries", total="enterprise.tied_injuries", unit="injuries", zh="有关系企业预计伤害", better="less",
        meaning="expected injuries at these")
outcome("tied_visits", total="enterprise.tied_visits", unit="visits", zh="有关系企业检查",
        meaning="visits that look for hazards at these")
outcome("tied_penalties", total="enterprise.tied_penalties", unit="penalties", zh="有关系企业处罚",
        meaning="administrative penalties of these")
outcome("honours", total="enterprise.honours", unit="honours", zh="评优数",
        meaning="enterprises honoured for their rank")
outcome("near_cut", total="enterprise.weeks_near_cut", kind="stock", unit="enterprises", zh="临近评优线企业",
        meaning="enterprises whose score is near the cut-off of honours")
outcome("effort_near_cut", total="enterprise.effort_near_cut", kind="stock", unit="enterprises, weighted",
        zh="临近评优线努力程度合计", meaning="sum over these of their effort", better="more")
ratio("hidden_share_near_line", over="hidden_near_line", by="deaths_near_line", unit="share", zh="临线瞒报比例",
      better="less")
ratio("mean_effort_near_line", over="effort_near_line", by="weeks_near_line", unit="share", zh="临线平均努力程度",
      better="more")
ratio("years_above_line_share", over="years_above_line", by="leader_years", unit="share of leader-years",
      zh="超标年占比",
      better="less")
ratio("penalties_per_tied_visit", over="tied_penalties", by="tied_visits", unit="penalties a visit",
      zh="有关系企业每次检查处罚数", better="more")
ratio("mean_effort_near_cut", over="effort_near_cut", by="near_cut", unit="share", zh="临近评优线平均努力程度",
      better="more")
# fmt: on
