"""What `govsim --help` says, and `--help` after a command."""

from __future__ import annotations

from importlib import resources
from textwrap import fill

from govsim.commands.common.listing import lists
from govsim.commands.common.record import commands
from govsim.locale import knows
from govsim.study.speak.terminal import padded
from govsim.study.speak.words import spoken, tell


def usage() -> str:
    """Commands, keys and flags on one screen."""
    lang = spoken()
    rows = [
        ("" if place else one.name, *line.words(lang))
        for one in commands().values()
        for place, line in enumerate(one.usage)
    ]
    known = "|".join(lists())
    lines = padded([(name, words, example.replace("{lists}", known)) for name, words, example in rows])
    text = resources.files("govsim.locale").joinpath(f"usage_{lang}.txt").read_text(encoding="utf-8")
    return text.replace("{commands}", "\n".join(f"  {line}" for line in lines))


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
    lines = [
        fill(tell("listing.line", name=group, said=names), width=100, subsequent_indent="    ")
        for group, names in groups.items()
    ]
    own = [
        f"{as_yaml({name: key.default}).strip()} # "
        + tell("listing.line", name=f"govsim {one.name}", said=key.zh if spoken() == "zh" else key.en)
        for one in commands().values()
        for name, key in one.keys.items()
    ]
    return "\n".join([tell("listing.files"), *lines, "", tell("listing.keys"), keys, *(["", *own] if own else [])])


def _explained(keys: str) -> str:
    """The keys of the settings file, with what they mean in the language spoken."""
    lines = []
    for line in keys.splitlines():
        key, colon, _ = line.partition(":")
        if colon and "#" in line and knows(f"key.{key}"):
            line = f"{line.partition('#')[0]}# {tell(f'key.{key}')}"
        lines.append(line)
    return "\n".join(lines)
