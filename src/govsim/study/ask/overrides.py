"""Overrides as typed: read, held to the names that there are, and refused with all that is wrong with them."""

from __future__ import annotations

import itertools
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govsim.language import Model
from govsim.study.ask import composer
from govsim.study.ask.alone import note_values
from govsim.study.ask.checks import check_scenario_name, names
from govsim.study.ask.composer import HydraException, first_sentence
from govsim.study.ask.declarations import model_of_names
from govsim.study.ask.design import MOST_POINTS
from govsim.study.ask.files import scenario_files
from govsim.study.ask.forms import meant
from govsim.study.ask.keys import GROUPS, TOP_KEYS, check_key
from govsim.study.ask.quoting import SCENARIO_KEYS, parse
from govsim.study.ask.variants import Variant, check_terms, read_variant, settings_of
from govsim.study.speak.errors import InputError, Mistakes, short, unknown, wrong_kind
from govsim.study.speak.words import tell


@dataclass(frozen=True)
class Override:
    """One `key=value` as given: its key, its text, and its values when it names several."""

    key: str
    text: str
    value: Any
    swept: tuple[Any, ...] = ()

    @property
    def is_group(self) -> bool:
        """Whether it chooses a file of a group instead of setting a value."""
        return self.key in GROUPS or "/" in self.key or "@" in self.key


def read_overrides(
    texts: Sequence[str], others: Iterable[str] = (), config_dir: str | Path | None = None
) -> list[Override]:
    """Parse and check the keys of overrides: those of the model that they, and the scenario they name, ask for.

    Args:
        texts: `key=value` as typed.
        others: keys that are no settings and may stand among them, as those of single commands.
        config_dir: a folder with scenario files of the user's own.

    Raises:
        InputError: for a broken override or a key that no setting has.
    """
    mistakes = Mistakes()
    read, model = noted_overrides(mistakes, texts, others, config_dir)
    refuse_with_values(mistakes, read, model, config_dir)
    return read


def noted_overrides(
    mistakes: Mistakes,
    texts: Sequence[str],
    others: Iterable[str] = (),
    config_dir: str | Path | None = None,
    misplaced: Container[str] = (),
) -> tuple[list[Override], Model | None]:
    """Overrides read, as `read_overrides` does, with their mistakes noted; and the model that they ask for.

    Args:
        mistakes: to which they are added.
        texts: `key=value` as typed.
        others: keys that are no settings and may stand among them, as those of single commands.
        config_dir: a folder with scenario files of the user's own.
        misplaced: keys of other commands, whose values are not looked at.

    Returns:
        What could be read, and the model; None where a part of it is not there.
    """
    read, misnamed = list[Override](), Mistakes()
    for text in texts:
        with mistakes.noted():
            read.append(_read_override(text, config_dir))
    _note_twice(mistakes, read)
    looked_at = [one for one in read if one.key not in misplaced]
    scenarios = [one for given in looked_at for one in scenarios_named(misnamed, given, config_dir)]
    model = mistakes.of(
        _model_of, read, [one.base if isinstance(one, Variant) else one for one in scenarios], config_dir
    )
    for override in read if model else ():
        with mistakes.noted():
            _check_key(model, override, others, config_dir)
            if override.is_group:
                _check_group(override)
                _check_names(override, model)
    with mistakes.noted():
        misnamed.refuse()
    for one in scenarios:
        if model and isinstance(one, Variant):
            mistakes.of(check_terms, one, model, config_dir)
    return read, model


def refuse_with_values(
    mistakes: Mistakes, given: Sequence[Override], model: Model | None, config_dir: str | Path | None = None
) -> None:
    """Refuse where there was a mistake, with what is wrong in values too: one round is enough.

    Raises:
        InputError: with a line for each.
    """
    if mistakes.found:
        misnamed = Mistakes()
        named = [one for each in given for one in scenarios_named(misnamed, each, config_dir)]
        within = [text for one in named if isinstance(one, Variant) for text in settings_of(one)]
        both = [*given, *filter(None, (Mistakes().of(_read_override, text) for text in within))]
        keyed = [one for one in both if not one.is_group and "${" not in one.text]  # others are looked up elsewhere
        pairs = [(one.key, one.swept or (one.value,)) for one in keyed]
        note_values(mistakes, model, pairs, bool(misnamed.found) or config_dir is not None)
    mistakes.refuse()


def _note_twice(mistakes: Mistakes, given: Iterable[Override]) -> None:
    """Note keys that are given twice, and not alike: the last would win, and nobody would know (but for `lang`)."""
    first: dict[str, Override] = {}
    for one in given:
        if one.text.startswith("~") or one.key == "lang":
            continue
        before = first.setdefault(one.key, one)
        if before.text != one.text:
            with mistakes.noted():
                raise InputError(tell("error.key_twice", key=one.key, first=before.text, second=one.text))


def scenarios_named(
    mistakes: Mistakes, override: Override, config_dir: str | Path | None = None
) -> list[str | Variant]:
    """The scenarios that an override names, those that there are; what is wrong with the others is noted."""
    if override.key not in SCENARIO_KEYS or override.text.startswith("~"):
        return []
    files, found = scenario_files(config_dir), list[str | Variant]()
    for name in override.swept or (override.value if isinstance(override.value, list) else [override.value]):
        with mistakes.noted():
            variant = read_variant(name, config_dir)
            if variant is None and isinstance(name, str) and name and "/" not in name and name not in files:
                raise unknown("scenario", name, sorted(files))
            if variant is not None:
                check_scenario_name(variant.name)
            found += [variant or str(name)]
    return found


def _check_key(model: Model, override: Override, others: Iterable[str], config_dir: str | Path | None) -> None:
    """Refuse a key that no setting has; where an instrument or a variant of a scenario is behind it, with its form."""
    if override.text.startswith("policy="):  # what scenario files call it
        raise meant(override.text, config_dir) or unknown("key", override.key, ["instrument"])
    try:
        check_key(model, override.key, others)
    except InputError as error:
        raise ("." not in override.key and meant(override.text, config_dir)) or error from None


def _check_names(override: Override, model: Model) -> None:
    """Refuse an instrument that there is not; of other groups the files are looked for when they are read."""
    mistakes = Mistakes()
    several = override.swept or (override.value,)
    for name in [one for value in several for one in (value if isinstance(value, list) else [value])]:
        with mistakes.noted():
            if override.key == "instrument" and isinstance(name, str) and name and name not in model.instruments:
                raise unknown("instrument", name, model.instruments, see=tell("see.instruments"))
    mistakes.refuse()


def _read_override(text: str, config_dir: str | Path | None = None) -> Override:
    try:
        text, one = parse(text, read_one, HydraException)
    except HydraException as error:
        key, equals, _ = text.partition("=")
        if equals and not key.isascii():
            raise unknown("key", key, TOP_KEYS) from error
        if not equals and (other := meant(text, config_dir)):
            raise other from error
        raise InputError(tell("error.not_key_value", text=text, reason=first_sentence(error))) from error
    values = _swept_values(text, one)
    value = None if one.is_sweep_override() else rounded(one.value())
    if one.key_or_group == "seeds" and isinstance(value, float) and value.is_integer():
        raise InputError(tell("error.seeds_decimal", text=text, whole=int(value)))
    return Override(one.key_or_group, text, value, values)


def model_of_overrides(given: Iterable[Override], config_dir: str | Path | None = None) -> Model:
    """The model whose names overrides may use: parts and files that they name, or the files of their scenarios.

    Raises:
        InputError: when a part or file is not there, or they do not fit together.
    """
    several, mistakes = list(given), Mistakes()
    named = [one for each in several for one in scenarios_named(mistakes, each, config_dir)]
    mistakes.refuse()
    return _model_of(several, [one.base if isinstance(one, Variant) else one for one in named], config_dir)


def _model_of(given: Iterable[Override], scenarios: Sequence[str], config_dir: str | Path | None) -> Model:
    """The model of parts and files that overrides name, and of those that files of scenarios name."""
    values: dict[str, list[Any]] = {"parts": [], "plugins": []}
    for one in given:
        if one.key in values:
            values[one.key] = [*(one.swept or (one.value,))]
    files = scenario_files(config_dir)
    trees: list[Mapping[str, Any]] = [files.get(name, {}) for name in scenarios or ["baseline"]]
    trees += [{key: value} for key in ("parts", "plugins") for value in values[key]]
    parts, plugins = (
        list(dict.fromkeys(one for tree in trees for one in names(key, tree.get(key), tell(f"wanted.{key}"))))
        for key in ("parts", "plugins")
    )
    return model_of_names(parts, plugins)


def read_one(text: str) -> Any:
    """One override as Hydra's grammar reads it."""
    return composer.parsed([text])[0]


def _check_group(override: Override) -> None:
    """A group takes names of its files; Hydra's own message for a number is a traceback."""
    for value in override.swept or (override.value,):
        names = value if isinstance(value, list) else [value]
        if override.text.startswith("~") and value in (None, ""):
            continue
        if not all(isinstance(name, str) and name for name in names) or (value == [] and override.key != "instrument"):
            wanted = "wanted.name" if override.key == "scenario" else "wanted.names"
            raise wrong_kind(override.key, value, tell(wanted))
        if isinstance(value, list) and override.key in ("scenario", "population"):
            raise InputError(tell("error.one_each", key=override.key, value=short(value)))


def _swept_values(text: str, one: Any) -> tuple[Any, ...]:
    if not one.is_sweep_override():
        return ()
    if not one.is_discrete_sweep():
        raise InputError(tell("error.interval_sweep", text=text))
    try:
        strings = list(itertools.islice(one.sweep_string_iterator(), MOST_POINTS + 1))
    except (HydraException, ValueError, TypeError, ArithmeticError) as error:
        raise InputError(tell("error.at_text", text=text, reason=first_sentence(error))) from error
    if len(strings) > MOST_POINTS:
        raise InputError(tell("error.sweep_large", count=f">{MOST_POINTS:,}", most=f"{MOST_POINTS:,}"))
    again = composer.parsed([f"{one.key_or_group}={value}" for value in strings])
    return tuple(rounded(each.value()) for each in again)


def rounded(value: Any) -> Any:
    """0.15 for 0.15000000000000002, as `range(0.05,0.2,0.05)` yields; typed text loses its quotes."""
    if isinstance(value, float) and value == value and abs(value) != float("inf"):
        return float(f"{value:.12g}")
    if isinstance(value, list):
        return [rounded(item) for item in value]
    if isinstance(value, dict):
        return {str(key): rounded(item) for key, item in value.items()}
    return getattr(value, "text", value)
