"""The page `docs/findings.md` and its Chinese twin: the table, how to read it, and which findings contradict."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from govsim.claims.findings.finding import FACTOR, WIDEST
from govsim.claims.findings.folder import Row
from govsim.claims.findings.shown import counted, has_published, inside_text, made_on, published_text, title_of
from govsim.report.sources import facts, findings
from govsim.study.speak.terminal import figure, span
from govsim.study.speak.words import speaking, spoken, tell

CONFLICTS = ("small", "large", "eras", "later", "any", "size", "climate", "zero")


def page(rows: Sequence[Row], about: Mapping[str, Any], lang: str) -> str:
    """The page in a language."""
    with speaking(lang):
        return "\n".join(_lines(rows, about)).rstrip() + "\n"


def _lines(rows: Sequence[Row], about: Mapping[str, Any]) -> Iterator[str]:
    yield f"# {tell('findings.title')}\n"
    yield f"[{tell('findings.twin')}]({'findings.md' if spoken() == 'zh' else 'findings-zh.md'})\n"
    yield tell("findings.head", made=made_on(about)) + "\n"
    yield tell("findings.intro") + "\n"
    yield tell("findings.reading", factor=figure(FACTOR), widest=figure(WIDEST)) + "\n"
    yield tell("findings.count", **counted(rows)) + "\n"
    held = [one for one in rows if has_published(one)]
    yield f"## {tell('findings.held')}\n"
    yield from _table(held)
    yield f"## {tell('findings.conflicts')}\n"
    yield from (f"* {tell(f'findings.conflict_{name}')}" for name in CONFLICTS)
    yield ""
    missing = [one for one in rows if not math.isfinite(one["simulated"])]
    yield f"## {tell('findings.missing')}\n"
    yield from (tell("findings.item", source=one["source"], title=title_of(one), how=_how(one)) for one in missing)
    yield ""
    yield f"## {tell('findings.beside')}\n"
    yield from _table([one for one in rows if one not in held and one not in missing], beside=True)
    yield f"## {tell('findings.sources')}\n"
    names = dict.fromkeys(name for one in rows for name in one["source"].split("; "))
    yield from (
        tell("findings.source", name=name, what=_source(name))
        for name in sorted(names, key=lambda one: (one[0], int(one[1:])))
    )


def _how(one: Row) -> str:
    return str(one["emulated_zh"] if spoken() == "zh" else one["emulated"])


def _source(name: str) -> str:
    """A source in full; in Chinese by its address, for titles are English."""
    row = findings().get(name)
    if row is None:
        return (
            "`establishments.csv`"
            if spoken() == "zh"
            else f"{facts()[name]['quantity']}; {facts()[name]['population']}"
        )
    address = f"<{row['url']}>" if row["url"] else ""
    return (address or tell("findings.recalled")) if spoken() == "zh" else f"{row['source']} {address}".rstrip()


def _table(rows: Sequence[Row], beside: bool = False) -> Iterator[str]:
    names = ["finding", "simulated"] if beside else ["finding", "source", "simulated", "published", "sign", "inside",
                                                     "used", "emulated"]  # fmt: skip
    yield "| " + " | ".join(tell(f"findings.head_{name}") for name in names) + " |"
    yield "|" + "---|" * len(names)
    for one in rows:
        cells = {
            "finding": title_of(one),
            "source": one["source"],
            "simulated": _simulated(one),
            "published": published_text(one),
            "sign": tell(f"findings.{one['sign']}"),
            "inside": inside_text(one["inside"]),
            "used": tell(f"findings.{one['used']}"),
            "emulated": _how(one),
        }
        yield "| " + " | ".join(cells[name].replace("|", "\\|") for name in names) + " |"
    yield ""


def _simulated(one: Row) -> str:
    known = math.isfinite(one["low"]) and math.isfinite(one["high"])
    return f"{figure(one['simulated'])} {span(one['low'], one['high'], figure)}" if known else figure(one["simulated"])
