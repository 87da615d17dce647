"""Experiments as files: a question, what is expected, and the analyses that answer it, each a command with its keys.

A file of `configs/experiment/`, or any other YAML file. It is a delta: an analysis says what it changes of the settings
that its command starts from, `settings` is said for all of them, and `extends` names an experiment of which it says
only what differs. `${settings.seeds}` takes a value from elsewhere in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException

from govsim.locale import LANGUAGES
from govsim.study.ask.config import check_file, spelt
from govsim.study.ask.files import config_folder
from govsim.study.ask.plain import plain_yaml, refuse_outside
from govsim.study.speak.errors import InputError, Mistakes, one_line, unknown, wrong_kind
from govsim.study.speak.paths import typed_path
from govsim.study.speak.words import tell

GROUP = "experiment"
TEXTS = ("title", "question", "hypothesis", "design", "overturned")
KEYS = (*TEXTS, "extends", "settings", "analyses", "checks", "figures")
ANALYSIS_KEYS = ("command", "name", "title", "keys")
EXPECTED = ("less", "more", "below", "above", "between")
BOUNDS = {"below": ("than",), "above": ("than",), "between": ("low", "high")}
MEASURES = ("percent", "difference", "level")
OF_RUNS = ("outcome", "scenario", "against", "measure")
OF_TABLE = ("table", "where", "value")
CHECK_KEYS = ("text", "analysis", "expect", "than", "low", "high", *OF_RUNS, *OF_TABLE)
FORBIDDEN = ("out", "experiment", "lang")  # of an analysis: the experiment sees to these

Words = Mapping[str, str]  # by language


@dataclass(frozen=True)
class Analysis:
    """One command with its keys.

    Attributes:
        name: of its folder.
        command: that does it.
        names: words after the command that are no keys, such as the name of a case.
        keys: by name, each as the text that would be typed after the equals sign.
        title: "" in both languages where the file gives none.
    """

    name: str
    command: str
    names: tuple[str, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)
    title: Words = field(default_factory=lambda: dict.fromkeys(LANGUAGES, ""))


@dataclass(frozen=True)
class Expected:
    """What the hypothesis says of one number of one analysis.

    Attributes:
        text: in words.
        analysis: whose results are looked at.
        expect: less or more than nothing; below or above `bounds[0]`; between both bounds.
        bounds: in the unit of the number.
        outcome, scenario, against, measure: a number of runs: by how much the scenario moves the outcome, from the
            scenario `against` (the analysis's own reference when ""), in per cent of it, as a difference in the
            outcome's unit, or as the level itself.
        table, where, value: a number of a table beside the runs: its file, what its row holds, and its column.
    """

    text: Words
    analysis: str
    expect: str
    bounds: tuple[float, ...] = ()
    outcome: str = ""
    scenario: str = ""
    against: str = ""
    measure: str = MEASURES[0]
    table: str = ""
    where: Mapping[str, str] = field(default_factory=dict)
    value: str = ""


@dataclass(frozen=True)
class Experiment:
    """A file, read and held to its form; what its analyses say is looked at by their commands.

    Attributes:
        name: of the file.
        file: where it lies.
        title, question, hypothesis, design: in both languages.
        overturned: what would overturn the finding, in both languages.
        settings: keys for all analyses that take them.
        analyses: in their order.
        checks: of the hypothesis.
        figures: `analysis/figure`, those that the report shows, in its order; all when empty.
    """

    name: str
    file: Path
    title: Words
    question: Words
    hypothesis: Words
    design: Words
    overturned: Words
    settings: Mapping[str, str]
    analyses: tuple[Analysis, ...]
    checks: tuple[Expected, ...] = ()
    figures: tuple[str, ...] = ()


def experiment_files(config_dir: str | Path | None = None) -> dict[str, Path]:
    """The experiments that there are, by name; those of a user's own folder come last and take the place of others."""
    places = [config_folder(), *([typed_path(config_dir)] if config_dir is not None else [])]
    return {file.stem: file for place in places for file in sorted((place / GROUP).glob("*.yaml"))}


def read_experiment(name: str, config_dir: str | Path | None = None) -> Experiment:
    """An experiment by its name, or by the path of its file.

    Raises:
        InputError: a line for each mistake, naming the file, the key and the nearest name.
    """
    file = _file_of(name, config_dir)
    with in_file(file) as mistakes:
        return _experiment(file, _tree(file, config_dir), mistakes)


class in_file:  # noqa: N801 - reads as a word
    """Every mistake inside is said with the file that it is in, all of them at once.

    Args:
        file: that is read.
        key: in it.
    """

    def __init__(self, file: Path, key: str = "") -> None:
        self.file, self.key, self.mistakes = file, key, Mistakes()

    def __enter__(self) -> Mistakes:
        return self.mistakes

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if error is not None and not isinstance(error, InputError):
            return
        found = [*self.mistakes.found, *(error.several or (error,) if isinstance(error, InputError) else ())]
        said = Mistakes()
        for one in dict.fromkeys(str(each) for each in found):
            with said.noted():
                line = next(each.args[0] for each in found if str(each) == one)
                key = "error.in_key" if self.key else "error.in_file"
                raise InputError(tell(key, file=self.file, key=self.key, line=line)) from error
        said.refuse()


def _file_of(name: str, config_dir: str | Path | None, beside: Path | None = None) -> Path:
    """The file of a name, or of a path; one that another file names may count from that file's folder."""
    known = experiment_files(config_dir)
    if name in known:
        return known[name]
    place = typed_path(name)
    if place.is_file() or (beside is not None and (beside / place).is_file()):
        if place.suffix not in (".yaml", ".yml"):
            raise InputError(tell("error.not_yaml", file=name))
        return beside / place if beside is not None and (beside / place).is_file() else place
    if place.suffix in (".yaml", ".yml") or "/" in name:
        raise InputError(tell("error.no_file", file=name))
    raise unknown("experiment", name, known, see=tell("see.experiments"))


def _tree(file: Path, config_dir: str | Path | None) -> dict[str, Any]:
    """The file with what it extends, plain."""
    try:
        merged = _merged(file, config_dir, ())
        refuse_outside(OmegaConf.to_container(merged))
        found = OmegaConf.to_container(merged, resolve=True, throw_on_missing=True)
    except InputError:
        raise
    except (OmegaConfBaseException, OSError, ValueError) as error:
        raise InputError(one_line(error)) from error
    except Exception as error:
        if type(error).__module__.partition(".")[0] != "yaml":
            raise
        raise InputError(one_line(error)) from error
    assert isinstance(found, dict)
    return {str(key): value for key, value in found.items()}


def _merged(file: Path, config_dir: str | Path | None, above: tuple[Path, ...]) -> DictConfig:
    _check_plain(file)
    mine = OmegaConf.load(file)
    if not isinstance(mine, DictConfig):
        raise InputError(tell("error.not_keys"))
    base = mine.pop("extends", None)
    if base is None:
        return mine
    other = _file_of(str(base), config_dir, file.parent)
    if other.resolve() in (one.resolve() for one in (*above, file)):
        raise InputError(tell("error.extends_itself", name=base))
    whole = OmegaConf.merge(_merged(other, config_dir, (*above, file)), mine)
    assert isinstance(whole, DictConfig)
    return whole


def _check_plain(file: Path) -> None:
    """Refuse what is no plain YAML, and what would be read as something else than is written."""
    try:
        tree = plain_yaml(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        tree = None  # said below
    if tree is not None and not isinstance(tree, Mapping):
        raise InputError(tell("error.not_keys"))
    check_file(file)


def _experiment(file: Path, tree: Mapping[str, Any], mistakes: Mistakes) -> Experiment:
    _known("", tree, KEYS, mistakes)
    texts = {key: mistakes.of(_words, key, tree.get(key), key in ("title", "question")) for key in TEXTS}
    settings = mistakes.of(_settings, "settings", tree.get("settings")) or {}
    given = mistakes.of(_named, "analyses", tree.get("analyses")) or {}
    if not given and "analyses" not in tree:
        mistakes.of(_missing, "analyses")
    analyses = [mistakes.of(_analysis, name, about) for name, about in given.items()]
    checks = []
    for at, about in enumerate(mistakes.of(_list, "checks", tree.get("checks")) or ()):
        checks.append(mistakes.of(_check, f"checks[{at}]", about, list(given)))
    figures = [mistakes.of(_figure, f"figures[{at}]", one, list(given))
               for at, one in enumerate(mistakes.of(_list, "figures", tree.get("figures")) or ())]  # fmt: skip
    mistakes.refuse()
    return Experiment(file.stem, file, **texts, settings=settings, analyses=tuple(analyses), checks=tuple(checks),
                      figures=tuple(figures))  # fmt: skip


def _known(key: str, tree: Mapping[str, Any], known: tuple[str, ...], mistakes: Mistakes) -> None:
    for one in tree:
        with mistakes.noted():
            if one not in known:
                raise unknown("key", f"{key}.{one}" if key else str(one), [f"{key}.{k}" if key else k for k in known])


def _missing(key: str) -> None:
    raise InputError(tell("error.key_missing", key=key))


def _list(key: str, value: Any) -> list[Any]:
    if value is not None and not isinstance(value, list):
        raise wrong_kind(key, value, tell("wanted.list"))
    return value or []


def _named(key: str, value: Any) -> dict[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict) or not value:
        raise wrong_kind(key, value, tell("wanted.by_name"))
    return {str(name): one for name, one in value.items()}


def _words(key: str, value: Any, needed: bool = False) -> Words:
    """A text in both languages; one alone stands for both."""
    if value is None:
        if needed:
            _missing(key)
        return dict.fromkeys(LANGUAGES, "")
    if isinstance(value, str):
        return dict.fromkeys(LANGUAGES, " ".join(value.split()))
    if not isinstance(value, dict) or not value or any(not isinstance(one, str) for one in value.values()):
        raise wrong_kind(key, value, tell("wanted.words"))
    for lang in value:
        if lang not in LANGUAGES:
            raise unknown("language", str(lang), LANGUAGES, key)
    first = next(iter(value.values()))
    return {lang: " ".join(value.get(lang, first).split()) for lang in LANGUAGES}


def _settings(key: str, value: Any) -> dict[str, str]:
    """Keys with their values as typed; those below others get their full names."""
    made = {}
    for name, one in _leaves("", _named(key, value)):
        if name in FORBIDDEN:
            raise InputError(tell("error.key_of_experiment", key=f"{key}.{name}"))
        made[name] = typed(one)
    return made


def _leaves(above: str, tree: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in tree.items():
        key = f"{above}.{name}" if above else str(name)
        if isinstance(value, dict) and value:
            yield from _leaves(key, value)
        else:
            yield key, value


def typed(value: Any) -> str:
    """A value as it is typed after the equals sign: texts as they stand, so that ranges and variants may be said."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return f"[{','.join(map(typed, value))}]"
    if isinstance(value, dict):
        return f"{{{','.join(f'{key}: {typed(one)}' for key, one in value.items())}}}"
    return spelt(value)


def _analysis(name: str, about: Any) -> Analysis:
    key = f"analyses.{name}"
    if not re.fullmatch(r"\w[\w-]*", name):
        raise wrong_kind("analyses", name, tell("wanted.folder_name"))
    mistakes = Mistakes()
    if not isinstance(about, dict):
        raise wrong_kind(key, about, tell("wanted.by_name"))
    _known(key, about, ANALYSIS_KEYS, mistakes)
    command = about.get("command")
    if not isinstance(command, str):
        mistakes.of(_missing, f"{key}.command") if command is None else mistakes.of(
            _refuse_kind, f"{key}.command", command
        )
    given = about.get("name")
    names = () if given is None else (str(given),)
    keys = mistakes.of(_settings, f"{key}.keys", about.get("keys"))
    title = mistakes.of(_words, f"{key}.title", about.get("title"))
    mistakes.refuse()
    return Analysis(name, str(command), names, keys, title)


def _refuse_kind(key: str, value: Any) -> None:
    raise wrong_kind(key, value, tell("wanted.name"))


def _figure(key: str, value: Any, analyses: list[str]) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[\w-]+/[\w-]+", value):
        raise wrong_kind(key, value, tell("wanted.figure"))
    name = value.partition("/")[0]
    if name not in analyses:
        raise unknown("analysis", name, analyses, key)
    return value


def _check(key: str, about: Any, analyses: list[str]) -> Expected:
    if not isinstance(about, dict):
        raise wrong_kind(key, about, tell("wanted.by_name"))
    mistakes = Mistakes()
    _known(key, about, CHECK_KEYS, mistakes)
    text = mistakes.of(_words, f"{key}.text", about.get("text"), True)
    for name, known, kind in (("analysis", analyses, "analysis"), ("expect", EXPECTED, "expectation")):
        with mistakes.noted():
            if about.get(name) is None:
                _missing(f"{key}.{name}")
            if about[name] not in known:
                raise unknown(kind, about[name], known, f"{key}.{name}")
    with mistakes.noted():
        if "measure" in about and about["measure"] not in MEASURES:
            raise unknown("measure", about["measure"], MEASURES, f"{key}.measure")
    mistakes.of(_one_kind, key, about)
    needed = BOUNDS.get(str(about.get("expect")), ())
    bounds = [mistakes.of(_bound, f"{key}.{name}", about.get(name)) for name in needed]
    for name in ("than", "low", "high"):
        with mistakes.noted():
            if name in about and name not in needed:
                raise InputError(tell("error.bound_unused", key=f"{key}.{name}", expect=about.get("expect")))
    with mistakes.noted():
        if len(bounds) == 2 and None not in bounds and not bounds[0] < bounds[1]:
            raise InputError(tell("error.bounds_turned", key=key))
    mistakes.refuse()
    said = {name: str(about.get(name) or "") for name in (*OF_RUNS, "table", "value") if name in about}
    where = {str(name): str(one) for name, one in (about.get("where") or {}).items()}
    return Expected(text, str(about["analysis"]), str(about["expect"]), tuple(bounds), where=where, **said)


def _one_kind(key: str, about: Mapping[str, Any]) -> None:
    """A number of runs or of a table, and all that names it."""
    of_table = any(name in about for name in OF_TABLE)
    if of_table and (mixed := [name for name in OF_RUNS if name in about]):
        raise InputError(tell("error.check_mixed", key=f"{key}.{mixed[0]}"))
    for name in ("table", "value") if of_table else ("outcome", "scenario"):
        if not isinstance(about.get(name), str) or not about[name]:
            _missing(f"{key}.{name}")
    if of_table and not (isinstance(about.get("where", {}), dict) and re.fullmatch(r"[\w.-]+\.csv", about["table"])):
        raise wrong_kind(f"{key}.table", about["table"], tell("wanted.csv"))
    if "against" in about and about.get("measure") == "level":
        raise InputError(tell("error.check_level", key=f"{key}.against"))


def _bound(key: str, value: Any) -> float:
    if value is None:
        _missing(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise wrong_kind(key, value, tell("wanted.figure_number"))
    return float(value)
