"""Emergency: places where plants stand close, accidents that set off others, teams that go out, and people trapped.

A place is a public of its own, with its plants, its people near by and its teams. Teams go out in the order of alarms;
what is missing comes from other places, later. Where there is no place and nobody is trapped, the county is as it is
without this part, but for accidents so large that its teams do not suffice.
"""

from govsim.language import title

title("Emergency", zh="应急")
