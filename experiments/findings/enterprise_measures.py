"""What enterprises do themselves: devices, rewards, pay, reports on oneself, equipment that is paid for."""

from govsim.claims.effects.cases import build
from govsim.claims.findings.finding import Finding, Published, evidence
from govsim.claims.findings.lab import change, relative

SEEDS = 24
FIRST_YEAR = slice(3, 4)  # measures begin in week 156
PUBLISHED = {"information_disclosure": {}}
CASES = {
    "baseline": {},
    "signals": {"wearables": {"coached": 0.0}},
    "coached": {"wearables": {"coached": 1.0}},
    "subsidies": {"safety_subsidies": {}},
    "self_inspection": {"self_inspection_reporting": {}},
    "pay": {"safety_pay": {}},
    "suggestions": {"suggestion_rewards": {}},
    "disclosure": PUBLISHED,
    "promise": {**PUBLISHED, "safety_commitment": {}},
}


def made(lab):
    """Yearly sums of the usual county under each, from week 156 on; made once in a lab."""
    return lab.once("enterprise_measures", lambda: lab.sums({k: build(k, v) for k, v in CASES.items()}, SEEDS))


def against(lab, case, outcome="injuries_expected", base="baseline"):
    """Change over years 6 to 10 in per cent."""
    found = made(lab)
    return change(found.value(case, outcome), found.value(base, outcome))


def odds_ratio(lab, case):
    """Odds of doing a risky task against the rule, in the first year, over those without."""
    found = made(lab)
    share = [found.value(name, "mean_violation", FIRST_YEAR) for name in (case, "baseline")]
    return relative(*(one / (1.0 - one) for one in share))


FOR_ALL = "for all from week 156 on, years 6 to 10"
ZH = "自第 156 周起在全部企业实施，第 6 至 10 年"

FINDINGS = (
    Finding(
        "enterprise_measures.signals",
        ("odds of violations under signals alone, ratio", "只有提示时违章的比值比"),
        ("E637",),
        (
            "wearables for four in five, nobody coached, first year; violations stand for risky driving",
            "五分之四佩戴，无人辅导，第一年；以违章代表危险驾驶",
        ),
        lambda lab: odds_ratio(lab, "signals"),
        evidence("E637"),
        neutral=1.0,
    ),
    Finding(
        "enterprise_measures.coached",
        ("odds of violations under signals and coaching, ratio", "提示加辅导时违章的比值比"),
        ("E638",),
        (
            "wearables for four in five, all of them coached, first year; violations stand for risky driving",
            "五分之四佩戴并全部接受辅导，第一年；以违章代表危险驾驶",
        ),
        lambda lab: odds_ratio(lab, "coached"),
        evidence("E638"),
        neutral=1.0,
    ),
    Finding(
        "enterprise_measures.fatigue",
        ("fatigue events under alarms, %", "疲劳提示下的疲劳事件变化，%"),
        ("E434",),
        ("cannot be: the model has no fatigue", "不能：模型没有疲劳"),
        None,
        evidence("E434"),
    ),
    Finding(
        "enterprise_measures.subsidies",
        ("injuries under equipment subsidies, %", "设备补贴下的伤害变化，%"),
        ("E556",),
        (
            f"equipment subsidies {FOR_ALL}; published for firms that applied, before and after: an upper bound, and "
            "all up to it counts as met",
            f"设备补贴{ZH}；公布的是申请企业前后对比，为上限，不超过即为符合",
        ),
        lambda lab: against(lab, "subsidies"),
        evidence("E556"),
        band=(-25.0, 0.0),
    ),
    Finding(
        "enterprise_measures.claims",
        ("recorded injuries under equipment subsidies, %", "设备补贴下的在册伤害变化，%"),
        ("E077",),
        (
            f"equipment subsidies {FOR_ALL}; published for the workers at the new equipment, before and after: an "
            "upper bound, and all up to it counts as met",
            f"设备补贴{ZH}；公布的是使用新设备的工人前后对比，为上限，不超过即为符合",
        ),
        lambda lab: against(lab, "subsidies", "injuries_recorded"),
        evidence("E077"),
        band=(-66.0, 0.0),
    ),
    Finding(
        "enterprise_measures.majors",
        ("major hazards found by enterprises under self-inspection, %", "自查自报下企业自查重大隐患的变化，%"),
        ("E573",),
        (
            f"self-inspection and reporting {FOR_ALL}; the published year had a national campaign, and no comparison",
            f"自查自报{ZH}；公布的年份有全国专项行动，没有对照",
        ),
        lambda lab: against(lab, "self_inspection", "majors_self_found"),
        evidence("E573"),
    ),
    Finding(
        "enterprise_measures.abnormal",
        ("deaths expected from major hazards under self-inspection, %", "自查自报下重大隐患预计死亡的变化，%"),
        ("E571",),
        (
            f"self-inspection and reporting {FOR_ALL}; only the direction was published, of firms that chose to",
            f"自查自报{ZH}；只公布了方向，为自愿企业",
        ),
        lambda lab: against(lab, "self_inspection", "deaths_in_majors_expected"),
        Published(-1.0, direction=True),
    ),
    Finding(
        "enterprise_measures.silence",
        ("share of injuries on record under pay by results, %", "薪酬挂钩下伤害上报率的变化，%"),
        ("E110",),
        (
            f"pay linked to safety {FOR_ALL}; two studies found no relation, experts expect less to be told; within "
            "five per cent is assumed to count as none",
            f"薪酬与安全挂钩{ZH}；两项研究没有发现关系，专家预计上报减少；5% 以内假定视为没有",
        ),
        lambda lab: against(lab, "pay", "reported_share"),
        evidence("E110"),
        band=(-5.0, 5.0),
    ),
    Finding(
        "enterprise_measures.suggestions",
        ("injuries under rewards for suggestions, %", "建议奖励下的伤害变化，%"),
        ("E102",),
        (
            f"rewards for suggestions {FOR_ALL}; a correlation on one site was published, of which the direction is "
            "held against it",
            f"建议奖励{ZH}；公布的是一个工地的相关系数，只对照方向",
        ),
        lambda lab: against(lab, "suggestions"),
        Published(-1.0, direction=True),
    ),
    Finding(
        "enterprise_measures.promise",
        ("effort under a public promise beside disclosure, %", "信息公开之外加安全承诺时努力程度的变化，%"),
        ("E531",),
        (
            f"disclosure and promises against disclosure alone, {FOR_ALL}; only the direction was published, in other "
            "fields",
            f"信息公开加承诺与仅信息公开相比，{ZH}；只公布了方向，为其他领域",
        ),
        lambda lab: against(lab, "promise", "mean_effort", "disclosure"),
        Published(1.0, direction=True),
    ),
    Finding(
        "enterprise_measures.board",
        ("injuries after a forced move to an independent board, %", "强制改设独立董事会后的伤害变化，%"),
        ("E457",),
        ("cannot be: the model has no boards", "不能：模型没有董事会"),
        None,
        evidence("E457"),
    ),
    Finding(
        "enterprise_measures.piece_rates",
        ("injuries at workers who move to piece rates", "改为计件的工人的伤害"),
        ("E461",),
        ("cannot be: pay by output is not in the model", "不能：模型没有计件工资"),
        None,
        evidence("E461"),
    ),
)
