"""Knowledge base, cloud classroom and seminars: how others manage safety becomes known.

Mechanism: some enterprises are in touch. They click through online courses, of which a share is finished, and meet in
quarterly seminars; what they know of others' practice they can take over, and cases of accidents alert them. Workers
watch courses in their own time, and learn from those that they finish what watching gives. Where others of the industry
watch their plant with monitors, it becomes known, and some take it up.
Expected: the capability of laggards in touch rises towards the better of their industry; leaders gain next to nothing.
Side effects: clicks are not learning: a course that few finish reaches everybody and changes little; hours of work.
Evidence: E562 (few practices spread across firms), E582 (managers who meet every month get better, a year later too),
E311 (less is learned from those further away), E097 (training and behaviour).
Doubt: reach and finishing are assumed, and how fast known practice is taken over most of all.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, helper, purpose, setting, trait

IN_TOUCH = purpose("sharing_in_touch")
QUARTER, SEMINAR_WEEKS = 13, 4  # weeks; what was seen at a seminar is fresh for a month

knowledge_sharing = Instrument(
    "knowledge_sharing",
    zh="知识库、安全云课堂与经验交流",
    en="knowledge sharing",
    meaning="Courses, a knowledge base and quarterly seminars show how others manage safety.",
    needs=("knowledge",),
    actors=("government", "association", "enterprise", "worker"),
    acts_on="both",
    per="100 enterprises",
    shows="mean_practice_gap",
    direction="down",
    related=("demonstration_sites", "industry_self_regulation", "safety_training"),
    settings=dict(
        reach=setting(
            0.4, low=0.0, high=1.0, neutral=0.0, unit="share of enterprises in touch", zh="覆盖企业比例",
            source="assumed: county platforms reach the larger half at best",
        ),
        finish=setting(
            0.3, low=0.05, high=0.8, unit="share of courses that is finished", zh="课程完成率",
            source="assumed: most who open an online course do not finish it",
        ),
        courses=setting(
            0.3, low=0.0, high=1.0, neutral=0.0, unit="share of others' practice that finished courses show",
            zh="课程内容", source="assumed: what can be told without being shown",
        ),
        seminar=setting(
            0.4, low=0.0, high=1.0, neutral=0.0, unit="share of others' practice that a seminar shows", zh="研讨交流",
            source="assumed; E582 for managers who meet",
        ),
        lessons=setting(
            0.2, low=0.0, high=1.0, neutral=0.0, unit="share of peers' alertness that spreads", zh="事故警示传播",
            source="assumed: less than what a published penalty does",
        ),
        platform_cost=setting(
            140_000.0, low=0.0, high=500_000.0, neutral=0.0, unit="CNY a year per 100 enterprises", zh="平台与研讨经费",
            source="assumed: 300,000 CNY a year in a county of 216 supervised enterprises",
        ),
        worker_hours=setting(
            2.0, low=0.0, high=20.0, neutral=0.0, unit="hours a worker-year of those in touch", zh="工人学习时间",
            source="assumed: two hours of courses in own time",
        ),
        hour_price=setting(
            30.0, low=15.0, high=60.0, unit="CNY an hour", zh="工时单价", source="assumed: a worker's hourly pay",
        ),
    ),
)  # fmt: skip


@helper
def in_touch(enterprise, p, now):
    """Whether an enterprise is in touch, by its own lot."""
    return trait(now, enterprise, IN_TOUCH) < p.reach


@knowledge_sharing.effect("practice_spread")
def show_practice(enterprise, p, now):
    """Courses as far as they are finished, seminars in the month after each."""
    known = p.courses * p.finish
    if now.week % QUARTER < SEMINAR_WEEKS:
        known = known + (1.0 - known) * p.seminar
    return known if in_touch(enterprise, p, now) else 0.0


@knowledge_sharing.effect("peer_learning")
def tell_of_accidents(enterprise, p, now):
    """Cases of accidents are part of every course."""
    return p.lessons * p.finish if in_touch(enterprise, p, now) else 0.0


@knowledge_sharing.effect("training_hours")
def watch_courses(enterprise, p, now):
    """Courses that workers of those in touch finish, in units of 24 hours; watching is no practice."""
    return p.worker_hours * p.finish / 24.0 if in_touch(enterprise, p, now) else 0.0


@knowledge_sharing.spends("government", "platform and seminars", zh="平台与研讨")
def run_the_platform(enterprise, p, now):
    """Paid whoever takes part."""
    return p.platform_cost / 100.0 / WEEKS_A_YEAR


@knowledge_sharing.spends("worker", "hours of courses", zh="课程工时")
def spend_hours(enterprise, p, now):
    """Own time of workers of those in touch."""
    hours = p.worker_hours * float(enterprise.headcount) if in_touch(enterprise, p, now) else 0.0
    return hours * p.hour_price / WEEKS_A_YEAR
