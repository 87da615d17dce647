"""What the records leave possible: priors, what they say of each point by its emulators, and draws by a sampler.

Draws are those of emcee's ensemble of walkers (Goodman and Weare 2010; Foreman-Mackey and others 2013). The prior is
uniform in shares. What is known of a target at a point is normal in logarithms: the emulator's own doubt, the model's
discrepancy, and the luck of the county's years.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from govsim.study.analysis.calibration.emulator import Emulator
from govsim.study.analysis.calibration.targets import Target
from govsim.study.speak.extras import extra

WALKERS, STEPS, BURN = 4, 1500, 500  # walkers a number; steps; those left out at the beginning
NODES = 12  # of the Gauss-Hermite rule for a count whose rate is not known exactly
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
        return likelihood(self.target, mean, np.sqrt(doubt + self.discrepancy**2 + self.luck))


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


def sampled(known: Sequence[Known], numbers: int, seed: int, steps: int = STEPS, burn: int = BURN) -> Drawn:
    """Draws from what the targets leave possible.

    Args:
        known: the targets.
        numbers: how many are moved.
        seed: of the sampler.
        steps: of each walker.
        burn: of these, left out.
    """

    def chance(shares: np.ndarray) -> np.ndarray:
        inside = ((shares >= 0.0) & (shares <= 1.0)).all(1)
        found = np.full(len(shares), NEVER)
        if inside.any():
            found[inside] = sum(one.at(shares[inside]) for one in known)
        return found

    emcee = extra("emcee")
    walkers = max(32, 2 * (WALKERS * numbers // 2))
    generator = np.random.default_rng(seed)
    start = _start(chance, walkers, numbers, generator)
    moves = [
        (emcee.moves.DEMove(), 0.8),
        (emcee.moves.DESnookerMove(), 0.2),
    ]  # for ridges, which stretches cross slowly
    sampler = emcee.EnsembleSampler(walkers, numbers, chance, vectorize=True, moves=moves)
    sampler.random_state = np.random.RandomState(seed).get_state()
    sampler.run_mcmc(start, steps, skip_initial_state_check=True)
    chain = sampler.get_chain(discard=burn)
    lasting = float(np.max(emcee.autocorr.integrated_time(chain, tol=0)))
    lasting = lasting if math.isfinite(lasting) else float(len(chain))
    flat = chain[:: max(1, int(lasting / 4))].reshape(-1, numbers)
    return Drawn(flat, lasting, chain.shape[0] * walkers / max(lasting, 1.0),
                 float(np.mean(sampler.acceptance_fraction)), _halves(chain))  # fmt: skip


def _start(chance: object, walkers: int, numbers: int, generator: np.random.Generator) -> np.ndarray:
    """Walkers at the likeliest of many points of the prior."""
    tried = generator.random((200 * numbers, numbers))
    best = tried[np.argsort(-chance(tried))[:walkers]]  # type: ignore[operator]
    return np.asarray(np.clip(best + 0.01 * generator.standard_normal(best.shape), 0.001, 0.999))


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
