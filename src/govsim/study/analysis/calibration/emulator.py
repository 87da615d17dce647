"""A Gaussian process that stands for the model: an outcome at any point, and how little is known of it there.

Outcomes are taken as logarithms. A plane takes the trend; what is left has a length of its own along each number. The
luck of the seeds at each point is known from their spread and put in, so that a line is not drawn through it.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np

from govsim.study.speak.extras import extra

LENGTHS = (0.1, 20.0)  # of the prior's spread; assumed: shorter ones look like luck, longer ones like a plane
SMALLEST = 1e-6  # of variance, so that matrices stay sound


@dataclass(frozen=True)
class Emulator:
    """One outcome, emulated.

    Attributes:
        points: shares of the points it was made of.
        plane: intercept and slopes of the trend.
        lengths, size: of the covariance, in shares of priors and in squared logarithms.
        noise: variance of the luck of each point's mean.
        solved: the covariance's inverse times what the plane leaves.
        inverse: of the covariance with luck.
        left_out: error of each point predicted from all others, over its standard deviation.
        told: share of the variance between points that is predicted so.
    """

    points: np.ndarray
    plane: np.ndarray
    lengths: np.ndarray
    size: float
    noise: np.ndarray
    solved: np.ndarray
    inverse: np.ndarray
    left_out: np.ndarray
    told: float

    def at(self, shares: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The mean logarithm at points, and the variance of what is not known of it."""
        near = self.size * _kernel(shares / self.lengths, self.points / self.lengths)
        mean = self.plane[0] + shares @ self.plane[1:] + near @ self.solved
        left = self.size - ((near @ self.inverse) * near).sum(1)
        return mean, np.maximum(left, SMALLEST)


def _kernel(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    apart = (one**2).sum(1)[:, None] + (other**2).sum(1)[None, :] - 2.0 * one @ other.T
    return np.asarray(np.exp(-0.5 * np.maximum(apart, 0.0)))


def emulated(points: np.ndarray, means: np.ndarray, noise: np.ndarray) -> Emulator:
    """An emulator of logarithms.

    Args:
        points: shares, a row a point.
        means: the mean logarithm of each.
        noise: the variance of that mean by luck.
    """
    process, kernels = extra("sklearn.gaussian_process"), extra("sklearn.gaussian_process.kernels")
    count, numbers = points.shape
    wide = np.column_stack([np.ones(count), points])
    # a slight pull to no slope: few points must not make steep planes
    plane = np.linalg.solve(wide.T @ wide + 1e-3 * np.diag([0.0] + [1.0] * numbers), wide.T @ means)
    left = means - wide @ plane
    scale = max(float(left.var()), SMALLEST)
    kernel = kernels.ConstantKernel(1.0, (1e-3, 1e2)) * kernels.RBF(np.ones(numbers), LENGTHS)
    found = process.GaussianProcessRegressor(kernel, alpha=np.maximum(noise / scale, 1e-4), normalize_y=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a length at its end says that a number does nothing: no fault
        found.fit(points, left / np.sqrt(scale))
    size = float(found.kernel_.k1.constant_value) * scale
    lengths = np.broadcast_to(np.asarray(found.kernel_.k2.length_scale, float), (numbers,))
    spread = np.maximum(noise, 1e-4 * scale)
    inverse = np.linalg.inv(size * _kernel(points / lengths, points / lengths) + np.diag(spread))
    solved = inverse @ left
    each = 1.0 / np.diag(inverse)  # the variance of a point given all others, luck with it
    missed = solved * each
    told = 1.0 - float((missed**2).mean() / max(float(means.var()), SMALLEST))
    return Emulator(points, plane, lengths.copy(), size, spread, solved, inverse, missed / np.sqrt(each), told)


def logs(values: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Values by point and seed as the mean logarithm of each point, the variance of that by luck, and of one run.

    What is zero at a point under all seeds is taken as half the smallest that is not.
    """
    means = values.mean(1)
    least = float(means[means > 0].min()) / 2 if (means > 0).any() else 1.0
    means = np.where(means > 0, means, least)
    relative = values.var(1, ddof=1) / means**2 if values.shape[1] > 1 else np.zeros(len(values))
    # luck differs little from point to point and few seeds tell it badly: half own, half the mean of all
    relative = 0.5 * relative + 0.5 * relative.mean()
    return np.log(means), relative / values.shape[1], relative
