"""Insurers of work injuries: premiums in, claims out."""

from typing import Any

from govsim.language import Rows, Table
from govsim.populations.synthesis import INSURERS


def competitors(structure: Any) -> Rows:
    """A few insurers that compete."""
    return Rows(INSURERS)


insurer = Table("insurer", code=4, zh="保险机构", plural="insurers", rows=competitors)
