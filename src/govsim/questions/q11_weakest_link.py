"""Question 11: which link of the accident chain, repaired alone, averts most deaths."""

from __future__ import annotations

from functools import partial
from itertools import combinations

from govsim.cases.chemical_park_accident import CASE, LINKS, NAMES
from govsim.cases.common.case import Words
from govsim.cases.common.sentences import in_order, listed
from govsim.questions.common.question import Dots, Numbers, Verdict, from_case, otherwise

RANKED = tuple(LINKS)


def is_first(link: str, numbers: Numbers) -> bool:
    """Whether a link averts most, beyond luck."""
    return in_order(numbers, "died", RANKED)[0] == link and numbers["lead"].is_above


def are_first(two: tuple[str, str], numbers: Numbers) -> bool:
    """Whether these two avert most, and their lead over each other may be luck."""
    lead = numbers["lead"]
    return set(in_order(numbers, "died", RANKED)[:2]) == set(two) and lead.low <= 0.0 <= lead.high


def rest(numbers: Numbers, ahead: int) -> Words:
    """The second sentence: the other links in order, all five, and what each averts where it only does its usual."""
    english, chinese = listed("died", in_order(numbers, "died", RANKED)[ahead:], NAMES)
    usual, usual_zh = listed("usually", in_order(numbers, "usually", RANKED)[:1], NAMES)
    return (
        f"Then come {english}; all five together change them by {{died_all}}, and with instruments as they usually "
        f"come {usual} is first.",
        f"其后依次为{chinese}；五个环节同时补强变化 {{died_all}}，措施取通常力度时最多的是{usual_zh}。",
    )


def one_first(link: str, numbers: Numbers) -> Words:
    """The answer where one link is ahead."""
    english, chinese = rest(numbers, 1)
    return (
        f"Repaired alone, {NAMES[link][0]} averts most: deaths in accidents from major hazards change by "
        f"{{died_{link}}}, {{lead}} points ahead of the next. {english}",
        f"单独补强时，{NAMES[link][1]}避免的死亡最多：重大隐患事故死亡变化 {{died_{link}}}，"
        f"比其次多 {{lead}} 个百分点。{chinese}",
    )


def two_first(two: tuple[str, str], numbers: Numbers) -> Words:
    """The answer where two are too near to tell apart."""
    (first, first_zh), (english, chinese) = listed("died", two, NAMES), rest(numbers, 2)
    return (
        f"Two links avert most and cannot be told apart ({{lead}} points): deaths in accidents from major hazards "
        f"change by repair of either alone, {first}. {english}",
        f"有两个环节避免的死亡最多，无法区分（相差 {{lead}} 个百分点）：单独补强时重大隐患事故死亡的变化为{first_zh}。"
        f"{chinese}",
    )


PAIRS = tuple(combinations(RANKED, 2))
QUESTION = from_case(
    CASE,
    takes=(
        *(f"{what}_{link}" for what in ("died", "usually") for link in RANKED), "died_all", "lead", "overlap",
        *(f"bought_{link}" for link in RANKED if link != "escalate"),
    ),
    name="q11_weakest_link",
    number=11,
    problem=(
        "gaps along the whole chain, from poor identification of risks to failed response",
        "风险辨识不足到应急处置失当的全链条漏洞",
    ),
    text=("Which link, repaired alone, averts most deaths?", "哪个环节单独补强避免的死亡最多？"),
    verdicts=(
        *(Verdict(f"best_{link}", partial(is_first, link), partial(one_first, link)) for link in RANKED),
        *(Verdict(f"{'_or_'.join(two)}", partial(are_first, two), partial(two_first, two)) for two in PAIRS),
        otherwise(
            (
                "Which link averts most cannot be told, with {lead} points between the first two. All five together "
                "change deaths in accidents from major hazards by {died_all}.",
                "无法判断哪个环节避免的死亡最多，前两名相差 {lead} 个百分点。五个环节同时补强使重大隐患事故死亡变化 "
                "{died_all}。",
            )
        ),
    ),
    figure=Dots(
        ("Each link of the chain, repaired alone", "逐一单独补强各环节"),
        ("change of deaths in accidents from major hazards, %", "重大隐患事故死亡的变化，%"),
        {
            f"died_{link}": (english[:1].upper() + english[1:], chinese)
            for link, (english, chinese) in NAMES.items()
        },
    ),
    hangs_on=(
        "A link at its best has its settings at the end of their bounds, which are assumed: with other bounds the "
        "order may be another. How far monitors lead to a finding is assumed, and plants that stand farther apart "
        "have no price, so that order is by deaths and not by cost: for 100 million CNY identification averts "
        "{bought_identify} deaths of any kind, control {bought_control}, detection {bought_detect} and response "
        "{bought_respond}.",
        "环节“最好”是指其设置取范围的上端，而范围为假定：换一组范围，次序可能不同。监测在多大程度上导致发现为假定，"
        "增大厂间距离没有价格，因此次序按死亡而不按成本：同样一亿元，辨识避免各类死亡 {bought_identify}，"
        "管控 {bought_control}，监测 {bought_detect}，处置 {bought_respond}。",
    ),
    turns=(("detect", "escalate"), ("control", "respond")),
)  # fmt: skip
