"""What of the model rests on a published finding, a fact of establishments or an official series, by its id."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from govsim.commands.common.listing import Known, Row, Shown
from govsim.errors import InputError
from govsim.report.sources import cited_in, evidence_words, facts, findings, series
from govsim.report.texts import Text, texts_of
from govsim.report.view import View
from govsim.study.speak.words import in_full, spoken, tell

_ID = re.compile(r"E\d+|R\d+|CN_\w+", re.ASCII)


def is_evidence(name: str) -> bool:
    """Whether a name is an id of evidence, as sources cite it."""
    return _ID.fullmatch(name) is not None


def evidence_shown(name: str, known: Known) -> Shown:
    """What the evidence says, and every text of the model that cites it.

    Raises:
        InputError: the evidence has no such id.
    """
    rows = [findings()[name]] if name in findings() else [facts()[name]] if name in facts() else series().get(name)
    if not rows:
        raise InputError(tell("error.no_evidence", name=name))
    head = [line for row in rows for line in _said(name, row)]
    resting = [_row(text, name, known) for text in texts_of(View(known.model)) if name in _ids(text)]
    count = tell("evidence.resting", count=len(resting)) if resting else tell("evidence.nothing")
    return [*head, count], resting


def _ids(text: Text) -> Iterator[str]:
    cited = cited_in(text.english)
    yield from (*cited.findings, *cited.facts, *cited.series)


def _row(text: Text, name: str, known: Known) -> Row:
    said = in_full(known.model, text.kind, text.name, text.field, text.english)
    paragraphs = [" ".join(one.split()) for one in said.split("\n\n")]
    citing = [one for one in paragraphs if name in one] or paragraphs[:1]  # an id may be named by a range only
    return {"kind": tell(f"evidence.{text.kind}"), "name": text.name, "text": " ".join(citing)}


def _said(name: str, row: Mapping[str, str]) -> list[str]:
    """An entry of the evidence: what, how much, of whom, from where, and whether the source was seen."""
    words = {key: _in_language(value) for key, value in row.items()}
    span = f" [{row['low']}, {row['high']}]" if row.get("low") or row.get("high") else ""
    value = f"{row['value']}{span} {words['unit']}".strip()
    who = [words.get(key, "") for key in ("population", "country", "years", "year", "design")]
    sure = tell(f"evidence.{row['confidence']}") if row.get("confidence") else ""
    source = [*(words.get(key, "") for key in ("source", "computation", "caveat", "url")), sure]
    parts = [words.get("quantity", ""), value]
    return [f"{name}  {'; '.join(filter(None, parts))}", *("; ".join(filter(None, one)) for one in (who, source))]


def _in_language(words: str) -> str:
    return evidence_words().get(words, words) if spoken() == "zh" else words
