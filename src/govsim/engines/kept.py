"""Files of the kernel cache: machine code with the name of its function and a checksum."""

from __future__ import annotations

import hashlib
import os
import tempfile
import warnings
from functools import cache
from pathlib import Path

from govsim.locale import SpokenWarning


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, and its folder where somebody has removed it.

    Raises:
        OSError: when it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("wb", dir=path.parent, suffix=".tmp", delete=False) as file:
        part = Path(file.name)
        try:
            file.write(content)
            file.close()
            os.replace(part, path)
        except OSError:
            part.unlink(missing_ok=True)
            raise


@cache
def warn(folder: Path) -> None:
    """Say, once for each folder, that nothing is kept in it."""
    warnings.warn(SpokenWarning("warning.cache", folder=folder), stacklevel=2)


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
