"""Paths as users type them."""

from __future__ import annotations

import os
from pathlib import Path


def typed_path(given: str | Path) -> Path:
    """The path meant: `~` is the home folder, where there is one; `~$book.xlsx` is a name like another."""
    return Path(os.path.expanduser(given))
