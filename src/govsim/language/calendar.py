"""The year as rules divide by it."""

from govsim import year

WEEKS_A_YEAR = float(year.WEEKS_A_YEAR)  # a yearly rate over this is a weekly one
