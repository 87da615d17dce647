"""Leaders whose promotion hangs on recorded deaths: a pile below the ceiling, hiding, and enterprises that are tied."""

import numpy as np

from govsim.claims.effects.cases import build
from govsim.claims.findings.finding import Finding, Published, also, evidence
from govsim.claims.findings.lab import change, contrast, mean, relative
from govsim.engines.core import run_one, weekly_names
from govsim.year import USUAL_SETTLE, USUAL_WINDOW

HOW = (
    "six counties under one government, leaders with careers at their defaults, expected deaths and hidden deaths, "
    "years 6 to 10",
    "同一上级政府下的六个县，领导仕途按默认设置，预计死亡与预计瞒报死亡，第 6 至 10 年",
)
NEAR = also(
    HOW,
    "weeks in which one more recorded death would cross the ceiling against all others; published is a pile of "
    "reported deaths below the ceiling",
    "再有一起在册死亡即越线的各周与其他各周之比较；公布的是报告死亡集中在控制指标之下",
)
NO_BREAK = also(NEAR, "no break of output or cost; held within a hundredth of full effort, an assumed band",
                "产出与成本没有断点；以完全努力的百分之一为假定区间")  # fmt: skip
VETO = also(
    HOW,
    "a weight of safety and a veto from larger accidents on, against none; deaths on record; published is a larger "
    "fall under the rule",
    "安全权重与自较大事故起的一票否决，与无此规则相比；在册死亡；公布的是该规则下降幅更大",
)
TIED = also(
    HOW,
    "injuries of tied enterprises against others, over the same without shelter, which takes out who they are; "
    "published are deaths of listed firms, and who becomes tied is in that number",
    "有关系企业与其他企业的伤害之比，除以没有庇护时的同一比值，以去除企业本身差异；"
    "公布的是上市公司死亡，其中包括谁会成为有关系企业",
)
NATIVE = also(
    HOW, "all leaders from here against none; published are coal deaths of provinces with native vice-governors",
    "领导全为本地出身与全非本地之比；公布的是有本地出身副省长省份的煤矿死亡",
)  # fmt: skip
OUTCOMES = (
    "hidden_near_line", "deaths_near_line", "deaths_hidden_expected", "deaths_expected", "effort_near_line",
    "weeks_near_line", "effort", "enterprises", "tied_injuries", "tied_workers", "injuries_expected", "workers",
)  # fmt: skip
SEEDS = 16
CASES = ("usual", "veto", "unsheltered", "natives", "strangers")
UNSHELTERED = {"tie_keeps": 0.0, "tie_visits": 1.0}


def sums(model, scenario, seed):
    """The outcomes over the usual window."""
    result = run_one(model, scenario, seed)
    assert result.error is None, result.error
    names = weekly_names(model)
    return np.array([result.weekly[slice(*USUAL_WINDOW), names.index(one)].sum() for one in OUTCOMES])


def made(lab):
    """The cases, a row a seed."""
    people = {"kind": "county", "enterprises": 1296, "regions": 6}
    province = {"parts": ["careers"], "population": people, "settle": USUAL_SETTLE}  # so that all share their luck
    veto = {"performance_veto": {"veto_class": 2.0}}
    numbers = (("usual", {}), ("unsheltered", UNSHELTERED), ("natives", {"native_share": 1.0}),
               ("strangers", {"native_share": 0.0}))  # fmt: skip
    cases = {name: build(name, {}, parameter=given, **province) for name, given in numbers}
    cases["veto"] = build("veto", veto, **province)
    return lab.once("careers", lambda: lab.each([cases[name] for name in CASES], SEEDS, sums))


def of(lab, case):
    """The outcomes of a case, by name."""
    return dict(zip(OUTCOMES, made(lab)[CASES.index(case)].T, strict=True))


def hidden_at_the_line(lab):
    """Points by which the share of hidden deaths near the line exceeds that elsewhere."""
    found = of(lab, "usual")
    away = found["deaths_hidden_expected"] - found["hidden_near_line"]
    deaths_away = found["deaths_expected"] - found["deaths_near_line"]
    return contrast(found["hidden_near_line"], found["deaths_near_line"], away, deaths_away)


def effort_at_the_line(lab):
    """How much more effort there is near the line."""
    found = of(lab, "usual")
    near = found["effort_near_line"] / found["weeks_near_line"]
    away = (found["effort"] - found["effort_near_line"]) / (found["enterprises"] - found["weeks_near_line"])
    return mean(near - away)


def recorded_under_the_veto(lab):
    """The change of expected deaths on record, in per cent."""
    usual, veto = of(lab, "usual"), of(lab, "veto")
    known = [one["deaths_expected"] - one["deaths_hidden_expected"] for one in (veto, usual)]
    return change(*known)


def tied_ratio(lab):
    """The ratio of injury rates, tied over others, over the same without shelter."""

    def ratio(found):
        others = found["injuries_expected"] - found["tied_injuries"]
        rate = others / (found["workers"] - found["tied_workers"])
        return found["tied_injuries"] / found["tied_workers"] / rate

    return relative(ratio(of(lab, "usual")), ratio(of(lab, "unsheltered")))


def natives(lab):
    """The change of expected deaths, in per cent."""
    return change(of(lab, "natives")["deaths_expected"], of(lab, "strangers")["deaths_expected"])


FINDINGS = (
    Finding(
        "careers.E633",
        ("deaths hidden near the ceiling less elsewhere, points", "临线与其他时候瞒报死亡比例之差，百分点"),
        ("E633",), NEAR, hidden_at_the_line, evidence("E633"),
    ),
    Finding(
        "careers.effort", ("effort near the ceiling less elsewhere", "临线与其他时候努力程度之差"),
        ("E633",), NO_BREAK, effort_at_the_line, Published(0.0), band=(-0.01, 0.01),
    ),
    Finding(
        "careers.E036", ("recorded deaths under a veto, %", "一票否决下的在册死亡变化，%"), ("E036",), VETO,
        recorded_under_the_veto, evidence("E036"),
    ),
    Finding(
        "careers.E030", ("injury rate of tied enterprises against others, ratio", "有关系企业与其他企业伤害率之比"),
        ("E030",), TIED, tied_ratio, evidence("E030"), neutral=1.0,
    ),
    Finding(
        "careers.E039", ("deaths under leaders from here, %", "本地出身领导任内的死亡变化，%"), ("E039",), NATIVE,
        natives, evidence("E039"),
    ),
)  # fmt: skip
