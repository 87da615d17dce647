"""What `govsim --help` says, and `--help` after a command."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import resources

from govsim.commands.common.listing import lists
from govsim.commands.common.record import commands
from govsim.locale import knows
from govsim.study.speak.layout import columns_of, fold, pad, width_of
from govsim.study.speak.words import spoken, tell


def usage() -> str:
    """Commands, keys and flags on one screen, as wide as the terminal."""
    lang, width = spoken(), columns_of(sys.stdout)
    rows = [
        ("" if place else one.name, *line.words(lang))
        for one in commands().values()
        for place, line in enumerate(one.usage)
    ]
    known = "|".join(lists())
    lines = _commands([(name, words, example.replace("{lists}", known)) for name, words, example in rows], width)
    text = resources.files("govsim.locale").joinpath(f"usage_{lang}.txt").read_text(encoding="utf-8")
    return "\n".join(fold(text.replace("{commands}", "\n".join(lines)), width, "  "))


def _commands(rows: Sequence[tuple[str, str, str]], width: int) -> list[str]:
    """A line a command; where they are too long, the example stands under what it is for."""
    name, about = (max(width_of(row[place]) for row in rows) for place in (0, 1))
    beside = [f"  {pad(one, name)} {pad(words, about)} {example}" for one, words, example in rows]
    if max(map(width_of, beside)) <= width:
        return beside
    blank = " " * (name + 5)
    return [
        line
        for one, words, example in rows
        for line in (f"  {pad(one, name)} {words}", *fold(blank + example, width, "  "))
    ]


def help_on_keys(config_dir: str | None = None) -> str:
    """The groups with their files, and every key with its default and what it means, in the language spoken."""
    from govsim.study.ask.declarations import model_of_names
    from govsim.study.ask.files import as_yaml, config_folder, scenario_files

    text = (config_folder() / "config.yaml").read_text(encoding="utf-8")
    keys = _explained(text[text.index("\nname:") : text.index("\nhydra:")].strip())
    groups = {
        "scenario": ", ".join(scenario_files(config_dir)),
        "population": ", ".join(sorted(file.stem for file in (config_folder() / "population").glob("*.yaml"))),
        "instrument": ", ".join(model_of_names().instruments),
    }
    width = columns_of(sys.stdout)
    lines = [
        line
        for group, names in groups.items()
        for line in fold(tell("listing.line", name=group, said=names), width, "    ")
    ]
    own = [
        f"{as_yaml({name: key.default}).strip()} # "
        + tell("listing.line", name=f"govsim {one.name}", said=key.zh if spoken() == "zh" else key.en)
        for one in commands().values()
        for name, key in one.keys.items()
    ]
    said = [line for key in (*keys, *(["", *own] if own else [])) for line in _commented(key, width)]
    return "\n".join([*fold(tell("listing.files"), width), *lines, "", *fold(tell("listing.keys"), width), *said])


def _explained(keys: str) -> list[str]:
    """The keys of the settings file, with what they mean in the language spoken."""
    lines = []
    for line in keys.splitlines():
        key, colon, _ = line.partition(":")
        if colon and "#" in line and knows(f"key.{key}"):
            line = f"{line.partition('#')[0]}# {tell(f'key.{key}')}"
        lines.append(line)
    return lines


def _commented(line: str, width: int) -> list[str]:
    """A line of settings; its comment goes on in the lines below, as a comment."""
    setting, sign, comment = line.partition("# ")
    if width_of(line) <= width or not sign:
        return [line]
    blank = " " * width_of(setting)
    first, *further = fold(comment, width - width_of(setting) - 2)
    return [f"{setting}# {first}", *(f"{blank}# {more}" for more in further)]
