"""Heads in a register: read where that is asked for, and messy ones answered like all else."""

from __future__ import annotations

import itertools

import pytest
from tests.command_line import cli  # noqa: F401

from govsim.populations.register import RegisterError, read_register

HEAD = "id,industry,employees,所属集团,总包单位,分包层级\n"
ROWS = ("1,23,10,,甲建工,2", "2,23,200,,甲建工,总包", "3,31,40,乙集团,,", "4,31,90,乙集团,,", "5,44,12,,,")


@pytest.fixture
def read(tmp_path):
    def reads(rows, head=HEAD, **options):
        path = tmp_path / "r.csv"
        path.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
        return read_register(path, **({"by_chain": True} | options))

    return reads


def codes(found):
    return [one.code for one in found]


def test_enterprises_stand_below_the_heads_that_are_named(read):
    structure, notes = read(ROWS)
    assert [one.kind for one in structure.chains] == ["contracts", "group"]
    assert structure.chain.tolist() == [1, 1, 2, 2, 0]
    assert structure.depth.tolist() == [2, 0, 1, 0, 0], "without a tier the largest stands at the head"
    assert "by_chain" in codes(notes.remarks)


def test_left_alone_the_columns_change_nothing(read):
    plain = "id,industry,employees,company_group,main_contractor,tier\n"
    alone, _ = read(ROWS, plain, by_chain=False)
    bare, _ = read([",".join(row.split(",")[:3]) for row in ROWS], "id,industry,employees\n", by_chain=False)
    assert not alone.chains and not alone.chain.any()
    for name in ("industry", "headcount", "insurer", "chain", "depth"):
        assert getattr(alone, name).tobytes() == getattr(bare, name).tobytes()


def test_the_order_of_rows_decides_nothing(read):
    made = [read(rows)[0] for rows in itertools.permutations(ROWS[:4])]
    for one in made[1:]:
        assert one.chain.tobytes() == made[0].chain.tobytes() and one.depth.tobytes() == made[0].depth.tobytes()


def test_one_head_written_in_several_ways_is_one_and_a_second_head_in_a_row_is_left(read):
    head = "id,industry,employees,company_group,platform,tier\n"
    structure, notes = read(
        ["1,31,10,Alpha Co,,0", "2,31,20,Alpha Co,,1.0", "3,31,30,ＡＬＰＨＡ  co,,4", "4,49,5,Alpha Co,Fast,3"], head
    )
    assert structure.chain.tolist() == [1, 1, 1, 2] and structure.depth.tolist() == [0, 1, 4, 1]
    assert codes(one.reason for one in notes.repairs) == ["head_written", "two_heads"]


@pytest.mark.parametrize(
    ("rows", "head", "code"),
    [
        (["1,31,10"], "id,industry,employees\n", "by_chain_none"),
        (["1,31,10,A,5"], "id,industry,employees,company_group,tier\n", "cell"),
        (["1,31,10,A,deep"], "id,industry,employees,company_group,tier\n", "cell"),
        (["1,31,10,A,-1"], "id,industry,employees,company_group,tier\n", "cell"),
    ],
)
def test_what_cannot_be_is_refused(read, rows, head, code):
    with pytest.raises(RegisterError) as caught:
        read([*rows, *(f"{n},31,10{',' * (head.count(',') - 2)}" for n in (2, 3))], head)
    assert codes(caught.value.found) == [code]
    assert caught.value.lines("zh") and caught.value.lines("en")


def test_a_register_with_heads_runs_by_depth(read, cli, tmp_path):  # noqa: F811
    path = tmp_path / "heads.csv"
    path.write_text(HEAD + "\n".join(ROWS) + "\n", encoding="utf-8")
    words = ("run", "scenario=baseline", "population=register", f"population.path={path}", "population.by_chain=true")
    done = cli(*words, "by=depth", "weeks=12", "seeds=2", "figures=false", "out=here")
    assert done.status == 0 and "2 heads are read, with 4 of 5" in done.out + done.err
