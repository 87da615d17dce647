"""What the file of an instrument says under its headings: what is expected, on what evidence, what is doubted.

It speaks in blocks, with an empty line between them. Where it declares several instruments, a block that begins with
the beginning of an instrument's name ("Risk-graded: ...") speaks of that one alone.
"""

from __future__ import annotations

import re

from govsim.locale import plain, said
from govsim.report.texts import file_of
from govsim.report.view import View

HEADS = {
    "en": {"expected": ("Expected",), "evidence": ("Evidence", "Law"), "doubt": ("Doubt", "Doubts")},
    "zh": {"expected": ("预期",), "evidence": ("依据", "法规"), "doubt": ("存疑",)},
}
HEAD = {"en": re.compile(r"^([A-Z][\w -]*): ", re.MULTILINE), "zh": re.compile(r"^(\w+)：", re.MULTILINE)}


def told(view: View, instrument: str, what: str, lang: str = "en") -> str:
    """What is said of an instrument under a heading; empty where nothing is.

    Args:
        view: of the model that has it.
        instrument: its name.
        what: expected, evidence or doubt.
        lang: "en" or "zh"; the English where the file's text has not been said in Chinese.
    """
    file = file_of(view, instrument)
    if file is None:
        return ""
    english = _blocks(file.english)
    words = said(*file, lang, view.folders) if lang != "en" else None
    blocks = _blocks(words) if words else english
    if len(blocks) != len(english):
        return _under(words or file.english, what, lang if words else "en")
    own = [at for at, block in enumerate(english) if _is_shared(view, instrument) and _speaks_of(block, instrument)]
    return _under("\n".join(blocks[at] for at in own or range(len(blocks))), what, lang if words else "en")


def _blocks(doc: str) -> list[str]:
    return re.split(r"\n\s*\n", doc.strip())


def _is_shared(view: View, instrument: str) -> bool:
    """Whether its file declares other instruments too."""
    homes = [view.model.module_of("instrument", name) for name in view.model.instruments]
    return homes.count(view.model.module_of("instrument", instrument)) > 1


def _speaks_of(block: str, instrument: str) -> bool:
    head = HEAD["en"].match(block)
    return head is not None and plain(instrument).startswith(head[1].lower().replace("-", " "))


def _under(text: str, what: str, lang: str) -> str:
    """The sentences after a heading, up to the next."""
    heads = list(HEAD[lang].finditer(text))
    ends = [one.start() for one in heads[1:]] + [len(text)]
    found = [
        " ".join(text[head.end() : end].split())
        for head, end in zip(heads, ends, strict=True)
        if head[1] in HEADS[lang][what]
    ]
    return " ".join(found)
