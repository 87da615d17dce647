"""What people, enterprises and nature do: one behaviour or physical rule a file, with the columns that it writes.

Importing the package imports every file in it, so that a new file needs no list to be edited.
"""

from importlib import import_module
from pkgutil import walk_packages

for _module in sorted(info.name for info in walk_packages(__path__, f"{__name__}.")):
    import_module(_module)
