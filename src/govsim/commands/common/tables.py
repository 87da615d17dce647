"""The tables that commands print: means of a run, changes of a comparison."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from govsim.language import Model, is_cost
from govsim.model import parts_of
from govsim.scenario import Scenario
from govsim.study.analysis.measured import measured, window_of
from govsim.study.ask.headlines import headlines
from govsim.study.ask.titles import Titles, labels_of, titles_of, told_apart
from govsim.study.runs.counties import seeds_said
from govsim.study.speak.dates import calendar_shown, ends_of
from govsim.study.speak.terminal import alike, bare_percent, estimate, figure, head_of, percent, rows_laid_out, span
from govsim.study.speak.words import counted, spoken, tell


def label(model: Model, outcome: str) -> str:
    """The outcome's name, or its Chinese label."""
    return model.outcomes[outcome].zh if spoken() == "zh" and model.outcomes[outcome].zh else outcome


def called_of(
    model: Model,
    scenarios: Mapping[str, Scenario],
    config_dir: str | Path | None = None,
    given: Titles | None = None,
) -> dict[str, str]:
    """What tables call scenarios: names with what was added; in Chinese titles, with the name where two are alike.

    Args:
        model: what the instruments are called.
        scenarios: what was run, by name.
        config_dir: the user's own folder of settings.
        given: titles that came with the scenarios.
    """
    if spoken() == "en":
        return labels_of(scenarios.values(), config_dir)
    titles = titles_of(model, scenarios.values(), given, config_dir)
    return told_apart({name: one[spoken()] for name, one in titles.items()}, spoken())


def run_lines(model: Model, rows: Sequence[Mapping[str, Any]], weeks: int | None = None) -> list[dict[str, str]]:
    """A line an outcome; with the number of runs behind it where outcomes differ in that.

    Args:
        model: what outcomes are called.
        rows: of a summary.
        weeks: over which flows are summed; None where scenarios differ in them.
    """
    differ = len({row["runs"] for row in rows}) > 1
    return [
        {
            "outcome": label(model, row["outcome"]),
            "mean": alike(row["mean"], row["ci_low"], row["ci_high"])(row["mean"]),
            "95% interval": span(row["ci_low"], row["ci_high"], alike(row["mean"], row["ci_low"], row["ci_high"])),
            "unit": measured(model, row["outcome"], weeks),
        }
        | ({"runs": str(row["runs"])} if differ else {})
        for row in rows
    ]


def effect_lines(
    model: Model, rows: Sequence[Mapping[str, Any]], reference: str, labels: Mapping[str, str] | None = None
) -> list[dict[str, str]]:
    """A line a scenario, a column a headline: the reference's mean, then changes in per cent.

    Where failed runs leave scenarios different numbers of pairs, a column says how many.
    """
    chosen, called = headlines(model), labels or {}
    first = {row["outcome"]: figure(row["baseline"]) for row in reversed(rows)}
    lines = [
        {"scenario": called.get(reference, reference)} | {label(model, one): first.get(one, "-") for one in chosen}
    ]
    pairs = pairs_left(rows, chosen)
    for name in dict.fromkeys(row["scenario"] for row in rows):
        mine = {row["outcome"]: row for row in rows if row["scenario"] == name}
        lines.append({"scenario": called.get(name, name)} | {label(model, one): change(mine[one]) for one in chosen})
    if len(set(pairs.values())) > 1:
        counts = ["", *map(str, pairs.values())]
        lines = [line | {"pairs": count} for line, count in zip(lines, counts, strict=True)]
    return lines


def effect_table(
    model: Model,
    rows: Sequence[Mapping[str, Any]],
    reference: str,
    scenarios: Mapping[str, Scenario],
    width: int,
    config_dir: str | Path | None = None,
    labels: Mapping[str, str] | None = None,
) -> list[str]:
    """The lines of the table of a comparison within a width.

    A row a scenario, and columns of outcomes in as many blocks as needed; turned, a row an outcome, where that takes
    fewer lines. Units and the period of sums are in the titles.
    """
    called, chosen = labels or called_of(model, scenarios, config_dir), headlines(model)
    lines = effect_lines(model, rows, reference, called)
    units = {label(model, name): measured(model, name, window_of(scenarios.values())) for name in chosen}
    titled = [
        {f"{head}\n{units[head]}" if head in units else head: text for head, text in line.items()} for line in lines
    ]
    plain = rows_laid_out(titled, width, right=[key for key in titled[0] if key != "scenario"])
    if len(plain) <= len(lines) + max(map(len, (key.split("\n") for key in titled[0]))):  # in one block
        return plain
    names = [line["scenario"] for line in lines]
    turned = [
        {"outcome": f"{head}, {units[head]}" if spoken() == "en" else f"{head}（{units[head]}）"}
        | {name: line[head] for name, line in zip(names, lines, strict=True)}
        for head in units
    ]
    if "pairs" in lines[0]:
        turned.append({"outcome": head_of("pairs")} | {line["scenario"]: line["pairs"] for line in lines})
    other = rows_laid_out(turned, width, right=names)
    return other if len(other) < len(plain) else plain


def pairs_left(rows: Sequence[Mapping[str, Any]], outcomes: Sequence[str]) -> dict[str, int]:
    """How many runs, or pairs of runs, each scenario's numbers rest on: the most of its outcomes."""
    found: dict[str, int] = {}
    for row in rows:
        if row["outcome"] in outcomes:
            found[row["scenario"]] = max(found.get(row["scenario"], 0), int(row["runs"]))
    return found


def head(
    model: Model,
    scenarios: Mapping[str, Scenario],
    rows: Sequence[Mapping[str, Any]],
    seeds: int,
    engine: str,
    reference: str | None,
    config_dir: str | Path | None = None,
    labels: Mapping[str, str] | None = None,
    populations: int = 1,
) -> str:
    """The line above a table of a run, or of a comparison with a reference: what was run, and what is left of it.

    Args:
        model: what it was run on.
        scenarios: what was run, by name.
        rows: of the table.
        seeds: how many were asked for.
        engine: that played the runs.
        reference: of a comparison; None for a run alone.
        config_dir: the user's own folder of settings.
        labels: what scenarios are called; as `called_of` says when not given.
        populations: counties that the seeds were spread over.
    """
    labels = labels or called_of(model, scenarios, config_dir)
    left = list(pairs_left(rows, headlines(model)).values())
    said = seeds_said(seeds_behind(left, seeds), seeds, populations)
    about = {"seeds": said, "weeks": _weeks(list(scenarios.values())) + _parts(model)}
    if reference is None:
        return tell("table.run", scenario=labels[next(iter(scenarios))], engine=engine, **about)
    return tell("table.compare", reference=labels.get(reference, reference), **about)


def _parts(model: Model) -> str:
    """The parts of the package that every arm has; nothing where there is the core alone."""
    named = parts_of(model)
    return str(tell("table.parts", parts=", ".join(named))) if named else ""


def _weeks(scenarios: Sequence[Scenario]) -> str:
    """The weeks summed, of how many; or that scenarios differ in them."""
    if len({(one.window, one.weeks) for one in scenarios}) > 1:
        return tell("table.weeks_differ")
    (first, last), calendar = scenarios[0].window, calendar_shown()
    said = tell("table.weeks", first=first, last=last, weeks=scenarios[0].weeks)
    if calendar is None:
        return said
    begins, ends = ends_of(first, last, calendar)
    return tell("table.dates" if begins != ends else "table.date", first=begins, last=ends, weeks=said)


def seeds_behind(left: Sequence[int], asked: int) -> str:
    """So many seeds, or how many of them are left where runs failed."""
    seeds, most = counted("seeds", asked), max(left, default=asked)
    fewest = min(left, default=asked)
    if fewest == asked:
        return seeds
    if fewest == most:
        return tell("table.left", left=most, seeds=seeds)
    return tell("table.left_range", fewest=fewest, most=most, seeds=seeds)


def change(row: Mapping[str, Any]) -> str:
    """A difference in per cent of the reference; as it is where the reference has nothing, or less, and for costs."""
    base = row["baseline"]
    if not math.isfinite(row["difference"]):
        return "-"
    if base <= 0 or is_cost(str(row["outcome"])):
        return estimate(row["difference"], row["ci_low"], row["ci_high"])
    if row["difference"] == row["ci_low"] == row["ci_high"] == 0:
        return tell("table.no_change")
    return f"{percent(row['relative'])} {span(row['relative_low'], row['relative_high'], bare_percent)}"
