"""`govsim calibrate`: from targets to draws, a check by runs, what moved, figures and a part of a report."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from govsim.commands.common import designed as common
from govsim.commands.common.carried import refuse_tasks
from govsim.commands.common.keeping import remark, write_csv
from govsim.commands.common.record import Asked
from govsim.study.ask.checks import yes_or_no
from govsim.study.ask.config import spelt
from govsim.study.ask.resolve import Options, build_options, build_scenario
from govsim.study.speak.dates import dated
from govsim.study.speak.errors import InputError, Mistakes, RunError, why, wrong_kind
from govsim.study.speak.paths import typed_path
from govsim.study.speak.terminal import duration, print_rows, say, tell_out
from govsim.study.speak.words import counted, tell

if TYPE_CHECKING:
    import pandas as pd

    from govsim.study.analysis.calibration.asked import Study
    from govsim.study.analysis.calibration.study import Calibrated
    from govsim.study.analysis.designs.points import Points

DRAWS, TEMPLATE = "draws.csv", "template"


def calibrate(asked: Asked) -> None:
    """Write a template, say what it would cost, or do it and print what was found."""
    from govsim.study.analysis.calibration.asked import planned, seeds_given
    from govsim.study.speak.extras import extra

    if asked.own[TEMPLATE] is not None:
        _write_template(asked.own[TEMPLATE])
        return
    mistakes, own = Mistakes(), asked.own
    options, built = mistakes.of(build_options, _with_seeds(asked)), mistakes.of(build_scenario, asked.tree)
    is_dry = mistakes.of(yes_or_no, "dry_run", own["dry_run"])
    _check_csv(mistakes, own["save"])
    mistakes.refuse()
    refuse_tasks(options, "govsim calibrate")
    with mistakes.noted():
        seeds_given(options.seeds)
    ranges = common.ranges_in(asked.given)
    study = mistakes.of(planned, built, own["targets"], own["vary"], ranges, own["size"], own["waves"], own["draws"])
    mistakes.refuse()
    with dated(options.calendar):
        remark([built], options, by_points=True)
        if is_dry:
            _tell_cost(study, options, asked.call.json)
            return
        for library in ("sklearn.gaussian_process", "emcee"):
            extra(library)  # before anything runs
        _play_and_tell(study, options, asked)


def _with_seeds(asked: Asked) -> dict[str, Any]:
    """The settings, with four seeds a point where none are given."""
    return {**asked.tree, **({} if any(one.key == "seeds" for one in asked.given) else {"seeds": 4})}


def _check_csv(mistakes: Mistakes, given: Any) -> None:
    with mistakes.noted():
        if given is not None and (not isinstance(given, str) or not given.lower().endswith(".csv")):
            raise wrong_kind("save", given, tell("wanted.csv"))
        if given is not None:  # before hours of runs
            file = typed_path(given)
            _check_place("save", given, file)


def _check_place(key: str, given: str, file: Path) -> None:
    """Refuse a file that could not be written where it is said to go."""
    import os

    place = file.parent
    if file.is_dir() or not place.is_dir() or not os.access(file if file.exists() else place, os.W_OK):
        raise InputError(tell("error.file_unwritable", key=key, file=given))


def _write_template(given: Any) -> None:
    from govsim.study.analysis.calibration.targets import template

    if not isinstance(given, str) or Path(given).suffix.lower() not in (".yaml", ".yml"):
        raise wrong_kind(TEMPLATE, given, tell("wanted.targets_file"))
    file = typed_path(given)
    if file.exists():
        raise InputError(tell("error.template_there", file=given))
    _check_place(TEMPLATE, given, file)
    try:
        file.write_text(template(), encoding="utf-8", newline="\n")
    except (OSError, ValueError) as error:
        raise InputError(tell("error.out_unwritable", folder=given, reason=why(error))) from error
    tell_out(tell("calibrate.template_written", file=given))


def _first(study: Study) -> Points:
    from govsim.study.analysis.designs.layouts import laid_out

    numbers, how = study.numbers, study.how
    shares = laid_out(f"lhs:{how.points(len(numbers.factors))}", numbers.factors, how.seed)
    return study.points(shares, "wave_1")


def _tell_cost(study: Study, options: Options, as_json: bool) -> None:
    """What all waves and the check take, from the time of one run."""
    from govsim.study.analysis.designs.cost import cost_of

    points, count = _first(study), len(study.numbers.factors)
    cost = cost_of(points.scenarios, len(points.design.points), options.seeds, options.threads)
    runs = study.how.runs(count, len(options.seeds))
    times = runs / cost.runs
    if as_json:
        row = {"points": runs // len(options.seeds), "runs": runs, "seconds": round(cost.seconds * times, 1),
               "disk": round(cost.disk * times), "memory": cost.memory, "processors": cost.processors}  # fmt: skip
        print_rows([row], as_json=True)
        return
    about = {"points": f"{runs // len(options.seeds):,}", "runs": counted("runs", runs)}
    sizes = {"disk": f"{cost.disk * times / 2**20:.1f}", "memory": f"{cost.memory / 2**20:,.0f}"}
    tell_out(tell("design.cost", **about, **sizes, time=duration(cost.seconds * times), processors=cost.processors))
    tell_out(tell("calibrate.beside"))


def _play_and_tell(study: Study, options: Options, asked: Asked) -> None:
    from govsim.study.analysis.calibration.said import section_of, sentences

    folder, found = _played(study, options, asked)
    model = study.built.model
    parameters, targets, ridges = found.parameters, found.targets, found.ridges
    if options.figures:
        from govsim.study.analysis.calibration.drawn import draw_calibration

        draw_calibration(model, found, folder / "figures", options.lang)
    write_csv(folder, {"parameters.csv": parameters, "targets.csv": targets, "ridges.csv": ridges})
    _write(folder / DRAWS, found)
    if asked.own["save"] is not None:
        _write(typed_path(asked.own["save"]), found)
    section_of(model, found, options.figures).save(folder)
    if asked.call.json:
        print_rows([*parameters.assign(table="number").to_dict("records"),
                    *targets.assign(table="target").to_dict("records")], as_json=True)  # fmt: skip
        return
    _print(study, found, sentences(model, found), folder, asked.own["save"])


def _write(file: Path, found: Calibrated) -> None:
    from govsim.study.runs.shards import write_whole

    try:
        write_whole(file, found.design.text().encode("utf-8"))
    except OSError as error:
        raise RunError(tell("error.not_written", folder=file, reason=why(error))) from error


def _played(study: Study, options: Options, asked: Asked) -> tuple[Path, Calibrated]:
    """All waves and the check, each in a folder of its own, from where the last attempt ended.

    The points of a later wave are kept before they are played: the same sampler on another machine may differ in the
    last digit, and what goes on must have the same points.
    """
    from govsim.study.analysis.calibration.study import digest
    from govsim.study.runs.keep import Plan
    from govsim.study.runs.places import check_owner, results_folder

    name, first = digest(study.asked, study.numbers, study.how), _first(study)
    plan = Plan("calibrate", {one.name: one for one in first.scenarios}, options.seeds, first.varied,
                bases=first.bases, design=first.design.text())  # fmt: skip
    whole = hashlib.sha256(f"{plan.id} {name}".encode()).hexdigest()[:12]
    folder = results_folder(options.out, options.experiment or "calibrate", whole)
    if not (folder / "wave_1").exists():  # whose settings are looked at when it is played
        check_owner(folder, whole)

    def play(points: Points, wave: str) -> pd.DataFrame:
        what = "draws" if wave == "draws" else "round"
        say(tell("calibrate.wave", wave=tell(f"calibrate.{what}", number=wave.rpartition("_")[2]),
                 points=len(points.design.points)))  # fmt: skip
        place = folder / (wave if wave == "wave_1" else f"{wave}_{name}")
        how = replace(options, out=str(place), figures=False)
        found, _ = common.kept("calibrate", points, how, asked.call, lambda *_: ())
        return found.runs

    def kept_shares(shares: np.ndarray, wave: str) -> np.ndarray:
        file = folder / f"{wave}_{name}.csv"
        if file.exists():
            given = np.atleast_2d(np.loadtxt(file, delimiter=",", ndmin=2))
            if given.shape == shares.shape:
                return given
        from govsim.study.runs.places import check_writable
        from govsim.study.runs.shards import write_whole

        check_writable(folder)
        lines = "\n".join(",".join(spelt(float(one)) for one in row) for row in shares.tolist())
        write_whole(file, (lines + "\n").encode("ascii"))
        return shares

    return folder, study.run(play, kept_shares)


def _print(study: Study, found: Calibrated, said: Sequence[str], folder: Path, saved: Any) -> None:
    from govsim.study.analysis.calibration.said import method, number_lines, target_lines

    model = study.built.model
    tell_out(tell("calibrate.numbers_title"))
    lines = number_lines(model, found)
    print_rows(lines, right=list(lines[0])[1:5])
    tell_out("\n" + tell("calibrate.targets_title"))
    lines = target_lines(model, found)
    print_rows(lines, right=list(lines[0])[1:6])
    for one in (*said, *method(found)):
        tell_out("\n" + one)
    tell_out("\n" + tell("table.where", folder=folder))
    tell_out(tell("calibrate.use", file=saved or folder / DRAWS))
    middle = found.design.points[found.central]
    tell_out(tell("calibrate.central", settings=" ".join(f"{key}={spelt(value)}" for key, value in middle.items())))
