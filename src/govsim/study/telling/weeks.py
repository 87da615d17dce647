"""One week in sentences: who it is, what instruments and rules did, what was drawn, and because of what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from govsim.study.speak.terminal import figure
from govsim.study.speak.words import rule_said, spoken, tell
from govsim.study.telling.draws import draw_told, is_telling, of_members
from govsim.study.telling.rows import words_of
from govsim.study.telling.things import (
    first_letter,
    instrument_said,
    kind_said,
    listed,
    named,
    read_by_rules,
    states_of,
    thing,
    who,
)

if TYPE_CHECKING:
    from govsim.engines.explain import Event, Explanation
    from govsim.engines.traced import Cause
    from govsim.language import Model
    from govsim.study.telling.things import Thing

MOST_CAUSES = 3  # told of one change; assumed: what a sentence carries. --json has all
LEAST_CAUSE = 0.1  # of the strongest, and of the change itself: weaker ones are not told
MOST_NAMED = 12  # of those who belong to it
MOST_STATES = 10  # columns that say how it stands


@dataclass
class Section:
    """A part of the week: its title and its paragraphs."""

    title: str
    paragraphs: list[str] = field(default_factory=list)


def told(model: Model, made: Explanation) -> tuple[list[Section], int]:
    """A week in sections.

    Returns:
        The sections in order, and how many changes were too small to be told.
    """
    teller = _Teller(model, made)
    sections = [teller.standing(), teller.instruments(), *teller.phases()]
    return [one for one in sections if one.paragraphs], teller.left


class _Teller:
    """Tells one week; a change that was told is not spelled out again."""

    def __init__(self, model: Model, made: Explanation) -> None:
        self.model, self.made = model, made
        self.left = 0
        self.met: set[tuple[str, str]] = set()

    # --- How it stands ----------------------------------------------------------------------------------------------

    def standing(self) -> Section:
        """Who it is, who belongs to it, how it stands, and what it sees around it."""
        model, made, section = self.model, self.made, Section(tell("tell.standing"))
        above = [who(model, table, number) for table, number in made.above.items() if _is_one_of_many(model, table)]
        if above:
            section.paragraphs.append(tell("tell.belongs", names=listed(above)))
        for table, numbers in made.below.items():
            kind = kind_said(model, table, plural=len(numbers) != 1)
            names = named([str(one) for one in numbers], MOST_NAMED)
            section.paragraphs.append(tell("tell.members", kind=kind, count=len(numbers), names=names))
        states = [thing(model, made.table, name) for name in states_of(model, made.table)][:MOST_STATES]
        said = [tell("tell.state", what=one.label, value=one.in_unit(made.start[one.name])) for one in states]
        if said:
            section.paragraphs.append(tell("tell.stood", states=listed(said)))
        seen = [self._change(*one) for one in self._seen_above()]
        if seen:
            section.paragraphs.append(tell("tell.saw", changes=listed(seen)))
        return section

    def _seen_above(self) -> list[tuple[str, str, Any, Any]]:
        """What the rules saw change on the rows above it since the week before."""
        found: dict[tuple[str, str], tuple[Any, Any]] = {}
        for cause in (one for event in self.made.events for one in event.because):
            if cause.table != self.made.table and cause.against == "last week":
                found.setdefault((cause.table, cause.column), (cause.before, cause.after))
        rows = ((table, name, *change) for (table, name), change in found.items())
        return [one for one in rows if thing(self.model, one[0], one[1]).matters(one[2], one[3])]

    # --- Instruments ------------------------------------------------------------------------------------------------

    def instruments(self) -> Section:
        """Each channel that instruments moved, and each draw of theirs."""
        section = Section(tell("tell.instruments"))
        by_channel: dict[str, list[Event]] = {}
        for event in self.made.events:
            if event.kind == "channel":
                by_channel.setdefault(event.name, []).append(event)
            elif event.kind == "steer":
                section.paragraphs.append(self._steered(event))
        section.paragraphs += [self._moved(name, events) for name, events in by_channel.items()]
        draws = [one.draw for one in self.made.events if one.draw is not None and not one.phase]
        section.paragraphs += [draw_told(one) for one in draws if is_telling(one)]
        return section

    def _steered(self, event: Event) -> str:
        planner, instrument = (instrument_said(self.model, one) for one in (event.by, event.name))
        words = words_of(self.model, event).partition("\n")[0]
        return tell("tell.steered", planner=planner, instrument=instrument, value=figure(event.after), words=words)

    def _moved(self, name: str, events: Sequence[Event]) -> str:
        about, neutral = thing(self.model, self.made.table, name), events[0].before
        values = [neutral, *(one.after for one in events)]
        moves = [
            tell("tell.move", value=about.said(one.after, *values), instrument=instrument_said(self.model, one.by))
            for one in events
        ]
        unit = about.unit_said.strip()
        said = tell("tell.unit", unit=unit) if unit else ""
        what, before = first_letter(about.label), about.said(neutral, *values)
        return tell("tell.moved", what=what, neutral=before, moves=listed(moves), unit=said)

    # --- Rules ------------------------------------------------------------------------------------------------------

    def phases(self) -> Iterator[Section]:
        """Each phase of the week in which something worth telling happened."""
        for phase, events in groupby((one for one in self.made.events if one.phase), lambda one: one.phase):
            section = Section(first_letter(self.model.phase_label(phase, spoken())))
            for rule, mine in groupby(events, lambda one: one.by):
                paragraph = self._rule(rule, list(mine))
                section.paragraphs += [paragraph] if paragraph else []
            yield section

    def _rule(self, rule: str, events: Sequence[Event]) -> str:
        """What a rule did, behind what it says; nothing where it did nothing worth telling."""
        made = self.made
        draws = [one.draw for one in events if one.draw is not None]
        changes = [one for one in events if one.kind == "column"]
        large = [one for one in changes if self._is_worth(one)]
        self.left += len(changes) - len(large)
        said = [
            *of_members(self.model, made.below, [one for one in draws if one.table != made.table]),
            *(draw_told(one) for one in draws if one.table == made.table and is_telling(one)),
            *self._chosen([one for one in events if one.kind == "members"]),
            *map(self._written, large),
        ]
        words = rule_said(self.model, rule).partition(tell("tell.evidence"))[0].rstrip()
        return joined([words, *said]) if said else ""

    def _chosen(self, events: Sequence[Event]) -> Iterator[str]:
        """For whom a rule of the agent made something come true; what came for the same is told together."""
        for numbers, alike in groupby(sorted(events, key=lambda one: one.after), lambda one: one.after):
            columns = [one.name for one in alike]
            table = next(one for one in self.made.below if columns[0] in self.model.columns_of(one))
            kind, of = kind_said(self.model, table, plural=True), len(self.made.below[table])
            what = named([thing(self.model, table, name).label for name in columns], len(columns))
            names = named([str(one) for one in numbers], MOST_NAMED)
            yield tell("tell.chosen", what=what, count=len(numbers), of=of, kind=kind, names=names)

    def _is_worth(self, event: Event) -> bool:
        about = thing(self.model, self.made.table, event.name)
        if isinstance(about.default, float) and event.name not in read_by_rules(self.model):
            return False  # it is only counted
        return about.matters(event.before, event.after)

    def _written(self, event: Event) -> str:
        about = thing(self.model, self.made.table, event.name)
        change = self._change(self.made.table, event.name, event.before, event.after)
        causes = [one for one in event.because if (one.table, one.column) != (self.made.table, event.name)]
        moved = 0.0 if about.codes else float(event.after) - float(event.before)
        since = strongest([one for one in causes if self._counts(one, "last week")], moved)
        lasting = strongest([one for one in causes if self._counts(one, "no instruments")], moved)
        against = [one for one in since if one.effect * moved < 0.0]
        ends = (("tell.because", [one for one in since if one not in against]), ("tell.although", against))
        told = [tell(key, causes=listed([self._cause(about, one) for one in some])) for key, some in ends if some]
        first = tell("tell.sentence", said=first_letter(change) + "".join(told))
        if not lasting:
            return first
        return joined([first, tell("tell.without", causes=listed([self._cause(about, one) for one in lasting]))])

    def _counts(self, cause: Cause, against: str) -> bool:
        about = thing(self.model, cause.table, cause.column)
        return cause.against == against and about.shows(cause.before, cause.after)

    def _cause(self, result: Thing, cause: Cause) -> str:
        about = thing(self.model, cause.table, cause.column)
        if cause.against != "last week":
            after, before = (about.said(one, cause.after, cause.before) for one in (cause.after, cause.before))
            change: str = tell("tell.instead", what=about.label, after=after, before=before)
        elif (cause.table, cause.column) in self.met and not (about.is_flag or about.is_flow or about.codes):
            change = tell("tell.rose_too" if cause.after > cause.before else "tell.fell_too", what=about.label)
        else:
            change = self._change(cause.table, cause.column, cause.before, cause.after)
        return change if result.is_flag else tell("tell.cause", change=change, effect=result.by(cause.effect))

    def _change(self, table: str, name: str, before: Any, after: Any) -> str:
        """A change in a few words, without a full stop."""
        self.met.add((table, name))
        return thing(self.model, table, name).change(before, after)


def _is_one_of_many(model: Model, table: str) -> bool:
    return table in ("industry", "enterprise") or model.tables[table].books


def joined(sentences: Iterable[str]) -> str:
    """Sentences one after the other."""
    return ("" if spoken() == "zh" else " ").join(str(one) for one in sentences)


def strongest(causes: Sequence[Cause], moved: float) -> list[Cause]:
    """The few that count, against each other and against how far the result has moved."""
    least = LEAST_CAUSE * max(abs(moved), abs(causes[0].effect)) if causes else 0.0
    return [one for one in causes if abs(one.effect) >= least][:MOST_CAUSES]
