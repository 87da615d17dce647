"""The phrases of figures of searches."""

OF_SEARCHES: dict[str, tuple[str, str]] = {
    "pareto": ("Mixes of measures: {objective} against the other objectives", "措施组合：{objective}与其他目标"),
    "pareto_how": (
        "Change from {reference} over {period}. Dots: {tried} mixes tried, means of {seeds} that chose. Numbered: "
        "members of the front, means and 95% intervals of {fresh} that did not choose them.",
        "{period}内与“{reference}”相比的变化。点：已试的 {tried} 个组合，用于挑选的 {seeds}的均值。"
        "编号：前沿成员，取未参与挑选的 {fresh}的均值及 95% 区间。",
    ),
    "pareto_note": (
        "A member may look beaten in one panel: it is not in all of them. Hollow: beaten, or beyond the budget, under "
        "the fresh seeds.",
        "成员在某一图中可能显得较差，但并非在所有目标上都差。空心：在新种子下被超过或超出预算。",
    ),
    "pareto_tried": ("mix tried", "已试组合"),
    "pareto_over": ("mix tried, beyond the budget", "已试组合，超出预算"),
    "pareto_member": ("member of the front", "前沿成员"),
    "pareto_named": ("named scenario", "指定情景"),
    "pareto_axis": ("{title}, change\n({unit})", "{title}的变化\n（{unit}）"),
    "pareto_axis_flat": ("{title}, change ({unit})", "{title}的变化（{unit}）"),
    "pareto_scaled": ("{unit}, in {scale}", "{unit}，{scale}"),
    "pareto_thousands": ("thousands", "千"),
    "pareto_millions": ("millions", "百万"),
    "volume": ("Growth of the front", "前沿的增长"),
    "volume_how": (
        "Share of the box between the ends of the front that mixes dominate which keep the budget and were found by "
        "then; a line a search, each with luck of its own.",
        "至该代已找到且未超预算的组合所支配的空间占前沿端点所围空间的份额；每次搜索一条线，各有自己的随机性。",
    ),
    "volume_note": (
        "Lines that end apart, or still rise, say that more generations would find better mixes.",
        "若各线终点相距较远或仍在上升，增加代数可找到更优的组合。",
    ),
    "volume_axis": ("hypervolume (share)", "超体积（份额）"),
    "volume_generation": ("generation", "代"),
    "volume_search": ("search {number}", "第 {number} 次搜索"),
    "regret": ("Regret under assumed numbers", "假设数值下的遗憾"),
    "regret_how": (
        "{draws} joint draws of {numbers} assumed numbers. Regret: how much worse than the best member of the draw, "
        "the mean over objectives.",
        "对 {numbers} 个假设数值联合抽取 {draws} 次。遗憾：比该次最优成员差多少，取各目标的平均。",
    ),
    "regret_note": (
        "Each objective in % of the spread between members, so that objectives count alike. Right: share of draws "
        "that reach the aims: {aims}.",
        "各目标以成员间差距的百分比计，同等对待。右：达到目标的抽取份额（{aims}）。",
    ),
    "regret_mean": ("mean over draws", "各次抽取的平均"),
    "regret_largest": ("largest", "最大"),
    "regret_draw": ("one draw", "一次抽取"),
    "regret_axis": ("regret, % of the spread between members", "遗憾，占成员间差距的百分比"),
    "regret_reached": ("aims reached", "达到目标"),
}
