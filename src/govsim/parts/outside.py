"""Harm to people outside the enterprise, and standards that do not fit an industry yet.

Some industries harm people who do not work there: customers, neighbours, others on the road. How often hangs on the
protection of others that managements carry out, or on crews that break rules, and on how much of the equipment in use
was made under a standard. Where no standard fits, inspectors see nothing wrong, nothing is punished and hardly anything
is recorded: a blind spot. A standard is drafted, comes into force after a while, and goes out of date. With the
industries' values as they come nobody outside is harmed; a setting of industries says who is.
"""

from govsim.language import (
    WEEKS_A_YEAR,
    amount,
    binomial,
    channel,
    clip,
    column,
    columns,
    count,
    log,
    logistic,
    outcome,
    parameter,
    poisson,
    purpose,
    rule,
    share,
    spends,
    suffers,
    title,
    transfers,
    uniform,
)
from govsim.mechanisms.effort import value_of_enforcement

title("Harm to others and standards", zh="对外部人员的危害与标准")

HARM = purpose("others_harmed")
KILL = purpose("others_killed")
WRITE_DOWN = purpose("others_recorded")

# What an industry is: set by a population or a scenario, industry.NAME.COLUMN; the values here harm nobody.
columns(
    "industry",
    others_rate=column(
        0.0, unit="events a worker-year", low=0.0, high=1.0, zh="对外部人员的危害率", static=True,
        meaning="events that harm somebody outside, at middling protection; 0 where there are none",
        source="assumed: neutral, scenarios set it",
    ),
    others_growth=column(
        0.0, unit="share a year", low=0.0, high=1.0, zh="危害年增长率", static=True,
        meaning="growth of the use that harms others, until a standard fits half of it",
        source="assumed: neutral, scenarios set it",
    ),
    others_fatal=column(
        0.01, unit="deaths an event", low=0.0, high=1.0, zh="每起危害致死率", static=True,
        meaning="people outside killed in such an event",
        source="assumed: neutral, scenarios set it",
    ),
    others_by_care=column(
        1.0, unit="share", low=0.0, high=1.0, zh="管理疏忽占比", static=True,
        meaning="share of events that hang on management's protection of others; the rest on crews that break rules",
        source="assumed: neutral, scenarios set it",
    ),
    others_cost=column(
        30_000.0, unit="CNY an event", low=0.0, high=1e7, zh="每起危害损失", static=True,
        meaning="what such an event costs those who are harmed",
        source="assumed: neutral, scenarios set it",
    ),
    others_price=column(
        1_500.0, unit="CNY a worker-year", low=0.0, high=1e5, zh="保护外部人员的成本", static=True,
        meaning="what it costs an enterprise to protect others fully",
        source="assumed: neutral, scenarios set it",
    ),
    standard_fit=column(
        1.0, unit="share of the risks that standards cover", low=0.0, high=1.0, zh="标准适配度", static=True,
        meaning="how well the standards in force fit the industry; in week 0 as it is set",
        source="assumed: neutral, scenarios set it",
    ),
    standard_draft=share(0.0, "在编标准", "share of the risks for which a standard is drafted and not yet in force"),
    standard_lead=column(
        0.0, unit="share", low=-1.0, high=1.0, zh="标准领先在用设备的程度",
        meaning="how far standards in force are ahead of the equipment in use, part of which is from before them",
        source="computed",
    ),
    others_growing=amount("multiple of week 0", "危害增长倍数", "use that harms others, against week 0", start=1.0),
    drafting_spent=amount("CNY a week", "标准编制支出", "what drafting standards costs the government this week"),
)  # fmt: skip

# fmt: off
columns(
    "enterprise",
    others_care=share(0.43, "对外部人员的保护程度", "share of the protection of others that is carried out"),
    others_harmed=count("events a week", "对外危害事件", "events of this week that harmed somebody outside"),
    others_expected=amount("events a week", "预计对外危害事件", "expected events that harm somebody outside"),
    others_killed=count("deaths a week", "外部人员死亡", "people outside killed in these events"),
    others_recorded=count("events a week", "在册对外危害事件", "of these events, those that an authority recorded"),
    others_spent=amount("CNY a week", "保护外部人员支出", "what protecting others costs the enterprise"),
    others_paid=amount("CNY a week", "对外赔偿", "what the enterprise pays those whom it harmed"),
    others_loss=amount("CNY a week", "外部人员损失", "what people outside lose by these events"),
    grievance=amount("cases", "公益损害线索", "what a prosecutor could take up: harm to others on record in the last "
                                             "year, smoothed, and known major hazards near the public"),
)
columns("public", grievances=amount("cases", "公益损害线索合计", "the same over the county's enterprises"),
        firms=amount("enterprises", "辖区企业数", "enterprises in business"))
spends("enterprise", "protection of others", column="enterprise.others_spent", zh="保护外部人员")
spends("government", "standards drafted", column="industry.drafting_spent", zh="标准编制")
transfers("enterprise", "outside", "damages to others", column="enterprise.others_paid", zh="对外赔偿")
suffers("outside", "harm by enterprises", column="enterprise.others_loss", zh="企业造成的危害")

channel("rule_renewal", level="enterprise", unit="share of the gap a year", neutral=0.0, combine="add", low=0.0,
        high=10.0, zh="标准更新力度",
        meaning="share of the gap between rules and risks for which standards are drafted in a year, where all of an "
                "industry are served; read by harm to others and standards")
channel("others_answer", level="enterprise", unit="share of the harm to others", neutral=0.0, combine="any", low=0.0,
        high=1.0, zh="对外危害赔付比例",
        meaning="share of the harm to others that the enterprise has to pay; read by harm to others and standards")
parameter("standard_lag", 52.0, low=13.0, high=156.0, unit="weeks", zh="标准出台时滞",
          meaning="mean time from a draft until the standard is in force", source="assumed: a year of procedure")
parameter("standard_drift", 0.02, low=0.0, high=0.1, unit="share a year", zh="标准过时速度",
          meaning="share of what standards cover that goes out of date in a year",
          source="assumed: half in a generation of equipment; programme 5.5.1 asks for review")
parameter("standard_price", 200_000.0, low=50_000.0, high=1e6, unit="CNY a standard of a whole industry",
          zh="标准编制费用", meaning="what drafting costs where nothing is there yet; in proportion for less",
          source="assumed")
parameter("embodied_life", 104.0, low=26.0, high=520.0, unit="weeks", zh="在用设备更替时间",
          meaning="mean time until equipment in use is replaced by what the standard asks for",
          source="set with E662-E664 in view: fires fell by half within a year of the rule, old batteries taken in")
parameter("embodied_gain", 1.0, low=0.3, high=2.0, unit="share", zh="不合标设备增加的危害",
          meaning="how much more often equipment from before any standard harms others",
          source="set with E662-E664 in view")
parameter("others_home", -0.1, low=-1.0, high=1.0, unit="logit", zh="对外保护常数项",
          meaning="protection of others where its value stands to its cost as usual", source="assumed")
parameter("others_speed", 0.05, low=0.02, high=0.1, unit="share a week", zh="对外保护调整速度",
          meaning="speed at which the protection of others moves to what is wanted", source="assumed")
parameter("others_intrinsic", 200.0, low=50.0, high=600.0, unit="CNY a worker-year", zh="对外保护的内在价值",
          meaning="what full protection of others is worth to a management by itself",
          source="assumed: half of what the safety of its own workers is worth")
parameter("others_prevent", 0.6, low=0.3, high=0.9, unit="share", zh="对外危害可预防比例",
          meaning="share of the harm to others that an enterprise believes protection avoids", source="assumed")
parameter("others_bare", 1.6, low=1.2, high=2.0, unit="multiple", zh="无保护时的危害倍数",
          meaning="events without any protection of others", source="assumed: as injuries without effort")
parameter("others_care_weight", 1.4, low=0.8, high=1.6, unit="multiple a unit of protection", zh="保护对危害的作用",
          meaning="events that full protection avoids", source="assumed: as effort for the enterprise's own workers")
parameter("others_told", 0.5, low=0.1, high=0.9, unit="share of events", zh="对外危害在册比例",
          meaning="share of harm to others that is recorded where standards fit; in a blind spot nobody keeps a book",
          source="assumed: like E104 for injuries, told by others than the employer")
parameter("ruled_at", 0.5, low=0.2, high=0.9, unit="share of the risks that standards cover", zh="规则约束增长的适配度",
          meaning="fit of standards from which a new use no longer grows unruled", source="assumed: half")
parameter("grievance_weeks", 52.0, low=13.0, high=156.0, unit="weeks", zh="线索时效",
          meaning="time in which harm on record counts as a case, on the mean", source="assumed: a year")
parameter("grievance_major", 1.0, low=0.2, high=5.0, unit="events on record a known major hazard",
          zh="重大隐患的线索权重",
          meaning="how many events on record a known major hazard near usual neighbours weighs as", source="assumed")
outcome("others_harmed", total="enterprise.others_harmed", unit="events", zh="真实对外危害事件", better="less",
        meaning="events that harm somebody outside")
outcome("others_harmed_expected", total="enterprise.others_expected", unit="events", zh="预计对外危害事件",
        better="less", meaning="expected events that harm somebody outside: the same mean with far less luck")
outcome("others_recorded", total="enterprise.others_recorded", unit="events", zh="在册对外危害事件",
        meaning="events that harm somebody outside and stand on record")
outcome("others_killed", total="enterprise.others_killed", unit="deaths", zh="外部人员死亡", better="less",
        meaning="people outside killed in these events; bystanders of major accidents are counted apart")
outcome("others_care", total="enterprise.others_care", kind="stock", unit="enterprises, weighted",
        zh="对外部人员的保护程度", better="more", meaning="sum over enterprises of the protection of others")
outcome("standard_fit", total="industry.standard_fit", kind="stock", unit="industries, weighted", zh="标准适配度",
        better="more", meaning="sum over industries of how well standards fit")
# fmt: on

USUAL_VIOLATION = 0.3  # violations of a crew at which events are as usual


@rule(writes=("standard_draft", "standard_fit", "standard_lead", "others_growing", "drafting_spent"), phase="parties")
def standards_move(industry, enterprises, p, now):
    """A gap is drafted, the draft comes into force after a lag, and what is in force goes out of date.

    asked = mean rule_renewal of the industry's enterprises; draft <- draft + asked/52 max(1 - fit - draft, 0) -
    draft/standard_lag; fit <- fit + draft/standard_lag - standard_drift/52 fit. Equipment in use follows in
    embodied_life. Values of an industry are those of week 0: nothing moves before. A new use grows by others_growth
    a year until the fit reaches ruled_at. Evidence: E661-E664 for growth before, and fall after, a rule; sizes assumed.
    """
    industry.drafting_spent = 0.0
    if now.week >= 0:
        asked = 0.0
        n = 0
        for enterprise in enterprises:
            n += 1
            asked += enterprise.rule_renewal
        if n > 0:
            asked = asked / float(n)
        before = industry.standard_fit
        gap = max(1.0 - before - industry.standard_draft, 0.0)
        begun = min(asked / WEEKS_A_YEAR, 1.0) * gap
        passed = industry.standard_draft / p.standard_lag
        industry.standard_draft = clip(industry.standard_draft + begun - passed, 0.0, 1.0)
        industry.standard_fit = clip(before + passed - p.standard_drift / WEEKS_A_YEAR * before, 0.0, 1.0)
        moved = industry.standard_fit - before
        industry.standard_lead = (industry.standard_lead + moved) * (1.0 - 1.0 / p.embodied_life)
        industry.drafting_spent = p.standard_price * begun
        if industry.standard_fit < p.ruled_at:
            industry.others_growing *= 1.0 + industry.others_growth / WEEKS_A_YEAR


@rule(writes=("rule_fit",), after="standards_move")
def apply_standards(enterprise, industry, p, now):
    """Rules reach an enterprise as far as the standards of its industry fit: rule_fit x standard_fit."""
    enterprise.rule_fit = enterprise.rule_fit * industry.standard_fit


@rule(writes=("others_care", "others_spent"), after="choose_effort")
def care_for_others(enterprise, industry, public, p, now):
    """The protection of others moves to where its private value stands against its price.

    others_care -> L(others_home + effort_scale (ln r + (worth/price - r)/r)), at least effort_floor, with
    r = effort_reference and worth = others_intrinsic + rule_fit x expected sanctions + others_prevent x others_answer x
    others_rate x others_cost + reputation_stake x disclosure x heard x standard_fit: what no rule covers is neither
    punished nor written down, so that it cannot be disclosed. Linear benefit with quadratic cost, as effort.
    Evidence: assumed; E188, E022 for the direction of enforcement and disclosure.
    """
    enterprise.others_spent = 0.0
    if industry.others_rate > 0.0 and industry.others_price > 0.0:
        harm = industry.others_rate * industry.others_growing * industry.others_cost
        heard = p.quiet_reputation + (1.0 - p.quiet_reputation) * public.attention
        worth = p.others_intrinsic + enterprise.rule_fit * value_of_enforcement(enterprise, p)
        worth += p.others_prevent * enterprise.others_answer * harm
        worth += enterprise.reputation_stake * heard * enterprise.disclosure * industry.standard_fit
        ratio = p.effort_reference
        wish = p.others_home + p.effort_scale * (log(ratio) + (worth / industry.others_price - ratio) / ratio)
        care = enterprise.others_care + p.others_speed * (logistic(wish) - enterprise.others_care)
        enterprise.others_care = min(max(care, enterprise.effort_floor), 1.0)
        paid = industry.others_price * enterprise.others_care
        enterprise.others_spent = paid * float(max(enterprise.headcount, 1)) / WEEKS_A_YEAR


@rule(
    writes=(
        "others_harmed", "others_expected", "others_killed", "others_recorded", "others_paid", "others_loss",
        "grievance",
    ),
    phase="accidents",
)  # fmt: skip
def harm_others(enterprise, industry, public, p, now):
    """Events that harm people outside: neglect of their protection, or crews that break rules.

    Mean a week = others_rate x growth/52 x crew x [by_care (1.6 - 1.4 others_care) + (1 - by_care)(v_least + v_weight
    crew_violations)/(v_least + .3 v_weight)] x (1 + embodied_gain (1 - embodied)) x exposure x allowed_production,
    embodied = standard_fit - standard_lead. Of these others_told x standard_fit are put on record. The enterprise
    pays others_answer of the loss. A known major hazard is a grievance as far as people are near.
    Evidence: E660 (couriers' accidents that hurt others), E661-E664; sizes assumed.
    """
    enterprise.others_harmed = 0
    enterprise.others_expected = 0.0
    enterprise.others_killed = 0
    enterprise.others_recorded = 0
    if industry.others_rate > 0.0:
        neglect = max(p.others_bare - p.others_care_weight * enterprise.others_care, 0.0)
        broken = (p.v_least + p.v_weight * enterprise.crew_violations) / (p.v_least + p.v_weight * USUAL_VIOLATION)
        mix = industry.others_by_care * neglect + (1.0 - industry.others_by_care) * broken
        mean = industry.others_rate * industry.others_growing / WEEKS_A_YEAR * float(enterprise.crew) * mix
        mean = mean * enterprise.exposure * enterprise.allowed_production
        embodied = industry.standard_fit - industry.standard_lead
        mean = mean * (1.0 + p.embodied_gain * clip(1.0 - embodied, 0.0, 1.0))
        events = poisson(uniform(now, enterprise, HARM), mean)
        enterprise.others_expected = mean
        enterprise.others_harmed = events
        enterprise.others_killed = binomial(uniform(now, enterprise, KILL), events, industry.others_fatal)
        told = clip(p.others_told * industry.standard_fit, 0.0, 1.0)
        enterprise.others_recorded = binomial(uniform(now, enterprise, WRITE_DOWN), events, told)
    enterprise.others_loss = industry.others_cost * float(enterprise.others_harmed)
    enterprise.others_paid = enterprise.others_answer * enterprise.others_loss
    near = p.grievance_major * public.nearby_people * float(enterprise.major_open)
    smoothed = enterprise.grievance + (near - enterprise.grievance) / p.grievance_weeks
    enterprise.grievance = smoothed + float(enterprise.others_recorded)


@rule(writes=("grievances", "firms"), after="harm_others")
def hear_grievances(public, enterprises, p, now):
    """What a prosecutor could take up in the whole county, and how many enterprises there are."""
    total = 0.0
    n = 0
    for enterprise in enterprises:
        n += 1
        total += enterprise.grievance
    public.grievances = total
    public.firms = float(n)
