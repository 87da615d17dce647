"""Alignment with international standards: leading enterprises adopt them, newcomers are held to them, peers follow.

Mechanism: whose management stands well above its industry's adopts a stricter standard and is certified; the system
makes it abler and its crews more careful. Adopters are visible, and those who know them copy. Entrants are equipped as
the standard asks.
Expected: the upper tail of capability rises; the mean follows later, and only where there is contact.
Side effects: the gap between the top and the rest widens first; certificates cost those who are good already.
Evidence: E540, E541 (certified against matched: cases -20, restricted work -24 %), E542 (they were safer before), E668
(Spain: loosely related).
Doubt: part of E540 is selection that matching leaves; who adopts is assumed.
"""

from govsim.language import Instrument, column, setting, sqrt

USUAL_POSTS = 50.0

international_standards = Instrument(
    "international_standards",
    zh="对标国际标准",
    en="alignment with international standards",
    meaning="Leading enterprises adopt stricter standards; newcomers are held to them and peers follow.",
    needs=("knowledge",),
    actors=("government", "enterprise"),
    acts_on="both",
    per="enterprise",
    shows="mean_leading_capability",
    direction="up",
    related=("standardisation_grading", "demonstration_sites"),
    link="control",
    settings=dict(
        above=setting(
            0.84, low=0.2, high=2.0, unit="spreads above the industry's mean capability", zh="采标门槛",
            source="assumed: the best fifth",
        ),
        leaves=setting(
            0.5, low=0.0, high=1.5, unit="spreads below that line", zh="退出界限",
            source="assumed: a certificate is kept for a while",
        ),
        support=setting(
            0.002, low=0.0, high=0.008, neutral=0.0, unit="share of missing capability a week", zh="管理体系作用",
            source="assumed; E540 is an upper bound",
        ),
        norm=setting(
            0.002, low=0.0, high=0.02, neutral=0.0, unit="pull a week", zh="规范作用",
            source="assumed: half of what an association asks of its members",
        ),
        visibility=setting(
            0.5, low=0.0, high=1.0, neutral=0.0, unit="share of the industry that knows an adopter",
            zh="采标企业可见度",
            source="assumed: certificates are public",
        ),
        known=setting(
            0.05, low=0.0, high=0.5, neutral=0.0, unit="share of adopters' practice that others know",
            zh="标准公开程度",
            source="assumed: a standard can be read, practice must be seen; E562",
        ),
        entrants=setting(
            0.8, low=0.0, high=1.2, neutral=0.0, unit="required equipment = 1", zh="新企业标准",
            source="assumed: new plants are built to the standard",
        ),
        fee=setting(
            80_000.0, low=0.0, high=300_000.0, neutral=0.0, unit="CNY a certificate at 50 workers", zh="认证费用",
            source="assumed: consultant and certifier, every three years",
        ),
        term=setting(
            156.0, low=52.0, high=260.0, unit="weeks", zh="证书有效期", source="assumed: three years, as is usual",
        ),
    ),
    remembers=dict(
        adopted=column(0.0, unit="1 adopter, 0 not", zh="已采标", meaning="whether it follows the standard",
                       source="computed"),
    ),
)  # fmt: skip


@international_standards.remember
def adopt_or_leave(enterprise, industry, own, p, now):
    """Who leads adopts; who has fallen well behind that line leaves."""
    line = industry.capability_mean + p.above * industry.capability_spread
    if enterprise.capability >= line:
        own.adopted = 1.0
    elif enterprise.capability < line - p.leaves * industry.capability_spread:
        own.adopted = 0.0


@international_standards.effect("capability_support")
def work_by_the_standard(enterprise, own, p, now):
    """The system of adopters makes them abler."""
    return p.support * own.adopted


@international_standards.effect("norm_support")
def ask_crews(enterprise, own, p, now):
    """Crews of adopters are held to the standard."""
    return p.norm * own.adopted


@international_standards.effect("model_visibility")
def be_known(enterprise, own, p, now):
    """Adopters are known in their industry."""
    return p.visibility * own.adopted


@international_standards.effect("practice_spread")
def read_the_standard(enterprise, own, p, now):
    """Others can read what adopters do."""
    return p.known * (1.0 - own.adopted)


@international_standards.effect("entrant_standard")
def hold_newcomers(enterprise, p, now):
    """New plants are equipped as the standard asks."""
    return p.entrants


@international_standards.spends("enterprise", "certificates of the standard", zh="国际标准认证")
def pay_the_certifier(enterprise, own, p, now):
    """Spread over the term of a certificate."""
    return p.fee * sqrt(float(enterprise.headcount) / USUAL_POSTS) * own.adopted / p.term
