"""Noticing a hazard, and speaking up or keeping silent (R12)."""

from govsim.language import amount, column, columns, exp, logistic, parameter, purpose, rule, share, title, uniform

title("Reporting of hazards", zh="隐患上报")

NOTICE = purpose("notice_hazard")

# fmt: off
columns(
    "enterprise",
    notice_chance=share(0.0, "发现机会", "chance to see a hazard, at reference skill"),
    report_base=amount("logit", "上报常数项", "part of the reporting logit that is equal for the crew", low=-99.0),
)
columns(
    "worker",
    noticed=column(0, unit="0 nothing, 1 silent, 2 reported", low=0, high=2, zh="发现隐患后的反应",
                   meaning="whether the worker noticed a hazard this week and spoke up", source="E099-E102"),
)
parameter("notice", 0.10, low=0.05, high=0.2, unit="a hazard for each worker and week", zh="发现隐患率",
          meaning="how readily a hazard is noticed", source="assumed")
parameter("notice_least", 0.3, low=0.1, high=0.5, unit="multiple", zh="无技能发现倍数",
          meaning="noticing without any skill", source="assumed")
parameter("notice_skill", 1.4, low=0.7, high=2.0, unit="multiple a unit of skill", zh="技能对发现的作用",
          meaning="noticing gained by skill", source="assumed")
parameter("report_base", -2.2, low=-3.2, high=-1.2, unit="logit", zh="上报常数项",
          meaning="willingness to report of a middling worker", source="assumed; E102")
parameter("report_attitude", 2.0, low=1.0, high=3.0, unit="logit a unit of attitude", zh="态度对上报的作用",
          meaning="how much attitude makes for reporting", source="assumed; E088")
parameter("report_fear", 1.5, low=0.7, high=2.5, unit="logit a unit of fear", zh="顾虑对上报的作用",
          meaning="how much fear keeps from reporting", source="assumed; E112, E221")
parameter("usual_fear", 0.35, low=0.2, high=0.5, unit="share", zh="平时顾虑",
          meaning="fear at which reporting does not shift", source="assumed: equilibrium of the baseline")
parameter("report_trust", 1.0, low=0.5, high=1.5, unit="logit a unit of trust", zh="信任对上报的作用",
          meaning="how much trust in an answer makes for reporting", source="assumed; E099-E102 for the response")
parameter("usual_trust", 0.6, low=0.4, high=0.8, unit="share", zh="平时信任",
          meaning="trust at which reporting does not shift", source="E101")
parameter("report_reward_gain", 2.1, low=1.0, high=3.0, unit="logit a unit of reward", zh="奖励对上报的作用",
          meaning="how much a reward makes for reporting", source="assumed; fitted once to a programme's claim: wide")
parameter("reward_distrusted", 0.5, low=0.2, high=0.8, unit="share", zh="不被信任时奖励效果",
          meaning="what a reward does where reports go unanswered", source="assumed; E099, E100")
parameter("reward_trusted", 0.9, low=0.4, high=1.4, unit="share a unit of trust", zh="信任增强奖励",
          meaning="how much trust adds to the effect of a reward", source="assumed; E099, E100")
# fmt: on

MIDDLE = 0.5


@rule(writes=("notice_chance", "report_base"))
def brief_reporting(enterprise, p, now):
    """What is equal for a crew: how many hazards there are to see, and how safe and useful it is to speak.

    Evidence: E099-E102, E112, E221.
    """
    n = float(max(enterprise.headcount, 1))
    enterprise.notice_chance = 1.0 - exp(-p.notice * float(enterprise.hazards_latent) / n)
    base = p.report_base - p.report_attitude * MIDDLE - p.report_fear * (enterprise.fear - p.usual_fear)
    base = base + p.report_trust * (enterprise.response_trust - p.usual_trust)
    answered = p.reward_distrusted + p.reward_trusted * enterprise.response_trust
    enterprise.report_base = base + p.report_reward_gain * enterprise.report_reward * answered


@rule(writes=("noticed",))
def notice_and_report(worker, enterprise, p, now):
    """A worker who notices a hazard reports it, or keeps silent.

    Chance to notice: (1 - exp(-.10 latent/n)) x (.3 + 1.4 skill); to report: L(-2.2 + 2 (a - .5) - 1.5 (fear - .35)
    + (trust - .6) + 2.1 report_reward (.5 + .9 trust)). One draw serves both. Evidence: E099-E102, E171.
    """
    noticed = 0
    if enterprise.notice_chance > 0.0:
        lot = uniform(now, worker, NOTICE)
        seen = enterprise.notice_chance * (p.notice_least + p.notice_skill * worker.skill)
        if lot < seen:
            told = logistic(enterprise.report_base + p.report_attitude * worker.attitude)
            noticed = 2 if lot < seen * told else 1
    worker.noticed = noticed
