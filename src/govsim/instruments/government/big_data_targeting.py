"""Data-driven targeting: a platform joins what departments know and predicts where people will be hurt.

Mechanism: each week recorded injuries, verified tip-offs and penalties of an enterprise are held against what its
industry and size would bring, as far as the record is long enough to say, and electricity use shows who works
under pressure. Planned visits follow that rate, whatever the size. Registers that do not match blur it: the
platform's accuracy is the share of that blur that it removes.
Expected: more found per visit, since visits go where things go wrong just now; a little fewer injuries for the
same visits. Risk grading orders by industry, size and claims once known; this orders by the news of the last
year.
Side effects: an enterprise that keeps its injuries off the record looks safe, and one that reports honestly is
visited more; those never in the news are forgotten; minor injuries are chased, deaths hardly.
Evidence: E478 (critical violations found a week earlier), E479 (71 % of fires foretold), E480 (many sites new to
the list), E012.
Doubt: no study of injuries averted; weights, memory and blur are assumed. Cost is counted per 100 enterprises, so
that 300,000 CNY a year of a county are those of one with 216 supervised enterprises. In a scope that leaves
others out, the mean weight is only near 1, so that some visits move over the border.
"""

from govsim.instruments.counting import share_of_one
from govsim.language import WEEKS_A_YEAR, Instrument, column, exp, helper, normal, power, purpose, setting, trait

MIXED_UP = purpose("big_data_mixed_up")
USUAL_BASE = 0.055  # injuries a worker-year of a middling industry: only makes weights near 1

big_data_targeting = Instrument(
    "big_data_targeting",
    zh="大数据平台、智慧监管",
    en="data-driven risk prediction",
    meaning="Planned visits follow a risk predicted each week from the joined records of many departments.",
    actors=("government", "regulator"),
    acts_on="both",
    per="100 enterprises",
    shows="hazards_found_per_visit",
    direction="up",
    related=("risk_graded_inspection", "digital_supervision", "hazard_monitoring"),
    link="detect",
    settings=dict(
        information=setting(
            1.0, low=0.0, high=2.0, neutral=0.0, unit="exponent on the predicted risk", zh="预测结果使用强度",
            source="assumed: visits in proportion to the predicted rate; E012 shows targeting only",
        ),
        accuracy=setting(
            0.5, low=0.0, high=1.0, unit="share of the blur removed", zh="数据准确度",
            source="assumed; E479 (71 % of fires foretold by the best model)",
        ),
        blur=setting(
            0.8, low=0.2, high=1.5, unit="standard deviation of the log of risk", zh="数据错配程度",
            source="assumed: registers of several departments, joined by name",
        ),
        keep=setting(
            0.98, low=0.9, high=0.995, unit="share a week", zh="数据记忆保留",
            source="assumed: half of a record's weight is gone after 34 weeks",
        ),
        usual_record=setting(
            0.3, low=0.2, high=0.45, unit="share of injuries", zh="通常在册比例",
            source="E104, E106: what the tariff of work-injury insurance expects to see",
        ),
        prior=setting(
            1.0, low=0.2, high=5.0, unit="recorded injuries", zh="先验权重",
            source="assumed: a record of one expected injury counts as much as the industry's mean",
        ),
        tip_weight=setting(
            3.0, low=0.0, high=10.0, unit="recorded injuries a verified tip-off", zh="举报权重",
            source="assumed: E181 for how often tip-offs are true",
        ),
        penalty_weight=setting(
            1.0, low=0.0, high=5.0, unit="recorded injuries a penalty", zh="处罚权重",
            source="assumed: a penalty says as much as an injury",
        ),
        load_weight=setting(
            0.5, low=0.0, high=1.5, unit="log of risk a unit of pressure", zh="用电负荷权重",
            source="E213, E214 for the direction; assumed size",
        ),
        platform_cost=setting(
            139000.0, low=0.0, high=460000.0, neutral=0.0, unit="CNY a year per 100 enterprises", zh="平台年费用",
            source="assumed: 300,000 CNY a year for a county of 216 (county-defaults enterprises_supervised)",
        ),
        checking_hours=setting(
            2.0, low=0.0, high=12.0, neutral=0.0, unit="officer-hours an enterprise a year", zh="数据核对工时",
            source="assumed: data of an enterprise are put right once a year",
        ),
    ),
    remembers=dict(
        cases=column(0.0, unit="recorded injuries", low=0.0, high=1e6, zh="近期记录", meaning="recent record, weighted",
                     source="computed"),
        usual=column(0.0, unit="recorded injuries", low=0.0, high=1e6, zh="预期记录",
                     meaning="what industry and size would bring in the same time", source="computed"),
    ),
)  # fmt: skip


@big_data_targeting.remember
def join_the_records(enterprise, industry, own, p, now):
    """This week's news is added, what is older counts for less."""
    news = float(enterprise.injuries_recorded)
    if enterprise.tip_verified:
        news += p.tip_weight
    if enterprise.penalised:
        news += p.penalty_weight
    own.cases = p.keep * own.cases + news
    expected = p.usual_record * industry.injury_base * float(enterprise.headcount) / WEEKS_A_YEAR
    own.usual = p.keep * own.usual + expected


@helper
def predicted(cases, usual, base, pressure, blur, p):
    """The predicted rate of injuries, 1 = a middling industry without news."""
    relative = (cases + p.prior) / (usual + p.prior)
    return relative * base / USUAL_BASE * exp(p.load_weight * pressure + p.blur * (1.0 - p.accuracy) * blur)


@big_data_targeting.effect("targeting_weight")
def visit_where_it_is_predicted(enterprise, industry, own, p, now):
    """Visits go where the joined records predict risk, by how far predictions are used."""
    blur = normal(trait(now, enterprise, MIXED_UP))
    risk = predicted(own.cases, own.usual, industry.injury_base, enterprise.pressure, blur, p)
    return power(risk, p.information)


@big_data_targeting.spends("government", "data platform", zh="大数据平台")
def pay_platform(enterprise, p, now):
    """The platform's running cost, an equal part for each enterprise."""
    return share_of_one(p.platform_cost) / WEEKS_A_YEAR


@big_data_targeting.inspector_hours("checking data", zh="核对数据")
def check_data(enterprise, p, now):
    """Hours of officers for putting each enterprise's data right."""
    return p.checking_hours / WEEKS_A_YEAR
