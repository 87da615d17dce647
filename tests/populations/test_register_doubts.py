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
from govsim.populations.register.cells import quarter_in, year_in


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
    "a raised digit": ("id,naics,employees\n1,23,30①\n2,23,10⁴\n", "'30①'; expected a headcount"),
    "one site under several names": (
        "name,naics,year,employees\nSite  A,23,2016,5\nSite A.,23,2021,6\n", "rows of 2 years (2016, 2021)"
    ),
    "a thousand in two cells": ("id,naics,employees,x\n1,23,1,234,\n2,23,30,\n", "row 2: 5 cells; expected"),
    "an older classification": ("id,nace_r2,employees\n1,34.10,5\n2,40.11,6\n3,25.11,5\n", "'34.10', one of 2 codes"),
    "dates and a word": (
        "id,date,nace,employees\n1,2023-01-05,4730,5\n1,soon,4730,6\n", "'soon'; expected a date"
    ),
    "counties and divisions": (
        "县区,行业代码,从业人数\n甲县,06,2000\n甲县,26,3000\n乙县,06,2000\n", "a table of aggregates"
    ),
    "sizes and sections": ("规模,行业,从业人数\n大型,采矿业,90\n小型,采矿业,20\n", "holds size classes"),
    "a code and its parts": (
        "naics_code,title,employees\n21,Mining,600\n211,Oil,300\n212,Ore,300\n23,Building,900\n",
        "codes that begin others",
    ),
    "numbers of enterprises beside a running number": (
        "企业编号,行业,从业人数,企业数\n1,采矿业,900,12\n2,制造业,800,100\n", "counts enterprises"
    ),
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
    assert structure.ids == ["1,000", "10.000", "1E5", "7"]


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


BODY = "E1,2610,20\nE2,4710,30\nE3,5110,40\n"
HEAD = "企业编号,行业代码,从业人数\n"
READ = {  # what stands above or below the same three enterprises
    "a row that numbers the columns": HEAD + "1,2,3\n" + BODY,
    "one with stems": HEAD + "甲,乙,1\n" + BODY,
    "dashes and a unit": HEAD + "—,—,人\n" + BODY,
    "a line of units": HEAD + "单位：人、小时,,\n" + BODY,
    "types": HEAD + "varchar(18),string,int\n" + BODY,
    "page turns": HEAD + BODY.replace("E3", "本页小计,,50\n过次页,,50\n续表,,\n承前页,,50\nE3"),
    "a part of a row": HEAD + BODY.replace("E2", "其中：女,2610,9\nE2"),
    "signatures": HEAD + BODY + "单位负责人：王,填表人：李,\n报出日期：2024年12月31日,,\n第1页 共2页,,\n",
    "an end": HEAD + BODY + "1. 从业人数为年平均数,,\nEnd of report,,\n",
    "surplus cells": HEAD + BODY.replace("40", "40,,"),
    "headers with units and numbers": "1.企业编号,2.行业代码（GB/T 4754-2017）,从业人数①（单位：人）（必填）\n" + BODY,
    "codes with their names": HEAD + BODY.replace("2610", "2610基础化学原料制造"),
    "texts of a spreadsheet": HEAD + BODY.replace("20\n", '"=""20"""\n'),
    "traditional characters": (
        "企業編號,行業代碼,從業人數,經營狀態\n" + BODY.replace("\n", ",在營\n") + "E4,2610,9,註銷\n"
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", READ)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_what_offices_put_around_enterprises_is_passed_over(read, case: str, encoding: str):
    structure, notes = read(READ[case].encode(encoding))
    assert structure.ids == ["E1", "E2", "E3"] and structure.headcount.tolist() == [20, 30, 40]
    assert (notes.encoding == "GB18030") == (encoding == "gb18030")


@pytest.mark.parametrize("name", ["Summit Total", "Total Energies", "天下汇总"])
def test_an_enterprise_may_be_called_so(read, name: str):
    structure, _ = read(f"id,name,nace,employees\n1,A,47.30,7\n2,{name},47.30,5\n3,B,45.20,7\n")
    assert structure.ids == ["1", "2", "3"]


@pytest.mark.parametrize(
    "column, heads",
    [
        (["39.548", "72.3315", "2462.0"], [40, 72, 2462]),
        (["39.125", "1.250", "2462.000"], [39, 1, 2462]),
        (["39.5", "20.25", "1.234"], [40, 20, 1]),
    ],
)
def test_three_decimals_are_read_where_the_column_shows_that_they_are(read, column: list[str], heads: list[int]):
    structure, _ = read("id,naics,employees\n" + "".join(f"{at},23,{cell}\n" for at, cell in enumerate(column)))
    assert structure.headcount.tolist() == heads


def test_a_sheet_is_chosen_by_name_and_rows_that_are_hidden_are_said(read):
    rows = [["id", "naics", "employees"], [1, 21, 7], [2, 23, 9]]
    data = book(("2023", rows), ("2024", [*rows, [3, 23, 5]]), ("empty", rows[:1]))
    with pytest.raises(RegisterError, match="population.sheet='2023'"):
        read(data)
    assert len(read(data, sheet="2024")[0]) == 3
    made = openpyxl.load_workbook(io.BytesIO(data))
    made["2023"].row_dimensions[3].hidden = True
    again = io.BytesIO()
    made.save(again)
    _, notes = read(again.getvalue(), sheet="2023")
    assert any("rows 3 are hidden" in line for line in notes.messages)


def test_an_encoding_that_nothing_bears_out_is_said_to_be_guessed(read):
    _, notes = read("id,naics,employees,county\n1,23,5,서울특별시\n".encode("euc-kr"))
    assert "encoding_guessed" in {one.code for one in notes.remarks}


@pytest.mark.parametrize(
    "cell, year, quarter", [("Q1 2024", 2024, 1), ("3Q2023", 2023, 3), ("IV", None, 4), ("2024年第二季度", 2024, 2)]
)
def test_quarters_are_read_in_the_usual_ways(cell: str, year: int | None, quarter: int):
    assert (year_in(cell), quarter_in(cell)) == (year, quarter)


@pytest.mark.parametrize("cell", ["5 Jan 2024", "January 5, 2024", "05-JAN-2024", "1/2024", "2024-01-05 10:00:00"])
def test_dates_are_read_in_the_usual_ways(cell: str):
    assert year_in(cell) == 2024


NOTES = "Source: office of statistics, county, state, country\n"


@pytest.mark.parametrize("separator", [";", "\t", "|"])
@pytest.mark.parametrize("where", ["above", "below"])
def test_notes_with_more_commas_than_the_table_has_cells_do_not_name_the_separator(read, separator: str, where: str):
    table = "id,naics,employees\n1,21,3\n2,23,4\n".replace(",", separator)
    structure, notes = read(NOTES * 8 + table if where == "above" else table + NOTES * 6)
    assert structure.headcount.tolist() == [3, 4] and notes.separator == separator


def test_of_two_separators_the_one_that_makes_a_register_is_taken(read):
    assert read("industry,employees,a;b\n21,3,4;1\n23,4,5;1\n")[1].separator == ","


QUARTERS = "id,naics,employees,quarter,year\n" + "".join(
    f"{first if quarter == 1 else plain},23,12,{quarter},2023\n"
    for first, plain in (("1.0", "1"), ("\uff13", "3"), ("5", "5"))
    for quarter in (1, 2, 3, 4)
)


def test_ids_that_are_written_in_several_ways_and_read_as_one_are_said(read: Any) -> None:
    """A point of a spreadsheet or a full-width digit joins rows that a reader of the file takes for two."""
    for lang, said in (
        ("en", "Column 'id': '1.0', '1' in rows 2-3 are taken for one id, '1' (ids of which this is so: 2)."),
        ("zh", "“id”列：第 2-3 行的 “1.0”、“1” 视为同一编号 “1”；此类编号共 2 个。"),
    ):
        _, notes = read(QUARTERS)
        assert said in notes.sentences(lang), notes.sentences(lang)
    _, notes = read(QUARTERS.replace("1.0", "1").replace("\uff13", "3"))
    assert not any("taken for one id" in one for one in notes.sentences())


def test_where_they_repeat_the_refusal_says_how_they_came_to(read: Any) -> None:
    with pytest.raises(RegisterError) as caught:
        read("id,naics,employees\n1,23,5\n1.0,23,6\n\uff13,23,7\n4,23,8\n")
    assert "'1', '1.0' in rows 2-3 are taken for one id, '1' (ids of which this is so: 1)" in str(caught.value)


OFFICE = "企业编号,企业名称,行业代码,从业人数\n"
PARTS = (
    OFFICE + "A1,甲,06,100\nA2,乙,06,50\n,采矿业小计,06,{mining}\n"
    "B1,丙,26,30\nB2,丁,26,20\n,化工小计,26,50\n,合计,,{whole}\n"
)
BELOW = OFFICE + ",采矿业小计,06,{mining}\nA1,甲,06,100\nA2,乙,06,50\nB1,丙,26,50\n"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (PARTS.format(mining=150, whole=200), None),
        (PARTS.format(mining=140, whole=200), "4"),
        (PARTS.format(mining=140, whole=190), "4"),
        (PARTS.format(mining="", whole=200), None),
        (PARTS.format(mining=150, whole=200).replace("化工小计,26,50", "累计,,200"), None),
        (BELOW.format(mining=150), None),
        (BELOW.format(mining=140), "2"),
    ],
)
def test_stated_sums_of_parts_are_compared_with_the_rows_beside_them(read: Any, text: str, rows: str | None) -> None:
    said = [one for one in read(text)[1].sentences("zh") if "小计的" in one]
    whole = f"警告：第 {rows} 行所列小计的“从业人数”，与其紧邻上方或下方各行之和均不符；未与其他内容核对。"
    assert said == ([whole] if rows else [])
    assert bool([one for one in read(text)[1].sentences() if "just above or below" in one]) == bool(rows)


@pytest.mark.parametrize("header", ["单位", "单 位", "单位 "])
def test_a_header_that_means_employer_or_unit_is_named_with_the_key_that_says_which(read: Any, header: str) -> None:
    text = f"{header},行业代码,从业人数\n甲厂,06,100\n乙厂,26,40\n"
    for lang, said in (("en", "may name the enterprises, or units"), ("zh", "可能是企业名称，也可能是计量单位")):
        assert any(said in one and "population.map=" in one for one in read(text)[1].sentences(lang))
    _, notes = read(text, columns={"name": header.strip()})
    assert notes.columns["name"] == header.strip()
    assert not any("may name the enterprises" in one for one in notes.sentences())
    named = f"企业名称,{header},行业代码,从业人数\n甲厂,人,06,100\n乙厂,人,26,40\n"
    assert not any("may name the enterprises" in one for one in read(named)[1].sentences())
