"""What hours of experts do: hazards found, managements taught; and what more professionals do beside."""

from govsim.language import WEEKS_A_YEAR, amount, clip, columns, exp, parameter, rule, spends, title

title("Safety services: what they do", zh="安全服务：作用")

# fmt: off
columns(
    "enterprise",
    people_spent=amount("CNY a week", "新增专业人员薪酬",
                        "pay of professionals beyond the usual number who work here while no firm hires them"),
)
spends("enterprise", "professionals beyond the usual number", column="enterprise.people_spent", zh="新增专业人员薪酬")

parameter("hour_finds", 0.05, low=0.02, high=0.15, unit="chance a hazard and hour", zh="每小时隐患发现率",
          meaning="chance that an hour of an expert of middling competence finds a given latent hazard",
          source="assumed, lowered from .10 with E074, E075 in view; E299, E564, E648 (9 to 20 hazards a visit)")
parameter("major_finds", 0.4, low=0.1, high=1.0, unit="multiple of the chance for ordinary ones",
          zh="重大隐患发现系数", meaning="how much rarer an expert sees a major hazard", source="assumed; E564: over "
          "half of what consultants find is serious")
parameter("audit_finds", 0.3, low=0.0, high=1.0, unit="multiple", zh="审核发现系数",
          meaning="hazards that an hour of audit finds, against an hour of guidance",
          source="assumed: an auditor reads papers first; E656 (16 % of audit actions reach the problem)")
parameter("hour_teaches", 0.0004, low=0.0, high=0.0015, unit="share of the gap an hour", zh="每小时能力提升",
          meaning="what an hour of guidance adds to management's capability, as far as something is missing",
          source="assumed; E231 (consultation alone: nothing), E560 (a month of diagnosis: 12 points)")
parameter("people_teach", 0.0004, low=0.0, high=0.002, unit="share of the gap a week a doubling of supply",
          zh="专业人员能力提升",
          meaning="what enterprises learn from professionals beyond the usual number whom they employ",
          source="assumed: a little less than officers in proportion to the crew teach")
parameter("people_inspect", 0.1, low=0.0, high=0.4, unit="logit a multiple of supply", zh="人才对监管能力的作用",
          meaning="competence of those who visit, where agencies choose from more professionals", source="assumed")
parameter("people_wage", 127_000.0, low=60_000.0, high=250_000.0, unit="CNY a person-year", zh="专业人员年成本",
          meaning="what an enterprise pays a professional of safety",
          source="county-defaults wage (high end 98,096), with three tenths of contributions on top: assumed")
# fmt: on

MOST = 2.0
THOUSAND = 1_000.0


@rule(writes=("outside_finding", "major_monitoring", "capability_support", "private_spent"), after="serve")
def use_service(enterprise, service, p, now):
    """Experts find hazards and teach, as well as they are competent; an audit finds less and teaches nothing.

    found = 1 - exp(-hour_finds (guided + audit_finds audited)(.5 + competence)); of what is left, outside_finding
    found and major_monitoring major_finds found; capability_support + hour_teaches guided (.5 + competence). Evidence:
    E074, E075 (fewer injuries where insurers visit), E079, E231 (none); E299, E564, E648.
    """
    enterprise.private_spent = 0.0
    if enterprise.served_hours > 0.0:
        skill = 0.5 + service.competence
        audited = enterprise.served_share * enterprise.audit_hours / WEEKS_A_YEAR
        guided = max(enterprise.served_hours - audited, 0.0)
        found = 1.0 - exp(-p.hour_finds * (guided + p.audit_finds * audited) * skill)
        enterprise.outside_finding += (1.0 - enterprise.outside_finding) * found
        enterprise.major_monitoring += (1.0 - enterprise.major_monitoring) * p.major_finds * found
        enterprise.capability_support += p.hour_teaches * guided * skill
        enterprise.private_spent = service.price * enterprise.served_share * enterprise.private_hours


@rule(writes=("inspector_competence", "capability_support", "people_spent"), after="train_professionals")
def use_professionals(enterprise, province, p, now):
    """Professionals beyond the usual number work in enterprises, which learn from them, and agencies choose better.

    s = people_supply - 1, within 0 and 2: capability_support + people_teach s, inspector_competence + people_inspect
    s; they are paid by head of the workers. Evidence: assumed.
    """
    more = clip(province.people_supply - 1.0, 0.0, MOST)
    enterprise.capability_support += p.people_teach * more
    enterprise.inspector_competence += p.people_inspect * more
    employed = p.professionals_usual * max(province.people_supply - 1.0, 0.0) * float(enterprise.headcount) / THOUSAND
    enterprise.people_spent = employed * p.people_wage / WEEKS_A_YEAR
