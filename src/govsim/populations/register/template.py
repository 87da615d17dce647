"""A filled example of a register, with a codebook in both languages, for a user to put her own rows in."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from pathlib import Path

from govsim.populations.register.messages import RegisterError, Shown, message, system_message
from govsim.populations.register.schema import BY_NAME, SCHEMA

_COLUMNS = ("id", "industry", "employees", "hours", "cases", "lost_time_cases", "deaths", "year", "region", "active")
# industry (NAICS, GB/T 4754), employees, hours, cases, lost-time cases, deaths: invented, two or one an industry
_EXAMPLE = (
    ("212114", "0610", 186, 390_600, 6, 4, 0),
    ("212312", "1011", 24, 50_400, 1, 1, 0),
    ("325180", "2611", 62, 128_960, 1, 1, 0),
    ("324110", "2511", 145, 297_250, 2, 1, 0),
    ("236220", "4710", 88, 190_080, 4, 3, 1),
    ("238160", "5011", 9, 19_800, 0, 0, 0),
    ("332710", "3311", 41, 86_100, 2, 1, 0),
    ("333517", "3421", 230, 466_900, 7, 4, 0),
    ("311812", "1411", 57, 115_140, 2, 1, 0),
    ("484121", "5431", 33, 75_900, 2, 2, 0),
    ("722511", "6210", 14, 29_120, 0, 0, 0),
    ("492110", "6020", 76, 167_200, 5, 3, 0),
)
_CODEBOOK = (
    ("column", "列"),
    ("needed", "是否必需"),
    ("unit and bounds", "单位与范围"),
    ("meaning", "含义"),
    ("other names", "其他英文列名"),
    ("Chinese names", "中文列名"),
)


def write_template(path: str | Path, lang: str = "en", overwrite: bool = False) -> tuple[Path, ...]:
    """Write an example register of twelve enterprises in the eight industries, and its codebook.

    Args:
        path: ends in .xlsx (the codebook is a second sheet) or .csv (the codebook is a file NAME_codebook.csv).
        lang: language of the column names and classification of the codes: en with NAICS, zh with GB/T 4754.
        overwrite: replace files that are there.

    Returns:
        the files written.

    Raises:
        RegisterError: the name ends otherwise, a file is there already, or it cannot be written.
    """
    target = Path(path)
    if target.suffix.lower() not in (".csv", ".xlsx"):
        raise RegisterError(str(path), [message("template_suffix", suffix=Shown(target.suffix))], lang)
    in_two = target.suffix.lower() == ".csv"
    book = target.with_name(f"{target.stem}_codebook.csv")
    files = (target, book) if in_two else (target,)
    for file in files:
        if file.exists() and not overwrite:
            raise RegisterError(str(file), [message("template_exists")], lang)
    try:
        if in_two:
            _replace(target, _csv(_rows(lang)))
            _replace(book, _csv(codebook()))
        else:
            _replace(target, _workbook(_rows(lang), codebook()))
    except OSError as error:
        raise RegisterError(str(path), [message("not_written", reason=system_message(error))], lang) from None
    return files


def codebook() -> list[list[str]]:
    """Every column that a register can have: need, unit, meaning and names, in both languages."""
    header = [f"{english} {chinese}" for english, chinese in _CODEBOOK]
    lines = [
        [
            kind.name,
            f"{kind.need} {kind.need_zh}",
            f"{kind.unit}；{kind.unit_zh}",
            f"{kind.meaning}；{kind.meaning_zh}",
            ", ".join(kind.english),
            "、".join(kind.chinese),
        ]
        for kind in SCHEMA
    ]
    return [header, *lines]


def _rows(lang: str) -> list[list[object]]:
    chinese = lang == "zh"
    header: list[object] = [BY_NAME[name].chinese[0] if chinese else name for name in _COLUMNS]
    rows = [header]
    for number, (naics, gbt, heads, hours, cases, lost, deaths) in enumerate(_EXAMPLE, start=1):
        code, county, active = (gbt, "示例县", "在营") if chinese else (naics, "Example County", "active")
        rows.append([f"E{number:03d}", code, heads, hours, cases, lost, deaths, 2024, county, active])
    return rows


def _csv(rows: Sequence[Sequence[object]]) -> bytes:
    """The byte-order mark makes spreadsheet programs read Chinese as it is."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _workbook(rows: Sequence[Sequence[object]], book: Sequence[Sequence[str]]) -> bytes:
    import openpyxl
    from openpyxl.styles import Alignment, Font

    workbook = openpyxl.Workbook()
    first = workbook.active
    first.title = "register"
    second = workbook.create_sheet("codebook")
    for sheet, lines, widths in ((first, rows, [16] * len(_COLUMNS)), (second, book, [18, 24, 44, 44, 48, 40])):
        for line in lines:
            sheet.append(list(line))
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for letter, width in zip("ABCDEFGHIJ", widths, strict=False):
            sheet.column_dimensions[letter].width = width
        sheet.freeze_panes = "A2"
    for row in second.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in (*first["A"], *first["B"]):
        cell.number_format = "@"  # text: ids and codes keep their leading zeros
    data = io.BytesIO()
    workbook.save(data)
    return data.getvalue()


def _replace(file: Path, data: bytes) -> None:
    """Write under another name and rename, so that no half file is left."""
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
