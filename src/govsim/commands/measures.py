"""`govsim measures`: what each measure does, costs and leaves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from govsim.commands.common.record import Call, Command, Usage


def _measures(words: Sequence[str], call: Call) -> int:
    """Print the table of measures, or make it anew."""
    from govsim.claims.measures.main import run, show
    from govsim.commands.common.table_of_claims import print_or_make

    return print_or_make("measures", words, call, show, run)


def _names() -> Iterable[str]:
    from govsim.claims.measures.arms import everything

    return everything().instruments


COMMAND = Command(
    "measures", 97,
    (Usage("every measure", "各项措施的作用", "govsim measures [NAME] [--run]", "govsim measures [名称] [--run]"),),
    _measures,
    names=_names,
)  # fmt: skip
