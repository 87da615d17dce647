"""Double random: enterprise and inspector are drawn by lot and results are published.

Mechanism: the pairing leaves no time for ties between an inspector and an enterprise; what is found is
published; the wait since the last visit no longer counts.
Expected: fewer penalties lost to ties, peers take notice; fewer hazards per visit than risk grading.
Evidence: E030, E032 (connected firms have 2.5 times the deaths), E020, E311 for publication.
Doubt: the size of capture in a county is unknown; the status quo already rotates.
"""

from govsim.language import Instrument, power, setting

double_random = Instrument(
    "double_random",
    zh="双随机、一公开",
    en="double-random inspection with published results",
    meaning="Enterprise and inspector are paired by lot; results are published.",
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
        ),
        published_share=setting(
            0.3, low=0.0, high=1.0, neutral=0.0, unit="share of findings and accidents made public",
            zh="结果公开比例",
            source="assumed: inspection results only, not accidents; E020, E311 for what publicity does",
        ),
        publication_cost=setting(
            50.0, low=0.0, high=400.0, neutral=0.0, unit="CNY a visit", zh="公示成本",
            source="county-defaults inspector_cost / inspector_statutory_days; assumed: half an officer-hour",
        ),
    ),
)  # fmt: skip


@double_random.effect("targeting_weight")
def draw_by_lot(enterprise, p, now):
    """Undo the rotation: weigh each enterprise by the inverse of its wait."""
    wait = min(max(float(enterprise.weeks_since_visit), 1.0), 104.0)
    return power(52.0 / wait, p.lottery)


@double_random.effect("penalty_kept")
def break_ties(enterprise, p, now):
    return p.penalty_kept


@double_random.effect("disclosure")
def publish_results(enterprise, p, now):
    return p.published_share


@double_random.cost("government")
def draw_and_publish(enterprise, p, now):
    return p.publication_cost if enterprise.visited else 0.0
