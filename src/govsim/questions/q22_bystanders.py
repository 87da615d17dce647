"""Question 22: bystanders killed by separation distance and by growth of the town."""

from __future__ import annotations

from functools import partial

import numpy as np

from govsim.cases.common.case import Arm, County, Number
from govsim.cases.common.found import Found
from govsim.model import model_of
from govsim.questions.common.measures import changed
from govsim.questions.common.numbers import of
from govsim.questions.common.question import Dots, Numbers, Question, Verdict, otherwise
from govsim.study.runs.statistics import Estimate, change, estimate
from govsim.year import WEEKS_A_YEAR

PLANTS, NEAR = 60, 5
WEEKS = (0, 520)
AS_IS = "as_is"


def town(metres: int, growth: float) -> str:
    """A park of chemical plants so far from each other, in a town that grows so much a year."""
    return (
        f"population.places=[{{name: park, enterprises: {PLANTS}, industries: [chemicals], separation: {metres}, "
        f"people_near: {NEAR}, town_growth: {growth}}}]"
    )


THE_COUNTY = County(
    "town",
    (
        f"{PLANTS} chemical plants in a park, five times the usual people near by",
        f"园区内 {PLANTS} 家危险化学品企业，周边人口为平常的五倍",
    ),
    (
        Arm(AS_IS, ("300 m, the town grows by 2 % a year", "300 米，周边人口年增 2%"), (town(300, 0.02),)),
        Arm("close", ("100 m", "100 米"), (town(100, 0.02),)),
        Arm("apart", ("900 m", "900 米"), (town(900, 0.02),)),
        Arm("still", ("The town does not grow", "周边人口不增长"), (town(300, 0.0),)),
        Arm("fast", ("The town grows by 5 % a year", "周边人口年增 5%"), (town(300, 0.05),)),
        Arm("worst", ("100 m and 5 % a year", "100 米且年增 5%"), (town(100, 0.05),)),
    ),
    settings=(f"population.regions=[{{name: town, enterprises: {PLANTS}, industries: [chemicals]}}]",),
)
ARMS = {one.name: one.title for one in THE_COUNTY.arms}
TRIED = tuple(ARMS)[1:]


def expected(found: Found, arm: str) -> np.ndarray:
    """Bystanders whose death is to be expected over the ten years, by seed.

    Of each week bystander_share x bystanders x expected deaths in major accidents x people near the park, as the rule
    `majors_rescue` draws them. All plants stand in the park; the county's own public counts one beside it.
    """
    table = found.weekly[THE_COUNTY.name]
    rows = table[table["scenario"] == arm]
    usual = model_of().parameters
    struck = rows["deaths_in_majors_expected"] * (rows["people_near"] - 1.0)
    deaths = usual["bystander_share"].default * usual["bystanders"].default * struck
    return deaths.groupby(rows["seed"]).sum().sort_index().to_numpy(float)


def killed(found: Found, arm: str) -> Estimate:
    """Bystanders killed in a thousand years of the park."""
    return estimate(1000.0 * WEEKS_A_YEAR / (WEEKS[1] - WEEKS[0]) * expected(found, arm), "")


def more(found: Found, arm: str) -> Estimate:
    """The change of bystanders' deaths against the park as it is."""
    return change(expected(found, arm), expected(found, AS_IS))


def against_growth(found: Found) -> Estimate:
    """Points by which 100 m against 900 m changes bystanders' deaths more than 5 % of growth against none."""
    close, apart, still, fast = (expected(found, arm) for arm in ("close", "apart", "still", "fast"))
    base = expected(found, AS_IS).mean()
    return estimate(100.0 * ((close - apart) - (fast - still)) / base, "points")


KILLED = ("bystanders killed in 1,000 years", "千年周边群众死亡")
CHANGE = ("bystanders killed", "周边群众死亡")
NUMBERS = {
    **{f"killed_{arm}": Number(of(KILLED, ARMS[arm]), partial(killed, arm=arm)) for arm in ARMS},
    **{f"more_{arm}": Number(of(CHANGE, ARMS[arm]), partial(more, arm=arm)) for arm in TRIED},
    "knock_ons_close": changed(ARMS, "close", "knock_ons_expected", ("knock-on accidents", "连锁事故"), WEEKS),
    "knock_ons_apart": changed(ARMS, "apart", "knock_ons_expected", ("knock-on accidents", "连锁事故"), WEEKS),
    "against": Number(
        ("distance (100 m against 900 m) beyond growth (5 % a year against none), of the park as it is",
         "厂间距离（100 米与 900 米之差）比人口增长（年增 5% 与不增长之差）多出的部分"),
        against_growth,
    ),
}  # fmt: skip


def both_kill(numbers: Numbers) -> bool:
    """Whether less distance and more growth each surely kill more."""
    return numbers["more_close"].is_above and numbers["more_fast"].is_above


BOTH_SAY = (
    "Against 300 m and 2 % a year ({killed_as_is} bystanders killed in 1,000 years) 100 m between plants change their "
    "deaths by {more_close} and 900 m by {more_apart}, a town that does not grow by {more_still}, one that grows by 5 "
    "% by {more_fast}, and 100 m with 5 % by {more_worst}.",
    "与 300 米、年增 2%（千年周边群众死亡 {killed_as_is} 人）相比，厂间距离 100 米使死亡变化 {more_close}，900 米变化 "
    "{more_apart}，人口不增长变化 {more_still}，年增 5% 变化 {more_fast}，100 米且年增 5% 变化 {more_worst}。",
)
QUESTION = Question(
    name="q22_bystanders",
    number=22,
    problem=("industry and public safety entangled", "产业与公共安全风险交织"),
    text=(
        "How many bystanders are killed by separation distance and urban growth?",
        "周边群众死亡如何随安全间距和城市扩张变化？",
    ),
    counties=(THE_COUNTY,),
    numbers=NUMBERS,
    verdicts=(
        Verdict(
            "growth_more",
            lambda numbers: both_kill(numbers) and numbers["against"].is_below,
            (
                "Both count, growth of the town more than the distance between plants. " + BOTH_SAY[0],
                "两者都有影响，周边人口增长比厂间距离影响更大。" + BOTH_SAY[1],
            ),
        ),
        Verdict(
            "distance_more",
            lambda numbers: both_kill(numbers) and numbers["against"].is_above,
            (
                "Both count, the distance between plants more than growth of the town. " + BOTH_SAY[0],
                "两者都有影响，厂间距离比周边人口增长影响更大。" + BOTH_SAY[1],
            ),
        ),
        Verdict(
            "both",
            both_kill,
            (
                "Both count, and which of them more cannot be told over 100 to 900 m and 0 to 5 % a year. "
                + BOTH_SAY[0],
                "两者都有影响，在 100 至 900 米、年增 0 至 5% 的范围内看不出哪个更大。" + BOTH_SAY[1],
            ),
        ),
        Verdict(
            "growth_only",
            lambda numbers: numbers["more_fast"].is_above,
            (
                "Growth of the town counts, the distance between plants not surely. " + BOTH_SAY[0],
                "周边人口增长有影响，厂间距离的影响不能确定。" + BOTH_SAY[1],
            ),
        ),
        otherwise(
            (
                "That bystanders pay for growth of the town is not seen. " + BOTH_SAY[0],
                "看不出周边人口增长使群众死亡增加。" + BOTH_SAY[1],
            )
        ),
    ),
    figure=Dots(
        ("Bystanders killed near a park of chemical plants", "化工园区周边群众死亡"),
        ("change against 300 m and 2 % a year, %", "与 300 米、年增 2% 相比的变化，%"),
        {f"more_{arm}": ARMS[arm] for arm in TRIED},
    ),
    hangs_on=(
        "Bystanders are expected deaths: so few die that counts say nothing. The distance is that between plants and "
        "acts by knock-on accidents only, how steeply is assumed (E602, E604 for chains and reach); distance to houses "
        "is the number of people near by, to which deaths are in proportion. That number and .02 bystanders for each "
        "death inside are assumed. It would turn if a blast reached houses at hundreds of metres by itself.",
        "周边群众死亡为期望值：实际死亡太少，计数不说明问题。间距指厂与厂之间，只通过连锁事故起作用，衰减多快为假定"
        "（链长和波及范围参照 E602、E604）；与居民的距离体现为周边人口，死亡与之成正比。周边人口和每名厂内死亡对应 "
        "0.02 名周边死亡为假定。若爆炸本身波及数百米外的民居，结论会反转。",
    ),
    turns=(("fast", "still"),),
)
