"""Self-regulation by an industry association: peer standards, checks among members, lessons passed on.

Mechanism: enterprises whose management cares join; members agree on a standard, pull their crews towards it, hear of
others' accidents and teach each other. They keep it up as far as they expect to be caught otherwise: without
inspectors the association is talk.
Expected: members' climate and capability up, more where inspectors are many; the others do not change.
Side effects: those who need it most do not join; members close ranks, and an accident is hidden a little more easily.
Evidence: E568 (members of Responsible Care: .66 accidents per 100 plants fewer), E569 (without certification members
pollute 15.9 % more), E582 (managers who meet every month).
Doubt: that it fades without inspectors is built in, not found; E568 and E569 disagree. Practice passed on among members
is copied by them alone; what others see of it is not in it.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, clip, column, helper, setting

industry_self_regulation = Instrument(
    "industry_self_regulation",
    zh="行业协会自律",
    en="industry self-regulation",
    meaning="Members of an association agree on standards and check and teach each other.",
    needs=("knowledge",),
    remembers_on="enterprise",
    actors=("association", "enterprise"),
    per="enterprise",
    shows="culture_maturity",
    direction="up",
    related=("information_disclosure",),
    link="behave",
    settings=dict(
        joins_above=setting(
            0.5, low=0.2, high=0.9, unit="commitment, share", zh="入会承诺水平",
            source="assumed: the better half joins (commitment_mean)",
        ),
        norm=setting(
            0.004, low=0.0, high=0.02, neutral=0.0, unit="pull a week", zh="行业规范作用",
            source="assumed: a tenth of the speed at which attitude moves",
        ),
        most_threat=setting(
            1.5, low=1.0, high=3.0, unit="times the usual threat", zh="威胁作用上限",
            source="assumed: beyond it members do no more",
        ),
        leaves_below=setting(
            0.05, low=0.0, high=0.2, unit="commitment below the line", zh="退会界限",
            source="assumed: a member stays for a while when its commitment falls",
        ),
        learning=setting(
            0.3, low=0.0, high=1.0, neutral=0.0, unit="share of peers' alertness that spreads", zh="同行学习比例",
            source="assumed; E582 for the direction",
        ),
        teaching=setting(
            0.0005, low=0.0, high=0.003, neutral=0.0, unit="share of missing capability a week", zh="能力帮扶",
            source="assumed; E582 (managers got better in a year of meetings)",
        ),
        sharing=setting(
            0.15, low=0.0, high=0.6, neutral=0.0, unit="share of others' practice that is known", zh="会员做法交流",
            source="assumed: half of what managers who meet every month would show each other (E582)",
        ),
        usual_threat=setting(
            0.35, low=0.1, high=0.8, unit="weight a year", zh="外部监管压力基准",
            source="assumed: perceived detection at which members do what they agreed on",
        ),
        closing_ranks=setting(
            0.1, low=0.0, high=0.5, neutral=0.0, unit="logit added to hiding a fatal accident", zh="行业护短",
            source="assumed; E569: without checks from outside members look better than they are",
        ),
        fee=setting(
            5_000.0, low=0.0, high=50_000.0, neutral=0.0, unit="CNY a member-year", zh="会费",
            source="assumed: fee of a county association, and the hours of meetings",
        ),
    ),
    remembers=dict(
        member=column(0.0, unit="1 member, 0 not", zh="会员", meaning="whether the enterprise is a member", source=""),
    ),
)  # fmt: skip


@helper
def zeal(enterprise, member, p):
    """How far a member does what was agreed: in proportion to what it expects from inspectors."""
    return member * clip(enterprise.perceived_detection / p.usual_threat, 0.0, p.most_threat)


@industry_self_regulation.remember
def join_or_leave(enterprise, own, p, now):
    """Who cares joins; who no longer does leaves."""
    if enterprise.commitment >= p.joins_above:
        own.member = 1.0
    elif enterprise.commitment < p.joins_above - p.leaves_below:
        own.member = 0.0


@industry_self_regulation.effect("norm_support")
def keep_the_standard(enterprise, own, p, now):
    """Crews of members are pulled towards the standard."""
    return p.norm * zeal(enterprise, own.member, p)


@industry_self_regulation.effect("peer_learning")
def hear_of_others(enterprise, own, p, now):
    """Members hear of what happened to others."""
    return min(p.learning * zeal(enterprise, own.member, p), 1.0)


@industry_self_regulation.effect("capability_support")
def teach_each_other(enterprise, own, p, now):
    """Members teach each other how to manage safety."""
    return p.teaching * zeal(enterprise, own.member, p)


@industry_self_regulation.effect("practice_spread")
def show_each_other(enterprise, own, p, now):
    """Members see how the better among them manage safety."""
    return min(p.sharing * zeal(enterprise, own.member, p), 1.0)


@industry_self_regulation.effect("concealment_stake")
def close_ranks(enterprise, own, p, now):
    """Members shield each other, inspectors or not."""
    return p.closing_ranks * own.member


@industry_self_regulation.spends("enterprise", "association", zh="协会会费")
def pay_the_fee(enterprise, own, p, now):
    """Members pay their fee."""
    return p.fee * own.member / WEEKS_A_YEAR
