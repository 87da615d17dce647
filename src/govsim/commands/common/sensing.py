"""`govsim sensitivity`: from the words of a command to indices with intervals, ranks, convergence and figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.commands.common import designed as common
from govsim.commands.common.keeping import print_where, remark
from govsim.commands.common.record import Asked
from govsim.commands.common.section import assumed_in, leave, pictures, table
from govsim.study.ask.checks import whole, yes_or_no
from govsim.study.ask.keys import RUN_KEYS
from govsim.study.ask.resolve import Built, Options, build_options
from govsim.study.speak.dates import dated
from govsim.study.speak.errors import Mistakes, why
from govsim.study.speak.terminal import estimate, figure, head_of, print_rows, say, tell_out
from govsim.study.speak.words import spoken, tell

if TYPE_CHECKING:
    from govsim.language import Model
    from govsim.study.analysis.sensitivity.study import Answer, Laid

MOST_SIZE = 100_000
MOST_SHOWN = 20  # inputs; all are in the table that is kept
ENOUGH = 0.1  # of the largest index: half an interval beyond it says that more points would matter; assumed


def sensitivity(asked: Asked) -> None:
    """Lay the points out, play them, and print what matters."""
    options, built, study, model = _checked(asked)
    with dated(options.calendar):
        remark(built, options, by_points=True)
        if common.dry_or_saved(study.points, asked.own, options, asked.call):
            return
        seeds = len(options.seeds)

        def draw(runs: Any, where: Path, lang: str) -> Sequence[Path]:
            from govsim.study.analysis.sensitivity.drawn import draw_answer
            from govsim.study.analysis.sensitivity.study import answers

            return [file for one in answers(study, runs) for file in draw_answer(model, study, one, where, lang, seeds)]

        found, model = common.kept("sensitivity", study.points, options, asked.call, draw)
        _tell(study, model, found, seeds, asked.call.json)


def check(asked: Asked) -> None:
    """Refuse what cannot be laid out.

    Raises:
        InputError: with a line for each mistake.
    """
    _checked(asked)


def _checked(asked: Asked) -> tuple[Options, list[Built], Laid, Model]:
    mistakes = Mistakes()
    options, built = mistakes.of(build_options, asked.tree), mistakes.of(common.bases_of, asked)
    mistakes.refuse()
    return options, built, *_planned(asked, built)


def _planned(asked: Asked, built: Sequence[Built]) -> tuple[Laid, Model]:
    from govsim.study.analysis.sensitivity.asked import planned
    from govsim.study.analysis.sensitivity.study import Question

    own = asked.own
    size = None if own["size"] is None else whole("size", own["size"], 2, MOST_SIZE)
    measure = own["measure"] or ("level" if len(built) == 1 else "difference")
    question = Question(str(own["outcome"]), str(measure), str(own["method"]), size, yes_or_no("second", own["second"]))
    what = [one for one in asked.given if one.key not in (*RUN_KEYS, *own)]
    vary = {**common.ranges_in(what), **common.lists_in(what)}
    return planned(question, built, vary, own["inputs"], yes_or_no("grouped", own["grouped"]))


def _tell(study: Laid, model: Model, found: Any, seeds: int, as_json: bool) -> None:
    """Print the tables, and keep the indices beside the runs."""
    from govsim.study.analysis.sensitivity.asked import table_of
    from govsim.study.analysis.sensitivity.drawn import asked_of, how_of, input_titles, unit_of
    from govsim.study.analysis.sensitivity.study import answers

    made = answers(study, found.runs)
    leave_sensitivity(study, model, made, found, seeds, _keep(made, found.folder))
    if as_json:
        print_rows(table_of(made).to_dict("records"), as_json=True)
        return
    titles = {name: one[spoken()] for name, one in input_titles(model, study).items()}
    for number, one in enumerate(made):
        tell_out(("\n" if number else "") + asked_of(model, study, one.scenario, spoken()))
        tell_out(how_of(study, one, seeds, spoken()))
        tell_out(tell("sensitivity.in_unit", unit=unit_of(model, study, one.scenario, seeds)[spoken()]))
        _print_table(one, titles, study.question.method)
        _print_pairs(one, titles)
        if one.found is not None:
            _say_convergence(one, study)
    print_where(found)


def _keep(made: Sequence[Answer], folder: Path) -> list[str]:
    """Write the indices, and how they came to rest, beside the runs; what cannot be written is said. The files."""
    import pandas as pd

    from govsim.study.analysis.sensitivity.asked import table_of
    from govsim.study.runs.shards import write_whole

    tables = {"indices.csv": table_of(made)}
    parts = [one.found.convergence.assign(scenario=one.scenario) for one in made if one.found is not None]
    if parts:
        tables["convergence.csv"] = pd.concat(parts, ignore_index=True)
    try:
        for name, table in tables.items():
            write_whole(folder / name, table.to_csv(index=False, lineterminator="\n").encode("utf-8"))
    except OSError as error:
        say(tell("error.not_written", folder=folder, reason=why(error)))
    return list(tables)


def table_lines(answer: Answer, titles: Mapping[str, str], method: str) -> list[dict[str, str]]:
    """A line for each of the inputs that move it most: its indices with intervals and its rank, or its swing."""
    from govsim.study.analysis.sensitivity.method import FLOOR

    table = answer.table.head(MOST_SHOWN)
    if answer.swings is not None:
        return [
            {"input": titles[row.factor], "low end": row.low_end, "high end": row.high_end,
             "outcome at low": figure(row.at_low), "outcome at high": figure(row.at_high),
             "swing": estimate(row.swing, row.low, row.high)}
            for row in table.itertuples(index=False)
        ]  # fmt: skip
    columns = [name for name in table.columns if f"{name}_low" in table and name != "rank"]
    lines = []
    for row in table.to_dict("records"):
        said = {"input": titles[row["factor"]]}
        for name in columns:
            ends = (row[name], row[f"{name}_low"], row[f"{name}_high"])
            said[str(tell(f"sensitivity.{method}_{name}"))] = estimate(*ends)
        if FLOOR in row:
            said[str(tell("sensitivity.idle"))] = figure(row[FLOOR])
        low, high = row["rank_low"], row["rank_high"]
        lines.append(said | {"rank": str(low) if low == high else f"{low}-{high}"})
    return lines


def _print_table(answer: Answer, titles: Mapping[str, str], method: str) -> None:
    from govsim.study.analysis.sensitivity.method import FLOOR

    lines = table_lines(answer, titles, method)
    if answer.swings is not None:
        print_rows(lines, right=("low end", "high end", "outcome at low", "outcome at high", "swing"))
    else:
        print_rows(lines, right=[head for head in lines[0] if head != "input"])
        if FLOOR in answer.table:
            tell_out(tell("sensitivity.floor"))
    if len(answer.table) > MOST_SHOWN:
        tell_out(tell("sensitivity.more", count=len(answer.table) - MOST_SHOWN))


def _print_pairs(answer: Answer, titles: dict[str, str]) -> None:
    if answer.found is None or answer.found.pairs is None:
        return
    tell_out("\n" + tell("sensitivity.pairs"))
    print_rows([
        {"input": titles[row.first], "with": titles[row.second], "share": estimate(row.index, row.low, row.high)}
        for row in answer.found.pairs.head(MOST_SHOWN // 2).itertuples(index=False)
    ], right=("share",))  # fmt: skip


def _say_convergence(answer: Answer, study: Laid) -> None:
    """A line for each part of the points: the first index of those that move most, and whether more would matter."""
    assert answer.found is not None and study.sample is not None
    table = answer.found.convergence
    tell_out("\n" + tell("sensitivity.convergence", unit=tell(f"sensitivity.{study.sample.method.unit}")))
    leading = list(answer.table["factor"].head(5))
    lines = []
    for units, rows in table.groupby("units", sort=True):
        named = {row["factor"]: row for row in rows.to_dict("records")}
        line = {"points": f"{rows['points'].iloc[0]:,}"}
        if study.sample.method.unit != "points":
            line[str(tell(f"sensitivity.{study.sample.method.unit}"))] = f"{units:,}"
        line |= {f"{at}.": estimate(*(named[name][end] for end in ("index", "low", "high")))
                 for at, name in enumerate(leading, 1)}  # fmt: skip
        lines.append(line)
    print_rows(lines, right=list(lines[0]))
    if said := settled(answer):
        tell_out(said)


def settled(answer: Answer) -> str:
    """Whether more points would matter, in a sentence; "" where that cannot be told."""
    if answer.found is None:
        return ""
    table = answer.found.convergence
    last = table[table["units"] == table["units"].max()]
    half, most = float(((last["high"] - last["low"]) / 2).max()), float(last["index"].abs().max())
    share = half / most if most else float("nan")
    if share != share:
        return ""
    key = "sensitivity.settled" if share <= ENOUGH else "sensitivity.unsettled"
    return str(tell(key, share=f"{100 * share:.0f}"))


def leave_sensitivity(
    study: Laid, model: Model, made: Sequence[Answer], found: Any, seeds: int, files: Sequence[str]
) -> None:
    """Write the section of a study into its folder."""
    from govsim.study.analysis.section import Section, in_both, words
    from govsim.study.analysis.sensitivity.drawn import asked_of, how_of, input_titles, unit_of

    titles, method = input_titles(model, study), study.question.method

    def asked(one: Answer) -> str:
        return asked_of(model, study, one.scenario, spoken())

    def called() -> dict[str, str]:
        return {name: one[spoken()] for name, one in titles.items()}

    def head(one: Answer) -> str:
        unit = unit_of(model, study, one.scenario, seeds)[spoken()]
        return str(tell("section.table_of_inputs", asked=asked(one), unit=unit))

    def lines(one: Answer) -> list[dict[str, str]]:
        return table_lines(one, called(), method)

    def leading(one: Answer) -> str:
        return _leading(one, lines(one)[:3], asked(one))

    def how() -> str:
        return how_of(study, made[0], seeds, spoken())

    told = [one for one in made if len(one.table)]
    rests = [in_both(partial(settled, one)) for one in told if settled(one)]
    section = Section(
        "sensitivity", in_both(partial(asked, made[0])), [in_both(partial(leading, one)) for one in told],
        [table(in_both(partial(head, one)), partial(lines, one), "indices.csv") for one in told],
        pictures(found.figures), rests,
        [in_both(how), words(f"section.method_{method}"), assumed_in(model, study.points.bases.values())],
    )  # fmt: skip
    leave(section, found.folder, files)


def _leading(answer: Answer, lines: Sequence[Mapping[str, str]], asked: str) -> str:
    """The inputs that move it most, in order, each with its first index or swing."""
    head = "swing" if answer.swings is not None else list(lines[0])[1]
    listed = tell("section.apart").join(tell("section.of_one", name=one["input"], value=one[head]) for one in lines)
    return str(tell("section.leading", asked=asked, what=head_of(head), listed=listed))
