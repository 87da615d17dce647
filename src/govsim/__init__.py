"""Agent-based simulation of workplace-safety governance."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from govsim.engines.mesa import GovernanceModel
    from govsim.study.analysis.compare import compare
    from govsim.study.analysis.sweep import sweep
    from govsim.study.ask.config import load_scenario
    from govsim.study.runs.simulate import simulate
    from govsim.study.runs.store import read_results

__version__ = "0.1.0"
__all__ = ["GovernanceModel", "__version__", "compare", "load_scenario", "read_results", "simulate", "sweep"]

_HOMES = {
    "GovernanceModel": "govsim.engines.mesa",
    "compare": "govsim.study.analysis.compare",
    "load_scenario": "govsim.study.ask.config",
    "read_results": "govsim.study.runs.store",
    "simulate": "govsim.study.runs.simulate",
    "sweep": "govsim.study.analysis.sweep",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: the command line must not wait for Mesa or pandas."""
    if name not in _HOMES:
        raise AttributeError(f"module 'govsim' has no attribute '{name}'")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
