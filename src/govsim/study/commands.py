"""The commands that run something: from composed settings to tables on the terminal and a folder of results."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from govsim.language import OUTCOMES
from govsim.scenario import Scenario
from govsim.study.design import FEWEST_FOR_AN_INTERVAL
from govsim.study.errors import InputError
from govsim.study.resolve import Built, Options, build_options, build_scenario
from govsim.study.terminal import bare_percent, figure, percent, print_rows, progress, say, span

HEADLINES = ("injuries_true", "injuries_recorded", "deaths_expected", "violations", "cost_total")


@dataclass(frozen=True)
class Call:
    """How a command was called.

    Attributes:
        words: the words of the command line, for the record.
        json: whether the table goes out as JSON, and nothing else.
        config_dir: a folder of settings of the user's own.
        apart: results of several jobs must not share a folder.
    """

    words: tuple[str, ...] = ()
    json: bool = False
    config_dir: str | None = None
    apart: bool = False


def run(tree: Mapping[str, Any], call: Call) -> None:
    """`govsim run`: one scenario; mean and interval of the headline outcomes."""
    built, options = build_scenario(tree), build_options(tree)
    _remark([built], options)
    started = time.time()
    folder = _folder([built.scenario], options, call, "run")
    from govsim.study.simulate import simulate
    from govsim.study.statistics import summary

    results = _with_progress(
        len(options.seeds),
        partial(
            simulate, built.scenario, options.seeds, options.engine, yearly=options.yearly, threads=options.threads
        ),
    )
    rows = summary(results.runs, list(OUTCOMES) if call.json else headlines()).to_dict("records")
    written = _write(folder, results, None, None, options, call, started)
    if call.json:
        print_rows(rows, as_json=True)
    else:
        _print_title(built.scenario, options)
        print_rows([_run_line(row, options.lang) for row in rows], right=("mean", "95% interval"))
        _print_where(written)
    _report_failures(results.failures)


def compare(tree: Mapping[str, Any], overrides: Sequence[str], call: Call) -> None:
    """`govsim compare`: several scenarios under the same seeds."""
    from govsim.study.compare import build_several, compare_built

    names = _names(tree)
    options = build_options(tree)
    built = build_several(names, overrides, call.config_dir)
    _remark(built, options)
    scenarios = [one.scenario for one in built]
    _compare_and_tell(
        scenarios, options, call, "compare",
        partial(compare_built, scenarios, options.seeds, options.engine, options.yearly, options.threads),
    )  # fmt: skip


def sweep(tree: Mapping[str, Any], overrides: Sequence[str], call: Call) -> None:
    """`govsim sweep`: one scenario over every combination of some settings."""
    from govsim.study.sweep import build_points, sweep_built

    options = build_options(tree)
    points = build_points(overrides, call.config_dir)
    _remark([Built(point.scenario, point.notes) for point in points], options)
    _compare_and_tell(
        [point.scenario for point in points], options, call, "sweep",
        partial(sweep_built, points, options.seeds, options.engine, options.threads, options.yearly),
    )  # fmt: skip


def _compare_and_tell(
    scenarios: Sequence[Scenario], options: Options, call: Call, command: str, work: Callable[..., Any]
) -> None:
    started = time.time()
    folder = _folder(scenarios, options, call, command)
    comparison = _with_progress(len(scenarios) * len(options.seeds), work)
    written = _write(folder, comparison.results, comparison.effects, comparison.reference, options, call, started)
    rows = comparison.effects.to_dict("records")
    if call.json:
        print_rows(rows, as_json=True)
    else:
        seeds = f"{len(options.seeds)} seed{'s' if len(options.seeds) > 1 else ''}"
        print(f"Difference from {comparison.reference}, {seeds}, {_weeks(scenarios[0])}; [95% interval].")
        right = [label(name, options.lang) for name in headlines()]
        print_rows(_effect_lines(rows, comparison.reference, options.lang), right=right)
        _print_where(written)
    _report_failures(comparison.results.failures)


def headlines() -> list[str]:
    """The outcomes that a first look needs."""
    return [name for name in HEADLINES if name in OUTCOMES]


def label(outcome: str, lang: str) -> str:
    """The outcome's name, or its Chinese label."""
    return OUTCOMES[outcome].zh if lang == "zh" and OUTCOMES[outcome].zh else outcome


def _names(tree: Mapping[str, Any]) -> list[str]:
    names = tree.get("scenarios")
    if not names or not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise InputError("compare needs scenarios=[a,b,...]; see `govsim list scenarios`.")
    if len(names) < 2:
        raise InputError(
            f"scenarios=[{', '.join(names)}]: a comparison needs at least two; see `govsim list scenarios`."
        )
    return names


def _remark(built: Sequence[Built], options: Options) -> None:
    from govsim.study.simulate import check_population

    notes = [note for one in built for note in (*one.notes, *check_population(one.scenario, options.lang))]
    for note in dict.fromkeys(notes):
        say(note)
    if len(options.seeds) < FEWEST_FOR_AN_INTERVAL:
        plural = "s" if len(options.seeds) > 1 else ""
        say(
            f"Warning: {len(options.seeds)} seed{plural} only; intervals are wide or missing. "
            f"Use {FEWEST_FOR_AN_INTERVAL} or more."
        )


def _folder(scenarios: Sequence[Scenario], options: Options, call: Call, command: str) -> Path:
    """Where results go; refused now, not after an hour of runs, when it cannot be written."""
    from govsim.study.provenance import result_id
    from govsim.study.store import check_writable, results_folder

    name = result_id({one.name: one for one in scenarios}, options.seeds)
    out = options.out if options.out is None or not call.apart else str(Path(options.out) / name)
    folder = results_folder(out, options.experiment or command, name)
    check_writable(folder)
    return folder


def _with_progress(total: int, work: Callable[..., Any]) -> Any:
    with progress(total) as on_done:
        return work(on_done=on_done)


def _write(
    folder: Path, results: Any, effects: Any, reference: str | None, options: Options, call: Call, started: float
) -> Any:
    from govsim.populations.structure import notes_of
    from govsim.study.provenance import provenance
    from govsim.study.store import draw_figures, write_results

    about = provenance(results.scenarios, options.seeds, options.engine, call.words, started)
    about["failures"] = list(results.failures)
    registers = {one.population: notes_of(one.population) for one in results.scenarios.values()}
    about["registers"] = [notes.as_dict(options.lang) for notes in registers.values() if notes is not None]
    draw = None
    if reference is not None:
        draw = partial(_draw_into, draw_figures, results, effects, reference, options.lang)
        about["reference"] = reference
    written = write_results(folder, results, effects, about, draw)
    for note in (*results.notes, *written.notes):
        say(note)
    return written


def _draw_into(draw: Any, results: Any, effects: Any, reference: str, lang: str, folder: Path) -> Any:
    return draw(results, effects, reference, folder, lang)


def _weeks(scenario: Scenario) -> str:
    return f"weeks {scenario.window[0]} to {scenario.window[1]} of {scenario.weeks}"


def _print_title(scenario: Scenario, options: Options) -> None:
    count = len(options.seeds)
    print(f"{scenario.name}: {count} seed{'s' if count > 1 else ''}, {_weeks(scenario)}, engine {options.engine}")


def _run_line(row: Mapping[str, Any], lang: str) -> dict[str, str]:
    return {
        "outcome": label(row["outcome"], lang),
        "mean": figure(row["mean"]),
        "95% interval": span(row["ci_low"], row["ci_high"]),
        "unit": OUTCOMES[row["outcome"]].unit,
    }


def _effect_lines(rows: Sequence[Mapping[str, Any]], reference: str, lang: str) -> list[dict[str, str]]:
    """A line a scenario, a column a headline: the reference's mean, then changes in per cent."""
    chosen = headlines()
    first = {row["outcome"]: figure(row["baseline"]) for row in reversed(rows)}
    lines = [{"scenario": reference} | {label(one, lang): first.get(one, "-") for one in chosen}]
    for name in dict.fromkeys(row["scenario"] for row in rows):
        mine = {row["outcome"]: row for row in rows if row["scenario"] == name}
        lines.append({"scenario": name} | {label(one, lang): _change(mine[one]) for one in chosen})
    return lines


def _change(row: Mapping[str, Any]) -> str:
    base = row["baseline"]
    if not base:
        return f"{figure(row['difference'])} {span(row['ci_low'], row['ci_high'])}"
    return f"{percent(row['relative'])} {span(row['ci_low'] / base, row['ci_high'] / base, bare_percent)}"


def _print_where(written: Any) -> None:
    print(f"\nTables: {written.folder}")
    if written.figures:
        print(f"Figures: {written.figures[0].parent} ({len(written.figures)} files)")


def _report_failures(failures: Sequence[str]) -> None:
    """Failed runs are rows with missing outcomes; say so and end with an error status."""
    if failures:
        from govsim.study.errors import RunError

        raise RunError(f"{len(failures)} run{'s' if len(failures) > 1 else ''} failed; the first: {failures[0]}")
