"""`govsim pilot`: what pilots of a scenario's instruments say, and what is so there and at scale."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from govsim.commands.common.record import Asked, Call, Command, Composed, Usage

if TYPE_CHECKING:
    from govsim.study.analysis.pilots import PilotReport
    from govsim.study.ask.resolve import Built, Options
    from govsim.study.runs.finish import Finished
    from govsim.study.runs.plan import Plan
    from govsim.study.runs.shown import Drawn, Shown

WORDED = (
    "raw_before", "raw_gap", "estimate", "placebo", "corrected", "true_pilots", "true_unattended", "true_scale",
    "overstated", "rolled_out",
)  # fmt: skip


def _pilot(asked: Asked) -> None:
    """Try what the scenario adopts in pilots and everywhere, under the same seeds, and print both books."""
    from govsim.commands.common.keeping import print_where, remark
    from govsim.study.analysis.pilots import table_of
    from govsim.study.ask.resolve import build_options, build_scenario
    from govsim.study.speak.dates import dated
    from govsim.study.speak.errors import Mistakes, RunError
    from govsim.study.speak.terminal import print_rows, tell_out
    from govsim.study.speak.words import counted, tell

    mistakes = Mistakes()
    options, built = mistakes.of(build_options, asked.tree), mistakes.of(build_scenario, asked.tree)
    mistakes.refuse()
    remark([built], options)
    with dated(options.calendar):
        found, report = _kept(built, options, asked.call)
    if asked.call.json:
        print_rows(table_of(report).to_dict("records"), as_json=True)
    else:
        first, review = report.weeks
        about = {"piloted": ", ".join(report.piloted), "seeds": counted("seeds", report.seeds)}
        tell_out(tell("pilot.head", first=first, review=review, **about))
        print_rows(_lines(report), right=("%",))
        tell_out("\n" + tell("pilot.note"))
        print_where(found)
    if report.failures:
        raise RunError(tell("error.runs_failed", runs=counted("runs", len(report.failures)), first=report.failures[0]))


def _kept(built: Built, options: Options, call: Call) -> tuple[Finished, PilotReport]:
    """Run what is not there yet, draw what came of the pilots, and leave its table beside it."""
    import pandas as pd

    from govsim.commands.common.keeping import carry_out, write_csv
    from govsim.study.analysis.pilots import OUTCOMES, WITHOUT, report_of, table_of, trial_of
    from govsim.study.runs.plan import Plan

    trial, seeds = trial_of(built.scenario), len(options.seeds)
    plan = Plan("pilot", trial.arms, options.seeds, {}, WITHOUT)
    columns = ["scenario", "seed", "week", *OUTCOMES]

    def draw(shown: Shown, where: Path) -> Drawn:
        return _drawn(report_of(trial, shown.weekly_of(columns), seeds), plan, where, options.lang), []

    found = carry_out(plan, options, call, draw)
    weekly = pd.read_parquet(found.folder / "weekly.parquet", columns=columns)
    report = report_of(trial, weekly, seeds, found.failures)
    write_csv(found.folder, {"pilots.csv": table_of(report)})
    _leave(plan, found, report)
    return found, report


def _lines(report: PilotReport) -> list[dict[str, str]]:
    """A line a quantity, in per cent with its interval."""
    from govsim.study.speak.terminal import estimate
    from govsim.study.speak.words import tell

    found = {name: report.figures[name] for name in WORDED}
    return [{"quantity": tell(f"pilot.{name}"), "%": estimate(one.mean, one.low, one.high)}
            for name, one in found.items()]  # fmt: skip


def _leave(plan: Plan, found: Finished, report: PilotReport) -> None:
    """Write the section of pilots into their folder."""
    from govsim.commands.common.section import assumed_in, leave, pictures, table
    from govsim.study.analysis.section import Section, in_both, words
    from govsim.study.speak.terminal import estimate
    from govsim.study.speak.words import counted, tell

    first, review = report.weeks
    about = {"piloted": ", ".join(report.piloted), "seeds": lambda: counted("seeds", report.seeds)}
    head = words("pilot.head", first=first, review=review, **about)
    chosen = ("estimate", "true_pilots", "true_scale")

    def said() -> str:
        cells = {name: estimate(one.mean, one.low, one.high)
                 for name, one in ((name, report.figures[name]) for name in chosen)}  # fmt: skip
        return str(tell("section.pilots", **cells))

    section = Section(
        "pilot", head, [in_both(said)], [table(head, lambda: _lines(report), "pilots.csv")], pictures(found.figures),
        [words("section.luck_alone")], [words("pilot.note"), assumed_in(plan.model, plan.scenarios.values())],
    )  # fmt: skip
    leave(section, found.folder, ["pilots.csv"])


def _drawn(report: PilotReport, plan: Plan, where: Path, lang: str) -> list[Path]:
    """The figure of pilots."""
    from govsim.figures import draw_pilots
    from govsim.locale import LANGUAGES, label, text
    from govsim.study.analysis.pilots import table_of

    table, model = table_of(report), plan.model
    piloted = {
        one: ("、" if one == "zh" else ", ").join(label(model.instruments[name], one) for name in report.piloted)
        for one in LANGUAGES
    }
    quantities = {name: {one: text(f"pilot.{name}", one) for one in LANGUAGES} for name in table["quantity"]}
    meta = {"piloted": piloted, "quantities": quantities, "first": report.weeks[0], "review": report.weeks[1],
            "seeds": report.seeds}  # fmt: skip
    return draw_pilots(table, where, meta, lang)


COMMAND = Command(
    "pilot", 56,
    (Usage("pilots against the effect at scale", "试点估计与全面实施效果对照",
           "govsim pilot 'instrument=[safety_training]' seeds=40",
           "govsim pilot 'instrument=[safety_training]' seeds=40 lang=zh"),),
    Composed(_pilot, unused=("populations", "tables", "by")),
)  # fmt: skip
