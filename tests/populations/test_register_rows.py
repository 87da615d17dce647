"""What the rows of a table are: enterprises, or filings, cases and visits; and who is left out of them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govsim.populations.register import RegisterError, read_register


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Any]:
    def reads(content: str | bytes, **options: Any) -> Any:
        path = tmp_path / "r.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_register(path, **options)

    return reads


def codes(caught: pytest.ExceptionInfo[RegisterError]) -> set[str]:
    return {one.code for one in caught.value.found}


def remarks(notes: Any) -> dict[str, Any]:
    return {one.code: one for one in notes.remarks}


# --- filings ------------------------------------------------------------------------------------------------------

AMENDED = "id,establishment_id,naics,employees,year\n1,77,21,30,2023\n2,78,21,40,2023\n3,77,21,31,2023\n"


def test_an_amended_filing_is_not_a_second_establishment(read):
    with pytest.raises(RegisterError) as caught:
        read(AMENDED)
    assert "column 'establishment_id': '77' stands in rows 2, 4" in str(caught.value)


def test_establishments_are_named_by_their_own_id_and_not_by_the_filings(read):
    structure, notes = read(AMENDED.replace("3,77,21,31", "3,79,21,31"))
    assert list(structure.ids) == ["77", "78", "79"]
    assert notes.columns["id"] == "establishment_id"


@pytest.mark.parametrize("owner", ["ein", "UPA"])
@pytest.mark.parametrize("first", [True, False])
def test_an_owner_of_several_sites_is_not_their_id(read, owner, first):
    names = ["id", owner] if first else [owner, "id"]
    rows = [dict(zip(names, row if first else row[::-1], strict=True)) for row in (("1", "9"), ("2", "9"))]
    lines = [f"{row[names[0]]},{row[names[1]]},23,{place} Main St,5" for place, row in enumerate(rows, 1)]
    structure, notes = read("\n".join([f"{names[0]},{names[1]},naics,street_address,employees", *lines]))
    assert list(structure.ids) == ["1", "2"] and notes.columns["id"] == "id"


@pytest.mark.parametrize("sites", ["", "street_address", "city", "地址", "region"])
def test_one_name_under_several_numbers_is_asked_about_unless_a_place_tells_them_apart(read, sites):
    apart = [f",{place}" if sites else "" for place in ("Elm St 1", "Oak St 2")]
    head = f"id,company_name,naics,employees{',' if sites else ''}{sites}\n"
    text = f"{head}1,Acme,23,10{apart[0]}\n2,Acme,23,12{apart[1]}\n"
    if sites:
        assert len(read(text)[0].ids) == 2
        return
    with pytest.raises(RegisterError) as caught:
        read(text)
    assert codes(caught) == {"rows_alike"}
    assert "第 2-3 行的“id”列编号不同" in caught.value.in_language("zh")
    assert len(read(text, columns={"id": "id"})[0].ids) == 2  # the user says that rows are enterprises


def test_names_that_repeat_under_ids_of_enterprises_are_read_with_a_remark(read):
    structure, notes = read("企业编号,企业名称,行业代码,从业人数\n1,甲,26,10\n2,甲,26,12\n")
    assert len(structure.ids) == 2 and "name_repeated" in remarks(notes)


# --- cases and visits ---------------------------------------------------------------------------------------------

EVENTS = [
    "case_number", "Case No.", "incident_id", "accident_date", "Date of Injury", "inspection_number", "inspection_nr",
    "activity_nr", "open_date", "violation_id", "citation_id", "Nature of injury", "body_part", "event_title",
    "事故编号", "案件编号", "案号", "事故时间", "事故发生时间", "发生时间", "受伤部位", "伤者姓名", "处罚决定书文号",
    "检查编号", "检查记录编号", "隐患编号", "隐患描述", "立案日期", "事故类型", "行政处罚决定文号",
]  # fmt: skip


@pytest.mark.parametrize("header", EVENTS)
@pytest.mark.parametrize("number", ["", "id,", "name,"])
def test_a_table_of_cases_makes_no_enterprise_of_each(read, header, number):
    lines = [f"{number and f'n{row},'}{row},21,{10 * row}" for row in (1, 2, 3)]
    text = "\n".join([f"{number}{header},naics,employees", *lines])
    with pytest.raises(RegisterError) as caught:
        read(text)
    assert codes(caught) == {"rows_of_events"}
    assert header in str(caught.value) and "应每行一家企业" in caught.value.in_language("zh")
    assert len(read(text, columns={"id": header})[0].ids) == 3


@pytest.mark.parametrize("header", EVENTS)
def test_ids_of_enterprises_that_each_stand_once_are_enterprises(read, header):
    assert len(read(f"establishment_id,{header},naics,employees\n1,a,21,3\n2,b,21,4\n")[0].ids) == 2
    with pytest.raises(RegisterError) as caught:
        read(f"establishment_id,{header},naics,employees\n1,a,21,3\n1,b,21,3\n")
    assert codes(caught) <= {"id_twice", "id_in_period"}


@pytest.mark.parametrize(
    "header",
    [
        "检查日期",
        "检查人员",
        "检查结果",
        "整改情况",
        "inspection_type",
        "inspector",
        "visited on",
        "worker",
        "birth date",
        "姓名",
        "工种",
    ],
)
def test_the_last_visit_beside_names_that_differ_is_no_table_of_visits(read, header):
    text = f"name,{header},naics,employees\nA,x,21,3\nB,y,21,4\n"
    assert len(read(text)[0].ids) == 2
    with pytest.raises(RegisterError) as caught:
        read(text.replace("name,", "number,"))
    assert codes(caught) == {"rows_of_events"}


@pytest.mark.parametrize("header", ["firm", "site", "plant"])
def test_visits_to_firms_are_not_counted_as_firms(read, header):
    """Each firm was visited several times: rows of one name are asked about."""
    visits = [f"F{k % 3},21,{10 + k % 3},2024-0{1 + k // 3}-05" for k in range(9)]
    with pytest.raises(RegisterError) as caught:
        read("\n".join([f"{header},naics,employees,visited on", *visits]))
    assert "have one name" in str(caught.value) or "rows_of_events" in codes(caught)


@pytest.mark.parametrize("days", [("2024-01-05", "2024-03-01"), ("2024/1/5", "2024/3/1"), ("20240105", "20240301")])
def test_rows_of_days_without_a_name_are_asked_about(read, days):
    text = f"日期,行业代码,从业人数\n{days[0]},26,3\n{days[1]},26,4\n"
    with pytest.raises(RegisterError) as caught:
        read(text)
    assert codes(caught) == {"rows_of_days"}
    assert len(read(text.replace(days[1], days[0]))[0].ids) == 2  # the day of the report


@pytest.mark.parametrize(
    "header", ["last_inspection_date", "n_inspections", "case_mix", "eventing", "事故应急预案", "检查频次"]
)
def test_other_columns_ask_nothing(read, header):
    assert len(read(f"id,{header},naics,employees\n1,5,21,3\n2,6,21,4\n")[0].ids) == 2


NAMES = [
    "事故单位",
    "受检单位名称",
    "责任单位",
    "当事人",
    "用人单位",
    "estab_name",
    "Company",
    "business_name",
    "企业名称",
]


@pytest.mark.parametrize("header", NAMES)
def test_a_name_that_repeats_without_an_id_is_asked_about_whatever_it_is_called(read, header):
    with pytest.raises(RegisterError) as caught:
        read(f"序号,{header},行业代码,从业人数\n1,甲,26,10\n2,甲,26,10\n3,乙,26,10\n")
    assert codes(caught) == {"name_twice"}


# --- stated totals ------------------------------------------------------------------------------------------------

LEDGER = "企业编号,行业代码,从业人数,经营状态\n1,26,100,在营\n2,26,30,在营\n3,26,7,{status}\n合计,,{total},\n"


@pytest.mark.parametrize("status", ["注销", "吊销", "停业", "在营"])
@pytest.mark.parametrize("total, kept", [(999, 0), (137, 1), (130, 1)])
def test_a_stated_total_is_checked_whoever_is_left_out(read, status, total, kept):
    said = remarks(read(LEDGER.format(status=status, total=total))[1])
    agrees = {"total_agrees", "total_agrees_wider"} & {*said}
    assert bool(agrees) == bool(kept and not (status == "在营" and total == 130))
    assert ("total_differs" in said) != bool(agrees)
    if total == 137 and status != "在营":
        assert agrees == {"total_agrees_wider"}


@pytest.mark.parametrize("total, said", [("2023", "total_agrees_wider"), ("999", "total_differs")])
def test_a_stated_total_is_checked_where_a_year_is_picked(read, total, said):
    amount = {"2023": 17, "999": 999}[total]
    text = f"企业编号,年度,行业代码,从业人数\n1,2022,26,10\n1,2023,26,3\n2,2023,26,4\n合计,,,{amount}\n"
    assert said in remarks(read(text, year=2023)[1])


@settings(max_examples=40, deadline=None)
@given(
    heads=st.lists(st.integers(1, 90), min_size=3, max_size=12), shut=st.integers(0, 2**12), extra=st.integers(50, 900)
)
def test_a_wrong_total_is_never_passed_over(tmp_path_factory, heads, shut, extra):
    rows = [f"{at},26,{head},{'注销' if shut >> at & 1 else '在营'}" for at, head in enumerate(heads)]
    if all(shut >> at & 1 for at in range(len(heads))):
        return
    path = tmp_path_factory.mktemp("r") / "r.csv"
    path.write_text(
        "\n".join(["企业编号,行业代码,从业人数,经营状态", *rows, f"合计,,{sum(heads) + extra},"]), encoding="utf-8"
    )
    assert "total_differs" in remarks(read_register(path)[1])


# --- size classes -------------------------------------------------------------------------------------------------

CLASSES = {
    "size_class": "12 11 21 12", "trancheEffectifsEtablissement": "12 11 NN 01", "tefen": "12 42 51 53",
    "empszes": "210 220 230 212", "Size Code": "1 2 21 22", "人数分组": "1 2 3 4", "企业规模": "1 2 3 3",
    "规模等级": "2 2 1 4", "employment_size": "3 4 5 9", "size": "12 21 12 12", "工资规模代码": "13 14 13 12",
}  # fmt: skip


@pytest.mark.parametrize("header", CLASSES)
@pytest.mark.parametrize("meaning", ["employees", "hours"])
def test_codes_of_size_classes_are_no_people(read, header, meaning):
    values = CLASSES[header].split() * 3
    lines = [f"{row},21,{value}" for row, value in enumerate(values)]
    with pytest.raises(RegisterError) as caught:
        read("\n".join([f"id,naics,{header}", *lines]), columns={meaning: header})
    assert "size_codes" in codes(caught)
    assert "规模分组代码" in caught.value.in_language("zh")


def test_codes_that_begin_with_a_zero_are_no_people_whatever_they_are_called(read):
    with pytest.raises(RegisterError) as caught:
        read("id,naics,employees\n1,21,01\n2,21,12\n3,21,03\n")
    assert "size_codes" in codes(caught)


@pytest.mark.parametrize("header", ["size", "firm_size", "Employees (avg)", "规模"])
def test_people_in_a_column_called_size_are_people(read, header):
    structure, _ = read(f"id,naics,{header}\n1,21,17\n2,21,345\n3,21,64\n", columns={"employees": header})
    assert sorted(structure.headcount) == [17, 64, 345]


# --- workbooks of other programs ----------------------------------------------------------------------------------


def prefixed(rows: list[list[Any]], prefix: str, hide: int = 0) -> bytes:
    """A workbook whose tags have a prefix, as some programs write them; formulas without a stored result."""
    made, data = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        made.active.append(row)
    if hide:
        made.active.row_dimensions[hide].hidden = True
    made.save(data)
    out = io.BytesIO()
    with zipfile.ZipFile(data) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                plain = text.decode()
                plain = re.sub(r"<(/?)(?=[a-zA-Z])", rf"<\1{prefix}:", plain)
                plain = plain.replace('xmlns="', f'xmlns:{prefix}="')
                text = plain.replace('hidden="1"', "hidden='1'").encode()
            target.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize("prefix", ["x", "ss", "a-b", "n.1"])
@pytest.mark.parametrize("meaning", ["employees", "cases"])
def test_a_formula_without_a_result_is_refused_whatever_its_tags_are_called(read, prefix, meaning):
    other = {"employees": "cases", "cases": "employees"}[meaning]
    rows = [["id", "naics", other, meaning], [1, 21, 5, "=2+3"], [2, 21, 5, "=3+4"]]
    with pytest.raises(RegisterError) as caught:
        read(prefixed(rows, prefix))
    assert codes(caught) == {"formula"}


@pytest.mark.parametrize("prefix", ["x", "ss"])
def test_hidden_rows_are_named_whatever_their_tags_are_called(read, prefix):
    notes = read(prefixed([["id", "naics", "employees"], [1, 21, 5], [2, 21, 6]], prefix, hide=3))[1]
    assert remarks(notes)["rows_hidden"].get("rows") == (3,)


def test_a_formula_of_a_range_without_a_result_is_refused(read):
    made, data = openpyxl.Workbook(), io.BytesIO()
    for row in (["id", "naics", "employees", "cases"], [1, 21, 5, None], [2, 21, 5, 0]):
        made.active.append(row)
    made.active["D2"] = openpyxl.worksheet.formula.ArrayFormula("D2:D2", "=SUM(C2:C3)")
    made.save(data)
    with pytest.raises(RegisterError) as caught:
        read(data.getvalue())
    assert codes(caught) == {"formula"}
