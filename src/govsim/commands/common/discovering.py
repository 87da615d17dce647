"""`govsim discover`: from the words of a command to rules, how sure they are, scores and a map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.commands.common import designed as common
from govsim.commands.common.keeping import print_where, remark
from govsim.commands.common.record import Asked
from govsim.study.ask.keys import RUN_KEYS
from govsim.study.ask.resolve import Built, Options, build_options
from govsim.study.speak.dates import dated
from govsim.study.speak.errors import Mistakes, RunError, why
from govsim.study.speak.terminal import print_rows, say, tell_out
from govsim.study.speak.words import counted, tell

if TYPE_CHECKING:
    from govsim.language import Model
    from govsim.study.analysis.discovery.asked import Discovery
    from govsim.study.analysis.discovery.study import Answer, Laid

MOST_NAMED = 5  # points without a value


def discover(asked: Asked) -> None:
    """Lay the points out, play them, and print rules, scores and shares of the map."""
    from govsim.study.analysis.discovery.study import check_seeds

    mistakes = Mistakes()
    options, built = mistakes.of(build_options, asked.tree), mistakes.of(common.bases_of, asked)
    if options is not None:
        mistakes.of(check_seeds, options.seeds)
    mistakes.refuse()
    common.refuse_unused(options)
    study, model = _planned(asked, built)
    with dated(options.calendar):
        remark(built, options, by_points=True)
        if common.dry_or_saved(study.points, asked.own, options, asked.call):
            return
        found, made = _found(study, model, options, asked)
        _tell(made, asked.call.json)
        if not asked.call.json:
            print_where(found)
    if found.failures:
        runs, first = counted("runs", len(found.failures)), found.failures[0]
        raise RunError(tell("error.runs_failed", runs=runs, first=first))


def _planned(asked: Asked, built: Sequence[Built]) -> tuple[Laid, Model]:
    from govsim.study.analysis.discovery.asked import check_library, planned
    from govsim.study.ask.checks import yes_or_no

    own = asked.own
    what = [one for one in asked.given if one.key not in (*RUN_KEYS, *own)]
    vary = {**common.ranges_in(what), **common.lists_in(what)}
    study, model = planned(own["outcome"], own, built, vary, own["inputs"], own["design"])
    if not yes_or_no(common.DRY_RUN, own[common.DRY_RUN]):
        check_library(study.question)
    return study, model


def _found(study: Laid, model: Model, options: Options, asked: Asked) -> tuple[Any, Discovery]:
    """Play what is missing, look at it, and keep what it says beside the runs.

    The runs are those of the points: another question to the same points finds them played, and its answer, figures and
    section take the place of those of the last one.
    """
    from govsim.study.analysis.discovery.asked import Discovery
    from govsim.study.analysis.discovery.study import answers, mapped

    found, _ = common.kept("discover", study.points, replace(options, figures=False), asked.call, lambda *_: [])
    made = Discovery(study, answers(study, found.runs), mapped(study, found.runs), found.runs, model,
                     len(options.seeds), tuple(found.failures))  # fmt: skip
    return replace(found, figures=tuple(_keep(made, found.folder, options))), made


def _keep(made: Discovery, folder: Path, options: Options) -> list[Path]:
    """Write tables, section and figures in the place of those of another question; what cannot be written is said."""
    from govsim.study.analysis.discovery.lines import section_of
    from govsim.study.analysis.section import FILE
    from govsim.study.runs.derived import vouch
    from govsim.study.runs.shards import write_whole

    section = section_of(made.model, made.study, made.answers, made.best, made.seeds, options.figures)
    try:
        if _said_before(folder) != list(section.sentences):
            _clear(folder)
        for name, table in made.tables.items():
            write_whole(folder / f"{name}.csv", table.to_csv(index=False, lineterminator="\n").encode("utf-8"))
        drawn = made.figure(folder / "figures", options.lang) if options.figures else []
        section.save(folder)
        vouch(folder, [FILE, *(f"{name}.csv" for name in made.tables)])
    except OSError as error:
        say(tell("error.not_written", folder=folder, reason=why(error)))
        return []
    return drawn


def _said_before(folder: Path) -> list[Any] | None:
    """What the folder says so far; None where it says nothing that can be read."""
    from govsim.study.analysis.section import read_section

    try:
        found = read_section(folder)
    except ValueError:
        return None
    return None if found is None else list(found.sentences)


def _clear(folder: Path) -> None:
    """Remove the answer to another question."""
    from govsim.study.analysis.discovery.tables import NAMES

    for file in [*(folder / f"{name}.csv" for name in NAMES), *(folder / "figures").glob("discover_*")]:
        file.unlink(missing_ok=True)


def _tell(made: Discovery, as_json: bool) -> None:
    from govsim.study.analysis.discovery import lines
    from govsim.study.analysis.discovery.said import Speaker

    if as_json:
        print_rows(_rows(made), as_json=True)
        return
    speaker = Speaker(made.model, made.study, made.seeds)
    tell_out(speaker.how())
    for one in made.answers:
        tell_out("\n" + speaker.asked(one.scenario))
        tell_out(speaker.count(one))
        _say_left_out(made, one)
        for sentence in speaker.found(one):
            tell_out("\n" + sentence)
        if one.boxes:
            tell_out()
            print_rows(lines.box_lines(speaker, one.boxes))
            tell_out()
            print_rows(lines.all_restrictions(speaker, one.boxes))
            tell_out("\n" + tell("discover.trade_off"))
            print_rows(lines.step_lines(one), right=("step", "points", "coverage", "density"))
        if one.scores is not None:
            tell_out("\n" + tell("discover.scored"))
            print_rows(lines.score_lines(speaker, one), right=("score", "floor", "rank"))
            tell_out(speaker.scored(one))
    if made.best is not None:
        for sentence in speaker.best(made.best):
            tell_out("\n" + sentence)
        print_rows(lines.share_lines(speaker, made.best))
    tell_out()
    for sentence in speaker.hangs_on(made.answers):
        tell_out(sentence)


def _rows(made: Discovery) -> list[dict[str, Any]]:
    """Every restriction with the measures of its rule; of a map, the shares."""
    boxes = made.tables["boxes"]
    if len(boxes):
        whole = made.tables["restrictions"].merge(boxes, on=["scenario", "box"])
        return [{"table": "rules", **row} for row in whole.to_dict("records")] + _shares(made)
    return _shares(made)


def _shares(made: Discovery) -> list[dict[str, Any]]:
    return [{"table": name, **row} for name in ("scores", "shares") if name in made.tables
            for row in made.tables[name].to_dict("records")]  # fmt: skip


def _say_left_out(made: Discovery, answer: Answer) -> None:
    there, count = set(answer.points["point"]), len(made.study.points.design.points)
    missing = [str(at) for at in range(1, count + 1) if at not in there]
    if missing:
        named = ", ".join(missing[:MOST_NAMED]) + (", ..." if len(missing) > MOST_NAMED else "")
        outcome = made.study.question.outcome
        say(tell("discover.left_out", count=len(missing), outcome=outcome, points=named))
