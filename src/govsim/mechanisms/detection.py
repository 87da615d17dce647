"""What inspectors see on a visit, and what is dressed up before they come (R3)."""

from govsim.language import (
    binomial,
    clip,
    columns,
    count,
    flag,
    log,
    logistic,
    parameter,
    purpose,
    rule,
    share,
    title,
    uniform,
)

title("Detection", zh="查处")

TOLD = purpose("visit_announced")
SEE_LATENT = purpose("detect_latent")
SEE_OPEN = purpose("detect_open")
SEE_MAJOR = purpose("detect_major")
CITE = purpose("cite_violation")

# fmt: off
columns(
    "enterprise",
    announced=flag("事先知情", "the enterprise knew of this week's visit"),
    found=count("hazards a week", "查出隐患", "ordinary hazards found by an inspector this week"),
    found_major=count("hazards a week", "查出重大隐患", "major hazards found by an inspector this week"),
    findings=count("hazards a week", "查出隐患合计", "hazards of either kind found by an inspector this week"),
    violations_cited=count("violations a week", "立案违法行为", "found hazards that were cited as violations"),
    visit_memory=share(0.77, "检查发现记忆", "hazards found at visits, smoothed, over five", "assumed", high=3.0),
    cohort_found=count("hazards", "整改观察批次", "hazards of the order whose rectification is being watched"),
    cohort_left=count("hazards", "批次未整改", "of these, still there"),
    cohort_before=count("hazards", "批次前未整改", "hazards of earlier orders, which are fixed first"),
    cohort_known=count("hazards", "批次已知未整改", "of the watched hazards, those the agency knows to be there"),
    cohort_age=count("weeks", "批次周数", "weeks since that order, plus one"),
    tip_verified=flag("举报属实", "this week's tip-off visit found something"),
)
parameter("usual_announced_share", 0.7, low=0.0, high=1.0, unit="share of planned visits", zh="平时事先通知比例",
          meaning="planned visits that the enterprise knows of, without any instrument",
          source="assumed; programme 2.3.3 asks for 0")
parameter("window_dressing", 0.5, low=0.2, high=0.8, unit="share of visible hazards", zh="迎检掩饰程度",
          meaning="share of hazards hidden for an announced visit by a management of commitment .2",
          source="assumed: no study gives the size; E171 says 92 % of visits are planned")
parameter("dressing_ends", 1.2, low=1.0, high=2.0, unit="share", zh="不再掩饰的承诺水平",
          meaning="commitment at which a management would hide nothing; above 1 every management hides something",
          source="assumed: no study gives the size")
parameter("dressing_major", 0.5, low=0.0, high=1.0, unit="share of the dressing", zh="重大隐患掩饰比例",
          meaning="how far window dressing hides major hazards, against ordinary ones", source="assumed")
parameter("detect_ordinary", 0.42, low=0.2, high=0.6, unit="chance a hazard and visit", zh="一般隐患查出率",
          meaning="chance that an inspector of competence .5 sees an ordinary hazard",
          source="set to E166, E179 and county-defaults hazards_per_inspection", calibrated=True)
parameter("detect_major", 0.148, low=0.05, high=0.4, unit="chance a hazard and visit", zh="重大隐患查出率",
          meaning="chance that an inspector of competence .5 sees a major hazard", source="set to E071, E167",
          calibrated=True)
parameter("visit_reach", 4.0, low=3.0, high=8.0, unit="1 an inspection day at 25 workers", zh="检查覆盖系数",
          meaning="how fast the days of a visit exhaust what there is to see at a site",
          source="assumed: nine tenths of a site of 25 workers, two fifths of one of 1,000")
parameter("competence", 0.5, low=0.3, high=0.8, unit="share", zh="监管人员专业能力",
          meaning="competence of inspectors without instruments",
          source="assumed; programme 6.2.1: they find surface problems only")
parameter("order_deadline", 4.0, low=2.0, high=8.0, unit="weeks", zh="整改期限",
          meaning="weeks that an order gives", source="assumed; county-defaults rectification_days 15 (7-30)")
parameter("cited_share", 0.2, low=0.07, high=0.5, unit="chance a hazard found", zh="立案比例",
          meaning="chance that a found hazard is cited as a punishable violation",
          source="assumed: E166 (.28 violations a visit) over county-defaults hazards_per_inspection")
parameter("visit_memory_pull", 0.5, low=0.2, high=0.8, unit="share a visit", zh="检查记忆更新",
          meaning="weight of the last visit in the memory of visits", source="assumed")
parameter("visit_memory_major", 3.0, low=1.0, high=10.0, unit="ordinary hazards", zh="重大隐患的检查记忆权重",
          meaning="how many ordinary hazards a major one counts for in the memory of visits", source="assumed")
# fmt: on

MEMORY_SCALE = 5.0
MEMORY_CAP = 3.0
DRESSED_AT = 0.2  # commitment at which window_dressing holds


@rule(writes=(
    "announced", "found", "found_major", "findings", "violations_cited", "tip_verified", "hazards_latent",
    "hazards_open",
    "hazards_ordered", "major_latent", "major_open", "order_weeks", "visit_memory", "cohort_found", "cohort_left",
    "cohort_before", "cohort_known", "cohort_age",
))  # fmt: skip
def inspect_enterprise(enterprise, p, now):
    """Each hazard is seen with a chance that competence and time raise and dressing lowers; what is seen is ordered.

    dress = window_dressing x (dressing_ends - commitment) / (dressing_ends - .2) if a planned visit was announced;
    chance = size_seen x detect_ordinary x (.5 + comp) x (1 - dress) x rule_fit, for majors size_seen x detect_major
    x 2 comp x (1 - .5 dress) x rule_fit, with comp = L(logit(competence) + inspector_competence) and size_seen =
    1 - exp(-visit_reach x size_visit / size_scale): a thousand workers are not seen whole in a day. What dressing hides
    is not removed.
    Evidence: E071, E166, E167, E171, E179.
    """
    enterprise.found = 0
    enterprise.found_major = 0
    enterprise.findings = 0
    enterprise.violations_cited = 0
    enterprise.announced = False
    enterprise.tip_verified = False
    if enterprise.visited:
        skilled = logistic(log(p.competence / (1.0 - p.competence)) + enterprise.inspector_competence)
        dress = 0.0
        if not enterprise.tip_visit and not enterprise.forced:
            if uniform(now, enterprise, TOLD) < enterprise.announced_share:
                enterprise.announced = True
                dress = p.window_dressing * (p.dressing_ends - enterprise.commitment) / (p.dressing_ends - DRESSED_AT)
        seen = enterprise.size_seen * enterprise.rule_fit
        ordinary = seen * p.detect_ordinary * (0.5 + skilled) * (1.0 - dress)
        major = seen * p.detect_major * 2.0 * skilled * (1.0 - p.dressing_major * dress)
        hidden = binomial(uniform(now, enterprise, SEE_LATENT), enterprise.hazards_latent, clip(ordinary, 0.0, 1.0))
        known = binomial(uniform(now, enterprise, SEE_OPEN), enterprise.hazards_open, clip(ordinary, 0.0, 1.0))
        grave = binomial(uniform(now, enterprise, SEE_MAJOR), enterprise.major_latent, clip(major, 0.0, 1.0))
        found = hidden + known
        enterprise.found = found
        enterprise.found_major = grave
        enterprise.findings = found + grave
        enterprise.violations_cited = binomial(uniform(now, enterprise, CITE), found, p.cited_share)
        enterprise.tip_verified = enterprise.tip_visit and found + grave > 0
        if found > 0 and enterprise.cohort_age == 0:
            enterprise.cohort_age = 1
            enterprise.cohort_found = found
            enterprise.cohort_left = found
            enterprise.cohort_before = enterprise.hazards_ordered
            enterprise.cohort_known = 0
        enterprise.hazards_latent -= hidden
        enterprise.hazards_open -= known
        enterprise.hazards_ordered += found
        enterprise.major_latent -= grave
        enterprise.major_open += grave
        if found + grave > 0:
            enterprise.order_weeks = int(p.order_deadline) + 1
        noted = min((float(found) + p.visit_memory_major * float(grave)) / MEMORY_SCALE, MEMORY_CAP)
        enterprise.visit_memory += p.visit_memory_pull * (noted - enterprise.visit_memory)
