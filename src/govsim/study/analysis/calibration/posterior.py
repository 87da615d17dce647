"""What the records leave possible: priors, what they say of each point by its emulators, and draws by a sampler.

Draws are those of emcee's ensemble of walkers (Goodman and Weare 2010; Foreman-Mackey and others 2013). The prior is
uniform in shares. What is known of a target at a point is normal in logarithms: the emulator's own doubt, the model's
discrepancy, and the luck of the county's years.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from govsim.study.analysis.calibration.emulator import Emulator
from govsim.study.analysis.calibration.targets import Target
from govsim.study.speak.extras import extra

WALKERS, STEPS = 6, 1000  # walkers a number; steps of a block
MOST_BLOCKS, BURN = (
    6,
    0.35,
)  # as many blocks as it takes to settle; share of all steps that is left out at the beginning
LADDER, CLIMB = 10, 40  # steps from the prior to all that the records say, and moves on each
DOUBTED, ASTRAY = 0.05, 1.0  # chance that a target means another thing than the model's, and how far then; assumed
NODES = 12  # of the Gauss-Hermite rule for a count whose rate is not known exactly
SETTLED = 1.05  # R hat up to which walkers are taken to have forgotten where they began
FEWEST = 200  # effective draws below which the sampler's own error is said
NEVER = -1e10


@dataclass(frozen=True)
class Known:
    """A target with what stands for the model.

    Attributes:
        target: what was recorded.
        emulator: of the logarithm of the outcome, a year's for a flow.
        luck: variance of the logarithm of the record's own years, beyond Poisson for a count.
        discrepancy: of a logarithm.
    """

    target: Target
    emulator: Emulator
    luck: float
    discrepancy: float

    def at(self, shares: np.ndarray) -> np.ndarray:
        """The logarithm of the chance of the record at points."""
        mean, doubt = self.emulator.at(shares)
        known = doubt + self.discrepancy**2 + self.luck
        close = likelihood(self.target, mean, np.sqrt(known)) + math.log(1.0 - DOUBTED)
        astray = likelihood(self.target, mean, np.sqrt(known + ASTRAY**2)) + math.log(DOUBTED)
        return np.asarray(np.logaddexp(close, astray))  # one target that cannot be met must not move all numbers


def likelihood(target: Target, mean: np.ndarray, spread: np.ndarray) -> np.ndarray:
    """The logarithm of the chance of a record where the logarithm of its outcome is normal."""
    from scipy.special import gammaln, log_ndtr, ndtr

    if target.kind == "count":
        nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
        rate = mean[:, None] + spread[:, None] * nodes + math.log(target.years)
        each = target.count * rate - np.exp(np.minimum(rate, 700.0)) - gammaln(target.count + 1.0)
        top = each.max(1, keepdims=True)
        return np.asarray(top[:, 0] + np.log((np.exp(each - top) * weights).sum(1) / weights.sum()))
    low, high = math.log(target.low), math.log(target.high)
    if target.kind == "value":
        seen = math.log(target.value)
        side = np.where(mean < seen, seen - low, high - seen) / 1.96  # an interval may be longer to one side
        whole = np.sqrt(spread**2 + side**2)
        return np.asarray(-0.5 * ((mean - seen) / whole) ** 2 - np.log(whole))
    above, below = (high - mean) / spread, (low - mean) / spread
    inside = ndtr(above) - ndtr(below)
    nearest = np.where(below > 0, log_ndtr(-below), log_ndtr(above))  # far out, where the difference is rounded away
    return np.asarray(np.where(inside > 1e-12, np.log(np.maximum(inside, 1e-300)), nearest))


@dataclass(frozen=True)
class Drawn:
    """What the sampler drew.

    Attributes:
        shares: all draws after the beginning, thinned, a row a draw.
        lasting: steps after which a walker has forgotten where it was, of the slowest number.
        effective: draws that count as independent, of the slowest number.
        accepted: share of proposals.
        apart: how far the halves of the draws are from each other, R hat of the worst number.
    """

    shares: np.ndarray
    lasting: float
    effective: float
    accepted: float
    apart: float


def sampled(known: Sequence[Known], numbers: int, seed: int) -> Drawn:
    """Draws from what the targets leave possible.

    Args:
        known: the targets.
        numbers: how many are moved.
        seed: of the sampler.
    """
    emcee, generator = extra("emcee"), np.random.default_rng(seed)
    walkers = max(32, 2 * (WALKERS * numbers // 2))
    moves = [  # ridges, which stretches cross slowly; and leaps from one hill to another
        (emcee.moves.DEMove(), 0.6), (emcee.moves.DEMove(gamma0=1.0), 0.15), (emcee.moves.DESnookerMove(), 0.1),
        (emcee.moves.StretchMove(), 0.15),
    ]  # fmt: skip

    def sampler_at(heat: float) -> Any:
        def chance(shares: np.ndarray) -> np.ndarray:
            return _chance(known, shares, heat)

        made = emcee.EnsembleSampler(walkers, numbers, chance, vectorize=True, moves=moves)
        made.random_state = np.random.RandomState(generator.integers(2**31)).get_state()
        return made

    at: Any = _climbed(known, sampler_at, generator.random((walkers, numbers)), generator)
    sampler = sampler_at(1.0)
    for _ in range(MOST_BLOCKS):
        at = sampler.run_mcmc(at, STEPS, skip_initial_state_check=True)
        chain = sampler.get_chain(discard=int(BURN * sampler.iteration))
        if _halves(chain) <= SETTLED:
            break
    lasting = float(np.max(emcee.autocorr.integrated_time(chain, tol=0, quiet=True)))
    lasting = lasting if math.isfinite(lasting) else float(len(chain))
    flat = chain[:: max(1, int(lasting / 4))].reshape(-1, numbers)
    return Drawn(flat, lasting, chain.shape[0] * walkers / max(lasting, 1.0),
                 float(np.mean(sampler.acceptance_fraction)), _halves(chain))  # fmt: skip


def _chance(known: Sequence[Known], shares: np.ndarray, heat: float) -> np.ndarray:
    inside = ((shares >= 0.0) & (shares <= 1.0)).all(1)
    found = np.full(len(shares), NEVER)
    if inside.any():
        found[inside] = heat * sum(one.at(shares[inside]) for one in known)
    return found


def _climbed(
    known: Sequence[Known], sampler_at: Callable[[float], Any], walkers: np.ndarray, generator: np.random.Generator
) -> np.ndarray:
    """Walkers led from the prior to what the records leave possible, so that none stays where little is.

    On each step those that fit better take the place of those that fit worse, and all move on.
    """
    heats = np.concatenate([[0.0], np.geomspace(0.002, 1.0, LADDER)])
    for before, heat in zip(heats, heats[1:], strict=False):
        fit = _chance(known, walkers, heat - before)
        weights = np.exp(fit - fit.max())
        at = generator.choice(len(walkers), len(walkers), p=weights / weights.sum())
        walkers = np.clip(walkers[at] + 1e-4 * generator.standard_normal(walkers.shape), 1e-6, 1.0 - 1e-6)
        walkers = sampler_at(float(heat)).run_mcmc(walkers, CLIMB, skip_initial_state_check=True).coords
    return walkers


def _halves(chain: np.ndarray) -> float:
    """R hat: each walker's two halves as chains."""
    half = len(chain) // 2
    parts = np.concatenate([chain[:half], chain[half : 2 * half]], axis=1)
    within = parts.var(0, ddof=1).mean(0)
    between = parts.mean(0).var(0, ddof=1)
    return float(np.sqrt(((half - 1) / half * within + between) / np.maximum(within, 1e-300)).max())


def picked(shares: np.ndarray, count: int, seed: int) -> np.ndarray:
    """So many of the draws, without any twice."""
    generator = np.random.default_rng(seed)
    return np.asarray(shares[np.sort(generator.choice(len(shares), min(count, len(shares)), replace=False))])
