"""Compiled kernels in a cache folder of the user, each named by a hash of everything that it reaches."""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import importlib
import importlib.util
import inspect
import os
import platform
import shutil
import sys
import tempfile
import time
import types
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numba
import numpy as np

from govsim.engines import numba_language
from govsim.engines.compose import Kernel, run_source
from govsim.locale import SpokenWarning

MONTH_SECONDS = 31 * 86400
HEAD = "import numpy as np\nfrom numba import njit\nfrom govsim.engines.numba_language import members_of, sort_by_key\n"


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
    own = inspect.getsource(numba_language)
    return f"{numba.__version__} {np.__version__} {platform.python_version()} {own}"


def reach_of(function: Callable[..., Any], seen: set[Callable[..., Any]] | None = None) -> str:
    """The source of a function, of every function it reaches, and the constants they name."""
    seen = set() if seen is None else seen
    if function in seen:
        return ""
    seen.add(function)
    text = inspect.getsource(function)
    for name in sorted(set(function.__code__.co_names)):
        value = function.__globals__.get(name)
        if isinstance(value, types.FunctionType):
            text += reach_of(value, seen)
        elif isinstance(value, (bool, int, float)):
            text += f"{name}={value!r};"
    return text


def _import_text(name: str, text: str) -> types.ModuleType:
    """Import a generated module, writing it under a temporary name first if the cache has it not."""
    if name in sys.modules:
        return sys.modules[name]
    path = cache_folder() / f"{name}.py"
    if path.exists():
        _keep_fresh(path)
    else:
        with tempfile.NamedTemporaryFile("w", dir=path.parent, suffix=".tmp", delete=False, encoding="utf-8") as file:
            file.write(text)
        os.replace(file.name, path)
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"can't load {path}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _text_of(kernel: Kernel) -> str:
    imports = [f"from {f.__module__} import {f.__name__} as {alias}" for alias, f in kernel.functions.items()]
    return HEAD + "\n".join(imports) + "\n\n\n" + kernel.source()


def load(kernels: list[Kernel]) -> tuple[Callable[..., None], list[str]]:
    """The function that plays weeks, and the names of the arrays it takes after (first, last, keys, run_key)."""
    numba_language.teach([f for kernel in kernels for f in kernel.functions.values()])
    imports, digests = [], []
    for kernel in kernels:
        text = _text_of(kernel)
        reach = "".join(reach_of(f) for f in kernel.functions.values())
        digest = hashlib.sha256((_environment() + text + reach).encode()).hexdigest()[:16]
        module = f"{kernel.name}_{digest}"
        _import_text(module, text)
        imports.append(f"from {module} import {kernel.name}")
        digests.append(digest)
    source, arguments = run_source(kernels)
    text = "from numba import njit\n" + "\n".join(imports) + "\n\n\n" + source
    digest = hashlib.sha256((_environment() + text + "".join(digests)).encode()).hexdigest()[:16]
    return _import_text(f"week_{digest}", text).run, arguments
