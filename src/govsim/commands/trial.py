"""`govsim trial`: what a study of a treatment would find in the model, and what is so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from govsim.commands.common.record import Asked, Command, Composed, Key, Usage, how_alone
from govsim.study.ask.cluster import CLUSTER_KEYS

if TYPE_CHECKING:
    from govsim.study.ask.overrides import Override


def _trial(asked: Asked) -> None:
    from govsim.commands.common import trying

    trying.trial(asked)


def _refuse(given: Sequence[Override], many: bool) -> None:
    from govsim.study.speak.errors import InputError
    from govsim.study.speak.words import tell

    for override in given:
        if override.key in ("weeks", "start", "window"):
            raise InputError(tell("error.trial_weeks", key=override.key))


COMMAND = Command(
    "trial", 57,
    (Usage("what a study would find, and what is so", "一项研究会得出什么，实际又如何",
           "govsim trial treatment=safety_training design=randomised seeds=40",
           "govsim trial treatment=safety_training design=randomised seeds=40 lang=zh"),
     Usage("how large a trial must be", "试验需要多大规模",
           "govsim trial treatment=safety_training population.enterprises=864 enterprises=[200,400,800] years=[1,3]",
           "govsim trial treatment=safety_training population.enterprises=864 enterprises=[200,400,800] years=[1,3]"
           " lang=zh")),
    Composed(_trial, unused=("populations", "tables", "by", *CLUSTER_KEYS), parts=how_alone, refuse=_refuse),
    {
        "treatment": Key(None, "what is tried: an instrument, with settings in brackets",
                         "试行的措施：一个工具，设置写在括号内"),
        "design": Key("randomised", "randomised, did, event_study, discontinuity, matched or synthetic",
                      "randomised（随机）、did（双重差分）、event_study（事件研究）、discontinuity（断点回归）、"
                      "matched（匹配）或 synthetic（合成控制）"),
        "units": Key(None, "enterprise, region or county; the usual ones of the design when not set",
                     "enterprise、region 或 county；未给出时取该设计常用的单位"),
        "outcome": Key("injuries", "what is counted: injuries, lost_time, deaths or accidents",
                       "统计的结果：injuries、lost_time、deaths 或 accidents"),
        "book": Key("recorded", "what the study counts: true, recorded, or both in a list",
                    "研究所用的账目：true、recorded，或两者的列表"),
        "assignment": Key(None, "who is treated: random, worst or best on record, volunteers, or several in a list",
                          "受试者：random、记录 worst 或 best、volunteers，或其列表"),
        "share": Key(0.5, "share of units that are treated", "受试单位的比例"),
        "before": Key(None, "years on record before; 3, of a synthetic control 8", "此前有记录的年数；3，合成控制为 8"),
        "horizon": Key(3, "years watched from the start of the treatment on", "自实施起观察的年数"),
        "adoption_years": Key(None, "of an event study, years over which units adopt; 2",
                              "事件研究中各单位陆续采用的年数；默认 2"),
        "lasting": Key(None, "weeks that the treatment lasts; all that are watched when not set",
                       "措施持续的周数；未给出时为整个观察期"),
        "industries": Key(None, "of which enterprises may take part; all when not set", "可参加的行业；未给出时为全部"),
        "headcount": Key(None, "fewest and most workers of enterprises that may take part: [20,250]",
                         "可参加企业的最少与最多人数：[20,250]"),
        "running": Key(None, "of a discontinuity, what decides: record (cases a worker-year before) or headcount",
                       "断点回归的断点变量：record（此前每人年案例数）或 headcount（人数）"),
        "cutoff": Key(None, "of a discontinuity, from which value on; by the share when not set",
                      "断点回归的断点；未给出时由 share 决定"),
        "counties": Key(None, "where counties are the units, how many are drawn, the same for all trials; 20",
                        "以县为单位时抽取的县数，各次试验相同；默认 20"),
        "enterprises": Key(None, "power: also how often trials of so many units find the effect: [50,100,200]",
                           "检验效能：各规模的试验有多大机会发现效果：[50,100,200]"),
        "years": Key(None, "power: the same of so many years: [1,2,3]", "检验效能：各观察年数：[1,2,3]"),
        "published": Key(None, "beside it: an id of evidence in per cent, E001, or a number",
                         "并列的公布值：以百分数表示的证据编号，如 E001，或一个数值"),
        "dry_run": Key(False, "only say how many runs, how long and how much disk", "只说明运行次数、时间与磁盘"),
    },
)  # fmt: skip
