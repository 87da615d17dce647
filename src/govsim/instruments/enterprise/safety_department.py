"""A safety department: full-time officers who look for hazards and teach, by size.

Mechanism: officers are hired over months. Each walks the plant and finds hazards that nobody reported, and shows how
safety is managed. What they find still has to be fixed by those who produce. Under pressure they are sent to
production, and an enterprise in distress lets them go. Posts are filled sooner where professionals are many, and an
officer costs more where experts are dear.
Expected: hazards found by the enterprise itself up, most in the first year: later no more can be found than appear;
hidden ones down by a sixth to a fifth, injuries down.
Side effects: posts on paper: findings without authority stay open where effort is low.
Evidence: E161, E163 (own finding and fixing in China), E457 (oversight), E558 (committees alone: no effect).
Doubt: what an officer finds is assumed, and so is how far pay follows the price of experts. Violations do not fall:
inspectors find less, punish less, and are minded less. The law asks for them from 100 workers, in high-risk industries
whatever the size.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, clip, column, exp, helper, setting

safety_department = Instrument(
    "safety_department",
    zh="独立安全管理部门、专职人员",
    en="independent safety department and officers",
    meaning="Full-time safety officers in proportion to the crew, who find hazards and teach.",
    needs=("services",),
    actors=("enterprise",),
    per="worker",
    shows="hazards_self_found",
    direction="up",
    related=("chief_safety_officer", "self_inspection_reporting"),
    link="identify",
    settings=dict(
        officers_per_100=setting(
            1.0, low=0.0, high=3.0, neutral=0.0, unit="officers per 100 workers", zh="专职安全员配备",
            source="assumed: the usual rule of a hundredth of the crew",
        ),
        from_size=setting(
            30.0, low=10.0, high=300.0, unit="workers", zh="设置规模",
            source="assumed: between the law's 100 in ordinary industries and any size in high-risk ones",
        ),
        officer_finds=setting(
            0.03, low=0.0, high=0.1, unit="chance a hazard and week, for an officer per 100 workers",
            zh="安全员隐患发现率", source="assumed: a third of what full effort and capability find (own_find)",
        ),
        officer_teaches=setting(
            0.0006, low=0.0, high=0.003, unit="share of the gap a week, for an officer per 100 workers",
            zh="安全员能力提升", source="assumed: as fast as capability returns to its home; E231 for visits: little",
        ),
        hiring=setting(
            0.04, low=0.01, high=0.2, unit="share a week", zh="配齐速度",
            source="assumed: half of the posts are filled after four months",
        ),
        pulled_off=setting(
            0.5, low=0.0, high=1.0, unit="share of officers' time a unit of pressure", zh="抽调生产比例",
            source="assumed; E213, E214 for pressure against safety",
        ),
        officer_cost=setting(
            127000.0, low=60000.0, high=250000.0, unit="CNY an officer-year", zh="安全员年成本",
            source="county-defaults wage (high end 98,096), with three tenths of contributions on top: assumed",
        ),
    ),
    remembers=dict(
        filled=column(0.0, unit="share of posts", low=0.0, high=1.0, zh="在岗比例",
                      meaning="share of the posts that are filled", source=""),
    ),
)  # fmt: skip

HUNDRED = 100.0


@helper
def officers_at_work(enterprise, filled, p):
    """Officers per 100 workers who are not sent to production."""
    return p.officers_per_100 * filled * (1.0 - p.pulled_off * clip(enterprise.pressure, 0.0, 1.0))


@safety_department.remember
def fill_the_posts(enterprise, province, own, p, now):
    """Officers are hired as people are to be had, and let go in distress or where the enterprise has become too small.

    Posts are filled at `hiring` times the supply of professionals against the usual, at most twice as fast.
    """
    goal = 1.0 if float(enterprise.headcount) >= p.from_size and not enterprise.distressed else 0.0
    pace = p.hiring
    if goal > own.filled:
        pace = min(p.hiring * min(province.people_supply, 2.0), 1.0)
    own.filled += pace * (goal - own.filled)


@safety_department.effect("outside_finding")
def walk_the_plant(enterprise, own, p, now):
    """Chance that one of them finds a hazard this week."""
    return 1.0 - exp(-p.officer_finds * officers_at_work(enterprise, own.filled, p))


@safety_department.effect("capability_support")
def teach_managers(enterprise, own, p, now):
    """What managers learn from them, as far as something is missing."""
    return p.officer_teaches * officers_at_work(enterprise, own.filled, p)


@safety_department.spends("enterprise", "safety officers", zh="专职安全员")
def pay_officers(enterprise, province, own, p, now):
    """Officers are paid also when they are sent to production; their pay follows the price of experts."""
    officers = p.officers_per_100 / HUNDRED * own.filled * float(enterprise.headcount)
    return officers * p.officer_cost * province.price_level / WEEKS_A_YEAR
