"""Safety culture building: leaders, teams and rituals that make safe ways of working a matter of course.

Mechanism: the work builds a stock, slowly and only as far as management means it; the stock pulls attitudes
to a strong norm and carries management's word further. It fades over years when nobody works on it.
Expected: little to see in the first year, violations down after two or three; most of it stays when the
programme ends, where points and prizes leave next to nothing.
Side effects: where management makes no effort, slogans: the money is spent and nothing grows.
Evidence: E084, E087, E088 and E090 (climate goes with injuries and behaviour), E453 (23 studies of
interventions, most positive, weak designs), E452 (a short course for supervisors: no change in the crew).
Doubt: correlations are not effects; pace and fading are assumed, and E452 says that little work does
nothing. Climate of the crew stays a result, not a setting.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, setting

safety_culture = Instrument(
    "safety_culture",
    zh="安全文化建设",
    en="safety culture building",
    meaning="Continued work on what is a matter of course in the enterprise.",
    needs=("assets",),
    actors=("enterprise", "worker"),
    acts_on="both",
    per="worker",
    shows="culture_maturity",
    direction="up",
    related=("safety_points", "safety_training"),
    settings=dict(
        work=setting(
            0.01, low=0.0, high=0.05, neutral=0.0, unit="share of the gap a week at full effort", zh="文化建设力度",
            source="assumed: half of what it can reach after two years; E452 for how little a course does",
        ),
        cost=setting(
            300.0, low=0.0, high=1_500.0, neutral=0.0, unit="CNY a worker-year", zh="文化建设成本",
            source="assumed: a day of each worker's time and material",
        ),
    ),
)  # fmt: skip


@safety_culture.effect("culture_work")
def build_culture(enterprise, p, now):
    """What management does not mean does not take root: work times effort."""
    return p.work * enterprise.effort


@safety_culture.spends("enterprise", "culture building", zh="文化建设")
def pay_for_culture(enterprise, p, now):
    """What culture building costs, by the head."""
    return p.cost * float(enterprise.headcount) / WEEKS_A_YEAR
