"""Credit scores of enterprises: the record that exists anyway is made a grade that others can read.

Mechanism: findings, sanctions, hazards and recorded accidents always move the record; scoring makes it
public. Only then can lists, banks, insurers and inspectors use it, and a small part of standing (partners,
approvals) hangs on it.
Expected: the score separates safe from unsafe enterprises; by itself almost no change in injuries.
Evidence: E257, E258 (listing exists, rarely used). No study of a score's own effect was found.
Doubt: the score sees recorded injuries only, so a firm that hides them scores well.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, setting

credit_scoring = Instrument(
    "credit_scoring",
    zh="安全生产信用体系",
    en="safety credit records and scores",
    meaning="Each enterprise's safety record becomes a public score.",
    actors=("government", "regulator"),
    acts_on="both",
    shows="violations",
    direction="down",
    related=("credit_penalties", "credit_incentives"),
    beside=("credit_penalties",),
    settings=dict(
        record_visibility=setting(
            1.0, low=0.0, high=1.0, neutral=0.0, unit="share of the record that the public score shows",
            zh="信用记录公开度",
            source="assumed: the whole record is shown once the system runs",
            moves="record_visibility",
        ),
        standing_stake=setting(
            60.0, low=0.0, high=500.0, neutral=0.0, unit="CNY a worker-year", zh="信誉价值",
            source="assumed: a motive, as much as the reputation without a score; no entry of the books pays it",
            moves="standing_stake",
        ),
        upkeep_cost=setting(
            200.0, low=0.0, high=1000.0, neutral=0.0, unit="CNY an enterprise a year", zh="信用系统维护成本",
            source="assumed: a county platform of about 43,000 CNY a year for 216 enterprises",
        ),
    ),
)  # fmt: skip


@credit_scoring.spends("government", "the platform", zh="信用平台")
def keep_the_platform(enterprise, p, now):
    """The platform's running cost, the same for each enterprise."""
    return p.upkeep_cost / WEEKS_A_YEAR
