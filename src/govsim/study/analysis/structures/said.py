"""A question under several structures: tables and sentences as people read them, figures, and a part of a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from govsim.language import Model
from govsim.study.analysis.joint import chance_of
from govsim.study.analysis.section import Line, Picture, Section, Shown, each_in_both, in_both, words
from govsim.study.analysis.structures.found import Held, Tally, tallies
from govsim.study.analysis.structures.taken_out import TAKEN_OUT, kept_in
from govsim.study.analysis.structures.variants import DRAWS, POPULATION, SIZE, Cell, Structures
from govsim.study.ask.titles import titles_of
from govsim.study.speak.terminal import bare_percent, estimate, percent, span
from govsim.study.speak.words import counted, speaking, spoken, tell

MOST_NAMED = 6
Titles = Mapping[str, Mapping[str, str]]


def cell_said(cell: Cell) -> str:
    """What a structure is called, in the language spoken."""
    said: list[str] = []
    for one in cell.choices:
        value = one.name.partition(":")[2]
        if one.kind in (POPULATION, SIZE):
            said.append(tell(f"structure.{one.kind}", value=f"{int(value):,}"))
        elif one.kind == DRAWS:
            said.append(tell("structure.draws", count=len(one.draws)))
        else:
            said.append(tell("structure.without", mechanism=mechanism_said(value)))
    return tell("structure.and").join(said) if said else tell("structure.same")


def mechanism_said(name: str) -> str:
    """What a mechanism that can be taken out is called."""
    return tell(f"structure.out_{name}")


def lines(found: Sequence[Held], titles: Titles) -> list[Line]:
    """A line a structure and scenario."""
    made: list[Line] = []
    several = len({one.scenario for one in found}) > 1
    first = {one.scenario: one.sign for one in reversed(found) if not one.cell.choices}
    for one in found:
        line: dict[str, str] = {tell("structure.head"): cell_said(one.cell)}
        if several:
            line["scenario"] = titles[one.scenario][spoken()]
        line |= {
            tell("structure.injuries"): change(one),
            tell("structure.deaths"): estimate(one.deaths.mean, one.deaths.low, one.deaths.high),
            tell("structure.cost"): estimate(one.cost.mean, one.cost.low, one.cost.high),
            tell("structure.verdict"): verdict(one, first[one.scenario]),
        }
        made.append(line)
    return made


def change(one: Held) -> str:
    """The change in injuries with its interval."""
    ends = [value / 100.0 for value in (one.injuries.mean, one.injuries.low, one.injuries.high)]
    return f"{percent(ends[0])} {span(ends[1], ends[2], bare_percent)}"


def verdict(one: Held, sign: int) -> str:
    """Whether the sign holds, in a word or two."""
    key = "fewer" if one.sign < 0 else "more"
    said = tell(f"structure.{key}" if one.is_sure else "structure.unsure")
    return said if one.sign == sign else tell("structure.turned", said=said)


def sentences(found: Sequence[Held], titles: Titles, reference: str) -> list[str]:
    """In how many structures each scenario's sign holds, and where it turns."""
    return [_tally(one, titles, reference) for one in tallies(found)]


def _tally(one: Tally, titles: Titles, reference: str) -> str:
    about = {"scenario": titles[one.scenario][spoken()], "reference": titles[reference][spoken()]}
    key = "structure.holds_fewer" if one.sign < 0 else "structure.holds_more"
    said = tell(key, **about, same=one.same, count=one.count, sure=one.sure,
                least=change(one.least), most=change(one.most),
                where_least=cell_said(one.least.cell), where_most=cell_said(one.most.cell))  # fmt: skip
    if one.turns:
        named = tell("structure.apart").join(
            f"{cell_said(each.cell)} ({change(each)})" for each in one.turns[:MOST_NAMED]
        )
        said = said + tell("structure.turns", names=named)
    else:
        said = said + tell("structure.never_turns")
    left = [each for each in one.open if each not in one.turns]
    if left:
        names = tell("structure.apart").join(cell_said(each.cell) for each in left[:MOST_NAMED])
        said = said + tell("structure.open", names=names)
    return str(said)


def method(model: Model, asked: Structures, seeds: int) -> list[str]:
    """How it was found, and what cannot be taken out."""
    said: list[str] = [tell("structure.method", seeds=counted("seeds", seeds), points=len(asked.points.design.points))]
    draws = max((len(cell.points) for cell in asked.cells if cell.is_drawn), default=0)
    if draws > 1:
        said.append(tell("structure.method_draws", chance=f"{100 * chance_of(draws):.0f}"))
    if any(one.out for cell in asked.cells for one in cell.choices):
        said.append(tell("structure.method_out", count=len(TAKEN_OUT)))
        by_reason: dict[str, list[str]] = {}
        for name, reason in kept_in(model).items():
            by_reason.setdefault(reason, []).append(model.title_of(f"govsim.mechanisms.{name}", spoken()))
        said += [tell("structure.kept", names=tell("structure.apart").join(names), reason=reason)
                 for reason, names in by_reason.items()]  # fmt: skip
    return said


def section_of(
    model: Model, asked: Structures, found: Sequence[Held], titles: Titles, seeds: int, figures: bool
) -> Section:
    """The part of a report."""
    said = each_in_both(lambda: sentences(found, titles, asked.reference))
    shown = in_both(lambda: [{str(key): str(value) for key, value in one.items()} for one in lines(found, titles)])
    title, caption, alt = (words(f"structure.{key}") for key in ("title", "table", "alt"))
    arms = [one for one in asked.arms if one != asked.reference] if figures else []
    pictures = [Picture(stem_of(asked, one), {lang: f"{titles[one][lang]}: {caption[lang]}" for lang in caption}, alt)
                for one in arms]  # fmt: skip
    return Section(
        "structure", title, said, [Shown(caption, shown, "structures.csv")], pictures, said,
        each_in_both(lambda: method(model, asked, seeds)),
    )  # fmt: skip


def stem_of(asked: Structures, arm: str) -> str:
    """The name of the figure of a scenario."""
    safe = "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in arm)
    return "structures" if len(asked.arms) == 2 else f"structures_{asked.arms.index(arm)}_{safe}"[:40]


def draw(
    model: Model, asked: Structures, found: Sequence[Held], titles: Titles, seeds: int, folder: Path, lang: str
) -> list[Path]:
    """Draw a page a scenario."""
    from govsim.figures import draw_structures

    paths: list[Path] = []
    with speaking(lang):
        for arm in asked.arms:
            if arm == asked.reference:
                continue
            rows = [
                {"title": str(cell_said(one.cell)), "mean": one.injuries.mean, "low": one.injuries.low,
                 "high": one.injuries.high, "said": change(one)}
                for one in found if one.scenario == arm
            ]  # fmt: skip
            meta = {"titles": titles, "scenario": arm, "reference": asked.reference, "seeds": seeds}
            paths += draw_structures(pd.DataFrame(rows), folder, meta, stem_of(asked, arm), lang)
    return paths


def titles_for(model: Model, asked: Structures, given: Titles | None = None, config_dir: str | None = None) -> Titles:
    """What the scenarios are called."""
    return titles_of(model, asked.points.bases.values(), given, config_dir)
