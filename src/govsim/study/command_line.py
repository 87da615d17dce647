"""Between the words of a command line and Hydra: what each command takes apart before settings are composed."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from govsim.study import commands
from govsim.study.commands import Call
from govsim.study.config import (
    Override,
    compose_trees,
    expand_jobs,
    job_overrides,
    open_key,
    read_overrides,
    run_hydra,
    scratch_sweep_folder,
    spelt,
    to_tree,
)
from govsim.study.errors import InputError
from govsim.study.keys import COMMAND_KEYS, RUN_KEYS
from govsim.study.resolve import build_options, build_scenario, refuse_keys_of_other_commands

_VALUED_FLAGS = ("--cfg", "-c", "--package", "-p", "--info", "-i")
_MULTIRUN = ("--multirun", "-m")
_SHOWING = ("--cfg", "-c", "--info", "-i", "--hydra-help")


def run_command(command: str, words: Sequence[str], flags: Mapping[str, Any], typed: Sequence[str]) -> None:
    """Compose the settings and run the command, once for each job of a multirun.

    Raises:
        InputError: before anything is written.
    """
    hydra_flags, texts = split_flags(words)
    if flags["help"]:
        hydra_flags = ["--help"]
    given = read_overrides(texts)
    many = bool(set(hydra_flags) & set(_MULTIRUN))
    showing = bool(flags["help"] or {flag.split("=")[0] for flag in hydra_flags} & set(_SHOWING))
    _refuse(command, given, many)
    call = Call(tuple(typed), bool(flags["json"]), flags["config_dir"], apart=many)
    composed, task = _plan(command, given, call)
    if flags["config_dir"] is not None:
        hydra_flags += ["--config-dir", str(flags["config_dir"])]
    hydra_words = [*hydra_flags, *map(open_key, composed)]
    if not many:
        if not showing:
            hydra_words = ["--run", *hydra_words]
        _run_one(task, hydra_words, f"govsim {command}")
        return
    for job in expand_jobs(given):  # every job must be sound before the first one runs
        tree = compose_trees([job], call.config_dir)[0]
        build_scenario(tree)
        build_options(tree)
    with scratch_sweep_folder() as where:
        run_hydra(task, [*where, *hydra_words], f"govsim {command}")


def _run_one(task: Callable[[Any], None], words: Sequence[str], program: str) -> None:
    """Run one job; its error is carried past Hydra, which would print lines of its own."""
    caught: list[Exception] = []

    def quietly(config: Any) -> None:
        try:
            task(config)
        except Exception as error:
            caught.append(error)

    run_hydra(quietly, words, program)
    if caught:
        raise caught[0]


def split_flags(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Flags, each with its value, and overrides."""
    flags: list[str] = []
    overrides: list[str] = []
    waiting = iter(words)
    for word in waiting:
        if word.startswith("-"):
            flags.append(word)
            if word in _VALUED_FLAGS:
                value = next(waiting, None)
                if value is None:
                    raise InputError(f"{word} needs a value.")
                flags.append(value)
        else:
            overrides.append(word)
    return flags, overrides


def _refuse(command: str, given: Sequence[Override], many: bool) -> None:
    for override in given:
        owner = COMMAND_KEYS.get(override.key)
        if owner is not None and owner != command:
            raise InputError(f"{override.key} is a key of `govsim {owner}`, not of `govsim {command}`.")
        if override.swept and not many and command != "sweep":
            hint = (
                f"scenarios=[{','.join(map(str, override.swept))}] of `govsim compare`"
                if override.key == "scenario"
                else "`govsim sweep`"
            )
            raise InputError(f"'{override.text}' names several values; use {hint}, or --multirun.")
        if command == "compare" and override.key == "scenario":
            raise InputError(f"'{override.text}': compare takes a list: scenarios=[a,b].")
    if many and command == "sweep":
        raise InputError("A sweep already runs every combination; leave --multirun out.")


def _plan(command: str, given: Sequence[Override], call: Call) -> tuple[list[str], Callable[[Any], None]]:
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


def _run_task(call: Call, config: Any) -> None:
    tree = to_tree(config)
    refuse_keys_of_other_commands(tree, "run", COMMAND_KEYS)
    commands.run(tree, call)


def _compare_task(apart: Sequence[str], call: Call, config: Any) -> None:
    shared = [text for text in job_overrides() if not text.startswith(("scenarios=", "hydra."))]
    what = [one.text for one in read_overrides(shared) if one.key not in RUN_KEYS]
    commands.compare(to_tree(config), [*what, *apart], call)


def _sweep_task(what: Sequence[str], call: Call, config: Any) -> None:
    commands.sweep(to_tree(config), what, call)


def _baseline_task(call: Call, config: Any) -> None:
    from govsim.study import baseline

    baseline.main(to_tree(config), as_json=call.json)


def _explain_task(call: Call, config: Any) -> None:
    from govsim.study import explain

    explain.main(to_tree(config), as_json=call.json)


_TASKS: dict[str, Callable[[Call, Any], None]] = {
    "run": _run_task,
    "baseline": _baseline_task,
    "explain": _explain_task,
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
    from govsim.study.listing import LISTS, names_to_show

    names = LISTS if command == "list" else names_to_show() if command == "show" else {}
    return [name for name in names if name.startswith(begun)]


__all__ = ["complete", "run_command", "split_flags"]
