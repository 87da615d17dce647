"""The phrases of figures, in English and Chinese."""

from govsim.figures.calibration_phrases import OF_CALIBRATION
from govsim.figures.discovery_phrases import OF_DISCOVERY
from govsim.figures.method_phrases import OF_METHODS
from govsim.figures.search_phrases import OF_SEARCHES

PHRASES: dict[str, tuple[str, str]] = {
    **OF_METHODS,
    **OF_SEARCHES,
    **OF_DISCOVERY,
    **OF_CALIBRATION,
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
    # matrix
    "matrix": ("All effects at a glance", "全部效果一览"),
    "matrix_how": (
        "Area: size of the change relative to the baseline ({baseline}), in % of it, for shares too: never in points. "
        "Hollow: the 95% interval includes zero.",
        "面积：相对基准“{baseline}”的变化幅度，%（比率类指标亦为相对变化，非百分点）。空心：95% 区间包含零。",
    ),
}
