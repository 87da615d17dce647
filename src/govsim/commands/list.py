"""`govsim list`: what there is to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from govsim.commands.common.record import Call, Command, Usage


def _list(words: Sequence[str], call: Call) -> int:
    """Print a list.

    Raises:
        InputError: naming the nearest list.
    """
    from govsim.commands.common.listing import all_filters, in_words, list_all, lists
    from govsim.commands.common.words import name_and_filters
    from govsim.study.speak.terminal import print_rows, tell_out

    name, known, narrowed = name_and_filters("list", words, call, all_filters())
    if not name:
        tell_out(f"govsim list {'|'.join(lists())}", "  ")
        return 0 if call.help else 2
    rows = list_all(name, known, narrowed)
    if call.json:
        print_rows(rows, as_json=True)
    else:
        lists()[name].print([in_words(row, known) for row in rows])
    return 0


def _names() -> Iterable[str]:
    from govsim.commands.common.listing import lists

    return lists()


COMMAND = Command(
    "list", 40,
    (
        Usage("what there is", "列出可用内容", "govsim list {lists}", "govsim list {lists} lang=zh"),
        Usage("part of the menu", "部分工具", "govsim list instruments family=[society,credit] actor=public",
              "govsim list instruments family=[society,credit] lang=zh"),
    ),
    _list,
    names=_names,
)  # fmt: skip
