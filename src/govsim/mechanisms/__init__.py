"""What people, enterprises and nature do: one behaviour or physical rule a file. Importing this registers all."""

from govsim import channels, populations  # noqa: F401 - rules name their columns
from govsim.mechanisms import (
    climate,
    credit_record,
    crew,
    detection,
    effort,
    entry_exit,
    hazards,
    injuries,
    inspection_capacity,
    insurance,
    leadership,
    major_accidents,
    major_hazards,
    money,
    peers,
    penalties,
    perception,
    production_pressure,
    public_attention,
    recording,
    reporting,
    safety_capital,
    skill,
    tip_offs,
    turnover,
    violations,
    visit_choice,
)

__all__ = [
    "climate", "credit_record", "crew", "detection", "effort", "entry_exit", "hazards", "injuries",
    "inspection_capacity",
    "insurance", "leadership", "major_accidents", "major_hazards", "money", "peers", "penalties", "perception",
    "production_pressure", "public_attention", "recording", "reporting", "safety_capital", "skill", "tip_offs",
    "turnover",
    "violations", "visit_choice",
]  # fmt: skip
