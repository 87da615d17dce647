"""Files of experiments and of targets are plain YAML: no tags, no aliases, nothing from outside the file.

A tag may make an object; an alias of aliases grows a file of some lines beyond any memory; a resolver reads what the
file does not hold, such as the environment, whose values a report would publish.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from govsim.study.speak.errors import InputError, foreign, one_line
from govsim.study.speak.words import tell

REFERENCE = re.compile(r"\$\{(?!\.*[\w.\[\]-]+\})")  # the start of one that is more than a place in the file


def plain_yaml(text: str) -> Any:
    """What a text of YAML says.

    Raises:
        InputError: with the line: it cannot be read, or is more than values, lists and mappings.
    """
    try:
        for event in yaml.parse(text, yaml.SafeLoader):
            row = event.start_mark.line + 1
            if isinstance(event, yaml.AliasEvent):
                raise InputError(tell("error.yaml_alias", row=row, name=f"*{event.anchor}"))
            if tag := getattr(event, "tag", None):
                raise InputError(tell("error.yaml_tag", row=row, tag=tag.replace("tag:yaml.org,2002:", "!!")))
        return yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = foreign(error.problem or error.context or "")
        row = mark.line + 1 if mark is not None else 1
        raise InputError(tell("error.yaml_row", row=row, reason=reason)) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # ValueError: a date that is none
        raise InputError(one_line(error)) from error


def refuse_outside(tree: Any, key: str = "") -> None:
    """Refuse `${...}` that is not a place in the file.

    Raises:
        InputError: naming the key.
    """
    for name, text in _texts(tree, key):
        if REFERENCE.search(text):
            raise InputError(tell("error.from_outside", key=name, text=text))


def _texts(tree: Any, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(tree, str):
        yield key, tree
    elif isinstance(tree, Mapping):
        for name, one in tree.items():
            yield from _texts(one, f"{key}.{name}" if key else str(name))
    elif isinstance(tree, list):
        for at, one in enumerate(tree):
            yield from _texts(one, f"{key}[{at}]")
