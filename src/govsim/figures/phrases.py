"""The phrases of figures, in English and Chinese."""

PHRASES: dict[str, tuple[str, str]] = {
    # units
    "per_100": ("per 100 worker-years", "每百人年"),
    "per_100k": ("per 100,000 worker-years", "每十万人年"),
    "share_year": ("% of true, last 52 weeks", "占真实伤害，%，前 52 周"),
    "titled": ("{title}, {unit}", "{title}（{unit}）"),
    "per_enterprise": ("per enterprise", "每家企业"),
    "risky_tasks": ("% of risky tasks", "占风险作业，%"),
    "mean_index": ("mean over enterprises, 0 to 1", "企业平均，0–1"),
    "a_year": ("a year", "每年"),
    "flow": ("{value} a year", "每年 {value}"),
    "at_baseline": ("baseline: {value}", "基准：{value}"),
    "million": ("million CNY a year", "万元／年"),
    "thousand": ("thousand CNY a year", "千元／年"),
    "yuan": ("CNY a year", "元／年"),
    "price": ("{value} million CNY", "{value} 万元"),
    "price_yi": ("{value} hundred million CNY", "{value} 亿元"),
    "years": ("years since the start of the run", "模拟开始后的年数"),
    "dates": ("year", "年份"),
    "window_years": ("years {first} to {last}", "第 {first}–{last} 年"),
    "window_dates": ("{first} to {last}", "{first} 至 {last} 年"),
    "window_quarters": ("{first} to {last}", "{first} 至 {last}"),
    "weeks_since": ("weeks since the event", "事件后的周数"),
    "change": ("change, %", "变化，%"),
    "relative": ("relative change, %", "相对变化，%"),
    "relative_share": ("relative change, %\nof the share, not points", "相对变化，%\n（非百分点）"),
    # weekly paths
    "paths": ("Weekly paths, instruments from week {week}", "逐周变化：工具自第 {week} 周起实施"),
    "paths_several": ("Weekly paths, instruments from weeks {weeks}", "逐周变化：工具自第 {weeks} 周起实施"),
    "paths_between": (
        "Weekly paths, instruments from weeks {first} to {last}",
        "逐周变化：工具自第 {first} 至 {last} 周起陆续实施",
    ),
    "paths_dated": ("Weekly paths, instruments from {weeks}", "逐周变化：工具自 {weeks} 起实施"),
    "paths_between_dates": (
        "Weekly paths, instruments from {first} to {last}",
        "逐周变化：工具自 {first} 至 {last} 陆续实施",
    ),
    "listed": (", ", "、"),
    "and": ("{listed} and {last}", "{listed}、{last}"),
    "paths_plain": ("Weekly paths", "逐周变化"),
    "sentence_gap": (" ", ""),
    "paths_mean": (
        "Rolling mean over the last 13 weeks, averaged over {seeds}, with the 95% interval of that mean.",
        "线：{seeds}的均值（前 13 周滚动平均）。色带：均值的 95% 区间。",
    ),
    "paths_one": ("Rolling mean over the last 13 weeks, {seeds}.", "线：{seeds}（前 13 周滚动平均）。"),
    "paths_dashed": ("Dashed: the baseline ({baseline}).", "虚线：基准（{baseline}）。"),
    "paths_window": ("Grey ground: the measured window.", "灰底：评估窗口。"),
    "paths_luck": (
        "Scenarios share luck seed by seed, so differences are surer than the bands suggest.",
        "各情景共用随机数，差异比色带所示更确定。",
    ),
    "start": ("instruments start", "工具开始实施"),
    "injuries": ("Injuries, true", "真实伤害"),
    "deaths": ("Deaths, expected", "预计死亡"),
    "violations": ("Violations", "违章"),
    "hazards": ("Hazards present", "现存隐患"),
    "effort": ("Safety effort", "努力程度"),
    "reported": ("Injuries recorded", "伤害上报率"),
    # effects
    "forest": ("Effects against the baseline: {baseline}", "相对基准“{baseline}”的效果"),
    "forest_how": (
        "Change in the measured window ({window}) with 95% intervals; {seeds}, paired by seed.",
        "评估窗口（{window}）内的变化，附 95% 区间；{seeds}，逐种子配对。",
    ),
    "forest_how_one": (
        "Change in the measured window ({window}); {seeds}, so no intervals: luck may be all of it.",
        "评估窗口（{window}）内的变化；{seeds}，无区间：差异可能全由偶然造成。",
    ),
    "forest_note": (
        "Sorted by the first column. Intervals are not corrected for the number of comparisons.",
        "按第一列排序。区间未按比较次数校正。",
    ),
    "own_scale": (" {outcomes}: on a scale of its own.", "{outcomes}：使用单独的刻度。"),
    "better": ("better", "改善"),
    "worse": ("worse", "变差"),
    "neither": ("good or bad only with the other columns", "好坏须结合其他列判断"),
    "unsure": ("interval includes zero", "区间包含零"),
    "no_interval": ("no interval", "无区间"),
    "one_seed": ("one seed", "单个种子"),
    "many_seeds": ("{count} seeds", "{count} 个种子"),
    "seeds_in": ("{seeds} in {count} counties", "{count} 个县共 {seeds}"),
    "seeds_first": ("{seeds} of the first of {count} counties", "{count} 个县中第一个县的 {seeds}"),
    "seeds_left": ("{left} of {count} seeds", "{count} 个种子中的 {left} 个"),
    "seeds_range": ("{fewest} to {left} of {count} seeds", "{count} 个种子中的 {fewest} 至 {left} 个"),
    "no_title": ("Effects against the baseline", "相对基准的效果"),
    # sweeps, whose first value others are compared with
    "forest_swept": ("Effects against {baseline}", "相对“{baseline}”的效果"),
    "at_baseline_swept": ("first value: {value}", "首个取值：{value}"),
    "deaths_cost_how_swept": (
        "A year, against {baseline}; mean over {seeds} in the measured window ({window}).",
        "每年，相对“{baseline}”；评估窗口（{window}）内 {seeds}的均值。",
    ),
    "paths_dashed_swept": ("Dashed: {baseline}.", "虚线：{baseline}。"),
    "books_dashed_swept": ("Dashed lines: both books of {baseline}.", "虚线：“{baseline}”的真实值与在册值。"),
    "groups_how_swept": (
        "Change in each group against its own outcome at {baseline}, {window}, with 95% intervals; {seeds}, paired by "
        "seed.",
        "各组相对自身在“{baseline}”下的变化，{window}，附 95% 区间；{seeds}，逐种子配对。",
    ),
    "groups_how_one_swept": (
        "Change in each group against its own outcome at {baseline}, {window}; {seeds}, so no intervals: luck may be "
        "all of it.",
        "各组相对自身在“{baseline}”下的变化，{window}；{seeds}，无区间：差异可能全由偶然造成。",
    ),
    # parts of the model
    "parts": ("Parts in every scenario: {listed}.", "各情景均含部件：{listed}。"),
    "parts_alone": ("Parts of the model: {listed}.", "模型含部件：{listed}。"),
    "swept_units": (" Varied: {listed}.", "改变的设置：{listed}。"),
    "listed_apart": ("; ", "；"),
    # deaths and cost
    "deaths_cost": ("Deaths averted and who pays", "避免的死亡与费用承担"),
    "deaths_cost_how": (
        "A year, against the baseline ({baseline}); mean over {seeds} in the measured window ({window}).",
        "每年，相对基准“{baseline}”；评估窗口（{window}）内 {seeds}的均值。",
    ),
    "deaths_cost_note": (
        "Whiskers, ± and brackets are 95% intervals, paired by seed. Cost left of zero is saved or received. Net: the "
        "resources that all parties bear together; what one pays another cancels out, accidents are not in it. "
        "Cost per death is shown where the interval of deaths averted lies above zero; a net saving is called one "
        "where the interval of the net lies below zero.",
        "须线、± 与方括号为逐种子配对的 95% 区间。零线左侧为节省或收到的费用。"
        "净额：各方合计承担的资源成本，相互间的支付相抵，不含事故损失。"
        "仅当避免死亡数的区间全部大于零时给出每避免一例死亡的费用；仅当净额的区间全部小于零时称为净节省。",
    ),
    "expected_note": ("Deaths are sums of chances, not counts. ", "死亡为概率之和，而非实际计数。"),
    "averted": ("Deaths averted a year", "每年避免的死亡"),
    "added_cost": ("Added cost", "新增费用"),
    "borne_by": ("Cost borne by:", "费用承担方："),
    "net": ("net", "净额"),
    "cost_per_death": ("Net cost per\ndeath averted", "每避免一例\n死亡的净费用"),
    "saves": ("net saving", "净节省"),
    "unsure_net": ("net cost or saving:\ninterval holds zero", "净额区间含零，\n节省与否不确定"),
    "costless": ("no added cost", "无新增费用"),
    "cancels": ("no net cost", "无净费用"),
    "net_number": ("net {net}", "净额 {net}"),
    "within": ("[{low}, {high}]", "[{low}，{high}]"),
    "government": ("government", "政府"),
    "enterprise": ("enterprises", "企业"),
    "insurer": ("insurers", "保险机构"),
    "worker": ("workers", "工人"),
    "outside": ("outsiders", "外部各方"),
    # true and recorded
    "books": ("What happens and what the record shows", "真实情况与在册记录"),
    "books_how": (
        "Mean over {seeds} in the measured window ({window}); lines are its 95% intervals.",
        "评估窗口（{window}）内 {seeds}的均值；细线为均值的 95% 区间。",
    ),
    "books_how_one": (
        "Measured window ({window}) of {seeds}, so no intervals.",
        "评估窗口（{window}）内 {seeds}，无区间。",
    ),
    "books_dashed": (
        "Dashed lines: both books of the baseline ({baseline}).",
        "虚线：基准“{baseline}”的真实值与在册值。",
    ),
    "books_rare": (
        "Deaths are counted and rare: the intervals are wide.",
        "死亡为实际计数，数量少，故区间较宽。",
    ),
    "books_over": (
        "More than 100%: deaths hidden in earlier years are recorded when they come to light.",
        "超过 100%：往年瞒报的死亡在暴露时计入在册数。",
    ),
    "too_few": (
        "too few to show: {true} true, {recorded} recorded in {seeds}",
        "数量过少，不作图：{seeds}共真实 {true}、在册 {recorded}",
    ),
    "injuries_books": ("Injuries", "伤害"),
    "deaths_books": ("Deaths", "死亡"),
    "true": ("true", "真实"),
    "recorded": ("recorded", "在册"),
    "share_recorded": ("recorded\nof true", "在册占\n真实"),
    # enterprises
    "county": ("The county's enterprises by size, industry and risk", "全县企业的规模、行业与风险"),
    "county_how": (
        "{scenario}: one mark is an enterprise there at the start of most runs, its mean over {seeds} and its years in "
        "business; grey: all others.",
        "{scenario}：每个标记为一家期初企业（在多数运行中），取其存续各年、{seeds}的均值；灰色：其余企业。",
    ),
    "county_note": (
        "Bars: mean of the industry's enterprises with up to 19, 20 to 49, 50 to 249, 250 and more workers, "
        "weighted by workers.",
        "横线：该行业 19 人及以下、20–49 人、50–249 人、250 人及以上企业的加权平均（按人数）。",
    ),
    "county_beyond": (
        " Arrowheads at the upper edge: higher, up to {highest}.",
        "上缘的箭头：更高，最高为 {highest}。",
    ),
    "county_zero": (" Marks on the axis: none at all.", "位于横轴上的标记：无伤害。"),
    "headcount": ("workers (logarithmic)", "从业人数（对数刻度）"),
    "expected_rate": ("expected injuries per 100 worker-years", "每百人年预计伤害数"),
    "true_rate": ("injuries per 100 worker-years", "每百人年伤害数"),
    "n_enterprises": ("{name}: {count}, mean {rate}", "{name}：{count} 家，平均 {rate}"),
    # population
    "population": ("The population", "企业总体"),
    "population_how": (
        "{enterprises} enterprises with {workers} workers. Numbers at the bars are counts.",
        "{enterprises} 家企业，{workers} 名从业人员。条末数字为个数。",
    ),
    "share_enterprises": ("enterprises", "企业"),
    "share_workers": ("workers", "从业人员"),
    "share_percent": ("share, %", "占比，%"),
    "at_least": ("Enterprises with at least so many workers", "不少于该人数的企业数"),
    # groups of enterprises
    "groups": ("Where the effect falls, by {by}: {scenario}", "效果落在何处：{scenario}，按{by}"),
    "groups_how": (
        "Change in each group against its own baseline ({baseline}), {window}, with 95% intervals; "
        "{seeds}, paired by seed.",
        "各组相对自身基准（{baseline}）的变化，{window}，附 95% 区间；{seeds}，逐种子配对。",
    ),
    "groups_how_one": (
        "Change in each group against its own baseline ({baseline}), {window}; {seeds}, so no "
        "intervals: luck may be all of it.",
        "各组相对自身基准（{baseline}）的变化，{window}；{seeds}，无区间：差异可能全由偶然造成。",
    ),
    "groups_levels": ("Outcomes by {by}: {scenario}", "各组结果：{scenario}，按{by}"),
    "groups_levels_how": (
        "Mean over {seeds} in the measured window ({window}); lines are its 95% intervals.",
        "评估窗口（{window}）内 {seeds}的均值；横线为均值的 95% 区间。",
    ),
    "groups_note": (
        "Small groups have wide intervals; an arrow ends one that goes on. Intervals are not corrected for the number "
        "of groups. Expected injuries and deaths are sums of chances, which carry far less luck than the injuries that "
        "happened, which the printed table counts. ",
        "企业少的组区间较宽；箭头表示区间超出图幅。区间未作多重比较校正。"
        "预计伤害与预计死亡为概率之和，受偶然影响远小于实际发生的伤害；终端表格列出的是后者。",
    ),
    "groups_percent": (
        "Profit in the printed table is in % of each group's own. ",
        "终端表格中的利润为相对各组自身的百分比。",
    ),
    "groups_county": (
        "In no group: what the agency, the leader and the public bear, {cost} CNY a year more in all.",
        "未计入各组：监管部门、领导与公众承担的部分，合计每年增加 {cost} 元。",
    ),
    "groups_all": ("All enterprises", "全部企业"),
    "groups_size_one": ("{enterprises} enterprise, {workers} workers", "{enterprises} 家企业，{workers} 人"),
    "groups_size": ("{enterprises} enterprises, {workers} workers", "{enterprises} 家企业，{workers} 人"),
    "a_worker_year": ("CNY a worker-year", "元／人年"),
    # dose and response
    "dose": ("Dose and response: {setting}", "取值与效果：{setting}"),
    "dose_how": (
        "Difference from the first value ({first}) in the measured window ({window}), with 95% "
        "bands; {seeds}, paired by seed.",
        "与首个取值（{first}）相比的差异，评估窗口（{window}），附 95% 区间；{seeds}，逐种子配对。",
    ),
    "dose_how_one": (
        "Difference from the first value ({first}) in the measured window ({window}); {seeds}, so "
        "no bands: luck may be all of it.",
        "与首个取值（{first}）相比的差异，评估窗口（{window}）；{seeds}，无区间：差异可能全由偶然。",
    ),
    "dose_note": ("Hollow: the first value. ", "空心点：首个取值。"),
    "dose_expected": (
        "Expected injuries and deaths are sums of chances, which carry far less luck than the injuries that happened, "
        "which the printed table counts. ",
        "预计伤害与预计死亡为概率之和，受偶然影响远小于实际发生的伤害；终端表格列出的是后者。",
    ),
    "dose_log": ("The horizontal axis is logarithmic.", "横轴为对数刻度。"),
    "relative_plain": ("relative change, %", "相对变化，%"),
    # decay
    "event": ("event", "事件"),
    "decay": ("How a response fades", "反应的衰减"),
    "years_how": (
        "Sum of each year, mean over {seeds} with the 95% interval of that mean.",
        "各年合计，{seeds}的均值及其 95% 区间。",
    ),
    "years_mean_how": (
        "Mean of each year, over {seeds} with the 95% interval of that mean.",
        "各年平均，{seeds}的均值及其 95% 区间。",
    ),
    "years_change_how": (
        'Change of each year against "{name}", paired by seed; mean over {seeds} with its 95% interval.',
        "各年与“{name}”相比的变化（按种子配对），{seeds}的均值及其 95% 区间。",
    ),
    "years_dashed": ("Dashed: {name}.", "虚线：{name}。"),
    "decay_how": ("Mean with 95% band; week 0 is the week of the event.", "均值与 95% 区间；第 0 周为事件当周。"),
    # scorecard and pilots
    "card_indicators": ("Scorecard of {scenario}: the record and the truth", "“{scenario}”的评估记分卡：记录与真实值"),
    "card_indicators_how": (
        "Eight indicators in weeks {first} to {last}, mean over {seeds} with the 95% interval of that mean; "
        "dashed: the mean truth.",
        "第 {first} 至 {last} 周的八项指标，{seeds}的均值及其 95% 区间；虚线：真实值的均值。",
    ),
    "card_indicators_note": (
        "Accidents, deaths and losses are a year. The truth is known to a model only, and no instrument reads it. "
        "Training is held against mean skill, culture as told against mean climate: what each is for.",
        "事故、死亡和损失为每年。真实值只有模型知道，任何工具都不读取。"
        "培训覆盖率对照平均技能，自称的文化成熟度对照平均氛围，即各项指标所要反映的内容。",
    ),
    "card_of_truth": ("% of the mean truth", "占真实值均值，%"),
    "card_record_column": ("record", "记录"),
    "card_truth_column": ("truth", "真实值"),
    "card_gap_column": ("difference", "相差"),
    "card_scores": (
        "Scorecard of {scenario}: three subjects and the truth",
        "“{scenario}”的评估记分卡：三方评分与真实得分",
    ),
    "card_scores_how": (
        "Scores in weeks {first} to {last}, mean over {seeds} with the 95% interval of that mean; "
        "the grey lines are gaps.",
        "第 {first} 至 {last} 周的得分，{seeds}的均值及其 95% 区间；灰线为与真实得分的差距。",
    ),
    "card_scores_note": (
        "On every scale 0.5 is an industry's mean in its base period and 0.15 a standard deviation; numbers at the "
        "right are scores less the true one.",
        "各评分中 0.5 为本行业基期均值，0.15 为一个标准差；右侧数字为评分减去真实得分。",
    ),
    "card_score": ("score", "得分"),
    "card_truth": ("truth", "真实得分"),
    "card_government": ("government", "政府评分"),
    "card_self": ("enterprises themselves", "企业自评"),
    "card_third": ("third party", "第三方评分"),
    "card_index": ("index of the three", "三方综合指数"),
    "card_government_gap": ("government", "政府"),
    "card_self_gap": ("themselves", "企业自评"),
    "card_third_gap": ("third party", "第三方"),
    "card_index_gap": ("index", "综合指数"),
    "pilots": ("What pilots say of {piloted}, and what is so", "{piloted}：试点说明什么，实际又如何"),
    "pilots_how": (
        "Injuries from week {first} to the review in week {review}: change in %, mean over {seeds} with the 95% "
        "interval of that mean. Dashed: the true effect at scale.",
        "第 {first} 周至第 {review} 周评估时伤害的变化（%），{seeds}的均值及其 95% 区间。虚线：全面实施的真实作用。",
    ),
    "pilots_note": (
        "The office sees the rows above the line only. Pilots are picked by reputation and attended to; the truth is "
        "known to a model only.",
        "部门只能看到横线以上的各行。试点按声誉择优并受到关注；真实值只有模型知道。",
    ),
    "pilots_recorded": ("on record", "按记录"),
    "pilots_true": ("true", "真实"),
    "pilots_change": ("change of injuries, %", "伤害变化，%"),
    # matrix
    "matrix": ("All effects at a glance", "全部效果一览"),
    "matrix_how": (
        "Area: size of the change relative to the baseline ({baseline}), in % of it, for shares too: never in points. "
        "Hollow: the 95% interval includes zero.",
        "面积：相对基准“{baseline}”的变化幅度，%（比率类指标亦为相对变化，非百分点）。空心：95% 区间包含零。",
    ),
    # designs and sensitivity
    "responses": ("Along each setting: {outcome}", "随各设置的变化：{outcome}"),
    "responses_how": (
        "{scenario}: {points} points, all settings moving together; a dot is the mean of {seeds} in the "
        "measured window.",
        "{scenario}：{points} 个点，各设置同时变化；每点为评估窗口内 {seeds}的均值。",
    ),
    "responses_note": (
        "Line: means of thirds of the points, or of each value where there are few, with their 95% intervals over "
        "points.",
        "折线：按该设置分为三份（取值少时逐值）各份点的均值，附各点间的 95% 区间。",
    ),
    "indices_rank": ("rank (95%)", "名次（95%）"),
    "indices_place": ("{low} to {high}", "{low}–{high}"),
    "indices_more": (
        " {count} more inputs, which move it less, are in the table.",
        "另有 {count} 个影响更小的输入见数据表。",
    ),
    "indices_morris": (
        "mean size of its steps' effects, over its whole range",
        "各步效应绝对值的均值（折合全取值范围）",
    ),
    "indices_morris_second": (
        "how far these effects differ (standard deviation): curves or company",
        "各步效应的标准差：非线性或与其他输入的交互",
    ),
    "indices_morris_note": (
        "Lines: 95% intervals, of walks drawn again. Ranks are those of the same samples.",
        "线段：对路径重抽样所得的 95% 区间；名次由同一批重抽样得出。",
    ),
    "indices_sobol": ("with all its company (total)", "含与其他输入的交互（总效应）"),
    "indices_sobol_second": ("alone (first order)", "单独（一阶效应）"),
    "indices_sobol_note": (
        "Shares of the variance between points. Lines: 95% intervals, of rows drawn again; what is left after all "
        "first orders is company.",
        "占各点间方差的份额。线段：对样本行重抽样所得的 95% 区间；一阶效应之和以外的部分为交互。",
    ),
    "indices_pawn": ("median distance of a slice from all", "各切片与总体分布距离的中位数"),
    "indices_pawn_second": ("largest distance", "最大距离"),
    "indices_pawn_note": (
        "Distance of Kolmogorov and Smirnov, 0 to 1; lines: 95% intervals. Dashed: what an input that does nothing "
        "stays below in 95% of shuffles.",
        "柯尔莫哥洛夫－斯米尔诺夫距离，0–1；线段：95% 区间。虚线：无影响的输入在 95% 的随机打乱中低于此值。",
    ),
    "tornado_low": ("at its low end", "取下限"),
    "tornado_high": ("at its high end", "取上限"),
    "tornado_how": (
        "One input at a time goes to the ends of its range, all others as they are; numbers are what was set.",
        "每次只把一个输入取到范围两端，其余不变；条旁数字为所取的值。",
    ),
    "tornado_note": (
        "Blind to company: what inputs do together is not in it. Luck is in the table, as intervals of the widths.",
        "不反映输入之间的交互；偶然性见数据表中条宽的区间。",
    ),
    # joint draws
    "joint": ("Effects on {outcome} under luck and assumptions", "{outcome}：偶然与假设之下的效果"),
    "joint_how": (
        "Change against the reference. Above: declared numbers, {seeds}. Below: {draws} joint draws of {numbers} "
        "assumed numbers from their declared ranges, each under seeds of its own.",
        "相对参照情景的变化。上：按声明的数值，{seeds}。"
        "下：{numbers} 个假设数值在声明范围内联合抽取 {draws} 次，各用自己的种子。",
    ),
    "joint_note": (
        "The second interval is that of the draws, with no shape assumed: a further draw lies in it with a chance of "
        "{chance}%.",
        "第二个区间由各次抽取得出，不假设分布形状：再抽一次落在其中的概率为 {chance}%。",
    ),
    "joint_luck": ("luck alone, 95%", "仅偶然，95%"),
    "joint_both": ("luck and assumptions together", "偶然与假设合计"),
    "joint_draw": ("one draw", "一次抽取"),
}
