"""Words after a command whose settings are not composed: keys with values, names, flags."""

from __future__ import annotations

from collections.abc import Sequence

from govsim.commands.common.listing import Known
from govsim.commands.common.record import Call
from govsim.locale import LANGUAGES
from govsim.study.ask.checks import one_of
from govsim.study.ask.declarations import asked_model
from govsim.study.speak.errors import InputError, unknown
from govsim.study.speak.paths import typed_path
from govsim.study.speak.words import tell


def read_words(
    words: Sequence[str], keys: Sequence[str], flags: Sequence[str] = ()
) -> tuple[dict[str, str], list[str]]:
    """What was given by key, and the other words; a folder that is there may have an equals sign in its name.

    Raises:
        InputError: at a key or flag that the command has not, a key given twice and not alike, or a language that
            nobody speaks.
    """
    given: dict[str, str] = {}
    names: list[str] = []
    for word in words:
        key, equals, value = word.partition("=")
        if word in flags:
            continue
        if word.startswith("-"):
            raise unknown("flag", word, [*flags, "--json", "--help"])
        if not equals or key not in keys and typed_path(word).exists():
            names.append(word)
        elif key not in keys:
            raise unknown("key", key, keys)
        elif key != "lang" and given.get(key, value) != value:
            raise InputError(tell("error.key_twice", key=key, first=f"{key}={given[key]}", second=word))
        else:
            given[key] = value
    one_of("lang", given.get("lang", "en"), "language", LANGUAGES)
    return given, names


def one_name(command: str, words: Sequence[str], call: Call) -> tuple[str, Known]:
    """The one name of `govsim list` and `govsim show`, "" where there is none, and where it is looked up.

    Raises:
        InputError: at two names, or a plugin that cannot be loaded.
    """
    name, known, _ = name_and_filters(command, words, call, ())
    return name, known


def name_and_filters(
    command: str, words: Sequence[str], call: Call, filters: Sequence[str]
) -> tuple[str, Known, dict[str, str]]:
    """The one name, where it is looked up, and what a list is narrowed to, by key.

    Raises:
        InputError: at two names, or a plugin that cannot be loaded.
    """
    given, names = read_words(words, ("parts", "plugins", "lang", *filters))
    model = asked_model(given.get("parts", ""), given.get("plugins", ""))
    if len(names) > 1:
        raise InputError(tell("error.one_name", command=command, names=", ".join(names)))
    narrowed = {key: given[key] for key in filters if key in given}
    return ("" if call.help or not names else names[0]), Known(model, call.config_dir), narrowed
