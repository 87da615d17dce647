"""More training hours, from videos watched to drills done.

Mechanism: hours beyond the legal minimum raise skill; a drilled hour counts fully, an hour of video about a
seventh, and a video course also takes the place of what was practised before; skill decays without refresh
and leaves with the worker.
Expected: human error down; video alone hardly moves anything.
Evidence: E097 (strong evidence that behaviour changes, insufficient that injuries do), E090 (knowledge acts
on behaviour).
Law: county-defaults training_hours_yearly (20 in high-risk industries, 8 in others).
Doubts: the step from skill to injuries is assumed and E097 does not support its size; report it as an upper
case.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, setting

safety_training = Instrument(
    "safety_training",
    zh="分层级安全培训",
    en="training by level and post",
    meaning="Training hours beyond the legal minimum, as video or as drill.",
    actors=("enterprise",),
    acts_on="both",
    per="1,000 workers",
    shows="skill",
    direction="up",
    related=("vr_training", "worker_certification"),
    settings=dict(
        added_hours=setting(
            16.0, low=0.0, high=72.0, neutral=0.0, unit="hours a worker-year beyond the law",
            zh="新增培训学时",
            source=(
                "assumed: makes three times the 8 legal hours of ordinary industries (county-defaults "
                "training_hours_yearly); high = training_hours_new"
            ),
        ),
        drilled_share=setting(
            1.0, low=0.0, high=1.0, neutral=1.0, unit="share of the course that is drill, 0 = video only",
            zh="实操比例",
            source="assumed: the programme's own complaint is video-only training (0)",
        ),
        drill_fee=setting(
            20.0, low=0.0, high=80.0, unit="CNY a drilled hour", zh="实操培训费用",
            source="assumed: trainer, place and material for a group of about fifteen",
        ),
        video_fee=setting(
            2.0, low=0.0, high=10.0, unit="CNY an hour of video", zh="视频培训费用",
            source="assumed: licence of an online course",
        ),
    ),
)  # fmt: skip

WORKING_HOURS = 2000.0  # paid hours of a worker-year, 250 days of 8 hours


@safety_training.effect("training_hours")
def train_longer(enterprise, p, now):
    """Hours of training beyond the law, in units of 24 hours."""
    return p.added_hours / 24.0


@safety_training.effect("drilled_hours")
def drill_more(enterprise, p, now):
    """Added practice, less the practised part of the legal hours that video takes the place of."""
    return p.added_hours * p.drilled_share / 24.0 - (1.0 - p.drilled_share) * enterprise.legal_drilled


@safety_training.spends("enterprise", "hours away from work", zh="脱产工时")
def pay_for_hours(enterprise, industry, p, now):
    """Wages of the hours away from work."""
    return p.added_hours * industry.wage / WORKING_HOURS * float(enterprise.headcount) / WEEKS_A_YEAR


@safety_training.spends("enterprise", "trainers and videos", zh="讲师与视频课程")
def pay_for_courses(enterprise, p, now):
    """The fee of drills and videos."""
    fee = p.drilled_share * p.drill_fee + (1.0 - p.drilled_share) * p.video_fee
    return p.added_hours * fee * float(enterprise.headcount) / WEEKS_A_YEAR
