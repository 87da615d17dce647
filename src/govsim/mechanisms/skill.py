"""Skill: forgotten, learnt by doing, and trained (R11)."""

from govsim.language import WEEKS_A_YEAR, amount, channel, clip, column, columns, parameter, rule, title

title("Skill", zh="技能")

# fmt: off
columns(
    "enterprise",
    skill_base=amount("skill", "技能常数项", "part of the new skill that is equal for the crew"),
    skill_keep=amount("share", "技能保留", "share of the old skill that stays", low=-9.0),
)
columns(
    "worker",
    skill=column(0.46, unit="share", low=0.05, high=0.95, zh="安全技能", meaning="knowing how to work safely",
                 source="assumed; equilibrium of the baseline"),
)
channel("skill_fading", level="enterprise", unit="multiple of forgetting", neutral=1.0, combine="product", low=0.0,
        high=2.0, zh="技能遗忘倍数", meaning="how fast skill is forgotten, against the usual; read by skill")
parameter("skill_decay", 0.25, low=0.1, high=0.5, unit="share a year", zh="技能遗忘率",
          meaning="skill forgotten in a year, down to what everybody knows", source="assumed")
parameter("skill_least", 0.25, low=0.1, high=0.4, unit="skill", zh="基础技能", meaning="skill that is never forgotten",
          source="assumed")
parameter("skill_doing", 0.125, low=0.05, high=0.25, unit="share a year", zh="干中学速度",
          meaning="skill learnt on the job in a year", source="assumed")
parameter("skill_by_doing", 0.75, low=0.6, high=0.9, unit="skill", zh="经验可达技能",
          meaning="skill that experience alone can reach", source="assumed")
parameter("training_gain", 0.7, low=0.3, high=1.2, unit="share of the gap a year", zh="培训增益",
          meaning="gap closed by 24 hours of practice a year at middling effort",
          source="assumed; E097: strong for behaviour, insufficient for injuries")
parameter("training_effort", 0.5, low=0.2, high=0.8, unit="share", zh="走过场培训效果",
          meaning="what training gives where management makes no effort", source="assumed; programme 5.2.2")
parameter("training_distress", 0.5, low=0.0, high=1.0, unit="share of training", zh="困境压缩培训比例",
          meaning="training that an enterprise in distress has on paper only", source="assumed; programme 5.2.2, 6.2.2")
parameter("lecture_gain", 0.15, low=0.0, high=0.4, unit="share", zh="讲授式培训效果",
          meaning="what an hour of lecture or video gives, against an hour of practice", source="assumed; E097")
# fmt: on


@rule(writes=("skill_base", "skill_keep"))
def brief_skill(enterprise, p, now):
    """The common part of the crew's new skill: training hours times how they are spent and how seriously.

    gain = training_gain x training_hours x (.5 + effort)(.15 + .85 drilled share), half of it in distress; what is
    forgotten, skill_decay x skill_fading.
    Evidence: E097.
    """
    hours = enterprise.training_hours
    drilled = 0.0
    if hours > 0.0:
        drilled = clip(enterprise.drilled_hours / hours, 0.0, 1.0)
    taught = p.training_gain * hours * (p.training_effort + enterprise.effort)
    taught = taught * (p.lecture_gain + (1.0 - p.lecture_gain) * drilled)
    if enterprise.distressed:
        taught = taught * (1.0 - p.training_distress)
    decay = p.skill_decay * enterprise.skill_fading
    gained = decay * p.skill_least + p.skill_doing * p.skill_by_doing + taught
    enterprise.skill_base = gained / WEEKS_A_YEAR
    enterprise.skill_keep = 1.0 - (decay + p.skill_doing + taught) / WEEKS_A_YEAR


@rule(writes=("skill",))
def gain_skill(worker, enterprise, p, now):
    """Skill is forgotten, learnt by doing, and trained.

    s <- s + [-.25 (s - .25) + .125 (.75 - s) + gain (1 - s)] / 52. Evidence: E097.
    """
    worker.skill = clip(enterprise.skill_base + enterprise.skill_keep * worker.skill, 0.05, 0.95)
