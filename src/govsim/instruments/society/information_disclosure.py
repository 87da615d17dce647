"""Public disclosure: findings and accidents are published for all to read.

Mechanism: standing suffers where the public pays attention; penalties and accidents of one enterprise are
read by its peers, who remember them for years; what is public is harder to hide.
Expected: peer violations down after publicity, concealment down, recorded injuries about unchanged while
true ones fall.
Evidence: E019, E020 (peers' violations -30 % within 50 km), E311 (decays with distance and time), E022
(citations -11 %), E024 (productivity -.9 %, not charged here).
Doubts: US press releases stand for Chinese publication; the money value of reputation is assumed.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, setting

information_disclosure = Instrument(
    "information_disclosure",
    zh="安全信息公示、事故公开、评估报告公示",
    en="public disclosure",
    meaning="Findings, sanctions and accidents of every enterprise are published.",
    actors=("government", "public"),
    acts_on="both",
    shows="concealed_share_expected",
    direction="down",
    related=("hazard_hotline", "accident_investigation", "safety_commitment"),
    settings=dict(
        disclosure=setting(
            1.0, low=0.0, high=1.0, neutral=0.0, unit="share of findings and accidents made public",
            zh="公开比例",
            source="assumed: everything is published",
            moves="disclosure",
        ),
        reputation_stake=setting(
            1500.0, low=0.0, high=5000.0, neutral=0.0, unit="CNY a worker-year at full public attention",
            zh="声誉价值",
            source="assumed: sized so that findings fall by about E022's 11 %",
            moves="reputation_stake",
        ),
        peer_learning=setting(
            0.2, low=0.0, high=1.0, neutral=0.0, unit="share of peers' vigilance that spreads", zh="同行学习",
            source="E020, E311 for the direction; the size is assumed",
            moves="peer_learning",
        ),
        exposure_chance=setting(
            0.6, low=0.0, high=1.5, neutral=0.0, unit="logit taken from hiding a fatal accident",
            zh="瞒报暴露",
            source="assumed: no study found",
            moves="exposure_chance",
        ),
        publication_hours=setting(
            1.5, low=0.0, high=12.0, neutral=0.0, unit="officer-hours an enterprise a year", zh="公示工时",
            source="assumed: findings of a year are put in order and published in an hour and a half",
        ),
    ),
)  # fmt: skip


@information_disclosure.inspector_hours("publication", zh="公示")
def keep_the_page(enterprise, p, now):
    """Hours of officers for publishing about each enterprise."""
    return p.publication_hours / WEEKS_A_YEAR
