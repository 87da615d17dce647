"""Cases: counties in which something is wrong, what is tried there, and what must come out; one file a case."""
