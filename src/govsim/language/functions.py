"""The arithmetic of rules: built from basic operations, so that every engine and machine gives the same bits."""

from __future__ import annotations

import math
import types
from collections.abc import Callable
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])

MARK = "__helper__"  # what tells a function that rules may call from any other

LOG2_E = 1.4426950408889634
LN2_HIGH = 0.693147180369123816490
LN2_LOW = 1.90821492927058770002e-10
ROOT_HALF = 0.7071067811865476
MEAN_CAP = 400.0
SMALLEST_POWER = 1e-250


def helper(function: F) -> F:
    """Mark a shared pure function that rules may call.

    Raises:
        DeclarationError: when it is not in the language of rules, or writes a column.
    """
    from govsim.language.check import check_syntax
    from govsim.language.messages import DeclarationError

    facts = check_syntax(function)
    for owner, column in sorted(facts.writes):
        raise DeclarationError("language.helper_writes", facts.where(), function.__name__, cell=f"{owner}.{column}")
    return primitive(function)


def primitive(function: F) -> F:
    """Mark a function of the language itself: exempt from the rule checks, known to both engines."""
    setattr(function, MARK, True)
    return function


def is_helper(function: object) -> bool:
    """Whether rules may call this function."""
    return isinstance(function, types.FunctionType) and bool(getattr(function, MARK, False))


def power_of_two(k: int) -> float:
    """2 to the k, exactly, for -1022 <= k <= 1023."""
    return math.ldexp(1.0, k)


def exponent_of(x: float) -> int:
    """The k of x = m 2^k with .5 <= m < 1, for x > 0."""
    return math.frexp(x)[1]


@primitive
def clip(x: float, low: float, high: float) -> float:
    """X, held between low and high."""
    return low if x < low else (high if x > high else x)  # noqa: FURB136 - the same branches in both engines


@primitive
def toward(value: float, target: float, pull: float) -> float:
    """Value moved towards target by the share pull."""
    return value + pull * (target - value)


@primitive
def floor(x: float) -> float:
    """The largest whole number not above x, as a float."""
    return float(math.floor(x))


@primitive
def sqrt(x: float) -> float:
    """Square root; 0 for a negative x."""
    return math.sqrt(x) if x > 0.0 else 0.0


@primitive
def exp(x: float) -> float:
    """E to the x, for x held between -700 and 700. A polynomial of order 13 in Estrin's form, which is fast."""
    x = clip(x, -700.0, 700.0)
    k = math.floor(x * LOG2_E + 0.5)
    r = x - k * LN2_HIGH
    r = r - k * LN2_LOW
    r2 = r * r
    r4 = r2 * r2
    low = (1.0 + r) + r2 * (0.5 + r * 0.16666666666666666)
    middle = (0.041666666666666664 + r * 0.008333333333333333) + r2 * (0.001388888888888889 + r * 0.0001984126984126984)
    high = (2.48015873015873e-05 + r * 2.7557319223985893e-06) + r2 * (
        2.755731922398589e-07 + r * 2.505210838544172e-08
    )
    top = 2.08767569878681e-09 + r * 1.6059043836821613e-10
    return ((low + r4 * middle) + (r4 * r4) * (high + r4 * top)) * power_of_two(k)


@primitive
def log(x: float) -> float:
    """Natural logarithm; of 1e-300 for anything smaller."""
    x = 1e-300 if x < 1e-300 else x
    k = exponent_of(x)
    m = x * power_of_two(-k) if k <= 1000 else x * power_of_two(-1000) * power_of_two(1000 - k)
    if m < ROOT_HALF:
        m = m * 2.0
        k = k - 1
    f = (m - 1.0) / (m + 1.0)
    s = f * f
    y = 1.0 / 21.0
    y = y * s + 1.0 / 19.0
    y = y * s + 1.0 / 17.0
    y = y * s + 1.0 / 15.0
    y = y * s + 1.0 / 13.0
    y = y * s + 1.0 / 11.0
    y = y * s + 1.0 / 9.0
    y = y * s + 1.0 / 7.0
    y = y * s + 0.2
    y = y * s + 1.0 / 3.0
    return k * LN2_HIGH + (2.0 * f + (2.0 * f * s * y + k * LN2_LOW))


@primitive
def power(x: float, a: float) -> float:
    """X to the a for x > 0; 0 for x <= 0."""
    return exp(a * log(x)) if x > 0.0 else 0.0


@primitive
def logistic(x: float) -> float:
    """1 / (1 + e^-x)."""
    return 1.0 / (1.0 + exp(-x))


@primitive
def _tail(r: float) -> float:
    if r <= 5.0:
        r = r - 1.6
        top = 2.27238449892691845833e-2 + r * 7.74545014278341407640e-4
        top = 1.27045825245236838258 + r * (2.41780725177450611770e-1 + r * top)
        top = 5.76949722146069140550 + r * (3.64784832476320460504 + r * top)
        top = 1.42343711074968357734 + r * (4.63033784615654529590 + r * top)
        low = 5.47593808499534494600e-4 + r * 1.05075007164441684324e-9
        low = 1.48103976427480074590e-1 + r * (1.51986665636164571966e-2 + r * low)
        low = 1.67638483018380384940 + r * (6.89767334985100004550e-1 + r * low)
        low = 1.0 + r * (2.05319162663775882187 + r * low)
        return top / low
    r = r - 5.0
    top = 2.71155556874348757815e-5 + r * 2.01033439929228813265e-7
    top = 2.65321895265761230930e-2 + r * (1.24266094738807843860e-3 + r * top)
    top = 1.78482653991729133580 + r * (2.96560571828504891230e-1 + r * top)
    top = 6.65790464350110377720 + r * (5.46378491116411436990 + r * top)
    low = 1.42151175831644588870e-7 + r * 2.04426310338993978564e-15
    low = 7.86869131145613259100e-4 + r * (1.84631831751005468180e-5 + r * low)
    low = 1.36929880922735805310e-1 + r * (1.48753612908506148525e-2 + r * low)
    low = 1.0 + r * (5.99832206555887937690e-1 + r * low)
    return top / low


@primitive
def normal(u: float) -> float:
    """The standard normal quantile of u, by Wichura's rational approximations (AS 241), to 1e-15."""
    q = u - 0.5
    if -0.425 <= q <= 0.425:
        r = 0.180625 - q * q
        r2 = r * r
        r4 = r2 * r2
        top = (3.3871328727963666080 + r * 133.14166789178437745) + r2 * (
            1971.5909503065514427 + r * 13731.693765509461125
        )
        more = (45921.953931549871457 + r * 67265.770927008700853) + r2 * (
            33430.575583588128105 + r * 2509.0809287301226727
        )
        low = (1.0 + r * 42.313330701600911252) + r2 * (687.18700749205790830 + r * 5394.1960214247511077)
        less = (21213.794301586595867 + r * 39307.895800092710610) + r2 * (
            28729.085735721942674 + r * 5226.4952788528545610
        )
        return q * (top + r4 * more) / (low + r4 * less)
    r = u if q < 0.0 else 1.0 - u
    value = _tail(sqrt(-log(r)))
    return -value if q < 0.0 else value


@primitive
def poisson(u: float, mean: float) -> int:
    """The Poisson quantile of u, by inversion: a changed mean never shifts another draw. The mean is held at 400."""
    if mean <= 0.0:
        return 0
    mean = MEAN_CAP if mean > MEAN_CAP else mean
    chance = exp(-mean)
    total = chance
    k = 0
    while u >= total and k < 2000:
        k += 1
        chance = chance * mean / k
        total = total + chance
        if chance < 1e-18 and k > mean:
            break  # u lies in a tail thinner than the last bit
    return k


@primitive
def _whole_power(x: float, n: int) -> float:
    result = 1.0
    while n > 0:
        if n % 2 == 1:
            result = result * x
        x = x * x
        n = n // 2
    return result


@primitive
def _binomial_below_half(u: float, n: int, q: float) -> int:
    chance = _whole_power(1.0 - q, n)
    if chance < SMALLEST_POWER:  # so many trials that the smallest chance underflows: the normal limit
        drawn = floor(n * q + sqrt(n * q * (1.0 - q)) * normal(clip(u, 1e-16, 1.0 - 1e-16)) + 0.5)
        return int(clip(drawn, 0.0, float(n)))
    odds = q / (1.0 - q)
    total = chance
    k = 0
    while u >= total and k < n:
        k += 1
        chance = chance * odds * (n - k + 1) / k
        total = total + chance
        if chance < 1e-18 and k > n * q:
            break
    return k


@primitive
def binomial(u: float, n: int, q: float) -> int:
    """The binomial quantile of u for n trials of chance q, by inversion of one uniform; q is held in [0, 1]."""
    if n <= 0 or q <= 0.0:
        return 0
    if q >= 1.0:
        return n
    if q > 0.5:
        return n - _binomial_below_half(1.0 - u, n, 1.0 - q)
    return _binomial_below_half(u, n, q)
