"""`govsim show`: one thing of a list, with its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from govsim.commands.common.record import Call, Command, Usage


def _show(words: Sequence[str], call: Call) -> int:
    """Print one thing.

    Raises:
        InputError: naming the nearest name.
    """
    from govsim.commands.common.evidence import evidence_shown, is_evidence
    from govsim.commands.common.listing import in_words, lists, show
    from govsim.commands.common.words import one_name
    from govsim.study.speak.terminal import print_rows, tell_out
    from govsim.study.speak.words import tell

    name, known = one_name("show", words, call)
    if not name:
        tell_out(f"govsim list {'|'.join(lists())}\ngovsim show {tell('usage.name')}")
        return 0 if call.help else 2
    head, rows = evidence_shown(name, known) if is_evidence(name) else show(name, known)
    if not call.json:
        tell_out("\n".join(head), "  ")
    print_rows(rows if call.json else [in_words(row, known) for row in rows], call.json)
    return 0


def _names() -> Iterable[str]:
    from govsim.commands.common.listing import Known, names_to_show

    return names_to_show(Known())


COMMAND = Command(
    "show", 50,
    (Usage("one thing", "查看一项", "govsim show credit_penalties", "govsim show credit_penalties lang=zh"),),
    _show,
    names=_names,
)  # fmt: skip
