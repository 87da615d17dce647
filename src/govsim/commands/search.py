"""`govsim search`: mixes of measures that no other mix tried beats, under a budget."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from govsim.commands.common.record import Asked, Command, Composed, Key, Usage, how_alone
from govsim.study.ask.cluster import CLUSTER_KEYS

if TYPE_CHECKING:
    from govsim.study.ask.overrides import Override


def _search(asked: Asked) -> None:
    from govsim.commands.common import searching

    searching.search(asked)


def _refuse(given: Sequence[Override], many: bool) -> None:
    from govsim.commands.common.line import several_values
    from govsim.study.ask.keys import NEVER_SWEPT
    from govsim.study.ask.ranges import is_range
    from govsim.study.speak.errors import InputError
    from govsim.study.speak.words import tell

    for override in given:
        if override.swept and override.key in (*NEVER_SWEPT, *COMMAND.keys, "scenario"):
            raise several_values(override)
        varied = override.swept or (is_range(override.value) and override.key not in COMMAND.keys)
        if varied and not override.key.startswith("instrument."):
            raise InputError(tell("error.search_vary", text=override.text))
    if many:
        raise InputError(tell("error.sweep_many"))


COMMAND = Command(
    "search", 34,
    (Usage("which mix is best under a budget", "预算内哪种组合最优",
           "govsim search measures=[credit_penalties,safety_points] budget=5e6 generations=4 size=8 seeds=2"),),
    Composed(_search, unused=("populations", "tables", "by", *CLUSTER_KEYS), varies=True, parts=how_alone,
             refuse=_refuse),
    {
        "measures": Key([], "instruments or families to choose from, or all", "供选择的工具或类别，或 all"),
        "objectives": Key(None, "outcomes to be small, with a minus to be large: deaths_expected, cost_government, "
                                "cost_enterprise, burden_small unless given; cost_enterprise@size:1-9+10-19 of groups",
                          "要减小的结果（加负号为增大）：默认 deaths_expected、cost_government、cost_enterprise、"
                          "burden_small；分组写作 cost_enterprise@size:1-9+10-19"),
        "candidates": Key([], "scenarios to begin with, shown beside the front", "作为起点并列于前沿旁的情景"),
        "strengths": Key("0.25..1", "of every measure: a range or values", "各措施的强度：范围或若干取值"),
        "starts": Key(None, "first weeks that a measure may have; the usual one, one and two years later",
                      "措施可选的开始周；默认为通常的开始周及其后一年、两年"),
        "whom": Key(None, "for whom a measure may be: all, small, larger, hazardous, or industries",
                    "措施可选的适用对象：all、small、larger、hazardous 或行业"),
        "budget": Key(None, "CNY that a mix may lay out beyond the scenario over the window",
                      "组合在统计窗口内可比参照多投入的金额（元）"),
        "generations": Key(15, "of each search", "每次搜索的代数"),
        "size": Key(24, "mixes of a generation", "每代的组合数"),
        "searches": Key(2, "searches side by side, each with luck of its own", "并行的搜索次数，各有自己的随机性"),
        "fresh": Key(20, "seeds under which the front is played again", "重新检验前沿所用的新种子数"),
        "members": Key(12, "of the front, at most, that are played again", "重新检验的前沿成员数上限"),
        "robust": Key(None, "joint draws of assumed numbers over the front: assumed:24",
                      "在前沿上联合抽取假设数值：assumed:24"),
        "satisfy": Key([], "what a mix shall reach in a draw: [deaths_expected:-1]",
                       "组合在每次抽取中应达到的目标：[deaths_expected:-1]"),
        "dry_run": Key(False, "only say how many runs at most, and how long", "只说明最多运行次数与时间"),
    },
)  # fmt: skip
