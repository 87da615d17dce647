"""Credit sharing: the record of an enterprise is seen in other regions and by other departments.

Mechanism: a discredited enterprise that closes here to open elsewhere is found out, so that this gains it nothing; who
moves for lighter enforcement still does. A mover's record comes along with it. Where enterprises have heads and visits
follow the record, whoever belongs to a group, a contractor or a platform is visited by the record of its others too.
Expected: moves of listed enterprises down; nothing in moves for lighter enforcement.
Side effects: nowhere to start anew, so that the listed stay and are pressed, or give up; the worst, who would have
left, stay where they are.
Evidence: E659 (enterprises move to where enforcement is lax) for moves; programme 4.6.2 asks for sharing, without
figures.
Doubt: that who is listed moves because of the list is assumed, and so is what it would save. That the listed part
of moving goes is so by construction. Where nobody is listed (credit_scoring, credit_penalties), or there is one
region, nobody moves otherwise; where visits do not follow the record (risk_graded_inspection, digital_supervision), no
record of others counts.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, setting

credit_sharing = Instrument(
    "credit_sharing",
    zh="信用信息共享平台",
    en="credit sharing across departments and regions",
    meaning=(
        "Sanctions and rewards follow an enterprise into other regions, and the record of a chain into the choice of "
        "visits. Where nobody is listed and visits do not follow the record, it does nothing, by construction."
    ),
    needs=("regions",),
    actors=("government",),
    acts_on="both",
    per="agency",
    shows="moves_listed",
    direction="down",
    related=("credit_scoring", "credit_penalties"),
    beside=("credit_scoring", "credit_penalties"),
    settings=dict(
        reach=setting(
            0.9, low=0.0, high=1.0, neutral=0.0, unit="share of other regions and departments", zh="共享范围",
            source="assumed: nearly all are joined to one platform",
            moves="record_reach",
        ),
        platform=setting(
            200000.0, low=0.0, high=2000000.0, neutral=0.0, unit="CNY a region", zh="平台建设费",
            source="assumed: a share of a provincial platform",
        ),
        platform_years=setting(
            5.0, low=2.0, high=10.0, unit="years", zh="平台付款年限",
            source="assumed: as long as such equipment lasts",
        ),
        upkeep=setting(
            50000.0, low=0.0, high=500000.0, neutral=0.0, unit="CNY a year a region", zh="平台年运维费",
            source="assumed: a quarter of building it",
        ),
    ),
)  # fmt: skip


@credit_sharing.spends("government", "the platform", zh="共享平台")
def run_the_platform(regulator, p, now):
    """Building it, spread over its years, and upkeep."""
    return (p.platform / p.platform_years + p.upkeep) / WEEKS_A_YEAR
