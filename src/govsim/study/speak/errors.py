"""Messages for people: which key, which value, what is allowed, what was probably meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from govsim.errors import InputError, RunError
from govsim.locale import knows, system_key
from govsim.locale.message import Foreign, Said, Unit, nearest
from govsim.study.speak.words import spoken, tell

LONGEST = 400  # characters of someone else's message
SHORT = 80  # of a value that no user types, such as a whole table
FULL_WIDTH = dict(
    zip("，、；：＝＋－（）［］", ",,,:=+-()[]", strict=True)
)  # signs of a Chinese keyboard, and those meant


class Mistakes:
    """Mistakes of one command or file, gathered so that all are said at once, each on a line of its own."""

    def __init__(self) -> None:
        self.found: list[InputError] = []

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Go on after what is inside, whatever is wrong in it."""
        try:
            yield
        except InputError as error:
            for one in error.several or (error,):
                if str(one) not in map(str, self.found):
                    self.found.append(one)

    def of(self, read: Callable[..., Any], *about: Any) -> Any:
        """What a function gives; None where it refuses."""
        with self.noted():
            return read(*about)
        return None

    def refuse(self) -> None:
        """Refuse where there was any.

        Raises:
            InputError: with a line for each.
        """
        if len(self.found) == 1:
            raise self.found[0]
        if self.found:
            text = self.found[0].args[0]
            for error in self.found[1:]:
                text = text + "\n" + error.args[0]
            several = InputError(text)
            several.several = tuple(self.found)
            raise several from self.found[0]


def unknown(kind: str, name: object, names: Iterable[str], key: str | None = None, see: str = "") -> InputError:
    """There is no such thing; name the nearest, or all when there are few.

    Args:
        kind: what it should be: `thing.<kind>` of the catalogue, or its words.
        name: what was given.
        names: what there is.
        key: the key that was set, if there is one.
        see: what to do when nothing is near.
    """
    known = list(names)
    near, sign = nearest(name, known), full_width_sign(name)
    if sign and not any(full_width_sign(one) for one in known):
        hint: str = tell("hint.full_width", sign=sign, plain=FULL_WIDTH[sign])
    elif near:
        hint = tell("hint.nearest", near=near)
    elif see:
        hint = see
    elif not known:
        hint = tell("hint.none")
    else:
        hint = tell("hint.known", names=", ".join(known[:12]) + (", ..." if len(known) > 12 else ""))
    values = {"what": thing(kind), "name": name, "hint": hint}
    return InputError(tell("error.unknown_at", key=key, **values) if key else tell("error.unknown", **values))


def thing(kind: str, **values: object) -> str:
    """What something is called in a sentence."""
    return tell(f"thing.{kind}", **values) if knows(f"thing.{kind}") else kind


def out_of_bounds(key: str, value: Any, low: float, high: float, unit: str = "") -> InputError:
    """The value lies outside its bounds."""
    bounds = {"low": short(low), "high": short(high), "unit": f" {in_words(unit)}" if unit else ""}
    return InputError(tell("error.out_of_bounds", key=key, value=short(value), **bounds))


def wrong_kind(key: str, value: Any, wanted: str, unit: str = "") -> InputError:
    """The value is not of the kind wanted."""
    in_unit = tell("unit.apart", unit=in_words(unit)) if unit else ""
    sign = full_width_sign(value)
    cause = tell("hint.full_width_apart", sign=sign, plain=FULL_WIDTH[sign]) if sign else ""
    said = str(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else short(value)
    return InputError(tell("error.wrong_kind", key=key, value=said, wanted=wanted, unit=in_unit, cause=cause))


def full_width_sign(text: object) -> str:
    """The first sign in a text that a Chinese keyboard makes of one that parts or joins; "" without any."""
    return next((letter for letter in text if letter in FULL_WIDTH), "") if isinstance(text, str) else ""


def in_words(english: str) -> str:
    """A unit in the language spoken."""
    return Said(Unit(english).text(spoken()), Unit(english))


def short(value: Any) -> str:
    """A value as a user would type it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(short(item) for item in value)}]"
    if isinstance(value, str):
        return f"'{value}'"
    return str(value) if isinstance(value, int | Mapping) else one_line(value, SHORT)


def why(error: BaseException) -> str:
    """What the operating system says, in the language spoken; any other error as one line."""
    key = system_key(error)
    return tell(key) if key else getattr(error, "strerror", None) or one_line(error)


def one_line(error: object, longest: int = LONGEST) -> str:
    """An error, or another thing of someone else's, as one line; in the language spoken where its words are known."""
    return foreign(" ".join(str(error).split()), longest) or type(error).__name__


def foreign(english: str, longest: int = LONGEST) -> str:
    """Words of another program, in the language spoken where they are known; cut where they are many."""
    of = Foreign(english if len(english) <= longest else english[: longest - 3] + "...")
    return Said(of.text(spoken()), of)


__all__ = [
    "FULL_WIDTH", "InputError", "Mistakes", "RunError", "foreign", "full_width_sign", "in_words", "nearest", "one_line",
    "out_of_bounds", "short", "thing", "unknown", "why", "wrong_kind",
]  # fmt: skip
