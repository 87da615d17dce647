"""One process at a time in a folder of results."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

NAME = "lock"


@contextmanager
def locked(folder: Path, on_wait: Callable[[str], None], shared: bool = False) -> Iterator[None]:
    """Hold a folder; wait while another process holds it. A process that dies holds nothing: the system lets go.

    Args:
        folder: made when it is not there; a holder may remove it, lock and all, before letting go.
        on_wait: told once who holds the folder.
        shared: hold it beside others that share it; who wants it alone waits for all of them.
    """
    handle = _take(folder, on_wait, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
    try:
        with contextlib.suppress(OSError):  # on a full disk the holder stays unnamed: what it does there will say so
            os.truncate(handle, 0)
            os.pwrite(handle, f"{os.getpid()} on {socket.gethostname()}".encode(), 0)
        yield
    finally:
        os.close(handle)


def holder_of(folder: Path) -> str:
    """Who holds a folder; "" when nobody does."""
    try:
        handle = os.open(folder / NAME, os.O_RDWR)
    except OSError:
        return ""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return os.pread(handle, 200, 0).decode(errors="replace") or "?"
    except OSError:  # a file system without locks
        return ""
    finally:
        os.close(handle)
    return ""


def _take(folder: Path, on_wait: Callable[[str], None], how: int) -> int:
    waited = False
    while True:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o644)
        except FileNotFoundError:  # its holder has just finished and removed the folder
            continue
        try:
            try:
                fcntl.flock(handle, how | fcntl.LOCK_NB)
            except BlockingIOError:
                if not waited:
                    on_wait(os.pread(handle, 200, 0).decode(errors="replace") or "?")
                    waited = True
                fcntl.flock(handle, how)
            except OSError as error:  # a file system without locks: better no lock than no results
                if error.errno not in (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS):
                    raise
            if _is_still_there(handle, folder / NAME):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _is_still_there(handle: int, path: Path) -> bool:
    """Whether the file held is the one that others would find: it may have been removed while we waited."""
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path))
    except FileNotFoundError:
        return False
