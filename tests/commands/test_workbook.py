"""Results for Excel: a summary first, numbers as numbers, and nothing but Chinese with lang=zh."""

import shutil

import openpyxl
import pandas as pd
import pytest

import govsim
from govsim.study.analysis import export
from govsim.study.ask.files import scenario_titles

NAMES = ["summary", "runs", "weekly", "effects", "groups", "enterprises", "codebook"]
SHEETS = {"en": NAMES, "zh": ["摘要", "运行", "逐周均值", "效果", "分组", "企业", "变量说明"]}


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """Where the comparison lies that is made for the first test and copied for the others."""
    return tmp_path_factory.mktemp("once") / "kept"


@pytest.fixture
def kept(cli, engine, once, tmp_path):
    """A comparison of the stand-in engine with groups and years."""
    if not once.exists():
        words = ("compare", "scenarios=[baseline,credit]", "seeds=10", "weeks=60", "tables=yearly", "by=industry")
        assert cli(*words, "out=kept").status == 0
        shutil.copytree(tmp_path / "kept", once)
    else:
        shutil.copytree(once, tmp_path / "kept")
    return "kept"


def book_of(cli, kept, lang, to="ex"):
    done = cli("results", "export", kept, "format=xlsx", f"to={to}", f"lang={lang}")
    assert done.status == 0, done.err
    return openpyxl.load_workbook(done.folder / to / "results.xlsx"), done


def table_of(sheet):
    """The rows below the head that the filter stands on, as a table of cells."""
    first = int(sheet.auto_filter.ref.partition(":")[0].lstrip("A"))
    head, *rows = sheet.iter_rows(min_row=first)
    return [{name.value: cell for name, cell in zip(head, row, strict=True)} for row in rows if row[0].value]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_workbook_opens_on_the_effects_with_their_intervals(cli, kept, lang):
    book, done = book_of(cli, kept, lang)
    assert book.sheetnames == SHEETS[lang]
    rows = table_of(book[SHEETS[lang][0]])
    english, chinese = ("outcome", "95% low", "95% high", "change"), ("结果", "95% 下限", "95% 上限", "相对变化")
    heads = english if lang == "en" else chinese
    name = {"en": "injuries true", "zh": "真实伤害"}[lang]
    row = next(one for one in rows if one[heads[0]].value == name)
    known = govsim.read_results(done.folder / kept).effects.set_index("outcome").loc["injuries_true"]
    values = [row[head].value for head in heads[1:]]
    assert values == pytest.approx([known["ci_low"], known["ci_high"], known["relative"]])
    assert row[heads[3]].number_format.endswith("%")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_sheet_has_a_head_that_stands_still_a_filter_and_widths(cli, kept, lang):
    book, _ = book_of(cli, kept, lang)
    for sheet in book:
        assert sheet.freeze_panes and sheet.auto_filter.ref, sheet.title
        widths = [one.width for one in sheet.column_dimensions.values()]
        assert widths and all(export_width >= 9 for export_width in widths), sheet.title
    runs = table_of(book[SHEETS[lang][1]])[0]
    plain = scenario_titles()["baseline"]["zh"] if lang == "zh" else "baseline"
    assert next(iter(runs.values())).value == plain
    large = [cell for cell in runs.values() if isinstance(cell.value, int | float) and cell.value >= 1000]
    assert large and all("#,##0" in cell.number_format for cell in large)


def test_heads_of_a_chinese_workbook_are_chinese_and_each_is_there_once(cli, kept):
    book, _ = book_of(cli, kept, "zh")
    for sheet in book:
        heads = list(table_of(sheet)[0])
        assert len(set(heads)) == len(heads)
        for head in heads:
            assert any("\u4e00" <= letter <= "\u9fff" for letter in str(head)), (sheet.title, head)
    groups = table_of(book["分组"])
    assert {row["分组方式"].value for row in groups} == {"行业"}
    assert "建筑施工" in {row["企业组"].value for row in groups}


def test_what_is_too_long_for_a_sheet_is_left_out_with_a_word(cli, kept, monkeypatch):
    monkeypatch.setattr(export, "MOST_SHEET_ROWS", 100)
    book, _ = book_of(cli, kept, "en")
    assert "weekly" not in book.sheetnames and "runs" in book.sheetnames
    lines = [str(row[0].value) for row in book["summary"].iter_rows(max_row=12)]
    assert any(line.startswith("weekly has 120 rows") and "format=csv" in line for line in lines)


def test_csv_that_holds_chinese_has_the_mark_that_excel_needs(cli, kept, engine):
    mark = b"\xef\xbb\xbf"
    done = cli("results", "export", kept, "to=en", "lang=en")
    assert done.status == 0 and not (done.folder / "en" / "runs.csv").read_bytes().startswith(mark)
    assert cli("results", "export", kept, "to=zh", "lang=zh").status == 0
    assert cli("run", "name=县城", "seeds=10", "weeks=60", "out=named").status == 0
    assert cli("results", "export", "named", "to=named_csv", "lang=en").status == 0
    for file in ("zh/runs.csv", "zh/groups.csv", "zh/codebook.csv", "named_csv/runs.csv"):
        assert (done.folder / file).read_bytes().startswith(mark), file
    back = pd.read_csv(done.folder / "zh" / "groups_effects.csv")
    assert {"by", "group", "outcome", "difference"} <= set(back)


@pytest.fixture
def dated(cli, engine):
    """A comparison with a calendar, of two seeds."""
    assert (
        cli("compare", "scenarios=[baseline,credit]", "seeds=2", "weeks=60", "calendar=2026", "out=dated").status == 0
    )
    return "dated"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_summary_keeps_the_calendar_and_writes_shares_in_per_cent(cli, dated, lang):
    book, _ = book_of(cli, dated, lang)
    sheet = book.worksheets[0]
    lines = [str(row[0].value) for row in sheet.iter_rows(max_row=7)]
    assert any("2027-Q1" in line for line in lines)
    assert any(("means over 2 seeds" if lang == "en" else "2 个种子的均值") in line for line in lines)
    outcome, value = ("outcome", "value") if lang == "en" else ("结果", "本情景值")
    shares = [row for row in table_of(sheet) if row[outcome].value in ("reported share", "伤害上报率")]
    assert shares and all(row[value].number_format == "0.0%" for row in shares)
    assert "2027-Q1" in cli("results", "show", dated, f"lang={lang}").out


def test_points_of_a_sweep_are_listed_by_titles_apart_by_no_comma(cli, engine):
    asked = "instrument.credit_penalties.scope.industries=['mining'],['mining','construction']"
    assert cli("sweep", "scenario=credit", asked, "seeds=2", "weeks=60", "out=swept").status == 0
    shown = cli("results", "lang=zh").out
    assert "覆盖行业" in shown and "scope.industries" not in shown and "+00:00" not in shown
