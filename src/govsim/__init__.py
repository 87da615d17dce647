"""Agent-based simulation of workplace-safety governance."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from govsim.engines.explain import NoEnterpriseError
    from govsim.errors import GovsimError, InputError, Interrupted, PopulationError, RunError
    from govsim.language import DeclarationError
    from govsim.populations.register import RegisterError
    from govsim.study.analysis.calibration.asked import calibrate
    from govsim.study.analysis.compare import compare
    from govsim.study.analysis.county import GovernanceModel
    from govsim.study.analysis.discovery.asked import discover
    from govsim.study.analysis.run import simulate
    from govsim.study.analysis.search.call import search
    from govsim.study.analysis.sensitivity.asked import sensitivity
    from govsim.study.analysis.structures.asked import structured
    from govsim.study.analysis.sweep import sweep
    from govsim.study.analysis.trials.asked import trial
    from govsim.study.ask.config import load_scenario
    from govsim.study.runs.store import read_results

__version__ = "0.1.0"
__all__ = [
    "DeclarationError", "GovernanceModel", "GovsimError", "InputError", "Interrupted", "NoEnterpriseError",
    "PopulationError", "RegisterError", "RunError", "__version__", "calibrate", "compare", "discover",
    "load_scenario", "read_results", "search", "sensitivity", "simulate", "structured", "sweep", "trial",
]  # fmt: skip

_HOMES = {
    "DeclarationError": "govsim.language",
    "GovernanceModel": "govsim.study.analysis.county",
    "GovsimError": "govsim.errors",
    "InputError": "govsim.errors",
    "Interrupted": "govsim.errors",
    "NoEnterpriseError": "govsim.engines.explain",
    "PopulationError": "govsim.errors",
    "RegisterError": "govsim.populations.register",
    "RunError": "govsim.errors",
    "calibrate": "govsim.study.analysis.calibration.asked",
    "compare": "govsim.study.analysis.compare",
    "discover": "govsim.study.analysis.discovery.asked",
    "load_scenario": "govsim.study.ask.config",
    "read_results": "govsim.study.runs.store",
    "search": "govsim.study.analysis.search.call",
    "sensitivity": "govsim.study.analysis.sensitivity.asked",
    "simulate": "govsim.study.analysis.run",
    "structured": "govsim.study.analysis.structures.asked",
    "sweep": "govsim.study.analysis.sweep",
    "trial": "govsim.study.analysis.trials.asked",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: the command line must not wait for Mesa or pandas."""
    if name not in _HOMES:
        raise AttributeError(f"module 'govsim' has no attribute '{name}'")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
