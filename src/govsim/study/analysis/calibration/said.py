"""What a calibration found, in sentences, tables as people read them, and a part of a report."""

from __future__ import annotations

from collections.abc import Sequence

from govsim.language import Model
from govsim.locale import label, plain
from govsim.study.analysis.calibration.baseline import not_held
from govsim.study.analysis.calibration.posterior import FEWEST, SETTLED
from govsim.study.analysis.calibration.study import POOR, Calibrated
from govsim.study.analysis.section import Line, Picture, Section, Shown, each_in_both, in_both, words
from govsim.study.speak.terminal import alike, figure, span
from govsim.study.speak.words import spoken, tell, unit_in_full

FIGURES = ("calibrated_numbers", "calibrated_targets")
MOST_RIDGES = 10


def _title(found: Calibrated, name: str) -> str:
    return found.numbers.titles[name][spoken()]


def _outcome(model: Model, name: str) -> str:
    return label(model.outcomes[name], spoken()) if spoken() != "en" else plain(name)


def _listed(names: Sequence[str]) -> str:
    return tell("calibrate.apart").join(names)


def sentences(model: Model, found: Calibrated) -> list[str]:
    """What was found, the most important first, in the language spoken."""
    numbers, targets, ridges = found.parameters, found.targets, found.ridges
    fits = targets[targets["inside"]]
    said: list[str] = [tell("calibrate.fits", inside=len(fits), count=len(targets), draws=len(found.shares))]
    if len(fits) < len(targets):
        missed = targets[~targets["inside"]]
        said.append(tell("calibrate.missed", names=_listed([
            tell("calibrate.missed_one", outcome=_outcome(model, row.outcome), apart=f"{row.apart:+.1f}")
            for row in missed.itertuples()
        ])))  # fmt: skip
    moved = numbers[numbers["moved"]].sort_values("gone", ascending=False)
    still = numbers[~numbers["moved"]]
    if len(moved):
        said.append(tell("calibrate.moved", names=_listed([
            tell("calibrate.moved_one", title=_title(found, row.number), gone=f"{100 * max(row.gone, 0):.0f}")
            for row in moved.itertuples()
        ])))  # fmt: skip
    if len(still):
        said.append(tell("calibrate.still", names=_listed([_title(found, one) for one in still["number"]])))
    for row in ridges.head(MOST_RIDGES).itertuples():
        key = "calibrate.ridge_against" if row.correlation < 0 else "calibrate.ridge_with"
        about = {"first": _title(found, row.first), "second": _title(found, row.second)}
        said.append(tell(key, **about, correlation=f"{row.correlation:+.2f}"))
    return said + _doubts(model, found)


def _doubts(model: Model, found: Calibrated) -> list[str]:
    numbers, targets = found.parameters, found.targets
    said: list[str] = []
    if len(ends := numbers[numbers["bound"] != ""]):
        said.append(tell("calibrate.bound", names=_listed([_title(found, one) for one in ends["number"]])))
    if len(poor := targets[targets["told"] < POOR]):
        names = _listed([_outcome(model, one) for one in poor["outcome"]])
        said.append(tell("calibrate.poor", names=names, share=f"{100 * POOR:.0f}"))
    if found.drawn.apart > SETTLED:
        said.append(tell("calibrate.unsettled", apart=f"{found.drawn.apart:.2f}"))
    if found.drawn.effective < FEWEST:
        said.append(tell("calibrate.few", effective=f"{found.drawn.effective:,.0f}"))
    return said


def number_lines(model: Model, found: Calibrated) -> list[Line]:
    """A line a number."""
    lines: list[Line] = []
    for row in found.parameters.sort_values("gone", ascending=False).itertuples():
        write = alike(row.prior_low, row.prior_high)
        own = alike(row.median, row.low, row.high)
        lines.append({
            tell("calibrate.number"): _title(found, row.number),
            tell("calibrate.usual"): figure(row.usual),
            tell("calibrate.prior"): span(row.prior_low, row.prior_high, write),
            tell("calibrate.left"): f"{own(row.median)} {span(row.low, row.high, own)}",
            tell("calibrate.gone"): f"{100 * max(row.gone, 0.0):.0f}%",
            tell("calibrate.verdict"): tell("calibrate.by_data" if row.moved else "calibrate.prior_only"),
            tell("calibrate.unit"): unit_in_full(model, row.unit),
        })  # fmt: skip
    return lines


def target_lines(model: Model, found: Calibrated) -> list[Line]:
    """A line a target."""
    lines: list[Line] = []
    for row in found.targets.itertuples():
        ends = (row.recorded_low, row.recorded_high)
        write = alike(*ends)
        seen = span(*ends, write) if row.kind == "range" else f"{figure(row.recorded)} {span(*ends, write)}"
        own = alike(row.median, row.low, row.high)
        lines.append({
            tell("calibrate.target"): _outcome(model, row.outcome),
            tell("calibrate.recorded"): seen,
            tell("calibrate.given"): f"{own(row.median)} {span(row.low, row.high, own)}",
            tell("calibrate.apart_head"): f"{row.apart:+.1f}",
            tell("calibrate.fits_head"): tell("yes") if row.inside else tell("no").upper(),
            tell("calibrate.told"): f"{100 * max(row.told, 0.0):.0f}%",
            tell("calibrate.unit"): unit_in_full(model, model.outcomes[row.outcome].unit)
            + (tell("calibrate.a_year") if model.outcomes[row.outcome].kind == "flow" else ""),
        })  # fmt: skip
    return lines


def method(found: Calibrated) -> list[str]:
    """How it was found."""
    drawn = found.drawn
    said: list[str] = [
        tell("calibrate.method", numbers=len(found.numbers.factors), runs=f"{found.runs:,}", seeds=found.seeds,
             discrepancy=f"{100 * found.asked.discrepancy:.0f}"),
        tell("calibrate.sampler", effective=f"{drawn.effective:,.0f}", apart=f"{drawn.apart:.3f}",
             accepted=f"{100 * drawn.accepted:.0f}"),
        tell("calibrate.clipped"),
    ]  # fmt: skip
    if not found.asked.name:
        said.append(tell("calibrate.baseline", left=len(not_held())))
    return said


def section_of(model: Model, found: Calibrated, figures: bool) -> Section:
    """The part of a report."""
    tables = (
        Shown(words("calibrate.numbers_title"), _plain(model, found, number_lines), "parameters.csv"),
        Shown(words("calibrate.targets_title"), _plain(model, found, target_lines), "targets.csv"),
    )
    pictures = [
        Picture(one, words(f"calibrate.{one}"), words(f"calibrate.{one}_alt"))
        for one in (FIGURES if figures else ())
    ]  # fmt: skip
    return Section(
        "calibrate", words("calibrate.title"), each_in_both(lambda: sentences(model, found)), tables, pictures,
        each_in_both(lambda: _doubts(model, found)), each_in_both(lambda: method(found)),
    )  # fmt: skip


def _plain(model: Model, found: Calibrated, of: object) -> dict[str, list[dict[str, str]]]:
    return in_both(lambda: [{str(k): str(v) for k, v in line.items()} for line in of(model, found)])  # type: ignore[operator]
