"""Every page has its twin in Chinese, as long as itself, and no English is left on it."""

import re
from pathlib import Path

import pytest
from tests.english_words import english_words

from govsim.claims.chinese import PAGES, in_chinese, say

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
FENCE = re.compile(r"^```(\w*)\n.*?^```$", re.DOTALL | re.MULTILINE)
HAN = r"[\u4e00-\u9fff，。；：、！？（）“”]"
APART = re.compile(rf"{HAN}[ \t]+{HAN}")
HALF = re.compile(r"[\u4e00-\u9fff][,;:?!]|[\u4e00-\u9fff]\.(?![\w.])")
TIGHT = re.compile(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9%][\u4e00-\u9fff]")
BROKEN = re.compile(rf"{HAN}\n(?=[\u4e00-\u9fff])")


def pairs():
    """Every page that a user reads, by hand or generated, with its twin."""
    yield ROOT / "README.md", ROOT / "README.zh.md"
    for page in sorted(DOCS.glob("*.md")):
        if not page.stem.endswith("-zh"):
            yield page, page.with_name(f"{page.stem}-zh.md")
    for page in sorted((DOCS / "manual").rglob("*.md")):
        yield page, DOCS / "manual-zh" / page.relative_to(DOCS / "manual")


PAIRS = list(pairs())
NAMES = [english.relative_to(ROOT).as_posix() for english, _ in PAIRS]
CHINESE = [chinese for _, chinese in PAIRS]
CHINESE_NAMES = [chinese.relative_to(ROOT).as_posix() for chinese in CHINESE]


def shape(page):
    """What a page is made of: headings by level, kinds of code, tables by rows and columns, bullets, pictures."""
    text = page.read_text(encoding="utf-8")
    kinds = FENCE.findall(text)
    text = FENCE.sub("", text)
    tables = [block.strip().split("\n") for block in re.findall(r"(?:^\|.*\n)+", text + "\n", re.MULTILINE)]
    return {
        "headings": [len(mark) for mark in re.findall(r"^(#+) ", text, re.MULTILINE)],
        "code": kinds,
        "rows of tables": [len(rows) for rows in tables],
        "bullets": len(re.findall(r"^[*-] ", text, re.MULTILINE)),
        "pictures": len(re.findall(r"!\[", text)),
    }


@pytest.mark.parametrize(("english", "chinese"), PAIRS, ids=NAMES)
def test_a_page_and_its_twin_are_made_alike_and_lead_to_each_other(english, chinese):
    assert chinese.is_file(), f"there is no {chinese.relative_to(ROOT)}"
    assert shape(chinese) == shape(english)
    for page, other in ((english, chinese), (chinese, english)):
        head = page.read_text(encoding="utf-8").split("\n## ")[0][:2000]
        targets = [(page.parent / target).resolve() for target in re.findall(r"\]\(([^)\s#]+)\)", head)]
        assert other in targets, f"{page.name} does not lead to {other.name} at its top"


def test_no_page_in_chinese_lacks_an_english_one():
    known = {chinese for _, chinese in PAIRS}
    found = {*DOCS.glob("*-zh.md"), *(DOCS / "manual-zh").rglob("*.md"), *ROOT.glob("*.zh.md")}
    assert found == known


@pytest.mark.parametrize("page", CHINESE, ids=CHINESE_NAMES)
def test_no_english_word_is_left(page):
    found = english_words(page.read_text(encoding="utf-8"))
    assert not found, f"{page.relative_to(ROOT)}: " + ", ".join(f"line {line}: {word}" for line, word in found[:20])


@pytest.mark.parametrize("page", CHINESE, ids=CHINESE_NAMES)
def test_chinese_is_set_as_chinese(page):
    text = re.sub(r"(`+)[^\n]*?\1|<cite>.*?</cite>", "`", FENCE.sub("", page.read_text(encoding="utf-8")))
    for what, pattern in (
        ("a blank between", APART),
        ("a half-width mark after", HALF),
        ("no blank beside", TIGHT),
        ("a line that ends in", BROKEN),
    ):
        found = pattern.search(text)
        assert not found, (
            f"{page.relative_to(ROOT)} has {what} Chinese: {text[found.start() - 10 : found.end() + 10]!r}"
        )


def test_the_index_leads_to_every_page():
    for index in (DOCS / "index.md", DOCS / "index-zh.md"):
        text = index.read_text(encoding="utf-8")
        chinese = index.stem.endswith("-zh")
        for page in DOCS.glob("*.md"):
            if page.stem.endswith("-zh") == chinese and page != index:
                assert f"]({page.name})" in text, f"{index.name} does not name {page.name}"


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_that_are_said_from_english_are_up_to_date(name):
    english = (DOCS / f"{name}.md").read_text(encoding="utf-8")
    assert (DOCS / f"{name}-zh.md").read_text(encoding="utf-8") == in_chinese(english, DOCS), "run `make manual`"


def test_what_is_said_from_english_keeps_its_numbers_and_refuses_what_it_does_not_know():
    assert say("true injuries, expected: −10.5 % [−11.7, −9.2]") == "真实伤害（预计）：−10.5% [−11.7, −9.2]"
    assert say("fatality rate, mining: 10.652 against 10.7") == "死亡率，矿山：10.652，目标 10.7"
    assert say("b = .2") == "奖励强度 0.2"
    with pytest.raises(KeyError, match="true injuries of dragons"):
        say("true injuries of dragons: −10.5 %")
