"""The manual is whole, its links lead somewhere, it needs nothing heavy, and the pages kept in docs are up to date."""

import posixpath
import re
import subprocess
import sys
from pathlib import Path

import pytest

from govsim.model import model_of, shipped
from govsim.report.manual import documentation, main, manual_pages, write_pages
from govsim.report.page import MARKERS, escaped, number
from govsim.study.speak.errors import InputError

DOCS = Path(__file__).parents[2] / "docs"
LINK = re.compile(r"\]\(([^)\s]*)\)")
ANCHOR = re.compile(r'<a id="([^"]+)"></a>')


@pytest.fixture(scope="module")
def pages():
    return documentation()


def without_code(text):
    return re.sub(r"```.*?```", "", text, flags=re.DOTALL)


def test_the_pages_in_docs_are_up_to_date(pages):
    kept = {
        file.relative_to(DOCS).as_posix(): file.read_text(encoding="utf-8")
        for file in DOCS.rglob("*.md")
        if file.read_text(encoding="utf-8").startswith(tuple(MARKERS.values()))
    }
    stale = sorted(path for path in kept.keys() | pages.keys() if kept.get(path) != pages.get(path))
    assert not stale, f"run `make manual`: {len(stale)} generated pages are out of date, such as {stale[:5]}"


def test_every_link_leads_to_a_page_and_a_place_on_it(pages):
    anchors = {path: set(ANCHOR.findall(text)) for path, text in pages.items()}
    broken = []
    for path, text in pages.items():
        for target in LINK.findall(without_code(text)):
            if "://" in target:
                continue
            where, _, anchor = target.partition("#")
            page = posixpath.normpath(posixpath.join(posixpath.dirname(path), where)) if where else path
            if page not in pages or (anchor and anchor not in anchors[page]):
                broken.append(f"{path}: {target}")
    assert not broken, broken[:10]


def test_anchors_are_unique_on_a_page(pages):
    for path, text in pages.items():
        found = ANCHOR.findall(text)
        assert len(found) == len(set(found)), path


@pytest.mark.parametrize("folder", ["manual", "manual-zh"])
def test_every_declaration_has_its_place(pages, folder):
    places = {
        anchor for path, text in pages.items() if path.startswith(f"{folder}/") for anchor in ANCHOR.findall(text)
    }
    model = model_of(shipped())
    wanted = {f"rule-{name}" for name in model.rules} | {f"parameter-{name}" for name in model.parameters}
    wanted |= {f"channel-{name}" for name in model.channels} | {f"outcome-{name}" for name in model.outcomes}
    wanted |= {f"column-{table}-{name}" for table in model.tables for name in model.declared_columns(table)}
    assert wanted <= places
    assert {f"{folder}/instruments/{name}.md" for name in model.instruments} <= set(pages)


def test_tables_are_square(pages):
    for path, text in pages.items():
        width = 0
        for line in without_code(text).splitlines():
            if line.startswith("|"):
                cells = len(re.findall(r"(?<!\\)\|", line))
                assert width in (0, cells), f"{path}: {line[:80]}"
                width = cells
            else:
                width = 0


def test_the_number_of_assumed_numbers_is_said_and_each_is_marked(pages):
    count = int(re.search(r"\*\*(\d+) are assumed\*\*", pages["manual/index.md"])[1])
    rows = [
        line for line in pages["manual/assumed.md"].splitlines() if line.startswith("| [") or line.startswith("| `")
    ]
    assert len(rows) == count > 0
    assert all("**assumed" in row.lower() for row in rows)


def test_recalled_findings_are_marked_as_unverified(pages):
    rows = [line for line in pages["manual/bibliography.md"].splitlines() if line.startswith('| <a id="E')]
    assert any("recalled, not verified" in row for row in rows)
    assert all("| seen |" in row or "**recalled, not verified**" in row for row in rows)


def test_the_chinese_manual_speaks_chinese(pages):
    assert "# 模型手册" in pages["manual-zh/index.md"]
    assert "处罚附带损失" in pages["manual-zh/parameters.md"]
    assert "元／次处罚" in pages["manual-zh/parameters.md"]


@pytest.mark.parametrize("path", ["instruments.md", "instruments-zh.md"])
def test_the_menu_says_what_each_instrument_moves_and_what_is_expected_and_doubted(pages, path):
    rows = {
        re.match(r"\| \[`(\w+)`", line)[1]: line.split(" | ")
        for line in pages[path].splitlines()
        if line.startswith("| [`")
    }
    model = model_of(shipped())
    assert list(rows) == sorted(model.instruments)
    at = 1 if path == "instruments.md" else 2
    for name, cells in rows.items():
        moved = re.findall(r"`(\w+)`", cells[at])
        assert set(moved) == {channel for channel, _ in model.effects_of(name)}
        for what, cell in zip(("expected", "evidence", "doubt"), cells[at + 1 :], strict=True):
            assert len(cell.strip(" |")) > 3, f"{name}: nothing under {what}"
    assert "risk grading" in rows["double_random"][at + 1] or "风险分级" in rows["double_random"][at + 1]
    assert rows["risk_graded_inspection"][at + 1] != rows["unannounced_inspection"][at + 1]


def test_odd_has_its_seven_parts_in_both_languages(pages):
    for path in ("odd.md", "odd-zh.md"):
        assert [int(n) for n in re.findall(r"^## (\d)\. ", pages[path], re.MULTILINE)] == list(range(1, 8))
        assert "{{" not in pages[path]


def test_a_manual_of_ones_own_holds_the_odd_and_forgets_pages_that_are_gone(tmp_path, capsys):
    folder = tmp_path / "out"
    write_pages(folder, {f"mechanisms/gone_{lang}.md": f"{marker}\n" for lang, marker in MARKERS.items()})
    (folder / "notes.md").write_text("mine", encoding="utf-8")
    assert main([f"out={folder}"]) == 0
    assert str(folder) in capsys.readouterr().out
    written = {file.relative_to(folder).as_posix() for file in folder.rglob("*.*")}
    assert written == {*manual_pages(model_of(shipped())), "notes.md"}
    assert "odd.md" in written


def test_it_describes_instruments_of_ones_own(tmp_path):
    example = DOCS.parent / "examples" / "my_instrument.py"
    command = [sys.executable, "-m", "govsim", "manual", f"out={tmp_path}", f"plugins=[{example}]"]
    subprocess.run(command, capture_output=True, check=True)
    page = (tmp_path / "instruments" / "warning_letter.md").read_text(encoding="utf-8")
    assert "letters so far" in page and "`own.alarm`" in page and "**assumed**" in page


@pytest.mark.parametrize("word", ["outt=x", "out", "out=", "lang=fr", "x"])
def test_a_word_that_is_not_known_is_answered_in_one_line(word, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as refused:
        main([word])
    assert "\n" not in str(refused.value)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_is_answered_in_one_line(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be written"):
        main([f"out={tmp_path / 'file' / 'sub'}"])


def test_the_manual_needs_nothing_heavy():
    heavy = "('numba', 'mesa', 'pandas', 'matplotlib', 'scipy', 'hydra')"
    write = "from govsim.report.manual import manual_pages; manual_pages(model_of())"
    code = f"import sys; from govsim.model import model_of; {write}; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_numbers_and_marks_are_written_plainly():
    assert [number(x) for x in (0.1 + 0.2, 1_036_420.0, 12, True, float("inf"), 1e-05)] == [
        "0.3", "1,036,420", "12", "true", "∞", "1e-05",
    ]  # fmt: skip
    assert escaped("a <- b * c <x> `d`") == "a <- b \\* c \\<x> \\`d\\`"
