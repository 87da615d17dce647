"""Comply or break the rule: the share of risky tasks done against it (R11)."""

from govsim.language import amount, channel, column, columns, logistic, parameter, rule, title

title("Violations", zh="违章")

# fmt: off
channel("risk_salience", level="enterprise", unit="logit", neutral=0.0, combine="add", low=0.0, high=3.0,
        zh="风险提示",
        meaning="taken from violations while danger is on people's minds; attitude stays as it is; read by violations")
columns(
    "enterprise",
    violation_base=amount("logit", "违章常数项", "part of the violation logit that is equal for the crew",
                          low=-99.0),
)
columns(
    "worker",
    violation=column(0.3, unit="share of risky tasks", low=0.0, high=1.0, zh="违章比例",
                     meaning="share of risky tasks done against the rule this week", source="E088"),
)
parameter("v_base", -1.1, low=-1.8, high=-0.5, unit="logit", zh="违章常数项",
          meaning="violations of a middling worker under a middling signal", source="assumed")
parameter("v_attitude", 2.2, low=1.1, high=3.5, unit="logit a unit of attitude", zh="态度对违章的作用",
          meaning="how much attitude keeps from violations", source="E088 (.49)")
parameter("v_signal", 1.2, low=0.6, high=1.9, unit="logit a unit of signal", zh="管理信号对违章的作用",
          meaning="how much management's signal keeps from violations", source="E088, E090")
parameter("v_pressure", 0.5, low=0.25, high=0.8, unit="logit a unit of pressure", zh="压力对违章的作用",
          meaning="how much production pressure makes for violations", source="E213, E214")
parameter("v_skill", 0.6, low=0.3, high=1.0, unit="logit a unit of skill", zh="技能对违章的作用",
          meaning="how much skill keeps from violations", source="assumed; E097")
parameter("v_temporary", 0.3, low=0.15, high=0.5, unit="logit", zh="临时工违章增量",
          meaning="how much more temporary workers break rules", source="assumed")
parameter("v_reward", 0.62, low=0.3, high=1.0, unit="logit a unit of reward", zh="行为奖励对违章的作用",
          meaning="how much a reward for behaviour keeps from violations", source="E094, an upper bound")
parameter("v_vigilance", 0.8, low=0.3, high=1.5, unit="logit", zh="警觉对违章的作用",
          meaning="how much alertness keeps from violations", source="assumed")
parameter("v_attention", 1.6, low=0.8, high=2.2, unit="logit", zh="执法关注对违章的作用",
          meaning="how much attention to enforcement keeps from violations", source="assumed; E013")
parameter("v_lesson", 0.25, low=0.0, high=0.8, unit="logit", zh="他人教训对违章的作用",
          meaning="how much what happened to others keeps from violations",
          source="assumed; E019, E020 for the direction")
parameter("v_outcome_stake", 0.12, low=0.0, high=0.4, unit="logit", zh="结果挂钩对违章的作用",
          meaning="how much pay by recorded injuries keeps from violations", source="assumed; E107, E110")
# fmt: on

MIDDLE = 0.5


@rule(writes=("violation_base",))
def brief_violations(enterprise, p, now):
    """The part of the violation logit that is equal for a crew: signal, pressure, rewards, alertness, enforcement."""
    base = p.v_base - p.v_signal * (enterprise.signal - MIDDLE) + p.v_pressure * enterprise.pressure
    base = base - p.v_reward * enterprise.behaviour_reward - p.v_vigilance * enterprise.vigilance
    base = base - p.v_attention * (enterprise.attention - p.usual_attention)
    base = base - p.v_lesson * enterprise.lesson
    base = base - p.v_outcome_stake * enterprise.outcome_stake - enterprise.risk_salience
    enterprise.violation_base = base + MIDDLE * (p.v_attitude + p.v_skill)


@rule(writes=("violation",))
def comply_or_violate(worker, enterprise, p, now):
    """The share of risky tasks done against the rule falls with attitude and skill, and is higher for the temporary.

    L(-1.1 - 2.2 (a - .5) - 1.2 (signal - .5) + .5 pressure - .6 (s - .5) + .3 temporary - .62 behaviour_reward
    - .8 vigilance - 1.6 (attention - usual) - .25 lesson - .12 outcome_stake - risk_salience). Evidence: E088, E097,
    E099, E213, E214.
    """
    own = p.v_attitude * worker.attitude + p.v_skill * worker.skill
    if worker.temporary:
        own = own - p.v_temporary
    worker.violation = logistic(enterprise.violation_base - own)
