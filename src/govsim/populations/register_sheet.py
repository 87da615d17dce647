"""The text of a register: which column means what, and the rows below the header."""

from __future__ import annotations

import csv
import difflib
import io
import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from govsim.populations.synthesis import MOST_ENTERPRISES

SYNONYMS = {
    "id": "establishment_id enterprise_id mine_id ein upa 企业编号 统一社会信用代码 组织机构代码 法人代码 注册号",
    "industry": "naics_code naics primary_naics nace nace_r2 sic_code 行业代码 行业 行业大类 行业类别",
    "employees": "annual_average_employees avg_employee_cnt headcount fte 从业人数 从业人员数 职工人数 员工人数",
    "hours": "total_hours_worked hours_worked 总工时",
    "region": "state geo county 所在地区 行政区划 区县",
    "year": "year_filing_for cal_yr time_period 年度 年报年度",
    "active": "status 经营状态 企业状态",
}
_MEANING = {word: key for key, words in SYNONYMS.items() for word in (key, *words.split())}
_BLANK = {"", "na", "n/a", "nan", "null", "none", "-", "--"}
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)


class RegisterError(ValueError):
    """A register that cannot be read as it stands."""


@dataclass(frozen=True)
class Sheet:
    """The text of a register: headers by meaning, and rows with their number in the file."""

    file: str
    headers: dict[str, str]
    positions: dict[str, int]
    rows: list[tuple[int, list[str]]]

    def column(self, meaning: str) -> list[tuple[int, str]]:
        """The cells of one column, each with the number of its row in the file."""
        place = self.positions[meaning]
        return [(number, row[place].strip()) for number, row in self.rows]

    def fault(self, number: int, meaning: str, value: str, expected: str) -> RegisterError:
        """The complaint about one cell."""
        return RegisterError(
            f"{self.file}, row {number}, column {self.headers[meaning]!r}: {value!r}; expected {expected}"
        )

    def number(self, number: int, meaning: str, value: str, expected: str) -> float:
        """A cell as a number of 0 or more."""
        text = unicodedata.normalize("NFKC", value).strip()
        if is_blank(text):
            raise self.fault(number, meaning, value, expected)
        if not _NUMBER.fullmatch(text):
            raise self.fault(number, meaning, value, f"{expected}, written with digits and at most a decimal point")
        read = float(text)
        if read < 0.0 or not math.isfinite(read):
            raise self.fault(number, meaning, value, expected)
        return read


def read_sheet(path: Path) -> Sheet:
    """Read the file and understand its header; blank rows do not count."""
    reader = csv.reader(io.StringIO(_text_of(path), newline=""), strict=True)
    try:
        header = next((cells for cells in reader if any(cell.strip() for cell in cells)), None)
        if header is None:
            raise RegisterError(f"{path}: the file is empty; expected a header row and one row an enterprise")
        headers, positions = _understand(path, header)
        rows = []
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                raise RegisterError(
                    f"{path}, row {reader.line_num}: {len(cells)} cells; expected the header's {len(header)}"
                )
            rows.append((reader.line_num, cells))
    except csv.Error as error:
        raise RegisterError(f"{path}, row {reader.line_num}: {error}; expected CSV with commas") from None
    if not rows:
        raise RegisterError(f"{path}: no row below the header; expected one row an enterprise")
    if len(rows) > MOST_ENTERPRISES:
        raise RegisterError(f"{path}: {len(rows):,} rows; expected at most {MOST_ENTERPRISES:,} enterprises")
    return Sheet(str(path), headers, positions, rows)


def _text_of(path: Path) -> str:
    if not path.exists():
        raise RegisterError(f"{path}: there is no such file; expected a CSV register")
    if not path.is_file():
        raise RegisterError(f"{path}: not a file; expected a CSV register")
    if path.suffix.lower() == ".json":
        raise RegisterError(f"{path}: JSON is not read; save the table as CSV, one row an enterprise")
    content = path.read_bytes()
    if content.startswith(b"version https://git-lfs"):
        raise RegisterError(f"{path}: a Git LFS pointer, not the data; fetch the file with `git lfs pull`")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise RegisterError(f"{path}, row {line}: not UTF-8 text; save the file as CSV UTF-8") from None


def _understand(path: Path, header: list[str]) -> tuple[dict[str, str], dict[str, int]]:
    """Which column means what, by name; unknown columns are left alone."""
    names = [_folded(cell) for cell in header]
    if len(names) == 1 and re.search(r"[;\t|]", names[0]):
        raise RegisterError(f"{path}, row 1: {header[0]!r}; expected columns separated by commas")
    for name, times in Counter(names).items():
        if times > 1 and name:
            raise RegisterError(f"{path}: column {name!r} appears {times} times; expected once")
    headers: dict[str, str] = {}
    positions: dict[str, int] = {}
    for place, name in enumerate(names):
        meaning = _MEANING.get(name)
        if meaning is None:
            continue
        if meaning in headers:
            raise RegisterError(
                f"{path}: columns {headers[meaning]!r} and {header[place].strip()!r} both mean {meaning}; "
                "expected one of them"
            )
        headers[meaning], positions[meaning] = header[place].strip(), place
    if "industry" not in headers:
        raise RegisterError(_missing(path, names, "industry"))
    if "employees" not in headers and "hours" not in headers:
        raise RegisterError(_missing(path, names, "employees", "hours"))
    return headers, positions


def _missing(path: Path, names: list[str], *meanings: str) -> str:
    """The complaint about a missing column, with the header that looks most like it."""
    accepted = [word for meaning in meanings for word in (meaning, *SYNONYMS[meaning].split())]
    likeness = [(difflib.SequenceMatcher(None, name, word).ratio(), name, word) for name in names for word in accepted]
    ratio, name, word = max(likeness)
    hint = f"; is {name!r} meant to be {word!r}?" if ratio >= 0.6 else ""
    return f"{path}: no column {' or '.join(meanings)}; expected one of {', '.join(accepted)}{hint}"


def without_point_zero(text: str) -> str:
    """Codes and ids that a spreadsheet took for numbers: 90427.0 is 90427."""
    folded = unicodedata.normalize("NFKC", text).strip()
    return folded[:-2] if re.fullmatch(r"\d+\.0", folded, re.ASCII) else folded


def is_blank(text: str) -> bool:
    """Whether a cell says nothing."""
    return text.strip().casefold() in _BLANK


def _folded(name: str) -> str:
    """Full-width letters folded, case and outer blanks dropped, blanks as underscores."""
    return re.sub(r"\s+", "_", unicodedata.normalize("NFKC", name).strip().casefold())
