"""What a command says about itself; the help, the keys, completion and dispatch follow from it.

A command is one file of `govsim.commands` with one `COMMAND`. The file imports what it needs when it acts: all of them
are read whenever the program starts.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from govsim.study.ask.overrides import Override


@dataclass(frozen=True)
class Usage:
    """A line of the help: what it is for, and how it is typed.

    Attributes:
        en: in a few English words.
        zh: the same in Chinese.
        example: a command line.
        example_zh: the same for Chinese readers, where it differs.
    """

    en: str
    zh: str
    example: str
    example_zh: str = ""

    def words(self, lang: str) -> tuple[str, str]:
        """What it is for, and the example, in a language."""
        return (self.zh, self.example_zh or self.example) if lang == "zh" else (self.en, self.example)


@dataclass(frozen=True)
class Key:
    """A key that one command reads and no other: its value when not given, and what it means."""

    default: Any
    en: str
    zh: str


@dataclass(frozen=True)
class Call:
    """How a command was called.

    Attributes:
        words: the words of the command line, for the record.
        json: whether the table goes out as JSON, and nothing else.
        config_dir: a folder of settings of the user's own.
        apart: results of several jobs must not share a folder.
        help: whether only help was asked for.
    """

    words: tuple[str, ...] = ()
    json: bool = False
    config_dir: str | None = None
    apart: bool = False
    help: bool = False


@dataclass(frozen=True)
class Asked:
    """What a command with composed settings gets to do its work.

    Attributes:
        tree: the settings, composed and not yet checked.
        own: values of the command's own keys.
        given: the overrides of this job, as they were typed.
        call: how it was called.
    """

    tree: Mapping[str, Any]
    own: Mapping[str, Any]
    given: Sequence[Override]
    call: Call

    def texts(self, without: Iterable[str] = ()) -> list[str]:
        """What was given beside the command's own keys and some others."""
        return [one.text for one in self.given if one.key not in {*self.own, *without}]


def _all(given: Sequence[Override]) -> list[str]:
    return [one.text for one in given]


def how_alone(given: Sequence[Override]) -> list[str]:
    """Only how to run is composed of them: what is run, each scenario composes for itself."""
    from govsim.study.ask.keys import RUN_KEYS

    return [one.text for one in given if one.key in (*RUN_KEYS, "calendar") and not one.swept]


def _accept(given: Sequence[Override], many: bool) -> None:
    """Nothing beyond what every command refuses."""


@dataclass(frozen=True)
class Composed:
    """A command whose settings are composed from files and overrides.

    Attributes:
        act: does it; the exit status, or nothing for success.
        unused: ways to run that it has no use for: seeds=4 for seed=4 must not be passed over.
        varies: whether several values of a key are what it is for.
        parts: the overrides that are composed; what else was given, it looks at itself.
        refuse: raises an InputError at overrides that make no sense to it.
        settings: prints what it would compose, where that is more than one tree.
        check: raises an InputError where what was asked cannot be done, before anything is run.
    """

    act: Callable[[Asked], int | None]
    unused: tuple[str, ...] = ()
    varies: bool = False
    parts: Callable[[Sequence[Override]], list[str]] = _all
    refuse: Callable[[Sequence[Override], bool], None] = _accept
    settings: Callable[[Sequence[Override], Call], None] | None = None
    check: Callable[[Asked], object] | None = None


@dataclass(frozen=True)
class Command:
    """A command of the command line.

    Attributes:
        name: as it is typed.
        order: its place in the help.
        usage: its lines of the help.
        action: either a function of the words after the name and the call, which returns the exit status, or how its
            settings are composed and what is done with them.
        keys: keys that only this command reads.
        names: what may follow it, for completion on the tab key.
        takes: where it is a function of words and leaves results, the keys that it reads: an experiment may hold it.
        check: of such a command, raises an InputError where the words cannot be done, before anything is run.
    """

    name: str
    order: int
    usage: tuple[Usage, ...]
    action: Callable[[Sequence[str], Call], int] | Composed
    keys: Mapping[str, Key] = field(default_factory=dict)
    names: Callable[[], Iterable[str]] = tuple
    takes: tuple[str, ...] = ()
    check: Callable[[Sequence[str]], object] | None = None


@cache
def commands() -> Mapping[str, Command]:
    """Every command by name, in the order of the help."""
    return {one.name: one for one in found_in("govsim.commands", Command)}


def owners() -> dict[str, str]:
    """Keys that not every command reads, and the first that does."""
    return {key: one.name for one in reversed(list(commands().values())) for key in one.keys}


def found_in(package: str, kind: type[Any]) -> list[Any]:
    """The record of each file of a package that has one, in their own order."""
    place = importlib.import_module(package)
    modules = (
        importlib.import_module(f"{package}.{info.name}")
        for info in pkgutil.iter_modules(place.__path__)
        if not info.ispkg
    )
    records = [value for module in modules for value in vars(module).values() if isinstance(value, kind)]
    return sorted(records, key=lambda one: (one.order, one.name))
