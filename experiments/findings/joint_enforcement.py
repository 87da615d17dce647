"""Departments that visit together: how many visits and hours enterprises are spared."""

import numpy as np

from govsim.claims.effects.cases import build
from govsim.claims.findings.finding import Finding, also, evidence
from govsim.claims.findings.lab import change
from govsim.engines.core import run_one, weekly_names
from govsim.year import USUAL_WINDOW

HOW = (
    "joint enforcement at its defaults from week 156 on, visits of departments beside the work-safety agency, years 6 "
    "to 10; published falls are of cities, which count their own campaign",
    "自第 156 周起按默认设置实施联合执法，安全监管部门之外各部门的检查，第 6 至 10 年；"
    "公布的降幅为各市对自身专项行动的统计",
)
HOURS = also(HOW, "hours with visitors of any department", "企业接待各部门检查的工时")
FULL = also(HOW, "everything merged that can be", "合并全部可合并的检查")
SEEDS = 16
OUTCOMES = ("other_visits", "hours_visited")
INSTRUMENT = "cross_department_coordination"


def sums(model, scenario, seed):
    """Visits of other departments and hours with visitors, over the usual window."""
    result = run_one(model, scenario, seed)
    assert result.error is None, result.error
    names = weekly_names(model)
    return np.array([result.weekly[slice(*USUAL_WINDOW), names.index(one)].sum() for one in OUTCOMES])


def made(lab):
    """The status quo, joint enforcement at its defaults, and with everything merged."""
    parts = {"parts": ["departments"]}
    full = {"instrument": {INSTRUMENT: {"merged": 1.0, "agreed_at_once": 1.0}}}
    cases = [
        build("usual", {}, **parts),
        build("joint", {INSTRUMENT: {}}, **parts),
        build("full", full["instrument"], **parts),
    ]
    return lab.once("joint enforcement", lambda: lab.each(cases, SEEDS, sums))


def against_usual(case, outcome):
    """The change of an outcome in per cent."""

    def measure(lab):
        found = made(lab)[:, :, OUTCOMES.index(outcome)]
        return change(found[case], found[0])

    return measure


def row(name, how, case, outcome, en, zh):
    return Finding(
        f"joint_enforcement.{name}",
        (f"{en}, %", f"{zh}，%"),
        (name,),
        how,
        against_usual(case, outcome),
        evidence(name),
    )


VISITS, VISITS_ZH = "visits of other departments under joint enforcement", "联合执法下其他部门的检查次数"
FINDINGS = (
    row("E486", HOW, 1, "other_visits", VISITS, VISITS_ZH),
    row("E484", HOW, 1, "other_visits", VISITS, VISITS_ZH),
    row("E485", HOW, 1, "other_visits", VISITS, VISITS_ZH),
    row("E650", HOW, 1, "other_visits", VISITS, VISITS_ZH),
    row("E487", FULL, 2, "other_visits", VISITS, VISITS_ZH),
    row("E652", FULL, 2, "other_visits", VISITS, VISITS_ZH),
    row("E651", HOURS, 1, "hours_visited", "hours with visitors under joint enforcement", "联合执法下的迎检工时"),
)
