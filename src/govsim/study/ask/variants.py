"""A variant of a scenario in one line: `strict=credit+administrative_fines(sanction_scale=2,start=200)-credit_repair`.

A name, the scenario that it starts from, instruments that are added, with settings, and instruments that are left out.
Without a name it is called by what it is; with one and nothing else, `status quo=baseline`, it only has another name.
It stands for overrides: what it composes to is stored whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govsim.language import EVERY_INSTRUMENT_HAS, EVERY_PLANNER_HAS, Model
from govsim.locale import LANGUAGES
from govsim.model import model_of, shipped
from govsim.study.ask.checks import names
from govsim.study.ask.declarations import model_of_names
from govsim.study.ask.files import scenario_files
from govsim.study.ask.keys import check_key
from govsim.study.ask.quoting import split_outside
from govsim.study.ask.titles import adopted_by_file, changed_title
from govsim.study.speak.errors import FULL_WIDTH, InputError, Mistakes, full_width_sign, unknown
from govsim.study.speak.words import tell

_SIGNS = "=+("  # with which no scenario's file is called
_PARTING = "，、＝＋"  # that part names, typed full-width: none is meant as a letter of a name
Settings = tuple[str, ...]


@dataclass(frozen=True)
class Variant:
    """What was typed, taken apart.

    Attributes:
        text: as it was typed.
        name: that it was given, as it was typed, or its text.
        base: a scenario's file.
        added: instruments, each with its settings as `key=value`.
        left_out: instruments.
    """

    text: str
    name: str
    base: str
    added: tuple[tuple[str, Settings], ...]
    left_out: tuple[str, ...]


def read_variant(text: object, config_dir: str | Path | None = None) -> Variant | None:
    """A variant taken apart; nothing where it is a scenario's plain name.

    Raises:
        InputError: it is none that can be, in one line with the nearest name.
    """
    files = scenario_files(config_dir)
    if not isinstance(text, str) or text in files:
        return None
    if not _is_variant(text, files):
        refuse_full_width(text, text)
        if text in model_of(shipped()).instruments:
            raise _baseless(text, "", text, files)
        return None
    named = re.match(r"([^=(]*)=(.*)", text, re.DOTALL)
    name, body = (named[1].strip(), _bare(named[2])) if named else ("", _bare(text))
    base = base_of(body, files)
    refuse_full_width(text, name if base_of(_bare(name), files) else "".join(set(name) & set(_PARTING)))
    refuse_full_width(text, body[len(base) :])
    if named and not name or not body:
        raise InputError(tell("error.variant_empty", text=text))
    if not base and (settled := re.match(r"([^+(]*)\(", body)) and settled[1] in files:
        raise InputError(tell("error.variant_brackets", text=text, base=settled[1], form=_form(name, body, config_dir)))
    if not base:
        raise _baseless(text, name, body, files)
    if name in files:
        raise InputError(tell("error.variant_taken", text=text, name=name))
    terms = list(_terms(text, body[len(base) :]))
    named_here = [instrument for _, instrument, _ in terms]
    for instrument in named_here:
        if named_here.count(instrument) > 1:
            raise InputError(tell("error.variant_twice", text=text, instrument=instrument))
    added = tuple((instrument, settings) for sign, instrument, settings in terms if sign == "+")
    return Variant(text, name or body, base, added, tuple(one for sign, one, _ in terms if sign == "-"))


def refuse_full_width(text: str, part: str) -> None:
    """Refuse signs of a Chinese keyboard where a variant or a list of scenarios has plain ones.

    Args:
        text: as it was typed.
        part: of it, where none may stand.

    Raises:
        InputError: there is one.
    """
    sign = full_width_sign(part)
    if sign:
        raise InputError(tell("error.full_width", text=text, sign=sign, plain=FULL_WIDTH[sign]))


def _form(name: str, body: str, config_dir: str | Path | None) -> str:
    """What was meant by settings behind a scenario: each behind the instrument that has it."""
    base, _, rest = body.partition("(")
    end = _closing(f"({rest}")
    given, after = (rest[: end - 1], rest[end:]) if end > 0 else (rest, "")
    tree = scenario_files(config_dir)[base]
    model = model_of_names(*(names(key, tree.get(key), tell(f"wanted.{key}")) for key in ("parts", "plugins")))
    adopted = adopted_by_file(base, config_dir)
    known = [*(one for one in model.instruments if one in adopted), *model.instruments]
    found: dict[str, list[str]] = {}
    for one in split_outside(given):
        setting = one.partition("=")[0]
        has = [instrument for instrument in known if setting in model.instruments[instrument].settings]
        of_all = setting.partition(".")[0] in (*EVERY_INSTRUMENT_HAS, *EVERY_PLANNER_HAS)
        whose = has[0] if has else next(iter(found), known[0]) if of_all else tell("word.instrument")
        found.setdefault(whose, []).append(one)
    made = "".join(f"+{instrument}({','.join(settings)})" for instrument, settings in found.items())
    return f"{name}={base}{made}{after}" if name else f"{base}{made}{after}"


def _bare(body: str) -> str:
    """Without blanks, which people type around signs."""
    return "".join(body.split(" "))


def _is_variant(text: str, files: Mapping[str, Any]) -> bool:
    return any(sign in text for sign in _SIGNS) or any(text.startswith(f"{name}-") for name in files)


def base_of(body: str, files: Mapping[str, Any]) -> str:
    """The longest name of a scenario with which a variant begins; a name may have a minus sign in it."""
    fits = [name for name in files if body == name or body.startswith((f"{name}+", f"{name}-"))]
    return max(fits, key=len, default="")


def _baseless(text: str, name: str, body: str, files: Mapping[str, Any]) -> InputError:
    """What is said of a variant that does not begin with a scenario: `x=+policy_review`, `x=policy_review`."""
    first = re.split(r"[+(-]", body)[0]
    if first and first not in model_of(shipped()).instruments:
        return unknown("scenario", first, files)
    start = tell("word.scenario") if body.startswith("-") else "baseline"  # which adopts nothing that could be left out
    form = f"{start}{'+' if first else ''}{body}"
    return InputError(tell("error.variant_no_base", text=text, form=f"{name}={form}" if name else form))


def _terms(text: str, rest: str) -> Iterator[tuple[str, str, Settings]]:
    """Each sign with its instrument and settings."""
    while rest:
        found = re.match(r"([+-])([^+\-(),=]*)", rest)
        if not found or not found[2]:
            raise InputError(tell("error.variant_empty", text=text))
        sign, instrument, rest = found[1], found[2], rest[found.end() :]
        settings: Settings = ()
        if rest.startswith("("):
            end = _closing(rest)
            if end < 0 or sign == "-":
                raise InputError(tell("error.variant_settings", text=text, instrument=instrument))
            settings = tuple(split_outside(rest[1:end]))
            rest = rest[end + 1 :]
            if not all(re.fullmatch(r"[^=]+=.+", one) for one in settings):
                raise InputError(tell("error.variant_settings", text=text, instrument=instrument))
        yield sign, instrument, settings


def _closing(rest: str) -> int:
    """The place of the bracket that closes the first; -1 without one."""
    depth = 0
    for place, letter in enumerate(rest):
        depth += (letter == "(") - (letter == ")")
        if not depth:
            return place
    return -1


def overrides_of(
    one: Variant,
    model: Model,
    instruments: Sequence[str],
    config_dir: str | Path | None,
    spelt: Callable[[Any], str],
    parse: Callable[[str], str],
) -> list[str]:
    """The overrides that a variant stands for.

    Args:
        one: the variant.
        model: whose instruments there are.
        instruments: that are added besides, by the command.
        config_dir: a folder of settings of the user's own.
        spelt: a value as Hydra reads it.
        parse: an override as Hydra reads it.

    Raises:
        InputError: an instrument or setting that there is not, or one that is there already, or cannot be left out.
    """
    check_terms(one, model, config_dir)
    there = adopted_by_file(one.base, config_dir)
    new = [name for name, _ in one.added if name not in there]
    chosen = list(dict.fromkeys([*new, *instruments]))
    made = [f"scenario={spelt(one.base)}", *([f"instrument=[{','.join(chosen)}]"] if chosen else [])]
    made.append(f"name={spelt(one.name)}")
    made.append(f"title={{{','.join(f'{lang}: {_quoted(words)}' for lang, words in _titles(one, model, config_dir))}}}")
    made += [f"~instrument.{instrument}" for instrument in one.left_out]
    return [*made, *(parse(text) for text in settings_of(one))]


def settings_of(one: Variant) -> list[str]:
    """The settings in a variant's brackets, as overrides."""
    return [f"instrument.{instrument}.{setting}" for instrument, settings in one.added for setting in settings]


def check_terms(one: Variant, model: Model, config_dir: str | Path | None = None) -> None:
    """Refuse instruments and settings that there are not, and instruments that are there already, or cannot go."""
    mistakes, there = Mistakes(), adopted_by_file(one.base, config_dir)
    sound = set()
    for instrument in (*(name for name, _ in one.added), *one.left_out):
        with mistakes.noted():
            if instrument not in model.instruments:
                raise unknown("instrument", instrument, model.instruments, see=tell("see.instruments"))
            sound.add(instrument)
    for instrument, settings in one.added:
        with mistakes.noted():
            if instrument in there and not settings:
                raise InputError(tell("error.variant_there", text=one.text, base=one.base, instrument=instrument))
    for instrument in sound.intersection(one.left_out):
        with mistakes.noted():
            if instrument not in there:
                has = tell("error.adopts_instead", names=", ".join(sorted(there))) if there else ""
                about = {"text": one.text, "base": one.base, "instrument": instrument, "has": has}
                raise InputError(tell("error.variant_not_there", **about))
    for setting in settings_of(one):
        if setting.split(".")[1] in sound:
            mistakes.of(check_key, model, setting.partition("=")[0])
    mistakes.refuse()


def _quoted(words: str) -> str:
    from govsim.study.ask.quoting import quoted

    return quoted(words)


def _titles(one: Variant, model: Model, config_dir: str | Path | None) -> list[tuple[str, str]]:
    """Its name, where it was given one; else what its base is called, with what was added and left out."""
    if one.name != _bare(one.text):
        return [(lang, one.name) for lang in LANGUAGES]
    there = adopted_by_file(one.base, config_dir)
    added = [name for name, _ in one.added if name not in there]
    kept = [name for name in there if name not in one.left_out]
    return [
        (lang, changed_title(model, lang, one.base, added, list(one.left_out), kept, config_dir)) for lang in LANGUAGES
    ]
