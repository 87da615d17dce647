"""What a rule saw, what it drew, and what would have come out otherwise: rules followed from outside, unchanged."""

from govsim.engines.traced.causes import Call, Cause, Inputs, causes_of, inputs_of
from govsim.engines.traced.drawn import Draw, Drawn, followed

__all__ = ["Call", "Cause", "Draw", "Drawn", "Inputs", "causes_of", "followed", "inputs_of"]
