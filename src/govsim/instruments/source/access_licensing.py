"""Licensing of high-risk enterprises: no business without minimum conditions and qualified management.

Mechanism: an applicant needs a minimum of safety equipment; a risky one whose management lacks the qualification is
refused with a given chance; papers take time, so that a place stays vacant longer.
Expected: fewer entrants at first, and fewer enterprises at any time; those better equipped; little in the county, at
the pace of turnover.
Side effects: entry is slower and dearer; who works without a licence is outside the model; a licence checks papers,
and managers can be hired for the papers only.
Evidence: E546 (licensing of electricians: no effect on injuries and deaths), E547 (wages up 7 %), E403 (small
contractors have most deaths), E548, E605.
Doubt: E546 finds nothing: the minimum, the refusals and the wait are assumed, and an effect here is an upper case.
"""

from govsim.language import Instrument, setting

access_licensing = Instrument(
    "access_licensing",
    zh="准入管理、资质认证",
    en="licensing of high-risk enterprises",
    meaning="Entry requires minimum safety conditions and qualified management.",
    actors=("government", "enterprise"),
    per="case",
    shows="enterprises",
    direction="down",
    related=("project_veto", "three_simultaneities"),
    link="control",
    settings=dict(
        standard=setting(
            0.7, low=0.0, high=1.2, neutral=0.0, unit="required equipment = 1", zh="许可设备条件",
            source="assumed: minimum conditions, less than what facilities built with the project reach",
            moves="entrant_standard",
        ),
        refused=setting(
            0.4, low=0.0, high=1.0, neutral=0.0, unit="chance that a risky, unqualified applicant is refused",
            zh="不予许可概率",
            source="assumed: two in five; the others supply what is missing, at least on paper; no figure found",
        ),
        qualification=setting(
            0.45, low=0.1, high=0.9, unit="capability, share", zh="资质要求",
            meaning="management of less capability counts as not qualified",
            source="assumed: the mean of enterprises of 25 workers (capability_mean)",
        ),
        wait=setting(
            1.3, low=1.0, high=3.0, neutral=1.0, unit="multiple of the usual vacancy", zh="许可等待倍数",
            source="assumed: some weeks of papers and review",
            moves="entry_wait",
        ),
        review_hours=setting(
            32.0, low=0.0, high=160.0, neutral=0.0, unit="officer-hours an application", zh="许可审查工时",
            source="assumed: four officer-days with a visit to the site",
        ),
        papers=setting(
            20_000.0, low=0.0, high=100_000.0, neutral=0.0, unit="CNY an application", zh="申请成本",
            source="assumed: assessment report, certificates and time; E547 for the direction",
        ),
    ),
)  # fmt: skip


@access_licensing.effect("entry_barrier")
def refuse_the_unqualified(enterprise, p, now):
    """Risky applicants are refused with this chance where management lacks the qualification."""
    return p.refused if enterprise.capability < p.qualification else 0.0


@access_licensing.inspector_hours("licences", zh="许可审查")
def review_applications(enterprise, p, now):
    """Each application is reviewed, refused or not."""
    return p.review_hours if enterprise.applying else 0.0


@access_licensing.spends("enterprise", "licence applications", zh="许可申请")
def apply_for_licence(enterprise, p, now):
    """Each applicant has papers made, refused or not."""
    return p.papers if enterprise.applying else 0.0
