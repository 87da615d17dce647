"""A random number that remembers what it was held against: a chance, a number of trials, a mean.

A rule draws by `uniform` and decides by a comparison or a quantile. A `Drawn` is the same float to the last bit; the
rule that is followed is the same code, with `binomial`, `poisson` and `normal` that write down what they were asked.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from govsim.language import binomial, is_helper, normal, poisson


@dataclass
class Draw:
    """One random number and what became of it.

    Attributes:
        purpose: what it decides, as the model names it.
        table: whose draw it is: the table,
        number: and the number of the row.
        value: the number drawn, in [0, 1).
        how: "chance" (it was held against a chance, and said yes or no), "binomial" (so many of `trials`, each with
            `chance`), "poisson" (so many, `mean` expected), "normal" (a disturbance in standard deviations), or ""
            where the rule used the number itself.
        chance: the chance that it was held against last; of each trial for a binomial number.
        trials: of a binomial number.
        mean: of a Poisson number.
        came: yes or no, a count, or a disturbance; the number itself where nothing more is known.
        limits: every chance it was held against in turn, with the answer: a draw may choose among several.
    """

    purpose: str
    table: str
    number: int
    value: float
    how: str = ""
    chance: float | None = None
    trials: int | None = None
    mean: float | None = None
    came: Any = None
    limits: list[tuple[float, bool]] = field(default_factory=list)

    @property
    def came_true(self) -> bool:
        """Whether anything came of it: the chance was hit, or the count is not nought."""
        return self.how in ("chance", "binomial", "poisson") and bool(self.came)


class Drawn(float):
    """A number drawn, which tells its record what it is compared with; whatever is computed of it is a plain float."""

    record: Draw

    def __new__(cls, value: float, record: Draw) -> Drawn:
        """A number and its record."""
        made = super().__new__(cls, value)
        made.record = record
        return made

    def _below(self, limit: Any, said: bool) -> bool:
        record = self.record
        record.limits.append((float(limit), said))
        if record.how in ("", "chance"):
            first = not record.how or not record.came  # once it has said yes, what it is held against later is another
            record.how = "chance"
            if first:
                record.chance, record.came = float(limit), said
        return said

    def __lt__(self, limit: float) -> bool:
        return self._below(limit, float.__lt__(self, limit))

    def __le__(self, limit: float) -> bool:
        return self._below(limit, float.__le__(self, limit))

    def __gt__(self, limit: float) -> bool:
        return not self._below(limit, float.__le__(self, limit))

    def __ge__(self, limit: float) -> bool:
        return not self._below(limit, float.__lt__(self, limit))

    __hash__ = float.__hash__


def _binomial(u: float, n: int, q: float) -> int:
    """The language's `binomial`, written down."""
    came = binomial(float(u), n, q)
    if isinstance(u, Drawn):
        record = u.record
        record.how, record.trials, record.chance, record.came = "binomial", int(n), float(q), came
    return came


def _poisson(u: float, mean: float) -> int:
    """The language's `poisson`, written down."""
    came = poisson(float(u), mean)
    if isinstance(u, Drawn):
        u.record.how, u.record.mean, u.record.came = "poisson", float(mean), came
    return came


def _normal(u: float) -> float:
    """The language's `normal`, written down."""
    came = normal(float(u))
    if isinstance(u, Drawn):
        u.record.how, u.record.came = "normal", came
    return came


_WRITTEN_DOWN: dict[Any, Callable[..., Any]] = {binomial: _binomial, poisson: _poisson, normal: _normal}


@lru_cache(maxsize=2048)
def followed(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same rule, the same code, with quantiles that write down what they were asked, in its helpers too."""
    if not isinstance(function, types.FunctionType):
        return function
    names: dict[str, Any] = dict(function.__globals__)
    for name in function.__code__.co_names:
        one = names.get(name)
        if isinstance(one, types.FunctionType) and is_helper(one):
            own = one.__module__.startswith("govsim.language")
            names[name] = _WRITTEN_DOWN.get(one, one) if own else followed(one)
    made = types.FunctionType(function.__code__, names, function.__name__, function.__defaults__, function.__closure__)
    made.__kwdefaults__ = function.__kwdefaults__
    return made
