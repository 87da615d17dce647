"""The commands that run something: from composed settings to tables on the terminal and a folder of results."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from govsim.commands.common.bearers import bearer_table
from govsim.commands.common.budget import Priced, at_one_cost
from govsim.commands.common.carried import how_to, refuse_tasks
from govsim.commands.common.groups import group_rows, print_groups
from govsim.commands.common.record import Call
from govsim.commands.common.swept import print_swept, swept_labels
from govsim.commands.common.tables import called_of, effect_table, head, run_lines, window_of
from govsim.commands.common.verdicts import verdict_lines
from govsim.scenario import Scenario
from govsim.study.ask.checks import names
from govsim.study.ask.declarations import model_of_all, model_of_names
from govsim.study.ask.design import FEWEST_FOR_AN_INTERVAL
from govsim.study.ask.headlines import HEADLINES, headlines
from govsim.study.ask.resolve import Built, Options, build_options, build_scenario
from govsim.study.ask.swept import point_titles, swept_of
from govsim.study.ask.titles import Titles, titles_of
from govsim.study.runs.counties import check_counties, few_counties
from govsim.study.runs.places import results_folder
from govsim.study.speak.dates import dated
from govsim.study.speak.errors import InputError, Mistakes, RunError, why
from govsim.study.speak.layout import columns_of
from govsim.study.speak.terminal import print_rows, say, tell_out
from govsim.study.speak.words import counted, tell

if TYPE_CHECKING:
    import pandas as pd

    from govsim.commands.common.joint import JointDraws
    from govsim.study.runs.finish import Finished
    from govsim.study.runs.plan import Plan
    from govsim.study.runs.shown import Draw

MOST_NOTES = 20  # before the runs; a sweep may have one for each point


def run(tree: Mapping[str, Any], call: Call) -> None:
    """`govsim run`: one scenario; mean and interval of the headline outcomes."""
    mistakes = Mistakes()
    options, built = mistakes.of(build_options, tree), mistakes.of(build_scenario, tree)
    _note_groupings(mistakes, tree, options)
    mistakes.refuse()
    with dated(options.calendar):
        _run(built, options, call)


def _run(built: Built, options: Options, call: Call) -> None:
    from govsim.study.runs.statistics import summary

    check_counties(options.populations, [built.scenario], options.seeds)
    remark([built], options)
    found, model = _keep("run", [built.scenario], options, call, titles=_said([built])), built.model
    rows = summary(found.runs, list(model.outcomes) if call.json else headlines(model)).to_dict("records")
    if call.json:
        print_rows(rows + _groups(found, None), as_json=True)
    else:
        one = {built.scenario.name: built.scenario}
        called = called_of(model, one, call.config_dir, _said([built]))
        count, counties = len(options.seeds), options.populations
        tell_out(head(model, one, rows, count, found.engine, None, call.config_dir, called, counties))
        print_rows(run_lines(model, rows, window_of([built.scenario])), right=("mean", "95% interval", "runs"))
        print_groups(model, _groups(found, None), None, called, window_of([built.scenario]))
        print_where(found)
    _leave_run(built, found, call)
    _report_failures(found, rows, len(options.seeds))


def _leave_run(built: Built, found: Finished, call: Call) -> None:
    from govsim.commands.common.section_of_runs import leave_run
    from govsim.study.runs.statistics import summary

    one, model = {built.scenario.name: built.scenario}, built.model
    rows = summary(found.runs, headlines(model)).to_dict("records")
    leave_run(model, found, rows, built.scenario, lambda: called_of(model, one, call.config_dir, _said([built])))


def compare(tree: Mapping[str, Any], own: Mapping[str, Any], overrides: Sequence[str], call: Call) -> None:
    """`govsim compare`: several scenarios under the same seeds; with a budget, packages at equal cost.

    Args:
        tree: how to run.
        own: values of the command's own keys.
        overrides: what holds in the scenarios.
        call: how the command was called.
    """
    from govsim.commands.common.joint import JointDraws
    from govsim.study.analysis.budget import budget_given
    from govsim.study.analysis.comparable import check_comparable
    from govsim.study.analysis.compare import build_several, calendar_of, joint_checked, reference_of
    from govsim.study.analysis.stopping import AUTO, FIRST, precision_given

    names, budget = _names(own["scenarios"]), own["budget"]
    mistakes = Mistakes()
    precision = mistakes.of(precision_given, tree.get("seeds"), own["precision"], tree.get("populations", 1))
    if tree.get("seeds") == AUTO:  # also where the precision is wrong: the word itself is no mistake
        tree = {**tree, "seeds": FIRST}
    options, built = mistakes.of(build_options, tree), mistakes.of(build_several, names, overrides, call.config_dir)
    _note_groupings(mistakes, tree, options)
    spent = None if budget is None else mistakes.of(budget_given, budget)
    mistakes.refuse()
    for key in (one for one in ("budget", "parameters") if own[one] is not None):
        refuse_tasks(options, f"{key}={own[key]}")
    if precision is not None:
        refuse_tasks(options, f"seeds={AUTO}")
    options = replace(options, calendar=calendar_of([options.calendar, *(one.calendar for one in built)]))
    with dated(options.calendar):
        chosen = [one.scenario for one in built]
        check_counties(options.populations, chosen, options.seeds)
        remark(built, options)
        check_comparable(chosen)
        reference = reference_of(own["against"], [one.name for one in chosen], spent)
        titles, priced = _said(built), None
        if spent is not None:
            priced = at_one_cost(chosen, titles, spent, options)
            chosen, titles = priced.scenarios, priced.titles
        if precision is not None:
            options = with_seeds(options, chosen, reference, precision, call.config_dir)
        draws = None
        if own["parameters"] is not None:
            draws = JointDraws(joint_checked(own["parameters"], chosen, options.seeds, reference, options.populations))
        found = _compare_and_tell("compare", chosen, options, call, {}, titles, priced, reference, draws)
        if precision is not None and found.effects is not None:
            _say_reached(found.effects, precision)


def sweep(tree: Mapping[str, Any], overrides: Sequence[str], call: Call) -> None:
    """`govsim sweep`: one scenario over every combination of some settings."""
    from govsim.study.analysis.comparable import windows_of
    from govsim.study.analysis.sweep import build_points, varied_by

    mistakes = Mistakes()
    options, points = mistakes.of(build_options, tree), mistakes.of(build_points, overrides, call.config_dir)
    _note_groupings(mistakes, tree, options)
    mistakes.refuse()
    check_counties(options.populations, [one.scenario for one in points], options.seeds, varied_by(points))
    with dated(options.calendar):
        remark([Built(point.scenario, model_of_all(point.scenario), point.notes) for point in points], options)
        windows = windows_of([point.scenario for point in points])
        if windows:
            say(tell("warning.windows", windows=windows))
        _compare_and_tell("sweep", [point.scenario for point in points], options, call, varied_by(points))


def with_seeds(
    options: Options, scenarios: Sequence[Scenario], reference: str, precision: float, config_dir: str | None
) -> Options:
    """The options with as many seeds as the precision takes, which is found out and said."""
    from govsim.study.analysis.comparable import with_parts_of_all
    from govsim.study.analysis.stopping import FIRST, seeds_needed

    about = {"precision": f"{100 * precision:g}"}
    say(tell("auto.search", few=counted("seeds", FIRST), **about))
    found = seeds_needed(with_parts_of_all(scenarios), reference, precision, options.engine, options.threads)
    named = {one.name: one for one in scenarios}
    called = called_of(model_of_all(scenarios), named, config_dir)[found.scenario]
    key = "auto.found" if found.is_reached else "auto.most"
    wanted = {"wanted": f"{found.wanted:,}", "seeds": counted("seeds", found.seeds)}
    say(tell(key, scenario=called, **about, **wanted))
    return replace(options, seeds=tuple(range(found.seeds)))


def _note_groupings(mistakes: Mistakes, tree: Mapping[str, Any], options: Options | None) -> None:
    """Note a grouping that there is not, before anything is said or run."""
    from govsim.study.runs.groups import checked_by

    if options is not None and options.by:
        kinds = ("parts", "plugins")
        model = mistakes.of(model_of_names, *(names(key, tree.get(key), tell(f"wanted.{key}")) for key in kinds))
        if model is not None:
            mistakes.of(checked_by, model, options.by)


def _compare_and_tell(
    kind: str,
    scenarios: Sequence[Scenario],
    options: Options,
    call: Call,
    varied: Mapping[str, Mapping[str, Any]],
    titles: Titles | None = None,
    priced: Priced | None = None,
    reference: str = "",
    draws: JointDraws | None = None,
) -> Any:
    from govsim.commands.common.section_of_runs import Compared, leave_comparison

    reference = reference or scenarios[0].name
    found = _keep(kind, scenarios, options, call, varied, reference, titles)
    rows, model = found.effects.to_dict("records") if found.effects is not None else [], model_of_all(scenarios)
    if draws is not None:
        draws.play(options, found, call, titles or {})
    if call.json:
        more = (priced.rows() if priced else []) + (draws.rows() if draws else [])
        print_rows(rows + _groups(found, reference) + more, as_json=True)
    else:
        named = {one.name: one for one in scenarios}
        called = swept_labels(model, varied, named) or called_of(model, named, call.config_dir, titles)
        weeks = window_of(scenarios)
        count, counties = len(options.seeds), options.populations
        tell_out(head(model, named, rows, count, found.engine, reference, call.config_dir, called, counties))
        print_swept(model, varied, named)
        width = columns_of(sys.stdout)
        print("\n".join(effect_table(model, rows, reference, named, width, call.config_dir, called)))
        print_groups(model, _groups(found, reference), reference, called, weeks)
        if kind == "compare":
            print("\n".join(bearer_table(model, rows, reference, called, columns_of(sys.stdout))))
        if priced:
            print("\n".join(priced.table(model, rows, called, columns_of(sys.stdout))))
        if draws:
            print("\n".join(draws.table(found.runs, reference, called, width)))
        if kind == "compare":
            wider = draws.wider if draws else None
            print("\n".join(verdict_lines(model, found.runs, reference, called, weeks, width, wider)))
        print_where(found)
    if rows:
        named = {one.name: one for one in scenarios}

        def named_now() -> Mapping[str, str]:
            return swept_labels(model, varied, named) or called_of(model, named, call.config_dir, titles)

        leave_comparison(Compared(kind, model, found, rows, named, reference, named_now, draws, priced))
    _report_failures(found, rows, len(options.seeds))
    return found


def _say_reached(effects: Any, precision: float) -> None:
    """Say how narrow the intervals of effects on true injuries have come."""
    from govsim.study.analysis.verdict import INJURIES

    mine = effects[effects["outcome"] == INJURIES]
    half = float(((mine["ci_high"] - mine["ci_low"]) / 2 / mine["baseline"]).max())
    key = "auto.reached" if half <= precision else "auto.missed"
    say(tell(key, half=f"{100 * half:.2g}", precision=f"{100 * precision:g}"))


def _keep(
    kind: str,
    scenarios: Sequence[Scenario],
    options: Options,
    call: Call,
    varied: Mapping[str, Mapping[str, Any]] | None = None,
    reference: str | None = None,
    titles: Titles | None = None,
) -> Any:
    """Carry out a plan in its folder, and draw the figures of its results."""
    from govsim.engines.room import processors
    from govsim.study.runs.plan import Plan
    from govsim.study.runs.shown import Drawn, Shown

    plan = Plan(kind, {one.name: one for one in scenarios}, options.seeds, varied or {}, reference, options.yearly,
                options.by, options.group_weeks, options.populations)  # fmt: skip

    def draw(shown: Shown, where: Path) -> Drawn:
        given = titles or point_titles(swept_of(plan.model, plan.varied, plan.scenarios))
        called = titles_of(plan.model, plan.scenarios.values(), given, call.config_dir)
        return figures().draw_results(shown, where, options.lang, called, processes=processes)

    processes = options.threads or processors()
    return carry_out(plan, options, call, draw)


def carry_out(plan: Plan, options: Options, call: Call, draw: Draw) -> Finished:
    """Carry out a plan in its folder, with the figures that it is asked for, and say what was left out."""
    from govsim.study.runs.keep import keep

    out = options.out if options.out is None or not call.apart else str(Path(options.out) / plan.id)
    folder = results_folder(out, options.experiment or plan.kind, plan.id)
    drawer = draw if options.figures else None
    found = keep(plan, folder, how_to(options, call, drawer))
    for note in found.notes:
        say(note)
    return found


def write_csv(folder: Path, tables: Mapping[str, pd.DataFrame]) -> None:
    """Write tables beside the others of a folder of results, each whole or not at all.

    Raises:
        RunError: when one cannot be written.
    """
    from govsim.study.runs.shards import write_whole

    try:
        for name, table in tables.items():
            write_whole(folder / name, table.to_csv(index=False, lineterminator="\n").encode("utf-8"))
    except OSError as error:
        raise RunError(tell("error.not_written", folder=folder, reason=why(error))) from error


def _groups(found: Any, reference: str | None) -> list[dict[str, Any]]:
    """What there is to say of groups of enterprises; nothing where nobody asked."""
    return group_rows(found.groups, reference) if found.groups is not None else []


def figures() -> ModuleType:
    """The room of figures: slow to import, so only when something is drawn."""
    import govsim.figures.results as room

    return room


def _said(built: Sequence[Built]) -> Titles:
    """Titles that came with scenarios: their files', or as the command says."""
    return {one.scenario.name: one.title for one in built}


def _names(names: Any) -> list[str]:
    from govsim.study.ask.variants import read_variant

    if not names or not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise InputError(tell("error.scenarios_needed"))
    if len(names) < 2:
        read_variant(names[0])  # signs of a Chinese keyboard part no names: they are the cause then
        raise InputError(tell("error.scenarios_two", names=", ".join(names)))
    return names


def remark(built: Sequence[Built], options: Options, by_points: bool = False) -> None:
    """Say what was decided for the user, what a register needed, and what is legal but odd.

    Args:
        built: the scenarios.
        options: how they are run.
        by_points: whether intervals are those over the points of a design, for which few seeds are no loss.
    """
    from govsim.study.ask.warnings import oddities
    from govsim.study.runs.simulate import check_population

    notes = [note for one in built for note in (*one.notes, *check_population(one.scenario, options.lang))]
    notes += [note for one in built for note in oddities(one.scenario)]
    different = _each_once(notes)
    for note in different[:MOST_NOTES]:
        say(note)
    if len(different) > MOST_NOTES:
        say(tell("note.more", count=f"{len(different) - MOST_NOTES:,}"))
    if len(options.seeds) < FEWEST_FOR_AN_INTERVAL and not by_points:
        say(tell("warning.few_seeds", seeds=counted("seeds", len(options.seeds)), fewest=FEWEST_FOR_AN_INTERVAL))
    if few := few_counties(options.populations):
        say(few)


def _each_once(notes: Sequence[str]) -> list[str]:
    """Notes, each once; one that is part of another, as the weeks of a scenario without policy are, is said there."""
    different = list(dict.fromkeys(notes))
    ends = {note.casefold().partition("; ")[2] or note.casefold().partition("；")[2] for note in different}
    return [note for note in different if note.casefold() not in ends]


def print_where(found: Any) -> None:
    """Say where the tables are, and the figures."""
    tell_out("\n" + tell("table.where", folder=found.folder))
    if found.figures:
        tell_out(tell("table.figures", folder=found.figures[0].parent, count=len(found.figures)))


def _report_failures(found: Any, rows: Sequence[Mapping[str, Any]], seeds: int) -> None:
    """Failed runs are rows with missing outcomes; say so and end with an error status."""
    failures = found.failures
    if failures:
        left = min((int(row["runs"]) for row in rows if row["outcome"] in HEADLINES), default=seeds)
        if left < FEWEST_FOR_AN_INTERVAL <= seeds:
            say(tell("warning.few_seeds", seeds=counted("seeds", left), fewest=FEWEST_FOR_AN_INTERVAL))
        raise RunError(tell("error.runs_failed", runs=counted("runs", len(failures)), first=failures[0]))
