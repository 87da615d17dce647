"""Compiled kernels in a cache folder of the user, each named by a hash of everything that it reaches."""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import os
import platform
import re
import shutil
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from govsim.engines import machine
from govsim.engines.compose import Kernel, Need, kernel_of, layout_of
from govsim.engines.layout import Layout
from govsim.engines.records import CALL, CLOCK, KEY
from govsim.engines.week import Stage
from govsim.language import Model, facts_of
from govsim.language.reach import functions_of, reach_digest
from govsim.locale import SpokenWarning

MONTH_SECONDS = 31 * 86400
KEPT = ".kernel"
TAUGHT = ("layout", "lazy_order", "numba_rows", "numba_language", "compiling", "machine")
_LOADED: dict[str, int] = {}  # addresses of what this process has, by name
_LOADING = threading.RLock()  # one kernel is compiled or read at a time, as numba does anyway


@cache
def cache_folder() -> Path:
    """Where generated modules live: GOVSIM_CACHE, else the user's cache folder, else a private temporary one."""
    asked = os.environ.get("GOVSIM_CACHE")
    base = Path(asked) if asked else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "govsim"
    folder = base / f"kernels-py{platform.python_version()}-numba{version('numba')}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder):
            pass
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="govsim-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        warnings.warn(SpokenWarning("warning.cache", folder=base), stacklevel=2)
    _prune(folder)
    return folder


def _prune(folder: Path) -> None:
    """Remove what nobody has used for a month."""
    limit = time.time() - MONTH_SECONDS
    for file in [*folder.glob("*.py"), *folder.glob(f"*{KEPT}")]:
        try:
            if file.stat().st_mtime < limit:
                file.unlink()
        except OSError:
            continue  # another process removed it, or it isn't ours


def _keep_fresh(path: Path) -> None:
    """A kernel in use is not to be pruned, nor what numba made of it."""
    with contextlib.suppress(OSError):  # another process removed a file, or it isn't ours
        if time.time() - path.stat().st_mtime > MONTH_SECONDS / 4:
            for used in (path, path.with_suffix(".py")):
                os.utime(used)


@cache
def _environment() -> str:
    """What machine code hangs on beside its own text: compiler, processor, and how rules are taught to it."""
    own = "".join((Path(__file__).parent / f"{name}.py").read_text(encoding="utf-8") for name in TAUGHT)
    asked = sorted(f"{key}={value}" for key, value in os.environ.items() if key.startswith("NUMBA_"))
    versions = [version(name) for name in ("numba", "llvmlite", "numpy")]
    return "\n".join([*versions, platform.python_version(), machine.processor(), *asked, own])


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join([_environment(), *texts]).encode()).hexdigest()[:16]


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    with tempfile.NamedTemporaryFile("wb", dir=path.parent, suffix=".tmp", delete=False) as file:
        file.write(content)
    os.replace(file.name, path)


def _read(path: Path) -> tuple[bytes, str] | None:
    """Machine code that was kept and the name of its function; None where there is none, or it is damaged."""
    try:
        digest, symbol, code = path.read_bytes().split(b"\n", 2)
    except (OSError, ValueError):
        return None
    _keep_fresh(path)
    return (code, symbol.decode()) if hashlib.sha256(symbol + code).hexdigest().encode() == digest else None


def _address_of(
    name: str, text: str, function: str, layouts: Mapping[str, Layout], functions: Mapping[str, Callable[..., Any]]
) -> int:
    """Where the machine code of a text begins: kept, or compiled now and kept.

    Args:
        name: of its files; everything that it reaches is part of the name.
        text: a function of whole numbers.
        function: its name.
        layouts: what the text calls layouts.
        functions: functions of the model that it calls, by its names for them.
    """
    with _LOADING:
        if name not in _LOADED:
            path = cache_folder() / f"{name}{KEPT}"
            found = _read(path)
            if found is None:
                from govsim.engines.compiling import machine_code

                _write(path.with_suffix(".py"), text.encode())
                found = machine_code(text, str(path.with_suffix(".py")), function, layouts, functions)
                digest = hashlib.sha256(found[1].encode() + found[0]).hexdigest()
                _write(path, f"{digest}\n{found[1]}\n".encode() + found[0])
            _LOADED[name] = machine.address_of(*found)
        return _LOADED[name]


@lru_cache(maxsize=4096)
def layouts_of(model: Model, kernel: Kernel) -> tuple[Layout, ...]:
    """How the rows lie that a kernel takes, as far as it names their columns.

    A column that no function of the kernel names may come, go and lie where it likes.
    """
    named = {"id", "alive"} | set(re.findall(r"\.(\w+)", kernel.source()))
    for function in kernel.functions.values():
        for reached in functions_of(function):
            facts = facts_of(reached)
            named |= {name for _, name in facts.reads | facts.writes}
    return tuple(_named(layout_of(model, need), need, named) for need in kernel.needs)


def _named(made: Layout, need: Need, named: set[str]) -> Layout:
    return made.of_names(named) if need.kind in ("table", "parameters") else made


@lru_cache(maxsize=4096)
def name_of(model: Model, stage: Stage) -> str:
    """The name under which a stage's kernel is kept: the stage's, and a hash of all that it reaches.

    Raises:
        DeclarationError: when a source cannot be read.
    """
    kernel = kernel_of(model, stage)
    reach = reach_digest(*kernel.functions.values())
    layouts = (made.digest for made in layouts_of(model, kernel))
    return f"{kernel.name}_{_digest(kernel.source(), reach, *layouts)}"


@lru_cache(maxsize=4096)
def load(model: Model, stage: Stage) -> tuple[int, tuple[Need, ...]]:
    """The machine code of a stage, compiled if nobody has before: its address, and what its context must hold."""
    kernel = kernel_of(model, stage)
    layouts = {f"layout_{k}": made for k, made in enumerate(layouts_of(model, kernel))}
    name = name_of(model, stage)
    return _address_of(name, kernel.source(), kernel.name, layouts, kernel.functions), kernel.needs


DRIVER = """
def play(context, first, last):
    now = pick(take(context, 0, layout_clock), 0)
    keys = take(context, 1, layout_key)
    before = take(context, 2, layout_calls)
    weekly = take(context, 3, layout_calls)
    for week in range(first, last):
        now.week = week
        now.key = pick(keys, week + 1).value
        calls = before if week < 0 else weekly
        for k in range(length(calls)):
            one = pick(calls, k)
            call(one.kernel, one.context)
"""


@cache
def driver() -> Callable[[int, int, int], None]:
    """The function that plays weeks by calling kernels: it knows none of them, and is compiled once.

    Returns:
        A function of the address of a context (clock, keys, calls before week 0, calls of a week), the first week and
        the week after the last.
    """
    layouts = {"clock": Layout.of(CLOCK), "key": Layout.of(KEY), "calls": Layout.of(CALL)}
    name = f"driver_{_digest(DRIVER, *(made.digest for made in layouts.values()))}"
    given = {f"layout_{name}": made for name, made in layouts.items()}
    return machine.callable_at(_address_of(name, DRIVER, "play", given, {}))
