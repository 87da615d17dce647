from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govsim.populations.industry_values import industry_names
from govsim.populations.register import RegisterError, read_register
from govsim.populations.synthesis import PopulationError

REAL = Path(__file__).parents[2] / "data" / "register" / "establishments_2024.csv"
GOOD = "id,industry,employees\na,21,30\nb,325,12\nc,238150,7\n"


@pytest.fixture
def write(tmp_path: Path):
    def save(text: str, encoding: str = "utf-8", name: str = "register.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return save


def test_three_thousand_real_establishments_are_read():
    structure, notes = read_register(REAL)
    assert len(structure) == 3000 == notes.enterprises
    assert structure.ids is not None
    assert structure.ids[:3] == ["8", "66", "79"]
    assert structure.headcount[:3].tolist() == [40, 31, 26]
    assert notes.workers == int(structure.headcount.sum())
    assert structure.headcount.min() >= 1
    assert structure.inspectors == 111
    assert notes.scheme == "naics"
    assert notes.employees_from_hours
    assert any("hours / 2,000" in message for message in notes.messages)
    assert notes.other_services == pytest.approx(993 / 3000)
    counts = dict(zip(industry_names(), np.bincount(structure.industry, minlength=8).tolist(), strict=True))
    assert counts["construction"] == 651
    assert counts["metal_machinery"] == 427
    assert min(counts.values()) > 0


def test_employees_ids_and_industries_keep_the_order_of_the_file(write):
    structure, notes = read_register(write(GOOD), inspectors=3)
    assert structure.ids == ["a", "b", "c"]
    assert structure.headcount.tolist() == [30, 12, 7]
    assert structure.industry.tolist() == [0, 1, 2]
    assert structure.inspectors == 3
    assert not notes.employees_from_hours


def test_one_seed_gives_one_structure(write):
    path = write(GOOD)
    assert read_register(path, seed=4)[0].insurer.tolist() == read_register(path, seed=4)[0].insurer.tolist()


def test_a_byte_order_mark_case_and_full_width_letters_do_not_matter(write):
    structure, _ = read_register(write("ＩＤ, Primary NAICS ,Annual_Average_Employees\n1,21,5\n", "utf-8-sig"))
    assert structure.headcount.tolist() == [5]
    assert structure.industry.tolist() == [0]


def test_a_chinese_register_is_read_by_gbt_4754(write):
    structure, notes = read_register(write("企业编号,行业代码,从业人数,区县\n甲,2610,30\u3000,某县\n乙,06,9,某县\n"))
    assert notes.scheme == "gbt"
    assert [industry_names()[code] for code in structure.industry] == ["chemicals", "mining"]
    assert structure.region == "某县"


def test_the_scheme_can_be_named(write):
    path = write("industry,employees\n24,10\n")
    assert industry_names()[read_register(path, scheme="nace")[0].industry[0]] == "metal_machinery"
    assert industry_names()[read_register(path, scheme="gbt")[0].industry[0]] == "other_manufacturing"
    with pytest.raises(RegisterError, match="scheme = 'isic': expected auto, naics, nace, gbt"):
        read_register(path, scheme="isic")


def test_without_ids_the_row_of_the_file_is_the_name_and_the_notes_say_so(write):
    structure, notes = read_register(write("industry,employees\n21,4\n\n23,5\n"))
    assert structure.ids == ["row 2", "row 4"]
    assert any("no column id" in message for message in notes.messages)


def test_hours_give_at_least_one_worker(write):
    structure, _ = read_register(write("industry,hours\n21,291\n21,3000\n21,4999\n"))
    assert structure.headcount.tolist() == [1, 2, 2]


def test_what_a_spreadsheet_did_to_codes_is_undone_and_fractions_are_rounded_and_reported(write):
    structure, notes = read_register(write("id,naics,employees\n90427.0,238140.0,39.5\n7,21,4\n"))
    assert structure.ids == ["90427", "7"]
    assert structure.headcount.tolist() == [40, 4]
    assert any("1 headcounts were not whole" in message for message in notes.messages)


def test_enterprises_that_are_not_active_are_left_out_and_counted(write):
    structure, notes = read_register(write("id,industry,employees,active\na,21,3,1\nb,21,4,0\n"))
    assert structure.ids == ["a"]
    assert any(message.startswith("1 rows that are not active") for message in notes.messages)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "the file is empty"),
        ("\n \n,,\n", "the file is empty"),
        ("id,industry,employees\n", "no row below the header"),
        ("id,employees\na,3\n", "no column industry; expected one of industry, naics_code"),
        ("id,industry\na,21\n", "no column employees or hours; expected one of employees"),
        ("id,industy,employees\na,21,3\n", "is 'industy' meant to be 'industry'?"),
        ("id,industry,employes\na,21,3\n", "is 'employes' meant to be 'employees'?"),
        ("id,industry,employees,Employees\na,21,3,3\n", "column 'employees' appears 2 times"),
        (
            "id,industry,employees,headcount\na,21,3,3\n",
            "columns 'employees' and 'headcount' both mean employees",
        ),
        ("id;industry;employees\na;21;3\n", "expected columns separated by commas"),
        ("id,industry,employees\na,21\n", "row 2: 2 cells; expected the header's 3"),
        (
            "id,industry,employees\na,21,\n",
            "row 2, column 'employees': ''; expected a headcount from 1 to 500,000",
        ),
        ("id,industry,employees\na,21,NaN\n", "row 2, column 'employees': 'NaN'"),
        ("id,industry,employees\na,21,3\nb,21,ten\n", "row 3, column 'employees': 'ten'"),
        ("id,industry,employees\na,21,-5\n", "row 2, column 'employees': '-5'"),
        ("id,industry,employees\na,21,0\n", "row 2, column 'employees': '0'"),
        ("id,industry,employees\na,21,1e999\n", "row 2, column 'employees': '1e999'"),
        ("id,industry,employees\na,21,500001\n", "row 2, column 'employees': '500001'"),
        ('id,industry,employees\na,21,"1,234"\n', "written with digits and at most a decimal point"),
        ("id,industry,hours\na,21,0\n", "row 2, column 'hours': '0'; expected person-hours a year above 0"),
        ("id,industry,hours\na,21,\n", "row 2, column 'hours': ''"),
        ("id,industry,hours\na,21,1e12\n", "row 2, column 'hours': '1e12'; expected at most 1,000,000,000"),
        (
            "id,industry,employees,hours\na,21,7,16831620723179\n",
            "expected 120 to 4,500 hours for each of 7 employees",
        ),
        ("id,industry,employees\na,21,3\nb,21,3\na,21,3\n", "row 4, column 'id': 'a'; expected each id once"),
        ("id,industry,employees\n,21,3\n", "row 2, column 'id': ''; expected an id"),
        ("id,year,industry,employees\na,2020,21,3\na,2021,21,3\n", "2 years, '2020' to '2021'"),
        ("id,industry,employees\na,,3\n", "row 2, column 'industry': ''; expected a naics code"),
        ("id,industry,employees\na,minng,3\n", "row 2, column 'industry': 'minng'"),
        ("id,sic_code,employees\na,2211,3\n", "column 'sic_code': SIC codes are not mapped"),
        ("id,industry,employees,active\na,21,3,open\n", "column 'active': 'open'; expected 1 (active) or 0"),
        ("id,industry,employees,active\na,21,3,0\n", "no row is active"),
        ('id,industry,employees\n"a,21,3\n', "expected CSV with commas"),
        ("version https://git-lfs.github.com/spec/v1\noid sha256:1\n", "a Git LFS pointer"),
    ],
)
def test_a_bad_register_is_refused_in_one_line(write, text: str, part: str):
    path = write(text)
    with pytest.raises(RegisterError) as refusal:
        read_register(path)
    assert part in str(refusal.value)
    assert str(path) in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_missing_file_a_folder_another_encoding_and_json_are_refused(tmp_path: Path, write):
    with pytest.raises(RegisterError, match="there is no such file"):
        read_register(tmp_path / "nothing.csv")
    with pytest.raises(RegisterError, match="not a file"):
        read_register(tmp_path)
    with pytest.raises(RegisterError, match="row 1: not UTF-8 text"):
        read_register(write("企业编号,行业代码,从业人数\n1,26,3\n", "gb18030"))
    with pytest.raises(RegisterError, match="JSON is not read"):
        read_register(write("[]", name="register.json"))


def test_impossible_inspectors_are_refused(write):
    with pytest.raises(PopulationError, match=r"population.inspectors = -2"):
        read_register(write(GOOD), inspectors=-2)


@settings(max_examples=30, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.sampled_from(["21", "325", "492", "541", "mining"]), st.integers(1, 5000)),
        min_size=1,
        max_size=30,
    )
)
def test_whole_headcounts_come_back_as_they_are(tmp_path_factory, rows: list[tuple[str, int]]):
    path = tmp_path_factory.mktemp("register") / "r.csv"
    path.write_text("industry,employees\n" + "".join(f"{code},{heads}\n" for code, heads in rows), "utf-8")
    structure, notes = read_register(path)
    assert structure.headcount.tolist() == [heads for _, heads in rows]
    assert notes.workers == sum(heads for _, heads in rows)
