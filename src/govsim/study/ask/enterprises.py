"""Which enterprise is meant: by the id that a register gives it, or by its number in the tables of results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from govsim.scenario import Population
from govsim.study.ask.checks import whole
from govsim.study.speak.errors import InputError, one_line, unknown
from govsim.study.speak.words import spoken, tell

if TYPE_CHECKING:
    from govsim.populations.synthesis import Structure

MOST = 2**31 - 1
MOST_NAMED = 12  # enterprises spelled out in a line


@dataclass(frozen=True)
class Meant:
    """An enterprise that was asked for.

    Attributes:
        number: the place it occupies, plus a million for each enterprise that held it before.
        own: the register's id of it; empty for a made county, and for enterprises that come later.
        by_id: whether it was named by that id.
    """

    number: int
    own: str = ""
    by_id: bool = False

    @property
    def title(self) -> str:
        """Both numbers, for people."""
        return f"{self.number} ({self.own})" if self.own else str(self.number)


def readable_structure(population: Population, lang: str | None = None) -> Structure:
    """Who exists in a population.

    Args:
        population: as a scenario names it.
        lang: en or zh; the language spoken when not given.

    Raises:
        InputError: when it is impossible, or its register can't be read; all its problems in one answer.
    """
    from govsim.populations.structure import structure_of

    try:
        return structure_of(population)
    except (ValueError, OSError) as error:
        speak = getattr(error, "in_language", None)
        raise InputError(speak(lang or spoken()) if speak else one_line(error)) from error


def enterprise_meant(key: str, value: Any, population: Population, later: bool = False) -> Meant:
    """The enterprise that a value names; where a register has such an id, the id is meant and not the number.

    Args:
        key: of the setting, for messages.
        value: a number, or an id as text.
        population: who exists.
        later: whether the numbers of enterprises that come later will do too.

    Raises:
        InputError: there is none; names the numbers that there are, or the nearest id.
    """
    ids = readable_structure(population).ids if population.kind == "register" else None
    if ids is None:
        return Meant(whole(key, value, 0, MOST if later else population.enterprises - 1, "number of an enterprise"))
    text = str(value)
    if text in ids:
        return Meant(ids.index(text), text, True)
    if not (text.isascii() and text.isdigit() and text == str(int(text))):
        raise unknown("enterprise", text, ids, key)
    number = int(text)
    if number > (MOST if later else len(ids) - 1):
        raise InputError(tell("error.no_enterprise", key=key, enterprise=number, most=len(ids) - 1))
    return Meant(number, ids[number] if number < len(ids) else "")


def which(key: str, meant: Sequence[Meant]) -> tuple[str, ...]:
    """Whether ids of a register or numbers were taken, a sentence each; nothing for a made county."""
    by_id, by_number = ([one for one in meant if one.by_id is taken and one.own] for taken in (True, False))
    said = (("note.by_id", by_id), ("note.by_number", by_number))
    return tuple(
        tell(note, key=key, ids=_listed([one.own for one in some]), numbers=_listed([str(one.number) for one in some]))
        for note, some in said
        if some
    )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:MOST_NAMED]) + (", ..." if len(names) > MOST_NAMED else "")
