"""The policy menu."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from govsim.commands.common.listing import Known, List, Row, Shown
from govsim.language import INSTRUMENTS
from govsim.study.ask.declarations import GENERIC
from govsim.study.speak.errors import in_words
from govsim.study.speak.words import tell


def _rows(known: Known) -> list[Row]:
    return [
        {
            "name": one.name,
            "zh": one.zh,
            "en": one.en,
            "channels": ", ".join(dict.fromkeys(channel for channel, _ in one.effects)),
            "settings": ", ".join(one.settings),
        }
        for one in INSTRUMENTS.values()
    ]


def _show(name: str, known: Known) -> Shown:
    one = INSTRUMENTS[name]
    head = [f"{one.name}  {one.zh}  {one.en}".rstrip()]
    head += [one.meaning] if one.meaning else []
    effects = [f"  {channel}: {_first_line(function)}" for channel, function in one.effects]
    costs = [f"  {payer}: {_first_line(function)}" for payer, function in one.costs]
    head += [tell("listing.moves"), *effects] if effects else []
    head += [tell("listing.costs"), *costs] if costs else []
    head.append(tell("listing.set_instrument", name=one.name))
    rows: list[Row] = [
        {
            "setting": setting,
            "zh": declared.zh,
            "unit": in_words(declared.unit),
            "default": declared.default,
            "low": declared.low,
            "high": declared.high,
            "source": declared.source,
        }
        for setting, declared in one.settings.items()
    ]
    blank = {"zh": "", "default": None, "low": None, "high": None, "source": ""}
    generic = {"start": "weeks", "phase_in": "weeks", "end": "weeks", "scope": ""}
    rows += [
        {"setting": key, **blank, "unit": in_words(generic[key]), "source": tell(f"generic.{key}")} for key in GENERIC
    ]
    return head, rows


def _first_line(function: Callable[..., Any]) -> str:
    text = (function.__doc__ or "").strip()
    return text.splitlines()[0] if text else function.__name__.replace("_", " ")


LIST = List("instruments", 10, _rows, "instrument", lambda known: INSTRUMENTS, _show)
