"""Full-time inspectors in the townships: more posts, at first with less experience.

Mechanism: posts add days of inspection for the enterprises in scope; new officers see less per visit, the
more so the larger their share of those who come.
Expected: visits up, injuries down, found per visit down (less experience, and fewer hazards left).
Evidence: E188 (injuries -1 % for +10 % enforcement, general deterrence only), E001, E010 for what a visit
does.
Programme: 8 inspectors for 200 and more enterprises.
Doubts: the gap in competence is assumed and does not close with years here; poaching of experienced
officers from the county office is not modelled.
"""

from govsim.instruments.counting import share_of_one
from govsim.language import WEEKS_A_YEAR, Instrument, helper, setting

LEAST = 1e-9

grassroots_inspectors = Instrument(
    "grassroots_inspectors",
    zh="监管力量下沉、乡镇专职监管岗位",
    en="full-time inspectors in townships",
    meaning="Township posts are added, in proportion to the enterprises they are for.",
    actors=("government", "regulator"),
    acts_on="both",
    per="100 enterprises",
    shows="visits_per_enterprise",
    direction="up",
    related=("inspector_training",),
    link="detect",
    settings=dict(
        posts_per_100=setting(
            3.7, low=0.0, high=20.0, neutral=0.0, unit="inspectors per 100 enterprises in scope", zh="新增监管人员",
            source="assumed: doubles the county's 8 for 216 (county-defaults inspectors, enterprises_supervised)",
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


@helper
def posts_for_one(p):
    """New inspectors for each enterprise in scope."""
    return share_of_one(p.posts_per_100)


@grassroots_inspectors.effect("inspector_posts")
def add_posts(enterprise, p, now):
    """The part of the new posts that falls to one enterprise."""
    return posts_for_one(p)


@grassroots_inspectors.effect("inspector_competence")
def send_new_officers(enterprise, regulator, public, p, now):
    """The gap weighed by the share of new officers among those who come here."""
    old = float(regulator.inspectors) / float(max(public.enterprise_count, 1))
    return p.experience_gap * posts_for_one(p) / (posts_for_one(p) + old + LEAST)


@grassroots_inspectors.spends("government", "posts", zh="专职岗位")
def pay_posts(enterprise, p, now):
    """Pay of that part of the new posts."""
    return posts_for_one(p) * p.post_cost / WEEKS_A_YEAR
