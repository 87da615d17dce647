"""Evaluation: eight indicators from the record, three scores and the public's survey, an index, and a colour.

The government scores a sample drawn at random, enterprises assess themselves, a third party looks for itself, and the
public is asked. What it would be in truth stands beside each, for those who study the model only: no instrument and no
planner reads it. Without an instrument nothing hangs on the index.
"""

from govsim.language import title

title("Evaluation", zh="评估")
