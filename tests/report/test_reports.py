"""A report asks for nothing outside its page, escapes what it shows, says what is missing, and repeats to the byte."""

import json
import re
import struct
import zlib
from html.parser import HTMLParser
from pathlib import Path

import pytest

from govsim.report.results.gather import gather
from govsim.report.results.html import coded, grid_of, page
from govsim.report.results.picture import BrokenPictureError, inline_svg
from govsim.report.results.write import write_report
from govsim.study.analysis.section import Picture, Section, Shown
from govsim.study.runs.derived import vouch
from govsim.study.speak.errors import InputError

SVG = """<?xml version="1.0"?><!DOCTYPE svg>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10" onload="steal()">
<metadata>http://www.w3.org/</metadata><script>steal()</script><SCRIPT>steal()</SCRIPT>
<style>*{stroke-linejoin: round}</style><style>@import url(http://example.org/x.css)</style>
<defs><path id="p1" d="M 0 0"/></defs><use xlink:href="#p1" clip-path="url(#c1)"/>
<a href="http://example.org"><text>x</text></a><image href="http://example.org/x.png"/><image HREF="http://example.org/x.png"/>
<image href="data:image/png;base64,AAAA"/><g onclick="steal()" style="fill: url(http://example.org)">
<text>a &lt; b</text></g>
</svg>"""


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PNG = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
PNG += chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b"")
NAME = '<img src="http://example.org/x.png"> & "co"'


def words(text):
    return {"en": text, "zh": f"{text}：中文"}


SECTION = Section(
    "compare", words(NAME), [words("First `govsim run`."), words(f"Second {NAME}")],
    [Shown(words("Table"), {"en": [{"name": NAME, "value": "1.5"}], "zh": [{"名称": NAME, "数值": "1.5"}]}, "t.csv")],
    [Picture("forest", words("Forest"), words(f"Dots {NAME}")), Picture("lost", words("Lost"), words("Lost"))],
    [words("Luck alone.")], [words("Paired.")],
)  # fmt: skip


LINKS = ("src", "href", "xlink:href", "data", "action")


class Page(HTMLParser):
    """What a page asks for, and its texts."""

    def __init__(self, text):
        super().__init__()
        self.asked, self.tags, self.texts, self.handlers = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.asked += [
            (tag, key, value) for key, value in attrs if key in ("src", "href", "xlink:href", "data", "action")
        ]
        self.handlers += [key for key, _ in attrs if key.startswith("on")]

    def handle_data(self, data):
        self.texts.append(data)


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "kept"
    (place / "figures").mkdir(parents=True)
    (place / "figures" / "forest.svg").write_text(SVG, encoding="utf-8")
    (place / "figures" / "forest.png").write_bytes(PNG)
    about = {
        "id": "abc",
        "files": {},
        "scenarios": {},
        "seeds": [0, 1, 2],
        "engine": "core",
        "command": f"govsim {NAME}",
    }
    (place / "provenance.json").write_text(json.dumps(about), encoding="utf-8")
    SECTION.save(place)
    vouch(place, ["section.json"])
    return place


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("short", [False, True])
def test_a_page_asks_for_nothing_and_holds_no_script(folder, lang, short):
    text = page(gather(folder), lang, "other.html", short)
    found = Page(text)
    outside = [one for one in found.asked if not re.match(r"#|data:image/png;base64,|other\.html$", one[2])]
    assert outside == [] and found.handlers == [] and not {"script", "iframe", "link", "object"} & set(found.tags)
    assert "@import" not in text and "url(http" not in text and "steal" not in text
    assert NAME in "".join(found.texts) and NAME not in text  # shown as it is, written escaped
    assert ("Luck alone.：中文" in text) == (lang == "zh")
    assert (
        ("Lost" in text or "lost" in text) and "@page" in text and f'lang="{"zh-CN" if lang == "zh" else "en"}"' in text
    )


def test_the_same_folder_gives_the_same_bytes(folder):
    first = [file.read_bytes() for file in write_report(folder)]
    assert first == [file.read_bytes() for file in write_report(folder)]
    docs = [file.read_bytes() for file in write_report(folder, kind="docx")]
    assert docs == [file.read_bytes() for file in write_report(folder, kind="docx")]


def test_what_is_missing_or_changed_is_said(folder):
    assert "The figure lost is not in the results" in page(gather(folder), "en", "o.html")
    assert "只有另一种语言的版本" in page(gather(folder), "zh", "o.html")
    (folder / "section.json").write_text("{}", encoding="utf-8")
    said = page(gather(folder), "en", "o.html")
    assert "damaged" in said and "Changed or gone since they were written: section.json" in said
    (folder / "section.json").unlink()
    assert "has no section of a report" in page(gather(folder), "en", "o.html")
    (folder / "provenance.json").unlink()
    with pytest.raises(InputError, match="no results"):
        gather(folder)
    with pytest.raises(InputError, match="no folder"):
        gather(folder / "nowhere")


def test_an_experiment_shows_what_was_expected_and_what_has_not_run(folder):
    check = {"expected": {"text": words("Fewer"), "measure": "percent", "table": ""}, "verdict": "untold",
             "found": {"value": -2.0, "low": -4.0, "high": 1.0}, "joint": {"value": None, "low": None, "high": None},
             "reason": {"en": "", "zh": ""}}  # fmt: skip
    record = {
        "title": words("Tried"), "question": words("Why?"), "hypothesis": words("So"), "design": words(""),
        "overturned": words("A larger dose"),
        "analyses": [{"name": "a", "folder": "kept", "title": {}, "command": "govsim compare"},
                     {"name": "b", "folder": None, "title": words("Later"), "command": "govsim run"}],
        "checks": [check], "figures": ["a/forest", "a/none"],
    }  # fmt: skip
    (folder.parent / "experiment.json").write_text(json.dumps(record), encoding="utf-8")
    said = page(gather(folder.parent), "en", "o.html")
    assert all(
        one in said
        for one in (
            "Why?",
            "What would overturn it</h2><p>A larger dose",
            "cannot be told",
            "-2% [-4, 1]",
            "no interval",
            "The figure none is not",
        )
    )
    assert "has not been run to its end" in said and said.index("Why?") < said.index("Figure 1.")
    record["analyses"][0]["folder"] = "../" + folder.parent.name + "/.."  # from somebody else
    (folder.parent / "experiment.json").write_text(json.dumps(record), encoding="utf-8")
    assert page(gather(folder.parent), "en", "o.html").count("has not been run to its end") == 2


def test_a_file_for_word_holds_tables_and_pictures_with_words(folder):
    docx = pytest.importorskip("docx")
    english, chinese = write_report(folder, kind="docx")
    for file, text in ((english, NAME), (chinese, NAME)):
        made = docx.Document(str(file))
        assert [cell.text for cell in made.tables[0].rows[1].cells] == [text, "1.5"]
        (picture,) = made.inline_shapes if file == english else [made.inline_shapes[0]]
        assert picture._inline.docPr.get("descr").startswith("Dots <img")
        fonts = made.styles["Normal"].element.rPr.rFonts
        assert fonts.get(docx.oxml.ns.qn("w:eastAsia")) == "SimSun"
    (folder / "figures" / "forest.png").write_bytes(b"no picture")
    (english, _) = write_report(folder, kind="docx")
    assert any("forest cannot be read" in one.text for one in docx.Document(str(english)).paragraphs)
    assert any("Luck alone.：中文" in one.text for one in docx.Document(str(chinese)).paragraphs)


def test_a_picture_keeps_its_shapes_under_names_of_its_own(tmp_path):
    file = tmp_path / "a.svg"
    file.write_text(SVG, encoding="utf-8")
    made = inline_svg(file, "f1-", "a <b>")
    assert 'id="f1-p1"' in made and 'href="#f1-p1"' in made and "url(#f1-c1)" in made and "a &lt; b" in made
    assert "steal" not in made and "example.org" not in made
    assert 'aria-label="a &lt;b&gt;"' in made and "data:image/png;base64,AAAA" in made
    file.write_text("no picture", encoding="utf-8")
    with pytest.raises(BrokenPictureError):
        inline_svg(file, "f1-", "a")


def test_columns_of_numbers_stand_at_the_right_and_code_is_marked():
    lines = [{"name": "1", "value": "−9.5 % [−12, −7]", "said": "no"}, {"name": "2", "value": "-", "said": "3"}]
    assert grid_of(Shown(words("t"), {"en": lines}), "en").right == [False, True, False]
    assert str(coded("a `b<` c")) == "A <code>b&lt;</code> c" and str(coded("a ` b")) == "A ` b"


def test_the_command_writes_both_languages_and_refuses_in_one_line(cli, folder):
    done = cli("report", str(folder), "short=true")
    assert done.status == 0 and {"report-short.html", "report-short-zh.html"} <= {one.name for one in folder.iterdir()}
    there = set(folder.iterdir())
    refused = {"format=pdf": "print", "format=htm": "html", "shrt=true": "short", "short=x": "short", "b": "one folder"}
    for more, said in refused.items():
        done = cli("report", str(folder), more)
        assert done.status == 2 and said in done.err, done.err
    assert set(folder.iterdir()) == there and cli("report", "nowhere").status == 2
    assert Path(folder / "report-short.html").stat().st_size < 100_000
