"""Injuries of single workers: hazard, exposure, behaviour and skill; and what kills, which is another thing (R13)."""

from govsim.language import WEEKS_A_YEAR, amount, clip, column, columns, exp, parameter, purpose, rule, title, uniform
from govsim.mechanisms.hazards import effective_effort

title("Injuries", zh="伤害")

HURT = purpose("injury")
GRAVITY = purpose("injury_gravity")

# fmt: off
columns(
    "enterprise",
    injury_base_rate=amount("chance a week", "伤害常数项", "part of the injury chance that is equal for the crew"),
    energy_rate=amount("chance a week", "高能量致死率",
                       "chance of a worker to be killed by a fall, a vehicle, energy or in a confined space"),
)
columns(
    "worker",
    injury_chance=column(0.0, unit="chance a week", low=0.0, high=1.0, zh="受伤概率",
                         meaning="chance of an injury this week", source="computed"),
    injury=column(0, unit="0 none, 1 minor, 2 lost time, 3 serious, 4 fatal", low=0, high=4, zh="本周伤害等级",
                  meaning="gravity of this week's injury", source="computed"),
)
parameter("h_least", 0.6, low=0.35, high=0.75, unit="multiple", zh="无隐患时伤害倍数",
          meaning="injuries where there is no hazard beyond the work itself", source="assumed; shares with h_weight")
parameter("h_weight", 0.4, low=0.25, high=0.65, unit="multiple", zh="隐患对伤害的作用",
          meaning="injuries added by the usual number of hazards of the kind that inspectors look for",
          source="set so that E001, E007 and E008 hold together: most injuries come from what no rule names")
parameter("h_usual", 12.8, low=5.0, high=16.0, unit="hazards at 25 workers", zh="常见隐患数",
          meaning="number of hazards at which the hazard factor is near 1",
          source="assumed: equilibrium of the baseline")
parameter("h_saturation", 0.25, low=0.1, high=0.5, unit="1", zh="隐患作用饱和度",
          meaning="how fast further hazards add less", source="assumed")
parameter("v_least", 0.6, low=0.3, high=0.8, unit="multiple", zh="无违章伤害倍数",
          meaning="injuries of a worker who never breaks a rule", source="E089 (-.31)")
parameter("v_weight", 1.6, low=0.8, high=2.5, unit="multiple a unit of violations", zh="违章对伤害的作用",
          meaning="injuries added by violations", source="E089 (-.31), E091, E092")
parameter("skill_weight", 0.8, low=0.4, high=1.2, unit="log rate a unit of skill", zh="技能对伤害的作用",
          meaning="how much skill keeps from injuries", source="E097: insufficient evidence, so the low case is .4")
parameter("energy_capital", 1.5, low=0.5, high=2.5, unit="log rate a unit of equipment", zh="设备对高能量死亡的作用",
          meaning="how much safety equipment keeps from deaths by high energy",
          source="assumed; E308: what kills hangs on life-saving programmes; E077, E078 for engineering controls")
parameter("energy_planning", 1.0, low=0.3, high=2.0, unit="log rate a unit of effective effort",
          zh="管理对高能量死亡的作用",
          meaning="how much planning, permits and supervision keep from deaths by high energy",
          source="assumed; E308")
parameter("usual_planning", 0.255, low=0.2, high=0.4, unit="effective effort", zh="平时管理水平",
          meaning="effective effort at which deaths by high energy are at the industry's level",
          source="assumed: equilibrium of the baseline")
parameter("serious_share", 0.05, low=0.02, high=0.1, unit="share of injuries", zh="重伤占比",
          meaning="serious injuries that do not kill", source="assumed; E249 for days away")
parameter("lost_time_share", 0.36, low=0.31, high=0.52, unit="share of injuries", zh="损工伤害占比",
          meaning="injuries with days away, serious ones included", source="E249")
parameter("near_miss_ratio", 20.0, low=5.0, high=60.0, unit="near misses an injury", zh="未遂事件倍数",
          meaning="near misses for each injury; expected value only", source="E113-E116, contested: not a lever")
# fmt: on

MIDDLE = 0.5
MINOR, LOST_TIME, SERIOUS, FATAL = 1, 2, 3, 4


@rule(writes=("injury_base_rate", "energy_rate"))
def brief_injuries(enterprise, industry, p, now):
    """What is equal for a crew in a worker's weekly chance of injury, and of being killed by high energy.

    injury_base/52 x hazard_intensity x (.6 + .4 h) x exposure x allowed_production, h = 1.25 hx / (1 + .25 hx),
    hx = hazards present / (6 size_scale). By high energy: injury_base/52 x fatal_share x energy_share x the same
    hazards, intensity and exposure x exp(-energy_capital (K - capital_mean) - energy_planning (effective effort -
    usual_planning)): equipment, planning and permits count, skill and attitude do not.
    Evidence: E160-E164 for hazards, establishments.csv R78 for intensity, E077, E078, E113, E307-E310 for what kills.
    """
    present = float(enterprise.hazards_latent + enterprise.hazards_open + enterprise.hazards_ordered)
    relative = present / (p.h_usual * enterprise.size_scale)
    hazard = (1.0 + p.h_saturation) * relative / (1.0 + p.h_saturation * relative)
    rate = industry.injury_base / WEEKS_A_YEAR * enterprise.hazard_intensity * (p.h_least + p.h_weight * hazard)
    rate = rate * enterprise.exposure * enterprise.allowed_production
    lacking = p.energy_capital * (p.capital_mean - enterprise.safety_capital)
    lacking = lacking + p.energy_planning * (p.usual_planning - effective_effort(enterprise, p))
    enterprise.injury_base_rate = rate
    enterprise.energy_rate = rate * industry.fatal_share * industry.energy_share * exp(lacking)


@rule(writes=("injury_chance", "injury"))
def be_injured(worker, enterprise, industry, p, now):
    """A worker is hurt by hazards, more so when breaking rules and when unskilled; then the gravity is drawn.

    Chance a week: the crew's part x (.6 + 1.6 violation) exp(-.8 (skill - .5)), and the crew's chance to be killed by
    high energy. Of everyday injuries fatal_share (1 - energy_share) kill, .05 are serious, .36 have days away.
    Evidence: E089-E092, E113-E116, E249, E307-E310.
    """
    factor = (p.v_least + p.v_weight * worker.violation) * exp(-p.skill_weight * (worker.skill - MIDDLE))
    everyday = enterprise.injury_base_rate * factor
    killed = everyday * industry.fatal_share * (1.0 - industry.energy_share) + enterprise.energy_rate
    chance = min(everyday + enterprise.energy_rate, 1.0)
    injury = 0
    if uniform(now, worker, HURT) < chance:
        lot = uniform(now, worker, GRAVITY)
        fatal = killed / chance
        serious = fatal + p.serious_share
        if lot < fatal:
            injury = FATAL
        elif lot < serious:
            injury = SERIOUS
        elif lot < clip(p.lost_time_share, serious, 1.0):
            injury = LOST_TIME
        else:
            injury = MINOR
    worker.injury_chance = chance
    worker.injury = injury
