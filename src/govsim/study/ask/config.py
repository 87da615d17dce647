"""Settings as users give them: scenarios composed from files and overrides, and checked."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from govsim.language import Model
from govsim.scenario import ANY_DEPTH, ANY_HEADCOUNT, Scenario
from govsim.study.ask import composer
from govsim.study.ask.arguments import checked, dated_texts, how_not_what, override_texts, settings_folder
from govsim.study.ask.checks import listed
from govsim.study.ask.composer import HydraException, MissingFile
from govsim.study.ask.declarations import industries_of
from govsim.study.ask.files import changed_numbers, config_folder, misread_texts
from govsim.study.ask.keys import RUN_KEYS
from govsim.study.ask.overrides import (
    Override,
    model_of_overrides,
    read_one,
    read_overrides,
    refuse_with_values,
    rounded,
)
from govsim.study.ask.quoting import parse, quoted
from govsim.study.ask.resolve import build_scenario
from govsim.study.ask.variants import overrides_of, read_variant
from govsim.study.speak.errors import InputError, Mistakes, one_line, unknown, wrong_kind
from govsim.study.speak.paths import typed_path
from govsim.study.speak.words import tell

_OPEN = ("parameter.", "industry.", "population.")  # keys of which settings need not hold all


def open_key(text: str) -> str:
    """An override as Hydra needs it: keys of open tables are added, not only changed."""
    return f"++{text}" if text.startswith(_OPEN) else text


def compose_trees(
    override_lists: Sequence[Sequence[str]], config_dir: str | Path | None = None
) -> list[dict[str, Any]]:
    """Compose the settings once for each list of overrides, as plain nested dictionaries.

    Raises:
        InputError: in one line, whatever is wrong.
    """
    own = user_folder(config_dir) if config_dir is not None else None
    trees = []
    for overrides in override_lists:
        given, mistakes = list(_plainly(overrides)), Mistakes()
        model = model_of_overrides(given, config_dir)
        with mistakes.noted():
            texts = list(map(open_key, expanded(overrides, model, config_dir)))
            with _naming_what_is_missing(model):
                trees.append(composer.composed(texts, config_folder(), _nodes(model), own))
        refuse_with_values(mistakes, given, model, config_dir)
    return trees


def expanded(overrides: Sequence[str], model: Model, config_dir: str | Path | None = None) -> list[str]:
    """Overrides with a variant of a scenario spelled out.

    Raises:
        InputError: the variant names what is not there.
    """
    given = list(_plainly(overrides))
    variant = next(
        (one for each in given if each.key == "scenario" and (one := read_variant(each.value, config_dir))), None
    )
    if variant is None:
        return list(overrides)
    added = [str(name) for each in given if each.key == "instrument" for name in listed("instrument", each.value, "")]
    made = overrides_of(variant, model, added, config_dir, spelt, lambda text: parse(text, read_one, HydraException)[0])
    instead = {each.text for each in given if each.key in ("scenario", "instrument")}
    return [*made, *(text for text in overrides if text not in instead)]


def _plainly(texts: Sequence[str]) -> Iterator[Override]:
    """What overrides that were checked say."""
    for text, one in zip(texts, composer.parsed(texts), strict=True):
        if not one.is_sweep_override():
            yield Override(one.key_or_group, text, rounded(one.value()))


@checked
def load_scenario(
    name: str = "baseline",
    overrides: Sequence[str] = (),
    config_dir: str | Path | None = None,
    *,
    calendar: int | None = None,
) -> Scenario:
    """Compose and check one scenario.

    Args:
        name: a file of `scenario/`, without its ending, or a variant of one: "x=credit+hazard_hotline".
        overrides: `key=value` as on the command line.
        config_dir: a folder with scenario files of your own.
        calendar: the year that begins with week 0; settings take dates as 2028-Q1 then.

    Raises:
        InputError: when anything named does not exist or a value is out of bounds.
    """
    config_dir = settings_folder(config_dir)
    if not isinstance(name, str):
        raise wrong_kind("scenario", name, tell("wanted.name"))
    texts = [f"scenario={spelt(name)}", *dated_texts(override_texts(overrides), calendar)]
    _, *given = read_overrides(texts, config_dir=config_dir)
    for override in given:
        if override.swept:
            raise InputError(tell("error.several_values", text=override.text))
        if override.key in RUN_KEYS:
            raise how_not_what(override.key)
    return build_scenario(compose_trees([[texts[0], *(one.text for one in given)]], config_dir)[0]).scenario


def run_hydra(
    model: Model, task: Callable[[Any], Any], arguments: Sequence[str], program: str, complete: bool = False
) -> None:
    """Hand arguments to Hydra's own command line, which calls `task` once for each job."""
    with _naming_what_is_missing(model):
        everything = _whatever_may_be_set(model) if complete else None
        composer.run_hydra(task, arguments, program, config_folder(), _nodes(model), everything)


def expand_jobs(given: Sequence[Override]) -> list[list[str]]:
    """The overrides of each job of a multirun."""
    choices = [
        [f"{override.key}={spelt(value)}" for value in override.swept] if override.swept else [override.text]
        for override in given
    ]
    return [list(job) for job in itertools.product(*choices)]


def spelt(value: Any) -> str:
    """A value as an override spells it; NumPy's numbers are plain ones first."""
    value = value.item() if hasattr(value, "item") else value
    if isinstance(value, bool) or value is None:
        return "null" if value is None else str(value).lower()
    if isinstance(value, list | tuple):
        return f"[{','.join(spelt(item) for item in value)}]"
    if isinstance(value, str):
        return (
            value
            if re.fullmatch(r"(?!true$|false$|null$|inf$|nan$)[a-zA-Z_]\w*", value, re.A | re.I)
            else quoted(value)
        )
    return repr(value)


def _nodes(model: Model) -> dict[str, dict[str, Any]]:
    """Each instrument in two groups: `policy`, for scenario files, and `instrument`, for users to add."""
    nodes = {
        name: {setting: declared.default for setting, declared in one.settings.items()}
        | _generic_settings(one.is_planner)
        for name, one in model.instruments.items()
    }
    return {f"{group}/{name}": node for group in ("policy", "instrument") for name, node in nodes.items()}


def _whatever_may_be_set(model: Model) -> dict[str, Any]:
    """Parameters and values of industries, for completion on the tab key."""
    table = {
        name: {column: cell.value for column, cell in columns.items() if column in model.declared_columns("industry")}
        for name, columns in industries_of(model).items()
    }
    return {"parameter": {name: declared.default for name, declared in model.parameters.items()}, "industry": table}


def _generic_settings(planner: bool) -> dict[str, Any]:
    scope = {
        "regions": [],
        "industries": [],
        "headcount": list(ANY_HEADCOUNT),
        "share": 1.0,
        "enterprises": [],
        "order": None,
        "places": [],
        "chains": [],
        "depth": list(ANY_DEPTH),
    }
    return {"start": None, "phase_in": 1, "end": None, "scope": scope, "strength": 1.0,
            **({"steers": None} if planner else {})}  # fmt: skip


def user_folder(config_dir: str | Path) -> Path:
    """A user's own folder of settings, which must exist."""
    folder = typed_path(config_dir).resolve()
    if not folder.is_dir():
        raise InputError(tell("error.config_dir", folder=config_dir))
    if not any(folder.glob("*/*.yaml")):
        raise InputError(tell("error.config_dir_empty", folder=config_dir))
    for file in sorted(folder.glob("*/*.yaml")):
        check_file(file)
    return folder


def check_file(file: Path) -> None:
    """Refuse what Hydra would misread, or take from one command and not from another.

    Raises:
        InputError: naming the file.
    """
    try:
        text = file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = tell("error.not_utf8") if isinstance(error, UnicodeDecodeError) else one_line(error)
        raise InputError(tell("error.unreadable", file=file, reason=reason)) from error
    if text.startswith("\ufeff"):
        raise InputError(tell("error.unreadable", file=file, reason=tell("error.byte_order_mark")))
    try:
        tree = yaml.safe_load(text)
    except yaml.YAMLError:
        return  # Hydra says where
    for row, key, written, read in misread_texts(text):
        raise InputError(tell("error.yaml_text", file=file, row=row, key=key, text=written, value=read))
    for row, written, read in changed_numbers(text):
        raise InputError(tell("error.yaml_number", file=file, row=row, text=written, value=read))
    if file.parent.name != "scenario":
        return
    for key in tree if isinstance(tree, dict) else ():
        if key in RUN_KEYS:
            raise InputError(tell("error.scenario_run_key", file=file, key=key))


@contextmanager
def _naming_what_is_missing(model: Model) -> Iterator[None]:
    """Answer a name that no group has with the nearest."""
    try:
        yield
    except MissingFile as error:
        if error.group in ("instrument", "policy"):
            raise unknown("instrument", error.name, model.instruments, see=tell("see.instruments")) from error
        raise unknown(error.group, error.name, error.known) from error


def instruments_of(tree: Mapping[str, Any]) -> Mapping[str, Any]:
    """The instruments of composed settings, by name."""
    found = tree.get("instrument")
    return found if isinstance(found, Mapping) else {}
