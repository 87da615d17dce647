"""The Mesa engine."""

import multiprocessing

_before = multiprocessing.get_start_method(allow_none=True)
from govsim.engines.mesa.collect import WeeklyOutcomes  # noqa: E402
from govsim.engines.mesa.model import GovernanceModel  # noqa: E402
from govsim.engines.mesa.runs import run_many  # noqa: E402

if multiprocessing.get_start_method(allow_none=True) != _before:  # Mesa sets it when it is imported, for everyone
    multiprocessing.set_start_method(_before, force=True)

__all__ = ["GovernanceModel", "WeeklyOutcomes", "run_many"]
