"""Files of the cache: each holds a value and a checksum of it and of the file's name.

A file that is cut short, overwritten, of another name, unreadable, or no file at all holds nothing, and is made anew.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import warnings
from pathlib import Path

from govsim.locale import SpokenWarning


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, its folder where somebody has removed it, in place of whatever lies there.

    Raises:
        OSError: when it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    with tempfile.NamedTemporaryFile("wb", dir=path.parent, suffix=".tmp", delete=False) as file:
        part = Path(file.name)
        try:
            file.write(content)
            file.close()
            os.replace(part, path)
        except OSError:
            part.unlink(missing_ok=True)
            raise


def write_if_possible(path: Path, content: bytes) -> None:
    """Write a file of the cache; where that cannot be, warn once and go on."""
    try:
        write(path, content)
    except OSError:
        warn(path.parent.parent)


_WARNED: list[Path] = []


def warn(folder: Path) -> None:
    """Say, once in a process, that nothing is kept in a folder."""
    if _WARNED:
        return
    _WARNED.append(folder)
    warnings.warn(SpokenWarning("warning.cache", folder=folder), stacklevel=2)


def code_as_kept(path: Path, code: bytes, symbol: str) -> bytes:
    """What stands in the file of some machine code and the name of its function."""
    return as_kept(path, symbol.encode() + b"\n" + code)


def code_in(path: Path) -> tuple[bytes, str] | None:
    """Machine code and the name of its function; None where there is none, or the file is damaged."""
    held = read(path)
    if held is None:
        return None
    symbol, _, code = held.partition(b"\n")
    return code, symbol.decode()


def as_kept(path: Path, value: bytes) -> bytes:
    """What stands in a file that keeps a value."""
    return _sum(path, value) + b"\n" + value


def read(path: Path) -> bytes | None:
    """The value that a file keeps; None where there is none, or the file is damaged."""
    try:
        total, _, value = path.read_bytes().partition(b"\n")
    except (OSError, ValueError, MemoryError):
        return None
    return value if _sum(path, value) == total else None


def _sum(path: Path, value: bytes) -> bytes:
    return hashlib.sha256(os.fsencode(path.name) + b"\0" + value).hexdigest().encode()
