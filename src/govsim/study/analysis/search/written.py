"""What a search leaves in its folder: tables, the front as scenario files, and the section of a report."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from govsim.scenario import Adoption, Scenario, Scope
from govsim.study.analysis.measured import period, window_of
from govsim.study.analysis.search.describe import called_of, described, mix_title
from govsim.study.analysis.search.fresh import Member
from govsim.study.analysis.search.objectives import titles_of_objectives, units_of_objectives
from govsim.study.analysis.search.robust import WHOLE
from govsim.study.analysis.search.sentences import hangs_on, method, scenario_titles, sentences
from govsim.study.analysis.section import Picture, Section, Shown, each_in_both, in_both, words
from govsim.study.ask.files import as_yaml
from govsim.study.ask.given import settings_tree
from govsim.study.runs.shards import parquet_bytes, write_whole
from govsim.study.speak.terminal import estimate
from govsim.study.speak.words import spoken, tell

if TYPE_CHECKING:
    from govsim.study.analysis.search.found import Searched

FRONT, EVALUATIONS, HYPERVOLUME, ROBUST = "front.csv", "evaluations.csv", "hypervolume.csv", "robust.csv"
EVALUATIONS_PACKED = "evaluations.parquet"
SCENARIOS = "front/scenario"


def write(found: Searched, folder: Path) -> Path:
    """Write everything but runs and figures, each file whole or not at all.

    Returns:
        The folder.

    Raises:
        OSError: one cannot be written.
    """
    (folder / SCENARIOS).mkdir(parents=True, exist_ok=True)
    for name, table in tables(found).items():
        write_whole(folder / name, table.to_csv(index=False, lineterminator="\n").encode("utf-8"))
    write_whole(folder / EVALUATIONS_PACKED, parquet_bytes(found.evaluations))
    for name, text in scenario_files(found).items():
        write_whole(folder / name, text.encode("utf-8"))
    section(found).save(folder)
    return folder


def files_of(found: Searched) -> list[str]:
    """Names of the files that `write` writes."""
    return [*tables(found), EVALUATIONS_PACKED, *scenario_files(found), "section.json"]


def tables(found: Searched) -> Mapping[str, Any]:
    """The tables by their file."""
    made = {FRONT: found.front, EVALUATIONS: found.evaluations, HYPERVOLUME: found.hypervolume}
    return made | ({ROBUST: found.regret} if found.robust is not None else {})


def scenario_files(found: Searched) -> dict[str, str]:
    """The members of the front as scenario files, by name."""
    return {
        f"{SCENARIOS}/{one.name}.yaml": scenario_file(one.scenario, mix_title(found.model, one.name, one.tried.point))
        for one in found.members
        if one.tried
    }


def scenario_file(scenario: Scenario, title: Mapping[str, str]) -> str:
    """A scenario as a file that can be composed again: only what is not so by itself."""
    tree = settings_tree(scenario)
    population = {key: value for key, value in tree["population"].items() if value not in (None, [], ())}
    made = {
        "name": scenario.name, "title": dict(title), "weeks": tree["weeks"], "settle": scenario.settle,
        "start": tree["start"], "window": list(scenario.window), "population": population,
        "instrument": {one.instrument: _adopted(one, scenario) for one in scenario.adoptions},
        "parameter": tree["parameter"], "industry": tree["industry"], "plugins": list(scenario.plugins),
        "parts": list(scenario.parts),
    }  # fmt: skip
    kept = {key: value for key, value in made.items() if value not in (None, {}, [])}
    return f"# @package _global_\n{as_yaml(_plain(kept))}"


def _adopted(one: Adoption, scenario: Scenario) -> dict[str, Any]:
    made: dict[str, Any] = {**one.settings, "start": one.start, "strength": one.strength}
    usual = Adoption(one.instrument, {}, scenario.start)
    made |= {
        key: getattr(one, key) for key in ("phase_in", "end", "steers") if getattr(one, key) != getattr(usual, key)
    }
    scope = {key: value for key, value in vars(one.scope).items() if value != getattr(Scope(), key)}
    return made | ({"scope": scope} if scope else {})


def _plain(value: Any) -> Any:
    """As YAML writes it: no tuples, and whole numbers without a point."""
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, np.generic):
        return _plain(value.item())
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value


def section(found: Searched) -> Section:
    """The part of a report."""
    question = found.question
    first = question.objectives[0]
    shown = [Shown(in_both(lambda: _front_title(found)), in_both(lambda: front_lines(found)), FRONT)]
    if found.robust is not None:
        shown.append(Shown(words("search.by_regret"), in_both(lambda: regret_lines(found)), ROBUST))
    mixes = sum(one.tried is not None for one in found.members)
    pictures = [Picture(
        "search_pareto", words("search.caption_pareto"),
        in_both(lambda: str(tell("search.alt_pareto", members=mixes,
                                 objective=titles_of_objectives(found.model, [first])[first.name][spoken()]))),
    )]  # fmt: skip
    if len(found.hypervolume):
        values = found.hypervolume["hypervolume"]
        ends = {"first": f"{values.min():.2f}", "last": f"{values.max():.2f}"}
        pictures.append(Picture("search_hypervolume", words("search.caption_volume"),
                                in_both(lambda: str(tell("search.alt_volume", **ends)))))  # fmt: skip
    if found.robust is not None:
        best = found.robust.choices["max_regret"]
        pictures.append(Picture(
            "search_regret", words("search.caption_regret"),
            in_both(lambda: str(tell("search.alt_regret", mix=called_of(best, scenario_titles(found))))),
        ))  # fmt: skip
    return Section(
        "search", in_both(lambda: asked(found)), each_in_both(lambda: sentences(found)), shown, pictures,
        each_in_both(lambda: hangs_on(found)), each_in_both(lambda: method(found)),
    )  # fmt: skip


def asked(found: Searched) -> str:
    """What was asked, in a line."""
    question = found.question
    titles = titles_of_objectives(found.model, question.objectives)
    apart = "、" if spoken() == "zh" else ", "
    objectives = apart.join(titles[one.name][spoken()] for one in question.objectives)
    return str(tell("search.asked", measures=len(question.space.measures), objectives=objectives))


def _front_title(found: Searched) -> str:
    reference = found.question.space.reference
    weeks = window_of([reference])
    titles = scenario_titles(found)
    return str(tell("search.by_front", reference=titles[reference.name], period=period(weeks) if weeks else ""))


def front_lines(found: Searched) -> list[dict[str, str]]:
    """A line a member: what it changes of each objective and lays out, and what it is."""
    question = found.question
    titles = titles_of_objectives(found.model, question.objectives)
    units = units_of_objectives(found.model, question.objectives, [question.space.reference])
    heads = [f"{titles[one.name][spoken()]} ({units[one.name][spoken()]})" for one in question.objectives]
    return [_front_line(found, one, heads) for one in found.members]


def described_lines(found: Searched) -> list[str]:
    """A line a mix of the front: what it is."""
    apart = "：" if spoken() == "zh" else ": "
    return [called_of(one.name) + apart + described(found.model, one.tried.point) for one in found.members if one.tried]


def _front_line(found: Searched, one: Member, heads: list[str]) -> dict[str, str]:
    titles = scenario_titles(found)
    said = {str(tell("thing.scenario")): called_of(one.name, titles)}
    said |= {head: estimate(made.mean, made.low, made.high) for head, made in zip(heads, one.changes, strict=True)}
    said[f"{tell('search.laid_out')} (CNY)"] = estimate(one.cost.mean, one.cost.low, one.cost.high)
    if found.question.budget is not None:
        said[str(tell("search.budget_column"))] = str(tell("search.kept_budget" if one.keeps else "search.over_budget"))
    said[str(tell("search.what"))] = described(found.model, one.tried.point) if one.tried else titles.get(one.name, "")
    return said


def regret_lines(found: Searched) -> list[dict[str, str]]:
    """A line a member: its mean and largest regret, and in how many draws it reaches the aims."""
    titles = scenario_titles(found)
    rows = found.regret[found.regret["objective"] == WHOLE]
    return [
        {str(tell("thing.scenario")): called_of(row["mix"], titles),
         str(tell("search.mean")): f"{100 * row['mean_regret']:.0f}",
         str(tell("search.largest")): f"{100 * row['max_regret']:.0f}",
         str(tell("search.reached")): f"{100 * row['satisficing_share']:.0f}"}
        for row in rows.to_dict("records")
    ]  # fmt: skip
