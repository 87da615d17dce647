"""What a column or a channel is called, and how its values and their changes are said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from govsim.language import Model, RuleDeclaration, facts_of, is_helper
from govsim.locale import knows, plain, text
from govsim.populations.industry_values import industry_labels, industry_names
from govsim.study.speak.terminal import alike, figure
from govsim.study.speak.words import spoken, tell, unit_in_full

SHARES = ("share", "chance")  # how units begin whose values read best in per cent
CODE = re.compile(r"(\d+) ([^,]+)")
COUNTED_FLAG = re.compile(r"1 (?:in|if) ")
LEAST_CHANGE = 0.01  # of a value: smaller changes are left to --json; assumed: what a reader can still picture
LEAST_POINTS = 0.001  # of a share that is near nought
A_WEEK = " a week"
BOOKS = ("true", "recorded", "expected")  # ends of names that read better in front
UNSAID = ("multiple", "score", "place", "share")  # units that add nothing to a number


@dataclass(frozen=True)
class Thing:
    """A column or a channel.

    Attributes:
        model: whose it is.
        table, name: where it stands.
        unit: as declared, in English.
        zh, meaning: as declared.
        default: of its type.
    """

    model: Model
    table: str
    name: str
    unit: str
    zh: str
    meaning: str
    default: Any

    @property
    def label(self) -> str:
        """What it is called in the language spoken."""
        if knows(f"told.{self.name}"):
            return tell(f"told.{self.name}")
        if spoken() == "zh" and self.zh:
            return self.zh
        stem, _, end = self.name.rpartition("_")
        return f"{end} {plain(stem)}" if end in BOOKS and stem else plain(self.name)

    @property
    def is_share(self) -> bool:
        """Whether its values are said in per cent."""
        return isinstance(self.default, float) and self.unit.split(" ")[0] in SHARES

    @property
    def is_flow(self) -> bool:
        """Whether it is a number of things within one week."""
        return isinstance(self.default, int) and not isinstance(self.default, bool) and self.unit.endswith(A_WEEK)

    @property
    def is_flag(self) -> bool:
        """Whether it is so or not; some are counted, as 1 or 0."""
        return isinstance(self.default, bool) or bool(COUNTED_FLAG.match(self.unit))

    @property
    def unit_said(self) -> str:
        """The unit in the language spoken, to stand behind a number; nothing where it reads as none."""
        if self.is_flag or self.is_share or not self.unit or self.unit[0].isdigit() or self.unit in UNSAID:
            return ""
        return f" {unit_in_full(self.model, self.unit)}"

    @property
    def codes(self) -> dict[int, str]:
        """What each value of a code means: `0 none, 1 minor, ...`."""
        if isinstance(self.default, float) or not self.unit.startswith("0 "):
            return {}
        pairs = re.split(r"[,，、]", unit_in_full(self.model, self.unit))
        found = (CODE.fullmatch(one.strip()) for one in pairs)
        return {int(one[1]): one[2].strip() for one in found if one}

    def said(self, value: Any, *beside: Any) -> str:
        """A value without its unit; with others, in as many decimals as they need."""
        if self.is_flag and value in (0, 1):
            return tell("yes") if value else tell("no")
        if value in self.codes and isinstance(value, int):
            return self.codes[value]
        if isinstance(value, int):
            return f"{value:,}"
        size = 100.0 if self.is_share else 1.0
        write = alike(*(size * float(one) for one in (value, *beside)))
        return write(size * float(value)) + ("%" if self.is_share else "")

    def in_unit(self, value: Any, *beside: Any) -> str:
        """A value with its unit."""
        said = self.said(value, *beside)
        return said + self.unit_behind(said)

    def unit_behind(self, said: str) -> str:
        """The unit as it stands behind a number: without a blank behind a Chinese 万."""
        return self.unit_said.lstrip() if said.endswith(("万", "亿")) else self.unit_said

    def summed(self, value: Any) -> str:
        """A number of things, or an amount, within some weeks: without the week that its unit is for."""
        if self.is_flow or self.is_flag:
            return f"{int(value):,}"
        return replace(self, unit=self.unit.removesuffix(A_WEEK)).in_unit(value)

    def by(self, effect: float) -> str:
        """A difference with its sign; of shares in points."""
        size = 100.0 if self.is_share else 1.0
        said = f"{'+' if effect > 0 else '-'}{figure(abs(size * effect))}"
        return tell("tell.points", value=said) if self.is_share else said

    def matters(self, before: Any, after: Any) -> bool:
        """Whether a change is worth a sentence; of columns by which an agent is known, a smaller one is."""
        if self.is_clock and abs(after - before) == 1:
            return False
        if not isinstance(self.default, float):
            return bool(before != after)
        known = self.is_share and self.name in states_of(self.model, self.table)
        least = 0.0 if known else max(abs(before), abs(after)) * LEAST_CHANGE
        return bool(abs(after - before) >= max(least, LEAST_POINTS if self.is_share else 0.0))

    def as_mean(self, *values: Any) -> Thing:
        """The thing, or where whole numbers and flags of several agents have a mean that is neither, their mean."""
        whole = all(one in (0, 1) for one in values) if self.is_flag else isinstance(self.default, float)
        if whole or not any(isinstance(one, float) for one in values):
            return self
        unit = "share" if self.is_flag else self.unit.removesuffix(A_WEEK)
        return replace(self, default=0.0, unit=unit, name=f"{self.name}, on average", zh=f"{self.zh}（平均）")

    def change(self, before: Any, after: Any, key: str = "tell.counted") -> str:
        """A change in a few words, without a full stop; `key` says since when, of a number of things in a week."""
        if self.as_mean(before, after) is not self:
            return self.as_mean(before, after).change(before, after)
        if self.is_flag:
            return tell("tell.now" if after else "tell.no_longer", what=self.label)
        if self.codes:
            return tell("tell.became", what=self.label, before=self.said(before), after=self.said(after))
        if self.is_flow:
            return tell(key, what=self.label, after=self.said(after), before=self.said(before))
        values = {"before": self.said(before, after), "after": self.said(after, before)}
        unit = self.unit_behind(values["after"])
        return tell("tell.rose" if after > before else "tell.fell", what=self.label, unit=unit, **values)

    def shows(self, before: Any, after: Any) -> bool:
        """Whether two values are said otherwise."""
        about = self.as_mean(before, after)
        return about.said(before, after) != about.said(after, before)

    @property
    def is_clock(self) -> bool:
        """Whether it counts weeks, one up or down each week."""
        return isinstance(self.default, int) and self.unit.startswith("weeks")


@lru_cache(maxsize=64)
def states_of(model: Model, table: str) -> tuple[str, ...]:
    """The columns that say how an agent stands: of an enterprise those of its yearly table, of others their memory."""
    if table == "enterprise" and model.yearly[1]:
        return tuple(name for name in model.yearly[1] if name in model.columns_of(table))
    columns = model.declared_columns(table).items()
    kept = {name for rule in model.rules.values() if rule.table == table for name in _memory(rule)}
    return tuple(name for name, one in columns if name in kept or one.static and one.unit)


def _memory(rule: RuleDeclaration) -> set[str]:
    """Columns that a rule reads and writes: they last from week to week."""
    return {name for owner, name in rule.facts.reads if owner == rule.table} & set(rule.writes)


@lru_cache(maxsize=8)
def read_by_rules(model: Model) -> frozenset[str]:
    """Names of columns that any rule, helper or instrument reads; the others are only counted."""
    found: set[str] = {one.order for one in model.rules.values() if one.order}
    waiting: list[Any] = [one.function for one in model.rules.values()]
    for name, one in model.instruments.items():
        waiting += [function for _, function in (*model.effects_of(name), *one.bookings)]
        waiting += [one.update] if one.update else []
    met: set[Any] = set()
    while waiting:
        function = waiting.pop()
        if function in met:
            continue
        met.add(function)
        found |= {column for _, column in facts_of(function).reads}
        names = (function.__globals__.get(name) for name in function.__code__.co_names)
        waiting += [one for one in names if is_helper(one) and not one.__module__.startswith("govsim.language")]
    return frozenset(found)


def thing(model: Model, table: str, name: str) -> Thing:
    """What is known of a column or channel of a table."""
    if name in model.channels and model.channels[name].level == table:
        one = model.channels[name]
        return Thing(model, table, name, one.unit, one.zh, one.meaning, 0.0)
    declared = model.columns_of(table)[name]
    key = f"told.{name}"  # columns of the engine and of the ledger have no label of their own
    zh = declared.zh or (text(key, "zh") if knows(key) else "")
    return Thing(model, table, name, declared.unit, zh, declared.meaning, declared.default)


def who(model: Model, table: str, number: int | str) -> str:
    """An agent: its kind and number; an industry by its name."""
    if table == "industry" and str(number).isdigit() and int(number) < len(industry_names()):
        name = industry_names()[int(number)]
        number = industry_labels()[name] if spoken() == "zh" else plain(name)
    made = model.tables[table]
    return tell("tell.who", kind=made.zh if spoken() == "zh" else made.en, number=number)


def kind_said(model: Model, table: str, plural: bool = False) -> str:
    """What agents of a table are called."""
    made = model.tables[table]
    return made.zh if spoken() == "zh" else plain(made.plural if plural else made.en)


def instrument_said(model: Model, name: str) -> str:
    """What an instrument is called; a rule that moves a channel goes by its own name."""
    one = model.instruments.get(name)
    return one.zh if one is not None and spoken() == "zh" and one.zh else plain(name)


def listed(parts: Sequence[str]) -> str:
    """Things one after the other, in a sentence."""
    return ("；" if spoken() == "zh" else "; ").join(parts)


def named(parts: Sequence[str], most: int) -> str:
    """Names one after the other; of many the first."""
    shown = ("、" if spoken() == "zh" else ", ").join(parts[:most])
    return shown if len(parts) <= most else tell("tell.more", names=shown, count=len(parts) - most)


def first_letter(said: str) -> str:
    """A sentence that begins as sentences do."""
    return said[:1].upper() + said[1:]
