"""Whether this process is a command's own, which may then do with it what a notebook must not suffer."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

MAIN = Path(__file__).parents[2] / "__main__.py"


@cache
def is_ours() -> bool:
    """Whether the process was started to run a command, and is not a notebook or a script that runs one inside."""
    words = sys.orig_argv
    module = words[words.index("-m") + 1 :][:1] if "-m" in words else []
    script = next((word for word in words[1:] if not word.startswith("-")), "")
    named = os.path.basename(script).partition(".")[0] == "govsim"
    return module in (["govsim"], ["govsim.__main__"]) or named or script == str(MAIN)
