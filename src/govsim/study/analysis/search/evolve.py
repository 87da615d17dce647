"""Evolution of candidates towards a front: pymoo, asked for one generation at a time and told what became of it.

What it draws hangs on its seed and on the values it was told, and on nothing else. So an evolution is taken up again by
telling it the same values again: no state of it is kept on disk, none has to be trusted.

NSGA-II (Deb, Pratap, Agarwal & Meyarivan 2002, IEEE Transactions on Evolutionary Computation 6, 182-197) for up to
three objectives, NSGA-III (Deb & Jain 2014, ibid. 18, 577-601) beyond, where crowding tells too little apart.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import comb
from typing import Any

import numpy as np

from govsim.study.speak.extras import extra

Genome = Mapping[str, bool | int | float]
TRIES = 20  # matings for one generation, past which the candidates left are too few to be met; assumed
FEW_OBJECTIVES = 3  # up to which crowding distances tell candidates apart; Deb & Jain 2014


@dataclass(frozen=True)
class Gene:
    """One thing that a candidate may be.

    Attributes:
        name: of it.
        kind: flag (yes or no), pick (one of some without order, by number), whole (numbers in order) or share (0 to 1).
        low, high: first and last number of a pick or a whole.
    """

    name: str
    kind: str
    low: int = 0
    high: int = 1

    def drawn(self, luck: np.random.Generator) -> bool | int | float:
        """A value at random."""
        if self.kind == "share":
            return float(luck.random())
        value = int(luck.integers(self.low, self.high, endpoint=True))
        return bool(value) if self.kind == "flag" else value


def drawn_genomes(genes: Sequence[Gene], count: int, luck: np.random.Generator) -> list[Genome]:
    """Candidates to begin with: any number of flags set, few more often than many, since a budget allows few."""
    flags = [one.name for one in genes if one.kind == "flag"]
    made: list[Genome] = []
    for _ in range(count):
        genome = {one.name: one.drawn(luck) for one in genes}
        if flags:
            few = int(np.ceil(len(flags) * luck.random() ** 2))
            chosen = set(luck.choice(len(flags), size=few, replace=False).tolist())
            genome |= {name: at in chosen for at, name in enumerate(flags)}
        made.append(genome)
    return made


class Evolution:
    """One search.

    Args:
        genes: what a candidate may be.
        objectives: how many values are to be small.
        size: candidates of a generation.
        seed: of what is drawn.
        first: candidates that the first generation holds beside those drawn.
        same: what two candidates share that are the same, whatever their genes that count for nothing say.
    """

    def __init__(
        self, genes: Sequence[Gene], objectives: int, size: int, seed: int, first: Sequence[Genome] = (),
        same: Callable[[Genome], Hashable] = lambda one: tuple(sorted(one.items())),
    ) -> None:  # fmt: skip
        self.same, self.seen = same, set[Hashable]()
        self.names = [one.name for one in genes]
        started = [*first, *drawn_genomes(genes, size, np.random.default_rng(seed))][:size]
        self.algorithm = _algorithm(genes, objectives, size, seed, started, self)
        self.waiting: Any = None
        self.is_over = False

    def ask(self) -> list[Genome]:
        """The next generation; fewer candidates than its size where hardly any is left, none where all were seen."""
        found = None if self.is_over else self.algorithm.ask()
        self.waiting = found if found is not None and len(found) else None
        self.is_over = self.waiting is None
        return [] if self.waiting is None else [self._plain(one.X) for one in self.waiting]

    def tell(self, values: np.ndarray, breaches: np.ndarray | None = None) -> None:
        """What became of the generation asked for.

        Args:
            values: a row a candidate, a column an objective; less is better.
            breaches: by how much each candidate breaks its budget; above 0 it does not count beside one that keeps it.

        Raises:
            ValueError: a value is no number: it would be taken in silence, and stay out of every front.
        """
        broken = np.zeros(len(values)) if breaches is None else np.asarray(breaches, float)
        if not np.isfinite(values).all() or not np.isfinite(broken).all():
            at = int(np.flatnonzero(~(np.isfinite(values).all(1) & np.isfinite(broken)))[0])
            raise ValueError(f"no number at {dict(self._plain(self.waiting[at].X))}")
        self.seen |= {self.same(self._plain(one.X)) for one in self.waiting}
        self.waiting.set("F", np.asarray(values, float), "G", broken.reshape(-1, 1))
        for one in self.waiting:
            one.evaluated.update({"F", "G"})
        self.algorithm.tell(infills=self.waiting)

    def is_new(self, genes: Any) -> bool:
        """Whether no candidate like this one was ever told of."""
        return self.same(self._plain(genes)) not in self.seen

    def _plain(self, genes: Any) -> Genome:
        """As Python has it: the library returns numbers of numpy, which no file of settings takes."""
        return {name: genes[name].item() if hasattr(genes[name], "item") else genes[name] for name in self.names}


def _algorithm(
    genes: Sequence[Gene], objectives: int, size: int, seed: int, started: Sequence[Genome], search: Evolution
) -> Any:
    problem, variable = extra("pymoo.core.problem"), extra("pymoo.core.variable")
    mixed, population = extra("pymoo.core.mixed"), extra("pymoo.core.population")
    ending = extra("pymoo.core.termination")
    kinds = {
        "flag": lambda one: variable.Binary(),
        "pick": lambda one: variable.Choice(options=list(range(one.low, one.high + 1))),
        "whole": lambda one: variable.Integer(bounds=(one.low, one.high)),
        "share": lambda one: variable.Real(bounds=(0.0, 1.0)),
    }
    asked = problem.Problem(vars={one.name: kinds[one.kind](one) for one in genes}, n_obj=objectives, n_ieq_constr=1)
    unseen = _unseen(search)
    how: dict[str, Any] = {
        "pop_size": size,
        "sampling": population.Population.new(X=[dict(one) for one in started]),
        "mating": mixed.MixedVariableMating(eliminate_duplicates=unseen, n_max_iterations=TRIES),
        "eliminate_duplicates": unseen,
    }
    if objectives <= FEW_OBJECTIVES:
        made = extra("pymoo.algorithms.moo.nsga2").NSGA2(**how)
    else:
        made = extra("pymoo.algorithms.moo.nsga3").NSGA3(_directions(objectives, size), **how)
    made.setup(asked, termination=ending.NoTermination(), seed=seed)
    return made


def _directions(objectives: int, size: int) -> Any:
    """Directions of NSGA-III, evenly spread, at most as many as there are candidates."""
    parts = 1
    while comb(parts + objectives, parts + 1) <= size:
        parts += 1
    return extra("pymoo.util.ref_dirs").get_reference_directions("das-dennis", objectives, n_partitions=parts)


def _unseen(search: Evolution) -> Any:
    """What keeps candidates out that were played before, in this generation or in any other."""
    duplicate = extra("pymoo.core.duplicate")

    class Unseen(duplicate.DuplicateElimination):  # type: ignore[misc, name-defined]
        def _do(self, pop: Any, other: Any, is_duplicate: np.ndarray) -> np.ndarray:
            known = set() if other is None else {search.same(search._plain(one.X)) for one in other}
            for at, one in enumerate(pop):
                mark = search.same(search._plain(one.X))
                is_duplicate[at] = mark in known or not search.is_new(one.X)
                if other is None:
                    known.add(mark)
            return is_duplicate

    return Unseen()
