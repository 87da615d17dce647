"""Immersive training: hours with headsets, close to a drill while they last, and slower to be forgotten.

Mechanism: an hour with a headset counts for most of an hour of drill; what was learnt so is forgotten more
slowly, in proportion to its share of all training. Part of the appeal is novelty and wears off.
Expected: skill up by more an hour than by a lecture, and less of it forgotten while it lasts.
Side effects: a set costs the same for five workers as for a hundred, so that the small pay most a head;
novelty wears off; time with a headset is time not worked.
Evidence: E437 and E438 (skills and behaviour +.4 to +.5 standard deviations), E444 (one month later), E658
(keeping knowledge; a third of studies measured it), E441 (engaging training), E446 and unit-costs U27 to U29.
Doubt: nobody measured injuries; E097 says that evidence for the step from training to injuries is
insufficient. Unlike safety_training it changes how long skill lasts; that ends with it, though what was learnt
so would still be kept.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, column, floor, helper, setting

vr_training = Instrument(
    "vr_training",
    zh="虚拟现实与增强现实培训",
    en="immersive training",
    meaning="Hours of training with headsets, beyond the legal minimum.",
    needs=("assets",),
    actors=("worker", "enterprise"),
    acts_on="both",
    per="worker",
    shows="mean_skill",
    direction="up",
    related=("safety_training", "public_experience_bases"),
    settings=dict(
        hours=setting(
            8.0, low=0.0, high=40.0, neutral=0.0, unit="hours a worker-year beyond the law", zh="新增沉浸式学时",
            source="assumed: doubles the legal hours of ordinary industries (county-defaults training_hours_yearly)",
        ),
        as_drill=setting(
            0.8, low=0.3, high=1.0, unit="hours of drill an hour", zh="相当于实操比例",
            source="assumed; E658 and E441 for the direction",
        ),
        fading=setting(
            0.6, low=0.3, high=1.0, unit="multiple of forgetting of what is learnt so", zh="遗忘倍数",
            source="assumed; E658 for the direction, E444",
        ),
        novelty=setting(
            0.2, low=0.0, high=0.5, unit="share of what an hour gives", zh="新鲜感占比",
            source="assumed: nothing was found on repeated use",
        ),
        wears_off=setting(
            0.02, low=0.005, high=0.1, unit="share of the novelty a week", zh="新鲜感消退速度",
            source="assumed: half is gone after eight months",
        ),
        set_cost=setting(
            8_000.0, low=0.0, high=40_000.0, neutral=0.0, unit="CNY a set and year in week 0", zh="设备年成本",
            source="assumed: headset, computer and scenes over four years; no figure found (unit-costs U52)",
        ),
        set_serves=setting(
            200.0, low=50.0, high=400.0, unit="workers a set", zh="每套设备服务人数",
            source="assumed: eight hours each, some 1,600 hours a year",
        ),
    ),
    remembers=dict(
        worn=column(0.0, unit="share", low=0.0, high=1.0, zh="新鲜感消退", meaning="share of the novelty that is gone",
                    source="computed"),
    ),
)  # fmt: skip

WHOLE_COURSE = 24.0  # hours by which training is counted
WORKING_HOURS = 2_000.0


@helper
def is_immersive(enterprise, p):
    """Share of a worker's training that is with headsets."""
    added = p.hours / WHOLE_COURSE
    return added / (enterprise.legal_training + added) if added > 0.0 else 0.0


@vr_training.remember
def get_used_to_it(enterprise, own, p, now):
    """Each week a share of the novelty that is left wears off."""
    own.worn += p.wears_off * (1.0 - own.worn)


@vr_training.effect("training_hours")
def train_longer(enterprise, p, now):
    """Hours of the course, as a share of a whole course."""
    return p.hours / WHOLE_COURSE


@vr_training.effect("drilled_hours")
def almost_drill(enterprise, own, p, now):
    """An hour is most of an hour of drill, less what was novelty."""
    return p.hours / WHOLE_COURSE * p.as_drill * (1.0 - p.novelty * own.worn)


@vr_training.effect("skill_fading")
def keep_skill(enterprise, p, now):
    """Only what was learnt with headsets is forgotten more slowly."""
    return 1.0 - (1.0 - p.fading) * is_immersive(enterprise, p)


@vr_training.spends("enterprise", "sets and scenes", zh="设备与课件")
def pay_for_sets(enterprise, region, p, now):
    """One set for each begun group of workers, at the price of today."""
    sets = floor((float(enterprise.headcount) - 1.0) / p.set_serves) + 1.0
    return p.set_cost * sets * region.price_tools / WEEKS_A_YEAR


@vr_training.spends("enterprise", "hours away from work", zh="脱产工时")
def pay_for_hours(enterprise, industry, p, now):
    """Wages of the hours away from work."""
    return p.hours * industry.wage / WORKING_HOURS * float(enterprise.headcount) / WEEKS_A_YEAR
