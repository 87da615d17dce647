"""A list says of each duty to supervise which one department owns it.

Mechanism: duties that no department owned get an owner, who looks, and of those that two owned one goes: the rules
fit better and a few visits are saved. The list goes out of date as work changes, unless it is kept up, and
departments then refuse with reference to the list what is not on it.
Expected: hazards that nobody supervised are found; major hazards present go down; no joint action is needed.
Side effects: disputes move to what the list does not hold; an old list is worse than none there.
Evidence: E480 (a better record found more than as many again that ought to be inspected), E489 (2,280 items of 28
departments); the sizes are assumed.
Doubt: nobody has counted duties without an owner; accountability after accidents, which a list also serves, is not in
the sizes here.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, column, setting

responsibility_lists = Instrument(
    "responsibility_lists",
    zh="安全生产责任清单",
    en="lists of duties and boundaries",
    meaning="A list of duties gives each class of hazards one department that owns it.",
    needs=("departments",),
    actors=("government", "regulator"),
    acts_on="both",
    per="enterprise",
    shows="majors_latent",
    direction="down",
    related=("cross_department_coordination",),
    settings=dict(
        settled=setting(
            0.7, low=0.0, high=1.0, neutral=0.0, unit="share of unclear duties", zh="明晰职责比例",
            source="assumed: what is left is new work and true disputes",
        ),
        fading=setting(
            0.1, low=0.0, high=0.5, unit="share a year", zh="清单过时速度",
            source="assumed: departments and trades change in ten years",
        ),
        upkeep=setting(
            0.8, low=0.0, high=1.0, unit="share of what goes out of date that is mended", zh="清单维护比例",
            source="assumed: a yearly revision misses a fifth",
        ),
        refused=setting(
            0.2, low=0.0, high=0.5, neutral=0.0, unit="share of the rules' fit, where the list is wholly out of date",
            zh="清单外推诿", source="assumed: the side effect of a closed list",
        ),
        drafting_hours=setting(
            0.75, low=0.0, high=4.0, neutral=0.0, unit="officer-hours an enterprise, once", zh="编制工时",
            source="assumed: 20 officer-days in a county of 216 enterprises",
        ),
        upkeep_hours=setting(
            0.2, low=0.0, high=2.0, neutral=0.0, unit="officer-hours an enterprise and year at full upkeep",
            zh="维护工时", source="assumed: 5 officer-days a year in a county of 216 enterprises",
        ),
    ),
    remembers=dict(
        listed=column(False, unit="", zh="已列入清单", meaning="duties here are on the list", source=""),
        old=column(0.0, unit="share", low=0.0, high=1.0, zh="清单过时程度",
                   meaning="share of the list that no longer fits", source=""),
        drafted=column(False, unit="", zh="本周编制", meaning="drafted this week", source=""),
    ),
)  # fmt: skip


@responsibility_lists.remember
def keep_the_list(enterprise, own, p, now):
    """Drafted once, the list goes out of date as far as it is not kept up."""
    own.drafted = not own.listed
    own.listed = True
    own.old += p.fading * (1.0 - p.upkeep) / WEEKS_A_YEAR * (1.0 - own.old)


@responsibility_lists.effect("clear_duties")
def settle_duties(enterprise, own, p, now):
    """What is on the list and still fits."""
    return p.settled * (1.0 - own.old)


@responsibility_lists.effect("rule_fit")
def refuse_what_is_not_listed(enterprise, own, p, now):
    """What has changed since the list was drawn up is refused with reference to it."""
    return 1.0 - p.refused * p.settled * own.old


@responsibility_lists.inspector_hours("the list of duties", zh="责任清单")
def draft_and_mend(enterprise, own, p, now):
    """Drafted once, mended every year."""
    once = p.drafting_hours if own.drafted else 0.0
    return once + p.upkeep * p.upkeep_hours / WEEKS_A_YEAR
