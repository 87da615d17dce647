"""What officers know beyond today: training adds to it, years and those who leave take away, and it outlasts courses.

An instrument's memory ends with the instrument; what officers have learned does not, so that it stands here.
"""

from govsim.language import WEEKS_A_YEAR, channel, clip, column, columns, parameter, rule, title

title("Expertise of inspectors", zh="监管人员专业知识")

# fmt: off
columns("regulator", expertise=column(
    0.0, unit="share of what there is to learn", low=0.0, high=1.0, zh="专业知识积累",
    meaning="what inspectors have learned beyond today's competence", source="assumed: today's competence is the start",
))
channel("officer_training", level="regulator", unit="days an officer-year", neutral=0.0, combine="add", low=0.0,
        high=100.0, zh="监管人员培训天数",
        meaning="days of training of each inspector beyond today's; read by expertise")
parameter("expertise_learned", 0.05, low=0.01, high=0.15, unit="share of the gap a day", zh="每日学到的比例",
          meaning="share of what is still to be learned that a day of training adds",
          source="assumed: no study of inspectors' training; E448 for how much is missed without it")
parameter("expertise_fading", 0.25, low=0.1, high=0.5, unit="share a year", zh="专业知识流失率",
          meaning="expertise lost in a year: forgotten, or gone with officers who leave",
          source="assumed: a tenth of the officers change, the rest is forgotten")
parameter("expertise_gain", 1.2, low=0.4, high=2.5, unit="logit of competence", zh="专业知识对查处能力的作用",
          meaning="what full expertise adds to the competence of those who visit",
          source="assumed: competence .77 instead of .5; E471-E473 for how far finds hang on who inspects")
# fmt: on


@rule(writes=("expertise",), phase="parties")
def train_officers(regulator, p, now):
    """Days of training close the gap, years open it: e <- e + (.05 days (1 - e) - .25 e)/52. Evidence: E448."""
    learned = p.expertise_learned * regulator.officer_training * (1.0 - regulator.expertise)
    change = (learned - p.expertise_fading * regulator.expertise) / WEEKS_A_YEAR
    regulator.expertise = clip(regulator.expertise + change, 0.0, 1.0)


@rule(writes=("inspector_competence",), after="train_officers")
def see_with_expertise(enterprise, regulator, p, now):
    """What officers have learned goes with them on every visit: 1.2 e is added to the logit of their competence.

    Evidence: E471-E473.
    """
    enterprise.inspector_competence += p.expertise_gain * regulator.expertise
