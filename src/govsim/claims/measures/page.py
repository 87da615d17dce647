"""The page `docs/measures.md` and its Chinese twin: a row a measure, those that miss their direction first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from govsim.claims.findings.folder import read_table as read_findings
from govsim.claims.findings.shown import has_published, made_on
from govsim.claims.measures.arms import COUNTIES, MARKED
from govsim.claims.measures.shown import bearers, counted, in_figures, left, percent
from govsim.claims.measures.table import EFFECTS_OF_PAIRS, YES, Kept, Row
from govsim.language import Instrument, Model
from govsim.report.families import families, family, family_said
from govsim.report.sources import cited_in, findings
from govsim.report.texts import file_of
from govsim.report.view import view_of
from govsim.study.speak.terminal import figure
from govsim.study.speak.words import speaking, spoken, tell, unit_in_full

HEADS = ("measure", "actors", "channels", "own", "expected", "injuries", "recorded", "deaths", "cost", "bears", "left",
         "findings")  # fmt: skip


PAIR_HEADS = ("pair", "outcome", "alone_first", "alone_second", "both", "beyond", "pair_expected")


def page(model: Model, made: Kept, lang: str) -> str:
    """The page in a language."""
    with speaking(lang):
        return "\n".join(_lines(model, made)).rstrip() + "\n"


def _lines(model: Model, made: Kept) -> Iterator[str]:
    rows, about = made.rows, made.about
    yield f"# {tell('measures.title')}\n"
    yield f"[{tell('findings.twin')}]({'measures.md' if spoken() == 'zh' else 'measures-zh.md'})\n"
    yield tell("measures.head", made=made_on(about), seeds=about["seeds"]) + "\n"
    yield tell("measures.intro") + "\n"
    yield tell("measures.reading") + "\n"
    yield tell("measures.count", **counted(rows)) + "\n"
    missed = [row for row in rows if row["reached"] != YES]
    if missed:
        yield f"## {tell('measures.missed')}\n"
        yield from _table(model, missed)
    for name in families(model):
        mine = [row for row in rows if family(model, row["measure"]) == name and row not in missed]
        if mine:
            yield f"## {family_said(name)}\n"
            yield from _table(model, mine)
    if made.pairs:
        yield f"## {tell('measures.pairs')}\n"
        yield tell("measures.pairs_intro") + "\n"
        yield from _pairs(model, made.pairs)


def _pairs(model: Model, pairs: Sequence[Row]) -> Iterator[str]:
    yield "| " + " | ".join(tell(f"measures.head_{name}") for name in PAIR_HEADS) + " |"
    yield "|" + " --- |" * len(PAIR_HEADS)
    for one in pairs:
        label = f"（{model.outcomes[one['outcome']].zh}）" if spoken() == "zh" else ""
        cells = [f"`{one['first']}` × `{one['second']}`", f"`{one['outcome']}`{label}"]
        cells += [percent(one, name) for name in EFFECTS_OF_PAIRS]
        yield "| " + " | ".join([*cells, tell(f"measures.{one['expected']}")]) + " |"
    yield ""


def _table(model: Model, rows: Sequence[Row]) -> Iterator[str]:
    yield "| " + " | ".join(tell(f"measures.head_{name}") for name in HEADS) + " |"
    yield "|" + " --- |" * len(HEADS)
    held = _findings()
    for row in rows:
        cells = _cells(model, row, held)
        yield "| " + " | ".join(cells[name].replace("|", "\\|") for name in HEADS) + " |"
    yield ""


def _cells(model: Model, row: Row, held: Mapping[str, Sequence[str]]) -> dict[str, str]:
    one = model.instruments[row["measure"]]
    outcome = model.outcomes[row["outcome"]]
    label = f"（{outcome.zh}）" if spoken() == "zh" else ""
    return {
        "measure": f"[`{one.name}`](manual{'-zh' if spoken() == 'zh' else ''}/instruments/{one.name}.md) "
                   f"{one.zh if spoken() == 'zh' else one.en}{_conditions(one)}",
        "actors": _joined(tell(f"actor.{actor}") for actor in one.actors),
        "channels": _joined(f"`{name}`" for name in dict.fromkeys(name for name, _ in model.effects_of(one.name))),
        "own": f"`{outcome.name}`{label} {figure(row['base'])}{_colon()}{in_figures(row, 'own')} "
               f"{unit_in_full(model, outcome.unit)}",
        "expected": f"{_said(row, 'direction')}{_colon()}{_said(row, 'reached')}{_source(model, one)}",
        "injuries": percent(row, "injuries"), "recorded": percent(row, "recorded"), "deaths": percent(row, "deaths"),
        "cost": in_figures(row, "resource"), "bears": bearers(model, row), "left": left(row),
        "findings": _joined(held.get(one.name, ())) or "-",
    }  # fmt: skip


def _joined(words: Iterable[str]) -> str:
    return ("、" if spoken() == "zh" else ", ").join(words)


def _colon() -> str:
    return "：" if spoken() == "zh" else ": "


def _in_brackets(words: str) -> str:
    return f"（{words}）" if spoken() == "zh" else f" ({words})"


def _said(row: Row, name: str) -> str:
    return tell(f"measures.{row[name]}")


def _conditions(one: Instrument) -> str:
    """Beside what, with which parts and in which county it was measured."""
    said = []
    if one.beside:
        said.append(tell("measures.beside", names=_joined(f"`{name}`" for name in one.beside)))
    if one.needs:
        said.append(tell("measures.parts", names=_joined(f"`{name}`" for name in one.needs)))
    if one.name in MARKED:
        said.append(tell("measures.marked"))
    if one.name in COUNTIES:
        said.append(tell("measures.county", name=", ".join(f"`{place}`" for place in COUNTIES[one.name].values())))
    return "".join(map(_in_brackets, said))


def _source(model: Model, one: Instrument) -> str:
    """The evidence that the file of a measure names."""
    file = file_of(view_of(model), one.name)
    cited = cited_in(file.english).findings if file else ()
    return _in_brackets(_joined(cited) or tell("measures.no_source"))


def _findings() -> dict[str, list[str]]:
    """The evidence that the model was held against, by the measures that each row of it serves."""
    found: dict[str, list[str]] = {}
    for row in read_findings()[0]:
        for source in row["source"].split("; "):
            for name in findings().get(source, {}).get("measures", "").split():
                if has_published(row) and source not in found.setdefault(name, []):
                    found[name].append(source)
    return found
