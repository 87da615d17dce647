"""Third-party assessment: auditors assess every enterprise twice a year; what they write depends on who pays them.

Mechanism: auditors are ordered from the market of experts. They see the state of a site with an error and report it to
the agency, which visits those that fail more often and those that pass less. A management that has failed looks into
it. An auditor whom the audited chose and pays writes a pass where he saw none, six times in ten; drawn by lot and paid
from a fund, one time in eight.
Expected: enterprises reported as failing up; with independence many more, false passes down, injuries down a little.
Side effects: passes that are false take visits away from sites that need them; hours are taken from other customers.
Evidence: E223-E225 (audits of plants: false passes, -80 % with independence, plants then emitted less), E656 (few audit
actions reach the problem), E518 (scores and climate hardly agree), E156, E157 (fines for false reports).
Doubt: E224 and E225 are of pollution, recalled; one auditor an enterprise, so that nobody shops for the cheapest.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, helper, setting

third_party_assessment = Instrument(
    "third_party_assessment",
    zh="第三方评估、检测检验",
    en="third-party assessment",
    meaning="Auditors assess each enterprise twice a year and report to the agency.",
    needs=("services",),
    actors=("service", "enterprise", "government"),
    acts_on="both",
    per="enterprise",
    shows="audits_failed",
    direction="up",
    related=("safety_steward", "insurance_services", "standardisation_grading"),
    link="identify",
    settings=dict(
        hours=setting(
            8.0, low=0.0, high=40.0, neutral=0.0, unit="hours a year", zh="评估工时",
            source="assumed: two audits of half a day",
        ),
        independence=setting(
            0.0, low=0.0, high=1.0, neutral=0.0, unit="share of audits assigned by lot and paid from a fund",
            zh="评估独立性", source="E223-E225: 0 as it is, 1 as in the trial",
        ),
        fail_visits=setting(
            1.5, low=1.0, high=3.0, neutral=1.0, unit="multiple of the chance of a visit after a fail",
            zh="不合格后检查倍数", source="assumed: half as likely again",
        ),
        pass_visits=setting(
            0.8, low=0.4, high=1.0, neutral=1.0, unit="multiple of the chance of a visit after a pass",
            zh="合格后检查倍数", source="assumed: programmes ask for fewer visits to those in good order",
        ),
        alarm=setting(
            0.2, low=0.0, high=1.0, neutral=0.0, unit="logit of effort after a fail", zh="不合格后的警觉",
            source="assumed; E225 for the direction",
        ),
    ),
)  # fmt: skip


@helper
def price_of_audits(enterprise, service, p):
    """What last week's hours cost, CNY."""
    return service.price * p.hours / WEEKS_A_YEAR * enterprise.served_share


@third_party_assessment.effect("audit_hours")
def order_auditors(enterprise, p, now):
    """Hours of auditors for everybody."""
    return p.hours


@third_party_assessment.effect("audit_independence")
def assign_auditors(enterprise, p, now):
    """Who chooses and pays the auditor."""
    return p.independence


@third_party_assessment.effect("targeting_weight")
def visit_by_the_report(enterprise, p, now):
    """The agency goes to those that failed, and leaves those that passed alone; before the first audit, as usual."""
    if enterprise.audit_failed:
        return p.fail_visits
    return p.pass_visits if enterprise.audit_ever else 1.0


@third_party_assessment.effect("management_attention")
def look_into_a_fail(enterprise, p, now):
    """A management that has failed looks into it."""
    return p.alarm if enterprise.audit_failed else 0.0


@third_party_assessment.spends("enterprise", "auditors whom the audited pay", zh="受审方支付的评估费")
def pay_the_auditor(enterprise, service, p, now):
    """The audited pays as far as audits are not independent."""
    return (1.0 - p.independence) * price_of_audits(enterprise, service, p)


@third_party_assessment.spends("government", "auditors paid from a fund", zh="基金支付的评估费")
def pay_from_the_fund(enterprise, service, p, now):
    """The fund pays as far as audits are independent."""
    return p.independence * price_of_audits(enterprise, service, p)
