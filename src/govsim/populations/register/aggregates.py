"""Tables that look like registers and are none: aggregates, in which a row is a sum over enterprises."""

from __future__ import annotations

import re

from govsim.populations.industry_codes import is_section
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
    if "id" in header.columns or "name" in header.columns:
        return None
    counts = [name for name, short in zip(header.names, names, strict=True) if short in _COUNTS]
    if counts:
        return message("aggregate_counts", column=Shown(counts[0]))
    measured = [name for name, short in zip(header.names, names, strict=True) if short in _MEASURES]
    if measured and "value" in names and "employees" not in header.columns:
        return message("aggregate_long", column=Shown(measured[0]))
    some = rows[:_MOST_LOOKED_AT]
    for place, short in enumerate(names):
        bands = [number for number, cells in some if place < len(cells) and is_band(cells[place])]
        if (
            short in SIZE_CLASSES.split()
            and "employees" not in header.columns
            and bands
            and len(bands) * 2 >= len(some)
        ):
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
        broad = [cell for cell in kinds if is_section(cell) or totals and len(cell) <= 2]
        if len(kinds) >= 2 and len(broad) == len(kinds) and len(_groups(header, place, rows)) == len(kinds):
            return message("aggregate_industries", column=column)
    return None


def _groups(header: Header, industry: int, rows: list[Row]) -> set[tuple[str, ...]]:
    """The broad industries of the rows, each with its region and period: as many as rows, if these are sums of them."""
    columns = (header.columns.get(meaning, ()) for meaning in ("region", "year", "quarter", "date"))
    places = [industry, *(place for found in columns for place in found)]
    said = [[plain(row[place]) if place < len(row) else "" for place in places] for _, row in rows]
    return {tuple(one) for one in said if not is_blank(one[0]) and not is_total_label(one[0])}
