"""Approvals and funds for the well evaluated: rank decides who gets what.

Mechanism: enterprises in the top quarter of their industry's index get a prize and support for equipment; regions
above the mean get posts for inspectors. A prize moves those who may hope for it, near the line most.
Expected: scores up, own scores most; the distance of scores from the truth up; the better grow better.
Side effects: points are found where nothing was done, injuries that cost a rank go unrecorded; those far below the
line have no hope and no reason; what the best get the worst would have needed.
Evidence: E537 (scores heap up just above a line), E523 (the connected score higher), E668, E542 (the better apply),
E104, E106 (money that hangs on the record). Programme 6.1.3 names approvals and funds, without a size.
Doubt: prize, line and its slope are assumed; what a rank costs those who lose it is not in it.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, exp, setting

LEAST = 1e-9  # of the index: above the mean

evaluation_preference = Instrument(
    "evaluation_preference",
    zh="评估优秀者项目审批与资金倾斜",
    en="approvals and funds for the well evaluated",
    meaning="Well-evaluated enterprises get funds and approvals, well-evaluated regions get posts.",
    needs=("evaluation",),
    actors=("government", "enterprise"),
    acts_on="both",
    per="1,000 workers",
    shows="self_gap",
    direction="up",
    related=("credit_incentives", "recognition_awards", "benchmarking"),
    settings=dict(
        prize=setting(
            300.0, low=0.0, high=2_000.0, neutral=0.0, unit="CNY a worker-year in the top quarter", zh="优秀企业奖补",
            source="assumed: half a percent of the wage bill; the programme names no size",
        ),
        slope=setting(
            2.0, low=0.5, high=5.0, unit="chance of the prize a unit of effort, at the line", zh="努力得奖斜率",
            source="assumed: three standard deviations of the index are worth .3, and half of it is luck",
        ),
        reach=setting(
            0.1, low=0.03, high=0.3, unit="index, a standard deviation of the prize's pull", zh="奖补影响范围",
            source="assumed: a standard deviation of the index",
        ),
        equipment=setting(
            0.05, low=0.0, high=0.5, neutral=0.0, unit="a year, share of the gap to new plant", zh="设备扶持",
            source="assumed: a tenth of what safety_subsidies give",
        ),
        equipment_price=setting(
            20_000.0, low=0.0, high=100_000.0, unit="CNY of a whole gap at 25 workers", zh="设备扶持单价",
            source="assumed: as a plant's usual investment",
        ),
        posts=setting(
            0.1, low=0.0, high=0.3, neutral=0.0, unit="share of a region's posts, to regions above the mean",
            zh="编制倾斜", source="assumed: a tenth of the posts",
        ),
        stake=setting(
            0.5, low=0.0, high=1.0, neutral=0.0, unit="share, 1 where work may be stopped", zh="排名利害",
            source="assumed: half of what a stop means",
        ),
        choice_hours=setting(
            2.0, low=0.0, high=20.0, neutral=0.0, unit="officer-hours a chosen enterprise and year", zh="评选工时",
            source="assumed: papers of an award",
        ),
    ),
)  # fmt: skip


@evaluation_preference.effect("standing_stake")
def hold_out_a_prize(enterprise, industry, p, now):
    """The prize times what effort adds to the chance of it, which falls off on both sides of the line."""
    away = (enterprise.eval_index - industry.index_top) / p.reach
    return p.prize * p.slope * exp(-0.5 * away * away)


@evaluation_preference.effect("capital_grant")
def equip_the_best(enterprise, industry, p, now):
    """Equipment for those at the top of their industry."""
    return p.equipment if enterprise.eval_index >= industry.index_top else 0.0


@evaluation_preference.effect("inspector_posts")
def strengthen_the_best(enterprise, region, province, regulator, public, p, now):
    """Posts for regions above the mean of all; where there is one region, nobody is above it."""
    above = region.index > province.mean_index + LEAST
    return p.posts * float(regulator.inspectors) / float(max(public.enterprise_count, 1)) if above else 0.0


@evaluation_preference.effect("evaluation_stake")
def make_it_matter(enterprise, p, now):
    """A high rank is worth being told well."""
    return p.stake


@evaluation_preference.transfers("government", "enterprise", "prizes of the well evaluated", zh="评优奖补")
def pay_prizes(enterprise, industry, p, now):
    """Prizes for those at the top, by worker."""
    best = enterprise.eval_index >= industry.index_top
    return p.prize * float(enterprise.headcount) / WEEKS_A_YEAR if best else 0.0


@evaluation_preference.spends("government", "equipment of the well evaluated", zh="优秀企业设备扶持")
def pay_for_equipment(enterprise, industry, p, now):
    """What their equipment costs."""
    best = enterprise.eval_index >= industry.index_top
    return p.equipment * p.equipment_price * enterprise.size_scale / WEEKS_A_YEAR if best else 0.0


@evaluation_preference.inspector_hours("choice of the well evaluated", zh="评优")
def choose(enterprise, industry, p, now):
    """Officers choose among the best."""
    return p.choice_hours / WEEKS_A_YEAR if enterprise.eval_index >= industry.index_top else 0.0
