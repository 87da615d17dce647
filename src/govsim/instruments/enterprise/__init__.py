"""Enterprises: points, training."""
