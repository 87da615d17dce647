"""Settings that are the value of a channel: the effect is written from the declaration."""

from __future__ import annotations

import linecache
from collections.abc import Callable
from functools import cache
from typing import Any

TEMPLATE = '''def {name}({level}, p, now):
    """The setting itself, at full strength."""
    return p.{setting}
'''


@cache
def effect_of_setting(instrument: str, setting: str, level: str) -> Callable[..., Any]:
    """An effect on rows of the table `level` that returns a setting.

    Its text stands where Python looks for the lines of a file, since rules are read on their syntax tree.
    """
    name = f"set_{setting}"
    text = TEMPLATE.format(name=name, level=level, setting=setting)
    file = f"<setting {instrument}.{setting} of {level}>"
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    names: dict[str, Any] = {"__name__": f"govsim.settings.{instrument}"}
    exec(compile(text, file, "exec"), names)  # noqa: S102 - the text is the template's
    made: Callable[..., Any] = names[name]
    return made
