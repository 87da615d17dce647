"""Certified people in key posts: cranes, welding, electricity, heights and confined spaces.

Mechanism: key posts are filled with certified people faster than usual, and a course for their holders adds
skill. Where management makes no effort, certificates are bought: they cost money and change nothing.
Certificates leave with their holders and run out, so that the share stays up only while somebody renews.
Expected: certified share up by some points, injuries down by a little, since key posts are few.
Side effects: certificates on paper; the certified ask for more pay; where turnover is high most of the
course is lost.
Evidence: E644 and E645 (deaths and injuries of crane work before and after, no control: an upper bound for
key posts), E546 (no effect of licences of electricians in US states), E547 and unit-costs U26 (pay), E442.
Doubt: E645 and E546 contradict each other; the default of the risk lies between. The share bought has no source.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, column, helper, setting

worker_certification = Instrument(
    "worker_certification",
    zh="持证上岗、能力评估",
    en="certification of workers and managers",
    meaning="Key posts are held by certified people, who are trained and examined again in time.",
    needs=("assets",),
    actors=("worker", "enterprise"),
    acts_on="both",
    per="worker",
    shows="mean_certified",
    direction="up",
    related=("safety_training", "access_licensing"),
    settings=dict(
        work=setting(
            0.05, low=0.0, high=0.1, neutral=0.0, unit="share of the gap a week", zh="取证推进力度",
            source="assumed: a post without a certificate has one within half a year; usual practice does the like",
        ),
        paper=setting(
            0.5, low=0.0, high=1.0, unit="share of certificates where management makes no effort", zh="虚假取证比例",
            source="assumed: programme 5.2.2 complains of form without substance",
        ),
        course=setting(
            6.0, low=0.0, high=24.0, neutral=0.0, unit="hours a year for the holder of a key post", zh="复训学时",
            source="assumed: a day a year; a tenth of posts are key posts",
        ),
        key_share=setting(
            0.1, low=0.05, high=0.2, unit="share of posts", zh="关键岗位占比",
            source="assumed: as the model has it",
        ),
        fee=setting(
            1_500.0, low=0.0, high=3_000.0, neutral=0.0, unit="CNY a certificate bought", zh="虚假取证费用",
            source="assumed: what a real one costs, unit-costs U22",
        ),
        premium=setting(
            0.07, low=0.0, high=0.15, neutral=0.0, unit="share of the wage of the newly certified", zh="持证工资溢价",
            source="E547 (7 %), unit-costs U26",
        ),
    ),
    remembers=dict(
        before=column(-1.0, unit="share of key posts", low=-1.0, high=1.0, zh="此前持证率",
                      meaning="certified share when it began, -1 as long as nobody looked", source="computed"),
    ),
)  # fmt: skip

WHOLE_COURSE = 24.0  # hours by which training is counted
WORKING_HOURS = 2_000.0


@helper
def is_real(enterprise, p):
    """Share of certificates behind which there is a course and an examination."""
    return 1.0 - p.paper * (1.0 - enterprise.effort)


@worker_certification.remember
def look_at_the_start(enterprise, own, p, now):
    """How many were certified when it began."""
    if own.before < 0.0:
        own.before = enterprise.certified


@worker_certification.effect("certification_work")
def certify(enterprise, p, now):
    """What is bought on paper changes nothing."""
    return p.work * is_real(enterprise, p)


@worker_certification.effect("training_hours")
def train_holders(enterprise, p, now):
    """The course of a few, spread over the crew."""
    return p.course * p.key_share / WHOLE_COURSE


@worker_certification.effect("drilled_hours")
def drill_holders(enterprise, p, now):
    """As far as the course is real, it is practised."""
    return p.course * p.key_share / WHOLE_COURSE * is_real(enterprise, p)


@worker_certification.spends("enterprise", "hours of the course", zh="复训工时")
def pay_for_hours(enterprise, industry, p, now):
    """Wages of the hours of courses, for key posts."""
    hours = p.course * p.key_share * float(enterprise.headcount)
    return hours * industry.wage / WORKING_HOURS / WEEKS_A_YEAR


@worker_certification.transfers("enterprise", "outside", "certificates bought on paper", zh="购买证书")
def buy_certificates(enterprise, p, now):
    """Fees for certificates without a course behind them."""
    bought = p.work * (1.0 - is_real(enterprise, p)) * (1.0 - enterprise.certified)
    return p.fee * bought * p.key_share * float(enterprise.headcount)


@worker_certification.transfers("enterprise", "worker", "pay of the newly certified", zh="持证工资溢价")
def pay_the_certified(enterprise, industry, own, p, now):
    """More pay for those newly certified."""
    more = max(enterprise.certified - own.before, 0.0) if own.before >= 0.0 else 0.0
    return p.premium * industry.wage * more * p.key_share * float(enterprise.headcount) / WEEKS_A_YEAR
