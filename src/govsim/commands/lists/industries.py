"""Which codes mean which industry, then every number of every industry."""

from __future__ import annotations

from collections.abc import Sequence

from govsim.commands.common.listing import Known, List, Row, Shown
from govsim.locale import code_meaning
from govsim.study.ask.declarations import industries, industries_of
from govsim.study.speak.errors import in_words
from govsim.study.speak.terminal import print_rows, tell_out
from govsim.study.speak.words import in_full, spoken, tell


def _rows(known: Known) -> list[Row]:
    return [*_codes(), *_values(known)]


def _codes() -> list[Row]:
    """Codes of the classifications by the industry of the model that they mean."""
    from govsim.populations.industry_codes import code_table

    labels = {name: next(iter(columns.values())).industry_zh for name, columns in industries().items()}
    groups: dict[tuple[str, str, str], list[str]] = {}
    for scheme, prefixes in code_table().items():
        for prefix, (industry, meaning) in prefixes.items():
            groups.setdefault((scheme, industry, meaning), []).append(prefix)
    return [
        {
            "scheme": scheme,
            "codes": ", ".join(codes),
            "industry": industry,
            "zh": labels[industry],
            "meaning": code_meaning(meaning, spoken()),
        }
        for (scheme, industry, meaning), codes in groups.items()
    ]


def _values(known: Known) -> list[Row]:
    """Every number of every industry."""
    return [
        {
            "industry": industry,
            "zh": cell.industry_zh,
            "column": column,
            "column_zh": cell.zh,
            "unit": in_words(cell.unit),
            "default": cell.value,
            "low": cell.low,
            "high": cell.high,
            "source": in_full(known.model, "industry", f"{industry}.{column}", "source", cell.source),
        }
        for industry, columns in industries_of(known.model).items()
        for column, cell in columns.items()
    ]


def _show(name: str, known: Known) -> Shown:
    rows = [row for row in _values(known) if row["industry"] == name]
    return [f"{name}  {rows[0]['zh']}  {tell('listing.kind', kind=tell('listing.set_industry', name=name))}"], rows


def _print(rows: Sequence[Row]) -> None:
    """Codes apart: they have columns of their own."""
    print_rows([row for row in rows if "codes" in row])
    tell_out(f"{tell('listing.codes')}\n")
    print_rows([row for row in rows if "codes" not in row])


LIST = List("industries", 50, _rows, "industry", lambda known: industries(), _show, _print)
