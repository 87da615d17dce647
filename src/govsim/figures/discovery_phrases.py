"""The phrases of figures of discovery: rules over settings, their trade-off, and which scenario is best where."""

OF_DISCOVERY: dict[str, tuple[str, str]] = {
    "rule": ("Rule {number}: where {rule}", "规则 {number}：{rule}"),
    "rule_how": (
        "{value} {condition}: at {density}% of the points in the frame, against {base}% of those searched; "
        "{coverage}% of such points lie in it.",
        "{value}{condition}：框内各点中占 {density}%，而所搜索的点中占 {base}%；此类点的 {coverage}% 在框内。",
    ),
    "rule_note": (
        "Each panel shows two settings that the rule restricts; all others vary too. Names are spread sideways so that "
        "points do not hide each other. Small: luck could decide (the interval over seeds holds the threshold).",
        "每幅为规则所限的两个设置，其余设置同时变化。类别值左右错开以免重叠。小点：可能由偶然决定（种子间区间含界值）。",
    ),
    "rule_hit": ("it happens", "出现"),
    "rule_miss": ("it does not", "不出现"),
    "rule_before": ("in a rule before", "已属于前面的规则"),
    "rule_frame": ("the rule", "规则范围"),
    "trade_off": ("Coverage and density on the way to each rule", "求各规则过程中的覆盖率与密度"),
    "trade_off_how": (
        "{value} {condition}: each dot is a step of peeling, from all points to few.",
        "{value}{condition}：每点为剥离过程的一步，从全部点到少数点。",
    ),
    "trade_off_note": (
        "Numbers along the line say how many settings the box restricts where that changes. The halves: rules found "
        "from one half of the points, at the points of the other, mean and 95% of the times.",
        "线旁数字为该范围所限设置的个数（变化处标出）。半数样本：由一半的点求得的规则在另一半上的均值及 95% 的次数。",
    ),
    "trade_off_step": ("step", "步骤"),
    "trade_off_chosen": ("chosen step", "所选步骤"),
    "trade_off_rule": ("rule, after ends were moved", "移动界限后的规则"),
    "trade_off_halves": ("at the other half", "在另一半上"),
    "trade_off_panel": ("rule {number}", "规则 {number}"),
    "coverage": ("coverage, % of the points where it happens", "覆盖率，占出现之点的 %"),
    "density": ("density, % of the box's points", "密度，占范围内点的 %"),
    "indices_trees": ("share of the variance that splits on it take away", "按该设置分裂所减少方差的份额"),
    "indices_trees_note": (
        "Extremely randomised trees. Lines: 95% intervals, of points drawn again; ranks are those of the same samples. "
        "Dashed: what the best of all settings' shuffled copies stays below in 95% of repeats.",
        "极端随机树。线段：对点重抽样所得的 95% 区间，名次由同一批重抽样得出。"
        "虚线：各设置打乱的副本中最好者在 95% 的重复中低于此值。",
    ),
    "best_where": ("Which scenario is best where: {outcome}", "各情景在何处最好：{outcome}"),
    "best_where_how": (
        "{points} points under {seeds}, the same for all scenarios; the {way} is best. Colour: the best scenario of "
        "the nearest point.",
        "{points} 个点，{seeds}，各情景相同；以{way}为最好。底色：最近点的最好情景。",
    ),
    "best_where_note": (
        "Hollow: the best cannot be told from another, since their paired 95% interval over seeds holds zero. "
        "Shares are those of points, with their 95% intervals.",
        "空心：最好的情景与另一情景不能区分（种子配对 95% 区间含零）。比例为点数之比，附 95% 区间。",
    ),
    "best_where_lowest": ("lowest", "最低"),
    "best_where_highest": ("highest", "最高"),
    "best_where_key": ("{scenario}: {share}% ({low}–{high})", "{scenario}：{share}%（{low}–{high}）"),
    "best_where_untold": ("cannot be told: {share}%", "不能区分：{share}%"),
}
