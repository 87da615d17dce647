"""Question 25: whether tolerance of good-faith errors raises adoption more than it raises error."""

from __future__ import annotations

from functools import partial

import numpy as np

from govsim.cases.common.case import Arm, County, Number, Words
from govsim.cases.common.found import Found
from govsim.questions.common.measures import LATE, by_seed, changed
from govsim.questions.common.numbers import of
from govsim.questions.common.question import Dots, Numbers, Question, Verdict, otherwise
from govsim.study.runs.statistics import Estimate, estimate

USUAL, TOLERANT, FEARED, FORGIVEN = "usual", "tolerant", "feared", "forgiven"
AWARD = "innovation_award"
WINDOW = (156, 520)  # from the first award on
THE_COUNTY = County(
    "townships",
    ("Six townships whose agencies may try ideas and copy each other's", "六个乡镇，监管机构可以试行创新并相互借鉴"),
    (
        Arm(USUAL, ("Innovation awards", "安全创新奖"), (f"instrument=[{AWARD}]",)),
        Arm(TOLERANT, ("Awards and tolerance", "创新奖加容错"), (f"instrument=[{AWARD},error_tolerance]",)),
        Arm(FEARED, ("Awards and accountability", "创新奖加问责"), (f"instrument=[{AWARD},accountability]",)),
        Arm(
            FORGIVEN,
            ("Awards, accountability and tolerance", "创新奖、问责加容错"),
            (f"instrument=[{AWARD},accountability,error_tolerance]",),
        ),
    ),
    settings=("population=townships",),
)
ARMS = {one.name: one.title for one in THE_COUNTY.arms}
PAIRS = ((TOLERANT, USUAL), (FORGIVEN, FEARED))


def adopted(found: Found, arm: str) -> np.ndarray:
    """Methods taken into use: ideas that worked, and methods of others, by seed."""
    tried, failed, copied = (found.sums(arm, one, WINDOW) for one in ("ideas_tried", "ideas_failed", "methods_copied"))
    return tried - failed + copied


def failed(found: Found, arm: str) -> np.ndarray:
    """Ideas that failed, by seed."""
    return found.sums(arm, "ideas_failed", WINDOW)


COUNTS = {"adopted": adopted, "failed": failed}
SAID: dict[str, Words] = {
    "adopted": ("methods taken into use", "采用的方法"),
    "failed": ("ideas that failed", "失败的创新"),
}


def a_decade(found: Found, arm: str, what: str) -> Estimate:
    """How many from the start of the awards to the end of year 10."""
    return estimate(COUNTS[what](found, arm), "")


def _raised(found: Found, arm: str, against: str, what: str) -> np.ndarray:
    return 100.0 * (by_seed(COUNTS[what](found, arm), COUNTS[what](found, against)) - 1.0)


def raised(found: Found, arm: str, against: str, what: str) -> Estimate:
    """The change of a count by tolerance, in per cent."""
    return estimate(_raised(found, arm, against, what))


def beyond(found: Found, arm: str, against: str) -> Estimate:
    """Points by which tolerance raises adoption more than error."""
    two = (_raised(found, arm, against, what) for what in COUNTS)
    return estimate(next(two) - next(two), "points")


NUMBERS = {
    **{
        f"{what}_{arm}": Number(of((f"{SAID[what][0]}, years 4 to 10", f"第 4 至 10 年{SAID[what][1]}"), ARMS[arm]),
                                partial(a_decade, arm=arm, what=what))
        for arm in ARMS
        for what in COUNTS
    },
    **{
        f"{what}_more_{arm}": Number(
            of((f"{SAID[what][0]}, against no tolerance", f"{SAID[what][1]}（与不容错相比）"), ARMS[arm]),
            partial(raised, arm=arm, against=against, what=what),
        )
        for arm, against in PAIRS
        for what in COUNTS
    },
    **{
        f"beyond_{arm}": Number(
            of(
                ("adoption raised beyond error, against no tolerance", "采用的增幅减去失败的增幅（与不容错相比）"),
                ARMS[arm],
            ),
            partial(beyond, arm=arm, against=against),
        )
        for arm, against in PAIRS
    },
    **{
        f"{name}_{arm}": changed(ARMS, arm, outcome, what, LATE, by=by, against=against)
        for name, outcome, what, by in (
            ("method", "methods", ("visits that methods allow, years 6 to 10", "第 6 至 10 年方法效率"), "agencies"),
            ("hurt", "injuries_expected", ("injuries a worker, years 6 to 10", "第 6 至 10 年人均伤害"), "workers"),
        )
        for arm, against in PAIRS
    },
}  # fmt: skip


def both(numbers: Numbers, above: bool) -> bool:
    """Whether with and without accountability adoption rises surely more, or surely less, than error."""
    found = [numbers[f"beyond_{arm}"] for arm, _ in PAIRS]
    return all(one.is_above if above else one.is_below for one in found)


SIZES = (
    "without accountability tolerance changes methods taken into use by {adopted_more_tolerant} and ideas that failed "
    "by {failed_more_tolerant}, with it by {adopted_more_forgiven} and {failed_more_forgiven}.",
    "没有问责时，容错使采用的方法变化 {adopted_more_tolerant}，失败的创新变化 {failed_more_tolerant}；有问责时分别变化 "
    "{adopted_more_forgiven} 和 {failed_more_forgiven}。",
)
COUNT = (
    " In numbers that is {adopted_tolerant} methods instead of {adopted_usual} and {failed_tolerant} failures instead "
    "of {failed_usual} in seven years, and injuries a worker change by {hurt_tolerant}.",
    "按数量计，七年内采用 {adopted_tolerant} 项而不是 {adopted_usual} 项，失败 {failed_tolerant} 项而不是 "
    "{failed_usual} 项，人均伤害变化 {hurt_tolerant}。",
)
QUESTION = Question(
    name="q25_tolerance",
    number=25,
    problem=("errors in reform and innovation", "改革创新中的失误"),
    text=("Does tolerance raise adoption more than it raises error?", "容错对创新采用的提升是否大于对失误的增加？"),
    counties=(THE_COUNTY,),
    seeds=40,
    fewest=16,
    numbers=NUMBERS,
    verdicts=(
        Verdict(
            "adoption_more",
            lambda numbers: both(numbers, above=True),
            ("Adoption rises more than error, in per cent: " + SIZES[0] + COUNT[0],
             "按比例，采用的增幅大于失误：" + SIZES[1] + COUNT[1]),
        ),
        Verdict(
            "error_more",
            lambda numbers: both(numbers, above=False),
            ("Error rises more than adoption, in per cent: " + SIZES[0] + COUNT[0],
             "按比例，失误的增幅大于采用：" + SIZES[1] + COUNT[1]),
        ),
        Verdict(
            "hangs_on_fear",
            lambda numbers: any(
                numbers[f"beyond_{arm}"].is_above or numbers[f"beyond_{arm}"].is_below for arm, _ in PAIRS
            ),
            ("Which of them rises more hangs on whether officers are held to account: " + SIZES[0] + COUNT[0],
             "两者哪个增幅更大，取决于是否问责：" + SIZES[1] + COUNT[1]),
        ),
        otherwise(
            ("Which of them rises more cannot be told: " + SIZES[0] + COUNT[0],
             "看不出两者哪个增幅更大：" + SIZES[1] + COUNT[1]),
        ),
    ),
    figure=Dots(
        ("Tolerance, adoption and error", "容错、采用与失误"),
        ("change against no tolerance, %", "与不容错相比的变化，%"),
        {f"{what}_more_{arm}": of((SAID[what][0][:1].upper() + SAID[what][0][1:], SAID[what][1]), ARMS[arm])
         for arm, _ in PAIRS for what in COUNTS},
    ),
    hangs_on=(
        "Most follows from what was put in: a tenth of ideas work, fear keeps back one idea a year an agency and seven "
        "tenths of copying, tolerance takes half of the fear (all assumed; the programme states that most ideas fail). "
        "Adoption is ideas that worked and methods copied; errors are ideas that failed, and most fail at any "
        "tolerance. It would turn if forgiving brought worse ideas and not only more of them.",
        "结果大多来自输入：一成创新成功，顾虑使每个机构每年少试一项并少借鉴七成，容错消除一半顾虑（均为假定；方案称多数"
        "创新失败）。采用指成功的创新和引进的方法，失误指失败的创新，无论是否容错多数都会失败。若容错带来的是更差的创新"
        "而不只是更多，结论会反转。",
    ),
    turns=((USUAL, TOLERANT), (FEARED, FORGIVEN)),
)  # fmt: skip
