"""Several regions in one register: each by itself where that is asked for, and messy ones answered like all else."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from tests.command_line import cli  # noqa: F401

from govsim.engines import core
from govsim.model import model_of
from govsim.populations.register import RegisterError, read_register
from govsim.scenario import Population, Scenario

HEAD = "id,industry,employees,region\n"
ROWS = ("1,23,10,North", "2,31,20,North", "3,31,40,South", "4,44,12,South", "5,23,300,South")


@pytest.fixture
def read(tmp_path):
    def reads(rows, head=HEAD, **options):
        path = tmp_path / "r.csv"
        path.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
        return read_register(path, **({"by_region": True} | options))

    return reads


def codes(caught):
    return {one.code for one in caught.value.found}


def test_each_region_is_one_with_its_own_posts(read):
    structure, notes = read(ROWS)
    assert [(one.name, one.inspectors) for one in structure.regions] == [("North", 1), ("South", 1)]
    assert structure.region_of.tolist() == [0, 0, 1, 1, 1] and structure.ids == ["1", "2", "3", "4", "5"]
    assert [one.code for one in notes.remarks if "region" in one.code] == ["by_region"]
    shared, _ = read(ROWS, inspectors=5)
    assert [one.inspectors for one in shared.regions] == [2, 3]


def test_the_order_of_rows_decides_nothing(read):
    made = [read(rows)[0] for rows in itertools.permutations(ROWS[1:4])]
    for one in made[1:]:
        for name in ("industry", "headcount", "insurer", "region_of"):
            assert getattr(one, name).tobytes() == getattr(made[0], name).tobytes()


def test_left_alone_all_are_one_county_as_before(read):
    alone, notes = read(ROWS, by_region=False)
    assert len(alone.regions) == 1 and not alone.region_of.any()
    assert [one.code for one in notes.remarks if "region" in one.code] == ["regions"]
    one_name, _ = read([row.replace("South", "North") for row in ROWS])
    assert [one.name for one in one_name.regions] == ["North"]
    same, _ = read([row.replace("South", "North") for row in ROWS], by_region=False)
    for name in ("industry", "headcount", "insurer", "region_of"):
        assert getattr(one_name, name).tobytes() == getattr(same, name).tobytes()


def test_names_that_differ_in_writing_are_one_region_and_a_repair(read):
    messy = (ROWS[0], "2,31,20,  nORTH ", ROWS[2], "4,44,12,Ｓｏｕｔｈ", ROWS[4])
    structure, notes = read(messy)
    assert [one.name for one in structure.regions] == ["North", "South"]
    assert structure.region_of.tolist() == [0, 0, 1, 1, 1]
    assert notes.repairs
    with pytest.raises(RegisterError):
        read(messy, strict=True)


@pytest.mark.parametrize(
    "rows, head, code",
    [
        ((*ROWS, "6,23,10,"), HEAD, "region_blank"),
        ((*ROWS, "6,23,10,a=b"), HEAD, "region_name"),
        ((*ROWS, "6,23,10,all"), HEAD, "region_name"),
        ([row.rpartition(",")[0] for row in ROWS], "id,industry,employees\n", "by_region_none"),
        ([f"{one},23,10,place {one}" for one in range(1100)], HEAD, "many_regions"),
    ],
)
def test_regions_that_cannot_be_are_refused_in_one_answer(read, rows, head, code):
    with pytest.raises(RegisterError) as caught:
        read(rows, head)
    assert codes(caught) == {code}
    assert "region" in str(caught.value)
    with pytest.raises(RegisterError) as caught:
        read(rows, head, lang="zh")
    assert "地区" in str(caught.value)


def test_a_register_of_regions_runs_as_regions(read, tmp_path):
    read(ROWS)
    made = Scenario(
        "r", Population(kind="register", path=str(tmp_path / "r.csv"), by_region=True), 8, 2, (2, 8), settle=4,
        parts=("regions",),
    )  # fmt: skip
    run = core.Run(model_of(["regions"]), made, 1)
    run.play_to(8)
    tables = run.world.tables
    assert len(tables["region"]) == len(tables["regulator"]) == len(tables["leader"]) == 2
    np.testing.assert_array_equal(tables["enterprise"]["region"], [0, 0, 1, 1, 1])


def test_on_the_command_line_it_is_for_registers_and_a_yes_or_no(cli, tmp_path):  # noqa: F811
    (tmp_path / "r.csv").write_text(HEAD + "\n".join(ROWS) + "\n", encoding="utf-8")
    asked = ("run", "scenario=baseline", "weeks=4", "seeds=2", "figures=false", f"out={tmp_path / 'o'}")
    register = ("population=register", f"population.path={tmp_path / 'r.csv'}")
    refused = cli(*asked, "population=county", "population.by_region=true")
    assert refused.status == 2 and "by_region" in refused.err
    odd = cli(*asked, *register, "population.by_region=perhaps")
    assert odd.status == 2 and "population.by_region" in odd.err
