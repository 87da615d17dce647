"""Agent-based simulation of workplace-safety governance."""

__version__ = "0.1.0"
