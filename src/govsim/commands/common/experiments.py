"""`govsim experiment`: the analyses of a file, each done by its command, then its hypothesis and its report.

A command may be an analysis if it leaves results where `out=` says: its record tells, so that a command that is added
can be one without a line here.
"""

from __future__ import annotations

import io
import json
import shlex
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from govsim.commands.common import line
from govsim.commands.common.record import Asked, Call, Command, Composed, commands
from govsim.commands.common.words import read_words
from govsim.locale import LANGUAGES
from govsim.locale.message import in_language
from govsim.report.results.gather import RECORD
from govsim.report.results.write import write_report
from govsim.study.analysis.hypotheses import Checked, checked_in
from govsim.study.analysis.section import FILE as SECTION
from govsim.study.analysis.section import read_section
from govsim.study.ask.checks import one_of, yes_or_no
from govsim.study.ask.experiment import TEXTS, Analysis, Experiment, experiment_files, in_file, read_experiment
from govsim.study.ask.keys import RUN_KEYS, TOP_KEYS
from govsim.study.runs.places import ROOT, check_writable, kept_below, results_folder
from govsim.study.runs.shards import write_whole
from govsim.study.speak.errors import InputError, Mistakes, RunError, unknown, why
from govsim.study.speak.layout import columns_of, fold
from govsim.study.speak.paths import typed_path
from govsim.study.speak.terminal import figure, print_rows, say, span, tell_out
from govsim.study.speak.words import speaking, spoken, tell

OWN = ("out", "lang", "dry_run")


@dataclass(frozen=True)
class Step:
    """An analysis with the words that do it, the overrides of the command line among them."""

    analysis: Analysis
    command: Command
    words: tuple[str, ...]

    @property
    def typed(self) -> str:
        """As it could be typed by itself."""
        return shlex.join(["govsim", self.command.name, *self.words])


def list_experiments(call: Call) -> None:
    """Print the experiments that there are, and what each asks."""
    rows = []
    for name in experiment_files(call.config_dir):
        one = read_experiment(name, call.config_dir)
        analyses = ", ".join(f"{each.name} ({each.command})" for each in one.analyses)
        rows.append({"name": name, "question": one.question[spoken()], "analyses": analyses})
    print_rows(rows, call.json)


def carry_out(name: str, words: Sequence[str], call: Call) -> int:
    """Run what is missing, hold the hypothesis against it, write the report and say what came of it.

    Args:
        name: of the experiment, or the path of its file.
        words: `key=value` for all analyses that take the key.
        call: how the command was called.

    Raises:
        InputError: before anything is written, with the file and the key.
        RunError: runs failed; what is finished is kept.
    """
    experiment = read_experiment(name, call.config_dir)
    given = _overrides(words)
    steps = _steps(experiment, {key: value for key, value in given.items() if key not in OWN})
    _check(experiment, steps, call)
    root = typed_path(given["out"]) if "out" in given else ROOT / experiment.name
    results_folder(str(root), "", "")
    said = given.get("dry_run", "false")
    if yes_or_no("dry_run", {"true": True, "false": False}.get(said, said)):
        _tell_what_would_run(steps, root, call)
        return 0
    check_writable(root)
    folders, failed = {}, list[str]()
    command = shlex.join(["govsim", "experiment", name, *(one for one in words if not one.startswith("lang="))])
    for number, step in enumerate(steps, 1):
        about = {"number": number, "count": len(steps), "name": step.analysis.name}
        say(tell("experiment.analysis", **about, command=step.typed))
        folder, problem = _done(step, root, call)
        if folder is not None:
            folders[step.analysis.name] = folder
        if problem:
            failed.append(problem)
            say(f"govsim: {problem}")
        _record(experiment, steps, folders, root, [], command)
    checks = [checked_in(one, folders.get(one.analysis, root / one.analysis)) for one in experiment.checks]
    _record(experiment, steps, folders, root, checks, command)
    write_report(root)
    _tell(experiment, folders, checks, root, call)
    if failed:
        raise RunError(tell("error.jobs_failed", count=len(failed), first=failed[0]))
    return 0


def _tell_what_would_run(steps: Sequence[Step], root: Path, call: Call) -> None:
    """Say each analysis with its command, and what it would cost where its command can tell; nothing is kept."""
    if call.json:
        print_rows([{"analysis": one.analysis.name, "command": one.typed} for one in steps], as_json=True)
        return
    for number, step in enumerate(steps, 1):
        about = {"number": number, "count": len(steps), "name": step.analysis.name}
        tell_out(tell("experiment.analysis", **about, command=step.typed))
        dry = replace(step, words=(*step.words, "dry_run=true"))
        how = step.command.action
        try:
            if not isinstance(how, Composed) or not takes(step.command, "dry_run"):
                raise InputError("")
            _check_step(dry, call)
            line.run_composed(step.command, how, (*dry.words, f"lang={spoken()}"), call)
        except InputError:
            tell_out(tell("experiment.dry_none"))
    tell_out("\n" + tell("experiment.dry", folder=root))


def _overrides(words: Sequence[str]) -> dict[str, str]:
    given: dict[str, str] = {}
    for word in words:
        key, _, value = word.lstrip("+").partition("=")
        if key != "lang" and given.get(key, value) != value:
            raise InputError(tell("error.key_twice", key=key, first=f"{key}={given[key]}", second=word))
        given[key] = value
    one_of("lang", given.get("lang", "en"), "language", LANGUAGES)
    if given.get("out") == "":
        raise InputError(
            tell("error.wrong_kind", key="out", value="''", wanted=tell("wanted.folder"), unit="", cause="")
        )
    return given


def can_be_analysis(command: Command) -> bool:
    """Whether a command leaves results in a folder that it is told."""
    if isinstance(command.action, Composed):
        return "out" not in command.action.unused
    return "out" in command.takes


def takes(command: Command, key: str) -> bool:
    """Whether a command reads a key, as its record says."""
    if not isinstance(command.action, Composed):
        return key in command.takes
    top = key.partition(".")[0]
    return key not in command.action.unused and (top in TOP_KEYS or key in command.keys)


def _steps(experiment: Experiment, overrides: Mapping[str, str]) -> list[Step]:
    """The analyses with their words.

    Raises:
        InputError: there is no such command, or no analysis takes a key.
    """
    possible = {name: one for name, one in commands().items() if can_be_analysis(one)}
    steps = []
    with in_file(experiment.file) as mistakes:
        for one in experiment.analyses:
            with mistakes.noted():
                if one.command not in possible:
                    raise unknown("command", one.command, possible, f"analyses.{one.name}.command")
                command = possible[one.command]
                keys = {key: value for key, value in experiment.settings.items() if takes(command, key)}
                keys |= one.keys
                keys |= {key: value for key, value in overrides.items() if takes(command, key)}
                steps.append(Step(one, command, (*one.names, *(f"{key}={value}" for key, value in keys.items()))))
        for key in experiment.settings:
            mistakes.of(_taken, f"settings.{key}", key, steps)
        mistakes.refuse()
    mistakes = Mistakes()
    for key in overrides:
        mistakes.of(_taken, key, key, steps)
    mistakes.refuse()
    return steps


def _taken(called: str, key: str, steps: Sequence[Step]) -> None:
    """Refuse a key that no analysis takes: it would change nothing."""
    if not any(takes(one.command, key) for one in steps):
        known = {*OWN, *TOP_KEYS, *(name for one in steps for name in (*one.command.keys, *one.command.takes))}
        above = called.removesuffix(key)
        raise unknown("key", called, sorted(f"{above}{one}" for one in known))


def _check(experiment: Experiment, steps: Sequence[Step], call: Call) -> None:
    """Refuse, before the first run, whatever an analysis would refuse.

    Raises:
        InputError: a line for each mistake, with the file and the analysis.
    """
    mistakes = Mistakes()
    for step in steps:
        with mistakes.noted(), in_file(experiment.file, f"analyses.{step.analysis.name}"):
            _check_step(step, call)
    with mistakes.noted(), in_file(experiment.file) as found:
        for at, one in enumerate(experiment.checks):
            step = next(step for step in steps if step.analysis.name == one.analysis)
            found.of(_check_names, f"checks[{at}]", one, step, call)
    mistakes.refuse()


def _check_step(step: Step, call: Call) -> Asked | None:
    how = step.command.action
    if not isinstance(how, Composed):
        if step.command.check is not None:
            step.command.check(step.words)
        else:
            read_words(step.words, step.command.takes)
        return None
    _, given = line.read_line(step.command, how, step.words, call)
    asked = line.asked_of(step.command, how, given, call)
    if how.check is not None:
        how.check(asked)
    else:
        _check_usual(asked)
    return asked


def _check_usual(asked: Asked) -> None:
    """What most commands refuse: ways to run, and scenarios that cannot be composed."""
    from govsim.commands.common.designed import fixed_in
    from govsim.study.analysis.compare import build_several
    from govsim.study.analysis.stopping import AUTO, FIRST
    from govsim.study.ask.resolve import build_options, build_scenario

    mistakes, tree = Mistakes(), dict(asked.tree)
    if tree.get("seeds") == AUTO and "precision" in asked.own:
        tree["seeds"] = FIRST
    mistakes.of(build_options, tree)
    names = asked.own.get("scenarios")
    if isinstance(names, list) and names:
        what = fixed_in([one for one in asked.given if one.key not in (*RUN_KEYS, *asked.own)])
        mistakes.of(build_several, [str(one) for one in names], [one.text for one in what], asked.call.config_dir)
    elif names is None:
        mistakes.of(build_scenario, tree)
    mistakes.refuse()


def _check_names(key: str, expected: Any, step: Step, call: Call) -> None:
    """Refuse an outcome that no part of the model has, and a scenario that the analysis does not list."""
    from govsim.model import model_of, shipped
    from govsim.study.ask.variants import read_variant

    if not expected.outcome:
        return
    how = step.command.action
    if not isinstance(how, Composed):
        raise InputError(tell("error.check_of_table", key=key, command=step.command.name))
    mistakes = Mistakes()
    try:
        _, given = line.read_line(step.command, how, step.words, call)
    except InputError:  # said of the analysis
        return
    values = {one.key: one.value for one in given}
    if not values.get("plugins"):
        mistakes.of(one_of, f"{key}.outcome", expected.outcome, "outcome", model_of(shipped()).outcomes)
    names = values.get("scenarios")
    if isinstance(names, list):
        variants = [(str(one), read_variant(one, call.config_dir)) for one in names]
        known = [one.name if one is not None else name for name, one in variants]
        for field in ("scenario", "against"):
            if getattr(expected, field):
                mistakes.of(one_of, f"{key}.{field}", getattr(expected, field), "scenario", known)
    mistakes.refuse()


def _done(step: Step, root: Path, call: Call) -> tuple[Path | None, str]:
    """Do an analysis in its folder, in both languages where figures are drawn; the folder, and what went wrong."""
    problem = ""
    with kept_below(root / step.analysis.name) as made:
        for lang in sorted(LANGUAGES, key=lambda one: one != spoken()):
            try:
                _perform(step, lang, call, quiet=lang != spoken())
            except RunError as error:  # rows of failed runs are kept, and the others tell something
                problem = str(error)
                break
            if "figures=false" in step.words:
                break
    there = [folder for folder in dict.fromkeys(made) if folder.is_dir()]
    folder = next((one for one in reversed(there) if (one / SECTION).is_file()), there[-1] if there else None)
    return folder, problem


def _perform(step: Step, lang: str, call: Call, quiet: bool) -> None:
    """Call the command; its tables are in the report, and what it says on the way is said once."""
    words = (*step.words, f"lang={lang}")
    mine = replace(call, words=(step.command.name, *words), json=False)
    how = step.command.action
    heard = sys.stderr
    with redirect_stdout(io.StringIO()), speaking(lang):
        if quiet:
            sys.stderr = io.StringIO()
        try:
            if isinstance(how, Composed):
                line.run_composed(step.command, how, words, mine)
            else:
                how(words, mine)
        finally:
            sys.stderr = heard


def _record(
    experiment: Experiment, steps: Sequence[Step], folders: Mapping[str, Path], root: Path, checks: Sequence[Checked],
    command: str,
) -> None:  # fmt: skip
    """Write what a report reads: the texts, the analyses with their folders, and what came of the hypothesis."""
    about = {
        "name": experiment.name,
        "command": command,
        **{key: dict(getattr(experiment, key)) for key in TEXTS},
        "figures": list(experiment.figures),
        "analyses": [
            {"name": step.analysis.name, "title": dict(step.analysis.title), "command": step.typed,
             "folder": folders[step.analysis.name].relative_to(root).as_posix()
             if step.analysis.name in folders else None}
            for step in steps
        ],
        "checks": [
            _plainly(asdict(one)) | {"reason": {lang: in_language(one.reason, lang) for lang in LANGUAGES}}
            for one in checks
        ],
    }  # fmt: skip
    text = json.dumps(about, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    try:
        root.mkdir(parents=True, exist_ok=True)
        write_whole(root / RECORD, text.encode("utf-8"))
    except OSError as error:
        raise RunError(tell("error.not_written", folder=root, reason=why(error))) from error


def _plainly(value: Any) -> Any:
    """Numbers that JSON has not become null."""
    if isinstance(value, dict):
        return {key: _plainly(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plainly(one) for one in value]
    return None if isinstance(value, float) and value - value != 0.0 else value


def _tell(
    experiment: Experiment, folders: Mapping[str, Path], checks: Sequence[Checked], root: Path, call: Call
) -> None:
    lang = spoken()
    sections = {name: read_section(folder) for name, folder in folders.items()}
    if call.json:
        found = [{"analysis": name, "folder": str(folders[name]),
                  "said": [one[lang] for one in section.sentences] if section else []}
                 for name, section in sections.items()]  # fmt: skip
        held = [{"check": one.expected.text[lang], "verdict": one.verdict, "value": one.found.value,
                 "low": one.found.low, "high": one.found.high} for one in checks]  # fmt: skip
        print_rows([*found, *held], as_json=True)
        return
    tell_out(experiment.title[lang])
    tell_out(experiment.question[lang])
    for name, section in sections.items():
        said = section.sentences[0][lang] if section and section.sentences else str(tell("experiment.no_section"))
        tell_out("\n" + tell("experiment.found", name=name, said=said))
    if checks:
        tell_out("\n" + tell("experiment.checks"))
        for one in checks:
            print("\n".join(fold(f"{tell(f'check.{one.verdict}')}  {one.expected.text[lang]} {_number(one)}",
                                 columns_of(sys.stdout), "  ")))  # fmt: skip
    tell_out("\n" + tell("experiment.where", folder=root))


def _number(one: Checked) -> str:
    if one.reason:
        return one.reason
    unit = "%" if one.expected.measure == "percent" and not one.expected.table else ""
    said = f"{figure(one.found.value)}{unit} {span(one.found.low, one.found.high, figure)}"
    return (
        said
        if one.joint is None
        else f"{said}; {tell('check.joint', span=span(one.joint.low, one.joint.high, figure))}"
    )
