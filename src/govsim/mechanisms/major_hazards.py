"""Major hazards: rare, hidden for long, and the source of major accidents (R9)."""

from govsim.language import (
    WEEKS_A_YEAR,
    binomial,
    clip,
    columns,
    count,
    parameter,
    poisson,
    purpose,
    rule,
    title,
    uniform,
)
from govsim.mechanisms.hazards import effective_effort

title("Major hazards", zh="重大隐患")

APPEAR = purpose("majors_appear")
FIND = purpose("majors_own_find")
FIX = purpose("majors_fix")

# fmt: off
columns(
    "enterprise",
    major_latent=count("hazards", "潜在重大隐患", "major hazards that nobody has found", high=2000),
    major_open=count("hazards", "已知重大隐患", "major hazards known, not yet removed", high=4000),
    majors_born=count("hazards a week", "新增重大隐患", "major hazards that appeared this week"),
    major_self_found=count("hazards a week", "自查重大隐患", "major hazards the enterprise found itself"),
    majors_fixed=count("hazards a week", "整改重大隐患", "major hazards removed this week"),
)
parameter("major_inflow_scale", 0.3, low=0.1, high=1.0, unit="multiple of the industry's relative rate",
          zh="重大隐患产生系数",
          meaning="birth of major hazards against the industry table", source="set to E160-E167", calibrated=True)
parameter("major_without_capital", 1.8, low=1.3, high=2.4, unit="multiple", zh="无设备时重大隐患倍数",
          meaning="births of major hazards without safety equipment", source="assumed")
parameter("major_capital", 1.2, low=0.6, high=1.5, unit="multiple a unit of equipment", zh="设备减少重大隐患",
          meaning="fewer births for one unit of equipment", source="assumed")
parameter("major_pressure", 0.4, low=0.1, high=0.8, unit="share a unit of pressure", zh="压力增加重大隐患",
          meaning="more births under production pressure", source="assumed; E043")
parameter("major_find", 0.009, low=0.003, high=0.03, unit="chance a week at full effective effort", zh="重大隐患自查率",
          meaning="chance that the enterprise itself finds a major hazard", source="set to E161", calibrated=True)
parameter("major_find_reward", 0.24, low=0.0, high=0.6, unit="share at a report reward of 1", zh="上报奖励的作用",
          meaning="how much a reward for reports helps to find major hazards", source="assumed")
parameter("fix_major", 0.09, low=0.04, high=0.2, unit="chance a week", zh="重大隐患整改率",
          meaning="chance to remove a known major hazard without effort", source="set to E162-E164")
parameter("fix_major_effort", 0.14, low=0.05, high=0.3, unit="chance at full effort", zh="努力程度对重大隐患整改的作用",
          meaning="chance added by effort", source="assumed")
parameter("fix_major_order", 0.02, low=0.0, high=0.1, unit="chance under an order", zh="责令对重大隐患整改的作用",
          meaning="chance added by an order in force", source="assumed; E164")
# fmt: on

COUNT_CAP = 2000


@rule(writes=("major_latent", "major_open", "majors_born", "major_self_found", "majors_fixed"))
def majors_come_and_go(enterprise, industry, p, now):
    """Major hazards appear, are seen by the enterprise or by monitoring, and are removed once known.

    Birth Poisson(major_inflow x scale / 52 x (n/25)^.4 (1.8 - 1.2 K)(1 + .4 pressure)); own find major_find x effective
    effort (1 + .24 min(1, report_reward)), or major_monitoring; fix .09 + .14 effort + .02 [order].
    Latent ones are not removed otherwise. Evidence: E160-E164, E071, E167.
    """
    mean = industry.major_inflow * p.major_inflow_scale / WEEKS_A_YEAR * enterprise.size_major
    mean = mean * max(p.major_without_capital - p.major_capital * enterprise.safety_capital, 0.0)
    mean = mean * (1.0 + p.major_pressure * enterprise.pressure)
    born = min(poisson(uniform(now, enterprise, APPEAR), mean), COUNT_CAP - enterprise.major_latent)
    latent = enterprise.major_latent + born
    found = 0
    if latent > 0:
        rewarded = 1.0 + p.major_find_reward * clip(enterprise.report_reward, 0.0, 1.0)
        own = clip(p.major_find * effective_effort(enterprise, p) * rewarded, 0.0, 1.0)
        chance = own + (1.0 - own) * enterprise.major_monitoring
        found = binomial(uniform(now, enterprise, FIND), latent, clip(chance, 0.0, 1.0))
    known = enterprise.major_open + found
    fixed = 0
    if known > 0:
        pace = p.fix_major + p.fix_major_effort * enterprise.effort
        if enterprise.order_weeks > 0:
            pace += p.fix_major_order
        fixed = binomial(uniform(now, enterprise, FIX), known, clip(pace, 0.0, 1.0))
    enterprise.majors_born = born
    enterprise.major_self_found = found
    enterprise.majors_fixed = fixed
    enterprise.major_latent = latent - found
    enterprise.major_open = known - fixed
