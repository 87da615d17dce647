"""Members of an industry's programme of its own."""

from govsim.claims.findings.finding import Finding, evidence

PLANTS = (
    "cannot be: accidents of chemical plants an order larger than the county's, which has too few plants to count them",
    "不能：化工厂规模比本县企业大一个数量级，本县工厂太少，无法计数",
)
POLLUTION = ("cannot be: the model has no pollution", "不能：模型没有污染")

FINDINGS = (
    Finding(
        "associations.accidents",
        ("accidents of members per 100 plants and year", "会员每百家工厂每年事故的变化"),
        ("E568",),
        PLANTS,
        None,
        evidence("E568"),
    ),
    Finding(
        "associations.pollution",
        ("pollution of members, %", "会员污染的变化，%"),
        ("E569",),
        POLLUTION,
        None,
        evidence("E569"),
    ),
)
