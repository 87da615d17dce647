"""Arguments as Python gives them, held to what the command line holds typed ones to: one line that names them."""

from __future__ import annotations

import functools
import inspect
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from govsim.study.ask.checks import calendar_year, is_list, whole
from govsim.study.ask.cluster import CLUSTER_KEYS
from govsim.study.ask.keys import RUN_KEYS, TOP_KEYS
from govsim.study.speak.errors import InputError, unknown, wrong_kind
from govsim.study.speak.paths import typed_path
from govsim.study.speak.words import tell

MOST_THREADS = 1024
P = ParamSpec("P")
R = TypeVar("R")


def checked(function: Callable[P, R]) -> Callable[P, R]:
    """A public function that answers an argument it does not take, or lacks, with a line that names it."""
    signature = inspect.signature(function)

    @functools.wraps(function)
    def call(*given: P.args, **named: P.kwargs) -> R:
        try:
            signature.bind(*given, **named)
        except TypeError as error:
            raise _not_taken(function.__name__, signature, given, named) from error
        return function(*given, **named)

    return call


def _not_taken(function: str, signature: inspect.Signature, given: Any, named: Mapping[str, Any]) -> InputError:
    places = [name for name, one in signature.parameters.items() if one.kind is one.POSITIONAL_OR_KEYWORD]
    for name in named:
        if name not in signature.parameters and name in RUN_KEYS and "overrides" in signature.parameters:
            return how_not_what(name)
        if name not in signature.parameters and name in TOP_KEYS and "overrides" in signature.parameters:
            return InputError(tell("error.argument_is_setting", function=function, name=name))
        if name not in signature.parameters:
            return unknown("argument", name, [one for one in signature.parameters if one != "self"], f"{function}()")
    values = {"function": function, "names": ", ".join(name for name in places if name != "self")}
    if len(given) > len(places):
        return InputError(tell("error.too_many_arguments", **values))
    twice = [name for name in places[: len(given)] if name in named]
    if twice:
        return InputError(tell("error.argument_twice", function=function, name=twice[0]))
    lacking = next(
        name
        for name in places[len(given) :]
        if name not in named and signature.parameters[name].default is inspect.Parameter.empty
    )
    return InputError(tell("error.argument_missing", function=function, name=lacking))


def how_not_what(key: str) -> InputError:
    """A key of a command line that says how to run, given to a function of Python: what does it there instead."""
    said = {"experiment": "out", **dict.fromkeys(("seeds", "engine", "threads", "by"), "argument")}
    said |= dict.fromkeys(CLUSTER_KEYS, "cluster")
    instead = tell(f"instead.{said.get(key, key)}", **({"key": key} if said.get(key) == "argument" else {}))
    return InputError(tell("error.how_not_what", key=key, instead=instead))


def override_texts(given: Any, key: str = "overrides") -> list[str]:
    """Overrides as `key=value` texts: a list of them, or a single one.

    Raises:
        InputError: for anything else.
    """
    if isinstance(given, str):
        return [given]
    if not is_list(given):
        raise wrong_kind(key, given, tell("wanted.overrides"))
    texts = list(given)
    for place, text in enumerate(texts):
        if not isinstance(text, str):
            raise wrong_kind(f"{key}[{place}]", text, tell("wanted.override"))
    return [str(text) for text in texts]


def dated_texts(texts: list[str], calendar: Any) -> list[str]:
    """Overrides, with the calendar that an argument names among them.

    Raises:
        InputError: it is no year.
    """
    year = calendar_year(_plain(calendar))
    return texts if year is None else [f"calendar={year}", *texts]


def values_to_vary(given: Any) -> list[tuple[str, list[Any]]]:
    """Keys with their values, in their order.

    Raises:
        InputError: for a key that is no text, or values that are not several in an order.
    """
    made = []
    for key, values in given.items():
        if not isinstance(key, str):
            raise wrong_kind("vary", key, tell("wanted.key"))
        if not is_list(values) or isinstance(values, set | frozenset):
            raise wrong_kind(f"vary: {key}", values, tell("wanted.values"))
        several = [_plain(value) for value in values]
        if not several:
            raise wrong_kind(f"vary: {key}", [], tell("wanted.values"))
        for place, value in enumerate(several):
            if not _is_value(value):
                raise wrong_kind(f"vary: {key}[{place}]", value, tell("wanted.value"))
        made.append((key, several))
    return made


def _plain(value: Any) -> Any:
    """Numbers of NumPy as Python's, at any depth of a list."""
    if hasattr(value, "tolist"):
        return value.tolist()
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _is_value(value: Any) -> bool:
    if isinstance(value, list):
        return all(map(_is_value, value))
    return value is None or isinstance(value, str | bool | int | float)


def threads_given(given: Any) -> int | None:
    """Threads, as the key of that name: a number from 1 on, or None for all processors."""
    given = _plain(given)
    return None if given is None else whole("threads", given, 1, MOST_THREADS, "threads")


def folder_given(key: str, given: Any) -> Path | None:
    """A path, as text or as a path of Python's; None stays None."""
    if given is None:
        return None
    if not isinstance(given, str | os.PathLike) or not isinstance(os.fspath(given), str) or not os.fspath(given):
        raise wrong_kind(key, given, tell("wanted.folder"))
    return Path(given)


def settings_folder(given: Any) -> Path | None:
    """A folder of settings of the user's own, which is there; None where none is given."""
    folder = folder_given("config_dir", given)
    if folder is not None and not typed_path(folder).is_dir():
        raise InputError(tell("error.config_dir_given", folder=given))
    return folder


def called_back(key: str, given: Any) -> Any:
    """Something to call, or None."""
    if given is not None and not callable(given):
        raise wrong_kind(key, given, tell("wanted.function"))
    return given
