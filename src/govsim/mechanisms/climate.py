"""Management's signal, what injuries do to trust in it, the crew's fear, and workers' safety attitude (R10)."""

from govsim.language import amount, clip, column, columns, parameter, purpose, rule, share, title, toward, uniform
from govsim.populations.sizes import SMALL

title("Climate and attitude", zh="安全氛围与态度")

NOISE = purpose("attitude_noise")

# fmt: off
columns(
    "enterprise",
    signal=share(0.5, "管理信号", "management's signal as it reaches the crew", "E087", high=2.0),
    climate=share(0.5, "安全氛围", "mean of the crew's attitude and management's signal"),
    hurt=share(0.0, "受伤记忆", "what the crew remembers of its people hurt"),
    fear=share(0.35, "上报顾虑", "fear of what happens to those who speak up", "E112, E221"),
    attitude_base=amount("attitude", "态度常数项", "part of the new attitude that is equal for the crew", low=-9.0),
    attitude_keep=amount("share", "态度保留", "share of the old attitude that stays", low=-9.0),
)
columns(
    "worker",
    attitude=column(0.5, unit="share", low=0.01, high=0.99, zh="安全态度",
                    meaning="how much safety counts for this worker", source="E084, E085"),
    disposition=column(0.5, unit="share", low=0.01, high=0.99, zh="安全习惯",
                       meaning="the attitude's home, which moves slowly", source="assumed"),
)
parameter("signal_base", 0.15, low=0.05, high=0.3, unit="share", zh="基础管理信号",
          meaning="signal of a management without effort or commitment", source="assumed")
parameter("signal_effort", 0.55, low=0.3, high=0.7, unit="share at full effort", zh="努力程度的信号作用",
          meaning="what effort that workers see adds to the signal", source="assumed; E087, E090 for the link")
parameter("signal_commitment", 0.30, low=0.1, high=0.5, unit="share at full commitment", zh="承诺的信号作用",
          meaning="what commitment adds to the signal", source="assumed; E087, E090 for the link")
parameter("hurt_rise", 0.2, low=0.1, high=0.5, unit="share an injury at 25 workers", zh="伤害对信任的打击",
          meaning="how much an injury shakes the trust of a crew of 25 or fewer in management's signal",
          source="assumed; E086 for the direction")
parameter("hurt_keep", 0.98, low=0.97, high=0.99, unit="share a week", zh="受伤记忆保留",
          meaning="share of that memory that lasts a week", source="assumed: half-life 34 weeks")
parameter("fear_base", 0.65, low=0.4, high=0.9, unit="share", zh="基础顾虑",
          meaning="fear of speaking up where management sends no signal", source="assumed; E112")
parameter("fear_signal", 0.5, low=0.2, high=0.8, unit="share a unit of signal", zh="信号减轻顾虑",
          meaning="fear taken away by a unit of signal", source="assumed; E221 for protection")
parameter("fear_floor", 0.02, low=0.0, high=0.05, unit="share", zh="顾虑下限",
          meaning="fear that remains under full protection", source="assumed")
parameter("attitude_speed", 0.04, low=0.02, high=0.08, unit="share a week", zh="态度调整速度",
          meaning="speed at which attitude moves to its target", source="assumed: weeks to months")
parameter("pull_crew", 0.35, low=0.15, high=0.5, unit="share of the pull", zh="同事对态度的作用",
          meaning="weight of the crew's mean attitude", source="assumed; E087 (group climate)")
parameter("pull_signal", 0.35, low=0.15, high=0.5, unit="share of the pull", zh="管理信号对态度的作用",
          meaning="weight of management's signal", source="assumed; E088")
parameter("pull_habit", 0.30, low=0.15, high=0.5, unit="share of the pull", zh="习惯对态度的作用",
          meaning="weight of the worker's own habit", source="assumed")
parameter("pull_reward", 0.15, low=0.0, high=0.4, unit="share of the pull a unit of reward", zh="行为奖励对态度的作用",
          meaning="pull of attitude upwards by rewarded behaviour", source="assumed; E094, an upper bound")
parameter("habit_speed", 0.004, low=0.001, high=0.01, unit="share a week", zh="习惯养成速度",
          meaning="speed at which habit follows attitude", source="assumed: culture outlasts reward")
parameter("attitude_noise", 0.012, low=0.0, high=0.03, unit="standard deviation a week", zh="态度波动",
          meaning="weekly noise of attitude", source="assumed")
parameter("norm_level", 0.8, low=0.6, high=0.95, unit="attitude", zh="安全规范水平",
          meaning="attitude to which a supported norm pulls", source="assumed")
# fmt: on

UNIT_SPREAD = 3.4641016151377544  # an even draw over this width has a standard deviation of 1
LOWEST = 0.01
HIGHEST = 0.99


@rule(writes=("signal", "fear", "climate", "attitude_base", "attitude_keep"))
def brief_climate(enterprise, p, now):
    """What is equal for a crew: the signal that reaches it, its fear, and the common part of the new attitude.

    signal = signal_reach x (.15 + .55 effort + .30 commitment) x (1 - hurt (1 - effort));
    fear = (.65 - .5 signal)(1 - reporter_protection), at least .02. Evidence: E086-E093, E112, E221.
    """
    seen = p.signal_base + p.signal_effort * enterprise.effort + p.signal_commitment * enterprise.commitment
    signal = enterprise.signal_reach * seen * (1.0 - enterprise.hurt * (1.0 - enterprise.effort))
    enterprise.signal = signal
    enterprise.climate = clip(0.5 * (signal + enterprise.crew_attitude), 0.0, 1.0)
    dread = (p.fear_base - p.fear_signal * signal) * (1.0 - enterprise.reporter_protection)
    enterprise.fear = clip(dread, p.fear_floor, 1.0)
    reward = p.pull_reward * enterprise.behaviour_reward
    target = p.pull_crew * enterprise.crew_attitude + p.pull_signal * signal + reward
    pull = p.attitude_speed * (p.pull_crew + p.pull_signal + p.pull_habit + reward) + enterprise.norm_support
    woken = enterprise.risk_awareness + p.experience_pull * enterprise.experienced
    enterprise.attitude_base = p.attitude_speed * target + enterprise.norm_support * p.norm_level + woken
    enterprise.attitude_keep = 1.0 - pull


@rule(writes=("hurt",))
def remember_the_hurt(enterprise, p, now):
    """A crew that sees its people hurt trusts what management says less, for months, unless management acts.

    hurt <- hurt_keep x hurt + (1 - hurt) min(1, hurt_rise x injuries x min(1, 25/n)). Evidence: E086.
    """
    blow = p.hurt_rise * float(enterprise.injuries_true) * min(1.0, SMALL / float(max(enterprise.headcount, 1)))
    kept = p.hurt_keep * enterprise.hurt
    enterprise.hurt = clip(kept + (1.0 - enterprise.hurt) * min(blow, 1.0), 0.0, 1.0)


@rule(writes=("attitude", "disposition"))
def update_attitude(worker, enterprise, p, now):
    """Attitude drifts to the crew's norm, management's signal and the worker's habit; habit follows slowly.

    a <- a + .04 (.35 (crew - a) + .35 (signal - a) + .30 (habit - a) + .15 behaviour_reward (1 - a))
    + norm_support (.8 - a) + risk_awareness + experience_pull x experienced + .012 noise; habit <- habit + .004 (a -
    habit). The noise is even with a standard deviation of 1: over weeks its sum is as good as normal, and it costs a
    third.
    Evidence: E084, E085, E087-E093.
    """
    habit = worker.disposition
    noise = p.attitude_noise * UNIT_SPREAD * (uniform(now, worker, NOISE) - 0.5)
    attitude = enterprise.attitude_base + enterprise.attitude_keep * worker.attitude
    attitude = clip(attitude + p.attitude_speed * p.pull_habit * habit + noise, LOWEST, HIGHEST)
    worker.attitude = attitude
    worker.disposition = toward(habit, attitude, p.habit_speed)
