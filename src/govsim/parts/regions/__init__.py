"""Regions under one government: enterprises that move between them, and methods of supervision that spread.

Each region of a population has its leader, its agency and its public. An enterprise compares what enforcement costs it
here with where it costs least; who moves waits for a place, and takes its people's habits and its risk along, and its
record as far as that is seen elsewhere. Agencies now and then try a method of their own; the others copy what
works, the sooner the more errors are forgiven. With one region nobody has anywhere to go, and without ideas nothing
is tried: then not a bit differs.
"""

from govsim.language import title

title("Regions", zh="多地区")
