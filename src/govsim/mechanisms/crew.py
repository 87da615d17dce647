"""What a crew adds up to: one pass over the workers of each enterprise."""

from govsim.language import amount, columns, count, rule, share, title

title("Crew", zh="班组汇总")

# fmt: off
columns(
    "enterprise",
    crew=count("workers", "在岗人数", "living workers"),
    worker_weeks=count("worker-weeks", "人周数", "workers exposed this week"),
    trained_workers=amount("workers, weighted", "培训达标人数", "workers times training hours over 24, at most 1"),
    crew_attitude=share(0.5, "班组态度", "mean attitude of the crew"),
    crew_violations=share(0.3, "班组违章", "mean violation of the crew"),
    crew_skill=share(0.46, "班组技能", "mean skill of the crew"),
    temporary_workers=amount("workers", "临时工人数", "temporary workers in the crew"),
    attitude_total=amount("attitude", "态度合计", "sum of attitudes, for county means"),
    violation_total=amount("violation", "违章合计", "sum of violations, for county means"),
    skill_total=amount("skill", "技能合计", "sum of skills, for county means"),
    reports=count("reports a week", "上报数", "hazards reported by workers this week"),
    silences=count("workers a week", "沉默数", "workers who noticed a hazard and kept silent this week"),
    injuries_true=count("injuries a week", "真实伤害", "injuries, fatal ones included"),
    injuries_expected=amount("injuries a week", "预计伤害", "sum of the chances of injury"),
    lost_time_true=count("injuries a week", "损工伤害", "injuries with days away, serious and fatal ones included"),
    serious_true=count("injuries a week", "真实重伤", "serious injuries that do not kill"),
    deaths_single=count("deaths a week", "单人死亡", "deaths in injuries of one worker"),
    pool_hires=amount("workers a week", "从求职池录用", "workers hired out of the pool last week"),
)
# fmt: on


@rule(writes=(
    "crew", "worker_weeks", "trained_workers", "crew_attitude", "crew_violations", "crew_skill", "temporary_workers",
    "attitude_total", "violation_total",
    "skill_total", "reports", "silences", "injuries_true", "injuries_expected", "lost_time_true", "serious_true",
    "deaths_single", "leavers", "leaver_attitude", "leaver_skill", "pool_hires",
))  # fmt: skip
def gather_crew(enterprise, workers, p, now):
    """The crew's means, its reports and silences, its injuries, and who leaves, in the order of rows."""
    n = 0
    attitude = 0.0
    violations = 0.0
    skill = 0.0
    temporary = 0
    expected = 0.0
    pooled = 0
    reports = 0
    silences = 0
    injuries = 0
    lost_time = 0
    serious = 0
    deaths = 0
    leavers = 0
    leaver_attitude = 0.0
    leaver_skill = 0.0
    for worker in workers:
        n += 1
        attitude += worker.attitude
        violations += worker.violation
        skill += worker.skill
        if worker.temporary:
            temporary += 1
        expected += worker.injury_chance
        if worker.from_pool:
            pooled += 1
        if worker.noticed > 0:
            if worker.noticed == 2:
                reports += 1
            else:
                silences += 1
        if worker.injury > 0:
            injuries += 1
            if worker.injury >= 2:
                lost_time += 1
            if worker.injury == 3:
                serious += 1
            if worker.injury == 4:
                deaths += 1
        if worker.leaving and worker.injury < 4:
            leavers += 1
            leaver_attitude += worker.attitude
            leaver_skill += worker.skill
    enterprise.crew = n
    enterprise.worker_weeks = n
    enterprise.trained_workers = float(n) * min(1.0, enterprise.training_hours)
    enterprise.temporary_workers = float(temporary)
    enterprise.attitude_total = attitude
    enterprise.violation_total = violations
    enterprise.skill_total = skill
    enterprise.reports = reports
    enterprise.silences = silences
    enterprise.injuries_true = injuries
    enterprise.injuries_expected = expected
    enterprise.lost_time_true = lost_time
    enterprise.serious_true = serious
    enterprise.deaths_single = deaths
    enterprise.leavers = leavers
    enterprise.leaver_attitude = leaver_attitude
    enterprise.leaver_skill = leaver_skill
    enterprise.pool_hires = float(pooled)
    if n > 0:
        enterprise.crew_attitude = attitude / float(n)
        enterprise.crew_violations = violations / float(n)
        enterprise.crew_skill = skill / float(n)
