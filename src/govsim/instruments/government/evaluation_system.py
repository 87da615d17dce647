"""Evaluation by government, enterprise and third party, whose result is reported, weighed and followed up.

Mechanism: the government scores a larger sample drawn at random, enterprises assess themselves, a third party looks;
the leader is appraised by the result, heads of enterprises by their record. Who fails is interviewed and gets a
deadline: management attends, orders are followed up, and the discredited are visited more until the next evaluation.
Results enter the credit record, part of a leader's score for safety is the index, and premiums may follow it. Where
experts are for hire, the third party's hours are bought of them, and its word is their audit.
Expected: the index up, and more than the truth; deaths unknown.
Side effects: teaching to the index, self-scores inflated; accidents kept off a record that heads answer for. Index,
credit and premium follow what is written down, so that hiding pays in all three.
Evidence: E518 (scores and climate hardly agree), E223, E224, E225 (auditors), E036, E302 (leaders answer to targets),
E107, E110 (stakes on the record silence it). Programme 5.1.2, 5.1.3, 6.1.1-6.1.3.
Doubt: how three scores combine the programme does not say, nor any deadline; all sizes are assumed. Of its weights one
stands in the programme: 15 % or more in the appraisal of local government, 5 points above the usual here. No text asks
that premiums follow the evaluation: off unless it is set. Nobody foresees what the index does to his credit: the stakes
of credit instruments are the same without it.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, column, setting

HALF_YEAR = 26  # weeks between evaluations
USUAL_SAMPLE = 0.1  # what is scored without it, within the usual work of officers
LEAST_SAMPLE = 0.01
THIRDS = 3.0  # subjects whose word counts

evaluation_system = Instrument(
    "evaluation_system",
    zh="考核评价体系（政府、企业、第三方）",
    en="evaluation by government, enterprise and third party",
    meaning="Three subjects score each enterprise every half-year; results are appraised, reported and followed up.",
    needs=("evaluation",),
    actors=("government", "enterprise", "service", "public"),
    acts_on="both",
    per="enterprise",
    shows="mean_index",
    direction="up",
    related=("standardisation_grading", "third_party_assessment", "credit_scoring"),
    settings=dict(
        sample=setting(
            0.3, low=0.05, high=1.0, neutral=0.1, unit="share of enterprises an evaluation", zh="政府抽查比例",
            source="assumed: programme 6.1.2 asks for a double-random sample and gives no number",
        ),
        weight_government=setting(
            1.0 / 3.0, low=0.0, high=1.0, neutral=1.0 / 3.0, unit="share of the index", zh="政府评分权重",
            source="assumed: the programme does not say how scores combine",
        ),
        weight_self=setting(
            1.0 / 3.0, low=0.0, high=1.0, neutral=1.0 / 3.0, unit="share of the index", zh="企业自评权重",
            source="assumed: the programme does not say how scores combine",
        ),
        weight_third=setting(
            1.0 / 3.0, low=0.0, high=1.0, neutral=1.0 / 3.0, unit="share of the index", zh="第三方评分权重",
            source="assumed: the programme does not say how scores combine",
        ),
        added_weight=setting(
            0.05, low=-0.1, high=0.2, neutral=0.0, unit="share of the leader's appraisal", zh="领导考核权重增量",
            source="assumed: a tenth without it; programme 6.1.3 asks for not below .15",
        ),
        fail_below=setting(
            0.45, low=0.2, high=0.6, unit="index", zh="不合格线",
            source="assumed: a sixth or so fail; the programme names no mark",
        ),
        deadline=setting(
            8.0, low=4.0, high=26.0, unit="weeks", zh="整改期限",
            source="assumed: two months; programme 5.1.3 asks for a deadline",
        ),
        pursuit=setting(
            0.5, low=0.0, high=1.0, neutral=0.0, unit="chance until the deadline", zh="问题督办力度",
            source="assumed: every second overdue order that would not have been checked",
        ),
        interview=setting(
            0.3, low=0.0, high=1.0, neutral=0.0, unit="logit of effort until the deadline", zh="约谈促动",
            source="assumed; E191 for attention after enforcement",
        ),
        poor_visits=setting(
            1.5, low=1.0, high=4.0, neutral=1.0, unit="multiple of the chance of a visit while failed",
            zh="失信企业检查频次倍数", source="assumed: programme 4.6.2 gives no number",
        ),
        record_stake=setting(
            0.03, low=0.0, high=0.2, neutral=0.0, unit="share of heads' evaluation", zh="与事故记录挂钩比例",
            source="assumed; E107, E110 for the direction",
        ),
        self_hours=setting(
            8.0, low=0.0, high=40.0, neutral=0.0, unit="hours a self-assessment", zh="自评工时",
            source="assumed: a day of a safety officer",
        ),
        hour_cost=setting(
            60.0, low=30.0, high=150.0, unit="CNY an hour", zh="自评工时单价",
            source="assumed: pay and charges of a middle manager",
        ),
        credit_points=setting(
            0.1, low=0.0, high=1.0, neutral=0.0, unit="credit score a unit of index", zh="评估计入信用的分值",
            source="assumed: programme 4.4.3 states the link and no size; a standard deviation of the index counts "
                   "half a clean visit, as at a recorded injury (.3) the list of the discredited would treble",
            moves="index_credit",
        ),
        premium_follows=setting(
            0.0, low=0.0, high=3.0, neutral=0.0, unit="share of the premium a unit of index", zh="保险费率随评估浮动",
            source="assumed: off, since no text states it; at 1 a standard deviation of the index is a tenth of it",
            moves="index_premium",
        ),
        index_share=setting(
            0.5, low=0.0, high=1.0, neutral=0.0, unit="share of a leader's score for safety",
            zh="评估指数占安全考核比例",
            source="assumed: half; programme 4.4.3 asks for the link and names no share",
            moves="index_word",
        ),
        third_hours=setting(
            8.0, low=0.0, high=40.0, neutral=0.0, unit="hours an audit where auditors are for hire",
            zh="第三方审计工时",
            source="assumed: a day on site, what third_fee pays for",
        ),
        third_fee=setting(
            2_400.0, low=0.0, high=20_000.0, neutral=0.0, unit="CNY an audit", zh="第三方费用",
            source="assumed: eight hours at 300 CNY",
        ),
    ),
    remembers=dict(
        failed=column(False, unit="", zh="不合格", meaning="failed the last evaluation", source="computed"),
        left=column(0, unit="weeks", low=0, high=26, zh="整改剩余周数", meaning="weeks until its deadline",
                    source="computed"),
    ),
)  # fmt: skip


@evaluation_system.remember
def follow_up(enterprise, own, p, now):
    """The week after an evaluation those below the mark are told, with a deadline."""
    if own.left > 0:
        own.left -= 1
    if now.week % HALF_YEAR == 0:
        own.failed = enterprise.colour > 0 and enterprise.eval_index < p.fail_below
        if own.failed:
            own.left = int(p.deadline)


@evaluation_system.effect("evaluation_sample")
def draw_a_sample(enterprise, p, now):
    """The share that the government looks at."""
    return p.sample


@evaluation_system.effect("government_word")
def count_the_government(enterprise, p, now):
    """How much the government's score counts."""
    return THIRDS * p.weight_government


@evaluation_system.effect("self_word")
def count_the_enterprise(enterprise, p, now):
    """How much the enterprise's own score counts."""
    return THIRDS * p.weight_self


@evaluation_system.effect("third_word")
def count_the_third_party(enterprise, p, now):
    """How much the third party's score counts."""
    return THIRDS * p.weight_third


@evaluation_system.effect("leader_weight")
def appraise_the_leader(leader, p, now):
    """The score counts in the appraisal of the local government."""
    return p.added_weight


@evaluation_system.effect("order_pursuit")
def pursue_problems(enterprise, own, p, now):
    """What was found is followed up until its deadline."""
    return p.pursuit if own.left > 0 else 0.0


@evaluation_system.effect("management_attention")
def interview_the_head(enterprise, own, p, now):
    """The head is interviewed and attends to it for a while."""
    return p.interview if own.left > 0 else 0.0


@evaluation_system.effect("targeting_weight")
def visit_the_failed(enterprise, own, p, now):
    """Who failed is visited more."""
    return p.poor_visits if own.failed else 1.0


@evaluation_system.effect("outcome_stake")
def hold_heads_to_the_record(enterprise, p, now):
    """Part of the pay of heads hangs on the record."""
    return p.record_stake


@evaluation_system.effect("audit_hours", part="services")
def hire_the_third_party(enterprise, p, now):
    """Where there is a market of experts, two audits a year are bought of it."""
    return 2.0 * p.third_hours if p.weight_third > 0.0 else 0.0


@evaluation_system.inspector_hours("evaluations", zh="政府评估")
def evaluate(enterprise, p, now):
    """Hours of officers on what was evaluated last week, beyond the sample that they score anyway."""
    return enterprise.eval_hours * max(p.sample - USUAL_SAMPLE, 0.0) / max(p.sample, LEAST_SAMPLE)


@evaluation_system.spends("enterprise", "self-assessments", zh="企业自评")
def assess_themselves(enterprise, p, now):
    """Twice a year."""
    return 2.0 * p.self_hours * p.hour_cost / WEEKS_A_YEAR


@evaluation_system.spends("government", "third-party audits", zh="第三方审计")
def pay_the_third_party(enterprise, p, now):
    """Each half-year, paid by those who want to know."""
    return 2.0 * p.third_fee / WEEKS_A_YEAR if p.weight_third > 0.0 else 0.0
