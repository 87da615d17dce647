"""Where a file could be read wrongly in silence: it is read rightly, or refused, or the notes say so."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow
import pyarrow.parquet
import pytest

from govsim.populations.register import RegisterError, describe, read_register


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Any]:
    def reads(content: str | bytes, **options: Any) -> Any:
        path = tmp_path / "r.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_register(path, **options)

    return reads


def book(*sheets: tuple[str, list[list[Any]]], hidden: str = "", zeros: str = "") -> bytes:
    made, data = openpyxl.Workbook(), io.BytesIO()
    made.remove(made.active)
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = "hidden" if name == hidden else "visible"
        for cell in sheet[zeros] if zeros else ():
            cell.number_format = "0000"
    made.save(data)
    return data.getvalue()


def reasons(notes: Any) -> set[str]:
    return {one.reason.code for one in notes.repairs}


# --- what must be refused: content, and a part of the answer ------------------------------------------------------

REFUSED = {
    "farms without their zero": ("id,nace_r2,employees\n1,111,5\n2,2014,6\n", "'111'; expected a NACE code with its"),
    "a thousand among decimals": ('id,naics,employees\n1,23,"39,5"\n2,23,"1,234"\n', "'1,234'; expected a headcount"),
    "hundreds in the title": ("名录（单位：百人）,,\n企业编号,行业代码,从业人数\n1,26,6\n", "row 1: '名录(单位:百人)'"),
    "men, women, sum": ("企业编号,行业代码,从业人数\n,,（男）\n1,26,6\n", "row 2, column '从业人数': '（男）'"),
    "an address with a comma": (
        "id,name,naics,employees,region\n1,A,23,10,TX\n2,B, 23 Main St,44,12,\n", "row 3: 6 cells; expected"
    ),
    "a name that begins as a total": (
        "id,naics,employees,name\n1,23,5,A\n2,,5,Total Energies\n", "row 3, column 'naics'"
    ),
    "a name that begins as a note": (
        "企业名称,企业编号,行业代码,从业人数\n注塑厂,1,,\n甲,2,26,5\n", "row 2, column '从业人数'"
    ),
    "quarters of two years": (
        "id,quarter,naics,employees\n1,2023Q4,21,100\n1,2024Q1,21,10\n", "column 'quarter': rows of 2 years"
    ),
    "no quarter": ("id,quarter,naics,employees\n1,5,21,100\n", "'5'; expected a quarter"),
    "a fiscal year": ("id,year,naics,employees\n1,2023-24,21,100\n", "'2023-24'; expected a year"),
    "a formula's error as an id": ("id,naics,employees\n#REF!,21,100\n", "'#REF!'; expected an id"),
    "sections of countries": (
        "geo,nace_r2,year,employees\nDE,B,2023,41\nDE,F,2023,30\nFR,B,2023,12\n", "a table of aggregates"
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_would_be_read_wrongly_is_refused(read, case: str):
    content, part = REFUSED[case]
    with pytest.raises(RegisterError) as caught:
        read(content)
    assert part in str(caught.value)


def test_a_table_of_a_statistical_office_stays_one_whatever_is_mapped(read):
    sdmx = "STRUCTURE,STRUCTURE_ID,freq,nace_r2,geo,TIME_PERIOD,OBS_VALUE\ndataflow,X,A,B,IT,2018,16\n"
    for columns in ({"region": "geo"}, {"employees": "OBS_VALUE"}):
        with pytest.raises(RegisterError, match="aggregates"):
            read(sdmx, columns=columns)


def test_two_sheets_that_are_whole_registers_are_refused_a_hidden_one_is_passed_over(read):
    less, more = [["id", "naics", "employees"], [1, 21, 7]], [["id", "naics", "employees", "hours", "year", "cases"]]
    more += [[1, 21, 9, 18000, 2024, 0]]
    with pytest.raises(RegisterError, match="several sheets"):
        read(book(("2023", less), ("2024", more)))
    structure, notes = read(book(("shown", less), ("old", more), hidden="old"))
    assert structure.headcount.tolist() == [7] and notes.sheet == "shown"


# --- what is read, and how ----------------------------------------------------------------------------------------


def test_subtotals_of_parts_are_left_out_and_enterprises_called_so_are_not(read):
    content = (
        "企业编号,企业名称,行业代码,从业人数\n1,甲,06,100\n2,乙,06,50\n,采矿业小计,06,150\nA,煤矿合计,06,150\n"
        "3,合计科技公司,26,30\n,,26 汇总,30\n,合计,,180\n"
    )
    structure, notes = read(content)
    assert structure.ids == ["1", "2", "3"] and structure.headcount.tolist() == [100, 50, 30]
    rows = sorted(row for one in notes.repairs if one.reason.code == "total_row" for row in one.rows)
    assert rows == [4, 5, 7, 8]
    assert [one.code for one in notes.remarks if one.code.startswith("total")] == ["total_agrees"]
    structure, _ = read("name,id,naics,employees\nTotal,101,447110,12\nShell,102,447110,9\n")
    assert structure.ids == ["101", "102"]


def test_no_name_is_told_with_a_total_that_was_left_out(read):
    _, notes = read("企业名称,行业代码,从业人数\n甲,26,10\n合计秘密科技,,10\n")
    assert "秘密" not in json.dumps(notes.as_dict("zh"), ensure_ascii=False) + "".join(notes.sentences("zh"))


def test_ids_keep_their_digits(read):
    structure, _ = read('id,naics,employees\n"1,000",23,5\n10.000,23,5\n7.0,23,5\n1E5,23,5\n')
    assert structure.ids == ["1,000", "10.000", "7", "1E5"]


def test_long_whole_numbers_of_parquet_are_exact_and_those_of_excel_are_not(read):
    long = 914403007084610000
    data = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"id": [long], "naics": ["23"], "employees": [5]}), data)
    assert read(data.getvalue())[0].ids == [str(long)]
    with pytest.raises(RegisterError, match="all digits"):
        read(book(("a", [["id", "naics", "employees"], [1234567890123450, 23, 5]])))


def test_the_zeros_that_a_workbook_shows_are_read(read):
    rows = [["企业编号", "行业代码", "从业人数"], [1, 610, 5], [2, 2610, 6]]
    structure, _ = read(book(("a", rows), zeros="B"))
    assert structure.industry.tolist() == read("企业编号,行业代码,从业人数\n1,0610,5\n2,2610,6\n")[0].industry.tolist()


def test_hours_of_some_quarters_are_taken_up_to_a_year_and_it_is_said(read):
    structure, notes = read("id,year,quarter,naics,hours\n1,2024,1,21,52000\n2,2024,1,21,26000\n2,2024,2,21,26000\n")
    assert structure.headcount.tolist() == [104, 52] and "quarter_hours" in reasons(notes)
    year = "".join(f"1,2024,{quarter},21,52000\n" for quarter in range(1, 5))
    structure, notes = read("id,year,quarter,naics,hours\n" + year)
    assert structure.headcount.tolist() == [104] and "quarter_hours" not in reasons(notes)


@pytest.mark.parametrize(
    "content, code",
    [
        ("id,naics,employees,是否注销\n1,23,5,否\n2,23,6,是\n", "closed_unused"),
        ("id,naics,employees,note\n1,23,5,\n2,23,6,注销\n", "closed_unused"),
        ("id,naics,employees,deaths\n1,23,5,9\n", "implausible"),
    ],
)
def test_what_looks_wrong_is_pointed_out(read, content: str, code: str):
    _, notes = read(content)
    assert code in {one.code for one in notes.remarks}


def test_enterprises_struck_off_by_the_registry_are_left_out(read):
    structure, _ = read("企业编号,行业代码,从业人数,登记状态\n1,26,5,存续\n2,26,6,吊销\n")
    assert structure.ids == ["1"]


def test_a_description_says_how_the_file_was_read(read):
    structure, notes = read("企业编号,行业代码,从业人数\n1,26,5\n".encode("gb18030"))
    remarks = next(one for one in describe(structure, notes, "zh") if one["name"] == "remarks")
    assert "GB18030" in remarks["rows"][0][0]


def test_a_cell_of_several_lines_is_one_cell(read):
    structure, _ = read('id,naics,employees,note\n1,23,5,"two, three\nlines"\n2,23,6,"a\nb"\n')
    assert structure.headcount.tolist() == [5, 6]
