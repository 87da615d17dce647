"""What there is to choose from: instruments, scenarios, outcomes, parameters, channels, industries."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import fill
from typing import Any

from govsim.language import CHANNELS, INSTRUMENTS, OUTCOMES, PARAMETERS, Instrument
from govsim.study.ask.declarations import GENERIC, industries, load_declarations
from govsim.study.ask.files import config_folder, policy_of, scenario_files, scenario_titles
from govsim.study.speak.errors import in_words, thing, unknown
from govsim.study.speak.words import tell

Row = dict[str, Any]


def list_instruments(config_dir: str | Path | None = None) -> list[Row]:
    """The policy menu."""
    return [
        {
            "name": one.name,
            "zh": one.zh,
            "en": one.en,
            "channels": ", ".join(dict.fromkeys(channel for channel, _ in one.effects)),
            "settings": ", ".join(one.settings),
        }
        for one in INSTRUMENTS.values()
    ]


def list_scenarios(config_dir: str | Path | None = None) -> list[Row]:
    """The scenarios of the package and of a user's own folder."""
    titles = scenario_titles(config_dir)
    return [
        {
            "name": name,
            "zh": titles.get(str(tree.get("name") or name), {}).get("zh", ""),
            "title": titles.get(str(tree.get("name") or name), {}).get("en", ""),
            "instruments": ", ".join(map(str, policy_of(tree))),
        }
        for name, tree in scenario_files(config_dir).items()
    ]


def list_outcomes(config_dir: str | Path | None = None) -> list[Row]:
    """Everything counted."""
    return [
        {
            "name": one.name,
            "zh": one.zh,
            "unit": in_words(one.unit),
            "kind": one.kind,
            "better": one.better,
            "meaning": one.meaning,
        }
        for one in OUTCOMES.values()
    ]


def list_parameters(config_dir: str | Path | None = None) -> list[Row]:
    """The numbers of the mechanisms."""
    return [
        {
            "name": one.name,
            "zh": one.zh,
            "unit": in_words(one.unit),
            "default": one.default,
            "low": one.low,
            "high": one.high,
            "calibrated": one.calibrated,
            "source": one.source,
        }
        for one in PARAMETERS.values()
    ]


def list_channels(config_dir: str | Path | None = None) -> list[Row]:
    """Where instruments and mechanisms meet."""
    return [
        {
            "name": one.name,
            "zh": one.zh,
            "unit": in_words(one.unit),
            "level": one.level,
            "neutral": one.neutral,
            "combine": one.combine,
            "low": _finite(one.low),
            "high": _finite(one.high),
            "meaning": one.meaning,
        }
        for one in CHANNELS.values()
    ]


def list_industries(config_dir: str | Path | None = None) -> list[Row]:
    """Which codes mean which industry, then every number of every industry."""
    return [*list_codes(), *industry_values()]


def list_codes() -> list[Row]:
    """Codes of the classifications by the industry of the model that they mean."""
    from govsim.populations.industry_codes import code_table

    labels = {name: next(iter(columns.values())).industry_zh for name, columns in industries().items()}
    groups: dict[tuple[str, str, str], list[str]] = {}
    for scheme, prefixes in code_table().items():
        for prefix, (industry, meaning) in prefixes.items():
            groups.setdefault((scheme, industry, meaning), []).append(prefix)
    return [
        {"scheme": scheme, "codes": ", ".join(codes), "industry": industry, "zh": labels[industry], "meaning": meaning}
        for (scheme, industry, meaning), codes in groups.items()
    ]


def industry_values() -> list[Row]:
    """Every number of every industry."""
    return [
        {
            "industry": industry,
            "zh": cell.industry_zh,
            "column": column,
            "column_zh": cell.zh,
            "unit": in_words(cell.unit),
            "default": cell.value,
            "low": cell.low,
            "high": cell.high,
            "source": cell.source,
        }
        for industry, columns in industries().items()
        for column, cell in columns.items()
    ]


def help_on_keys(config_dir: str | Path | None = None) -> str:
    """The groups with their files, and every key with its default and what it means, as the settings file says."""
    load_declarations()
    text = (config_folder() / "config.yaml").read_text(encoding="utf-8")
    keys = text[text.index("\nname:") : text.index("\nhydra:")].strip()
    groups = {
        "scenario": ", ".join(scenario_files(config_dir)),
        "population": ", ".join(sorted(file.stem for file in (config_folder() / "population").glob("*.yaml"))),
        "instrument": ", ".join(INSTRUMENTS),
    }
    lines = [fill(f"{group}: {names}", width=100, subsequent_indent="    ") for group, names in groups.items()]
    return "\n".join([tell("listing.files"), *lines, "", tell("listing.keys"), keys])


LISTS: dict[str, Callable[..., list[Row]]] = {
    "instruments": list_instruments,
    "scenarios": list_scenarios,
    "outcomes": list_outcomes,
    "parameters": list_parameters,
    "channels": list_channels,
    "industries": list_industries,
}


def list_all(what: str, config_dir: str | Path | None = None) -> list[Row]:
    """The rows of one list."""
    load_declarations()
    if what not in LISTS:
        raise unknown("list", what, LISTS)
    return LISTS[what](config_dir)


def names_to_show(config_dir: str | Path | None = None) -> dict[str, str]:
    """Everything that `show` knows, with its kind; where names meet, the first kind wins."""
    load_declarations()
    kinds: dict[str, Mapping[str, Any]] = {
        "instrument": INSTRUMENTS,
        "scenario": scenario_files(config_dir),
        "parameter": PARAMETERS,
        "outcome": OUTCOMES,
        "channel": CHANNELS,
        "industry": industries(),
    }
    known: dict[str, str] = {}
    for kind, names in kinds.items():
        for name in names:
            known.setdefault(name, kind)
    return known


def show(name: str, config_dir: str | Path | None = None) -> tuple[list[str], list[Row]]:
    """Sentences about one thing, and the table of its parts.

    Raises:
        InputError: naming the nearest name.
    """
    known = names_to_show(config_dir)
    if name not in known:
        raise unknown("name", name, known, see=tell("see.list"))
    kind = known[name]
    if kind == "instrument":
        return _show_instrument(INSTRUMENTS[name])
    if kind == "scenario":
        return _show_scenario(name, config_dir)
    if kind == "industry":
        rows = [row for row in industry_values() if row["industry"] == name]
        how = tell("listing.set_industry", name=name)
        return [f"{name}  {rows[0]['zh']}  ({how})"], rows
    row = next(row for row in list_all(f"{kind}s") if row["name"] == name)
    about = PARAMETERS[name].meaning if kind == "parameter" else row.pop("meaning", "")
    how = "; " + tell("listing.set_parameter", name=name) if kind == "parameter" else ""
    users = _who_moves(name) if kind == "channel" else []
    return [f"{name}  {row['zh']}  ({thing(kind)}{how})", *([about] if about else []), *users], [row]


def _who_moves(channel: str) -> list[str]:
    movers = [one.name for one in INSTRUMENTS.values() if any(moved == channel for moved, _ in one.effects)]
    return [tell("listing.moved_by", names=", ".join(movers)) if movers else tell("listing.moved_by_none")]


def _show_instrument(one: Instrument) -> tuple[list[str], list[Row]]:
    head = [f"{one.name}  {one.zh}  {one.en}".rstrip()]
    head += [one.meaning] if one.meaning else []
    effects = [f"  {channel}: {_first_line(function)}" for channel, function in one.effects]
    costs = [f"  {payer}: {_first_line(function)}" for payer, function in one.costs]
    head += [tell("listing.moves"), *effects] if effects else []
    head += [tell("listing.costs"), *costs] if costs else []
    head.append(tell("listing.set_instrument", name=one.name))
    rows: list[Row] = [
        {
            "setting": name,
            "zh": declared.zh,
            "unit": in_words(declared.unit),
            "default": declared.default,
            "low": declared.low,
            "high": declared.high,
            "source": declared.source,
        }
        for name, declared in one.settings.items()
    ]
    blank = {"zh": "", "default": None, "low": None, "high": None, "source": ""}
    generic = {"start": "weeks", "phase_in": "weeks", "end": "weeks", "scope": ""}
    rows += [
        {"setting": name, **blank, "unit": in_words(generic[name]), "source": tell(f"generic.{name}")}
        for name in GENERIC
    ]
    return head, rows


def _first_line(function: Callable[..., Any]) -> str:
    text = (function.__doc__ or "").strip()
    return text.splitlines()[0] if text else function.__name__.replace("_", " ")


def _show_scenario(name: str, config_dir: str | Path | None) -> tuple[list[str], list[Row]]:
    tree = scenario_files(config_dir)[name]
    title = scenario_titles(config_dir).get(str(tree.get("name") or name), {})
    head = [f"{name}  {title.get('zh', '')}  {title.get('en', '')}".rstrip()]
    changed = tree.get("instrument") or {}
    keys = [key for key in tree if key not in ("defaults", "name", "title", "instrument")]
    head += [f"{key}: {tree[key]}" for key in keys]
    policy = [str(one) for one in policy_of(tree)]
    head.append(tell("listing.adopts") if policy else tell("listing.adopts_nothing"))
    rows: list[Row] = []
    for one, (setting, value) in itertools.chain.from_iterable(
        ((one, item) for item in (dict(changed.get(one) or {}) or {"": None}).items()) for one in policy
    ):
        zh = INSTRUMENTS[one].zh if one in INSTRUMENTS else ""
        rows.append({"instrument": one, "zh": zh, "changed setting": setting, "value": value})
    return head, rows


def _finite(value: float) -> float | None:
    return None if value in (float("inf"), float("-inf")) else value
