"""Full-time inspectors in the townships: more posts, at first with less experience.

Mechanism: posts add visits; new officers see less per visit, the more so the larger their share of the
agency.
Expected: visits up, injuries down, found per visit down (less experience, and fewer hazards left).
Evidence: E188 (injuries -1 % for +10 % enforcement, general deterrence only), E001, E010 for what a visit
does.
Programme: 8 inspectors for 200 and more enterprises.
Doubts: the gap in competence is assumed and does not close with years here; poaching of experienced
officers from the county office is not modelled.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, setting

grassroots_inspectors = Instrument(
    "grassroots_inspectors",
    zh="监管力量下沉、乡镇专职监管岗位",
    en="full-time inspectors in townships",
    meaning="Township posts are added to each regulator's inspectors.",
    settings=dict(
        inspector_posts=setting(
            8.0, low=0.0, high=40.0, neutral=0.0, unit="persons added a regulator", zh="新增监管人员",
            source="assumed: doubles the county's 8 (county-defaults inspectors)",
            moves="inspector_posts",
        ),
        experience_gap=setting(
            -0.4, low=-1.2, high=0.4, neutral=0.0, unit="logit of competence, new officer against old",
            zh="新员能力差距",
            source="assumed: competence .4 against .5",
        ),
        post_cost=setting(
            180000.0, low=0.0, high=250000.0, neutral=0.0, unit="CNY a post a year", zh="岗位年成本",
            source="county-defaults inspector_cost (120,000-250,000)",
        ),
    ),
)  # fmt: skip


@grassroots_inspectors.effect("inspector_competence")
def send_new_officers(enterprise, regulator, p, now):
    """The gap weighed by the share of new officers among all."""
    return p.experience_gap * p.inspector_posts / (p.inspector_posts + float(regulator.inspectors) + 1e-9)


@grassroots_inspectors.spends("government", "posts", zh="专职岗位")
def pay_posts(regulator, p, now):
    return p.inspector_posts * p.post_cost / WEEKS_A_YEAR
