"""Knock-on accidents: in a place one accident may set off others, and these others again."""

from govsim.language import (
    amount,
    clip,
    columns,
    count,
    exp,
    helper,
    outcome,
    parameter,
    purpose,
    ratio,
    rule,
    share,
    sqrt,
    title,
    uniform,
)
from govsim.mechanisms.major_accidents import chance_beyond_rescue, struck_deadly

title("Emergency: knock-on accidents", zh="应急：连锁事故")

KNOCK = purpose("knock_on")
KNOCK_AGAIN = purpose("knock_on_again")
KNOCK_TOLL = purpose("knock_on_toll")

# fmt: off
columns(
    "public",
    blast=amount("persons", "最重事故规模", "one and those struck in the gravest accident of the step before"),
    first_pressure=amount("accidents a week", "预计首发事故强度",
                          "chances of a first accident in the place, each by the root of its usual size"),
)
columns(
    "enterprise",
    knocked=count("0 none, 1 by a first accident, 2 by a second", "连锁步次", "which step of a chain struck it"),
    first_accident=count("accidents a week", "首发事故", "a major accident that no other set off"),
    second_accident=count("accidents a week", "二步事故", "a major accident set off by a first one"),
    third_accident=count("accidents a week", "三步事故", "a major accident set off by a second one"),
    knock_chance=share(0.0, "连锁概率", "chance this week that a first accident near by happens and sets one off here"),
    first_chance=share(0.0, "园区首发概率", "chance of a first accident this week, where plants stand close"),
)
parameter("knock_chance", 0.10, low=0.02, high=0.3, unit="chance", zh="连锁基准概率",
          meaning="chance that an accident sets off another at a neighbour at no distance, with little there to burn",
          source="set with E602 in mind: two-step to three-step chains 6 to 1")
parameter("knock_neighbours", 4.0, low=2.0, high=8.0, unit="plants", zh="相邻企业数",
          meaning="plants that stand next to one that has an accident", source="assumed: a grid of plants")
parameter("knock_inventory", 0.3, low=0.1, high=1.0, unit="major hazards", zh="基础存量",
          meaning="what there is to burn at a plant without major hazards, counted as such", source="assumed")
parameter("knock_most", 3.0, low=1.0, high=8.0, unit="major hazards", zh="存量上限",
          meaning="major hazards beyond which a plant is not set off more easily", source="assumed")
parameter("knock_metres", 300.0, low=100.0, high=800.0, unit="m", zh="连锁衰减距离",
          meaning="distance at which the chance has fallen to a third",
          source="assumed; E604 (16 neighbours hit) for the reach of one disaster")
outcome("first_accidents", total="enterprise.first_accident", unit="accidents", zh="首发重大隐患事故",
        meaning="accidents of major hazards that no other accident set off")
outcome("knock_ons", total=("enterprise.second_accident", "enterprise.third_accident"), unit="accidents",
        zh="连锁事故", better="less", meaning="accidents that other accidents of the place set off")
outcome("knock_ons_third", total="enterprise.third_accident", unit="accidents", zh="三步连锁事故", better="less",
        meaning="accidents that knock-on accidents set off")
outcome("knock_ons_expected", total="enterprise.knock_chance", unit="accidents", zh="预计连锁事故", better="less",
        meaning="sum of the chances that a first accident happens near by and sets off another, in one step")
outcome("firsts_in_places_expected", total="enterprise.first_chance", unit="accidents", zh="园区预计首发事故",
        meaning="sum of the chances of a first accident where plants stand close")
ratio("knock_ons_per_accident", over="knock_ons_expected", by="firsts_in_places_expected",
      unit="accidents an accident", zh="每起首发事故连锁数", better="less")
# fmt: on


@helper
def knock_on_at(enterprise, public, p):
    """Chance that the smallest accident near by sets off one here, before it is held below one.

    knock_chance x min(neighbours/(plants - 1), 1) x (inventory + min(majors, most)) x exp(-separation spacing/metres).
    Evidence: E602, E604.
    """
    near = min(p.knock_neighbours / float(max(public.plants - 1, 1)), 1.0)
    present = p.knock_inventory + min(float(enterprise.major_latent + enterprise.major_open), p.knock_most)
    return p.knock_chance * near * present * exp(-public.separation * public.spacing / p.knock_metres)


@rule(writes=("blast", "first_pressure"), after="majors_strike")
def look_for_the_gravest(public, enterprises, p, now):
    """The gravest first accident of the week in this place, and what was to be expected of first accidents.

    Both are 0 where plants stand apart. blast = 1 + struck; first_pressure = sum of chance x sqrt(1 + E struck).
    """
    worst = 0.0
    pressure = 0.0
    if public.separation > 0.0:
        for enterprise in enterprises:
            pressure += enterprise.major_chance * sqrt(1.0 + p.fatal_chance * enterprise.death_sum)
            if enterprise.major_accident:
                worst = max(worst, 1.0 + float(enterprise.struck))
    public.blast = worst
    public.first_pressure = pressure


@rule(writes=(
    "knocked", "first_accident", "second_accident", "third_accident", "knock_chance", "first_chance",
    "major_accident", "struck", "deaths_major_expected", "beyond_rescue",
), after="look_for_the_gravest")  # fmt: skip
def majors_knock_on(enterprise, public, p, now):
    """A first accident may set off others: chance knock_on_at x sqrt(blast); who is struck follows the power law again.

    What is expected counts one step: first_pressure x knock_on_at, whatever has happened this week.
    """
    enterprise.knocked = 0
    enterprise.first_accident = 1 if enterprise.major_accident else 0
    enterprise.second_accident = 0
    enterprise.third_accident = 0
    enterprise.knock_chance = 0.0
    enterprise.first_chance = 0.0
    left = enterprise.crew - enterprise.deaths_single
    if public.separation > 0.0 and left > 0:
        at_least = knock_on_at(enterprise, public, p)
        beyond = chance_beyond_rescue(enterprise, public, 0.0, p)
        expected = clip(public.first_pressure * at_least, 0.0, 1.0)
        enterprise.first_chance = enterprise.major_chance
        enterprise.knock_chance = expected
        enterprise.beyond_rescue = beyond
        enterprise.deaths_major_expected += expected * p.fatal_chance * (1.0 + (enterprise.death_sum - 1.0) * beyond)
        if public.blast > 0.0 and not enterprise.major_accident:
            if uniform(now, enterprise, KNOCK) < clip(at_least * sqrt(public.blast), 0.0, 1.0):
                enterprise.knocked = 1
                enterprise.second_accident = 1
                enterprise.major_accident = True
                enterprise.struck = struck_deadly(enterprise, uniform(now, enterprise, KNOCK_TOLL), left, p)


@rule(writes=("blast",), after="majors_knock_on")
def look_again(public, enterprises, p, now):
    """The gravest accident that was set off."""
    worst = 0.0
    if public.blast > 0.0:
        for enterprise in enterprises:
            if enterprise.knocked == 1:
                worst = max(worst, 1.0 + float(enterprise.struck))
    public.blast = worst


@rule(writes=("knocked", "third_accident", "major_accident", "struck"), after="look_again")
def majors_knock_further(enterprise, public, p, now):
    """Accidents that were set off may set off others, once more."""
    left = enterprise.crew - enterprise.deaths_single
    if public.blast > 0.0 and not enterprise.major_accident and left > 0:
        chance = clip(knock_on_at(enterprise, public, p) * sqrt(public.blast), 0.0, 1.0)
        if uniform(now, enterprise, KNOCK_AGAIN) < chance:
            enterprise.knocked = 2
            enterprise.third_accident = 1
            enterprise.major_accident = True
            enterprise.struck = struck_deadly(enterprise, uniform(now, enterprise, KNOCK_TOLL), left, p)
