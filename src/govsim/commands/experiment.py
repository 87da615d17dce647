"""`govsim experiment`: a question with its analyses, as a file says; what is missing is run, and the report written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from govsim.commands.common.record import Call, Command, Usage

LIST = "list"


def _experiment(words: Sequence[str], call: Call) -> int:
    """Carry an experiment out, or list those that there are; the exit status is 1 where runs failed.

    Raises:
        InputError: before anything is written, naming the file and the key.
    """
    from govsim.commands.common.experiments import carry_out, list_experiments
    from govsim.study.speak.errors import InputError
    from govsim.study.speak.terminal import tell_out
    from govsim.study.speak.words import tell

    if call.help:
        tell_out(tell("usage.experiment"))
        return 0
    keys = [word for word in words if _is_key(word)]
    names = [word for word in words if not _is_key(word)]
    if len(names) > 1:
        raise InputError(tell("error.one_name", command="experiment", names=", ".join(names)))
    if not names or names == [LIST]:
        if refused := [one for one in keys if not one.startswith("lang=")]:
            raise InputError(tell("error.list_takes_none", key=refused[0].partition("=")[0]))
        list_experiments(call)
        return 0
    return carry_out(names[0], keys, call)


def _is_key(word: str) -> bool:
    """Whether a word gives a key its value; a file that is there may have an equals sign in its name."""
    from govsim.study.speak.paths import typed_path

    return "=" in word and not typed_path(word).is_file()


def _names() -> Iterable[str]:
    from govsim.study.ask.experiment import experiment_files

    return (LIST, *experiment_files())


COMMAND = Command(
    "experiment", 37,
    (Usage("a question with its analyses", "按文件完成一项实验", "govsim experiment [list|NAME|FILE.yaml]",
           "govsim experiment [list|名称|文件.yaml]"),),
    _experiment,
    names=_names,
)  # fmt: skip
