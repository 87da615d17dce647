"""The phrases of figures of calibrations, and of a question asked again under other structures."""

OF_CALIBRATION: dict[str, tuple[str, str]] = {
    "calibrated_numbers": ("What the records leave of each number", "在册记录使各参数缩小到的范围"),
    "calibrated_numbers_how": (
        "Each row runs from the low to the high end of what was possible before; its shape is where {draws} draws lie "
        "that {targets} targets leave possible, the line 95% of them, its stroke the median.",
        "每行自左至右为先验范围的下限至上限；形状为 {targets} 项目标所允许的 {draws} 次抽取的分布，"
        "线段为其 95% 区间，竖线为中位数。",
    ),
    "calibrated_numbers_note": (
        "Dashed: the prior, alike everywhere. At the right: median, 95% of the draws, share of the prior's variance "
        "that is gone; below, the prior's ends.",
        "虚线：先验分布（处处相同）。右侧：中位数、95% 区间、先验方差减少的比例；其下为先验范围。",
    ),
    "calibrated_by_data": ("moved by the data", "由数据确定"),
    "calibrated_prior_only": ("prior only", "仅为先验"),
    "calibrated_usual": ("the value before", "原值"),
    "calibrated_low": ("low end", "下限"),
    "calibrated_high": ("high end", "上限"),
    "calibrated_axis": ("where in the prior", "在先验范围中的位置"),
    "calibrated_targets": ("What was recorded, and what the draws give", "在册记录与抽取结果的对照"),
    "calibrated_targets_how": (
        "Runs of {draws} draws under {seeds}, with the luck of as many years as were recorded and {discrepancy}% for "
        "what the model leaves out; 95% intervals, all over the recorded value.",
        "{draws} 次抽取、{seeds}的运行结果，含与记录年数相同的偶然波动及 {discrepancy}% 的模型误差；"
        "95% 区间，均以记录值为 1。",
    ),
    "calibrated_targets_note": (
        "A thick bar is a range in which every value is as good; 1 is its middle. At the right: the record, then the "
        "draws, in their own unit.",
        "粗线为区间目标，区间内各值同等，1 为其中点。右侧：记录值与抽取结果，均为原单位。",
    ),
    "calibrated_record": ("recorded, or the range", "记录值或区间"),
    "calibrated_fits": ("draws, fitting", "抽取结果，相符"),
    "calibrated_missed": ("draws, not fitting", "抽取结果，不符"),
    "calibrated_before": ("points of the prior", "先验各点"),
    "calibrated_ratio": ("multiple of the recorded value", "相对记录值的倍数"),
    "structured": ("{scenario}: change in true injuries in each structure", "{scenario}：各结构下真实伤害的变化"),
    "structured_how": (
        "Against {reference} within the same structure, paired by seed, {seeds}; 95% interval of the mean. Of draws: "
        "the median and the interval in which a further draw lies.",
        "与同一结构下的“{reference}”按种子配对比较，{seeds}；均值的 95% 区间。参数抽取：中位数及再次抽取所在的区间。",
    ),
    "structured_note": (
        "Band: the interval of the county as it is. Hollow: the interval holds zero.",
        "色带：原结构的区间。空心：区间包含零。",
    ),
    "structured_same": ("as it is", "原结构"),
    "structured_agrees": ("same sign", "方向相同"),
    "structured_turns": ("other sign", "方向相反"),
    "structured_axis": ("change in true injuries, %", "真实伤害的变化，%"),
}
