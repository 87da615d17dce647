"""`govsim evaluate`: the scorecard of a scenario, each subject's word and the truth beside it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.commands.common.record import Asked, Call, Command, Composed, Usage

if TYPE_CHECKING:
    from govsim.study.analysis.scorecard import Scorecard
    from govsim.study.ask.resolve import Built, Options
    from govsim.study.runs.finish import Finished
    from govsim.study.runs.plan import Plan
    from govsim.study.runs.shown import Drawn, Shown

COLUMNS = {
    "index": "mean_index", "government": "mean_government_score", "self": "mean_self_score",
    "third party": "mean_third_score", "truth": "mean_true_score", "self less truth": "self_gap",
}  # fmt: skip


def _evaluate(asked: Asked) -> None:
    """Run the scenario with the part that evaluates, and print indicators, scores and who tells the worst apart."""
    from govsim.commands.common.keeping import print_where, remark
    from govsim.study.ask.resolve import build_options, build_scenario
    from govsim.study.speak.dates import dated
    from govsim.study.speak.errors import Mistakes, RunError
    from govsim.study.speak.terminal import print_rows, tell_out
    from govsim.study.speak.words import counted, tell

    mistakes = Mistakes()
    options, built = mistakes.of(build_options, asked.tree), mistakes.of(build_scenario, asked.tree)
    mistakes.refuse()
    remark([built], options)
    with dated(options.calendar):
        plan, found, card = _kept(built, options, asked.call)
    if asked.call.json:
        print_rows(_as_rows(card), as_json=True)
    else:
        about = {"scenario": built.scenario.name, "seeds": counted("seeds", card.seeds)}
        tell_out(tell("evaluate.head", first=built.scenario.window[0], last=built.scenario.window[1], **about))
        print_rows(_indicators(card), right=("record", "truth", "gap"))
        tell_out("\n" + tell("evaluate.scores"))
        print_rows(_scores(card, plan), right=tuple(COLUMNS))
        tell_out("\n" + tell("evaluate.subjects"))
        print_rows(_subjects(card), right=("mean distance", "worst told apart"))
        tell_out("\n" + tell("evaluate.note"))
        print_where(found)
    if card.failures:
        raise RunError(tell("error.runs_failed", runs=counted("runs", len(card.failures)), first=card.failures[0]))


def _kept(built: Built, options: Options, call: Call) -> tuple[Plan, Finished, Scorecard]:
    """Run what is not there yet, draw the scorecard, and leave its tables beside it."""
    import pandas as pd

    from govsim.commands.common.keeping import carry_out, write_csv
    from govsim.study.analysis.scorecard import BY, card_of, with_part
    from govsim.study.runs.groups import checked_by
    from govsim.study.runs.plan import Plan

    scenario = with_part(built.scenario)
    plan = Plan("evaluate", {scenario.name: scenario}, options.seeds, {}, None, True, options.by or BY)
    checked_by(plan.model, plan.by)

    def draw(shown: Shown, where: Path) -> Drawn:
        card = card_of(scenario, shown.runs, shown.groups, shown.enterprises)
        return _drawn(card, plan, built.title, where, options.lang), []

    found = carry_out(plan, options, call, draw)
    card = card_of(scenario, _whole(found.runs), found.groups, pd.read_parquet(found.folder / "enterprises.parquet"),
                   found.failures)  # fmt: skip
    tables = {"indicators.csv": card.indicators, "scores.csv": card.scores, "ranking.csv": card.ranking}
    write_csv(found.folder, tables)
    _leave(plan, found, card, tables)
    return plan, found, card


def _leave(plan: Plan, found: Finished, card: Scorecard, files: Iterable[str]) -> None:
    """Write the section of a scorecard into its folder."""
    from govsim.commands.common.section import assumed_in, leave, pictures, table
    from govsim.study.analysis.section import Section, in_both, words
    from govsim.study.speak.words import counted

    scenario = next(iter(plan.scenarios.values()))
    about = {"scenario": scenario.name, "first": scenario.window[0], "last": scenario.window[1]}
    head = words("evaluate.head", seeds=lambda: counted("seeds", card.seeds), **about)
    section = Section(
        "evaluate", head, [in_both(partial(_sentence, row)) for row in _widest(card)],
        [table(words("section.indicators"), lambda: _indicators(card), "indicators.csv"),
         table(words("evaluate.scores"), lambda: _scores(card, plan), "scores.csv"),
         table(words("evaluate.subjects"), lambda: _subjects(card), "ranking.csv")],
        pictures(found.figures), [words("section.luck_alone")],
        [words("evaluate.note"), assumed_in(plan.model, plan.scenarios.values())],
    )  # fmt: skip
    leave(section, found.folder, files)


def _widest(card: Scorecard) -> list[dict[str, Any]]:
    """The indicators whose record is farthest from the truth, as a share of it, the farthest first."""
    rows = [row for row in card.indicators.to_dict("records") if row["truth_mean"]]
    return sorted(rows, key=lambda row: -abs(row["record_mean"] / row["truth_mean"] - 1.0))[:3]


def _sentence(row: dict[str, Any]) -> str:
    from govsim.study.speak.words import tell

    about = {"indicator": tell(f"indicator.{row['indicator']}"), "record": _cell(row, "record")}
    return str(tell("section.indicator", truth=_cell(row, "truth"), **about))


def _whole(runs: Any) -> Any:
    """Runs that came to their end."""
    return runs[runs["error"].isna()] if "error" in runs else runs


def _drawn(card: Scorecard, plan: Plan, title: Any, where: Path, lang: str) -> list[Path]:
    """The figures of a scorecard."""
    from govsim.figures import draw_scorecard
    from govsim.locale import LANGUAGES, text
    from govsim.study.analysis.scorecard import INDICATORS
    from govsim.study.ask.titles import titles_of

    scenario = next(iter(plan.scenarios.values()))
    called = titles_of(plan.model, [scenario], {scenario.name: title} if title else None)[scenario.name]
    groups = card.scores[["by", "group"]].drop_duplicates().itertuples(index=False)
    meta = {
        "scenario": called,
        "indicators": {name: {one: text(f"indicator.{name}", one) for one in LANGUAGES}
                       for name in card.indicators["indicator"]},
        "groups": {(by, group): {one: _title(plan, by, group, one) for one in LANGUAGES} for by, group in groups},
        "shares": [name for name, (*_, counted) in INDICATORS.items() if not counted],
        "first": scenario.window[0], "last": scenario.window[1], "seeds": card.seeds,
    }  # fmt: skip
    return draw_scorecard(card.indicators, card.scores, where, meta, lang)


def _as_rows(card: Scorecard) -> list[dict[str, Any]]:
    tables = {"indicators": card.indicators, "scores": card.scores, "ranking": card.ranking}
    return [{"table": name, **row} for name, table in tables.items() for row in table.to_dict("records")]


def _cell(row: dict[str, Any], what: str = "") -> str:
    from govsim.study.speak.terminal import estimate

    head = f"{what}_" if what else ""
    return estimate(row[f"{head}mean"], row[f"{head}ci_low"], row[f"{head}ci_high"])


def _indicators(card: Scorecard) -> list[dict[str, str]]:
    from govsim.study.speak.words import tell

    return [
        {"indicator": tell(f"indicator.{row['indicator']}"), "record": _cell(row, "record"),
         "truth": _cell(row, "truth"), "denominator": tell(f"denominator.{row['indicator']}")}
        for row in card.indicators.to_dict("records")
    ]  # fmt: skip


def _scores(card: Scorecard, plan: Plan) -> list[dict[str, str]]:
    from govsim.study.speak.words import spoken

    made, regions = [], card.scores.loc[card.scores["by"] == "region", "group"].nunique()
    for (by, group), rows in card.scores.groupby(["by", "group"], sort=False):
        cells = {row["outcome"]: row for row in rows.to_dict("records")}
        if "mean_index" not in cells or (by == "region" and regions == 1):
            continue
        line = {"group": _title(plan, by, group, spoken()), "enterprises": f"{cells['enterprises']['mean']:.0f}"}
        for head, outcome in COLUMNS.items():
            line[head] = _short(cells[outcome])
        made.append(line)
    return made


def _short(row: dict[str, Any]) -> str:
    """A mean and half its interval, in three digits."""
    half = row["mean"] - row["ci_low"]
    return f"{row['mean']:.3f}±{half:.3f}" if half == half else f"{row['mean']:.3f}"


def _title(plan: Plan, by: str, group: str, lang: str) -> str:
    """What a group is called: all, or a grouping and one of its groups."""
    from govsim.locale import text
    from govsim.study.runs.groups import group_titles, grouping_title

    if not by:
        return text("evaluate.all", lang)
    named = group_titles(plan.model, by, lang).get(group, group)
    return f"{grouping_title(plan.model, by, lang)}{'：' if lang == 'zh' else ': '}{named}"


def _subjects(card: Scorecard) -> list[dict[str, str]]:
    from govsim.study.speak.words import tell

    all_of_it = card.scores[card.scores["by"] == ""].set_index("outcome")
    told = {row["score"]: row for row in card.ranking.to_dict("records")}
    rows = []
    for subject in ("government", "self", "third", "subjects", "index"):
        gap, rank = f"{subject}_gap", told.get(subject)
        rows.append({
            "subject": tell(f"subject.{subject}"),
            "mean distance": _cell(all_of_it.loc[gap].to_dict()) if gap in all_of_it.index else "",
            "worst told apart": _cell(rank) if rank else "",
        })  # fmt: skip
    return rows


COMMAND = Command(
    "evaluate", 55,
    (Usage("a scorecard and the truth beside it", "评估记分卡与真实值对照",
           "govsim evaluate scenario=baseline seeds=20",
           "govsim evaluate scenario=baseline seeds=20 lang=zh"),),
    Composed(_evaluate, unused=("populations", "tables")),
)  # fmt: skip
