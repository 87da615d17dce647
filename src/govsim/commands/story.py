"""`govsim story`: the years of one agent, told by their turning points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from govsim.commands.common.record import Asked, Command, Composed, Key, Usage
from govsim.commands.common.watched import UNUSED, WHO, watched

if TYPE_CHECKING:
    from govsim.study.ask.resolve import Built
    from govsim.study.speak.errors import Mistakes

LEAST, MOST = 1.0, 100.0  # times the usual move within a quarter that a jump may be asked to be


def _story(asked: Asked) -> None:
    """Run the scenario, find the weeks in which the agent turned, and tell them.

    Raises:
        InputError: when nobody of the number is there in any week.
    """
    from govsim.engines.lives import life_of, turning_points, weeks_told
    from govsim.study.ask.checks import number
    from govsim.study.speak.dates import dated
    from govsim.study.speak.terminal import print_rows, tell_out
    from govsim.study.speak.words import tell
    from govsim.study.telling.lives import Story, asked_of, told_life
    from govsim.study.telling.rows import turning_row
    from govsim.study.telling.things import first_letter

    def how_far(built: Built | None, mistakes: Mistakes) -> Any:
        return mistakes.of(number, "jump", asked.own["jump"], LEAST, MOST, "times the usual move within a quarter")

    one, jump = watched(asked, how_far, "error.story_needs")
    life = one.followed(life_of)
    turnings = turning_points(life, one.number, jump)
    story = Story(life, turnings, weeks_told(life, asked_of(life, turnings)))
    if asked.call.json:
        print_rows([turning_row(story, point) for point in turnings], True)
        return
    first, last = life.first_week(one.number), life.scenario.weeks - 1
    about = {"scenario": life.scenario.name, "seed": life.seed, "first": first, "last": last}
    with dated(one.built.calendar):
        tell_out(tell("story.head", who=first_letter(one.title), **about))
        for section in told_life(story, one.number):
            tell_out()
            tell_out(section.title)
            for paragraph in section.paragraphs:
                tell_out(f"  {paragraph}", "  ")


COMMAND = Command(
    "story", 61,
    (Usage("years of one agent", "讲述某主体历年的转折", "govsim story enterprise=17 scenario=combined seed=1"),),
    Composed(_story, unused=UNUSED),
    {
        **WHO,
        "seed": Key(0, "the seed", "种子"),
        "jump": Key(4.0, "times its usual move within a quarter from which a move is told",
                    "一个季度内的变化达到平常的几倍才讲述"),
    },
)  # fmt: skip
