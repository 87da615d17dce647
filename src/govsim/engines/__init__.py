"""How the model runs: one plan of the week, followed by a compiled engine and by Mesa agents, to the same bits."""
