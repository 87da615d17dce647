"""Years of one agent in sentences: a heading a year, and under it the weeks in which it turned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np

from govsim.language import HAPPENS, tellings_of
from govsim.study.speak.dates import said_dates, said_week
from govsim.study.speak.words import in_full, tell
from govsim.study.telling.draws import draw_told, of_members
from govsim.study.telling.things import Thing, first_letter, instrument_said, listed, named, states_of, thing, who
from govsim.study.telling.weeks import MOST_STATES, Section, joined, strongest
from govsim.year import WEEKS_A_YEAR

if TYPE_CHECKING:
    from govsim.engines.explain import Event, Explanation
    from govsim.engines.lives import Life, Turning
    from govsim.engines.traced import Draw
    from govsim.language import Model

OFTEN = 0.08  # share of weeks in which something happens: what happens more often is told by the year only; assumed
TRUE, RECORDED, EXPECTED = "_true", "_recorded", "_expected"  # ends of names: the same thing in two books, and its mean
Replayed = Mapping[tuple[int, int], "Explanation"]


@dataclass(frozen=True)
class Story:
    """A life with its turning points, and the weeks of these as they were replayed."""

    life: Life
    turnings: Sequence[Turning]
    replayed: Replayed


def asked_of(life: Life, turnings: Sequence[Turning]) -> list[tuple[int, int]]:
    """The weeks that are to be replayed, each with the earlier one against which its causes are held."""
    often = _often(life)
    told = (one for one in turnings if one.name not in often and one.kind not in ("in force", "ended", "came"))
    return list(dict.fromkeys((one.week, one.against) for one in told))


def _often(life: Life) -> set[str]:
    """What happens so often that it is told by the year."""
    told = [name for name, kind in tellings_of(life.model, life.table).items() if kind == HAPPENS]
    return {name for name in told if np.count_nonzero(life.states[name][1:]) > OFTEN * life.scenario.weeks}


def told_life(story: Story, number: int) -> list[Section]:
    """A life in sections: how it began, each year, and all years together."""
    life = story.life
    first, often = life.first_week(number), _often(life)
    begins = Section(tell("story.begins", week=said_week(first)))
    begins.paragraphs.append(_standing(life, first))
    sections = [begins]
    told = [one for one in story.turnings if one.name not in often or one.kind != "happened"]
    quiet: list[range] = []
    for year in range(first // WEEKS_A_YEAR, -(-life.scenario.weeks // WEEKS_A_YEAR)):
        weeks = range(max(first, year * WEEKS_A_YEAR), min((year + 1) * WEEKS_A_YEAR, life.scenario.weeks))
        mine = [one for one in told if one.week in weeks]
        if not mine and not _sums(life, weeks):
            quiet.append(weeks)
            continue
        sections += _quiet(quiet)
        quiet = []
        paragraphs = [_week(story, week, list(points)) for week, points in groupby(mine, lambda one: one.week)]
        sections.append(Section(_year(life, weeks), paragraphs))
    sections += _quiet(quiet)
    sums = _sums(life, range(first, life.scenario.weeks), every=True)
    whole = tell("story.whole", first=said_week(first), last=said_week(life.scenario.weeks - 1))
    return [*sections, *([Section(whole, [tell("tell.sentence", said=first_letter(sums))])] if sums else [])]


def _quiet(years: Sequence[range]) -> list[Section]:
    """Years in which nothing turned, together."""
    if not years:
        return []
    first, last = years[0], years[-1]
    about = {"first": first[0], "last": last[-1], "dates": said_dates(first[0], last[-1] + 1)}
    names = {"year": first[0] // WEEKS_A_YEAR + 1, "until": last[0] // WEEKS_A_YEAR + 1}
    return [Section(tell("story.quiet" if len(years) == 1 else "story.quiet_years", **names, **about))]


def _standing(life: Life, at: int) -> str:
    about = [thing(life.model, life.table, name) for name in states_of(life.model, life.table)][:MOST_STATES]
    said = [tell("tell.state", what=one.label, value=one.in_unit(life.states[one.name][at].item())) for one in about]
    return tell("story.stood", states=listed(said)) if said else tell("story.nothing_kept")


def _year(life: Life, weeks: range) -> str:
    sums = _sums(life, weeks)
    year = weeks[0] // WEEKS_A_YEAR + 1
    heading = tell("story.year", year=year, first=weeks[0], last=weeks[-1], dates=said_dates(weeks[0], weeks[-1] + 1))
    return heading if not sums else tell("story.year_with", heading=heading, sums=sums)


def _sums(life: Life, weeks: range, every: bool = False) -> str:
    """What happened within some weeks, added up: what happened at all, or everything that may."""
    said = []
    for name, kind in tellings_of(life.model, life.table).items():
        about = thing(life.model, life.table, name)
        total = total_of(life, name, weeks)
        if kind != HAPPENS or about.codes or not (total or every):
            continue
        beside = _beside(life, about, weeks)
        if total or beside:
            said.append(tell("story.sum", what=about.label, value=about.summed(total), beside=beside))
    return listed(said)


def total_of(life: Life, name: str, weeks: range) -> Any:
    """The sum of a column over weeks that began alive."""
    values = life.states[name][weeks.start + 1 : weeks.stop + 1]
    return values[life.lives[weeks.start : weeks.stop]].sum().item()


def _beside(life: Life, about: Thing, weeks: range) -> str:
    """What of it stands on record, and how much was to be expected, where the model has both books."""
    said = []
    stem = about.name.removesuffix(TRUE)
    for end in (RECORDED, EXPECTED) if stem != about.name else ():
        if f"{stem}{end}" in life.model.columns_of(life.table):
            other = thing(life.model, life.table, f"{stem}{end}")
            said.append(tell("tell.state", what=other.label, value=other.said(total_of(life, other.name, weeks))))
    return tell("story.beside", said=named(said, len(said))) if said else ""


# --- A week ---------------------------------------------------------------------------------------------------------


def _week(story: Story, week: int, points: Sequence[Turning]) -> str:
    sentences: dict[str, None] = {}  # one that holds for two columns is said once
    for kind, same in groupby(points, lambda one: one.kind):
        mine = list(same)
        if kind in ("in force", "ended"):
            names = [instrument_said(story.life.model, one.name) for one in mine]
            key = "story.in_force" if kind == "in force" else "story.ended"
            sentences[tell(key, names=named(names, len(names)))] = None
        else:
            sentences |= dict.fromkeys(sentence for one in mine for sentence in _point(story, one))
    return tell("story.week", week=said_week(week), said=joined(sentences))


def _point(story: Story, one: Turning) -> Iterator[str]:
    life, made = story.life, story.replayed.get((one.week, one.against))
    if one.kind == "happened":
        yield _happened(life, one)
        yield from _decided(story, made, one.name)
    elif one.kind == "changed":
        about = thing(life.model, life.table, one.name)
        yield tell("tell.sentence", said=first_letter(about.change(one.before, one.after)) + _because(story, made, one))
    elif one.kind == "jumped":
        about = thing(life.model, life.table, one.name)
        change = about.change(one.before, one.after)
        since = tell("story.since", week=said_week(one.since), change=change) if one.since < one.week else change
        yield tell("tell.sentence", said=first_letter(since) + _because(story, made, one))
    elif one.kind == "remembered":
        yield _remembered(life, one)
    elif one.kind == "left":
        yield tell("story.left", who=first_letter(who(life.model, life.table, one.number)))
        yield from _decided(story, made, "alive")
    elif one.kind == "came":
        yield tell("story.came", who=first_letter(who(life.model, life.table, one.number)))
        yield _standing(life, one.week + 1)


def _happened(life: Life, one: Turning) -> str:
    about, weeks = thing(life.model, life.table, one.name), range(one.week, one.week + 1)
    name = f"{life.table}.{one.name}"
    meaning = in_full(life.model, "column", name, "meaning", about.meaning) if about.meaning else about.label
    value = about.said(one.after) if about.codes else about.summed(one.after)
    return tell("story.happened", what=first_letter(meaning), value=value, beside=_beside(life, about, weeks))


def _remembered(life: Life, one: Turning) -> str:
    made = life.model.instruments[one.of].remembers[one.name]
    about = Thing(life.model, life.table, one.name, made.unit, made.zh, made.meaning, made.default)
    change = about.change(one.before, one.after)
    return tell("story.remembered", instrument=instrument_said(life.model, one.of), change=change)


def _because(story: Story, made: Explanation | None, one: Turning) -> str:
    """The causes of a change: the inputs of its rule that count most, with how they have changed."""
    model, table = story.life.model, story.life.table
    events = [event for event in (made.events if made else ()) if event.kind == "column" and event.name == one.name]
    causes = [cause for event in events[-1:] for cause in event.because if cause.against == "last week"]
    away = (float(one.after) > float(one.before)) if one.kind == "jumped" else None
    told = [
        cause
        for cause in causes
        if (cause.table, cause.column) != (table, one.name) and (away is None or (cause.effect > 0) == away)
    ]
    strong = [(thing(model, cause.table, cause.column), cause) for cause in strongest(told, 0.0)]
    key = "tell.counted" if one.against == one.week - 1 else "tell.counted_then"
    shown = [(about, cause) for about, cause in strong if about.shows(cause.before, cause.after)]
    said = [about.change(cause.before, cause.after, key) for about, cause in shown]
    if not said:
        return ""
    long_ago = one.kind == "changed" and one.against < one.week - 1
    return tell("story.because" if long_ago else "tell.because", causes=listed(said), week=said_week(one.against))


def _decided(story: Story, made: Explanation | None, name: str) -> Iterator[str]:
    """The draws that decided it: of the rules that write the column, and of members whose own turning point it was."""
    if made is None:
        return
    model, table = story.life.model, story.life.table
    rules = _writers(model, table, {name})
    if name == "alive":  # what the last rule only carries out was decided by those that raised the flags it reads
        reads = {column for rule in rules for owner, column in model.rules[rule].facts.reads if owner == table}
        rules |= _writers(model, table, {one for one in reads if thing(model, table, one).is_flag})
    draws = [event for event in made.events if event.draw is not None and event.draw.came_true]
    yield from (draw_told(event.draw) for event in draws if event.draw is not None and event.by in rules)
    yield from of_members(model, made.below, _of_members(story, draws, name))


def _writers(model: Model, table: str, names: set[str]) -> set[str]:
    """The rules of a table that write any of some columns."""
    return {rule.name for rule in model.rules.values() if rule.table == table and names & rule.writes}


def _of_members(story: Story, draws: Sequence[Event], name: str) -> list[Draw]:
    """Draws of members that brought about what they tell themselves, and what the column counts."""
    model, table = story.life.model, story.life.table
    counts = (model.rules[one] for one in _writers(model, table, {name}))
    read = {column for rule in counts for owner, column in rule.facts.reads if owner != table}
    found: dict[tuple[str, int], Draw] = {}
    for event in draws:
        if event.draw is not None and event.draw.table != table and event.by in model.rules:
            told = tellings_of(model, event.draw.table)
            if any(one in read and told.get(one) == HAPPENS for one in model.rules[event.by].writes):
                found.setdefault((event.by, event.draw.number), event.draw)  # the first says whether, the next how
    return list(found.values())
