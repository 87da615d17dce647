"""Instruments and their settings: what a policy maker can adopt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from govsim.language.book import enter
from govsim.language.check import check_syntax, facts_of
from govsim.language.ledger import Booking, booking
from govsim.language.limits import Number, check_name, check_number, check_tuple, is_number
from govsim.language.messages import DeclarationError, message, nearest, place_of_call
from govsim.language.tables import Column

EVERY_INSTRUMENT_HAS = ("start", "phase_in", "end", "scope", "strength")  # keys beside its settings
EVERY_PLANNER_HAS = ("steers",)  # keys more of one that steers others
HOLDER = "holder"  # the engine's own column of a memory: whose it is
ACTORS = (
    "government", "regulator", "enterprise", "worker", "insurer", "public", "service", "union", "association",
    "emergency",
)  # fmt: skip
ACTS_ON = ("everyday", "high_energy", "both")  # kinds of hazards: small ones that injure, large ones that kill several
PER = ("100 enterprises", "1,000 workers", "plant", "enterprise", "worker", "case", "inspector", "agency", "leader")
DIRECTIONS = ("up", "down")
LINKS = ("identify", "control", "detect", "respond", "behave")  # of the chain from a hazard to harm, in their order


@dataclass(frozen=True)
class Setting:
    """A number of an instrument that a policy maker can set."""

    default: Number
    unit: str
    low: float
    high: float
    zh: str = ""
    meaning: str = ""
    source: str = ""
    neutral: Number | None = None
    moves: str = ""

    def __post_init__(self) -> None:
        """Refuse a default that is no number, or lies outside its bounds; also where nobody adopts the instrument."""
        what = message("language.a_setting")
        check_number(what, self.default, self.low, self.high, bounded=True)
        if self.neutral is not None and not is_number(self.neutral):
            raise DeclarationError("language.neutral", place_of_call(), what=what, value=repr(self.neutral))


def setting(default: Number, **about: Any) -> Setting:
    """Declare a setting. See `Setting`.

    `neutral` is the value at which the instrument does nothing; `moves` names the channel whose value at full strength
    the setting is, where no function has to work it out.
    """
    return Setting(default, **about)


Rule = Callable[..., Any]


@dataclass
class Instrument:
    """Something a policy maker can adopt: what it remembers, what it answers on channels, what it books to whom.

    The engine applies scope, phase and combination; an effect states the channel's value at full strength.
    `needs` names the parts that it cannot do without: a model that has them not has not the instrument.

    Attributes:
        actors: who does it, of `ACTORS`.
        acts_on: hazards of everyday work, high-energy ones, or both.
        per: what its settings of size are counted by, so that they grow with the county; of `PER`.
        shows: the outcome in which its own work is seen; neither a channel nor a sum of one.
        direction: where that outcome is expected to go: up or down.
        related: instruments that are easily taken for it.
        link: the link of the chain from a hazard to harm that it serves, of `LINKS`; empty where it serves none or all.
        beside: instruments without which it has nothing to act on.
    """

    name: str
    zh: str
    en: str = ""
    meaning: str = ""
    remembers_on: str = "enterprise"
    settings: Mapping[str, Setting] = field(default_factory=dict)
    remembers: Mapping[str, Column] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    acts_on: str = "both"
    per: str = ""
    shows: str = ""
    direction: str = ""
    related: tuple[str, ...] = ()
    link: str = ""
    beside: tuple[str, ...] = ()
    update: Rule | None = field(default=None, init=False)
    effects: list[tuple[str, Rule]] = field(default_factory=list, init=False)
    further: dict[str, list[tuple[str, Rule]]] = field(default_factory=dict, init=False)
    bookings: list[tuple[Booking, Rule]] = field(default_factory=list, init=False)
    steering: list[Rule] = field(default_factory=list, init=False)
    where: str = field(default="", init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Stand in the file that makes it."""
        self.where = place_of_call()
        for word in ("needs", "actors", "related", "beside"):
            check_tuple(f"{self.name}: {word}", getattr(self, word))
        _check_words_of(self)
        _check_names_of(self)
        enter("instrument", self.name, self)

    def remember(self, function: Rule) -> Rule:
        """Mark the rule that updates the instrument's memory of one row, once a week, before its effects."""
        check_syntax(function)
        self.update = function
        return function

    def effect(self, channel_name: str, part: str = "") -> Callable[[Rule], Rule]:
        """Mark a function that returns the value of a channel at full strength.

        `part` names the part that declares the channel, where the instrument does the rest of its work without it: a
        model that has not the part leaves this effect out, and it alone.
        """
        return self._keep(self.further.setdefault(part, []) if part else self.effects, channel_name)

    def effects_with(self, parts: Iterable[str]) -> tuple[tuple[str, Rule], ...]:
        """The channels that functions of it move, and the functions, in a model of these parts."""
        here = set(parts)
        return (*self.effects, *(one for part, some in self.further.items() if part in here for one in some))

    def steer(self, function: Rule) -> Rule:
        """Mark a function that returns by how much instruments under this planner are multiplied this week.

        Its row is one of the table that they act on, or above it: of several functions the nearest counts. 1 changes
        nothing. The multiple is held between 0 and 2; beyond full strength it acts where values add up, and on costs.
        It may ask for `link`, the number of the link that the steered instrument serves (1 to 5 in the order of
        `LINKS`, 0 for none), and for `under`, how many instruments of each link are under the planner.
        """
        check_syntax(function)
        self.steering.append(function)
        return function

    @property
    def is_planner(self) -> bool:
        """Whether it steers others."""
        return bool(self.steering)

    @property
    def number_of_link(self) -> int:
        """The place of its link in the chain, from 1; 0 where it serves none."""
        return LINKS.index(self.link) + 1 if self.link else 0

    @property
    def keys(self) -> tuple[str, ...]:
        """What may be set of it beside its settings."""
        return (*EVERY_INSTRUMENT_HAS, *(EVERY_PLANNER_HAS if self.is_planner else ()))

    def spends(self, payer: str, what: str, zh: str = "") -> Callable[[Rule], Rule]:
        """Mark a function that returns what a party uses up on one row this week, in CNY, at full strength."""
        return self._keep(self.bookings, booking("spends", payer, "", what, zh))

    def transfers(self, giver: str, taker: str, what: str, zh: str = "") -> Callable[[Rule], Rule]:
        """Mark a function that returns what a party pays another on one row this week, in CNY, at full strength."""
        return self._keep(self.bookings, booking("transfers", giver, taker, what, zh))

    def inspector_hours(self, what: str, zh: str = "") -> Callable[[Rule], Rule]:
        """Mark a function that returns the hours that inspectors work on one row this week, at full strength."""
        return self._keep(self.bookings, booking("hours", "", "", what, zh))

    def _keep(self, where: list[tuple[Any, Rule]], key: Any) -> Callable[[Rule], Rule]:
        def keep(function: Rule) -> Rule:
            check_syntax(function)
            where.append((key, function))
            return function

        return keep


def _check_words_of(made: Instrument) -> None:
    """Hold what an instrument says of itself to the words that lists and pages know."""
    said = [
        *(("actors", one, ACTORS) for one in made.actors),
        ("acts_on", made.acts_on, ACTS_ON),
        ("per", made.per, ("", *PER)),
        ("direction", made.direction, ("", *DIRECTIONS)),
        ("link", made.link, ("", *LINKS)),
    ]
    for word, one, known in said:
        if one not in known:
            hint = nearest(one, known)
            raise DeclarationError(
                "language.instrument_word", made.where, instrument=made.name, word=word, value=repr(one),
                known=[name for name in known if name], hint=hint,
            )  # fmt: skip


def _check_names_of(made: Instrument) -> None:
    """Hold an instrument and what is in it to names that nothing else has taken."""
    check_name("language.the_instrument", made.name)
    for name, about in made.settings.items():
        check_name("language.the_setting", name)
        if name in (*EVERY_INSTRUMENT_HAS, *EVERY_PLANNER_HAS):
            raise DeclarationError("language.taken_setting", made.where, instrument=made.name, name=name)
        if not isinstance(about, Setting):
            raise DeclarationError("language.wants_setting", made.where, instrument=made.name, name=name)
    for name, remembered in made.remembers.items():
        check_name("language.the_column", name)
        if name == HOLDER:
            raise DeclarationError("language.engines_column", made.where, owner=made.name, column=name)
        if not isinstance(remembered, Column):
            raise DeclarationError("language.wants_column", made.where, instrument=made.name, name=name)


def check_what_it_names(
    made: Instrument, parts: Iterable[str], tables: Iterable[str], channels: Iterable[str], outcomes: Iterable[str]
) -> None:
    """Hold an instrument to the tables, channels and outcomes of a model.

    Raises:
        DeclarationError: at a channel that it moves, a table on whose rows it remembers, or an outcome in which it is
            seen, that is not there.
    """
    if made.shows and made.shows not in outcomes:
        where, hint = made.where, nearest(made.shows, outcomes)
        raise DeclarationError("language.shows_nothing", where, instrument=made.name, outcome=made.shows, hint=hint)
    known = list(tables)
    if made.remembers_on not in known:
        table, hint = made.remembers_on, nearest(made.remembers_on, known)
        raise DeclarationError("language.no_table", made.where, instrument=made.name, table=table, hint=hint)
    settings = [(setting.moves, made.where, "") for setting in made.settings.values() if setting.moves]
    written = [(name, facts_of(function).where(), function.__name__) for name, function in made.effects_with(parts)]
    there = list(channels)
    for channel, where, rule in (*settings, *written):
        if channel not in there:
            hint = nearest(channel, there)
            raise DeclarationError("language.no_channel", where, rule, channel=channel, hint=hint)
