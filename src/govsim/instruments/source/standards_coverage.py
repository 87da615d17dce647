"""Standards for what has none yet, and training in them.

Mechanism: a share of the gap between rules and risks is drafted, and comes into force after a lag; then inspectors
see what they had no rule for, neglect is punished, harm to others is written down, and equipment made since is of the
standard. Enterprises learn of new rules by training, the small late; who does not know a rule does not keep it.
Expected: blind-spot accidents down, after a year or two; a later start costs what happens until then.
Side effects: recorded harm rises first, since it is now written down; the small learn late; nothing protects the year
of drafting.
Evidence: E661 (fires of electric bicycles grew by 17 % a year without a rule), E662-E664 and E620 (they fell by about
half after it, deaths by 90 %); E544 (while a standard for trenches came, other construction deaths fell by 27 % too:
not all of a fall is the rule's), E545 (deaths came back under an old standard).
Doubt: those falls came with a campaign that also took in old batteries and built charging points; how fast
enterprises learn a rule is assumed. Memory of who knows ends with the measure: keep it in force.
"""

from govsim.language import Instrument, column, setting

standards_coverage = Instrument(
    "standards_coverage",
    zh="标准体系、新业态标准",
    en="standards for new industries",
    meaning="Standards are drafted for risks that no rule fits, and enterprises are trained in them.",
    needs=("outside",),
    actors=("government", "enterprise"),
    acts_on="both",
    per="worker",
    shows="others_harmed_expected",
    direction="down",
    related=("policy_review", "public_interest_litigation"),
    settings=dict(
        renewal=setting(
            2.0, low=0.0, high=5.0, neutral=0.0, unit="share of the gap a year", zh="标准编制力度",
            source="assumed: most of a gap is drafted within a year", moves="rule_renewal",
        ),
        known=setting(
            0.3, low=0.0, high=1.0, unit="share of enterprises that know a new rule at once", zh="即时知晓比例",
            source="assumed: large ones with a legal department",
        ),
        hearsay=setting(
            0.002,
            low=0.0,
            high=0.02,
            unit="share of unknown rules a week",
            zh="自然知晓速度",
            source="assumed: a tenth in a year without training",
        ),
        learning=setting(
            0.009,
            low=0.0,
            high=0.03,
            unit="share of unknown rules a week and hour of training",
            zh="培训见效速度",
            source="assumed: with two hours half is known after eight months",
        ),
        training=setting(
            2.0, low=0.0, high=16.0, unit="hours a worker until the rule is known", zh="宣贯培训学时",
            source="assumed: half a day for a new standard",
        ),
    ),
    remembers=dict(
        begun=column(False, unit="", zh="已开始", meaning="the measure reaches the enterprise", source=""),
        before=column(1.0, unit="share", zh="原适配度", meaning="how well standards fitted at the start", source=""),
        knows=column(0.0, unit="share", low=0.0, high=1.0, zh="知晓程度",
                     meaning="share of new rules that the enterprise knows", source=""),
        learnt=column(0.0, unit="share a week", zh="本周新知晓", meaning="what it learnt of them this week", source=""),
    ),
)  # fmt: skip

WORKING_HOURS = 2000.0  # paid hours of a worker-year
LEAST = 0.01  # fit of rules below which nothing is divided by it


@standards_coverage.remember
def learn_the_rules(enterprise, industry, own, p, now):
    """Who is large learns faster; there is something to learn only where standards have got further."""
    if not own.begun:
        own.begun = True
        own.before = industry.standard_fit
        own.knows = p.known
    own.learnt = 0.0
    if industry.standard_fit > own.before:
        reached = 0.5 + 0.5 * enterprise.size_grasp
        own.learnt = reached * (p.hearsay + p.learning * p.training) * (1.0 - own.knows)
        own.knows += own.learnt


@standards_coverage.effect("rule_fit")
def keep_what_is_known(enterprise, industry, own, p, now):
    """Of what standards have gained, what is not known yet does not reach the enterprise."""
    gained = max(industry.standard_fit - own.before, 0.0) if p.renewal > 0.0 else 0.0
    return 1.0 - (1.0 - own.knows) * gained / max(industry.standard_fit, LEAST)


@standards_coverage.spends("enterprise", "training in new standards", zh="标准宣贯培训")
def train(enterprise, industry, own, p, now):
    """Hours away from work, as the rules are learnt."""
    hours = p.training * own.learnt if p.renewal > 0.0 else 0.0
    return hours * industry.wage / WORKING_HOURS * float(enterprise.headcount)
