"""`govsim findings`: published findings beside what the model gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from govsim.commands.common.record import Call, Command, Usage

ALL = "--all"


def _findings(words: Sequence[str], call: Call) -> int:
    """Print the table of findings, or make it anew."""
    from govsim.claims.findings.main import run, show
    from govsim.commands.common.table_of_claims import print_or_make

    return print_or_make(
        "findings", words, call, lambda name, as_json: show(name, ALL in words, as_json), run, flags=(ALL,)
    )


def _names() -> Iterable[str]:
    from govsim.claims.findings.folder import read_table

    return dict.fromkeys(row["id"].partition(".")[0] for row in read_table()[0])


COMMAND = Command(
    "findings", 95,
    (Usage("published findings", "对照已发表研究", "govsim findings [ID] [--run]", "govsim findings [编号] [--run]"),),
    _findings,
    names=_names,
)  # fmt: skip
