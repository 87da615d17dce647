"""The ceiling of recorded deaths, the wish to stay below it, and enterprises that are tied to the leader."""

from govsim.language import (
    channel,
    clip,
    column,
    columns,
    count,
    exp,
    flag,
    parameter,
    purpose,
    rule,
    share,
    title,
    trait,
)

title("The line of deaths and ties", zh="死亡控制线与关系")

CONNECTED = purpose("trait_connected")

YEAR = 52  # weeks of a year of appraisal
SHARP = 3.0  # class of accident from which owning up is hard by itself
NEVER_VETOED = 5.0
MOST_SHIELD = 0.95  # nobody is kept from everything

# fmt: off
columns(
    "leader",
    deaths_year=count("deaths", "本年在册死亡", "deaths on record in the region since the year began"),
    severe_year=column(0, unit="class of accident", low=0, high=4, zh="本年最重事故等级",
                       meaning="gravest class of accident on record this year: 1 ordinary to 4 especially major",
                       source="computed"),
    line=column(0.0, unit="share of the wish at the line", low=-10.0, high=100.0, zh="控制线压力",
                meaning="wish that a death be not on record, beyond what it is on the mean", source="computed"),
    drive=column(1.0, unit="multiple", low=0.0, high=10.0, zh="进取程度",
                 meaning="how much the appraisal matters to whoever is in office, against the usual",
                 source="computed"),
    near_line=flag("临近控制线", "one more death on record would cross the ceiling"),
    passed_line=flag("超过控制线", "deaths on record exceed the ceiling of this year"),
    veto_wish=column(0.0, unit="logit", low=0.0, high=100.0, zh="一票否决下的瞒报动机",
                     meaning="added to hiding where a severe accident forbids promotion", source="computed"),
)
columns(
    "enterprise",
    connected=flag("与领导有关系", "tied to the leader's office, for the life of the enterprise", "E030, E033"),
    shield=share(0.0, "关系庇护", "share of due penalties that the leader keeps from it"),
    hidden_near_line=column(0.0, unit="deaths a week", low=0.0, high=1e6, zh="临线预计瞒报死亡",
                            meaning="expected hidden deaths while one more would cross the ceiling", source="computed"),
    deaths_near_line=column(0.0, unit="deaths a week", low=0.0, high=1e6, zh="临线预计死亡",
                            meaning="expected deaths while one more would cross the ceiling", source="computed"),
    effort_near_line=share(0.0, "临线努力程度", "effort in a week in which one more death would cross the ceiling"),
    weeks_near_line=share(0.0, "临线周数", "1 in a week in which one more death would cross the ceiling"),
    tied_weeks=share(0.0, "有关系企业", "1 for an enterprise that is tied to the leader's office"),
    tied_crew=count("workers", "有关系企业工人", "workers of such an enterprise"),
    tied_injuries=column(0.0, unit="injuries a week", low=0.0, high=1e6, zh="有关系企业预计伤害",
                         meaning="expected injuries in such an enterprise", source="computed"),
    tied_visits=count("visits a week", "有关系企业检查", "inspections of such an enterprise"),
    tied_penalties=count("penalties a week", "有关系企业处罚", "penalties of such an enterprise"),
)

channel("veto_class", level="leader", unit="class of accident", neutral=5.0, combine="min", low=1.0, high=5.0,
        zh="一票否决事故等级",
        meaning="class of accident from which on promotion is lost: 1 ordinary, 4 especially major, 5 none; read "
                "by the "
                "line of deaths and by offices")
channel("leader_blame", level="leader", unit="share of the wish at the line", neutral=0.0, combine="any", low=0.0,
        high=1.0, zh="领导问责压力",
        meaning="how much more a death beyond the ceiling is feared where leaders are held to account; read by "
                "the line "
                "of deaths")
parameter("ambition_mean", 0.5, low=0.3, high=0.7, unit="share", zh="平均进取心",
          meaning="mean of what the appraisal matters to leaders", source="assumed")
parameter("line_width", 0.35, low=0.1, high=1.0, unit="deaths", zh="临线宽度",
          meaning="room below the ceiling at which the wish to stay below it has fallen to 37 %",
          source="assumed; E036 and E633: sharp at the line")
parameter("line_usual", 0.25, low=0.0, high=0.5, unit="share of the wish at the line", zh="控制线平均压力",
          meaning="the wish at the line that the usual readiness to hide contains already",
          source="assumed: set so that the hidden share of deaths in a county stays about what it is without this part")
parameter("line_beyond", 0.2, low=0.0, high=0.6, unit="share of the wish at the line", zh="越线后剩余压力",
          meaning="what is left of that wish once the ceiling is passed",
          source="assumed: once over, little more is to be lost")
parameter("line_hides", 2.0, low=0.0, high=4.0, unit="logit", zh="临线瞒报强度",
          meaning="how much the full wish at the line adds to hiding a death", source="assumed; E036, E633 direction")
parameter("veto_hides", 1.0, low=0.0, high=3.0, unit="logit", zh="一票否决瞒报强度",
          meaning="how much a veto adds to hiding, while it has not been incurred",
          source="assumed; E036: larger declines of recorded deaths under the rule")
parameter("veto_severe", 0.5, low=0.0, high=1.0, unit="share", zh="重大事故否决的瞒报比例",
          meaning="share of that where only major accidents forbid promotion", source="assumed")
parameter("tie_share", 0.05, low=0.0, high=0.2, unit="share of enterprises", zh="有关系企业占比",
          meaning="enterprises that are tied to the leader's office", source="assumed; E033")
parameter("tie_keeps", 0.6, low=0.0, high=0.9, unit="share of due penalties", zh="关系庇护程度",
          meaning="penalties that a leader with full ties keeps from them", source="assumed; E030-E033 direction")
parameter("native_keeps", 1.3, low=1.0, high=1.6, unit="multiple", zh="本地领导庇护倍数",
          meaning="the same where the leader comes from here", source="assumed; E039 direction")
parameter("tie_visits", 0.3, low=0.0, high=1.0, unit="multiple of the chance of a visit", zh="有关系企业检查倍数",
          meaning="planned visits to tied enterprises under a leader with full ties", source="assumed; E033, E038")
# fmt: on


@rule(writes=("deaths_year", "severe_year", "passed_line"), after="record_deaths")
def count_for_the_year(leader, enterprises, p, now):
    """What the region has on record this year: deaths, and the gravest class of accident. Evidence: computed."""
    deaths = leader.deaths_year
    severe = leader.severe_year
    if now.week % YEAR == 0:
        deaths = 0
        severe = 0
    for enterprise in enterprises:
        if enterprise.deaths_recorded > 0:
            deaths += enterprise.deaths_recorded
            severe = max(severe, 1)
            if enterprise.recorded_larger > 0:
                severe = max(severe, 2)
            if enterprise.recorded_major > 0:
                severe = max(severe, 3)
            if enterprise.recorded_extreme > 0:
                severe = 4
    leader.deaths_year = deaths
    leader.severe_year = severe
    leader.passed_line = float(deaths) > leader.ceiling


@rule(writes=("drive", "line", "near_line", "veto_wish"), phase="parties")
def watch_the_line(leader, p, now):
    """One more death would cross the line: the nearer, the stronger the wish that it be not on record.

    room = ceiling - deaths_year; near = exp(-room/line_width) below the line, line_beyond above it; drive =
    ambition/ambition_mean x what the term leaves of it; line = near drive (1 + leader_blame) - line_usual. Where
    veto_class is set and has not been reached this year: veto_wish = veto_hides drive, veto_severe of it from class 3
    on. At the turn of the year the count starts anew. Evidence: E036, E633; sizes assumed.
    """
    deaths = 0.0 if now.week % YEAR == 0 else float(leader.deaths_year)
    room = leader.ceiling - deaths
    near = exp(-room / p.line_width) if room >= 0.0 else p.line_beyond
    leader.drive = leader.ambition / p.ambition_mean * leader.term_left
    leader.line = near * leader.drive * (1.0 + leader.leader_blame) - p.line_usual
    leader.near_line = room >= 0.0 and room < 1.0
    wish = 0.0
    if leader.veto_class < NEVER_VETOED:
        severe = 0.0 if now.week % YEAR == 0 else float(leader.severe_year)
        if severe < leader.veto_class:
            wish = p.veto_hides * leader.drive * (p.veto_severe if leader.veto_class >= SHARP else 1.0)
    leader.veto_wish = wish


@rule(writes=("connected", "shield", "concealment_stake", "penalty_kept", "targeting_weight"), after="watch_the_line")
def lean_on_the_agency(enterprise, leader, p, now):
    """The leader helps to hide near the line, and keeps penalties and visits from those who are tied.

    concealment_stake + line_hides line safety_weight/usual_safety_weight + veto_wish; of the tied, tie of the leader in
    [0, 1]: penalty_kept x (1 - shield), shield = tie_keeps (1 + (native_keeps - 1) native) tie; targeting_weight x
    (1 - (1 - tie_visits) tie). Evidence: E030-E033, E038, E039, E303-E306; sizes assumed.
    """
    weight = leader.safety_weight / p.usual_safety_weight
    enterprise.concealment_stake += p.line_hides * leader.line * weight + leader.veto_wish
    enterprise.connected = trait(now, enterprise, CONNECTED) < p.tie_share
    enterprise.shield = 0.0
    if enterprise.connected:
        kept = p.tie_keeps * (1.0 + (p.native_keeps - 1.0) * leader.native) * leader.tie
        enterprise.shield = clip(kept, 0.0, MOST_SHIELD)
        enterprise.penalty_kept = enterprise.penalty_kept * (1.0 - enterprise.shield)
        enterprise.targeting_weight = enterprise.targeting_weight * (1.0 - (1.0 - p.tie_visits) * leader.tie)


@rule(
    writes=(
        "hidden_near_line", "deaths_near_line", "effort_near_line", "weeks_near_line", "tied_weeks", "tied_crew",
        "tied_injuries", "tied_visits", "tied_penalties",
    ),
    after="count_for_the_year",
)  # fmt: skip
def tell_apart(enterprise, leader, p, now):
    """Counts apart what happens near the line, and at enterprises that are tied. Evidence: computed."""
    near = 1.0 if leader.near_line else 0.0
    enterprise.hidden_near_line = near * enterprise.deaths_hidden_expected
    enterprise.deaths_near_line = near * enterprise.deaths_expected
    enterprise.effort_near_line = near * enterprise.effort
    enterprise.weeks_near_line = near
    tied = 1 if enterprise.connected else 0
    enterprise.tied_weeks = float(tied)
    enterprise.tied_crew = tied * enterprise.crew
    enterprise.tied_injuries = float(tied) * enterprise.injuries_expected
    enterprise.tied_visits = tied if enterprise.visited else 0
    enterprise.tied_penalties = tied * enterprise.sanctions
