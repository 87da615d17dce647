"""Who exists, as settings say it: a county, several regions, a register; places and chains."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from govsim.language import BEYOND, COUNTY
from govsim.populations.enterprise import KINDS
from govsim.populations.industry_codes import SCHEMES
from govsim.populations.sizes import MADE_REGION, MOST_ENTERPRISES, MOST_INSPECTORS, MOST_REGIONS
from govsim.scenario import ANY_DEPTH, Chains, Place, Population, Region
from govsim.study.ask.checks import listed, mapping, named_in, number, one_of, whole, yes_or_no
from govsim.study.ask.declarations import industries
from govsim.study.ask.keys import REGISTER_KEYS
from govsim.study.speak.errors import InputError, Mistakes, unknown, wrong_kind
from govsim.study.speak.paths import typed_path
from govsim.study.speak.words import spoken, tell

IMPOSSIBLE = ("refuse", "missing")
POPULATION_KINDS = ("county", "register")
POPULATION_NUMBERS: Mapping[str, tuple[int, int, str]] = {  # bounds and unit
    "enterprises": (1, MOST_ENTERPRISES, "enterprises"),
    "inspectors": (0, MOST_INSPECTORS, "inspectors"),
    "seed": (0, 2**31 - 1, ""),
    "year": (1900, 2200, "year"),
}
RESERVED = (BEYOND, COUNTY, "all")  # what tables call other things
MOST_DEPTH = 4
Reader = Callable[[str, Any], Any]
Fields = Mapping[str, Reader]


def read_population(tree: Mapping[str, Any]) -> Population:
    """Check who exists.

    Raises:
        InputError: a line for each mistake, naming the key, the value, its unit and bounds, or the nearest name.
    """
    mistakes, usual = Mistakes(), Population()
    kind = mistakes.of(one_of, "population.kind", tree.get("kind", "county"), "population_kind", POPULATION_KINDS)
    path = mistakes.of(_register, tree) if kind == "register" else tree.get("path")
    for key in REGISTER_KEYS if kind == "county" else ():
        with mistakes.noted():
            if tree.get(key) is not None and tree.get(key) is not False:
                raise InputError(tell("error.register_only", key=key))
    numbers: dict[str, Any] = {key: getattr(usual, key) for key in POPULATION_NUMBERS}
    for key, without in numbers.items():
        value = tree.get(key, without)
        if key == "enterprises" and kind == "register":
            continue
        if value is not None or without is not None:
            numbers[key] = mistakes.of(whole, f"population.{key}", value, *POPULATION_NUMBERS[key])
    made = {
        "columns": mistakes.of(_columns, tree.get("map")),
        "strict": mistakes.of(yes_or_no, "population.strict", tree.get("strict") or False),
        "by_region": mistakes.of(yes_or_no, "population.by_region", tree.get("by_region") or False),
        "by_chain": mistakes.of(yes_or_no, "population.by_chain", tree.get("by_chain") or False),
        "impossible": mistakes.of(_word, "impossible", tree, "refuse", "choice", IMPOSSIBLE),
        "sheet": mistakes.of(_sheet, tree.get("sheet")),
        "scheme": mistakes.of(_word, "scheme", tree, "auto", "scheme", ("auto", *SCHEMES)),
    }
    several: dict[str, Any] = {
        key: mistakes.of(_rows, key, tree.get(key), numbers["enterprises"]) or () for key in _KINDS
    }
    with mistakes.noted():
        _check_together(kind, tree, several)
    mistakes.refuse()
    if several["regions"]:
        numbers["enterprises"] = sum(one.enterprises for one in several["regions"])
    return Population(kind=kind, path=path, **numbers, **made, **several)


def _register(tree: Mapping[str, Any]) -> str:
    """The path of a register, which is there."""
    path = tree.get("path")
    if not isinstance(path, str) or not path:
        raise InputError(tell("error.register_path"))
    path = str(typed_path(path))
    if not Path(path).is_file():
        raise InputError(tell("error.register_file", path=path))
    if tree.get("enterprises") is not None:
        raise InputError(tell("error.register_counts", count=tree["enterprises"]))
    return path


def _word(key: str, tree: Mapping[str, Any], usual: str, kind: str, words: Sequence[str]) -> str:
    return one_of(f"population.{key}", tree.get(key) or usual, kind, words)


def _sheet(given: Any) -> str | None:
    if given is not None and (not isinstance(given, str | int | float) or isinstance(given, bool) or given == ""):
        raise wrong_kind("population.sheet", given, tell("wanted.name"))
    return None if given is None else str(given)


def _columns(given: Any) -> tuple[tuple[str, str], ...]:
    """Which column of the register means what: "employees=Staff,industry=Branch", or the same as a mapping."""
    if given is None:
        return ()
    if isinstance(given, Mapping):
        return tuple((str(meaning), str(header)) for meaning, header in given.items())
    if not isinstance(given, str):
        raise wrong_kind("population.map", given, tell("wanted.map"))
    from govsim.populations.register import RegisterError, column_map

    try:
        return column_map(given)
    except RegisterError as error:
        raise InputError("; ".join(error.lines(spoken()))) from error


# --- Regions, places, chains ------------------------------------------------------------------------------------------


def _rows(key: str, given: Any, enterprises: int | None) -> tuple[Any, ...]:
    """Regions, places or chains from their list; regions also from their number, which then are alike."""
    if key == "regions" and isinstance(given, int | float) and not isinstance(given, bool):
        count = whole("population.regions", given, 1, MOST_REGIONS, "regions")
        given = [{"name": f"county_{at + 1}"} for at in range(count)]
    found, mistakes = listed(f"population.{key}", given, tell(f"wanted.{key}")), Mistakes()
    rows = [mistakes.of(_row, key, f"population.{key}[{at}]", one) for at, one in enumerate(found)]
    mistakes.refuse()
    names = [one["name"] for one in rows if "name" in one]
    for twice in {one for one in names if names.count(one) > 1}:
        raise InputError(tell("error.name_twice", key=f"population.{key}", name=twice))
    if key == "regions" and rows:
        rows = _shared_out(rows, enterprises)
    return tuple(_KINDS[key][0](**one) for one in rows)


def _row(key: str, where: str, given: Any) -> dict[str, Any]:
    kind, fields = _KINDS[key]
    tree, mistakes = mapping(where, given, tell(f"wanted.{key}")), Mistakes()
    if not tree:
        raise wrong_kind(where, given, tell(f"wanted.{key}"))
    made = {}
    for name, value in tree.items():
        with mistakes.noted():
            if name not in fields:
                raise unknown("key", f"{where}.{name}", [f"{where}.{known}" for known in fields])
            if value is not None:
                made[str(name)] = fields[name](f"{where}.{name}", value)
    needed = "kind" if kind is Chains else "name"
    with mistakes.noted():
        if needed not in tree:
            raise InputError(tell("error.needs_key", key=f"{where}.{needed}"))
    most = 1 + ANY_DEPTH[1]  # a tier each; groups spread their enterprises over two levels, platforms over one
    with mistakes.noted():
        if made.get("kind") == "contracts" and made.get("length", most) > most:
            raise InputError(tell("error.most_tiers", key=f"{where}.length", value=made["length"], most=most))
    mistakes.refuse()
    return made


def _shared_out(rows: Sequence[dict[str, Any]], enterprises: int | None) -> list[dict[str, Any]]:
    """Regions of which nothing is said share the enterprises of the population that are left, as evenly as may be."""
    open_rows = [one for one in rows if "enterprises" not in one]
    left = (enterprises or 0) - sum(one.get("enterprises", 0) for one in rows)
    if open_rows and left < len(open_rows):
        raise InputError(tell("error.regions_left", count=len(open_rows), left=max(left, 0)))
    shares = {id(one): left // len(open_rows) + (at < left % len(open_rows)) for at, one in enumerate(open_rows)}
    return [{**one, "enterprises": one.get("enterprises", shares.get(id(one)))} for one in rows]


def _check_together(kind: str | None, tree: Mapping[str, Any], several: Mapping[str, tuple[Any, ...]]) -> None:
    regions = [one.name for one in several["regions"]]
    if regions and kind == "register":
        raise InputError(tell("error.regions_of_register"))
    if regions and tree.get("inspectors") is not None:
        raise InputError(tell("error.regions_inspectors"))
    for at, place in enumerate(several["places"]):
        if place.region and place.region not in (regions or [MADE_REGION]) and kind != "register":
            raise unknown("region", place.region, regions or [MADE_REGION], key=f"population.places[{at}].region")


def _name(key: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or set(value) & set("[]{},:=\"'\n"):
        raise wrong_kind(key, value, tell("wanted.name"))
    if value in RESERVED or value == MADE_REGION:
        raise InputError(tell("error.name_reserved", key=key, name=value))
    return value


def _real(low: float, high: float, unit: str) -> Reader:
    return lambda key, value: number(key, value, low, high, unit)


def _whole(low: int, high: int, unit: str) -> Reader:
    return lambda key, value: whole(key, value, low, high, unit)


def _industries(key: str, value: Any) -> tuple[str, ...]:
    return named_in(key, value, "industry", industries())


_KINDS: Mapping[str, tuple[type, Fields]] = {
    "regions": (Region, {
        "name": _name,
        "enterprises": _whole(1, MOST_ENTERPRISES, "enterprises"),
        "inspectors": _whole(0, MOST_INSPECTORS, "inspectors"),
        "industries": _industries,
        "strictness": _real(0.2, 5.0, "multiple"),
    }),
    "places": (Place, {
        "name": _name,
        "region": lambda key, value: str(value),
        "enterprises": _whole(2, MOST_ENTERPRISES, "enterprises"),
        "industries": _industries,
        "separation": _real(10.0, 10_000.0, "m"),
        "people_near": _real(0.0, 100.0, "multiple"),
        "town_growth": _real(0.0, 0.2, "share a year"),
    }),
    "chains": (Chains, {
        "kind": lambda key, value: one_of(key, value, "chain_kind", KINDS),
        "count": _whole(1, MOST_ENTERPRISES, "chains"),
        "length": _whole(2, 10_000, "enterprises"),
        "industries": _industries,
        "keep": _real(0.0, 1.0, "share a level"),
        "answer": _real(0.0, 1.0, "share of recorded harm"),
        "push": _real(0.0, 0.05, "pressure a week"),
        "limit": _real(20.0, 60.0, "minutes"),
    }),
}  # fmt: skip
