"""Tip-offs to the agency about hazards that nobody deals with (R12)."""

from govsim.language import columns, count, exp, flag, parameter, purpose, rule, sqrt, title, uniform

title("Tip-offs", zh="举报")

TIP = purpose("tip_off")

# fmt: off
columns(
    "enterprise",
    tip_waiting=flag("待核查举报", "a tip-off waits for a visit"),
    tips=count("tip-offs a week", "举报数", "tip-offs to the agency this week", "E171, E180"),
)
parameter("tip_rate", 0.0032, low=0.0003, high=0.03, unit="a week, per root of workers", zh="举报率",
          meaning="rate of tip-offs by workers and neighbours together",
          source="set to E171 x E172: 5.9 % of visits", calibrated=True)
parameter("tip_major", 4.0, low=1.0, high=10.0, unit="ordinary hazards", zh="重大隐患举报权重",
          meaning="how many ordinary hazards a known major one counts for", source="assumed; E187")
parameter("tip_hazards", 7.9, low=4.0, high=16.0, unit="hazards at 25 workers", zh="常见未处理隐患数",
          meaning="hazards left alone at which tips come at their usual rate", source="assumed")
parameter("tip_boldness", 1.3, low=1.0, high=1.6, unit="1", zh="举报胆量",
          meaning="boldness from which fear is taken", source="assumed; E112, E221")
# fmt: on

MOST = 4.0


@rule(writes=("tips", "tip_waiting"))
def tip_off(enterprise, public, p, now):
    """Workers and neighbours tip off the agency, the more so the more is left alone and the less they have to fear.

    Chance 1 - exp(-tip_rate (1 + public attention) tip_access min(4, unaddressed) sqrt(n)(1.3 - fear)), unaddressed =
    (known + 4 known majors + hidden majors) / (7.9 size_scale). Evidence: E111, E171, E172, E180-E187.
    """
    left = float(enterprise.hazards_open + enterprise.major_latent) + p.tip_major * float(enterprise.major_open)
    left = min(MOST, left / (p.tip_hazards * enterprise.size_scale))
    rate = p.tip_rate * (1.0 + public.attention) * enterprise.tip_access * left
    rate = rate * sqrt(float(enterprise.headcount)) * max(p.tip_boldness - enterprise.fear, 0.0)
    tips = 0
    if rate > 0.0:
        if uniform(now, enterprise, TIP) < 1.0 - exp(-rate):
            tips = 1
            enterprise.tip_waiting = True
    enterprise.tips = tips
