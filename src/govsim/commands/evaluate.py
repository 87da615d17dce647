"""`govsim evaluate`: the scorecard of a scenario, each subject's word and the truth beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from govsim.commands.common.record import Asked, Command, Composed, Usage

if TYPE_CHECKING:
    from govsim.study.analysis.scorecard import Scorecard

COLUMNS = {
    "index": "mean_index", "government": "mean_government_score", "self": "mean_self_score",
    "third party": "mean_third_score", "truth": "mean_true_score", "self less truth": "self_gap",
}  # fmt: skip


def _evaluate(asked: Asked) -> None:
    """Run the scenario with the part that evaluates, and print indicators, scores and who tells the worst apart."""
    from govsim.commands.common.keeping import remark
    from govsim.study.analysis.scorecard import scorecard
    from govsim.study.ask.resolve import build_options, build_scenario
    from govsim.study.speak.errors import Mistakes, RunError
    from govsim.study.speak.terminal import print_rows, tell_out
    from govsim.study.speak.words import counted, tell

    mistakes = Mistakes()
    options, built = mistakes.of(build_options, asked.tree), mistakes.of(build_scenario, asked.tree)
    mistakes.refuse()
    remark([built], options)
    card = scorecard(built.scenario, options.seeds, threads=options.threads)
    if asked.call.json:
        print_rows(_as_rows(card), as_json=True)
    else:
        about = {"scenario": built.scenario.name, "seeds": counted("seeds", card.seeds)}
        tell_out(tell("evaluate.head", first=built.scenario.window[0], last=built.scenario.window[1], **about))
        print_rows(_indicators(card), right=("record", "truth", "gap"))
        tell_out("\n" + tell("evaluate.scores"))
        print_rows(_scores(card), right=tuple(COLUMNS))
        tell_out("\n" + tell("evaluate.subjects"))
        print_rows(_subjects(card), right=("mean distance", "worst told apart"))
        tell_out("\n" + tell("evaluate.note"))
    if card.failures:
        raise RunError(tell("error.runs_failed", runs=counted("runs", len(card.failures)), first=card.failures[0]))


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


def _scores(card: Scorecard) -> list[dict[str, str]]:
    made, regions = [], card.scores.loc[card.scores["by"] == "region", "group"].nunique()
    for (by, group), rows in card.scores.groupby(["by", "group"], sort=False):
        cells = {row["outcome"]: row for row in rows.to_dict("records")}
        if "mean_index" not in cells or (by == "region" and regions == 1):
            continue
        line = {"group": _title(by, group), "enterprises": f"{cells['enterprises']['mean']:.0f}"}
        for head, outcome in COLUMNS.items():
            line[head] = _short(cells[outcome])
        made.append(line)
    return made


def _short(row: dict[str, Any]) -> str:
    """A mean and half its interval, in three digits."""
    half = row["mean"] - row["ci_low"]
    return f"{row['mean']:.3f}±{half:.3f}" if half == half else f"{row['mean']:.3f}"


def _title(by: str, group: str) -> str:
    from govsim.model import model_of
    from govsim.study.runs.groups import group_titles
    from govsim.study.speak.words import spoken, tell

    if not by:
        return tell("evaluate.all")
    return f"{tell(f'evaluate.{by}')} {group_titles(model_of(), by, spoken()).get(group, group)}"


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
    Composed(_evaluate, unused=("populations", "engine", "out", "figures", "tables", "by", "experiment")),
)  # fmt: skip
