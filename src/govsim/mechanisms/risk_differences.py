"""Why establishments of one industry differ in risk: for good, for some years, and some have next to none (R13)."""

from govsim.language import (
    WEEKS_A_YEAR,
    amount,
    columns,
    exp,
    helper,
    log,
    normal,
    parameter,
    power,
    purpose,
    rule,
    sqrt,
    title,
    trait,
    uniform,
)

title("Differences in risk", zh="企业间风险差异")

FIXED = purpose("trait_intensity")
RISKLESS = purpose("trait_riskless")
DRIFT_START = purpose("trait_drift")
DRIFT = purpose("risk_drift")

# fmt: off
columns(
    "enterprise",
    risk_fixed=amount("multiple", "固有风险固定部分", "lasting difference between establishments of one industry",
                      "establishments.csv R78-R80", start=1.0),
    risk_drift=amount("log", "固有风险漂移部分", "difference that comes and goes over years",
                      "establishments.csv R78-R80", low=-99.0),
    hazard_intensity=amount("multiple", "固有风险强度", "risk against the mean of the industry: both parts together",
                            "establishments.csv R78", start=1.0),
)
parameter("intensity_variance", 0.50, low=0.2, high=0.95, unit="squared coefficient of variation", zh="固有风险离散度",
          meaning="variance of the lasting difference between establishments; drift, hazards and behaviour add to it",
          source="set to establishments.csv R78-R80", calibrated=True)
parameter("drift_spread", 0.45, low=0.2, high=0.8, unit="standard deviation of the log at 150 workers",
          zh="风险漂移幅度", meaning="size of the differences that come and go",
          source="set to establishments.csv R78-R80, R83-R103")
parameter("drift_keep", 0.5, low=0.3, high=0.8, unit="share a year", zh="风险漂移保留",
          meaning="share of such a difference that is left after a year", source="set to establishments.csv R79, R80")
parameter("drift_size_power", 0.6, low=0.0, high=1.0, unit="exponent of the variance", zh="漂移规模指数",
          meaning="how such differences shrink with size", source="set to establishments.csv R83-R103")
parameter("riskless_share", 0.06, low=0.0, high=0.12, unit="share of establishments", zh="近零风险占比",
          meaning="establishments whose work hurts nobody",
          source="set to establishments.csv R43-R55, R83-R103: years without a case even above 500 workers")
# fmt: on

DRIFT_AT = 150.0  # workers at which drift_spread holds


@helper
def lasting_risk(now, enterprise, p):
    """The lasting part, with mean 1: lognormal, and nothing at the riskless."""
    spread = log(1.0 + p.intensity_variance)
    fixed = exp(sqrt(spread) * normal(trait(now, enterprise, FIXED)) - 0.5 * spread)
    return 0.0 if trait(now, enterprise, RISKLESS) < p.riskless_share else fixed / (1.0 - p.riskless_share)


@helper
def drift_deviation(enterprise, p):
    """Standard deviation of the log of the part that drifts: smaller in the large, where much evens out."""
    return p.drift_spread * power(float(max(enterprise.headcount, 1)) / DRIFT_AT, -0.5 * p.drift_size_power)


@helper
def first_drift(now, enterprise, p):
    """Where the drifting part stands when an enterprise is founded: drawn from what it is in the long run."""
    return drift_deviation(enterprise, p) * normal(trait(now, enterprise, DRIFT_START))


@helper
def intensity(fixed, drift, deviation):
    """Both parts together; the mean over drifts is the lasting part."""
    return fixed * exp(drift - 0.5 * deviation * deviation)


@rule(writes=("risk_drift", "hazard_intensity"))
def risk_drifts(enterprise, p, now):
    """Once a year part of an enterprise's risk is drawn anew, the other part stays: orders, people and sites change.

    drift <- drift_keep x drift + sqrt(1 - drift_keep^2) x s(n) x noise, s(n) = drift_spread (n/150)^(-drift_size_power
    / 2); hazard_intensity = risk_fixed x exp(drift - s^2/2). Evidence: establishments.csv R78-R80, R83-R103.
    """
    if now.week % int(WEEKS_A_YEAR) == 0:
        deviation = drift_deviation(enterprise, p)
        news = sqrt(1.0 - p.drift_keep * p.drift_keep) * deviation * normal(uniform(now, enterprise, DRIFT))
        drift = p.drift_keep * enterprise.risk_drift + news
        enterprise.risk_drift = drift
        enterprise.hazard_intensity = intensity(enterprise.risk_fixed, drift, deviation)
