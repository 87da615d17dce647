"""Compiled kernels in a cache folder of the user, each named by a hash of everything that it reaches."""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import importlib.util
import inspect
import os
import platform
import re
import shutil
import sys
import tempfile
import threading
import time
import types
import warnings
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numba
import numpy as np
from numba import njit

from govsim.engines import layout, lazy_order, numba_language, numba_rows
from govsim.engines.compose import Kernel, Need, kernel_of, layout_of
from govsim.engines.layout import Layout
from govsim.engines.numba_language import compiled
from govsim.engines.week import Stage
from govsim.language import Model, facts_of
from govsim.language.reach import functions_of, reach_digest
from govsim.locale import SpokenWarning

MONTH_SECONDS = 31 * 86400
PREFIX = "govsim_kernel"
_LOADING = threading.RLock()  # one kernel is compiled or read at a time, as numba does anyway


@cache
def cache_folder() -> Path:
    """Where generated modules live: GOVSIM_CACHE, else the user's cache folder, else a private temporary one."""
    asked = os.environ.get("GOVSIM_CACHE")
    base = Path(asked) if asked else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "govsim"
    folder = base / f"kernels-py{platform.python_version()}-numba{numba.__version__}"
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
    for file in [*folder.glob("*.py"), *folder.glob("__pycache__/*")]:
        try:
            if file.stat().st_mtime < limit:
                file.unlink()
        except OSError:
            continue  # another process removed it, or it isn't ours


def _keep_fresh(path: Path) -> None:
    """A kernel in use is not to be pruned, nor what numba made of it."""
    with contextlib.suppress(OSError):  # another process removed a file, or it isn't ours
        if time.time() - path.stat().st_mtime > MONTH_SECONDS / 4:
            for used in [path, *path.parent.glob(f"__pycache__/{path.stem}.*")]:
                os.utime(used)


@cache
def _environment() -> str:
    own = "".join(inspect.getsource(made) for made in (layout, lazy_order, numba_language, numba_rows))
    return f"{numba.__version__} {np.__version__} {platform.python_version()} {own}"


def _import_text(name: str, text: str, names: Mapping[str, Any]) -> types.ModuleType:
    """Execute a generated module, writing it under a temporary name first if the cache has it not.

    Args:
        name: of the module, by which numba asks for it when it reads what it has kept.
        text: its lines.
        names: what stands in its namespace beforehand.
    """
    with _LOADING:
        if name in sys.modules:
            return sys.modules[name]
        path = cache_folder() / f"{name}.py"
        if path.exists():
            _keep_fresh(path)
        else:
            with tempfile.NamedTemporaryFile(
                "w", dir=path.parent, suffix=".tmp", delete=False, encoding="utf-8"
            ) as file:
                file.write(text)
            os.replace(file.name, path)
        spec = importlib.util.spec_from_file_location(name, path)
        if spec is None or spec.loader is None:
            raise ImportError(f"can't load {path}")
        module = importlib.util.module_from_spec(spec)
        vars(module).update(names)
        sys.modules[name] = module
        try:
            spec.loader.exec_module(module)
        except BaseException:
            del sys.modules[name]
            raise
        return module


WORDS: Mapping[str, Any] = {  # what generated text may say
    "njit": njit,
    "KERNEL": numba_rows.KERNEL,
    "take": numba_rows.table_at,
    "pick": numba_rows.row_at,
    "length": numba_rows.rows_in,
    "walk": numba_rows.members_of,
    "walk_in_order": numba_rows.ordered_of,
    "enter": lazy_order.enter,
    "begin": lazy_order.begin,
    "call": numba_rows.call_kernel,
}


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
def module_of(model: Model, stage: Stage) -> str:
    """The name of the module in which a stage's kernel is kept: the stage's, and a hash of all that it reaches.

    Raises:
        DeclarationError: when a source cannot be read.
    """
    kernel = kernel_of(model, stage)
    reach = reach_digest(*kernel.functions.values())
    layouts = (made.digest for made in layouts_of(model, kernel))
    return f"{PREFIX}_{kernel.name}_{_digest(kernel.source(), reach, *layouts)}"


@lru_cache(maxsize=4096)
def load(model: Model, stage: Stage) -> tuple[int, tuple[Need, ...]]:
    """The machine code of a stage, compiled if nobody has before: its address, and what its context must hold."""
    kernel, module = kernel_of(model, stage), module_of(model, stage)
    names: dict[str, Any] = {f"layout_{k}": made for k, made in enumerate(layouts_of(model, kernel))}
    with _LOADING:
        names |= {alias: compiled(function) for alias, function in kernel.functions.items()}
        made = _import_text(module, kernel.source(), {**WORDS, **names})
        return numba_rows.address_of(getattr(made, kernel.name)), kernel.needs


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join([_environment(), *texts]).encode()).hexdigest()[:16]


DRIVER = """
@njit("void(int64, int64, int64)", cache=True, nogil=True)
def play(context, first, last):
    now = pick(take(context, 0, layout_clock), 0)
    keys = take(context, 1, layout_key)
    founding = take(context, 2, layout_calls)
    weekly = take(context, 3, layout_calls)
    for week in range(first, last):
        now.week = week
        now.key = pick(keys, week + 1).value
        calls = founding if week < 0 else weekly
        for k in range(length(calls)):
            one = pick(calls, k)
            call(one.kernel, one.context)
"""


def driver(layouts: Mapping[str, Layout]) -> Callable[[int, int, int], None]:
    """The function that plays weeks by calling kernels: it knows none of them, and is compiled once.

    Args:
        layouts: of the clock, of a week's key and of a call.

    Returns:
        A function of the address of a context (clock, keys, calls before week 0, calls of a week), the first week and
        the week after the last.
    """
    digest = _digest(DRIVER, *(made.digest for made in layouts.values()))
    names = {f"layout_{name}": made for name, made in layouts.items()}
    play: Callable[[int, int, int], None] = _import_text(f"{PREFIX}_driver_{digest}", DRIVER, {**WORDS, **names}).play
    return play
