"""What a kernel is called: a hash of everything that it reaches, the same in every process that has the same code."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Callable, Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from govsim.engines import machine
from govsim.engines.layout import Layout
from govsim.language.reach import reach_digest

TAUGHT = (
    "layout", "tiles", "lazy_order", "numba_rows", "numba_language", "compiling", "machine", "pieces", "plan",
    "records", "steering", "week",
)  # fmt: skip


@cache
def _environment() -> str:
    """What machine code hangs on beside its own text: compiler, processor, and how rules are taught to it."""
    here = Path(__file__).parent
    files = [*(here / f"{name}.py" for name in TAUGHT), *sorted((here / "vectors").glob("*.py"))]
    files.append(here.parent / "language" / "check.py")
    own = "".join(file.read_text(encoding="utf-8") for file in files)
    asked = sorted(f"{key}={value}" for key, value in os.environ.items() if key.startswith("NUMBA_"))
    versions = [version(name) for name in ("numba", "llvmlite", "numpy")]
    return "\n".join([*versions, platform.python_version(), machine.processor(), *asked, own])


def kernel_name(function: str, text: str, functions: Iterable[Callable[..., Any]], layouts: Iterable[Layout]) -> str:
    """The name under which machine code is kept: what its function is called, and a hash of all that it reaches.

    Args:
        function: what the text calls the function that is compiled.
        text: the text.
        functions: the functions of the model that it calls.
        layouts: how the rows lie that it takes.

    Raises:
        DeclarationError: when a source cannot be read.
    """
    reached = [_environment(), text, reach_digest(*functions), *(made.digest for made in layouts)]
    return f"{function}_{hashlib.sha256(chr(0).join(reached).encode()).hexdigest()[:16]}"
