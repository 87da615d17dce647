"""A register: a table of real establishments, one a row, that takes the place of the made county.

What can be put right without doubt is, and listed; what cannot is refused, all of it in one answer.
"""

from govsim.populations.register.content import content_hash
from govsim.populations.register.describe import describe
from govsim.populations.register.headers import column_map
from govsim.populations.register.messages import RegisterError
from govsim.populations.register.notes import RegisterNotes
from govsim.populations.register.reader import read_register
from govsim.populations.register.template import write_template

__all__ = [
    "RegisterError",
    "RegisterNotes",
    "column_map",
    "content_hash",
    "describe",
    "read_register",
    "write_template",
]
