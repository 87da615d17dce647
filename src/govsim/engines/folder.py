"""The cache folder of the user: machine code, and what was found out about the code that it comes from."""

from __future__ import annotations

import atexit
import contextlib
import os
import platform
import shutil
import tempfile
import time
from functools import cache
from importlib.metadata import version
from pathlib import Path

from platformdirs import user_cache_path

from govsim.engines import kept

MONTH_SECONDS = 31 * 86400
KEPT, REACHED, CUT = ".kernel", ".reach", ".pieces"  # machine code, what results hang on, how stages are cut


@cache
def cache_folder() -> Path:
    """Where generated modules live: GOVSIM_CACHE, else the user's cache folder, else a private temporary one."""
    base = Path("~/.cache")  # as the warning calls it where nobody has a home
    try:
        base = _asked_folder()
        folder = base / f"kernels-py{platform.python_version()}-numba{version('numba')}"
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder):
            pass
    except (OSError, RuntimeError, ValueError):  # RuntimeError: no home; ValueError: a name that no file can have
        folder = _temporary_folder()
        kept.warn(base)
    _prune(folder)
    return folder


def _asked_folder() -> Path:
    asked = os.environ.get("GOVSIM_CACHE")
    return Path(os.path.abspath(asked)) if asked else user_cache_path("govsim", appauthor=False)


def _temporary_folder() -> Path:
    """A folder that goes with this process; where there is no room for any, one that is not there."""
    try:
        folder = Path(tempfile.mkdtemp(prefix="govsim-"))
    except OSError:
        return Path(os.devnull) / "govsim"
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _prune(folder: Path) -> None:
    """Remove what nobody has used for a month."""
    limit = time.time() - MONTH_SECONDS
    for file in [*folder.glob("*.py"), *folder.glob(f"*{KEPT}"), *folder.glob(f"*{REACHED}"), *folder.glob(f"*{CUT}")]:
        try:
            if file.stat().st_mtime < limit:
                file.unlink()
        except OSError:
            continue  # another process removed it, or it isn't ours


def keep_fresh(path: Path) -> None:
    """A kernel in use is not to be pruned, nor what numba made of it."""
    with contextlib.suppress(OSError):  # another process removed a file, or it isn't ours
        if time.time() - path.stat().st_mtime > MONTH_SECONDS / 4:
            for used in (path, path.with_suffix(".py")):
                os.utime(used)
