"""A weight of safety in the appraisal of leaders, and a veto: a severe accident costs the promotion, whatever else.

Mechanism: the weight presses on the inspectorate; the veto is a step: from a class of accident on nobody is
promoted. As long as the year has not brought such an accident, it is worth much that none be on record; once it
has, nothing more is to be lost.
Expected: penalties up a little; a larger share of deaths hidden, unless disclosure or a good chance of exposure is on;
true deaths hardly down.
Side effects: promotions lost for one accident that nobody could help; files instead of visits at the end of the year.
Evidence: E036 (larger declines of recorded deaths under the rule "no safety, no promotion"), E633 (reported deaths
pile up just below the ceiling), E303-E306 (hiding); programme 4.1.3 ("one vote"), 6.1.3 (a weight not below .15).
Doubt: no study separates fewer deaths from fewer on record; all sizes are assumed. The programme names no class.
"""

from govsim.language import Instrument, setting

performance_veto = Instrument(
    "performance_veto",
    zh="安全生产“一票否决”、绩效考核",
    en="performance weight and one-vote veto for leaders",
    meaning="Safety gets a weight in the appraisal of leaders, and a severe accident forbids promotion.",
    needs=("careers",),
    actors=("government", "regulator"),
    acts_on="high_energy",
    per="leader",
    shows="concealed_share_expected",
    direction="up",
    related=("joint_responsibility", "accountability"),
    settings=dict(
        veto_class=setting(
            3.0, low=1.0, high=5.0, neutral=5.0,
            unit="class of accident from which on promotion is lost (1 ordinary, 4 especially major, 5 none)",
            zh="否决事故等级", source="assumed: programme 4.1.3 asks for a veto and names no class",
            moves="veto_class",
        ),
        weight=setting(
            0.05, low=0.0, high=0.3, neutral=0.0, unit="share of the appraisal", zh="新增考核权重",
            source="assumed: a tenth is there; programme 6.1.3 asks for not below .15",
            moves="leader_weight",
        ),
    ),
)  # fmt: skip
