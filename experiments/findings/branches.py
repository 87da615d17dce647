"""Branches of groups against the same sites as firms of their own, small and large."""

from govsim.claims.findings.finding import Finding, Published, evidence
from govsim.claims.findings.heads import BELOW, FROM_50, UNDER_20, heads
from govsim.claims.findings.lab import relative

GROUPS = ("population=groups", "population.enterprises=864", "population.chains=[{kind: group, count: 40, length: 9}]")
ALONE = (
    "population=groups", "population.enterprises=864",
    "population.chains=[{kind: group, count: 40, length: 9, keep: 1, answer: 1, push: 0}]",
)  # fmt: skip
HOW = (
    "864 enterprises, 40 groups of a head office and eight branches; branches against the same sites under a head that "
    "answers for all, presses for nothing and reaches them whole, years 6 to 10; published for sites of firms of 20 to "
    "50 workers against single-site firms, manufacturing; there the order turns above 100 workers",
    "864 家企业，40 个集团各有总部和八个分支；分支与同样现场在承担全部责任、不施压、无衰减的上级之下相比，"
    "第 6 至 10 年；公布值为制造业中 20 至 50 人企业的现场与单一现场企业相比；那里 100 人以上次序颠倒",
)


def against_alone(lab, sizes):
    """Expected deaths a worker of branches over those of the same sites."""
    one, other = (heads(lab, *settings).rate("deaths_expected", BELOW, sizes) for settings in (GROUPS, ALONE))
    return relative(one, other)


SMALL = evidence("E636").value / evidence("E635").value

FINDINGS = (
    Finding(
        "branches.E636",
        ("deaths a worker at sites under 20 workers, branches over single firms",
         "不足 20 人现场的人均死亡，分支与单一企业之比"),
        ("E636", "E635"), HOW, lambda lab: against_alone(lab, UNDER_20), Published(SMALL), neutral=1.0,
    ),
    Finding(
        "branches.from_50",
        ("the same from 50 workers on", "同上，50 人及以上"),
        ("E636", "E635"), HOW, lambda lab: against_alone(lab, FROM_50), neutral=1.0,
    ),
)  # fmt: skip
