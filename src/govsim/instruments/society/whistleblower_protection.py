"""Protection of insiders who report hazards and hidden accidents ("whistleblowers").

Mechanism: the law forbids retaliation; insiders believe it as far as they have heard of it and seen it kept: slowly
from the law alone, at once where a report of their own enterprise was found true. Who believes it fears less, speaks
up at work and to the agency, and makes hiding an accident riskier.
Expected: silence and fear down, insider reports up, concealment down; injuries a little down.
Side effects: more reports, of which over two fifths are found unfounded (E181), take visits from the same capacity;
each case of retaliation takes officers' days.
Evidence: E221 (exceptions to dismissal at will explain 14 % of a fall in deaths: direction), E112 (cases), E576 to
E578 (rewards), E585 (safety to speak goes with leadership).
Doubt: sizes are assumed; in E221 it is courts that protect, over years.
"""

from govsim.language import Instrument, column, setting, toward

whistleblower_protection = Instrument(
    "whistleblower_protection",
    zh="安全吹哨人",
    en="whistleblower protection",
    meaning="Insiders who report are protected from retaliation.",
    remembers_on="enterprise",
    actors=("worker", "regulator"),
    per="case",
    shows="silences",
    direction="down",
    related=("hazard_hotline", "union_supervision"),
    link="detect",
    settings=dict(
        protection=setting(
            0.4, low=0.0, high=0.9, neutral=0.0, unit="share of fear removed, once believed", zh="保护程度",
            source="assumed; E221 for the direction",
        ),
        word_spreads=setting(
            0.02, low=0.005, high=0.1, unit="share of the gap a week", zh="知晓扩散速度",
            source="assumed: half of those whom the law reaches hear of it in eight months",
        ),
        exposure=setting(
            0.5, low=0.0, high=2.0, neutral=0.0, unit="logit taken from hiding a fatal accident, once believed",
            zh="内部人曝光",
            source="assumed: those who were there can tell; no study found",
        ),
        insider_tips=setting(
            1.3, low=1.0, high=3.0, neutral=1.0, unit="multiple of the usual tips, once believed", zh="内部举报倍数",
            source="assumed; E577, E578: insiders are rewarded more, and few",
        ),
        known=setting(
            0.6, low=0.0, high=1.0, unit="share of insiders who believe the law", zh="法规信任度",
            source="assumed: what publicity of a law reaches where no case was seen",
        ),
        case_trust=setting(
            0.3, low=0.0, high=1.0, unit="share of the doubt that a true report removes", zh="案例示范作用",
            source="assumed: a case kept near by convinces more than a poster",
        ),
        case_share=setting(
            0.1, low=0.0, high=1.0, neutral=0.0, unit="cases of retaliation a report found true", zh="打击报复比例",
            source="assumed; E112: 3,050 cases in the United States in a year, of all laws",
        ),
        case_hours=setting(
            160.0, low=0.0, high=600.0, unit="officer-hours a case", zh="办案工时",
            source="assumed: twenty officer-days to hear both sides and decide",
        ),
    ),
    remembers=dict(
        believed=column(0.0, unit="share", zh="信任程度", meaning="insiders who believe in it", source=""),
    ),
)  # fmt: skip


@whistleblower_protection.remember
def come_to_believe(enterprise, own, p, now):
    """Belief follows what is known of the law, and jumps where a report was found true."""
    own.believed = max(own.believed, toward(own.believed, p.known, p.word_spreads))
    if enterprise.tip_verified:
        own.believed += p.case_trust * (1.0 - own.believed)


@whistleblower_protection.effect("reporter_protection")
def fear_less(enterprise, own, p, now):
    """Fear falls where protection is believed."""
    return p.protection * own.believed


@whistleblower_protection.effect("exposure_chance")
def tell_of_the_dead(enterprise, own, p, now):
    """Insiders make it riskier to hide a death."""
    return p.exposure * own.believed


@whistleblower_protection.effect("tip_access")
def report_from_inside(enterprise, own, p, now):
    """Insiders add to the tips of outsiders."""
    return 1.0 + (p.insider_tips - 1.0) * own.believed


@whistleblower_protection.inspector_hours("cases of retaliation", zh="打击报复案件")
def hear_cases(enterprise, p, now):
    """Some of those whose report was true need protection."""
    return p.case_share * p.case_hours if enterprise.tip_verified else 0.0
