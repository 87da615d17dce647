"""Which row is the header, and which column means what."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from govsim.populations.folding import fold, simplified
from govsim.populations.register.compounds import compound_meaning, industry_rank
from govsim.populations.register.findings import Findings
from govsim.populations.register.messages import Meaning, RegisterError, Shown, did_you_mean, message
from govsim.populations.register.schema import BY_NAME, CHOSEN_BY_ORDER, SCHEMA, SIZE_CLASSES, ColumnKind
from govsim.populations.register.tables import LOOKED_AT, WHOLE, NumberCell, Row, Score, is_empty

_UNIT = (
    r"人|名|个|起|次|项|条|处|件|宗|例|家|户|台|套|天|日|小时|工时|人时|人次|起/年|人时/年|小时/年|天/年|persons?|people|heads?|workers|hours|h|cases|days|text|"
    r"number|no|必填|选填|可选|required|optional|gb/?t ?4754(-?\d{4})?|国标|(19|20)\d\d"
)
_UNITS = re.compile(rf"[(\[【](?:(?:计量)?单位[:：]? ?)?({_UNIT})[)\]】]$|(?<=[一-鿿])/({_UNIT})$")
_MARKS = re.compile(r"[\ufeff\u200b-\u200f*:：①-⑳¹²³⁰⁴-⁹₀-₉†※]")
_LAST_IDS = ("id", "ein", "UPA")  # a bare id may number filings; an owner may have several establishments
_COMPOUND = 1_000  # rank of names that are composed, after all that are listed
_LIKE = 0.8  # likeness of two names above which one is suspected to be a slip of the other


@dataclass(frozen=True)
class Header:
    """The header of a table.

    Attributes:
        place: its position among the rows.
        row: its number in the file.
        names: its cells as they stand.
        columns: for each meaning, the positions of its columns, the preferred one first.
    """

    place: int
    row: int
    names: tuple[str, ...]
    columns: Mapping[str, tuple[int, ...]]


@cache
def _meanings() -> dict[str, tuple[str, int]]:
    """For each folded name, the meaning and how much it is preferred (0 first)."""
    return {folded(name): (kind.name, rank) for kind in SCHEMA for rank, name in enumerate(_by_preference(kind))}


def _by_preference(kind: ColumnKind) -> list[str]:
    """The names of a column; an id that says of what it is comes before a bare one, and that before those of owners."""
    names = (kind.name, *kind.english, *kind.chinese)
    return sorted(names, key=lambda name: _LAST_IDS.index(name) + 1 if name in _LAST_IDS else 0)


def meaning_of(name: str) -> tuple[str, int]:
    """The meaning of a folded name and how much it is preferred (0 first): by the list, or as offices compose names.

    The meaning is "" where there is none.
    """
    listed = _meanings().get(name)
    meaning, rank = listed or (compound_meaning(name), _COMPOUND)
    if meaning == "industry" and not name.isascii():
        rank = _COMPOUND + industry_rank(name)
    return meaning, rank


def folded(name: str) -> str:
    """A column's name without what does not matter: case, width, blanks, dots, its number, marks, a unit, a year."""
    plain = simplified(fold(name)).casefold()
    plain = re.sub(r"^\d{1,2}[.、]\s*", "", _MARKS.sub("", plain).strip())
    plain = re.sub(r"\s*([()\[\]【】])\s*", r"\1", plain)
    while (bare := _UNITS.sub("", plain)) != plain and bare:
        plain = bare
    plain = re.sub(r"[\s_.\-]+", "_", plain).strip("_")
    plain = re.sub(r"^((?:primary_)?(?:naics|nace|sic)(?:_code)?)_(?:19|20)\d\d$", r"\1", plain)
    return plain if plain.isascii() else plain.replace("_", "")


def score_with(columns: Mapping[str, str]) -> Score:
    """A function that says how much a row of a table looks like the header of a register."""

    def score(rows: list[Row]) -> int:
        found = [_recognised(cells, columns) for _, cells in rows[:LOOKED_AT]]
        whole = any("industry" in one and one & {"employees", "hours"} and one & {"id", "name"} for one in found)
        return max(map(len, found), default=0) + (WHOLE if whole else 0)

    return score


def _recognised(cells: list[str], columns: Mapping[str, str]) -> set[str]:
    named = {folded(header): meaning for meaning, header in columns.items()}
    found = set()
    for cell in cells:
        name = folded(cell)
        if name in named:
            found.add(named[name])
        elif meaning_of(name)[0]:
            found.add(meaning_of(name)[0])
    return found


def find_header(rows: list[Row], columns: Mapping[str, str], findings: Findings) -> Header:
    """The first of the rows that know most columns, or, where none does, the first that can be a header.

    Args:
        rows: the table.
        columns: the user's own names, by meaning.
        findings: where problems go.
    """
    scores = [len(_recognised(cells, columns)) for _, cells in rows[:LOOKED_AT]]
    best = max(scores, default=0)
    place = scores.index(best) if best else _first_like_a_header(rows)
    number, cells = rows[place]
    names = tuple(cell.strip() for cell in cells)
    return Header(place, number, names, _columns(names, columns, findings))


def is_header_again(cells: list[str], header: Header) -> bool:
    """Whether a row repeats the header, or gives it in another language."""
    if any(cell.strip().isdigit() for cell in cells):
        return False  # nearly every other row has a number
    if tuple(cell.strip() for cell in cells) == header.names:
        return True
    same = sum(
        place < len(cells) and meaning_of(folded(cells[place]))[0] == meaning
        for meaning, places in header.columns.items()
        for place in places[:1]
    )
    return same >= 2


def is_other_header(cells: list[str], header: Header) -> bool:
    """Whether a repeated header names a column that stands elsewhere above: a second table pasted below the first."""
    for place, cell in enumerate(cells):
        meaning = meaning_of(folded(cell))[0]
        if meaning in header.columns and place not in header.columns[meaning]:
            return True
    return False


def _first_like_a_header(rows: list[Row]) -> int:
    for place, (_, cells) in enumerate(rows[:LOOKED_AT]):
        words = [cell for cell in cells if cell.strip()]
        numbers = [cell for cell in words if isinstance(cell, NumberCell) or re.search(r"^[\d.,\s]+$", cell)]
        if len(words) >= 2 and not numbers:
            return place
    return next((place for place, (_, cells) in enumerate(rows) if not is_empty(cells)), 0)


def _columns(names: tuple[str, ...], columns: Mapping[str, str], findings: Findings) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    taken: set[int] = set()
    for meaning, header in columns.items():
        places = [place for place, name in enumerate(names) if name == header.strip()]
        places = places or [place for place, name in enumerate(names) if folded(name) == folded(header)]
        if not places:
            hint = did_you_mean(header, filter(None, names), Shown)
            known = [Shown(name) for name in names if name]
            findings.refuse("map_no_header", meaning=Meaning(meaning), header=Shown(header), known=known, hint=hint)
        elif len(places) > 1:
            findings.refuse("header_twice", column=Shown(header), times=len(places))
        elif {meaning, *(other for other, at in found.items() if at == (places[0],))} - {"id", "name", meaning}:
            findings.refuse("map_same", column=Shown(header))
        found[meaning] = tuple(places[:1])
        taken.update(places[:1])
    ranked: dict[str, list[tuple[int, int]]] = {}
    for place, name in enumerate(names):
        meaning, rank = meaning_of(folded(name))
        if meaning and meaning not in columns and place not in taken:
            ranked.setdefault(meaning, []).append((rank, place))
    for meaning, pairs in ranked.items():
        for name, times in Counter(folded(names[place]) for _, place in pairs).items():
            if times > 1:
                twice = next(names[place] for _, place in pairs if folded(names[place]) == name)
                findings.refuse("header_twice", column=Shown(twice), times=times)
        found[meaning] = tuple(place for _, place in sorted(pairs))
    return {meaning: places for meaning, places in found.items() if places}


def choose_columns(header: Header, rows: list[Row], findings: Findings) -> dict[str, int]:
    """One column for each meaning; where several differ and it matters which, the user has to say.

    Of several ids, names, codes of industries and regions the first in the order of the schema is taken, and the
    notes say so; of several headcounts or counts none is, unless they agree in every row.
    """
    chosen = {}
    for meaning, places in header.columns.items():
        chosen[meaning] = places[0]
        if len(places) < 2:
            continue
        labels = [Shown(header.names[place]) for place in places]
        if meaning in CHOSEN_BY_ORDER:
            findings.remark("column_chosen", meaning=Meaning(meaning), column=labels[0], others=labels[1:])
        elif len({header.names[place] for place in places}) > 1 and any(
            len({cells[place].strip() for place in places if place < len(cells)}) > 1 for _, cells in rows
        ):
            findings.refuse("two_columns", meaning=meaning, columns=labels, example=header.names[places[0]])
    return chosen


def report_missing(header: Header, columns: Mapping[str, str], findings: Findings) -> None:
    """Complain about columns that are needed and absent, with the header that looks most like them."""
    if not {"industry"} & {*header.columns, *columns}:
        _missing(header, findings, "industry")
    if not {"employees", "hours"} & {*header.columns, *columns}:
        _missing(header, findings, "employees", "hours")


EMPLOYER_OR_UNIT = "单位"  # an employer, or the unit in which something is measured: which, a header alone does not say


def report_unused(header: Header, columns: Mapping[str, int], findings: Findings) -> tuple[str, ...]:
    """The columns that mean nothing to govsim; those named almost like one of the schema are told apart."""
    used = set(columns.values())
    unused = tuple(name for place, name in enumerate(header.names) if place not in used and name)
    known = [name for name, (meaning, _) in _meanings().items() if meaning not in columns]
    meant = {header.names[place] for places in header.columns.values() for place in places}
    strange = [Shown(name) for name in unused if name not in meant]
    if strange:
        findings.remark("unused", columns=strange)
    for name in unused:
        if folded(name) == EMPLOYER_OR_UNIT and "name" not in columns:
            findings.remark("employer_or_unit", column=Shown(name), header=name)
        if folded(name) in SIZE_CLASSES.split():
            findings.remark("size_class", column=Shown(name))
        near = difflib.get_close_matches(folded(name), known, n=1, cutoff=_LIKE)
        if near:
            findings.remark("near_miss", column=Shown(name), meaning=_meanings()[near[0]][0], header=name)
    return unused


def _missing(header: Header, findings: Findings, *meanings: str) -> None:
    accepted = [
        name for meaning in meanings for name in (meaning, *BY_NAME[meaning].english, *BY_NAME[meaning].chinese)
    ]
    likeness = [
        (difflib.SequenceMatcher(None, folded(name), folded(word)).ratio(), name, word)
        for name in header.names
        for word in accepted
        if name
    ]
    hint = message("nothing")
    if likeness:
        ratio, name, word = max(likeness)
        if ratio >= 0.6:
            hint = message("meant_to_be", name=Shown(name), word=Shown(word))
    words = [Meaning(meaning) for meaning in meanings]
    what = message("either", first=words[0], second=words[1]) if words[1:] else words[0]
    example = f"{meanings[0]}=..."
    findings.refuse(
        "missing_column", row=header.row, what=what, accepted=accepted, hint=hint, example=example,
        header=[Shown(name) for name in header.names if name],
    )  # fmt: skip


def column_map(text: str) -> tuple[tuple[str, str], ...]:
    """The value of population.map, as pairs of meaning and header: "employees=Employees (avg),industry=Branch".

    A comma belongs to a header unless a known meaning and an equals sign follow it.

    Raises:
        RegisterError: a pair has no equals sign, or its meaning is none of the schema's.
    """
    known = "|".join(BY_NAME)
    pairs = []
    for part in re.split(rf"[,;，；]\s*(?=(?:{known})\s*=)|[,;，；]\s*(?=\w+=)|[,;，；]\s*$", text.strip()):
        meaning, equals, header = part.partition("=")
        if not part.strip():
            continue
        if not equals or not header.strip():
            raise RegisterError("", [message("map_no_pair", pair=Shown(part))])
        pairs.append((meaning.strip(), header.strip()))
    check_map(dict(pairs), "", len(pairs))
    return tuple(pairs)


def check_map(columns: Mapping[str, str], file: str, pairs: int | None = None) -> None:
    """Refuse meanings that the schema has not.

    Raises:
        RegisterError: one line for each.
    """
    found = []
    for meaning in columns:
        if meaning not in BY_NAME:
            hint = did_you_mean(str(meaning), BY_NAME)
            found.append(message("map_unknown", meaning=Shown(meaning), known=list(BY_NAME), hint=hint))
    if pairs is not None and pairs > len(columns):
        found.append(message("map_twice"))
    if found:
        raise RegisterError(file, found)
