"""Composing settings from files and overrides: the only file that knows Hydra.

Settings are composed without what Hydra keeps for the whole process (`GlobalHydra`, `ConfigStore`), from files and from
the nodes that a call brings, so that threads compose side by side, each with instruments of its own. Two things of
Hydra's are singletons all the same, its version and its parser's memory; a lock holds them, and a user's own version
comes back. Only Hydra's command line (several jobs, --cfg, completion) works on the process, as it does for others.
"""

from __future__ import annotations

import io
import math
import os
import re
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml
from hydra._internal.config_loader_impl import ConfigLoaderImpl
from hydra._internal.config_repository import CachingConfigRepository, ConfigRepository, IConfigRepository
from hydra._internal.config_search_path_impl import ConfigSearchPathImpl
from hydra._internal.core_plugins.file_config_source import FileConfigSource
from hydra._internal.defaults_list import create_defaults_list
from hydra.core.config_store import ConfigStore
from hydra.core.default_element import ResultDefault
from hydra.core.global_hydra import GlobalHydra
from hydra.core.hydra_config import HydraConfig
from hydra.core.object_type import ObjectType
from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.override_parser.types import RangeSweep
from hydra.errors import ConfigCompositionException, HydraException, MissingConfigException
from hydra.plugins.config_source import ConfigResult, ConfigSource
from hydra.types import RunMode
from hydra.version import VersionBase, setbase
from omegaconf import DictConfig, ListConfig, OmegaConf, flag_override
from omegaconf.basecontainer import BaseContainer
from omegaconf.errors import OmegaConfBaseException

from govsim.errors import GovsimError
from govsim.locale.message import in_language
from govsim.study.speak.errors import InputError, foreign, one_line
from govsim.study.speak.words import tell

VERSION_BASE = "1.3"
DIGITS_MEANT = 15  # of a number typed in decimals, as binary ones keep them
Nodes = Mapping[str, Mapping[str, Any]]  # settings that are declared, not filed: group/name to values
DECLARED = "declared://"  # where those lie
_SINGLETONS = threading.RLock()


@contextmanager
def _our_version() -> Iterator[None]:
    """Hydra's version as this file means it; a user's own comes back."""
    with _SINGLETONS:
        base = VersionBase.instance()
        before = base.version_base
        setbase(VERSION_BASE)
        try:
            yield
        finally:
            base.version_base = before


def parsed(texts: Sequence[str]) -> list[Any]:
    """Overrides as Hydra's grammar reads them.

    Raises:
        HydraException: for one that is none.
    """
    with _our_version():
        return [_in_decimals(one) for one in OverridesParser.create().parse_overrides(list(texts))]


def _in_decimals(one: Any) -> Any:
    """An override whose range counts in decimals as typed; in Hydra's binary ones chance decides on its end.

    Every range holds its beginning and never its end, as those of whole numbers do.
    """
    swept = one.value() if one.is_sweep_override() else None
    if isinstance(swept, RangeSweep):
        ends = {name: getattr(swept, name) for name in ("start", "stop", "step")}
        if any(isinstance(end, float) for end in ends.values()) and all(map(math.isfinite, ends.values())):
            for name, end in ends.items():
                setattr(swept, name, Decimal(f"{end:.{DIGITS_MEANT}g}"))
    return one


class _Nodes(ConfigSource):
    """Settings that are declared: each a config of a group, placed by its package."""

    def __init__(self, nodes: Nodes) -> None:
        super().__init__("govsim", DECLARED)
        self.nodes = nodes

    @staticmethod
    def scheme() -> str:
        """What stands before `://` in a path."""
        return "declared"

    def load_config(self, config_path: str) -> ConfigResult:
        """Where the settings of one go; what they are comes in later, those of all in a row at once, see `_merged`."""
        name = config_path.rpartition("/")[2]
        return ConfigResult(self.provider, DECLARED, OmegaConf.create(), {"package": f"instrument.{name}"})

    def available(self) -> bool:
        """Always."""
        return True

    def is_group(self, config_path: str) -> bool:
        """Whether any name lies in this group."""
        return any(name.startswith(f"{config_path.rstrip('/')}/") for name in self.nodes)

    def is_config(self, config_path: str) -> bool:
        """Whether this is one."""
        return config_path in self.nodes

    def list(self, config_path: str, results_filter: ObjectType | None) -> list[str]:
        """The names of a group."""
        start = f"{config_path.rstrip('/')}/"
        return sorted(name.removeprefix(start) for name in self.nodes if name.startswith(start))


@lru_cache(maxsize=512)
def _read(text: str) -> DictConfig | ListConfig:
    return OmegaConf.load(io.StringIO(text))


class _Files(FileConfigSource):
    """A folder: a text that has been read is known, wherever it stands."""

    def load_config(self, config_path: str) -> ConfigResult:
        """A file, fresh."""
        file = Path(self.path, self._normalize_file_name(config_path))
        text = file.read_text(encoding="utf-8")
        header = ConfigSource._get_header_dict(text[:512])
        return ConfigResult(self.provider, f"{self.scheme()}://{self.path}", deepcopy(_read(text)), header)


NO_GROUP = "experiment"  # a folder of files that are no settings of a run, where the key of this name is one


class _Settings(_Files):
    """The folder of the package: what its main file tells Hydra's own command line is not for us."""

    def load_config(self, config_path: str) -> ConfigResult:
        """A file without its words to Hydra."""
        found = super().load_config(config_path)
        if config_path == "config":
            assert isinstance(found.config, DictConfig)
            found.config.pop("hydra", None)
            found.config.defaults = [one for one in found.config.defaults if "hydra/" not in str(one)]
        return found


class _Sources(ConfigRepository):
    """Where settings come from, in the order in which they are looked for."""

    def __init__(self, sources: Sequence[ConfigSource]) -> None:
        self.sources = list(sources)

    def __deepcopy__(self, memo: dict[int, Any]) -> _Sources:
        return self

    def group_exists(self, config_path: str) -> bool:  # noqa: D102 - as the class above says
        return config_path != NO_GROUP and super().group_exists(config_path)

    def load_config(self, config_path: str) -> ConfigResult | None:
        """A file or node, with its defaults list; Hydra is not to look for a schema of the same name."""
        found = super().load_config(config_path)
        if found is not None:
            found.is_schema_source = True
        return found


def composed(overrides: Sequence[str], folder: Path, nodes: Nodes, own_folder: Path | None = None) -> dict[str, Any]:
    """The settings that overrides make, as plain nested dictionaries.

    Args:
        overrides: as Hydra's grammar spells them; those of Hydra itself are passed over.
        folder: the settings of the package.
        nodes: what is declared.
        own_folder: a folder of settings of the user's own, looked into after the package's.

    Raises:
        InputError: in one line, whatever is wrong.
    """
    loader = ConfigLoaderImpl(ConfigSearchPathImpl())
    places = [_Settings("main", str(folder)), *([_Files("own", str(own_folder))] if own_folder else [])]
    with _files_speaking_plainly(), _our_version():
        return to_tree(_compose(loader, _Sources([*places, _Nodes(nodes)]), nodes, overrides))


def _compose(loader: ConfigLoaderImpl, sources: _Sources, nodes: Nodes, overrides: Sequence[str]) -> DictConfig:
    """What Hydra's own `compose` does, without the settings of Hydra itself."""
    repository = CachingConfigRepository(sources)
    read = [one for one in parsed(overrides) if not one.is_hydra_override()]
    loader.validate_sweep_overrides_legal(read, run_mode=RunMode.RUN, from_shell=False)
    defaults = create_defaults_list(repository, "config", read, prepend_hydra=False, skip_missing=False)
    config = _merged(loader, defaults.defaults, repository, nodes)
    OmegaConf.set_struct(config, True)
    loader._apply_overrides_to_config(defaults.config_overrides, config)
    return config


def _merged(
    loader: ConfigLoaderImpl, defaults: Sequence[ResultDefault], repository: IConfigRepository, nodes: Nodes
) -> DictConfig:
    """The entries of a defaults list, each merged into those before it; declared ones that follow another at once."""
    config = OmegaConf.create()
    with flag_override(config, "no_deepcopy_set_nodes", True):
        for declared, group in groupby(defaults, key=lambda one: _is_declared(repository, one)):
            row = list(group)
            for one in [row[-1]] if declared else row:
                loaded = _placed(row, nodes) if declared else loader._load_single_config(one, repository).config
                try:
                    config.merge_with(loaded)
                except OmegaConfBaseException as error:
                    reason = f"In '{one.config_path}': {type(error).__name__} raised while composing config:\n{error}"
                    raise ConfigCompositionException(reason) from error
    return config


def _is_declared(repository: IConfigRepository, one: ResultDefault) -> bool:
    found = repository.load_config(str(one.config_path))
    return found is not None and found.path == DECLARED


def _placed(row: Sequence[ResultDefault], nodes: Nodes) -> dict[str, Any]:
    """Declared settings in the packages where they go; where two go to one place, the later."""
    placed: dict[str, Any] = {}
    for one in row:
        within = placed
        for name in str(one.package or "").split("."):
            within = within.setdefault(name, {}) if name else within
        within.update(deepcopy(dict(nodes[str(one.config_path)])))
    return placed


def to_tree(config: DictConfig) -> dict[str, Any]:
    """Composed settings as plain values."""
    with speaking_plainly():
        tree = OmegaConf.to_container(config, resolve=True, throw_on_missing=True)
    assert isinstance(tree, dict)
    tree.pop("hydra", None)
    return {str(key): value for key, value in tree.items()}


def run_hydra(
    task: Callable[[DictConfig], Any], arguments: Sequence[str], program: str, folder: Path, nodes: Nodes,
    everything: Mapping[str, Any] | None = None,
) -> None:  # fmt: skip
    """Hand arguments to Hydra's own command line, which calls `task` once for each job.

    Hydra reads `sys.argv` and works on the whole process; all of it is as before whatever happens.

    Args:
        task: gets the composed settings of a job.
        arguments: flags and overrides.
        program: what Hydra calls the program.
        folder: the settings of the package.
        nodes: what is declared.
        everything: settings that need not be there, for completion on the tab key.
    """
    from hydra import main as hydra_main

    saved, sys.argv = sys.argv, [program, *arguments]
    full_error, os.environ["HYDRA_FULL_ERROR"] = os.environ.get("HYDRA_FULL_ERROR"), "1"
    outer, resolvers, cfg = GlobalHydra.instance().hydra, dict(BaseContainer._resolvers), HydraConfig.instance().cfg
    GlobalHydra.instance().clear()
    try:
        with speaking_plainly(), _our_version(), _stored(nodes, everything), _without_experiments():
            name = "config" if everything is None else "completion"
            hydra_main(version_base=VERSION_BASE, config_path=str(folder), config_name=name)(task)()
    finally:
        GlobalHydra.instance().hydra = outer
        HydraConfig.instance().cfg = cfg
        BaseContainer._resolvers = resolvers
        sys.argv = saved
        if full_error is None:
            del os.environ["HYDRA_FULL_ERROR"]
        else:
            os.environ["HYDRA_FULL_ERROR"] = full_error


@contextmanager
def _without_experiments() -> Iterator[None]:
    """Hydra's own files for the time of a call, without the folder that would make a group of the key `experiment`."""
    before = ConfigRepository.group_exists
    known = lambda repository, config_path: config_path != NO_GROUP and before(repository, config_path)  # noqa: E731
    ConfigRepository.group_exists = known  # type: ignore[method-assign]
    try:
        yield
    finally:
        ConfigRepository.group_exists = before  # type: ignore[method-assign]


@contextmanager
def _stored(nodes: Nodes, everything: Mapping[str, Any] | None) -> Iterator[None]:
    """Declared settings in Hydra's store for the time of a call; what others keep there, Hydra included, stays."""
    store = ConfigStore.instance()
    ours = {name.partition("/")[0] for name in nodes} | {"declared", "completion.yaml"}
    known = {name: deepcopy(store.repo[name]) for name in ours if name in store.repo}
    store.__dict__["__deepcopy__"] = lambda _: (
        store
    )  # Hydra copies it for each job, which takes longest, and changes no copy
    try:
        for name, node in nodes.items():
            group, _, one = name.partition("/")
            store.store(group=group, name=one, node=dict(node), package=f"instrument.{one}", provider="govsim")
        if everything is not None:
            store.store(group="declared", name="all", node=dict(everything), package="_global_")
            store.store(name="completion", node={"defaults": ["config", {"declared": "all"}]})
        yield
    finally:
        del store.__dict__["__deepcopy__"]
        for name in ours:
            store.repo.pop(name, None)
        store.repo.update(known)


def overrides_of_hydras_job() -> list[str]:
    """The overrides of the job that Hydra's command line is running."""
    return [text.removeprefix("++") for text in HydraConfig.get().overrides.task]


@contextmanager
def scratch_sweep_folder() -> Iterator[list[str]]:
    """Where Hydra may leave its own notes on a multirun: results carry all that a user needs."""
    with tempfile.TemporaryDirectory(prefix="govsim-multirun-") as folder:
        yield [f"hydra.sweep.dir='{folder}'", "hydra.sweep.subdir='.'"]


@contextmanager
def _files_speaking_plainly() -> Iterator[None]:
    """The same where only files are read: whatever goes wrong is in one of them."""
    try:
        with speaking_plainly():
            yield
    except InputError:
        raise
    except MissingFile:
        raise
    except Exception as error:
        raise InputError(tell("error.settings_file", reason=one_line(error))) from error


class MissingFile(GovsimError, LookupError):  # noqa: N818 - not an error yet: who asked knows the names there are
    """No group has a file of this name."""

    def __init__(self, group: str, name: str, known: Sequence[str]) -> None:
        super().__init__(f"{group}/{name}")
        self.group, self.name, self.known = group, name, tuple(known)


@contextmanager
def speaking_plainly() -> Iterator[None]:
    """Turn what Hydra and its parts raise into one line for the user, or into a MissingFile."""
    try:
        yield
    except (InputError, MissingFile):
        raise
    except MissingConfigException as error:
        group, _, name = str(error.missing_cfg_file or "").rpartition("/")
        if not group:
            raise InputError(first_sentence(error)) from error
        raise MissingFile(group, name, list(error.options or [])) from error
    except (HydraException, OmegaConfBaseException) as error:
        raise _not_composed(error) from error
    except yaml.YAMLError as error:
        raise InputError(tell("error.settings_file", reason=one_line(error))) from error


def _not_composed(error: BaseException) -> InputError:
    reason = first_sentence(error)
    text = in_language(reason, "en")
    found = re.search(r"[Cc]ould not (?:override|delete)[^']*'~?instrument\.(\w+)", text)
    if found:
        name = found[1]
        return InputError(tell("error.setting_not_adopted", name=name))
    if text.startswith("Ambiguous value for argument"):
        given = re.search(r"'(.*)'", text)
        return InputError(tell("error.several_or_many", text=given[1] if given else text, use=tell("use.sweep")))
    return InputError(tell("error.not_composed", reason=reason))


def first_sentence(error: BaseException) -> str:
    """The first line of a message of Hydra's; the rest is advice for its own users."""
    lines = [line.strip() for line in str(error).strip().splitlines() if line.strip()]
    if not lines:
        return type(error).__name__
    return foreign(" ".join(lines[:2]) if lines[0].endswith(":") else lines[0])
