"""`govsim explain`: why one enterprise did what it did in one week."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from govsim.commands.common.record import Asked, Command, Composed, Key, Usage

if TYPE_CHECKING:
    from govsim.language import Model


RIGHT = ("before", "after")


def _explain(asked: Asked) -> None:
    """Replay the week that the settings name and print what happened to the enterprise.

    Raises:
        InputError: when the week or the enterprise is not there.
    """
    from govsim.engines.explain import explain
    from govsim.engines.fault import failure_of_compiled
    from govsim.model import model_for
    from govsim.study.ask.checks import week as week_asked
    from govsim.study.ask.checks import whole
    from govsim.study.ask.design import LARGEST_SEED
    from govsim.study.ask.enterprises import enterprise_meant, which
    from govsim.study.ask.resolve import build_scenario
    from govsim.study.runs.simulate import check_population, failure
    from govsim.study.speak.dates import dated, said_week
    from govsim.study.speak.errors import InputError, Mistakes, RunError
    from govsim.study.speak.terminal import print_rows, say, tell_out
    from govsim.study.speak.words import spoken, tell

    own, as_json, mistakes = asked.own, asked.call.json, Mistakes()
    built = mistakes.of(build_scenario, asked.tree)
    seed = mistakes.of(whole, "seed", own["seed"], 0, LARGEST_SEED)
    with mistakes.noted():
        if own["enterprise"] is None or own["week"] is None:
            raise InputError(tell("error.explain_needs"))
        if built is not None:
            weeks = built.scenario.weeks
            week = mistakes.of(week_asked, "week", own["week"], 0, weeks - 1, weeks, built.calendar)
            check_population(built.scenario)
            meant = enterprise_meant("enterprise", own["enterprise"], built.scenario.population, later=True)
    mistakes.refuse()
    scenario = built.scenario
    model = model_for(scenario)
    for note in (*built.notes, *which("enterprise", [meant])):
        say(note)
    try:
        told = explain(model, scenario, seed, meant.number, week)
    except InputError:  # no such enterprise in that week
        raise
    except (ArithmeticError, ValueError, MemoryError) as error:
        row = {
            "scenario": scenario.name,
            "seed": seed,
            "error": failure_of_compiled(model, scenario, seed, error, None),
        }
        raise RunError(failure(row)) from error
    rows = [_row(model, event, tell(f"explain.{event.kind}"), as_json) for event in told.events]
    if not as_json:
        with dated(built.calendar):
            about = {"week": said_week(told.week), "scenario": told.scenario, "seed": told.seed}
        tell_out(tell("explain.head", enterprise=meant.title, **about))
    hidden = () if as_json or spoken() == "zh" else ("zh",)
    shown = rows if as_json else _each_rule_once(rows)
    print_rows([{key: value for key, value in row.items() if key not in hidden} for row in shown], as_json, RIGHT)
    if not rows and not as_json:
        tell_out(tell("explain.nothing"))


def _each_rule_once(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What a rule says, beside the first of the events that it brings about one after the other."""
    said = ["", *(row["rule"] for row in rows)]
    return [
        row | {"rule": "" if row["rule"] == before else row["rule"]} for before, row in zip(said, rows, strict=False)
    ]


def _row(model: Model, event: Any, how: str, as_json: bool) -> dict[str, Any]:
    from govsim.study.speak.terminal import LEAST_WAN, alike
    from govsim.study.speak.words import spoken

    before, after = event.before, event.after
    large = all(isinstance(one, float) for one in (before, after)) and max(abs(before), abs(after)) >= LEAST_WAN
    if large and not as_json:  # small ones keep their own digits
        write = alike(before, after)
        before, after = write(before), write(after)
    return {
        "how": how,
        "by": event.by,
        "name" if spoken() == "zh" and not as_json else "what": event.name,
        "zh": _label(model, event),
        "before": before,
        "after": after,
        "rule": _rule(model, event),
    }


def _rule(model: Model, event: Any) -> str:
    """What the rule says, or the function of the planner or instrument; of a setting that moves a channel, which."""
    from govsim.study.speak.words import action_said, rule_said, tell

    if event.kind == "column":
        return rule_said(model, event.by)
    if event.function is None:
        return ""
    settings = model.instruments[event.by].settings.items() if event.kind == "channel" else ()
    bare = [key for key, setting in settings if setting.moves == event.name]
    own = [function for name, function in model.instruments[event.by].effects if name == event.name]
    if bare and event.function not in own:
        return str(tell("listing.setting_itself", name=bare[0]))
    return action_said(model, event.by, event.function)


def _label(model: Model, event: Any) -> str:
    from govsim.locale import knows, text

    if event.name in model.channels:  # also where a rule adds to it
        return model.channels[event.name].zh
    if event.kind == "steer":
        return model.instruments[event.name].zh
    if event.kind == "draw":  # those of plugins have their names only
        name = event.name.partition(" ")[0]
        return text(f"draw.{name}", "zh") if knows(f"draw.{name}") else ""
    column = model.declared_columns("enterprise").get(event.name) if event.kind == "column" else None
    return column.zh if column else ""


COMMAND = Command(
    "explain", 60,
    (Usage("one enterprise-week", "解释某企业某周", "govsim explain enterprise=17 week=130 scenario=combined seed=1"),),
    Composed(_explain, unused=("seeds", "populations", "engine", "threads", "out", "figures", "tables", "experiment")),
    {"enterprise": Key(None, "number of the enterprise, or its id in a register", "企业序号，或企业名录中的编号"),
     "week": Key(None, "the week", "第几周"), "seed": Key(0, "the seed", "种子")},
)  # fmt: skip
