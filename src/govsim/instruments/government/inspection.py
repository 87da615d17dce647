"""How the visits that exist anyway are aimed, told and paired: risk grades, surprise and lots.

None adds a visit or an inspector. Status quo: planned visits rotate (whoever waited longest is
likeliest), and seven in ten planned visits are told before.

Risk-graded: the chance of a visit follows the recorded risk score.
Expected: more found per visit, fewer injuries for the same visits; those seldom visited relax.
Evidence: E010, E012 (targeting at a threshold exists and bites for one year).
Doubt: the score is made of records, so who conceals looks safe.

Unannounced: nothing can be tidied up before the visit.
Expected: more found per visit.
Evidence: only E171 (92 % of visits are planned).
Doubt: no study measured how much window dressing hides.

Double random: enterprise and inspector are drawn by lot and results are published, so there is no time for ties
between an inspector and an enterprise, and the wait since the last visit no longer counts.
Expected: fewer penalties lost to ties, peers take notice; fewer hazards per visit than risk grading.
Evidence: E030, E032 (connected firms have 2.5 times the deaths), E020, E311 for publication.
Doubt: the size of capture in a county is unknown; the status quo already rotates.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, power, setting

risk_graded_inspection = Instrument(
    "risk_graded_inspection",
    zh="分级分类监管",
    en="risk-graded inspection",
    meaning="Planned visits go to enterprises in proportion to their recorded risk.",
    actors=("regulator",),
    acts_on="both",
    shows="hazards_found_per_visit",
    direction="up",
    related=("big_data_targeting", "double_random"),
    settings=dict(
        risk_information=setting(
            1.0, low=0.0, high=2.0, neutral=0.0, unit="multiple of the usual exponent on the risk score",
            zh="风险分级强度",
            source=(
                "assumed: 1 = visits follow the score as strongly as the model allows by default; E012 shows "
                "targeting only"
            ),
            moves="risk_information",
        ),
        grading_hours=setting(
            8.0, low=0.0, high=33.0, neutral=0.0, unit="officer-hours an enterprise a year", zh="分级评定工时",
            source="assumed: one officer-day a year to grade an enterprise",
        ),
    ),
)  # fmt: skip


@risk_graded_inspection.inspector_hours("grading", zh="分级评定")
def keep_grades(enterprise, p, now):
    """Hours of officers for keeping each enterprise's grade."""
    return p.grading_hours / WEEKS_A_YEAR


unannounced_inspection = Instrument(
    "unannounced_inspection",
    zh="四不两直、突击检查",
    en="unannounced inspection",
    meaning="Planned visits come without notice, so inspectors see the everyday state.",
    actors=("regulator",),
    acts_on="both",
    shows="hazards_found_per_visit",
    direction="up",
    related=("double_random",),
    settings=dict(
        announced_share=setting(
            0.0, low=0.0, high=1.0, neutral=1.0, unit="share of planned visits told before",
            zh="事先通知比例",
            source="assumed: four-no-two-direct means none; only a share below the status quo acts",
            moves="announced_share",
        ),
        trip_hours=setting(
            2.0, low=0.0, high=8.0, neutral=0.0, unit="officer-hours a visit", zh="突击检查额外工时",
            source="assumed: a quarter day of trips that find the gate shut",
        ),
    ),
)  # fmt: skip


@unannounced_inspection.inspector_hours("trips in vain", zh="落空的出勤")
def make_extra_trips(enterprise, p, now):
    """Hours of trips in vain, added to each visit."""
    return p.trip_hours if enterprise.visited else 0.0


double_random = Instrument(
    "double_random",
    zh="双随机、一公开",
    en="double-random inspection with published results",
    meaning="Enterprise and inspector are paired by lot; results are published.",
    actors=("regulator", "public"),
    acts_on="both",
    shows="hazards_found_per_visit",
    direction="down",
    related=("risk_graded_inspection", "information_disclosure"),
    settings=dict(
        lottery=setting(
            1.0, low=0.0, high=1.0, neutral=0.0, unit="share of the rotation undone (exponent)",
            zh="随机抽查程度",
            source="assumed: 1 = a pure lottery in which waiting long does not count",
        ),
        penalty_kept=setting(
            1.1, low=1.0, high=1.5, neutral=1.0, unit="multiple of penalties for the same findings",
            zh="处罚兑现倍数",
            source="E030 direction; assumed: a tenth of due penalties is lost to ties today",
            moves="penalty_kept",
        ),
        published_share=setting(
            0.3, low=0.0, high=1.0, neutral=0.0, unit="share of findings and accidents made public",
            zh="结果公开比例",
            source="assumed: inspection results only, not accidents; E020, E311 for what publicity does",
            moves="disclosure",
        ),
        publication_hours=setting(
            0.5, low=0.0, high=4.5, neutral=0.0, unit="officer-hours a visit", zh="公示工时",
            source="assumed: half an hour to draw lots and publish what was found",
        ),
    ),
)  # fmt: skip


@double_random.effect("targeting_weight")
def draw_by_lot(enterprise, p, now):
    """Undo the rotation: weigh each enterprise by the inverse of its wait."""
    wait = min(max(float(enterprise.weeks_since_visit), 1.0), 104.0)
    return power(WEEKS_A_YEAR / wait, p.lottery)


@double_random.inspector_hours("lots and publication", zh="抽签与公示")
def draw_and_publish(enterprise, p, now):
    """Hours of officers for drawing each visit by lot and publishing it."""
    return p.publication_hours if enterprise.visited else 0.0
