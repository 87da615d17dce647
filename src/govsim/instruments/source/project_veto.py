"""Veto on new projects of major risk: in dangerous industries the riskiest are not let in.

Mechanism: where an industry brings many major hazards, an application above the median of risk is refused with a given
chance. The place then stays vacant until another applicant comes. Nothing changes in what exists.
Expected: risky entrants fewer, places vacant longer; injuries fall slowly, with the turnover of enterprises
(county-defaults enterprise_exit_rate).
Side effects: jobs and output of the refused are gone, and may arise in a neighbouring region, which is not counted
here; officers' days go into reviews.
Evidence: E548 (process families barred), E601 (what chains of explosions begin with), E605, E607 (plants and parks
closed later at a high price); none measures a veto at entry.
Doubt: the chance of a refusal is assumed, and the review is taken to see the lasting danger of a site without error:
an upper case for injuries. In the model the veto judges the lasting danger of a site, which drives ordinary hazards
and injuries; major hazards follow industry, size and equipment alone, so that their inflow falls only as far as places
stay vacant: a low case for them.
"""

from govsim.language import Instrument, helper, setting

project_veto = Instrument(
    "project_veto",
    zh="重大安全风险项目一票否决",
    en="veto on projects of major risk",
    meaning="New projects of major risk in dangerous industries are refused.",
    actors=("government",),
    acts_on="high_energy",
    per="case",
    shows="refusals",
    direction="up",
    related=("access_licensing", "three_simultaneities"),
    link="control",
    settings=dict(
        refused=setting(
            0.8, low=0.0, high=1.0, neutral=0.0, unit="chance that a risky project is refused", zh="否决概率",
            source="assumed: most, since some are let in for their investment; no figure found",
        ),
        danger_line=setting(
            0.15, low=0.0, high=0.4, unit="major hazards a year at 25 workers", zh="高危行业界限",
            meaning="industries that bring at least so many major hazards fall under the veto",
            source="assumed: takes mining, chemicals, construction and metal; E548 names process families",
        ),
        review_hours=setting(
            24.0, low=0.0, high=160.0, neutral=0.0, unit="officer-hours an application", zh="审查工时",
            source="assumed: three officer-days of review and a meeting",
        ),
    ),
)  # fmt: skip


@helper
def under_the_veto(industry, p):
    """Whether projects of the industry are reviewed for a veto."""
    return industry.major_inflow >= p.danger_line


@project_veto.effect("entry_barrier")
def refuse_major_risk(enterprise, industry, p, now):
    """Risky projects of dangerous industries are refused with this chance."""
    return p.refused if under_the_veto(industry, p) else 0.0


@project_veto.inspector_hours("reviews of projects", zh="项目审查")
def review_projects(enterprise, industry, p, now):
    """Each application in these industries is reviewed, refused or not."""
    return p.review_hours if enterprise.applying and under_the_veto(industry, p) else 0.0
