"""Safety facilities designed, built and put to use together with the project ("three simultaneities").

Mechanism: nobody begins business with less safety equipment than the standard; what is missing is built with the plant
and paid off over years. After acceptance the equipment wears and is kept up as the enterprise's effort allows.
Expected: entrants better equipped in their first years, fewer hazards and injuries there; little in the county, since
seven in a hundred places change hands a year (county-defaults enterprise_exit_rate).
Side effects: entry is dearer, and young enterprises are in debt longer, so that a few more fail; what was built for
acceptance wears out where effort does not keep it up.
Evidence: E549, E550, E551 (a quarter to two fifths of deaths and grave accidents have a design factor: the most that
design could prevent, not what review prevents).
Law: county-defaults violation_fine_art_98 (no design review).
Doubt: standard, price and upkeep are assumed; facilities that exist on paper only are not modelled.
"""

from govsim.language import Instrument, setting

three_simultaneities = Instrument(
    "three_simultaneities",
    zh="安全设施“三同时”",
    en="safety facilities designed, built and used with the project",
    meaning="New enterprises begin with their safety facilities in place.",
    actors=("enterprise", "regulator"),
    per="enterprise",
    shows="young_mean_equipment",
    direction="up",
    related=("project_veto", "access_licensing"),
    link="control",
    settings=dict(
        standard=setting(
            0.9, low=0.0, high=1.2, neutral=0.0, unit="required equipment = 1", zh="三同时设备标准",
            source="assumed: nearly all that is required; without a standard entrants have half (entrant_capital)",
            moves="entrant_standard",
        ),
        design_fee=setting(
            30_000.0, low=0.0, high=200_000.0, neutral=0.0, unit="CNY a project", zh="设计与评价费用",
            source="assumed: design chapter, safety assessment and acceptance report of a small project",
        ),
        acceptance_hours=setting(
            16.0, low=0.0, high=80.0, neutral=0.0, unit="officer-hours a project", zh="审查验收工时",
            source="assumed: a day on the design, a day on checking its acceptance",
        ),
    ),
)  # fmt: skip


@three_simultaneities.spends("enterprise", "design and acceptance", zh="设计与验收")
def pay_for_design(enterprise, p, now):
    """Design, assessment and acceptance of the facilities, once."""
    return p.design_fee if enterprise.applying else 0.0


@three_simultaneities.inspector_hours("design reviews", zh="设计审查与验收")
def review_designs(enterprise, p, now):
    """Each project is reviewed once."""
    return p.acceptance_hours if enterprise.applying else 0.0
