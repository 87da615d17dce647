"""Question 21: which package wins on hidden, on sudden and on linked risk, at equal cost, in a county with a park."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from govsim.cases.common.case import Arm, County, Words
from govsim.questions.common.contest import over
from govsim.questions.common.measures import among, changed
from govsim.questions.common.numbers import within
from govsim.questions.common.question import Dots, Numbers, Question, Verdict, otherwise

BUDGET = 20e6  # CNY in years 6 to 10: each package reaches it
THE_COUNTY = County(
    "park",
    ("216 enterprises, 60 of them in a park where plants stand close", "216 家企业，其中 60 家在厂间距离较近的园区"),
    (
        Arm("usual", ("Today's rules", "现行制度")),
        Arm("technology", ("Technology", "科技手段"), ("scenario=technology",)),
        Arm("source_prevention", ("Prevention at the source", "源头治理"), ("scenario=source_prevention",)),
        Arm("emergency", ("Emergency management", "应急管理"), ("scenario=emergency",)),
    ),
    settings=("population.places=[{name: park, enterprises: 60, separation: 300, people_near: 5}]",),
    budget=BUDGET,
)
ARMS = {one.name: one.title for one in THE_COUNTY.arms[1:]}
RISKS: dict[str, tuple[str, Words]] = {
    "hidden": ("majors_latent", ("major hazards that nobody knows of", "未发现的重大隐患")),
    "sudden": ("deaths_in_majors_expected", ("expected deaths in major accidents", "重大事故预计死亡")),
    "linked": ("knock_ons_expected", ("expected knock-on accidents", "预计连锁事故")),
}


def won(numbers: Numbers, winners: dict[str, str]) -> bool:
    """Whether each risk is surely lowest under the package named."""
    return all(
        numbers[f"{risk}_{over(arm, one)}"].is_below for risk, arm in winners.items() for one in ARMS if one != arm
    )


def on_risk(risk: str, lang: int) -> str:
    """What every package does to a risk, one after the other."""
    gap = ", " if lang == 0 else "，"
    return gap.join(f"{within(title[0]) if lang == 0 else title[1]} {{{risk}_{arm}}}" for arm, title in ARMS.items())


def verdicts() -> Iterator[Verdict]:
    """One for each package that may win on all three, and one for each way in which the three may be divided."""
    for trio in product(ARMS, repeat=3):
        winners = dict(zip(RISKS, trio, strict=True))
        called = {risk: (within(ARMS[arm][0]), ARMS[arm][1]) for risk, arm in winners.items()}
        first, one = trio[0], len(set(trio)) == 1
        english = (
            f"{ARMS[first][0]} wins on all three for 20 million CNY over five years: "
            if one
            else f"For 20 million CNY over five years {called['hidden'][0]} wins on hidden risk, {called['sudden'][0]} "
            f"on sudden and {called['linked'][0]} on linked risk: "
        )
        chinese = (
            f"五年 2000 万元下，{ARMS[first][1]}在三种风险上都最好："
            if one
            else f"五年 2000 万元下，隐蔽性风险以{called['hidden'][1]}最好，突发性风险以{called['sudden'][1]}最好，"
            f"关联性风险以{called['linked'][1]}最好："
        )
        yield Verdict(
            f"all_{first}" if one else "_".join(trio),
            lambda numbers, winners=winners: won(numbers, winners),  # type: ignore[misc]
            (
                f"{english}major hazards that nobody knows of change by {on_risk('hidden', 0)}. Deaths in major "
                f"accidents change by {on_risk('sudden', 0)}, knock-on accidents in the park by "
                f"{on_risk('linked', 0)}.",
                f"{chinese}未发现的重大隐患变化：{on_risk('hidden', 1)}。重大事故死亡变化：{on_risk('sudden', 1)}；"
                f"园区连锁事故变化：{on_risk('linked', 1)}。",
            ),
        )


QUESTION = Question(
    name="q21_three_kinds_of_risk",
    number=21,
    problem=("risk that is hidden, sudden and linked", "隐蔽性、突发性、关联性"),
    text=(
        "Which package wins on hidden, sudden and linked risk?",
        "对隐蔽性、突发性和关联性（连锁）风险，哪一种政策组合最好？",
    ),
    counties=(THE_COUNTY,),
    seeds=12,
    fewest=8,
    numbers={
        **{
            f"{risk}_{arm}": changed(ARMS, arm, outcome, what)
            for risk, (outcome, what) in RISKS.items()
            for arm in ARMS
        },
        **{
            f"hours_{arm}": changed(ARMS, arm, "inspector_hours", ("hours of inspectors", "监管人员工时"))
            for arm in ARMS
        },
        **{
            name: one
            for risk, (outcome, what) in RISKS.items()
            for name, one in among(f"{risk}_", ARMS, outcome, what).items()
        },
    },
    verdicts=(
        *verdicts(),
        otherwise(
            (
                "No package surely wins on each of the three for 20 million CNY over five years: major hazards that "
                f"nobody knows of change by {on_risk('hidden', 0)}. Deaths in major accidents change by "
                f"{on_risk('sudden', 0)}, knock-on accidents in the park by {on_risk('linked', 0)}.",
                "五年 2000 万元下，三种风险并非各有一种组合确定最好：未发现的重大隐患变化："
                f"{on_risk('hidden', 1)}。重大事故死亡变化：{on_risk('sudden', 1)}；园区连锁事故变化："
                f"{on_risk('linked', 1)}。",
            )
        ),
    ),
    figure=Dots(
        ("Packages on hidden, sudden and linked risk, for 20 million CNY", "同为 2000 万元：对三种风险的作用"),
        ("change on today's rules, %", "与现行制度相比的变化，%"),
        {
            f"{risk}_{arm}": (f"{said[0]}: {within(title[0])}", f"{said[1]}：{title[1]}")
            for risk, said in {
                "hidden": ("Hidden", "隐蔽"), "sudden": ("Sudden", "突发"), "linked": ("Linked", "关联"),
            }.items()
            for arm, title in ARMS.items()
        },
    ),
    hangs_on=(
        "Hidden is read as major hazards that nobody knows of, sudden as deaths in major accidents, linked as "
        "accidents that others in a park set off; each has other readings. Packages are scaled by one factor to the "
        "same cost, officers' hours apart, and overlap: monitoring is in emergency management and in technology, where "
        "automation takes most of the money. What monitoring finds and costs is assumed, and how steeply accidents "
        "spread with distance (E602, E604): with dear or blind monitoring the answer would turn.",
        "此处把隐蔽性理解为未发现的重大隐患，突发性理解为重大事故死亡，关联性理解为园区内由其他事故引发的事故；各有其他"
        "理解。各组合按同一系数缩放到相同成本（不含监管人员工时），并有重叠：在线监测既在应急管理中，也在科技手段中，而"
        "后者的钱大部分用于智能化改造。监测能发现多少、花费多少为假定，事故随距离蔓延的程度也是（E602、E604）：若监测昂"
        "贵或失灵，结论会反转。",
    ),
    turns=(("technology", "emergency"),),
)  # fmt: skip
