"""What commands over designs share: ranges among the overrides, a dry run, and a folder of runs by point."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.commands.common.carried import how_to
from govsim.commands.common.record import Asked, Call
from govsim.study.ask.checks import listed, yes_or_no
from govsim.study.ask.keys import RUN_KEYS
from govsim.study.ask.ranges import is_range
from govsim.study.ask.resolve import Built, Options
from govsim.study.speak.errors import InputError, wrong_kind
from govsim.study.speak.terminal import duration, print_rows, say, tell_out
from govsim.study.speak.words import counted, tell

if TYPE_CHECKING:
    from govsim.language import Model
    from govsim.study.analysis.designs.points import Points
    from govsim.study.ask.overrides import Override
    from govsim.study.runs.finish import Finished

DRY_RUN, SAVE = "dry_run", "save"
MEGABYTE = 2**20
Draw = Callable[[Any, Path, str], Sequence[Path]]  # runs, where to, in which language


def ranges_in(given: Sequence[Override]) -> dict[str, str]:
    """Settings given as a range, by key."""
    return {one.key: one.value for one in given if not one.swept and is_range(one.value)}


def lists_in(given: Sequence[Override]) -> dict[str, Sequence[Any]]:
    """Settings given as several values, by key."""
    return {one.key: one.swept for one in given if one.swept}


def fixed_in(given: Sequence[Override]) -> list[Override]:
    """What holds at every point."""
    return [one for one in given if not one.swept and not is_range(one.value)]


def bases_of(asked: Asked) -> list[Built]:
    """The scenarios whose points are played, with what holds at every point; the baseline where none are named."""
    from govsim.study.analysis.compare import build_several

    names = [str(one) for one in listed("scenarios", asked.own["scenarios"], tell("wanted.list"))] or ["baseline"]
    what = [one for one in asked.given if one.key not in (*RUN_KEYS, *asked.own)]
    return build_several(names, [one.text for one in fixed_in(what)], asked.call.config_dir)


def dry_or_saved(points: Points, own: Mapping[str, Any], options: Options, call: Call) -> bool:
    """Write the design where asked, and say what it would cost where that is all that is asked; whether it is.

    Raises:
        InputError: the file cannot be written, or a key is not what it should be.
    """
    is_dry = yes_or_no(DRY_RUN, own[DRY_RUN])
    if own[SAVE] is not None:
        _save(points, own[SAVE])
    if is_dry:
        tell_cost(points, options, call)
    return is_dry


def _save(points: Points, given: Any) -> None:
    from govsim.study.speak.errors import why
    from govsim.study.speak.paths import typed_path

    if not isinstance(given, str) or not given.lower().endswith(".csv"):
        raise wrong_kind(SAVE, given, tell("wanted.csv"))
    try:
        typed_path(given).write_text(points.design.text(), encoding="utf-8", newline="\n")
    except (OSError, ValueError) as error:
        raise InputError(tell("error.out_unwritable", folder=given, reason=why(error))) from error
    say(tell("design.saved", file=given, points=f"{len(points.design.points):,}"))


def tell_cost(points: Points, options: Options, call: Call) -> None:
    """Say how many runs points take, how long, how much disk and memory; nothing is kept."""
    from govsim.study.analysis.designs.cost import cost_of

    cost = cost_of(points.scenarios, len(points.design.points), options.seeds, options.threads)
    if call.json:
        row = {"points": cost.points, "runs": cost.runs, "seconds": round(cost.seconds, 1), "disk": cost.disk,
               "memory": cost.memory, "processors": cost.processors}  # fmt: skip
        print_rows([row], as_json=True)
        return
    about = {"points": f"{cost.points:,}", "runs": counted("runs", cost.runs), "time": duration(cost.seconds)}
    sizes = {"disk": _megabytes(cost.disk), "memory": _megabytes(cost.memory), "processors": cost.processors}
    tell_out(tell("design.cost", **about, **sizes))


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:,.0f}" if size >= 10 * MEGABYTE else f"{size / MEGABYTE:.1f}"


def kept(kind: str, points: Points, options: Options, call: Call, draw: Draw) -> tuple[Finished, Model]:
    """Play the points in their folder, from where the last attempt ended.

    Args:
        kind: of command, after which the folder is called.
        points: to play.
        options: how.
        call: how the command was called.
        draw: draws the figures from the runs.
    """
    from govsim.study.runs.keep import Plan, keep
    from govsim.study.runs.places import results_folder
    from govsim.study.runs.shown import Drawn, Shown

    scenarios = {one.name: one for one in points.scenarios}
    plan = Plan(kind, scenarios, options.seeds, points.varied, bases=points.bases, design=points.design.text())
    folder = results_folder(options.out, options.experiment or kind, plan.id)

    def drawn(shown: Shown, where: Path) -> Drawn:
        return list(draw(shown.runs, where, options.lang)), []

    found = keep(plan, folder, how_to(options, call, drawn if options.figures else None))
    for note in found.notes:
        say(note)
    return found, plan.model


def refuse_unused(options: Options) -> None:
    """Refuse ways to run that designs have no use for: they keep runs, and no weeks, years or groups of them.

    Raises:
        InputError: naming the key.
    """
    for key, given in (("by", options.by), ("tables", options.yearly or options.group_weeks),
                       ("populations", options.populations > 1)):  # fmt: skip
        if given:
            raise InputError(tell("error.design_key", key=key))
