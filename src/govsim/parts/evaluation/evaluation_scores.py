"""Scores of three subjects, the index made of them, and its colour; and what an evaluation takes of people's time."""

from govsim.language import (
    amount,
    channel,
    clip,
    column,
    columns,
    count,
    flag,
    helper,
    log,
    normal,
    parameter,
    purpose,
    rule,
    share,
    sqrt,
    title,
    uniform,
)

title("Evaluation: scores and colours", zh="评估：得分与三色")

SAMPLE = purpose("evaluation_sample")
GOVERNMENT = purpose("evaluation_government")
SEES = purpose("evaluation_third_party_sees")
PASSES = purpose("evaluation_third_party_passes")

# fmt: off
columns(
    "enterprise",
    base_score=share(0.5, "指标得分", "the indicators, each against its industry, by the industry's weights"),
    true_score=share(0.5, "真实得分", "the true level against the industry's, on the same scale; read by nobody who "
                                      "governs"),
    gov_score=share(0.5, "政府评分", "score of the last evaluation by the government"),
    self_score=share(0.6, "企业自评分", "score that the enterprise gave itself"),
    third_score=share(0.5, "第三方评分", "score of the third party"),
    eval_index=share(0.53, "综合评估指数", "the three scores by whose word counts how much"),
    colour=column(0, unit="0 none, 1 green, 2 yellow, 3 red", low=0, high=3, zh="评估颜色",
                  meaning="colour of the last evaluation", source="computed"),
    evaluated=count("evaluations a week", "政府评估次数", "evaluations by the government this week"),
    eval_hours=amount("hours a week", "评估工时", "hours of officers on these evaluations"),
    gap_government=amount("score", "政府评分差距", "distance of the government's score from the truth"),
    gap_self=amount("score", "自评差距", "distance of the enterprise's own score from the truth"),
    gap_third=amount("score", "第三方评分差距", "distance of the third party's score from the truth"),
    gap_subjects=amount("score", "自评与政府评分之差", "own score less the government's, either way"),
    is_red=flag("红色", "coloured red"),
    is_green=flag("绿色", "coloured green"),
    wrong_colour=flag("颜色错误", "red above the industry's true mean, or green below it"),
    near_line=flag("临界", "its honest score would have left it a little below the next colour"),
    gamed=share(0.0, "临界虚报", "what was added to the own score for the sake of a colour"),
)
columns(
    "industry",
    weight_accident=share(0.4, "事故类权重", "weight of the accident indicator in the index"),
    weight_social=share(0.2, "社会类权重", "weight of the social indicator in the index"),
    index_mean=share(0.53, "行业指数均值", "mean of the index in the industry"),
    index_spread=amount("score", "行业指数离散度", "standard deviation of the index in the industry", start=0.1),
    index_top=share(0.6, "行业标杆线", "index that about a quarter of the industry reaches"),
    true_mean=share(0.5, "行业真实均值", "mean of the true score in the industry"),
)
channel("evaluation_sample", level="enterprise", unit="share of enterprises an evaluation", neutral=0.1, combine="max",
        low=0.0, high=1.0, zh="政府评估抽查比例",
        meaning="chance that the government itself scores the enterprise at an evaluation; read by evaluation")
channel("government_word", level="enterprise", unit="multiple of a third", neutral=1.0, combine="product", low=0.0,
        high=3.0, zh="政府评分权重倍数", meaning="weight of the government's score in the index; read by evaluation")
channel("self_word", level="enterprise", unit="multiple of a third", neutral=1.0, combine="product", low=0.0, high=3.0,
        zh="企业自评权重倍数", meaning="weight of the enterprise's own score in the index; read by evaluation")
channel("third_word", level="enterprise", unit="multiple of a third", neutral=1.0, combine="product", low=0.0,
        high=3.0, zh="第三方评分权重倍数",
        meaning="weight of the third party's score in the index; read by evaluation")
channel("sensor_share", level="enterprise", unit="share of the indicators", neutral=0.0, combine="max", low=0.0,
        high=1.0, zh="指标实测比例", meaning="share of indicators that are measured, not told; read by evaluation")
channel("report_share", level="enterprise", unit="share of the reporting", neutral=0.0, combine="max", low=0.0,
        high=1.0, zh="报告自动生成比例",
        meaning="share of an evaluation's report that makes itself; read by evaluation")
channel("evaluation_stake", level="enterprise", unit="share, 1 where work may be stopped", neutral=0.0, combine="any",
        low=0.0, high=1.0, zh="评估结果利害", meaning="how much hangs on the colour or rank; read by evaluation")

parameter("weight_accident_usual", 0.4, low=0.1, high=0.7, unit="share of the index", zh="事故类权重（中等行业）",
          meaning="weight of the accident indicator in an industry of middling hazard",
          source="assumed; programme 5.1.1 and 6.1.1 state no number")
parameter("weight_social_usual", 0.2, low=0.0, high=0.5, unit="share of the index", zh="社会类权重（中等行业）",
          meaning="weight of the social indicator in an industry of middling hazard",
          source="assumed; programme 5.1.1 and 6.1.1 state no number")
parameter("lean_accident", 0.12, low=0.0, high=0.3, unit="share of the index", zh="高危行业事故类加权",
          meaning="more for accidents in the most hazardous industries, as much less in the least",
          source="assumed; programme 6.1.1 for the direction")
parameter("lean_social", 0.15, low=0.0, high=0.3, unit="share of the index", zh="服务行业社会类加权",
          meaning="more for the social indicator in the least hazardous industries, as much less in the most",
          source="assumed; programme 6.1.1 for the direction")
parameter("stage_tilt", 0.5, low=0.0, high=1.5, unit="share of a weight", zh="发展阶段调整幅度",
          meaning="how far weights move from accidents to the social indicator as a region develops",
          source="assumed; programme 5.1.1 for the direction")
parameter("middling_majors", 0.12, low=0.05, high=0.3, unit="a year at 25 workers", zh="中等行业重大隐患产生率",
          meaning="birth of major hazards at which an industry leans neither way", source="assumed")
parameter("score_step", 0.15, low=0.05, high=0.3, unit="score a standard deviation", zh="得分刻度",
          meaning="points for a standard deviation of an indicator in its industry: a scale", source="assumed")
parameter("gov_noise", 0.10, low=0.03, high=0.2, unit="standard deviation of the score", zh="政府评分误差",
          meaning="error of the government's score", source="assumed; E518 (scores and climate hardly agree)")
parameter("self_bias", 0.25, low=0.05, high=0.5, unit="score without commitment", zh="自评偏差",
          meaning="what an enterprise without commitment adds to its own score where nothing is measured",
          source="assumed; E518")
parameter("line_gaming", 0.10, low=0.0, high=0.3, unit="score", zh="临界虚报幅度",
          meaning="what is added besides by who is a little below a line on which all hangs",
          source="assumed; E303-E306 for manipulation near ceilings")
parameter("near_threshold", 0.03, low=0.01, high=0.1, unit="score", zh="临界宽度",
          meaning="how far below a line is a little", source="assumed")
parameter("auditor_noise", 0.12, low=0.05, high=0.25, unit="standard deviation of the score", zh="第三方评分误差",
          meaning="error of a third party of middling competence", source="assumed; E223, E224, E225")
parameter("auditor_false", 0.6, low=0.2, high=0.9, unit="chance", zh="第三方虚假通过率",
          meaning="chance that one below the mark is passed by an auditor whom it chose and pays",
          source="assumed; E223, E224, E225: independence cuts false passes by four fifths")
parameter("auditor_apart", 0.5, low=0.0, high=1.0, unit="share", zh="第三方独立程度",
          meaning="how far the third party of an evaluation is assigned and paid by others", source="assumed")
parameter("auditor_mark", 0.45, low=0.3, high=0.6, unit="score", zh="第三方合格线",
          meaning="score from which the third party passes an enterprise", source="assumed")
parameter("red_below", 0.42, low=0.2, high=0.5, unit="score", zh="红色界线",
          meaning="index below which the colour is red", source="assumed: about a tenth; programme 6.1.3 names none")
parameter("green_above", 0.66, low=0.5, high=0.85, unit="score", zh="绿色界线",
          meaning="index above which the colour is green",
          source="assumed: about a sixth; programme 6.1.3 names none")
parameter("hours_an_evaluation", 16.0, low=4.0, high=80.0, unit="officer-hours", zh="每次评估工时",
          meaning="time of an evaluation by hand: half for collecting, three tenths for checking, the rest for the "
                  "report", source="assumed: two days")
parameter("collecting_share", 0.5, low=0.3, high=0.7, unit="share of the time", zh="采集工时占比",
          meaning="share of an evaluation's time that goes into collecting indicators", source="assumed")
parameter("reporting_share", 0.2, low=0.1, high=0.3, unit="share of the time", zh="报告工时占比",
          meaning="share of an evaluation's time that goes into the report", source="assumed")
# fmt: on

HALF_YEAR = 26
QUARTER = 12  # week of a half-year in which the spot check falls
LEAN_SCALE = 0.9162907318741551  # log of 2.5: the lean is full at two and a half times the middling births
TOP = 0.6744897501960817  # standard deviations above the mean that a quarter exceeds


@rule(writes=("weight_accident", "weight_social"), after="set_the_base")
def weigh_indicators(industry, p, now):
    """Hazardous industries lean to accidents, the others to the social indicator: weight = usual +- lean x hazard.

    hazard = log(major_inflow/middling_majors)/log 2.5, between -1 and 1. Programme 6.1.1; no number there.
    """
    hazard = clip(log(max(industry.major_inflow, 1e-6) / p.middling_majors) / LEAN_SCALE, -1.0, 1.0)
    industry.weight_accident = clip(p.weight_accident_usual + p.lean_accident * hazard, 0.0, 1.0)
    industry.weight_social = clip(p.weight_social_usual - p.lean_social * hazard, 0.0, 1.0 - industry.weight_accident)


@helper
def against(value, mean, spread, p):
    """A value against its industry's base period: .5 at the mean, score_step more a standard deviation."""
    return clip(0.5 + p.score_step * (value - mean) / spread, 0.0, 1.0)


@rule(writes=("base_score", "true_score"), after="weigh_indicators")
def score_indicators(enterprise, industry, region, p, now):
    """Each indicator against its industry, weighted by industry and by the region's stage of development.

    Weights of accidents x (1 + stage_tilt (.5 - stage)), of the social one x (1 - stage_tilt (.5 - stage)); then all
    divided by their sum.
    """
    late = p.stage_tilt * (region.stage - 0.5)
    accident = industry.weight_accident * (1.0 - late)
    social = industry.weight_social * (1.0 + late)
    process = max(1.0 - industry.weight_accident - industry.weight_social, 0.0)
    scored = accident * against(enterprise.ev_accident, industry.mean_accident, industry.spread_accident, p)
    scored += process * against(enterprise.ev_process, industry.mean_process, industry.spread_process, p)
    scored += social * against(enterprise.ev_social, industry.mean_social, industry.spread_social, p)
    enterprise.base_score = scored / max(accident + process + social, 1e-9)
    enterprise.true_score = against(enterprise.eval_truth, industry.mean_truth, industry.spread_truth, p)


@helper
def evaluation_hours(enterprise, p):
    """Hours of an evaluation: what sensors collect and what reports make themselves is saved."""
    saved = p.collecting_share * enterprise.sensor_share + p.reporting_share * enterprise.report_share
    return p.hours_an_evaluation * (1.0 - saved)


@rule(writes=("evaluated", "eval_hours", "gov_score"), after="score_indicators")
def government_evaluates(enterprise, p, now):
    """A double-random sample each half-year, and half as many in a spot check a quarter later: base + gov_noise noise.

    Where indicators are measured, less of the error is left: noise x (1 - sensor_share/2). Who is not drawn keeps the
    last score.
    """
    enterprise.evaluated = 0
    enterprise.eval_hours = 0.0
    place = now.week % HALF_YEAR
    if place == HALF_YEAR - 1 or place == QUARTER:
        chance = enterprise.evaluation_sample if place == HALF_YEAR - 1 else 0.5 * enterprise.evaluation_sample
        if uniform(now, enterprise, SAMPLE) < chance:
            noise = p.gov_noise * (1.0 - 0.5 * enterprise.sensor_share) * normal(uniform(now, enterprise, GOVERNMENT))
            enterprise.gov_score = clip(enterprise.base_score + noise, 0.0, 1.0)
            enterprise.evaluated = 1
            enterprise.eval_hours = evaluation_hours(enterprise, p)


@helper
def index_of(enterprise, own):
    """The mean of the government's score, an own one and the third party's, by whose word counts how much."""
    said = enterprise.government_word * enterprise.gov_score + enterprise.self_word * own
    said += enterprise.third_word * enterprise.third_score
    words = enterprise.government_word + enterprise.self_word + enterprise.third_word
    return said / words if words > 0.0 else enterprise.base_score


@rule(writes=("self_score", "gamed", "near_line"), after="government_evaluates")
def enterprises_assess_themselves(enterprise, p, now):
    """Own score = indicators + self_bias (1 - commitment)(1 - sensor_share), and more just below a line that matters.

    Where the honest score, with the others as they stand, would leave the index within near_threshold below a colour:
    + line_gaming x what hangs on it x (1 - sensor_share).
    """
    if now.week % HALF_YEAR == HALF_YEAR - 1:
        told = 1.0 - enterprise.sensor_share
        honest = enterprise.base_score + p.self_bias * (1.0 - enterprise.commitment) * told
        standing = index_of(enterprise, clip(honest, 0.0, 1.0))
        below_red = p.red_below - standing
        below_green = p.green_above - standing
        close = below_red >= 0.0 and below_red < p.near_threshold
        close = close or below_green >= 0.0 and below_green < p.near_threshold
        added = p.line_gaming * enterprise.evaluation_stake * told if close else 0.0
        enterprise.near_line = close
        enterprise.gamed = clip(added, 0.0, 1.0)
        enterprise.self_score = clip(honest + added, 0.0, 1.0)


@rule(writes=("third_score",), after="enterprises_assess_themselves")
def third_party_looks(enterprise, p, now):
    """An auditor sees the place, with an error, and lets some pass who are below the mark.

    seen = true score + auditor_noise noise; below auditor_mark it is put down as the mark with chance auditor_false
    (1 - .8 auditor_apart). Evidence: E223-E225.
    """
    if now.week % HALF_YEAR == HALF_YEAR - 1:
        noise = p.auditor_noise * normal(uniform(now, enterprise, SEES))
        seen = clip(enterprise.true_score + noise, 0.0, 1.0)
        if seen < p.auditor_mark:
            if uniform(now, enterprise, PASSES) < p.auditor_false * (1.0 - 0.8 * p.auditor_apart):
                seen = p.auditor_mark
        enterprise.third_score = seen


@rule(writes=("eval_index", "colour"), after="third_party_looks")
def make_the_index(enterprise, p, now):
    """The index is the mean of the three scores by whose word counts how much; its colour holds until the next."""
    if now.week % HALF_YEAR == HALF_YEAR - 1:
        index = clip(index_of(enterprise, enterprise.self_score), 0.0, 1.0)
        enterprise.eval_index = index
        enterprise.colour = 3 if index < p.red_below else 1 if index > p.green_above else 2


@rule(writes=("index_mean", "index_spread", "index_top", "true_mean"), after="make_the_index")
def rank_the_industry(industry, enterprises, p, now):
    """The mean and spread of an industry's index, what about a quarter of it reaches, and its true mean."""
    n = 0
    total = 0.0
    squares = 0.0
    truth = 0.0
    for enterprise in enterprises:
        n += 1
        total += enterprise.eval_index
        squares += enterprise.eval_index * enterprise.eval_index
        truth += enterprise.true_score
    if n > 0:
        mean = total / float(n)
        industry.index_mean = mean
        industry.index_spread = sqrt(max(squares / float(n) - mean * mean, 0.0))
        industry.index_top = clip(mean + TOP * industry.index_spread, 0.0, 1.0)
        industry.true_mean = truth / float(n)


@rule(
    writes=("gap_government", "gap_self", "gap_third", "gap_subjects", "is_red", "is_green", "wrong_colour"),
    after="rank_the_industry",
)
def hold_against_the_truth(enterprise, industry, p, now):
    """How far each subject is from the truth and from the others, and which colours are wrong; for studies only."""
    truth = enterprise.true_score
    enterprise.gap_government = abs(enterprise.gov_score - truth)
    enterprise.gap_self = abs(enterprise.self_score - truth)
    enterprise.gap_third = abs(enterprise.third_score - truth)
    enterprise.gap_subjects = abs(enterprise.self_score - enterprise.gov_score)
    enterprise.is_red = enterprise.colour == 3
    enterprise.is_green = enterprise.colour == 1
    falsely_red = enterprise.colour == 3 and truth > industry.true_mean
    falsely_green = enterprise.colour == 1 and truth < industry.true_mean
    enterprise.wrong_colour = falsely_red or falsely_green
