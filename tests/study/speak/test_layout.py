"""Whatever a table holds, it fits the width and nothing of it is lost."""

import io
import shlex
import subprocess
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govsim.study.speak.layout import Column, columns_of, command, complaint, fold, table, width_of

WIDTHS = st.sampled_from([80, 120])
WORDS = st.text("abcdefghij_含罚款企业", min_size=1, max_size=25)
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
NUMBERS = st.sampled_from(["0", "-13.9% [-15.1, -12.7]", "54.55M [53.84M, 55.25M]", "770,447 [769,963, 770,930]"])


@st.composite
def tables(draw):
    rows = draw(st.integers(2, 6))
    column = st.builds(
        Column,
        head=st.one_of(WORDS, TEXTS, st.just("cost_resource\nCNY over 5 years")),
        cells=st.one_of(*(st.lists(kind, min_size=rows, max_size=rows) for kind in (NUMBERS, WORDS, TEXTS))),
        right=st.booleans(),
    )
    return draw(st.lists(column, min_size=1, max_size=15))


def letters(texts):
    return Counter("".join("".join(texts).split()))


@settings(max_examples=30, deadline=None)
@given(tables(), WIDTHS)
def test_no_line_is_wider_and_no_letter_is_lost(columns, width):
    lines = table(columns, width)
    assert max(map(width_of, lines)) <= width
    assert not letters(text for one in columns for text in (*one.cells, one.head)) - letters(lines)


@settings(max_examples=50, deadline=None)
@given(st.text("ab ，。（）含罚款,=_", max_size=300), st.sampled_from([40, 80, 120]))
def test_a_folded_text_has_all_its_letters_in_order(text, width):
    lines = fold(text, width, "  ")
    assert all(width_of(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_chinese_signs_stand_where_they_may():
    lines = fold("检查、罚款、信用记录、安全积分、责任保险、举报奖励（含基层）、培训等治理工具改变若干通道。" * 3, 40)
    assert len(lines) > 3
    for line in lines:
        assert line[0] not in "，。、）" and line[-1] != "（"


def test_a_table_that_fits_stays_as_it_is():
    lines = table([Column("name", ["a", "b"]), Column("low", ["1", "20"], right=True)], 80)
    assert lines == ["name  low", "a       1", "b      20"]


def test_long_texts_go_under_their_row_when_they_have_no_room_beside():
    columns = [Column("name", ["x" * 30]), Column("low", ["1" * 30], right=True), Column("source", ["word " * 30])]
    name, row, *under = table(columns, 80)
    assert name.startswith("name") and "source" not in name and row.startswith("xxx")
    assert under[0].startswith("    source: word") and len(under) > 1


def test_numbers_that_do_not_fit_go_into_blocks_that_name_the_rows_again():
    columns = [Column("scenario", ["baseline", "credit"])]
    columns += [Column(f"outcome {at}", ["1", "-13.9% [-15.1, -12.7]"], right=True) for at in range(6)]
    lines = table(columns, 80)
    assert sum(line.startswith("credit") for line in lines) == 2 and lines.count("") == 1
    assert all("[-15.1, -12.7]" in line for line in lines if line.startswith("credit"))


def test_paths_are_never_broken():
    path = "/a/very/long/folder/" * 6 + "results"
    assert path in fold(f"The results are there already, whole: {path}. Nothing was run.", 80)[1]
    assert any(path in line for line in table([Column("folder", [path]), Column("state", ["finished"])], 80))


@pytest.mark.parametrize("width", [60, 80])
def test_a_folded_command_can_be_pasted(width):
    several = ",".join(f"v{at}=credit+hazard_hotline(reward={at},start=20)" for at in range(9))
    words = [
        "govsim",
        "compare",
        f"scenarios=[baseline,{several}]",
        "title.zh=我的 标题",
        "population=small",
        "weeks=104",
    ]
    folded = command("Command: ", shlex.join(words), width)
    assert all(width_of(line) <= width for line in folded.splitlines()) and len(folded.splitlines()) > 3
    plain = folded.removeprefix("Command: ")
    assert shlex.split(plain.replace("\\\n", "")) == words
    bash = subprocess.run(["bash", "-c", f"printf '%s\\n' {plain}"], capture_output=True, text=True, check=True)
    assert bash.stdout.splitlines() == words


@pytest.mark.parametrize(
    ("given_width", "wanted"), [("120", 120), ("80", 80), ("", 80), ("x", 80), ("0", 80), ("3", 40)]
)
def test_the_width_is_what_columns_says_else_eighty_in_a_pipe(monkeypatch, given_width, wanted):
    monkeypatch.setenv("COLUMNS", given_width)
    assert columns_of(None) == wanted


@pytest.mark.parametrize("is_a_terminal", [True, False])
def test_a_mistake_is_one_line_in_a_log_and_folded_on_a_terminal(is_a_terminal, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    stream = io.StringIO()
    stream.isatty = lambda: is_a_terminal
    lines = complaint("govsim: 'x': " + "settings go into brackets " * 8, stream).splitlines()
    assert (len(lines) > 1) is is_a_terminal
    assert not is_a_terminal or max(map(width_of, lines)) <= 80


def test_a_chinese_title_is_broken_at_its_signs_not_inside_a_word():
    cells = ["1"] * 3
    heads = ["规模中位数", "下限", "文件夹", "现行制度，不增加工具", "贷款利差 0", "从业人数（人次，5 年合计）"]
    for width in (40, 60, 80):
        columns = [Column("设置", ["x"] * 3), *(Column(head, cells, right=True) for head in heads)]
        text = "\n".join(table(columns, width))
        assert max(map(width_of, text.splitlines())) <= width
        for word in ("规模中位数", "下限", "文件夹", "现行制度，", "不增加工具", "贷款利差", "从业人数", "年合计）"):
            assert word in text, (width, text)


def test_no_line_begins_with_a_closing_bracket():
    for width in range(40, 90):
        assert not any(
            line[0] in "]）。" for line in fold("与“基准”的差异，10 个种子，共 104 周；[95% 区间]。" * 3, width)
        )
