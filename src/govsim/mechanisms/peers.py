"""Learning from others: published penalties, disasters, and peers of the same industry (R17)."""

from govsim.language import clip, column, columns, exp, parameter, purpose, rule, share, title, uniform

title("Peers", zh="同行学习")

DISASTER = purpose("disaster_elsewhere")

# fmt: off
columns(
    "industry",
    vigilance=column(0.042, unit="share", low=0.0, high=1.0, zh="行业平均警觉",
                     meaning="mean vigilance of the industry's enterprises, seen by peers", source="computed"),
    publicised=column(0.0, unit="penalties and thrice the fatal accidents that were made public", low=0.0, high=1e6,
                      zh="行业内公开的处罚与事故",
                      meaning="what can be read of the industry's enterprises this week, for one of the usual size",
                      source="E019, E020"),
    disasters=column(0, unit="accidents a week", low=0, high=10_000, zh="行业内较大及以上事故",
                     meaning="recorded accidents of three or more deaths, or as grave, in the industry this week",
                     source="computed"),
)
columns(
    "enterprise",
    lesson=share(0.0, "他人教训", "what others' published cases and disasters have taught, fading over years"),
)
parameter("usual_peers", 27.0, low=15.0, high=40.0, unit="enterprises", zh="参照同行数",
          meaning="size of an industry for which the reach of publicity holds",
          source="county-defaults enterprises_supervised over eight industries")
parameter("publicity_alarm", 0.04, low=0.01, high=0.12, unit="share of the gap a case", zh="同行公开案例的作用",
          meaning="what a published penalty in one's own industry teaches",
          source="set with E022 in mind (-11 %); E020 asks for more, but for cases that are rare and large")
parameter("publicity_spill", 0.002, low=0.0, high=0.01, unit="share of the gap a case", zh="其他行业公开案例的作用",
          meaning="what one of another industry teaches", source="assumed; E311: less the further away")
parameter("disaster_alarm", 0.5, low=0.2, high=0.9, unit="1", zh="重大事故的教训强度",
          meaning="how strongly a disaster in one's own industry teaches, near by or in the news",
          source="assumed; E220, E302 for the direction")
parameter("disaster_share", 0.125, low=0.05, high=0.3, unit="chance", zh="外地重大事故属本行业的概率",
          meaning="chance that a grave accident elsewhere was in one's own industry",
          source="assumed: one of eight industries")
parameter("lesson_keep", 0.9934, low=0.987, high=0.9967, unit="share a week", zh="教训保留",
          meaning="share of such a lesson that lasts a week",
          source="E020: felt for three years; half-life of two years assumed")
parameter("peer_speed", 0.05, low=0.02, high=0.15, unit="share of the gap a week", zh="同行学习速度",
          meaning="speed at which a learner takes over its industry's alertness", source="assumed; E311")
parameter("publicity_fatal", 3.0, low=1.0, high=10.0, unit="published penalties", zh="公开死亡事故权重",
          meaning="how many published penalties a published fatal accident counts for", source="assumed")
# fmt: on


@rule(writes=("vigilance", "publicised", "disasters"))
def watch_the_industry(industry, enterprises, p, now):
    """The mean alertness of an industry's enterprises, and what was made public of them. Evidence: E019, E020."""
    n = 0
    total = 0.0
    published = 0.0
    disasters = 0
    for enterprise in enterprises:
        n += 1
        total += enterprise.vigilance
        cases = float(enterprise.sanctions) + p.publicity_fatal * float(enterprise.fatal_recorded)
        published += enterprise.disclosure * cases
        disasters += enterprise.recorded_larger + enterprise.recorded_major + enterprise.recorded_extreme
    industry.publicised = 0.0
    industry.disasters = disasters
    if n > 0:
        industry.vigilance = total / float(n)
        industry.publicised = published * p.usual_peers / float(n)


@rule(writes=("vigilance", "lesson"))
def learn_from_others(enterprise, industry, public, p, now):
    """What happened to others and was published teaches, for years; learners follow their industry's alertness.

    lesson <- k + (1 - k)(1 - exp(-x)), k = lesson_keep x lesson, x = publicity_alarm x publicised in the industry +
    publicity_spill x publicity of all + disaster_alarm x disasters of the industry, near by or in the news;
    vigilance <- + peer_speed x peer_learning x max(industry's - own, 0).
    Evidence: E019, E020, E022, E220, E302, E311.
    """
    told = p.publicity_alarm * industry.publicised + p.publicity_spill * public.publicity
    disasters = industry.disasters
    if public.national_news > 0:
        if uniform(now, industry, DISASTER) < p.disaster_share:
            disasters += public.national_news
    told = told + p.disaster_alarm * float(disasters)
    kept = p.lesson_keep * enterprise.lesson
    enterprise.lesson = clip(kept + (1.0 - kept) * (1.0 - exp(-told)), 0.0, 1.0)
    vigilance = enterprise.vigilance
    followed = p.peer_speed * enterprise.peer_learning * max(industry.vigilance - vigilance, 0.0)
    enterprise.vigilance = clip(vigilance + followed, 0.0, 1.0)
