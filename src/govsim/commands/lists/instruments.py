"""The policy menu."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

from govsim.commands.common.listing import Known, List, Row, Shown
from govsim.commands.lists.ledger import entry_said
from govsim.locale import Labelled, plain
from govsim.study.ask.declarations import GENERIC
from govsim.study.speak.errors import in_words
from govsim.study.speak.words import in_full, spoken, tell, unit_in_full


def _rows(known: Known) -> list[Row]:
    return [
        {
            "name": one.name,
            "zh": one.zh,
            "en": one.en,
            "channels": ", ".join(dict.fromkeys(channel for channel, _ in known.model.effects_of(one.name))),
            "settings": ", ".join(one.settings),
        }
        for one in known.model.instruments.values()
    ]


def _show(name: str, known: Known) -> Shown:
    model, one = known.model, known.model.instruments[name]
    head = ["  ".join([one.name, one.zh, *([one.en] if spoken() == "en" else [])]).rstrip()]
    head += [in_full(model, "instrument", name, "meaning", one.meaning)] if one.meaning else []
    bare = {setting.moves: key for key, setting in one.settings.items() if setting.moves}
    effects = [_line(model.channels, channel, _first_line(known, name, function)) for channel, function in one.effects]
    itself = {channel: tell("listing.setting_itself", name=key) for channel, key in bare.items()}
    effects += [_line(model.channels, channel, said) for channel, said in itself.items()]
    books = [_line({}, entry_said(model, entry), _first_line(known, name, f)) for entry, f in one.bookings]
    head += [tell("listing.moves"), *effects] if effects else []
    head += [tell("listing.books"), *books] if books else []
    head.append(tell("listing.set_instrument", name=one.name))
    rows: list[Row] = [
        {
            "setting": setting,
            "zh": declared.zh,
            "unit": unit_in_full(model, declared.unit),
            "default": declared.default,
            "low": declared.low,
            "high": declared.high,
            "source": in_full(model, "setting", f"{name}.{setting}", "source", declared.source),
        }
        for setting, declared in one.settings.items()
    ]
    blank = {"zh": "", "default": None, "low": None, "high": None, "source": ""}
    generic = {"start": "weeks", "phase_in": "weeks", "end": "weeks", "scope": ""}
    rows += [
        {"setting": key, **blank, "unit": in_words(generic[key]), "source": tell(f"generic.{key}")} for key in GENERIC
    ]
    return head, rows


def _line(declared: Mapping[str, Labelled], name: str, said: str) -> str:
    """What is moved or who pays, with its label in Chinese, and how."""
    called = f"{name}（{declared[name].zh}）" if spoken() == "zh" and name in declared else name
    return f"  {tell('listing.line', name=called, said=said)}"


def _first_line(known: Known, instrument: str, function: Callable[..., Any]) -> str:
    said = inspect.getdoc(function) or plain(function.__name__).capitalize()
    return in_full(known.model, "action", f"{instrument}.{function.__name__}", "doc", said).partition("\n")[0]


LIST = List("instruments", 10, _rows, "instrument", lambda known: known.model.instruments, _show)
