"""Studies that evidence comes from, run in the model, where the true effect is known."""
