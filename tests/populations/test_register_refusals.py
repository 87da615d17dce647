"""Every refusal, in both languages: what leads to it, and that it names what it should."""

from __future__ import annotations

import io
import re
import string
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from govsim.locale import catalogue
from govsim.populations.register import RegisterError, column_map, read_register, write_template
from govsim.populations.register import content as content_module
from govsim.populations.register import reader as reader_module
from govsim.populations.register import tables as tables_module

TEXTS = {key.removeprefix("register."): said for key, said in catalogue().items() if key.startswith("register.")}
PROBLEMS = [code for code, said in TEXTS.items() if said["en"][:1] in (":", ",")]  # they continue the file's name


GOOD = "id,naics,employees\n1,21,3\n2,23,4\n"
HEAD = "id,naics,employees\n"


def book(**sheets: list[list[Any]]) -> bytes:
    made, data = openpyxl.Workbook(), io.BytesIO()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(data)
    return data.getvalue()


def archive(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return data.getvalue()


SHEET = [["id", "naics", "employees"], [1, "21", 3]]
LFS = "version https://git-lfs.github.com/spec/v1\noid sha256:95eac8\nsize 91090843\n"
SDMX = "STRUCTURE,STRUCTURE_ID,freq,nace_r2,geo,TIME_PERIOD,OBS_VALUE\ndataflow,X,A,B,IT,2018,16\n"
SITES = (
    'company,establishment_name,naics,year,employees\nC,"Works A, TX",336414,2016,580\nC,Works A,336414,2021,676\n'
    'C,"Works A, TX",336415,2022,574\n'
)
XML_SHEET = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
NAMES = "".join(f"s{n},21,{year},5\n" for n in range(9) for year in (2020, 2021))
CHANGES = "".join(f"s{n},2{year - 2020},{year},5\n" for n in range(1, 9) for year in (2021, 2023))
ALIKE = "".join(f"w{n}{end},21,2020,5\n" for n in range(9) for end in ("", " east"))
MANY = HEAD + "".join(f"{n},21,x\n" for n in range(30)) + "".join(f"{n},zz,3\n" for n in range(40, 70))
TWO_YEARS = "id,naics,employees,year\n7,21,3,2022\n7,21,4,2023\n"
TWICE = "id,naics,employees\n7,21,3\n7,21,4\n"
QUARTERS = "id,naics,employees,year,quarter\n7,21,3,2022,1\n7,21,4,2022,Q1\n"

# code: (content, options, what the line must hold)
TABLE: dict[str, tuple[str | bytes, dict[str, Any], str]] = {
    "summary": (MANY, {}, ": 60 problems"),
    "more": (MANY, {}, "more of this kind in column 'employees', rows"),
    "empty_file": ("\n \n,,\n", {}, "expected a header row and one row an enterprise"),
    "lfs_pointer": (LFS, {}, "91,090,843 bytes"),
    "other_pointer": ("../.git/annex/objects/a/SHA256E-s1--b.csv\n", {}, "git annex get"),
    "json": ('[{"n": "E1", "y": {"2023": {"e": 1}}}]', {}, "JSON is not read"),
    "web_page": ("<html><table><tr><td>id</td></tr></table></html>", {}, "a web page (HTML)"),
    "xml_excel": (XML_SHEET, {}, "Excel 2003 XML"),
    "xml": ('<?xml version="1.0"?><rows/>', {}, "XML is not read"),
    "failed_download": ("404: Not Found", {}, "'404: Not Found'"),
    "old_excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), {}, "save it as .xlsx"),
    "other_format": (archive("content.xml"), {}, "OpenDocument"),
    "binary": (b"id,na\x00\x01\x02\xff\x99" * 9, {}, "not text"),
    "damaged": (b"PK\x03\x04" + b"x" * 99, {}, "a damaged Excel file"),
    "broken_text": ("企业编号,行业代码\n甲".encode() + b"\xff\n", {}, "row 2: bytes that are no UTF-8"),
    "unknown_encoding": (b"id,naics\n\x81\x8d\x8f \x90\x9d,2\n", {}, "row 2: neither UTF-8, UTF-16 nor GB18030"),
    "open_quote": (HEAD + '"a,21,3\n', {}, "row 2: a quotation mark that is never closed"),
    "swallowed": (HEAD + '1,"21,3\n2,22,4\n3,23",5\n4,21,6\n', {}, "row 2: a quotation mark takes the lines after it"),
    "broken_csv": (HEAD + '"a"b,21,3\n', {}, "row 2: a quotation mark within a cell"),
    "empty_sheets": (book(A=[], B=[[None]]), {}, "('A', 'B')"),
    "several_sheets": (book(East=SHEET, West=SHEET), {}, "('East', 'West')"),
    "no_sheet": (book(East=SHEET), {"sheet": "Eas"}, "no sheet 'Eas'; expected one of 'East'; did you mean 'East'?"),
    "sheet_of_no_book": (GOOD, {"sheet": "East"}, "population.sheet='East', but the file is no workbook"),
    "not_a_table": ("Internal Server Error\n", {}, "no table, but 'Internal Server Error'"),
    "formula": (book(A=[*SHEET, [2, "23", "=1+1"]]), {}, "row 3: the formula '=1+1'"),
    "no_rows": (HEAD, {}, "no row below the header"),
    "aggregates": (SDMX, {}, "a table of aggregates, not a register: columns 'STRUCTURE'"),
    "missing_column": ("id,industy\n1,21\n", {}, "is 'industy' meant to be 'industry'?"),
    "header_twice": ("id,naics,employees,Employees\n1,21,3,3\n", {}, "column 'employees' appears 2 times"),
    "two_columns": ("id,naics,employees,fte\n1,21,3,9\n", {}, 'population.map="employees=employees"'),
    "map_no_header": (GOOD, {"columns": {"id": "idd"}}, "'idd' for id, which the header has not; did you mean 'id'?"),
    "map_unknown": (GOOD, {"columns": {"employes": "x"}}, "did you mean employees?"),
    "map_same": (GOOD, {"columns": {"cases": "employees", "employees": "employees"}}, "'employees' two meanings"),
    "option": (GOOD, {"impossible": "ignore"}, "population.impossible = 'ignore': expected one of refuse, missing"),
    "option_year": (GOOD, {"year": 20240}, "population.year = 20240: expected a year from 1900 to 2100"),
    "long_row": (HEAD + "1,21,1,234\n", {}, "row 2: 4 cells; expected the header's 3"),
    "other_header": (
        "id,naics,employees,cases\n1,21,3,0\nid,naics,cases,employees\n2,21,0,3\n", {}, "row 3: a second header"
    ),
    "scaled": ("id,naics,employees\n,,(thousands)\n1,21,3\n", {}, "row 2: '(thousands)', numbers in hundreds"),
    "month_hours": ("id,naics,month,hours\n1,21,2024-01,1600\n", {}, "column 'month': rows of single months"),
    "none_active": ("id,naics,employees,active\n1,21,3,0\n", {}, "no row is active by column 'active'"),
    "no_year_column": (GOOD, {"year": 2024}, "there is no column year"),
    "year_absent": (TWO_YEARS, {"year": 2020}, "no row is of 2020; expected one of the years 2022, 2023"),
    "several_years": (TWO_YEARS, {}, "rows of 2 years (2022, 2023), and ids repeat: 1 of them ('7' in rows 2-3)"),
    "id_twice": (TWICE, {}, "row 3, column 'id': '7'; expected each id once (it stands in row 2 too)"),
    "id_in_period": (QUARTERS, {}, "'7' stands in rows 2-3 within one quarter"),
    "name_twice": ("name,naics,employees\nA,21,3\nA,21,4\n", {}, "rows 2-3 have one name and there is no column id"),
    "rows_of_events": (
        "id,case_number,naics,employees\n1,a,21,3\n2,b,21,4\n", {},
        "columns 'case_number' are those of a table of cases"
    ),
    "rows_alike": (
        "id,name,naics,employees\n1,A,21,3\n2,A,21,4\n", {}, "rows 2-3 have different numbers in column 'id'"
    ),
    "rows_of_days": (
        "date,naics,employees\n2024-01-05,21,3\n2024-02-05,21,4\n", {}, "column 'date' has 2 different days"
    ),
    "size_codes": (
        "id,naics,size_class\n1,21,12\n2,21,11\n", {"columns": {"employees": "size_class"}},
        "column 'size_class' holds codes of size classes (11, 12)",
    ),
    "ids_alike": ("id,naics,employees\n1,23,5\n1.0,23,6\n", {}, "'1', '1.0' in rows 2-3 are taken for one id, '1'"),
    "code_changed": (SITES, {}, "rows 2, 4 are one enterprise whose industry code changes: '336414', '336415'"),
    "more_code_changed": ("id,naics,year,employees\n" + CHANGES, {}, "2 more enterprises whose industry code changes"),
    "name_repeated": (SITES, {}, "rows 2, 4 have one name"),
    "more_name_repeated": ("name,naics,year,employees\n" + NAMES, {}, "3 more names that repeat, rows 14-19"),
    "names_alike": (SITES, {}, "rows 2-4 have names of which one begins with the other"),
    "more_names_alike": ("name,naics,year,employees\n" + ALIKE + NAMES, {}, "3 more pairs of names"),
    "cell": (HEAD + "1,21,ten\n", {}, "row 2, column 'employees': 'ten'; expected a headcount from 1 to 500,000"),
    "hours": ("id,naics,employees,hours\n1,21,7,16831620723179\n", {}, "expected 120 to 4,500 hours for each of 7"),
    "no_scheme": ("id,industry,employees\n1,2610,3\n", {}, "say population.scheme="),
    "not_of_scheme": (HEAD + "1,2610,3\n2,21,4\n", {}, "row 2, column 'naics': '2610', one of 1 codes of no division"),
    "strict": (HEAD + "1,21,3.5\n", {"strict": True}, "rows 2: headcounts of column 'employees' were not whole"),
}  # fmt: skip


@pytest.fixture
def refusal(tmp_path: Path) -> Callable[..., RegisterError]:
    def refused(content: str | bytes, **options: Any) -> RegisterError:
        path = tmp_path / "enterprises.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        with pytest.raises(RegisterError) as caught:
            read_register(path, **options)
        return caught.value

    return refused


@pytest.mark.parametrize("code", TABLE)
def test_each_refusal_says_what_is_wrong_in_both_languages(refusal, code: str):
    content, options, part = TABLE[code]
    error = refusal(content, **options)
    assert part in str(error)
    assert all(line.startswith(error.file) for line in str(error).split("\n"))
    codes = {found.code for found in error.found}
    assert code in codes or code in ("summary", "more")
    chinese = refusal(content, lang="zh", **options)
    assert str(chinese) == error.in_language("zh")
    assert len(chinese.problems) == len(error.problems)
    bare = str(chinese).replace(chinese.file, "")
    assert re.search("[\u4e00-\u9fff]", bare)
    pattern = "".join(".*" if field else re.escape(text) for text, field in _parts(TEXTS[code]["zh"]))
    assert re.search(pattern, str(chinese))


def _parts(template: str) -> list[tuple[str, bool]]:
    parts = []
    for text, name, _, _ in string.Formatter().parse(template):
        parts += [(text, False)] + ([("", True)] if name is not None else [])
    return parts


def test_the_table_holds_every_refusal_but_those_of_the_machine_and_the_template():
    elsewhere = {
        "no_file", "not_a_file", "unreadable", "too_large", "too_many_rows", "too_many", "map_no_pair", "map_twice",
        "template_suffix", "template_exists", "not_written",
        "by_region_none", "region_blank", "region_name", "many_regions",  # see test_register_regions
        "by_chain_none",  # see test_register_heads
    }  # fmt: skip
    assert set(TABLE) == set(PROBLEMS) - elsewhere


def test_a_missing_file_a_folder_and_a_file_without_permission(tmp_path: Path, monkeypatch):
    with pytest.raises(RegisterError, match="there is no such file"):
        read_register(tmp_path / "nothing.csv")
    with pytest.raises(RegisterError, match="not a file"):
        read_register(tmp_path)
    path = tmp_path / "r.csv"
    path.write_text(GOOD)

    def denied(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", denied)
    with pytest.raises(RegisterError, match="cannot be opened: Permission denied"):
        read_register(path)


def test_files_that_are_too_large_are_refused(tmp_path: Path, monkeypatch):
    path = tmp_path / "r.csv"
    path.write_text(GOOD)
    monkeypatch.setattr(reader_module, "MOST_ENTERPRISES", 1)
    with pytest.raises(RegisterError, match="2 enterprises; expected at most 1"):
        read_register(path)
    monkeypatch.setattr(tables_module, "MOST_ROWS", 2)
    with pytest.raises(RegisterError, match="more than 2 rows"):
        read_register(path)
    monkeypatch.setattr(content_module, "MOST_BYTES", 10)
    with pytest.raises(RegisterError, match="the file is too large"):
        read_register(path)


def test_the_map_is_read_as_pairs_and_refused_in_one_line():
    text = "employees=Employees (avg), all,industry=行业代码，id=Nr"
    assert column_map(text) == (("employees", "Employees (avg), all"), ("industry", "行业代码"), ("id", "Nr"))
    assert column_map(" ") == ()
    for wrong, part in (
        ("employees", "'employees': expected pairs"),
        ("employees=", "expected pairs"),
        ("employes=a", "did you mean employees?"),
        ("id=a,id=b", "the same meaning twice"),
    ):
        with pytest.raises(RegisterError, match=re.escape(part)) as caught:
            column_map(wrong)
        assert "\n" not in str(caught.value)


def test_a_template_is_never_written_over_a_file(tmp_path: Path):
    write_template(tmp_path / "t.csv")
    for name, part in (("t.csv", "is there already"), ("t.ods", "ends in .csv or .xlsx"), ("no/t.csv", "cannot be")):
        with pytest.raises(RegisterError, match=part):
            write_template(tmp_path / name)


def test_up_to_twenty_problems_are_all_shown_by_row(refusal):
    error = refusal(HEAD + "".join(f"{n},21,0\n" for n in range(19)) + ",21,3\n")
    assert len(error.found) == len(error.problems) == 20
    assert [line.split("row ")[1].split(",")[0] for line in error.problems] == [str(row) for row in range(2, 22)]


def test_of_more_than_twenty_every_kind_is_shown(refusal):
    error = refusal(MANY)
    assert len(error.found) == 60
    assert len(error.problems) <= 20
    assert any("column 'naics'" in line for line in error.problems)
    assert any("column 'employees'" in line for line in error.problems)


@pytest.mark.parametrize("code", TEXTS)
def test_every_sentence_is_in_both_languages_with_the_same_places(code: str):
    english, chinese = TEXTS[code]["en"], TEXTS[code]["zh"]
    places = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (english, chinese)]
    assert places[0] == places[1]
    assert bool(english) == bool(chinese)
    if re.search("[a-z]{3}", re.sub(r"\{\w+\}|CSV|Excel|Parquet", "", english)):
        assert re.search("[\u4e00-\u9fff]", chinese)


def test_a_refusal_survives_pickling(refusal):
    import pickle

    error = refusal(MANY)
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.problems) == (str(error), error.problems)
