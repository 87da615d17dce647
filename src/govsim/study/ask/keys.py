"""Every key a user may set, checked by name before anything is composed, so that a misspelling is named as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from govsim.language import Model
from govsim.study.ask.cluster import CLUSTER_KEYS
from govsim.study.ask.declarations import industries_of, keys_of
from govsim.study.speak.errors import InputError, Mistakes, nearest, thing, unknown
from govsim.study.speak.words import tell

GROUPS = ("scenario", "population", "instrument", "policy")
SCENARIO_KEYS = (
    "name",
    "title",
    "population",
    "weeks",
    "settle",
    "start",
    "window",
    "calendar",
    "instrument",
    "parameter",
    "industry",
    "plugins",
    "parts",
)
RUN_KEYS = (
    "seeds", "populations", "engine", "threads", "out", "figures", "tables", "by", "experiment", "lang",
    *CLUSTER_KEYS,
)  # fmt: skip
TOP_KEYS = (*SCENARIO_KEYS, *RUN_KEYS)
REGISTER_KEYS = ("path", "map", "scheme", "strict", "year", "impossible", "sheet", "by_region", "by_chain")
STRUCTURE_KEYS = ("regions", "places", "chains")  # of populations; each a list of rows
POPULATION_KEYS = ("kind", "enterprises", "inspectors", "seed", *STRUCTURE_KEYS, *REGISTER_KEYS)
SCOPE_KEYS = ("regions", "industries", "headcount", "share", "enterprises", "order", "places", "chains", "depth")
LISTS = ("seeds", "by", "tables", "plugins", "parts", "instrument", "window")  # keys whose value may be a list
NEVER_SWEPT = (*RUN_KEYS, "plugins", "parts", "calendar")
_BRANCHES = ("instrument", "parameter", "industry", "population", "title")


def takes_list(key: str) -> bool:
    """Whether a key's value may be a list."""
    *above, last = key.split(".")
    if above == ["population"]:
        return last in STRUCTURE_KEYS
    return key in LISTS or above[-1:] == ["scope"] and last in SCOPE_KEYS and last not in ("share", "order")


def check_key(model: Model, key: str, others: Iterable[str] = ()) -> None:
    """Refuse a dotted key that no setting has.

    Args:
        model: whose names may be used.
        key: as it was given.
        others: keys that are no settings and may stand among them, as those of single commands.

    Raises:
        InputError: naming the nearest key that exists.
    """
    top, _, rest = key.partition(".")
    known = list(others)
    if top == "hydra" or top.startswith("hydra/") or key in GROUPS or key in known:
        return
    if top not in TOP_KEYS and top not in known:
        names = list(_suggestions(model, top))
        near = nearest(top, names, 0.6)  # weekz is weeks, not the week of a single command
        raise unknown("key", key if not rest else top, names if near else [*names, *known])
    parts = rest.split(".") if rest else []
    if parts and top not in _BRANCHES:
        raise InputError(tell("error.nothing_below", key=key, top=top))
    _check_branch(model, top, parts)


def _suggestions(model: Model, name: str) -> Iterable[str]:
    """Keys first; a name used without its prefix (`loan_spread=0`) is answered with the full key."""
    full = [f"parameter.{name}"] if name in model.parameters else []
    for instrument in model.instruments.values():
        full += [f"instrument.{instrument.name}.{name}"] if name in instrument.settings else []
    full += [f"instrument=[{name}]"] if name in model.instruments else []
    return full or (*TOP_KEYS, "scenario")


def _check_branch(model: Model, top: str, parts: list[str]) -> None:
    if not parts or top == "title":
        return
    if top == "parameter":
        check_parameter(model, ".".join(parts))
    elif top == "industry":
        check_industry(model, parts)
    elif top == "population" and (len(parts) > 1 or parts[0] not in POPULATION_KEYS):
        raise unknown("key", f"population.{'.'.join(parts)}", [f"population.{name}" for name in POPULATION_KEYS])
    elif top == "instrument":
        check_instrument(model, parts)


def check_parameter(model: Model, name: str) -> None:
    """Refuse a name that is not a parameter of a mechanism."""
    if name not in model.parameters:
        raise unknown("parameter", name, model.parameters, see=tell("see.parameters"))


def check_industry(model: Model, parts: list[str]) -> None:
    """Refuse an industry, or a column of industries, that is not in the table."""
    table = industries_of(model)
    if parts[0] not in table:
        raise unknown("industry", parts[0], table)
    if len(parts) > 1 and (len(parts) > 2 or parts[1] not in table[parts[0]]):
        raise unknown("industry_column", ".".join(parts[1:]), table[parts[0]])
    if len(parts) > 1 and parts[1] not in model.declared_columns("industry"):
        raise InputError(tell("error.industry_fixed", key=f"industry.{'.'.join(parts)}"))


def check_instrument(model: Model, parts: list[str]) -> None:
    """Refuse an instrument, or a setting of it, that is not declared."""
    name = parts[0]
    if name not in model.instruments:
        raise unknown("instrument", name, model.instruments, see=tell("see.instruments"))
    if len(parts) == 1:
        return
    known = [*model.instruments[name].settings, *keys_of(model, name)]
    if parts[1] not in known:
        raise unknown(thing("setting", name=name), parts[1], known)
    if len(parts) > 2 and (parts[1] != "scope" or len(parts) > 3 or parts[2] not in SCOPE_KEYS):
        raise unknown(thing("instrument_key", name=name), ".".join(parts[1:]), [f"scope.{key}" for key in SCOPE_KEYS])


def check_tree(model: Model, tree: Mapping[str, Any]) -> None:
    """Refuse unknown keys in composed settings, as a scenario file may bring."""
    mistakes = Mistakes()
    for key in _keys_of(tree):
        mistakes.of(check_key, model, key)
    mistakes.refuse()


def _keys_of(tree: Mapping[str, Any]) -> Iterator[str]:
    """Every dotted key down to the settings of instruments and the columns of industries."""
    for top, value in tree.items():
        if top == "scenario":
            raise InputError(tell("error.scenario_file"))
        yield str(top)
        if top in ("instrument", "parameter", "industry", "population") and isinstance(value, Mapping):
            for name, below in value.items():
                yield f"{top}.{name}"
                if top in ("instrument", "industry") and isinstance(below, Mapping):
                    yield from (f"{top}.{name}.{part}" for part in below)
