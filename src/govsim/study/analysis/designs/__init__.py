"""Designs: which settings a question varies together, how its points are laid out, and the scenarios they make."""
