"""Joint responsibility: the party secretary and the head of government answer for safety, and so does every department.

Mechanism: safety weighs more in the leader's own appraisal, so that the inspectorate is pressed and gets posts; who
keeps penalties from enterprises that he is tied to is asked about it, so that part of the shelter goes. The first
leader may leave more of it to a deputy, who is heard less. The leader answers for all who work on his territory,
branches of groups from elsewhere among them, and asks their heads to answer for them too.
Expected: visits up, penalties at tied enterprises up, injuries and deaths down; more deaths hidden near the ceiling.
Side effects: the same weight stands behind the wish that a death beyond the ceiling be not on record; what is delegated
presses less.
Evidence: E036, E300 (deaths fall where promotion hangs on them, and records bend), E030-E033, E038, E039 (ties kill);
programme 6.1.3 asks for a weight of .15 or more.
Doubt: what a weight in an appraisal does to a leader's day, what goes of a shelter, and what a head elsewhere answers
to a leader here is assumed. The territorial duty does something only where the population has groups.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, helper, setting

LEAST = 1e-9
GROUP = 1  # kind of a head, in chain_kind

joint_responsibility = Instrument(
    "joint_responsibility",
    zh="党政同责、一岗双责",
    en="joint party-government responsibility",
    meaning="Safety weighs more in the appraisal of all leaders; inspectors get posts, and shelter becomes risky.",
    needs=("careers",),
    actors=("government",),
    acts_on="both",
    per="inspector",
    shows="penalties_per_tied_visit",
    direction="up",
    related=("performance_veto", "accountability"),
    settings=dict(
        weight_added=setting(
            0.05, low=0.0, high=0.2, neutral=0.0, unit="share of the appraisal", zh="新增考核权重",
            source="assumed: a tenth now; programme 6.1.3 states .15 as the goal",
            moves="leader_weight",
        ),
        shield_removed=setting(
            0.3, low=0.0, high=1.0, neutral=0.0, unit="share of the shelter of tied enterprises", zh="庇护削弱比例",
            source="E030, E038 direction; assumed size",
        ),
        posts_share=setting(
            0.05, low=0.0, high=0.3, neutral=0.0, unit="posts an inspector", zh="新增岗位比例",
            source="assumed: one post for twenty inspectors",
        ),
        delegated=setting(
            0.3, low=0.0, high=1.0, neutral=0.0, unit="share of what the first leader keeps", zh="向副职分派比例",
            source="assumed: where everybody has a duty, more is left to the deputy in charge",
            moves="delegation",
        ),
        territorial=setting(
            0.1, low=0.0, high=0.5, neutral=0.0, unit="share of the recorded harm in branches here",
            zh="属地责任（集团分支机构）",
            source="assumed: what a region can ask of a head elsewhere; programme 6.2.2 names the gap",
        ),
        post_cost=setting(
            180000.0, low=0.0, high=250000.0, neutral=0.0, unit="CNY a post a year", zh="岗位年成本",
            source="county-defaults inspector_cost (120,000-250,000)",
        ),
    ),
)  # fmt: skip


@helper
def posts_here(regulator, public, p):
    """New inspectors for each enterprise of the region."""
    return p.posts_share * float(regulator.inspectors) / float(max(public.enterprise_count, 1))


@joint_responsibility.effect("inspector_posts")
def staff_the_agency(enterprise, regulator, public, p, now):
    """Leaders who answer staff their agency."""
    return posts_here(regulator, public, p)


@joint_responsibility.effect("penalty_kept")
def shelter_less(enterprise, p, now):
    """With a shelter s, (1 - s)(1 + removed s/(1 - s)) = 1 - s (1 - removed) of the penalties due are imposed."""
    sheltered = enterprise.shield
    return 1.0 + p.shield_removed * sheltered / max(1.0 - sheltered, LEAST)


@joint_responsibility.effect("head_answer", part="chains")
def hold_the_head_elsewhere(enterprise, p, now):
    """The head of a group pays part of what its branches on this territory have on record."""
    branch = enterprise.chain_kind == GROUP and enterprise.depth > 0
    return p.territorial if branch else 0.0


@joint_responsibility.spends("government", "posts", zh="新增岗位")
def pay_the_posts(enterprise, regulator, public, p, now):
    """What these posts cost."""
    return posts_here(regulator, public, p) * p.post_cost / WEEKS_A_YEAR
