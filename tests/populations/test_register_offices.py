"""Registers as offices keep them: composed column names, industries in words, levels of risk."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest

from govsim.populations.register import RegisterError, read_register
from govsim.populations.register.headers import folded, meaning_of
from govsim.populations.register.risk import LEVELS, risk_level


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Any]:
    def reads(content: str, **options: Any) -> Any:
        path = tmp_path / "r.csv"
        path.write_text(content, encoding="utf-8")
        return read_register(path, **options)

    return reads


def remark(notes: Any, code: str) -> Any:
    return next(one for one in notes.remarks if one.code == code)


# --- names of columns ---------------------------------------------------------------------------------------------


def composed(*parts: str) -> list[str]:
    """Every name made of one word of each part; - stands for none."""
    return ["".join(words).replace("-", "") for words in product(*(part.split(" ") for part in parts))]


COMPOSED = {
    "industry": composed(
        "- 国民经济 所属 主要 企业所属", "行业", "- 小类 中类 大类 门类 类别 分类", "- 代码 名称 编码"
    ),
    "employees": composed("- 年末 年平均 企业 在岗 全部", "从业人员 职工 员工 从业", "人数 总数 总人数 数量"),
    "violations": composed("- 查出 排查 发现", "隐患 安全隐患 问题隐患", "数 数量 总数 条数"),
    "inspections": composed("- 执法 监督 年度执法", "检查次数 检查频次 检查总数"),
    "deaths": composed("死亡人数 工亡人数 事故死亡人数 生产安全事故死亡人数 死亡总人数"),
    "cases": composed("事故起数 生产安全事故起数 事故总数 工伤事故起数 工伤人数"),
    "risk": composed("风险等级 安全风险等级 企业安全风险等级 风险分级 风险颜色 四色等级 企业风险评级"),
    "region": composed("所在区县 所属地区 县（市、区） 县区 行政区划代码 所属辖区"),
    "name": composed("单位详细名称 企业（单位）名称 生产经营单位名称 企业全称 公司名称"),
    "id": composed("统一社会信用代码（组织机构代码） 社会信用代码 企业代码 单位编码 营业执照号 工商注册号"),
    "active": composed("企业状态 经营状态 登记状态 生产经营状态 是否在营"),
    "hours": composed("全年总工时 实际工时 工时数"),
    "days_lost": composed("损失工日 事故损失工作日数 误工天数"),
    "year": composed("统计年度 填报年度 所属年份"),
}
UNITS = ["", "（条）", "（人）", "(项)", "（单位：人）", "（必填）", "/个"]


@pytest.mark.parametrize("meaning", COMPOSED)
def test_composed_names_are_understood_with_any_unit(meaning):
    for name, unit in product(COMPOSED[meaning], UNITS):
        if name.endswith("）") and unit.startswith("/"):
            continue
        assert meaning_of(folded(f"{name}{unit}"))[0] == meaning, f"{name}{unit}"


PARTS_OF_A_WHOLE = (
    "重大隐患数 已整改隐患数 未整改隐患数 一般隐患数量 女职工人数 特种作业人员数 安全管理人员数量 "
    "专职安全员人数 受伤人数 行业主管部门 行业协会 风险点数量 风险管控措施 检查人员 "
    "检查日期 隐患描述 隐患整改率 事故等级 死亡原因 年平均工资 职工工资总额 "
    "从业人员培训次数 产业集群 企业规模 企业类型 企业地址 名录编号日期 用电量 "
    "重大风险源数 高风险岗位人数 死亡事故起数 较大事故起数 离职人数"
)


@pytest.mark.parametrize("name", PARTS_OF_A_WHOLE.split(" "))
def test_names_of_parts_and_of_other_things_mean_nothing(name):
    assert meaning_of(folded(name))[0] == ""


def test_an_office_ledger_is_read(read):
    structure, notes = read(
        "序号,单位详细名称,统一社会信用代码,国民经济行业代码,所属行业,年末从业人员数（人）,隐患数（条）,执法检查次数（次）,安全风险等级,所在区县\n"
        "1,甲厂,91A,2641,化工,30,3,1,红,某县\n2,乙厂,91B,3311,机械制造,12,0,2,蓝色,某县\n"
    )
    assert dict(notes.columns) == {
        "id": "统一社会信用代码", "industry": "国民经济行业代码", "employees": "年末从业人员数（人）",
        "violations": "隐患数（条）", "inspections": "执法检查次数（次）", "region": "所在区县", "risk": "安全风险等级",
        "name": "单位详细名称",
    }  # fmt: skip
    assert notes.scheme == "gbt" and notes.recorded["violations"] == (3.0, 2)
    assert sorted(structure.headcount) == [12, 30]


FINER = composed(
    "行业小类代码 行业中类代码 国民经济行业代码 行业大类代码 行业门类代码 行业小类 所属行业 行业大类 行业门类"
)


@pytest.mark.parametrize("better, worse", [*combinations(FINER, 2)])
def test_of_columns_of_industries_codes_and_finer_classes_come_first(read, better, worse):
    for first, second in ((better, worse), (worse, better)):
        _, notes = read(f"企业编号,{first},{second},从业人数\n1,26,26,5\n2,33,33,6\n")
        assert notes.columns["industry"] == better


def test_codes_of_the_national_standard_are_never_taken_for_naics(read):
    with pytest.raises(RegisterError, match="GB/T 4754"):
        read("企业编号,国民经济行业代码,从业人数\n1,721110,5\n")


def test_industries_in_everyday_words_are_read(read):
    words = ["渔业", "加油站", "木材加工", "危化品", "工贸", "交通运输", "住宿餐饮", "机械制造"]
    rows = [f"{row},{word},{row}" for row, word in enumerate(words, 1)]
    structure, notes = read("\n".join(["企业编号,所属行业,从业人数", *rows]))
    assert len(structure.ids) == len(words)
    assert remark(notes, "other_services").get("count") == "1"


def test_a_word_that_is_no_industry_is_refused_with_the_nearest(read):
    with pytest.raises(RegisterError) as caught:
        read("企业编号,所属行业,从业人数\n1,木材加公,5\n", lang="zh")
    assert "木材加工" in str(caught.value)


@pytest.mark.parametrize("count", [9, 20, 40])
def test_a_refusal_shows_all_headers(read, count):
    names = [f"列{at}" for at in range(count)]
    text = ",".join(names) + "\n" + ",".join(["甲"] * count) + "\n"
    for options in ({}, {"columns": {"industry": "没有"}}):
        with pytest.raises(RegisterError) as caught:
            read(text, **options)
        assert all(f"'{name}'" in str(caught.value) for name in names)
        assert all(f"“{name}”" in caught.value.in_language("zh") for name in names)


# --- levels of risk -----------------------------------------------------------------------------------------------

SAID = {
    "red": composed("红 红色 红色风险 重大风险 重大 一级 Ⅰ级 I级 Red 1 1级 重大风险（红色） 红/一级"),
    "orange": composed("橙 橙色 较大风险 较大 二级 Ⅱ级 II级 orange 2 橙色（较大风险）"),
    "yellow": composed("黄 黄色 一般风险 一般 三级 Ⅲ级 III YELLOW 3") + ["黄 "],
    "blue": composed("蓝 蓝色 低风险 低 四级 Ⅳ级 IV级 blue 4 蓝色等级") + ["低风险-蓝色"],
}


@pytest.mark.parametrize("level, said", [(level, said) for level, words in SAID.items() for said in words])
def test_a_level_is_read_however_it_is_said(level, said):
    assert risk_level(said) == level


@pytest.mark.parametrize(
    "said", ["红/蓝", "重大风险（蓝色）", "绿", "高", "中", "五级", "0", "5", "A级", "红橙", "风险"]
)
def test_what_is_none_of_the_four_levels_is_none(said):
    assert risk_level(said) is None


def test_levels_are_counted_and_strange_ones_named(read):
    rows = ["红", "橙", "黄", "蓝", "蓝色", "", "绿"]
    lines = [f"{row},26,{row + 1},{level}" for row, level in enumerate(rows)]
    _, notes = read("\n".join(["企业编号,行业代码,从业人数,风险等级", *lines]))
    text = remark(notes, "risk_levels").text("zh")
    assert "红 1 家" in text and "蓝 2 家" in text
    assert "2 blue" in remark(notes, "risk_levels").text("en")
    assert remark(notes, "risk_strange").get("rows") == (8,)
    assert "risk" in remark(notes, "not_used").get("columns")
    assert set(LEVELS) == set(SAID)
