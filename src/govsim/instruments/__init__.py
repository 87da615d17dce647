"""What can be adopted: one instrument per file (or one close family). This folder is the policy menu.

Importing the package imports every file in it, so that a new file needs no list to be edited.
"""

from importlib import import_module
from pkgutil import iter_modules

for _module in sorted(info.name for info in iter_modules(__path__)):
    import_module(f"{__name__}.{_module}")
