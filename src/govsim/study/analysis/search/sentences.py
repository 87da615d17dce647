"""What a search found, in sentences, and what these hang on, in the language spoken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from govsim.study.analysis.search.describe import aims_said, called_of, described
from govsim.study.analysis.search.evolve import FEW_OBJECTIVES
from govsim.study.analysis.search.objectives import titles_of_objectives, units_of_objectives
from govsim.study.analysis.search.robust import WHOLE
from govsim.study.ask.titles import titles_of
from govsim.study.speak.terminal import estimate, figure
from govsim.study.speak.words import counted, spoken, tell

if TYPE_CHECKING:
    from govsim.study.analysis.search.found import Searched

SETTLED = 2.0  # per cent that the last quarter of generations may add to a front that is at rest; assumed


def scenario_titles(found: Searched) -> dict[str, str]:
    """What the reference and the named scenarios are called, by name."""
    space = found.question.space
    made = titles_of(found.model, [space.reference, *found.question.named])
    return {name: one[spoken()] for name, one in made.items()}


def sentences(found: Searched) -> list[str]:
    """What was found, the most important first; each sentence stands alone."""
    titles = scenario_titles(found)
    mixes = [one for one in found.members if one.tried]
    made = [_tried(found, titles)]
    if not mixes:
        return [*made, str(tell("search.none")), *_volume(found)]
    made += _best(found, titles)
    made += _robust(found, titles)
    return [*made, *_curse(found), *_named(found, titles), *_volume(found)]


def _tried(found: Searched, titles: Mapping[str, str]) -> str:
    question, hunted = found.question, found.hunted
    fitting = sum(hunted.fits(key) for key in hunted.tried) - 1
    about = {
        "mixes": f"{len(hunted.tried) - 1:,}", "measures": len(question.space.measures),
        "seeds": counted("seeds", len(question.seeds)), "searches": question.searches,
        "generations": question.generations, "front": len(hunted.on_front),
    }  # fmt: skip
    said = str(tell("search.tried", **about))
    if question.budget is not None:
        more = {
            "fit": f"{fitting:,}",
            "budget": figure(question.budget),
            "reference": titles[question.space.reference.name],
        }
        said += str(tell("search.tried_budget", **more))
    return said


def _best(found: Searched, titles: Mapping[str, str]) -> list[str]:
    """Of each objective the member that is best under fresh seeds, of those that keep the budget.

    Seeds that no search saw, so that what hundreds of mixes had of luck is gone; that of the best of these few is left.
    """
    question, model = found.question, found.model
    called = titles_of_objectives(model, question.objectives)
    units = units_of_objectives(model, question.objectives, [question.space.reference])
    keeping = [one for one in found.members if one.tried and one.keeps]
    made = []
    for at, objective in enumerate(question.objectives if keeping else ()):
        best = min(keeping, key=lambda one: objective.sign * one.changes[at].mean)
        change = best.changes[at]
        assert best.tried is not None
        about = {
            "objective": called[objective.name][spoken()], "mix": called_of(best.name),
            "measures": described(model, best.tried.point), "reference": titles[question.space.reference.name],
            "change": estimate(change.mean, change.low, change.high), "unit": units[objective.name][spoken()],
            "seeds": counted("seeds", len(found.further.fresh)),
        }  # fmt: skip
        if objective.sign * change.mean >= 0.0:
            made.append(str(tell("search.best_none", **about)))
            continue
        said = str(tell("search.best", **about))
        made.append(said if change.is_above or change.is_below else said + str(tell("search.best_unsure")))
    return made


def _curse(found: Searched) -> list[str]:
    mixes = [one for one in found.members if one.tried]
    first = found.question.objectives[0]
    before = float(np.mean([one.tried.change[0] for one in mixes if one.tried]))
    now = float(np.mean([one.changes[0].mean for one in mixes]))
    title = titles_of_objectives(found.model, [first])[first.name][spoken()]
    stay, over = sum(one.stays for one in mixes), sum(not one.keeps for one in mixes)
    key = "search.stay" if found.question.budget is not None else "search.stay_free"
    return [
        str(tell("search.curse", objective=title, before=figure(before), now=figure(now))),
        str(tell(key, stay=stay, members=len(mixes), over=over)),
    ]


def _named(found: Searched, titles: Mapping[str, str]) -> list[str]:
    made = []
    for one in (one for one in found.members if not one.tried):
        about = {"scenario": titles.get(one.name, one.name), "cost": figure(one.cost.mean)}
        if one.beaten_by:
            made.append(str(tell("search.named_beaten", **about, mix=called_of(one.beaten_by, titles))))
        elif one.keeps:
            made.append(str(tell("search.named_stays", **about)))
        if not one.keeps:
            made.append(str(tell("search.named_over", **about)))
    return made


def _volume(found: Searched) -> list[str]:
    table = found.hypervolume
    if table.empty:
        return []
    last = table.groupby("search")["hypervolume"].last()
    added = added_late(found)
    about = {"low": f"{last.min():.3f}", "high": f"{last.max():.3f}", "added": f"{added:.1f}"}
    said = str(tell("search.settled" if added <= SETTLED else "search.unsettled", **about))
    return [said] if found.question.searches > 1 else [said, str(tell("search.one_search"))]


def added_late(found: Searched) -> float:
    """By how many per cent at most the last quarter of generations let a search's hypervolume grow."""
    grown = []
    for _, rows in found.hypervolume.groupby("search"):
        values = rows["hypervolume"].to_numpy(float)
        before = values[max(0, len(values) - 1 - max(1, len(values) // 4))]
        grown.append(100.0 * (values[-1] / before - 1.0) if before > 0.0 else float("inf") * float(values[-1] > 0.0))
    return max((one for one in grown if one == one), default=0.0)


def _robust(found: Searched, titles: Mapping[str, str]) -> list[str]:
    if found.robust is None:
        return []
    drawn, choices = found.robust, found.robust.choices
    rows = found.regret[found.regret["objective"] == WHOLE].set_index("mix")
    least, mean, most = (choices[one] for one in ("max_regret", "mean_regret", "satisficing"))
    about = {
        "draws": drawn.joint.draws, "numbers": len(drawn.joint.points.design.keys), "mix": called_of(least, titles),
        "worst": f"{100 * rows.loc[least, 'max_regret']:.0f}", "mean": f"{100 * rows.loc[least, 'mean_regret']:.0f}",
    }  # fmt: skip
    said = str(tell("search.regret", **about))
    if mean != least:
        average = f"{100 * rows.loc[mean, 'mean_regret']:.0f}"
        said += ("" if spoken() == "zh" else " ") + str(
            tell("search.regret_mean", mix=called_of(mean, titles), mean=average)
        )
    share, aims = float(rows.loc[most, "satisficing_share"]), aims_said(found.question, found.further.aims)
    reached = {"mix": called_of(most, titles), "share": f"{100 * share:.0f}", "aims": aims}
    return [said, str(tell("search.satisfied" if share else "search.satisfied_none", **reached))]


def hangs_on(found: Searched) -> list[str]:
    """What the finding hangs on."""
    seeds = counted("seeds", len(found.question.seeds))
    last = "search.hangs_assumed" if found.robust is None else "search.hangs_members"
    made = [tell("search.hangs_tried"), tell("search.hangs_seeds", seeds=seeds)]
    keeping = sum(one.tried is not None and one.keeps for one in found.members)
    if keeping > 1:
        made.append(tell("search.hangs_best", members=keeping))
    return [str(one) for one in [*made, tell(last)]]


def method(found: Searched) -> list[str]:
    """How it was found."""
    algorithm = "NSGA-II" if len(found.question.objectives) <= FEW_OBJECTIVES else "NSGA-III"
    fresh = {"members": found.further.members, "seeds": counted("seeds", len(found.further.fresh))}
    made = [tell("search.method_search", algorithm=algorithm), tell("search.method_fresh", **fresh),
            tell("search.method_volume")]  # fmt: skip
    return [str(one) for one in [*made, *([tell("search.method_regret")] if found.robust is not None else [])]]
