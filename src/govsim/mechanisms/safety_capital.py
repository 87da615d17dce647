"""Equipment, capability and commitment: stocks that effort, help and penalties move slowly (R7)."""

from govsim.language import WEEKS_A_YEAR, clip, columns, parameter, rule, share, title, toward

title("Safety capital", zh="安全设备与能力")

# fmt: off
columns(
    "enterprise",
    commitment=share(0.5, "管理承诺", "how much safety counts for the management", "E009, E250"),
    capability=share(0.5, "管理能力", "knowing how to manage safety", "assumed"),
    safety_capital=share(0.65, "安全设备", "safety equipment, 1 = what is required", high=1.2),
)
parameter("invest_rate", 0.5, low=0.3, high=0.8, unit="share of the gap a year", zh="设备投资速度",
          meaning="share of the gap to new equipment closed in a year at full effort",
          source="assumed; E290: 66 % of set-aside money is used")
parameter("invest_distress", 0.5, low=0.0, high=1.0, unit="share of investment", zh="困境推迟投资比例",
          meaning="investment in safety equipment that an enterprise in distress postpones",
          source="assumed; E290 for set-aside money that is not used; programme 5.2.2, 6.2.2")
parameter("wear", 0.12, low=0.06, high=0.2, unit="share a year", zh="设备损耗率",
          meaning="safety equipment worn out in a year", source="assumed; E290")
parameter("capital_limit", 1.1, low=1.0, high=1.2, unit="required equipment = 1", zh="设备上限",
          meaning="equipment towards which investment moves", source="assumed")
parameter("capability_pull", 0.0006, low=0.0, high=0.002, unit="share a week", zh="能力回归速度",
          meaning="pull of capability to its home", source="assumed")
parameter("capability_visit", 0.0015, low=0.0, high=0.005, unit="share of the gap a visit", zh="检查的指导作用",
          meaning="what management learns from a visit", source="assumed; E231: consultation alone adds nothing")
parameter("commitment_pull", 0.004, low=0.001, high=0.01, unit="share a week", zh="承诺回归速度",
          meaning="pull of commitment to its home", source="assumed")
parameter("commitment_penalty", 0.01, low=0.0, high=0.03, unit="share of the gap a penalty", zh="处罚对承诺的作用",
          meaning="rise of commitment at a penalty", source="assumed; E329: little effect on attitudes")
# fmt: on


@rule(writes=("safety_capital", "capability", "commitment"))
def build_safety(enterprise, p, now):
    """Effort buys equipment, which wears out; capability and commitment return home slowly.

    K <- K + [(invest_rate x effort x (1 - invest_distress [in distress]) + capital_grant)(1.1 - K)
    - (wear + capital_retirement) K + capital_retirement]/52;
    capability <- + capability_pull (home - it) + (capability_visit [visited] + capability_support)(1 - it);
    commitment <- + commitment_pull (home - it) + commitment_penalty [penalised] (1 - it). Evidence: E231, E273-E294.
    """
    capital = enterprise.safety_capital
    rate = p.invest_rate * enterprise.effort
    if enterprise.distressed:
        rate = rate * (1.0 - p.invest_distress)
    bought = (rate + enterprise.capital_grant) * (p.capital_limit - capital)
    worn = (p.wear + enterprise.capital_retirement) * capital - enterprise.capital_retirement
    enterprise.safety_capital = clip(capital + (bought - worn) / WEEKS_A_YEAR, 0.0, 1.2)
    taught = enterprise.capability_support
    if enterprise.visited:
        taught += p.capability_visit
    capability = toward(enterprise.capability, enterprise.capability_home, p.capability_pull)
    enterprise.capability = clip(capability + taught * (1.0 - capability), 0.0, 1.0)
    commitment = toward(enterprise.commitment, enterprise.commitment_home, p.commitment_pull)
    if enterprise.penalised:
        commitment += p.commitment_penalty * (1.0 - commitment)
    enterprise.commitment = clip(commitment, 0.0, 1.0)
