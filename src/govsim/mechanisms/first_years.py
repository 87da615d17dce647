"""Entrants in their first two years of business: who they are, how they are equipped, how many are hurt there."""

from govsim.language import WEEKS_A_YEAR, amount, columns, count, flag, rule, share, title

title("First years of entrants", zh="新企业头两年")

# fmt: off
columns(
    "enterprise",
    weeks_open=count("weeks", "开业周数", "weeks since the enterprise took its place"),
    young=flag("新企业", "an entrant in its first two years of business"),
    young_workers=count("workers", "新企业工人", "workers in posts, where it is such an entrant"),
    young_capital=share(0.0, "新企业安全设备", "safety equipment, where it is such an entrant", high=1.2),
    young_injuries=amount("injuries a week", "新企业预计伤害", "chances of injury, where it is such an entrant"),
)
# fmt: on

FIRST_YEARS = 2.0


@rule(writes=("weeks_open", "young", "young_workers", "young_capital", "young_injuries"), phase="recording")
def watch_entrants(enterprise, p, now):
    """Entrants are looked at apart for two years; whoever was there at the start is no entrant. It moves nothing.

    Evidence: assumed; the law and E643 look at the first months and years.
    """
    enterprise.weeks_open += 1
    young = enterprise.generation > 0 and float(enterprise.weeks_open) <= FIRST_YEARS * WEEKS_A_YEAR
    enterprise.young = young
    enterprise.young_workers = enterprise.crew if young else 0
    enterprise.young_capital = enterprise.safety_capital if young else 0.0
    enterprise.young_injuries = enterprise.injuries_expected if young else 0.0
