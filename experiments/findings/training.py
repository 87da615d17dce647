"""Training changes what people do; whether it lowers injuries is not settled."""

from govsim.claims.findings.county import against
from govsim.claims.findings.finding import Finding, Published, also

HOW = (
    "training by drill for all from week 156 on, years 6 to 10; strong evidence of a change, no size was published",
    "自第 156 周起全员实操培训，第 6 至 10 年；行为改变的证据较强，没有公布大小",
)

OPEN = also(
    HOW,
    "the review found too little evidence to say, so there is nothing to hold it against",
    "综述认为证据不足以下结论，故无可对照",
)

FINDINGS = (
    Finding(
        "training.behaviour",
        ("skill under training by drill, %", "实操培训下的技能变化，%"),
        ("E097",),
        HOW,
        lambda lab: against(lab, "training_drill", outcome="mean_skill"),
        Published(1.0, direction=True),
    ),
    Finding(
        "training.injuries",
        ("injuries under training by drill, %", "实操培训下的伤害变化，%"),
        ("E097",),
        OPEN,
        lambda lab: against(lab, "training_drill"),
    ),
    Finding(
        "training.video",
        ("injuries under training by video, %", "视频培训下的伤害变化，%"),
        ("E097",),
        OPEN,
        lambda lab: against(lab, "training_video"),
    ),
)
