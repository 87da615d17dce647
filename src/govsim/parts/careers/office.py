"""Holding office: what presses a leader, the yearly appraisal, promotion, and who comes next."""

from govsim.language import (
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
    trait,
    uniform,
)

title("Offices and promotion", zh="任职与晋升")

AMBITION = purpose("leader_ambition")
TIE = purpose("leader_tie")
NATIVE = purpose("leader_native")
DEPUTY = purpose("leader_deputy")
OUTPUT = purpose("leader_output")
LEAVE_OFFICE = purpose("leader_leaves")

YEAR = 52  # weeks of a year of appraisal
MIDDLE = 0.5
LEAST_CEILING = 1.0  # death a year: nobody is asked for less than none but one
BEHIND_ALL = 2.0  # added to the place of whom a veto stops

# fmt: off
columns(
    "leader",
    ceiling=column(1.0, unit="deaths a year", low=LEAST_CEILING, high=1e6, zh="死亡控制指标",
                   meaning="deaths on record that the year may have",
                   source="assumed; E633: it follows what was recorded"),
    person=count("persons", "任职人次", "how many have held the office"),
    weeks_in_office=count("weeks", "任职周数", "weeks that the present one has held it"),
    ambition=share(0.5, "进取心", "how much the appraisal matters to the person", "assumed"),
    tie=share(0.0, "关系深度", "how far the person is bound to the enterprises that are tied to the office", "assumed"),
    native=share(0.0, "本地出身", "1 if the person comes from here", "assumed; E039"),
    deputy=share(0.3, "分管副职比例", "share of the duty for safety that the person leaves to a deputy", "assumed"),
    term_left=share(1.0, "任期动力", "what the end of the term leaves of ambition", "assumed"),
    safety=share(0.5, "安全考核得分", "safety on record against the ceiling, last year"),
    growth=share(0.5, "发展考核得分", "growth of the region, last year: a draw, since growth is outside the model"),
    appraisal=share(0.5, "考核总分", "both together, by the weight of safety"),
    appraisal_key=column(0.0, unit="place", low=-1.0, high=4.0, zh="考核排名次序",
                         meaning="place in the order of promotion: the best first, whom a veto stops last",
                         source="computed"),
    promoted=count("promotions", "晋升", "promoted this week"),
    vetoed=count("vetoes", "一票否决", "kept from promotion this week by a severe accident, whatever the appraisal"),
    left=count("leaders", "领导更替", "another person took over the office this week"),
    appraised=count("leader-years", "考核人次", "appraised this week"),
    above_line=column(0.0, unit="deaths a year", low=-1e6, high=1e6, zh="在册死亡与控制指标之差",
                      meaning="recorded deaths of the year less its ceiling, in the week of the appraisal",
                      source="computed"),
    years_passed=count("leader-years", "超标年数", "1 in the week of the appraisal where the ceiling was passed"),
    summoned=share(0.0, "约谈印象", "what is left of the last interview after failing"),
    summons_fresh=share(1.0, "约谈新鲜度", "how much of the next interview will be felt"),
    failed_before=flag("已被约谈", "failed this year already, so that it is no news"),
)
columns("province",
        mean_safety=share(0.5, "平均安全得分", "mean of the regions' safety scores of last year"),
        mean_summoned=share(0.0, "平均约谈印象", "mean over the regions of what is left of interviews"))

channel("delegation", level="leader", unit="share of what the first leader keeps", neutral=0.0, combine="any", low=0.0,
        high=1.0, zh="向副职分派比例",
        meaning="further share of the duty for safety that first leaders leave to a deputy; read by offices")
channel("leader_summons", level="leader", unit="share of attention", neutral=0.0, combine="add", low=0.0, high=1.0,
        zh="领导约谈力度",
        meaning="pressure that an interview with the leader of a failing region makes while it is fresh; read by "
                "offices")
parameter("ambition_spread", 0.3, low=0.0, high=0.5, unit="share", zh="进取心范围",
          meaning="how far ambition lies to either side of its mean", source="assumed")
parameter("native_share", 0.3, low=0.0, high=1.0, unit="share of leaders", zh="本地领导占比",
          meaning="leaders who come from here", source="assumed; E039 knows some provinces with such")
parameter("deputy_usual", 0.3, low=0.0, high=0.8, unit="share", zh="平时分派比例",
          meaning="share of the duty for safety that first leaders leave to a deputy, on the mean",
          source="assumed: a deputy in charge of safety, the first leader in name")
parameter("deputy_spread", 0.2, low=0.0, high=0.3, unit="share", zh="分派比例范围",
          meaning="how far that lies to either side of its mean", source="assumed")
parameter("deputy_loss", 0.3, low=0.0, high=1.0, unit="share of the pressure", zh="分派造成的压力损失",
          meaning="pressure of the appraisal that is lost where all is left to a deputy", source="assumed")
parameter("tenure_weeks", 182.0, low=104.0, high=260.0, unit="weeks", zh="平均任期",
          meaning="mean time in office of those who are not promoted",
          source="assumed; the legal term is 260; E657 for careers that hang on neighbours")
parameter("term_weeks", 208.0, low=104.0, high=260.0, unit="weeks", zh="任期末段起点",
          meaning="weeks in office after which the appraisal matters less", source="assumed: the last year of a term")
parameter("term_fades", 104.0, low=26.0, high=260.0, unit="weeks", zh="任期末段衰减",
          meaning="weeks in which it would fade to nothing, of which half is the most", source="assumed")
parameter("promotion_share", 0.2, low=0.05, high=0.5, unit="share of leaders a year", zh="年晋升比例",
          meaning="leaders who are promoted in a year", source="assumed; E655: an award adds .145")
parameter("growth_spread", 0.2, low=0.1, high=0.3, unit="share", zh="发展得分范围",
          meaning="how far the score of growth lies to either side of its middle", source="assumed")
parameter("line_cut", 0.05, low=0.0, high=0.2, unit="share a year", zh="控制指标年降幅",
          meaning="how much less than what was recorded the next ceiling allows",
          source="assumed; E633: ceilings follow realised deaths")
parameter("line_follows", 0.5, low=0.1, high=1.0, unit="share a year", zh="控制指标跟随速度",
          meaning="weight of the year's recorded deaths in the next ceiling", source="assumed; E633")
parameter("race", 0.3, low=0.0, high=1.0, unit="pressure a unit of the safety score", zh="地区间竞赛",
          meaning="pressure on a leader who is behind the others' safety scores",
          source="assumed; E657 direction: promotion falls with the success of neighbours")
parameter("summons_keep", 0.948, low=0.9, high=0.99, unit="share a week", zh="领导约谈保留",
          meaning="what is left of an interview after a week",
          source="assumed: half is gone after 13 weeks; E488, E491 (short)")
parameter("summons_tire", 0.3, low=0.0, high=0.8, unit="share", zh="领导约谈疲劳",
          meaning="how much less the next interview impresses", source="E488 direction; assumed size")
parameter("summons_rest", 0.02, low=0.005, high=0.1, unit="share a week", zh="领导约谈新鲜感恢复",
          meaning="how fast that comes back", source="assumed: half is back in eight months")
parameter("summons_seen", 0.2, low=0.0, high=0.6, unit="share", zh="约谈的旁观效应",
          meaning="share of an interview that leaders of the other regions feel",
          source="assumed; E302 for regions that learn of another's disaster")
# fmt: on


@rule(writes=("summoned", "summons_fresh", "failed_before"), after="count_for_the_year")
def be_summoned(leader, p, now):
    """A region fails when its ceiling is passed, or by a larger accident: its leader is called in, once a year.

    What is felt fades by summons_keep a week; each interview takes summons_tire of what the next one can do, which
    comes back by summons_rest a week. Evidence: E488, E491; sizes assumed.
    """
    if now.week % YEAR == 0:
        leader.failed_before = False
    dose = 0.0
    if (leader.passed_line or leader.severe_year >= 2) and not leader.failed_before:
        dose = 1.0
        leader.failed_before = True
    felt = dose * (1.0 - leader.summoned) * leader.summons_fresh
    leader.summoned = clip(p.summons_keep * leader.summoned + felt, 0.0, 1.0)
    rested = leader.summons_fresh + p.summons_rest * (1.0 - leader.summons_fresh)
    leader.summons_fresh = clip(rested - dose * p.summons_tire * leader.summons_fresh, 0.0, 1.0)


@rule(writes=("mean_summoned",), after="be_summoned")
def tell_the_others(province, leaders, p, now):
    """What is left of interviews, on the mean of the regions. Evidence: computed."""
    n = 0
    total = 0.0
    for leader in leaders:
        n += 1
        total += leader.summoned
    province.mean_summoned = total / float(max(n, 1))


@rule(writes=("pressure_asked",), after="watch_the_line")
def feel_the_career(leader, province, p, now):
    """Ambition, deputies, the end of a term, rivals and interviews change what presses a leader.

    pressure_asked + leader_answer leader_weight (drive d - 1) + race (mean safety - safety) + leader_summons x the
    larger of summoned and summons_seen x mean summoned; d = 1 - deputy_loss (deputy' - deputy_usual), deputy' = deputy
    + (1 - deputy) delegation. Evidence: E657, E302; sizes assumed.
    """
    left_to_deputy = leader.deputy + (1.0 - leader.deputy) * leader.delegation
    kept = 1.0 - p.deputy_loss * (left_to_deputy - p.deputy_usual)
    pressed = p.leader_answer * leader.leader_weight * (leader.drive * kept - 1.0)
    pressed += p.race * (province.mean_safety - leader.safety)
    pressed += leader.leader_summons * max(leader.summoned, p.summons_seen * province.mean_summoned)
    leader.pressure_asked += pressed


@rule(
    writes=(
        "safety", "growth", "appraisal", "appraisal_key", "vetoed", "appraised", "above_line", "years_passed",
        "ceiling",
    ),
    phase="leaders",
)  # fmt: skip
def appraise(leader, p, now):
    """At the end of a year safety on record is set against the ceiling, beside growth; the next ceiling follows.

    safety = 1 - .5 deaths/ceiling, within 0 and 1; appraisal = w safety + (1 - w) growth, w = safety_weight; a veto
    stops promotion where the gravest class of the year reaches veto_class. ceiling <- (1 - line_cut)(ceiling +
    line_follows (deaths - ceiling)), at least 1. Evidence: E036, E633; sizes assumed.
    """
    leader.vetoed = 0
    leader.appraised = 0
    leader.years_passed = 0
    leader.above_line = 0.0
    if now.week % YEAR == YEAR - 1:
        deaths = float(leader.deaths_year)
        lot = 2.0 * uniform(now, leader, OUTPUT) - 1.0
        leader.growth = clip(MIDDLE + p.growth_spread * lot, 0.0, 1.0)
        leader.safety = clip(1.0 - MIDDLE * deaths / leader.ceiling, 0.0, 1.0)
        weight = leader.safety_weight
        leader.appraisal = weight * leader.safety + (1.0 - weight) * leader.growth
        stopped = float(leader.severe_year) >= leader.veto_class
        leader.vetoed = 1 if stopped else 0
        leader.appraisal_key = (BEHIND_ALL if stopped else 0.0) - leader.appraisal
        leader.appraised = 1
        leader.above_line = deaths - leader.ceiling
        leader.years_passed = 1 if deaths > leader.ceiling else 0
        followed = leader.ceiling + p.line_follows * (deaths - leader.ceiling)
        leader.ceiling = max((1.0 - p.line_cut) * followed, LEAST_CEILING)


@rule(writes=("mean_safety",), order="appraisal_key", member_writes=("promoted",), after="appraise")
def promote(province, leaders, p, now):
    """The best of the year move up, promotion_share of them, unless a severe accident forbids it.

    Evidence: E655, E657; the share is assumed.
    """
    n = 0
    total = 0.0
    for leader in leaders:
        n += 1
        total += leader.safety
        leader.promoted = 0
    province.mean_safety = total / float(max(n, 1))
    if now.week % YEAR == YEAR - 1:
        places = floor(p.promotion_share * float(n) + MIDDLE)
        given = 0.0
        for leader in leaders:
            if given < places and leader.appraisal_key <= 0.0:
                leader.promoted = 1
                given += 1.0


@rule(
    writes=("person", "weeks_in_office", "left", "ambition", "tie", "native", "deputy", "term_left"),
    after="promote",
)
def come_and_go(leader, p, now):
    """Leaders are promoted, moved or retire; the next one has another ambition, other ties and another deputy.

    Leaves when promoted, else with chance 1/tenure_weeks a week. ambition = ambition_mean +- ambition_spread; tie in
    [0, 1]; native with native_share; deputy = deputy_usual +- deputy_spread. term_left = 1 - (weeks - term_weeks)/
    term_fades, within one half and 1. Evidence: E039 for natives; the rest assumed.
    """
    leader.left = 0
    leader.weeks_in_office += 1
    first = leader.person == 0
    if first or leader.promoted > 0 or uniform(now, leader, LEAVE_OFFICE) < 1.0 / p.tenure_weeks:
        leader.left = 0 if first else 1
        leader.person += 1
        leader.weeks_in_office = 0
        about = 2.0 * trait(now, leader, AMBITION, leader.person) - 1.0
        leader.ambition = clip(p.ambition_mean + p.ambition_spread * about, 0.0, 1.0)
        leader.tie = trait(now, leader, TIE, leader.person)
        leader.native = 1.0 if trait(now, leader, NATIVE, leader.person) < p.native_share else 0.0
        apart = 2.0 * trait(now, leader, DEPUTY, leader.person) - 1.0
        leader.deputy = clip(p.deputy_usual + p.deputy_spread * apart, 0.0, 1.0)
    late = (float(leader.weeks_in_office) - p.term_weeks) / p.term_fades
    leader.term_left = clip(1.0 - late, MIDDLE, 1.0)
