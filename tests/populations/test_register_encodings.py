"""Short files leave little to tell an encoding by: each is read rightly, refused, or said to be guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govsim.populations.register import RegisterError, read_register
from govsim.populations.register.content import read_content

ANY = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
HEADERS = ["企业,人数", "企业,行业,人数", "企业,行业代码,从业人数", "单位名称,员工", "公司,工人,年度", "序号,名称,人数"]
RARE = "喆镕垚堃犇淏玥祎钰甯昇淼鑫㛃䶮𬭎"
NAMES = st.text(
    st.one_of(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), st.sampled_from(RARE)), min_size=1, max_size=5
)  # noqa: E501
TRADITIONAL = "企業,人數\n", "企業編號,行業代碼,從業人數\n", "公司,工人,年度\n"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("encodings") / "r.csv"


@ANY
@given(header=st.sampled_from(HEADERS), names=st.lists(NAMES, max_size=6), ending=st.sampled_from(["\n", "\r\n"]))
def test_short_files_in_gb18030_with_a_header_of_their_own_are_read(path, header: str, names, ending: str):
    """Whatever the names: characters beyond GB2312, of two bytes or four, are of GB18030 too."""
    numbers = "".join(f",{at}" for at in range(header.count(",")))
    text = ending.join([header, *(name + numbers for name in names)])
    path.write_bytes(text.encode("gb18030"))
    content = read_content(path)
    assert (content.text, content.encoding, content.guessed) == (text, "GB18030", False)


@pytest.mark.parametrize("rows", range(8))
def test_every_small_size_is_read_with_rare_names_and_without(path, rows: int):
    for name in ("甲", *RARE):
        text = "企业,行业,人数\n" + "".join(f"{name}{at},26,{at + 1}\n" for at in range(rows))
        path.write_bytes(text.encode("gb18030"))
        assert (read_content(path).text, read_content(path).encoding) == (text, "GB18030")


def test_a_register_of_33_bytes_is_read(path):
    data = "企业,行业,人数\n甲,26,12\n犇,06,30\n".encode("gb18030")
    assert len(data) == 33
    path.write_bytes(data)
    structure, notes = read_register(path)
    assert structure.headcount.tolist() == [30, 12] and structure.industry.tolist() == [0, 1]
    assert (notes.encoding, notes.columns) == ("GB18030", {"industry": "行业", "employees": "人数", "name": "企业"})


def test_without_an_industry_the_answer_asks_for_one_and_not_for_an_encoding(path):
    path.write_bytes("企业,人数\n犇,3\n庚胡公堃,33\n喆,4\n".encode("gb18030"))
    with pytest.raises(RegisterError, match="no column industry among '企业', '人数'") as caught:
        read_register(path)
    assert len(caught.value.found) == 1


@settings(parent=ANY, derandomize=True)  # two characters of Big5 in a hundred thousand are one of UTF-8
@given(
    header=st.sampled_from(["id,industry,employees,name", "甲,乙", "企业,人数", "企業,人數", "kod,nazwa"]),
    names=st.lists(st.one_of(NAMES, st.text("äöüéèñçåøß", min_size=1, max_size=4), st.text(max_size=4)), max_size=5),
    encoding=st.sampled_from(["gb18030", "big5", "cp1252", "utf-8"]),
)
def test_no_short_file_is_read_as_another_in_silence(path, header: str, names, encoding: str):
    text = "\n".join([header, *("a" + "".join(filter(str.isalnum, name)) + "b,1" for name in names)])
    data = text.encode(encoding, "ignore")
    path.write_bytes(data)
    try:
        content = read_content(path)
    except RegisterError:
        return
    as_latin = content.encoding == "UTF-8" and max(content.text) < "\u0180"  # é in UTF-8 is 茅 in GB18030
    assert content.guessed or as_latin or content.text == data.decode(encoding)


@pytest.mark.parametrize("header", TRADITIONAL)
def test_short_files_in_big5_are_no_gb18030(path, header: str):
    for rows in range(4):
        text = header + "".join(f"臺灣{at},26\n" for at in range(rows))
        path.write_bytes(text.encode("big5"))
        assert (read_content(path).text, read_content(path).encoding) == (text, "Big5")
