"""Enterprises ranked for honours: a cut-off each year, and how near to it an enterprise stands."""

from govsim.language import (
    amount,
    channel,
    clip,
    column,
    columns,
    count,
    flag,
    floor,
    parameter,
    purpose,
    rule,
    share,
    title,
    uniform,
)

title("Ranks and honours", zh="排名与荣誉")

LAST_PRIZE = purpose("last_honour")

YEAR = 52  # weeks from one round of honours to the next
NO_CANDIDATE = 9.0  # place in the order of those who are not ranked
NO_LINE = -1.0  # cut-off of an industry in which nobody has been honoured

# fmt: off
columns(
    "enterprise",
    honour_key=amount("place", "评优次序", "place in the order of honours: the best public score first"),
    clean_weeks=count("weeks", "无在册死亡周数", "weeks since a death was on record here"),
    ranked=flag("参评", "is ranked: its score is public, and no death was on record within a year"),
    honoured=flag("获评先进", "holds an honour of the last round"),
    honours=count("honours", "评优数", "honoured this week"),
    honour_gap=column(0.0, unit="score", low=-1.0, high=1.0, zh="与评优线差距",
                      meaning="public score less the cut-off of the last round", source="computed"),
    honour_near=share(0.0, "临近评优线", "1 at the cut-off, falling to nothing at honour_width from it"),
    weeks_near_cut=share(0.0, "临近评优线周数", "1 in a week in which it stands near the cut-off"),
    effort_near_cut=share(0.0, "临近评优线努力程度", "effort in such a week"),
)
columns(
    "industry",
    honour_line=column(NO_LINE, unit="score", low=NO_LINE, high=1.0, zh="评优线",
                       meaning="public score between the last that was honoured and the next; -1 while there is none",
                       source="computed"),
    honour_places=count("honours", "评优名额", "honours of this round"),
)
channel("honour_share", level="enterprise", unit="multiple of the usual share", neutral=1.0, combine="product", low=0.0,
        high=10.0, zh="评优比例倍数",
        meaning="honours for those who are ranked, against the usual; read by ranks and honours")
parameter("honour_usual", 0.05, low=0.01, high=0.2, unit="share of those ranked", zh="平时评优比例",
          meaning="share of ranked enterprises of an industry above the cut-off", source="assumed: one in twenty")
parameter("honour_width", 0.05, low=0.01, high=0.2, unit="score", zh="临近评优线宽度",
          meaning="distance from the cut-off at which nobody thinks of it any more", source="assumed")
# fmt: on


@rule(writes=("clean_weeks", "ranked", "honour_key", "honours"), after="keep_credit_record")
def stand_for_honours(enterprise, p, now):
    """Who has a public score and no death on record within a year is ranked by it.

    Without a public score all would be equal: there is no rank, and nobody stands near a cut-off. Evidence: assumed, as
    rules of honours have it.
    """
    weeks = min(enterprise.clean_weeks + 1, 10 * YEAR)
    enterprise.clean_weeks = 0 if enterprise.deaths_recorded > 0 else weeks
    enterprise.ranked = enterprise.record_visibility > 0.0 and enterprise.clean_weeks >= YEAR
    enterprise.honour_key = 1.0 - enterprise.public_score if enterprise.ranked else NO_CANDIDATE
    enterprise.honours = 0


@rule(
    writes=("honour_places", "honour_line"),
    order="honour_key",
    member_writes=("honoured", "honours"),
    after="stand_for_honours",
)
def give_honours(industry, enterprises, p, now):
    """Once a year the best of an industry are honoured; the cut-off lies between the last of them and the next.

    Places = honour_usual x honour_share summed over those ranked; the part of a place that is left over is drawn.
    Evidence: assumed.
    """
    industry.honour_places = 0
    if now.week % YEAR == YEAR - 1:
        places = 0.0
        for enterprise in enterprises:
            enterprise.honoured = False
            if enterprise.ranked:
                places += p.honour_usual * enterprise.honour_share
        wanted = int(floor(places + uniform(now, industry, LAST_PRIZE)))
        given = 0
        last = 0.0
        after = -1.0
        for enterprise in enterprises:
            if enterprise.ranked:
                if given < wanted:
                    enterprise.honoured = True
                    enterprise.honours = 1
                    given += 1
                    last = enterprise.public_score
                elif after < 0.0:
                    after = enterprise.public_score
        industry.honour_places = given
        if given > 0:
            industry.honour_line = 0.5 * (last + (after if after >= 0.0 else last))


@rule(
    writes=("honour_gap", "honour_near", "weeks_near_cut", "effort_near_cut"),
    after="give_honours",
)
def measure_the_gap(enterprise, industry, p, now):
    """How near an enterprise stands to the cut-off of its industry. Evidence: computed."""
    gap = 0.0
    near = 0.0
    if enterprise.ranked and industry.honour_line > NO_LINE:
        gap = enterprise.public_score - industry.honour_line
        near = clip(1.0 - abs(gap) / p.honour_width, 0.0, 1.0)
    enterprise.honour_gap = gap
    enterprise.honour_near = near
    enterprise.weeks_near_cut = 1.0 if near > 0.0 else 0.0
    enterprise.effort_near_cut = enterprise.effort if near > 0.0 else 0.0
