"""Pilots that are picked and looked after: what they say against what a roll-out brings."""

from govsim.claims.effects.cases import build
from govsim.claims.findings.finding import Finding, Published, evidence
from govsim.study.analysis.pilots import pilot_report
from govsim.study.runs.statistics import Estimate

SEEDS = 120  # recorded injuries of a fifth of a county in a year are few
HOW = (
    "safety training tried for a year in the fifth of a county that is best reputed, with attention paid to it, "
    "against the same training everywhere from the same week on",
    "安全培训在一县声誉最好的五分之一企业试行一年并受到关注，与自同一周起全面实施的同样培训相比",
)


def report(lab):
    """The usual county with training in pilots and at scale; made once in a lab."""
    made = build("pilots", {"safety_training": {}}, parts=["evaluation"], weeks=212)
    return lab.once("pilots", lambda: pilot_report(made, list(lab.seeds(SEEDS)), threads=lab.threads))


def overstated(lab):
    """By how many points of injuries the estimate of the same places and luck is better than the effect at scale."""
    found = report(lab).figures
    corrected, scale = found["corrected"], found["true_scale"]
    half = corrected.high - corrected.mean
    other = scale.high - scale.mean
    gap = scale.mean - corrected.mean
    width = (half**2 + other**2) ** 0.5
    return Estimate(gap, gap - width, gap + width, "points")


def at_scale(lab):
    """The true effect at scale over the true effect on the pilots."""
    found = report(lab).figures
    there, scale = found["true_pilots"], found["true_scale"]
    ratio = scale.mean / there.mean
    width = abs(ratio) * (
        ((there.high - there.mean) / there.mean) ** 2 + ((scale.high - scale.mean) / scale.mean) ** 2
    ) ** 0.5  # fmt: skip
    return Estimate(ratio, ratio - width, ratio + width)


FINDINGS = (
    Finding(
        "pilots.overstated",
        (
            "points by which the estimate on the record is better than the effect at scale",
            "记录上的估计优于全面实施作用的百分点",
        ),
        ("E588",),
        HOW,
        overstated,
        evidence("E588"),
    ),
    Finding(
        "pilots.at_scale",
        ("effect at scale over the effect on the pilots", "全面实施的作用与对试点的作用之比"),
        ("E586",),
        (
            f"{HOW[0]}; published for nudges of journals against those of two public units, of which most of the gap "
            "is what gets published",
            f"{HOW[1]}；公布值为期刊发表的助推试验与两个公共机构全部试验之比，差距多半来自发表选择",
        ),
        at_scale,
        evidence("E586"),
        neutral=1.0,
    ),
    Finding(
        "pilots.sites",
        ("share of experiments placed where things stand better", "设在条件较好之处的试验占比"),
        ("E589",),
        (
            "cannot be: here a setting (quality) says how pilots are picked",
            "不能：此处由设置 `quality` 决定如何挑选试点",
        ),
        None,
        Published(),
    ),
)
