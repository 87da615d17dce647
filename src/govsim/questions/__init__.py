"""Questions of the programme: each answered in two sentences by what runs left; one file a question.

A new question is a file here with one `QUESTION` (`q02_more_or_better` is one to begin from), and nothing else is
edited:

* `number`, `problem` and `text`: its place in the programme's list, the problem as it is named there, the question.
* `counties`, `numbers`, `seeds`: as a case has them (see `govsim.cases`). A county may have a `budget`, to which all
  its arms but the first are brought by one factor on their strengths. A question that a case answers is made by
  `from_case`: it takes the case's counties, seeds and numbers, by name, and adds its own; its runs are the case's.
* `verdicts`: what may come out, the first that holds is told. Each has two sentences in both languages; `{name}` stands
  for a number with its interval. The last holds always: no difference is seen.
* `figure`: the numbers that are drawn beside each other, or a curve as a case has it.
* `hangs_on`: what was assumed, and what would overturn the answer.
* `turns`: pairs of arms; where they exchange their results the verdict must be another, which a test tries.
* `common.numbers` makes numbers of many arms and outcomes (`changes`), `common.contest` those and the verdicts of which
  of several is best (`pairs`, `best_of`), `common.reached` how much of something is needed (`dose_for`).
* `common.measures` has the change of one arm (`changed`), and a ratio by seed that may be subtracted (`by_seed`).

`govsim question N` runs it, writes its page in both languages and its figure, and prints the answer.
"""
