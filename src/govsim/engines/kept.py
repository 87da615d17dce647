"""Files of the kernel cache: machine code with the name of its function and a checksum."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        OSError: when it cannot be written.
    """
    with tempfile.NamedTemporaryFile("wb", dir=path.parent, suffix=".tmp", delete=False) as file:
        file.write(content)
    os.replace(file.name, path)


def as_kept(code: bytes, symbol: str) -> bytes:
    """What stands in the file of some machine code."""
    return b"\n".join([_sum(code, symbol.encode()), symbol.encode(), code])


def read(path: Path) -> tuple[bytes, str] | None:
    """Machine code and the name of its function; None where there is none, or the file is damaged."""
    try:
        total, symbol, code = path.read_bytes().split(b"\n", 2)
    except (OSError, ValueError):
        return None
    return (code, symbol.decode()) if _sum(code, symbol) == total else None


def _sum(code: bytes, symbol: bytes) -> bytes:
    return hashlib.sha256(symbol + code).hexdigest().encode()
