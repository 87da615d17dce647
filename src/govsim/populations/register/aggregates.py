"""Tables that look like registers and are none: aggregates, in which a row is a sum over enterprises."""

from __future__ import annotations

import re

from govsim.populations.industry_codes import is_division, is_section
from govsim.populations.register.cells import is_band, is_blank, is_total_label, plain, words
from govsim.populations.register.headers import Header, folded
from govsim.populations.register.messages import Message, Shown, message
from govsim.populations.register.schema import SIZE_CLASSES
from govsim.populations.register.tables import Row

_SDMX = words(
    "structure structure_id structure_name dataflow freq obs_value obs_flag obs_status conf_status time_frequency "
    "unit_measure unit_of_measure ref_area time_period observation_value unit_mult decimals time_format indicator "
    "seriesname subject measure flag_codes classif1 classif2 obs_value_type"
)
_COUNTS = words(
    "establishments n_establishments number_of_establishments establishment_count estabs estab annual_avg_estabs "
    "qtrly_estabs est enterprises n_enterprises number_of_enterprises enterprise_count firms n_firms number_of_firms "
    "num_firms local_units n_employers "
    "企业数 企业个数 单位数 法人单位数 企业单位数 单位个数 企业数量 单位数量 户数 家数"
)
_MEASURES = words(
    "series_id series seriesid indicator indicator_name item variable measure element data_type 指标 指标名称"
)
_YEAR = re.compile(r"(19|20)\d{2}(\.0)?\s*(年|年度|[a-z]|\[?YR(19|20)\d{2}\]?)?")
FEWEST_IN_A_SUM = 500  # workers; assumed: half the rows of a register are far smaller, those of a table of sums larger
_MOST_LOOKED_AT = 2_000  # rows
_RANGE = re.compile(r"[A-U]\d*\s*[-_]\s*[A-U]\d*(_X_\w+)?")
_SUM = re.compile(rf"{_RANGE.pattern}|TOTAL|ALL|全行业|全部行业")


def aggregate_in(header: Header, rows: list[Row]) -> Message | None:
    """Why this table is one of aggregates and no register; None when nothing says so.

    Evidence are the columns of SDMX (the form in which statistical offices publish), years as columns, a column
    that counts enterprises, size classes or sums of industries in rows that name no enterprise.
    """
    names = [folded(name) for name in header.names]
    sdmx = [name for name, short in zip(header.names, names, strict=True) if short in _SDMX]
    crossed = [name for name in header.names if re.search(r"[\\/]\s*time_period", name, re.IGNORECASE)]
    if crossed or len(sdmx) >= 3 or any(short in ("obs_value", "observation_value") for short in names):
        return message("aggregate_sdmx", columns=[Shown(name) for name in (crossed or sdmx)[:5]])
    years = [name for name in header.names if _YEAR.fullmatch(plain(name))]
    if len(years) >= 2 and "employees" not in header.columns:
        return message("aggregate_years", columns=[Shown(name) for name in years[:4]])
    named = "id" in header.columns or "name" in header.columns
    counts = [name for name, short in zip(header.names, names, strict=True) if short in _COUNTS]
    if counts and (not named or "name" not in header.columns and _counts_several(header, counts[0], rows)):
        return message("aggregate_counts", column=Shown(counts[0]))
    if named:
        return None
    measured = [name for name, short in zip(header.names, names, strict=True) if short in _MEASURES]
    if measured and "value" in names and "employees" not in header.columns:
        return message("aggregate_long", column=Shown(measured[0]))
    some = rows[:_MOST_LOOKED_AT]
    for place, short in enumerate(names):
        bands = [number for number, cells in some if place < len(cells) and _is_class(cells[place])]
        classes = short in SIZE_CLASSES.split() and bands and len(bands) * 2 >= len(some)
        if classes and ("employees" not in header.columns or _are_groups(header, some, (place,))):
            return message("aggregate_bands", column=Shown(header.names[place]), row=bands[0])
    return _sums_of_industries(header, some)


def _sums_of_industries(header: Header, rows: list[Row]) -> Message | None:
    """Codes that are ranges or totals (B-E, C10-C12, TOTAL), or one row for each broad industry."""
    for place in header.columns.get("industry", ())[:1]:
        cells = [(number, plain(row[place])) for number, row in rows if place < len(row) and not is_blank(row[place])]
        column = Shown(header.names[place])
        sums = [(number, cell) for number, cell in cells if _SUM.fullmatch(cell.upper())]
        ranges = [cell for _, cell in sums if _RANGE.fullmatch(cell.upper())]
        if len(sums) >= 2 or ranges:
            return message("aggregate_sums", column=column, row=sums[0][0], value=Shown(sums[0][1]))
        totals = [cell for _, cell in cells if is_total_label(cell)]
        kinds = [cell for _, cell in cells if cell not in totals]
        large = _median(header, rows) >= FEWEST_IN_A_SUM
        broad = [cell for cell in kinds if is_section(cell) or is_division(cell) and (large or totals)]
        if len(kinds) >= 2 and len(broad) == len(kinds) and _are_groups(header, rows, (place,)):
            return message("aggregate_industries", column=column)
        nested = _nested(header, place, rows)
        if nested:
            return message("aggregate_nested", column=column, row=nested[0], value=Shown(nested[1]))
    return None


def _is_class(cell: str) -> bool:
    return is_band(cell) or plain(cell) in ("大型", "中型", "小型", "微型", "大", "中", "小", "微")


def _counts_several(header: Header, column: str, rows: list[Row]) -> bool:
    """Whether a column of counts says more than one in most rows: an id beside it is a running number."""
    place = header.names.index(column)
    said = [plain(row[place]) for _, row in rows if place < len(row) and not is_blank(row[place])]
    return 2 * sum(cell.isdigit() and int(cell) > 1 for cell in said) > len(said)


def _are_groups(header: Header, rows: list[Row], places: tuple[int, ...]) -> bool:
    """Whether no two rows are of the same group, by every column that holds words and not numbers."""
    kept = [row for _, row in rows if not any(is_total_label(cell) for cell in row) and any(map(str.strip, row))]
    width = len(header.names)
    full = [[plain(cell) for cell in [*row, *[""] * width][:width]] for row in kept]
    telling = {*places, *_keys(header)}
    numbers = {
        place
        for place in range(width)
        if place not in telling and all(re.fullmatch(r"[\d.,]*", row[place]) for row in full)
    }
    keys = [tuple(cell for place, cell in enumerate(row) if place not in numbers) for row in full]
    return len(keys) > 1 and len(set(keys)) == len(keys)


def _keys(header: Header) -> set[int]:
    """Columns that tell groups apart though they hold numbers: codes and periods."""
    meanings = ("industry", "region", "year", "quarter", "date")
    return {place for meaning in meanings for place in header.columns.get(meaning, ())}


def _nested(header: Header, place: int, rows: list[Row]) -> tuple[int, str] | None:
    """A row whose code begins that of two rows after it, with a number at least as large as theirs together."""
    heads = header.columns.get("employees", ())
    if not heads:
        return None
    full = [(number, row) for number, row in rows if max(place, heads[0]) < len(row)]
    known = [(number, plain(row[place]), _whole(row[heads[0]])) for number, row in full if plain(row[place]).isdigit()]
    if len({code for _, code, _ in known}) < len(known):
        return None  # a table of sums has a row a code
    found = [
        (number, code)
        for number, code, head in known
        if len(below := [other for _, longer, other in known if longer != code and longer.startswith(code)]) > 1
        and head > 0
        and head >= max(below)
    ]
    return found[0] if 2 * len(found) >= len({code[:2] for _, code, _ in known}) and found else None


def _median(header: Header, rows: list[Row]) -> float:
    """The median headcount, 0 where there is none."""
    places = header.columns.get("employees", ())
    heads = sorted(_whole(row[places[0]]) for _, row in rows if places and places[0] < len(row))
    return heads[len(heads) // 2] if heads else 0


def _whole(cell: str) -> int:
    digits = re.sub(r"[,' ]", "", plain(cell))
    return int(digits) if digits.isascii() and digits.isdigit() else 0
