"""Public research on safety technology and its transfer.

Mechanism: research makes machines and monitors cheaper, faster than they become anyway, and finds methods by which
safety work is less dear. Both are free to everybody and last when the programme ends; methods age.
Expected: prices down by some per cent a year more; equipment and effort follow over years.
Side effects: benefits spill over to those who pay nothing; the first years show costs only.
Evidence: unit-costs U05 (prices of technology fall), E420 (what an intelligent face cost), E628 (size of the industry).
Doubt: no study of what research saves was found: gain, findings and savings are assumed.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, setting

safety_research = Instrument(
    "safety_research",
    zh="安全科技研发与成果转化",
    en="safety research and technology transfer",
    meaning="Public research makes safety technology cheaper and safety work less dear.",
    needs=("assets",),
    actors=("government",),
    acts_on="both",
    per="1,000 workers",
    shows="price_tools",
    direction="down",
    related=("automation", "hazard_monitoring", "safety_subsidies"),
    settings=dict(
        programme=setting(
            1.0, low=0.0, high=5.0, neutral=0.0, unit="times the usual public programme", zh="科研计划规模",
            source="assumed: as much again as is done",
        ),
        programme_cost=setting(
            117_000.0, low=10_000.0, high=500_000.0, unit="CNY a year per 1,000 workers", zh="科研经费",
            source="assumed: a county's share of one programme, 1 million CNY for 8,530 workers",
        ),
    ),
)  # fmt: skip


@safety_research.effect("research_effort")
def do_research(province, p, now):
    """The programme is the province's."""
    return p.programme


@safety_research.spends("government", "safety research", zh="安全科研经费")
def pay_for_research(enterprise, p, now):
    """A county's share, by workers."""
    return p.programme * p.programme_cost / 1000.0 * float(enterprise.headcount) / WEEKS_A_YEAR
