"""What can be adopted: one instrument per file (or one close family), in folders by family. This is the policy menu.

Importing the package imports every file in it, at any depth, so that a new file needs no list to be edited.
"""

from importlib import import_module
from pkgutil import walk_packages

for _module in sorted(info.name for info in walk_packages(__path__, f"{__name__}.")):
    import_module(_module)
