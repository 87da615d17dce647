"""Registers as they come: each kind of mess is read with what was done, or refused with why."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas
import pytest

from govsim.populations.register import RegisterError, read_register
from govsim.populations.register.cells import number_in, quarter_in, writing_of, year_in
from govsim.populations.register.tables import NumberCell

CHINESE = "企业编号,行业代码,从业人数,总工时\n甲1,2610,39.5,79096\n乙2,0610,131,262064\n丙3,4710,26,52648\n"
LEDGER = (
    "安全生产单位台账（单位：人、小时）,,,,\r\n,,,,\r\n企业编号,行业代码,从业人数,总工时,事故起数\r\n"
    '8,721110,"40","79,096",4\r\n133,325520,"N/A","151,044",0\r\n,,,,\r\n364,237310,"2,462","4,924,000",7\r\n'
    '372,562910,"72","143,442",0\r\n372,562910,"72","143,442",0\r\n合计,,"2,650","5,297,582",11\r\n'
)
IMPOSSIBLE = (
    "year_filing_for,establishment_id,naics_code,annual_average_employees,total_hours_worked\n"
    "2019.0,90427.0,238140.0,7.0,16831620723179.0\n2024.0,1414810.0,332322.0,133.0,270000.0\n"
    "2021.0,904757.0,221111.0,50.0,90.0\n"
)
SITES = (
    "company_name,establishment_name,state,naics_code,year,annual_average_employees\n"
    'C1,"Works A, TX",TX,336414,2021,580\nC1,Works A,TX,336414,2022,676\nC1,Works B,CA,481212,2022,149\n'
    "C1,Works B,CA,481219,2024,346\n"
)
MONTHS = "mine_id,date,naics,employees\n" + "".join(
    f"4608791, {2000 + n // 12}-{n % 12 + 1}-01,2121,5\n" for n in range(30)
)


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Any]:
    def reads(content: str | bytes, name: str = "r.csv", **options: Any) -> Any:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_register(path, **options)

    return reads


@pytest.fixture
def refused(read) -> Callable[..., str]:
    def refuses(content: str | bytes, **options: Any) -> str:
        with pytest.raises(RegisterError) as caught:
            read(content, **options)
        return str(caught.value)

    return refuses


def repairs(notes: Any) -> dict[str, tuple[int, ...]]:
    return {repair.reason.code: repair.rows for repair in notes.repairs}


# --- encodings and separators -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8 (BOM)"), ("gb18030", "GB18030"), ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"), ("utf-32", "UTF-32"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("separator", [",", ";", "\t", "|", "，"])
def test_any_usual_encoding_and_separator_is_found_and_stated(read, encoding: str, found: str, separator: str):
    structure, notes = read(CHINESE.replace(",", separator).encode(encoding))
    assert structure.ids == ["丙3", "乙2", "甲1"]
    assert structure.headcount.tolist() == [26, 131, 40]
    assert (notes.encoding, notes.separator) == (found, separator)
    assert any(found in sentence for sentence in notes.messages)


def test_western_and_traditional_chinese_files_are_told_apart_from_gb18030(read):
    western = "id;nace_r2;employees;name\n1;26;12;Müller & Söhne\n2;47;5;Café René\n"
    assert read(western.encode("cp1252"))[1].encoding == "Windows-1252"
    traditional = "企業編號,行業代碼,從業人數\nA1,2610,39\n"
    structure, notes = read(traditional.encode("big5"))
    assert (notes.encoding, structure.headcount.tolist()) == ("Big5", [39])


def test_the_separator_that_the_first_line_names_is_taken(read):
    structure, notes = read("sep=;\r\nid;naics;employees\r\n1;21;3\r\n")
    assert (structure.ids, notes.header_row) == (["1"], 2)


# --- numbers ----------------------------------------------------------------------------------------------------------


def test_a_decimal_comma_never_becomes_thousands(read):
    text = "企业编号;行业代码;从业人数;总工时\n7;721110;39,5;79096\n8;721110;31,0;62064\n9;23;1.234,5;2.400.000\n"
    structure, notes = read(text)
    assert structure.headcount.tolist() == [40, 31, 1235]
    assert any("decimal comma" in sentence for sentence in notes.messages)


def test_how_other_columns_are_written_settles_a_doubtful_number(read, refused):
    text = "id;naics;employees;hours\n1;21;39,5;79.096\n2;23;20;40.000\n"
    structure, notes = read(text)
    assert structure.headcount.tolist() == [40, 20]
    assert repairs(notes)["thousands"] == (2, 3)
    for doubtful in ("1.234", "1,234"):
        assert "could be of thousands or of decimals" in refused(f"id;naics;employees\n1;21;{doubtful}\n")


@pytest.mark.parametrize(
    ("cell", "writing", "usual", "value"),
    [
        ("1,234", "", True, 1234.0), ("1,234", "comma", False, 1.234), ("1,234", "", False, None),
        ("1.234", "point", True, 1.234), ("1.234", "", True, None), ("1 234", "", True, 1234.0),
        ("1 234,5", "comma", False, 1234.5), ("１２", "", True, 12.0), ("1e3", "", True, 1000.0),
        ("'12", "", True, 12.0), ("12人", "", True, None), ("1,23,456", "", True, None), ("(5)", "", True, None),
        (NumberCell("1.234"), "", True, 1.234), ("", "", True, None), ("——", "", True, None),
    ],
)  # fmt: skip
def test_one_cell_as_a_number(cell: str, writing: str, usual: bool, value: float | None):
    assert number_in(cell, writing, usual).value == value


def test_how_a_column_is_written_is_found_from_cells_without_doubt():
    assert writing_of(["1,234", "5"]) == ""
    assert writing_of(["1,234", "39.5"]) == "point"
    assert writing_of(["1.234", "39,5"]) == "comma"
    assert writing_of(["1.234.567"]) == "comma"
    assert writing_of(["39,5", "39.5"]) == "mixed"


# --- what spreadsheets and people add ---------------------------------------------------------------------------------


def test_a_ledger_with_title_blanks_thousands_repeats_and_total_is_read_and_all_of_it_listed(read, refused):
    structure, notes = read(LEDGER.encode("utf-8-sig"))
    assert structure.ids == ["133", "364", "372", "8"]
    assert structure.headcount.tolist() == [76, 2462, 72, 40]
    by_reason = {(repair.reason.code, repair.reason.get("column")): repair.rows for repair in notes.repairs}
    assert by_reason == {
        ("title_row", None): (1,),
        ("blank_row", None): (2, 6),
        ("repeated_row", None): (9,),
        ("total_row", None): (10,),
        ("missing_mark", "从业人数"): (5,),
        ("thousands", "从业人数"): (7,),
        ("thousands", "总工时"): (4, 5, 7, 8),
        ("heads_from_hours", "从业人数"): (5,),
    }
    assert any("total in row 10 says 2,650 employees, as do the rows read" in one for one in notes.messages)
    assert refused(LEDGER, strict=True).count("population.strict=true") == len(notes.repairs)


def test_a_total_that_the_rows_do_not_give_is_warned_of(read):
    notes = read("id,naics,employees\n1,21,3\n2,23,4\nTotal,,70\n")[1]
    assert "Warning: the total in row 4 says 70 employees; the rows read give 7." in notes.messages


@pytest.mark.parametrize(
    "label", ["合 计", "总计：", "全县合计", "Grand Total", "TOTAL", "Total (2 sites)", "Subtotal"]
)
def test_totals_are_left_out_whatever_they_are_called(read, label: str):
    structure, notes = read(f"id,naics,employees\n1,21,3\n2,23,4\n{label},,7\n")
    assert structure.ids == ["1", "2"]
    assert repairs(notes) == {"total_row": (4,)}


def test_enterprises_whose_names_only_sound_like_totals_stay(read):
    structure, _ = read("naics,id,employees,name\n324110,1,10,Total Energies\n23,2,20,合计科技有限公司\n")
    assert structure.ids == ["1", "2"]


def test_a_last_row_without_a_label_that_sums_the_others_is_a_total(read):
    structure, notes = read("id,naics,employees\n1,21,3\n2,23,4\n,,7\n")
    assert structure.ids == ["1", "2"]
    assert "total_unlabelled" in repairs(notes)


def test_second_headers_units_and_footnotes_are_no_enterprises(read):
    head = "企业编号,行业代码,从业人数\n"
    text = f"{head}id,industry,employees\n文本,代码,(人)\n1,2610,3\n{head}2,2610,4\n注：截至年底,,\n"
    structure, notes = read(text)
    assert structure.ids == ["1", "2"]
    assert repairs(notes) == {"header_again": (2, 5), "units_row": (3,), "footnote": (7,)}


def test_short_rows_are_filled_and_listed_unless_something_needed_is_missing(read, refused):
    assert repairs(read("id,naics,employees,cases\n1,21,3\n")[1]) == {"short_row": (2,)}
    assert "row 2, column 'employees': ''" in refused("id,naics,employees\n1,21\n")


def test_size_classes_are_not_headcounts(refused):
    for band in ("10-19", "250+", "20人以下", "under 20"):
        assert "not a size class" in refused(f"id,naics,employees\n1,21,{band}\n")


def test_ids_that_a_spreadsheet_shortened_are_refused(refused):
    assert "all digits of the id" in refused("id,naics,employees\n4.501E+17,21,10\n")


def test_codes_that_lost_a_leading_zero_are_not_read_as_something_else(read, refused):
    assert "leading zero" in refused("企业编号,行业代码,从业人数\n1,610,3\n2,2610,4\n")
    structure, notes = read("企业编号,行业代码,从业人数\n1,6,3\n2,26,4\n")
    assert structure.industry.tolist() == [0, 1]
    assert repairs(notes) == {"zero_restored": (2,)}


# --- impossible values ------------------------------------------------------------------------------------------------


def test_impossible_hours_are_listed_by_row_and_refused_or_set_to_missing(read, refused):
    answer = refused(IMPOSSIBLE)
    assert "row 2, column 'total_hours_worked': '16831620723179.0'; expected 120 to 4,500 hours for each of 7" in answer
    assert "row 4, column 'total_hours_worked': '90.0'" in answer
    assert "row 3" not in answer
    structure, notes = read(IMPOSSIBLE, impossible="missing")
    assert structure.ids == ["1414810", "90427", "904757"]
    assert structure.headcount.tolist() == [133, 7, 50]
    assert repairs(notes) == {"point_zero": (2, 3, 4), "hours_dropped": (2, 4)}


def test_counts_are_checked_against_their_bounds_and_each_other(refused):
    text = "id,naics,employees,cases,total_dafw_cases,deaths,dart\n1,21,9,2,3,0,1\n2,23,9,1.5,1,-1,5000\n"
    answer = refused(text)
    assert "4 problems" in answer
    assert "column 'total_dafw_cases': '3'; expected at most the 2 of column 'cases'" in answer


# --- periods ----------------------------------------------------------------------------------------------------------


def test_several_years_without_ids_ask_for_a_year_and_report_names_and_codes(read, refused):
    answer = refused(SITES)
    assert "rows of 3 years (2021, 2022, 2024), and there is no column id" in answer
    assert "population.year=2024" in answer
    assert 'population.map="id=..."' in answer
    assert "rows 4-5 have one name" in answer
    assert "rows 2-3 have names of which one begins with the other" in answer
    assert "rows 4-5 are one enterprise whose industry code changes: '481212', '481219'" in answer
    structure, notes = read(SITES, year=2022)
    assert structure.headcount.tolist() == [676, 149]
    assert any("industry code changes" in one for one in notes.messages)


def test_ids_that_repeat_over_dates_ask_for_a_period(read, refused):
    assert "column 'date': rows of 3 years (2000, 2001, 2002), and ids repeat: 1 of them" in refused(MONTHS)
    assert "'4608791' stands in rows 14-25 within 2001" in refused(MONTHS, year=2001)


def test_several_years_in_which_no_enterprise_comes_back_are_read_together(read):
    structure, notes = read("id,naics,employees,year\n1,21,3,2023\n2,23,4,2024\n")
    assert len(structure) == 2
    assert any("were read together" in one for one in notes.messages)


def test_another_column_of_ids_shows_that_enterprises_come_back(refused):
    text = "id,establishment_id,naics,employees,year\n1,77,21,3,2023\n2,77,21,4,2024\n"
    assert "enterprises come back" in refused(text)


def test_the_quarters_of_a_year_become_one_row(read):
    rows = "".join(
        f"{mine},{year},{quarter},2121,{10 * mine + quarter},{500 * (10 * mine + quarter)},{quarter % 2}\n"
        for mine in (1, 2)
        for year in (2022, 2023)
        for quarter in (1, 2, 3, 4)
    )
    structure, notes = read("mine_id,cal_yr,cal_qtr,naics,avg_employee_cnt,hours_worked,num.death\n" + rows, year=2023)
    assert structure.ids == ["1", "2"]
    assert structure.headcount.tolist() == [13, 23]
    assert notes.recorded["deaths"] == (4.0, 8 // 4)
    assert "quarters" in repairs(notes)


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        ("2024", 2024), ("2024.0", 2024), (" 2000-1-01", 2000), ("2024年度", 2024), ("2024年12月31日", 2024),
        ("31/12/2024", 2024), ("FY2024", 2024), ("20241231", 2024), ("2024Q3", 2024), ("２０２４", 2024),
        ("2024-12-31 00:00:00", 2024),
        ("24", None), ("1824", None), ("20241399", None), ("last year", None), ("2024-2025", None),
    ],
)  # fmt: skip
def test_the_year_of_a_cell(cell: str, year: int | None):
    assert year_in(cell) == year


@pytest.mark.parametrize(
    ("cell", "quarter"), [("3", 3), ("Q4", 4), ("2024Q1", 1), ("第二季度", 2), ("2024年三季度", 3), ("5", None)]
)
def test_the_quarter_of_a_cell(cell: str, quarter: int | None):
    assert quarter_in(cell) == quarter


# --- what is no register ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("STRUCTURE,STRUCTURE_ID,freq,nace_r2,geo,TIME_PERIOD,OBS_VALUE\nd,X,A,B,IT,2018,16\n", "SDMX"),
        ("freq,unit,nace_r2,geo\\TIME_PERIOD\t2019 \t2020 \nA,NR,B,IT\t12 \t13 b\n", "SDMX"),
        ("ref_area,indicator,sex,classif1,time,obs_value\nDEU,X,SEX_T,ECO,2020,12\n", "SDMX"),
        ("数据库：年度数据,,\n指标,2023年,2022年\n法人单位数(个),100,90\n", "its columns are years"),
        (
            "area_fips,industry_code,year,annual_avg_estabs,annual_avg_emplvl\n01001,21,2023,12,345\n",
            "counts enterprises",
        ),
        ("行业代码,企业数,从业人数\n26,120,3400\n47,33,2200\n", "counts enterprises"),
        ("size_band,n,mean_recordables\n001-019,535187,0.38\n020-049,884997,1.25\n", "size classes (row 2)"),
        ("行业,从业人数\n采矿业,400\n制造业,2300\n合计,2700\n", "one row for each broad industry"),
        ("nace_r2,employees\nB,400\nC,2300\n", "one row for each broad industry"),
        ("naics,employees\n21,400\n31,2300\nTotal,2700\n", "one row for each broad industry"),
        ("series_id,year,period,value\nISU00,2023,A01,5.1\n", "'series_id' says what is measured"),
        ("nace_r2,employees\nTOTAL,1000\nB-E,500\nC,300\n", "mixes totals with their parts (row 2: 'TOTAL')"),
    ],
)
def test_tables_of_aggregates_are_recognised_and_the_reason_given(refused, text: str, reason: str):
    answer = refused(text)
    assert "a table of aggregates, not a register" in answer
    assert reason in answer
    assert "\n" not in answer


# --- workbooks and Parquet --------------------------------------------------------------------------------------------


def workbook(**sheets: list[list[Any]]) -> bytes:
    made, data = openpyxl.Workbook(), io.BytesIO()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(data)
    return data.getvalue()


HEAD = ["企业编号", "行业代码", "从业人数", "总工时", "年度"]


def test_a_workbook_is_read_with_typed_and_text_cells_titles_blanks_and_totals(read):
    rows = [
        ["2024年台账"], [], HEAD, [90427.0, 2610, 39.25, 79096, datetime.date(2024, 12, 31)],
        ["乙", "0610", "1,131", 2262064, 2024.0],
        [None] * 5, ["合计", None, 1170, 2341160, None], [None] * 5,
    ]  # fmt: skip
    structure, notes = read(workbook(台账=rows), name="r.xlsx")
    assert structure.ids == ["90427", "乙"]
    assert structure.headcount.tolist() == [39, 1131]
    assert (notes.kind, notes.sheet, notes.header_row, notes.year) == ("Excel", "台账", 3, 2024)
    assert repairs(notes) == {
        "title_row": (1,), "blank_row": (2, 6), "total_row": (7,), "rounded": (4,), "thousands": (5,),
    }  # fmt: skip


def test_the_sheet_that_is_a_register_is_found_and_stated(read):
    structure, notes = read(workbook(说明=[["填写说明"]], 名录=[HEAD, [1, "2610", 3, 6000, 2024]]))
    assert (structure.ids, notes.sheet) == (["1"], "名录")
    assert any("not read: '说明'" in one for one in notes.messages)


def test_an_id_beyond_fifteen_digits_is_refused_in_a_workbook(refused):
    assert "all digits" in refused(workbook(A=[HEAD, [450100000000123000, "2610", 3, 6000, 2024]]))


def test_parquet_is_read_with_its_types(read):
    frame = pandas.DataFrame(
        {"id": [1.0, 2.0], "naics_code": [21, 238], "employees": [3.0, None], "total_hours_worked": [6000, 8000]}
    )
    data = io.BytesIO()
    frame.to_parquet(data)
    structure, notes = read(data.getvalue(), name="r.parquet")
    assert structure.ids == ["1", "2"]
    assert structure.headcount.tolist() == [3, 4]
    assert (notes.kind, repairs(notes)) == ("Parquet", {"heads_from_hours": (2,)})


def test_a_files_content_decides_not_its_name(read):
    assert read("id,naics,employees\n1,21,3\n", name="r.xlsx")[1].kind == "CSV"
    assert read(workbook(A=[HEAD, [1, "2610", 3, 6000, 2024]]), name="r.csv")[1].kind == "Excel"
