"""Learning from others: published penalties and accidents, and peers of the same industry (R17)."""

from govsim.language import clip, column, columns, parameter, rule, title

title("Peers", zh="同行学习")

# fmt: off
columns(
    "industry",
    vigilance=column(0.1, unit="share", low=0.0, high=1.0, zh="行业平均警觉",
                     meaning="mean vigilance of the industry's enterprises, seen by peers", source="computed"),
)
parameter("publicity_alarm", 0.002, low=0.0005, high=0.006, unit="share of the gap a case", zh="公开对警觉的作用",
          meaning="alertness gained from each published penalty of others; a fatal accident counts three",
          source="set with E019, E020 in mind; assumed")
parameter("peer_speed", 0.05, low=0.02, high=0.15, unit="share of the gap a week", zh="同行学习速度",
          meaning="speed at which a learner takes over its industry's alertness", source="assumed; E311")
# fmt: on


@rule(writes=("vigilance",))
def watch_the_industry(industry, enterprises, p, now):
    """The mean alertness of an industry's enterprises."""
    n = 0
    total = 0.0
    for enterprise in enterprises:
        n += 1
        total += enterprise.vigilance
    if n > 0:
        industry.vigilance = total / float(n)


@rule(writes=("vigilance",))
def learn_from_others(enterprise, industry, public, p, now):
    """What happened to others and was published makes alert; learners follow their industry.

    vigilance <- + .002 publicity (1 - vigilance) + peer_speed x peer_learning x max(industry's - own, 0).
    Evidence: E019, E020, E302, E311.
    """
    vigilance = enterprise.vigilance
    heard = p.publicity_alarm * public.publicity * (1.0 - vigilance)
    followed = p.peer_speed * enterprise.peer_learning * max(industry.vigilance - vigilance, 0.0)
    enterprise.vigilance = clip(vigilance + heard + followed, 0.0, 1.0)
