"""How the points of a design are laid out: a function a layout, from factors to a share of each one's spread.

A layout knows nothing of settings. To add one: a function of factors, a count and a seed, and a line in `LAYOUTS`.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from govsim.study.ask.design import MOST_POINTS
from govsim.study.ask.ranges import Factor
from govsim.study.speak.errors import InputError, unknown, wrong_kind
from govsim.study.speak.words import tell

MOST_LEVELS = 100
Shares = np.ndarray  # a row a point, a column a factor, each from 0 to 1


@dataclass(frozen=True)
class Layout:
    """A way to lay points out.

    Attributes:
        make: the shares of factors, given a count and a seed.
        usual: the count where none is given; 0 for a layout that has none.
        least, most: of the count.
        ranges: whether factors may be ranges, and not only lists.
    """

    make: Callable[[Sequence[Factor], int, int], Shares]
    usual: int = 0
    least: int = 1
    most: int = MOST_POINTS
    ranges: bool = True


def middles(count: int) -> np.ndarray:
    """Shares that pick each of so many values, at the middle of its part."""
    return (np.arange(count) + 0.5) / count


def _grid(factors: Sequence[Factor], count: int, seed: int) -> Shares:
    """Every combination of the values of lists, the last factor moving fastest."""
    return _product([middles(one.levels) for one in factors])


def _zip(factors: Sequence[Factor], count: int, seed: int) -> Shares:
    """The first values of all lists together, then the second."""
    lengths = {one.key: one.levels for one in factors}
    if len(set(lengths.values())) > 1:
        said = ", ".join(f"{key} {length}" for key, length in lengths.items())
        raise InputError(tell("error.design_zip", lengths=said))
    return np.stack([middles(one.levels) for one in factors], axis=1)


def _factorial(factors: Sequence[Factor], count: int, seed: int) -> Shares:
    """Every combination of evenly spaced values of ranges and of all values of lists."""
    return _product([middles(one.levels) if one.levels else np.linspace(0.0, 1.0, count) for one in factors])


def _product(sides: Sequence[np.ndarray]) -> Shares:
    points = math.prod(map(len, sides))
    if points > MOST_POINTS:
        raise InputError(tell("error.sweep_large", count=f"{points:,}", most=f"{MOST_POINTS:,}"))
    return np.array(list(itertools.product(*sides)))


def _fractional(factors: Sequence[Factor], count: int, seed: int) -> Shares:
    """Low and high ends in two folds of a Hadamard matrix: no main effect is mixed with what pairs do (resolution IV).

    Box, G. E. P. & Hunter, J. S. (1961). The 2^(k-p) fractional factorial designs. Technometrics 3, 311-351.
    """
    from scipy.linalg import hadamard

    for one in factors:
        if one.levels > 2:
            raise InputError(tell("error.design_two", key=one.key, count=one.levels))
    size = 2 ** math.ceil(math.log2(max(len(factors), 2)))
    half = hadamard(size)[:, : len(factors)]
    signs = np.concatenate([half, -half])
    at = np.array([0.25 if one.levels else 0.0 for one in factors])
    return np.where(signs > 0, 1.0 - at, at)


def _lhs(factors: Sequence[Factor], count: int, seed: int) -> Shares:
    """A Latin hypercube: each factor's spread is cut into as many parts as there are points, each used once."""
    from scipy.stats import qmc

    return np.asarray(qmc.LatinHypercube(len(factors), rng=np.random.default_rng(seed)).random(count))


def _sobol(factors: Sequence[Factor], count: int, seed: int) -> Shares:
    """A scrambled Sobol sequence, which fills a space evenly; a power of two of its points."""
    from scipy.stats import qmc

    if count & (count - 1):
        raise InputError(tell("error.design_power", count=count, near=2 ** round(math.log2(count))))
    return np.asarray(qmc.Sobol(len(factors), rng=np.random.default_rng(seed)).random(count))


LAYOUTS: dict[str, Layout] = {
    "grid": Layout(_grid, ranges=False),
    "zip": Layout(_zip, ranges=False),
    "factorial": Layout(_factorial, usual=2, least=2, most=MOST_LEVELS),
    "fractional": Layout(_fractional),
    "lhs": Layout(_lhs, usual=64),
    "sobol": Layout(_sobol, usual=64),
}


def read_layout(given: str) -> tuple[str, int]:
    """The name of a layout and its count, as in `lhs:64`.

    Raises:
        InputError: there is no such layout, or the count cannot be.
    """
    name, colon, count = given.partition(":")
    if name not in LAYOUTS:
        raise unknown("design", name, LAYOUTS, "design", see=tell("see.designs", names=", ".join(LAYOUTS)))
    layout = LAYOUTS[name]
    if not colon:
        return name, layout.usual
    if not layout.usual:
        raise InputError(tell("error.design_count", name=name, given=given))
    if not count.isdecimal() or not layout.least <= int(count) <= layout.most:
        raise wrong_kind("design", given, tell("wanted.design", name=name, low=layout.least, high=layout.most))
    return name, int(count)


def laid_out(given: str, factors: Sequence[Factor], seed: int = 1) -> Shares:
    """The points of a layout.

    Args:
        given: its name with a count, as in `lhs:64`.
        factors: what is varied.
        seed: of what is drawn.

    Raises:
        InputError: the layout cannot be, or does not take these factors.
    """
    name, count = read_layout(given)
    ranges = [one for one in factors if not one.levels]
    if ranges and not LAYOUTS[name].ranges:
        raise InputError(tell("error.design_ranges", name=name, key=ranges[0].key))
    return LAYOUTS[name].make(factors, count, seed)
