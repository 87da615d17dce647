"""Any bytes and any table give a structure or one refusal, never another exception."""

from __future__ import annotations

import csv
import functools
import io
from pathlib import Path

import numpy as np
import openpyxl
import pandas
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govsim.populations.register import RegisterError, RegisterNotes, read_register
from govsim.populations.register.schema import SCHEMA
from govsim.populations.synthesis import Structure

HEADERS = [name for kind in SCHEMA for name in (kind.name, *kind.english, *kind.chinese)]
ODD_HEADERS = [
    "",
    " ",
    "2023",
    "2024年",
    "OBS_VALUE",
    "geo\\TIME_PERIOD",
    "从业人数（人）",
    "Total",
    "employes",
    "size",
]
NEEDED = ["id", "industry", "employees", "hours"]
CELLS = [
    *(
        "",
        " ",
        "N/A",
        "-",
        "无",
        "0",
        "1",
        "7",
        "39",
        "39.5",
        "39,5",
        "1,234",
        "1.234",
        "1.234,5",
        "1 234",
        "１２",
        "-3",
    ),
    *(
        "1e5",
        "1e999",
        "nan",
        "inf",
        "4.5E+17",
        "90427.0",
        "合计",
        "Total",
        "小 计",
        "Total Energies",
        "注：说明",
        "=1+1",
    ),
    *(
        "21",
        "238220",
        "0610",
        "610",
        "2610",
        "C26",
        "B-E",
        "TOTAL",
        "mining",
        "采矿业",
        "化工",
        "26 化学",
        "6",
        "05.10",
    ),
    *("2024", "2024.0", "2023", " 2000-1-01", "2024Q3", "Q2", "一季度", "2024年度", "31/12/2024", "20241231"),
    *(
        "active",
        "注销",
        "在营",
        "x\ny",
        'say "hi"',
        "a,b",
        "a;b",
        "\ufeff",
        "\u202f",
        "٣",
        "½",
        "𝟙",
        "10-19",
        "9" * 400,
    ),
]
ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "big5", "latin-1", "cp437"]
OPTIONS = st.fixed_dictionaries(
    {},
    optional={
        "strict": st.booleans(),
        "year": st.sampled_from([None, 2023, 2024, 0, "2024", True]),
        "impossible": st.sampled_from(["refuse", "missing", "ignore"]),
        "scheme": st.sampled_from(["auto", "naics", "nace", "gbt", "sic", "isic"]),
        "columns": st.dictionaries(st.sampled_from([*NEEDED, "year", "x"]), st.sampled_from(HEADERS), max_size=3),
        "lang": st.sampled_from(["en", "zh"]),
    },
)  # fmt: skip
ANY = settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
cells = st.one_of(st.sampled_from(CELLS), st.integers(1, 5000).map(str), st.text(max_size=6))
headers = st.lists(st.one_of(st.sampled_from(HEADERS), st.sampled_from(ODD_HEADERS)), max_size=4).flatmap(
    lambda extra: st.permutations([*NEEDED, *extra])
)
tables = st.tuples(headers, st.lists(st.lists(cells, max_size=10), max_size=12), st.integers(0, 2)).map(
    lambda made: [*[["title"]] * made[2], made[0], *made[1]]
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("registers")


def check(path: Path, options: dict) -> None:
    try:
        structure, notes = read_register(path, **options)
    except RegisterError as refusal:
        lines = str(refusal).split("\n")
        assert 1 <= len(refusal.problems) <= 20
        assert lines == [*([] if len(refusal.problems) == 1 else lines[:1]), *refusal.problems]
        assert all(line.startswith(str(path)) and line.isprintable() for line in lines)
        assert refusal.in_language("zh").count("\n") == str(refusal).count("\n")
        return
    assert isinstance(structure, Structure) and isinstance(notes, RegisterNotes)
    assert structure.ids is not None and len(set(structure.ids)) == len(structure) >= 1
    assert structure.headcount.min() >= 1 and structure.headcount.max() <= 500_000
    assert set(np.unique(structure.industry)) <= set(range(8))
    assert notes.workers == int(structure.headcount.sum())
    for lang in ("en", "zh"):
        assert all("\n" not in sentence for sentence in notes.sentences(lang))
        notes.as_dict(lang)
    if options.get("strict"):
        assert notes.repairs == ()


def encoded(text: str, encoding: str) -> bytes:
    return text.encode(encoding, "replace")


@ANY
@given(
    data=st.binary(max_size=400),
    start=st.sampled_from([b"", b"PK\x03\x04", b"PAR1", b"\xff\xfe", b"id,industry,employees\n"]),
)
def test_any_bytes(folder: Path, data: bytes, start: bytes):
    path = folder / "bytes.csv"
    path.write_bytes(start + data)
    check(path, {})


@ANY
@given(
    table=tables, separator=st.sampled_from(",;\t|"), encoding=st.sampled_from(ENCODINGS), options=OPTIONS,
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]), ending=st.sampled_from(["\n", "\r\n", "\r"]),
)  # fmt: skip
def test_any_table_as_csv(folder: Path, table, separator, encoding, options, quoting, ending):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, quoting=quoting, lineterminator=ending).writerows(table)
    path = folder / "table.csv"
    path.write_bytes(encoded(text.getvalue(), encoding))
    check(path, options)


@ANY
@given(
    rows=st.lists(
        st.tuples(
            st.integers(1, 40),
            st.sampled_from(["21", "238", "2610", "N/A"]),
            st.integers(0, 900),
            st.integers(0, 900_000),
            st.sampled_from(["2023", "2024", ""]),
            st.sampled_from(["Q1", "2", "4", ""]),
            st.sampled_from(["A", "A, TX", "B", ""]),
        ),
        max_size=15,
    ),
    keep=st.sets(st.integers(0, 6)),
    options=OPTIONS,
)
def test_nearly_good_registers(folder: Path, rows, keep, options):
    names = ["id", "naics", "employees", "hours", "year", "quarter", "name"]
    chosen = sorted(keep | {1})
    lines = [[names[place] for place in chosen], *([str(row[place]) for place in chosen] for row in rows)]
    path = folder / "nearly.csv"
    path.write_text("\n".join(",".join(f'"{cell}"' for cell in line) for line in lines), "utf-8")
    check(path, options)


DEFECTS = {  # in the order in which they are made; each can be put right, and is listed under its code
    "rounded": lambda lines: [*lines[:-1], [*lines[-1][:2], lines[-1][2] + ".2", lines[-1][3]]],
    "thousands": lambda lines: [*lines[:-1], [*lines[-1][:3], f"{int(lines[-1][3]):,}"]],
    "full_width": lambda lines: [*lines[:-1], [lines[-1][0], _wide(lines[-1][1]), *lines[-1][2:]]],
    "point_zero": lambda lines: [*lines[:-1], [lines[-1][0] + ".0", *lines[-1][1:]]],
    "trimmed": lambda lines: [*lines[:-1], [f" {cell} " for cell in lines[-1]]],
    "repeated_row": lambda lines: [*lines, lines[-1]],
    "header_again": lambda lines: [*lines, lines[0]],
    "total_row": lambda lines: [*lines, ["合计", "", "", "1"]],
    "footnote": lambda lines: [*lines, ["注：数据由企业填报", "", "", ""]],
    "blank_row": lambda lines: [lines[0], ["", "", "", ""], *lines[1:]],
    "title_row": lambda lines: [["County register", "", "", ""], *lines],
}


def _wide(text: str) -> str:
    return "".join(chr(ord(character) + 0xFEE0) for character in text)


@ANY
@given(
    heads=st.lists(st.integers(1, 5000), min_size=1, max_size=20),
    each=st.integers(1000, 2500),
    chinese=st.booleans(),
    defects=st.sets(st.sampled_from(list(DEFECTS))),
    separator=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
)
def test_repairs_change_nothing_and_are_listed(folder, heads, each, chinese, defects, separator, encoding):
    if separator == ";":
        defects = defects - {"thousands"}  # 1,234 beside semicolons is refused, see the tests of cells
    header = ["企业编号", "行业代码", "从业人数", "总工时"] if chinese else ["id", "naics", "employees", "hours"]
    lines = [header, *([str(100 + n), "238220", str(head), str(head * each)] for n, head in enumerate(heads))]
    for defect in DEFECTS:
        if defect in defects:
            lines = DEFECTS[defect](lines)
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(lines)
    path = folder / "spoilt.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    structure, notes = read_register(path)
    assert structure.headcount.tolist() == heads
    assert structure.ids == [str(100 + n) for n in range(len(heads))]
    expected = defects if heads[-1] * each >= 1000 else defects - {"thousands"}
    assert {repair.reason.code for repair in notes.repairs} == expected
    if expected:
        with pytest.raises(RegisterError, match="population.strict=true"):
            read_register(path, strict=True)
    else:
        read_register(path, strict=True)


typed = st.one_of(
    cells, st.integers(-5, 10**18), st.floats(), st.none(), st.booleans(), st.datetimes(), st.dates(), st.times()
)


@settings(parent=ANY, max_examples=60)
@given(header=headers, rows=st.lists(st.lists(typed, max_size=8), max_size=6), options=OPTIONS)
def test_any_workbook(folder: Path, header, rows, options):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(header)
    for row in rows:
        try:
            sheet.append(row)
        except (openpyxl.utils.exceptions.IllegalCharacterError, ValueError):
            continue
    path = folder / "table.xlsx"
    try:
        book.save(path)
    except (ValueError, OverflowError):
        return
    check(path, options)


@settings(parent=ANY, max_examples=60)
@given(
    columns=st.dictionaries(
        st.sampled_from(HEADERS + ODD_HEADERS),
        st.one_of(
            st.lists(st.integers(-5, 10**18), min_size=3, max_size=3),
            st.lists(st.floats(), min_size=3, max_size=3),
            st.lists(cells, min_size=3, max_size=3),
        ),
        min_size=1,
        max_size=6,
    ),
    options=OPTIONS,
)
def test_any_parquet(folder: Path, columns, options):
    path = folder / "table.parquet"
    pandas.DataFrame(columns).to_parquet(path)
    check(path, options)


@settings(parent=ANY, max_examples=120)
@given(data=st.data())
def test_damaged_workbooks_and_parquet(folder: Path, data):
    kind = data.draw(st.sampled_from(["xlsx", "parquet"]))
    whole = _whole(kind)
    start = data.draw(st.integers(0, len(whole) - 1))
    part = bytearray(whole)
    part[start : start + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=30))
    if data.draw(st.booleans()):
        part = part[: data.draw(st.integers(1, len(part)))]
    path = folder / f"damaged.{kind}"
    path.write_bytes(bytes(part))
    check(path, {})


@functools.cache
def _whole(kind: str) -> bytes:
    made = io.BytesIO()
    frame = {"id": ["a", "b"], "industry": ["21", "23"], "employees": [3, 4]}
    if kind == "parquet":
        pandas.DataFrame(frame).to_parquet(made)
    else:
        book = openpyxl.Workbook()
        for row in (list(frame), *zip(*frame.values(), strict=True)):
            book.active.append(list(row))
        book.save(made)
    return made.getvalue()
