"""Packages at equal cost, as `govsim compare budget=` says them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from govsim.language import Model
from govsim.study.ask.resolve import Options
from govsim.study.ask.titles import Titles
from govsim.study.speak.layout import fold
from govsim.study.speak.terminal import bare_percent, estimate, figure, rows_laid_out, say
from govsim.study.speak.words import counted, tell

if TYPE_CHECKING:
    from govsim.scenario import Scenario
    from govsim.study.analysis.budget import Fit


@dataclass(frozen=True)
class Priced:
    """Packages, each at the factor at which it costs the budget.

    Attributes:
        scenarios: the reference, and packages that reach the budget, at their factors.
        titles: of them, with their factors.
        fits: of every package.
        budget: CNY over the window.
        reference: from which costs are counted.
    """

    scenarios: list[Scenario]
    titles: Titles
    fits: list[Fit]
    budget: float
    reference: str

    def rows(self) -> list[dict[str, Any]]:
        """A row a package, as JSON has it."""
        from govsim.study.analysis.budget import fit_table

        return [{"budget": self.budget, **row} for row in fit_table(self.fits).to_dict("records")]

    def title(self, called: Callable[[], Mapping[str, str]]) -> dict[str, str]:
        """What the table holds, in both languages."""
        from govsim.study.analysis.section import in_both

        return in_both(lambda: self._head(called()))

    def _head(self, labels: Mapping[str, str]) -> str:
        reference = labels.get(self.reference, self.reference)
        return str(tell("budget.head", budget=figure(self.budget), reference=reference))

    def lines(self, rows: Sequence[Mapping[str, Any]], labels: Mapping[str, str]) -> list[dict[str, str]]:
        """A row a package: factor, cost reached, inspectors' hours, and what was found of each."""
        hours = {row["scenario"]: row for row in rows if row["outcome"] == "inspector_hours"}
        return [
            {
                "scenario": labels.get(one.scenario, one.scenario),
                "factor": _short(one.factor),
                "cost": estimate(one.cost.mean, one.cost.low, one.cost.high),
                "inspector hours": _change(hours.get(one.scenario)),
                "found": said_of(one, self.budget) + (tell("budget.idle", count=one.idle) if one.idle else ""),
            }
            for one in self.fits
        ]

    def table(
        self, model: Model, rows: Sequence[Mapping[str, Any]], labels: Mapping[str, str], width: int
    ) -> list[str]:
        """The lines of the table."""
        lines = rows_laid_out(self.lines(rows, labels), width, right=("factor", "cost", "inspector hours"))
        return ["", *fold(self._head(labels), width), *lines]


def _change(row: Mapping[str, Any] | None) -> str:
    return "-" if row is None else estimate(row["difference"], row["ci_low"], row["ci_high"])


def _short(factor: float) -> str:
    return f"{factor:.3g}"


def said_of(one: Fit, budget: float) -> str:
    """What the search found of a package, in a few words."""
    if one.kind == "beyond":
        return tell("budget.beyond", cost=figure(one.cost.mean), factor=_short(one.factor))
    first, last = (f"{end:.6g}" for end in one.ends)  # they may lie close to each other
    if one.kind == "falls":
        return tell("budget.falls", first=first, last=last, fall=figure(one.fall))
    if one.kind == "off":
        off = bare_percent(one.cost.mean / budget - 1.0)
        return tell("budget.off", off=f"{off}%", first=first, last=last)
    return tell(f"budget.{one.kind}")


def at_one_cost(scenarios: Sequence[Scenario], titles: Titles, budget: float, options: Options) -> Priced:
    """Find the factors, which takes runs of its own, and say which packages are left out.

    Raises:
        InputError: no package reaches the budget, or several counties are drawn.
    """
    from govsim.study.analysis.compare import priced
    from govsim.study.runs.plan import usual_reference

    def searching(few: int) -> None:
        say(tell("budget.search", budget=figure(budget), few=counted("seeds", few)))

    how = (options.seeds, options.threads, options.populations, searching)
    chosen, fits = priced(scenarios, budget, *how)
    factors = {one.scenario: one for one in fits if one.is_in and one.kind != "nothing"}
    said = {
        name: {lang: f"{words} ×{_short(factors[name].factor)}" if name in factors else words
               for lang, words in one.items()}
        for name, one in titles.items()
    }  # fmt: skip
    return Priced(chosen, said, fits, budget, usual_reference([one.name for one in scenarios]))
