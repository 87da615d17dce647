"""A hotline with rewards: workers and neighbours report hazards, and the agency answers.

Mechanism: reporting becomes easier and pays, so more tips arrive; each takes a visit out of the same
capacity and goes where a hazard is known; what was hidden is likelier to come out.
Expected: more found per visit, agency busier, concealment down.
Evidence: E180, E185 (reports grew manifold when the channel widened), E181 (57.5 % true), E184, E187
(rewards), E111, E171.
Doubt: the effect on concealment has no study; national tips per million people are far above what the
county's enterprises give here (report only).
"""

from govsim.language import Instrument, setting

hazard_hotline = Instrument(
    "hazard_hotline",
    zh="举报平台、举报奖励",
    en="public hazard reporting with rewards",
    meaning="An easy, rewarded way to report hazards and hidden accidents.",
    actors=("public", "worker", "regulator"),
    acts_on="both",
    shows="tip_visits",
    direction="up",
    related=("whistleblower_protection", "information_disclosure"),
    settings=dict(
        tip_access=setting(
            4.0, low=1.0, high=10.0, neutral=1.0, unit="multiple of the usual tips", zh="举报便利度",
            source=(
                "E180 against E185: reports rose about fifteenfold in six years, partly by a change of what "
                "counts; 4 assumed"
            ),
            moves="tip_access",
        ),
        exposure_chance=setting(
            0.35, low=0.0, high=1.5, neutral=0.0, unit="logit taken from hiding a fatal accident",
            zh="瞒报暴露",
            source="assumed: E182 (1.1 % of reports are about accidents); no study found",
            moves="exposure_chance",
        ),
        reward=setting(
            304.0, low=0.0, high=3000.0, neutral=0.0, unit="CNY a verified tip", zh="举报奖金",
            source=(
                "E184 (192) and county-defaults tipoff_reward_mean (192-304); E187 for major hazards (3,000)"
            ),
        ),
        handling_hours=setting(
            1.0, low=0.0, high=6.0, neutral=0.0, unit="officer-hours a visit on a tip", zh="受理工时",
            source="assumed: a call taken, checked and answered in an hour, beside the visit",
        ),
    ),
)  # fmt: skip


@hazard_hotline.transfers("government", "outside", "rewards of verified tips", zh="举报奖金")
def pay_rewards(enterprise, p, now):
    """A reward for each tip that proves true."""
    return p.reward if enterprise.tip_verified else 0.0


@hazard_hotline.inspector_hours("tips", zh="受理举报")
def handle_tips(enterprise, p, now):
    """Hours of officers for each tip that leads to a visit."""
    return p.handling_hours if enterprise.tip_visit else 0.0
