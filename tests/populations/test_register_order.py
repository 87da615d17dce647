"""The order of a register's rows decides nothing: who exists and who insures them hang on ids and content."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govsim.populations.register import read_register
from govsim.populations.synthesis import Structure

ANY = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
TEXTS = ["0007", "7", "2024-01", "12-3", "914403007084610000", "00914403007084610001", "１２", "E 5", "row 3", "甲1"]
IDS = st.one_of(
    st.sampled_from(TEXTS), st.integers(0, 10**18 - 1).map(str), st.from_regex(r"\A[A-Z]{1,3}-[0-9]{1,4}\Z")
)
ROWS = st.lists(
    st.tuples(
        IDS, st.sampled_from(["21", "325", "238", "722", "541"]), st.integers(1, 400), st.sampled_from(["东县", "西县"])
    ),
    min_size=2,
    max_size=25,
    unique_by=lambda row: row[0].replace("１２", "12"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("registers")


def save(folder: Path, kind: str, header: Sequence[str], rows: Sequence[Sequence[object]]) -> Path:
    path = folder / f"register.{kind}"
    if kind == "csv":
        lines = [",".join(map(str, row)) for row in (header, *rows)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path
    book, data = openpyxl.Workbook(), io.BytesIO()
    for row in (header, *rows):
        book.active.append(list(row))
    book.save(data)
    path.write_bytes(data.getvalue())
    return path


def bits(structure: Structure) -> list[list[int]]:
    return [structure.industry.tolist(), structure.headcount.tolist(), structure.insurer.tolist()]


@ANY
@given(rows=ROWS, kind=st.sampled_from(["csv", "xlsx"]), named=st.booleans(), data=st.data())
def test_shuffled_rows_are_the_same_enterprises(folder, rows, kind: str, named: bool, data: st.DataObject):
    header = ["id", "naics", "employees", "county"][not named :]
    own = [row[not named :] for row in rows]
    before, notes = read_register(save(folder, kind, header, own))
    after, again = read_register(save(folder, kind, header, data.draw(st.permutations(own))))
    assert bits(after) == bits(before)
    assert (notes.workers, notes.enterprises) == (again.workers, again.enterprises)
    assert before.ids is not None and after.ids is not None
    if named:
        assert after.ids == before.ids == sorted(row[0].replace("１２", "12") for row in rows)


@ANY
@given(rows=ROWS, named=st.booleans())
def test_every_enterprise_keeps_its_own_row(folder, rows, named: bool):
    header = ["id", "naics", "employees", "county"][not named :]
    structure, _ = read_register(save(folder, "csv", header, [row[not named :] for row in rows]))
    assert structure.ids is not None
    heads = {
        id_.replace("１２", "12") if named else f"row {at}": heads for at, (id_, _, heads, _) in enumerate(rows, 2)
    }
    assert dict(zip(structure.ids, structure.headcount.tolist(), strict=True)) == heads


@pytest.mark.parametrize("order", [(1, 2, 3, 4), (4, 2, 1, 3), (3, 4, 2, 1)])
def test_the_quarters_of_an_enterprise_may_stand_in_any_order(folder, order):
    header = ["mine_id", "cal_yr", "cal_qtr", "naics", "avg_employee_cnt", "dart"]
    codes = {1: 21, 2: 22, 3: 23, 4: 31}  # a code that changes: that of the first quarter counts
    rows = [["b", 2024, quarter, codes[quarter], 10 * quarter, 0.1 * quarter] for quarter in order]
    rows += [["a", 2024, quarter, 23, 10 * quarter, 0.1 * quarter] for quarter in order]
    structure, notes = read_register(save(folder, "csv", header, rows))
    assert (structure.ids, structure.headcount.tolist(), structure.industry.tolist()) == (["a", "b"], [25, 25], [2, 0])
    (found,) = [repair.rows for repair in notes.repairs if repair.reason.code == "quarters"]
    assert found == tuple(range(2, 10))


def test_repairs_name_the_rows_of_the_file_and_not_the_places_of_enterprises(folder):
    _, notes = read_register(
        save(folder, "csv", ["id", "naics", "employees"], [["c", 21, 5], ["b", 21, "3.5"], ["a", 21, " 4"]])
    )
    assert {repair.reason.code: repair.rows for repair in notes.repairs} == {"rounded": (3,), "trimmed": (4,)}


def test_the_insurer_of_an_enterprise_hangs_on_the_seed_and_on_nothing_that_the_file_says(folder):
    rows = [[f"e{at:02d}", 21, 5 + at] for at in range(40)]
    path = save(folder, "csv", ["id", "naics", "employees"], rows)
    first, second = read_register(path, seed=1)[0], read_register(path, seed=2)[0]
    assert first.insurer.tolist() != second.insurer.tolist() and set(first.insurer.tolist()) == {0, 1, 2}
