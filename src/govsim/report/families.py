"""Families of instruments, the folders that their files lie in: their order, and what they are called."""

from __future__ import annotations

from govsim.language import Model
from govsim.locale import knows
from govsim.study.speak.words import tell

FAMILIES = ("government", "credit", "source", "enterprise", "emergency", "insurance", "society", "capacity")
OWN = "own"  # of files of a user's own


def family(model: Model, instrument: str) -> str:
    """The family of an instrument."""
    return model.family_of(instrument) or OWN


def families(model: Model) -> list[str]:
    """The families of which a model has an instrument, in the order in which they are shown; others come last."""
    found = {family(model, name) for name in model.instruments}
    return [*(one for one in FAMILIES if one in found), *sorted(found.difference(FAMILIES))]


def family_said(name: str) -> str:
    """What a family is called; by its name where nothing is said of it."""
    return str(tell(f"family.{name}")) if knows(f"family.{name}") else name
