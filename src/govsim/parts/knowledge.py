"""Knowledge: whose practice there is to copy, and who takes it over.

Management of safety differs within an industry. Whoever is in touch with others' practice takes over part of what the
better do, slowly: laggards gain, leaders hardly. Visible models are copied by those who see them. Without contact
nothing is taken over beyond what the county does without this part.
"""

from govsim.language import (
    amount,
    channel,
    columns,
    count,
    flag,
    outcome,
    parameter,
    ratio,
    rule,
    share,
    sqrt,
    title,
)

title("Knowledge", zh="知识传播")

# fmt: off
columns(
    "industry",
    capability_mean=share(0.5, "行业平均管理能力", "mean capability of the industry's enterprises last week"),
    capability_spread=share(0.0, "行业管理能力离散度", "standard deviation of it"),
    models=amount("enterprises, weighted", "可见示范数", "enterprises of the industry that are visible as models"),
    model_capability=share(0.5, "可学做法的管理能力", "capability of the practice that there is to copy"),
)
columns(
    "enterprise",
    practice_gap=share(0.0, "与先进做法的差距", "what its capability lacks to its industry's mean plus one spread"),
    capability_copied=share(0.0, "学来的管理能力", "capability taken over from others this week"),
    leads=flag("行业领先", "its capability is a spread or more above its industry's mean"),
    leading_capability=share(0.0, "领先企业管理能力", "capability, where it leads its industry"),
    leading=count("enterprises", "领先企业数", "1 where it leads its industry"),
)
channel("practice_spread", level="enterprise", unit="share of others' practice that is known", neutral=0.0,
        combine="any", low=0.0, high=1.0, zh="做法传播",
        meaning="contact with how others of the industry manage safety; read by knowledge")
channel("model_visibility", level="enterprise", unit="share of the industry that knows it", neutral=0.0, combine="max",
        low=0.0, high=1.0, zh="示范可见度", meaning="how visible an enterprise is as a model; read by knowledge")
parameter("follow_rate", 0.004, low=0.001, high=0.02, unit="share of the gap a week", zh="做法学习速度",
          meaning="share of the gap to practice that is fully known which is taken over in a week",
          source="assumed; E562 (few practices spread across firms), E582 (managers who meet get better), E311")
outcome("practice_gap", total="enterprise.practice_gap", kind="stock", unit="capability, summed over enterprises",
        zh="与先进做法的差距", better="less",
        meaning="what enterprises' capability lacks to the mean plus one spread of their industry")
outcome("capability_copied", total="enterprise.capability_copied", unit="capability, summed over enterprises",
        zh="学来的管理能力", better="more", meaning="capability taken over from others of the industry")
outcome("leading", total="enterprise.leading", kind="stock", unit="enterprises", zh="行业领先企业数",
        meaning="enterprises a spread or more above the mean capability of their industry")
outcome("leading_capability", total="enterprise.leading_capability", kind="stock",
        unit="capability, summed over those who lead", zh="领先企业管理能力合计", better="more",
        meaning="capability of those who lead their industry")
ratio("mean_practice_gap", over="practice_gap", by="enterprises", unit="share", zh="平均与先进做法的差距",
      better="less")
ratio("mean_leading_capability", over="leading_capability", by="leading", unit="share", zh="领先企业平均管理能力",
      better="more")
# fmt: on


@rule(writes=("capability_mean", "capability_spread", "models", "model_capability"), phase="parties")
def show_models(industry, enterprises, p, now):
    """What there is to copy: the better third of an industry, or its visible models where these are better.

    model = max(mean + spread, visibility-weighted mean of the visible), of last week's capability. Evidence: E582,
    E462 (what is honoured is copied); that the better third stands for others' practice is assumed.
    """
    n = 0
    total = 0.0
    squares = 0.0
    seen = 0.0
    shown = 0.0
    for enterprise in enterprises:
        n += 1
        total += enterprise.capability
        squares += enterprise.capability * enterprise.capability
        seen += enterprise.model_visibility
        shown += enterprise.model_visibility * enterprise.capability
    industry.models = seen
    if n > 0:
        mean = total / float(n)
        spread = sqrt(max(squares / float(n) - mean * mean, 0.0))
        better = mean + spread
        if seen > 0.0:
            better = max(better, shown / seen)
        industry.capability_mean = mean
        industry.capability_spread = min(spread, 1.0)
        industry.model_capability = min(better, 1.0)


@rule(writes=(
    "practice_gap", "leads", "leading", "leading_capability", "capability_copied", "capability_support",
), after="show_models")  # fmt: skip
def follow_models(enterprise, industry, p, now):
    """Who knows better practice takes some of it over: capability + follow_rate practice_spread (model - own) a week.

    The gap is counted to the industry's mean plus one spread, whoever is visible. Evidence: E562, E582, E311.
    """
    best = min(industry.capability_mean + industry.capability_spread, 1.0)
    enterprise.practice_gap = max(best - enterprise.capability, 0.0)
    leads = enterprise.capability >= best
    enterprise.leads = leads
    enterprise.leading = 1 if leads else 0
    enterprise.leading_capability = enterprise.capability if leads else 0.0
    enterprise.capability_copied = 0.0
    if enterprise.practice_spread > 0.0 and enterprise.capability < 0.999:
        gap = max(industry.model_capability - enterprise.capability, 0.0)
        copied = p.follow_rate * enterprise.practice_spread * gap
        enterprise.capability_copied = copied
        enterprise.capability_support += copied / (1.0 - enterprise.capability)
