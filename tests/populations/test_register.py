"""A good register becomes a structure, and the notes say what was understood."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govsim.populations.industry_values import industry_names
from govsim.populations.register import RegisterError, content_hash, read_register
from govsim.populations.structure import notes_of, structure_of
from govsim.populations.synthesis import PopulationError
from govsim.scenario import Population

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
    assert structure.ids == sorted(structure.ids)
    heads = dict(zip(structure.ids, structure.headcount.tolist(), strict=True))
    assert (heads["8"], heads["66"], heads["79"]) == (40, 31, 26)
    assert notes.workers == int(structure.headcount.sum())
    assert structure.headcount.min() >= 1
    assert structure.inspectors == 111
    assert (notes.scheme, notes.year, notes.kind, notes.encoding) == ("naics", 2024, "CSV", "UTF-8")
    assert notes.employees_from_hours
    assert any("hours / 2,000" in message for message in notes.messages)
    assert notes.other_services == pytest.approx(993 / 3000)
    assert notes.recorded["cases"] == (15312.0, 3000)
    counts = dict(zip(industry_names(), np.bincount(structure.industry, minlength=8).tolist(), strict=True))
    assert counts["construction"] == 651
    assert counts["metal_machinery"] == 427
    assert min(counts.values()) > 0


def test_the_real_register_needs_no_repair():
    assert read_register(REAL, strict=True)[1].repairs == ()


def test_employees_and_industries_stand_in_the_order_of_their_ids(write):
    structure, notes = read_register(write("id,industry,employees\nb,325,12\nc,238150,7\na,21,30\n"), inspectors=3)
    assert structure.ids == ["a", "b", "c"]
    assert structure.headcount.tolist() == [30, 12, 7]
    assert structure.industry.tolist() == [0, 1, 2]
    assert structure.inspectors == 3
    assert not notes.employees_from_hours


def test_one_seed_gives_one_structure(write):
    path = write(GOOD)
    assert read_register(path, seed=4)[0].insurer.tolist() == read_register(path, seed=4)[0].insurer.tolist()


def test_a_byte_order_mark_case_full_width_letters_dots_and_units_do_not_matter(write):
    structure, _ = read_register(
        write("ＩＤ, Primary NAICS ,Annual.Average Employees (persons)\n1,21,5\n", "utf-8-sig")
    )
    assert structure.headcount.tolist() == [5]
    assert structure.industry.tolist() == [0]


def test_a_chinese_register_is_read_by_gbt_4754(write):
    structure, notes = read_register(write("企业编号,行业代码,从业人数,区县\n甲,2610,30,某县\n乙,06,9,某县\n"))
    assert notes.scheme == "gbt"
    assert structure.ids == ["乙", "甲"]
    assert [industry_names()[code] for code in structure.industry] == ["mining", "chemicals"]
    assert structure.region == "某县"


def test_the_scheme_can_be_named(write):
    path = write("industry,employees\n24,10\n")
    assert industry_names()[read_register(path, scheme="nace")[0].industry[0]] == "metal_machinery"
    assert industry_names()[read_register(path, scheme="gbt")[0].industry[0]] == "other_manufacturing"
    with pytest.raises(RegisterError, match="population.scheme = 'isic': expected one of auto, naics, nace, gbt, sic"):
        read_register(path, scheme="isic")


def test_columns_with_names_of_their_own_are_mapped(write):
    path = write("Nr,Branch,Employees (avg),headcount\n1,21,10,99\n")
    mapped = {"employees": "Employees (avg)", "industry": "branch", "id": "Nr"}
    structure, notes = read_register(path, columns=mapped)
    assert structure.headcount.tolist() == [10]
    assert notes.columns == {"employees": "Employees (avg)", "industry": "Branch", "id": "Nr"}
    assert notes.unused == ("headcount",)


def test_without_ids_the_row_of_the_file_is_the_name_and_a_warning_says_so(write):
    structure, notes = read_register(write("industry,employees\n21,4\n\n23,5\n"))
    assert structure.ids == ["row 2", "row 4"]
    assert any(message.startswith("Warning: there is no column id") for message in notes.messages)


def test_hours_give_at_least_one_worker(write):
    structure, _ = read_register(write("industry,hours\n21,291\n21,3000\n21,4999\n"))
    assert structure.headcount.tolist() == [1, 2, 2]


def test_a_row_without_a_headcount_takes_it_from_its_hours_and_is_listed(write):
    structure, notes = read_register(write("id,naics,employees,hours\n1,21,30,60000\n2,23,n/a,151044\n"))
    assert structure.headcount.tolist() == [30, 76]
    reasons = {repair.reason.code: repair.rows for repair in notes.repairs}
    assert reasons == {"missing_mark": (3,), "heads_from_hours": (3,)}


def test_what_a_spreadsheet_did_to_codes_is_undone_and_fractions_are_rounded_and_reported(write):
    structure, notes = read_register(write('id,naics,employees\n90427.0,238140.0,39.5\n="007",\'21,4\n', "utf-8"))
    assert structure.ids == ["007", "90427"]
    assert structure.headcount.tolist() == [4, 40]
    reasons = {repair.reason.code for repair in notes.repairs}
    assert reasons == {"point_zero", "rounded", "text_mark"}


@pytest.mark.parametrize(
    ("open_word", "closed_word"),
    [("1", "0"), ("Active", "closed"), ("在营", "注销"), ("存续（在营、开业、在册）", "吊销，未注销"), ("是", "否")],
)
def test_enterprises_that_are_not_active_are_left_out_and_counted(write, open_word: str, closed_word: str):
    structure, notes = read_register(
        write(f'id,naics,employees,status\na,21,3,"{open_word}"\nb,21,4,"{closed_word}"\n')
    )
    assert structure.ids == ["a"]
    assert "Left out as not active by column 'status': 1. Rows: 3." in notes.messages


def test_names_are_never_in_the_notes(write):
    path = write("id,naics,employees,name\n1,21,3,Secret Works\n2,23,4,Secret Works\n3,23,4,Secret Works East\n")
    notes = read_register(path)[1]
    assert "Secret" not in str(notes.as_dict()) + str(notes.sentences("zh")) + repr(notes)
    assert any("Rows 2-3 have one name" in message for message in notes.messages)


def test_the_notes_say_what_was_filled_in_and_from_where(write):
    filled = {one["what"]: one for one in read_register(write("industry,hours\n21,9000\n"))[1].as_dict()["filled"]}
    assert set(filled) == {
        "id", "employees", "cases, lost_time_cases, days_lost, deaths, dart", "violations", "inspections",
        "inspectors", "region", "active", "insurer", "economy",
    }  # fmt: skip
    assert filled["employees"]["source"].startswith("assumed")
    assert "industries.csv" in filled["violations"]["source"]
    assert filled["inspectors"]["with"] == "posts: 1"


def test_a_size_code_is_never_used(write):
    notes = read_register(write("id,naics,employees,size\n1,21,3,21\n2,23,300,22\n"))[1]
    assert "Column 'size' was not used: size bands are always computed from headcounts." in notes.messages


def test_a_few_codes_of_no_sector_are_listed(write):
    rows = "".join(f"{n},238220,3\n" for n in range(20))
    structure, notes = read_register(write(f"id,naics,employees\n{rows}x,2610,4\n"))
    assert len(structure) == 21
    assert any("no division of NAICS" in message and "Rows: 22." in message for message in notes.messages)


def test_a_population_finds_its_register_its_notes_and_its_options(write):
    path = write("Nr,Branch,Crew,year\n1,24,10,2023\n1,24,12,2024\n2,26,5,2024\n")
    columns = (("id", "Nr"), ("industry", "Branch"), ("employees", "Crew"))
    population = Population("register", path=str(path), columns=columns, year=2024, scheme="nace", inspectors=2)
    assert structure_of(population).headcount.tolist() == [12, 5]
    notes = notes_of(population)
    assert notes is not None and notes.year == 2024
    assert notes.content == content_hash(path)
    assert notes_of(Population()) is None


def test_changed_data_is_read_again_and_hashes_differently(write):
    population = Population("register", path=str(write(GOOD)))
    before, hashed = structure_of(population), content_hash(write(GOOD))
    write(GOOD.replace("30", "31"))
    assert structure_of(population).headcount.tolist() == [31, 12, 7]
    assert before.headcount.tolist() == [30, 12, 7]
    assert content_hash(str(population.path)) != hashed


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
    lines = [f"{at:02d},{code},{heads}\n" for at, (code, heads) in enumerate(rows)]
    path.write_text("id,industry,employees\n" + "".join(lines), "utf-8")
    structure, notes = read_register(path)
    assert structure.headcount.tolist() == [heads for _, heads in rows]
    assert notes.workers == sum(heads for _, heads in rows)
