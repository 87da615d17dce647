"""Calibration: draws of parameters that a county's own records leave possible."""
