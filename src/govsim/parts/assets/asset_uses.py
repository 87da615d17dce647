"""What the stocks do, through channels of the model; and alarms that are mostly false are answered less and less."""

from govsim.language import (
    WEEKS_A_YEAR,
    amount,
    clip,
    columns,
    parameter,
    rule,
    share,
    spends,
    title,
    toward,
)

title("Assets: what they do", zh="安全资产：作用")

# fmt: off
columns(
    "enterprise",
    alarm_trust=share(0.5, "报警信任度", "share of alarms that somebody goes and sees to", "assumed"),
    alarms=amount("alarms a week", "监测报警", "alarms of monitors this week", "E428"),
    alarms_answered=amount("alarms a week", "响应的报警", "of these, seen to"),
    wages_saved=amount("CNY a week", "节省的工资", "wages of work that machines do, which enterprises keep"),
    labour_spared=amount("CNY a week", "节省的劳动", "the same as an entry of the ledger: labour that is not used up",
                         low=-1e12),
    posts_freed=share(0.0, "机器替代的岗位", "posts whose work machines do, so that nobody is paid for it"),
    posts_between=share(0.0, "待再就业的岗位", "of these, posts whose holder has not found other work yet"),
    idle_time=amount("CNY a week", "待业时间", "pay that those between two posts go without"),
    alarms_spent=amount("CNY a week", "报警处置支出", "spent on seeing to alarms"),
)
spends("enterprise", "labour spared by machines", column="enterprise.labour_spared", zh="机器节省的劳动")
spends("worker", "time between posts", column="enterprise.idle_time", zh="再就业前的待业时间")
spends("enterprise", "alarms seen to", column="enterprise.alarms_spent", zh="报警处置")

parameter("displaced", 0.6, low=0.3, high=0.9, unit="share of exposure", zh="机械化替代比例",
          meaning="dangerous work that machines take over at most; setting up and repair stay with people",
          source="assumed; E422 (8 of 11 at a coal face), E646, E647 and E667 for the direction")
parameter("posts_saved", 0.3, low=0.0, high=0.7, unit="share of the wage of a post", zh="机械化节省工资比例",
          meaning="pay that is saved at a post whose dangerous work machines do; posts are not taken out of the county",
          source="assumed; E422 (8 of 11 at a coal face) for the high end")
parameter("search_weeks", 26.0, low=6.0, high=104.0, unit="weeks", zh="再就业所需周数",
          meaning="mean time until somebody whose work a machine does earns as much elsewhere",
          source="assumed: half a year; surveys of displaced workers abroad find medians of 5 to 12 weeks among those "
                 "who found work, and many who earn less for years")
parameter("automated_forgets", 0.2, low=0.0, high=0.6, unit="share", zh="机械化后技能遗忘增量",
          meaning="how much faster skill is forgotten where machines do the work", source="assumed")
parameter("uncertified_risk", 2.5, low=1.3, high=5.0, unit="multiple", zh="无证风险倍数",
          meaning="risk in a key post without a certificate, against one with it",
          source="assumed; E645 (57 % fewer crane injuries, no control), E546 (none in US states) for the low end")
parameter("watch_sees", 0.03, low=0.01, high=0.1, unit="chance a week", zh="监测发现率",
          meaning="chance that an alarm of full monitoring that is trusted leads to a hidden major hazard",
          source="assumed")
parameter("alarms_false", 0.9, low=0.5, high=0.98, unit="share of alarms", zh="误报比例",
          meaning="false alarms where nobody tunes the monitors", source="assumed; E665")
parameter("alarms_tuned", 0.8, low=0.4, high=0.95, unit="share of false alarms", zh="报警优化比例",
          meaning="false alarms that a management at full effort tunes away", source="E665 (21,000 a day to 4,500)")
parameter("alarm_speed", 0.04, low=0.01, high=0.1, unit="share a week", zh="报警信任变化速度",
          meaning="how fast trust in alarms follows how true they are", source="assumed: half in four months")
parameter("alarms_a_plant", 7.35, low=1.6, high=15.0, unit="alarms a week", zh="每厂报警数",
          meaning="alarms of a plant under full monitoring that nobody tunes", source="E428 (1.05 a source and day)")
parameter("alarm_price", 30.0, low=5.0, high=200.0, unit="CNY an alarm", zh="每次报警处置成本",
          meaning="cost of seeing to an alarm", source="assumed: the better part of an hour of an operator")
parameter("ready_saves", 0.35, low=0.1, high=0.6, unit="share of deaths beyond the first", zh="应急准备的作用",
          meaning="deaths beyond the first in a major accident that full readiness averts",
          source="assumed; E208 and E209: half of the dead of confined spaces were rescuers")
parameter("culture_pull", 0.012, low=0.004, high=0.03, unit="pull a week", zh="安全文化的牵引",
          meaning="pull of attitude towards a strong norm under full culture", source="assumed; E087, E453")
parameter("culture_reach", 0.25, low=0.0, high=0.5, unit="share", zh="安全文化对信号的作用",
          meaning="how much further management's signal reaches under full culture", source="assumed; E090")
# fmt: on


@rule(writes=(
    "exposure", "skill_fading", "rescue_skill", "norm_support", "signal_reach", "wages_saved", "labour_spared",
    "posts_freed", "posts_between", "idle_time",
), after="build_assets")  # fmt: skip
def use_assets(enterprise, industry, p, now):
    """Machines, certificates, readiness and culture act through channels.

    exposure x (1 - displaced automated) x (1 + key_posts (uncertified_risk - 1)(1 - certified)) / (the same at
    certified_usual); skill_fading x (1 + automated_forgets automated); rescue_skill: of what is left, ready_saves
    readiness; norm_support + culture_pull culture; signal_reach x (1 + culture_reach culture).
    Machines also save posts_saved of the wages of their posts: labour that is free for other work, a resource spared.
    Whoever did it earns nothing until there is other work, search_weeks on the mean: that time is lost, and borne by
    workers. between <- between (1 - 1/search_weeks) + posts freed this week; where machines wear out, people are wanted
    back. Evidence: E645, E646, E208, E209.
    """
    extra = p.key_posts * (p.uncertified_risk - 1.0)
    lacking = (1.0 + extra * (1.0 - enterprise.certified)) / (1.0 + extra * (1.0 - p.certified_usual))
    enterprise.exposure = enterprise.exposure * (1.0 - p.displaced * enterprise.automated) * lacking
    enterprise.skill_fading = enterprise.skill_fading * (1.0 + p.automated_forgets * enterprise.automated)
    enterprise.rescue_skill += (1.0 - enterprise.rescue_skill) * p.ready_saves * enterprise.readiness
    paid = industry.wage * float(enterprise.headcount) / WEEKS_A_YEAR
    freed = p.posts_saved * enterprise.automated
    between = enterprise.posts_between * (1.0 - 1.0 / p.search_weeks) + freed - enterprise.posts_freed
    enterprise.posts_freed = freed
    enterprise.posts_between = clip(between, 0.0, freed)
    enterprise.wages_saved = freed * paid
    enterprise.labour_spared = -enterprise.wages_saved
    enterprise.idle_time = enterprise.posts_between * paid
    enterprise.norm_support += p.culture_pull * enterprise.culture
    enterprise.signal_reach = enterprise.signal_reach * (1.0 + p.culture_reach * enterprise.culture)


@rule(writes=("alarm_trust", "alarms", "alarms_answered", "alarms_spent", "major_monitoring"), after="build_assets")
def answer_alarms(enterprise, p, now):
    """Monitors raise alarms; how far they are trusted follows how true they are, which management can better.

    alarms = alarms_a_plant watched (1 - alarms_tuned effort); trust <- trust + alarm_speed (1 - alarms_false (1 -
    alarms_tuned effort) - trust) where anything is watched; major_monitoring: of what is left, watch_sees watched
    trust. Evidence: E428, E665.
    """
    untuned = 1.0 - p.alarms_tuned * enterprise.effort
    if enterprise.watched > 0.0:
        enterprise.alarm_trust = toward(enterprise.alarm_trust, 1.0 - p.alarms_false * untuned, p.alarm_speed)
    enterprise.alarms = p.alarms_a_plant * enterprise.watched * untuned
    enterprise.alarms_answered = enterprise.alarms * enterprise.alarm_trust
    enterprise.alarms_spent = enterprise.alarms_answered * p.alarm_price
    seen = p.watch_sees * enterprise.watched * enterprise.alarm_trust
    enterprise.major_monitoring += (1.0 - enterprise.major_monitoring) * seen
