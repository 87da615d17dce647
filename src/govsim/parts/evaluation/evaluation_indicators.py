"""The eight indicators of an enterprise as the record has them, and its true risk beside them."""

from govsim.language import (
    WEEKS_A_YEAR,
    amount,
    clip,
    columns,
    count,
    exp,
    flag,
    helper,
    normal,
    parameter,
    purpose,
    rule,
    share,
    sqrt,
    title,
    toward,
    uniform,
)

title("Evaluation: indicators", zh="评估：指标")

SURVEY = purpose("evaluation_survey")

# fmt: off
columns(
    "public",
    surveyed_safety=share(0.85, "群众安全感调查值", "share of those asked who feel safe, of a survey each half-year",
                          "E251, E252"),
    survey_error=share(0.0, "安全感调查误差", "distance of the survey from what all would have said"),
)
columns(
    "enterprise",
    ev_recent=share(0.8, "近期事故得分",
                    "half a year of recorded harm on an exponential scale: the usual short memory"),
    ev_control=share(1.0, "风险管控率", "share of the last half-year without a known major hazard left open",
                     "assumed"),
    ev_rectified=share(0.95, "账面整改率", "ordered hazards closed on paper by the deadline, smoothed", "assumed"),
    ev_training=share(0.5, "培训覆盖率", "workers with the training that the law asks for: coverage, not skill"),
    culture_told=share(0.6, "自称文化成熟度", "maturity of culture as the enterprise tells it"),
    ev_accident=share(0.5, "事故类指标", "recorded harm of three years against what the tariff expects"),
    ev_process=share(0.6, "过程类指标", "control, rectification, coverage, and what checks found"),
    ev_social=share(0.6, "社会类指标", "the public's feeling of safety and the culture that the enterprise claims"),
    majors_clear=flag("无在册重大隐患", "no known major hazard is open"),
    majors_clear_true=flag("确无重大隐患", "no major hazard is there, known or not"),
    hazards_gone_true=count("hazards a week", "真正消除的隐患", "ordinary hazards fixed for good this week"),
    eval_truth=share(0.7, "真实安全水平", "true injury risk against the industry's on the same kind of scale; read by "
                                          "nobody who governs"),
)
columns(
    "industry",
    mean_accident=share(0.5, "事故类指标均值", "mean of the accident indicator in the base period"),
    mean_process=share(0.6, "过程类指标均值", "mean of the process indicator in the base period"),
    mean_social=share(0.6, "社会类指标均值", "mean of the social indicator in the base period"),
    mean_truth=share(0.7, "真实水平均值", "mean of the true level in the base period"),
    spread_accident=amount("1", "事故类指标离散度", "standard deviation in the base period", start=0.1),
    spread_process=amount("1", "过程类指标离散度", "standard deviation in the base period", start=0.1),
    spread_social=amount("1", "社会类指标离散度", "standard deviation in the base period", start=0.1),
    spread_truth=amount("1", "真实水平离散度", "standard deviation in the base period", start=0.1),
)
parameter("survey_size", 400.0, low=100.0, high=5_000.0, unit="persons asked", zh="问卷样本量",
          meaning="people whom a survey of the feeling of safety asks in a region",
          source="assumed: an error of five points, usual for a county")
parameter("short_memory", 0.0, low=0.0, high=1.0, unit="share of the accident indicator", zh="短期记忆比例",
          meaning="how far the accident indicator looks at half a year instead of three years",
          source="assumed: 0 as the corrected form; 1 is what many offices do")
parameter("recent_scale", 0.7, low=0.2, high=2.0, unit="log a multiple of usual harm", zh="近期事故扣分强度",
          meaning="how fast recent recorded harm lowers the short indicator", source="assumed")
parameter("accident_prior", 1.0, low=0.3, high=5.0, unit="weighted claims", zh="事故指标先验",
          meaning="harm, recorded and expected, that an enterprise without a history is given", source="assumed")
parameter("ev_speed", 0.04, low=0.02, high=0.1, unit="share a week", zh="指标更新速度",
          meaning="how fast indicators of process and feeling follow", source="assumed: half a year")
parameter("ev_deadline", 0.3, low=0.1, high=0.6, unit="share an order", zh="整改率更新",
          meaning="how far an order that has run out moves the rectification rate", source="assumed")
parameter("checks_weight", 0.5, low=0.0, high=1.0, unit="share of the process indicator", zh="检查结果权重",
          meaning="weight of what checks found, beside control, rectification and coverage",
          source="assumed; E299 for what checks see")
parameter("feeling_weight", 0.5, low=0.0, high=1.0, unit="share of the social indicator", zh="安全感权重",
          meaning="weight of the public's feeling of safety, beside the maturity of culture", source="assumed")
parameter("culture_gloss", 0.2, low=0.0, high=0.6, unit="share of what is missing", zh="文化自评粉饰",
          meaning="how much of what its climate lacks an enterprise claims to have", source="assumed; E518")
parameter("truth_scale", 0.35, low=0.1, high=1.0, unit="log a multiple of the industry's risk", zh="真实水平刻度",
          meaning="how fast true risk lowers the true level: a scale, which nobody who governs sees",
          source="assumed")
parameter("least_spread", 0.02, low=0.005, high=0.1, unit="1", zh="最小离散度",
          meaning="spread below which enterprises of an industry are taken to differ no less", source="assumed")
parameter("base_weeks", 52.0, low=0.0, high=520.0, unit="weeks", zh="基期周数",
          meaning="evaluations before this week set the mean and spread that later ones are held against",
          source="assumed: the first year is the base period, as usual in targets")
# fmt: on

HALF_YEAR = 26  # weeks: an evaluation falls into the last of them


@rule(writes=("surveyed_safety", "survey_error"), phase="parties")
def survey_the_public(public, p, now):
    """Each half-year some hundred people are asked: p + sqrt(p (1 - p)/survey_size) noise. Evidence: E251, E252."""
    if now.week % HALF_YEAR == HALF_YEAR - 1:
        feel = public.perceived_safety
        error = sqrt(max(feel * (1.0 - feel), 0.0) / p.survey_size) * normal(uniform(now, public, SURVEY))
        public.surveyed_safety = clip(feel + error, 0.0, 1.0)
        public.survey_error = abs(public.surveyed_safety - feel)


@helper
def accident_score(enterprise, p):
    """Recorded against expected claims of about three years, with a prior: .5 at what the tariff expects."""
    expected = enterprise.claims_expected + p.accident_prior
    lasting = expected / (enterprise.claims + enterprise.claims_expected + 2.0 * p.accident_prior)
    return lasting + p.short_memory * (enterprise.ev_recent - lasting)


@rule(
    writes=(
        "ev_recent",
        "ev_control",
        "ev_rectified",
        "ev_training",
        "majors_clear",
        "culture_told",
        "ev_accident",
        "ev_process",
        "ev_social",
    ),
    after="survey_the_public",
)
def keep_indicators(enterprise, industry, public, p, now):
    """What the record says of an enterprise, smoothed over half a year where it is not a history by itself.

    accident = (expected + prior)/(recorded + expected + 2 prior) claims of three years; process = (1 - checks_weight)
    mean(control, rectification on paper, coverage) + checks_weight exp(-visit_memory/sqrt(size_scale)); social =
    feeling_weight survey + (1 - feeling_weight) culture as claimed: climate + culture_gloss (1 - climate) where it is
    told, not measured. Evidence: E299, E518.
    """
    n = float(max(enterprise.headcount, 1))
    usual = p.tariff_share * enterprise.usual_recording * industry.injury_base * n / WEEKS_A_YEAR
    harm = float(enterprise.injuries_recorded) + p.claim_death_weight * float(enterprise.deaths_recorded)
    recent = exp(-p.recent_scale * harm / (usual + 0.05))
    enterprise.ev_recent = toward(enterprise.ev_recent, recent, p.ev_speed)
    enterprise.ev_accident = clip(accident_score(enterprise, p), 0.0, 1.0)
    enterprise.majors_clear = enterprise.major_open == 0
    enterprise.ev_control = toward(enterprise.ev_control, 1.0 if enterprise.major_open == 0 else 0.0, p.ev_speed)
    if enterprise.due_found > 0:
        closed = float(enterprise.due_closed) / float(enterprise.due_found)
        enterprise.ev_rectified = toward(enterprise.ev_rectified, clip(closed, 0.0, 1.0), p.ev_deadline)
    enterprise.ev_training = clip(enterprise.trained_workers / float(max(enterprise.crew, 1)), 0.0, 1.0)
    kept = (enterprise.ev_control + enterprise.ev_rectified + enterprise.ev_training) / 3.0
    checked = exp(-enterprise.visit_memory / sqrt(max(enterprise.size_scale, 0.1)))
    process = kept + p.checks_weight * (checked - kept)
    enterprise.ev_process = toward(enterprise.ev_process, clip(process, 0.0, 1.0), p.ev_speed)
    told = enterprise.climate + p.culture_gloss * (1.0 - enterprise.sensor_share) * (1.0 - enterprise.climate)
    enterprise.culture_told = clip(told, 0.0, 1.0)
    social = told + p.feeling_weight * (public.surveyed_safety - told)
    enterprise.ev_social = toward(enterprise.ev_social, clip(social, 0.0, 1.0), p.ev_speed)


@rule(writes=("eval_truth", "majors_clear_true", "hazards_gone_true"), after="keep_indicators")
def keep_the_truth(enterprise, industry, p, now):
    """What an evaluation would say if it saw all: exp(-truth_scale true risk/the industry's), smoothed alike."""
    usual = industry.injury_base * float(max(enterprise.crew, 1)) / WEEKS_A_YEAR
    level = exp(-p.truth_scale * enterprise.injuries_expected / max(usual, 1e-9))
    enterprise.eval_truth = toward(enterprise.eval_truth, clip(level, 0.0, 1.0), p.ev_speed)
    enterprise.majors_clear_true = enterprise.major_latent + enterprise.major_open == 0
    enterprise.hazards_gone_true = enterprise.open_fixed + enterprise.ordered_fixed - enterprise.hazards_returned


@helper
def spread_of(squares, mean, n, p):
    """The standard deviation of n values, not below least_spread."""
    return max(sqrt(max(squares / n - mean * mean, 0.0)), p.least_spread)


@rule(
    writes=(
        "mean_accident", "mean_process", "mean_social", "mean_truth",
        "spread_accident", "spread_process", "spread_social", "spread_truth",
    ),
    after="keep_the_truth",
)  # fmt: skip
def set_the_base(industry, enterprises, p, now):
    """In the base period each evaluation sets the mean and spread of an industry that later ones are held against."""
    if now.week % HALF_YEAR == HALF_YEAR - 1 and float(now.week) < p.base_weeks:
        n = 0
        accident = 0.0
        process = 0.0
        social = 0.0
        truth = 0.0
        accident_squares = 0.0
        process_squares = 0.0
        social_squares = 0.0
        truth_squares = 0.0
        for enterprise in enterprises:
            n += 1
            accident += enterprise.ev_accident
            process += enterprise.ev_process
            social += enterprise.ev_social
            truth += enterprise.eval_truth
            accident_squares += enterprise.ev_accident * enterprise.ev_accident
            process_squares += enterprise.ev_process * enterprise.ev_process
            social_squares += enterprise.ev_social * enterprise.ev_social
            truth_squares += enterprise.eval_truth * enterprise.eval_truth
        if n > 1:
            count = float(n)
            industry.mean_accident = accident / count
            industry.mean_process = process / count
            industry.mean_social = social / count
            industry.mean_truth = truth / count
            industry.spread_accident = spread_of(accident_squares, industry.mean_accident, count, p)
            industry.spread_process = spread_of(process_squares, industry.mean_process, count, p)
            industry.spread_social = spread_of(social_squares, industry.mean_social, count, p)
            industry.spread_truth = spread_of(truth_squares, industry.mean_truth, count, p)
