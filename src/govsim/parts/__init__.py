"""Parts of the model beyond the core: each module or folder here is one, and a scenario names those it has."""
