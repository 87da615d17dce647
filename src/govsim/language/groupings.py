"""Groupings: how enterprises are told apart, so that outcomes are known for each group of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from govsim.language.limits import check_callable, enter_named
from govsim.language.messages import DeclarationError, place_of_call

BEYOND = "beyond"  # the group of enterprises whose number is none of a grouping's, and of no other group
COUNTY = "county"  # stands for what belongs to no enterprise: agency, leader, public


@dataclass(frozen=True)
class Group:
    """One group of enterprises, with its labels."""

    name: str
    en: str
    zh: str


@dataclass(frozen=True)
class Grouping:
    """A way to tell enterprises apart.

    Attributes:
        name: by which it is asked for.
        en: what it is called, after "by".
        zh: the same in Chinese.
        groups: in order; the number of an enterprise's group is a place in them.
        of: a function of the enterprises' rows as they are laid out, which gives the number of each one's group.
        column: in its place, a whole-number column of the enterprise, read anew every week.
        named: where populations name the groups, what a structure calls them.
    """

    name: str
    en: str
    zh: str
    groups: tuple[Group, ...]
    of: Callable[[Any], Any] | None = None
    column: str = ""
    named: Callable[[Any], tuple[Group, ...]] | None = None


def grouping(
    name: str,
    *,
    en: str,
    zh: str,
    groups: Iterable[Group] = (),
    of: Callable[[Any], Any] | None = None,
    column: str = "",
    named: Callable[[Any], tuple[Group, ...]] | None = None,
) -> Grouping:
    """Declare a grouping of enterprises: `by=name` then keeps every outcome that enterprises have for each group.

    Args:
        name: by which it is asked for.
        en: what it is called in English, after "by".
        zh: what it is called in Chinese.
        groups: in order, each with a name and labels.
        of: gives each enterprise's place in `groups`, from a NumPy array of the rows of the table `enterprise` before
            anyone has arrived: `industry`, `headcount` and other static columns are known.
        named: instead of `groups`, a function of a population's structure that returns them.
        column: instead of `of`, a whole-number column of the enterprise that holds the place and may change.

    Raises:
        DeclarationError: at a name that is none, no groups or groups of one name, and unless one of `of` and `column`
            is given.
    """
    made = tuple(groups)
    names = [one.name for one in made]
    if bool(made) == bool(named) or len(set(names)) < len(names) or {BEYOND, COUNTY} & set(names):
        raise DeclarationError("language.grouping_groups", place_of_call(), name=name, taken=[BEYOND, COUNTY])
    if (of is None) == (not column):
        raise DeclarationError("language.grouping_of", place_of_call(), name=name)
    if of is not None:
        check_callable("of", of)
    declared = Grouping(name, en, zh, made, of, column, named)
    enter_named("grouping", name, declared)
    return declared
