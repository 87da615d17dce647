"""What hangs on the index beyond colours and prizes: credit records, premiums, and the appraisal of leaders.

Three receivers read the index through channels, so that without an instrument none of them does. All three see what was
written down: an injury that nobody recorded leaves index, credit and premium as good as none that happened.
"""

from govsim.language import channel, clip, parameter, rule, title

title("Evaluation: what hangs on the index", zh="评估：结果运用")

# fmt: off
channel("index_credit", level="enterprise", unit="credit score a unit of index", neutral=0.0, combine="add", low=0.0,
        high=2.0, zh="评估计入信用的分值",
        meaning="points of the credit record that an evaluation gives or takes for a unit of index above or below the "
                "industry's mean; read by evaluation")
channel("index_premium", level="enterprise", unit="share of the premium a unit of index", neutral=0.0, combine="add",
        low=0.0, high=5.0, zh="评估与费率联动幅度",
        meaning="how much lower the work-injury premium is for a unit of index above the industry's mean; read by "
                "evaluation")
channel("index_word", level="leader", unit="share of the score for safety", neutral=0.0, combine="max", low=0.0,
        high=1.0, zh="评估指数占安全考核比例",
        meaning="share of the leader's score for safety that is the region's index instead of deaths on record; read "
                "by evaluation where leaders have careers")
parameter("index_slope", 0.1, low=0.03, high=0.2, unit="index a unit of effort", zh="努力对评估指数的作用",
          meaning="by how much the index rises with effort, as enterprises believe that their premium follows it",
          source="set to what is earned over three years in experiments/beliefs; E518 for how loosely scores follow")
# fmt: on

HALF_YEAR = 26
YEAR = 52


@rule(writes=("credit_score",), after="rank_the_industry")
def credit_the_index(enterprise, industry, p, now):
    """Each evaluation enters the credit record: score + index_credit (index - the industry's mean), within 0 and 1.

    Programme 3.1.2 and 4.4.3 name the link; the mean, so that a whole industry is not trusted or mistrusted at once.
    """
    if now.week % HALF_YEAR == HALF_YEAR - 1 and enterprise.colour > 0:
        points = enterprise.index_credit * (enterprise.eval_index - industry.index_mean)
        enterprise.credit_score = clip(enterprise.credit_score + points, 0.0, 1.0)


@rule(writes=("premium_slope",), after="rank_the_industry")
def value_the_rating(enterprise, p, now):
    """Where the premium follows the index, effort is worth what it takes off the premium, and so is writing less down.

    premium_slope + index_premium x premium x index_slope.
    """
    enterprise.premium_slope += enterprise.index_premium * enterprise.premium * p.index_slope


@rule(writes=("premium_mod",), after="rate_premium")
def rate_by_the_index(enterprise, industry, p, now):
    """When premiums are set anew, once a year: x (1 - index_premium (index - the industry's mean)), within the limits.

    It is paid from the week after. Rated liability insurance reads the same modification. Evidence: E272 for the
    limits; that rates follow an evaluation is a setting, no source states it.
    """
    if now.week % YEAR == YEAR - 1 and enterprise.colour > 0:
        factor = 1.0 - enterprise.index_premium * (enterprise.eval_index - industry.index_mean)
        enterprise.premium_mod = clip(enterprise.premium_mod * factor, p.premium_least, p.premium_most)


@rule(writes=("safety", "appraisal", "appraisal_key"), before="promote", needs=("careers",))
def appraise_by_the_index(leader, region, p, now):
    """Part of the score for safety is the region's index: safety + index_word (index - safety), and so the appraisal.

    Programme 4.4.3 and 6.1.3 ask for it.
    """
    if now.week % YEAR == YEAR - 1 and leader.index_word > 0.0:
        change = leader.index_word * (region.index - leader.safety)
        leader.safety += change
        leader.appraisal += leader.safety_weight * change
        leader.appraisal_key -= leader.safety_weight * change


@rule(writes=("concealment_stake",), after="lean_on_the_agency", needs=("careers",))
def mind_the_line_less(enterprise, leader, p, now):
    """Where part of the score is the index, a death beyond the ceiling costs a leader less: the wish to hide it falls.

    concealment_stake - index_word line_hides line safety_weight/usual_safety_weight.
    """
    weight = leader.safety_weight / p.usual_safety_weight
    enterprise.concealment_stake -= leader.index_word * p.line_hides * leader.line * weight
