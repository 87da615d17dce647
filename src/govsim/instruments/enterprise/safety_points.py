"""Safety points: workers earn points for safe behaviour and for reporting hazards, exchanged for prizes.

Mechanism: points make a safe act and a report worth something this week; behaviour moves attitude, and
habit outlasts the prize by some years. Nothing is paid for an absence of injuries, so there is no reason to
hide one.
Expected: hazard reports up, violations down, injuries down by about a tenth.
Evidence: E094 (-26 % incidents in year 1, vendor-run and self-selected, hence an upper bound; half of it is
the default), E096, E098 (group measures beat individual ones).
Programme: reports +200 %, violations -45 % after one year.
Doubts: the default is NOT set to the programme's figures. It gives about twice the reports and a fifth
fewer violations in the first year; the reports of the programme need about .8, its violations more than .9.
Points paid for reports may bring trivial ones; that is not modelled.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, setting

safety_points = Instrument(
    "safety_points",
    zh="安全积分制",
    en="safety points for behaviour",
    meaning="Points for safe acts and hazard reports, exchanged for rewards.",
    actors=("enterprise", "worker"),
    acts_on="everyday",
    per="1,000 workers",
    shows="reports",
    direction="up",
    related=("suggestion_rewards", "safety_pay"),
    settings=dict(
        behaviour_reward=setting(
            0.385, low=0.0, high=0.9, neutral=0.0, unit="logit taken from violations", zh="安全行为奖励强度",
            source="E094 halved: gives about -13 % incidents; assumed form",
            moves="behaviour_reward",
        ),
        report_reward=setting(
            0.385, low=0.0, high=0.9, neutral=0.0, unit="logit added to reporting a hazard",
            zh="隐患上报奖励强度",
            source="assumed: as strong as the reward of behaviour; E102 for the direction",
            moves="report_reward",
        ),
        prize=setting(
            300.0, low=0.0, high=1500.0, neutral=0.0, unit="CNY a worker-year", zh="积分奖品价值",
            source="assumed: .4 % of county-defaults wage (75,463)",
        ),
        administration_cost=setting(
            60.0, low=0.0, high=300.0, neutral=0.0, unit="CNY a worker-year", zh="积分管理成本",
            source="assumed: a fifth of the prizes",
        ),
    ),
)  # fmt: skip


@safety_points.spends("enterprise", "administration", zh="管理")
def keep_points(enterprise, p, now):
    """What keeping the points costs, by the head."""
    return p.administration_cost * float(enterprise.headcount) / WEEKS_A_YEAR


@safety_points.transfers("enterprise", "worker", "prizes", zh="奖品")
def give_prizes(enterprise, p, now):
    """Prizes that enterprises give workers, by the head."""
    return p.prize * float(enterprise.headcount) / WEEKS_A_YEAR
