"""Between the words of a command line and Hydra: what each command takes apart before settings are composed."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from govsim.commands import running as commands
from govsim.commands.running import Call
from govsim.study.ask.checks import listed
from govsim.study.ask.config import (
    Override,
    compose_trees,
    expand_jobs,
    job_of,
    job_overrides,
    open_key,
    read_overrides,
    run_hydra,
    scratch_sweep_folder,
    spelt,
    to_tree,
    user_folder,
)
from govsim.study.ask.files import as_yaml
from govsim.study.ask.keys import COMMAND_KEYS, RUN_KEYS, UNUSED_KEYS
from govsim.study.ask.resolve import build_options, build_scenario, refuse_keys_of_other_commands
from govsim.study.speak.errors import InputError, RunError, unknown
from govsim.study.speak.terminal import say
from govsim.study.speak.words import tell

_VALUED_FLAGS: dict[str, tuple[str, ...]] = {
    "--cfg": ("job", "hydra", "all"),
    "--info": ("all", "config", "defaults", "defaults-tree", "plugins", "searchpath"),
    "--package": (),
}
Task = Callable[[Mapping[str, Any]], int | None]
_PLAIN_FLAGS = ("--multirun", "--resolve", "--hydra-help", "--run")
_SHORT_FLAGS = {"-c": "--cfg", "-i": "--info", "-p": "--package", "-m": "--multirun", "-r": "--run"}
_SHOWING = ("--cfg", "--info", "--hydra-help")


def run_command(command: str, words: Sequence[str], flags: Mapping[str, Any], typed: Sequence[str]) -> int:
    """Compose the settings and run the command, once for each job of a multirun.

    Returns:
        The exit status.

    Raises:
        InputError: before anything is written.
    """
    hydra_flags, texts = split_flags(words)
    given = read_overrides(texts)
    many = "--multirun" in hydra_flags
    showing = bool(set(hydra_flags) & set(_SHOWING))
    _refuse(command, given, many)
    call = Call(tuple(typed), bool(flags["json"]), flags["config_dir"], apart=many)
    composed, task = _plan(command, given, call)
    if call.config_dir is not None:
        hydra_flags += ["--config-dir", str(user_folder(call.config_dir))]
    if command == "compare" and "--cfg" in hydra_flags:
        _print_each(given, call)
        return 0
    if showing:
        run_hydra(lambda config: None, [*hydra_flags, *map(open_key, composed)], f"govsim {command}")
        return 0
    if not many:
        tree = compose_trees([composed], call.config_dir)[0]
        with job_of(composed):
            return task(tree) or 0
    for job in expand_jobs(read_overrides(composed)):  # every job must be sound before the first one runs
        tree = compose_trees([job], call.config_dir)[0]
        build_scenario(tree)
        build_options(tree)
    return _run_many(task, [*hydra_flags, *map(open_key, composed)], f"govsim {command}")


def _run_many(task: Task, words: Sequence[str], program: str) -> int:
    """Run the jobs of a multirun; one that fails says so at once, and the others go on."""
    problems: list[InputError | RunError] = []

    def run_one(config: Any) -> None:
        try:
            task(to_tree(config))
        except (InputError, RunError) as error:
            say(f"govsim: {error}")
            problems.append(error)

    with scratch_sweep_folder() as where:
        run_hydra(run_one, [*words, *where], program)
    if problems:
        kind = InputError if any(isinstance(one, InputError) for one in problems) else RunError
        raise kind(tell("error.jobs_failed", count=len(problems), first=problems[0]))
    return 0


def _print_each(given: Sequence[Override], call: Call) -> None:
    """What each scenario of a comparison composes to."""
    from govsim.study.analysis.compare import compose_several

    names = [
        name for one in given if one.key == "scenarios" for name in listed("scenarios", one.value, tell("wanted.list"))
    ]
    what = [one.text for one in given if one.key not in RUN_KEYS and one.key not in COMMAND_KEYS]
    print(as_yaml(dict(zip(names, compose_several(names, what, call.config_dir), strict=True))), end="")


def split_flags(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Flags, each with its value, and overrides."""
    flags: list[str] = []
    overrides: list[str] = []
    waiting = iter(words)
    for word in waiting:
        if not word.startswith("-"):
            overrides.append(word)
            continue
        name, equals, value = word.partition("=")
        name = _SHORT_FLAGS.get(name, name)
        flags.append(name)
        if name in _VALUED_FLAGS:
            flags.append(_flag_value(name, value if equals else next(waiting, "")))
        elif name not in _PLAIN_FLAGS or equals:
            known = [*_PLAIN_FLAGS, *_VALUED_FLAGS, "--json", "--help", "--config-dir"]
            raise unknown("flag", word, known, see=tell("see.help"))
    return flags, overrides


def _flag_value(name: str, value: str) -> str:
    allowed = _VALUED_FLAGS[name]
    if not value or (allowed and value not in allowed):
        raise InputError(tell("error.flag_value", flag=name, allowed=", ".join(allowed) or tell("wanted.value")))
    return value


def _refuse(command: str, given: Sequence[Override], many: bool) -> None:
    for override in given:
        owner = COMMAND_KEYS.get(override.key)
        if owner is not None and owner != command:
            raise InputError(tell("error.key_of_other", key=override.key, owner=owner, command=command))
        if override.key in UNUSED_KEYS.get(command, ()):
            raise InputError(tell("error.key_unused", key=override.key, command=command))
        if override.swept and not many and command != "sweep":
            names = ",".join(map(str, override.swept))
            use = tell("use.compare", names=names) if override.key in ("scenario", "scenarios") else tell("use.sweep")
            raise InputError(tell("error.several_or_many", text=override.text, use=use))
        if command == "sweep" and override.swept and override.key in RUN_KEYS:
            raise InputError(tell("error.sweep_how", key=override.key))
        if command == "compare" and override.swept and override.key.startswith("instrument."):
            raise InputError(tell("error.several_values", text=override.text))
        if command == "compare" and override.key == "scenario":
            raise InputError(tell("error.compare_scenario", text=override.text))
    if many and command == "sweep":
        raise InputError(tell("error.sweep_many"))


def _plan(command: str, given: Sequence[Override], call: Call) -> tuple[list[str], Task]:
    """What Hydra composes, and what is done with it."""
    texts = [override.text for override in given]
    if command == "compare":
        apart = [override.text for override in given if override.key.startswith("instrument.")]
        return [text for text in texts if text not in apart], partial(_compare_task, apart, call)
    if command == "sweep":
        what = [override.text for override in given if override.key not in RUN_KEYS]
        first = [
            f"{override.key}={spelt(override.swept[0])}" if override.swept else override.text for override in given
        ]
        return first, partial(_sweep_task, what, call)
    return texts, partial(_TASKS[command], call)


def _run_task(call: Call, tree: Mapping[str, Any]) -> None:
    refuse_keys_of_other_commands(tree, "run", COMMAND_KEYS)
    commands.run(tree, call)


def _compare_task(apart: Sequence[str], call: Call, tree: Mapping[str, Any]) -> None:
    shared = [text for text in job_overrides() if not text.startswith(("scenarios=", "hydra."))]
    what = [one.text for one in read_overrides(shared) if one.key not in RUN_KEYS]
    commands.compare(tree, [*what, *apart], call)


def _sweep_task(what: Sequence[str], call: Call, tree: Mapping[str, Any]) -> None:
    commands.sweep(tree, what, call)


def _baseline_task(call: Call, tree: Mapping[str, Any]) -> int | None:
    baseline = importlib.import_module("govsim.claims.baseline.main")
    return baseline.main(tree, as_json=call.json)


def _effects_task(call: Call, tree: Mapping[str, Any]) -> int | None:
    effects = importlib.import_module("govsim.claims.effects.main")
    return effects.main(tree, as_json=call.json)


def _explain_task(call: Call, tree: Mapping[str, Any]) -> None:
    from govsim.commands import explain

    explain.main(tree, as_json=call.json)


def _describe_task(call: Call, tree: Mapping[str, Any]) -> None:
    from govsim.commands import population

    population.describe(tree, call)


_TASKS: dict[str, Callable[[Call, Mapping[str, Any]], int | None]] = {
    "run": _run_task,
    "baseline": _baseline_task,
    "effects": _effects_task,
    "explain": _explain_task,
    "population": _describe_task,
}


def complete(words: Sequence[str], all_commands: Sequence[str], composing: Sequence[str]) -> None:
    """Answer the shell: print what may come next, or the script to install."""
    if not any(word.startswith("query=") for word in words):
        run_hydra(lambda _: None, ["--shell-completion", *words], "govsim")
        return
    line = os.environ.get("COMP_LINE", "")
    parts = line.split(" ")
    if len(parts) <= 2:
        print(" ".join(name for name in all_commands if name.startswith(parts[-1] if len(parts) == 2 else "")))
    elif parts[1] not in composing:
        print(" ".join(_names_after(parts[1], parts[-1])))
    else:
        os.environ["COMP_LINE"] = " ".join([parts[0], *parts[2:]])
        run_hydra(lambda _: None, ["--shell-completion", *words], "govsim", complete=True)


def _names_after(command: str, begun: str) -> list[str]:
    from govsim.commands.listing import LISTS, names_to_show

    names = LISTS if command == "list" else names_to_show() if command == "show" else {}
    return [name for name in names if name.startswith(begun)]


__all__ = ["complete", "run_command", "split_flags"]
