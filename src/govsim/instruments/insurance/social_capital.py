"""Private capital into the safety industry: firms of experts grow, and hours get cheaper.

Mechanism: investors put money into firms of experts, which hire ahead of demand from the professionals there are and
save by size. More hours are to be had, at a lower price; enterprises buy more of them where they are cheaper.
Expected: price of experts down by some per cent within years; hours bought by enterprises up by little.
Side effects: new experts are green, so that competence falls while firms grow; the pool of professionals empties, which
makes people dear: without more who study, money buys little; the government stands in for part of the losses.
Evidence: E628 and E629 for how large the industry is meant to be; no study of price or use was found.
Doubt: growth, saving by size and elasticity are assumed. Equipment has a price of its own (part `assets`), which
private capital does not move here.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, setting

MILLION_PER_100 = 10_000.0  # CNY an enterprise that a million per 100 enterprises is

social_capital = Instrument(
    "social_capital",
    zh="社会资本投入安全产业",
    en="private capital into the safety industry",
    meaning="Investors put money into firms of experts, with a guarantee of the government.",
    needs=("services",),
    actors=("service", "government"),
    acts_on="both",
    per="100 enterprises",
    shows="service_price",
    direction="down",
    related=("safety_professionals", "safety_subsidies"),
    settings=dict(
        investment=setting(
            1.0, low=0.0, high=25.0, neutral=0.0, unit="million CNY a year per 100 enterprises", zh="社会资本投入",
            source="assumed: two million a year for a county of county-defaults enterprises_supervised (216)",
            moves="service_investment",
        ),
        guarantee=setting(
            0.1, low=0.0, high=0.5, neutral=0.0, unit="share of what is invested", zh="政府担保损失比例",
            source="assumed: a tenth is lost and made good",
        ),
    ),
)  # fmt: skip


@social_capital.spends("outside", "capital put into firms of experts", zh="投入安全服务机构的资本")
def invest(enterprise, p, now):
    """What investors lay out, by enterprise of the county."""
    return p.investment * MILLION_PER_100 / WEEKS_A_YEAR


@social_capital.transfers("government", "outside", "guarantees for capital lost", zh="资本损失担保")
def make_good(enterprise, p, now):
    """What the government makes good of it."""
    return p.guarantee * p.investment * MILLION_PER_100 / WEEKS_A_YEAR
