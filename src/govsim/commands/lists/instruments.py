"""The policy menu."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from govsim.commands.common.listing import Filter, Known, List, Row, Shown
from govsim.commands.lists.ledger import entry_said
from govsim.language import ACTORS, Instrument
from govsim.locale import Labelled
from govsim.report.families import families, family, family_said
from govsim.report.texts import file_of
from govsim.report.view import view_of
from govsim.study.ask.declarations import keys_of
from govsim.study.speak.errors import in_words
from govsim.study.speak.terminal import print_rows, tell_out
from govsim.study.speak.words import action_said, in_full, spoken, tell, unit_in_full

PARAGRAPH = re.compile(r"\n\s*\n|\n(?=[A-Z][a-z ]+: )|\n(?=\w{2,6}：)")
APART = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])")  # Chinese joins its lines


def _rows(known: Known) -> list[Row]:
    order = families(known.model)
    instruments = sorted(known.model.instruments.values(), key=lambda one: order.index(family(known.model, one.name)))
    return [
        {
            "name": one.name,
            "zh": one.zh,
            "en": one.en,
            "family": family(known.model, one.name),
            "actors": ", ".join(one.actors),
            "acts_on": one.acts_on,
            "link": one.link,
            "channels": ", ".join(dict.fromkeys(channel for channel, _ in known.model.effects_of(one.name))),
            "settings": ", ".join(one.settings),
            "needs": ", ".join(one.needs),
        }
        for one in instruments
    ]


def _print(rows: Sequence[Row]) -> None:
    """The menu by family: name, label and channels; the rest is said by `govsim show`."""
    if not rows:
        tell_out(tell("listing.none"))
    for name in dict.fromkeys(row["family"] for row in rows):
        tell_out(family_said(name))
        label = "en" if spoken() == "en" else "zh"
        print_rows([{key: row[key] for key in ("name", label, "channels")} for row in rows if row["family"] == name])
        tell_out()


def _among(column: str) -> Callable[[Row, str], bool]:
    return lambda row, value: value in row[column].split(", ")


FILTERS = {
    "family": Filter(lambda known: families(known.model), _among("family")),
    "actor": Filter(lambda known: ACTORS, _among("actors")),
    "moves": Filter(lambda known: known.model.channels, _among("channels")),
}


def _show(name: str, known: Known) -> Shown:
    model, one = known.model, known.model.instruments[name]
    head = ["  ".join([one.name, one.zh, *([one.en] if spoken() == "en" else [])]).rstrip()]
    head += [in_full(model, "instrument", name, "meaning", one.meaning)] if one.meaning else []
    head += _words(known, name)
    bare = {setting.moves: key for key, setting in one.settings.items() if setting.moves}
    written = one.effects_with(part.name for part in model.parts)
    effects = [_line(model.channels, channel, action_said(model, name, function)) for channel, function in written]
    itself = {channel: tell("listing.setting_itself", name=key) for channel, key in bare.items()}
    effects += [_line(model.channels, channel, said) for channel, said in itself.items()]
    books = [_line({}, entry_said(model, entry), action_said(model, name, f)) for entry, f in one.bookings]
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
    generic = {"start": "weeks", "phase_in": "weeks", "end": "weeks", "scope": "", "strength": "multiple", "steers": ""}
    rows += [
        {"setting": key, **blank, "unit": in_words(generic[key]), "source": tell(f"generic.{key}")}
        for key in keys_of(model, name)
    ]
    return head, rows


def _words(known: Known, name: str) -> list[str]:
    """What its file says: mechanism, what is expected, side effects, evidence, doubts; then the words of it."""
    model, one = known.model, known.model.instruments[name]
    file = file_of(view_of(model), name)
    said = in_full(model, *file) if file else ""
    head = [APART.sub("", " ".join(part.split())) for part in PARAGRAPH.split(said) if part.strip()]
    words = {
        "family": family_said(family(model, name)),
        "actors": ", ".join(tell(f"actor.{actor}") for actor in one.actors),
        "acts_on": tell(f"acts_on.{one.acts_on}"),
        "per": tell("per." + re.sub(r"\W+", "_", one.per)) if one.per else "",
        "shows": _expected(known, one),
        "link": tell(f"link.{one.link}") if one.link else "",
        "needs": ", ".join(one.needs),
        "beside": "" if one.is_planner else _named(known, one.beside),
        "related": _named(known, [other for other in one.related if other in model.instruments]),
    }
    return head + [tell("listing.line", name=tell(f"word_of.{key}"), said=said) for key, said in words.items() if said]


def _named(known: Known, names: Sequence[str]) -> str:
    """Instruments with their labels; those of a part that is not there by name alone."""
    there = known.model.instruments
    labels = {name: there[name].zh if spoken() == "zh" else there[name].en for name in names if name in there}
    return ", ".join(f"{name} ({labels[name]})" if name in labels else name for name in names)


def _expected(known: Known, one: Instrument) -> str:
    """In which outcome its own work is seen, and where that should go."""
    if not one.shows:
        return ""
    label = f"（{known.model.outcomes[one.shows].zh}）" if spoken() == "zh" else ""
    return f"{one.shows}{label}, {tell(f'direction.{one.direction}')}" if one.direction else f"{one.shows}{label}"


def _line(declared: Mapping[str, Labelled], name: str, said: str) -> str:
    """What is moved or who pays, with its label in Chinese, and how."""
    called = f"{name}（{declared[name].zh}）" if spoken() == "zh" and name in declared else name
    return f"  {tell('listing.line', name=called, said=said)}"


LIST = List(
    "instruments", 10, _rows, "instrument", lambda known: known.model.instruments, _show, _print, FILTERS
)  # fmt: skip
