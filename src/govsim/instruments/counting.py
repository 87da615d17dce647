"""Settings that are said for a hundred enterprises, so that they grow with the county, and booked on one of them."""

from govsim.language import helper

HUNDRED = 100.0


@helper
def share_of_one(amount: float) -> float:
    """What one enterprise has of an amount that is said for a hundred."""
    return amount / HUNDRED
