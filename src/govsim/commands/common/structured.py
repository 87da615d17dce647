"""`govsim compare structure=`: the same question under other structures, as a table, sentences, figures, a section."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.commands.common import designed as common
from govsim.commands.common.keeping import print_where, remark, write_csv
from govsim.commands.common.record import Asked
from govsim.commands.common.section import leave
from govsim.study.ask.checks import listed, yes_or_no
from govsim.study.ask.keys import RUN_KEYS
from govsim.study.ask.resolve import build_options
from govsim.study.speak.dates import dated
from govsim.study.speak.errors import InputError, Mistakes
from govsim.study.speak.terminal import print_rows, tell_out
from govsim.study.speak.words import tell

if TYPE_CHECKING:
    from govsim.study.analysis.structures.found import Held

TABLE = "structures.csv"
APART = ("budget", "precision")  # keys of a comparison that have no sense in several structures
ALONE = ("crossed", "dry_run")  # keys that have none in one


def refuse_without(own: Any) -> None:
    """Refuse keys that only several structures have a use for.

    Raises:
        InputError: naming the key.
    """
    for key in ALONE:
        if own[key] not in (None, False):
            raise InputError(tell("error.needs_structure", key=key))


def compare(asked: Asked) -> None:
    """Play every scenario in every structure, and say where the sign holds."""
    from govsim.study.analysis.comparable import check_comparable
    from govsim.study.analysis.compare import build_several, reference_of
    from govsim.study.analysis.structures.said import draw, lines, method, section_of, sentences, titles_for
    from govsim.study.analysis.structures.variants import structures_of

    own, mistakes = asked.own, Mistakes()
    names = [str(one) for one in listed("scenarios", own["scenarios"], tell("wanted.list"))]
    if len(names) < 2:
        raise InputError(tell("error.scenarios_two", names=", ".join(names)))
    for key in APART:
        with mistakes.noted():
            if own[key] is not None:
                raise InputError(tell("error.structure_key", key=key))
    options = mistakes.of(build_options, asked.tree)
    built = mistakes.of(build_several, names, asked.texts(without=RUN_KEYS), asked.call.config_dir)
    is_crossed, is_dry = (mistakes.of(yes_or_no, key, own[key]) for key in ALONE)
    mistakes.refuse()
    common.refuse_unused(options)
    check_comparable([one.scenario for one in built])
    reference = reference_of(own["against"], [one.scenario.name for one in built])
    question = structures_of(built, own["structure"], reference, is_crossed, own["parameters"])
    with dated(options.calendar):
        remark(built, options)
        if is_dry:
            common.tell_cost(question.points, options, asked.call)
            return
        found, model = common.kept("structure", question.points, options, asked.call, lambda *_: ())
        given, seeds = {one.scenario.name: one.title for one in built}, len(options.seeds)
        titles, results = titles_for(model, question, given, asked.call.config_dir), _held(question, found)
        if options.figures:
            draw(model, question, results, titles, seeds, found.folder / "figures", options.lang)
        leave(section_of(model, question, results, titles, seeds, options.figures), found.folder, [TABLE])
        if asked.call.json:
            _print_json(results)
            return
        tell_out(tell("structure.title"))
        said = lines(results, titles)
        print_rows(said, right=[tell("structure.injuries"), tell("structure.deaths"), tell("structure.cost")])
        for one in (*sentences(results, titles, reference), *method(model, question, seeds)):
            tell_out("\n" + one)
        print_where(found)


def _held(question: Any, found: Any) -> list[Held]:
    from govsim.study.analysis.structures.found import held, table_of

    results = held(question, found.runs)
    write_csv(Path(found.folder), {TABLE: table_of(results)})
    return results


def _print_json(results: list[Held]) -> None:
    from govsim.study.analysis.structures.found import table_of

    print_rows(table_of(results).to_dict("records"), as_json=True)
