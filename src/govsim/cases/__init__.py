"""Cases: counties in which something is wrong, what is tried there, and what must come out; one file a case.

A new case is a file here with one `CASE` (`cold_chain_blind_spot` is one to begin from), and nothing else is edited:

* `counties`: each starts from a scenario file, with settings as on the command line that all its arms share; an arm
  adds its own. The first arm is the county as it is, and the others are compared with it under the same seeds. Use
  several counties where they differ in more than what is tried.
* `numbers`: by name, words in both languages and a function of what the runs left (`Found`: a_year, share, change,
  more, growth, or sums for whatever else; `weeks=` picks a time, `county=` another county than the first).
* `story`: what happened and why; `{name}` stands for a number with its interval.
* `checks`: what the case must show, each a question to the numbers; use the ends of intervals, not means. Where nothing
  happens a check must fail.
* `curves`: outcomes that are drawn year by year.
* `doubts`: what was assumed, and what nobody should lean on.

`govsim case NAME` runs it, writes `case.md`, `case-zh.md` and figures, and ends with 1 where it does not show what it
must.
"""
