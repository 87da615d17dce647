"""Industries in everyday words mean what GB/T 4754 and the agencies mean by them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.populations.industry_codes import IndustryCodeError, industry_of
from govsim.populations.industry_values import industry_names
from govsim.populations.industry_words import code_of_words, core_of, industry_words

MEANT = {
    "mining": ("煤矿 非煤矿山 金属非金属矿山 尾矿库 采石场 采矿业 石油天然气开采 露天矿山 选煤"),
    "construction": ("建筑施工 房屋建筑业 市政工程 装饰装修 建筑安装 房建市政 水利工程 拆除工程"),
    "chemicals": ("危化品 危险化学品 化工 烟花爆竹 民爆 精细化工 炼油 焦化 农药 涂料制造 危险化学品生产企业 石油化工"),
    "metal_machinery": (
        "机械制造 冶金 有色 金属制品业 铸造 五金加工 电镀 模具 汽车制造业 造船 电线电缆 锂电池 阀门和旋塞制造"
    ),
    "other_manufacturing": (
        "工贸 木材加工 纺织 轻工 烟草 建材 水泥 食品加工 制药 家具 塑料制品 造纸和纸制品业 电子 服装 印刷"
    ),
    "transport_logistics": (
        "交通运输 道路运输 道路货运 港口 水路运输 铁路运输业 民航 仓储物流 危化品运输 冷库 油库 公交"
    ),
    "trade_catering": (
        "渔业 加油站 住宿餐饮 商贸 商场 超市 餐饮服务 酒店 批发零售 农业 林业 学校 医院 养老院 旅游 危化品经营"
    ),
    "new_format": ("快递 外卖 即时配送 邮政业 新业态"),
}
ALL = [(word, industry) for industry, words in MEANT.items() for word in words.split()]


@pytest.mark.parametrize(
    "word, industry",
    [("家具厂", "other_manufacturing"), ("砖瓦厂", "other_manufacturing"), ("化工厂", "chemicals"),
     ("机械厂", "metal_machinery"), ("铸造厂", "metal_machinery"), ("采石厂", "mining")],
)  # fmt: skip
def test_a_works_is_of_the_industry_of_what_it_makes(word, industry):
    assert industry_of(word, "gbt").industry == industry
    for other in ("商场厂", "超市厂", "厂"):
        assert code_of_words(other) == ""


@pytest.mark.parametrize("word, industry", ALL)
@pytest.mark.parametrize("scheme", ["gbt", "naics"])
def test_a_word_means_its_industry(word, industry, scheme):
    assert industry_of(word, scheme).industry == industry


@pytest.mark.parametrize(
    "word", ["渔业", "农业", "学校", "医院", "电力", "燃气", "旅游", "党政机关", "农、林、牧、渔业", "房地产业"]
)
def test_industries_outside_the_eight_are_said_to_be_other_services(word):
    match = industry_of(word, "gbt")
    assert match.industry == "trade_catering" and not match.listed


@given(
    st.sampled_from([word for word, _ in industry_words()]), st.sampled_from(["", "业", "行业", "类", "企业", "领域"])
)
def test_endings_and_marks_tell_nothing_apart(word, ending):
    expected = industry_of(word, "gbt").industry
    bare = re.sub("[、（）]|行业$|(?<!企)业$", "", word)
    assert industry_of(f" {word} ", "gbt").industry == expected
    if not word.isascii() and bare and not re.search("[A-Za-z]", word):
        assert industry_of(f"{bare}{ending}", "gbt").industry == expected
        assert industry_of(word.replace("、", "，"), "gbt").industry == expected


def test_no_two_words_of_one_core_are_of_different_industries():
    of_core: dict[str, set[str]] = {}
    for word, code in industry_words():
        own = code if code in industry_names() else industry_of(code, "gbt").industry
        of_core.setdefault(core_of(word), set()).add(own)
    assert not {core: found for core, found in of_core.items() if len(found) > 1}


def test_every_word_is_listed_once_and_has_a_code_of_the_standard():
    words = [word for word, _ in industry_words()]
    assert len(words) == len(set(words)) > 1_000
    assert all(re.fullmatch(r"[A-T]|\d{2,4}", code) or code in industry_names() for _, code in industry_words())


@pytest.mark.parametrize(
    "text, industry",
    [
        ("工贸/机械制造", "metal_machinery"),
        ("工贸（木材加工）", "other_manufacturing"),
        ("化工（危化品）", "chemicals"),
        ("制造业-金属制品业", "metal_machinery"),
        ("制造业>化学原料和化学制品制造业>涂料制造", "chemicals"),
        ("交通运输、道路货运", "transport_logistics"),
        ("金属制品业(33)", "metal_machinery"),
        ("住宿/餐饮", "trade_catering"),
        ("C 金属制品业", "metal_machinery"),
    ],
)
def test_several_words_of_one_industry_are_that_industry(text, industry):
    assert industry_of(text, "gbt").industry == industry


NONE = [
    "化工/食品",
    "交通运输-食品",
    "煤矿、建筑施工",
    "其他",
    "工业",
    "重点企业",
    "业",
    "和",
    "化工/甲",
    "汽车",
    "待定",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_industry_or_several_is_refused(text):
    assert code_of_words(text) == ""
    with pytest.raises(IndustryCodeError):
        industry_of(text, "gbt")
