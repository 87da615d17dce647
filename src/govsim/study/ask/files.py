"""The files of settings as they lie on disk, read without composing them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from govsim.study.speak.errors import InputError, one_line
from govsim.study.speak.paths import typed_path
from govsim.study.speak.words import tell


def config_folder() -> Path:
    """The folder of settings: inside an installed package, or beside the source of a checkout."""
    packaged = Path(__file__).resolve().parents[2] / "configs"
    folder = packaged if packaged.is_dir() else Path(__file__).resolve().parents[4] / "configs"
    if not (folder / "config.yaml").is_file():
        raise InputError(tell("error.no_settings", file=folder / "config.yaml"))
    return folder


def scenario_files(config_dir: str | Path | None = None) -> Mapping[str, Mapping[str, Any]]:
    """The scenario files as they stand, by name, not composed."""
    own = _read_scenarios(typed_path(config_dir)) if config_dir is not None else {}
    return {**_packaged(), **own}


@functools.cache
def _packaged() -> Mapping[str, Mapping[str, Any]]:
    return _read_scenarios(config_folder())


@functools.cache
def population_files() -> Mapping[str, Mapping[str, Any]]:
    """The shipped populations as their files stand, by name."""
    return _read_files(config_folder() / "population")


def _read_scenarios(folder: Path) -> dict[str, Mapping[str, Any]]:
    return _read_files(folder / "scenario")


def _read_files(folder: Path) -> dict[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for file in sorted(folder.glob("*.yaml")):
        try:
            tree = yaml.safe_load(file.read_text(encoding="utf-8"))
        except (yaml.YAMLError, OSError, UnicodeDecodeError) as error:
            raise InputError(tell("error.unreadable", file=file, reason=one_line(error))) from error
        found[file.stem] = tree if isinstance(tree, dict) else {}
    return found


def changed_numbers(text: str) -> Iterator[tuple[int, str, int | float]]:
    """Numbers that YAML reads as others than they seem: 0104 in base 8, 1:30 in base 60, 0x1F, 0b11.

    Among enterprises they are ids, so that 1e5 and 1_000 are changed too.

    Yields:
        the line, counted from 1, the number as it is written, and what YAML makes of it.
    """
    for node, of_enterprise in _scalars(yaml.compose(text, Loader=yaml.SafeLoader)):
        if node.style is not None:
            continue
        digits = node.value.lstrip("+-")
        if node.tag in ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float"):
            if ":" in digits or re.match(r"0[0-9_xXbB]", digits) and "." not in digits:
                yield node.start_mark.line + 1, node.value, yaml.safe_load(node.value)
                continue
        if of_enterprise and re.fullmatch(r"[\d_]+(\.[\d_]*)?(e[+-]?\d+)?", digits, re.ASCII | re.IGNORECASE):
            value = float(node.value.replace("_", "") or "nan")
            if value == value and node.value not in (repr(value), f"{value:.0f}"):
                yield node.start_mark.line + 1, node.value, value


def misread_texts(text: str) -> Iterator[tuple[int, str, str, Any]]:
    """Names and titles that YAML takes for something else: `name: no`, `name: 1.0`, `title: yes`.

    Yields:
        the line, counted from 1, the key, the words as they are written, and what YAML makes of them.
    """
    tree = yaml.compose(text, Loader=yaml.SafeLoader)
    waiting = [(key.value, value) for key, value in tree.value] if isinstance(tree, yaml.MappingNode) else []
    for key, node in waiting:
        if key == "title" and isinstance(node, yaml.MappingNode):
            waiting += [(f"title.{below.value}", value) for below, value in node.value]
        elif key in ("name", "title") or key.startswith("title."):
            kind = node.tag.rpartition(":")[2]
            if isinstance(node, yaml.ScalarNode) and node.style is None and kind in ("bool", "int", "float"):
                yield node.start_mark.line + 1, key.rpartition(".")[2], node.value, yaml.safe_load(node.value)


def _scalars(node: yaml.Node | None) -> Iterator[tuple[yaml.ScalarNode, bool]]:
    """Every scalar in its order, and whether it stands in a list below a key `enterprises`."""
    waiting, seen = [(node, False)], set[int]()
    while waiting:
        one, below = waiting.pop()
        if one is None or id(one) in seen:  # an anchor may lead back to itself
            continue
        seen.add(id(one))
        if isinstance(one, yaml.ScalarNode):
            yield one, below
        elif isinstance(one, yaml.MappingNode):
            for key, value in reversed(one.value):
                listed = isinstance(value, yaml.SequenceNode) and getattr(key, "value", "") == "enterprises"
                waiting += [(value, below or listed), (key, False)]
        elif isinstance(one, yaml.SequenceNode):
            waiting += [(part, below) for part in reversed(one.value)]


def scenario_titles(config_dir: str | Path | None = None) -> dict[str, dict[str, str]]:
    """What scenarios are called, by name and language."""
    titles = {}
    for name, tree in scenario_files(config_dir).items():
        title = tree.get("title")
        known = {str(key): str(value) for key, value in title.items()} if isinstance(title, dict) else {}
        titles[str(tree.get("name") or name)] = {"en": name, "zh": name} | known
    return titles


def policy_of(tree: Mapping[str, Any]) -> list[str]:
    """The instruments that a scenario file selects."""
    chosen: list[str] = []
    for default in tree.get("defaults") or []:
        for key, names in default.items() if isinstance(default, dict) else ():
            if str(key).rsplit("/", 1)[-1].split("@")[0] == "policy":
                chosen += names if isinstance(names, list) else [names]
    return chosen


def as_yaml(tree: Any) -> str:
    """Plain values as YAML, in their own order."""
    return yaml.safe_dump(tree, sort_keys=False, allow_unicode=True)
