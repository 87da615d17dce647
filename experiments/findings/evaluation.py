"""Scores that heap up above a line, scores that hardly know the climate, and what comparison and sensors do to them."""

import numpy as np

from govsim.claims.effects.cases import build
from govsim.claims.findings.finding import Finding, Published, evidence
from govsim.claims.findings.lab import change, mean, relative
from govsim.engines.core import Run, run_one, weekly_names
from govsim.year import USUAL_WINDOW

SEEDS = 24
WIDTH = 0.03  # of the index, on each side of the line of green
EVALUATIONS = tuple(range(285, 520, 26))  # weeks of evaluations in years 6 to 10
NOBODY, COLOURS, COMPARED, MEASURED = range(4)
OUTCOMES = ("violations", "workers", "self_sum", "enterprises")


def cases():
    parts = {"parts": ["evaluation"]}
    return [
        build("nobody", {}, **parts),
        build("colours", {"colour_warning": {}}, **parts),
        build("compared", {"benchmarking": {}}, **parts),
        build("measured", {"evaluation_platform": {}}, **parts),
    ]


def around_the_line(model, scenario, seed):
    """Indices a little above and a little below the line of green, and how far the government's know the climate."""
    run = Run(model, scenario, seed)
    line = model.parameters["green_above"].default
    above = below = 0
    known = []
    for week in EVALUATIONS:
        run.play_to(week + 1)
        rows = run.world.tables["enterprise"]
        living = rows["alive"]
        index = rows["eval_index"][living]
        above += int(((index >= line) & (index < line + WIDTH)).sum())
        below += int(((index < line) & (index >= line - WIDTH)).sum())
        known.append(np.corrcoef(rows["gov_score"][living], rows["climate"][living])[0, 1])
    return np.array([above, below, float(np.mean(known))])


def sums(model, scenario, seed):
    result = run_one(model, scenario, seed)
    assert result.error is None, result.error
    names = weekly_names(model)
    return np.array([result.weekly[slice(*USUAL_WINDOW), names.index(one)].sum() for one in OUTCOMES])


def scores(lab):
    return lab.once("evaluation scores", lambda: lab.each(cases()[:2], SEEDS, around_the_line))


def windows(lab):
    return lab.once("evaluation sums", lambda: lab.each(cases(), SEEDS, sums))


def heaped(lab):
    """Indices just above the line over those just below, under colours against none."""
    found = scores(lab)
    ratio = found[:, :, 0] / np.maximum(found[:, :, 1], 1.0)
    return relative(ratio[COLOURS], ratio[NOBODY])


def compliance(lab):
    """Change of the share of risky tasks that are done by the rule, in per cent."""
    found = windows(lab)
    kept = found[:, :, 1] - found[:, :, 0]
    return change(kept[COMPARED] / found[COMPARED, :, 1], kept[NOBODY] / found[NOBODY, :, 1])


def told(lab):
    """Change of own scores when indicators are measured, in per cent."""
    found = windows(lab)
    return change(found[MEASURED, :, 2] / found[MEASURED, :, 3], found[NOBODY, :, 2] / found[NOBODY, :, 3])


FINDINGS = (
    Finding(
        "evaluation.heaped",
        (
            "indices just above the line of green over those just below, colours against none",
            "指数恰在绿色界线之上者与恰在其下者之比，有三色与无三色相比",
        ),
        ("E537",),
        (
            "red, yellow and green from week 156 on, evaluations of years 6 to 10, .03 of the index on each side; "
            "published for inspectors' scores of restaurants, of which only the sign is known",
            "自第 156 周起实行红黄绿，第 6 至 10 年的评估，界线两侧各 0.03；公布的是餐馆检查评分，只知符号",
        ),
        heaped,
        Published(2.0, direction=True),
        neutral=1.0,
    ),
    Finding(
        "evaluation.climate",
        ("correlation of the government's score with the climate", "政府评分与安全氛围的相关系数"),
        ("E518",),
        (
            "enterprises of a county, no instrument, evaluations of years 6 to 10; published as weak at best: within "
            ".3 counts as met, our choice",
            "一县企业，无工具，第 6 至 10 年的评估；公布为至多弱相关：上下 0.3 以内视为符合，为我们的选择",
        ),
        lambda lab: mean(scores(lab)[NOBODY][:, 2]),
        evidence("E518"),
        band=(-0.3, 0.3),
    ),
    Finding(
        "evaluation.compared",
        ("risky tasks done by the rule under benchmarking, %", "标杆对比下按规程完成的危险作业变化，%"),
        ("E466",),
        (
            "enterprises compare their index from week 156 on, years 6 to 10; published: 68 to 78 % for workers of one "
            "plant who saw how other groups behaved, so held against the sign alone",
            "自第 156 周起企业对照指数，第 6 至 10 年；公布值为一厂工人看到其他小组表现后由 68% 升至 78%，只对照符号",
        ),
        compliance,
        Published(1.0, direction=True),
    ),
    Finding(
        "evaluation.measured",
        ("own scores when two thirds of the indicators are measured, %", "三分之二指标实测后自评分的变化，%"),
        ("E431",),
        (
            "sensors from week 156 on, years 6 to 10; published: pollution reported 35 % higher once monitors did it, "
            "so that what was told before was better than what was so; held against the sign alone",
            "自第 156 周起安装传感器，第 6 至 10 年；公布：改由仪器上报后污染读数高 35%，"
            "可见此前所报好于实际；只对照符号",
        ),
        told,
        Published(-1.0, direction=True),
    ),
)
