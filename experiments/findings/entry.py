"""What is asked of those who begin: licences, and facilities built with the project."""

from govsim.claims.findings.finding import Finding, Published, evidence
from govsim.claims.findings.single import changed

BAND = (-2.0, 2.0)
LICENCE = (
    "licensing of all entrants of the usual county from week 156 on, years 6 to 10; the study is of electricians' own "
    "licences and found no systematic effect; counted as met within two per cent, which is our choice",
    "通常的县自第 156 周起对全部新企业实行许可，第 6 至 10 年；研究的是电工个人执照，没有发现系统性影响；"
    "百分之二以内视为相符，系我们的选择",
)
DESIGN = (
    "cannot be: the share of accidents with a design factor is the most that design could prevent, not what a "
    "review of new projects prevents",
    "不能：有设计因素的事故比例是设计所能预防的上限，而不是新建项目审查所能预防的",
)

FINDINGS = (
    Finding(
        "entry.licence",
        ("injuries under licensing, %", "许可制度下的伤害变化，%"),
        ("E546",),
        LICENCE,
        lambda lab: changed(lab, "access_licensing", "injuries_expected"),
        Published(0.0, direction=True),
        band=BAND,
    ),
    Finding(
        "entry.design",
        ("severe and fatal accidents avoidable by design, %", "可由设计避免的严重和死亡事故，%"),
        ("E550", "E549", "E551"),
        DESIGN,
        None,
        evidence("E550"),
    ),
)
