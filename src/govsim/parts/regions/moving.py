"""Enterprises that close here to open where enforcement bites less, or where nobody knows their record."""

from govsim.language import (
    WEEKS_A_YEAR,
    amount,
    channel,
    column,
    columns,
    count,
    exp,
    flag,
    parameter,
    purpose,
    rule,
    share,
    spends,
    title,
    uniform,
)
from govsim.mechanisms.effort import value_of_enforcement
from govsim.mechanisms.entry_exit import CLOSE, rate_of_staying
from govsim.mechanisms.risk_differences import drift_deviation, intensity

title("Moves between regions", zh="企业跨地区迁移")

PICK = purpose("mover_picked")
KEEP_PICK = purpose("mover_kept")
LOOK = purpose("mover_looks")
CHOOSE = purpose("mover_chooses")
GIVE_UP = purpose("mover_gives_up")

ELSEWHERE = 2.0  # place in the order of those who are no vacant place; lots of vacant ones lie below 1

# fmt: off
columns(
    "enterprise",
    here_cost=amount("CNY a worker-year", "本地执法负担", "what enforcement is believed to cost here"),
    moving=flag("迁出", "closes this week to open in another region"),
    moves=count("enterprises a week", "迁出数", "enterprises that close here to open elsewhere"),
    moves_listed=count("enterprises a week", "失信企业迁出数", "of these, those on the list of the discredited"),
    settle_key=amount("lot", "落户次序", "place in the order in which movers take vacant places"),
    moved_in=flag("迁入", "an entrant of this week that came from elsewhere"),
    arrivals=count("enterprises a week", "迁入数", "entrants that came from elsewhere"),
    move_spent=amount("CNY a week", "搬迁支出", "what moving costs, paid on arrival"),
)
columns(
    "region",
    bite=amount("CNY a worker-year", "地区执法负担",
                "mean over its enterprises of what enforcement is believed to cost"),
    moved=count("enterprises a week", "地区迁出数", "enterprises that leave for another region this week"),
    leaver_risk=amount("1 = mean", "迁出者固有风险", "lasting risk of one of those who leave this week"),
    leaver_commitment=share(0.5, "迁出者承诺", "commitment of that one"),
    leaver_capability=share(0.5, "迁出者能力", "capability of that one"),
    leaver_capital=amount("required equipment = 1", "迁出者设备", "safety equipment of that one"),
    leaver_score=share(0.72, "迁出者信用评分", "credit record of that one"),
)
columns(
    "province",
    regions_count=count("regions", "地区数", "regions below this government"),
    lowest_bite=amount("CNY a worker-year", "最低执法负担", "where enforcement costs least: how much it does there"),
    movers=count("enterprises", "待落户迁移企业", "enterprises that left a region and look for a place"),
    settled=count("enterprises a week", "本周落户数", "movers that took a vacant place this week"),
    gave_up=count("enterprises a week", "放弃迁移数", "movers that gave up this week: nobody hears of them again"),
    mover_risk=column(1.0, unit="1 = mean", low=0.0, high=1e4, zh="待落户者固有风险",
                      meaning="lasting risk of one of the movers, drawn anew whenever somebody joins them",
                      source="computed"),
    mover_commitment=share(0.5, "待落户者承诺", "commitment of that mover"),
    mover_capability=share(0.5, "待落户者能力", "capability of that mover"),
    mover_capital=column(0.5, unit="required equipment = 1", low=0.0, high=1.2, zh="待落户者设备",
                         meaning="safety equipment of that mover", source="computed"),
    mover_score=share(0.72, "待落户者信用评分", "credit record of that mover"),
)
spends("enterprise", "moving to another region", column="enterprise.move_spent", zh="跨地区搬迁")

channel("record_reach", level="enterprise", unit="share of other regions and departments that see the record",
        neutral=0.0, combine="any", low=0.0, high=1.0, zh="记录共享范围",
        meaning="how far the record of an enterprise is seen elsewhere: where it goes, and by those who choose whom to "
                "visit in its chain; read by moves between regions and by chains")
parameter("move_share", 1.0, low=0.0, high=1.0, unit="share of a saving that counts", zh="迁移收益计入比例",
          meaning="share of what would be saved elsewhere that enters the choice to move",
          source="assumed; E659 for the direction")
parameter("attract_scale", 100.0, low=30.0, high=500.0, unit="CNY a worker-year", zh="迁入吸引尺度",
          meaning="burden beyond the lightest region's at which a place draws 37 % of movers that look at it",
          source="assumed")
parameter("listed_burden", 2_000.0, low=500.0, high=6_000.0, unit="CNY a worker-year", zh="失信惩戒负担",
          meaning="what being listed costs, which is gone where nobody knows of it",
          source="assumed: loan spread and tenders lost, as credit_penalties has them")
parameter("mover_patience", 10.0, low=2.0, high=50.0, unit="weeks", zh="迁移等待周数",
          meaning="mean time after which a mover without a place gives up", source="assumed")
parameter("move_cost", 8_000.0, low=2_000.0, high=30_000.0, unit="CNY a worker", zh="搬迁成本",
          meaning="what moving costs an enterprise, paid when it arrives", source="assumed: a tenth of a year's wage")
# fmt: on


@rule(writes=("here_cost",), phase="parties")
def feel_the_burden(enterprise, p, now):
    """What enforcement is believed to cost here, CNY a worker-year: last week's belief in sanctions. Evidence: E659."""
    enterprise.here_cost = value_of_enforcement(enterprise, p)


@rule(writes=("bite",), after="feel_the_burden")
def price_of_staying(region, enterprises, p, now):
    """How hard enforcement bites in a region: the mean over its enterprises. Evidence: computed."""
    n = 0
    total = 0.0
    for enterprise in enterprises:
        n += 1
        total += enterprise.here_cost
    region.bite = total / float(max(n, 1))


@rule(writes=("lowest_bite", "regions_count"), after="price_of_staying")
def compare_regions(province, regions, p, now):
    """Where enforcement bites least, which is what everybody compares with. Evidence: computed."""
    n = 0
    lowest = 1e12
    for region in regions:
        n += 1
        lowest = min(lowest, region.bite)
    province.regions_count = n
    province.lowest_bite = lowest if n > 0 else 0.0


@rule(writes=("relocation_gain",), after="compare_regions")
def think_of_moving(enterprise, region, province, p, now):
    """What an enterprise would save elsewhere; a record that travels saves nothing.

    relocation_gain + move_share size_exit (here_cost max(1 - lowest/bite, 0) + listed listed_burden (1 -
    record_reach)), where there are several regions: the large move as much less easily as they close. The ratio of
    regions is compared, not the own cost with another region's mean, or all the small would move. Evidence: E659,
    direction.
    """
    if province.regions_count > 1:
        lighter = max(1.0 - province.lowest_bite / max(region.bite, 1.0), 0.0)
        saved = enterprise.here_cost * lighter
        if enterprise.listed:
            saved += p.listed_burden * (1.0 - enterprise.record_reach)
        enterprise.relocation_gain += p.move_share * enterprise.size_exit * saved


@rule(writes=("settle_key", "moved_in"), after="think_of_moving")
def offer_a_place(enterprise, region, province, p, now):
    """A place of business that an entrant takes this week is looked at by movers, the more the lighter its region.

    Looked at with chance exp(-(bite - lowest)/attract_scale); those looked at are taken in the order of lots. Evidence:
    assumed; E659 for the direction.
    """
    enterprise.moved_in = False
    key = ELSEWHERE
    if enterprise.applying and province.movers > 0:
        drawn = exp(-max(region.bite - province.lowest_bite, 0.0) / p.attract_scale)
        if uniform(now, enterprise, LOOK) < drawn:
            key = uniform(now, enterprise, CHOOSE)
    enterprise.settle_key = key


@rule(writes=("movers", "settled"), order="settle_key", member_writes=("moved_in",), after="offer_a_place")
def take_places(province, enterprises, p, now):
    """Each mover takes one vacant place, until movers or places run out: none is made and none is lost."""
    left = province.movers
    taken = 0
    for enterprise in enterprises:
        if enterprise.settle_key >= 1.0 or left <= 0:
            break
        enterprise.moved_in = True
        left -= 1
        taken += 1
    province.movers = left
    province.settled = taken


@rule(
    writes=(
        "arrivals", "move_spent", "risk_fixed", "hazard_intensity", "commitment", "commitment_home", "capability",
        "capability_home", "safety_capital", "credit_score",
    ),
    after="take_places",
)  # fmt: skip
def arrive_from_elsewhere(enterprise, province, p, now):
    """Who moved in is who it was: its lasting risk, its management and its equipment; its record as far as it is seen.

    credit_score = score_home + record_reach (score of the mover - score_home). The traits are those of one mover, since
    means would make nearly riskless sites vanish. Moving costs move_cost a worker. Evidence: assumed.
    """
    enterprise.arrivals = 1 if enterprise.moved_in else 0
    enterprise.move_spent = 0.0
    if enterprise.moved_in:
        enterprise.risk_fixed = province.mover_risk
        deviation = drift_deviation(enterprise, p)
        enterprise.hazard_intensity = intensity(enterprise.risk_fixed, enterprise.risk_drift, deviation)
        enterprise.commitment = province.mover_commitment
        enterprise.commitment_home = province.mover_commitment
        enterprise.capability = province.mover_capability
        enterprise.capability_home = province.mover_capability
        enterprise.safety_capital = province.mover_capital
        enterprise.credit_score = p.score_home + enterprise.record_reach * (province.mover_score - p.score_home)
        enterprise.move_spent = p.move_cost * float(enterprise.headcount)


@rule(writes=("moving", "moves", "moves_listed"), after="decide_exit")
def leave_for_elsewhere(enterprise, p, now):
    """Of one lot that decides on closing, the slice that the gain elsewhere added is a move and no end.

    Moves: lot between the yearly rate without a gain and the one with it, over 52; whom an authority closes does not
    move. Evidence: E659, direction; relocation_answer is assumed.
    """
    closes = enterprise.exits > 0 and enterprise.closed_by_order == 0
    stays = uniform(now, enterprise, CLOSE) < rate_of_staying(enterprise, p) / WEEKS_A_YEAR
    enterprise.moving = closes and not stays
    enterprise.moves = 1 if enterprise.moving else 0
    enterprise.moves_listed = 1 if enterprise.moving and enterprise.listed else 0


@rule(
    writes=(
        "moved", "leaver_risk", "leaver_commitment", "leaver_capability", "leaver_capital", "leaver_score",
    ),
    after="leave_for_elsewhere",
)  # fmt: skip
def leave_the_region(region, enterprises, p, now):
    """Counts who leaves a region, and remembers one of them, each with equal chance. Evidence: computed."""
    n = 0
    for enterprise in enterprises:
        if enterprise.moving:
            n += 1
            if uniform(now, enterprise, PICK) * float(n) < 1.0:
                region.leaver_risk = enterprise.risk_fixed
                region.leaver_commitment = enterprise.commitment_home
                region.leaver_capability = enterprise.capability
                region.leaver_capital = enterprise.safety_capital
                region.leaver_score = enterprise.credit_score
    region.moved = n


@rule(
    writes=(
        "movers", "gave_up", "mover_risk", "mover_commitment", "mover_capability", "mover_capital", "mover_score",
    ),
    after="leave_the_region",
)  # fmt: skip
def pool_movers(province, regions, p, now):
    """Who left looks for a place; some give up; one of those who look is remembered, drawn anew when others join.

    movers <- movers - gave up + came; each gives up with chance 1/mover_patience a week. The one remembered is replaced
    by one who came with chance came/movers, which keeps it a draw from all. Evidence: assumed.
    """
    waiting = province.movers
    lost = 0
    for k in range(waiting):
        if uniform(now, province, GIVE_UP, k) < 1.0 / p.mover_patience:
            lost += 1
    pooled = waiting - lost
    for region in regions:
        if region.moved > 0:
            pooled += region.moved
            if uniform(now, region, KEEP_PICK) * float(pooled) < float(region.moved):
                province.mover_risk = region.leaver_risk
                province.mover_commitment = region.leaver_commitment
                province.mover_capability = region.leaver_capability
                province.mover_capital = region.leaver_capital
                province.mover_score = region.leaver_score
    province.gave_up = lost
    province.movers = pooled
