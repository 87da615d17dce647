"""The right form of a word that is no setting, where it names instruments or a variant of a scenario."""

from __future__ import annotations

from pathlib import Path

from govsim.model import model_of, shipped
from govsim.study.ask.files import scenario_files
from govsim.study.ask.keys import TOP_KEYS
from govsim.study.ask.quoting import split_outside
from govsim.study.ask.variants import base_of
from govsim.study.speak.errors import InputError, nearest, unknown
from govsim.study.speak.words import tell


def meant(text: str, config_dir: str | Path | None = None) -> InputError | None:
    """How to write what was typed as `x=+policy_review`, `policy_review` or `credit+policy_review`.

    Args:
        text: as it was typed: a word that is not KEY=VALUE, or one whose key no setting has.
        config_dir: a folder with scenario files of the user's own.

    Returns:
        A mistake that names the right form; nothing where no instrument and no scenario is named.
    """
    key, equals, value = text.partition("=")
    word = "".join((value if equals else key).split()).strip("'\"")
    word = word[1:-1] if word.startswith("[") and word.endswith("]") else word
    is_name = equals and not nearest(key, (*TOP_KEYS, "scenarios", "policy"), 0.6)
    name, base = f"{key.lstrip('+~')}=" if is_name else "", base_of(word, scenario_files(config_dir))
    if base and (word != base or not equals):
        others = "combined" if word == "baseline" else "baseline"
        return InputError(tell("error.meant_scenario", text=text, scenario=f"{name}{word}", others=others))
    return _of_instruments(text, word, name)


def _of_instruments(text: str, word: str, name: str) -> InputError | None:
    known = model_of(shipped()).instruments
    pieces = [one for one in split_outside(word.replace("+", ",")) if one]
    named = [one.partition("(")[0] for one in pieces]
    strange = [one for one in named if one not in known]
    if strange and word.startswith("+"):
        return unknown("instrument", strange[0], known, see=tell("see.instruments"))
    if strange or not named:
        return None
    about = {"key": f"instrument=[{','.join(named)}]", "scenario": f"{name}baseline+{'+'.join(pieces)}"}
    return InputError(tell("error.meant_instrument", text=text, **about))
