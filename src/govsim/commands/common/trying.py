"""`govsim trial`: from the words of a command to trials, kept in a folder with their estimates, figures and words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.commands.common.carried import how_to
from govsim.commands.common.keeping import remark, write_csv
from govsim.commands.common.record import Asked, Call
from govsim.study.ask.checks import yes_or_no
from govsim.study.ask.keys import RUN_KEYS
from govsim.study.ask.resolve import Options, build_options
from govsim.study.speak.dates import dated
from govsim.study.speak.errors import InputError, Mistakes, RunError, why
from govsim.study.speak.terminal import duration, print_rows, say, tell_out
from govsim.study.speak.words import counted, tell

if TYPE_CHECKING:
    import pandas as pd

    from govsim.scenario import Scenario
    from govsim.study.analysis.trials.asked import Trials
    from govsim.study.analysis.trials.laid import Laid

FILE = "trial.json"  # whose folder it is
MEGABYTE, PACKED = 2**20, 3  # bytes of a number in memory for one on disk, as yearly tables pack; as designs have it


def trial(asked: Asked) -> None:
    """Lay the trials out, play them, and say what they find and what is so."""
    from govsim.study.analysis.trials.asked import built_for, laid_out, published_given
    from govsim.study.analysis.trials.question import question_of

    own = asked.own
    if own["treatment"] is None:
        raise InputError(tell("error.trial_needs"))
    mistakes = Mistakes()
    options = mistakes.of(build_options, asked.tree)
    question = mistakes.of(question_of, dict(own))
    published = mistakes.of(lambda given: published_given(_evidence(given)), own["published"])
    is_dry = mistakes.of(yes_or_no, "dry_run", own["dry_run"])
    scenario = next((str(one.value) for one in asked.given if one.key == "scenario"), "baseline")
    what = [one.text for one in asked.given if one.key not in (*RUN_KEYS, *own, "scenario")]
    built = mistakes.of(built_for, own["treatment"], scenario, what, asked.call.config_dir)
    mistakes.refuse()
    assert options is not None and question is not None and built is not None
    laid = laid_out(question, built, options.seeds, own["counties"])
    with dated(options.calendar):
        remark(built, options)
        if is_dry:
            _tell_cost(laid, options, asked.call)
        else:
            _tell(_kept(laid, options, asked.call, published), asked.call)


def _evidence(given: Any) -> Any:
    """A published effect by its id, with its interval; a number stays as it is.

    Raises:
        InputError: there is none of that id, or it is not in per cent.
    """
    if not isinstance(given, str):
        return given
    from govsim.claims.findings.finding import evidence
    from govsim.report.sources import facts, findings
    from govsim.study.speak.errors import unknown

    rows = {**findings(), **facts()}
    if given not in rows:
        raise unknown("evidence", given, rows, key="published")
    if not rows[given]["unit"].startswith("percent") or rows[given]["unit"].startswith("percentage"):
        raise InputError(tell("error.trial_unit_published", id=given, unit=rows[given]["unit"]))
    found = evidence(given)
    has_interval = found.low == found.low and found.high == found.high
    return [found.value, found.low, found.high] if has_interval else found.value


@dataclass(frozen=True)
class _Found:
    """Trials and where they are kept."""

    trials: Trials
    folder: Path
    figures: tuple[Path, ...] = ()


def _kept(laid: Laid, options: Options, call: Call, published: tuple[float, float, float] | None) -> _Found:
    """Play what is not there yet, let the design say what it sees, and leave tables, figures and words beside it."""
    from govsim.study.analysis.trials.answers import answers
    from govsim.study.analysis.trials.asked import Trials
    from govsim.study.ask.declarations import model_of_all
    from govsim.study.runs.places import results_folder

    name = _id(laid)
    folder = results_folder(options.out, options.experiment or "trial", name)
    _check_owner(folder, name)
    keeper = _Keeper(folder, options, call)
    found = answers(laid, keeper.play, lambda done, total: say(tell("trial.estimating")) if done == 1 else None)
    made = Trials(found, model_of_all([laid.base, laid.treated]), published)
    tables = {"estimates.csv": made.estimates, "summary.csv": made.summary}
    if len(made.path):
        tables["path.csv"] = made.path
    if len(made.power):
        tables["power.csv"] = made.power
    write_csv(folder, tables)
    figures: list[Path] = []
    try:
        _write_about(folder, name, call)
        made.section().save(folder)
        if options.figures:
            figures = made.figure(folder / "figures", options.lang)
    except OSError as error:
        raise RunError(tell("error.not_written", folder=folder, reason=why(error))) from error
    return _Found(made, folder, tuple(figures))


@dataclass(frozen=True)
class _Keeper:
    """Plays arms in folders of results below that of the trial, each from where the last attempt ended."""

    folder: Path
    options: Options
    call: Call

    def play(
        self, name: str, arms: Mapping[str, Scenario], seeds: Sequence[int], counties: int, own_seed: bool
    ) -> pd.DataFrame:
        """The yearly table of enterprises. See `answers.Play`."""
        import pandas as pd

        from govsim.study.analysis.trials.asked import refuse_failed
        from govsim.study.runs.keep import keep
        from govsim.study.runs.plan import Plan

        plan = Plan("trial", arms, tuple(seeds), {}, yearly=True, populations=counties,
                    spread=len(arms) if own_seed else 0)  # fmt: skip
        found = keep(plan, self.folder / name, how_to(self.options, self.call, None))
        for note in found.notes:
            say(note)
        refuse_failed(found.failures)
        return pd.read_parquet(found.folder / "enterprises.parquet")


def _id(laid: Laid) -> str:
    """A hash of all that decides the estimates: what is asked, of whom, and the code that plays it."""
    from govsim.study.runs.plan import Plan

    arms = Plan("trial", laid.first_arms(), laid.run_seeds, {}, yearly=True, populations=laid.counties).id
    return hashlib.sha256(repr([arms, laid.question, laid.instruments]).encode()).hexdigest()[:12]


def _check_owner(folder: Path, name: str) -> None:
    """Refuse a folder that holds other results.

    Raises:
        InputError: naming what is there.
    """
    from govsim.study.runs.places import check_owner, check_writable, read_json

    about = read_json(folder / FILE)
    if about is not None and about.get("id") != name:
        raise InputError(tell("error.other_results", folder=folder, id=about.get("id")))
    if about is None:
        check_owner(folder, name)
    check_writable(folder)


def _write_about(folder: Path, name: str, call: Call) -> None:
    from govsim.study.runs.shards import write_whole

    text = json.dumps({"id": name, "kind": "trial", "command": " ".join(("govsim", *call.words))}, ensure_ascii=False)
    write_whole(folder / FILE, (text + "\n").encode("utf-8"))


def _tell_cost(laid: Laid, options: Options, call: Call) -> None:
    """How many runs, how long and how much disk; one run is played to know."""
    from govsim.study.analysis.designs.cost import cost_of
    from govsim.study.analysis.trials.designs.catalogue import WHOLE_COUNTY
    from govsim.study.ask.declarations import model_of_all
    from govsim.study.runs.simulate import weekly_bytes, yearly_bytes

    first, question = laid.first_arms(), laid.question
    further = 0 if question.units == WHOLE_COUNTY else (1 if question.by.by_cutoff else len(question.assignments))
    runs = len(first) * len(laid.run_seeds) + further * len(laid.seeds)
    cost = cost_of([laid.treated], 1, options.seeds, options.threads)
    model = model_of_all([laid.base, laid.treated])
    seconds = cost.seconds * runs / len(options.seeds)
    disk = runs * (weekly_bytes(model, laid.treated) + yearly_bytes(model, laid.treated)) // PACKED
    if call.json:
        row = {"runs": runs, "seconds": round(seconds, 1), "disk": disk, "processors": cost.processors}
        print_rows([row], as_json=True)
        return
    about = {"arms": len(first) + further, "runs": counted("runs", runs), "time": duration(seconds)}
    tell_out(tell("trial.dry", **about, disk=f"{disk / MEGABYTE:,.0f}", processors=cost.processors))


def _tell(found: _Found, call: Call) -> None:
    """Print the table and what it says."""
    from govsim.study.analysis.trials import told

    trials = found.trials
    if call.json:
        rows = trials.summary.to_dict("records")
        print_rows(rows + (trials.power.to_dict("records") if len(trials.power) else []), as_json=True)
        return
    tell_out(told.title(trials))
    tell_out(told.how(trials))
    numbers = ("estimate", "true effect", "bias", "half width", "covers truth", "significant")
    print_rows(told.lines(trials), right=numbers)
    if len(trials.power):
        tell_out("\n" + tell("trial.table_power"))
        print_rows(told.power_lines(trials), right=("units", "years", *numbers, "wrong sign", "times too large"))
    tell_out()
    for sentence in told.sentences(trials):
        tell_out(sentence)
    tell_out("\n" + tell("table.where", folder=found.folder))
    if found.figures:
        tell_out(tell("table.figures", folder=found.figures[0].parent, count=len(found.figures)))
