"""What `govsim --help` says."""

from __future__ import annotations

from importlib import resources

from govsim.study.speak.words import spoken


def usage() -> str:
    """Commands, keys and flags on one screen."""
    return resources.files("govsim.locale").joinpath(f"usage_{spoken()}.txt").read_text(encoding="utf-8")
