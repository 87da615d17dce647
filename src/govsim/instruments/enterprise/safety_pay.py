"""Pay linked to safety: a bonus that hangs on the quarter's recorded injuries, and partly on behaviour.

Mechanism: the crew gets the bonus if no more injuries than allowed are on record at the end of the quarter. As long as
it can be earned, people take more care and tell less; once it is lost, neither, until the next quarter. A part
is paid for observed behaviour.
Expected: recorded injuries fall, true ones far less: the share on record falls.
Side effects: under-reporting, by workers and by employers; no incentive once the quarter is lost.
Evidence: E107 (a fifth of manufacturers pay by rates), E110 (expected to suppress reports; two studies found no
relation), E459 (shares of executives' pay), E460, E461 (pay by output is another thing: injuries rise).
Doubt: sizes of care and of silence are parameters that are assumed; the size of the bonus matters up to felt_at only.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, column, helper, setting

safety_pay = Instrument(
    "safety_pay",
    zh="安全绩效与薪酬挂钩",
    en="pay linked to safety performance",
    meaning="A bonus for a crew with few recorded injuries in the quarter, a part of it for safe behaviour.",
    actors=("enterprise", "worker"),
    per="worker",
    shows="reported_share",
    direction="down",
    related=("safety_points", "suggestion_rewards"),
    settings=dict(
        bonus=setting(
            600.0, low=0.0, high=3000.0, neutral=0.0, unit="CNY a worker-year", zh="安全奖金",
            source="assumed: .8 % of county-defaults wage (75,463)",
        ),
        outcome_share=setting(
            0.5, low=0.0, high=1.0, neutral=0.0, unit="share of the bonus that hangs on recorded injuries",
            zh="结果挂钩比例", source="assumed: half; the stake is this share of a bonus that is paid or kept (ledger)",
        ),
        behaviour_reward=setting(
            0.1, low=0.0, high=0.4, neutral=0.0, unit="logit taken from violations", zh="行为挂钩强度",
            source="assumed: a quarter of safety_points; E107 for schemes that mix both",
        ),
        felt_at=setting(
            600.0, low=200.0, high=3000.0, unit="CNY a worker-year", zh="足额感受奖金",
            source="assumed: a bonus that is felt in full; less is felt in proportion",
        ),
        allowed_injuries=setting(
            0.005, low=0.0, high=0.02, unit="recorded injuries a worker and quarter", zh="允许伤害率",
            source="county-defaults recordable_rate (2.4 a hundred worker-years), a quarter of it, rounded down",
        ),
    ),
    remembers=dict(
        weeks=column(0, unit="weeks", low=0, high=13, zh="本季周数", meaning="weeks of this quarter so far", source=""),
        counted=column(0, unit="injuries", low=0, high=1_000_000, zh="本季在册伤害",
                       meaning="injuries and deaths on record in this quarter", source=""),
        earned=column(0.0, unit="1 = paid out this week", low=0.0, high=1.0, zh="本周兑现",
                      meaning="the quarter's bonus has been earned and is paid this week", source=""),
    ),
)  # fmt: skip

QUARTER = 13  # weeks


@helper
def still_clean(enterprise, counted, p):
    """Whether the record of the quarter still earns the bonus."""
    return float(counted) <= p.allowed_injuries * float(enterprise.headcount)


@helper
def felt(p):
    """How far a bonus of this size is felt."""
    return min(p.bonus / p.felt_at, 1.0)


@safety_pay.remember
def count_the_quarter(enterprise, own, p, now):
    """What is on record is counted; at the end of the quarter the bonus is earned or not, and counting starts anew."""
    own.earned = 0.0
    own.counted += enterprise.injuries_recorded + enterprise.deaths_recorded
    own.weeks += 1
    if own.weeks >= QUARTER:
        own.earned = 1.0 if still_clean(enterprise, own.counted, p) else 0.0
        own.weeks = 0
        own.counted = 0


@safety_pay.effect("outcome_stake")
def hang_pay_on_the_record(enterprise, own, p, now):
    """While the quarter can still be won."""
    return p.outcome_share * felt(p) if still_clean(enterprise, own.counted, p) else 0.0


@safety_pay.effect("behaviour_reward")
def reward_behaviour(enterprise, p, now):
    """Pay that hangs on behaviour lowers violations, as far as the bonus is felt."""
    return p.behaviour_reward * felt(p)


@safety_pay.transfers("enterprise", "worker", "safety bonuses", zh="安全奖金")
def pay_bonuses(enterprise, own, p, now):
    """The part for behaviour weekly, the part for the record at the end of a quarter that earned it."""
    weeks = 1.0 - p.outcome_share + float(QUARTER) * own.earned * p.outcome_share
    return p.bonus / WEEKS_A_YEAR * weeks * float(enterprise.headcount)
