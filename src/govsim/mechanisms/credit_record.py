"""The credit record: a score of every enterprise, whether or not anyone sees it, and the list of the discredited."""

from govsim.language import WEEKS_A_YEAR, clip, columns, count, flag, parameter, rule, share, sqrt, title
from govsim.populations.sizes import SMALL

title("Credit record", zh="信用记录")

# fmt: off
columns(
    "enterprise",
    credit_score=share(0.7, "信用评分", "credit record, whether or not anyone sees it", "assumed"),
    public_score=share(0.72, "公开信用评分", "the score as others see it", "computed"),
    listed=flag("失信名单", "on the list of discredited enterprises"),
    listed_weeks=count("weeks", "列入周数", "weeks on the list so far"),
)
parameter("score_home", 0.72, low=0.6, high=0.85, unit="score", zh="信用基准分",
          meaning="score of an enterprise without events", source="assumed")
parameter("score_pull", 0.01, low=0.003, high=0.03, unit="share a week", zh="信用恢复速度",
          meaning="pull of the score to its home", source="assumed: half-life of a year and a third")
parameter("score_penalty", 0.10, low=0.03, high=0.2, unit="score a penalty", zh="处罚扣分",
          meaning="score lost by a penalty", source="assumed; E257, E258 for what lists record")
parameter("score_found", 0.04, low=0.01, high=0.1, unit="score a visit full of hazards", zh="查出隐患扣分",
          meaning="score lost at a visit that finds eight or more hazards at 25 workers", source="assumed")
parameter("score_found_full", 8.0, low=4.0, high=16.0, unit="hazards at 25 workers", zh="满扣隐患数",
          meaning="hazards found at which all of that is lost", source="assumed")
parameter("score_major", 0.12, low=0.04, high=0.25, unit="score a major hazard", zh="重大隐患扣分",
          meaning="score lost when an inspector finds a major hazard", source="assumed")
parameter("score_death", 0.15, low=0.05, high=0.4, unit="score a recorded death", zh="死亡扣分",
          meaning="score lost by a recorded death", source="assumed")
parameter("score_injury", 0.03, low=0.01, high=0.08, unit="score an unexpected injury", zh="伤害扣分",
          meaning="score lost by recorded injuries beyond those expected, normed by size", source="assumed")
parameter("score_clean", 0.02, low=0.0, high=0.05, unit="score a clean visit", zh="无问题检查加分",
          meaning="score won by a visit that finds little", source="assumed")
parameter("score_clean_below", 3.0, low=1.0, high=5.0, unit="hazards at 25 workers", zh="无问题标准",
          meaning="a visit that finds fewer is clean", source="assumed")
parameter("score_order", 0.015, low=0.0, high=0.04, unit="score an order", zh="按期整改加分",
          meaning="score won by carrying out an order in time", source="assumed")
# fmt: on


@rule(writes=("credit_score", "public_score", "listed", "listed_weeks"))
def keep_credit_record(enterprise, industry, p, now):
    """Penalties, findings, recorded injuries and deaths lower the score; clean visits and time raise it.

    s <- s + .01 (.72 - s) - .10 penalty - .04 visited min(found/(8 size_scale), 1) - .12 majors found - .15 recorded
    deaths - .03 (recorded - usual)/sqrt(1 + n/25) + .02 clean visit + .015 order done; others see
    .72 + record_visibility (s - .72). Below listing_threshold an enterprise is listed, until the term ends, or from
    repair_after on when its public score exceeds repair_score. Evidence: E083, E257, E258.
    """
    n = float(enterprise.headcount)
    score = enterprise.credit_score + p.score_pull * (p.score_home - enterprise.credit_score)
    if enterprise.penalised:
        score -= p.score_penalty
    if enterprise.visited:
        found = float(enterprise.found) / enterprise.size_scale
        score -= p.score_found * min(found / p.score_found_full, 1.0)
        score -= p.score_major * float(enterprise.found_major)
        if found < p.score_clean_below and enterprise.found_major == 0:
            score += p.score_clean
    if enterprise.order_done:
        score += p.score_order
    usual = p.tariff_share * enterprise.usual_recording * industry.injury_base * n / WEEKS_A_YEAR
    score -= p.score_death * float(enterprise.deaths_recorded)
    score -= p.score_injury * (float(enterprise.injuries_recorded) - usual) / sqrt(1.0 + n / SMALL)
    score = clip(score, 0.0, 1.0)
    seen = p.score_home + enterprise.record_visibility * (score - p.score_home)
    weeks = float(enterprise.listed_weeks)
    listed = enterprise.listed
    if listed:
        repaired = weeks >= enterprise.repair_after and seen > enterprise.repair_score
        if weeks >= enterprise.listing_term or repaired:
            listed = False
    elif seen < enterprise.listing_threshold:
        listed = True
        enterprise.listed_weeks = 0
    enterprise.credit_score = score
    enterprise.public_score = seen
    enterprise.listed = listed
    enterprise.listed_weeks = enterprise.listed_weeks + 1 if listed else 0
