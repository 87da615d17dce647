"""Honours: units and people are honoured by rank, and who has had a fatal accident on record is out.

Mechanism: enterprises with a public score are ranked within their industry; a share is honoured each year. Who
stands near the cut-off makes an effort, the more the nearer; who is far above or below has nothing to win. A death
on record costs the candidacy, so that hiding one pays for whoever may be honoured.
Expected: effort up near the cut-off and nowhere else; a larger share of the deaths of candidates hidden.
Side effects: hiding to keep a title; titles go to those who would have had the score anyway.
Evidence: E655 (leaders of honoured cities are promoted more often) for what an honour is worth; programme 2.2.3, 4.1.3.
Doubt: no study of effort by distance from a cut-off was found; pull and hiding are assumed. Without a public score
(credit_scoring) there is no rank and nobody near a cut-off: it then does nothing, by construction, which is no finding.
"""

from govsim.language import Instrument, setting

recognition_awards = Instrument(
    "recognition_awards",
    zh="表彰奖励、评优评先、文明城市/单位创建",
    en="honours for units and people",
    meaning=(
        "The best of each industry by public score are honoured; who stands near the cut-off strives. Without a rank "
        "near the cut-off, as where no score is public (credit_scoring), it does nothing, by construction."
    ),
    needs=("careers",),
    actors=("government", "regulator", "enterprise", "worker"),
    acts_on="both",
    per="enterprise",
    shows="mean_effort_near_cut",
    direction="up",
    related=("credit_incentives", "standardisation_grading"),
    beside=("credit_scoring",),
    settings=dict(
        pull=setting(
            0.3, low=0.0, high=1.0, neutral=0.0, unit="logit of effort at the cut-off", zh="评优牵引力",
            source="assumed: a third of a good interview, all the year",
        ),
        places=setting(
            1.0, low=0.2, high=4.0, neutral=1.0, unit="multiple of one in twenty", zh="评优名额倍数",
            source="assumed: one in twenty of those ranked",
            moves="honour_share",
        ),
        hide=setting(
            0.3, low=0.0, high=1.0, neutral=0.0, unit="logit added to hiding a fatal accident of a candidate",
            zh="保评优瞒报动机", source="assumed: E303-E306 show that concealment exists, not what drives it",
        ),
        prize_cost=setting(
            5000.0, low=0.0, high=50000.0, neutral=0.0, unit="CNY an honour", zh="每项荣誉成本",
            source="assumed: plaque, ceremony and a small prize",
        ),
    ),
)  # fmt: skip


@recognition_awards.effect("management_attention")
def strive_near_the_cut_off(enterprise, p, now):
    """The nearer to the cut-off, from either side, the more an effort may decide."""
    return p.pull * enterprise.honour_near


@recognition_awards.effect("concealment_stake")
def keep_the_title(enterprise, p, now):
    """A candidate, or who holds an honour, has it to lose by a death on record."""
    return p.hide if enterprise.honoured or enterprise.honour_near > 0.0 else 0.0


@recognition_awards.spends("government", "honours", zh="表彰")
def hand_out_honours(enterprise, p, now):
    """Each honour costs its ceremony."""
    return p.prize_cost * float(enterprise.honours)
