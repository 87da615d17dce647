"""How runs are asked for, varied, compared and kept."""
