"""What is counted: weekly totals and ratios over a window. Importing the package imports every file in it."""

from importlib import import_module
from pkgutil import walk_packages

from govsim.outcomes.county import YEARLY, YEARLY_LAST

__all__ = ["YEARLY", "YEARLY_LAST"]

for _module in sorted(info.name for info in walk_packages(__path__, f"{__name__}.")):
    import_module(_module)
