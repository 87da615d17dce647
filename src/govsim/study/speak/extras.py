"""Libraries that not everybody needs: imported where they are used, named in one line where they are missing."""

from __future__ import annotations

import importlib
from types import ModuleType

from govsim.study.speak.errors import InputError
from govsim.study.speak.words import tell

PACKAGES = {"docx": "python-docx", "sklearn": "scikit-learn", "diff_diff": "diff-diff"}  # where the names differ


def extra(module: str, part: str = "analysis") -> ModuleType:
    """A module of a library that stands in an extra of the package.

    Args:
        module: its full name, `pymoo.optimize`.
        part: the extra that holds it.

    Raises:
        InputError: the library is not installed; says by which command it is.
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        root = module.partition(".")[0]
        if error.name is None or error.name.partition(".")[0] != root:
            raise
        raise InputError(tell("error.extra", package=PACKAGES.get(root, root), part=part)) from error
