"""A report for Word: tables as tables, figures with alternative text, the Chinese fonts named; the same to the byte."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from govsim.locale import text
from govsim.report.results.gather import Figure, Part, Report
from govsim.report.results.html import (
    SHORT_HANGS,
    Grid,
    assumed_grid,
    check_said,
    first_table,
    grid_of,
    hangs_on,
    headline,
    provenance_grid,
)
from govsim.study.speak.extras import extra
from govsim.study.speak.words import speaking

LATIN, BODY, HEAD = "Calibri", "SimSun", "SimHei"  # fonts that Word has wherever it speaks Chinese
BODY_SIZE, TABLE_SIZE, WIDTH = 10.5, 8.0, 16.0  # points, points, centimetres between the margins of A4
FIRST_DAY = datetime(1980, 1, 1)  # of every file inside: the format knows no earlier one, and no clock may be read


def document(report: Report, lang: str, short: bool = False) -> bytes:
    """The report in a language, as the bytes of a .docx file.

    Raises:
        InputError: python-docx is not installed.
    """
    with speaking(lang):
        made = _Document(lang)
        made.heading(report.title[lang], 0)
        made.paragraph(report.question[lang])
        made.heading(text("report.headline", lang), 1)
        for one in headline(report, lang):
            made.paragraph(one)
        for check in (check_said(one, lang) for one in report.checks):
            said = "; ".join(filter(None, (check["number"], check["joint"])))
            made.item(f"[{check['said']}] {check['text']} {said}")
        (_short if short else _whole)(made, report, lang)
        return made.bytes()


def _short(made: _Document, report: Report, lang: str) -> None:
    for _, one in report.shown()[:1]:
        made.picture(one, 1)
    table = first_table(report, lang)
    if table is not None:
        made.table(table)
    _hangs(made, report, lang, SHORT_HANGS)


def _whole(made: _Document, report: Report, lang: str) -> None:
    for key, words in (("hypothesis", report.hypothesis[lang]), ("design", report.design[lang])):
        if words:
            made.heading(text(f"report.{key}", lang), 1)
            made.paragraph(words)
    shown, number = {id(one) for _, one in report.shown()}, 0
    for part in report.parts:
        number = _part(made, part, lang, shown, number)
    _hangs(made, report, lang)
    if report.overturned[lang]:
        made.heading(text("report.overturned", lang), 1)
        made.paragraph(report.overturned[lang])
    made.heading(text("report.provenance", lang), 1)
    if report.command:
        made.paragraph(f"{text('report.command', lang)} {report.command}")
    made.table(provenance_grid(report, lang))
    assumed = assumed_grid(report, lang)
    made.heading(text("report.assumed", lang), 1)
    if assumed is None:
        made.paragraph(text("report.assumed_unknown", lang))
    else:
        made.paragraph(text("report.count_assumed", lang, count=len(report.assumed.numbers)))
        made.table(assumed)


def _part(made: _Document, part: Part, lang: str, shown: set[int], number: int) -> int:
    made.heading(part.title[lang], 1)
    for trouble in part.troubles:
        made.paragraph(trouble[lang])
    if part.section is None:
        return number
    for sentence in part.section.sentences:
        made.paragraph(sentence[lang])
    for one in part.figures:
        if id(one) in shown:
            number += 1
            made.picture(one, number)
    for table in part.section.tables:
        made.table(grid_of(table, lang))
    made.heading(text("report.method", lang), 2)
    for line in part.section.method:
        made.item(line[lang])
    if part.command:
        made.paragraph(f"{text('report.command', lang)} {part.command}")
    return number


def _hangs(made: _Document, report: Report, lang: str, most: int | None = None) -> None:
    made.heading(text("report.hangs_on", lang), 1)
    found = hangs_on(report, lang, most)
    for one in found or [text("report.hangs_on_nothing", lang)]:
        made.item(one)
    if most is not None and report.assumed.numbers:
        made.item(text("report.count_assumed", lang, count=len(report.assumed.numbers)))


class _Document:
    """A document being written."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.shared = extra("docx.shared")
        self.ns = extra("docx.oxml.ns")
        self.made: Any = extra("docx").Document()
        self._pages()
        for name in ("Normal", "Title", *(f"Heading {level}" for level in (1, 2)), "List Bullet", "Caption"):
            self._font(self.made.styles[name], BODY if name in ("Normal", "List Bullet", "Caption") else HEAD)
        self.made.styles["Normal"].font.size = self.shared.Pt(BODY_SIZE)
        core = self.made.core_properties
        core.author, core.created, core.modified, core.last_modified_by = "govsim", FIRST_DAY, FIRST_DAY, "govsim"
        core.language = "zh-CN" if lang == "zh" else "en"

    def _pages(self) -> None:
        page = self.made.sections[0]
        page.page_width, page.page_height = self.shared.Cm(21.0), self.shared.Cm(29.7)
        page.left_margin = page.right_margin = self.shared.Cm((21.0 - WIDTH) / 2.0)

    def _font(self, style: Any, chinese: str) -> None:
        """One font for Latin letters, another for Chinese: Word takes any where the second has no name."""
        style.font.name = LATIN
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for name in list(fonts.attrib):
            if "Theme" in name or name.endswith("eastAsia"):
                del fonts.attrib[name]
        for name, font in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", chinese)):
            fonts.set(self.ns.qn(f"w:{name}"), font)
        style.font.color.rgb = self.shared.RGBColor(0x1F, 0x1F, 0x1F)

    def heading(self, words: str, level: int) -> None:
        """A heading; of level 0 the title."""
        self.made.add_heading(words, level)

    def paragraph(self, words: str) -> None:
        """A paragraph; nothing where there are no words."""
        if words:
            self.made.add_paragraph(words)

    def item(self, words: str) -> None:
        """A line of a list."""
        self.made.add_paragraph(words, style="List Bullet")

    def table(self, grid: Grid) -> None:
        """A table with its title above, its heads repeated on each page; nothing without rows."""
        if not grid.rows:
            return
        if grid.title:
            self.made.add_paragraph(grid.title, style="Caption").paragraph_format.keep_with_next = True
        table = self.made.add_table(rows=1, cols=len(grid.heads), style="Light Grid Accent 1")
        for row, cells in enumerate([grid.heads, *grid.rows]):
            places = table.rows[0].cells if row == 0 else table.add_row().cells
            for at, words in enumerate(cells):
                self._cell(places[at], words, grid.right[at], row == 0)
        mark = self.ns.nsdecls  # the head row is said to be one
        repeat = extra("docx.oxml").parse_xml(f"<w:tblHeader {mark('w')}/>")
        table.rows[0]._tr.get_or_add_trPr().append(repeat)
        self.made.add_paragraph()

    def _cell(self, cell: Any, words: str, is_right: bool, is_head: bool) -> None:
        paragraph = cell.paragraphs[0]
        run = paragraph.add_run(words)
        run.font.size, run.bold = self.shared.Pt(TABLE_SIZE), is_head
        if is_right:
            paragraph.alignment = extra("docx.enum.text").WD_ALIGN_PARAGRAPH.RIGHT

    def picture(self, one: Figure, number: int) -> None:
        """A figure with what can be seen in it, and its caption; one that is not there is said."""
        file = one.files[self.lang]
        image = None if file is None else file.with_name(f"{file.name}.png")
        if image is None or not Path(image).is_file():
            self.paragraph(text("report.no_figure", self.lang, name=one.picture.stem))
            return
        try:
            self.made.add_picture(str(image), width=self.shared.Cm(WIDTH))
        except Exception:  # whatever a reader of pictures raises at a file that is none
            self.paragraph(text("report.broken_figure", self.lang, name=one.picture.stem))
            return
        about = self.made.inline_shapes[-1]._inline.docPr
        about.set("descr", one.picture.alt[self.lang])
        about.set("title", one.picture.caption[self.lang])
        self.made.paragraphs[-1].paragraph_format.keep_with_next = True
        said = f"{text('report.figure', self.lang, number=number)} {one.picture.caption[self.lang]}"
        self.made.add_paragraph(said, style="Caption")

    def bytes(self) -> bytes:
        """The file, with one time for all that is in it."""
        first, second = io.BytesIO(), io.BytesIO()
        self.made.save(first)
        with zipfile.ZipFile(first) as source, zipfile.ZipFile(second, "w", zipfile.ZIP_DEFLATED) as target:
            for name in sorted(source.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
                info = zipfile.ZipInfo(name, FIRST_DAY.timetuple()[:6])
                info.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(info, source.read(name))
        return second.getvalue()
