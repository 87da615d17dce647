"""Results of several folders put together, and figures of finished results drawn again."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from govsim.commands.common import keeping
from govsim.commands.common.record import Call
from govsim.commands.common.swept import swept_labels
from govsim.commands.common.tables import called_of
from govsim.study.ask.checks import one_of, yes_or_no
from govsim.study.ask.headlines import headlines
from govsim.study.ask.swept import point_titles, swept_of
from govsim.study.ask.titles import titles_of
from govsim.study.runs.kept import find, provenance_of
from govsim.study.speak.errors import InputError, RunError, why
from govsim.study.speak.paths import typed_path
from govsim.study.speak.terminal import say, tell_out
from govsim.study.speak.words import counted, spoken, tell

if TYPE_CHECKING:
    from govsim.study.runs.finish import Finished
    from govsim.study.runs.shown import Drawn, Shown

PICTURES = ("pdf", "png", "svg")
YES_OR_NO = {"true": True, "false": False}


def merge_folders(names: Sequence[str], given: Mapping[str, str], root: Path | None, call: Call) -> int:
    """`govsim results merge FOLDER FOLDER ...`: results of one plan under different seeds as those of one run."""
    from govsim.study.analysis.merge import merge
    from govsim.study.runs.keep import How

    said = given.get("figures", "true")
    draw = _drawer() if yes_or_no("figures", YES_OR_NO.get(said, said)) else None
    how = How(lang=str(spoken()), words=call.words, started=time.time(), draw=draw)
    found = merge([find(name, root) for name in names], given.get("out"), how)
    for note in found.notes:
        say(note)
    _leave_section(found)
    keeping.print_where(found)
    return 0


def _leave_section(found: Finished) -> None:
    """Write the section that one run with all seeds leaves, from the tables that were put together."""
    from govsim.commands.common.section_of_runs import Compared, leave_comparison, leave_run
    from govsim.study.analysis.reproduce import plan_of, where_it_was_run
    from govsim.study.runs.statistics import summary

    about = provenance_of(found.folder)
    with where_it_was_run(about):
        plan = plan_of(found.folder, about)
        model, named = plan.model, plan.scenarios

        def called() -> Mapping[str, str]:
            return swept_labels(model, plan.varied, named) or called_of(model, named)

        if plan.kind == "run":
            rows = summary(found.runs, headlines(model)).to_dict("records")
            leave_run(model, found, rows, next(iter(named.values())), called)
        elif found.effects is not None and len(found.effects):
            reference = plan.reference or next(iter(named))
            leave_comparison(Compared(plan.kind, model, found, found.effects.to_dict("records"), named, reference,
                                      called))  # fmt: skip


def draw_again(folder: Path, given: Mapping[str, str]) -> int:
    """`govsim results figures FOLDER`: its figures from its tables, in one format, in the language spoken."""
    from govsim.figures.saving import saved_as
    from govsim.study.analysis.merge import KINDS
    from govsim.study.analysis.reproduce import plan_of, where_it_was_run
    from govsim.study.runs.finish import tables_shown

    kind = one_of("format", given.get("format", "pdf"), "format", PICTURES)
    about = provenance_of(folder)
    if about.get("kind") not in KINDS or about.get("bases"):
        raise InputError(tell("error.figures_kind", folder=folder, kind=about.get("kind")))
    to = typed_path(given.get("to", str(folder / "figures")))
    if to.exists() and not to.is_dir():
        raise InputError(tell("error.export_file", folder=to))
    with where_it_was_run(about):
        plan = plan_of(folder, about)
        try:
            with saved_as(kind):
                files, notes = _drawer()(tables_shown(plan, folder), to)
        except OSError as error:
            raise RunError(tell("error.figures_unwritable", folder=to, reason=why(error))) from error
    for note in notes:
        say(note)
    tell_out(tell("results.drawn", folder=to, files=counted("files", len(files))))
    return 0


def _drawer() -> Callable[[Shown, Path], Drawn]:
    """Draws the figures of runs, in the language spoken, by as many processes as there are processors."""
    from govsim.engines.room import processors

    def draw(shown: Shown, where: Path) -> Drawn:
        points = point_titles(swept_of(shown.model, shown.varied, shown.scenarios))
        titles = titles_of(shown.model, shown.scenarios.values(), points)
        return keeping.figures().draw_results(shown, where, spoken(), titles, processes=processors())

    return draw
