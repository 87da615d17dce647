"""Composing settings from files and overrides: the only file that knows Hydra."""

from __future__ import annotations

import itertools
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from hydra import compose, initialize_config_dir
from hydra import main as hydra_main
from hydra.core.config_store import ConfigStore
from hydra.core.global_hydra import GlobalHydra
from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.errors import HydraException, MissingConfigException
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException

from govsim.language import INSTRUMENTS, PARAMETERS, TABLES
from govsim.scenario import ANY_HEADCOUNT, Scenario
from govsim.study.ask.checks import listed
from govsim.study.ask.declarations import industries, load_declarations, load_plugins
from govsim.study.ask.design import MOST_POINTS
from govsim.study.ask.files import config_folder
from govsim.study.ask.keys import COMMAND_KEYS, GROUPS, RUN_KEYS, TOP_KEYS, check_key
from govsim.study.ask.quoting import parse, quoted
from govsim.study.ask.resolve import build_scenario
from govsim.study.speak.errors import InputError, one_line, short, unknown, wrong_kind
from govsim.study.speak.words import tell

VERSION_BASE = "1.3"
_OPEN = ("parameter.", "industry.", "population.")  # keys of which settings need not hold all
_REGISTERED: set[str] = set()
_JOB: ContextVar[tuple[str, ...] | None] = ContextVar("job", default=None)


@dataclass(frozen=True)
class Override:
    """One `key=value` as given: its key, its text, and its values when it names several."""

    key: str
    text: str
    value: Any
    swept: tuple[Any, ...] = ()

    @property
    def is_group(self) -> bool:
        """Whether it chooses a file of a group instead of setting a value."""
        return self.key in GROUPS or "/" in self.key or "@" in self.key


def read_overrides(texts: Sequence[str]) -> list[Override]:
    """Parse and check the keys of overrides; a plugin named among them is imported first.

    Raises:
        InputError: for a broken override or a key that no setting has.
    """
    load_declarations()
    parsed = []
    parser = OverridesParser.create()
    for text in texts:
        try:
            text, one = parse(text, parser.parse_override, HydraException)
        except HydraException as error:
            key, equals, _ = text.partition("=")
            if equals and not key.isascii():
                raise unknown("key", key, TOP_KEYS) from error
            raise InputError(tell("error.not_key_value", text=text, reason=_first_sentence(error))) from error
        values = _swept_values(text, one)
        parsed.append(
            Override(one.key_or_group, text, None if one.is_sweep_override() else _rounded(one.value()), values)
        )
    for override in parsed:
        if override.key == "plugins":
            load_plugins(listed("plugins", override.value, tell("wanted.plugins")))
    for override in parsed:
        check_key(override.key)
        if override.is_group:
            _check_group(override)
    return parsed


def _check_group(override: Override) -> None:
    """A group takes names of its files; Hydra's own message for a number is a traceback."""
    for value in override.swept or (override.value,):
        names = value if isinstance(value, list) else [value]
        if override.text.startswith("~") and value in (None, ""):
            continue
        if not all(isinstance(name, str) and name for name in names) or (value == [] and override.key != "instrument"):
            wanted = "wanted.name" if override.key == "scenario" else "wanted.names"
            raise wrong_kind(override.key, value, tell(wanted))
        if isinstance(value, list) and override.key in ("scenario", "population"):
            raise InputError(tell("error.one_each", key=override.key, value=short(value)))


def _swept_values(text: str, one: Any) -> tuple[Any, ...]:
    if not one.is_sweep_override():
        return ()
    if not one.is_discrete_sweep():
        raise InputError(tell("error.interval_sweep", text=text))
    try:
        strings = list(itertools.islice(one.sweep_string_iterator(), MOST_POINTS + 1))
    except (HydraException, ValueError, TypeError, ArithmeticError) as error:
        raise InputError(tell("error.at_text", text=text, reason=_first_sentence(error))) from error
    if len(strings) > MOST_POINTS:
        raise InputError(tell("error.sweep_large", count=f">{MOST_POINTS:,}", most=f"{MOST_POINTS:,}"))
    again = OverridesParser.create().parse_overrides([f"{one.key_or_group}={value}" for value in strings])
    return tuple(_rounded(each.value()) for each in again)


def _rounded(value: Any) -> Any:
    """0.15 for 0.15000000000000002, as `range(0.05,0.2,0.05)` yields; typed text loses its quotes."""
    if isinstance(value, float) and value == value and abs(value) != float("inf"):
        return float(f"{value:.12g}")
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _rounded(item) for key, item in value.items()}
    return getattr(value, "text", value)


def open_key(text: str) -> str:
    """An override as Hydra needs it: keys of open tables are added, not only changed."""
    return f"++{text}" if text.startswith(_OPEN) else text


def compose_trees(
    override_lists: Sequence[Sequence[str]], config_dir: str | Path | None = None
) -> list[dict[str, Any]]:
    """Compose the settings once for each list of overrides, as plain nested dictionaries."""
    _register_nodes()
    search = [f"hydra.searchpath=[{quoted(f'file://{user_folder(config_dir)}')}]"] if config_dir is not None else []
    with _files_speaking_plainly(), _own_hydra():
        return [
            to_tree(compose("config", overrides=[*map(open_key, overrides), *search])) for overrides in override_lists
        ]


def to_tree(config: DictConfig) -> dict[str, Any]:
    """Composed settings as plain values."""
    with _speaking_plainly():
        tree = OmegaConf.to_container(config, resolve=True, throw_on_missing=True)
    assert isinstance(tree, dict)
    tree.pop("hydra", None)
    return {str(key): value for key, value in tree.items()}


def load_scenario(
    name: str = "baseline", overrides: Sequence[str] = (), config_dir: str | Path | None = None
) -> Scenario:
    """Compose and check one scenario.

    Args:
        name: a file of `scenario/`, without its ending.
        overrides: `key=value` as on the command line.
        config_dir: a folder with scenario files of your own.

    Raises:
        InputError: when anything named does not exist or a value is out of bounds.
    """
    given = read_overrides([overrides] if isinstance(overrides, str) else list(overrides))
    for override in given:
        if override.swept:
            raise InputError(tell("error.several_values", text=override.text))
        if override.key in RUN_KEYS or override.key in COMMAND_KEYS:
            raise InputError(tell("error.how_not_what", key=override.key))
    texts = [f"scenario={spelt(name)}", *(override.text for override in given)]
    return build_scenario(compose_trees([texts], config_dir)[0]).scenario


def run_hydra(
    task: Callable[[DictConfig], Any], arguments: Sequence[str], program: str, complete: bool = False
) -> None:
    """Hand arguments to Hydra's own command line, which calls `task` once for each job.

    Hydra reads `sys.argv`; it is restored whatever happens.
    """
    _register_nodes(full=complete)
    saved, sys.argv = sys.argv, [program, *arguments]
    full_error, os.environ["HYDRA_FULL_ERROR"] = os.environ.get("HYDRA_FULL_ERROR"), "1"
    try:
        with _speaking_plainly(), _own_global_hydra():
            start = hydra_main(
                version_base=VERSION_BASE,
                config_path=str(config_folder()),
                config_name="completion" if complete else "config",
            )
            start(task)()
    finally:
        sys.argv = saved
        if full_error is None:
            del os.environ["HYDRA_FULL_ERROR"]
        else:
            os.environ["HYDRA_FULL_ERROR"] = full_error


def expand_jobs(given: Sequence[Override]) -> list[list[str]]:
    """The overrides of each job of a multirun."""
    choices = [
        [f"{override.key}={spelt(value)}" for value in override.swept] if override.swept else [override.text]
        for override in given
    ]
    return [list(job) for job in itertools.product(*choices)]


@contextmanager
def job_of(overrides: Sequence[str]) -> Iterator[None]:
    """Let `job_overrides` answer for a job that was composed without Hydra's own command line."""
    before = _JOB.set(tuple(overrides))
    try:
        yield
    finally:
        _JOB.reset(before)


def job_overrides() -> list[str]:
    """The overrides of the job that is running."""
    mine = _JOB.get()
    if mine is not None:
        return list(mine)
    from hydra.core.hydra_config import HydraConfig

    return [text.removeprefix("++") for text in HydraConfig.get().overrides.task]


def spelt(value: Any) -> str:
    """A value as an override spells it; NumPy's numbers are plain ones first."""
    value = value.item() if hasattr(value, "item") else value
    if isinstance(value, bool) or value is None:
        return "null" if value is None else str(value).lower()
    if isinstance(value, list | tuple):
        return f"[{','.join(spelt(item) for item in value)}]"
    if isinstance(value, str):
        return value if value.isascii() and value.replace("_", "").isalnum() else quoted(value)
    return repr(value)


@contextmanager
def scratch_sweep_folder() -> Iterator[list[str]]:
    """Where Hydra may leave its own notes on a multirun: results carry all that a user needs."""
    with tempfile.TemporaryDirectory(prefix="govsim-multirun-") as folder:
        yield [f"hydra.sweep.dir='{folder}'", "hydra.sweep.subdir='.'"]


def _register_nodes(full: bool = False) -> None:
    """Offer each instrument in two groups: `policy`, for scenario files, and `instrument`, for users to add."""
    load_declarations()
    store = ConfigStore.instance()
    for name, instrument in INSTRUMENTS.items():
        if name in _REGISTERED:
            continue
        node = {setting: declared.default for setting, declared in instrument.settings.items()} | _generic_settings()
        for group in ("policy", "instrument"):
            store.store(group=group, name=name, node=node, package=f"instrument.{name}", provider="govsim")
        _REGISTERED.add(name)
    if full:  # for completion on the tab key
        everything = {name: declared.default for name, declared in PARAMETERS.items()}
        table = {
            name: {column: cell.value for column, cell in columns.items() if column in TABLES["industry"].columns}
            for name, columns in industries().items()
        }
        node = {"parameter": everything, "industry": table}
        store.store(group="declared", name="all", node=node, package="_global_")
        store.store(name="completion", node={"defaults": ["config", {"declared": "all"}]})


def _generic_settings() -> dict[str, Any]:
    scope = {"regions": [], "industries": [], "headcount": list(ANY_HEADCOUNT), "share": 1.0, "enterprises": []}
    return {"start": None, "phase_in": 1, "end": None, "scope": scope}


def user_folder(config_dir: str | Path) -> Path:
    """A user's own folder of settings, which must exist."""
    folder = Path(config_dir).expanduser().resolve()
    if not folder.is_dir():
        raise InputError(tell("error.config_dir", folder=config_dir))
    if not any(folder.glob("*/*.yaml")):
        raise InputError(tell("error.config_dir_empty", folder=config_dir))
    for file in sorted(folder.glob("scenario/*.yaml")):
        _check_scenario_file(file)
    return folder


def _check_scenario_file(file: Path) -> None:
    """Refuse what Hydra would misread, or take from one command and not from another."""
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
    for key in tree if isinstance(tree, dict) else ():
        if key in RUN_KEYS or key in COMMAND_KEYS:
            raise InputError(tell("error.scenario_run_key", file=file, key=key))


@contextmanager
def _own_global_hydra() -> Iterator[None]:
    """Leave a Hydra that is already running, a user's own or ours, as it was."""
    outer = GlobalHydra.instance().hydra
    GlobalHydra.instance().clear()
    try:
        yield
    finally:
        GlobalHydra.instance().hydra = outer


@contextmanager
def _own_hydra() -> Iterator[None]:
    with (
        _own_global_hydra(),
        initialize_config_dir(config_dir=str(config_folder()), version_base=VERSION_BASE, job_name="govsim"),
    ):
        yield


@contextmanager
def _files_speaking_plainly() -> Iterator[None]:
    """The same where only files are read: whatever goes wrong is in one of them."""
    try:
        with _speaking_plainly():
            yield
    except InputError:
        raise
    except Exception as error:
        raise InputError(tell("error.settings_file", reason=one_line(error))) from error


@contextmanager
def _speaking_plainly() -> Iterator[None]:
    """Turn what Hydra and its parts raise into one line for the user."""
    try:
        yield
    except InputError:
        raise
    except MissingConfigException as error:
        raise _missing(error) from error
    except (HydraException, OmegaConfBaseException) as error:
        raise _not_composed(error) from error
    except yaml.YAMLError as error:
        raise InputError(tell("error.settings_file", reason=one_line(error))) from error


def _missing(error: MissingConfigException) -> InputError:
    """There is no such file in a group."""
    asked = str(error.missing_cfg_file or "")
    group, _, name = asked.rpartition("/")
    if not group:
        return InputError(_first_sentence(error))
    if group == "instrument" or group == "policy":
        return unknown("instrument", name, INSTRUMENTS, see=tell("see.instruments"))
    return unknown(group, name, error.options or [])


def _not_composed(error: BaseException) -> InputError:
    text = _first_sentence(error)
    found = re.search(r"[Cc]ould not (?:override|delete)[^']*'~?instrument\.(\w+)", text)
    if found:
        name = found[1]
        return InputError(tell("error.setting_not_adopted", name=name))
    if text.startswith("Ambiguous value for argument"):
        given = re.search(r"'(.*)'", text)
        return InputError(tell("error.several_or_many", text=given[1] if given else text, use=tell("use.sweep")))
    return InputError(tell("error.not_composed", reason=text))


def _first_sentence(error: BaseException) -> str:
    """The first line of a message of Hydra's; the rest is advice for its own users."""
    lines = [line.strip() for line in str(error).strip().splitlines() if line.strip()]
    if not lines:
        return type(error).__name__
    return one_line(ValueError(" ".join(lines[:2]))) if lines[0].endswith(":") else lines[0]


def instruments_of(tree: Mapping[str, Any]) -> Mapping[str, Any]:
    """The instruments of composed settings, by name."""
    found = tree.get("instrument")
    return found if isinstance(found, Mapping) else {}
