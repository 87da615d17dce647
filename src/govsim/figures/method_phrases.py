"""The phrases of figures of methods: scorecards and pilots, designs, sensitivity, joint draws."""

OF_METHODS: dict[str, tuple[str, str]] = {
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
    # societal risk
    "fn": ("Societal risk: how often accidents kill N workers or more", "社会风险：一次死亡 N 人及以上事故的频率"),
    "fn_how": (
        "Accidents a year in the measured window ({window}), counted over {seeds}; bars: 95% intervals of a Poisson "
        "count.",
        "评估窗口（{window}）内每年的事故起数，按 {seeds}计数；竖线：泊松计数的 95% 区间。",
    ),
    "fn_note": (
        "Over {years} run-years; accidents of three deaths or more: {listed}. At one death (hollow) each smaller "
        "accident counts once a death: an upper bound. A hollow triangle: none of three happened; the end of its "
        "interval. Workers' deaths only.",
        "合计 {years} 个模拟年；死亡三人及以上的事故：{listed}。"
        "一人处（空心圆）将较小事故按死亡人数逐一计为一起，为上限。空心三角：未发生死亡三人及以上的事故，所示为区间上端。只计职工死亡。",
    ),
    "fn_count": ("{scenario} {count}", "{scenario} {count} 起"),
    "fn_deaths": ("deaths in one accident, N", "一次事故死亡人数 N"),
    "fn_yearly": ("accidents a year with N deaths or more", "每年死亡 N 人及以上的事故（起）"),
    "fn_larger": ("larger", "较大"),
    "fn_major": ("major", "重大"),
    "fn_extreme": ("especially major", "特别重大"),
    # trials
    "trial_estimate": ("median estimate of the studies", "研究的中位估计"),
    "trial_true": ("true effect", "真实效果"),
    "trial_everywhere": ("true effect where all have it", "全部实施时的真实效果"),
    "trial_wrong": ("estimator that is wrong here", "此处不适用的估计方法"),
    "trial_published": ("published", "公布值"),
    "trial_change": ("change, %", "变化，%"),
    "trial_note": (
        "Thick: 95% interval of the median over trials; thin: where 95% of single estimates lie. The true effect is "
        "that of the same runs with and without the treatment, on the units that the study looks at.",
        "粗线：各次试验中位数的 95% 区间；细线：95% 的单次估计所在范围。"
        "真实效果为同一批运行有无该措施之差，取研究所考察的单位。",
    ),
    "trial_path_note": (
        "Dots: median estimate; lines: where 95% of single estimates lie. Years before adoption show no effect where "
        "cohorts went alike.",
        "圆点：中位估计；竖线：95% 的单次估计所在范围。各批单位原本走势相同时，采用前各年应无效果。",
    ),
    "trial_since": ("years since adoption", "采用后的年数"),
    "trial_years": ("years watched: {count}", "观察年数：{count}"),
    "trial_units": ("units that take part, treated and others", "参加试验的单位数（含对照）"),
    "trial_power": ("% of trials that are significant", "结果显著的试验占比，%"),
    "trial_power_note": (
        "Vertical lines: 95% interval after Wilson. Dashed: the power that a proposed trial should have.",
        "竖线：Wilson 95% 区间。虚线：拟议试验应有的检验效能。",
    ),
}
