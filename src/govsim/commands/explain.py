"""`govsim explain`: why one agent did what it did in one week."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from govsim.commands.common.record import Asked, Command, Composed, Key, Usage
from govsim.commands.common.watched import UNUSED, WHO, watched

if TYPE_CHECKING:
    from govsim.study.ask.resolve import Built
    from govsim.study.speak.errors import Mistakes


def _explain(asked: Asked) -> None:
    """Replay the week that the settings name and tell what happened to whom they name.

    Raises:
        InputError: when the week or the agent is not there.
    """
    from govsim.engines.explain import explain
    from govsim.study.ask.checks import week as week_asked
    from govsim.study.speak.dates import dated, said_week
    from govsim.study.speak.errors import InputError
    from govsim.study.speak.terminal import print_rows, tell_out
    from govsim.study.speak.words import tell
    from govsim.study.telling.rows import row_of
    from govsim.study.telling.things import first_letter
    from govsim.study.telling.weeks import told

    def the_week(built: Built | None, mistakes: Mistakes) -> Any:
        if asked.own["week"] is None:
            raise InputError(tell("error.explain_needs"))
        if built is None:
            return None
        weeks = built.scenario.weeks
        return mistakes.of(week_asked, "week", asked.own["week"], 0, weeks - 1, weeks, built.calendar)

    one, week = watched(asked, the_week)
    made = one.followed(explain, week)
    if asked.call.json:
        print_rows([row_of(one.model, made, event) for event in made.events], True)
        return
    with dated(one.built.calendar):
        tell_out(
            tell(
                "explain.head",
                who=first_letter(one.title),
                week=said_week(week),
                scenario=made.scenario,
                seed=made.seed,
            )
        )
    sections, left = told(one.model, made)
    for section in sections:
        tell_out()
        tell_out(section.title)
        for paragraph in section.paragraphs:
            tell_out(f"  {paragraph}")
    tell_out()
    tell_out(tell("tell.left", count=left) if made.events else tell("explain.nothing"))


COMMAND = Command(
    "explain", 60,
    (Usage("one agent in one week", "解释某主体某周",
           "govsim explain enterprise=17 week=130 scenario=combined seed=1"),),
    Composed(_explain, unused=UNUSED),
    {**WHO, "week": Key(None, "the week", "第几周"), "seed": Key(0, "the seed", "种子")},
)  # fmt: skip
