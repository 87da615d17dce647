"""The Mesa engine."""

from govsim.engines.mesa.model import GovernanceModel
from govsim.engines.mesa.runs import run_many

__all__ = ["GovernanceModel", "run_many"]
