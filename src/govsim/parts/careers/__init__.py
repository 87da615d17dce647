"""Leaders with careers: a ceiling of recorded deaths, a term, ties, deputies, rivals, and an end.

A leader is a person who holds the office for some years. Every year the government above sets safety on record, against
a ceiling that follows what was recorded before, beside growth; the best are promoted unless a severe accident forbids
it. Where one more death would cross the ceiling, the wish grows that it be not on record: it hides deaths and prevents
none. A few enterprises are tied to the leader, who keeps penalties and visits from them. What neighbours reach presses,
and so does an interview after failing. Enterprises, too, are ranked, for honours. Without the wish to hide at the line
(line_hides), ties (tie_share) and the race (race), and without instruments, not a bit differs.
"""

from govsim.language import title

title("Careers of leaders", zh="领导任期与晋升")
