"""`govsim pilot`: what pilots of a scenario's instruments say, and what is so there and at scale."""

from __future__ import annotations

from govsim.commands.common.record import Asked, Command, Composed, Usage

WORDED = (
    "raw_before", "raw_gap", "estimate", "placebo", "corrected", "true_pilots", "true_unattended", "true_scale",
    "overstated", "rolled_out",
)  # fmt: skip


def _pilot(asked: Asked) -> None:
    """Try what the scenario adopts in pilots and everywhere, under the same seeds, and print both books."""
    from govsim.commands.common.keeping import remark
    from govsim.study.analysis.pilots import pilot_report
    from govsim.study.ask.resolve import build_options, build_scenario
    from govsim.study.speak.errors import Mistakes, RunError
    from govsim.study.speak.terminal import estimate, print_rows, tell_out
    from govsim.study.speak.words import counted, tell

    mistakes = Mistakes()
    options, built = mistakes.of(build_options, asked.tree), mistakes.of(build_scenario, asked.tree)
    mistakes.refuse()
    remark([built], options)
    report = pilot_report(built.scenario, options.seeds, threads=options.threads)
    if asked.call.json:
        rows = [
            {"quantity": name, "mean": one.mean, "ci_low": one.low, "ci_high": one.high, "unit": "%"}
            for name, one in report.figures.items()
        ]
        print_rows(rows, as_json=True)
    else:
        first, review = report.weeks
        about = {"piloted": ", ".join(report.piloted), "seeds": counted("seeds", report.seeds)}
        tell_out(tell("pilot.head", first=first, review=review, **about))
        lines = []
        for name in WORDED:
            one = report.figures[name]
            lines.append({"quantity": tell(f"pilot.{name}"), "%": estimate(one.mean, one.low, one.high)})
        print_rows(lines, right=("%",))
        tell_out("\n" + tell("pilot.note"))
    if report.failures:
        raise RunError(tell("error.runs_failed", runs=counted("runs", len(report.failures)), first=report.failures[0]))


COMMAND = Command(
    "pilot", 56,
    (Usage("pilots against the effect at scale", "试点估计与全面实施效果对照",
           "govsim pilot 'instrument=[safety_training]' seeds=40",
           "govsim pilot 'instrument=[safety_training]' seeds=40 lang=zh"),),
    Composed(_pilot, unused=("populations", "engine", "out", "figures", "tables", "by", "experiment")),
)  # fmt: skip
