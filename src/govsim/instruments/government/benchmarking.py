"""Benchmarking: who is behind the best comparable looks at the distance, and acts on it while it can be made good.

Mechanism: an enterprise compares its index with what the best quarter of its industry reaches, a region with the best
region; managements attend to the distance. Beyond some distance they despair and attend to it less again.
Expected: laggards up, leaders nothing; enterprises of one industry closer together.
Side effects: attention goes to what the index sees; those far behind give up.
Evidence: E466 (comparison with others: safe behaviour 68 to 78 %), E513, E657 (regions of one province race), E580
(who departs from aspiration learns from others). Programme 3.1.2, 4.1.2, 5.1.2. Sizes are assumed.
Doubt: an aspiration that is the frontier rather than the own past is assumed to move managements as a target does.
"""

from govsim.instruments.counting import share_of_one
from govsim.language import WEEKS_A_YEAR, Instrument, clip, helper, setting

benchmarking = Instrument(
    "benchmarking",
    zh="标杆对比、对标先进",
    en="benchmarking with the frontier",
    meaning="Enterprises and regions compare themselves with the best comparable and attend to the distance.",
    needs=("evaluation",),
    actors=("government", "enterprise"),
    acts_on="both",
    per="enterprise",
    shows="index_spread",
    direction="down",
    related=("knowledge_sharing", "demonstration_sites", "evaluation_preference"),
    settings=dict(
        gain=setting(
            1.0, low=0.0, high=3.0, neutral=0.0, unit="logit of effort a unit of distance", zh="对标促动",
            source="assumed: a tenth of the index behind moves effort by a fortieth",
        ),
        region_gain=setting(
            1.0, low=0.0, high=3.0, neutral=0.0, unit="logit of effort a unit of distance", zh="地区对标促动",
            source="assumed: as between enterprises",
        ),
        despair=setting(
            0.4, low=0.1, high=1.0, unit="distance in the index", zh="望而却步的差距",
            source="assumed: beyond it attention falls off again",
        ),
        study_days=setting(
            5.0, low=0.0, high=40.0, neutral=0.0, unit="officer-days a year and 100 enterprises", zh="对标分析人日",
            source="assumed: ten days a year in a county of 216 enterprises",
        ),
        own_hours=setting(
            4.0, low=0.0, high=40.0, neutral=0.0, unit="hours an enterprise-year", zh="企业对标工时",
            source="assumed: half a day a year",
        ),
        hour_cost=setting(
            60.0, low=30.0, high=150.0, unit="CNY an hour", zh="企业工时单价",
            source="assumed: pay and charges of a middle manager",
        ),
    ),
)  # fmt: skip

HOURS_A_DAY = 8.0


@helper
def pull_of(distance, despair):
    """The distance as far as it is felt: all of it up to despair, then as much less as it is beyond."""
    ahead = max(distance, 0.0)
    return ahead if ahead <= despair else clip(2.0 * despair - ahead, 0.0, despair)


@benchmarking.effect("management_attention")
def attend_to_the_distance(enterprise, industry, region, province, p, now):
    """The distance to the top of the industry and to the best region pulls, less where it is hopeless."""
    own = p.gain * pull_of(industry.index_top - enterprise.eval_index, p.despair)
    return own + p.region_gain * pull_of(province.best_index - region.index, p.despair)


@benchmarking.inspector_hours("comparisons", zh="对标分析")
def compare(enterprise, p, now):
    """Officers prepare the comparisons."""
    return share_of_one(p.study_days * HOURS_A_DAY) / WEEKS_A_YEAR


@benchmarking.spends("enterprise", "comparisons", zh="企业对标")
def learn_where_one_stands(enterprise, p, now):
    """Enterprises read them."""
    return p.own_hours * p.hour_cost / WEEKS_A_YEAR
