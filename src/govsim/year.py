"""Time as the model counts it, in weeks."""

WEEKS_A_YEAR = 52
MOST_WEEKS = 100 * WEEKS_A_YEAR  # assumed: a century; no result is meant that far ahead
MOST_SETTLE = 20 * WEEKS_A_YEAR
USUAL_WEEKS = 10 * WEEKS_A_YEAR
USUAL_SETTLE = 2 * WEEKS_A_YEAR  # before week 0, so that the start is at rest
MOVED_SETTLE = 10 * WEEKS_A_YEAR  # where numbers were moved: declared starts are then farther from rest
USUAL_START = 3 * WEEKS_A_YEAR  # for the baseline to settle
USUAL_WINDOW = (5 * WEEKS_A_YEAR, USUAL_WEEKS)  # policies have been in force for two to seven years
