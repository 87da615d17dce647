"""Safety taught at school, and those who were taught in their first years of work."""

from govsim.claims.findings.finding import Finding, evidence

HOW = (
    "not yet: rows of the model do not tell workers who come from school from others; the mean of both is hired",
    "尚不能：模型的行不区分来自学校的工人与其他工人；录用的是二者的平均",
)

FINDINGS = tuple(
    Finding(
        f"taught_at_school.{name}",
        ("injuries in the first two years of those taught, ratio", "受教者头两年的伤害，比值"),
        (source,),
        HOW,
        None,
        evidence(source),
        neutral=1.0,
    )
    for name, source in (("taught", "E597"), ("certified", "E598"))
)
