"""Question 24: whether discredited firms improve, give up or leave, with and without a way back."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from govsim.cases.common.case import Arm, County, Number
from govsim.cases.common.found import SHARE, Found
from govsim.questions.common.measures import by_seed, changed
from govsim.questions.common.numbers import of
from govsim.questions.common.question import Dots, Question, Verdict, otherwise
from govsim.study.runs.statistics import Estimate, estimate

USUAL, LISTED, REPAIR = "usual", "penalties", "repair"
LOW, RESTORED = 0.40, 0.50  # scores below which credit_penalties lists, and above which credit_repair takes off
FIRST_YEAR, LAST_YEAR, AFTER = 3, 7, 2  # years at whose end they are discredited, and after how many they are looked at
PENALTIES = "instrument=[credit_scoring,credit_penalties]"
THE_COUNTY = County(
    "record",
    ("216 enterprises with credit records", "216 家有信用记录的企业"),
    (
        Arm(USUAL, ("No list", "不公布名单")),
        Arm(LISTED, ("A list with penalties", "失信惩戒"), (PENALTIES,)),
        Arm(REPAIR, ("A list, and a way back", "失信惩戒加信用修复"), (PENALTIES[:-1] + ",credit_repair]",)),
    ),
    yearly=True,
)
ARMS = {one.name: one.title for one in THE_COUNTY.arms}


def followed(found: Found, arm: str) -> pd.DataFrame:
    """By seed: how many firms became discredited, and of them improved, still low and gone two years on, and risk.

    Discredited is a record below LOW at the end of a year and not a year before, whether or not a list shows it.
    """

    def make() -> pd.DataFrame:
        rows = found.enterprises[THE_COUNTY.name]
        rows = rows[rows["scenario"] == arm][
            ["seed", "id", "year", "score", "exits", "injuries_expected", "worker_weeks", "effort"]
        ]
        key = ["seed", "id", "year"]
        low = rows[(rows["score"] < LOW) & (rows["exits"] == 0) & rows["year"].between(FIRST_YEAR, LAST_YEAR)]
        before = rows.assign(year=rows["year"] + 1)[[*key, "score"]]
        low = low.merge(before, on=key, how="left", suffixes=("", "_before"))
        low = low[~(low["score_before"] < LOW)]
        later = rows.assign(year=rows["year"] - AFTER)[
            [*key, "score", "exits", "injuries_expected", "worker_weeks", "effort"]
        ]
        both = low.merge(later, on=key, how="left", suffixes=("", "_later"))
        there = both["score_later"].notna() & (both["exits_later"] == 0)
        both = both.assign(
            gone=~there,
            improved=there & (both["score_later"] >= RESTORED),
            low=there & (both["score_later"] < RESTORED),
            risk=np.where(there, both["injuries_expected"] / both["worker_weeks"], 0.0),
            risk_later=np.where(there, both["injuries_expected_later"] / both["worker_weeks_later"], 0.0),
            effort_more=np.where(there, both["effort_later"] - both["effort"], 0.0),
            there=there,
            firms=1.0,
        )
        columns = ["firms", "gone", "improved", "low", "there", "risk", "risk_later", "effort_more"]
        seeds = pd.Index(sorted(found.enterprises[THE_COUNTY.name]["seed"].unique()), name="seed")
        return both.groupby("seed")[columns].sum().reindex(seeds, fill_value=0.0).astype(float)

    return found.once(f"followed {arm}", make)


def shares(found: Found, arm: str, what: str, of: str = "firms") -> np.ndarray:
    """One count in per cent of another, by seed."""
    table = followed(found, arm)
    return 100.0 * by_seed(table[what].to_numpy(), table[of].to_numpy())


def firms(found: Found, arm: str) -> Estimate:
    """How many firms became discredited."""
    return estimate(followed(found, arm)["firms"].to_numpy(), "")


def share(found: Found, arm: str, what: str) -> Estimate:
    """Of firms that became discredited, those of one kind two years on."""
    return estimate(shares(found, arm, what), SHARE)


def more(found: Found, arm: str, against: str, what: str) -> Estimate:
    """Points more of a kind than in another arm."""
    return estimate(shares(found, arm, what) - shares(found, against, what), "points")


def risk(found: Found, arm: str) -> Estimate:
    """The change of injuries a worker over the two years at those still there."""
    fell = estimate(shares(found, arm, "risk_later", "risk"), "%")
    return Estimate(fell.mean - 100.0, fell.low - 100.0, fell.high - 100.0)


KINDS = {
    "improved": ("improved two years on", "两年后好转"),
    "low": ("still low two years on", "两年后仍然失信"),
    "gone": ("gone two years on", "两年后退出"),
}
NUMBERS = {
    **{
        f"firms_{arm}": Number(
            of(("firms that became discredited, ends of years 4 to 8", "第 4 至 8 年末新失信企业数"), ARMS[arm]),
            partial(firms, arm=arm),
        )
        for arm in ARMS
    },
    **{
        f"{kind}_{arm}": Number(
            of((f"discredited firms, {said[0]}", f"失信企业{said[1]}"), ARMS[arm]),
            partial(share, arm=arm, what=kind),
        )
        for arm in ARMS
        for kind, said in KINDS.items()
    },
    **{
        f"{kind}_more_{arm}": Number(
            of((f"{said[0]}, against {'no list' if arm == LISTED else 'a list without a way back'}",
                    f"{said[1]}（与{'不公布名单' if arm == LISTED else '无修复的惩戒'}相比）"), ARMS[arm]),
            partial(more, arm=arm, against=against, what=kind),
        )
        for arm, against in ((LISTED, USUAL), (REPAIR, LISTED))
        for kind, said in KINDS.items()
    },
    **{
        f"risk_{arm}": Number(
            of(("injuries a worker at those still there, two years on", "留存失信企业两年后人均伤害"), ARMS[arm]),
            partial(risk, arm=arm),
        )
        for arm in ARMS
    },
    "hurt_penalties": changed(ARMS, LISTED, "injuries_expected", ("injuries a worker, all", "全部企业人均伤害"),
                              by="workers"),
    "hurt_repair": changed(ARMS, REPAIR, "injuries_expected", ("injuries a worker, all", "全部企业人均伤害"),
                           by="workers"),
}  # fmt: skip
SPLIT = (
    "Two years on, of firms that became discredited {improved_usual} have improved without a list, "
    "{improved_penalties} with one and {improved_repair} with a way back; {low_usual}, {low_penalties} and "
    "{low_repair} are still low, and {gone_usual}, {gone_penalties} and {gone_repair} are gone.",
    "失信两年后，好转的比例在不公布名单时为 {improved_usual}，失信惩戒时为 {improved_penalties}，有信用修复时为 "
    "{improved_repair}；仍然失信的分别为 {low_usual}、{low_penalties}、{low_repair}，退出的分别为 {gone_usual}、"
    "{gone_penalties}、{gone_repair}。",
)
QUESTION = Question(
    name="q24_discredited",
    number=24,
    problem=("discredited enterprises", "失信企业"),
    text=(
        "Do discredited firms improve, give up or leave, with and without repair of their credit?",
        "失信企业会改进、放弃还是退出，有无信用修复有何不同？",
    ),
    counties=(THE_COUNTY,),
    seeds=40,
    fewest=20,
    numbers=NUMBERS,
    verdicts=(
        Verdict(
            "leave_unless_repaired",
            lambda numbers: numbers["gone_more_penalties"].is_above and numbers["improved_more_repair"].is_above,
            (
                SPLIT[0] + " A list drives firms out ({gone_more_penalties} against none), and a way back lets more "
                "improve ({improved_more_repair} against a list without one).",
                SPLIT[1] + "名单使企业退出（与不公布名单相比 {gone_more_penalties}），信用修复使更多企业好转"
                "（与无修复的惩戒相比 {improved_more_repair}）。",
            ),
        ),
        Verdict(
            "leave",
            lambda numbers: numbers["gone_more_penalties"].is_above,
            (
                SPLIT[0] + " A list drives firms out ({gone_more_penalties} against none), and that a way back lets "
                "more improve is not seen ({improved_more_repair} against a list without one).",
                SPLIT[1] + "名单使企业退出（与不公布名单相比 {gone_more_penalties}），看不出信用修复使更多企业好转"
                "（与无修复的惩戒相比 {improved_more_repair}）。",
            ),
        ),
        Verdict(
            "improve_with_repair",
            lambda numbers: (
                numbers["improved_more_repair"].is_above and not numbers["improved_more_penalties"].is_above
            ),
            (
                SPLIT[0] + " A list alone is not seen to let more improve ({improved_more_penalties} against none) or "
                "to drive more out ({gone_more_penalties}); a way back lets more improve ({improved_more_repair} "
                "against a list without one).",
                SPLIT[1] + "只有名单时，看不出好转的企业增多（与不公布名单相比 {improved_more_penalties}），也看不出退"
                "出增多（{gone_more_penalties}）；信用修复使更多企业好转（与无修复的惩戒相比 "
                "{improved_more_repair}）。",
            ),
        ),
        Verdict(
            "improve",
            lambda numbers: numbers["improved_more_penalties"].is_above,
            (
                SPLIT[0] + " A list lets more improve ({improved_more_penalties} against none), and with a way back it "
                "is {improved_more_repair} against a list without one.",
                SPLIT[1] + "名单使更多企业好转（与不公布名单相比 {improved_more_penalties}），有信用修复时再变化 "
                "{improved_more_repair}（与无修复的惩戒相比）。",
            ),
        ),
        otherwise(
            (
                SPLIT[0] + " That a list or a way back changes what becomes of them cannot be told: improved "
                "{improved_more_penalties} with a list against none and {improved_more_repair} with a way back, gone "
                "{gone_more_penalties} and {gone_more_repair}.",
                SPLIT[1] + "看不出名单或信用修复改变了它们的去向：好转的比例，失信惩戒与不公布名单相比 "
                "{improved_more_penalties}，信用修复再变化 {improved_more_repair}；退出的比例分别变化 "
                "{gone_more_penalties} 和 {gone_more_repair}。",
            )
        ),
    ),
    figure=Dots(
        ("What becomes of discredited firms in two years", "失信企业两年后的去向"),
        ("% of those that became discredited", "占失信企业的 %"),
        {f"{kind}_{arm}": of((said[0][:1].upper() + said[0][1:], said[1]), ARMS[arm])
         for kind, said in KINDS.items() for arm in ARMS},
    ),
    hangs_on=(
        "Discredited is a record below 0.40 at a year's end, improved one of 0.50 or more two years later; records "
        "come back by themselves (half in a year and a third, assumed), so that the county without a list is the "
        "measure. What listing costs and what a way back is worth are assumed; no study was found. Fewer firms become "
        "discredited under a list, and those that do are weaker: shares hold that choice too.",
        "失信指年末记录低于 0.40，好转指两年后达到 0.50；记录会自行恢复（约一年零四个月恢复一半，假定），"
        "因此以不公布名单的情形为参照。列入名单的代价和修复的价值均为假定，未找到研究。有名单时失信的企业更少，也更弱，"
        "各比例含有这一选择。",
    ),
    turns=((LISTED, REPAIR),),
)  # fmt: skip
