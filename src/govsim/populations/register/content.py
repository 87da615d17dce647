"""What kind of file a register is, and the text in it: by its bytes, whatever its name ends in."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from govsim.populations.folding import simplified
from govsim.populations.register.messages import Message, RegisterError, Shown, message, system_message
from govsim.populations.register.schema import SCHEMA

MOST_BYTES = 500_000_000  # bytes of a file, and of a workbook unpacked; assumed: beyond the memory of one machine

_FORMATS = (
    (b"%PDF-", "PDF"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"$FL2", "SPSS"),
    (b"$FL3", "SPSS"),
    (b"<stata_dta>", "Stata"),
    (b"ARROW1", "Arrow / Feather"),
    (b"FEA1", "Feather"),
    (b"RDX2\n", "R data"),
    (b"RDX3\n", "R data"),
    (b"\x89HDF", "HDF5"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"{\\rtf", "RTF"),
)
FEWEST_BEYOND_DOUBT = 8  # characters of two bytes; assumed: by chance so many are all UTF-8 once in 7 ** 8 files
_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PADDING = "\ufeff \t\r\n"


@dataclass(frozen=True)
class Content:
    """The bytes of a register, understood.

    Attributes:
        kind: text, xlsx or parquet.
        data: the bytes.
        text: the text, when the kind is text.
        encoding: its encoding.
        guessed: whether nothing in the text vouches for the encoding.
    """

    kind: str
    data: bytes
    text: str = ""
    encoding: str = ""
    guessed: bool = False


def content_hash(path: str | Path) -> str:
    """A hash of a file's content, 16 hexadecimal digits: changed data never passes for the same.

    Raises:
        RegisterError: there is no such file, or it cannot be read.
    """
    return hash_of(_bytes_of(Path(path)))


def hash_of(data: bytes) -> str:
    """The hash of bytes that are already read."""
    return hashlib.sha256(data).hexdigest()[:16]


def read_content(path: Path) -> Content:
    """The content of a file that can hold a register.

    Raises:
        RegisterError: it is something else; the message says what, and how to get a table of it.
    """
    data = _bytes_of(path)
    file = str(path)
    if not data.strip(b" \t\r\n\x00"):
        raise RegisterError(file, [message("empty_file")])
    if data.startswith(b"PAR1"):
        return Content("parquet", data)
    if data.startswith(b"PK\x03\x04"):
        return Content(_kind_of_archive(file, data), data)
    if data.startswith(_OLD_EXCEL):
        raise RegisterError(file, [message("old_excel")])
    for magic, name in _FORMATS:
        if data.startswith(magic):
            raise RegisterError(file, [message("other_format", what=name)])
    text, encoding = _decoded(file, data)
    text = text.rstrip("\x1a")  # the end-of-file mark of DOS
    _refuse_other_text(file, text)
    told = _looks_like_utf8(text) if encoding == "UTF-8" else _vouched(text)
    guessed = encoding in ("UTF-8", "GB18030", "Big5", "Windows-1252") and not told
    return Content("text", data, text, encoding, guessed)


def _bytes_of(path: Path) -> bytes:
    try:
        if not path.exists():
            raise RegisterError(str(path), [message("no_file")])
        if not path.is_file():
            raise RegisterError(str(path), [message("not_a_file")])
        if path.stat().st_size > MOST_BYTES:
            raise RegisterError(str(path), [message("too_large", most=MOST_BYTES // 1_000_000)])
        return path.read_bytes()
    except (OSError, ValueError) as error:
        if isinstance(error, RegisterError):
            raise
        raise RegisterError(str(path), [message("unreadable", reason=system_message(error))]) from None


def _kind_of_archive(file: str, data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError):
        raise RegisterError(file, [message("damaged", what="Excel")]) from None
    if unpacked > MOST_BYTES:
        raise RegisterError(file, [message("too_large", most=MOST_BYTES // 1_000_000)])
    if "xl/workbook.xml" in names:
        return "xlsx"
    known = {"xl/workbook.bin": "Excel binary (.xlsb)", "content.xml": "OpenDocument", "word/document.xml": "Word"}
    what = next((label for name, label in known.items() if name in names), "ZIP")
    raise RegisterError(file, [message("other_format", what=what)])


def _decoded(file: str, data: bytes) -> tuple[str, str]:
    for mark, encoding, name in (
        (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8 (BOM)"),
        (b"\xff\xfe\x00\x00", "utf-32", "UTF-32"),
        (b"\x00\x00\xfe\xff", "utf-32", "UTF-32"),
        (b"\xff\xfe", "utf-16", "UTF-16"),
        (b"\xfe\xff", "utf-16", "UTF-16"),
    ):
        if data.startswith(mark):
            return _strictly(file, data, encoding, name), name
    if b"\x00" in data:
        half = "utf-16-le" if data[1::2].count(0) >= data[::2].count(0) else "utf-16-be"
        zeros = max(data[1::2].count(0), data[::2].count(0))
        if zeros * 20 < len(data):
            raise RegisterError(file, [message("binary")])
        text = _strictly(file, data, half, "UTF-16")
        if "\n" not in text or not re.search("[,;\t|，；]", text):
            raise RegisterError(file, [message("binary")])
        return text, "UTF-16"
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError as error:
        return _guessed(file, data, error.start)


def _strictly(file: str, data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        sound = data.decode(encoding, "replace").partition("\ufffd")[0]
        raise RegisterError(file, [message("broken_text", row=sound.count("\n") + 1, encoding=name)]) from None


def _guessed(file: str, data: bytes, start: int) -> tuple[str, str]:
    """Text that is not UTF-8: GB18030, Big5 or Windows-1252, when it clearly is one of them.

    Chinese text in GB18030 turns into everyday characters (those of GB2312), and its bytes beyond ASCII come in
    pairs; Western text has single such bytes between letters. What fits none of them is not guessed.
    """
    row = data[:start].count(b"\n") + 1
    loose = data.decode("utf-8", "replace")
    broken = loose.count("\ufffd")
    if sum(character > "\x7f" for character in loose) - broken >= 4 * broken:
        raise RegisterError(file, [message("broken_text", row=row, encoding="UTF-8")])
    runs = re.findall(rb"[\x80-\xff]+", data)
    single = sum(len(run) % 2 for run in runs) / len(runs)
    for name, encoding in (("GB18030", "gb18030"), ("Big5", "big5")):
        found = _or_none(data, encoding)
        if found is not None and _known_words(found) > 1:
            return found, name
    chinese, western = _or_none(data, "gb18030"), _or_none(data, "cp1252")
    if chinese is not None and single < 0.5 and _share_in(chinese, "gb2312") >= 0.8:
        return chinese, "GB18030"
    if western is not None and single >= 0.5 and _is_western(western):
        return western, "Windows-1252"
    traditional = _or_none(data, "big5")
    leads = re.findall(rb"([\x81-\xfe])[\x40-\x7e\xa1-\xfe]", data)
    if traditional is not None and sum(b"\xa1" <= lead <= b"\xc6" for lead in leads) >= 0.8 * len(leads):
        return traditional, "Big5"  # its everyday characters start with the bytes A1 to C6
    if chinese is not None and _share_in(chinese, "gb2312") >= 0.9:
        return chinese, "GB18030"
    raise RegisterError(file, [message("unknown_encoding", row=row)])


_OF_HEADERS = frozenset(
    (
        "企业",
        "单位",
        "公司",
        "工厂",
        "人数",
        "员工",
        "职工",
        "工人",
        "行业",
        "代码",
        "编号",
        "序号",
        "名称",
        "工时",
        "年度",
        "地区",
        "区县",
    )
)


def _known_words(text: str) -> int:
    """How many words of Chinese headers the first lines of a text hold: names of columns, and what they are made of.

    Two characters side by side are four bytes: those of another encoding, or another language, make no such word.
    """
    head = simplified(text[:2_000])
    return sum(name in head for name in {*_OF_HEADERS, *(name for kind in SCHEMA for name in kind.chinese)})


_EVERYDAY = frozenset(
    "省市县区镇乡村路街号厂公司有限责任股份集团煤矿业化工建筑材料机械电子科技贸易商店一二三四五甲乙丙丁东西南北中大小新华"
)


def _vouched(text: str) -> bool:
    """Whether column names, or everyday characters of addresses and firms, bear a Chinese encoding out."""
    chinese = [letter for letter in simplified(text[:100_000]) if "一" <= letter <= "鿿"]
    everyday = [letter for letter in chinese if letter in _EVERYDAY]
    return _known_words(text) > 0 or len(set(everyday)) > 1 and 10 * len(everyday) >= len(chinese)


def _looks_like_utf8(text: str) -> bool:
    """Whether a text that can be UTF-8 is nothing else: one of seven everyday characters of GB18030 can be both."""
    beyond = {letter for letter in text if letter > "\x7f"}
    longer, western = max(beyond, default="") > "\u07ff", max(beyond, default="") < "\u0180"
    return longer or western or len(beyond) >= FEWEST_BEYOND_DOUBT


def _or_none(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _share_in(text: str, encoding: str) -> float:
    """Share of the characters beyond ASCII that an older, smaller character set has."""
    beyond = [character for character in text if character > "\x7f"]
    known = {character: _encodable(character, encoding) for character in set(beyond)}
    return sum(known[character] for character in beyond) / max(1, len(beyond))


def _encodable(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _is_western(text: str) -> bool:
    """Whether the characters beyond ASCII are letters or marks of Western text, and most stand beside a letter."""
    beyond = [character for character in text if character > "\x7f"]
    beside = re.findall(r"(?<=[A-Za-z ])[^\x00-\x7f]|[^\x00-\x7f](?=[A-Za-z ])", text)
    fit = all(character.isalpha() or character in "’‘“”–—…€£°·ºª½¼¾«»¿¡§²³\xa0" for character in beyond)
    return fit and 2 * len(beside) >= len(beyond)


def _refuse_other_text(file: str, text: str) -> None:
    """Text files that are no tables: pointers, JSON, web pages, XML, failed downloads."""
    found = _other_text(text)
    if found is not None:
        raise RegisterError(file, [found])


def _other_text(text: str) -> Message | None:
    start = text.lstrip(_PADDING)
    head = start[:2_000]
    low = head.lower()
    if not start:
        return message("empty_file")
    if re.match(r'"?version https?://(git-lfs|hawser)', low):
        size = re.search(r"size (\d{1,15})\b", low)
        return message("lfs_pointer", size=int(size.group(1)) if size else 0)
    if re.match(r"\S*annex/objects/\S+\s*$", head) or re.match(r"((md5|wdir|frozen|desc):.*\n)*(outs|deps):\s*\n", low):
        return message("other_pointer")
    if re.match(r"<(!doctype html|html|head|body|table|meta|div|style|script|!--)\b|<!--", low):
        return message("web_page")
    if low.startswith("mime-version:") and "text/html" in low:
        return message("web_page")
    if "<error>" in low[:200] and "<code>" in low:
        return message("failed_download", text=Shown(re.sub(r"<[^>]*>", " ", head).strip()))
    if re.match(r"<\?xml|<[a-z][\w:.-]*[\s>]", low):
        kind = "xml_excel" if "urn:schemas-microsoft-com:office:spreadsheet" in low else "xml"
        return message("web_page") if "<html" in low else message(kind)
    if re.match(r'(\{\s*["}]|\[\s*[\[{\]"\d-])', start):
        return message("json")
    if len(start) < 200 and re.match(r"(\d{3}: )?(not found|forbidden|access denied|bad request|unauthorized)", low):
        return message("failed_download", text=Shown(start.strip()))
    if re.search(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]", start):
        return message("binary")
    return message("not_a_table", text=Shown(" ".join(start.split()))) if _is_no_table(start) else None


def _is_no_table(text: str) -> bool:
    """Whether a text is a few lines without any separator, the first of which names no column."""
    if len(text) >= 500 or re.search("[,;\t|，；]", text):
        return False
    names = {name.casefold() for kind in SCHEMA for name in (kind.name, *kind.english, *kind.chinese)}
    lines = text.splitlines()
    return len(lines) <= 3 and lines[0].strip().casefold() not in names
