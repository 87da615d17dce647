"""From the words of a command line to settings, and to what is done with them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from govsim.commands.common.record import Asked, Call, Command, Composed, commands, owners
from govsim.errors import ShareDone
from govsim.study.ask.composer import overrides_of_hydras_job, scratch_sweep_folder, to_tree
from govsim.study.ask.config import (
    compose_trees,
    expand_jobs,
    expanded,
    open_key,
    run_hydra,
    spelt,
    user_folder,
)
from govsim.study.ask.declarations import model_of_names
from govsim.study.ask.keys import NEVER_SWEPT, takes_list
from govsim.study.ask.overrides import (
    Override,
    model_of_overrides,
    noted_overrides,
    read_overrides,
    refuse_with_values,
)
from govsim.study.ask.quoting import SCENARIO_KEYS
from govsim.study.ask.ranges import is_range
from govsim.study.ask.resolve import build_options, build_scenario
from govsim.study.ask.variants import read_variant
from govsim.study.speak.errors import InputError, Mistakes, RunError, unknown
from govsim.study.speak.terminal import say
from govsim.study.speak.words import tell

_VALUED_FLAGS: dict[str, tuple[str, ...]] = {
    "--cfg": ("job", "hydra", "all"),
    "--info": ("all", "config", "defaults", "defaults-tree", "plugins", "searchpath"),
    "--package": (),
}
_PLAIN_FLAGS = ("--multirun", "--resolve", "--hydra-help", "--run")
_SHORT_FLAGS = {"-c": "--cfg", "-i": "--info", "-p": "--package", "-m": "--multirun", "-r": "--run"}
_SHOWING = ("--cfg", "--info", "--hydra-help")


def run_composed(command: Command, how: Composed, words: Sequence[str], call: Call) -> int:
    """Compose the settings and run the command, once for each job of a multirun.

    Returns:
        The exit status.

    Raises:
        InputError: before anything is written.
    """
    flags, given = read_line(command, how, words, call)
    many = "--multirun" in flags
    call = replace(call, apart=many)
    if call.config_dir is not None:
        flags += ["--config-dir", str(user_folder(call.config_dir))]
    if set(flags) & set(_SHOWING):
        return _show(command, how, given, flags, call)
    if many:
        return _run_many(command, how, given, flags, call)
    try:
        return how.act(asked_of(command, how, given, call)) or 0
    except ShareDone as done:
        say(str(done))
        return 0


def read_line(command: Command, how: Composed, words: Sequence[str], call: Call) -> tuple[list[str], list[Override]]:
    """Flags and overrides, held to the names that there are and to what the command takes.

    Raises:
        InputError: with a line for each mistake.
    """
    mistakes = Mistakes()
    flags, texts = split_flags(words, mistakes)
    misplaced = owners().keys() - command.keys.keys()
    if call.config_dir is not None and mistakes.of(user_folder, call.config_dir) is None:
        call, misplaced = replace(call, config_dir=None), misplaced | set(SCENARIO_KEYS)  # its scenarios are not known
    given, model = noted_overrides(mistakes, texts, owners(), call.config_dir, misplaced)
    _refuse(command, how, given, "--multirun" in flags, mistakes)
    fixed = [one for one in given if not is_range(one.value)]  # ranges are held to their bounds by who varies them
    refuse_with_values(mistakes, fixed, model, call.config_dir)
    return flags, given


def asked_of(command: Command, how: Composed, given: Sequence[Override], call: Call) -> Asked:
    """The settings of one job, composed."""
    composed = how.parts([one for one in given if one.key not in command.keys])
    return Asked(compose_trees([composed], call.config_dir)[0], _own(command, given), given, call)


def _own(command: Command, given: Sequence[Override]) -> dict[str, Any]:
    """Values of the command's own keys."""
    return {name: key.default for name, key in command.keys.items()} | {
        one.key: one.value for one in given if one.key in command.keys
    }


def _show(command: Command, how: Composed, given: Sequence[Override], flags: Sequence[str], call: Call) -> int:
    """What the settings compose to; nothing runs."""
    if how.settings is not None and "--cfg" in flags:
        how.settings(given, call)
        return 0
    composed = how.parts([one for one in given if one.key not in command.keys])
    model = model_of_overrides(given, call.config_dir)
    texts = expanded(composed, model, call.config_dir)
    run_hydra(model, lambda config: None, [*flags, *map(open_key, texts)], f"govsim {command.name}")
    return 0


def _run_many(command: Command, how: Composed, given: Sequence[Override], flags: Sequence[str], call: Call) -> int:
    """Run the jobs of a multirun; one that fails says so at once, and the others go on."""
    apart = [one for one in given if one.text not in how.parts(given)]  # Hydra has no word of these
    shared = [one for one in given if one not in apart and not one.key.startswith("hydra")]
    for job in expand_jobs(shared):  # every job must be sound before the first one runs
        tree = asked_of(command, how, read_overrides(job, command.keys, call.config_dir), call).tree
        build_scenario(tree)
        build_options(tree)
    problems: list[InputError | RunError] = []

    def run_one(config: Any) -> None:
        mine = [*read_overrides(overrides_of_hydras_job(), command.keys, call.config_dir), *apart]
        tree = {key: value for key, value in to_tree(config).items() if key not in command.keys}
        try:
            how.act(Asked(tree, _own(command, mine), mine, call))
        except (InputError, RunError) as error:
            say(f"govsim: {error}")
            problems.append(error)

    model = model_of_overrides(given, call.config_dir)
    for one in given:
        if one.key == "scenario" and any(read_variant(value, call.config_dir) for value in one.swept):
            raise InputError(tell("error.variant_many", text=one.text))
    own = [f"++{one.text}" for one in given if one.key in command.keys]
    composed = [one.text for one in given if one.key not in command.keys and one not in apart]
    words = [*own, *map(open_key, expanded(composed, model, call.config_dir))]
    with scratch_sweep_folder() as where:
        run_hydra(model, run_one, [*flags, *words, *where], f"govsim {command.name}")
    if problems:
        kind = InputError if any(isinstance(one, InputError) for one in problems) else RunError
        raise kind(tell("error.jobs_failed", count=len(problems), first=problems[0]))
    return 0


def split_flags(words: Sequence[str], mistakes: Mistakes) -> tuple[list[str], list[str]]:
    """Flags, each with its value, and overrides; a flag that there is not is noted."""
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
        with mistakes.noted():
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


def _refuse(command: Command, how: Composed, given: Sequence[Override], many: bool, mistakes: Mistakes) -> None:
    sound = list[Override]()
    for override in given:
        with mistakes.noted():
            _refuse_one(command, how, override, many)
            sound.append(override)
    with mistakes.noted():
        how.refuse(sound, many)


def _refuse_one(command: Command, how: Composed, override: Override, many: bool) -> None:
    owner = owners().get(override.key)
    if owner is not None and override.key not in command.keys:
        raise InputError(tell("error.key_of_other", key=override.key, owner=owner, command=command.name))
    if override.key in how.unused:
        raise InputError(tell("error.key_unused", key=override.key, command=command.name))
    if override.swept and not many and not how.varies:
        raise several_values(override)


def several_values(override: Override) -> InputError:
    """Several values where one is meant, with the form that says what may be meant."""
    key, values = override.key, ",".join(map(spelt, override.swept))
    if takes_list(key):
        name = "error.several_listed" if key in NEVER_SWEPT else "error.several_listed_or_many"
        return InputError(tell(name, text=override.text, key=key, values=values))
    if key in NEVER_SWEPT:
        return InputError(tell("error.several_one", text=override.text))
    use = tell("use.compare", names=values) if key in ("scenario", "scenarios") else tell("use.sweep")
    return InputError(tell("error.several_or_many", text=override.text, use=use))


def complete(words: Sequence[str]) -> None:
    """Answer the shell: print what may come next, or the script to install."""
    if not any(word.startswith("query=") for word in words):
        run_hydra(model_of_names(), lambda _: None, ["--shell-completion", *words], "govsim")
        return
    line = os.environ.get("COMP_LINE", "")
    parts = line.split(" ")
    if len(parts) <= 2:
        print(" ".join(name for name in commands() if name.startswith(parts[-1] if len(parts) == 2 else "")))
        return
    command = commands().get(parts[1])
    if command is not None and isinstance(command.action, Composed):
        os.environ["COMP_LINE"] = " ".join([parts[0], *parts[2:]])
        run_hydra(model_of_names(), lambda _: None, ["--shell-completion", *words], "govsim", complete=True)
    elif command is not None:
        print(" ".join(name for name in command.names() if name.startswith(parts[-1])))
