"""Question 23: whether approval on commitment cuts burden without loss of safety, with and without checks after it."""

from __future__ import annotations

from functools import cache, partial

from govsim.cases.common.case import Arm, County, Number
from govsim.cases.common.found import Found
from govsim.cases.common.run import scenarios_of
from govsim.populations.structure import structure_of
from govsim.questions.common.measures import LATE, changed
from govsim.questions.common.numbers import of
from govsim.questions.common.question import Dots, Numbers, Question, Verdict, otherwise
from govsim.study.runs.statistics import Estimate, change, ratio

USUAL, CHECKED, UNCHECKED = "usual", "checked", "unchecked"
THE_COUNTY = County(
    "approval",
    (
        "216 places of business; who enters proves the standard, or promises it",
        "216 处经营场所：新企业证明达标，或承诺达标",
    ),
    (
        Arm(USUAL, ("Proof before entry", "准入前核查")),
        Arm(CHECKED, ("Promise, checked afterwards", "告知承诺并事后核查"), ("instrument=[notification_commitment]",)),
        Arm(
            UNCHECKED,
            ("Promise, nobody checks", "告知承诺而不核查"),
            ("instrument=[notification_commitment]", "instrument.notification_commitment.after_check=0"),
        ),
    ),
)
ARMS = {one.name: one.title for one in THE_COUNTY.arms}
TRIED = (CHECKED, UNCHECKED)


@cache
def places() -> int:
    """Places of business of the county."""
    return len(structure_of(scenarios_of(THE_COUNTY)[0].population))


def vacant_and_entries(found: Found, arm: str) -> tuple:  # type: ignore[type-arg]
    """Weeks that places stood vacant, and entrants, by seed."""
    weeks = (LATE[1] - LATE[0]) * places()
    return weeks - found.sums(arm, "enterprises", LATE), found.sums(arm, "entries", LATE)


def waited(found: Found, arm: str) -> Estimate:
    """Weeks that a place of business waits for an entrant."""
    return Estimate(*ratio(*vacant_and_entries(found, arm)), "weeks")


def waits(found: Found, arm: str) -> Estimate:
    """The change of that."""
    (vacant, entries), (usual_vacant, usual_entries) = (vacant_and_entries(found, one) for one in (arm, USUAL))
    return change(vacant / entries, usual_vacant / usual_entries)


YOUNG = {
    "equipment": ("young_equipment", "young_enterprises", ("equipment of entrants", "新企业安全设备")),
    "young": ("young_injuries_expected", "young_workers", ("injuries a worker at entrants", "新企业人均伤害")),
}
NUMBERS = {
    **{
        f"weeks_{arm}": Number(
            of(("weeks that a place of business waits for an entrant", "经营场所空置周数"), ARMS[arm]),
            partial(waited, arm=arm),
        )
        for arm in ARMS
    },
    **{
        f"wait_{arm}": Number(
            of(("wait for an entrant", "空置时间"), ARMS[arm]), partial(waits, arm=arm)
        )
        for arm in TRIED
    },
    **{
        f"{name}_{arm}": changed(ARMS, arm, outcome, what, by=by)
        for name, (outcome, by, what) in YOUNG.items()
        for arm in TRIED
    },
    **{
        f"{name}_{arm}": changed(ARMS, arm, outcome, what, by="workers")
        for name, outcome, what in (
            ("hurt", "injuries_expected", ("injuries a worker, all", "全部企业人均伤害")),
            ("died", "deaths_expected", ("deaths a worker, all", "全部企业人均死亡")),
        )
        for arm in TRIED
    },
    **{
        f"checks_{name}": changed(
            ARMS, UNCHECKED, outcome, (f"{what[0]}, against checks", f"{what[1]}（与核查相比）"), by=by, against=CHECKED
        )
        for name, (outcome, by, what) in YOUNG.items()
    },
}  # fmt: skip


def cuts(numbers: Numbers) -> bool:
    """Whether places surely wait less."""
    return numbers[f"wait_{CHECKED}"].is_below


def lost(numbers: Numbers, arm: str) -> bool:
    """Whether entrants are surely less equipped, or surely hurt more."""
    return numbers[f"equipment_{arm}"].is_below or numbers[f"young_{arm}"].is_above


SAFETY = (
    "Entrants' equipment changes by {equipment_checked} with checks afterwards and by {equipment_unchecked} without, "
    "injuries a worker there by {young_checked} and {young_unchecked} ({checks_young} without checks against with "
    "them), and of all by {hurt_checked} and {hurt_unchecked}.",
    "新企业安全设备在有事后核查时变化 {equipment_checked}，不核查时变化 {equipment_unchecked}；新企业人均伤害分别变化 "
    "{young_checked} 和 {young_unchecked}（不核查与核查相比为 {checks_young}），全部企业分别变化 {hurt_checked} 和 "
    "{hurt_unchecked}。",
)
QUESTION = Question(
    name="q23_commitment",
    number=23,
    problem=("burden on enterprises", "企业负担"),
    text=(
        "Does approval on commitment cut burden without loss of safety, with and without checks afterwards?",
        "告知承诺制能否在不损害安全的情况下减轻企业负担，有无事后核查有何不同？",
    ),
    counties=(THE_COUNTY,),
    seeds=40,
    numbers=NUMBERS,
    verdicts=(
        Verdict(
            "safe_with_checks",
            lambda numbers: cuts(numbers) and lost(numbers, UNCHECKED) and not lost(numbers, CHECKED),
            (
                "Burden falls without loss of safety only where promises are checked: a place waits {weeks_checked} "
                "for its entrant instead of {weeks_usual}. " + SAFETY[0],
                "只有事后核查，负担才能减轻而不损害安全：经营场所空置 {weeks_checked}，准入前核查时为 {weeks_usual}。"
                + SAFETY[1],
            ),
        ),
        Verdict(
            "checks_bring_part_back",
            lambda numbers: cuts(numbers) and lost(numbers, CHECKED) and numbers["checks_equipment"].is_below,
            (
                "Burden falls, and so does the safety that entrants begin with, less where promises are checked: a "
                "place waits {weeks_checked} for its entrant instead of {weeks_usual}. " + SAFETY[0],
                "负担减轻，新企业起步时的安全水平也下降，有核查时下降较少：经营场所空置 {weeks_checked}，准入前核查时"
                "为 {weeks_usual}。" + SAFETY[1],
            ),
        ),
        Verdict(
            "unsafe",
            lambda numbers: cuts(numbers) and lost(numbers, CHECKED),
            (
                "Burden falls, and so does the safety that entrants begin with, with checks as without: a place waits "
                "{weeks_checked} for its entrant instead of {weeks_usual}. " + SAFETY[0],
                "负担减轻，新企业起步时的安全水平也下降，有无核查都一样：经营场所空置 {weeks_checked}，准入前核查时为 "
                "{weeks_usual}。" + SAFETY[1],
            ),
        ),
        Verdict(
            "safe",
            cuts,
            (
                "Burden falls and no loss of safety is seen, with checks or without: a place waits {weeks_checked} for "
                "its entrant instead of {weeks_usual}. " + SAFETY[0],
                "负担减轻，有无核查都看不出安全受损：经营场所空置 {weeks_checked}，准入前核查时为 {weeks_usual}。"
                + SAFETY[1],
            ),
        ),
        otherwise(
            (
                "No lighter burden is seen: a place waits {weeks_checked} for its entrant, {weeks_usual} with proof "
                "before entry. " + SAFETY[0],
                "看不出负担减轻：经营场所空置 {weeks_checked}，准入前核查时为 {weeks_usual}。" + SAFETY[1],
            )
        ),
    ),
    figure=Dots(
        ("Approval on commitment, with checks and without", "告知承诺：有无事后核查"),
        ("change against proof before entry, %", "与准入前核查相比的变化，%"),
        {
            f"{name}_{arm}": of(said, ARMS[arm])
            for name, said in {
                "wait": ("Wait for an entrant", "空置时间"),
                "equipment": ("Equipment of entrants", "新企业安全设备"),
                "young": ("Injuries at entrants", "新企业人均伤害"),
                "hurt": ("Injuries, all", "全部企业人均伤害"),
            }.items()
            for arm in TRIED
        },
    ),
    hangs_on=(
        "Burden is the time until an entrant opens; 150 CNY a worker-year of paper saved is assumed and comes on top. "
        "How far entrants fall short of a promise (a tenth of the equipment required, with .7 of the checks dropped) "
        "has no source, nor has what a broken promise costs. E532 and E533 count certificates and items, not effects. "
        "It would turn if entrants kept what they promise by themselves.",
        "负担以新企业开业所需时间衡量；每人年 150 元的办证费用节省为假定，另计。新企业与承诺差多少（减免七成核查时设备"
        "缺口为标准的十分之一）没有来源，违诺的代价也没有。E532、E533 统计的是证明和事项数，不是效果。若新企业自觉履行"
        "承诺，结论会反转。",
    ),
    turns=((USUAL, CHECKED),),
)
