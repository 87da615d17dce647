"""What an enterprise believes about being caught, how much it attends to enforcement, and how alert it is (R6)."""

from govsim.language import WEEKS_A_YEAR, clip, column, columns, exp, parameter, rule, share, title
from govsim.populations.sizes import SMALL

title("Perceived detection and attention", zh="感知查处与执法关注")

# fmt: off
columns(
    "public",
    visit_coverage=column(0.36, unit="share", low=0.0, high=1.0, zh="检查覆盖印象",
                          meaning="mean over enterprises of exp(-weeks since a visit / 52): "
                                  "how present inspectors are", source="computed; start is a visit every half year"),
    penalty_talk=column(0.0, unit="share", low=0.0, high=1.0, zh="近期处罚印象",
                        meaning="mean over enterprises of the memory of recent penalties", source="computed"),
)
columns(
    "enterprise",
    vigilance=share(0.042, "警觉", "alertness after accidents, one's own and peers'", "E302"),
    weeks_since_visit=column(26, unit="weeks", low=1, high=520, zh="距上次检查周数",
                             meaning="weeks since the last inspection", source="computed; even over a year"),
    penalty_memory=share(0.0, "处罚记忆", "recent penalty that others know of"),
    perceived_detection=share(0.35, "感知查处权重",
                              "subjective weight of being caught and punished in a year; above the true chance",
                              "E199, E200"),
    attention=share(0.061, "执法关注", "attention to enforcement", "Scholz and Gray 1990; E191"),
)
parameter("pi_floor", 0.002, low=0.0, high=0.1, unit="weight a year", zh="感知查处下限",
          meaning="perceived detection where inspectors are never seen",
          source="assumed: fines without detection do little")
parameter("pi_coverage", 0.25, low=0.1, high=0.4, unit="weight a unit of coverage", zh="查处的示范作用",
          meaning="perceived detection from visits seen at others", source="assumed; E188 (elasticity -.1)")
parameter("pi_publicity", 0.10, low=0.0, high=0.3, unit="weight at full disclosure", zh="处罚公开的示范作用",
          meaning="perceived detection from penalties that were made public", source="assumed; E019, E020")
parameter("publicity_reach", 8.0, low=2.0, high=20.0, unit="multiple", zh="处罚公开饱和度",
          meaning="how few recent penalties saturate the impression", source="assumed")
parameter("pi_visit", 0.02, low=0.0, high=0.05, unit="share of the gap to 1", zh="检查对感知的作用",
          meaning="rise of perceived detection at a visit", source="set to E001, E007, E191, E229")
parameter("pi_penalty", 0.35, low=0.15, high=0.6, unit="share of the gap to 1", zh="处罚对感知的作用",
          meaning="rise of perceived detection at a penalty", source="set to E001, E007, E191, E229")
parameter("pi_decay", 0.02, low=0.006, high=0.04, unit="share a week", zh="感知消退速度",
          meaning="fading of perceived detection to its base", source="E010, E011 (fades after a year), E014")
parameter("attention_visit", 0.02, low=0.0, high=0.05, unit="share of the gap to 1", zh="检查对关注的作用",
          meaning="rise of attention to enforcement at a visit",
          source="set so that E001, E007 and E008 hold together; Scholz and Gray 1990")
parameter("attention_penalty", 0.8, low=0.65, high=0.95, unit="share of the gap to 1", zh="处罚对关注的作用",
          meaning="rise of attention to enforcement at a penalty",
          source="set so that E001, E007 and E008 hold together; E191, E229")
parameter("enforcement_attention_decay", 0.015, low=0.008, high=0.03, unit="share a week", zh="执法关注消退",
          meaning="fading of attention to enforcement", source="E010, E011: half-life 46 weeks")
parameter("answer_half", 40.0, low=25.0, high=60.0, unit="workers", zh="小企业应对半值",
          meaning="size at which half of what enforcement stirs up is turned into action: the small have nobody for it",
          source="assumed; with E009 in mind, which finds no effect under 20 workers")
parameter("penalty_memory_keep", 0.98, low=0.95, high=0.99, unit="share a week", zh="处罚记忆保留",
          meaning="share of the memory of a penalty that lasts a week", source="assumed")
parameter("vigilance_keep", 0.97, low=0.94, high=0.99, unit="share a week", zh="警觉保留",
          meaning="share of alertness that lasts a week", source="assumed; E302: half-life 23 weeks")
parameter("vigilance_serious", 0.15, low=0.05, high=0.4, unit="share of the gap to 1", zh="重伤引起的警觉",
          meaning="rise of alertness after a serious injury of one's own", source="assumed; E302 for the direction")
parameter("vigilance_death", 0.5, low=0.2, high=0.9, unit="share of the gap to 1", zh="死亡引起的警觉",
          meaning="rise of alertness after a death of one's own", source="assumed; E302 for the direction")
parameter("vigilance_injury", 0.05, low=0.0, high=0.15, unit="share of the gap to 1", zh="一般伤害引起的警觉",
          meaning="rise of alertness after injuries in an enterprise of at most 25 workers", source="assumed")
# fmt: on

LONGEST = 520


@rule(writes=("visit_coverage", "penalty_talk"))
def watch_enforcement(public, enterprises, p, now):
    """What the county sees of enforcement: how recent visits are, and how fresh penalties.

    visit_coverage = mean of exp(-weeks_since_visit / 52); penalty_talk = mean penalty_memory. Evidence: E188.
    """
    n = 0
    seen = 0.0
    talked = 0.0
    for enterprise in enterprises:
        n += 1
        seen += exp(-float(enterprise.weeks_since_visit) / WEEKS_A_YEAR)
        talked += enterprise.penalty_memory
    public.visit_coverage = seen / float(max(n, 1))
    public.penalty_talk = talked / float(max(n, 1))


@rule(writes=("perceived_detection", "attention", "penalty_memory", "weeks_since_visit"))
def perceive_enforcement(enterprise, public, p, now):
    """A visit, and more so a penalty, makes being caught vivid; it fades towards what is seen at others.

    base = pi_floor + pi_coverage x visit_coverage + pi_publicity x disclosure x min(1, publicity_reach x penalty_talk);
    pi <- pi + s (1-pi) (pi_visit [visited] + pi_penalty [penalised]) - pi_decay (pi - base), attention likewise;
    s = size_seen x n/(n + answer_half): a large site is not seen whole, the small have nobody to act on it.
    A subjective weight near .3 to .4, not the true chance of a penalty (about .15 a year).
    Evidence: E001, E007-E011, E013, E014, E199, E200.
    """
    visited = 1.0 if enterprise.visited else 0.0
    penalised = 1.0 if enterprise.penalised else 0.0
    talk = min(1.0, p.publicity_reach * public.penalty_talk)
    base = p.pi_floor + p.pi_coverage * public.visit_coverage + p.pi_publicity * enterprise.disclosure * talk
    belief = enterprise.perceived_detection
    answer = enterprise.size_seen * enterprise.size_grasp
    rise = answer * (1.0 - belief) * (p.pi_visit * visited + p.pi_penalty * penalised)
    enterprise.perceived_detection = clip(belief + rise - p.pi_decay * (belief - base), 0.0, 0.95)
    attention = enterprise.attention
    jump = answer * (1.0 - attention) * (p.attention_visit * visited + p.attention_penalty * penalised)
    enterprise.attention = clip((1.0 - p.enforcement_attention_decay) * attention + jump, 0.0, 1.0)
    enterprise.penalty_memory = 1.0 if enterprise.penalised else p.penalty_memory_keep * enterprise.penalty_memory
    enterprise.weeks_since_visit = 1 if enterprise.visited else min(enterprise.weeks_since_visit + 1, LONGEST)


@rule(writes=("vigilance",))
def stay_alert(enterprise, p, now):
    """An enterprise is alert after its own accidents, and forgets.

    vigilance <- vigilance_keep x vigilance + (1 - vigilance)(vigilance_serious [serious] + vigilance_death [death]
    + vigilance_injury min(1, injuries) min(1, 25/n)). Evidence: E302, E220.
    """
    jump = 0.0
    if enterprise.serious_true > 0:
        jump += p.vigilance_serious
    if enterprise.deaths_true > 0:
        jump += p.vigilance_death
    if enterprise.injuries_true > 0:
        jump += p.vigilance_injury * min(1.0, SMALL / float(max(enterprise.headcount, 1)))
    vigilance = enterprise.vigilance
    enterprise.vigilance = clip(p.vigilance_keep * vigilance + (1.0 - vigilance) * jump, 0.0, 1.0)
