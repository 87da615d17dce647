"""Discovery: in which conditions something happens, as rules in plain words, and which scenario is best where."""
