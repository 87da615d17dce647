"""A part: tables, columns, channels, parameters, rules with their place in the week, outcomes and instruments together.

A model is a set of parts. What belongs to a part is found in the modules that declare it; leaving a part out leaves
all of it out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType, ModuleType

from govsim.language.book import Entry, entries_of

Week = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, eq=False)
class Part:
    """What some modules declare.

    Attributes:
        name: how scenarios and other parts name it.
        entries: every declaration, by module and in the order of each.
        week: phases in order, each with the names of its rules; empty where rules say their place themselves.
        phases: labels of the phases by language: {"zh": {"agencies": ...}}.
        words: a folder with longer texts in other languages, where the part brings its own.
        digest: a hash of the files that it was read from.
    """

    name: str
    entries: tuple[Entry, ...]
    week: Week = ()
    phases: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    words: Path | None = None
    digest: str = ""

    def __repr__(self) -> str:
        return f"Part({self.name})"

    def of_kind(self, kind: str) -> Iterator[Entry]:
        """The declarations of one kind."""
        return (entry for entry in self.entries if entry.kind == kind)

    def without(self, kind: str, names: Iterable[str]) -> Part:
        """The part with some of its declarations taken out; rules leave its week too."""
        gone = set(names)
        kept = tuple(entry for entry in self.entries if entry.kind != kind or entry.name not in gone)
        week = self.week
        if kind == "rule":
            week = tuple((phase, tuple(name for name in rules if name not in gone)) for phase, rules in week)
        digest = f"{self.digest} without {kind} {' '.join(sorted(gone))}"
        return replace(self, entries=kept, week=week, digest=digest)


def part_of(
    name: str,
    modules: Iterable[ModuleType],
    week: Week = (),
    phases: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> Part:
    """The part that some modules make, whatever the order in which they are given."""
    ordered = sorted({id(one): one for one in modules}.values(), key=lambda one: one.__name__)
    entries = tuple(entry for one in ordered for entry in entries_of(one))
    digest = hashlib.sha256()
    for one in ordered:
        digest.update(one.__name__.encode() + b"\0" + _source(one) + b"\0")
    return Part(name, entries, week, phases, _words(ordered), digest.hexdigest()[:16])


def _source(module: ModuleType) -> bytes:
    loaded = getattr(module, "__source__", None)  # what was executed, where the file may have changed since
    return loaded if isinstance(loaded, bytes) else Path(str(module.__file__)).read_bytes()


def _words(modules: Iterable[ModuleType]) -> Path | None:
    """A folder `words` beside the files of the part."""
    for one in modules:
        folder = Path(str(one.__file__)).with_name("words")
        if folder.is_dir():
            return folder
    return None
