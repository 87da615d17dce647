"""`govsim sweep design=`: the points of a design, and what the headline outcomes do along each setting."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.commands.common import designed as common
from govsim.commands.common.keeping import print_where, remark
from govsim.commands.common.record import Asked, Call
from govsim.study.analysis.measured import measured, window_of
from govsim.study.ask.declarations import model_of_all
from govsim.study.ask.headlines import headlines
from govsim.study.ask.keys import RUN_KEYS
from govsim.study.ask.overrides import model_of_overrides
from govsim.study.ask.ranges import factors_of
from govsim.study.ask.resolve import Built, build_options
from govsim.study.runs.plan import DESIGN
from govsim.study.speak.dates import dated
from govsim.study.speak.errors import InputError, Mistakes, RunError
from govsim.study.speak.terminal import bare_percent, cell, percent, print_rows, say, span, tell_out
from govsim.study.speak.words import counted, spoken, tell

if TYPE_CHECKING:
    from govsim.language import Model
    from govsim.study.analysis.designs.points import Points
    from govsim.study.runs.finish import Finished
    from govsim.study.runs.store import StoredResults


def is_designed(asked: Asked) -> bool:
    """Whether a sweep is over a design; ranges without one are refused.

    Raises:
        InputError: a range, and no design.
    """
    ranges = common.ranges_in(asked.given)
    if asked.own["design"] is not None:
        return True
    if ranges:
        key = next(iter(ranges))
        raise InputError(tell("error.range_no_design", text=f"{key}={ranges[key]}"))
    return False


def sweep(asked: Asked) -> None:
    """Lay the points out, play them, and print what outcomes do along each setting."""
    from govsim.study.analysis.comparable import windows_of

    mistakes = Mistakes()
    options, points = mistakes.of(build_options, asked.tree), mistakes.of(_points, asked)
    mistakes.refuse()
    common.refuse_unused(options)
    with dated(options.calendar):
        remark([Built(one, model_of_all([one])) for one in points.bases.values()], options, by_points=True)
        if windows := windows_of(points.scenarios):
            say(tell("warning.windows", windows=windows))
        if common.dry_or_saved(points, asked.own, options, asked.call):
            return

        def draw(runs: Any, where: Path, lang: str) -> Sequence[Path]:
            from govsim.study.analysis.designs.drawn import draw_design

            return draw_design(points, runs, model_of_all(points.scenarios), where, lang, len(options.seeds))

        found, model = common.kept("sweep", points, options, asked.call, draw)
        _print(points, found.runs, model, len(options.seeds), asked.call)
        _leave(points, found, model, len(options.seeds))
        if not asked.call.json:
            print_where(found)
    if found.failures:
        runs, first = counted("runs", len(found.failures)), found.failures[0]
        raise RunError(tell("error.runs_failed", runs=runs, first=first))


def _points(asked: Asked) -> Points:
    from govsim.study.analysis.designs.design import designed, is_table, read_design
    from govsim.study.analysis.designs.points import points_of

    given = [one for one in asked.given if one.key not in asked.own]
    what = [one for one in given if one.key not in RUN_KEYS]
    ranges, lists, name = common.ranges_in(what), common.lists_in(what), asked.own["design"]
    fixed = [one.text for one in common.fixed_in(what)]
    if is_table(name):
        for key in (*ranges, *lists):
            raise InputError(tell("error.design_both", key=key, file=name))
        design = read_design(name)
        for one in common.fixed_in(what):
            if one.key in design.keys:
                raise InputError(tell("error.design_both", key=one.key, file=name))
        return points_of(design, fixed, asked.call.config_dir)
    model = model_of_overrides(given, asked.call.config_dir)
    factors = factors_of(model, ranges, lists)
    order = [one.key for one in what]
    design = designed(str(name), sorted(factors, key=lambda one: order.index(one.key)))
    return points_of(design, fixed, asked.call.config_dir)


def _print(points: Points, runs: Any, model: Model, seeds: int, call: Call) -> None:
    """A line a setting: how outcomes differ between its ends, all other settings moving too."""
    from govsim.study.analysis.designs.responses import response_table

    base, chosen = points.arms[0], headlines(model)
    if call.json:
        print_rows(response_table(points.design, runs, base, list(model.outcomes)).to_dict("records"), as_json=True)
        return
    about = {"points": f"{len(points.design.points):,}", "seeds": counted("seeds", seeds)}
    tell_out(tell("design.head", design=points.design.name, scenarios=", ".join(points.arms), **about))
    _print_spreads(runs, model, points.arms[:1], window_of(points.scenarios))
    tell_out("\n" + tell("design.responses"))
    print_rows(_changes(points, runs, model, base, chosen), right=_labels(model, chosen))


def _leave(points: Points, found: Finished, model: Model, seeds: int) -> None:
    """Write the section of a design into its folder."""
    from govsim.commands.common.section import assumed_in, leave, pictures, table
    from govsim.study.analysis.section import Section, in_both, words

    base, chosen = points.arms[0], headlines(model)
    about = {"points": f"{len(points.design.points):,}", "seeds": lambda: counted("seeds", seeds)}
    scenarios = ", ".join(points.arms)
    section = Section(
        "sweep", words("section.design", scenarios=scenarios),
        [in_both(partial(_widest, points, found.runs, model, base, name)) for name in chosen[:3]],
        [table(words("design.responses"), lambda: _changes(points, found.runs, model, base, chosen))],
        pictures(found.figures), [words("section.luck_alone")],
        [words("design.head", design=points.design.name, scenarios=scenarios, **about),
         assumed_in(model, points.bases.values())],
    )  # fmt: skip
    leave(section, found.folder)


def _widest(points: Points, runs: Any, model: Model, base: str, outcome: str) -> str:
    """Along which setting an outcome changes most."""
    from govsim.study.analysis.designs.responses import means_of, responses

    lines = _changes(points, runs, model, base, [outcome])
    found = responses(points.design, means_of(runs, base, len(points.design.points), outcome))
    known = [place for place, one in enumerate(found) if one.change[0] == one.change[0]]
    at = max(known, key=lambda place: abs(found[place].change[0]), default=0)
    said = _labels(model, [outcome])[0]
    return str(tell("section.widest", outcome=said, setting=lines[at]["setting"], change=lines[at][said]))


def _labels(model: Model, outcomes: Sequence[str]) -> list[str]:
    from govsim.commands.common.tables import label

    return [label(model, one) for one in outcomes]


def show_kept(stored: StoredResults) -> None:
    """What `govsim results show` says of a design: the spread of outcomes over the points of each scenario."""
    arms, seeds = list(stored.provenance["bases"]), len(stored.provenance.get("seeds") or ())
    points = len(stored.provenance.get("varied") or ()) // max(1, len(arms))
    about = {"points": f"{points:,}", "seeds": counted("seeds", seeds)}
    tell_out(tell("design.head", design=stored.folder / DESIGN, scenarios=", ".join(arms), **about))
    _print_spreads(stored.runs, stored.model, arms, window_of(stored.scenarios.values()))


def _print_spreads(runs: Any, model: Model, arms: Sequence[str], weeks: int | None) -> None:
    """A line an outcome: the least, the median and the most of the points' means."""
    import numpy as np

    chosen = headlines(model)
    means = runs.groupby("scenario", sort=False)[chosen].mean()
    for arm in arms:
        mine, lines = (
            means[[str(name).rpartition(": ")[0] == arm for name in means.index]] if len(arms) > 1 else means,
            [],
        )
        for name, said in zip(chosen, _labels(model, chosen), strict=True):
            least, median, most = np.nanpercentile(mine[name].to_numpy(float), (0, 50, 100))
            lines.append({"outcome": said, "least": cell(float(least)), "median": cell(float(median)),
                          "most": cell(float(most)), "unit": measured(model, name, weeks)})  # fmt: skip
        if len(arms) > 1:
            tell_out("\n" + arm)
        print_rows(lines, right=("least", "median", "most"))


def _changes(points: Points, runs: Any, model: Model, base: str, outcomes: Sequence[str]) -> list[dict[str, str]]:
    from govsim.study.analysis.designs.responses import means_of, responses
    from govsim.study.ask.swept import settings_of

    count = len(points.design.points)
    found = {name: responses(points.design, means_of(runs, base, count, name)) for name in outcomes}
    lines = []
    for at, one in enumerate(settings_of(model, points.design.points[0])):
        line = {"setting": one.title[spoken()]}
        for name, said in zip(outcomes, _labels(model, outcomes), strict=True):
            line[said] = _change(found[name][at].change)
        lines.append(line)
    return lines


def _change(change: tuple[float, float, float]) -> str:
    """A change in per cent, with its interval."""
    value, low, high = (one / 100.0 for one in change)
    return f"{percent(value)} {span(low, high, bare_percent)}"
