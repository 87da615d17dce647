"""Figures as they stand inside a page: SVG with nothing in it that asks for anything outside, and names of its own."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from xml.etree import ElementTree

from govsim.errors import GovsimError

NAMES = re.compile(r"^\{[^}]*\}")
LINK = re.compile(r"url\(#([^)]+)\)")
OUTSIDE = re.compile(r"url\((?!#)|@import|expression\(", re.IGNORECASE)
DATA = re.compile(r"data:image/(png|jpeg);base64,")
LEFT_OUT = ("script", "foreignobject", "metadata", "iframe", "audio", "video", "a", "animate", "set")  # in any case


class BrokenPictureError(GovsimError):
    """A file is no SVG; whoever asks for the picture says so."""


def inline_svg(file: Path, prefix: str, alt: str) -> str:
    """The picture as an element of a page.

    Scripts, handlers of events, links and whatever would be fetched are left out; ids get a prefix, so that figures of
    one page do not take each other's shapes.

    Args:
        file: an SVG.
        prefix: of its ids.
        alt: what can be seen in it.

    Raises:
        BrokenPictureError: it is none.
    """
    try:
        root = ElementTree.fromstring(file.read_bytes())
    except (OSError, ElementTree.ParseError) as error:
        raise BrokenPictureError(str(error)) from error
    if NAMES.sub("", root.tag) != "svg":
        raise BrokenPictureError(root.tag)
    keep = {name: root.get(name, "") for name in ("viewBox",)}
    parts: list[str] = [
        f'<svg class="figure" role="img" viewBox="{escape(keep["viewBox"])}" aria-label="{escape(alt)}">'
    ]
    parts.append(f"<title>{escape(alt)}</title>")
    for child in root:
        _write(child, prefix, parts)
    parts.append("</svg>")
    return "".join(parts)


def _write(element: ElementTree.Element, prefix: str, parts: list[str]) -> None:
    name = NAMES.sub("", element.tag) if isinstance(element.tag, str) else ""
    if not re.fullmatch(r"[A-Za-z]+", name) or name.lower() in LEFT_OUT:
        return
    said = "".join(f' {key}="{escape(value)}"' for key, value in _attributes(element, prefix))
    text = "" if element.text is None else element.text
    if name == "style":
        text = "" if OUTSIDE.search(text) or "<" in text else text
        parts.append(f"<g><style{said}>{_scoped(text)}</style></g>" if text else "")
        return
    parts.append(f"<{name}{said}>{escape(text.strip())}")
    for child in element:
        _write(child, prefix, parts)
    parts.append(f"</{name}>")


def _scoped(text: str) -> str:
    """The rules of a picture, for it alone."""
    return text.replace("*{", "svg.figure *{")


def _attributes(element: ElementTree.Element, prefix: str) -> list[tuple[str, str]]:
    """Attributes with local names: no handlers, no links but to shapes of the same picture."""
    made = []
    for full, value in element.attrib.items():
        key = NAMES.sub("", full)
        if key.lower().startswith("on") or OUTSIDE.search(value):
            continue
        if key.lower() == "href":
            if value.startswith("#"):
                value = f"#{prefix}{value[1:]}"
            elif not DATA.match(value):
                continue
        elif key == "id":
            value = prefix + value
        else:
            value = LINK.sub(rf"url(#{prefix}\1)", value)
        made.append((key, value))
    return made
