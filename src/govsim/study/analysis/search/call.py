"""`govsim.search`: which mix of measures at which strength, when and for whom is best under a budget."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govsim.scenario import Scenario
from govsim.study.analysis.budget import budget_given
from govsim.study.analysis.joint import joint_given
from govsim.study.analysis.search.asked import STRENGTHS, Asked, Choices, asked_of
from govsim.study.analysis.search.batches import Batches
from govsim.study.analysis.search.found import Further, Searched, searched
from govsim.study.analysis.search.hunt import Question
from govsim.study.analysis.search.robust import aims_given
from govsim.study.ask.arguments import checked, override_texts, settings_folder
from govsim.study.ask.checks import whole
from govsim.study.ask.config import spelt
from govsim.study.ask.declarations import model_of_all
from govsim.study.ask.design import LARGEST_SEED, seed_list
from govsim.study.ask.given import held
from govsim.study.ask.overrides import read_overrides
from govsim.study.ask.resolve import Built
from govsim.study.ask.rest import weeks_to_rest
from govsim.study.speak.errors import InputError
from govsim.study.speak.words import tell

# Where nothing is said; assumed: some three thousand runs, and a front that fits on a page.
SEEDS, FRESH, GENERATIONS, SIZE, SEARCHES, MEMBERS = 4, 20, 15, 24, 2, 12
MOST_SIZE, MOST_SEARCHES = 10_000, 100
LEAST_SIZE = 4
FEWEST_SEEDS = 2


@dataclass(frozen=True)
class Effort:
    """How hard is searched, as it was given."""

    generations: Any = GENERATIONS
    size: Any = SIZE
    searches: Any = SEARCHES
    fresh: Any = FRESH
    members: Any = MEMBERS


def question_of(
    asked: Asked, budget: Any, seeds: Sequence[int], effort: Effort, robust: Any, satisfy: Sequence[object]
) -> tuple[Question, Further]:
    """A search ready to be played.

    Raises:
        InputError: something of it cannot be.
    """
    if len(seeds) < FEWEST_SEEDS:
        raise InputError(tell("error.search_seeds", key="seeds"))
    fresh = whole("fresh", effort.fresh, 0, LARGEST_SEED)
    if fresh < FEWEST_SEEDS:
        raise InputError(tell("error.search_seeds", key="fresh"))
    first = max(seeds) + 1
    if first + fresh > LARGEST_SEED:
        raise InputError(tell("error.joint_seeds", most=LARGEST_SEED))
    question = Question(
        asked.space, asked.objectives, asked.named, None if budget is None else budget_given(budget),
        whole("generations", effort.generations, 1, MOST_SIZE), whole("size", effort.size, LEAST_SIZE, MOST_SIZE),
        whole("searches", effort.searches, 1, MOST_SEARCHES), tuple(seeds),
    )  # fmt: skip
    if robust is not None and not isinstance(robust, str):
        raise InputError(tell("error.search_robust"))
    if robust is not None:
        joint_given(robust, [asked.space.reference, asked.space.full], "robust")  # before anything is played
    if satisfy and robust is None:
        raise InputError(tell("error.search_satisfy"))
    further = Further(tuple(range(first, first + fresh)), whole("members", effort.members, 1, MOST_SIZE), robust,
                      aims_given(question, satisfy))  # fmt: skip
    return question, further


@checked
def search(
    measures: str | Sequence[str],
    scenario: str | Scenario = "baseline",
    objectives: Sequence[str] | None = None,
    vary: Mapping[str, Any] | None = None,
    seeds: int | Iterable[int] = SEEDS,
    overrides: Sequence[str] = (),
    *,
    budget: float | None = None,
    candidates: Sequence[str] = (),
    strengths: Any = STRENGTHS,
    starts: Any = None,
    whom: Any = None,
    generations: int = GENERATIONS,
    size: int = SIZE,
    searches: int = SEARCHES,
    fresh: int = FRESH,
    members: int = MEMBERS,
    robust: str | None = None,
    satisfy: Sequence[str] = (),
    engine: str = "core",
    threads: int | None = None,
    config_dir: str | Path | None = None,
    on_done: Callable[[], None] | None = None,
) -> Searched:
    """Search mixes of measures that no other mix tried beats, under a budget.

    Args:
        measures: names of instruments or families, or "all".
        scenario: to which they are added, and from which everything is counted.
        objectives: outcomes to be small, with a minus to be large: "deaths_expected", "-reported_share",
            "cost_enterprise@size:1-9+10-19"; "burden_small" is what enterprises with fewer than 50 workers bear.
        vary: settings of single measures with their ranges or values, {"instrument.X.strength": "0.5..2"}.
        seeds: under which mixes are played in the search.
        overrides: what holds everywhere.
        budget: what a mix may lay out beyond the scenario over the window, CNY.
        candidates: scenarios that the first generation begins with and that stand beside the front.
        strengths: of every measure: a range or values.
        starts: first weeks that every measure may have.
        whom: for whom each may be: "all", "small", "larger", "hazardous", or industries.
        generations: of each search.
        size: mixes of a generation.
        searches: how many, each with luck of its own.
        fresh: seeds under which the front is played again.
        members: of the front, at most, that are.
        robust: joint draws of assumed numbers over these, "assumed:24".
        satisfy: what a mix shall reach in a draw, "deaths_expected:-1".
        engine: "core" or "mesa".
        threads: processors used.
        config_dir: a folder with scenario files of your own.
        on_done: called after each run.

    Raises:
        InputError: something named does not exist or cannot be, or no mix keeps the budget.
        RunError: a run failed.
    """
    folder = settings_folder(config_dir)
    texts = override_texts(overrides)
    texts += [f"{key}={value if isinstance(value, str) else _several(value)}" for key, value in (vary or {}).items()]
    given = read_overrides(texts, config_dir=folder)
    reference = _built(scenario) if isinstance(scenario, Scenario) else scenario
    choices = Choices(strengths, starts, whom)
    asked = asked_of(reference, measures, objectives, candidates, choices, given, folder)
    effort = Effort(generations, size, searches, fresh, members)
    question, further = question_of(asked, budget, seed_list(seeds), effort, robust, satisfy)
    return searched(question, further, Batches(question.objectives, engine, threads, on_done))


def _several(given: Any) -> str:
    return ",".join(map(spelt, given)) if isinstance(given, list | tuple) else spelt(given)


def _built(scenario: Scenario) -> Built:
    made, model = held(scenario), model_of_all([scenario])
    usual = weeks_to_rest(model, made.population, made.parameters, made.industry)
    return Built(made, model, is_settle_chosen=made.settle != usual)
