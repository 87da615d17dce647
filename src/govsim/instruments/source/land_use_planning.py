"""Land-use planning: safety distances, limits on new plants, and no houses nearer to them.

Mechanism: where plants stand close together risky newcomers are refused; those that are admitted keep a larger
distance, so that the distance between plants grows as old ones are replaced; the town is held where it is.
Expected: fewer knock-on accidents, slowly; fewer people near by who may die.
Side effects: fewer newcomers where it is in force, and risk goes elsewhere; land is dearer.
Evidence: E602 (chains of two steps against three), E601, E603 for where they start, E604 (16 neighbours hit in one
disaster).
Doubt: how steeply knock-ons fall with distance is assumed; it acts in places only, so that a county without parks shows
nothing.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, column, helper, setting

land_use_planning = Instrument(
    "land_use_planning",
    zh="国土空间规划与安全距离",
    en="land-use planning and safety distances",
    meaning="Risky newcomers are kept out of places where plants stand close, distances grow, and the town stays away.",
    needs=("emergency",),
    remembers_on="public",
    actors=("government", "enterprise", "public"),
    acts_on="high_energy",
    per="plant",
    shows="knock_ons_per_accident",
    direction="down",
    related=("project_veto", "three_simultaneities"),
    link="control",
    settings=dict(
        barrier=setting(
            0.5, low=0.0, high=1.0, neutral=0.0, unit="share of risky newcomers in a place", zh="高风险准入限制",
            source="assumed: half of them find another site or a safer process",
        ),
        freeze=setting(
            1.0, low=0.0, high=1.0, neutral=0.0, unit="share of the town's growth", zh="周边人口冻结",
            source="assumed: no permits within the distance",
        ),
        spacing=setting(
            1.5, low=1.0, high=3.0, neutral=1.0, unit="multiple of the distance, for new plants", zh="新厂安全距离倍数",
            source="assumed: half as far again",
        ),
        plan_hours=setting(
            160.0, low=0.0, high=800.0, neutral=0.0, unit="officer-hours a place and year", zh="规划工时",
            source="assumed: 20 officer-days",
        ),
        land_price=setting(
            2_000.0, low=0.0, high=20_000.0, neutral=0.0, unit="CNY a worker-year at a new plant in a place",
            zh="新增用地成本",
            source="assumed: rent of half as much land again",
        ),
    ),
    remembers=dict(
        begun=column(False, unit="", zh="已开始", meaning="whether the plan has begun", source="computed"),
        people=column(1.0, unit="multiple", low=0.0, high=1e4, zh="起始周边人口",
                      meaning="people near plants when the plan began", source="computed"),
        old=column(0.0, unit="share", low=0.0, high=1.0, zh="起始新厂占比",
                   meaning="plants that had come since the start when the plan began", source="computed"),
    ),
)  # fmt: skip


@land_use_planning.remember
def draw_the_plan(public, own, p, now):
    """What there was when the plan began."""
    if not own.begun:
        own.begun = True
        own.people = public.people_near
        own.old = public.newcomers


@helper
def replaced(public, own):
    """Share of the plants that came under the plan."""
    return max(public.newcomers - own.old, 0.0) / max(1.0 - own.old, 0.01)


@land_use_planning.effect("entry_barrier")
def refuse_the_risky(enterprise, public, p, now):
    """In a place only."""
    return p.barrier if public.separation > 0.0 else 0.0


@land_use_planning.effect("nearby_people")
def hold_the_town(public, own, p, now):
    """People near plants stay as many as they were."""
    grown = max(public.people_near / max(own.people, 0.01), 1.0)
    return 1.0 - p.freeze * (1.0 - 1.0 / grown)


@land_use_planning.effect("spacing")
def keep_a_distance(public, own, p, now):
    """New plants keep it, so that the mean grows with them."""
    return 1.0 + (p.spacing - 1.0) * replaced(public, own)


@land_use_planning.inspector_hours("plans of places", zh="规划编制")
def plan(public, p, now):
    """A plan is kept up in each place."""
    return p.plan_hours / WEEKS_A_YEAR if public.separation > 0.0 else 0.0


@land_use_planning.spends("enterprise", "land of new plants", zh="新厂用地")
def pay_for_land(enterprise, public, p, now):
    """Those that came since the start, in a place."""
    pays = public.separation > 0.0 and enterprise.generation > 0
    return p.land_price * float(enterprise.headcount) / WEEKS_A_YEAR if pays else 0.0
