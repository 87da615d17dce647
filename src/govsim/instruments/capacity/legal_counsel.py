"""Legal counsel: agencies have counsel of their own, and enterprises retain one.

Mechanism: the agency's counsel looks through decisions before they go out, so fewer are withdrawn or lost in
court. An enterprise with counsel knows what is owed, so that what it believes of a sanction nears the true one; a
large one is also defended better.
Expected: penalties per visit up a little; effort up a little in enterprises that retain counsel, for the believed
sanction was below the true one.
Side effects: some penalties on large firms are talked away; counsel's hours cost those who were law-abiding
anyway.
Evidence: E624, E625 (15 % of reviewed decisions corrected, 15 % of cases lost), E626, E627, E500, E507.
Doubt: lawyers of safety are taken to be as dear and as scarce as other experts. Few penalties are ever contested,
so that the share corrected is an upper end for what counsel can save; that enterprises believe seven tenths of the
true sanction is assumed in the mechanism of effort.
"""

from govsim.instruments.counting import share_of_one
from govsim.language import WEEKS_A_YEAR, Instrument, setting

legal_counsel = Instrument(
    "legal_counsel",
    zh="安全生产法律顾问",
    en="legal counsel for agencies and enterprises",
    meaning="Agencies have counsel that keeps sanctions sound; enterprises retain one that says what is owed.",
    needs=("services",),
    actors=("regulator", "enterprise", "service"),
    acts_on="both",
    per="100 enterprises",
    shows="penalties_per_visit",
    direction="up",
    related=("administrative_fines", "accountability"),
    link="detect",
    settings=dict(
        upheld=setting(
            1.05, low=1.0, high=1.3, neutral=1.0, unit="multiple of penalties that hold", zh="处罚维持倍数",
            source="assumed: a third of the 15 % of E624, E625 is saved, and some that were never dared are imposed",
        ),
        defence=setting(
            0.95, low=0.7, high=1.0, neutral=1.0, unit="multiple of penalties at large firms",
            zh="大企业抗辩后处罚比例",
            source="assumed; E500: a fifth of cases is not tried",
        ),
        large_from=setting(
            300.0, low=100.0, high=600.0, unit="workers", zh="大企业界限",
            source="assumed: the line of large industrial firms in statistics",
        ),
        clarity=setting(
            0.5, low=0.0, high=1.0, neutral=0.0, unit="share of the gap between believed and true sanction",
            zh="处罚认知提升",
            source="assumed: counsel says what the law is, half is remembered; E507 for how many do nothing",
        ),
        retained_from=setting(
            50.0, low=2.0, high=300.0, unit="workers", zh="聘请法律顾问的规模",
            source="assumed: smaller ones have no counsel",
        ),
        agency_fee=setting(
            70000.0, low=0.0, high=250000.0, neutral=0.0, unit="CNY a year per 100 enterprises", zh="机关法律顾问费",
            source="assumed: 150,000 CNY a year for a county of 216 (county-defaults enterprises_supervised)",
        ),
        retainer=setting(
            10000.0, low=0.0, high=60000.0, neutral=0.0, unit="CNY an enterprise and year", zh="企业法律顾问费",
            source="assumed: a few days of a lawyer",
        ),
    ),
)  # fmt: skip


@legal_counsel.effect("penalty_kept")
def keep_sanctions_sound(enterprise, p, now):
    """Penalties hold more often; large enterprises have counsel too and get some set aside."""
    return p.upheld * p.defence if float(enterprise.headcount) >= p.large_from else p.upheld


@legal_counsel.effect("sanction_clarity")
def know_what_is_owed(enterprise, p, now):
    """Enterprises large enough to retain counsel know what they are liable for."""
    return p.clarity if float(enterprise.headcount) >= p.retained_from else 0.0


@legal_counsel.spends("government", "counsel of agencies", zh="机关法律顾问")
def pay_agency_counsel(enterprise, province, p, now):
    """By enterprise of the county; fees follow the price of experts."""
    return share_of_one(p.agency_fee * province.price_level) / WEEKS_A_YEAR


@legal_counsel.spends("enterprise", "retained counsel", zh="企业法律顾问")
def pay_retainers(enterprise, province, p, now):
    """Enterprises large enough pay a retainer, which follows the price of experts."""
    return p.retainer * province.price_level / WEEKS_A_YEAR if float(enterprise.headcount) >= p.retained_from else 0.0
