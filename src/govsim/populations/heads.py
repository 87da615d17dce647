"""Which enterprises belong to which chain, and how far below its head: groups, contractors, platforms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from govsim.errors import PopulationError
from govsim.locale.message import message
from govsim.populations.synthesis import ChainRow, Structure, of_industries

if TYPE_CHECKING:
    from govsim.scenario import Chains

LOTS = 0x0C4A  # sets the draws of chains apart from those of the county


def with_chains(structure: Structure, chains: Sequence[Chains], seed: int) -> Structure:
    """Put enterprises into chains, by lot among those of the industries named; who has a head gets no second one.

    In a group the largest is the head office's own plant (depth 0), half of the others stand a level below it, the rest
    two. In contracts the largest enterprises are main contractors, the next the contractors of these, level by level.
    Whoever rides for a platform stands one level below it. Chains may reach over regions.

    Raises:
        PopulationError: when there are not enterprises enough.
    """
    generator = np.random.Generator(np.random.PCG64([LOTS, seed]))
    chain, depth = structure.chain.copy(), structure.depth.copy()
    rows = list(structure.chains)
    for at, spec in enumerate(chains):
        free = np.flatnonzero((chain == 0) & of_industries(structure, spec.industries))
        count = max(1, len(free) // spec.length) if spec.count is None else spec.count
        if count * spec.length > len(free):
            about = {"key": f"population.chains[{at}]", "wanted": count * spec.length, "free": len(free)}
            raise PopulationError(message("population.chain_members", **about))
        drawn = generator.permutation(free)[: count * spec.length]
        by_size = drawn[np.argsort(-structure.headcount[drawn], kind="stable")]
        levels = np.arange(len(by_size)) // count
        chain[by_size] = 1 + len(rows) + np.arange(len(by_size)) % count
        depth[by_size] = _depths(spec.kind, levels, spec.length)
        rows += [ChainRow(spec.kind, spec.keep, spec.answer, spec.push, spec.limit)] * count
    chain.setflags(write=False)
    depth.setflags(write=False)
    return replace(structure, chains=tuple(rows), chain=chain, depth=depth)


def _depths(kind: str, levels: NDArray[np.int64], length: int) -> NDArray[np.int64]:
    if kind == "platform":
        return np.ones_like(levels)
    if kind == "contracts":
        return levels
    near = (length - 1 + 1) // 2  # branches one level below the head office
    return np.where(levels == 0, 0, np.where(levels <= near, 1, 2))
