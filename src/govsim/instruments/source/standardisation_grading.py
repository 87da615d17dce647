"""Standardisation grading: an assessor grades the management system, and the grade opens doors for three years.

Mechanism: enterprises that may hope for a grade apply; an assessor at the price of the market sees papers and
plant, with an error that is smaller where experts are abler, and gives grade one to three. One whom the applicant
chose and pays lets some of those who fall short have the lowest grade. Systems that are used, not filed, make
management abler and work on the culture. A grade brings cheaper loans and better bids and fewer visits, so that
effort earns something.
Expected: management abler among those who take part, slowly; injuries down by less than comparisons say.
Side effects: the better apply, so that graded against others exaggerates; systems on paper, at a full price,
where management makes no effort; the graded are visited less.
Evidence: E540 and E541 (cases -20 % and -24 % of certified against matched), E542 (safer before), E668 (loosely
related), E223, E224 (passes that are paid for), E518 (scores and climate hardly agree), E656, unit-costs U13.
Doubt: how often assessors are kind is assumed; so are money and its slope.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, column, helper, purpose, setting, sqrt, trait, uniform

FIRST = purpose("grading_first_week")
ERROR = purpose("grading_error")
KIND = purpose("grading_kindness")
YEAR = 52  # weeks until an enterprise that did not apply thinks again
USUAL_POSTS = 50.0

standardisation_grading = Instrument(
    "standardisation_grading",
    zh="安全生产标准化评级",
    en="standardisation grade linked to credit",
    meaning="An assessed grade of the management system brings loans, bids and fewer visits.",
    needs=("assets", "services"),
    actors=("enterprise", "service"),
    acts_on="both",
    per="enterprise",
    shows="mean_capability",
    direction="up",
    related=("credit_incentives", "third_party_assessment", "evaluation_system"),
    link="identify",
    settings=dict(
        line=setting(0.5, low=0.3, high=0.8, unit="score of the assessor, 0 to 1", zh="最低等级分数线",
                     source="assumed: a little above the middle of the county"),
        step=setting(0.1, low=0.05, high=0.2, unit="score from one grade to the next", zh="等级间距",
                     source="assumed: few have the highest of three grades"),
        by_system=setting(0.6, low=0.3, high=0.9, unit="weight of the management system in the score", zh="体系权重",
                          source="assumed: most of what is assessed is papers, the rest is plant"),
        term=setting(156.0, low=52.0, high=156.0, unit="weeks", zh="等级有效期",
                     source="assumed: three years, as is usual"),
        error=setting(0.1, low=0.0, high=0.3, unit="half the range of the assessor's error", zh="评审误差",
                      source="assumed; E518 (scores and climate hardly agree)"),
        kindness=setting(0.3, low=0.0, high=0.9, unit="chance that who falls short is given the lowest grade",
                         zh="评审放水概率", source="assumed: half of what is taken of audits; E223 for the direction"),
        assigned=setting(0.0, low=0.0, high=1.0, unit="share of kind grades that drawing assessors by lot ends",
                         zh="独立指派减少放水", source="assumed: assessors are chosen by who is assessed; E224 (80 %)"),
        support=setting(0.0015, low=0.0, high=0.006, neutral=0.0, unit="share of the gap a week at full effort",
                        zh="管理体系作用", source="assumed: a fifth of the gap in three years; E540 is an upper bound"),
        culture=setting(0.001, low=0.0, high=0.005, neutral=0.0, unit="share of the gap a week at full effort",
                        zh="文化作用", source="assumed: a tenth of what culture building does"),
        benefit=setting(
            160.0, low=0.0, high=800.0, neutral=0.0, unit="CNY a worker-year and grade", zh="等级收益",
            source="assumed: cheaper loans and better bids; unit-costs U13 (5 % of a premium) for the order",
        ),
        slope=setting(
            0.5, low=0.2, high=1.5, unit="grades that a unit of effort earns", zh="等级斜率",
            source="assumed: effort renews plant within a term; experiments/beliefs holds it against what is earned",
        ),
        visits=setting(0.8, low=0.4, high=1.0, neutral=1.0, unit="multiple of the chance of a visit while graded",
                       zh="检查频次倍数", source="assumed: programmes ask for fewer visits and give no number"),
        fee=setting(40_000.0, low=0.0, high=150_000.0, neutral=0.0, unit="CNY an assessment at 50 workers",
                    zh="评审费用", source="assumed: consultant and assessor; no figure found (unit-costs U51)"),
        upkeep=setting(200.0, low=0.0, high=1_000.0, neutral=0.0, unit="CNY a worker-year", zh="体系维护成本",
                       source="assumed: records and internal audits"),
    ),
    remembers=dict(
        grade=column(0, unit="0 none, 1 to 3 better", low=0, high=3, zh="标准化等级", meaning="grade held",
                     source="computed"),
        left=column(-1, unit="weeks", low=-1, high=156, zh="剩余周数", meaning="weeks until it thinks again",
                    source="computed"),
        part=column(False, unit="", zh="参评", meaning="takes part, graded or not", source="computed"),
        assessed=column(False, unit="", zh="本周评审", meaning="an assessor came this week", source="computed"),
    ),
)  # fmt: skip


@helper
def score_of(enterprise, p):
    """What an assessor would see without error: by_system capability + (1 - by_system) min(equipment, 1)."""
    return p.by_system * enterprise.capability + (1.0 - p.by_system) * min(enterprise.safety_capital, 1.0)


@standardisation_grading.remember
def apply_and_be_graded(enterprise, service, own, p, now):
    """Applications begin over a year; who is within an error of the lowest line applies, for a term.

    The assessor's error is `error` at middling competence of experts; who falls short is given the lowest grade with
    chance kindness (1 - assigned).
    """
    own.assessed = False
    if own.left < 0:
        own.left = int(trait(now, enterprise, FIRST) * float(YEAR))
    elif own.left > 0:
        own.left -= 1
    else:
        score = score_of(enterprise, p)
        own.part = score >= p.line - p.error
        own.assessed = own.part
        own.grade = 0
        own.left = int(p.term) if own.part else YEAR
        seen = score + p.error * (1.0 + 0.5 - service.competence) * (2.0 * uniform(now, enterprise, ERROR) - 1.0)
        if own.part and seen >= p.line:
            own.grade = 1 + min(int((seen - p.line) / p.step), 2)
        elif own.part and uniform(now, enterprise, KIND) < p.kindness * (1.0 - p.assigned):
            own.grade = 1


@standardisation_grading.effect("capability_support")
def build_the_system(enterprise, own, p, now):
    """A system that is used: support times effort."""
    return p.support * enterprise.effort if own.part else 0.0


@standardisation_grading.effect("culture_work")
def build_culture(enterprise, own, p, now):
    """Whoever takes part builds culture, the more the more effort is made."""
    return p.culture * enterprise.effort if own.part else 0.0


@standardisation_grading.effect("standing_stake")
def put_the_grade_at_stake(enterprise, own, p, now):
    """What a grade pays, times the grades that a unit of effort earns."""
    return p.slope * p.benefit if own.part else 0.0


@standardisation_grading.effect("targeting_weight")
def visit_the_graded_less(enterprise, own, p, now):
    """Whoever has a grade is visited less."""
    return p.visits if own.grade > 0 else 1.0


@standardisation_grading.transfers("outside", "enterprise", "loans and bids of the graded", zh="等级融资与招投标收益")
def open_doors(enterprise, own, p, now):
    """What cheaper loans and bids bring the graded, by grade and by the head."""
    return p.benefit * float(own.grade) * float(enterprise.headcount) / WEEKS_A_YEAR


@standardisation_grading.spends("enterprise", "assessments", zh="标准化评审")
def pay_the_assessor(enterprise, province, own, p, now):
    """At the price of the market."""
    fee = p.fee * province.price_level * sqrt(float(enterprise.headcount) / USUAL_POSTS)
    return fee if own.assessed else 0.0


@standardisation_grading.spends("enterprise", "records and audits", zh="体系维护")
def keep_records(enterprise, own, p, now):
    """What records and audits cost whoever takes part, by the head."""
    return p.upkeep * float(enterprise.headcount) / WEEKS_A_YEAR if own.part else 0.0
