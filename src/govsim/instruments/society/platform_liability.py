"""Liability of platforms: the platform, not the rider, answers for harm on the road, and insures its riders.

Mechanism: the platform pays part of the recorded harm of its riders and of the harm that they do to others; since the
limits that it sets are its own, it gives more minutes, and cares more how people ride. It insures riders, which takes
cost off the stations.
Expected: pressure, violations and injuries of riders down, and harm to others on the road with them.
Side effects: fewer orders, less pay for riders; cover dulls a station's own reason for care unless it is rated.
Evidence: E411 (8 minutes more after public criticism), E414 and E415 (time pressure makes for risky riding), E404 to
E407 (what riders do and what comes of it), E660 (half of couriers' accidents hurt others), E408.
Doubt: no study of a platform made liable was found; how pressure hangs on minutes and liability on pressure is assumed.
What an order less costs platform and riders is a number of the part, order_loss.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, helper, setting

platform_liability = Instrument(
    "platform_liability",
    zh="平台经济安全责任",
    en="liability of platforms for gig workers",
    meaning="Platforms answer for the harm of riders and of others on the road, and insure riders.",
    needs=("chains", "outside"),
    actors=("enterprise", "government", "worker"),
    acts_on="everyday",
    per="worker",
    shows="mean_violation_below",
    direction="down",
    related=("subcontract_control", "liability_insurance", "public_interest_litigation"),
    link="behave",
    settings=dict(
        answer=setting(
            0.8, low=0.0, high=1.0, neutral=0.0, unit="share of the recorded harm of riders", zh="平台责任比例",
            source="assumed: as an employer, but for what is settled otherwise",
        ),
        others=setting(
            0.5, low=0.0, high=1.0, neutral=0.0, unit="share of the harm to others", zh="对他人损害赔付比例",
            source="assumed: half of it can be laid at the rider's door",
        ),
        insured=setting(
            0.6, low=0.0, high=1.0, neutral=0.0, unit="share of riders' accident cost", zh="骑手保险保障比例",
            source="assumed: occupational-injury cover for riders pays as work-injury insurance does",
        ),
        claimed_share=setting(
            0.55, low=0.05, high=0.8, unit="share of the cover that an averted accident would have brought",
            zh="可获赔比例", source="assumed: as in liability_insurance",
        ),
        premium=setting(
            0.01, low=0.0, high=0.03, neutral=0.0, unit="share of revenue", zh="骑手保费率",
            source="assumed: about what cover pays out",
        ),
        injury_claim=setting(
            30_000.0, low=10_000.0, high=80_000.0, unit="CNY a recorded injury", zh="伤害赔付",
            source="county-defaults injury_claim_mean",
        ),
        death_claim=setting(
            1_036_420.0, low=400_000.0, high=1_600_000.0, unit="CNY a recorded death", zh="死亡赔付",
            source="county-defaults death_compensation",
        ),
    ),
)  # fmt: skip

PLATFORM = 3  # kind of a head, in chain_kind


@helper
def rides(enterprise):
    """Whether its people ride for a platform."""
    return enterprise.chain_kind == PLATFORM


@platform_liability.effect("head_answer")
def answer_for_riders(enterprise, p, now):
    """The platform answers for those who ride for it."""
    return p.answer if rides(enterprise) else 0.0


@platform_liability.effect("others_answer")
def answer_for_others(enterprise, p, now):
    """And for those whom they hurt."""
    return p.others if rides(enterprise) else 0.0


@platform_liability.effect("head_claims")
def hold_the_platform_to_it(enterprise, p, now):
    """What was paid to others last week counts with the platform."""
    return enterprise.others_paid if rides(enterprise) and p.others > 0.0 else 0.0


@platform_liability.effect("cost_cover")
def insure_riders(enterprise, p, now):
    """The share of an accident's cost that a station expects to be paid."""
    return p.insured * p.claimed_share if rides(enterprise) else 0.0


@platform_liability.transfers("enterprise", "insurer", "premiums for riders", zh="骑手保费")
def pay_premiums(enterprise, p, now):
    """Premiums are a share of revenue."""
    if not rides(enterprise):
        return 0.0
    return p.premium * enterprise.revenue * float(enterprise.headcount) / WEEKS_A_YEAR


@platform_liability.transfers("insurer", "enterprise", "claims for riders", zh="骑手保险赔付")
def settle_riders_claims(enterprise, p, now):
    """What the insurer pays for last week's recorded injuries and deaths of riders."""
    if not rides(enterprise):
        return 0.0
    injuries = p.injury_claim * float(enterprise.injuries_recorded)
    return p.insured * (injuries + p.death_claim * float(enterprise.deaths_recorded))
